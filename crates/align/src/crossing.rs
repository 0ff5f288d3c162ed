//! Sentences that a version tells in another order.
//!
//! Dynamic programming keeps the order of all sides, so where a translator has swapped two sentences it can only put both
//! pairs into one bead. Such beads are looked at again: if they fit clearly better crosswise, they become two.

use std::ops::Range;

use crate::evidence::{SHAPES, Span};
use crate::transitive::Pair;

/// Logarithm of how often two neighbouring sentences are swapped.
const LOG_CROSSES: f64 = -2.5;

/// The beads, with those that hold two swapped sentences taken apart; the halves stand in the order of the first side
/// that has them.
pub(crate) fn uncrossed(
    beads: Vec<Vec<Range<usize>>>,
    pairs: &[Pair<'_>],
) -> Vec<Vec<Range<usize>>> {
    let mut apart = Vec::with_capacity(beads.len());
    for bead in beads {
        match crosswise(&bead, pairs) {
            Some(halves) => apart.extend(halves),
            None => apart.push(bead),
        }
    }
    apart
}

/// The two halves of a bead whose sides have two segments each, where they fit better crosswise.
fn crosswise(bead: &[Range<usize>], pairs: &[Pair<'_>]) -> Option<[Vec<Range<usize>>; 2]> {
    let mut filled = bead.iter().enumerate().filter(|(_, side)| !side.is_empty());
    let (first, _) = filled.next()?;
    let others: Vec<usize> = filled.map(|(side, _)| side).collect();
    if others.is_empty() || bead.iter().any(|side| !side.is_empty() && side.len() != 2) {
        return None;
    }
    let together = score(bead, pairs) + log_prior(2);
    // Each way to swap some of the other sides; the first side keeps its order.
    let swaps = 1..1_usize << others.len();
    let best = swaps
        .map(|swapped| {
            let is_swapped = |side: usize| {
                others
                    .iter()
                    .position(|other| *other == side)
                    .is_some_and(|at| swapped >> at & 1 == 1)
            };
            let half = |second: bool| -> Vec<Range<usize>> {
                bead.iter()
                    .enumerate()
                    .map(|(side, range)| match range.is_empty() {
                        true => range.clone(),
                        false if second != (side != first && is_swapped(side)) => {
                            range.start + 1..range.end
                        }
                        false => range.start..range.start + 1,
                    })
                    .collect()
            };
            let halves = [half(false), half(true)];
            let apart = halves
                .iter()
                .map(|half| score(half, pairs) + log_prior(1))
                .sum::<f64>()
                + LOG_CROSSES;
            (apart, halves)
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 > together).then_some(best.1)
}

/// The mean score of the pairs of filled sides.
fn score(bead: &[Range<usize>], pairs: &[Pair<'_>]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for pair in pairs {
        if let (Some(source), Some(target)) = (bead.get(pair.sides.0), bead.get(pair.sides.1))
            && !source.is_empty()
            && !target.is_empty()
        {
            sum += pair.evidence.score_alone(Span {
                source: (source.start, source.end),
                target: (target.start, target.end),
            });
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

fn log_prior(segments: usize) -> f64 {
    let plain = SHAPES
        .iter()
        .find(|shape| shape.source == segments && shape.target == segments);
    plain.map_or(0.0, |shape| shape.log_prior)
}
