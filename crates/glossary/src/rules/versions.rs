//! Versions of a document in several languages, held against each other.

use yaddash_language::Language;

use super::{Asked, BlockText, Issue, Names, acronym_unexpanded, version_drift};

/// A version with its blocks of text.
pub(crate) struct VersionText<'a> {
    /// Each with its number in the document.
    pub(crate) blocks: Vec<(usize, BlockText<'a>)>,
    pub(crate) names: &'a Names,
}

impl VersionText<'_> {
    /// The language of its text; `None` where it has none.
    pub(crate) fn language(&self) -> Option<&'static Language> {
        Some(self.blocks.first()?.1.text.language())
    }
}

/// Whether a rule is asked for that holds versions against each other.
pub(crate) fn compares_versions(asked: Asked) -> bool {
    asked.has_any(&[&version_drift::RULE, &acronym_unexpanded::RULE])
}

/// What is to be said of the versions together, by version and block.
pub(crate) fn version_issues(versions: &[VersionText<'_>]) -> Vec<(usize, usize, Issue)> {
    let mut issues = Vec::new();
    version_drift::check(versions, &mut issues);
    acronym_unexpanded::check(versions, &mut issues);
    issues
}
