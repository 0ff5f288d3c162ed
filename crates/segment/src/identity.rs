//! Names and fingerprints of rule sets, to tell whether two stores were segmented alike.

use std::fmt;

use twox_hash::XxHash3_128;
use yaddash_model::CodePlacement;

use crate::srx::Rule;

/// What a set of rules is called, and a fingerprint of what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleSetId {
    /// The name, such as `builtin-az`.
    pub name: String,
    /// XXH3 of 128 bits over the rules in their order and the placement of codes, 32 hexadecimal digits. Descriptions,
    /// names and places do not count.
    pub hash: String,
}

impl RuleSetId {
    pub(crate) fn new<'a>(
        name: String,
        rules: impl Iterator<Item = &'a Rule>,
        codes: CodePlacement,
    ) -> Self {
        let mut canonical = format!(
            "{}{}{}\n",
            u8::from(codes.start_before),
            u8::from(codes.end_before),
            u8::from(codes.isolated_before)
        );
        for rule in rules {
            canonical.push(if rule.breaks { '+' } else { '-' });
            // NUL cannot stand in a pattern of a file.
            canonical.push_str(&rule.before);
            canonical.push('\0');
            canonical.push_str(&rule.after);
            canonical.push('\n');
        }
        Self {
            name,
            hash: format!("{:032x}", XxHash3_128::oneshot(canonical.as_bytes())),
        }
    }
}

impl fmt::Display for RuleSetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.hash)
    }
}
