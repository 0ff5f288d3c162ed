//! The words of a document with their places, to compare how they are written.

use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::{Gap, az};
use yaddash_model::ByteSpan;

use super::BlockText;
use crate::matcher::Word;

/// How a word or two words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Writing {
    /// `cooperation`.
    Solid,
    /// `co-operation`.
    Hyphenated,
    /// `co operation`.
    Spaced,
}

/// The capitals of a word where they are its own: within a sentence, and beside words in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Capitals {
    /// None.
    Small,
    /// The first letter.
    First,
    /// All letters.
    All,
    /// They show nothing here.
    Unclear,
}

/// A word, or two that a hyphen or a space joins, in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Of the folded letters, hyphen and space left out.
    pub(crate) key: u64,
    pub(crate) writing: Writing,
    pub(crate) block: usize,
    pub(crate) span: ByteSpan,
    pub(crate) capitals: Capitals,
    /// Of the words before and behind; 0 where there is none in the sentence.
    pub(crate) before: u64,
    pub(crate) after: u64,
    /// Whether the next word stands directly behind and is no function word, so that this one may be said of it.
    pub(crate) is_attributive: bool,
    /// Whether a term of the glossary stands there.
    pub(crate) is_term: bool,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    language: Option<&'static Language>,
    spots: Vec<Spot>,
}

impl Vocabulary {
    /// The text of a document that is compared, in bytes: a larger file is a collection and not one piece of writing.
    pub(crate) const LARGEST: usize = 512 << 10;

    /// Takes the words of the block with the number `at` up.
    pub(crate) fn add(&mut self, at: usize, block: &BlockText<'_>) {
        self.language = Some(block.text.language());
        let text = &block.text;
        let keys: Vec<u64> = text
            .words()
            .iter()
            .map(|word| hash(SEED, text.folded(word)))
            .collect();
        let is_prose = text
            .source()
            .trim_end()
            .ends_with(['.', '!', '?', '…', '”', '»', '"', ':', ';']);
        let reader = Reader {
            block,
            keys: &keys,
            is_prose,
            number: at,
        };
        let mut terms = block.occurrences.iter().peekable();
        for (index, word) in text.words().iter().enumerate() {
            while terms
                .next_if(|term| term.span.end() <= word.span.start)
                .is_some()
            {}
            let is_term = terms
                .peek()
                .is_some_and(|term| term.span.start() < word.span.end);
            if !reader.is_word(index) {
                continue;
            }
            let joined = reader.is_joined(index);
            if !joined.0 && !joined.1 {
                self.spots
                    .extend(reader.spot(index, index, Writing::Solid, is_term));
            }
            self.spots.extend(reader.pair(index, is_term));
        }
    }

    /// The language of the document.
    pub(crate) fn language(&self) -> Option<&'static Language> {
        self.language
    }

    /// The spots by key, those of one key in the order of the document.
    pub(crate) fn finish(&mut self) -> &[Spot] {
        self.spots
            .sort_unstable_by_key(|spot| (spot.key, spot.block, spot.span));
        &self.spots
    }
}

