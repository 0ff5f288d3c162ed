//! Counting, for the 16,384 entries of a block at once, in how many of some lists they stand.
//!
//! The counts are kept as bits: one set of bits for the ones, one for the twos, and so on, so that 64 entries are counted
//! by one machine word (bit-sliced addition, as in D. Knuth, *The Art of Computer Programming* 4A, section 7.1.3).

use std::ops::Range;

use super::lists::{BLOCK, BLOCK_WORDS, Content, List};

/// Bits of a count; enough for [`MOST_LISTS`].
const PLANES: usize = 10;
/// The most lists that are counted.
pub(super) const MOST_LISTS: usize = (1 << PLANES) - 1;
/// A list with fewer entries in a block is added entry by entry.
const FEW: usize = 100;

type Plane = [u64; BLOCK_WORDS];

/// The counts of a block.
#[derive(Debug)]
pub(super) struct Counts {
    planes: Vec<Plane>,
    /// How many planes are in use.
    used: usize,
    addend: Box<Plane>,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            planes: vec![[0; BLOCK_WORDS]; PLANES],
            used: 0,
            addend: Box::new([0; BLOCK_WORDS]),
        }
    }
}

/// A list that is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted<'a> {
    /// A list with a table of blocks.
    Long(List<'a>),
    /// The entries of a short list.
    Short(&'a [u32]),
}

impl Counts {
    /// Counts the entries of `block` in `lists`, of which there are at most [`MOST_LISTS`]. Of the block only `words` are
    /// of interest, a range of machine words.
    pub(super) fn count(&mut self, block: usize, lists: &[Counted<'_>], words: &Range<usize>) {
        let used = self.used;
        for plane in self.planes.iter_mut().take(used) {
            plane.fill(0);
        }
        self.used = (usize::BITS - lists.len().leading_zeros()) as usize;
        for list in lists {
            match list {
                Counted::Long(list) => self.add_long(*list, block, words),
                Counted::Short(entries) => {
                    let start = block * BLOCK;
                    let from = entries.partition_point(|&entry| (entry as usize) < start);
                    let rest = entries.get(from..).unwrap_or_default();
                    let until = rest.partition_point(|&entry| (entry as usize) < start + BLOCK);
                    for &entry in rest.get(..until).unwrap_or_default() {
                        add_one(&mut self.planes, entry as usize - start);
                    }
                }
            }
        }
    }

    fn add_long(&mut self, list: List<'_>, block: usize, words: &Range<usize>) {
        match list.block(block) {
            Content::Empty => {}
            Content::Steps(entries) if entries.most() < FEW => {
                for entry in entries {
                    add_one(&mut self.planes, entry);
                }
            }
            Content::Steps(entries) => {
                self.addend.fill(0);
                for entry in entries {
                    if let Some(word) = self.addend.get_mut(entry / 64) {
                        *word |= 1 << (entry % 64);
                    }
                }
                self.add(words);
            }
            Content::Bits(bits) => {
                let bytes = bits.get(words.start * 8..words.end * 8).unwrap_or_default();
                let addend = self.addend.get_mut(words.clone()).unwrap_or_default();
                for (word, bytes) in addend.iter_mut().zip(bytes.chunks_exact(8)) {
                    *word = bytes.try_into().map_or(0, u64::from_le_bytes);
                }
                self.add(words);
            }
        }
    }

    /// Adds the addend to the counts.
    fn add(&mut self, words: &Range<usize>) {
        let carry = self.addend.get_mut(words.clone()).unwrap_or_default();
        for plane in self.planes.iter_mut().take(self.used) {
            let plane = plane.get_mut(words.clone()).unwrap_or_default();
            let mut left = 0;
            for (sum, carry) in plane.iter_mut().zip(carry.iter_mut()) {
                let both = *sum & *carry;
                *sum ^= *carry;
                *carry = both;
                left |= both;
            }
            if left == 0 {
                break;
            }
        }
    }

    /// Which of the 64 entries of `word` stand in `least` lists or more.
    pub(super) fn at_least(&self, word: usize, least: usize) -> u64 {
        let (mut more, mut equal) = (0, u64::MAX);
        for (place, plane) in self.planes.iter().enumerate().take(self.used).rev() {
            let bits = plane.get(word).copied().unwrap_or_default();
            if least >> place & 1 == 1 {
                equal &= bits;
            } else {
                more |= equal & bits;
                equal &= !bits;
            }
        }
        if least >> self.used != 0 {
            return 0;
        }
        more | equal
    }
}

fn add_one(planes: &mut [Plane], entry: usize) {
    let mut carry = 1_u64 << (entry % 64);
    for plane in planes.iter_mut() {
        let Some(word) = plane.get_mut(entry / 64) else {
            return;
        };
        let both = *word & carry;
        *word ^= carry;
        if both == 0 {
            return;
        }
        carry = both;
    }
}
