//! Units of two languages in memories of any number of them.
//!
//! Clients that speak of a pair of languages must not take from a unit what it says in a third.

use std::ops::ControlFlow;

use yaddash_memory::Memory;
use yaddash_memory::lookup::Query;
use yaddash_memory::store::{NewUnit, StoredUnit, UnitId};
use yaddash_model::{LanguageTag, Segment, SourceLanguage};

use crate::failure::Failure;

/// More translations of one text than anyone has.
pub(crate) const MOST_TRANSLATIONS: usize = 10_000;

/// What is left of units without the translations that were removed.
#[derive(Default)]
struct Removal {
    gone: Vec<UnitId>,
    left: Vec<(UnitId, NewUnit)>,
}

/// Removes the translations of `text` in the pair of languages; tells of how many units.
pub(crate) fn remove_text(
    memory: &Memory,
    pair: (&LanguageTag, &LanguageTag),
    text: &str,
) -> Result<usize, Failure> {
    let segment = Segment::from(text);
    let mut query = Query::new(&segment, pair.0, pair.1);
    query.exact = true;
    query.min = 0.0;
    query.limit = MOST_TRANSLATIONS;
    let mut removal = Removal::default();
    for found in memory.lookup(&query)? {
        if found.source().segment.text() == text {
            removal.take(found.unit, pair.1);
        }
    }
    removal.run(memory)
}

/// Removes the translations of `pair` that are from `origin`, of all languages where there is no pair; tells of how many
/// units.
pub(crate) fn remove_origin(
    memory: &Memory,
    pair: Option<(&LanguageTag, &LanguageTag)>,
    origin: &str,
) -> Result<usize, Failure> {
    let mut removal = Removal::default();
    each_of_origin(memory, pair, origin, |unit| {
        match pair {
            Some((_, target)) => removal.take(unit, target),
            None => removal.gone.push(unit.id),
        }
        ControlFlow::Continue(())
    })?;
    removal.run(memory)
}

/// Shows every unit from `origin`, where a pair is given those that have both its languages.
pub(crate) fn each_of_origin(
    memory: &Memory,
    pair: Option<(&LanguageTag, &LanguageTag)>,
    origin: &str,
    mut visit: impl FnMut(StoredUnit) -> ControlFlow<()>,
) -> Result<(), Failure> {
    memory.store().scan(None, &mut |stored| {
        let fits = |language| stored.unit.variant(language).is_some();
        let is_asked = stored.origin.as_deref() == Some(origin)
            && pair.is_none_or(|(source, target)| fits(source) && fits(target));
        if is_asked {
            visit(stored)
        } else {
            ControlFlow::Continue(())
        }
    })?;
    Ok(())
}

impl Removal {
    /// Takes what a unit says in `target` away.
    fn take(&mut self, stored: StoredUnit, target: &LanguageTag) {
        let StoredUnit {
            id,
            mut unit,
            source,
            origin,
            ..
        } = stored;
        let is_source =
            |language: &LanguageTag| matches!(&source, SourceLanguage::Tag(tag) if tag == language);
        unit.variants
            .retain(|variant| is_source(&variant.language) || !target.accepts(&variant.language));
        // One text is no translation.
        if unit.variants.len() < 2 {
            self.gone.push(id);
        } else {
            let unit = NewUnit {
                unit,
                source,
                origin,
            };
            self.left.push((id, unit));
        }
    }

    fn run(self, memory: &Memory) -> Result<usize, Failure> {
        let store = memory.store();
        let mut removed = 0;
        if !self.left.is_empty() {
            removed += store.replace_all(&self.left)?;
        }
        if !self.gone.is_empty() {
            removed += store.remove(&self.gone)?;
        }
        Ok(removed)
    }
}
