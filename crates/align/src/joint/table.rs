//! What the evidence of one pair says of all beads near its path.
#![expect(
    clippy::indexing_slicing,
    reason = "cells are indexed by the numbers of segments that a bead may have"
)]

use std::ops::Range;

use super::moves::{SIZES, log_prior_of_pair, place_of};
use crate::corridor::{Corridor, Place};
use crate::evidence::lexical::Scratch;
use crate::evidence::{MOST_SEGMENTS, Row, SHAPES, Span};
use crate::transitive::Pair;

/// How far the search strays from the pairwise paths, in segments.
const WIDTH: usize = 4;

/// What the evidence of a pair says of some segments of both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says {
    /// As one bead, without its prior.
    pub(super) whole: f32,
    /// As several ones, with their priors.
    pub(super) parts: f32,
}

const NOTHING: Says = Says {
    whole: f32::NEG_INFINITY,
    parts: f32::NEG_INFINITY,
};

/// What the evidence of a pair says of all beads that end in the cells of a corridor. Places are counted from the begin of
/// a stretch.
pub(super) struct PairTable {
    corridor: Corridor,
    /// Where each row starts in `cells`.
    starts: Vec<usize>,
    cells: Vec<[Says; SIZES]>,
}

impl PairTable {
    /// The table of the segments `source` and `target` of a pair.
    pub(super) fn new(pair: &Pair<'_>, source: Range<usize>, target: Range<usize>) -> Self {
        let (base, end) = ((source.start, target.start), (source.len(), target.len()));
        let corridor = corridor(pair, &source, &target);
        let evidence = &pair.evidence;
        let rows: Vec<Row> = (0..end.0)
            .map(|segment| {
                let mut row = Row::default();
                let last = (segment + MOST_SEGMENTS).min(end.0);
                let low = corridor.row(segment).0.saturating_sub(MOST_SEGMENTS);
                let high = corridor.row(last).1;
                evidence.row(base.0 + segment, base.1 + low, base.1 + high, &mut row);
                row
            })
            .collect();
        let mut table = Self {
            corridor,
            starts: Vec::with_capacity(end.0 + 1),
            cells: Vec::new(),
        };
        let mut scratch = Scratch::default();
        for source in 0..=end.0 {
            table.starts.push(table.cells.len());
            let (low, high) = table.row(source);
            for target in low..=high {
                let mut cell = [NOTHING; SIZES];
                for shape in &SHAPES {
                    let (Some(from), Some(to)) = (
                        source.checked_sub(shape.source),
                        target.checked_sub(shape.target),
                    ) else {
                        continue;
                    };
                    let span = Span {
                        source: (base.0 + from, base.0 + source),
                        target: (base.1 + to, base.1 + target),
                    };
                    let rows = rows.get(from..source).unwrap_or_default().iter();
                    let score = evidence.score(span, rows, &mut scratch);
                    cell[place_of(shape.source, shape.target)].whole = single(score);
                }
                table.part(source, target, &mut cell);
                table.cells.push(cell);
            }
        }
        table
    }

    /// Fills in what the beads that end at a place say as several ones.
    fn part(&self, source: usize, target: usize, cell: &mut [Says; SIZES]) {
        for sources in 2..=MOST_SEGMENTS.min(source) {
            for targets in 2..=MOST_SEGMENTS.min(target) {
                let mut best = f32::NEG_INFINITY;
                for last in &SHAPES {
                    if last.source >= sources || last.target >= targets {
                        continue;
                    }
                    let rest = (sources - last.source, targets - last.target);
                    let Some(before) = self.get(source - last.source, target - last.target) else {
                        continue;
                    };
                    let before = before[place_of(rest.0, rest.1)];
                    let whole = log_prior_of_pair(rest.0, rest.1);
                    let whole = whole.map_or(f32::NEG_INFINITY, |log| before.whole + single(log));
                    let here = cell[place_of(last.source, last.target)].whole;
                    best = best.max(here + single(last.log_prior) + whole.max(before.parts));
                }
                cell[place_of(sources, targets)].parts = best;
            }
        }
    }

    /// The first and the last place of the target beside a place of the source.
    pub(super) fn row(&self, source: usize) -> Place {
        self.corridor.row(source)
    }

    /// What the pair says of the beads that end at these places.
    pub(super) fn get(&self, source: usize, target: usize) -> Option<&[Says; SIZES]> {
        let (low, high) = self.row(source);
        if target < low || target > high {
            return None;
        }
        let start = self.starts.get(source)?;
        self.cells.get(start + target - low)
    }
}

/// The surroundings of the path of a pair within a stretch.
fn corridor(pair: &Pair<'_>, source: &Range<usize>, target: &Range<usize>) -> Corridor {
    let end = (source.len(), target.len());
    let places = pair.links_within(source, target).map(|(link, _)| {
        let inside =
            |place: usize, side: &Range<usize>| place.clamp(side.start, side.end) - side.start;
        (
            inside(link.source.end, source),
            inside(link.target.end, target),
        )
    });
    let path = std::iter::once((0, 0)).chain(places).chain([end]);
    Corridor::around(path, end, WIDTH)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "half the memory; scores need few digits"
)]
const fn single(score: f64) -> f32 {
    score as f32
}
