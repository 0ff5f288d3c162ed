//! Where all pairs agree, and what lies between.

use std::ops::Range;

use crate::transitive::Pair;

/// The least logarithm of the likelihood ratio of each pair of a bead that is sure.
const SURE: f64 = 4.0;
/// The most beads that are searched at once, so that memory is bounded.
const MOST_BEADS: usize = 512;

/// A part of the text.
#[derive(Debug)]
pub(super) enum Stretch<'a> {
    /// A bead that needs no search.
    Sure(&'a [Range<usize>]),
    /// Beads to be searched anew, with the places where they begin.
    Open([usize; 3], &'a [Vec<Range<usize>>]),
}

/// The text in parts. A bead of one segment a side is sure if all pairs link its segments to each other and to nothing
/// else, each with a good score, and the beads beside it are alike.
pub(super) fn of<'a>(pairs: &[Pair<'_>; 3], joined: &'a [Vec<Range<usize>>]) -> Vec<Stretch<'a>> {
    let plain: Vec<bool> = joined.iter().map(|bead| is_plain(bead, pairs)).collect();
    let is_plain = |at: Option<usize>| {
        // Behind the last bead and before the first one there is nothing to go wrong.
        at.is_none_or(|at| plain.get(at).copied().unwrap_or(true))
    };
    let mut stretches = Vec::new();
    let mut from = [0; 3];
    let mut open = 0;
    for (at, bead) in joined.iter().enumerate() {
        let is_sure = is_plain(at.checked_sub(1)) && is_plain(Some(at)) && is_plain(Some(at + 1));
        let end = if is_sure { at } else { at + 1 };
        if end > open && (is_sure || end - open == MOST_BEADS || end == joined.len()) {
            stretches.push(Stretch::Open(
                from,
                joined.get(open..end).unwrap_or_default(),
            ));
            open = end;
            from = ends(joined.get(end - 1), from);
        }
        if is_sure {
            stretches.push(Stretch::Sure(bead));
            open = at + 1;
            from = ends(Some(bead), from);
        }
    }
    stretches
}

/// Where a bead ends on all sides.
fn ends(bead: Option<&Vec<Range<usize>>>, mut places: [usize; 3]) -> [usize; 3] {
    for (place, range) in places.iter_mut().zip(bead.into_iter().flatten()) {
        *place = range.end;
    }
    places
}

fn is_plain(bead: &[Range<usize>], pairs: &[Pair<'_>; 3]) -> bool {
    bead.iter().all(|side| side.len() == 1)
        && pairs.iter().all(|pair| {
            let (Some(source), Some(target)) = (bead.get(pair.sides.0), bead.get(pair.sides.1))
            else {
                return false;
            };
            let mut links = pair.links_within(source, target);
            links.any(|(link, score)| {
                link.source == *source && link.target == *target && score >= SURE
            })
        })
}
