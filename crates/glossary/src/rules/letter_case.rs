#![doc = include_str!("letter-case.md")]

use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::words;
use yaddash_language::translit::name_key;
use yaddash_language::{Language, inflection::fold_word};
use yaddash_model::Severity;

use super::generic::is_one_of_many;
use super::ordinary::may_be_word;
use super::spelling::recased;
use super::{BlockText, Issue, Rule};
use crate::matcher::Occurrence;
use crate::termbase::{CaseRule, ConceptEntry, Term};

pub(super) const RULE: Rule = Rule {
    id: "letter-case",
    severity: Severity::Warning,
    is_fixable: true,
    doc: include_str!("letter-case.md"),
};

/// A name in small letters needs as many letters to be no other word when it stands alone.
const LONG_NAME: usize = 7;
/// Within a name of several words fewer will do.
const LONG_WORD: usize = 5;
/// Two letters with one capital are too often a word or a name.
const SHORTEST_ABBREVIATION: usize = 3;

pub(crate) fn check(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    for place in block.places() {
        let is_right = |occurrence: &Occurrence| occurrence.case_ok || occurrence.lookalike;
        if place.iter().any(is_right) {
            continue;
        }
        let approved = place
            .iter()
            .find(|occurrence| occurrence.status.is_approved());
        if let Some(occurrence) = approved {
            issues.extend(issue(block, occurrence));
        }
    }
}

fn issue(block: &BlockText<'_>, occurrence: &Occurrence) -> Option<Issue> {
    let (concept, term) = block.term(occurrence)?;
    let found = block.text_of(occurrence.span);
    let is_wrong = if occurrence.lacks_capitals {
        is_certain_abbreviation(found, occurrence, term, block)
    } else {
        is_certain_name(found, occurrence, concept, term, block)
    };
    let suggestion = recased(found, &term.text, block.text.language());
    (is_wrong && suggestion != found).then(|| Issue {
        rule: &RULE,
        span: occurrence.span,
        concept: Some(concept.id.clone()),
        message: format!("the letter case is not that of the term `{}`", term.text),
        suggestions: vec![suggestion],
    })
}

/// Whether `found`, an abbreviation without its capitals, can be nothing else.
pub(super) fn is_certain_abbreviation(
    found: &str,
    occurrence: &Occurrence,
    term: &Term,
    block: &BlockText<'_>,
) -> bool {
    let language = block.text.language();
    if words(&term.text).count() != 1 || Shape::of(&term.text) != Shape::AllCaps {
        return false;
    }
    let mut parts = words(found).filter_map(|word| found.get(word));
    let Some(word) = parts.next() else {
        return false;
    };
    let is_pronounceable = may_be_word(&fold_word(&term.text, language), language)
        || may_be_word(&fold_word(word, language), language);
    // Azerbaijani parts endings from abbreviations, and never from words and names in its own letters.
    let has_ending_apart = language.code() == "az" && parts.next().is_some();
    let is_whole = word.chars().count() == term.text.chars().count();
    !is_pronounceable || has_ending_apart || is_whole && stands_as_name(word, occurrence, block)
}

/// Words that sentences and titles are built with, which may have a capital anywhere (`Who’s Who`).
fn is_function_word(folded: &str, language: &Language) -> bool {
    let words: &[&str] = match language.code() {
        "az" => &[
            "ara", "biz", "bəs", "daha", "elə", "hər", "isə", "kim", "necə", "onu", "ora", "sən",
            "siz", "var", "yox",
        ],
        "en" => &[
            "all", "and", "any", "are", "but", "can", "did", "for", "had", "has", "her", "him",
            "his", "how", "its", "let", "may", "nor", "not", "off", "one", "our", "out", "own",
            "per", "she", "that", "the", "they", "this", "too", "via", "was", "what", "when",
            "who", "why", "will", "with", "yes", "yet", "you",
        ],
        "ru" => &[
            "вам", "вас", "вот", "все", "где", "для", "его", "еще", "или", "как", "кто", "мне",
            "мой", "над", "нас", "она", "они", "под", "при", "раз", "сам", "так", "там", "тот",
            "тут", "уже", "чем", "что", "это",
        ],
        _ => &[],
    };
    words.contains(&folded)
}

/// Whether `word`, with a capital at the beginning, stands in running text where words have none, and alone: beside
/// another name or title it may be part of that.
fn stands_as_name(word: &str, occurrence: &Occurrence, block: &BlockText<'_>) -> bool {
    let text = &block.text;
    let Some(at) = text.word_at(occurrence.span.start()) else {
        return false;
    };
    // A long word at the beginning of an English sentence may be a given name; many English surnames look like
    // abbreviations.
    let is_capitalised = |at: usize| {
        text.words().get(at).is_some_and(|word| {
            let spelled = text.spelled(word);
            let is_long = spelled.chars().count() > SHORTEST_ABBREVIATION;
            spelled.starts_with(casing::is_upper)
                && (!text.begins_sentence(at) || is_long && text.language().code() == "en")
        })
    };
    let is_joined = |gap: Option<&str>| gap.is_some_and(|gap| gap.chars().count() == 1);
    let follows_name = at.checked_sub(1).is_some_and(|before| {
        is_capitalised(before) && !text.gap_behind(before).is_some_and(|gap| gap.contains(','))
    });
    let leads_name = is_joined(text.gap_behind(at)) && is_capitalised(at + 1);
    let rest = text.source().get(occurrence.span.end()..);
    let in_sentence = rest.is_some_and(|rest| rest.contains(['.', '!', '?', '…']));
    word.chars().count() >= SHORTEST_ABBREVIATION
        && Shape::of(word) == Shape::Capitalised
        && !is_function_word(&fold_word(word, text.language()), text.language())
        && in_sentence
        && !text.begins_sentence(at)
        && !follows_name
        && !leads_name
}

/// Whether `found`, in other case than `term`, is meant to be the term.
fn is_certain_name(
    found: &str,
    occurrence: &Occurrence,
    concept: &ConceptEntry,
    term: &Term,
    block: &BlockText<'_>,
) -> bool {
    let term_has_capitals = term.text.chars().any(casing::is_upper);
    let first_is_upper = found.starts_with(casing::is_upper);
    let later_capitals = found.chars().skip(1).any(casing::is_upper);
    let is_several = words(&term.text).count() > 1;
    if !term_has_capitals {
        // A common noun with a capital in the midst of a sentence is a name or a title.
        return false;
    }
    if later_capitals || first_is_upper && is_several {
        return true;
    }
    if is_several
        && term.case == CaseRule::Strict
        && !is_one_of_many(found, occurrence, term, block)
    {
        return true;
    }
    words(&term.text)
        .filter_map(|word| term.text.get(word))
        .any(|word| {
            let shortest = if is_several { LONG_WORD } else { LONG_NAME };
            word.chars().count() >= shortest && is_shared_name(word, concept, block)
        })
}

/// Whether `word` has a capital, and another language of the concept spells the same name.
fn is_shared_name(word: &str, concept: &ConceptEntry, block: &BlockText<'_>) -> bool {
    if !word.starts_with(casing::is_upper) {
        return false;
    }
    let key = name_key(word, block.text.language());
    concept
        .sections
        .iter()
        .filter(|section| section.language.language() != block.language.language())
        .any(|section| {
            let language = Language::of(&section.language);
            section.terms.iter().any(|term| {
                words(&term.text)
                    .filter_map(|word| term.text.get(word))
                    .any(|other| {
                        other.starts_with(casing::is_upper) && name_key(other, language) == key
                    })
            })
        })
}
