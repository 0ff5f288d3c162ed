//! A part of an index: texts of one language, made once and never changed.

use std::ops::Range;

use super::build::{ENTRIES_OF_PAIRS, FORM_BYTES, OTHER_SETS, SPACE, TEXTS_OF_PLACE, sort_key};
use super::layout::{Bytes, Section, Sections, number, u32_at, u64_at};
use super::lists::{BLOCK, Lists};
use super::pairs::Pairs;
use super::varint;
use crate::store::UnitId;
use crate::words::{Form, WordKind};

/// A part. Entries are counted from 0, in the order of their lengths.
#[derive(Clone)]
pub(super) struct Part {
    sections: Sections,
    entries: usize,
    unit_width: usize,
    entry_width: usize,
    sets: Vec<String>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part")
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}

impl Part {
    /// The part that `bytes` are; `None` where they are none, or are not as they were written.
    pub(super) fn read(bytes: Bytes) -> Option<Self> {
        let sections = Sections::read(bytes)?;
        let facts = sections.get(Section::Facts);
        let fact = |index| usize::try_from(u64_at(facts, index)).ok();
        let names = std::str::from_utf8(sections.get(Section::SetNames)).ok()?;
        Some(Self {
            entries: fact(0)?,
            unit_width: fact(1)?.clamp(1, 8),
            entry_width: fact(2)?.clamp(1, 8),
            sets: names.split('\n').map(str::to_owned).collect(),
            sections,
        })
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.sections.len()
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.sections.bytes()
    }

    /// How many blocks of entries there are.
    pub(super) fn blocks(&self) -> usize {
        self.entries.div_ceil(BLOCK)
    }

    /// The unit of an entry.
    pub(super) fn unit(&self, entry: usize) -> UnitId {
        let at = entry * self.unit_width;
        let bytes = self
            .sections
            .get(Section::Units)
            .get(at..at + self.unit_width);
        UnitId(number(bytes.unwrap_or_default()))
    }

    /// The languages of the unit of an entry; `None` where the part does not tell.
    pub(super) fn set(&self, entry: usize) -> Option<&str> {
        let number = self.set_number(entry);
        self.sets.get(usize::from(number)).map(String::as_str)
    }

    /// The number of the languages of the unit of an entry.
    #[inline]
    pub(super) fn set_number(&self, entry: usize) -> u8 {
        let sets = self.sections.get(Section::Sets);
        sets.get(entry).copied().unwrap_or(OTHER_SETS)
    }

    /// For each number of a set of languages, whether `is_wanted` of its names; sets without a name may be wanted.
    pub(super) fn wanted_sets(&self, is_wanted: impl Fn(&str) -> bool) -> [bool; 256] {
        let mut wanted = [true; 256];
        for (slot, set) in wanted.iter_mut().zip(&self.sets) {
            *slot = is_wanted(set);
        }
        wanted
    }

    /// The entries whose texts have so many characters.
    pub(super) fn of_lengths(&self, lengths: Range<usize>) -> Range<usize> {
        self.first_of(lengths.start)..self.first_of(lengths.end)
    }

    /// The first entry of `length` characters or more.
    fn first_of(&self, length: usize) -> usize {
        let index = self.lengths_below(length);
        let lengths = self.sections.get(Section::Lengths);
        if index * 16 >= lengths.len() {
            return self.entries;
        }
        usize::try_from(u64_at(lengths, index * 2 + 1)).unwrap_or(self.entries)
    }

    /// How many different lengths below `length` there are.
    fn lengths_below(&self, length: usize) -> usize {
        let lengths = self.sections.get(Section::Lengths);
        partition(lengths.len() / 16, |index| {
            u64_at(lengths, index * 2) < length as u64
        })
    }

    /// The length in characters of an entry.
    pub(super) fn length(&self, entry: usize) -> usize {
        let lengths = self.sections.get(Section::Lengths);
        let index = partition(lengths.len() / 16, |index| {
            u64_at(lengths, index * 2 + 1) <= entry as u64
        });
        usize::try_from(u64_at(lengths, index.saturating_sub(1) * 2)).unwrap_or_default()
    }

    /// The least number of distinct pairs of the 64 entries among which `entry` is; 255 stands for more too.
    #[inline]
    pub(super) fn pairs(&self, entry: usize) -> usize {
        let pairs = self.sections.get(Section::Pairs);
        pairs
            .get(entry / ENTRIES_OF_PAIRS)
            .map_or(0, |&pairs| usize::from(pairs))
    }

