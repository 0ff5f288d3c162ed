//! What is wrong with a termbase.

use std::fmt;

use rustc_hash::FxHashMap;
use unicode_normalization::is_nfc;
use yaddash_language::Language;
use yaddash_language::inflection::{fold_word, words};
use yaddash_language::lookalike;
use yaddash_model::{LanguageTag, LineColumn, Severity};

use super::{ConceptEntry, Status, Term, Termbase};

/// A problem of a termbase.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// How grave it is.
    pub severity: Severity,
    /// The concept.
    pub concept: String,
    /// The language.
    pub language: Option<LanguageTag>,
    /// The term, empty where the concept as a whole is meant.
    pub term: String,
    /// Where the term stands in its file, where that is known.
    pub place: Option<LineColumn>,
    /// What is wrong, in words: a fragment in lower case.
    pub message: String,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A term without a letter or digit.
    EmptyTerm,
    /// The same term twice in one concept and language.
    DuplicateTerm,
    /// The same term in two concepts: legitimate for homonyms, and often a mistake.
    Homonym,
    /// A term that is approved in one place and deprecated in another.
    ContradictoryStatus,
    /// Two preferred terms in one language of a concept.
    SeveralPreferred,
    /// Only deprecated terms in one language of a concept: nothing can be suggested.
    NothingApproved,
    /// A word with letters of two scripts.
    MixedScripts,
    /// A term that is not composed (NFC).
    NotComposed,
    /// White space at the ends, or more than one space in a row, or an invisible character.
    StraySpace,
    /// A concept without terms.
    EmptyConcept,
}

impl ProblemKind {
    /// The stable name, such as `duplicate-term`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EmptyTerm => "empty-term",
            Self::DuplicateTerm => "duplicate-term",
            Self::Homonym => "homonym",
            Self::ContradictoryStatus => "contradictory-status",
            Self::SeveralPreferred => "several-preferred",
            Self::NothingApproved => "nothing-approved",
            Self::MixedScripts => "mixed-scripts",
            Self::NotComposed => "not-composed",
            Self::StraySpace => "stray-space",
            Self::EmptyConcept => "empty-concept",
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Self::EmptyTerm | Self::ContradictoryStatus | Self::MixedScripts => Severity::Error,
            Self::Homonym => Severity::Info,
            _ => Severity::Warning,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Every problem of `termbase`, concept by concept. Grave are empty terms, mixed scripts and terms approved here and
/// deprecated there.
pub fn validate(termbase: &Termbase) -> Vec<Problem> {
    let mut validation = Validation::default();
    for concept in &termbase.concepts {
        validation.concept(concept);
    }
    validation.problems
}

#[derive(Default)]
struct Validation {
    problems: Vec<Problem>,
    /// For each language and folded term the places where it was seen.
    seen: FxHashMap<(String, String), Seen>,
}

struct Seen {
    concept: String,
    is_approved: bool,
    place: Option<LineColumn>,
}

impl Validation {
    fn report(
        &mut self,
        kind: ProblemKind,
        concept: &ConceptEntry,
        at: Option<(&LanguageTag, &Term)>,
        message: impl Into<String>,
    ) {
        self.problems.push(Problem {
            kind,
            severity: kind.severity(),
            concept: concept.id.clone(),
            language: at.map(|(language, _)| language.clone()),
            term: at.map(|(_, term)| term.text.clone()).unwrap_or_default(),
            place: at.and_then(|(_, term)| term.place),
            message: message.into(),
        });
    }

    fn concept(&mut self, concept: &ConceptEntry) {
        if concept
            .sections
            .iter()
            .all(|section| section.terms.is_empty())
        {
            self.report(
                ProblemKind::EmptyConcept,
                concept,
                None,
                "the concept has no term",
            );
        }
        for section in &concept.sections {
            let language = &section.language;
            let mut preferred = 0;
            for term in &section.terms {
                self.term(concept, language, term);
                if term.status == Status::Preferred {
                    preferred += 1;
                    if preferred == 2 {
                        let message = "the concept has two preferred terms in this language; admit one of them";
                        self.report(
                            ProblemKind::SeveralPreferred,
                            concept,
                            Some((language, term)),
                            message,
                        );
                    }
                }
            }
            if let Some(first) = section.terms.first()
                && !section.terms.iter().any(|term| term.status.is_approved())
            {
                let message = "no term of this language is approved, so nothing can be suggested";
                self.report(
                    ProblemKind::NothingApproved,
                    concept,
                    Some((language, first)),
                    message,
                );
            }
        }
    }

