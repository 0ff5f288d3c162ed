//! A unit in the store.

use std::fmt;

use yaddash_model::{SourceLanguage, TranslationUnit};

use super::Counter;

/// The name of a unit in its store: given when it is created, never used again for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub u64);

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a unit came from: the name of a file, or what a client calls its store.
pub type Origin = std::sync::Arc<str>;

/// A unit to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// The unit.
    pub unit: TranslationUnit,
    /// Which variant is the source.
    pub source: SourceLanguage,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// A unit of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUnit {
    /// Its name.
    pub id: UnitId,
    /// The count of the batch that wrote it last.
    pub changed: Counter,
    /// The unit.
    pub unit: TranslationUnit,
    /// Which variant is the source.
    pub source: SourceLanguage,
    /// Where it came from.
    pub origin: Option<Origin>,
}
