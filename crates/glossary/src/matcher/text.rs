//! A text as folded words.

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
    /// Where its folded letters stand in the buffer.
    folded: Range<usize>,
    /// Whether it stands in an address, in code or the like.
    pub(crate) is_masked: bool,
    /// The folded letters with look-alike letters of the other script put right, where that is possible and needed.
    restored: Option<Range<usize>>,
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
    /// Where the folded letters of the word that is read begin, and whether some are of another script.
    folded_from: usize,
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
            buffer: String::with_capacity(source.len()),
            words: Vec::with_capacity(source.len() / 8),
            language,
            folding: Folding::of(language),
            foreign: Foreign::of(language),
            folded_from: 0,
            is_foreign: false,
        };
        let mut given = masks;
        let mut found = found.as_slice();
        let mut at = 0;
        while let Some(span) = text.next_word(at) {
            at = span.end;
            let is_masked = covers(&mut given, &span) || covers(&mut found, &span);
            text.finish_word(span, is_masked);
        }
        text
    }

    /// The next word from byte `at` on, with its folded letters at the end of the buffer; the same as [`words`] and
    /// [`fold_word`] give.
    fn next_word(&mut self, mut at: usize) -> Option<Range<usize>> {
        let source = self.source;
        self.folded_from = self.buffer.len();
        self.is_foreign = false;
        let start = loop {
            let c = source.get(at..)?.chars().next()?;
            match self.folding.word_letter(c) {
                WordLetter::Between => at += c.len_utf8(),
                WordLetter::Folded(_) => break at,
                WordLetter::Rare => return self.next_rare_word(at),
            }
        };
        for c in source.get(start..)?.chars() {
            match self.folding.word_letter(c) {
                WordLetter::Folded(folded) => {
                    self.is_foreign |= self.foreign.contains(c);
                    self.buffer.push(folded);
                    at += c.len_utf8();
                }
                WordLetter::Between => break,
                WordLetter::Rare => return self.next_rare_word(start),
            }
        }
        Some(start..at)
    }

    /// As [`Text::next_word`], for words of letters in two parts, of rare letters, and with soft hyphens.
    fn next_rare_word(&mut self, from: usize) -> Option<Range<usize>> {
        let source = self.source;
        let span = words(source.get(from..)?).next()?;
        let span = from + span.start..from + span.end;
        let word = source.get(span.clone())?;
        self.buffer.truncate(self.folded_from);
        self.buffer.push_str(&fold_word(word, self.language));
        self.is_foreign = word.chars().any(|c| self.foreign.contains(c));
        Some(span)
    }

    /// Notes the word that was read last.
    fn finish_word(&mut self, span: Range<usize>, is_masked: bool) {
        let folded = self.folded_from..self.buffer.len();
        let restored = match self.source.get(span.clone()) {
            Some(word) if self.is_foreign && !is_masked => self.restore(word),
            _ => None,
        };
        self.words.push(Word {
            span,
            folded,
            is_masked,
            restored,
        });
    }

    /// Folds `word` with its letters of the wrong script put right, where that can be.
    fn restore(&mut self, word: &str) -> Option<Range<usize>> {
        let restored = restored(word, script_of(self.language)?)?;
        let start = self.buffer.len();
        self.buffer.push_str(&fold_word(&restored, self.language));
        Some(start..self.buffer.len())
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
        self.buffer.get(word.folded.clone()).unwrap_or_default()
    }

    /// The folded letters of the word at `at` and of the next, where a hyphen alone joins them.
    pub(crate) fn folded_compound(&self, at: usize) -> Option<&str> {
        let (one, next) = (self.words.get(at)?, self.words.get(at + 1)?);
        let gap = self.source.get(one.span.end..next.span.start)?;
        let is_joined = Gap::of(gap) == Gap::Hyphen && !gap.contains(char::is_whitespace);
        let is_plain = !one.is_masked && !next.is_masked && one.folded.end == next.folded.start;
        if is_joined && is_plain {
            self.buffer.get(one.folded.start..next.folded.end)
        } else {
            None
        }
    }

    /// The folded letters of `word` with look-alikes put right.
    pub(crate) fn restored(&self, word: &Word) -> Option<&str> {
        self.buffer.get(word.restored.clone()?)
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
