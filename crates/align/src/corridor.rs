//! Where a search looks: for each place between two segments of one side, a range of places of the other.

use crate::anchors::anchors;
use crate::coarse;
use crate::evidence::features::Features;
use crate::pair::Link;

/// A number of segments before it on either side.
pub(crate) type Place = (usize, usize);

/// The part of the plane of two sides in which a path is sought. A place is a number of segments before it, so a side of
/// `n` segments has places `0..=n`. The bounds never fall, and neighbouring rows overlap, so a path always exists.
#[derive(Clone, Debug)]
pub(crate) struct Corridor {
    /// For each place of the source the first and the last place of the target.
    rows: Vec<(usize, usize)>,
    /// The number of segments of the target.
    length: usize,
}

/// Planes up to this many cells are searched in full.
const FULL_CELLS: usize = 60_000;
/// How far a corridor reaches to all sides of anchors, in segments.
const ANCHOR_SLACK: usize = 40;
/// How far it reaches to all sides of a path that a search over groups of segments has found, in segments.
const COARSE_SLACK: usize = 10;

impl Corridor {
    /// The whole plane.
    pub(crate) fn full(source: usize, target: usize) -> Self {
        Self {
            rows: vec![(0, target); source + 1],
            length: target,
        }
    }

    /// Where the path of two sides may lie: all of a small plane, else the surroundings of a chain of anchors, and of a
    /// path that a search over groups has found where anchors are far apart.
    pub(crate) fn between(source: &Features, target: &Features) -> Self {
        let end = (source.len(), target.len());
        if is_small(end.0, end.1) {
            return Self::full(end.0, end.1);
        }
        let mut area = Area::new(end);
        let mut from = (0, 0);
        for to in anchors(source, target).into_iter().chain([end]) {
            if is_small(to.0 - from.0, to.1 - from.1) {
                area.add(from, to, ANCHOR_SLACK);
            } else {
                let part = (source.part(from.0..to.0), target.part(from.1..to.1));
                let path = coarse::path(&part.0, &part.1);
                let path = path.into_iter().map(|(i, j)| (from.0 + i, from.1 + j));
                area.add_path(path, COARSE_SLACK);
            }
            from = to;
        }
        area.corridor()
    }

    /// The surroundings of a path of places from one corner to the other, `slack` places to all sides.
    pub(crate) fn around(path: impl IntoIterator<Item = Place>, end: Place, slack: usize) -> Self {
        let mut area = Area::new(end);
        area.add_path(path, slack);
        area.corridor()
    }

    /// The surroundings of a path of links from one corner to the other.
    pub(crate) fn beside(links: &[Link], end: Place, slack: usize) -> Self {
        let places = links.iter().map(|link| (link.source.end, link.target.end));
        Self::around(std::iter::once((0, 0)).chain(places), end, slack)
    }

    /// The corridor with the surroundings of those places of a path added that lie at its border, if there are any.
    pub(crate) fn widened(&self, links: &[Link], slack: usize) -> Option<Self> {
        let mut area = Area {
            rows: self.rows.clone(),
            length: self.length,
        };
        let mut touches = false;
        for place in links.iter().map(|link| (link.source.end, link.target.end)) {
            if self.is_border(place) {
                area.add(place, place, slack);
                touches = true;
            }
        }
        touches.then(|| area.corridor())
    }

    /// Whether a place of the corridor lies at its border, though not at that of the plane.
    fn is_border(&self, (source, target): Place) -> bool {
        let before = source.checked_sub(1).and_then(|row| self.rows.get(row));
        let after = self.rows.get(source + 1);
        after.is_some_and(|(low, _)| target <= *low && *low > 0)
            || before.is_some_and(|(_, high)| target >= *high && *high < self.length)
    }

    /// The first and the last place of the target beside a place of the source.
    pub(crate) fn row(&self, place: usize) -> (usize, usize) {
        self.rows.get(place).copied().unwrap_or((0, 0))
    }
}

/// Whether the plane of sides of this many segments is searched in full.
pub(crate) const fn is_small(source: usize, target: usize) -> bool {
    (source + 1).saturating_mul(target + 1) <= FULL_CELLS
}

/// A corridor that is being put together.
struct Area {
    rows: Vec<(usize, usize)>,
    length: usize,
}

impl Area {
    /// Holds nothing yet.
    fn new((height, length): Place) -> Self {
        Self {
            rows: vec![(usize::MAX, 0); height + 1],
            length,
        }
    }

    /// Takes in the box between two places, and `slack` places around it.
    fn add(&mut self, from: Place, to: Place, slack: usize) {
        let low = from.1.saturating_sub(slack);
        let high = (to.1 + slack).min(self.length);
        let first = from.0.saturating_sub(slack);
        let last = to.0 + slack;
        for row in self.rows.iter_mut().take(last + 1).skip(first) {
            row.0 = row.0.min(low);
            row.1 = row.1.max(high);
        }
    }

    /// Takes in the boxes between the places of a path, and `slack` places around them.
    fn add_path(&mut self, path: impl IntoIterator<Item = Place>, slack: usize) {
        let mut path = path.into_iter();
        let Some(mut from) = path.next() else { return };
        for to in path {
            self.add(from, to, slack);
            from = to;
        }
    }

    /// The corridor, its bounds mended where they would fall.
    fn corridor(self) -> Corridor {
        let Self { mut rows, length } = self;
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = length;
        }
        let mut highest = 0;
        for row in &mut rows {
            highest = highest.max(row.1);
            row.1 = highest;
        }
        let mut lowest = length;
        for row in rows.iter_mut().rev() {
            lowest = lowest.min(row.0);
            row.0 = lowest;
        }
        Corridor { rows, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Side;

    #[test]
    fn corridors_are_connected() {
        let path = [(0, 0), (3, 50), (10, 50), (400, 900), (500, 901)];
        let corridor = Corridor::around(path, (500, 901), 4);
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

    /// Sides that give no anchor are searched beside one path, not over the whole plane.
    #[test]
    fn cells_grow_with_the_lines() {
        let cells = |n: usize, m: usize, line: &str| {
            let side = |count| {
                let lines = std::iter::repeat_n(line, count);
                Features::of(&Side::from_lines("en".parse().unwrap(), lines))
            };
            let corridor = Corridor::between(&side(n), &side(m));
            let rows = corridor.rows.iter().map(|(low, high)| high + 1 - low);
            rows.sum::<usize>()
        };
        for line in ["", "The same line."] {
            for (n, m) in [(1_000, 1_000), (1_000, 500), (20, 4_000), (4_000, 20)] {
                let cells = [cells(n, m, line), cells(2 * n, 2 * m, line)];
                assert!(cells[0] <= 80 * (n + m), "{cells:?} cells for {n} and {m}");
                assert!(cells[1] <= 160 * (n + m), "{cells:?} cells for {n} and {m}");
            }
        }
    }
}
