//! What the program tells the shell.

use std::process::ExitCode;

/// How a command ended; the numbers are a contract with scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done, and nothing was found: 0.
    Clean,
    /// Done, and there are findings, an invalid file, or documents that do not fit: 1.
    Findings,
    /// A wrong call, or input that cannot be read: 2.
    Failed,
    /// The reader of the output went away: 141, as if by SIGPIPE, so that it is never taken for "clean".
    Interrupted,
}

impl Outcome {
    /// [`Outcome::Findings`] where there are any.
    pub(crate) const fn findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Clean }
    }

    /// The graver of the two.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => 141,
        })
    }
}
