//! A memory: the store of record and the index that finds its units.

mod indexes;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use yaddash_model::LanguageTag;

use crate::Error;
use crate::index::Sought;
use crate::lookup::{Judge, Match, Query};
use crate::store::{Access, SqliteStore, Store};
use indexes::Indexes;

/// The directory of the index within that of a memory.
const INDEX: &str = "index";

/// How many times as many units are looked at where points are taken off some.
const MORE_WITH_PENALTIES: usize = 8;

/// A memory, which any number of threads may ask at once.
#[derive(Debug)]
pub struct Memory {
    store: Arc<dyn Store>,
    indexes: Arc<Indexes>,
}

/// An index of a memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexInfo {
    /// The language and script of its texts, such as `az-Latn`.
    pub language: String,
    /// How many texts it has.
    pub texts: usize,
    /// How many bytes it takes.
    pub bytes: usize,
}

impl Memory {
    /// The memory in `directory`.
    ///
    /// # Errors
    /// Where there is no memory and `access` is [`Access::Read`], or where the store cannot be opened.
    pub fn open(directory: &Path, access: Access) -> Result<Self, Error> {
        let store = SqliteStore::open(directory, access)?;
        Self::over(Arc::new(store), Some(directory.join(INDEX)))
    }

    /// The memory over any store, with its index in `index_directory`, else in main memory alone.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn over(store: Arc<dyn Store>, index_directory: Option<PathBuf>) -> Result<Self, Error> {
        let identity = store.identity()?;
        Ok(Self {
            indexes: Arc::new(Indexes::new(index_directory, identity)),
            store,
        })
    }

    /// The store.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The matches of `query`, the best first. What the store was written before this is called is found, unless another
    /// thread is about to take just that into the index.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn lookup(&self, query: &Query<'_>) -> Result<Vec<Match>, Error> {
        if query.limit == 0 {
            return Ok(Vec::new());
        }
        let index = self.indexes.get(&self.store, query.from)?;
        let hits = index.search(&Sought {
            text: query.segment.text(),
            to: query.to,
            scoring: query.scoring,
            // Points that are taken off later change the order.
            limit: match query.penalties {
                [] => query.limit,
                _ => query.limit.saturating_mul(MORE_WITH_PENALTIES),
            },
            least: query.min,
            is_exact: query.exact,
        });
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        let mut ids: Vec<_> = hits.iter().map(|hit| hit.unit).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut judge = Judge::new(query);
        let units = self.store.units(&ids)?;
        let mut found: Vec<Match> = units
            .into_iter()
            .flatten()
            .filter_map(|unit| judge.judge(unit))
            .collect();
        found.sort_by(Match::order);
        found.truncate(query.limit);
        Ok(found)
    }

    /// Takes what the store was written into the index of `language`, and writes that to its directory, so that the next
    /// look-up finds it ready.
    ///
    /// # Errors
    /// Where the store cannot be read or the index cannot be written.
    pub fn prepare(&self, language: &LanguageTag) -> Result<IndexInfo, Error> {
        let index = self.indexes.prepare(&self.store, language)?;
        Ok(IndexInfo {
            language: index.name().to_owned(),
            texts: index.len(),
            bytes: index.size(),
        })
    }
}
