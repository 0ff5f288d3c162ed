//! Which rules are asked for.

use super::{Rule, all};

/// A set of rules. What nobody asks for is not computed, but for what tells other rules which places to pass over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked(u32);

impl Default for Asked {
    /// All rules.
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Asked {
    /// Leaves the rule of that name out; one that there is not is none to leave out.
    pub(crate) fn leave_out(&mut self, id: &str) {
        self.0 &= !bit(id);
    }

    /// Whether the rule is asked for.
    pub(crate) fn has(self, rule: &Rule) -> bool {
        self.0 & bit(rule.id) != 0
    }

    /// Whether one of the rules is asked for.
    pub(crate) fn has_any(self, rules: &[&Rule]) -> bool {
        rules.iter().any(|rule| self.has(rule))
    }
}

/// The bit of the rule of that name; none where there is no such rule.
fn bit(id: &str) -> u32 {
    let at = all().binary_search_by(|rule| rule.id.cmp(id));
    at.map_or(0, |at| 1 << at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_bit_of_its_own() {
        assert!(all().len() <= 32);
        for rule in all() {
            let mut asked = Asked::default();
            assert!(asked.has(rule));
            asked.leave_out(rule.id);
            asked.leave_out("no-such-rule");
            let kept = all().iter().filter(|rule| asked.has(rule)).count();
            assert!(!asked.has(rule) && kept + 1 == all().len());
        }
    }
}
