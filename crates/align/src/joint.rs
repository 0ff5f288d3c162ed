//! The best alignment of three sides at once.
//!
//! Three versions are better than two (Simard, "Text-Translation Alignment: Three Languages Are Better Than Two",
//! EMNLP 1999): where one pair is in doubt, the other two decide. The search runs over triples of places near the three
//! pairwise paths, and a bead of three sides is scored by the sum of its three pairs.
#![expect(
    clippy::indexing_slicing,
    reason = "arrays are indexed by side, by pair and by mask, and slabs by cells that `Slab::cell` gives"
)]

use std::ops::Range;

use crate::corridor::Corridor;
use crate::evidence::lexical::Scratch;
use crate::evidence::{Evidence, Row, SHAPES, Span};
use crate::pair::Link;
use crate::transitive::Pair;

/// How far the search strays from the pairwise paths, in segments.
const WIDTH: usize = 4;
/// Planes of two sides beside one place of the first are searched in full up to this many cells.
const FULL_PLANE: usize = 1_024;
/// Weight of the pairs of a bead with three sides, since the third pair says little that the first two do not.
const PAIR_WEIGHT: f64 = 0.75;

/// Which sides a bead has segments on: bit 0 for the first side, and so on.
type Mask = usize;
const MASKS: usize = 7;
const ALL: Mask = 0b111;

/// Number of segments on each side of a bead.
#[derive(Clone, Copy, Debug)]
struct Move {
    size: [usize; 3],
    mask: Mask,
    /// Numbers in [`SHAPES`] of the pairs first-second, first-third and second-third, where both sides are filled.
    shapes: [Option<usize>; 3],
    /// Logarithm of how often beads of that size occur.
    log_prior: f64,
}

/// Logarithm of how often a bead with these sides follows one with other sides, and one with the same.
fn log_mask(mask: Mask) -> (f64, f64) {
    match mask.count_ones() {
        3 => (0.0, 0.0),
        2 => (-6.5, -2.4),
        _ => (-6.0, -2.0),
    }
}

const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

fn moves() -> Vec<Move> {
    let mut moves = Vec::new();
    let sizes = 0..=4_usize;
    for first in sizes.clone() {
        for second in sizes.clone() {
            for third in sizes.clone() {
                moves.extend(Move::new([first, second, third]));
            }
        }
    }
    moves
}

/// Logarithms of how often beads of three sides have these numbers of segments, which rise; the order of the sides does
/// not matter. One version that merges what the others keep apart (1-2-2) is as common as one that splits it (1-1-2).
const LOG_PRIORS: [([usize; 3], f64); 14] = [
    ([1, 1, 1], -0.3),
    ([1, 1, 2], -3.7),
    ([1, 2, 2], -3.2),
    ([2, 2, 2], -5.0),
    ([1, 1, 3], -5.0),
    ([1, 3, 3], -5.0),
    ([1, 2, 3], -5.5),
    ([2, 2, 3], -5.5),
    ([2, 3, 3], -6.0),
    ([3, 3, 3], -7.0),
    ([1, 1, 4], -7.0),
    ([1, 4, 4], -7.0),
    ([1, 2, 4], -8.0),
    ([2, 2, 4], -8.0),
];

fn log_prior(mut size: [usize; 3]) -> Option<f64> {
    size.sort_unstable();
    LOG_PRIORS
        .iter()
        .find(|(known, _)| *known == size)
        .map(|(_, log_prior)| *log_prior)
}

impl Move {
    /// The move of that size, if there are beads of it.
    fn new(size: [usize; 3]) -> Option<Self> {
        let mask = (0..3)
            .filter(|side| size[*side] > 0)
            .map(|side| 1 << side)
            .sum();
        let mut shapes = [None; 3];
        for (pair, (one, other)) in PAIRS.into_iter().enumerate() {
            if size[one] > 0 && size[other] > 0 {
                let known = |shape: &crate::evidence::Shape| {
                    shape.source == size[one] && shape.target == size[other]
                };
                shapes[pair] = Some(SHAPES.iter().position(known)?);
            }
        }
        let filled = size.iter().filter(|count| **count > 0).count();
        if filled == 0 || (filled == 1 && size.iter().sum::<usize>() > 1) {
            return None;
        }
        let log_prior = match filled {
            3 => log_prior(size)?,
            2 => shapes
                .iter()
                .flatten()
                .filter_map(|shape| SHAPES.get(*shape))
                .map(|shape| shape.log_prior)
                .sum(),
            _ => 0.0,
        };
        Some(Self {
            size,
            mask,
            shapes,
            log_prior,
        })
    }
}

