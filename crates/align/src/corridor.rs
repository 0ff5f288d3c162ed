//! Where a search looks: for each place between two segments of one side, a range of places of the other.

use rustc_hash::FxHashMap;

use crate::evidence::features::{Features, Kind};

/// The part of the plane of two sides in which a path is sought. A place is a number of segments before it, so a side of
/// `n` segments has places `0..=n`. The bounds never fall, and neighbouring rows overlap, so a path always exists.
#[derive(Clone, Debug)]
pub(crate) struct Corridor {
    /// For each place of the source the first and the last place of the target.
    rows: Vec<(usize, usize)>,
}

/// Planes up to this many cells are searched in full.
const FULL_CELLS: usize = 60_000;
/// How far a corridor reaches to both sides of anchors, in segments.
const ANCHOR_SLACK: usize = 40;
/// The longest stretch without anchors that is searched in full, in segments.
const LONGEST_BOX: usize = 240;

impl Corridor {
    /// The whole plane.
    pub(crate) fn full(source: usize, target: usize) -> Self {
        Self {
            rows: vec![(0, target); source + 1],
        }
    }

    /// Where the path of two sides may lie: all of a small plane, else the surroundings of a chain of anchors.
    pub(crate) fn between(source: &Features, target: &Features) -> Self {
        let (n, m) = (source.len(), target.len());
        if (n + 1) * (m + 1) <= FULL_CELLS {
            return Self::full(n, m);
        }
        let mut path = vec![(0, 0)];
        path.extend(anchors(source, target));
        path.push((n, m));
        Self::around(&path, n, m, ANCHOR_SLACK)
    }

    /// The surroundings of a path of places, `width` places to both sides, and all of the boxes between its points
    /// unless they are long, in which case the surroundings of their diagonal.
    pub(crate) fn around(path: &[(usize, usize)], n: usize, m: usize, width: usize) -> Self {
        let mut rows = vec![(usize::MAX, 0); n + 1];
        for pair in path.windows(2) {
            let &[(from_i, from_j), (to_i, to_j)] = pair else {
                continue;
            };
            let (height, length) = (to_i - from_i, to_j - from_j);
            let is_long = height > LONGEST_BOX || length > LONGEST_BOX;
            for (step, row) in rows.iter_mut().take(to_i + 1).skip(from_i).enumerate() {
                let (low, high) = if is_long && height > 0 {
                    let middle = from_j + length * step / height;
                    let reach = LONGEST_BOX / 2 + length / height + (length / 16).min(LONGEST_BOX);
                    (
                        middle.saturating_sub(reach).max(from_j),
                        (middle + reach).min(to_j),
                    )
                } else {
                    (from_j, to_j)
                };
                row.0 = row.0.min(low);
                row.1 = row.1.max(high);
            }
        }
        Self { rows }.widened(width, m)
    }

    /// The corridor `width` places wider in all directions, with bounds that never fall.
    fn widened(self, width: usize, m: usize) -> Self {
        let n = self.rows.len() - 1;
        let mut rows: Vec<(usize, usize)> = (0..=n)
            .map(|at| {
                let near = |at: usize| self.rows.get(at.min(n)).copied().unwrap_or((0, m));
                let (low, _) = near(at.saturating_sub(width));
                let (_, high) = near(at + width);
                (low.saturating_sub(width), (high + width).min(m))
            })
            .collect();
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = m;
        }
        Self { rows }
    }

    /// The first and the last place of the target beside a place of the source.
    pub(crate) fn row(&self, place: usize) -> (usize, usize) {
        self.rows.get(place).copied().unwrap_or((0, 0))
    }
}

/// The most often that a token may occur on a side to be an anchor.
const MOST_OCCURRENCES: usize = 2;
/// An anchor must have another one at most this many segments away on both sides.
const NEIGHBOURHOOD: usize = 12;

/// A chain of pairs of segments that share a token which is rare on both sides.
///
/// The longest chain that rises on both sides is kept, as in patience sorting; then those of its links that stand alone,
/// since a chance link has no others near it.
fn anchors(source: &Features, target: &Features) -> Vec<(usize, usize)> {
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
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for segment in 0..side.len() {
        for token in side
            .tokens()
            .get(side.token_range(segment, segment + 1))
            .unwrap_or_default()
        {
            let class = match token.kind {
                Kind::Number | Kind::Concept => token.classes().next(),
                Kind::Name | Kind::Word => token.long_class(),
                Kind::Mark => None,
            };
            let Some(class) = class else { continue };
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
fn longest_chain(links: &[(usize, usize)]) -> Vec<(usize, usize)> {
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
    fn corridors_are_connected() {
        let corridor = Corridor::around(
            &[(0, 0), (3, 50), (10, 50), (400, 900), (500, 901)],
            500,
            901,
            4,
        );
        assert_eq!(corridor.row(0).0, 0);
        assert_eq!(corridor.row(500).1, 901);
        for place in 1..=500 {
            let (before, here) = (corridor.row(place - 1), corridor.row(place));
            assert!(
                before.0 <= here.0 && before.1 <= here.1 && here.0 <= before.1,
                "row {place}"
            );
        }
    }

    #[test]
    fn the_longest_chain_rises_on_both_sides() {
        let links = [(0, 5), (1, 1), (2, 2), (3, 0), (4, 3), (4, 4)];
        assert_eq!(longest_chain(&links), [(1, 1), (2, 2), (4, 3), (4, 4)]);
    }
}
