//! Units made ready to be written, before the database is locked.

use crate::ErrorKind;
use crate::store::tables::Content;
use crate::store::{NewUnit, Policy};
use crate::store::{key, record};

/// Units with their records and the hashes of their keys.
pub(crate) struct Batch<'u> {
    pub(crate) units: &'u [NewUnit],
    pub(crate) policy: Policy,
    records: Records,
    /// The hash of the key of each.
    hashes: Vec<i32>,
    /// The places of the units with their hashes, by hash and place: so the table of keys is walked in its order.
    order: Vec<(i32, usize)>,
}

/// Records one behind the other.
struct Records {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl<'u> Batch<'u> {
    /// # Errors
    /// Where a unit cannot be stored.
    pub(crate) fn new(units: &'u [NewUnit], policy: Policy) -> Result<Self, ErrorKind> {
        let mut records = Records {
            bytes: Vec::new(),
            ends: Vec::with_capacity(units.len()),
        };
        let mut hashes = Vec::with_capacity(units.len());
        let mut buffer = Vec::new();
        for new in units {
            record::encode(&new.unit, &new.source, &mut records.bytes)?;
            records.ends.push(records.bytes.len());
            buffer.clear();
            key::key(&new.unit, &new.source, &mut buffer)?;
            hashes.push(key::hash(&buffer));
        }
        let mut order: Vec<(i32, usize)> = hashes.iter().copied().zip(0..).collect();
        order.sort_unstable();
        Ok(Self {
            units,
            policy,
            records,
            hashes,
            order,
        })
    }

    /// The record of the unit at `place`.
    pub(crate) fn record(&self, place: usize) -> &[u8] {
        let end = |place: usize| self.records.ends.get(place).copied().unwrap_or(0);
        let start = place.checked_sub(1).map_or(0, end);
        self.records.bytes.get(start..end(place)).unwrap_or(&[])
    }

    /// What the unit at `place` is written as.
    pub(crate) fn content(&self, place: usize) -> Option<Content<'_>> {
        Some(Content {
            new: self.units.get(place)?,
            record: self.record(place),
            hash: *self.hashes.get(place)?,
        })
    }

    /// The units whose keys have the same hash, by hash; each with its place.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[(i32, usize)]> {
        self.order.chunk_by(|one, next| one.0 == next.0)
    }
}
