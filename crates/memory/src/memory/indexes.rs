//! The indexes of a memory, one a language, each made when it is first asked for and kept up with the store.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use yaddash_model::LanguageTag;

use crate::index::{Snapshot, name};
use crate::store::{Moment, Store, StoreIdentity};
use crate::{Error, ErrorKind};

/// An index that has grown by so many entries, and by one part in [`SHARE`], is written to its directory.
const ENTRIES: usize = 20_000;
/// See [`ENTRIES`].
const SHARE: usize = 10;

/// The indexes of a memory.
#[derive(Debug)]
pub(super) struct Indexes {
    directory: Option<PathBuf>,
    store: StoreIdentity,
    languages: RwLock<FxHashMap<String, Arc<Index>>>,
}

/// The index of a language.
#[derive(Debug)]
struct Index {
    present: RwLock<Arc<Snapshot>>,
    /// Held by the thread that takes in what was written; has the number of entries that are in the directory.
    saved: Mutex<usize>,
    is_merging: AtomicBool,
}

impl Indexes {
    pub(super) fn new(directory: Option<PathBuf>, store: StoreIdentity) -> Self {
        Self {
            directory,
            store,
            languages: RwLock::default(),
        }
    }

    /// The index of `language`, with what `store` holds. While another thread takes changes in, the index before them.
    pub(super) fn get(
        self: &Arc<Self>,
        store: &Arc<dyn Store>,
        language: &LanguageTag,
    ) -> Result<Arc<Snapshot>, Error> {
        let index = self.index(language);
        let present = index.present();
        if store.moment()? == present.moment() {
            return Ok(present);
        }
        match index.saved.try_lock() {
            Ok(mut saved) => self.update(store, &index, &mut saved),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => {
                self.update(store, &index, &mut poisoned.into_inner())
            }
            // An index that never took anything in answers nothing: wait for it.
            Err(std::sync::TryLockError::WouldBlock) if present.moment() == Moment::default() => {
                let mut saved = index.saved.lock().unwrap_or_else(PoisonError::into_inner);
                self.update(store, &index, &mut saved)
            }
            Err(std::sync::TryLockError::WouldBlock) => Ok(present),
        }
    }

    /// The index of `language` with all that `store` holds, written to the directory.
    pub(super) fn prepare(
        self: &Arc<Self>,
        store: &Arc<dyn Store>,
        language: &LanguageTag,
    ) -> Result<Arc<Snapshot>, Error> {
        let index = self.index(language);
        let mut saved = index.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let before = index.present();
        let updated = updated(&before, &**store, &mut saved)?.merged();
        let is_other = updated.moment() != before.moment() || *saved != updated.len();
        let updated = index.set(updated);
        if let Some(directory) = &self.directory
            && is_other
        {
            updated.save(directory, self.store)?;
            *saved = updated.len();
        }
        Ok(updated)
    }

    fn index(&self, language: &LanguageTag) -> Arc<Index> {
        let name = name(language);
        let known = self
            .languages
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = known.get(&name) {
            return Arc::clone(index);
        }
        drop(known);
        let opened = self
            .directory
            .as_ref()
            .and_then(|directory| Snapshot::open(directory, language, self.store));
        let snapshot = opened.unwrap_or_else(|| Snapshot::new(language));
        let mut known = self
            .languages
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let index = known.entry(name).or_insert_with(|| {
            Arc::new(Index {
                saved: Mutex::new(snapshot.len()),
                present: RwLock::new(Arc::new(snapshot)),
                is_merging: AtomicBool::new(false),
            })
        });
        Arc::clone(index)
    }

    /// Takes in what was written; the caller holds the lock of the index.
    fn update(
        self: &Arc<Self>,
        store: &Arc<dyn Store>,
        index: &Arc<Index>,
        saved: &mut usize,
    ) -> Result<Arc<Snapshot>, Error> {
        let updated = index.set(updated(&index.present(), &**store, saved)?);
        let grown = updated.len().saturating_sub(*saved);
        if let Some(directory) = &self.directory
            && grown >= ENTRIES.max(*saved / SHARE)
            && updated.save(directory, self.store).is_ok()
        {
            // Where nothing can be written, the index is made again by the next program that asks.
            *saved = updated.len();
        }
        if updated.is_mergeable() && !index.is_merging.swap(true, Ordering::AcqRel) {
            let index = Arc::clone(index);
            std::thread::spawn(move || index.merge());
        }
        Ok(updated)
    }
}

/// The index with what `store` was written since; made again where the store was put back to an earlier state, and then
/// nothing of it is in the directory.
fn updated(index: &Snapshot, store: &dyn Store, saved: &mut usize) -> Result<Snapshot, Error> {
    match index.updated(store) {
        Err(error) if matches!(error.kind(), ErrorKind::OtherHistory) => {
            *saved = 0;
            index.emptied().updated(store)
        }
        updated => updated,
    }
}

impl Index {
    fn present(&self) -> Arc<Snapshot> {
        let present = self.present.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&present)
    }

    fn set(&self, snapshot: Snapshot) -> Arc<Snapshot> {
        let snapshot = Arc::new(snapshot);
        let mut present = self.present.write().unwrap_or_else(PoisonError::into_inner);
        *present = Arc::clone(&snapshot);
        snapshot
    }

    /// Merges parts, while others look up and take changes in.
    fn merge(&self) {
        let earlier = self.present();
        let merged = earlier.merged();
        let held = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let with_merged = self.present().with_merged(&earlier, &merged);
        if let Some(snapshot) = with_merged {
            self.set(snapshot);
        }
        drop(held);
        self.is_merging.store(false, Ordering::Release);
    }
}