/// The scores of all beads of two sides that end in the cells of a corridor.
struct PairTable {
    corridor: Corridor,
    /// Where each row starts in `scores`.
    starts: Vec<usize>,
    scores: Vec<[f32; SHAPES.len()]>,
}

impl PairTable {
    fn new(evidence: &Evidence<'_>, links: &[Link]) -> Self {
        let (n, m) = (evidence.source.len(), evidence.target.len());
        let corridor = Corridor::beside(links, (n, m), WIDTH);
        let rows: Vec<Row> = (0..n)
            .map(|segment| {
                let mut row = Row::default();
                let high = corridor
                    .row((segment + crate::evidence::MOST_SEGMENTS).min(n))
                    .1;
                evidence.row(
                    segment,
                    corridor
                        .row(segment)
                        .0
                        .saturating_sub(crate::evidence::MOST_SEGMENTS),
                    high,
                    &mut row,
                );
                row
            })
            .collect();
        let mut table = Self {
            corridor,
            starts: Vec::with_capacity(n + 1),
            scores: Vec::new(),
        };
        let mut scratch = Scratch::default();
        for source in 0..=n {
            table.starts.push(table.scores.len());
            let (low, high) = table.corridor.row(source);
            for target in low..=high {
                let mut cell = [f32::NEG_INFINITY; SHAPES.len()];
                for (score, shape) in cell.iter_mut().zip(&SHAPES) {
                    let (Some(from), Some(to)) = (
                        source.checked_sub(shape.source),
                        target.checked_sub(shape.target),
                    ) else {
                        continue;
                    };
                    let span = Span {
                        source: (from, source),
                        target: (to, target),
                    };
                    let rows = rows.get(from..source).unwrap_or_default().iter();
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "half the memory; scores need few digits"
                    )]
                    {
                        *score = evidence.score(span, rows, &mut scratch) as f32;
                    }
                }
                table.scores.push(cell);
            }
        }
        table
    }

    /// The score of the bead of that shape that ends at these places.
    fn get(&self, source: usize, target: usize, shape: usize) -> f64 {
        let (low, high) = self.corridor.row(source);
        if target < low || target > high {
            return f64::NEG_INFINITY;
        }
        let cell = self
            .starts
            .get(source)
            .and_then(|start| self.scores.get(start + target - low));
        cell.and_then(|cell| cell.get(shape))
            .map_or(f64::NEG_INFINITY, |score| f64::from(*score))
    }
}

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

const NO_STEP: u8 = u8::MAX;

