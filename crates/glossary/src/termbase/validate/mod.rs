//! What is wrong with a termbase.

use rustc_hash::FxHashMap;
use unicode_normalization::is_nfc;
use yaddash_language::Language;
use yaddash_language::inflection::{fold_word, words};
use yaddash_language::lookalike;
use yaddash_language::script::{Script, ScriptKind, of_text};
use yaddash_model::{LanguageTag, LineColumn, Severity};

use super::format::{ReadOptions, TermbaseFormat, read_termbase};
use super::problem::{Problem, ProblemKind};
use super::tbx::read_checked;
use super::{ConceptEntry, Status, Term, Termbase};
use crate::{Error, Result};

/// All that is wrong with a file in that format, in its order: what its reader cannot understand, what its format
/// forbids (dialects of TBX, tables as `MateCat` wants them), and what is wrong with its terms. A file that is damaged in
/// the middle is a problem as well.
///
/// # Errors
/// Those of the format, where the file is not in it at all.
pub fn validate_text(
    text: &str,
    format: TermbaseFormat,
    options: &ReadOptions,
) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let read = match format {
        TermbaseFormat::Tbx | TermbaseFormat::TbxV2 => read_checked(text.as_bytes(), &mut problems),
        _ => read_termbase(text, format, options),
    };
    let read = match read {
        // What is wrong with its lines can be told all the same.
        Err(Error::NoLanguages) => {
            let message = Error::NoLanguages.to_string();
            let problem = Problem::new(ProblemKind::MissingLanguage, LineColumn::START, message);
            problems.push(problem.with_severity(Severity::Info));
            let unknown = ReadOptions {
                source: "und".parse().ok(),
                target: "mis".parse().ok(),
            };
            read_termbase(text, format, &unknown)
        }
        read => read,
    };
    match read {
        Ok(mut read) => {
            problems.append(&mut read.problems);
            let of_terms = validate(&read.termbase).into_iter().filter(|problem| {
                // There a row is of terms to use or of terms not to use.
                format != TermbaseFormat::Matecat || problem.kind != ProblemKind::NothingApproved
            });
            problems.extend(of_terms);
        }
        Err(error) => {
            let place = match &error {
                Error::Xml { place, .. } | Error::Rdf { place, .. } => *place,
                Error::Table { line, .. } => LineColumn {
                    line: usize::try_from(*line).unwrap_or(usize::MAX),
                    column: 1,
                },
                _ => return Err(error),
            };
            let message = error.to_string();
            let what = message
                .strip_prefix(&format!("{place}: "))
                .unwrap_or(&message);
            problems.push(Problem::new(ProblemKind::NotReadable, place, what));
        }
    }
    problems.sort_by_key(|problem| problem.place.map(|place| (place.line, place.column)));
    // A reader and a dialect may find the same fault.
    problems.dedup_by(|one, before| {
        one.kind == before.kind && one.place == before.place && one.term == before.term
    });
    Ok(problems)
}

/// Every problem of the concepts and terms of `termbase`, concept by concept. Grave are empty terms, letters of other
/// scripts and terms approved here and deprecated there.
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
    /// The terms of each concept, and the concept that has them.
    concepts: FxHashMap<Vec<(String, String)>, String>,
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
        self.whole_concept(concept);
        for section in &concept.sections {
            let language = &section.language;
            let mut preferred = 0;
            for term in &section.terms {
                self.term(concept, language, term);
                if term.status == Status::Preferred && term.is_status_stated {
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
        let script = language.script_or_default();
        if let Some(word) = lookalike_word(&term.text, script) {
            let message =
                format!("the word `{word}` is of Cyrillic letters that look like Latin ones");
            self.report(ProblemKind::LookAlike, concept, at, message);
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
            let message = "the term has white space at an end or twice in a row";
            self.report(ProblemKind::StraySpace, concept, at, message);
        }
        if let Some(c) = term.text.chars().find(|c| is_invisible(*c, script)) {
            let message = format!(
                "the term has an invisible character, U+{:04X}: remove it",
                u32::from(c)
            );
            self.report(ProblemKind::InvisibleCharacter, concept, at, message);
        }
        self.repetition(concept, language, term);
    }

    /// Tells of a concept that has the same terms as one before.
    fn whole_concept(&mut self, concept: &ConceptEntry) {
        let mut terms: Vec<(String, String)> = concept
            .sections
            .iter()
            .flat_map(|section| {
                let language = section.language.normal();
                let terms = section.terms.iter();
                terms.map(move |term| (language.to_owned(), term.text.clone()))
            })
            .collect();
        // A single term in two concepts is a homonym, which is told of on its own.
        if terms.len() < 2 {
            return;
        }
        terms.sort_unstable();
        let first = concept.sections.first().and_then(|section| {
            let term = section.terms.first()?;
            Some((&section.language, term))
        });
        if let Some(other) = self.concepts.get(&terms) {
            let message = format!("the concept `{other}` has the same terms in every language");
            self.report(ProblemKind::DuplicateConcept, concept, first, message);
        } else {
            self.concepts.insert(terms, concept.id.clone());
        }
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
    text.trim() != text || text.contains("  ")
}

/// Whether nobody sees a character that changes what a term matches. Joiners are letters' companions in scripts other
/// than ours.
fn is_invisible(c: char, script: Option<&str>) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' => matches!(script, Some("Latn" | "Cyrl")),
        '\u{AD}'
        | '\u{200B}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

/// The first word of `text`, which should be in Latin letters, that is wholly of Cyrillic ones that look like them.
fn lookalike_word<'t>(text: &'t str, script: Option<&str>) -> Option<&'t str> {
    // Names and abbreviations in Latin letters stand in many a text in Cyrillic ones.
    if script != Some("Latn") {
        return None;
    }
    words(text).filter_map(|span| text.get(span)).find(|word| {
        // A single letter of the other script is as likely a symbol or a numeral.
        word.chars().count() > 1
            && of_text(word).kind() == ScriptKind::Cyrillic
            && lookalike::restored(word, Script::Latin).is_some()
    })
}

#[cfg(test)]
mod tests;
