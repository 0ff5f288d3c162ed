//! The best alignment of three sides at once.
//!
//! Three versions are better than two (Simard, "Text-Translation Alignment: Three Languages Are Better Than Two",
//! EMNLP 1999): where one pair is in doubt, the other two decide. The search runs over triples of places near the three
//! pairwise paths. A bead of three sides is scored by the weighted sum of its three pairs, each as one bead or in parts;
//! beads that joining the pairs gives are candidates too, of any size.
//!
//! Where all pairs agree there is nothing to decide, and the text between two such places is searched on its own.

mod candidates;
mod here;
mod moves;
mod program;
mod stretches;
mod table;

use std::ops::Range;

use self::candidates::Candidates;
use self::program::Program;
use self::stretches::Stretch;
use crate::transitive::Pair;

/// Weight of the pairs of a bead with three sides, since the third pair says little that the first two do not.
const PAIR_WEIGHT: f64 = 0.75;

/// The pairs of three sides, in the order of [`Pair`]s.
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// The beads of the best path, in order; they cover all segments of all three sides.
///
/// `pairs` are those of the first and second, first and third, second and third side, and `joined` the beads that come of
/// joining them. Time and memory are linear in the segments.
pub(crate) fn align(pairs: &[Pair<'_>; 3], joined: &[Vec<Range<usize>>]) -> Vec<Vec<Range<usize>>> {
    let mut beads = Vec::with_capacity(joined.len());
    for stretch in stretches::of(pairs, joined) {
        match stretch {
            Stretch::Sure(bead) => beads.push(bead.to_vec()),
            Stretch::Open(from, some) => {
                let candidates = Candidates::among(some, from, pairs);
                let found = Program::new(pairs, from, some, candidates).run();
                beads.extend(found.into_iter().map(|bead| {
                    let moved = |(range, from): (&Range<usize>, usize)| {
                        range.start + from..range.end + from
                    };
                    bead.iter().zip(from).map(moved).collect()
                }));
            }
        }
    }
    beads
}
