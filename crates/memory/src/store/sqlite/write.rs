//! Writing batches.

use rusqlite::{OptionalExtension, Transaction};

use super::batch::Batch;
use super::failure::{Failure, signed};
use super::ledger::{Ledger, origin_id};
use super::plan::{Fate, Plan, Slot};
use super::read::{Names, UNIT, data};
use crate::store::{NewUnit, Origin, Outcome, StoredUnit, UnitId};
use crate::store::{key, record};

/// Writes new units, and tells what became of each.
pub(super) fn write(
    transaction: &Transaction<'_>,
    batch: &Batch<'_>,
) -> Result<Vec<Outcome>, Failure> {
    let plan = Plan::of(transaction, batch)?;
    let mut ledger = Ledger::new(transaction)?;
    // Names are given in the order of the batch, whatever order the keys are in.
    let ids: Vec<Option<UnitId>> = plan
        .fates
        .iter()
        .map(|fate| matches!(fate, Fate::Created).then(|| ledger.next_id()))
        .collect();
    let id_of = |place: usize| ids.get(place).copied().flatten();
    let new = |place: usize| batch.units.get(place);
    for (place, content) in plan.contents.iter().enumerate() {
        if let (Some(id), Some(content)) = (id_of(place), content)
            && let Some(new) = new(*content)
        {
            ledger.create(id, &new.unit, new.origin.as_ref(), batch.record(*content))?;
        }
    }
    for (hash, place) in batch.groups().flatten() {
        if let (Some(id), Some(Some(_))) = (id_of(*place), plan.contents.get(*place)) {
            ledger.add_key(*hash, id)?;
        }
    }
    for (id, (old, content)) in &plan.rewritten {
        if let Some(new) = new(*content) {
            let record = batch.record(*content);
            ledger.rewrite(*id, old, &new.unit, new.origin.as_ref(), record)?;
        }
    }
    for (id, (old, hash)) in &plan.removed {
        ledger.remove(*id, old, *hash)?;
    }
    ledger.finish()?;
    let id_in = |slot: Slot| match slot {
        Slot::Stored(id) => Some(id),
        Slot::New(place) => id_of(place),
    };
    let outcomes = plan.fates.iter().enumerate();
    Ok(outcomes
        .filter_map(|(place, fate)| {
            Some(match *fate {
                Fate::Created => Outcome::Created(id_of(place)?),
                Fate::Updated(slot) => Outcome::Updated(id_in(slot)?),
                Fate::Unchanged(slot) => Outcome::Unchanged(id_in(slot)?),
            })
        })
        .collect())
}

/// Puts units in the place of others; tells how many of these there were.
pub(super) fn replace(
    transaction: &Transaction<'_>,
    units: &[(UnitId, NewUnit)],
) -> Result<usize, Failure> {
    let mut ledger = Ledger::new(transaction)?;
    let mut names = Names::default();
    let (mut bytes, mut found) = (Vec::new(), 0);
    for (id, new) in units {
        bytes.clear();
        record::encode(&new.unit, &new.source, &mut bytes)?;
        let Some((old, is_same)) = stored(transaction, &mut names, *id, &bytes)? else {
            continue;
        };
        found += 1;
        if is_same && old.origin == new.origin {
            continue;
        }
        let (was, is) = (hash_of_stored(&old)?, hash_of(new)?);
        if was != is {
            ledger.remove_key(was, *id)?;
            ledger.add_key(is, *id)?;
        }
        ledger.rewrite(*id, &old.unit, &new.unit, new.origin.as_ref(), &bytes)?;
    }
    ledger.finish()?;
    Ok(found)
}

/// Removes units; tells how many there were.
pub(super) fn remove(transaction: &Transaction<'_>, ids: &[UnitId]) -> Result<usize, Failure> {
    let mut ledger = Ledger::new(transaction)?;
    let mut names = Names::default();
    let mut found = 0;
    for id in ids {
        if let Some((old, _)) = stored(transaction, &mut names, *id, &[])? {
            ledger.remove(*id, &old.unit, hash_of_stored(&old)?)?;
            found += 1;
        }
    }
    ledger.finish()?;
    Ok(found)
}

/// Keeps what a file says of all its units.
pub(super) fn set_header(
    transaction: &Transaction<'_>,
    origin: &Origin,
    header: &str,
) -> Result<(), Failure> {
    let id = origin_id(transaction, origin)?;
    transaction
        .prepare_cached("UPDATE origins SET header = ?2 WHERE id = ?1 AND header IS NOT ?2")?
        .execute(rusqlite::params![id, header])?;
    Ok(())
}

/// The unit `id`, and whether `record` is its record.
fn stored(
    transaction: &Transaction<'_>,
    names: &mut Names,
    id: UnitId,
    record: &[u8],
) -> Result<Option<(StoredUnit, bool)>, Failure> {
    let Ok(id) = signed(id.0) else {
        return Ok(None);
    };
    let mut query = transaction.prepare_cached(&format!("{UNIT} WHERE id = ?1"))?;
    let found = query.query_row([id], |row| {
        Ok(data(row, 3).and_then(|bytes| Ok((names.unit(transaction, row)?, bytes == record))))
    });
    found.optional()?.transpose()
}

fn hash_of_stored(stored: &StoredUnit) -> Result<i32, Failure> {
    let mut bytes = Vec::new();
    key::key(&stored.unit, &stored.source, &mut bytes)?;
    Ok(key::hash(&bytes))
}

fn hash_of(new: &NewUnit) -> Result<i32, Failure> {
    let mut bytes = Vec::new();
    key::key(&new.unit, &new.source, &mut bytes)?;
    Ok(key::hash(&bytes))
}
