//! Beads that joining the pairs gives.
//!
//! Merges and splits of three versions can form long chains, in which each segment shares a sentence with the next one of
//! another side. No table of sizes holds them all, but joining the links of the pairs finds them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::PAIR_WEIGHT;
use super::moves::log_prior_of_pair;
use crate::transitive::Pair;

/// Logarithm of how often three pairs agree on a bead that is larger than one segment a side.
const LOG_JOINED: f64 = -2.5;
/// What each further segment takes off.
const LOG_SEGMENT: f64 = -0.2;
/// How much the priors of the links count: each is a decision, but they are not independent of each other.
const PRIOR_WEIGHT: f64 = 0.8;

/// A bead by its begin, with its score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) from: [usize; 3],
    pub(super) score: f64,
}

/// Candidates by their ends; places are counted from the begin of a stretch.
#[derive(Debug, Default)]
pub(super) struct Candidates(FxHashMap<[usize; 3], Candidate>);

impl Candidates {
    /// Those beads of three sides of a stretch that are larger than one segment a side.
    pub(super) fn among(
        beads: &[Vec<Range<usize>>],
        base: [usize; 3],
        pairs: &[Pair<'_>; 3],
    ) -> Self {
        let mut found = Self::default();
        for bead in beads {
            let [first, second, third] = bead.as_slice() else {
                continue;
            };
            let segments = first.len() + second.len() + third.len();
            if segments == 3 || bead.iter().any(Range::is_empty) {
                continue;
            }
            let score = PAIR_WEIGHT * pairs.iter().map(|pair| links(pair, bead)).sum::<f64>();
            let log_prior = LOG_JOINED + LOG_SEGMENT * (segments - 3) as f64;
            let at = |places: [usize; 3]| {
                let mut at = base;
                for (at, place) in at.iter_mut().zip(places) {
                    *at = place - *at;
                }
                at
            };
            let candidate = Candidate {
                from: at([first.start, second.start, third.start]),
                score: log_prior + score,
            };
            let end = at([first.end, second.end, third.end]);
            found.0.insert(end, candidate);
        }
        found
    }

    /// The candidate that ends at these places.
    pub(super) fn ending_at(&self, end: [usize; 3]) -> Option<&Candidate> {
        self.0.get(&end)
    }
}

/// The score of the links of a pair in a bead, with their priors.
fn links(pair: &Pair<'_>, bead: &[Range<usize>]) -> f64 {
    let (Some(source), Some(target)) = (bead.get(pair.sides.0), bead.get(pair.sides.1)) else {
        return 0.0;
    };
    let is_in = |part: &Range<usize>, whole: &Range<usize>| {
        !part.is_empty() && whole.start <= part.start && part.end <= whole.end
    };
    pair.links_within(source, target)
        .filter(|(link, _)| is_in(&link.source, source) && is_in(&link.target, target))
        .map(|(link, score)| {
            let log_prior = log_prior_of_pair(link.source.len(), link.target.len());
            score + PRIOR_WEIGHT * log_prior.unwrap_or_default()
        })
        .sum()
}
