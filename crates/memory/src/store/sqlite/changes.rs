//! The feed of changes.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row};

use super::failure::{Failure, signed, unsigned};
use super::read::{Names, Reader, UNIT, data};
use crate::ErrorKind;
use crate::store::record;
use crate::store::{Change, Moment, TextsChange, UnitId};

/// Units that were removed and had been there before.
const REMOVED: &str = "SELECT id FROM removed WHERE changed > ?1 AND id < ?2 ORDER BY id";
/// Units that were written again and had been there before.
const REWRITTEN: &str = "SELECT u.id, u.changed, u.origin, u.data FROM rewritten r JOIN units u ON u.id = r.id \
                         WHERE r.changed > ?1 AND r.id < ?2 ORDER BY r.id";

impl Reader {
    pub(super) fn changes(
        &mut self,
        since: Moment,
        visit: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Moment, Failure> {
        self.changed(since, &mut |connection, names, row| {
            Ok(visit(match row {
                ChangedRow::Written(row) => Change::Written(Box::new(names.unit(connection, row)?)),
                ChangedRow::Removed(id) => Change::Removed(id),
            }))
        })
    }

    pub(super) fn texts(
        &mut self,
        since: Moment,
        visit: &mut dyn FnMut(UnitId, TextsChange<'_>) -> ControlFlow<()>,
    ) -> Result<Moment, Failure> {
        self.changed(since, &mut |_, names, row| match row {
            ChangedRow::Written(row) => {
                let id = UnitId(unsigned(row.get(0)?)?);
                let visited = record::decode_texts(data(row, 3)?, &mut names.tags, |texts| {
                    visit(id, TextsChange::Written(texts))
                });
                Ok(visited?)
            }
            ChangedRow::Removed(id) => Ok(visit(id, TextsChange::Removed)),
        })
    }

    /// Shows `visit` the rows that were changed after `since`, until it breaks.
    fn changed(&mut self, since: Moment, visit: &mut Visit<'_>) -> Result<Moment, Failure> {
        let now = self.state()?.moment;
        if since == now {
            return Ok(now);
        }
        let (connection, names) = self.parts();
        let first_new = first_new(connection, since)?;
        let since = signed(since.counter.0)?;
        let mut removed = connection.prepare_cached(REMOVED)?;
        let mut rows = removed.query([since, first_new])?;
        while let Some(row) = rows.next()? {
            let id = UnitId(unsigned(row.get(0)?)?);
            if visit(connection, names, ChangedRow::Removed(id))?.is_break() {
                return Ok(now);
            }
        }
        let mut rewritten = connection.prepare_cached(REWRITTEN)?;
        let mut rows = rewritten.query([since, first_new])?;
        while let Some(row) = rows.next()? {
            if visit(connection, names, ChangedRow::Written(row))?.is_break() {
                return Ok(now);
            }
        }
        let mut created =
            connection.prepare_cached(&format!("{UNIT} WHERE id >= ?1 ORDER BY id"))?;
        let mut rows = created.query([first_new])?;
        while let Some(row) = rows.next()? {
            if visit(connection, names, ChangedRow::Written(row))?.is_break() {
                break;
            }
        }
        Ok(now)
    }
}

/// A change as it stands in the database.
enum ChangedRow<'r> {
    Written(&'r Row<'r>),
    Removed(UnitId),
}

type Visit<'v> =
    dyn FnMut(&Connection, &mut Names, ChangedRow<'_>) -> Result<ControlFlow<()>, Failure> + 'v;

/// The identifier that the next unit had at `since`.
fn first_new(connection: &Connection, since: Moment) -> Result<i64, Failure> {
    if since == Moment::default() {
        return Ok(1);
    }
    let mut query =
        connection.prepare_cached("SELECT next FROM batches WHERE counter = ?1 AND stamp = ?2")?;
    let counter = signed(since.counter.0)?;
    let next = query
        .query_row([counter, since.stamp.cast_signed()], |row| row.get(0))
        .optional()?;
    next.ok_or_else(|| ErrorKind::OtherHistory.into())
}
