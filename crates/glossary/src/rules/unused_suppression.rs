#![doc = include_str!("unused-suppression.md")]

use yaddash_model::Severity;

use super::Rule;

pub(crate) const RULE: Rule = Rule {
    id: "unused-suppression",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("unused-suppression.md"),
};
