//! Making a part from texts.

mod dictionary;
mod entries;
mod lists;

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;
use yaddash_language::Language;

use super::layout::{SECTIONS, Section, write};
use super::pairs::Pairs;
use crate::store::UnitId;
use crate::words::{Form, form, normal, skeleton, spans};

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
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
