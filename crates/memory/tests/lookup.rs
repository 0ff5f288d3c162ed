//! Look-ups in a memory that is written, closed, damaged and opened again.

use std::error::Error;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use yaddash_memory::Memory;
use yaddash_memory::lookup::Query;
use yaddash_memory::score::{MatchKind, Scoring};
use yaddash_memory::store::{Access, Context, NewUnit, Outcome, Policy, UnitId};
use yaddash_model::{LanguageTag, Property, Segment, SourceLanguage, TranslationUnit, Variant};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn tag(tag: &str) -> LanguageTag {
    tag.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn unit(source: &str, target: &str) -> NewUnit {
    NewUnit {
        unit: TranslationUnit {
            variants: vec![
                Variant::new(tag("az"), source),
                Variant::new(tag("en"), target),
            ],
            ..TranslationUnit::default()
        },
        source: SourceLanguage::Tag(tag("az")),
        origin: None,
    }
}

fn write(memory: &Memory, units: &[(&str, &str)]) -> Result<Vec<UnitId>> {
    let units: Vec<_> = units
        .iter()
        .map(|(source, target)| unit(source, target))
        .collect();
    let outcomes = memory.store().write(&units, Policy::KeepAll)?;
    Ok(outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Created(id) | Outcome::Updated(id) | Outcome::Unchanged(id) => id,
        })
        .collect())
}

/// The targets that a look-up finds, with their scores in whole points.
fn found(memory: &Memory, text: &str) -> Result<Vec<(String, i64)>> {
    let (segment, az, en) = (Segment::from(text), tag("az"), tag("en"));
    let matches = memory.lookup(&Query::new(&segment, &az, &en))?;
    Ok(matches
        .iter()
        .map(|found| {
            let target = found.target().segment.text().to_owned();
            #[expect(clippy::cast_possible_truncation, reason = "at most 102")]
            let score = found.score.value as i64;
            (target, score)
        })
        .collect())
}

fn open(directory: &Path) -> Result<Memory> {
    Ok(Memory::open(directory, Access::Write)?)
}

#[test]
fn what_is_written_is_found_at_once() -> Result {
    let directory = tempfile::tempdir()?;
    let memory = open(directory.path())?;
    assert_eq!(found(&memory, "Fayl tapılmadı")?, []);
    let ids = write(
        &memory,
        &[
            ("Fayl tapılmadı", "File not found"),
            ("Qovluq açıldı", "Folder opened"),
        ],
    )?;
    assert_eq!(
        found(&memory, "Fayl tapılmadı")?,
        [("File not found".to_owned(), 100)]
    );
    write(&memory, &[("Fayl tapılmadı!", "File not found!")])?;
    assert_eq!(
        found(&memory, "Fayl tapılmadı")?,
        [
            ("File not found".to_owned(), 100),
            ("File not found!".to_owned(), 98)
        ]
    );
    memory.store().remove(&ids)?;
    assert_eq!(
        found(&memory, "FAYL TAPILMADI!")?,
        [("File not found!".to_owned(), 98)]
    );
    // Another program that reads sees the same.
    let other = Memory::open(directory.path(), Access::Read)?;
    assert_eq!(
        found(&other, "Fayl tapılmadı!")?,
        [("File not found!".to_owned(), 100)]
    );
    Ok(())
}

#[test]
fn both_directions_are_found() -> Result {
    let directory = tempfile::tempdir()?;
    let memory = open(directory.path())?;
    write(&memory, &[("Fayl tapılmadı", "File not found")])?;
    let (segment, az, en, ru) = (
        Segment::from("File not found"),
        tag("az"),
        tag("en-GB"),
        tag("ru"),
    );
    let matches = memory.lookup(&Query::new(&segment, &en, &az))?;
    assert_eq!(
        matches.first().map(|found| found.target().segment.text()),
        Some("Fayl tapılmadı")
    );
    assert_eq!(memory.lookup(&Query::new(&segment, &en, &ru))?.len(), 0);
    Ok(())
}

