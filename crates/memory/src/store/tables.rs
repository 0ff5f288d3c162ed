//! What the databases have in common: the tables of a store, as a batch reads and writes them.
//!
//! A batch is planned in main memory: the database is asked for the units that it may be about, all at once, and is then
//! told what changes, all at once. So whatever the policies decide holds in every database, and a database over a network
//! is asked a fixed number of times for a batch.

use rustc_hash::FxHashMap;

use super::failure::Failure;
use super::{Moment, NewUnit, Origin, StoreIdentity, UnitId};

/// What is known of the store as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    pub(crate) identity: StoreIdentity,
    pub(crate) moment: Moment,
    /// The identifier of the next unit.
    pub(crate) next: u64,
    pub(crate) units: u64,
}

/// Units of the store with their records, by the hashes of their keys; of one hash in the order of their names.
pub(crate) type Members = FxHashMap<i32, Vec<(UnitId, Vec<u8>)>>;

/// A unit as it stands in its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) record: Vec<u8>,
    pub(crate) origin: Option<Origin>,
}

/// What a unit is written as.
#[derive(Debug)]
pub(crate) struct Content<'u> {
    pub(crate) new: &'u NewUnit,
    pub(crate) record: &'u [u8],
    /// The hash of its key.
    pub(crate) hash: i32,
}

/// A unit that takes the place of another with the same name.
#[derive(Debug)]
pub(crate) struct Rewritten<'u> {
    pub(crate) id: UnitId,
    /// The hash of the key of the other.
    pub(crate) old_hash: i32,
    pub(crate) content: Content<'u>,
}

/// What a batch changes, with the counts that follow from it.
#[derive(Debug)]
pub(crate) struct Effect<'u> {
    /// What the store is when the batch is done.
    pub(crate) state: State,
    /// Units that are added, by their names.
    pub(crate) created: Vec<(UnitId, Content<'u>)>,
    /// Units in the place of others; no name stands here twice.
    pub(crate) rewritten: Vec<Rewritten<'u>>,
    /// Units that go, with the hashes of their keys.
    pub(crate) removed: Vec<(UnitId, i32)>,
    /// How many more variants there are of each language, by its tag in normal form.
    pub(crate) languages: Vec<(String, i64)>,
}

impl Effect<'_> {
    /// Whether nothing is changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.created.is_empty() && self.rewritten.is_empty() && self.removed.is_empty()
    }
}

/// The tables of a store within a transaction that no other writer can come into.
pub(crate) trait Tables {
    /// The state of the store.
    fn state(&mut self) -> Result<State, Failure>;

    /// The units whose keys have one of `hashes`, which are in order.
    fn members(&mut self, hashes: &[i32]) -> Result<Members, Failure>;

    /// The rows of those of `ids` that there are.
    fn rows(&mut self, ids: &[UnitId]) -> Result<FxHashMap<UnitId, Row>, Failure>;

    /// Changes the tables, and writes the counts.
    fn apply(&mut self, effect: &Effect<'_>) -> Result<(), Failure>;
}
