//! How many pairs of characters an entry must share with a text to be like it.

use std::ops::Range;

use crate::score::most_edits;

/// Texts of more characters are found only where they are the same.
pub(super) const LONGEST: usize = 8192;
/// The share of its pairs that an entry must have of a short text, and of a long one: those that are like by chance have
/// fewer. Between these lengths, in characters, the share grows with the length.
const SHARE_OF_SHORT: (f64, f64) = (24.0, 0.22);
const SHARE_OF_LONG: (f64, f64) = (100.0, 0.55);

/// How many pairs of the text an entry must have.
pub(super) struct Bounds {
    /// Characters of the text.
    pub(super) length: usize,
    /// Its distinct pairs.
    pub(super) pairs: usize,
    /// How many of them are counted.
    pub(super) counted: usize,
}

impl Bounds {
    /// The lengths of entries that may be alike by `least`.
    pub(super) fn lengths(&self, least: f64) -> Range<usize> {
        let least = least.max(0.05);
        let shortest = self.length - most_edits(self.length, least).min(self.length);
        let longest = most_edits(self.length, 1.0 - 1.0 / least);
        shortest.max(1)..longest.min(LONGEST) + 1
    }

    /// How many edits an entry of `length` may be away; `None` where its length alone says that it is too far.
    pub(super) fn missing(&self, length: usize, least: f64) -> Option<usize> {
        let edits = most_edits(self.length.max(length), least);
        (edits >= self.length.abs_diff(length)).then_some(edits)
    }

    /// How many of the counted pairs an entry of `length` with `pairs` distinct pairs or more must have, to be `edits` away
    /// or less: of those edits as many put a character in as the lengths differ, and these destroy one pair only.
    pub(super) fn needed(&self, length: usize, pairs: usize, edits: usize) -> usize {
        let of_text = (self.counted + length.saturating_sub(self.length)).saturating_sub(2 * edits);
        let of_entry = (pairs + self.length.saturating_sub(length))
            .saturating_sub(2 * edits + self.pairs - self.counted);
        let least = self.counted - most_edits(self.counted, self.share());
        of_text.max(of_entry).max(least).max(1)
    }

    /// The share of the counted pairs that an entry must have in any case.
    fn share(&self) -> f64 {
        let ((short, share), (long, most)) = (SHARE_OF_SHORT, SHARE_OF_LONG);
        let grown = (self.length as f64 - short) / (long - short);
        share + (most - share) * grown.clamp(0.0, 1.0)
    }
}