    fn term(&mut self, concept: &ConceptEntry, language: &LanguageTag, term: &Term) {
        let at = Some((language, term));
        if words(&term.text).next().is_none() {
            let message = "the term has no letter or digit";
            return self.report(ProblemKind::EmptyTerm, concept, at, message);
        }
        if let Some(mixed) = lookalike::find_mixed(&term.text).first() {
            let word = mixed.span.of(&term.text).unwrap_or_default();
            let message = format!("the word `{word}` mixes Latin and Cyrillic letters");
            self.report(ProblemKind::MixedScripts, concept, at, message);
        }
        if !is_nfc(&term.text) {
            let message = "the term has letters in two parts (NFD); write it composed (NFC)";
            self.report(ProblemKind::NotComposed, concept, at, message);
        }
        if has_stray_space(&term.text) {
            let message =
                "the term has white space at an end, twice in a row, or an invisible character";
            self.report(ProblemKind::StraySpace, concept, at, message);
        }
        self.repetition(concept, language, term);
    }

    fn repetition(&mut self, concept: &ConceptEntry, language: &LanguageTag, term: &Term) {
        let at = Some((language, term));
        // Letter case tells terms apart: `PACE` and `pace` are two.
        let composed = fold_spaces(&term.text, Language::of(language));
        let key = (language.normal().to_owned(), composed);
        let is_approved = term.status.is_approved();
        let Some(seen) = self.seen.get(&key) else {
            let seen = Seen {
                concept: concept.id.clone(),
                is_approved,
                place: term.place,
            };
            self.seen.insert(key, seen);
            return;
        };
        let before = seen
            .place
            .map_or_else(String::new, |place| format!(" (line {})", place.line));
        let (kind, message) = if seen.is_approved != is_approved {
            let message = format!(
                "the term is approved in one place and deprecated in another, concept `{}`{before}",
                seen.concept
            );
            (ProblemKind::ContradictoryStatus, message)
        } else if seen.concept == concept.id {
            let message = format!("the term stands in the concept already{before}");
            (ProblemKind::DuplicateTerm, message)
        } else {
            let message = format!("the concept `{}` has the same term{before}", seen.concept);
            (ProblemKind::Homonym, message)
        };
        self.report(kind, concept, at, message);
    }
}

/// The term with single spaces, composed, in its own letter case.
fn fold_spaces(text: &str, language: &Language) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        // Composed by folding where that changes nothing but the composition.
        if is_nfc(word) {
            folded.push_str(word);
        } else {
            folded.push_str(&fold_word(word, language));
        }
    }
    folded
}

fn has_stray_space(text: &str) -> bool {
    text.trim() != text
        || text.contains("  ")
        || text
            .contains(|c: char| c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::read_csv;

    #[test]
    fn every_problem_in_one_run() {
        let table = "concept,language,term,status\n\
                     a,az,AŞPA,preferred\na,az,AŞPA,preferred\na,ru,ПАСЕ,deprecated\n\
                     b,az,AŞPA,deprecated\nb,az,Xаnkəndi,preferred\nb,az,S\u{327}uşa,admitted\nb,az,-,admitted\n\
                     c,en,two  spaces,preferred\nd,en,two  spaces,preferred\n";
        let termbase = read_csv(table).unwrap().termbase;
        let found: Vec<(&str, usize)> = validate(&termbase)
            .iter()
            .map(|problem| (problem.kind.name(), problem.place.unwrap().line))
            .collect();
        assert_eq!(
            found,
            [
                ("duplicate-term", 3),
                ("several-preferred", 3),
                ("nothing-approved", 4),
                ("contradictory-status", 5),
                ("mixed-scripts", 6),
                ("not-composed", 7),
                ("empty-term", 8),
                ("stray-space", 9),
                ("stray-space", 10),
                ("homonym", 10),
            ]
        );
    }
}
