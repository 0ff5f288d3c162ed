//! Tables and JSON Lines of units: any file is read or refused; JSON Lines are read back equal, tables with equal texts,
//! and Moses files have a line a unit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_formats::Error;
use yaddash_formats::units::moses::MosesOptions;
use yaddash_formats::units::{TableOptions, csv, jsonl, languages_of, moses, tsv};
use yaddash_fuzz::{choose, parted};
use yaddash_model::{LanguageTag, TranslationUnit};

#[derive(Clone, Copy)]
enum Kind {
    Tsv,
    Csv,
    Jsonl,
}

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let units = match choose(choice, &[Kind::Tsv, Kind::Csv, Kind::Jsonl]) {
        Kind::Tsv => read_tsv(bytes),
        Kind::Csv => read_csv(bytes),
        Kind::Jsonl => jsonl::Reader::new(bytes).collect(),
    };
    let Ok(units) = units else {
        return;
    };
    check_jsonl(&units);
    let languages = languages_of(&units);
    if languages.is_empty() {
        return;
    }
    check_tables(&units, &languages);
    check_moses(&units, languages);
});

fn read_tsv(bytes: &[u8]) -> Result<Vec<TranslationUnit>, Error> {
    tsv::Reader::new(bytes)?.collect()
}

fn read_csv(bytes: &[u8]) -> Result<Vec<TranslationUnit>, Error> {
    csv::Reader::new(bytes)?.collect()
}

fn check_jsonl(units: &[TranslationUnit]) {
    let mut writer = jsonl::Writer::new(Vec::new());
    for unit in units {
        writer.write(unit).unwrap();
    }
    let bytes = writer.finish().unwrap();
    let again: Vec<_> = jsonl::Reader::new(&*bytes).map(Result::unwrap).collect();
    assert_eq!(again, units);
}

fn check_tables(units: &[TranslationUnit], languages: &[LanguageTag]) {
    // Languages that a table's header cannot name, as private tags, are no matter of tables.
    if languages
        .iter()
        .any(|tag| !matches!(tag.language().len(), 2..=3))
    {
        return;
    }
    let expected: Vec<Vec<&str>> = units
        .iter()
        .map(|unit| texts(unit, languages))
        .filter(|texts| texts.iter().any(|text| !text.is_empty()))
        .collect();
    for byte_order_mark in [false, true] {
        let options = TableOptions::default().with_byte_order_mark(byte_order_mark);
        let mut table = tsv::Writer::new(Vec::new(), languages.to_vec(), options).unwrap();
        let mut records = csv::Writer::new(Vec::new(), languages.to_vec(), options).unwrap();
        for unit in units {
            table.write(unit).unwrap();
            records.write(unit).unwrap();
        }
        let (table, losses) = table.finish().unwrap();
        let (records, same) = records.finish().unwrap();
        assert_eq!(losses, same);
        for again in [read_tsv(&table).unwrap(), read_csv(&records).unwrap()] {
            let again: Vec<Vec<&str>> = again.iter().map(|unit| texts(unit, languages)).collect();
            assert_eq!(again, expected);
        }
    }
}

/// The text of the first variant of each language, empty where there is none.
fn texts<'u>(unit: &'u TranslationUnit, languages: &[LanguageTag]) -> Vec<&'u str> {
    let text_in = |language: &LanguageTag| {
        let variant = unit
            .variants
            .iter()
            .find(|variant| variant.language == *language)?;
        Some(variant.segment.text())
    };
    languages
        .iter()
        .map(|language| text_in(language).unwrap_or_default())
        .collect()
}

fn check_moses(units: &[TranslationUnit], languages: Vec<LanguageTag>) {
    let outputs = languages.into_iter().map(|language| (language, Vec::new()));
    let mut writer = moses::Writer::new(outputs, MosesOptions::default());
    for unit in units {
        writer.write(unit).unwrap();
    }
    let (files, _) = writer.finish().unwrap();
    let lines = |file: &[u8]| file.iter().filter(|byte| **byte == b'\n').count();
    assert!(
        files
            .windows(2)
            .all(|pair| lines(&pair[0]) == lines(&pair[1]))
    );
}
