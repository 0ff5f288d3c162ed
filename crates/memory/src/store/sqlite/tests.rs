use std::collections::BTreeMap;
use std::ops::ControlFlow;

use proptest::prelude::*;
use tempfile::TempDir;
use yaddash_model::{
    Attributes, LanguageTag, Note, Property, SourceLanguage, TranslationUnit, Variant,
};

use super::*;
use crate::store::Origin;

mod power;

fn tag(text: &str) -> LanguageTag {
    LanguageTag::parse(text).unwrap()
}

/// A unit from English into Azerbaijani.
fn new(source: &str, target: &str, date: &str) -> NewUnit {
    NewUnit {
        unit: TranslationUnit {
            attributes: match date {
                "" => Attributes::new(),
                date => Attributes::new().with("changedate", date),
            },
            properties: vec![Property::new("x-subject", "law")],
            notes: vec![Note::new("qeyd")],
            variants: vec![
                Variant::new(tag("en"), source),
                Variant::new(tag("az"), target),
            ],
        },
        source: SourceLanguage::Tag(tag("en")),
        origin: Some(Origin::from("a.tmx")),
    }
}

fn made() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("m"), Access::Write).unwrap();
    (folder, store)
}

/// All units by their names.
fn all(store: &dyn Store) -> BTreeMap<UnitId, StoredUnit> {
    let mut units = BTreeMap::new();
    store
        .scan(None, &mut |unit| {
            units.insert(unit.id, unit);
            ControlFlow::Continue(())
        })
        .unwrap();
    units
}

fn targets(store: &dyn Store) -> Vec<String> {
    let units = all(store);
    let texts = units
        .values()
        .map(|stored| stored.unit.variants[1].segment.text().to_owned());
    texts.collect()
}

#[test]
fn what_is_written_comes_back_with_everything() {
    let (_folder, store) = made();
    let unit = new("Court", "Məhkəmə", "20240101T000000Z");
    let outcomes = store
        .write(std::slice::from_ref(&unit), Policy::default())
        .unwrap();
    assert_eq!(outcomes, [Outcome::Created(UnitId(1))]);
    let stored = store.units(&[UnitId(2), UnitId(1)]).unwrap();
    assert_eq!(stored[0], None);
    let stored = stored[1].clone().unwrap();
    assert_eq!(
        (stored.unit, stored.source, stored.origin),
        (unit.unit, unit.source, unit.origin)
    );
    assert_eq!(
        (store.len().unwrap(), store.counter().unwrap()),
        (1, Counter(1))
    );
    let languages: Vec<_> = store.languages().unwrap().into_iter().collect();
    assert_eq!(languages, [("az".to_owned(), 1), ("en".to_owned(), 1)]);
}

#[test]
fn policies_within_a_batch_and_across_batches_agree() {
    let units = [
        new("Court", "Məhkəmə", "20240101"),
        new("Court", "Divan", "20240101"),
        new("Court", "Hakimlik", "20250101"),
        new("Court", "Köhnə", "20230101"),
        new("Law", "Qanun", ""),
        new("Court", "Hakimlik", "20250101"),
    ];
    for (policy, expected) in [
        (Policy::NewestWins, vec!["Hakimlik", "Qanun"]),
        (Policy::KeepFirst, vec!["Məhkəmə", "Qanun"]),
        (
            Policy::KeepAll,
            vec!["Məhkəmə", "Divan", "Hakimlik", "Köhnə", "Qanun"],
        ),
        (Policy::Overwrite, vec!["Hakimlik", "Qanun"]),
    ] {
        for batch in 1..=units.len() {
            let (_folder, store) = made();
            for chunk in units.chunks(batch) {
                store.write(chunk, policy).unwrap();
            }
            let mut found = targets(&store);
            found.sort_unstable();
            let mut expected = expected.clone();
            expected.sort_unstable();
            assert_eq!(found, expected, "{policy:?}, batches of {batch}");
            assert_eq!(store.len().unwrap(), expected.len() as u64);
            let counted: u64 = store.languages().unwrap().values().sum();
            assert_eq!(counted, 2 * expected.len() as u64);
        }
    }
}

