//! Language tags that were met.

use std::collections::HashMap;

use yaddash_model::LanguageTag;

/// How many are remembered.
const KNOWN: usize = 1_000;

/// Works each tag out once.
#[derive(Clone, Default)]
pub(super) struct Languages {
    known: HashMap<String, Option<LanguageTag>>,
}

impl Languages {
    /// The tag that `spelling` is, or `None` where it is none.
    pub(super) fn tag(&mut self, spelling: &str) -> Option<LanguageTag> {
        if let Some(known) = self.known.get(spelling) {
            return known.clone();
        }
        let tag = LanguageTag::parse(spelling).ok();
        if self.known.len() < KNOWN {
            self.known.insert(spelling.to_owned(), tag.clone());
        }
        tag
    }
}