/// The beads of the best path, in order; they cover all segments of all three sides.
/// `pairs` are those of the first and second, first and third, second and third side.
pub(crate) fn align(pairs: &[Pair<'_>; 3]) -> Vec<[Range<usize>; 3]> {
    let moves = moves();
    let tables: Vec<PairTable> = pairs
        .iter()
        .map(|pair| PairTable::new(&pair.evidence, &pair.links))
        .collect();
    let ends = [
        pairs[0].evidence.source.len(),
        pairs[0].evidence.target.len(),
        pairs[1].evidence.target.len(),
    ];

    let mut slabs: Vec<Slab> = Vec::with_capacity(ends[0] + 1);
    for first in 0..=ends[0] {
        let mut slab = Slab {
            low: tables[0].corridor.row(first).0,
            ..Slab::default()
        };
        for (second, thirds) in columns(&tables, first) {
            slab.columns.push((thirds.start, slab.best.len()));
            for third in thirds {
                let here = [first, second, third];
                let mut scores = [f64::NEG_INFINITY; MASKS];
                let mut steps = [NO_STEP; MASKS];
                if here == [0, 0, 0] {
                    scores[ALL - 1] = 0.0;
                }
                for (number, step) in (0_u8..).zip(&moves) {
                    let Some((score, goes_on)) = reach(&slabs, &slab, &tables, here, step) else {
                        continue;
                    };
                    if score > scores[step.mask - 1] {
                        scores[step.mask - 1] = score;
                        steps[step.mask - 1] = number * 2 + u8::from(goes_on);
                    }
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
        slabs.push(slab);
        // Scores further back than a bead reaches are not needed again; steps are, to trace the path.
        if let Some(old) = first
            .checked_sub(crate::evidence::MOST_SEGMENTS)
            .and_then(|old| slabs.get_mut(old))
        {
            old.scores = Vec::new();
        }
    }
    trace(&slabs, &moves, ends)
}

/// The score of the best way to `here` whose last bead is `step`, and whether the bead before had the same sides.
fn reach(
    slabs: &[Slab],
    slab: &Slab,
    tables: &[PairTable],
    here: [usize; 3],
    step: &Move,
) -> Option<(f64, bool)> {
    let from = [
        here[0].checked_sub(step.size[0])?,
        here[1].checked_sub(step.size[1])?,
        here[2].checked_sub(step.size[2])?,
    ];
    let before = if step.size[0] == 0 {
        slab
    } else {
        slabs.get(from[0])?
    };
    let cell = before.cell(from[1], from[2])?;
    let (opens, goes_on) = log_mask(step.mask);
    let after_other = before.best.get(cell)?.0 + opens;
    let after_same = if step.mask == ALL {
        f64::NEG_INFINITY
    } else {
        before.scores.get(cell)?[step.mask - 1] + goes_on
    };
    let before_score = after_other.max(after_same);
    if before_score == f64::NEG_INFINITY {
        return None;
    }
    let mut score = 0.0;
    for (table, ((one, other), shape)) in tables.iter().zip(PAIRS.into_iter().zip(step.shapes)) {
        if let Some(shape) = shape {
            score += table.get(here[one], here[other], shape);
        }
    }
    let weight = if step.mask == ALL { PAIR_WEIGHT } else { 1.0 };
    Some((
        before_score + step.log_prior + weight * score,
        after_same > after_other,
    ))
}

/// For each place of the second side beside `first`, the places of the third side to search.
///
/// A small plane is searched in full. In a large one the places near the path of the second and the third side are, and
/// the columns that join them with the planes before and after. So a path always leads through all planes, and a plane
/// grows with its sides, not with their product.
fn columns(tables: &[PairTable], first: usize) -> Vec<(usize, Range<usize>)> {
    let (second_low, second_high) = tables[0].corridor.row(first);
    let (third_low, third_high) = tables[1].corridor.row(first);
    let is_small = (second_high + 1 - second_low) * (third_high + 1 - third_low) <= FULL_PLANE;
    // The last corner of the plane before: its column there goes up to it, and the same column here begins no higher.
    let corner = first.checked_sub(1).map_or([0, 0], |before| {
        [0, 1].map(|table| tables[table].corridor.row(before).1)
    });
    (second_low..=second_high)
        .map(|second| {
            if is_small {
                return (second, third_low..third_high + 1);
            }
            let (near_low, near_high) = tables[2].corridor.row(second);
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

fn trace(slabs: &[Slab], moves: &[Move], ends: [usize; 3]) -> Vec<[Range<usize>; 3]> {
    let mut beads = Vec::new();
    let mut here = ends;
    let mut mask = None;
    while here != [0, 0, 0] {
        let found = slabs.get(here[0]).and_then(|slab| {
            let cell = slab.cell(here[1], here[2])?;
            let mask = mask.unwrap_or(usize::from(slab.best.get(cell)?.1));
            let step = *slab.steps.get(cell)?.get(mask)?;
            Some((step, mask))
        });
        let Some((step, reached)) = found.filter(|(step, _)| *step != NO_STEP) else {
            break;
        };
        let Some(taken) = moves.get(usize::from(step / 2)) else {
            break;
        };
        let from = [
            here[0] - taken.size[0],
            here[1] - taken.size[1],
            here[2] - taken.size[2],
        ];
        beads.push([from[0]..here[0], from[1]..here[1], from[2]..here[2]]);
        mask = (step % 2 == 1).then_some(reached);
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