#[test]
fn writing_the_same_again_changes_nothing() {
    let units = [
        new("Court", "Məhkəmə", ""),
        new("Court", "Divan", ""),
        new("Court", "Hakimlik", "20250101"),
        new("Law", "Qanun", ""),
    ];
    for policy in [Policy::NewestWins, Policy::KeepAll, Policy::KeepFirst] {
        let (_folder, store) = made();
        store.write(&units, policy).unwrap();
        let (before, counter) = (all(&store), store.counter().unwrap());
        let outcomes = store.write(&units, policy).unwrap();
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Outcome::Unchanged(_))),
            "{policy:?}: {outcomes:?}"
        );
        assert_eq!((all(&store), store.counter().unwrap()), (before, counter));
    }
}

#[test]
fn keys_with_the_same_hash_are_told_apart() {
    let (_folder, store) = made();
    store
        .write(&[new("Court", "Məhkəmə", "")], Policy::Overwrite)
        .unwrap();
    // As if "Law" had the hash of "Court".
    let law = new("Law", "Qanun", "");
    let batch = Batch::new(std::slice::from_ref(&law), Policy::Overwrite).unwrap();
    let hash = batch.groups().next().unwrap()[0].0;
    store
        .writing(|tables| {
            Ok(tables
                .transaction
                .execute("UPDATE keys SET hash = ?1", [hash])?)
        })
        .unwrap();
    let outcomes = store.write(&[law], Policy::Overwrite).unwrap();
    assert_eq!(outcomes, [Outcome::Created(UnitId(2))]);
}

#[test]
fn an_edited_unit_is_found_by_what_it_says_now() {
    let (_folder, store) = made();
    store
        .write(&[new("Court", "Məhkəmə", "")], Policy::default())
        .unwrap();
    assert!(store.replace(UnitId(1), &new("Law", "Qanun", "")).unwrap());
    assert!(!store.replace(UnitId(7), &new("Law", "Qanun", "")).unwrap());
    let outcomes = store
        .write(
            &[new("Law", "Qanun", ""), new("Court", "Məhkəmə", "")],
            Policy::default(),
        )
        .unwrap();
    assert_eq!(
        outcomes,
        [Outcome::Unchanged(UnitId(1)), Outcome::Created(UnitId(2))]
    );
    assert_eq!(store.remove(&[UnitId(1), UnitId(1), UnitId(9)]).unwrap(), 1);
    let again = store
        .write(&[new("Law", "Qanun", "")], Policy::default())
        .unwrap();
    assert_eq!(
        again,
        [Outcome::Created(UnitId(3))],
        "names are never used again"
    );
}

#[test]
fn a_reader_sees_whole_batches_while_another_store_writes() {
    let (folder, store) = made();
    store
        .write(&[new("Court", "Məhkəmə", "")], Policy::default())
        .unwrap();
    let reader = SqliteStore::open(&folder.path().join("m"), Access::Read).unwrap();
    let mut seen = 0;
    reader
        .scan(None, &mut |_| {
            seen += 1;
            store
                .write(&[new("Law", "Qanun", "")], Policy::default())
                .unwrap();
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((seen, reader.len().unwrap()), (1, 2));
    let refused = reader
        .write(&[new("Law", "Hüquq", "")], Policy::default())
        .unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::ReadOnly));
}

#[test]
fn foreign_and_damaged_directories_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let open = |access| SqliteStore::open(folder.path(), access).map(|_| ());
    let read = open(Access::Read).unwrap_err();
    assert!(matches!(read.kind(), ErrorKind::NotMemory), "{read}");
    std::fs::write(folder.path().join("diary.txt"), "…").unwrap();
    let foreign = open(Access::Write).unwrap_err();
    assert!(matches!(foreign.kind(), ErrorKind::NotEmpty), "{foreign}");
    assert!(!folder.path().join(FILE_NAME).exists());

    std::fs::write(
        folder.path().join(FILE_NAME),
        "not a database at all, but long enough",
    )
    .unwrap();
    for access in [Access::Read, Access::Write] {
        let damaged = open(access).unwrap_err();
        assert!(matches!(damaged.kind(), ErrorKind::Corrupt(_)), "{damaged}");
    }
}

