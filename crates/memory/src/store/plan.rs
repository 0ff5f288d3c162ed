//! What becomes of the units of a batch, before anything is written.

use std::collections::BTreeMap;

use yaddash_model::TranslationUnit;

use super::UnitId;
use super::batch::Batch;
use super::failure::Failure;
use super::key;
use super::policy::{Decision, Rival};
use super::record::{self, Tags};
use super::tables::Members;
use crate::ErrorKind;

/// A unit of the store, or one that the batch adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Stored(UnitId),
    /// The unit at this place of the batch.
    New(usize),
}

/// What becomes of a unit of the batch.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    Created,
    Updated(Slot),
    Unchanged(Slot),
}

/// What the batch does.
pub(crate) struct Plan {
    /// What becomes of each unit.
    pub(crate) fates: Vec<Fate>,
    /// For each place that adds a unit, the place whose unit it is in the end: a later unit of the batch may take its
    /// place, or make it superfluous.
    pub(crate) contents: Vec<Option<usize>>,
    /// Units of the store, as they are, whose place the unit at a place of the batch takes.
    pub(crate) rewritten: BTreeMap<UnitId, (TranslationUnit, usize)>,
    /// Units of the store that go, as they are, with the hashes of their keys.
    pub(crate) removed: BTreeMap<UnitId, (TranslationUnit, i32)>,
}

impl Plan {
    /// What `batch` does, where the store has `stored` with the hashes of its keys.
    pub(crate) fn of(batch: &Batch<'_>, stored: &mut Members) -> Result<Self, Failure> {
        let mut plan = Self {
            fates: vec![Fate::Created; batch.units.len()],
            contents: (0..batch.units.len()).map(Some).collect(),
            rewritten: BTreeMap::new(),
            removed: BTreeMap::new(),
        };
        let mut tags = Tags::default();
        for group in batch.groups() {
            let Some((hash, _)) = group.first() else {
                continue;
            };
            let members = stored.remove(hash).unwrap_or_default();
            let mut members: Vec<Member> = members
                .into_iter()
                .map(|(id, record)| Member::new(Slot::Stored(id), record))
                .collect();
            if members.is_empty() && group.len() == 1 {
                continue;
            }
            for (hash, place) in group {
                plan.decide(batch, *place, *hash, &mut members, &mut tags)?;
            }
        }
        Ok(plan)
    }

    /// Decides on the unit at `place`, where the store and the units before it have `members` with the same hash.
    fn decide(
        &mut self,
        batch: &Batch<'_>,
        place: usize,
        hash: i32,
        members: &mut Vec<Member>,
        tags: &mut Tags,
    ) -> Result<(), Failure> {
        let record = batch.record(place);
        let Some(new) = batch.units.get(place) else {
            return Ok(());
        };
        if let Some(same) = members.iter().find(|member| member.record == record) {
            self.settle(place, Fate::Unchanged(same.slot));
            return Ok(());
        }
        let mut wanted = Vec::new();
        key::key(&new.unit, &new.source, &mut wanted)?;
        let mut rivals = Vec::new();
        for (at, member) in members.iter_mut().enumerate() {
            let known = member.known(tags)?;
            if known.key == wanted {
                rivals.push(Rival {
                    name: at,
                    unit: &known.unit,
                });
            }
        }
        let decision = batch.policy.decide(&new.unit, &rivals);
        match decision {
            Decision::Add => members.push(Member::new(Slot::New(place), record.to_owned())),
            Decision::Keep(at) => {
                if let Some(member) = members.get(at) {
                    self.settle(place, Fate::Unchanged(member.slot));
                }
            }
            Decision::Replace(first, mut others) => {
                others.sort_unstable();
                for at in others.into_iter().rev() {
                    self.remove(members.remove(at), hash, tags)?;
                }
                // The first stands before the others, so its place is the same.
                if let Some(member) = members.get_mut(first) {
                    self.rewrite(member, place, tags)?;
                    *member = Member::new(member.slot, record.to_owned());
                }
            }
        }
        Ok(())
    }

    /// The unit at `place` adds none.
    fn settle(&mut self, place: usize, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(place) {
            *slot = fate;
        }
        self.set_content(place, None);
    }

    fn set_content(&mut self, place: usize, content: Option<usize>) {
        if let Some(slot) = self.contents.get_mut(place) {
            *slot = content;
        }
    }

    /// The unit at `place` takes the place of `member`.
    fn rewrite(
        &mut self,
        member: &mut Member,
        place: usize,
        tags: &mut Tags,
    ) -> Result<(), Failure> {
        self.settle(place, Fate::Updated(member.slot));
        match member.slot {
            Slot::New(first) => self.set_content(first, Some(place)),
            Slot::Stored(id) => {
                if let Some((_, content)) = self.rewritten.get_mut(&id) {
                    *content = place;
                } else {
                    let old = member.known(tags)?.unit.clone();
                    self.rewritten.insert(id, (old, place));
                }
            }
        }
        Ok(())
    }

    fn remove(&mut self, mut member: Member, hash: i32, tags: &mut Tags) -> Result<(), Failure> {
        match member.slot {
            Slot::New(first) => self.set_content(first, None),
            Slot::Stored(id) => {
                let old = match self.rewritten.remove(&id) {
                    Some((old, _)) => old,
                    None => member.known(tags)?.unit.clone(),
                };
                self.removed.insert(id, (old, hash));
            }
        }
        Ok(())
    }
}

/// A unit whose key has the hash in question.
struct Member {
    slot: Slot,
    record: Vec<u8>,
    known: Option<Known>,
}

/// What the record of a member says.
struct Known {
    unit: TranslationUnit,
    key: Vec<u8>,
}

impl Member {
    fn new(slot: Slot, record: Vec<u8>) -> Self {
        Self {
            slot,
            record,
            known: None,
        }
    }

    /// The unit and its key.
    fn known(&mut self, tags: &mut Tags) -> Result<&Known, ErrorKind> {
        if self.known.is_none() {
            let (unit, source) = record::decode(&self.record, tags)?;
            let mut bytes = Vec::new();
            key::key(&unit, &source, &mut bytes)?;
            self.known = Some(Known { unit, key: bytes });
        }
        let known = self.known.as_ref();
        known.ok_or_else(|| ErrorKind::Corrupt("a unit has no record".to_owned()))
    }
}
