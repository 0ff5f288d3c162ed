//! Units of two languages made of units that share a third one.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;
use unicode_normalization::UnicodeNormalization;
use yaddash_model::{Attributes, LanguageTag, Property, SourceLanguage, TranslationUnit, Variant};
use yaddash_tmx::operations::last_date;

use crate::Error;
use crate::import::{Imported, Importer};
use crate::store::{NewUnit, Policy, Store, StoredUnit, UnitId};

/// The type of the property that such a unit has; its value is the third language. What two translators wrote of one text
/// need not fit each other, so look-ups give such a unit less than 100.
pub const PIVOT: &str = "x-pivot";

/// Units of a store that are looked at together.
const TOGETHER: usize = 1024;

/// What joining units did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pivoted {
    /// Pairs of units with the same text in the third language.
    pub pairs: u64,
    /// What became of them; unchanged are those for whose source there is a unit already.
    pub imported: Imported,
}

/// Joins units of `from` and `over` with units of `over` and `to` whose texts in `over` are the same (NFC), and writes
/// the units of `from` and `to` that this gives into `into`, unless there is a unit with that source there.
///
/// # Errors
/// Where a store cannot be read or written.
pub fn pivot(
    store: &dyn Store,
    [from, over, to]: [&LanguageTag; 3],
    into: &dyn Store,
) -> Result<Pivoted, Error> {
    let ends = joints(store, over, to)?;
    let mut pivoted = Pivoted::default();
    let mut made = Vec::new();
    // What is read is not written at the same time, should both be one.
    let mut waiting: Vec<(StoredUnit, Vec<UnitId>)> = Vec::new();
    let mut failure = None;
    store.scan(None, &mut |stored| {
        if let Some(joint) = joint(&stored, from, over)
            && let Some(ids) = ends.get(&joint)
        {
            waiting.push((stored, ids.clone()));
            if waiting.len() >= TOGETHER {
                match joined(store, &mut waiting, [from, over, to]) {
                    Ok(units) => made.extend(units),
                    Err(error) => {
                        failure = Some(error);
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    if let Some(error) = failure {
        return Err(error);
    }
    made.extend(joined(store, &mut waiting, [from, over, to])?);
    pivoted.pairs = made.len() as u64;
    let mut importer = Importer::new(into, Policy::KeepFirst);
    for new in made {
        importer.push(new)?;
    }
    pivoted.imported = importer.finish()?;
    Ok(pivoted)
}

/// The units with both languages by the hash of their text in `over`.
fn joints(
    store: &dyn Store,
    over: &LanguageTag,
    other: &LanguageTag,
) -> Result<FxHashMap<u128, Vec<UnitId>>, Error> {
    let mut joints: FxHashMap<u128, Vec<UnitId>> = FxHashMap::default();
    store.scan(None, &mut |stored| {
        if let Some(joint) = joint(&stored, other, over) {
            joints.entry(joint).or_default().push(stored.id);
        }
        ControlFlow::Continue(())
    })?;
    Ok(joints)
}

/// The hash of the text in `over`, where the unit has that and `other` and was not itself made so.
fn joint(stored: &StoredUnit, other: &LanguageTag, over: &LanguageTag) -> Option<u128> {
    let unit = &stored.unit;
    let text = unit.variant(over)?.segment.text();
    let has_other = unit.variant(other)?.segment.text();
    let is_made = unit
        .properties
        .iter()
        .any(|property| property.kind == PIVOT);
    if text.is_empty() || has_other.is_empty() || is_made {
        return None;
    }
    let normal: String = text.nfc().collect();
    Some(XxHash3_128::oneshot(normal.as_bytes()))
}

/// The units that `waiting` give with those that they join, which are taken out.
fn joined(
    store: &dyn Store,
    waiting: &mut Vec<(StoredUnit, Vec<UnitId>)>,
    [from, over, to]: [&LanguageTag; 3],
) -> Result<Vec<NewUnit>, Error> {
    let mut made = Vec::new();
    for (first, ids) in waiting.drain(..) {
        for second in store.units(&ids)?.into_iter().flatten() {
            if first.id != second.id
                && let Some(new) = unit_of(&first, &second, [from, over, to])
            {
                made.push(new);
            }
        }
    }
    Ok(made)
}

fn unit_of(
    first: &StoredUnit,
    second: &StoredUnit,
    [from, over, to]: [&LanguageTag; 3],
) -> Option<NewUnit> {
    let (source, target) = (first.unit.variant(from)?, second.unit.variant(to)?);
    let plain = |variant: &Variant| Variant::new(variant.language.clone(), variant.segment.clone());
    // Codes of the source and of the target belong together by the text between, or not at all.
    let middle = |stored: &StoredUnit| Some(stored.unit.variant(over)?.segment.clone());
    let has_same_codes = middle(first)? == middle(second)?;
    let part = |variant: &Variant| {
        if has_same_codes {
            plain(variant)
        } else {
            Variant::new(variant.language.clone(), variant.segment.text())
        }
    };
    let mut unit = TranslationUnit {
        attributes: Attributes::new(),
        properties: vec![Property::new(PIVOT, over.as_str())],
        notes: Vec::new(),
        variants: vec![part(source), part(target)],
    };
    let date = last_date(&first.unit).max(last_date(&second.unit));
    if date > 0 {
        let (day, time) = (date / 1_000_000, date % 1_000_000);
        unit.attributes
            .set("creationdate", format!("{day:08}T{time:06}Z"));
    }
    Some(NewUnit {
        unit,
        source: SourceLanguage::Tag(source.language.clone()),
        origin: first.origin.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Access, SqliteStore};

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    fn new(source: (&str, &str), target: (&str, &str), date: &str) -> NewUnit {
        let variant = |(language, text): (&str, &str)| Variant::new(tag(language), text);
        NewUnit {
            unit: TranslationUnit {
                attributes: Attributes::new().with("creationdate", date),
                variants: vec![variant(source), variant(target)],
                ..TranslationUnit::default()
            },
            source: SourceLanguage::Tag(tag(source.0)),
            origin: None,
        }
    }

    #[test]
    fn units_are_joined_on_the_text_between_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), Access::Write).unwrap();
        let units = [
            new(("az", "Məhkəmə"), ("en", "Court"), "20240101T000000Z"),
            new(("en", "Court"), ("ru", "Суд"), "20250101T101112Z"),
            new(("en", "Law"), ("ru", "Закон"), "20250101T101112Z"),
            new(("az", "Qanun"), ("en", "Law"), "20240101T000000Z"),
            new(("az", "Qanun"), ("ru", "Закон"), "20200101T000000Z"),
        ];
        store.write(&units, Policy::default()).unwrap();
        let [from, over, to] = [tag("az"), tag("en"), tag("ru")];
        let done = pivot(&store, [&from, &over, &to], &store).unwrap();
        assert_eq!(
            (done.pairs, done.imported.created, done.imported.unchanged),
            (2, 1, 1)
        );
        let made = store.units(&[UnitId(6)]).unwrap().remove(0).unwrap();
        let texts: Vec<&str> = made
            .unit
            .variants
            .iter()
            .map(|v| v.segment.text())
            .collect();
        assert_eq!(texts, ["Məhkəmə", "Суд"]);
        assert_eq!(made.unit.properties, [Property::new(PIVOT, "en")]);
        assert_eq!(
            made.unit.attributes.get("creationdate"),
            Some("20250101T101112Z")
        );
        let again = pivot(&store, [&from, &over, &to], &store).unwrap();
        assert_eq!((again.imported.created, again.imported.unchanged), (0, 2));
    }
}
