//! Words that make up numbers.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Language;
use crate::casing::fold_char;
use crate::pattern::fits_with_ending;

/// What a language says about numbers. All words are in small letters.
pub(crate) struct Numerals {
    /// The sign before decimals.
    pub(crate) decimal_sign: char,
    /// Cardinal numbers in all their forms. Those of one part join as the language joins them: `iyirmi beş`.
    pub(crate) cardinals: &'static [(&'static str, u64)],
    /// Ordinal numbers; one that ends in a hyphen is a stem that takes each of `ordinal_endings`.
    pub(crate) ordinals: &'static [(&'static str, u64)],
    pub(crate) ordinal_endings: &'static [&'static str],
    /// Words that multiply what stands before them by a power of ten: `min` by 10^3.
    pub(crate) scales: &'static [(&'static str, u8)],
    /// What can stand before a scale in place of one: `a million`.
    pub(crate) article: Option<&'static str>,
    /// What can stand between a hundred and the rest: `two hundred and five`.
    pub(crate) conjunction: Option<&'static str>,
    /// Words for hundredths; two words are parted by a space.
    pub(crate) percent: &'static [&'static str],
    /// Words beside which any Roman numeral is one, such as `century`.
    pub(crate) roman_context: &'static [&'static str],
    /// What can follow a word of the last three lists, as in [`crate::pattern`].
    pub(crate) endings: &'static [&'static str],
    /// What marks digits as an ordinal, as in [`crate::pattern`].
    pub(crate) ordinal_suffixes: &'static [&'static str],
    pub(crate) compiled: OnceLock<Compiled>,
}

/// The words of a language for finding them fast.
pub(crate) struct Compiled {
    parts: FxHashMap<String, Part>,
    /// The first two letters of all words with which a number can begin.
    begins: FxHashSet<[Option<char>; 2]>,
}

/// What a word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(super) value: u64,
    pub(super) is_ordinal: bool,
}

impl Numerals {
    /// No words at all, and a decimal point.
    pub(crate) const fn none() -> Self {
        Self {
            decimal_sign: '.',
            cardinals: &[],
            ordinals: &[],
            ordinal_endings: &[],
            scales: &[],
            article: None,
            conjunction: None,
            percent: &[],
            roman_context: &[],
            endings: &[],
            ordinal_suffixes: &[],
            compiled: OnceLock::new(),
        }
    }

    /// What `word`, folded, adds to a number.
    pub(super) fn part(&self, word: &str) -> Option<Part> {
        self.compiled().parts.get(word).copied()
    }

    /// Whether a number can begin with a word that begins as `word` does. Most words end here, before they are folded.
    pub(super) fn may_begin(&self, word: &str, language: &Language) -> bool {
        let letters = word.chars().map(|c| fold_char(c, language));
        self.compiled().begins.contains(&first_two(letters))
    }

    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| self.compile())
    }

    fn compile(&self) -> Compiled {
        let cardinal = |value| Part {
            value,
            is_ordinal: false,
        };
        let ordinal = |value| Part {
            value,
            is_ordinal: true,
        };
        let cardinals = self
            .cardinals
            .iter()
            .map(|&(word, value)| (word.to_owned(), cardinal(value)));
        let ordinals = self.ordinals.iter().flat_map(|&(word, value)| {
            let (stem, endings) = match word.strip_suffix('-') {
                Some(stem) => (stem, self.ordinal_endings),
                None => (word, [""].as_slice()),
            };
            endings
                .iter()
                .map(move |ending| (format!("{stem}{ending}"), ordinal(value)))
        });
        let parts: FxHashMap<String, Part> = cardinals.chain(ordinals).collect();
        let scales = self.scales.iter().map(|(scale, _)| *scale);
        let begins = parts.keys().map(String::as_str);
        let begins = begins.chain(scales).chain(self.article);
        Compiled {
            begins: begins.map(|word| first_two(word.chars())).collect(),
            parts,
        }
    }

    /// The power of ten that `word`, folded, multiplies by.
    pub(super) fn scale(&self, word: &str) -> Option<i32> {
        self.scales
            .iter()
            .find(|(scale, _)| fits_with_ending(word, scale, self.endings))
            .map(|&(_, power)| i32::from(power))
    }

    /// Whether `first`, or it with `second` behind it, says percent.
    pub(super) fn is_percent(&self, first: &str, second: Option<&str>) -> bool {
        self.percent
            .iter()
            .any(|words| match words.split_once(' ') {
                None => fits_with_ending(first, words, self.endings),
                Some((one, two)) => {
                    first == one
                        && second.is_some_and(|second| fits_with_ending(second, two, self.endings))
                }
            })
    }

    pub(super) fn is_roman_context(&self, word: &str) -> bool {
        self.roman_context
            .iter()
            .any(|context| fits_with_ending(word, context, self.endings))
    }
}

fn first_two(mut letters: impl Iterator<Item = char>) -> [Option<char>; 2] {
    [letters.next(), letters.next()]
}
