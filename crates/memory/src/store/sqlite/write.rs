//! The tables as a batch writes them.

use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::failure::{Failure, signed, unsigned};
use super::read::{self, Names, UNIT, data};
use crate::store::tables::{Effect, Members, Row, State, Tables};
use crate::store::{Origin, UnitId};

/// The tables, in a transaction that writes.
pub(super) struct Writing<'t> {
    pub(super) transaction: &'t Transaction<'t>,
    origins: FxHashMap<Origin, i64>,
}

impl<'t> Writing<'t> {
    pub(super) fn new(transaction: &'t Transaction<'t>) -> Self {
        Self {
            transaction,
            origins: FxHashMap::default(),
        }
    }

    fn prepare(&self, sql: &str) -> Result<CachedStatement<'t>, Failure> {
        Ok(self.transaction.prepare_cached(sql)?)
    }

    /// The number of an origin, which is made where there is none.
    fn origin(&mut self, origin: Option<&Origin>) -> Result<Option<i64>, Failure> {
        let Some(origin) = origin else {
            return Ok(None);
        };
        if let Some(id) = self.origins.get(origin) {
            return Ok(Some(*id));
        }
        let known: Option<i64> = self
            .prepare("SELECT id FROM origins WHERE name = ?1")?
            .query_row([origin], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self
                .prepare("INSERT INTO origins (name) VALUES (?1)")?
                .insert([origin])?,
        };
        self.origins.insert(Origin::clone(origin), id);
        Ok(Some(id))
    }

    /// Keeps what a file says of all its units.
    pub(super) fn set_header(&mut self, origin: &Origin, header: &str) -> Result<(), Failure> {
        let id = self.origin(Some(origin))?;
        self.prepare("UPDATE origins SET header = ?2 WHERE id = ?1 AND header IS NOT ?2")?
            .execute(params![id, header])?;
        Ok(())
    }

    fn create(&mut self, effect: &Effect<'_>, counter: i64) -> Result<(), Failure> {
        let mut create =
            self.prepare("INSERT INTO units (id, changed, origin, data) VALUES (?1, ?2, ?3, ?4)")?;
        let mut keys = Vec::with_capacity(effect.created.len());
        for (id, content) in &effect.created {
            let (id, origin) = (signed(id.0)?, self.origin(content.new.origin.as_ref())?);
            create.execute(params![id, counter, origin, content.record])?;
            keys.push([i64::from(content.hash), id]);
        }
        // So the table of keys is walked in its order.
        keys.sort_unstable();
        let mut add_key = self.prepare("INSERT INTO keys (hash, id) VALUES (?1, ?2)")?;
        for key in keys {
            add_key.execute(key)?;
        }
        Ok(())
    }

    fn rewrite(&mut self, effect: &Effect<'_>, counter: i64) -> Result<(), Failure> {
        for rewritten in &effect.rewritten {
            let content = &rewritten.content;
            let (id, origin) = (
                signed(rewritten.id.0)?,
                self.origin(content.new.origin.as_ref())?,
            );
            self.prepare("UPDATE units SET changed = ?2, origin = ?3, data = ?4 WHERE id = ?1")?
                .execute(params![id, counter, origin, content.record])?;
            self.prepare("INSERT OR REPLACE INTO rewritten (id, changed) VALUES (?1, ?2)")?
                .execute([id, counter])?;
            if rewritten.old_hash != content.hash {
                self.remove_key(rewritten.old_hash, id)?;
                self.prepare("INSERT INTO keys (hash, id) VALUES (?1, ?2)")?
                    .execute([i64::from(content.hash), id])?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, effect: &Effect<'_>, counter: i64) -> Result<(), Failure> {
        for (id, hash) in &effect.removed {
            let id = signed(id.0)?;
            self.remove_key(*hash, id)?;
            for sql in [
                "DELETE FROM units WHERE id = ?1",
                "DELETE FROM rewritten WHERE id = ?1",
            ] {
                self.prepare(sql)?.execute([id])?;
            }
            self.prepare("INSERT INTO removed (id, changed) VALUES (?1, ?2)")?
                .execute([id, counter])?;
        }
        Ok(())
    }

    fn remove_key(&self, hash: i32, id: i64) -> Result<(), Failure> {
        self.prepare("DELETE FROM keys WHERE hash = ?1 AND id = ?2")?
            .execute(params![hash, id])?;
        Ok(())
    }

    /// Writes the counts.
    fn count(&self, effect: &Effect<'_>, counter: i64) -> Result<(), Failure> {
        let next = signed(effect.state.next)?;
        self.prepare("UPDATE state SET counter = ?1, next = ?2, units = ?3")?
            .execute([counter, next, signed(effect.state.units)?])?;
        self.prepare("INSERT INTO batches (counter, next, stamp) VALUES (?1, ?2, ?3)")?
            .execute([counter, next, effect.state.moment.stamp.cast_signed()])?;
        let mut count = self.prepare(
            "INSERT INTO languages (tag, variants) VALUES (?1, ?2) \
             ON CONFLICT (tag) DO UPDATE SET variants = variants + ?2",
        )?;
        for (tag, variants) in &effect.languages {
            count.execute(params![tag, variants])?;
        }
        Ok(())
    }
}

impl Tables for Writing<'_> {
    fn state(&mut self) -> Result<State, Failure> {
        read::state(self.transaction)
    }

    fn members(&mut self, hashes: &[i32]) -> Result<Members, Failure> {
        let mut ids = self.prepare("SELECT id FROM keys WHERE hash = ?1")?;
        let mut record = self.prepare("SELECT data FROM units WHERE id = ?1")?;
        let mut members = Members::default();
        for hash in hashes {
            let mut rows = ids.query([hash])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let mut found = record.query([id])?;
                if let Some(row) = found.next()? {
                    let member = (UnitId(unsigned(id)?), data(row, 0)?.to_owned());
                    members.entry(*hash).or_default().push(member);
                }
            }
        }
        Ok(members)
    }

    fn rows(&mut self, ids: &[UnitId]) -> Result<FxHashMap<UnitId, Row>, Failure> {
        let mut query = self.prepare(&format!("{UNIT} WHERE id = ?1"))?;
        let mut names = Names::default();
        let mut found = FxHashMap::default();
        for id in ids {
            let Ok(number) = signed(id.0) else {
                continue;
            };
            let mut rows = query.query([number])?;
            if let Some(row) = rows.next()? {
                let stored = Row {
                    record: data(row, 3)?.to_owned(),
                    origin: names.origin_of(self.transaction, row)?,
                };
                found.insert(*id, stored);
            }
        }
        Ok(found)
    }

    fn apply(&mut self, effect: &Effect<'_>) -> Result<(), Failure> {
        let counter = signed(effect.state.moment.counter.0)?;
        self.create(effect, counter)?;
        self.rewrite(effect, counter)?;
        self.remove(effect, counter)?;
        self.count(effect, counter)
    }
}
