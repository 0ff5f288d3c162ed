//! Reading.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

use super::failure::{Failure, signed, unsigned};
use crate::ErrorKind;
use crate::store::record::{self, Tags};
use crate::store::tables::State;
use crate::store::{Counter, Moment, Origin, StoreIdentity, StoredUnit, UnitId};

/// The columns of a unit.
pub(super) const UNIT: &str = "SELECT id, changed, origin, data FROM units ";

/// The state of the store behind a connection.
pub(super) fn state(connection: &Connection) -> Result<State, Failure> {
    let mut query =
        connection.prepare_cached(
        "SELECT identity, s.counter, coalesce(stamp, 0), s.next, units FROM state s LEFT JOIN batches b ON b.counter = s.counter",
    )?;
    let mut rows = query.query([])?;
    let row = rows
        .next()?
        .ok_or_else(|| ErrorKind::Corrupt("it has no state".to_owned()))?;
    Ok(State {
        identity: StoreIdentity(row.get::<_, i64>(0)?.cast_unsigned()),
        moment: Moment {
            counter: Counter(unsigned(row.get(1)?)?),
            stamp: row.get::<_, i64>(2)?.cast_unsigned(),
        },
        next: unsigned(row.get(3)?)?,
        units: unsigned(row.get(4)?)?,
    })
}

/// A connection that reads, with what it has learnt.
pub(super) struct Reader {
    connection: Connection,
    names: Names,
}

/// Names that stand in many units.
#[derive(Default)]
pub(super) struct Names {
    pub(super) tags: Tags,
    origins: FxHashMap<i64, Origin>,
}

impl Names {
    /// The unit of a row with the columns of [`UNIT`].
    pub(super) fn unit(
        &mut self,
        connection: &Connection,
        row: &Row<'_>,
    ) -> Result<StoredUnit, Failure> {
        let (unit, source) = record::decode(data(row, 3)?, &mut self.tags)?;
        let origin = self.origin_of(connection, row)?;
        Ok(StoredUnit {
            id: UnitId(unsigned(row.get(0)?)?),
            changed: Counter(unsigned(row.get(1)?)?),
            unit,
            source,
            origin,
        })
    }

    /// The name of the origin of such a row.
    pub(super) fn origin_of(
        &mut self,
        connection: &Connection,
        row: &Row<'_>,
    ) -> Result<Option<Origin>, Failure> {
        let id: Option<i64> = row.get(2)?;
        id.map(|id| self.origin(connection, id)).transpose()
    }

    /// The name of an origin, which never changes.
    fn origin(&mut self, connection: &Connection, id: i64) -> Result<Origin, Failure> {
        if let Some(origin) = self.origins.get(&id) {
            return Ok(Origin::clone(origin));
        }
        let mut query = connection.prepare_cached("SELECT name FROM origins WHERE id = ?1")?;
        let name: Option<String> = query.query_row([id], |row| row.get(0)).optional()?;
        let name = name.ok_or_else(|| ErrorKind::Corrupt("a unit has no origin".to_owned()))?;
        let origin = Origin::from(name);
        self.origins.insert(id, Origin::clone(&origin));
        Ok(origin)
    }
}

/// The bytes of a column, borrowed.
pub(super) fn data<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], Failure> {
    match row.get_ref(column)? {
        ValueRef::Blob(bytes) => Ok(bytes),
        _ => Err(ErrorKind::Corrupt("a unit has no record".to_owned()).into()),
    }
}

impl Reader {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            connection,
            names: Names::default(),
        }
    }

    /// What `f` reads while nothing changes for this reader.
    pub(super) fn at_one_moment<T>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.connection.execute_batch("BEGIN")?;
        let done = f(self);
        let ended = self.connection.execute_batch("COMMIT");
        let done = done?;
        ended?;
        Ok(done)
    }

    pub(super) fn state(&self) -> Result<State, Failure> {
        state(&self.connection)
    }

    /// The connection, and the names that were read through it.
    pub(super) fn parts(&mut self) -> (&Connection, &mut Names) {
        (&self.connection, &mut self.names)
    }

    pub(super) fn units(&mut self, ids: &[UnitId]) -> Result<Vec<Option<StoredUnit>>, Failure> {
        let mut query = self
            .connection
            .prepare_cached(&format!("{UNIT} WHERE id = ?1"))?;
        let mut units = Vec::with_capacity(ids.len());
        for id in ids {
            let Ok(id) = signed(id.0) else {
                units.push(None);
                continue;
            };
            let mut rows = query.query([id])?;
            units.push(match rows.next()? {
                Some(row) => Some(self.names.unit(&self.connection, row)?),
                None => None,
            });
        }
        Ok(units)
    }

    pub(super) fn scan(
        &mut self,
        after: Option<UnitId>,
        visit: &mut dyn FnMut(StoredUnit) -> ControlFlow<()>,
    ) -> Result<Counter, Failure> {
        let counter = self.state()?.moment.counter;
        let after = signed(after.map_or(0, |id| id.0))?;
        let mut query = self
            .connection
            .prepare_cached(&format!("{UNIT} WHERE id > ?1 ORDER BY id"))?;
        let mut rows = query.query([after])?;
        while let Some(row) = rows.next()? {
            if visit(self.names.unit(&self.connection, row)?).is_break() {
                break;
            }
        }
        Ok(counter)
    }

    pub(super) fn languages(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let mut query = self
            .connection
            .prepare_cached("SELECT tag, variants FROM languages WHERE variants > 0")?;
        let mut rows = query.query([])?;
        let mut languages = BTreeMap::new();
        while let Some(row) = rows.next()? {
            languages.insert(row.get(0)?, unsigned(row.get(1)?)?);
        }
        Ok(languages)
    }

    pub(super) fn header(&self, origin: &Origin) -> Result<Option<String>, Failure> {
        let mut query = self
            .connection
            .prepare_cached("SELECT header FROM origins WHERE name = ?1")?;
        let header = query.query_row([origin], |row| row.get(0)).optional()?;
        Ok(header.flatten())
    }
}
