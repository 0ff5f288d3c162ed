//! The search over triples of places.
#![expect(
    clippy::indexing_slicing,
    reason = "arrays are indexed by side, by pair and by mask, and slabs by cells that `Slab::cell` gives"
)]

use std::ops::Range;

use super::candidates::Candidates;
use super::here::PairsHere;
use super::moves::{ALL, MASKS, Move, log_mask, moves};
use super::table::PairTable;
use crate::evidence::MOST_SEGMENTS;
use crate::transitive::Pair;

/// Planes of two sides beside one place of the first are searched in full up to this many cells.
const FULL_PLANE: usize = 1_024;

/// The cells beside one place of the first side.
#[derive(Default)]
struct Slab {
    low: usize,
    /// For each place of the second side the first place of the third, and where its cells start.
    columns: Vec<(usize, usize)>,
    /// For each cell and mask the score of the best way that ends with a bead of that mask.
    scores: Vec<[f64; MASKS]>,
    /// For each cell the best of its scores, with its mask.
    best: Vec<(f64, u8)>,
    /// For each cell and mask the number of the last move, doubled, plus one where the move before had the same mask.
    steps: Vec<[u8; MASKS]>,
}

impl Slab {
    fn cell(&self, second: usize, third: usize) -> Option<usize> {
        let column = second.checked_sub(self.low)?;
        let &(low, start) = self.columns.get(column)?;
        let end = self
            .columns
            .get(column + 1)
            .map_or(self.best.len(), |(_, start)| *start);
        let at = start + third.checked_sub(low)?;
        (at < end).then_some(at)
    }
}

/// No bead leads to a cell.
const NO_STEP: u8 = u8::MAX;
/// The bead is a candidate.
const JOINED: u8 = u8::MAX - 1;

/// The search over one stretch. Places are counted from where it begins.
pub(super) struct Program {
    moves: Vec<Move>,
    tables: Vec<PairTable>,
    candidates: Candidates,
    ends: [usize; 3],
    slabs: Vec<Slab>,
}

