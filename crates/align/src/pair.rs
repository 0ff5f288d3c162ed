//! The best alignment of two sides.

use std::ops::Range;

use crate::corridor::Corridor;
use crate::evidence::lexical::{Row, Scratch};
use crate::evidence::{Evidence, LOG_GAP_GOES_ON, LOG_GAP_OPENS, MOST_SEGMENTS, SHAPES, Shape, Span};

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

const SOURCE_GAP: u8 = SHAPES.len() as u8;
const TARGET_GAP: u8 = SOURCE_GAP + 1;
const START: Step = Step(u8::MAX);

impl Step {
    const fn new(shape: u8, before: Last) -> Self {
        Self(shape * 2 + before as u8)
    }

    const fn before(self) -> Last {
        if self.0 % 2 == 0 { Last::Linked } else { Last::Gap }
    }

    /// The numbers of segments that the step takes in.
    fn size(self) -> (usize, usize) {
        match self.0 / 2 {
            SOURCE_GAP => (1, 0),
            TARGET_GAP => (0, 1),
            shape => SHAPES.get(usize::from(shape)).map_or((1, 1), |shape| (shape.source, shape.target)),
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
        self.scores[last as usize].get(at).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// The better of both ways to a place, with what the last bead was.
    fn best(&self, place: usize) -> (f64, Last) {
        let (linked, gap) = (self.get(place, Last::Linked), self.get(place, Last::Gap));
        if gap > linked { (gap, Last::Gap) } else { (linked, Last::Linked) }
    }
}

/// The links of the best path through the corridor, in order; they cover all segments of both sides.
///
/// Time and memory are linear in the cells of the corridor. Gaps are affine: opening one costs more than going on, so a
/// long passage that one version lacks does not tempt the search to link what does not belong together.
pub(crate) fn align(evidence: &Evidence<'_>, corridor: &Corridor) -> Vec<Link> {
    let (n, m) = (evidence.source.len(), evidence.target.len());
    let mut steps: Vec<[Vec<Step>; 2]> = Vec::with_capacity(n + 1);
    let mut scores: Vec<ScoreRow> = (0..=MOST_SEGMENTS).map(|_| ScoreRow::default()).collect();
    let mut rows: Vec<Row> = (0..MOST_SEGMENTS).map(|_| Row::default()).collect();
    let mut scratch = Scratch::default();

    for place in 0..=n {
        if let Some(segment) = place.checked_sub(1) {
            rows.rotate_right(1);
            let reach = corridor.row((place + MOST_SEGMENTS - 1).min(n)).1;
            if let Some(row) = rows.first_mut() {
                evidence.row(segment, corridor.row(segment).0, reach, row);
            }
        }
        scores.rotate_right(1);
        let (low, high) = corridor.row(place);
        let width = high + 1 - low;
        let mut here = std::mem::take(&mut scores[0]);
        here.low = low;
        for layer in &mut here.scores {
            layer.clear();
            layer.resize(width, f64::NEG_INFINITY);
        }
        let mut how = [vec![START; width], vec![START; width]];
        if place == 0 {
            here.scores[Last::Linked as usize][0] = 0.0;
        }

        for target in low..=high {
            let at = target - low;
            for (number, shape) in SHAPES.iter().enumerate() {
                let Some((score, before)) = before(&scores, place, target, shape) else { continue };
                let bead = Span { source: (place - shape.source, place), target: (target - shape.target, target) };
                let rows = rows.iter().take(shape.source);
                let score = score + lp(shape) + evidence.score(bead, rows, &mut scratch);
                if score > here.scores[Last::Linked as usize][at] {
                    here.scores[Last::Linked as usize][at] = score;
                    how[Last::Linked as usize][at] = Step::new(number as u8, before);
                }
            }
            let left = target.checked_sub(1).filter(|left| *left >= low);
            let gaps = [
                (SOURCE_GAP, place.checked_sub(1).map(|_| (&scores[1], target))),
                (TARGET_GAP, left.map(|left| (&here, left))),
            ];
            let mut best = (f64::NEG_INFINITY, START);
            for (gap, from) in gaps {
                let Some((row, from)) = from else { continue };
                for (last, cost) in [(Last::Linked, crate::joint::env("GO", LOG_GAP_OPENS)), (Last::Gap, crate::joint::env("GG", LOG_GAP_GOES_ON))] {
                    let score = row.get(from, last) + cost;
                    if score > best.0 {
                        best = (score, Step::new(gap, last));
                    }
                }
            }
            if best.0 > f64::NEG_INFINITY {
                here.scores[Last::Gap as usize][at] = best.0;
                how[Last::Gap as usize][at] = best.1;
            }
        }
        if place == n {
            steps.push(how);
            return trace(&steps, corridor, here.best(m).1, n, m);
        }
        scores[0] = here;
        steps.push(how);
    }
    Vec::new()
}

/// The best way to the cell from which a bead of this shape leads to the place.
fn before(scores: &[ScoreRow], place: usize, target: usize, shape: &Shape) -> Option<(f64, Last)> {
    let from = target.checked_sub(shape.target)?;
    if shape.source > place {
        return None;
    }
    let (score, last) = scores.get(shape.source)?.best(from);
    (score > f64::NEG_INFINITY).then_some((score, last))
}

/// Follows the steps back from the end.
fn trace(steps: &[[Vec<Step>; 2]], corridor: &Corridor, last: Last, n: usize, m: usize) -> Vec<Link> {
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
        links.push(Link { source: source - sources..source, target: target - targets..target });
        source -= sources;
        target -= targets;
        last = step.before();
    }
    links.reverse();
    links
}

fn lp(shape: &Shape) -> f64 {
    let name = match (shape.source.min(shape.target), shape.source.max(shape.target)) { (1,1)=>"S11",(1,2)=>"S12",(2,2)=>"S22",(1,3)=>"S13",(2,3)=>"S23",_=>return shape.log_prior };
    crate::joint::env(name, shape.log_prior)
}
