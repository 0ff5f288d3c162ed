//! What a match is worth. The formula is published in `docs/scores.md`.

mod differences;
mod measures;

use serde::Serialize;

pub use differences::Differences;
pub use measures::{Comparison, Measures, Text};
pub(crate) use measures::{bare, most_edits};

/// How a match is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scoring {
    /// By words or by characters, whichever is better.
    #[default]
    Blend,
    /// By words as they are written, without regard to case.
    Word,
    /// By characters.
    Char,
    /// As OmegaT does: stems of words, without numbers and signs, in whole percents.
    OmegaT,
}

/// What sort of match it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// Neither of the others.
    Fuzzy,
    /// The words are the same: only numbers, codes, case, signs or white space differ.
    Near,
    /// The same text with the same codes.
    Exact,
    /// Exact, and what stands around it is the same too.
    Context,
}

/// Points that are taken off a score, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Penalty {
    /// Why.
    pub reason: String,
    /// How many.
    pub points: f64,
}

/// What a match is worth, and what of.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The score, 0 to 102: 100 for the same text, 101 and 102 where the context is the same in one or two ways.
    pub value: f64,
    /// What sort of match it is.
    pub kind: MatchKind,
    /// How like the words are, 0 to 100.
    pub words: f64,
    /// How like the words are where another form of a word counts half, 0 to 100.
    pub stems: f64,
    /// How like the characters are, 0 to 100.
    pub characters: f64,
    /// What differs, where the words do not.
    pub differences: Differences,
    /// What was taken off, in order.
    pub penalties: Vec<Penalty>,
}

/// The highest score of a fuzzy match: from 95 on only numbers, codes, case, signs and white space differ.
const FUZZY_MOST: f64 = 95.0;
/// From here on fuzzy matches are pressed together, so that they stay below [`FUZZY_MOST`].
const FUZZY_PRESSED: f64 = 94.0;
/// The lowest score of a match whose words are the same.
const NEAR_LEAST: f64 = 95.0;

impl Score {
    /// The score of a comparison, before context and penalties.
    pub fn new(measures: &Measures, differences: Differences, scoring: Scoring) -> Self {
        let kind = match (measures.is_same, measures.has_same_words) {
            (true, _) if differences.is_empty() => MatchKind::Exact,
            (true, _) | (_, true) => MatchKind::Near,
            _ => MatchKind::Fuzzy,
        };
        let value = match (kind, scoring) {
            (MatchKind::Exact | MatchKind::Context, _) => 100.0,
            (_, Scoring::OmegaT) => measures.omegat(),
            (_, Scoring::Word) => (measures.words * 100.0).min(99.0),
            (_, Scoring::Char) => (measures.characters * 100.0).min(99.99),
            (MatchKind::Near, Scoring::Blend) => near(measures, differences),
            (MatchKind::Fuzzy, Scoring::Blend) => pressed(measures.blend() * 100.0),
        };
        Self {
            value,
            kind,
            words: measures.words * 100.0,
            stems: measures.stems * 100.0,
            characters: measures.characters * 100.0,
            differences,
            penalties: Vec::new(),
        }
    }

    /// How like a text with other words must be, 0 to 1, to be worth `value`; `None` where none can be.
    pub(crate) fn needed(value: f64, scoring: Scoring) -> Option<f64> {
        let (most, percent) = match scoring {
            Scoring::Blend if value > FUZZY_PRESSED => (FUZZY_MOST, unpressed(value)),
            Scoring::Blend => (FUZZY_MOST, value),
            Scoring::Word => (99.0, value),
            Scoring::Char => (99.99, value),
            Scoring::OmegaT => (100.0, value),
        };
        (value < most || value <= most && scoring != Scoring::Blend).then_some(percent / 100.0)
    }

    /// Counts in how many ways the context is the same, 0 to 2.
    #[must_use]
    pub fn in_context(mut self, ways: u8) -> Self {
        if self.kind == MatchKind::Exact && ways > 0 {
            self.kind = MatchKind::Context;
            self.value += f64::from(ways.min(2));
        }
        self
    }

    /// Takes points off. No score falls below 0.
    #[must_use]
    pub fn penalised(mut self, penalty: Penalty) -> Self {
        self.value = (self.value - penalty.points).max(0.0);
        self.penalties.push(penalty);
        self
    }
}

/// A point for each sort of difference, and up to one for how much of the text they are.
fn near(measures: &Measures, differences: Differences) -> f64 {
    let sorts = f64::from(differences.count().max(1));
    (100.0 - sorts - (1.0 - measures.characters).clamp(0.0, 1.0) * 0.9).max(NEAR_LEAST)
}

/// How alike to a percentage a fuzzy match is whose score is `value`; the inverse of [`pressed`].
fn unpressed(value: f64) -> f64 {
    let share = (value - FUZZY_PRESSED) / ((FUZZY_MOST - FUZZY_PRESSED) * 0.99);
    FUZZY_PRESSED + share * (100.0 - FUZZY_PRESSED)
}

/// The score of a fuzzy match that is alike to `percent`.
fn pressed(percent: f64) -> f64 {
    if percent <= FUZZY_PRESSED {
        return percent;
    }
    FUZZY_PRESSED
        + (percent - FUZZY_PRESSED) / (100.0 - FUZZY_PRESSED) * (FUZZY_MOST - FUZZY_PRESSED) * 0.99
}
