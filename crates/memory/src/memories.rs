//! Several memories that are asked together.

use crate::lookup::{Match, Query};
use crate::score::Penalty;
use crate::{Error, Memory};

/// A memory among several.
#[derive(Debug)]
pub struct Attached {
    /// What it is called in reports.
    pub name: String,
    /// The memory.
    pub memory: Memory,
    /// What is taken off its matches.
    pub penalty: f64,
}

/// Memories in the order in which they are preferred.
#[derive(Debug, Default)]
pub struct Memories {
    attached: Vec<Attached>,
}

/// A match, and from which memory it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The place of the memory among the memories, from 0.
    pub memory: usize,
    /// The match.
    pub found: Match,
}

impl Memories {
    /// These memories.
    #[must_use]
    pub fn new(attached: Vec<Attached>) -> Self {
        Self { attached }
    }

    /// The memories, in their order.
    pub fn attached(&self) -> &[Attached] {
        &self.attached
    }

    /// The matches of `query` in all memories, the best first; of equal ones that of the memory that is preferred. The same
    /// translation of the same source is found once.
    ///
    /// # Errors
    /// Where a store cannot be read.
    pub fn lookup(&self, query: &Query<'_>) -> Result<Vec<Found>, Error> {
        let mut all: Vec<Found> = Vec::new();
        for (memory, attached) in self.attached.iter().enumerate() {
            for mut found in attached.memory.lookup(query)? {
                if attached.penalty > 0.0 {
                    found.score = found.score.penalised(Penalty {
                        reason: format!("memory {}", attached.name),
                        points: attached.penalty,
                    });
                }
                let is_known = self.attached.len() > 1
                    && all.iter().any(|known| {
                        known.memory != memory
                            && known.found.source().segment == found.source().segment
                            && known.found.target().segment == found.target().segment
                            && known.found.score.value >= found.score.value
                    });
                if found.score.value >= query.min && !is_known {
                    all.push(Found { memory, found });
                }
            }
        }
        all.sort_by(|one, other| {
            other
                .found
                .score
                .value
                .total_cmp(&one.found.score.value)
                .then_with(|| one.memory.cmp(&other.memory))
                .then_with(|| one.found.order(&other.found))
        });
        all.truncate(query.limit);
        Ok(all)
    }
}
