//! Making a part from texts.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;
use yaddash_language::Language;

use super::layout::{SECTIONS, Section, write};
use super::lists::{BLOCK, ListWriter};
use super::pairs::{Pairs, SLOTS};
use super::stems::StemKeys;
use super::varint;
use crate::store::UnitId;
use crate::words::{Form, WordKind, form, normal, skeleton, spans};

/// Texts of which one offset is written each.
pub(super) const TEXTS_OF_PLACE: usize = 16;
/// Entries of which one number of pairs is written each.
pub(super) const ENTRIES_OF_PAIRS: usize = 64;
/// Bytes of a word's form.
pub(super) const FORM_BYTES: usize = 9;
/// The kind of a piece of white space, beside the kinds of words.
pub(super) const SPACE: u8 = 3;
/// The set that stands for any set that has no number of its own.
pub(super) const OTHER_SETS: u8 = u8::MAX;

/// What an entry is sorted by: its length in characters, its number of distinct pairs, and the hash of its text.
pub(super) fn sort_key(length: usize, pairs: usize, text: &str) -> u64 {
    let length = (length as u64).min((1 << 24) - 1);
    let pairs = (pairs as u64).min(255);
    let hash = XxHash3_64::oneshot(text.as_bytes()) >> 32;
    length << 40 | pairs << 32 | hash
}

/// An entry before it is written.
#[derive(Clone, Copy, Debug)]
struct Draft {
    key: u64,
    unit: UnitId,
    /// Where its pieces end in the pieces of all.
    pieces: (usize, usize),
    skeleton: Option<u64>,
    set: u8,
    /// How many words it has, at most 255.
    words: u8,
}

/// Makes a part.
#[derive(Debug)]
pub(super) struct Builder {
    language: &'static Language,
    /// Pieces of texts by their number, with how often they stand.
    known: FxHashMap<Box<str>, u32>,
    pieces: Vec<Piece>,
    /// The numbers of the pieces of all texts, each twice, with a one added where no space stands before it.
    texts: Vec<u32>,
    drafts: Vec<Draft>,
    sets: Vec<String>,
    pairs: Pairs,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    count: u32,
    /// Its form; `None` for white space.
    form: Option<Form>,
}

impl Builder {
    /// A part of texts of `language`.
    pub(super) fn new(language: &'static Language) -> Self {
        Self {
            language,
            known: FxHashMap::default(),
            pieces: Vec::new(),
            texts: Vec::new(),
            drafts: Vec::new(),
            sets: Vec::new(),
            pairs: Pairs::default(),
        }
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.drafts.len()
    }

    /// Adds a text of `unit`, which has the languages `set`.
    pub(super) fn push(&mut self, unit: UnitId, text: &str, set: &str) {
        let text = normal(text);
        let text = text.as_ref();
        let start = self.texts.len();
        let mut end = 0;
        let mut forms = Vec::new();
        for span in spans(text) {
            let gap = text.get(end..span.start()).unwrap_or_default();
            let is_glued = match gap {
                " " if end > 0 => false,
                "" => true,
                _ => {
                    self.push_piece(gap, true);
                    true
                }
            };
            let word = span.of(text).unwrap_or_default();
            forms.extend(self.push_piece(word, is_glued));
            end = span.end();
        }
        let rest = text.get(end..).unwrap_or_default();
        if !rest.is_empty() {
            self.push_piece(rest, true);
        }
        let length = text.chars().count();
        let draft = Draft {
            key: sort_key(length, self.pairs.of(text).len(), text),
            unit,
            pieces: (start, self.texts.len()),
            words: u8::try_from(forms.len()).unwrap_or(u8::MAX),
            skeleton: skeleton(forms),
            set: self.set(set),
        };
        self.drafts.push(draft);
    }

    fn push_piece(&mut self, text: &str, is_glued: bool) -> Option<Form> {
        let number = match self.known.get(text) {
            Some(&number) => number,
            None => self.new_piece(text),
        };
        self.texts.push(number << 1 | u32::from(is_glued));
        let piece = self.pieces.get_mut(number as usize)?;
        piece.count += 1;
        piece.form
    }

    fn new_piece(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let is_space = text.starts_with(char::is_whitespace);
        self.pieces.push(Piece {
            count: 0,
            form: (!is_space).then(|| form(text, self.language)),
        });
        self.known.insert(text.into(), number);
        number
    }

    fn set(&mut self, set: &str) -> u8 {
        let known = self.sets.iter().position(|known| known == set);
        let number = known.unwrap_or_else(|| {
            if self.sets.len() < usize::from(OTHER_SETS) {
                self.sets.push(set.to_owned());
            }
            self.sets.len() - 1
        });
        let is_known = self.sets.get(number).is_some_and(|known| known == set);
        if is_known {
            u8::try_from(number).unwrap_or(OTHER_SETS)
        } else {
            OTHER_SETS
        }
    }

