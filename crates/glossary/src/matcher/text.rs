//! A text as folded words.

use std::num::NonZeroUsize;
use std::ops::Range;

use yaddash_language::Language;
use yaddash_language::inflection::{Folding, Gap, WordLetter, fold_word, words};
use yaddash_language::script::Script;
use yaddash_model::ByteSpan;

use super::{not_text, restored};

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Range<usize>,
    /// The folded letters; none where they are as the word is spelt, as in most words.
    folded: Option<Letters>,
    /// The folded letters with look-alike letters of the other script put right, where that is possible and needed.
    restored: Option<Letters>,
    /// Whether it stands in an address, in code or the like.
    pub(crate) is_masked: bool,
}

/// Where letters stand in the buffer: their first byte, and how many there are.
#[derive(Clone, Copy, Debug)]
struct Letters {
    start: usize,
    length: NonZeroUsize,
}

impl Letters {
    /// Those of the buffer from `start` on; `None` where there are none.
    fn behind(start: usize, buffer: &str) -> Option<Self> {
        Some(Self {
            start,
            length: NonZeroUsize::new(buffer.len() - start)?,
        })
    }

    fn of(self, buffer: &str) -> &str {
        buffer
            .get(self.start..self.start + self.length.get())
            .unwrap_or_default()
    }
}

/// A text that was split and folded once.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    source: &'a str,
    buffer: String,
    words: Vec<Word>,
    /// What is no text, in order.
    masks: Vec<ByteSpan>,
    language: &'static Language,
    folding: &'static Folding,
    foreign: Foreign,
}

/// A word that was read: where it stands, where its folded letters begin in the buffer where they differ from it, and
/// whether some are of another script.
struct Read {
    span: Range<usize>,
    folded_from: Option<usize>,
    is_foreign: bool,
}

/// Which letters are of another script than the text.
#[derive(Clone, Copy, Debug)]
enum Foreign {
    Latin,
    Cyrillic,
    Unknown,
}

impl Foreign {
    fn of(language: &Language) -> Self {
        match script_of(language) {
            Some(Script::Latin) => Self::Cyrillic,
            Some(Script::Cyrillic) => Self::Latin,
            _ => Self::Unknown,
        }
    }

    fn contains(self, c: char) -> bool {
        match self {
            Self::Latin => {
                c.is_ascii_alphabetic() || ('\u{C0}'..'\u{250}').contains(&c) || c == 'ə'
            }
            Self::Cyrillic => ('\u{400}'..'\u{530}').contains(&c) || matches!(c, 'ǝ' | 'Ǝ'),
            Self::Unknown => false,
        }
    }
}

impl<'a> Text<'a> {
    /// Reads `source`, of which the spans of `masks`, in order, are not text; more of that kind is looked for.
    pub(crate) fn new(source: &'a str, masks: &[ByteSpan], language: &'static Language) -> Self {
        let found = not_text(source);
        let mut text = Self {
            masks: merged(masks, &found),
            source,
            buffer: String::new(),
            words: Vec::with_capacity(source.len() / 8),
            language,
            folding: Folding::of(language),
            foreign: Foreign::of(language),
        };
        let mut given = masks;
        let mut found = found.as_slice();
        let mut at = 0;
        while let Some(read) = text.next_word(at) {
            at = read.span.end;
            let is_masked = covers(&mut given, &read.span) || covers(&mut found, &read.span);
            text.finish_word(read, is_masked);
        }
        text
    }

    /// The next word from byte `from` on, the same as [`words`] and [`fold_word`] give.
    fn next_word(&mut self, from: usize) -> Option<Read> {
        let source = self.source;
        let mut letters = source.get(from..)?.char_indices();
        let (start, first) = letters.find_map(|(at, c)| {
            let letter = self.folding.word_letter(c);
            (letter != WordLetter::Between).then_some((from + at, (c, letter)))
        })?;
        let mut read = Read {
            span: start..start,
            folded_from: None,
            is_foreign: false,
        };
        let mut next = Some(first);
        while let Some((c, letter)) = next {
            match letter {
                WordLetter::Folded(folded) => {
                    if folded != c && read.folded_from.is_none() {
                        read.folded_from = Some(self.buffer.len());
                        let before = source.get(read.span.clone()).unwrap_or_default();
                        self.buffer.push_str(before);
                    }
                    if read.folded_from.is_some() {
                        self.buffer.push(folded);
                    }
                    read.is_foreign |= self.foreign.contains(c);
                    read.span.end += c.len_utf8();
                }
                WordLetter::Between => break,
                WordLetter::Rare => {
                    self.buffer
                        .truncate(read.folded_from.unwrap_or(self.buffer.len()));
                    return self.next_rare_word(start);
                }
            }
            next = letters
                .next()
                .map(|(_, c)| (c, self.folding.word_letter(c)));
        }
        Some(read)
    }

    /// As [`Text::next_word`], for words of letters in two parts, of rare letters, and with soft hyphens.
    fn next_rare_word(&mut self, from: usize) -> Option<Read> {
        let source = self.source;
        let span = words(source.get(from..)?).next()?;
        let span = from + span.start..from + span.end;
        let word = source.get(span.clone())?;
        let folded_from = self.buffer.len();
        self.buffer.push_str(&fold_word(word, self.language));
        Some(Read {
            span,
            folded_from: Some(folded_from),
            is_foreign: word.chars().any(|c| self.foreign.contains(c)),
        })
    }

