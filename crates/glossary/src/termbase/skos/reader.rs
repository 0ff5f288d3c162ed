//! From statements of RDF to a termbase.

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_model::{LanguageTag, LineColumn};

use super::super::detail::{Detail, DetailKind};
use super::super::problem::{Problem, ProblemKind};
use super::super::{ConceptEntry, ReadTermbase, Status, Term};
use super::graph::{Object, RDF, SKOS, Triple};
use super::writer::{OWN_IRI, UNTYPED};

/// The termbase of a graph. Its concepts are what is a `skos:Concept`, or has a label of SKOS and no type; labels are terms; all
/// other statements are kept, those about a concept with it and the others with the termbase.
pub(super) fn termbase(triples: Vec<Triple>) -> ReadTermbase {
    let mut read = ReadTermbase::default();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let typed = subjects(&triples, is_type_concept);
    let other = subjects(&triples, |triple| {
        triple.predicate.strip_prefix(RDF) == Some("type") && !is_type_concept(triple)
    });
    // Schemes and collections have labels as well.
    let mut concepts = subjects(&triples, |triple| label(triple).is_some());
    concepts.retain(|subject| !other.contains(subject));
    concepts.extend(typed.iter().cloned());
    for triple in triples {
        if !concepts.contains(&triple.subject) {
            let mut detail = detail(&triple);
            detail.attributes.set("subject", triple.subject);
            read.termbase.details.push(detail);
            continue;
        }
        let id = triple
            .subject
            .strip_prefix(OWN_IRI)
            .map_or_else(|| triple.subject.clone(), percent_decoded);
        let place = triple.place;
        let Some(entry) = read.termbase.concept_mut(&id, &mut known) else {
            continue;
        };
        if is_type_concept(&triple) {
            continue;
        }
        if entry.sections.is_empty() && entry.details.is_empty() && !typed.contains(&triple.subject)
        {
            let untyped = Detail::new(DetailKind::Attribute, UNTYPED, "");
            entry.details.push(untyped);
        }
        let (status, is_label) = match label(&triple) {
            Some(status) => (status, true),
            None => (Status::default(), false),
        };
        match (&triple.object, is_label) {
            (
                Object::Literal {
                    value, language, ..
                },
                true,
            ) => {
                let tag = language.as_deref().unwrap_or("und");
                let language = match LanguageTag::parse(tag) {
                    Ok(language) => language,
                    Err(error) => {
                        let start = place.unwrap_or(LineColumn::START);
                        let kind = ProblemKind::UnknownLanguage;
                        let problem = Problem::new(kind, start, error.to_string());
                        read.problems.push(problem.of(tag).in_concept(&id));
                        read.losses.add("label without a usable tag");
                        continue;
                    }
                };
                let text = value.trim();
                if text != value {
                    let what = "the label has white space at an end, which is left out";
                    let start = place.unwrap_or(LineColumn::START);
                    let problem = Problem::new(ProblemKind::StraySpace, start, what);
                    read.problems.push(problem.of(text).in_concept(&id));
                }
                entry.section_mut(&language).terms.push(Term {
                    text: text.to_owned(),
                    status,
                    is_status_stated: true,
                    place,
                    ..Term::default()
                });
            }
            _ => entry.details.push(detail(&triple)),
        }
    }
    for entry in &mut read.termbase.concepts {
        to_their_languages(entry);
    }
    read
}

/// Moves definitions and notes in a language to the terms of that language, where there are any.
fn to_their_languages(entry: &mut ConceptEntry) {
    for mut detail in std::mem::take(&mut entry.details) {
        let is_of_language = matches!(detail.kind, DetailKind::Descrip | DetailKind::Note);
        let section = detail
            .attributes
            .get("xml:lang")
            .filter(|_| is_of_language)
            .and_then(|tag| {
                entry
                    .sections
                    .iter_mut()
                    .find(|section| section.language.as_str() == tag)
            });
        match section {
            Some(section) => {
                detail.attributes.remove("xml:lang");
                section.details.push(detail);
            }
            None => entry.details.push(detail),
        }
    }
}

/// The subjects of the statements that `is_meant` picks.
fn subjects(triples: &[Triple], is_meant: impl Fn(&Triple) -> bool) -> FxHashSet<String> {
    triples
        .iter()
        .filter(|triple| is_meant(triple))
        .map(|triple| triple.subject.clone())
        .collect()
}

fn is_type_concept(triple: &Triple) -> bool {
    triple.predicate.strip_prefix(RDF) == Some("type")
        && matches!(&triple.object, Object::Node(iri) if iri.strip_prefix(SKOS) == Some("Concept"))
}

/// The status of the term that a statement gives, where it gives one.
fn label(triple: &Triple) -> Option<Status> {
    match triple.predicate.strip_prefix(SKOS)? {
        "prefLabel" => Some(Status::Preferred),
        "altLabel" => Some(Status::Admitted),
        "hiddenLabel" => Some(Status::Deprecated),
        _ => None,
    }
}

/// A statement as the model keeps it. Definitions and notes are those of other formats.
fn detail(triple: &Triple) -> Detail {
    match &triple.object {
        Object::Node(iri) => Detail::new(
            DetailKind::Resource,
            triple.predicate.as_str(),
            iri.as_str(),
        ),
        Object::Literal {
            value,
            language,
            datatype,
        } => {
            let (kind, name) = match triple.predicate.strip_prefix(SKOS) {
                Some("definition") => (DetailKind::Descrip, "definition"),
                Some("note") => (DetailKind::Note, "note"),
                _ => (DetailKind::Literal, triple.predicate.as_str()),
            };
            let mut detail = Detail::new(kind, name, value.as_str());
            if let Some(language) = language {
                detail.attributes.set("xml:lang", language.as_str());
            }
            if let Some(datatype) = datatype {
                detail.attributes.set("datatype", datatype.as_str());
            }
            detail
        }
    }
}

/// A text in which `%` and two digits stand for a byte.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let digits = others
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = digits {
            bytes.push(byte);
            rest = others.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = others;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
