//! Texts that were there before.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Remembers texts by a hash of 128 bits, so that it takes 16 bytes a text however long they are.
#[derive(Debug, Default)]
pub(super) struct Seen(HashSet<(u64, u64)>);

impl Seen {
    /// Whether `text` is new; from then on it no longer is.
    pub(super) fn insert(&mut self, text: impl Hash) -> bool {
        self.0.insert((hash(0_u8, &text), hash(1_u8, &text)))
    }

    /// Forgets all texts.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

fn hash(seed: u8, text: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    text.hash(&mut hasher);
    hasher.finish()
}