#[test]
fn context_is_worth_more_than_the_text_alone() -> Result {
    let directory = tempfile::tempdir()?;
    let memory = open(directory.path())?;
    let in_context = |target: &str, previous: &str, id: &str| {
        let mut new = unit("Aç", target);
        new.unit
            .properties
            .push(Property::new("x-previous-segment", previous));
        new.unit.properties.push(Property::new("x-context", id));
        new
    };
    memory.store().write(
        &[
            in_context("Open", "Fayl", "menu"),
            in_context("Hungry", "Mən", "mood"),
            unit("Aç", "Unlock"),
        ],
        Policy::KeepAll,
    )?;
    let (segment, az, en) = (Segment::from("Aç"), tag("az"), tag("en"));
    let mut query = Query::new(&segment, &az, &en);
    query.context = Context {
        previous: Some("Mən".to_owned()),
        id: Some("mood".to_owned()),
        ..Context::default()
    };
    let matches = memory.lookup(&query)?;
    let best = matches.first().ok_or("no match")?;
    assert_eq!(best.target().segment.text(), "Hungry");
    assert_eq!(
        (best.score.value, best.score.kind),
        (102.0, MatchKind::Context)
    );
    query.context.id = Some("menu".to_owned());
    let matches = memory.lookup(&query)?;
    assert!(
        matches
            .iter()
            .take(2)
            .all(|found| found.score.value > 100.5 && found.score.value < 101.5)
    );
    Ok(())
}

#[test]
fn an_index_that_is_damaged_is_made_again() -> Result {
    let directory = tempfile::tempdir()?;
    let expected = [("File not found".to_owned(), 100)];
    let memory = open(directory.path())?;
    write(
        &memory,
        &[
            ("Fayl tapılmadı", "File not found"),
            ("Qovluq açıldı", "Folder opened"),
        ],
    )?;
    memory.prepare(&tag("az"))?;
    drop(memory);
    let index = directory.path().join("index");
    let files: Vec<_> = fs::read_dir(&index)?
        .flatten()
        .map(|file| file.path())
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    for file in &files {
        let whole = fs::read(file)?;
        for cut in [0, 1, 7, 40, whole.len() / 2, whole.len() - 1] {
            fs::write(file, whole.get(..cut).unwrap_or_default())?;
            assert_eq!(found(&open(directory.path())?, "Fayl tapılmadı")?, expected);
        }
        for at in (0..whole.len()).step_by(whole.len() / 37 + 1) {
            let mut damaged = whole.clone();
            if let Some(byte) = damaged.get_mut(at) {
                *byte ^= 0x20;
            }
            fs::write(file, &damaged)?;
            assert_eq!(
                found(&open(directory.path())?, "Fayl tapılmadı")?,
                expected,
                "{at}"
            );
        }
        fs::remove_file(file)?;
        assert_eq!(found(&open(directory.path())?, "Fayl tapılmadı")?, expected);
        fs::write(file, &whole)?;
    }
    Ok(())
}

#[test]
fn an_index_of_another_store_is_not_used() -> Result {
    let (one, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for (directory, target) in [(&one, "File not found"), (&other, "No such file")] {
        let memory = open(directory.path())?;
        write(&memory, &[("Fayl tapılmadı", target)])?;
        memory.prepare(&tag("az"))?;
    }
    for file in fs::read_dir(one.path().join("index"))?.flatten() {
        fs::copy(
            file.path(),
            other.path().join("index").join(file.file_name()),
        )?;
    }
    assert_eq!(
        found(&open(other.path())?, "Fayl tapılmadı")?,
        [("No such file".to_owned(), 100)]
    );
    Ok(())
}

/// Copies the files of the store, as a backup does.
fn copy_store(from: &Path, to: &Path) -> Result {
    for file in fs::read_dir(from)?.flatten() {
        if file.file_type()?.is_file() {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

#[test]
fn a_store_that_was_put_back_and_written_since_is_indexed_again() -> Result {
    let (directory, backup) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let memory = open(directory.path())?;
    write(&memory, &[("Fayl tapılmadı", "File not found")])?;
    drop(memory);
    copy_store(directory.path(), backup.path())?;
    let memory = open(directory.path())?;
    write(&memory, &[("Qovluq açıldı", "Folder opened")])?;
    memory.prepare(&tag("az"))?;
    drop(memory);
    copy_store(backup.path(), directory.path())?;
    // As many changes as the index knows, and one more: the names of its units are those of others now.
    for text in ["Sənəd silindi", "Sətir boşdur"] {
        let memory = open(directory.path())?;
        write(&memory, &[(text, "other")])?;
        assert_eq!(found(&memory, text)?, [("other".to_owned(), 100)]);
        assert_eq!(found(&memory, "Qovluq açıldı")?, []);
    }
    // What was made again is kept.
    let memory = open(directory.path())?;
    let info = memory.prepare(&tag("az"))?;
    assert_eq!(info.texts, 3);
    drop(memory);
    assert_eq!(
        found(&open(directory.path())?, "Fayl tapılmadı")?,
        [("File not found".to_owned(), 100)]
    );
    Ok(())
}

#[test]
fn many_threads_look_up_while_one_writes() -> Result {
    let directory = tempfile::tempdir()?;
    let memory = open(directory.path())?;
    write(&memory, &[("Fayl tapılmadı", "File not found")])?;
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let hits = found(&memory, "Fayl tapılmadı").unwrap_or_default();
                        assert_eq!(hits.first(), Some(&("File not found".to_owned(), 100)));
                    }
                })
            })
            .collect();
        for batch in 0..40 {
            let texts: Vec<String> = (0..250)
                .map(|at| format!("Sətir {batch} sütun {at}"))
                .collect();
            let units: Vec<_> = texts.iter().map(|text| (text.as_str(), "x")).collect();
            write(&memory, &units).unwrap_or_else(|error| panic!("{error}"));
        }
        for reader in readers {
            reader
                .join()
                .unwrap_or_else(|_| panic!("a reader panicked"));
        }
    });
    assert_eq!(
        found(&memory, "Sətir 39 sütun 249")?.first(),
        Some(&("x".to_owned(), 100))
    );
    Ok(())
}