    /// The bytes of the part.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.drafts
            .sort_unstable_by_key(|draft| (draft.key, draft.unit));
        let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
        let mut put = |section: Section, bytes| {
            if let Some(slot) = sections.get_mut(section as usize) {
                *slot = bytes;
            }
        };
        let order = self.write_dictionary(&mut put);
        self.write_texts(&order, &mut put);
        self.write_entries(&mut put);
        self.write_stems(&mut put);
        self.write_pairs(&mut put);
        write(&sections)
    }

    /// The pieces by their numbers.
    fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.pieces.len()];
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each piece goes to its place, in whatever order"
        )]
        for (name, &number) in &self.known {
            if let Some(slot) = names.get_mut(number as usize) {
                *slot = name;
            }
        }
        names
    }

    /// Writes the dictionary, frequent pieces first, and tells the place of each piece in it.
    fn write_dictionary(&self, put: &mut impl FnMut(Section, Vec<u8>)) -> Vec<u32> {
        let names = self.names();
        let mut by_count: Vec<(u32, u32)> = (0..)
            .zip(&self.pieces)
            .map(|(number, piece)| (u32::MAX - piece.count, number))
            .collect();
        by_count.sort_unstable();
        let (mut places, mut words, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        let mut order = vec![0; self.pieces.len()];
        for (rank, &(_, number)) in (0_u32..).zip(&by_count) {
            if let Some(slot) = order.get_mut(number as usize) {
                *slot = rank;
            }
            places.extend(to_u32(words.len()).to_le_bytes());
            let name = names.get(number as usize).copied().unwrap_or_default();
            words.extend_from_slice(name.as_bytes());
            let form = self
                .pieces
                .get(number as usize)
                .and_then(|piece| piece.form);
            forms.push(form.map_or(SPACE, |form| kind_number(form.kind)));
            forms.extend(form.map_or(0, |form| form.folded).to_le_bytes());
            forms.extend(form.map_or(0, |form| form.stem).to_le_bytes());
        }
        places.extend(to_u32(words.len()).to_le_bytes());
        put(Section::WordPlaces, places);
        put(Section::Words, words);
        put(Section::Forms, forms);
        order
    }

    fn write_texts(&self, order: &[u32], put: &mut impl FnMut(Section, Vec<u8>)) {
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        let mut pieces = Vec::new();
        for (entry, draft) in self.drafts.iter().enumerate() {
            if entry % TEXTS_OF_PLACE == 0 {
                places.extend((texts.len() as u64).to_le_bytes());
            }
            pieces.clear();
            for &piece in self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default()
            {
                let rank = order.get(piece as usize >> 1).copied().unwrap_or_default();
                varint::write(u64::from(rank) << 1 | u64::from(piece & 1), &mut pieces);
            }
            varint::write(pieces.len() as u64, &mut texts);
            texts.push(draft.words);
            texts.extend_from_slice(&pieces);
        }
        put(Section::TextPlaces, places);
        put(Section::Texts, texts);
    }

    /// Writes what is known of entries beside their texts.
    fn write_entries(&self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let most = self.drafts.iter().map(|draft| draft.unit.0).max();
        let width = width_of(most.unwrap_or_default());
        let entry_width = width_of(self.drafts.len() as u64);
        let facts = [self.drafts.len(), width, entry_width];
        put(
            Section::Facts,
            facts
                .iter()
                .flat_map(|&fact| (fact as u64).to_le_bytes())
                .collect(),
        );
        let units = self
            .drafts
            .iter()
            .flat_map(|draft| low_bytes(draft.unit.0, width));
        put(Section::Units, units.collect());
        put(
            Section::Sets,
            self.drafts.iter().map(|draft| draft.set).collect(),
        );
        put(Section::SetNames, self.sets.join("\n").into_bytes());

        let (mut lengths, mut last) = (Vec::new(), None);
        for (entry, draft) in self.drafts.iter().enumerate() {
            let length = draft.key >> 40;
            if last.replace(length) != Some(length) {
                lengths.extend(length.to_le_bytes());
                lengths.extend((entry as u64).to_le_bytes());
            }
        }
        put(Section::Lengths, lengths);
        let pairs = self.drafts.chunks(ENTRIES_OF_PAIRS).map(|drafts| {
            let pairs = drafts.iter().map(|draft| draft.key >> 32 & 0xFF).min();
            u8::try_from(pairs.unwrap_or_default()).unwrap_or(u8::MAX)
        });
        put(Section::Pairs, pairs.collect());

        let mut skeletons: Vec<(u64, u64)> = (0..)
            .zip(&self.drafts)
            .filter_map(|(entry, draft)| Some((draft.skeleton?, entry)))
            .collect();
        skeletons.sort_unstable();
        let skeletons = skeletons
            .iter()
            .flat_map(|&(_, entry)| low_bytes(entry, entry_width));
        put(Section::Skeletons, skeletons.collect());
    }

    /// Writes the lists of stems, the second and later ones of a text apart from the first.
    fn write_stems(&self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let mut keys = StemKeys::default();
        let mut lists_of_keys: FxHashMap<u32, u32> = FxHashMap::default();
        let mut known = Vec::new();
        let writers = self.write_lists(|draft, _, lists| {
            let pieces = self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default();
            let stems = pieces
                .iter()
                .filter_map(|&piece| Some(self.pieces.get(piece as usize >> 1)?.form?.stem));
            for &key in keys.of(stems) {
                let list = lists_of_keys.entry(key).or_insert_with(|| {
                    known.push(key);
                    to_u32(known.len() - 1)
                });
                lists.push(*list);
            }
        });
        let mut ordered: Vec<(u32, ListWriter)> = known.into_iter().zip(writers).collect();
        ordered.sort_unstable_by_key(|&(key, _)| key);
        let keys = ordered.iter().flat_map(|(key, _)| key.to_le_bytes());
        put(Section::Stems, keys.collect());
        let (places, lists) = self.finish_lists(ordered.into_iter().map(|(_, writer)| writer));
        put(Section::StemPlaces, places);
        put(Section::StemLists, lists);
    }

    fn write_pairs(&mut self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let mut pairs = std::mem::take(&mut self.pairs);
        let names = self.names();
        let mut writers = self.write_lists(|draft, text, lists| {
            text.clear();
            for &piece in self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default()
            {
                if piece & 1 == 0 {
                    text.push(' ');
                }
                text.push_str(names.get(piece as usize >> 1).copied().unwrap_or_default());
            }
            lists.extend(pairs.of(text).iter().map(|&slot| u32::from(slot)));
        });
        writers.resize_with(SLOTS, ListWriter::default);
        let (places, lists) = self.finish_lists(writers);
        put(Section::PairPlaces, places);
        put(Section::PairLists, lists);
    }

    /// Writes lists of entries; `lists_of` tells in which an entry stands, once or more.
    fn write_lists(
        &self,
        mut lists_of: impl FnMut(&Draft, &mut String, &mut Vec<u32>),
    ) -> Vec<ListWriter> {
        let mut writers: Vec<ListWriter> = Vec::new();
        // The entries of the present block for each list, and which lists have any.
        let mut of_block: Vec<Vec<u32>> = Vec::new();
        let mut touched = Vec::new();
        let (mut text, mut lists) = (String::new(), Vec::new());
        for (block, drafts) in self.drafts.chunks(BLOCK).enumerate() {
            for (entry, draft) in (to_u32(block * BLOCK)..).zip(drafts) {
                lists.clear();
                lists_of(draft, &mut text, &mut lists);
                for &list in &lists {
                    if of_block.len() <= list as usize {
                        of_block.resize_with(list as usize + 1, Vec::new);
                    }
                    let Some(entries) = of_block.get_mut(list as usize) else {
                        continue;
                    };
                    if entries.is_empty() {
                        touched.push(list);
                    }
                    if entries.last() != Some(&entry) {
                        entries.push(entry);
                    }
                }
            }
            writers.resize_with(of_block.len(), ListWriter::default);
            for list in touched.drain(..) {
                let list = list as usize;
                if let (Some(writer), Some(entries)) =
                    (writers.get_mut(list), of_block.get_mut(list))
                {
                    writer.push_block(block, entries);
                    entries.clear();
                }
            }
        }
        writers
    }

    /// Where the lists begin, and the lists.
    fn finish_lists(&self, writers: impl IntoIterator<Item = ListWriter>) -> (Vec<u8>, Vec<u8>) {
        let blocks = self.drafts.len().div_ceil(BLOCK);
        let (mut places, mut data) = (Vec::new(), Vec::new());
        for writer in writers {
            places.extend((data.len() as u64).to_le_bytes());
            writer.finish(blocks, &mut data);
        }
        places.extend((data.len() as u64).to_le_bytes());
        (places, data)
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn kind_number(kind: WordKind) -> u8 {
    match kind {
        WordKind::Letters => 0,
        WordKind::Number => 1,
        WordKind::Sign => 2,
    }
}

/// How many bytes a number takes.
fn width_of(number: u64) -> usize {
    (u64::BITS - number.leading_zeros()).div_ceil(8).max(1) as usize
}

fn low_bytes(number: u64, width: usize) -> impl Iterator<Item = u8> {
    number.to_le_bytes().into_iter().take(width)
}
