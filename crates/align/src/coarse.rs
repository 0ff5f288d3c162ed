//! Where sides without anchors belong together, found from coarse to fine.
//!
//! Segments are taken together in groups, the groups are aligned, and the path over them says where to look for the path
//! over segments. Sides of too many groups are grouped again, so the work over all levels is linear in the segments. The
//! idea is that of Salvador and Chan, "Toward Accurate Dynamic Time Warping in Linear Time and Space", Intelligent Data
//! Analysis 11(5), 2007.

use rustc_hash::FxHashMap;

use crate::corridor::{Corridor, Place, is_small};
use crate::evidence::Evidence;
use crate::evidence::features::{Features, Type};
use crate::search;

/// Segments of a group.
const GROUP: usize = 4;
/// How far the search over groups reaches to all sides of the path over larger groups.
const SLACK: usize = 6;
/// Matches of tokens that a search over groups looks at, for each group.
const MATCHES: usize = 32;
/// The most matches of a class of tokens that tells groups apart: 16 occurrences a side. What a text repeats more often
/// may repeat at regular distances, as the pages of a form do, and would draw the path a page too far.
const MOST_MATCHES: usize = 256;
/// The most that the tokens of a bead of groups count. Groups of the two sides seldom begin at the same place; half of a
/// group must speak for a bead nearly as loudly as all of it.
const MOST_LEXICAL: f64 = 8.0;

/// Places of a path between two sides, from one corner to the other, that the right path lies near to.
///
/// Takes time and memory linear in the segments and tokens.
pub(crate) fn path(source: &Features, target: &Features) -> Vec<Place> {
    let end = (source.len(), target.len());
    let (groups, others) = (source.len().div_ceil(GROUP), target.len().div_ceil(GROUP));
    let rare = Rare::among(source, target, groups, others);
    let keep = |of_type: &Type| rare.class_of(of_type);
    let source = source.grouped(GROUP, keep);
    let target = target.grouped(GROUP, keep);
    let corridor = if is_small(groups, others) {
        Corridor::full(groups, others)
    } else {
        Corridor::around(path(&source, &target), (groups, others), SLACK)
    };
    let evidence = Evidence::new(&source, &target, &[]).with_most_lexical(MOST_LEXICAL);
    let links = search::links(&evidence, corridor);
    let ends = links.iter().map(|link| {
        let place = (link.source.end * GROUP, link.target.end * GROUP);
        (place.0.min(end.0), place.1.min(end.1))
    });
    std::iter::once((0, 0)).chain(ends).collect()
}

/// Which tokens tell groups apart: the rarest, as many as the search has time for.
struct Rare {
    /// How often each class occurs on both sides.
    counts: FxHashMap<u64, (usize, usize)>,
    /// The most matches that a class may have.
    limit: usize,
}

impl Rare {
    fn among(source: &Features, target: &Features, groups: usize, others: usize) -> Self {
        let mut counts: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
        for (class, count) in classes(source) {
            counts.entry(class).or_default().0 += count;
        }
        for (class, count) in classes(target) {
            counts.entry(class).or_default().1 += count;
        }
        // How much of the plane is searched, and so how many of the matches are looked at.
        let beside = if is_small(groups, others) {
            others
        } else {
            (4 * SLACK + 2 * GROUP).min(others)
        };
        let budget = MATCHES * (groups + others) * others.max(1) / beside.max(1);
        let mut matches: Vec<usize> = counts
            .values()
            .map(|(one, other)| one * other)
            .filter(|matches| *matches > 0)
            .collect();
        matches.sort_unstable();
        // A class counts with all that have as many matches, so that the order of classes decides nothing.
        let (mut limit, mut sum) = (0, 0_usize);
        for same in matches.chunk_by(PartialEq::eq) {
            sum = sum.saturating_add(same.iter().sum());
            let of_each = same.first().copied().unwrap_or_default();
            if sum > budget || of_each > MOST_MATCHES {
                break;
            }
            limit = of_each;
        }
        Self { counts, limit }
    }

    /// The class of a type, if it is rare and occurs on both sides.
    fn class_of(&self, of_type: &Type) -> Option<u64> {
        let class = first_class(of_type)?;
        let (one, other) = self.counts.get(&class)?;
        (1..=self.limit).contains(&(one * other)).then_some(class)
    }
}

/// The class of each token, with how often it stands in its segment.
fn classes(side: &Features) -> impl Iterator<Item = (u64, usize)> {
    let classes: Vec<Option<u64>> = side.types().iter().map(first_class).collect();
    side.tokens().iter().filter_map(move |token| {
        let class = classes.get(token.kind as usize).copied().flatten()?;
        Some((class, token.count as usize))
    })
}

fn first_class(of_type: &Type) -> Option<u64> {
    of_type.classes().next()
}
