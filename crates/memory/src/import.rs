//! Taking in streams of units, a batch at a time.
//!
//! A batch is durable before the next one begins, so what an import has reported stays, whatever happens; an import that
//! was ended early is simply run again: units that are in the store already are unchanged, and the rest follows.

use crate::Error;
use crate::store::{NewUnit, Outcome, Policy, Store};

/// Units of a batch: many, since every batch writes the table of keys all over.
const BATCH_UNITS: usize = 32_768;
/// Bytes of text after which a batch is written before it has so many units.
const BATCH_BYTES: usize = 32 << 20;

/// What became of the units of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Units that were added.
    pub created: u64,
    /// Units that took the place of others.
    pub updated: u64,
    /// Units that the store has already, or for which it has one that the policy prefers.
    pub unchanged: u64,
    /// Of all these, units that have text in fewer than two languages: they are kept, and no look-up finds them.
    pub incomplete: u64,
}

impl Imported {
    /// All units that were taken in.
    pub fn units(&self) -> u64 {
        self.created + self.updated + self.unchanged
    }
}

impl std::ops::AddAssign for Imported {
    fn add_assign(&mut self, other: Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.incomplete += other.incomplete;
    }
}

/// Takes units into a store.
#[derive(Debug)]
pub struct Importer<'s> {
    store: &'s dyn Store,
    policy: Policy,
    waiting: Vec<NewUnit>,
    bytes: usize,
    imported: Imported,
}

impl<'s> Importer<'s> {
    /// Imports into `store`.
    pub fn new(store: &'s dyn Store, policy: Policy) -> Self {
        Self {
            store,
            policy,
            waiting: Vec::new(),
            bytes: 0,
            imported: Imported::default(),
        }
    }

    /// Takes in a unit; writes a batch where one is full.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing of the last batch was.
    pub fn push(&mut self, new: NewUnit) -> Result<(), Error> {
        let variants = &new.unit.variants;
        let text: usize = variants
            .iter()
            .map(|variant| variant.segment.text().len())
            .sum();
        self.bytes += text;
        if is_incomplete(&new) {
            self.imported.incomplete += 1;
        }
        self.waiting.push(new);
        if self.waiting.len() >= BATCH_UNITS || self.bytes >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// What was written so far, which is durable.
    pub fn imported(&self) -> Imported {
        self.imported
    }

    /// Writes what is waiting, and tells what became of all units.
    ///
    /// # Errors
    /// As [`Importer::push`].
    pub fn finish(mut self) -> Result<Imported, Error> {
        self.flush()?;
        Ok(self.imported)
    }

    fn flush(&mut self) -> Result<(), Error> {
        for outcome in self.store.write(&self.waiting, self.policy)? {
            *match outcome {
                Outcome::Created(_) => &mut self.imported.created,
                Outcome::Updated(_) => &mut self.imported.updated,
                Outcome::Unchanged(_) => &mut self.imported.unchanged,
            } += 1;
        }
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// Whether fewer than two languages have text.
fn is_incomplete(new: &NewUnit) -> bool {
    let mut with_text = new
        .unit
        .variants
        .iter()
        .filter(|variant| !variant.segment.text().is_empty())
        .map(|variant| &variant.language);
    match with_text.next() {
        Some(first) => with_text.all(|language| language == first),
        None => true,
    }
}
