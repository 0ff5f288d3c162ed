//! The store of record: units with everything that is known of them, and the feed of their changes.
//!
//! A store is written in batches. Each batch that changes something counts the store's [`Counter`] up by one and marks
//! the units that it wrote or removed with the new count; so whoever keeps something beside the store, as the index
//! does, asks for [`Store::changes`] since the [`Moment`] that he knows and is up to date again.

mod batch;
mod context;
mod failure;
mod key;
mod plan;
mod policy;
mod record;
mod sqlite;
mod tables;
mod texts;
mod unit;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

pub use context::Context;
pub use sqlite::SqliteStore;
pub use texts::{TextsChange, UnitTexts, VariantText};
pub use unit::{NewUnit, Origin, StoredUnit, UnitId};

use crate::Error;

/// How often a store has been changed; grows by one with every batch that changes something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Counter(pub u64);

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A moment in the history of a store: how often it had been changed, and the random number that the last of these changes
/// was given. So a store that is an older copy of itself, written in another way since, is known for what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Moment {
    /// How often it had been changed.
    pub counter: Counter,
    /// The number of the last change; 0 before the first one.
    pub stamp: u64,
}

/// What is to be done with a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read; there must be one.
    Read,
    /// It is also written; where there is none, it is made.
    Write,
}

/// A random number that a store is given when it is made, by which what is kept beside it knows that it belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StoreIdentity(pub u64);

/// What to do with a unit of which the store has the same source in the same languages and context already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The units with the latest date stay: a newer one takes the place of older ones; of equal dates, or where there are
    /// none, both stay unless they say the same. So the order of imports does not matter, nor how often a file comes.
    #[default]
    NewestWins,
    /// All stay, unless they are the same in everything.
    KeepAll,
    /// The unit that the store has stays.
    KeepFirst,
    /// The new unit takes the place of the old ones.
    Overwrite,
}

/// What became of a unit that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was added.
    Created(UnitId),
    /// It took the place of another.
    Updated(UnitId),
    /// The store has it already, or has this one, which the policy prefers.
    Unchanged(UnitId),
}

/// A change of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The unit was written.
    Written(Box<StoredUnit>),
    /// The unit was removed.
    Removed(UnitId),
}

/// A store of units. Any number of threads and processes may read while one writes; a batch is seen whole or not at all.
pub trait Store: Send + Sync + fmt::Debug {
    /// The random number that the store was given when it was made.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn identity(&self) -> Result<StoreIdentity, Error>;

    /// The present moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn moment(&self) -> Result<Moment, Error>;

    /// The present count of changes.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn counter(&self) -> Result<Counter, Error> {
        Ok(self.moment()?.counter)
    }

    /// The units of `ids`, in their order; `None` for those that the store does not have.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn units(&self, ids: &[UnitId]) -> Result<Vec<Option<StoredUnit>>, Error>;

    /// Shows `visit` every unit behind `after` in the order of ids, all as of one moment, until it breaks; tells that
    /// moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn scan(
        &self,
        after: Option<UnitId>,
        visit: &mut dyn FnMut(StoredUnit) -> ControlFlow<()>,
    ) -> Result<Counter, Error>;

    /// Shows `visit` what was changed after `since`, each unit once and as it is now; tells the moment that this leads to.
    ///
    /// # Errors
    /// [`ErrorKind::OtherHistory`](crate::ErrorKind::OtherHistory) where there was no such moment, and where the store cannot
    /// be read.
    fn changes(
        &self,
        since: Moment,
        visit: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Moment, Error>;

    /// As [`Store::changes`], with no more of a unit than its texts, which costs less.
    ///
    /// # Errors
    /// As [`Store::changes`].
    fn texts(
        &self,
        since: Moment,
        visit: &mut dyn FnMut(UnitId, TextsChange<'_>) -> ControlFlow<()>,
    ) -> Result<Moment, Error> {
        self.changes(since, &mut |change| match change {
            Change::Written(stored) => texts::with_texts(&stored.unit, &stored.source, |texts| {
                visit(stored.id, TextsChange::Written(texts))
            }),
            Change::Removed(id) => visit(id, TextsChange::Removed),
        })
    }

    /// Writes units in one batch, which is durable when this returns, and tells what became of each.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing of the batch was written.
    fn write(&self, units: &[NewUnit], policy: Policy) -> Result<Vec<Outcome>, Error>;

    /// Puts units in the place of others in one batch, and tells how many of these the store had; the rest is passed
    /// over. A unit that is the same already is not written.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing was changed.
    fn replace_all(&self, units: &[(UnitId, NewUnit)]) -> Result<usize, Error>;

    /// Puts `unit` in the place of the unit `id`; false where the store has no such unit.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing was changed.
    fn replace(&self, id: UnitId, unit: &NewUnit) -> Result<bool, Error> {
        Ok(self.replace_all(&[(id, unit.clone())])? > 0)
    }

    /// Removes units in one batch, and tells how many the store had.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing was removed.
    fn remove(&self, ids: &[UnitId]) -> Result<usize, Error>;

    /// Keeps what the file `origin` says of all its units, in a form that is the caller's own. This is no change of units.
    ///
    /// # Errors
    /// Where the store cannot be written.
    fn set_header(&self, origin: &Origin, header: &str) -> Result<(), Error>;

    /// What was kept so.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn header(&self, origin: &Origin) -> Result<Option<String>, Error>;

    /// How many units there are.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn len(&self) -> Result<u64, Error>;

    /// How many variants there are of each language, by its tag in normal form.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn languages(&self) -> Result<BTreeMap<String, u64>, Error>;

    /// Whether there is no unit.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }
}
