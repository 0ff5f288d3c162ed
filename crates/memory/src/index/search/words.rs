//! Entries that have enough words of a text.

use std::ops::Range;

use super::{Among, Search, Searched};
use crate::index::chosen::{counted, rarest, stem_lists};
use crate::index::lists::BLOCK;
use crate::index::part::Part;
use crate::score::{Scoring, most_edits};

impl Search<'_> {
    /// Looks at entries that have enough words of the text, the rarest ones, to be alike by `focus`.
    pub(super) fn like_words(&mut self, searched: &mut Searched<'_>, focus: f64) {
        let Some(least) = self.focused(focus) else {
            return;
        };
        let query = self.comparison.query();
        let words = match self.scoring {
            Scoring::OmegaT => crate::score::bare(&query.forms),
            _ => query.forms.clone(),
        };
        let (count, part) = (words.len(), searched.part);
        // How many words of the text may be missing: each costs an edit, and a longer entry costs further ones.
        let missing = most_edits(count, least);
        let mut lists = stem_lists(part, &words);
        lists.sort_by_key(|list| list.count);
        let absent = lists.iter().take_while(|list| list.count == 0).count();
        if lists.is_empty() || absent > missing {
            return;
        }
        let taken = rarest(&lists, missing);
        lists.truncate(taken);
        let needed = taken.saturating_sub(missing).max(1);
        let mut short = Vec::new();
        let counted = counted(&lists, &mut short);
        for block in 0..part.blocks() {
            let words = block_words(part, block);
            self.counts.count(block, &counted, &words);
            for word in words {
                let mut found = self.counts.at_least(word, needed);
                while found != 0 {
                    let entry = block * BLOCK + word * 64 + found.trailing_zeros() as usize;
                    found &= found - 1;
                    let Some(least) = self.needed() else { return };
                    if self.scoring == Scoring::OmegaT || is_of_count(part, entry, count, least) {
                        self.judge(searched, entry, Among::LikeWords(least));
                    }
                }
            }
        }
    }
}

/// The machine words of a block that hold entries.
fn block_words(part: &Part, block: usize) -> Range<usize> {
    0..(part.len() - block * BLOCK).min(BLOCK).div_ceil(64)
}

/// Whether the number of words of an entry allows that it is alike by `least` to a text of `count` words.
fn is_of_count(part: &Part, entry: usize, count: usize, least: f64) -> bool {
    let (words, _) = part.pieces(entry);
    let words = usize::from(words);
    if words == usize::from(u8::MAX) {
        return true;
    }
    words.abs_diff(count) <= most_edits(words.max(count), least)
}
