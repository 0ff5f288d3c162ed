//! Pairs of segments that surely belong together: what they share is rare.

use rustc_hash::FxHashMap;

use crate::evidence::features::{Features, Kind};

/// The most often that a token may occur on a side to be an anchor.
const MOST_OCCURRENCES: usize = 2;
/// An anchor must have another one at most this many segments away on both sides.
const NEIGHBOURHOOD: usize = 12;

/// A chain of pairs of segments that share a token which is rare on both sides.
///
/// The longest chain that rises on both sides is kept, as in patience sorting; then those of its links that stand alone,
/// since a chance link has no others near it.
pub(crate) fn anchors(source: &Features, target: &Features) -> Vec<(usize, usize)> {
    let (source, target) = (rare(source), rare(target));
    let mut links: Vec<(usize, usize)> = Vec::new();
    #[expect(clippy::iter_over_hash_type, reason = "the links are sorted below")]
    for (class, places) in &source {
        let Some(others) = target.get(class) else {
            continue;
        };
        if places.len() == others.len() {
            links.extend(places.iter().copied().zip(others.iter().copied()));
        }
    }
    links.sort_unstable();
    links.dedup();
    let chain = longest_chain(&links);
    let near = |one: Option<&(usize, usize)>, other: (usize, usize)| {
        one.is_some_and(|one| {
            one.0.abs_diff(other.0) <= NEIGHBOURHOOD && one.1.abs_diff(other.1) <= NEIGHBOURHOOD
        })
    };
    chain
        .iter()
        .enumerate()
        .filter(|(at, link)| {
            near(at.checked_sub(1).and_then(|at| chain.get(at)), **link)
                || near(chain.get(at + 1), **link)
        })
        .map(|(_, link)| *link)
        .collect()
}

/// For each class of tokens that is rare on a side, the segments where it stands.
fn rare(side: &Features) -> FxHashMap<u64, Vec<usize>> {
    let classes: Vec<Option<u64>> = side
        .types()
        .iter()
        .map(|of_type| match of_type.kind {
            Kind::Number | Kind::Concept => of_type.classes().next(),
            Kind::Name | Kind::Word => of_type.long_class(),
            Kind::Mark => None,
        })
        .collect();
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for segment in 0..side.len() {
        for token in side.tokens_of(segment, segment + 1) {
            let Some(class) = classes.get(token.kind as usize).copied().flatten() else {
                continue;
            };
            let known = places.entry(class).or_default();
            if known.last() != Some(&segment) && known.len() <= MOST_OCCURRENCES {
                known.push(segment);
            }
        }
    }
    places.retain(|_, segments| segments.len() <= MOST_OCCURRENCES);
    places
}

/// The longest chain of links, sorted by both numbers, in which neither number falls and one rises.
pub(crate) fn longest_chain(links: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // tails[k] is the link with the least second number that ends a chain of k + 1 links.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let place =
            tails.partition_point(|tail| links.get(*tail).is_some_and(|tail| tail.1 <= link.1));
        before.push(
            place
                .checked_sub(1)
                .and_then(|place| tails.get(place))
                .copied(),
        );
        match tails.get_mut(place) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(at) = next {
        chain.extend(links.get(at));
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_chain_rises_on_both_sides() {
        let links = [(0, 5), (1, 1), (2, 2), (3, 0), (4, 3), (4, 4)];
        assert_eq!(longest_chain(&links), [(1, 1), (2, 2), (4, 3), (4, 4)]);
    }
}
