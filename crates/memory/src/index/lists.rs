//! Lists of entries: for each word or pair of characters, in which entries it stands.
//!
//! Entries are counted in blocks of [`BLOCK`]. A list that is long has a table of where each block of it begins, and a
//! block of it that is full is a set of bits; else entries are written as steps from one to the next.

use super::layout::{u32_at, u64_at};
use super::varint;

/// Entries of a block.
pub(super) const BLOCK: usize = 1 << 14;
/// Machine words of a set of bits over a block.
pub(super) const BLOCK_WORDS: usize = BLOCK / 64;
/// Lists with this many entries have a table of blocks.
const LONG: usize = 4096;
/// Blocks with this many entries are sets of bits. These take as many bytes as twice as many steps, and are counted many
/// times faster.
const FULL: usize = BLOCK / 16;
/// What the bytes of a block of a long list begin with: steps, or a set of bits.
const STEPS: u8 = 0;
const BITS: u8 = 1;

/// Writes lists, block after block.
#[derive(Debug, Default)]
pub(super) struct ListWriter {
    /// Entries that are not written yet, of the list before it is long.
    short: Vec<u32>,
    /// Where the blocks of a long list begin in `data`.
    blocks: Vec<u32>,
    data: Vec<u8>,
    count: usize,
}

impl ListWriter {
    /// Adds the entries of a block, in order, each once.
    pub(super) fn push_block(&mut self, block: usize, entries: &[u32]) {
        if entries.is_empty() {
            return;
        }
        self.count += entries.len();
        if self.blocks.is_empty() && self.short.len() + entries.len() < LONG {
            self.short.extend_from_slice(entries);
            return;
        }
        if self.blocks.is_empty() {
            self.make_long();
        }
        self.write_block(block, entries);
    }

    /// Writes as a long list what was kept as a short one.
    fn make_long(&mut self) {
        let short = std::mem::take(&mut self.short);
        self.blocks.push(0);
        for entries in short.chunk_by(|&one, &next| block_of(one) == block_of(next)) {
            let block = entries.first().map_or(0, |&entry| block_of(entry));
            self.write_block(block, entries);
        }
    }

    fn write_block(&mut self, block: usize, entries: &[u32]) {
        let end = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        // Blocks in which the list has nothing begin where the next one does.
        self.blocks.resize(self.blocks.len().max(block + 1), end);
        let base = u32::try_from(block * BLOCK).unwrap_or(u32::MAX);
        if entries.len() < FULL {
            self.data.push(STEPS);
            write_steps(entries, base, &mut self.data);
        } else {
            self.data.push(BITS);
            let mut bits = [0_u64; BLOCK_WORDS];
            for &entry in entries {
                set(&mut bits, entry - base);
            }
            self.data
                .extend(bits.iter().flat_map(|word| word.to_le_bytes()));
        }
        self.blocks
            .push(u32::try_from(self.data.len()).unwrap_or(u32::MAX));
    }

    /// Writes the list behind `out`; `all_blocks` is how many blocks the part has.
    pub(super) fn finish(mut self, all_blocks: usize, out: &mut Vec<u8>) {
        varint::write(self.count as u64, out);
        if self.blocks.is_empty() {
            write_steps(&self.short, 0, out);
            return;
        }
        let end = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        self.blocks.resize(all_blocks + 1, end);
        out.extend(self.blocks.iter().flat_map(|place| place.to_le_bytes()));
        out.append(&mut self.data);
    }
}

fn block_of(entry: u32) -> usize {
    entry as usize / BLOCK
}

fn write_steps(entries: &[u32], mut last: u32, out: &mut Vec<u8>) {
    for &entry in entries {
        varint::write(u64::from(entry - last), out);
        last = entry;
    }
}

#[inline]
fn set(bits: &mut [u64; BLOCK_WORDS], entry: u32) {
    if let Some(word) = bits.get_mut(entry as usize / 64) {
        *word |= 1 << (entry % 64);
    }
}

/// A list of a part.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List<'a> {
    /// How many entries it has.
    pub(super) count: usize,
    /// The table of blocks of a long list.
    blocks: Option<&'a [u8]>,
    data: &'a [u8],
}

/// The entries of a list within a block.
#[derive(Debug)]
pub(super) enum Content<'a> {
    /// None.
    Empty,
    /// Steps from one to the next, from the beginning of the block on.
    Steps(Steps<'a>),
    /// A set of bits, eight bytes for 64 entries.
    Bits(&'a [u8]),
}

impl<'a> List<'a> {
    /// The list whose bytes are `data` in a part of `all_blocks` blocks.
    pub(super) fn read(mut data: &'a [u8], all_blocks: usize) -> Self {
        let count = usize::try_from(varint::read(&mut data)).unwrap_or_default();
        let table = (all_blocks + 1) * 4;
        let blocks = (count >= LONG)
            .then(|| data.split_at_checked(table))
            .flatten();
        Self {
            count,
            blocks: blocks.map(|(blocks, _)| blocks),
            data: blocks.map_or(data, |(_, data)| data),
        }
    }

    /// Whether it has a table of blocks.
    pub(super) fn is_long(&self) -> bool {
        self.blocks.is_some()
    }

    /// All entries of a list that is not long.
    pub(super) fn short_entries(&self, into: &mut Vec<u32>) {
        let (mut data, mut last) = (self.data, 0_u32);
        for _ in 0..self.count {
            last = last.wrapping_add(varint::read_u32(&mut data));
            into.push(last);
        }
    }

    /// The entries of a long list within `block`.
    pub(super) fn block(&self, block: usize) -> Content<'a> {
        let Some(blocks) = self.blocks else {
            return Content::Empty;
        };
        let (start, end) = (u32_at(blocks, block), u32_at(blocks, block + 1));
        let data = self.data.get(start as usize..end as usize);
        match data.and_then(<[u8]>::split_first) {
            Some((&BITS, bits)) => Content::Bits(bits),
            Some((_, steps)) => Content::Steps(Steps { steps, last: 0 }),
            None => Content::Empty,
        }
    }
}

/// Entries of a block that are written as steps.
#[derive(Clone, Debug)]
pub(super) struct Steps<'a> {
    steps: &'a [u8],
    last: u32,
}

impl Steps<'_> {
    /// The most entries that there may be.
    pub(super) fn most(&self) -> usize {
        self.steps.len()
    }
}

impl Iterator for Steps<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.steps.is_empty() {
            return None;
        }
        self.last = self.last.wrapping_add(varint::read_u32(&mut self.steps));
        Some(self.last as usize)
    }
}

/// Many lists, one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'a> {
    /// Where each begins, and where the last one ends, eight bytes each.
    pub(super) places: &'a [u8],
    /// The lists.
    pub(super) data: &'a [u8],
    /// How many blocks the part has.
    pub(super) blocks: usize,
}

impl<'a> Lists<'a> {
    /// The list at `index`.
    pub(super) fn get(&self, index: usize) -> List<'a> {
        let place = |index| usize::try_from(u64_at(self.places, index)).unwrap_or(usize::MAX);
        let data = self.data.get(place(index)..place(index + 1));
        List::read(data.unwrap_or_default(), self.blocks)
    }
}