struct Reader<'a> {
    block: &'a BlockText<'a>,
    keys: &'a [u64],
    is_prose: bool,
    number: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.block.text.words().get(at)
    }

    fn is_word(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            !word.is_masked
                && self
                    .block
                    .text
                    .spelled(word)
                    .chars()
                    .all(|c| !c.is_numeric())
        })
    }

    /// Whether a hyphen or apostrophe joins the word with the one before and the one behind.
    fn is_joined(&self, at: usize) -> (bool, bool) {
        let joins = |at: usize| {
            self.block.text.gap_behind(at).is_some_and(|gap| {
                !gap.contains(char::is_whitespace)
                    && matches!(Gap::of(gap), Gap::Hyphen | Gap::Apostrophe)
            })
        };
        (at.checked_sub(1).is_some_and(joins), joins(at))
    }

    /// The words at `at` and behind it as one, where a hyphen or a space joins just them.
    fn pair(&self, at: usize, is_term: bool) -> Option<Spot> {
        let gap = self.block.text.gap_behind(at)?;
        let writing = match gap {
            "-" | "\u{2010}" | "\u{2011}" => Writing::Hyphenated,
            " " | "\u{A0}" => Writing::Spaced,
            _ => return None,
        };
        if !self.is_word(at + 1) || self.is_joined(at).0 || self.is_joined(at + 1).1 {
            return None;
        }
        let text = &self.block.text;
        let second = text.folded(self.word(at + 1)?);
        let is_ending = writing == Writing::Hyphenated
            && (text.language().code() == "az" && az::attached(second)
                || self.keys.get(at) == self.keys.get(at + 1));
        if is_ending {
            return None;
        }
        self.spot(at, at + 1, writing, is_term)
    }

    fn spot(&self, first: usize, last: usize, writing: Writing, is_term: bool) -> Option<Spot> {
        let (start, end) = (self.word(first)?, self.word(last)?);
        let key = if first == last {
            *self.keys.get(first)?
        } else {
            hash(*self.keys.get(first)?, self.block.text.folded(end))
        };
        let before = first
            .checked_sub(1)
            .filter(|before| self.is_beside(*before))
            .and_then(|before| self.keys.get(before))
            .copied();
        let after = self
            .is_beside(last)
            .then(|| self.keys.get(last + 1).copied())
            .flatten();
        Some(Spot {
            key,
            writing,
            block: self.number,
            span: ByteSpan::new(start.span.start, end.span.end),
            capitals: self.capitals(first, last),
            before: before.unwrap_or(0),
            after: after.unwrap_or(0),
            is_attributive: after.is_some() && !self.is_function_word(last + 1),
            is_term,
        })
    }

    /// Whether nothing but a space stands behind the word.
    fn is_beside(&self, at: usize) -> bool {
        self.block
            .text
            .gap_behind(at)
            .is_some_and(|gap| matches!(gap, " " | "\u{A0}" | "\n"))
    }

    fn is_function_word(&self, at: usize) -> bool {
        const ENGLISH: &[&str] = &[
            "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
            "do", "for", "from", "had", "has", "have", "he", "if", "in", "is", "it", "its", "may",
            "must", "nor", "not", "of", "on", "or", "our", "she", "should", "so", "than", "that",
            "the", "their", "then", "there", "these", "they", "this", "those", "through", "to",
            "under", "was", "we", "were", "when", "where", "which", "while", "who", "will", "with",
            "within", "without", "would", "you",
        ];
        self.word(at)
            .is_some_and(|word| ENGLISH.contains(&self.block.text.folded(word)))
    }

    /// What the capitals show: nothing where the sentence begins, in titles, and beside other capitals and figures.
    fn capitals(&self, first: usize, last: usize) -> Capitals {
        let text = &self.block.text;
        let Some(word) = self.word(first) else {
            return Capitals::Unclear;
        };
        let own = match Shape::of(text.spelled(word)) {
            Shape::Lower => Capitals::Small,
            Shape::Capitalised => Capitals::First,
            Shape::AllCaps => Capitals::All,
            _ => Capitals::Unclear,
        };
        if own == Capitals::Small {
            return own;
        }
        let is_plain = |at: usize| {
            self.word(at)
                .is_none_or(|word| text.spelled(word).starts_with(casing::is_lower))
        };
        let is_plain_behind = match text.gap_behind(last) {
            Some(gap) if gap.trim().is_empty() || matches!(Gap::of(gap), Gap::Hyphen) => {
                is_plain(last + 1)
            }
            _ => true,
        };
        // `The Rapporteur said`: an article has the capital of its sentence.
        let is_article = |at: usize| self.is_function_word(at) && text.begins_sentence(at);
        let is_plain_before = first.checked_sub(1).is_some_and(|before| {
            (is_plain(before) || is_article(before)) && self.is_beside(before)
        });
        // `the Committee of Ministers`, `Şura üzrə Komitə`: part of a longer name.
        let goes_on = self
            .word(last + 1)
            .filter(|_| self.is_beside(last))
            .is_some_and(|next| {
                matches!(
                    text.folded(next),
                    "of" | "on" | "for" | "and" | "the" | "üzrə" | "və" | "по" | "и" | "de"
                ) && self
                    .word(last + 2)
                    .is_some_and(|word| !text.spelled(word).starts_with(casing::is_lower))
            });
        if self.is_prose
            && is_plain_before
            && is_plain_behind
            && !goes_on
            && !text.begins_sentence(first)
        {
            own
        } else {
            Capitals::Unclear
        }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The FNV-1a hash of `text` behind what `state` is the hash of: that of two words is the hash of them written as one.
pub(crate) fn hash(state: u64, text: &str) -> u64 {
    text.bytes().fold(state, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The hash of a text.
pub(crate) fn key_of(text: &str) -> u64 {
    hash(SEED, text)
}
