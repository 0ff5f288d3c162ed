#![doc = include_str!("deprecated-term.md")]

use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::{fold_word, inflect_like, words};
use yaddash_model::{ByteSpan, Severity};

use super::generic::is_one_of_many;
use super::letter_case::is_certain_abbreviation;
use super::ordinary::may_be_word;
use super::{BlockText, Issue, Rule, agreement};
use crate::matcher::Occurrence;
use crate::termbase::{CaseRule, ConceptEntry, Status, Term};

pub(super) const RULE: Rule = Rule {
    id: "deprecated-term",
    severity: Severity::Error,
    is_fixable: true,
    doc: include_str!("deprecated-term.md"),
};

pub(crate) fn check(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    for place in block.places() {
        let is_meant = |occurrence: &Occurrence| {
            !occurrence.lookalike
                && (!occurrence.lacks_capitals || is_meant_small(occurrence, block))
        };
        if place
            .iter()
            .any(|occurrence| occurrence.status.is_approved())
        {
            continue;
        }
        let mut meant = place.iter().filter(|occurrence| is_meant(occurrence));
        issues.extend(meant.find_map(|occurrence| issue(block, occurrence)));
    }
}

/// Whether an abbreviation without its capitals can be nothing else.
fn is_meant_small(occurrence: &Occurrence, block: &BlockText<'_>) -> bool {
    block.term(occurrence).is_some_and(|(_, term)| {
        is_certain_abbreviation(block.text_of(occurrence.span), occurrence, term, block)
    })
}

fn issue(block: &BlockText<'_>, occurrence: &Occurrence) -> Option<Issue> {
    let (concept, term) = block.term(occurrence)?;
    let found = block.text_of(occurrence.span);
    if term.case == CaseRule::Strict
        && !occurrence.lacks_capitals
        && lacks_first_capital(found, &term.text)
        && (words(&term.text).count() == 1 && may_be_other(found, block)
            || is_one_of_many(found, occurrence, term, block))
    {
        return None;
    }
    let suggestions = replacement(block, concept, occurrence.span, term);
    let how = match term.status {
        Status::Superseded => "superseded",
        _ => "deprecated",
    };
    let instead = concept
        .preferred(block.language)
        .map_or_else(String::new, |preferred| {
            format!(": the preferred term is `{}`", preferred.text)
        });
    Some(Issue {
        rule: &RULE,
        span: occurrence.span,
        concept: Some(concept.id.clone()),
        suggestions,
        message: format!("`{}` is {how}{instead}", term.text),
    })
}

/// Whether a word in small letters can be another word than the name.
fn may_be_other(found: &str, block: &BlockText<'_>) -> bool {
    let language = block.text.language();
    may_be_word(&fold_word(found, language), language)
}

fn lacks_first_capital(found: &str, term: &str) -> bool {
    term.starts_with(casing::is_upper) && found.starts_with(casing::is_lower)
}

/// The term that should stand there, in the form that was found: an approved one of the same kind, abbreviation or not,
/// else the preferred one.
fn replacement(
    block: &BlockText<'_>,
    concept: &ConceptEntry,
    span: ByteSpan,
    term: &Term,
) -> Vec<String> {
    let found = block.text_of(span);
    let is_abbreviation = |text: &str| Shape::of(text) == Shape::AllCaps && !text.contains(' ');
    let wanted = is_abbreviation(&term.text);
    let approved = |status: Status| {
        concept
            .terms(block.language)
            .find(move |other| other.status == status && is_abbreviation(&other.text) == wanted)
    };
    let Some(replacement) = approved(Status::Preferred)
        .or_else(|| approved(Status::Admitted))
        .or_else(|| concept.preferred(block.language))
    else {
        return Vec::new();
    };
    let form = inflect_like(
        found,
        &term.text,
        &replacement.text,
        Language::of(block.language),
    )
    .filter(|suggestion| suggestion != found);
    let Some(form) = form else { return Vec::new() };
    if agreement::stays(block, span, &term.text, (&form, &replacement.text)) {
        return vec![form];
    }
    // Two ways to go on, or none, are for people to choose from.
    if form == replacement.text {
        return Vec::new();
    }
    vec![form, replacement.text.clone()]
}
