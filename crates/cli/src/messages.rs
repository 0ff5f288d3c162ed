//! What the program says on standard error.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};

use crate::args::When;
use crate::progress;

/// Where and how messages go; shared by all threads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Messages {
    quiet: bool,
}

impl Messages {
    pub(crate) fn new(quiet: bool, color: When) -> Self {
        match color {
            When::Auto => {}
            When::Always => anstream::ColorChoice::Always.write_global(),
            When::Never => anstream::ColorChoice::Never.write_global(),
        }
        Self { quiet }
    }

    /// Messages of which nothing but errors is said.
    pub(crate) const fn silent() -> Self {
        Self { quiet: true }
    }

    /// Whether nothing but errors is said.
    pub(crate) const fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Something went wrong; said in any case.
    #[expect(
        clippy::unused_self,
        reason = "reads as its neighbours do, and keeps errors where other messages go"
    )]
    pub(crate) fn error(self, message: impl Display) {
        say("error", AnsiColor::Red, message);
    }

    /// Something is likely not as the user wants it.
    pub(crate) fn warning(self, message: impl Display) {
        if !self.quiet {
            say("warning", AnsiColor::Yellow, message);
        }
    }

    /// Something worth knowing.
    pub(crate) fn note(self, message: impl Display) {
        if !self.quiet {
            say("note", AnsiColor::Cyan, message);
        }
    }

    /// An error with its causes, in one line.
    pub(crate) fn failure(self, error: &anyhow::Error) {
        self.error(in_one_line(error));
    }
}

/// An error with its causes; a cause that the text before it tells already is left out.
pub(crate) fn in_one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line.push_str(": ");
            line.push_str(&cause);
        }
    }
    line
}

/// Writes one line. Nothing can be done where standard error is closed, so a failure is let pass.
fn say(word: &str, color: AnsiColor, message: impl Display) {
    let style = Style::new().fg_color(Some(color.into())).bold();
    progress::beside(|| {
        let _ = writeln!(anstream::stderr(), "{style}{word}{style:#}: {message}");
    });
}

/// Whether the results on standard output are to be coloured.
pub(crate) fn colors_on_stdout(color: When) -> bool {
    match color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
        }
    }
}

/// Whether an error means that the reader of the output went away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
