//! The best entries that were found.

use crate::store::UnitId;

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Its unit.
    pub(crate) unit: UnitId,
    /// What it is worth before context and penalties.
    pub(crate) value: f64,
}

/// Hits that are as good as the last of those that were asked for are kept too, so that what the index does not know, such
/// as context and date, can decide among them.
const MOST_EQUAL: usize = 256;

/// The best hits.
#[derive(Clone, Debug)]
pub(super) struct Top {
    /// The best first; of equal ones the later unit.
    hits: Vec<Hit>,
    limit: usize,
    least: f64,
}

impl Top {
    /// The best `limit` hits that are worth `least` or more.
    pub(super) fn new(limit: usize, least: f64) -> Self {
        Self {
            hits: Vec::new(),
            limit,
            least,
        }
    }

    /// What a hit must be worth to be of interest.
    pub(super) fn bound(&self) -> f64 {
        let last = self
            .limit
            .checked_sub(1)
            .and_then(|last| self.hits.get(last));
        last.map_or(self.least, |hit| hit.value.max(self.least))
    }

    /// Takes a hit in, where it is one of the best.
    pub(super) fn push(&mut self, hit: Hit) {
        if hit.value < self.bound() || self.hits.contains(&hit) {
            return;
        }
        let place = self
            .hits
            .partition_point(|known| (known.value, known.unit) > (hit.value, hit.unit));
        self.hits.insert(place, hit);
        let bound = self.bound();
        let kept = self.hits.partition_point(|hit| hit.value >= bound);
        self.hits
            .truncate(kept.min(self.limit.saturating_add(MOST_EQUAL)));
    }

    /// The hits, the best first.
    pub(super) fn into_hits(self) -> Vec<Hit> {
        self.hits
    }
}