#[test]
fn a_store_without_a_place_for_its_journal_may_only_be_read() {
    let (folder, store) = made();
    let folder = folder.path().join("m");
    drop(store);
    std::fs::create_dir(folder.join("store.sqlite-wal")).unwrap();
    let refused = SqliteStore::open(&folder, Access::Write).unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::ReadOnly), "{refused}");
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (folder, store) = made();
    store
        .write(&[new("Court", "Məhkəmə", "")], Policy::default())
        .unwrap();
    let pages = |count: i64| {
        let writer = store.writer.lock().unwrap();
        writer
            .as_ref()
            .unwrap()
            .query_row(&format!("PRAGMA max_page_count = {count}"), [], |_| Ok(()))
            .unwrap();
    };
    pages(1);
    let many: Vec<NewUnit> = (0..5_000)
        .map(|n| new(&format!("Law {n}"), "Qanun", ""))
        .collect();
    let full = store.write(&many, Policy::default()).unwrap_err();
    assert!(matches!(full.kind(), ErrorKind::Full), "{full}");
    assert_eq!(store.len().unwrap(), 1);
    pages(1 << 30);
    assert_eq!(store.write(&many, Policy::default()).unwrap().len(), 5_000);
    drop(store);
    let again = SqliteStore::open(&folder.path().join("m"), Access::Read).unwrap();
    assert_eq!(again.len().unwrap(), 5_001);
}

/// What may be done to a store.
#[derive(Clone, Debug)]
enum Step {
    Write(Vec<(u8, u8, u8)>, Policy),
    Replace(u64, (u8, u8, u8)),
    Remove(Vec<u64>),
}

fn step() -> impl Strategy<Value = Step> {
    let unit = (0..6_u8, 0..4_u8, 0..3_u8);
    let policy = prop::sample::select(vec![
        Policy::NewestWins,
        Policy::KeepAll,
        Policy::KeepFirst,
        Policy::Overwrite,
    ]);
    prop_oneof![
        3 => (prop::collection::vec(unit.clone(), 1..8), policy).prop_map(|(units, policy)| Step::Write(units, policy)),
        1 => (1..20_u64, unit).prop_map(|(id, unit)| Step::Replace(id, unit)),
        1 => prop::collection::vec(1..20_u64, 1..4).prop_map(Step::Remove),
    ]
}

fn unit_of((source, target, date): (u8, u8, u8)) -> NewUnit {
    let date = ["", "20240101", "20250101"][usize::from(date)];
    new(&format!("s{source}"), &format!("t{target}"), date)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_feed_of_changes_is_the_difference_of_two_scans(steps in prop::collection::vec(step(), 1..12)) {
        let (_folder, store) = made();
        let mut moments = vec![(store.moment().unwrap(), all(&store))];
        for step in &steps {
            match step {
                Step::Write(units, policy) => {
                    let units: Vec<NewUnit> = units.iter().map(|unit| unit_of(*unit)).collect();
                    prop_assert_eq!(store.write(&units, *policy).unwrap().len(), units.len());
                }
                Step::Replace(id, unit) => { store.replace(UnitId(*id), &unit_of(*unit)).unwrap(); }
                Step::Remove(ids) => {
                    let ids: Vec<UnitId> = ids.iter().map(|id| UnitId(*id)).collect();
                    store.remove(&ids).unwrap();
                }
            }
            moments.push((store.moment().unwrap(), all(&store)));
        }
        let now = all(&store);
        prop_assert_eq!(store.len().unwrap(), now.len() as u64);
        let variants: u64 = store.languages().unwrap().values().sum();
        prop_assert_eq!(variants, 2 * now.len() as u64);
        for (since, before) in moments {
            let (mut units, mut seen, mut texts) = (before.clone(), Vec::new(), Vec::new());
            let now_at = store.changes(since, &mut |change| {
                match change {
                    Change::Written(stored) => {
                        seen.push(stored.id);
                        units.insert(stored.id, *stored);
                    }
                    Change::Removed(id) => {
                        seen.push(id);
                        assert!(units.remove(&id).is_some());
                    }
                }
                ControlFlow::Continue(())
            }).unwrap();
            prop_assert_eq!(now_at, store.moment().unwrap());
            prop_assert_eq!(&units, &now);
            store.texts(since, &mut |id, _| { texts.push(id); ControlFlow::Continue(()) }).unwrap();
            prop_assert_eq!(&texts, &seen);
            let names = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), names, "each unit once");
            // What did not change is not told.
            let changed = |id: &UnitId| before.get(id) != now.get(id);
            prop_assert!(seen.iter().all(changed), "{:?}", seen);
        }
    }
}
