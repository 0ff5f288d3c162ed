//! What a batch does to the tables, with the counts that follow from it.

use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;
use yaddash_model::TranslationUnit;

use super::failure::{Failure, signed};
use super::read::State;
use crate::store::{Counter, Origin, UnitId};

/// The changes of one batch.
pub(super) struct Ledger<'t> {
    transaction: &'t Transaction<'t>,
    state: State,
    /// The batch, should it change anything.
    counter: i64,
    has_changed: bool,
    languages: Vec<(String, i64)>,
    origins: FxHashMap<Origin, i64>,
    create: CachedStatement<'t>,
    add_key: CachedStatement<'t>,
}

impl<'t> Ledger<'t> {
    pub(super) fn new(transaction: &'t Transaction<'t>) -> Result<Self, Failure> {
        let state = State::of(transaction)?;
        Ok(Self {
            transaction,
            state,
            counter: signed(state.counter.0 + 1)?,
            has_changed: false,
            languages: Vec::new(),
            origins: FxHashMap::default(),
            create: transaction.prepare_cached(
                "INSERT INTO units (id, changed, origin, data) VALUES (?1, ?2, ?3, ?4)",
            )?,
            add_key: transaction.prepare_cached("INSERT INTO keys (hash, id) VALUES (?1, ?2)")?,
        })
    }

    /// A name that no unit has had.
    pub(super) fn next_id(&mut self) -> UnitId {
        let id = UnitId(self.state.next);
        self.state.next += 1;
        id
    }

    /// Adds a unit, whose key is told by [`Ledger::add_key`].
    pub(super) fn create(
        &mut self,
        id: UnitId,
        unit: &TranslationUnit,
        origin: Option<&Origin>,
        record: &[u8],
    ) -> Result<(), Failure> {
        let origin = self.origin(origin)?;
        self.create
            .execute(params![signed(id.0)?, self.counter, origin, record])?;
        self.count_languages(unit, 1);
        self.state.units += 1;
        self.has_changed = true;
        Ok(())
    }

    pub(super) fn add_key(&mut self, hash: i32, id: UnitId) -> Result<(), Failure> {
        self.add_key.execute(params![hash, signed(id.0)?])?;
        Ok(())
    }

    pub(super) fn remove_key(&mut self, hash: i32, id: UnitId) -> Result<(), Failure> {
        self.transaction
            .prepare_cached("DELETE FROM keys WHERE hash = ?1 AND id = ?2")?
            .execute(params![hash, signed(id.0)?])?;
        Ok(())
    }

    /// Puts a unit in the place of `old`, which has the same name.
    pub(super) fn rewrite(
        &mut self,
        id: UnitId,
        old: &TranslationUnit,
        unit: &TranslationUnit,
        origin: Option<&Origin>,
        record: &[u8],
    ) -> Result<(), Failure> {
        let (id, origin) = (signed(id.0)?, self.origin(origin)?);
        self.transaction
            .prepare_cached("UPDATE units SET changed = ?2, origin = ?3, data = ?4 WHERE id = ?1")?
            .execute(params![id, self.counter, origin, record])?;
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO rewritten (id, changed) VALUES (?1, ?2)")?
            .execute([id, self.counter])?;
        self.count_languages(old, -1);
        self.count_languages(unit, 1);
        self.has_changed = true;
        Ok(())
    }

    /// Removes `old`, whose key has the hash `hash`.
    pub(super) fn remove(
        &mut self,
        id: UnitId,
        old: &TranslationUnit,
        hash: i32,
    ) -> Result<(), Failure> {
        self.remove_key(hash, id)?;
        let id = signed(id.0)?;
        for sql in [
            "DELETE FROM units WHERE id = ?1",
            "DELETE FROM rewritten WHERE id = ?1",
        ] {
            self.transaction.prepare_cached(sql)?.execute([id])?;
        }
        self.transaction
            .prepare_cached("INSERT INTO removed (id, changed) VALUES (?1, ?2)")?
            .execute([id, self.counter])?;
        self.count_languages(old, -1);
        self.state.units = self.state.units.saturating_sub(1);
        self.has_changed = true;
        Ok(())
    }

    /// Writes the counts, where anything was changed; tells the count of the store.
    pub(super) fn finish(self) -> Result<Counter, Failure> {
        if !self.has_changed {
            return Ok(self.state.counter);
        }
        let next = signed(self.state.next)?;
        self.transaction
            .prepare_cached("UPDATE state SET counter = ?1, next = ?2, units = ?3")?
            .execute(params![self.counter, next, signed(self.state.units)?])?;
        self.transaction
            .prepare_cached("INSERT INTO batches (counter, next) VALUES (?1, ?2)")?
            .execute([self.counter, next])?;
        let mut count = self.transaction.prepare_cached(
            "INSERT INTO languages (tag, variants) VALUES (?1, ?2) \
             ON CONFLICT (tag) DO UPDATE SET variants = variants + ?2",
        )?;
        for (tag, variants) in self.languages.iter().filter(|(_, variants)| *variants != 0) {
            count.execute(params![tag, variants])?;
        }
        Ok(Counter(self.state.counter.0 + 1))
    }

    fn count_languages(&mut self, unit: &TranslationUnit, by: i64) {
        for variant in &unit.variants {
            let tag = variant.language.normal();
            match self.languages.iter_mut().find(|(known, _)| known == tag) {
                Some((_, variants)) => *variants += by,
                None => self.languages.push((tag.to_owned(), by)),
            }
        }
    }

    /// The number of an origin.
    fn origin(&mut self, origin: Option<&Origin>) -> Result<Option<i64>, Failure> {
        let Some(origin) = origin else {
            return Ok(None);
        };
        if let Some(id) = self.origins.get(origin) {
            return Ok(Some(*id));
        }
        let id = origin_id(self.transaction, origin)?;
        self.origins.insert(Origin::clone(origin), id);
        Ok(Some(id))
    }
}

/// The number of an origin, which is made where there is none.
pub(super) fn origin_id(transaction: &Transaction<'_>, origin: &Origin) -> Result<i64, Failure> {
    let known: Option<i64> = transaction
        .prepare_cached("SELECT id FROM origins WHERE name = ?1")?
        .query_row([origin], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => Ok(transaction
            .prepare_cached("INSERT INTO origins (name) VALUES (?1)")?
            .insert([origin])?),
    }
}
