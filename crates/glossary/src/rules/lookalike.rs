#![doc = include_str!("look-alike.md")]

use yaddash_language::lookalike::{MixedWord, find_mixed};
use yaddash_language::script;
use yaddash_model::{ByteSpan, Severity};

use super::{BlockText, Issue, Rule};
use crate::matcher::{restored, script_of};

pub(super) const RULE: Rule = Rule {
    id: "look-alike",
    severity: Severity::Error,
    is_fixable: true,
    doc: include_str!("look-alike.md"),
};

pub(crate) fn check(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    let from = issues.len();
    terms(block, issues);
    for mixed in find_mixed(block.text.source()) {
        let is_known = issues
            .get(from..)
            .is_some_and(|known| known.iter().any(|issue| issue.span.overlaps(mixed.span)));
        if !is_known {
            issues.extend(word(block, &mixed));
        }
    }
}

/// Terms that are written with letters of the other script.
fn terms(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    for place in block.places() {
        let Some(occurrence) = place.iter().find(|occurrence| occurrence.lookalike) else {
            continue;
        };
        let found = block.text_of(occurrence.span);
        let Some((concept, term)) = block.term(occurrence) else {
            continue;
        };
        let suggestion =
            script_of(block.text.language()).and_then(|script| restored(found, script));
        issues.push(Issue {
            rule: &RULE,
            span: occurrence.span,
            concept: Some(concept.id.clone()),
            suggestions: suggestion.into_iter().collect(),
            message: format!("`{}` is written with letters of another script", term.text),
        });
    }
}

fn word(block: &BlockText<'_>, mixed: &MixedWord) -> Option<Issue> {
    let text = block.text_of(mixed.span);
    if is_masked(block, mixed.span) || joins_two_parts(text) {
        return None;
    }
    let letters: String = mixed.offending.iter().map(|(_, letter)| *letter).collect();
    Some(Issue {
        rule: &RULE,
        span: mixed.span,
        concept: None,
        suggestions: restored(text, mixed.script).into_iter().collect(),
        message: format!(
            "the word mixes Latin and Cyrillic letters: `{letters}` is of the other script"
        ),
    })
}

fn is_masked(block: &BlockText<'_>, span: ByteSpan) -> bool {
    block
        .text
        .words()
        .iter()
        .any(|word| word.is_masked && ByteSpan::from(word.span.clone()).overlaps(span))
}

/// Whether the word is one run of each script, both of two letters or more.
fn joins_two_parts(word: &str) -> bool {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    let runs: Vec<usize> = letters
        .chunk_by(|one, next| script::of(*one) == script::of(*next))
        .map(<[char]>::len)
        .collect();
    runs.len() == 2 && runs.iter().all(|length| *length > 1)
}
