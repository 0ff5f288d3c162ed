//! What the three pairs say of the beads that end at one place.
#![expect(
    clippy::indexing_slicing,
    reason = "arrays are indexed by side, by pair and by size"
)]

use super::moves::{ALL, Move, SIZES};
use super::table::{PairTable, Says};
use super::{PAIR_WEIGHT, PAIRS};

/// What the three pairs say of the beads that end at one place.
pub(super) struct PairsHere<'a> {
    /// `None` where the place lies outside the corridor of a pair.
    pairs: [Option<&'a [Says; SIZES]>; 3],
    /// The most that each pair says of any bead.
    most: [f64; 3],
    /// The most that a pair gains in parts.
    most_gain: f64,
}

impl<'a> PairsHere<'a> {
    /// What the tables of the three pairs say.
    pub(super) fn new(tables: &'a [PairTable], here: [usize; 3]) -> Self {
        let mut found = Self {
            pairs: [None; 3],
            most: [f64::NEG_INFINITY; 3],
            most_gain: 0.0,
        };
        for (pair, (table, (one, other))) in tables.iter().zip(PAIRS).enumerate() {
            let says = table.get(here[one], here[other]);
            let (mut most, mut gain) = (f32::NEG_INFINITY, 0.0_f32);
            for says in says.into_iter().flatten() {
                most = most.max(says.whole);
                if says.whole > f32::NEG_INFINITY {
                    gain = gain.max(says.parts - says.whole);
                }
            }
            found.pairs[pair] = says;
            found.most[pair] = f64::from(most);
            found.most_gain = found.most_gain.max(f64::from(gain));
        }
        found
    }

    /// A bound on what [`PairsHere::say`] gives.
    pub(super) fn most(&self, step: &Move) -> f64 {
        let pairs = step.pairs.iter().zip(&self.most);
        let most: f64 = pairs.filter_map(|(place, most)| place.map(|_| *most)).sum();
        if step.mask == ALL {
            PAIR_WEIGHT * (most + self.most_gain)
        } else {
            most
        }
    }

    /// What the pairs say of the bead of a step; `None` where one of them does not know it.
    pub(super) fn say(&self, step: &Move) -> Option<f64> {
        // All pairs of a bead hold together as one, or all but one: two suffice to tie three sides.
        let (mut score, mut gain) = (0.0, 0.0_f32);
        for (pair, place) in self.pairs.iter().zip(step.pairs) {
            if let Some(place) = place {
                let says = (*pair)?[place];
                if says.whole == f32::NEG_INFINITY {
                    return None;
                }
                score += f64::from(says.whole);
                gain = gain.max(says.parts - says.whole);
            }
        }
        Some(if step.mask == ALL {
            PAIR_WEIGHT * (score + f64::from(gain))
        } else {
            score
        })
    }
}
