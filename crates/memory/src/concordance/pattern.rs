//! What is looked for, in one language.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem::Finder;
use yaddash_language::Language;
use yaddash_language::inflection::{TermPattern, WordPattern, fold_word, words};
use yaddash_language::stem::stem;
use yaddash_model::ByteSpan;

use super::{Mode, folded, glob};

/// What is looked for, folded in the way of a language.
#[derive(Debug)]
pub(super) enum Pattern {
    Substring(Box<Finder<'static>>),
    Words(Vec<Word>),
}

/// A word that is looked for.
#[derive(Debug)]
pub(super) enum Word {
    Folded(String),
    /// Its stem, and the forms that are known of it.
    Forms(String, Option<WordPattern>),
    Glob(Vec<char>),
}

impl Pattern {
    /// `text` as it is looked for; `None` where it holds nothing that can be found.
    pub(super) fn compile(text: &str, mode: Mode, language: &'static Language) -> Option<Self> {
        let words = match mode {
            Mode::Substring => {
                let mut needle = String::new();
                folded::fold_into(text, language, &mut needle);
                let finder = Finder::new(&needle).into_owned();
                return (!needle.trim().is_empty()).then(|| Self::Substring(Box::new(finder)));
            }
            Mode::Words => each_word(text, |word| {
                Word::Folded(fold_word(word, language).into_owned())
            }),
            Mode::Stems => forms(text, language),
            Mode::Wildcard => globs(text, language),
        };
        let says_something = words.iter().any(|word| match word {
            Word::Glob(signs) => signs.iter().any(|sign| *sign != '*'),
            _ => true,
        });
        says_something.then_some(Self::Words(words))
    }

    /// Where it stands in `text`, in order and without overlap. `buffer` is for use inside.
    pub(super) fn find(
        &self,
        text: &str,
        language: &'static Language,
        buffer: &mut String,
    ) -> Vec<ByteSpan> {
        match self {
            Self::Substring(finder) => {
                folded::fold_into(text, language, buffer);
                let length = finder.needle().len();
                let found: Vec<(usize, usize)> = finder
                    .find_iter(buffer.as_bytes())
                    .map(|at| (at, at + length))
                    .collect();
                if found.is_empty() {
                    return Vec::new();
                }
                folded::spans_of(text, language, &found)
            }
            Self::Words(wanted) => find_words(wanted, text, language),
        }
    }
}

fn find_words(wanted: &[Word], text: &str, language: &Language) -> Vec<ByteSpan> {
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let spans: Vec<Range<usize>> = words(text).collect();
    let is = |word: &Word, span: &Range<usize>| {
        text.get(span.clone())
            .is_some_and(|token| word.is(token, language))
    };
    let mut found: Vec<ByteSpan> = Vec::new();
    let mut at = 0;
    while let Some(run) = spans.get(at..at + wanted.len()) {
        let fits = run.first().is_some_and(|span| is(first, span))
            && wanted
                .iter()
                .zip(run)
                .skip(1)
                .all(|(word, span)| is(word, span));
        if let (true, Some(start), Some(end)) = (fits, run.first(), run.last()) {
            found.push(ByteSpan::new(start.start, end.end));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

impl Word {
    fn is(&self, token: &str, language: &Language) -> bool {
        let folded: Cow<'_, str> = fold_word(token, language);
        match self {
            Self::Folded(word) => folded == *word,
            Self::Forms(wanted, known) => {
                stem(token, language) == *wanted
                    || known
                        .as_ref()
                        .is_some_and(|known| known.matches(token, &folded))
            }
            Self::Glob(signs) => glob::fits(signs, &folded),
        }
    }
}

fn each_word(text: &str, make: impl Fn(&str) -> Word) -> Vec<Word> {
    words(text)
        .filter_map(|span| text.get(span))
        .map(make)
        .collect()
}

fn forms(text: &str, language: &'static Language) -> Vec<Word> {
    let term = TermPattern::compile(text, language);
    let mut known = term.words().iter();
    each_word(text, |word| {
        Word::Forms(stem(word, language).into_owned(), None)
    })
    .into_iter()
    .map(|word| match word {
        Word::Forms(stem, _) => Word::Forms(stem, known.next().cloned()),
        other => other,
    })
    .collect()
}

fn globs(text: &str, language: &Language) -> Vec<Word> {
    let is_sign = |c: char| matches!(c, '*' | '?');
    // Signs stand between words as they do in a text; a star of its own is any word.
    text.split(|c: char| {
        !is_sign(c) && words(c.encode_utf8(&mut [0; 4])).next().is_none() && !is_inner(c)
    })
    .filter(|piece| !piece.is_empty())
    .map(|piece| Word::Glob(fold_word(piece, language).chars().collect()))
    .collect()
}

/// Whether the character belongs to the word around it without being a letter.
fn is_inner(c: char) -> bool {
    c == '\u{AD}' || unicode_normalization::char::is_combining_mark(c)
}
