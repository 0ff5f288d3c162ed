//! Pairs of sentences to learn from.

use yaddash_language::Language;
use yaddash_model::LanguageTag;

use crate::key::language_name;
use crate::{Key, keys};

/// Words of a sentence beyond which a pair is left out: what is that long is seldom one sentence, and teaches little.
pub(crate) const LONGEST: usize = 120;
/// How many times as many words one side may have as the other, beyond a few.
const LOPSIDED: usize = 4;

/// Pairs of texts that say the same in two languages, as keys.
///
/// Making them is most of the work that can be done in parallel: make one sample a document or a block of units, and
/// give them to a [`Trainer`](crate::Trainer) in a fixed order.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The names of both languages, the smaller one first.
    pub(crate) name: (String, String),
    /// Whether the source is the second of the names.
    is_reversed: bool,
    languages: [&'static Language; 2],
    pub(crate) pairs: SentencePairs,
    skipped: usize,
}

/// Sentences as keys, both sides of each pair one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentencePairs {
    keys: [Vec<Key>; 2],
    /// Where each sentence ends, a side each.
    ends: Vec<[usize; 2]>,
    /// The sum of the products of both lengths, which the time and memory of training grow with.
    pub(crate) cells: usize,
}

impl Sample {
    /// An empty sample of texts in `source` with their counterparts in `target`.
    pub fn new(source: &LanguageTag, target: &LanguageTag) -> Self {
        let names = (language_name(source), language_name(target));
        let is_reversed = names.1 < names.0;
        let languages = [Language::of(source), Language::of(target)];
        Self {
            name: if is_reversed {
                (names.1, names.0)
            } else {
                names
            },
            is_reversed,
            languages,
            pairs: SentencePairs::default(),
            skipped: 0,
        }
    }

    /// Adds a pair of texts. Pairs of which a side has no word or more than 120, or four times the words of the other,
    /// are only counted as skipped.
    pub fn push(&mut self, source: &str, target: &str) {
        let of = |text: &str, language: &'static Language| -> Vec<Key> {
            keys(text, language).take(LONGEST + 1).collect()
        };
        let [source_language, target_language] = self.languages;
        let (source, target) = (of(source, source_language), of(target, target_language));
        let (fewer, more) = (
            source.len().min(target.len()),
            source.len().max(target.len()),
        );
        if fewer == 0 || more > LONGEST || more > LOPSIDED * (fewer + 1) {
            self.skipped += 1;
        } else if self.is_reversed {
            self.pairs.push(&target, &source);
        } else {
            self.pairs.push(&source, &target);
        }
    }

    /// Pairs that were taken.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether no pair was taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Pairs that were left out.
    pub fn skipped(&self) -> usize {
        self.skipped
    }
}

impl SentencePairs {
    pub(crate) fn push(&mut self, first: &[Key], second: &[Key]) {
        let [firsts, seconds] = &mut self.keys;
        firsts.extend_from_slice(first);
        seconds.extend_from_slice(second);
        self.ends.push([firsts.len(), seconds.len()]);
        self.cells += first.len() * second.len();
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All keys of a side, 0 or 1.
    pub(crate) fn keys(&self, side: usize) -> &[Key] {
        self.keys.get(side).map_or(&[], Vec::as_slice)
    }

    /// Both sides of each pair.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[Key], &[Key])> + '_ {
        let starts = std::iter::once(&[0, 0]).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| {
            let part = |side: usize| {
                let (start, end) = (start.get(side)?, end.get(side)?);
                self.keys(side).get(*start..*end)
            };
            (part(0).unwrap_or_default(), part(1).unwrap_or_default())
        })
    }
}
