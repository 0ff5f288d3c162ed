//! What reports say of a rule.

use yaddash_model::{RuleId, Severity};

/// A rule as reports introduce it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo<'a> {
    /// The stable name.
    pub id: RuleId,
    /// One sentence on what the rule finds.
    pub summary: &'a str,
    /// What the rule finds, why that is wrong and what to do; plain text or Markdown.
    pub help: &'a str,
    /// How grave its findings are unless configured otherwise.
    pub severity: Severity,
}
