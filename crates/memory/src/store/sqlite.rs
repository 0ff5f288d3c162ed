//! The store of a memory directory: a database of `SQLite`.
//!
//! A unit is a row with its [record](super::record); beside it stand the hashes of the [keys](super::key), by which a
//! unit that is about the same is found. Identifiers grow with every unit, so what was created after a batch has larger
//! ones than what was before; units that were changed later, and those that were removed, are noted with their batch.
//! Together these are the feed of changes.
//!
//! The database is in the mode WAL with `synchronous = FULL`: a batch is in the journal, and that is on the disk, when
//! writing returns. Readers see the last whole batch, and never wait for a writer.

mod changes;
mod failure;
mod open;
mod read;
mod schema;
mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use super::batch::Batch;
use super::write as batches;
use super::{
    Access, Change, Counter, Moment, NewUnit, Origin, Outcome, Policy, Store, StoreIdentity,
    StoredUnit, TextsChange, UnitId,
};
use crate::{Error, ErrorKind};
use failure::Failure;
use open::Mode;
use read::Reader;
use write::Writing;

/// The file of the store in the directory of a memory.
pub(crate) const FILE_NAME: &str = "store.sqlite";

/// Readers that are kept for later.
const IDLE_READERS: usize = 16;

/// A store in a directory.
pub struct SqliteStore {
    path: PathBuf,
    mode: Mode,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Reader>>,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.path)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// The store of the memory in `directory`. For [`Access::Write`], directory and store are made where there are none.
    ///
    /// A store whose files or directory may not be written is read as it is, so only what nobody else writes should be
    /// mounted so.
    ///
    /// # Errors
    /// Where there is no memory, a new one cannot be made, or it is of another program, damaged, or of a newer version.
    pub fn open(directory: &Path, access: Access) -> Result<Self, Error> {
        open::open(directory, access)
    }

    /// What `f` reads as of one moment.
    fn reading<T>(&self, f: impl FnOnce(&mut Reader) -> Result<T, Failure>) -> Result<T, Error> {
        let idle = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader::new(
                self.mode
                    .connect(&self.path)
                    .map_err(|f| f.at(&self.path))?,
            ),
        };
        let done = reader.at_one_moment(f).map_err(|f| f.at(&self.path));
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if done.is_ok() && readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        done
    }

    /// What `f` does in a transaction; nothing where it fails.
    fn writing<T>(
        &self,
        f: impl FnOnce(&mut Writing<'_>) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(connection) = writer.as_mut() else {
            return Err(Error::at(ErrorKind::ReadOnly, &self.path));
        };
        let write = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = f(&mut Writing::new(&transaction))?;
            transaction.commit()?;
            Ok::<T, Failure>(done)
        };
        write().map_err(|f| f.at(&self.path))
    }
}

impl Store for SqliteStore {
    fn identity(&self) -> Result<StoreIdentity, Error> {
        self.reading(|reader| reader.state().map(|state| state.identity))
    }

    fn moment(&self) -> Result<Moment, Error> {
        self.reading(|reader| reader.state().map(|state| state.moment))
    }

    fn units(&self, ids: &[UnitId]) -> Result<Vec<Option<StoredUnit>>, Error> {
        self.reading(|reader| reader.units(ids))
    }

    fn scan(
        &self,
        after: Option<UnitId>,
        visit: &mut dyn FnMut(StoredUnit) -> ControlFlow<()>,
    ) -> Result<Counter, Error> {
        self.reading(|reader| reader.scan(after, visit))
    }

    fn changes(
        &self,
        since: Moment,
        visit: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Moment, Error> {
        self.reading(|reader| reader.changes(since, visit))
    }

    fn texts(
        &self,
        since: Moment,
        visit: &mut dyn FnMut(UnitId, TextsChange<'_>) -> ControlFlow<()>,
    ) -> Result<Moment, Error> {
        self.reading(|reader| reader.texts(since, visit))
    }

    fn write(&self, units: &[NewUnit], policy: Policy) -> Result<Vec<Outcome>, Error> {
        let batch = Batch::new(units, policy).map_err(|kind| Error::at(kind, &self.path))?;
        self.writing(|tables| batches::write(tables, &batch))
    }

    fn replace_all(&self, units: &[(UnitId, NewUnit)]) -> Result<usize, Error> {
        self.writing(|tables| batches::replace(tables, units))
    }

    fn remove(&self, ids: &[UnitId]) -> Result<usize, Error> {
        self.writing(|tables| batches::remove(tables, ids))
    }

    fn set_header(&self, origin: &Origin, header: &str) -> Result<(), Error> {
        self.writing(|tables| tables.set_header(origin, header))
    }

    fn header(&self, origin: &Origin) -> Result<Option<String>, Error> {
        self.reading(|reader| reader.header(origin))
    }

    fn len(&self) -> Result<u64, Error> {
        self.reading(|reader| reader.state().map(|state| state.units))
    }

    fn languages(&self) -> Result<BTreeMap<String, u64>, Error> {
        self.reading(|reader| reader.languages())
    }
}