impl Program {
    /// The search over the text of some beads that begin at these places.
    pub(super) fn new(
        pairs: &[Pair<'_>; 3],
        from: [usize; 3],
        beads: &[Vec<Range<usize>>],
        candidates: Candidates,
    ) -> Self {
        let mut to = from;
        for bead in beads {
            for (place, range) in to.iter_mut().zip(bead) {
                *place = (*place).max(range.end);
            }
        }
        let side = |side: usize| from[side]..to[side];
        let tables = pairs
            .iter()
            .map(|pair| PairTable::new(pair, side(pair.sides.0), side(pair.sides.1)));
        Self {
            moves: moves(),
            tables: tables.collect(),
            candidates,
            ends: [0, 1, 2].map(|side| to[side] - from[side]),
            slabs: Vec::new(),
        }
    }

    /// The beads of the best path; they cover the stretch.
    pub(super) fn run(mut self) -> Vec<[Range<usize>; 3]> {
        for first in 0..=self.ends[0] {
            let slab = self.slab(first);
            self.slabs.push(slab);
            // Scores further back than a bead reaches are not needed again; steps are, to trace the path.
            if let Some(old) = first
                .checked_sub(MOST_SEGMENTS)
                .and_then(|old| self.slabs.get_mut(old))
            {
                old.scores = Vec::new();
            }
        }
        self.trace()
    }

    /// The cells beside a place of the first side.
    fn slab(&self, first: usize) -> Slab {
        let mut slab = Slab {
            low: self.tables[0].row(first).0,
            ..Slab::default()
        };
        for (second, thirds) in columns(&self.tables, first) {
            slab.columns.push((thirds.start, slab.best.len()));
            for third in thirds {
                let here = [first, second, third];
                let mut scores = [f64::NEG_INFINITY; MASKS];
                let mut steps = [NO_STEP; MASKS];
                let pairs = PairsHere::new(&self.tables, here);
                if here == [0, 0, 0] {
                    scores[ALL - 1] = 0.0;
                }
                for (number, step) in (0_u8..).zip(&self.moves) {
                    let Some((before, goes_on)) = self.before(&slab, here, step) else {
                        continue;
                    };
                    let before = before + step.log_prior;
                    let known = &mut scores[step.mask - 1];
                    if before + pairs.most(step) <= *known {
                        continue;
                    }
                    if let Some(says) = pairs.say(step)
                        && before + says > *known
                    {
                        *known = before + says;
                        steps[step.mask - 1] = number * 2 + u8::from(goes_on);
                    }
                }
                if let Some(score) = self.reach_joined(here)
                    && score > scores[ALL - 1]
                {
                    scores[ALL - 1] = score;
                    steps[ALL - 1] = JOINED;
                }
                let (_, best) = (0_u8..)
                    .zip(&scores)
                    .map(|(mask, score)| (score, mask))
                    .max_by(|one, other| one.0.total_cmp(other.0))
                    .unwrap_or((&f64::NEG_INFINITY, 0));
                slab.best.push((scores[usize::from(best)], best));
                slab.scores.push(scores);
                slab.steps.push(steps);
            }
        }
        slab
    }

    /// The score of the best way to `here` whose last bead is a candidate.
    fn reach_joined(&self, here: [usize; 3]) -> Option<f64> {
        let candidate = self.candidates.ending_at(here)?;
        let before = self.slabs.get(candidate.from[0])?;
        let cell = before.cell(candidate.from[1], candidate.from[2])?;
        Some(before.best.get(cell)?.0 + candidate.score)
    }

    /// The score of the best way to where a bead of the size of `step` that ends `here` begins, and whether the bead before
    /// had the same sides.
    fn before(&self, slab: &Slab, here: [usize; 3], step: &Move) -> Option<(f64, bool)> {
        let from = [
            here[0].checked_sub(step.size[0])?,
            here[1].checked_sub(step.size[1])?,
            here[2].checked_sub(step.size[2])?,
        ];
        let before = if step.size[0] == 0 {
            slab
        } else {
            self.slabs.get(from[0])?
        };
        let cell = before.cell(from[1], from[2])?;
        let (opens, goes_on) = log_mask(step.mask);
        let after_other = before.best.get(cell)?.0 + opens;
        let after_same = if step.mask == ALL {
            f64::NEG_INFINITY
        } else {
            before.scores.get(cell)?[step.mask - 1] + goes_on
        };
        let score = after_other.max(after_same);
        (score > f64::NEG_INFINITY).then_some((score, after_same > after_other))
    }

    /// Follows the steps back from the end.
    fn trace(&self) -> Vec<[Range<usize>; 3]> {
        let mut beads = Vec::new();
        let mut here = self.ends;
        let mut mask = None;
        while here != [0, 0, 0] {
            let found = self.slabs.get(here[0]).and_then(|slab| {
                let cell = slab.cell(here[1], here[2])?;
                let mask = mask.unwrap_or(usize::from(slab.best.get(cell)?.1));
                let step = *slab.steps.get(cell)?.get(mask)?;
                Some((step, mask))
            });
            let Some((step, reached)) = found.filter(|(step, _)| *step != NO_STEP) else {
                break;
            };
            let from = if step == JOINED {
                match self.candidates.ending_at(here) {
                    Some(candidate) => candidate.from,
                    None => break,
                }
            } else {
                let Some(taken) = self.moves.get(usize::from(step / 2)) else {
                    break;
                };
                [
                    here[0] - taken.size[0],
                    here[1] - taken.size[1],
                    here[2] - taken.size[2],
                ]
            };
            beads.push([from[0]..here[0], from[1]..here[1], from[2]..here[2]]);
            mask = (step != JOINED && step % 2 == 1).then_some(reached);
            here = from;
        }
        debug_assert_eq!(here, [0, 0, 0], "the planes hold a path");
        // Should one be broken, its rest is left without counterpart rather than lost.
        for side in 0..3 {
            for at in (0..here[side]).rev() {
                here[side] = at;
                let mut bead = here.map(|place| place..place);
                bead[side].end += 1;
                beads.push(bead);
            }
        }
        beads.reverse();
        beads
    }
}

/// For each place of the second side beside `first`, the places of the third side to search.
///
/// A small plane is searched in full. In a large one the places near the path of the second and the third side are, and
/// the columns that join them with the planes before and after. So a path always leads through all planes, and a plane
/// grows with its sides, not with their product.
fn columns(tables: &[PairTable], first: usize) -> Vec<(usize, Range<usize>)> {
    let (second_low, second_high) = tables[0].row(first);
    let (third_low, third_high) = tables[1].row(first);
    let is_small = (second_high + 1 - second_low) * (third_high + 1 - third_low) <= FULL_PLANE;
    // The last corner of the plane before: its column there goes up to it, and the same column here begins no higher.
    let corner = first.checked_sub(1).map_or([0, 0], |before| {
        [0, 1].map(|table| tables[table].row(before).1)
    });
    (second_low..=second_high)
        .map(|second| {
            if is_small {
                return (second, third_low..third_high + 1);
            }
            let (near_low, near_high) = tables[2].row(second);
            let mut low = near_low.clamp(third_low, third_high);
            if second == corner[0] {
                low = low.min(corner[1]);
            }
            let high = if second == second_high {
                third_high
            } else {
                near_high.clamp(third_low, third_high)
            };
            (second, low..high + 1)
        })
        .collect()
}
