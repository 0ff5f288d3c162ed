//! What comes out of an alignment.

use std::cmp::Ordering;
use std::ops::Range;

use crate::{Ladder, Rung};

/// How sure the aligner is, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score(f64);

impl Score {
    /// The score of that value, brought into 0 to 1; what is no number counts as 0.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() {
            0.0
        } else {
            value.clamp(0.0, 1.0)
        })
    }

    /// The value, from 0 to 1.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Segments of all sides that are versions of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bead {
    /// For each side the range of its segments, from 0; empty where the side has nothing for the others.
    pub sides: Vec<Range<usize>>,
    /// How sure it is.
    pub score: Score,
}

impl Bead {
    /// On how many sides it has segments.
    pub fn filled(&self) -> usize {
        self.sides.iter().filter(|side| !side.is_empty()).count()
    }

    /// The number of segments on each side, such as `1-2` or `1-1-0`.
    pub fn shape(&self) -> String {
        let counts: Vec<String> = self
            .sides
            .iter()
            .map(|side| side.len().to_string())
            .collect();
        counts.join("-")
    }
}

/// An alignment: beads in reading order that cover every segment of every side exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// The beads.
    pub beads: Vec<Bead>,
    /// How well the versions fit as a whole: the mean score of the beads, weighted by their segments; those that are
    /// on one side alone count as 0.
    pub score: Score,
}

impl Alignment {
    /// The alignment of these beads with the score of the whole.
    pub(crate) fn of(beads: Vec<Bead>) -> Self {
        let (mut sum, mut weight) = (0.0, 0.0);
        for bead in &beads {
            let segments: usize = bead.sides.iter().map(Range::len).sum();
            weight += segments as f64;
            if bead.filled() > 1 {
                sum += bead.score.value() * segments as f64;
            }
        }
        let score = if weight > 0.0 {
            Score::new(sum / weight)
        } else {
            Score::default()
        };
        Self { beads, score }
    }

    /// The beads as numbers of segments.
    pub fn ladder(&self) -> Ladder {
        Ladder::new(
            self.beads
                .iter()
                .map(|bead| {
                    bead.sides
                        .iter()
                        .cloned()
                        .map(Iterator::collect)
                        .collect::<Rung>()
                })
                .collect(),
        )
    }
}
