//! Language tags that were met.

use std::collections::HashMap;

use yaddash_model::LanguageTag;

/// How many are remembered.
const KNOWN: usize = 1_000;

/// A language as it is named.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) tag: LanguageTag,
    /// Whether the name is a valid tag.
    pub(super) is_valid: bool,
}

/// Works each tag out once.
#[derive(Clone, Default)]
pub(super) struct Languages {
    known: HashMap<String, Option<Named>>,
}

impl Languages {
    /// The language that `spelling` names, as the reader takes it; `None` where it is blank.
    pub(super) fn named(&mut self, spelling: &str) -> Option<Named> {
        if let Some(known) = self.known.get(spelling) {
            return known.clone();
        }
        let named = LanguageTag::lenient(spelling).ok().map(|tag| Named {
            tag,
            is_valid: LanguageTag::parse(spelling).is_ok(),
        });
        if self.known.len() < KNOWN {
            self.known.insert(spelling.to_owned(), named.clone());
        }
        named
    }
}
