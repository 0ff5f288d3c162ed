//! What the tests of rules share.

use yaddash_model::{Block, BlockKind, Document, Finding};

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