    /// The entries of each pair of characters.
    pub(super) fn pair_lists(&self) -> Lists<'_> {
        Lists {
            places: self.sections.get(Section::PairPlaces),
            data: self.sections.get(Section::PairLists),
            blocks: self.blocks(),
        }
    }

    /// The entries of each stem.
    pub(super) fn stem_lists(&self) -> Lists<'_> {
        Lists {
            places: self.sections.get(Section::StemPlaces),
            data: self.sections.get(Section::StemLists),
            blocks: self.blocks(),
        }
    }

    /// The number of the list of a stem.
    pub(super) fn stem(&self, stem: u32) -> Option<usize> {
        let stems = self.sections.get(Section::Stems);
        let index = partition(stems.len() / 4, |index| u32_at(stems, index) < stem);
        (index * 4 < stems.len() && u32_at(stems, index) == stem).then_some(index)
    }

    /// The pieces of the text of an entry as they are stored, and how many of them are words, at most 255.
    #[inline]
    pub(super) fn pieces(&self, entry: usize) -> (u8, &[u8]) {
        let places = self.sections.get(Section::TextPlaces);
        let start = usize::try_from(u64_at(places, entry / TEXTS_OF_PLACE)).unwrap_or(usize::MAX);
        let mut texts = self
            .sections
            .get(Section::Texts)
            .get(start..)
            .unwrap_or_default();
        for _ in 0..entry % TEXTS_OF_PLACE {
            let length = varint::read_u32(&mut texts) as usize;
            texts = texts.get(length + 1..).unwrap_or_default();
        }
        let length = varint::read_u32(&mut texts) as usize;
        match texts.split_first() {
            Some((&words, pieces)) => (words, pieces.get(..length).unwrap_or_default()),
            None => (0, &[]),
        }
    }

    /// A word of the dictionary.
    #[inline]
    fn word(&self, rank: usize) -> &[u8] {
        let places = self.sections.get(Section::WordPlaces);
        let (start, end) = (u32_at(places, rank), u32_at(places, rank + 1));
        let words = self.sections.get(Section::Words);
        words.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The form of a word of the dictionary; `None` for white space.
    #[inline]
    fn form(&self, rank: usize) -> Option<Form> {
        let at = rank * FORM_BYTES;
        let bytes = self.sections.get(Section::Forms).get(at..at + FORM_BYTES)?;
        let (&kind, hashes) = bytes.split_first()?;
        Some(Form {
            kind: match kind {
                SPACE => return None,
                0 => WordKind::Letters,
                1 => WordKind::Number,
                _ => WordKind::Sign,
            },
            folded: u32_at(hashes, 0),
            stem: u32_at(hashes, 1),
        })
    }

    /// The text of an entry.
    pub(super) fn text(&self, entry: usize, bytes: &mut Vec<u8>) {
        bytes.clear();
        let (_, mut pieces) = self.pieces(entry);
        while !pieces.is_empty() {
            let piece = varint::read_u32(&mut pieces) as usize;
            if piece & 1 == 0 {
                bytes.push(b' ');
            }
            bytes.extend_from_slice(self.word(piece >> 1));
        }
    }

    /// The forms of the words of an entry.
    pub(super) fn forms(&self, entry: usize, forms: &mut Vec<Form>) {
        forms.clear();
        let (_, mut pieces) = self.pieces(entry);
        while !pieces.is_empty() {
            let piece = varint::read_u32(&mut pieces) as usize;
            forms.extend(self.form(piece >> 1));
        }
    }

    /// The entries whose text, in normal form, is `text`, of `length` characters and `pairs` distinct pairs,
    /// as `finder` finds them.
    pub(super) fn same(
        &self,
        text: &str,
        length: usize,
        pairs: usize,
        finder: &mut Pairs,
    ) -> Range<usize> {
        let wanted = sort_key(length, pairs, text);
        let within = self.of_lengths(length..length + 1);
        let mut bytes = Vec::new();
        let mut key = |entry| {
            self.text(entry, &mut bytes);
            let text = std::str::from_utf8(&bytes).unwrap_or_default();
            sort_key(length, finder.of(text).len(), text)
        };
        let start = within.start + partition(within.len(), |at| key(within.start + at) < wanted);
        let rest = within.end - start;
        let end = start + gallop(rest, |at| key(start + at) <= wanted);
        start..end
    }

    /// Where in the order of skeletons the entries of `skeleton` are.
    pub(super) fn of_skeleton(
        &self,
        skeleton: u64,
        of: impl Fn(&[Form]) -> Option<u64>,
    ) -> Range<usize> {
        let all = self.sections.get(Section::Skeletons).len() / self.entry_width;
        let mut forms = Vec::new();
        let mut found = |at| {
            self.forms(self.skeleton_entry(at), &mut forms);
            of(&forms)
        };
        let start = partition(all, |at| found(at) < Some(skeleton));
        let end = start + gallop(all - start, |at| found(start + at) <= Some(skeleton));
        start..end
    }

    /// The entry at a place of the order of skeletons.
    pub(super) fn skeleton_entry(&self, at: usize) -> usize {
        let start = at * self.entry_width;
        let bytes = self
            .sections
            .get(Section::Skeletons)
            .get(start..start + self.entry_width);
        usize::try_from(number(bytes.unwrap_or_default())).unwrap_or_default()
    }
}

/// How many of the numbers below `length` fulfil `is_before`, which does so for the first ones.
fn partition(length: usize, mut is_before: impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// As [`partition`], where few numbers are expected to fulfil it.
fn gallop(length: usize, mut is_before: impl FnMut(usize) -> bool) -> usize {
    let mut step = 1;
    while step <= length && is_before(step - 1) {
        step *= 2;
    }
    let low = step / 2;
    let high = (step - 1).min(length);
    low + partition(high.saturating_sub(low), |at| is_before(low + at))
}
