//! From a termbase to statements of RDF.

use yaddash_model::LanguageTag;

use super::super::detail::{Detail, DetailKind};
use super::super::field::Field;
use super::super::told::Told;
use super::super::{ConceptEntry, Losses, Status, Termbase};
use super::graph::{Object, RDF, SKOS, Triple};

/// What stands before an identifier that is no IRI.
pub(super) const OWN_IRI: &str = "urn:yaddash:concept:";

/// The attribute of a concept that no statement calls one.
pub(super) const UNTYPED: &str = "untyped";

/// The statements of a termbase, and what SKOS has no place for.
pub(super) fn triples(termbase: &Termbase) -> (Vec<Triple>, Losses) {
    let mut triples = Vec::new();
    let mut losses = Losses::default();
    for detail in &termbase.details {
        match detail.attributes.get("subject") {
            Some(subject) if is_statement(detail) => {
                triples.push(statement(subject, detail, None));
            }
            _ if matches!(detail.kind, DetailKind::Column | DetailKind::Attribute) => {}
            _ => losses.add(format!("{} of the file", detail.kind.word())),
        }
    }
    for concept in &termbase.concepts {
        of_concept(concept, &mut triples, &mut losses);
    }
    (triples, losses)
}

fn is_statement(detail: &Detail) -> bool {
    matches!(detail.kind, DetailKind::Literal | DetailKind::Resource)
        || is_definition_or_note(detail)
}

fn is_definition_or_note(detail: &Detail) -> bool {
    detail.is(DetailKind::Descrip, "definition") || detail.kind == DetailKind::Note
}

fn of_concept(concept: &ConceptEntry, triples: &mut Vec<Triple>, losses: &mut Losses) {
    let subject = iri(&concept.id);
    let is_untyped = |detail: &Detail| detail.is(DetailKind::Attribute, UNTYPED);
    if !concept.details.iter().any(is_untyped) {
        triples.push(Triple {
            subject: subject.clone(),
            predicate: format!("{RDF}type"),
            object: Object::Node(format!("{SKOS}Concept")),
            place: None,
        });
    }
    for section in &concept.sections {
        let mut has_preferred = false;
        // `_` stands for `-` in tags of some programs, and not in those of RDF.
        let language = &section.language.as_str().replace('_', "-");
        for term in &section.terms {
            let label = match term.status {
                Status::Preferred if has_preferred => {
                    losses.add("second preferred term of a language, written as altLabel");
                    "altLabel"
                }
                Status::Preferred => {
                    has_preferred = true;
                    "prefLabel"
                }
                Status::Admitted => "altLabel",
                Status::Deprecated => "hiddenLabel",
                Status::Superseded => {
                    losses.add("superseded, written as hiddenLabel");
                    "hiddenLabel"
                }
            };
            triples.push(Triple {
                subject: subject.clone(),
                predicate: format!("{SKOS}{label}"),
                object: Object::Literal {
                    value: term.text.clone(),
                    language: (language != "und").then(|| language.clone()),
                    datatype: None,
                },
                place: None,
            });
            Told::new(term)
                .without_fields(&[Field::Status])
                .count(losses);
        }
        for detail in &section.details {
            if is_definition_or_note(detail) {
                count_extras(detail, losses);
                triples.push(statement(&subject, detail, Some(language)));
            } else {
                let (word, name) = (detail.kind.word(), &detail.name);
                losses.add(format!("{word} `{name}` of languages"));
            }
        }
    }
    for detail in concept.details.iter().filter(|detail| !is_untyped(detail)) {
        if is_statement(detail) {
            count_extras(detail, losses);
            triples.push(statement(&subject, detail, None));
        } else {
            let (word, name) = (detail.kind.word(), &detail.name);
            losses.add(format!("{word} `{name}` of concepts"));
        }
    }
}

fn count_extras(detail: &Detail, losses: &mut Losses) {
    let is_known = |name: &str| matches!(name, "xml:lang" | "datatype" | "subject");
    if detail.attributes.iter().any(|(name, _)| !is_known(name))
        || !detail.content.is_empty()
        || detail.group.is_some()
    {
        losses.add(format!("what is said about `{}`", detail.name));
    }
}

fn statement(subject: &str, detail: &Detail, language: Option<&str>) -> Triple {
    let predicate = match detail.kind {
        DetailKind::Descrip => format!("{SKOS}definition"),
        DetailKind::Note => format!("{SKOS}note"),
        _ => detail.name.clone(),
    };
    let object = match detail.kind {
        DetailKind::Resource => Object::Node(detail.value.clone()),
        _ => Object::Literal {
            value: detail.value.clone(),
            language: detail
                .attributes
                .get("xml:lang")
                .filter(|tag| LanguageTag::parse(tag).is_ok())
                .map(|tag| tag.replace('_', "-"))
                .or_else(|| language.map(str::to_owned)),
            datatype: detail
                .attributes
                .get("datatype")
                .filter(|datatype| datatype.contains(':'))
                .map(str::to_owned),
        },
    };
    Triple {
        subject: subject.to_owned(),
        predicate,
        object,
        place: None,
    }
}

/// The identifier as an IRI: itself where it is one.
fn iri(id: &str) -> String {
    let is_iri = id.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    let is_clean =
        !id.contains(|c: char| c.is_control() || c.is_whitespace() || "<>\"{}|^`\\".contains(c));
    if id.starts_with("_:") || (is_iri && is_clean && !id.starts_with(OWN_IRI)) {
        return id.to_owned();
    }
    let mut iri = OWN_IRI.to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            iri.extend([format!("%{byte:02X}")]);
        }
    }
    iri
}
