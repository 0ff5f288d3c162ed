//! How like two texts are.

use std::borrow::Cow;

use crate::distance::{Columns, Pattern, WORD_COST, weighted};
use crate::words::{Form, Forms, Word, WordKind, normal, skeleton};

/// A text made ready to be compared.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text in normal form.
    pub text: Cow<'a, str>,
    /// Its length in characters.
    pub length: usize,
    /// Its words.
    pub words: Vec<Word>,
    /// How its words are compared.
    pub forms: Vec<Form>,
}

impl<'a> Text<'a> {
    /// Makes `text` ready.
    pub fn new(text: &'a str, forms: &mut Forms) -> Self {
        let text = normal(text);
        let words = forms.words(&text);
        Self {
            length: text.chars().count(),
            forms: words.iter().map(|word| word.form).collect(),
            text,
            words,
        }
    }

    /// What is left where only words count; see [`skeleton`].
    pub fn skeleton(&self) -> Option<u64> {
        skeleton(self.forms.iter().copied())
    }
}

/// How like two texts are: 0 to 1 each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Whether the texts are the same.
    pub is_same: bool,
    /// Whether the words are the same, in their order.
    pub has_same_words: bool,
    /// By characters: 1 less the distance by the length of the longer text.
    pub characters: f64,
    /// By words as they are written, case apart.
    pub words: f64,
    /// By words, of which another form of the same stem counts half.
    pub stems: f64,
    /// By stems of words alone, as OmegaT counts.
    pub bare_stems: f64,
}

impl Measures {
    /// By words or by characters, whichever is better.
    pub fn blend(&self) -> f64 {
        self.characters.max(self.words).max(self.stems)
    }

    /// OmegaT's percentage, cut to a whole number.
    pub fn omegat(&self) -> f64 {
        (self.bare_stems * 100.0 + 1e-9).floor()
    }
}

/// A text that is compared with many others.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    query: Text<'a>,
    skeleton: Option<u64>,
    pattern: Pattern,
    columns: Columns,
    row: Vec<u32>,
}

impl<'a> Comparison<'a> {
    /// Makes `query` ready.
    pub fn new(query: Text<'a>) -> Self {
        Self {
            pattern: Pattern::new(&query.text),
            skeleton: query.skeleton(),
            query,
            columns: Columns::default(),
            row: Vec::new(),
        }
    }

    /// The text that is compared.
    pub fn query(&self) -> &Text<'a> {
        &self.query
    }

    /// What is left of it where only words count.
    pub fn skeleton(&self) -> Option<u64> {
        self.skeleton
    }

    /// How like a text is in everything.
    pub fn measures(&mut self, text: &Text<'_>) -> Measures {
        Measures {
            is_same: self.query.text == text.text,
            has_same_words: self.skeleton.is_some() && self.skeleton == text.skeleton(),
            characters: self.characters(&text.text, text.length, 0.0).unwrap_or(0.0),
            words: self.words(&text.forms),
            stems: self.stems(&text.forms),
            bare_stems: self.bare_stems(&text.forms),
        }
    }

    /// How like the characters of `text` are, which has `length` of them, where it is `least` or more.
    pub fn characters(&mut self, text: &str, length: usize, least: f64) -> Option<f64> {
        let longer = self.pattern.length().max(length);
        let most = most_edits(longer, least);
        let distance = self
            .pattern
            .distance(text, length, most, &mut self.columns)?;
        Some(alike(distance, longer))
    }

    /// How like words are, as they are written.
    pub fn words(&mut self, words: &[Form]) -> f64 {
        by_words(&self.query.forms, words, &mut self.row, |one, other| {
            if one.folded == other.folded {
                0
            } else {
                WORD_COST
            }
        })
    }

    /// How like words are where another form counts half.
    pub fn stems(&mut self, words: &[Form]) -> f64 {
        by_words(&self.query.forms, words, &mut self.row, half_for_stem)
    }

    /// As OmegaT's first score: stems, without numbers and signs.
    pub fn bare_stems(&mut self, words: &[Form]) -> f64 {
        let (one, other) = (bare(&self.query.forms), bare(words));
        by_words(&one, &other, &mut self.row, |one, other| {
            if one.stem == other.stem { 0 } else { WORD_COST }
        })
    }
}

/// The words that are neither numbers nor signs.
pub(crate) fn bare(words: &[Form]) -> Vec<Form> {
    let words = words.iter().copied();
    words
        .filter(|word| word.kind == WordKind::Letters)
        .collect()
}

/// What it costs that a word stands for another.
fn half_for_stem(one: &Form, other: &Form) -> u32 {
    if one.folded == other.folded {
        0
    } else if one.stem == other.stem && one.kind == WordKind::Letters {
        WORD_COST / 2
    } else {
        WORD_COST
    }
}

fn by_words(
    one: &[Form],
    other: &[Form],
    row: &mut Vec<u32>,
    cost: fn(&Form, &Form) -> u32,
) -> f64 {
    let most = WORD_COST as usize * one.len().max(other.len());
    alike(weighted(one, other, row, cost) as usize, most)
}

/// 1 less `distance` by the distance of texts that have nothing in common; 0 where both are empty.
pub(crate) fn alike(distance: usize, most: usize) -> f64 {
    if most == 0 {
        return 0.0;
    }
    1.0 - distance as f64 / most as f64
}

/// The most edits between two texts, of which the longer has `longer` parts, that leave them alike by `least`.
pub(crate) fn most_edits(longer: usize, least: f64) -> usize {
    // The sum of a small number keeps what binary fractions lose: 0.3 * 10 is below 3.
    let most = (1.0 - least) * longer as f64 + 1e-9;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a length"
    )]
    let most = most.max(0.0) as usize;
    most
}
