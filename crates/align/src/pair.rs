//! The best alignment of two sides.
#![expect(
    clippy::indexing_slicing,
    reason = "rows are indexed by places of the corridor, which has one for each, and layers by what the last bead was"
)]

use std::ops::Range;

use crate::corridor::Corridor;
use crate::evidence::lexical::Scratch;
use crate::evidence::{
    Evidence, LOG_GAP_GOES_ON, LOG_GAP_OPENS, MOST_SEGMENTS, Row, SHAPES, Shape, Span,
};

/// How far sums of single precision may be off.
const ROUNDING: f64 = 0.01;

/// A bead of two sides; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) source: Range<usize>,
    pub(crate) target: Range<usize>,
}

/// What the last bead on the way to a cell was: the cost of a gap depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Linked = 0,
    Gap = 1,
}

/// How a cell was reached: the number of the shape of its last bead, or a gap on either side, and what came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step(u8);

const SOURCE_GAP: u8 = 13;
const TARGET_GAP: u8 = 14;
const _: () = assert!(
    SHAPES.len() == SOURCE_GAP as usize,
    "shapes come before gaps"
);
const START: Step = Step(u8::MAX);

impl Step {
    const fn new(shape: u8, before: Last) -> Self {
        Self(shape * 2 + before as u8)
    }

    const fn before(self) -> Last {
        if self.0.is_multiple_of(2) {
            Last::Linked
        } else {
            Last::Gap
        }
    }

    /// The numbers of segments that the step takes in.
    fn size(self) -> (usize, usize) {
        match self.0 / 2 {
            SOURCE_GAP => (1, 0),
            TARGET_GAP => (0, 1),
            shape => SHAPES
                .get(usize::from(shape))
                .map_or((1, 1), |shape| (shape.source, shape.target)),
        }
    }
}

/// The scores of the best ways to the places of one row, by what the last bead was.
#[derive(Debug, Default)]
struct ScoreRow {
    low: usize,
    scores: [Vec<f64>; 2],
}

impl ScoreRow {
    fn get(&self, place: usize, last: Last) -> f64 {
        let at = place.wrapping_sub(self.low);
        self.scores[last as usize]
            .get(at)
            .copied()
            .unwrap_or(f64::NEG_INFINITY)
    }

    /// Makes room for the places `low..=high`, none of them reached.
    fn reset(&mut self, low: usize, high: usize) {
        self.low = low;
        for layer in &mut self.scores {
            layer.clear();
            layer.resize(high + 1 - low, f64::NEG_INFINITY);
        }
    }

    /// The better of both ways to a place, with what the last bead was.
    fn best(&self, place: usize) -> (f64, Last) {
        let (linked, gap) = (self.get(place, Last::Linked), self.get(place, Last::Gap));
        if gap > linked {
            (gap, Last::Gap)
        } else {
            (linked, Last::Linked)
        }
    }
}

/// The links of the best path through the corridor, in order; they cover all segments of both sides.
///
/// Time and memory are linear in the cells of the corridor. Gaps are affine: opening one costs more than going on, so a
/// long passage that one version lacks does not tempt the search to link what does not belong together.
pub(crate) fn align(evidence: &Evidence<'_>, corridor: &Corridor) -> Vec<Link> {
    let (n, m) = (evidence.source.len(), evidence.target.len());
    let mut search = Search::new(evidence, corridor);
    let steps: Vec<StepRow> = (0..=n).map(|place| search.advance(place)).collect();
    trace(&steps, corridor, search.scores[0].best(m).1, n, m)
}

/// How the cells of one row were reached, by what their last bead was.
type StepRow = [Vec<Step>; 2];

/// The search, row by row.
struct Search<'a> {
    evidence: &'a Evidence<'a>,
    corridor: &'a Corridor,
    /// The rows of scores, the latest first; as many as a bead reaches back over.
    scores: Vec<ScoreRow>,
    /// What the latest source segments share with the target, the latest first.
    rows: Vec<Row>,
    /// For each of these the first of its target segments, and for each of them the most that what it shares adds to a
    /// bead, summed up to and without it.
    most: Vec<(usize, Vec<f64>)>,
    scratch: Scratch,
}

impl<'a> Search<'a> {
    fn new(evidence: &'a Evidence<'a>, corridor: &'a Corridor) -> Self {
        Self {
            evidence,
            corridor,
            scores: (0..=MOST_SEGMENTS).map(|_| ScoreRow::default()).collect(),
            rows: (0..MOST_SEGMENTS).map(|_| Row::default()).collect(),
            most: vec![(0, Vec::new()); MOST_SEGMENTS],
            scratch: Scratch::default(),
        }
    }

