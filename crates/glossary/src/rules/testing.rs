//! What the tests of rules share.

use yaddash_model::{
    Block, BlockKind, ByteSpan, Document, Finding, LineColumn, Place, TranslationUnit, Variant,
};

use crate::Checker;
use crate::termbase::read_csv;

/// The findings in a document whose paragraphs are parted by blank lines.
pub(crate) fn check(glossary: &str, language: &str, text: &str) -> Vec<Finding> {
    let checker = Checker::new(read_csv(glossary).unwrap().termbase);
    let mut at = 0;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        blocks.push(Block::verbatim(BlockKind::Paragraph, paragraph, at));
        at += paragraph.len() + 2;
    }
    let document = Document {
        language: None,
        blocks,
    };
    checker.check_document(&document, text, "x".as_ref(), &language.parse().unwrap())
}

/// Asserts which places `rule` reports, without any glossary, and what it suggests there.
#[track_caller]
pub(crate) fn finds(rule: &str, language: &str, text: &str, expected: &[(&str, &[&str])]) {
    let found = check("concept,language,term\n", language, text);
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .filter(|finding| finding.rule.as_str() == rule)
        .map(|finding| {
            assert_eq!(finding.place.span.of(text), Some(finding.text.as_str()));
            let suggestions = finding.suggestions.iter().map(String::as_str).collect();
            (finding.text.as_str(), suggestions)
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>)> = expected
        .iter()
        .map(|(text, suggestions)| (*text, suggestions.to_vec()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Asserts that `rule` reports nothing.
#[track_caller]
pub(crate) fn finds_nothing(rule: &str, language: &str, text: &str) {
    finds(rule, language, text, &[]);
}

/// A glossary without terms.
const NO_TERMS: &str = "concept,language,term\n";

/// The findings in a unit of two languages, each with its text.
pub(crate) fn check_unit(
    glossary: &str,
    source: (&str, &str),
    target: (&str, &str),
) -> Vec<Finding> {
    let checker = Checker::new(read_csv(glossary).unwrap().termbase);
    let variant = |(language, text): (&str, &str)| Variant::new(language.parse().unwrap(), text);
    let unit = TranslationUnit {
        variants: vec![variant(source), variant(target)],
        ..TranslationUnit::default()
    };
    let place = |_: usize, span: ByteSpan| Place {
        path: "x.tmx".into(),
        start: LineColumn::START,
        end: LineColumn::START,
        span,
    };
    checker.check_unit(&unit, None, &place)
}

fn texts(rule: &str, source: (&str, &str), target: (&str, &str)) -> Vec<String> {
    check_unit(NO_TERMS, source, target)
        .into_iter()
        .filter(|finding| finding.rule.as_str() == rule)
        .map(|finding| finding.text)
        .collect()
}

/// Asserts what `rule` reports in the target of a unit.
#[track_caller]
pub(crate) fn differs(rule: &str, source: (&str, &str), target: (&str, &str), expected: &[&str]) {
    assert_eq!(
        texts(rule, source, target),
        expected,
        "{source:?} {target:?}"
    );
}

/// Asserts that no rule reports anything in a unit, whichever side is the source.
#[track_caller]
pub(crate) fn agrees(one: (&str, &str), other: (&str, &str)) {
    for (source, target) in [(one, other), (other, one)] {
        let found = check_unit(NO_TERMS, source, target);
        assert!(found.is_empty(), "{source:?} {target:?}: {found:?}");
    }
}
