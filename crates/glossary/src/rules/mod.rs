//! The rules, a file each.
//!
//! What a rule does, why, an example and how to configure it stands in a text beside its code; it is the documentation
//! of the module and what `yaddash explain` prints.

mod acronym_unexpanded;
mod agreement;
mod asked;
mod block;
mod date_mismatch;
mod deprecated_term;
mod document_names;
mod doubled_word;
mod figures;
mod generic;
mod inconsistent_case;
mod inconsistent_hyphen;
mod inconsistent_name;
mod inconsistent_spelling;
mod issue;
mod letter_case;
mod lookalike;
mod lost_diacritics;
mod missing_term;
mod name_variant;
mod near_names;
mod number_mismatch;
mod ordinary;
mod page;
mod quotations;
mod run;
mod sounds;
mod space_before_punctuation;
mod space_beside_quotation;
mod spelling;
#[cfg(test)]
mod testing;
mod unpaired_quotation;
mod untranslated;
mod unused_suppression;
mod varying;
mod version_drift;
mod versions;
mod vocabulary;
mod wrong_term;

use yaddash_model::{RuleId, Severity};

pub(crate) use asked::Asked;
pub(crate) use block::BlockText;
pub(crate) use inconsistent_name::RULE as INCONSISTENT_NAME;
pub use inconsistent_name::Renderings;
pub(crate) use issue::Issue;
pub(crate) use name_variant::Names;
pub use page::page;
pub(crate) use run::{DocumentRules, unit_issue, variant_issues};
pub(crate) use sounds::{Likeness, likeness};
pub(crate) use spelling::distance;
pub(crate) use unused_suppression::RULE as UNUSED_SUPPRESSION;
pub(crate) use versions::{VersionText, compares_versions, version_issues};

use document_names::DocumentNames;
use figures::Figures;
use quotations::Quotations;
use unpaired_quotation::OpenQuotations;
use vocabulary::{Spot, Vocabulary};

/// What is known of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name.
    pub id: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// Whether a single suggestion is certain enough to be applied without asking.
    pub is_fixable: bool,
    /// What it does, why, an example, and how to configure it: Markdown.
    pub doc: &'static str,
}

impl Rule {
    /// The name as findings have it.
    pub const fn rule_id(&self) -> RuleId {
        RuleId::new(self.id)
    }
}

/// All rules, in alphabetical order.
pub fn all() -> &'static [Rule] {
    const RULES: &[Rule] = &[
        acronym_unexpanded::RULE,
        date_mismatch::RULE,
        deprecated_term::RULE,
        doubled_word::RULE,
        inconsistent_case::RULE,
        inconsistent_hyphen::RULE,
        inconsistent_name::RULE,
        inconsistent_spelling::RULE,
        letter_case::RULE,
        lookalike::RULE,
        lost_diacritics::RULE,
        missing_term::RULE,
        name_variant::RULE,
        number_mismatch::RULE,
        space_before_punctuation::RULE,
        space_beside_quotation::RULE,
        unpaired_quotation::RULE,
        untranslated::RULE,
        unused_suppression::RULE,
        version_drift::RULE,
        wrong_term::RULE,
    ];
    RULES
}

/// The rule of that name.
///
/// ```
/// use yaddash_glossary::rules;
/// assert!(rules::find("deprecated-term").is_some_and(|rule| rule.doc.contains("## Why")));
/// assert_eq!(rules::find("no-such-rule"), None);
/// ```
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.id == id)
}

/// The rule whose name is nearest to `id`, for someone who misspelt it; `None` where none is near.
///
/// ```
/// use yaddash_glossary::rules;
/// assert_eq!(rules::nearest("doubled-words").map(|rule| rule.id), Some("doubled-word"));
/// assert_eq!(rules::nearest("x"), None);
/// ```
pub fn nearest(id: &str) -> Option<&'static Rule> {
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    let wanted = letters(id);
    let limit = wanted.len() / 3;
    all()
        .iter()
        .filter_map(|rule| Some((distance(&letters(rule.id), &wanted, limit)?, rule)))
        .min_by_key(|(distance, rule)| (*distance, rule.id))
        .map(|(_, rule)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained() {
        for rule in all() {
            for section in [
                "## What it does",
                "## Why",
                "## Example",
                "## How to configure",
            ] {
                assert!(rule.doc.contains(section), "{}: {section}", rule.id);
            }
            assert!(rule.doc.starts_with(&format!("# {}\n", rule.id)));
        }
        assert!(all().is_sorted_by_key(|rule| rule.id));
    }
}
