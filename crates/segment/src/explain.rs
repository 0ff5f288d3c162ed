//! Why a text breaks where it does.

use std::fmt;

use crate::srx::Rule;

/// A place where a rule would break, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Byte of the paragraph at which the next segment would start, behind the white space.
    pub offset: usize,
    /// Whether the text breaks there.
    pub verdict: Verdict,
    /// The rule that decided.
    pub rule: RuleReference,
}

/// What a rule decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A new segment starts.
    Break,
    /// The segment goes on.
    Hold,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Break => "break",
            Self::Hold => "hold",
        })
    }
}

/// Where a rule stands and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleReference {
    /// The rule file; empty for rules that come from no file.
    pub file: String,
    /// Line of the rule in the file, from 1; 0 where there is none.
    pub line: usize,
    /// Its description, or its two parts where it has none.
    pub text: String,
}

impl RuleReference {
    pub(crate) fn of(rule: &Rule) -> Self {
        let text = if rule.description.is_empty() {
            format!("{} | {}", rule.before, rule.after)
        } else {
            rule.description.clone()
        };
        Self {
            file: rule.place.file.as_deref().unwrap_or_default().to_owned(),
            line: rule.place.line,
            text,
        }
    }
}

impl fmt::Display for RuleReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:{}: ", self.file, self.line)?;
        }
        f.write_str(&self.text)
    }
}
