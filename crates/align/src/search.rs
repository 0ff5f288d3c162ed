//! The best path through a corridor that may turn out to be too narrow.

use crate::corridor::Corridor;
use crate::evidence::Evidence;
use crate::pair::{self, Link};

/// How far a corridor is widened, each time the path still lies at its border, in segments.
const SLACKS: [usize; 2] = [24, 64];

/// The links of the best path near the corridor.
///
/// Where the path lies at the border of the corridor, the right one may lie outside; the corridor is widened there and
/// searched again, a fixed number of times.
pub(crate) fn links(evidence: &Evidence<'_>, mut corridor: Corridor) -> Vec<Link> {
    let mut links = pair::align(evidence, &corridor);
    for slack in SLACKS {
        match corridor.widened(&links, slack) {
            Some(wider) => corridor = wider,
            None => break,
        }
        links = pair::align(evidence, &corridor);
    }
    links
}
