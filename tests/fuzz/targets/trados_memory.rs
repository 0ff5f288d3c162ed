//! Memories of Trados Studio: any file and any segment is read or refused, and the file stays as it is.
#![no_main]

use std::fs;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;
use yaddash_formats::units::sdltm::Reader;
use yaddash_fuzz::{choose, parted, text_of};

#[derive(Clone, Copy)]
enum Kind {
    Segment,
    File,
}

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.sdltm");
    match choose(choice, &[Kind::Segment, Kind::File]) {
        Kind::Segment => make(&path, &text_of(bytes)),
        Kind::File => fs::write(&path, bytes).unwrap(),
    }
    let before = fs::read(&path).unwrap();
    if let Ok(reader) = Reader::open(&path) {
        for unit in reader.take(10_000) {
            let Ok(unit) = unit else { break };
            assert!(!unit.variants.is_empty());
        }
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
});

/// A memory of one unit.
fn make(path: &Path, segment: &str) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE TABLE translation_memories(id INTEGER PRIMARY KEY, source_language, target_language);
             CREATE TABLE translation_units(id INTEGER PRIMARY KEY, source_segment, target_segment);
             INSERT INTO translation_memories VALUES (1, 'az', 'en');",
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO translation_units VALUES (1, ?1, NULL)",
            [segment],
        )
        .unwrap();
}
