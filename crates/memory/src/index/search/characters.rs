//! Entries that have enough pairs of characters of a text.

use std::ops::Range;

use super::{Among, Search, Searched};
use crate::index::bounds::Bounds;
use crate::index::chosen::counted;
use crate::index::count::MOST_LISTS;
use crate::index::lists::{BLOCK, List};

impl Search<'_> {
    /// Looks at entries that have enough pairs of characters of the text to be alike by `focus`.
    pub(super) fn like_characters(&mut self, searched: &mut Searched<'_>, focus: f64) {
        let Some(least) = self.focused(focus) else {
            return;
        };
        let (part, length) = (searched.part, self.comparison.query().length);
        let of_pairs = part.pair_lists();
        let mut lists: Vec<List<'_>> = self
            .pairs
            .iter()
            .map(|&slot| of_pairs.get(usize::from(slot)))
            .collect();
        lists.sort_by_key(|list| list.count);
        lists.truncate(MOST_LISTS);
        let mut short = Vec::new();
        let counted = counted(&lists, &mut short);
        let bounds = Bounds {
            length,
            pairs: self.pairs.len(),
            counted: counted.len(),
        };
        let window = part.of_lengths(bounds.lengths(least));
        let centre = part.of_lengths(length..length + 1).start;
        for block in outward(&window, centre) {
            let Some(least) = self.focused(focus) else {
                return;
            };
            let lengths = bounds.lengths(least);
            let window = part.of_lengths(lengths.clone());
            let start = window.start.max(block * BLOCK);
            let end = window.end.min((block + 1) * BLOCK);
            if start >= end {
                continue;
            }
            let words = (start % BLOCK) / 64..((end - 1) % BLOCK) / 64 + 1;
            self.counts.count(block, &counted, &words);
            self.enough_pairs(searched, block, start..end, &bounds, focus);
        }
    }

    /// Looks at those of `entries`, all of one block that was counted, that have enough pairs.
    fn enough_pairs(
        &mut self,
        searched: &mut Searched<'_>,
        block: usize,
        entries: Range<usize>,
        bounds: &Bounds,
        focus: f64,
    ) {
        let mut start = entries.start;
        while start < entries.end {
            let length = searched.part.length(start);
            let end = searched
                .part
                .of_lengths(length..length + 1)
                .end
                .min(entries.end);
            let Some(least) = self.focused(focus) else {
                return;
            };
            let Some(mut missing) = bounds.missing(length, least) else {
                start = end;
                continue;
            };
            for word in start / 64..=(end - 1) / 64 {
                let pairs = searched.part.pairs(word * 64);
                let needed = bounds.needed(length, pairs, missing);
                let mut found = self.counts.at_least(word - block * BLOCK / 64, needed);
                found &= within(word * 64, start..end);
                while found != 0 {
                    let entry = word * 64 + found.trailing_zeros() as usize;
                    found &= found - 1;
                    let Some(least) = self.needed() else { return };
                    if self.judge(searched, entry, Among::LikeCharacters(least)) {
                        let now = self.focused(focus);
                        match now.and_then(|least| bounds.missing(length, least)) {
                            Some(fewer) => missing = fewer,
                            None => return,
                        }
                    }
                }
            }
            start = end;
        }
    }
}

/// The blocks of `window`, from that of `centre` outward.
fn outward(window: &Range<usize>, centre: usize) -> Vec<usize> {
    if window.is_empty() {
        return Vec::new();
    }
    let middle = centre / BLOCK;
    let mut blocks: Vec<usize> = (window.start / BLOCK..=(window.end - 1) / BLOCK).collect();
    blocks.sort_by_key(|block| block.abs_diff(middle));
    blocks
}

/// The bits of the entries of `range` among the 64 from `start` on.
fn within(start: usize, range: Range<usize>) -> u64 {
    let from = range.start.saturating_sub(start).min(63);
    let until = (range.end - start).min(64);
    u64::MAX << from & u64::MAX >> (64 - until)
}
