//! Texts that were there before.

use std::collections::HashSet;

use twox_hash::XxHash3_128;

/// Remembers texts by a hash of 128 bits, so that it takes 16 bytes a text however long they are.
#[derive(Debug, Default)]
pub(super) struct Seen(HashSet<u128>);

impl Seen {
    /// Whether these texts are new together; from then on they no longer are.
    pub(super) fn insert(&mut self, texts: &[&str]) -> bool {
        let mut hash = XxHash3_128::new();
        for text in texts {
            hash.write(&text.len().to_le_bytes());
            hash.write(text.as_bytes());
        }
        self.0.insert(hash.finish_128())
    }

    /// Forgets all texts.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_by_where_they_end() {
        let mut seen = Seen::default();
        for texts in [&["a", "b"][..], &["ab"], &["", "ab"], &["ab", ""], &[]] {
            assert!(seen.insert(texts), "{texts:?}");
            assert!(!seen.insert(texts), "{texts:?}");
        }
        seen.clear();
        assert!(seen.insert(&["ab"]));
    }
}
