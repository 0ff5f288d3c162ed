//! How sure a bead is.
//!
//! The score of a bead is the output of a logistic regression on four facts: the likelihood ratio of the bead, how
//! common its shape is, and the same two of its neighbours, since mistakes come in runs. The weights were fitted on
//! sentence-aligned news in Azerbaijani, English and Russian with sentences merged, split, left out and put in, and on
//! pairs of unrelated documents, in which every bead is wrong.

use std::ops::Range;

use crate::evidence::Span;
use crate::transitive::Pair;
use crate::{Bead, Score};

/// What speaks for a bead.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// Mean logarithm of the likelihood ratio of its pairs, by [`LARGEST_RATIO`]; 0 for beads on one side.
    ratio: f64,
    /// Whether it has one segment on every side.
    is_plain: f64,
}

/// What stands in for a neighbour at the ends of a document: the average bead.
const OUTSIDE: Facts = Facts {
    ratio: 0.25,
    is_plain: 0.9,
};

/// Likelihood ratios beyond this (as logarithms) do not make a bead surer.
const LARGEST_RATIO: f64 = 20.0;

/// Scores beads in reading order.
pub(crate) fn scored(beads: Vec<Vec<Range<usize>>>, pairs: &[Pair<'_>]) -> Vec<Bead> {
    let facts: Vec<Facts> = beads.iter().map(|sides| facts(sides, pairs)).collect();
    let at = |at: Option<usize>| at.and_then(|at| facts.get(at)).copied().unwrap_or(OUTSIDE);
    let scores: Vec<Score> = (0..facts.len())
        .map(|here| logistic(at(Some(here)), at(here.checked_sub(1)), at(Some(here + 1))))
        .collect();
    beads
        .into_iter()
        .zip(scores)
        .map(|(sides, score)| Bead { sides, score })
        .collect()
}

fn facts(sides: &[Range<usize>], pairs: &[Pair<'_>]) -> Facts {
    let (mut sum, mut count) = (0.0, 0.0);
    for pair in pairs {
        let (Some(one), Some(other)) = (sides.get(pair.sides.0), sides.get(pair.sides.1)) else {
            continue;
        };
        if one.is_empty() || other.is_empty() {
            continue;
        }
        sum += pair.evidence.score_alone(Span {
            source: (one.start, one.end),
            target: (other.start, other.end),
        });
        count += 1.0;
    }
    if count == 0.0 {
        return Facts::default();
    }
    Facts {
        ratio: (sum / count / LARGEST_RATIO).clamp(-1.0, 1.0),
        is_plain: if sides.iter().all(|side| side.len() == 1) {
            1.0
        } else {
            0.0
        },
    }
}

/// Weights of the regression.
const CONSTANT: f64 = -4.0;
const RATIO: f64 = 8.9;
const PLAIN: f64 = 2.0;
const RATIO_OF_NEIGHBOURS: f64 = 4.7;
const PLAIN_NEIGHBOURS: f64 = 0.95;

fn logistic(here: Facts, before: Facts, after: Facts) -> Score {
    let sum = CONSTANT
        + RATIO * here.ratio
        + PLAIN * here.is_plain
        + RATIO_OF_NEIGHBOURS * (before.ratio + after.ratio)
        + PLAIN_NEIGHBOURS * (before.is_plain + after.is_plain);
    Score::new(1.0 / (1.0 + (-sum).exp()))
}
