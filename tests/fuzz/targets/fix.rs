//! Checks and fixes: findings lie in the file; with the glossary of the corpus, what was fixed once is not changed by
//! fixing it again. An input may bring a glossary of its own, before a line `=`; with that one nothing but the places is
//! looked at, since the terms of such a glossary may ask to be replaced by each other.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yaddash_formats::document::{DocumentFormat, ReadOptions, read};
use yaddash_fuzz::{choose, language, parted, text_of};
use yaddash_glossary::{Checker, Fixed, fix, read_csv, unified_diff};
use yaddash_model::{ByteSpan, Finding, LanguageTag, LineIndex, Place, TranslationUnit, Variant};

static CORPUS: LazyLock<Checker> = LazyLock::new(|| {
    let table = include_str!("../../../corpus/glossary/institutions.csv");
    Checker::new(
        read_csv(table)
            .expect("the glossary of the corpus is whole")
            .termbase,
    )
});

const FORMATS: [DocumentFormat; 3] = [
    DocumentFormat::Text,
    DocumentFormat::Markdown,
    DocumentFormat::Html,
];

fuzz_target!(|input: &[u8]| {
    let ([language_choice, format], rest) = parted(input);
    let (language, format) = (language(language_choice), choose(format, &FORMATS));
    let text = text_of(rest);
    match text.split_once("\n=\n") {
        Some((table, text)) => {
            if let Ok(read) = read_csv(table) {
                let checker = Checker::new(read.termbase);
                fixed(&checker, text, format, &language);
                check_unit(&checker, text);
            }
        }
        None => {
            let once = fixed(&CORPUS, text, format, &language);
            let twice = fixed(&CORPUS, &once.text, format, &language);
            assert_eq!(twice.text, once.text);
            check_unit(&CORPUS, text);
        }
    }
});

fn fixed(checker: &Checker, text: &str, format: DocumentFormat, language: &LanguageTag) -> Fixed {
    let document =
        read(format, text.as_bytes(), ReadOptions::default()).expect("any text is a document");
    let findings = checker.check_document(&document, text, "fuzz".as_ref(), language);
    for finding in &findings {
        check_place(finding, text);
    }
    let fixed = fix(text, &findings);
    assert!(
        fixed
            .applied
            .is_sorted_by_key(|at| findings[*at].place.span)
    );
    assert_eq!(
        unified_diff("fuzz", text, &fixed.text).is_empty(),
        fixed.text == text
    );
    fixed
}

fn check_place(finding: &Finding, text: &str) {
    let place = &finding.place;
    assert!(
        place.span.of(text).is_some(),
        "{finding:?} cuts a character or lies outside"
    );
    assert!(place.start <= place.end);
    assert!(!finding.message.is_empty());
}

/// The lines of the text as variants of one unit, the languages in turn.
fn check_unit(checker: &Checker, text: &str) {
    let lines = text.split('\n').take(4);
    let variants = lines
        .zip(b'0'..)
        .map(|(line, choice)| Variant::new(language(choice), line));
    let unit = TranslationUnit {
        variants: variants.collect(),
        ..TranslationUnit::default()
    };
    let place = |at: usize, span: ByteSpan| {
        let text = unit.variants[at].segment.text();
        assert!(
            span.of(text).is_some(),
            "{span} cuts a character or lies outside"
        );
        let lines = LineIndex::new(text);
        Place {
            path: "fuzz".into(),
            start: lines.line_column(text, span.start()),
            end: lines.line_column(text, span.end()),
            span,
        }
    };
    for finding in checker.check_unit(&unit, None, &place) {
        assert!(!finding.message.is_empty());
    }
}