    /// Notes the word that was read last.
    fn finish_word(&mut self, read: Read, is_masked: bool) {
        let folded = read
            .folded_from
            .and_then(|start| Letters::behind(start, &self.buffer));
        let restored = match self.source.get(read.span.clone()) {
            Some(word) if read.is_foreign && !is_masked => self.restore(word),
            _ => None,
        };
        self.words.push(Word {
            // A word of which folding leaves no letters is passed over.
            is_masked: is_masked || folded.is_none() && read.folded_from.is_some(),
            span: read.span,
            folded,
            restored,
        });
    }

    /// Folds `word` with its letters of the wrong script put right, where that can be.
    fn restore(&mut self, word: &str) -> Option<Letters> {
        let restored = restored(word, script_of(self.language)?)?;
        let start = self.buffer.len();
        self.buffer.push_str(&fold_word(&restored, self.language));
        Letters::behind(start, &self.buffer)
    }

    pub(crate) fn language(&self) -> &'static Language {
        self.language
    }

    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether `span` touches an address, code or the like.
    pub(crate) fn is_masked(&self, span: ByteSpan) -> bool {
        let at = self
            .masks
            .partition_point(|mask| mask.end() <= span.start());
        self.masks
            .get(at)
            .is_some_and(|mask| mask.start() < span.end())
    }

    /// The index of the word that begins at byte `start`.
    pub(crate) fn word_at(&self, start: usize) -> Option<usize> {
        self.words
            .binary_search_by_key(&start, |word| word.span.start)
            .ok()
    }

    /// The letters of `word` as they stand.
    pub(crate) fn spelled(&self, word: &Word) -> &'a str {
        self.source.get(word.span.clone()).unwrap_or_default()
    }

    /// The folded letters of `word`.
    pub(crate) fn folded(&self, word: &Word) -> &str {
        match word.folded {
            Some(letters) => letters.of(&self.buffer),
            None => self.spelled(word),
        }
    }

    /// The folded letters of the word at `at` and of the next, where a hyphen alone joins them.
    pub(crate) fn folded_compound(&self, at: usize) -> Option<String> {
        let (one, next) = (self.words.get(at)?, self.words.get(at + 1)?);
        let gap = self.source.get(one.span.end..next.span.start)?;
        let is_joined = !gap.starts_with(' ')
            && Gap::of(gap) == Gap::Hyphen
            && !gap.contains(char::is_whitespace);
        let is_plain = !one.is_masked && !next.is_masked && one.restored.is_none();
        (is_joined && is_plain).then(|| [self.folded(one), self.folded(next)].concat())
    }

    /// The folded letters of `word` with look-alikes put right.
    pub(crate) fn restored(&self, word: &Word) -> Option<&str> {
        Some(word.restored?.of(&self.buffer))
    }

    /// What stands between the word at `at` and the next.
    pub(crate) fn gap_behind(&self, at: usize) -> Option<&'a str> {
        let (one, next) = (self.words.get(at)?, self.words.get(at + 1)?);
        self.source.get(one.span.end..next.span.start)
    }

    /// Whether the word at `at` begins a sentence or what looks like one: a line, a quotation, an item.
    pub(crate) fn begins_sentence(&self, at: usize) -> bool {
        let start = self.words.get(at).map_or(0, |word| word.span.start);
        let before = self.source.get(..start).unwrap_or_default();
        for mark in before.chars().rev() {
            match mark {
                '\n' | '.' | '!' | '?' | '…' | ':' | ';' | '•' | '|' => return true,
                '“' | '«' | '"' | '„' | '(' | '[' | '—' | '–' | '*' | '#' => {}
                mark if mark.is_whitespace() => {}
                _ => return mark == '-' && before.trim_start() == "-",
            }
        }
        true
    }
}

/// Spans of both lists, in the order of their ends.
fn merged(one: &[ByteSpan], other: &[ByteSpan]) -> Vec<ByteSpan> {
    let mut all = [one, other].concat();
    all.sort_unstable_by_key(|span| (span.end(), span.start()));
    all
}

/// The script that `language` is written in.
pub(crate) fn script_of(language: &Language) -> Option<Script> {
    match language.code() {
        "az" | "en" | "tr" => Some(Script::Latin),
        "ru" | "az-Cyrl" => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Whether one of `masks` overlaps `span`; masks that lie before it are dropped, as spans come in order.
fn covers(masks: &mut &[ByteSpan], span: &Range<usize>) -> bool {
    while let Some((first, rest)) = masks.split_first() {
        if first.end() > span.start {
            return first.start() < span.end;
        }
        *masks = rest;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_read_as_they_are_split_and_folded(
            source in "([a-zA-ZəƏıİğşç\u{327}\u{AD}А-Яа-яё中0-9 .’-]{0,30}|\\PC{0,20})",
            code in "az|en|ru|und",
        ) {
            let language = Language::of(&code.parse().unwrap());
            let text = Text::new(&source, &[], language);
            let expected: Vec<(Range<usize>, String)> = words(&source)
                .map(|span| (span.clone(), fold_word(source.get(span).unwrap(), language).into_owned()))
                .collect();
            let found: Vec<(Range<usize>, String)> = text
                .words()
                .iter()
                .map(|word| (word.span.clone(), text.folded(word).to_owned()))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
