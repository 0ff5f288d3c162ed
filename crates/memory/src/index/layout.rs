//! The file of a part: a header, and sections that begin at multiples of eight bytes.
//!
//! All numbers are little-endian. The header is [`MAGIC`], the checksum (XXH3, 64 bits) of everything behind it, the number
//! of bytes of the file, and for each section its first byte and its length.

use std::ops::Range;
use std::sync::Arc;

use twox_hash::XxHash3_64;

/// What a part begins with; the last byte is the version of the format.
const MAGIC: [u8; 8] = *b"yadpart\x01";
/// Where the checksum stands, and where what it is made of begins.
const CHECKSUM: Range<usize> = 8..16;
/// Where the number of bytes of the file stands.
const LENGTH: Range<usize> = 16..24;

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Numbers that hold for the whole part.
    Facts,
    /// Where the entries of each length begin.
    Lengths,
    /// The least number of distinct pairs of 64 entries each.
    Pairs,
    /// Where the text of each sixteenth entry begins.
    TextPlaces,
    /// The texts of the entries.
    Texts,
    /// Where the words of the dictionary begin.
    WordPlaces,
    /// The words of the dictionary.
    Words,
    /// How the words of the dictionary are compared.
    Forms,
    /// The stems that have lists, in order.
    Stems,
    /// Where the lists of stems begin.
    StemPlaces,
    /// The entries of each stem.
    StemLists,
    /// Where the lists of pairs begin.
    PairPlaces,
    /// The entries of each pair of characters.
    PairLists,
    /// The units of the entries.
    Units,
    /// The languages of the units of the entries.
    Sets,
    /// The names of the languages.
    SetNames,
    /// The entries by what is left of their text where only words count.
    Skeletons,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = Section::Skeletons as usize + 1;
/// Where the first section begins.
const HEADER: usize = LENGTH.end + SECTIONS * 16;

/// Bytes in memory, or of a file mapped into memory.
pub(super) type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The bytes of a part, and where its sections are.
#[derive(Clone)]
pub(super) struct Sections {
    bytes: Bytes,
    places: [Range<usize>; SECTIONS],
}

impl Sections {
    /// The sections of a part, where `bytes` are one and are as they were written.
    pub(super) fn read(bytes: Bytes) -> Option<Self> {
        let all = (*bytes).as_ref();
        let is_whole = all.get(..8)? == MAGIC
            && number(all.get(LENGTH)?) == all.len() as u64
            && number(all.get(CHECKSUM)?) == XxHash3_64::oneshot(all.get(LENGTH.start..)?);
        if !is_whole {
            return None;
        }
        let mut places = std::array::from_fn(|_| 0..0);
        let table = all.get(LENGTH.end..HEADER)?.chunks_exact(16);
        for (place, entry) in places.iter_mut().zip(table) {
            let start = usize::try_from(number(entry.get(..8)?)).ok()?;
            let length = usize::try_from(number(entry.get(8..)?)).ok()?;
            *place = start..start.checked_add(length)?;
            all.get(place.clone())?;
        }
        Some(Self { bytes, places })
    }

    /// The bytes of a section.
    #[inline]
    pub(super) fn get(&self, section: Section) -> &[u8] {
        let place = self.places.get(section as usize).cloned();
        place
            .and_then(|place| (*self.bytes).as_ref().get(place))
            .unwrap_or_default()
    }

    /// How many bytes the part has.
    pub(super) fn len(&self) -> usize {
        (*self.bytes).as_ref().len()
    }

    /// All bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }
}

/// A part of these sections.
pub(super) fn write(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let total = sections
        .iter()
        .map(|section| section.len() + 8)
        .sum::<usize>();
    let mut out = Vec::with_capacity(HEADER + total);
    out.resize(HEADER, 0);
    let mut table = Vec::with_capacity(SECTIONS * 16);
    for section in sections {
        out.resize(out.len().next_multiple_of(8), 0);
        table.extend((out.len() as u64).to_le_bytes());
        table.extend((section.len() as u64).to_le_bytes());
        out.extend_from_slice(section);
    }
    let length = out.len() as u64;
    put(&mut out, 0..8, &MAGIC);
    put(&mut out, LENGTH, &length.to_le_bytes());
    put(&mut out, LENGTH.end..HEADER, &table);
    let checksum = XxHash3_64::oneshot(out.get(LENGTH.start..).unwrap_or_default());
    put(&mut out, CHECKSUM, &checksum.to_le_bytes());
    out
}

fn put(out: &mut [u8], place: Range<usize>, bytes: &[u8]) {
    if let Some(slot) = out.get_mut(place)
        && slot.len() == bytes.len()
    {
        slot.copy_from_slice(bytes);
    }
}

/// A number of eight bytes or less.
#[inline]
pub(super) fn number(bytes: &[u8]) -> u64 {
    let mut whole = [0; 8];
    for (to, &from) in whole.iter_mut().zip(bytes) {
        *to = from;
    }
    u64::from_le_bytes(whole)
}

/// The number at `index` of an array of numbers of 32 bits; 0 behind its end.
#[inline]
pub(super) fn u32_at(bytes: &[u8], index: usize) -> u32 {
    let at = index * 4;
    bytes
        .get(at..at + 4)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u32::from_le_bytes)
}

/// The number at `index` of an array of numbers of 64 bits; 0 behind its end.
#[inline]
pub(super) fn u64_at(bytes: &[u8], index: usize) -> u64 {
    let at = index * 8;
    bytes
        .get(at..at + 8)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u64::from_le_bytes)
}