/// What is done to a memory.
#[derive(Clone, Debug)]
enum Step {
    Write(Vec<String>),
    Remove(prop::sample::Index),
    Prepare,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = "(Fayl|Qovluq|Sənəd|файл|file)( (tapılmadı|açıldı|1|2|silindi)){0,3}[.!]?";
    let step = prop_oneof![
        4 => prop::collection::vec(text, 1..12).prop_map(Step::Write),
        2 => any::<prop::sample::Index>().prop_map(Step::Remove),
        1 => Just(Step::Prepare),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn the_index_agrees_with_the_store(steps in steps(), asked in "(Fayl|Qovluq|file)( (tapılmadı|açıldı|3))?!?") {
        let directory = tempfile::tempdir().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let fail = |error: Box<dyn Error>| TestCaseError::fail(error.to_string());
        let mut memory = open(directory.path()).map_err(fail)?;
        let mut units: Vec<(UnitId, String)> = Vec::new();
        for step in steps {
            match step {
                Step::Write(texts) => {
                    let pairs: Vec<_> = texts.iter().map(|text| (text.as_str(), text.as_str())).collect();
                    let ids = write(&memory, &pairs).map_err(fail)?;
                    for (id, text) in ids.into_iter().zip(&texts) {
                        if !units.iter().any(|known| known.0 == id) {
                            units.push((id, text.clone()));
                        }
                    }
                }
                Step::Remove(which) if !units.is_empty() => {
                    let (id, _) = units.swap_remove(which.index(units.len()));
                    memory.store().remove(&[id]).map_err(|error| fail(error.into()))?;
                }
                Step::Remove(_) => {}
                Step::Prepare => { memory.prepare(&tag("az")).map_err(|error| fail(error.into()))?; }
                Step::Reopen => {
                    drop(memory);
                    memory = open(directory.path()).map_err(fail)?;
                }
            }
            let (segment, az, en) = (Segment::from(asked.as_str()), tag("az"), tag("en"));
            let mut query = Query::new(&segment, &az, &en);
            query.limit = 1000;
            query.scoring = Scoring::Char;
            let matches = memory.lookup(&query).map_err(|error| fail(error.into()))?;
            let mut mine: Vec<UnitId> = matches.iter().map(|found| found.unit.id).collect();
            mine.sort();
            let alike = |text: &str| {
                let longest = text.chars().count().max(asked.chars().count());
                let mut columns = yaddash_memory::distance::Columns::default();
                let pattern = yaddash_memory::distance::Pattern::new(&asked);
                let distance = pattern.distance(text, text.chars().count(), 1000, &mut columns).unwrap_or(1000);
                distance * 10 <= longest * 3
            };
            let mut all: Vec<UnitId> = units.iter().filter(|(_, text)| alike(text)).map(|(id, _)| *id).collect();
            all.sort();
            prop_assert_eq!(mine, all);
        }
    }
}
