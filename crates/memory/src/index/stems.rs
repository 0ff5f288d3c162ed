//! Keys of the words of a text, counted as often as they stand: the second *of* of a text is another word than the first.
//!
//! So a text is known to lack one where the other has two, as texts with many signs and place holders do.

use rustc_hash::FxHashMap;

/// Finds the keys of texts; memory kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct StemKeys {
    times: FxHashMap<u32, u32>,
    keys: Vec<u32>,
}

impl StemKeys {
    /// The keys of words with these stems, in their order. Two of them are the same by chance only.
    pub(super) fn of(&mut self, stems: impl Iterator<Item = u32>) -> &[u32] {
        self.times.clear();
        self.keys.clear();
        for stem in stems {
            let times = self.times.entry(stem).or_default();
            self.keys.push(stem ^ times.wrapping_mul(0x9E37_79B9));
            *times += 1;
        }
        &self.keys
    }
}
