//! What a language looks like in writing.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::foreign;
use crate::Language;
use crate::casing::{fold_char, is_upper};
use crate::script::{self, Script};

/// How a language is written, for telling it from others.
pub(crate) struct Writing {
    pub(crate) script: Script,
    /// Its small letters.
    pub(crate) letters: &'static str,
    /// Those of its letters that hardly any other living language of the script has.
    pub(crate) telling: &'static str,
    /// Frequent words that say nothing about the subject.
    pub(crate) function_words: &'static [&'static str],
    /// Some 3,000 characters of ordinary prose of many kinds: narrative, official, spoken, the interface of a program.
    pub(crate) sample: &'static str,
    /// The logarithm of how much rarer texts in this language are than in the others of the script.
    pub(crate) rarity: f64,
    compiled: OnceLock<Model>,
}

struct Model {
    /// The number of each letter below [`LIMIT`]; 0 for those outside the alphabet.
    numbers: Box<[u8]>,
    /// Logarithms of the probability of a letter after another, a row of `size` for each first letter.
    pairs: Box<[f64]>,
    size: usize,
    /// The most frequent letters, with their share of all letters.
    frequent: Box<[(char, f64)]>,
    function_words: FxHashSet<&'static str>,
    sample_words: FxHashSet<String>,
}

/// Latin, Greek and Cyrillic lie below.
const LIMIT: usize = 0x530;
/// A letter outside the alphabet.
const STRANGE: usize = 0;
/// The beginning and the end of a word.
const EDGE: usize = 1;
/// How many letters pairs are smoothed with; chosen on the sample, where 4 to 16 do equally well.
const SMOOTHING: f64 = 8.0;
/// What a function word adds to the score: it is e^3 times as likely in its language as in another.
const FUNCTION_WORD: f64 = 3.0;
/// What the letter pairs of a capitalised word count: most are names, and many names are foreign.
const CAPITALISED: f64 = 0.5;
/// How many of the most frequent letters must not be missing.
const FREQUENT: usize = 3;

impl Writing {
    pub(crate) const fn new(
        script: Script,
        letters: &'static str,
        telling: &'static str,
        function_words: &'static [&'static str],
        sample: &'static str,
        rarity: f64,
    ) -> Self {
        Self {
            script,
            letters,
            telling,
            function_words,
            sample,
            rarity,
            compiled: OnceLock::new(),
        }
    }

    /// The logarithm of how likely the words of `text` in the script are in this language, up to a constant that is the
    /// same for all languages of the script.
    pub(crate) fn log_likelihood(&self, text: &str, language: &Language) -> f64 {
        let model = self.model(language);
        let mut sum = -self.rarity;
        self.for_each_word(text, language, |word, is_capitalised| {
            let weight = if is_capitalised { CAPITALISED } else { 1.0 };
            sum += model.word(word) * weight;
            if model.function_words.contains(word) {
                sum += FUNCTION_WORD;
            }
        });
        sum
    }

    /// The logarithm of the odds that `text` is in none of the languages of the table, given that this one is nearest.
    pub(super) fn strangeness(&self, text: &str, language: &Language) -> f64 {
        let model = self.model(language);
        let foreign = foreign::words();
        let mut log_odds = PRIOR;
        let mut letters = 0_usize;
        let mut seen = vec![false; model.frequent.len()];
        self.for_each_word(text, language, |word, _| {
            match (model.function_words.contains(word), foreign.contains(word)) {
                (true, false) => log_odds -= OWN_WORD,
                (false, true) if !model.sample_words.contains(word) => log_odds += FOREIGN_WORD,
                _ => {}
            }
            for c in word.chars() {
                letters += 1;
                if model.number(c) == STRANGE {
                    log_odds += STRANGE_LETTER;
                } else if self.telling.contains(c) {
                    log_odds -= TELLING_LETTER;
                }
                for ((frequent, _), seen) in model.frequent.iter().zip(&mut seen) {
                    *seen |= *frequent == c;
                }
            }
        });
        let missing: f64 = model
            .frequent
            .iter()
            .zip(seen)
            .filter(|(_, seen)| !seen)
            .map(|((_, share), _)| share * letters as f64)
            .sum();
        log_odds + missing * MISSING
    }

    /// Calls `take` with each run of letters of the script in `text`, folded, and with whether the first letter of it
    /// alone is a capital.
    fn for_each_word(&self, text: &str, language: &Language, mut take: impl FnMut(&str, bool)) {
        let mut word = String::new();
        let mut capitals = 0;
        let mut begins_high = false;
        for c in text.chars().chain([' ']) {
            if script::of(c) == self.script {
                begins_high |= word.is_empty() && is_upper(c);
                capitals += usize::from(is_upper(c));
                word.push(fold_char(c, language));
            } else if !word.is_empty() {
                take(&word, begins_high && capitals == 1);
                word.clear();
                (capitals, begins_high) = (0, false);
            }
        }
    }

    fn model(&self, language: &Language) -> &Model {
        self.compiled.get_or_init(|| self.compile(language))
    }

    fn compile(&self, language: &Language) -> Model {
        let mut numbers = vec![0_u8; LIMIT];
        for (number, letter) in (2_u8..).zip(self.letters.chars()) {
            if let Some(slot) = numbers.get_mut(letter as usize) {
                *slot = number;
            }
        }
        let size = self.letters.chars().count() + 2;
        let mut model = Model {
            numbers: numbers.into(),
            pairs: Box::default(),
            size,
            frequent: Box::default(),
            function_words: self.function_words.iter().copied().collect(),
            sample_words: FxHashSet::default(),
        };
        self.for_each_word(self.sample, language, |word, _| {
            model.sample_words.insert(word.to_owned());
        });
        let mut pairs = vec![0_u32; size * size];
        let mut singles = vec![0_u32; size];
        self.for_each_word(self.sample, language, |word, _| {
            model.for_each_pair(word, |first, second| {
                for (counts, at) in [(&mut pairs, first * size + second), (&mut singles, second)] {
                    if let Some(count) = counts.get_mut(at) {
                        *count += 1;
                    }
                }
            });
        });
        model.pairs = log_probabilities(&pairs, &singles, size);
        model.frequent = frequent(self.letters, &singles);
        model
    }
}

