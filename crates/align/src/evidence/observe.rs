//! From text to observations.

use rustc_hash::FxHashMap;
use yaddash_language::casing::Shape;
use yaddash_language::tokens::{TokenKind, tokens};
use yaddash_language::translit::cognate_key;
use yaddash_language::{Language, numbers};
use yaddash_lexicon::Key;

use super::features::{Kind, Type, hash, number};

/// Observes the segments of one side and numbers what it finds.
pub(crate) struct Observer {
    language: &'static Language,
    types: Vec<Type>,
    numbers: FxHashMap<(Kind, u64), u32>,
    /// Words as they are written, as names or not, with the numbers of their types.
    words: FxHashMap<(bool, u64), u32>,
}

impl Observer {
    pub(crate) fn new(language: &'static Language) -> Self {
        Self {
            language,
            types: Vec::new(),
            numbers: FxHashMap::default(),
            words: FxHashMap::default(),
        }
    }

    /// What was found, by number.
    pub(crate) fn into_types(self) -> Vec<Type> {
        self.types
    }

    /// The number of a type.
    pub(crate) fn number_of(&mut self, new: Type) -> u32 {
        let types = &mut self.types;
        *self
            .numbers
            .entry((new.kind, new.identity))
            .or_insert_with(|| {
                types.push(new);
                number(types.len() - 1)
            })
    }

    /// Adds the numbers of what `text` holds to `found`.
    pub(crate) fn observe(&mut self, text: &str, found: &mut Vec<u32>) {
        let numbers = numbers::numbers(text, self.language);
        let mut numbers = numbers.iter().peekable();
        let mut at_start = true;
        for token in tokens(text) {
            while numbers
                .next_if(|number| number.span.end() <= token.span.start())
                .is_some()
            {}
            if let Some(number) = numbers
                .peek()
                .filter(|number| number.span.overlaps(token.span))
            {
                if number.span.start() >= token.span.start() || found.is_empty() {
                    found.push(self.number_of(Type::plain(Kind::Number, hash(&number.value))));
                }
                at_start = false;
                continue;
            }
            let word = token.text(text);
            match token.kind {
                TokenKind::Word => {
                    let stem = token.stem().of(text).unwrap_or(word);
                    found.push(self.word(stem, at_start));
                    at_start = false;
                }
                TokenKind::Punctuation => {
                    let marks = word.chars().filter_map(mark);
                    found.extend(marks.map(|mark| self.number_of(mark)));
                }
                _ => found.push(self.number_of(Type::plain(Kind::Number, hash(&word)))),
            }
        }
    }

    /// The number of a word; `at_start` says that it begins the segment, where a capital letter means nothing.
    fn word(&mut self, word: &str, at_start: bool) -> u32 {
        let is_name = match Shape::of(word) {
            Shape::AllCaps | Shape::Mixed => true,
            Shape::Capitalised => !at_start,
            _ => false,
        };
        let spelling = (is_name, hash(&word));
        if let Some(known) = self.words.get(&spelling) {
            return *known;
        }
        let key = Key::of_word(word, self.language);
        // The sound of as much of the word as its stem keeps, in the letters of the word.
        let letters = key.map_or(0, |key| key.text().chars().count());
        let end = word.char_indices().nth(letters);
        let kept = end.and_then(|(end, _)| word.get(..end)).unwrap_or(word);
        let number = self.number_of(Type {
            kind: if is_name { Kind::Name } else { Kind::Word },
            identity: hash(&key),
            sound: cognate_key(kept, self.language),
            key,
        });
        self.words.insert(spelling, number);
        number
    }
}

/// The mark that a character stands for, whichever sign the language has for it.
fn mark(c: char) -> Option<Type> {
    let mark = match c {
        '?' | '!' | '%' | ':' | ';' | '(' => c,
        '«' | '“' | '„' | '"' => '"',
        '…' => '…',
        _ => return None,
    };
    Some(Type::plain(Kind::Mark, u64::from(u32::from(mark))))
}
