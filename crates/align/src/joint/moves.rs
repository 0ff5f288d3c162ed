//! The beads of three sides and how common they are.
#![expect(
    clippy::indexing_slicing,
    reason = "arrays are indexed by side and by pair"
)]

use super::PAIRS;
use crate::evidence::{MOST_SEGMENTS, SHAPES};

/// Which sides a bead has segments on: bit 0 for the first side, and so on.
pub(super) type Mask = usize;
pub(super) const MASKS: usize = 7;
pub(super) const ALL: Mask = 0b111;

/// Numbers of segments that a bead may have on two sides.
pub(super) const SIZES: usize = MOST_SEGMENTS * MOST_SEGMENTS;

/// The place of such numbers among the [`SIZES`].
pub(super) const fn place_of(source: usize, target: usize) -> usize {
    (source - 1) * MOST_SEGMENTS + target - 1
}

/// Logarithm of how often beads of two sides have these numbers of segments, if there are such beads.
pub(super) fn log_prior_of_pair(source: usize, target: usize) -> Option<f64> {
    let mut shapes = SHAPES.iter();
    shapes
        .find(|shape| shape.source == source && shape.target == target)
        .map(|shape| shape.log_prior)
}

/// Number of segments on each side of a bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) size: [usize; 3],
    pub(super) mask: Mask,
    /// Places among the [`SIZES`] of the pairs first-second, first-third and second-third, where both sides are filled.
    pub(super) pairs: [Option<usize>; 3],
    /// Logarithm of how often beads of that size occur.
    pub(super) log_prior: f64,
}

/// Logarithm of how often a bead with these sides follows one with other sides, and one with the same.
pub(super) const fn log_mask(mask: Mask) -> (f64, f64) {
    match mask.count_ones() {
        3 => (0.0, 0.0),
        2 => (-6.5, -2.4),
        _ => (-6.0, -2.0),
    }
}

/// Logarithms of how often beads of three sides have these numbers of segments, which rise; the order of the sides does
/// not matter. One version that merges what the others keep apart (1-2-2) is as common as one that splits it (1-1-2).
/// Larger ones are rarer here than in fact: their pairs are not independent of each other, and [`Candidates`](super::candidates)
/// bring those that the pairs speak for.
const LOG_PRIORS: [([usize; 3], f64); 14] = [
    ([1, 1, 1], -0.3),
    ([1, 1, 2], -5.0),
    ([1, 2, 2], -4.5),
    ([2, 2, 2], -9.0),
    ([1, 1, 3], -9.0),
    ([1, 3, 3], -9.0),
    ([1, 2, 3], -9.9),
    ([2, 2, 3], -9.9),
    ([2, 3, 3], -10.8),
    ([3, 3, 3], -12.6),
    ([1, 1, 4], -12.6),
    ([1, 4, 4], -12.6),
    ([1, 2, 4], -14.4),
    ([2, 2, 4], -14.4),
];

fn log_prior(mut size: [usize; 3]) -> Option<f64> {
    size.sort_unstable();
    LOG_PRIORS
        .iter()
        .find(|(known, _)| *known == size)
        .map(|(_, log_prior)| *log_prior)
}

/// All beads that the search tries everywhere.
pub(super) fn moves() -> Vec<Move> {
    let mut moves = Vec::new();
    let sizes = 0..=MOST_SEGMENTS;
    for first in sizes.clone() {
        for second in sizes.clone() {
            for third in sizes.clone() {
                moves.extend(Move::new([first, second, third]));
            }
        }
    }
    moves
}

impl Move {
    /// The move of that size, if there are beads of it.
    fn new(size: [usize; 3]) -> Option<Self> {
        let filled = size.iter().filter(|count| **count > 0).count();
        let log_prior = match filled {
            3 => log_prior(size)?,
            2 => {
                let mut filled = size.iter().copied().filter(|count| *count > 0);
                log_prior_of_pair(filled.next()?, filled.next()?)?
            }
            _ => (size.iter().sum::<usize>() == 1).then_some(0.0)?,
        };
        let mut pairs = [None; 3];
        for (pair, (one, other)) in pairs.iter_mut().zip(PAIRS) {
            if size[one] > 0 && size[other] > 0 {
                *pair = Some(place_of(size[one], size[other]));
            }
        }
        Some(Self {
            size,
            mask: (0..3)
                .filter(|side| size[*side] > 0)
                .map(|side| 1 << side)
                .sum(),
            pairs,
            log_prior,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_few_enough_for_a_byte() {
        assert!(moves().len() < 127);
        assert!(
            moves()
                .iter()
                .all(|step| step.mask > 0 && step.log_prior <= 0.0)
        );
    }
}
