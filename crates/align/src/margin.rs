//! How much better the beads of a pair are than what could stand in their place.
//!
//! Most mistakes are borders that lie a segment off, so each bead is held against its nearest rivals: a border moved by a
//! segment on either side or on both, the bead joined with its neighbour, and the bead taken apart.

use std::ops::Range;

use crate::evidence::lexical::Scratch;
use crate::evidence::{Evidence, LOG_GAP_GOES_ON, LOG_GAP_OPENS, Row, SHAPES, Span};
use crate::transitive::Pair;

/// Segments of the two sides of a pair, either of which may be empty.
type Piece = [Range<usize>; 2];

/// For each bead the logarithm of how much likelier it and its neighbours are than the best rival, at most `most`; `None`
/// where the pair says nothing of it, since a side of it is empty.
pub(crate) fn margins(beads: &[Vec<Range<usize>>], pair: &Pair<'_>, most: f64) -> Vec<Option<f64>> {
    let pieces: Vec<(usize, Piece)> = beads
        .iter()
        .enumerate()
        .filter_map(|(number, sides)| {
            let piece = [
                sides.get(pair.sides.0)?.clone(),
                sides.get(pair.sides.1)?.clone(),
            ];
            piece
                .iter()
                .any(|side| !side.is_empty())
                .then_some((number, piece))
        })
        .collect();
    let mut margins = vec![None; beads.len()];
    let mut window = Window::new(&pair.evidence);
    let mut note = |number: usize, piece: &Piece, margin: f64| {
        if let (true, Some(known)) = (is_linked(piece), margins.get_mut(number)) {
            *known = Some(known.unwrap_or(most).min(margin));
        }
    };
    for (number, piece) in &pieces {
        if is_linked(piece) {
            window.open(piece.clone());
            note(*number, piece, most.min(whole(piece, &mut window)));
        }
    }
    for two in pieces.windows(2) {
        let [(one, before), (other, after)] = two else {
            continue;
        };
        if !is_linked(before) && !is_linked(after) {
            continue;
        }
        let margin = border(before, after, &mut window);
        note(*one, before, margin);
        note(*other, after, margin);
    }
    margins
}

fn is_linked(piece: &Piece) -> bool {
    piece.iter().all(|side| !side.is_empty())
}

/// By how much a bead is better than its halves, however it is cut.
fn whole([source, target]: &Piece, window: &mut Window<'_, '_>) -> f64 {
    let here = window.value(source.clone(), target.clone());
    let mut best = f64::NEG_INFINITY;
    for at in source.start..=source.end {
        for beside in target.start..=target.end {
            let first = (source.start..at, target.start..beside);
            let second = (at..source.end, beside..target.end);
            let is_cut =
                |(one, other): &(Range<usize>, Range<usize>)| !one.is_empty() || !other.is_empty();
            if is_cut(&first) && is_cut(&second) {
                let halves = window.value(first.0, first.1) + window.value(second.0, second.1);
                best = best.max(halves);
            }
        }
    }
    here - best
}

/// By how much two beads are better than with another border between them, or joined.
fn border(before: &Piece, after: &Piece, window: &mut Window<'_, '_>) -> f64 {
    let ([first, second], [third, fourth]) = (before, after);
    // Swapped sentences have no border.
    if first.end != third.start || second.end != fourth.start {
        return f64::INFINITY;
    }
    window.open([first.start..third.end, second.start..fourth.end]);
    let mut at = |source: usize, target: usize| {
        window.value(first.start..source, second.start..target)
            + window.value(source..third.end, target..fourth.end)
    };
    let here = at(first.end, second.end);
    // Both beads joined are the first one with nothing behind it.
    let mut best = at(third.end, fourth.end);
    for (more, less) in [(1, 0), (0, 1)] {
        for is_moved in [[true, false], [false, true], [true, true]] {
            let to = |place: usize, is_moved: bool| {
                if is_moved {
                    (place + more).checked_sub(less)
                } else {
                    Some(place)
                }
            };
            if let (Some(source), Some(target)) =
                (to(first.end, is_moved[0]), to(second.end, is_moved[1]))
                && (first.start..=third.end).contains(&source)
                && (second.start..=fourth.end).contains(&target)
            {
                best = best.max(at(source, target));
            }
        }
    }
    here - best
}

/// A few segments of both sides, with what they share and what their pieces are worth.
struct Window<'w, 'a> {
    evidence: &'w Evidence<'a>,
    /// The first source segment, and what it and those behind it share with the target segments.
    first: usize,
    rows: Vec<Row>,
    /// How many of the rows are in use.
    open: usize,
    known: Vec<(Piece, f64)>,
    scratch: Scratch,
}

impl<'w, 'a> Window<'w, 'a> {
    fn new(evidence: &'w Evidence<'a>) -> Self {
        Self {
            evidence,
            first: 0,
            rows: Vec::new(),
            open: 0,
            known: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Turns to the segments of a piece.
    fn open(&mut self, [source, target]: Piece) {
        self.known.clear();
        self.first = source.start;
        self.open = source.len();
        if self.rows.len() < source.len() {
            self.rows.resize_with(source.len(), Row::default);
        }
        for (segment, row) in source.zip(&mut self.rows) {
            self.evidence.row(segment, target.start, target.end, row);
        }
    }

    /// Logarithm of the likelihood ratio of a piece with its prior; beads of shapes that there are not have none.
    fn value(&mut self, source: Range<usize>, target: Range<usize>) -> f64 {
        if source.is_empty() || target.is_empty() {
            return match source.len() + target.len() {
                0 => 0.0,
                segments => LOG_GAP_OPENS + LOG_GAP_GOES_ON * (segments - 1) as f64,
            };
        }
        let shape = SHAPES
            .iter()
            .find(|shape| shape.source == source.len() && shape.target == target.len());
        let Some(shape) = shape else {
            return f64::NEG_INFINITY;
        };
        let piece = [source, target];
        if let Some((_, value)) = self.known.iter().find(|(known, _)| *known == piece) {
            return *value;
        }
        let [source, target] = &piece;
        let rows = self.rows.iter().take(self.open);
        let rows = rows.skip(source.start - self.first).take(source.len());
        let bead = Span {
            source: (source.start, source.end),
            target: (target.start, target.end),
        };
        let value = shape.log_prior + self.evidence.score(bead, rows, &mut self.scratch);
        self.known.push((piece, value));
        value
    }
}