    /// Fills the row of a place of the source; places come in order from 0.
    fn advance(&mut self, place: usize) -> StepRow {
        if let Some(segment) = place.checked_sub(1) {
            self.rows.rotate_right(1);
            let last = (place + MOST_SEGMENTS - 1).min(self.evidence.source.len());
            let (low, high) = (self.corridor.row(segment).0, self.corridor.row(last).1);
            self.evidence.row(segment, low, high, &mut self.rows[0]);
            self.most.rotate_right(1);
            self.sum_most(segment, low, high);
        }
        self.scores.rotate_right(1);
        let (low, high) = self.corridor.row(place);
        self.scores[0].reset(low, high);
        if place == 0 {
            self.scores[0].scores[Last::Linked as usize][0] = 0.0;
        }
        let mut steps = [vec![START; high + 1 - low], vec![START; high + 1 - low]];
        for target in low..=high {
            let gap = self.gap(place, target);
            let rival = gap.map_or(f64::NEG_INFINITY, |(score, _)| score);
            for (last, found) in [
                (Last::Linked, self.link(place, target, rival)),
                (Last::Gap, gap),
            ] {
                if let Some((score, step)) = found {
                    self.scores[0].scores[last as usize][target - low] = score;
                    steps[last as usize][target - low] = step;
                }
            }
        }
        steps
    }

    /// Sums up the most that a source segment may add to beads.
    fn sum_most(&mut self, segment: usize, low: usize, high: usize) {
        let (first, sums) = &mut self.most[0];
        *first = low;
        let evidence = self.evidence;
        evidence.most_of_matches(segment, &self.rows[0], (low, high), sums, &mut self.scratch);
        let mut sum = 0.0;
        for most in sums.iter_mut() {
            sum += std::mem::replace(most, sum);
        }
        sums.push(sum);
    }

    /// A bound on what the matches add to a bead whose last source segment is the latest.
    fn most_of_matches(&self, bead: Span) -> f64 {
        let mut most = ROUNDING;
        for (first, sums) in self.most.iter().take(bead.source.1 - bead.source.0) {
            let at = |place: usize| place.checked_sub(*first).and_then(|at| sums.get(at));
            most += match (at(bead.target.0), at(bead.target.1)) {
                (Some(from), Some(to)) if *to < f64::INFINITY => to - from,
                _ => f64::INFINITY,
            };
        }
        most
    }

    /// The best way to a cell whose last bead has both sides, if it scores no less than its `rival`: a way that ends
    /// with a gap and scores more is better whatever follows.
    fn link(&mut self, place: usize, target: usize, rival: f64) -> Option<(f64, Step)> {
        let mut best: Option<(f64, Step)> = None;
        for (number, shape) in (0..).zip(&SHAPES) {
            let Some((score, last)) = self.before(place, target, shape) else {
                continue;
            };
            let bead = Span {
                source: (place - shape.source, place),
                target: (target - shape.target, target),
            };
            let score = score + shape.log_prior;
            let lacking =
                best.map_or(rival, |(known, _)| known) - score - self.most_of_matches(bead);
            if self.evidence.most_without_matches(bead) < lacking
                || self.evidence.without_matches(bead) < lacking
            {
                continue;
            }
            let rows = self.rows.iter().take(shape.source);
            let score = score + self.evidence.score(bead, rows, &mut self.scratch);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, Step::new(number, last)));
            }
        }
        best
    }

    /// The best way to the cell from which a bead of this shape leads to the place.
    fn before(&self, place: usize, target: usize, shape: &Shape) -> Option<(f64, Last)> {
        let from = target.checked_sub(shape.target)?;
        if shape.source > place {
            return None;
        }
        let (score, last) = self.scores.get(shape.source)?.best(from);
        (score > f64::NEG_INFINITY).then_some((score, last))
    }

    /// The best way to a cell whose last bead has one side.
    fn gap(&self, place: usize, target: usize) -> Option<(f64, Step)> {
        let over_source = place
            .checked_sub(1)
            .map(|_| (SOURCE_GAP, &self.scores[1], target));
        let over_target = target
            .checked_sub(1)
            .map(|left| (TARGET_GAP, &self.scores[0], left));
        let mut best: Option<(f64, Step)> = None;
        for (gap, row, from) in [over_source, over_target].into_iter().flatten() {
            for (last, cost) in [(Last::Linked, LOG_GAP_OPENS), (Last::Gap, LOG_GAP_GOES_ON)] {
                let score = row.get(from, last) + cost;
                if score > best.map_or(f64::NEG_INFINITY, |(known, _)| known) {
                    best = Some((score, Step::new(gap, last)));
                }
            }
        }
        best
    }
}

/// Follows the steps back from the end.
fn trace(
    steps: &[[Vec<Step>; 2]],
    corridor: &Corridor,
    last: Last,
    n: usize,
    m: usize,
) -> Vec<Link> {
    let mut links = Vec::new();
    let (mut source, mut target, mut last) = (n, m, last);
    while (source, target) != (0, 0) {
        let low = corridor.row(source).0;
        let step = steps
            .get(source)
            .and_then(|layers| layers[last as usize].get(target.wrapping_sub(low)))
            .copied()
            .filter(|step| *step != START);
        let Some(step) = step else { break };
        let (sources, targets) = step.size();
        links.push(Link {
            source: source - sources..source,
            target: target - targets..target,
        });
        source -= sources;
        target -= targets;
        last = step.before();
    }
    // A corridor always holds a path; should one be broken, its rest is left without counterpart rather than lost.
    links.extend((0..target).rev().map(|at| Link {
        source: source..source,
        target: at..at + 1,
    }));
    links.extend((0..source).rev().map(|at| Link {
        source: at..at + 1,
        target: 0..0,
    }));
    links.reverse();
    links
}
