//! Batches: what they change is found out here, and written by the database.

use std::hash::{BuildHasher, RandomState};

use rustc_hash::FxHashMap;
use yaddash_model::TranslationUnit;

use super::batch::Batch;
use super::failure::Failure;
use super::plan::{Fate, Plan, Slot};
use super::record::{self, Tags};
use super::tables::{Content, Effect, Rewritten, State, Tables};
use super::{Counter, Moment, NewUnit, Outcome, UnitId, key};

/// Writes new units, and tells what became of each.
pub(crate) fn write(tables: &mut impl Tables, batch: &Batch<'_>) -> Result<Vec<Outcome>, Failure> {
    let hashes: Vec<i32> = batch
        .groups()
        .filter_map(|group| group.first().map(|(hash, _)| *hash))
        .collect();
    let mut members = tables.members(&hashes)?;
    let plan = Plan::of(batch, &mut members)?;
    let mut draft = Draft::new(tables.state()?);
    // Names are given in the order of the batch, whatever order the keys are in.
    let ids: Vec<Option<UnitId>> = plan
        .fates
        .iter()
        .map(|fate| matches!(fate, Fate::Created).then(|| draft.next_id()))
        .collect();
    let id_of = |place: usize| ids.get(place).copied().flatten();
    for (place, content) in plan.contents.iter().enumerate() {
        if let (Some(id), Some(content)) = (id_of(place), content)
            && let Some(content) = batch.content(*content)
        {
            draft.create(id, content);
        }
    }
    for (id, (old, place)) in &plan.rewritten {
        if let Some(content) = batch.content(*place) {
            draft.rewrite(*id, old, content.hash, content);
        }
    }
    for (id, (old, hash)) in &plan.removed {
        draft.remove(*id, old, *hash);
    }
    draft.apply(tables)?;
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
pub(crate) fn replace(
    tables: &mut impl Tables,
    units: &[(UnitId, NewUnit)],
) -> Result<usize, Failure> {
    let mut ids: Vec<UnitId> = units.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = tables.rows(&ids)?;
    // Of several for one name, the last one stays.
    let last: FxHashMap<UnitId, usize> = units
        .iter()
        .enumerate()
        .map(|(place, (id, _))| (*id, place))
        .collect();
    let records = units
        .iter()
        .map(|(_, new)| {
            let mut record = Vec::new();
            record::encode(&new.unit, &new.source, &mut record)?;
            Ok(record)
        })
        .collect::<Result<Vec<Vec<u8>>, Failure>>()?;
    let mut draft = Draft::new(tables.state()?);
    let mut tags = Tags::default();
    let mut found = 0;
    for (place, ((id, new), record)) in units.iter().zip(&records).enumerate() {
        let Some(row) = rows.get(id) else {
            continue;
        };
        found += 1;
        let is_same = row.record == *record && row.origin == new.origin;
        if is_same || last.get(id) != Some(&place) {
            continue;
        }
        let (old, source) = record::decode(&row.record, &mut tags)?;
        let content = Content {
            new,
            record,
            hash: key::hash_of(&new.unit, &new.source)?,
        };
        draft.rewrite(*id, &old, key::hash_of(&old, &source)?, content);
    }
    draft.apply(tables)?;
    Ok(found)
}

/// Removes units; tells how many there were.
pub(crate) fn remove(tables: &mut impl Tables, ids: &[UnitId]) -> Result<usize, Failure> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let rows = tables.rows(&ids)?;
    let mut draft = Draft::new(tables.state()?);
    let mut tags = Tags::default();
    for id in &ids {
        if let Some(row) = rows.get(id) {
            let (old, source) = record::decode(&row.record, &mut tags)?;
            draft.remove(*id, &old, key::hash_of(&old, &source)?);
        }
    }
    draft.apply(tables)?;
    Ok(rows.len())
}

/// The effect of a batch while it is put together.
struct Draft<'u> {
    effect: Effect<'u>,
}

impl<'u> Draft<'u> {
    /// Nothing is changed yet.
    fn new(state: State) -> Self {
        Self {
            effect: Effect {
                state,
                created: Vec::new(),
                rewritten: Vec::new(),
                removed: Vec::new(),
                languages: Vec::new(),
            },
        }
    }

    /// A name that no unit has had.
    fn next_id(&mut self) -> UnitId {
        let id = UnitId(self.effect.state.next);
        self.effect.state.next += 1;
        id
    }

    fn create(&mut self, id: UnitId, content: Content<'u>) {
        self.count_languages(&content.new.unit, 1);
        self.effect.state.units += 1;
        self.effect.created.push((id, content));
    }

    /// Puts a unit in the place of `old`.
    fn rewrite(&mut self, id: UnitId, old: &TranslationUnit, old_hash: i32, content: Content<'u>) {
        self.count_languages(old, -1);
        self.count_languages(&content.new.unit, 1);
        self.effect.rewritten.push(Rewritten {
            id,
            old_hash,
            content,
        });
    }

    fn remove(&mut self, id: UnitId, old: &TranslationUnit, hash: i32) {
        self.count_languages(old, -1);
        self.effect.state.units = self.effect.state.units.saturating_sub(1);
        self.effect.removed.push((id, hash));
    }

    fn count_languages(&mut self, unit: &TranslationUnit, by: i64) {
        for variant in &unit.variants {
            let tag = variant.language.normal();
            let mut known = self.effect.languages.iter_mut();
            match known.find(|(known, _)| known == tag) {
                Some((_, variants)) => *variants += by,
                None => self.effect.languages.push((tag.to_owned(), by)),
            }
        }
    }

    /// Writes what is changed; names that were given and are not used are given again where nothing is.
    fn apply(mut self, tables: &mut impl Tables) -> Result<(), Failure> {
        let effect = &mut self.effect;
        if effect.is_empty() {
            return Ok(());
        }
        let counter = Counter(effect.state.moment.counter.0 + 1);
        effect.state.moment = Moment {
            counter,
            // The keys of this hash are random.
            stamp: RandomState::new().hash_one(counter),
        };
        effect.languages.retain(|(_, variants)| *variants != 0);
        tables.apply(effect)
    }
}