/// The logarithm of the odds that a text is in no language of the table before anything is known of it.
const PRIOR: f64 = -2.5;
/// What each word and letter adds to it or takes from it.
const OWN_WORD: f64 = 2.0;
const FOREIGN_WORD: f64 = 3.0;
const STRANGE_LETTER: f64 = 1.5;
const TELLING_LETTER: f64 = 1.0;
/// How much of the evidence of a missing letter counts: subjects and styles differ.
const MISSING: f64 = 0.7;

impl Model {
    fn number(&self, letter: char) -> usize {
        self.numbers
            .get(letter as usize)
            .map_or(STRANGE, |&number| usize::from(number))
    }

    fn for_each_pair(&self, word: &str, mut take: impl FnMut(usize, usize)) {
        let mut first = EDGE;
        for letter in word.chars() {
            let second = self.number(letter);
            take(first, second);
            first = second;
        }
        take(first, EDGE);
    }

    fn word(&self, word: &str) -> f64 {
        let mut sum = 0.0;
        self.for_each_pair(word, |first, second| {
            sum += self
                .pairs
                .get(first * self.size + second)
                .copied()
                .unwrap_or_default();
        });
        sum
    }
}

/// Pairs of letters, smoothed by how frequent the second one is, and that by how many letters there can be.
fn log_probabilities(pairs: &[u32], singles: &[u32], size: usize) -> Box<[f64]> {
    const LETTERS_THERE_CAN_BE: f64 = 120.0;
    const UNSEEN: f64 = 0.1;
    let total: u32 = singles.iter().sum();
    let single = |at: usize| f64::from(singles.get(at).copied().unwrap_or_default());
    let share = |at| (single(at) + UNSEEN) / (f64::from(total) + UNSEEN * LETTERS_THERE_CAN_BE);
    pairs
        .iter()
        .enumerate()
        .map(|(at, &count)| {
            let (first, second) = (at / size, at % size);
            let smoothed = f64::from(count) + SMOOTHING * share(second);
            (smoothed / (single(first) + SMOOTHING)).ln()
        })
        .collect()
}

fn frequent(letters: &str, singles: &[u32]) -> Box<[(char, f64)]> {
    let counts = singles.get(2..).unwrap_or_default();
    let total: u32 = counts.iter().sum();
    let mut all: Vec<_> = letters.chars().zip(counts.iter().copied()).collect();
    all.sort_by_key(|&(letter, count)| (u32::MAX - count, letter));
    all.into_iter()
        .take(FREQUENT)
        .map(|(letter, count)| (letter, f64::from(count) / f64::from(total.max(1))))
        .collect()
}
