//! The machine loses its power.
//!
//! What had not been synced may be gone or there in part: so the journal is cut anywhere behind what was acknowledged, and
//! while the database takes the journal in, any of its pages may be old or new. That the system syncs when it is asked to,
//! and the disk when the system asks, cannot be tested so; that it is asked to is [`the_journal_is_synced`].

use std::fs;

use super::*;

/// The bytes of the database and of its journal.
fn files(folder: &Path) -> [Vec<u8>; 2] {
    ["store.sqlite", "store.sqlite-wal"].map(|name| fs::read(folder.join(name)).unwrap())
}

/// How many units there are in a memory of these files, which must be sound.
fn units_of(database: &[u8], journal: &[u8]) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("store.sqlite"), database).unwrap();
    fs::write(folder.path().join("store.sqlite-wal"), journal).unwrap();
    let store = SqliteStore::open(folder.path(), Access::Write).unwrap();
    let sound: String = store
        .writing(|tables| {
            Ok(tables
                .transaction
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(sound, "ok");
    let units = all(&store);
    assert_eq!(store.len().unwrap(), units.len() as u64);
    assert!(units.keys().zip(1..).all(|(id, expected)| id.0 == expected));
    units.len() as u64
}

/// Batches of one unit, two units and so on; after each, how long the journal is and how many units there are.
fn written(store: &SqliteStore, folder: &Path, batches: u64) -> Vec<(usize, u64)> {
    let mut known = Vec::new();
    for batch in 0..batches {
        let units: Vec<NewUnit> = (0..=batch)
            .map(|n| {
                new(
                    &format!("{batch} {n} {}", "Məclis ".repeat(40)),
                    "Qanun",
                    "",
                )
            })
            .collect();
        store.write(&units, Policy::default()).unwrap();
        known.push((files(folder)[1].len(), store.len().unwrap()));
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_not_synced_is_gone_by_batches(cut in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), 0..600)) {
        let (folder, store) = made();
        let folder = folder.path().join("m");
        let known = written(&store, &folder, 8);
        let [database, journal] = files(&folder);
        let cut = cut.index(journal.len() + 1);
        let acknowledged = known.iter().filter(|(length, _)| *length <= cut).map(|(_, units)| *units).max();
        let mut torn = journal[..cut].to_vec();
        torn.extend(noise);
        // The tables themselves are made in the journal too; what is cut before is no memory yet, and becomes an empty one.
        prop_assert_eq!(units_of(&database, &torn), acknowledged.unwrap_or(0));
    }

    #[test]
    fn a_database_that_took_in_half_of_its_journal_is_whole(choices in prop::collection::vec(any::<bool>(), 1..40)) {
        let (folder, store) = made();
        let folder = folder.path().join("m");
        let known = written(&store, &folder, 8);
        let [old, journal] = files(&folder);
        {
            let writer = store.writer.lock().unwrap();
            writer.as_ref().unwrap().query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
        }
        let [new, _] = files(&folder);
        let mut mixed = Vec::new();
        for (page, choice) in (0..new.len().div_ceil(4096)).zip(choices.iter().cycle()) {
            let of = |bytes: &[u8]| bytes.get(page * 4096..((page + 1) * 4096).min(bytes.len())).map(<[u8]>::to_vec);
            let (old, new) = (of(&old), of(&new));
            mixed.extend(if *choice { new.clone() } else { old.or(new) }.unwrap_or_default());
        }
        prop_assert_eq!(units_of(&mixed, &journal), known.last().unwrap().1);
    }
}

#[test]
fn the_journal_is_synced() {
    let (_folder, store) = made();
    let writer = store.writer.lock().unwrap();
    let ask = |pragma: &str| -> String {
        let value = writer
            .as_ref()
            .unwrap()
            .query_row(pragma, [], |row| row.get::<_, rusqlite::types::Value>(0));
        format!("{:?}", value.unwrap())
    };
    assert_eq!(ask("PRAGMA journal_mode"), "Text(\"wal\")");
    // 2 is FULL: the journal is synced with every transaction.
    assert_eq!(ask("PRAGMA synchronous"), "Integer(2)");
}
