//! Reading XML of `MultiTerm`.

use rustc_hash::FxHashMap;
use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_model::{LanguageTag, LineColumn};

use super::super::category::category;
use super::super::detail::{Detail, DetailKind, Group, Node};
use super::super::field::Field;
use super::super::language_name::{language_of, name_of};
use super::super::problem::{Problem, ProblemKind};
use super::super::xml::{XmlElement, XmlNode, place, read_content, start, xml_error};
use super::super::{ConceptEntry, LanguageSection, ReadTermbase, Term};
use super::{CATEGORIES, usual};
use crate::{Error, Result};

/// Reads XML of `MultiTerm`. Fields with the names of ours (status, part of speech, gender, case, note) fill them; all
/// others are kept by their names.
///
/// # Errors
/// [`Error::Xml`] where the XML is not well-formed, [`Error::NotMultiterm`] where the root is another.
pub(in super::super) fn read(text: &str) -> Result<ReadTermbase> {
    let mut reader = XmlReader::new(text.as_bytes()).allowing_undeclared_prefixes();
    let mut read = ReadTermbase::default();
    let mut known = FxHashMap::default();
    let mut is_root = true;
    loop {
        let at = place(&reader);
        let event = match reader.next_event() {
            Ok(event) => event,
            Err(error) => return Err(xml_error(&reader, &error)),
        };
        match &event {
            XmlEvent::Eof => return Ok(read),
            XmlEvent::Comment(_) => read.losses.add("comment"),
            _ => {}
        }
        let Some((mut element, is_empty)) = start(&event, at) else {
            continue;
        };
        let is_first = std::mem::take(&mut is_root);
        match element.local() {
            "mtf" if is_first => {
                for (name, value) in element.attributes.iter() {
                    let detail = Detail::new(DetailKind::Attribute, name, value);
                    read.termbase.details.push(detail);
                }
                continue;
            }
            "conceptGrp" => {}
            _ if is_first => {
                return Err(Error::NotMultiterm {
                    place: at,
                    root: element.name,
                });
            }
            name => {
                read.losses.add(format!("element `{name}`"));
                if !is_empty {
                    read_content(&mut reader, element)?;
                }
                continue;
            }
        }
        if !is_empty {
            element = read_content(&mut reader, element)?;
        }
        let count = read.termbase.concepts.len();
        let entry = concept(&element, count, &mut read);
        let id = entry.id.clone();
        let is_known = known.contains_key(&id);
        let Some(there) = read.termbase.concept_mut(&id, &mut known) else {
            continue;
        };
        if is_known {
            let what =
                format!("the concept `{id}` stands before already; both entries are read as one");
            let problem = Problem::new(ProblemKind::DuplicateId, at, what);
            read.problems.push(problem.of(&id).in_concept(&id));
            there.absorb(entry);
        } else {
            *there = entry;
        }
    }
}

fn concept(element: &XmlElement, count: usize, read: &mut ReadTermbase) -> ConceptEntry {
    let mut entry = ConceptEntry::default();
    let mut sections = Vec::new();
    for child in own(element, read) {
        match child.local() {
            "concept" => entry.id = child.value(),
            "languageGrp" => sections.extend(section(child, read)),
            _ => entry.details.push(detail(child)),
        }
    }
    entry.is_id_made = entry.id.is_empty();
    if entry.is_id_made {
        entry.id = format!("entry-{}", count + 1);
    }
    for section in sections {
        let known = entry.section_mut(&section.language);
        known.terms.extend(section.terms);
        known.details.extend(section.details);
    }
    entry
}

/// The elements in an element; what stands beside them is counted.
fn own<'e>(element: &'e XmlElement, read: &mut ReadTermbase) -> Vec<&'e XmlElement> {
    let mut elements = Vec::new();
    for node in &element.content {
        match node {
            XmlNode::Element(child) => elements.push(child),
            XmlNode::Comment(_) => read.losses.add("comment"),
            XmlNode::Instruction(..) => read.losses.add("processing instruction"),
            XmlNode::Text(text) if !text.trim().is_empty() => {
                read.losses.add("text between elements");
            }
            XmlNode::Text(_) => {}
        }
    }
    elements
}

fn section(element: &XmlElement, read: &mut ReadTermbase) -> Option<LanguageSection> {
    let named = element.child("language");
    let name = named.and_then(|named| named.attribute("type"));
    let tag = named.and_then(|named| named.attribute("lang"));
    let parsed = tag.map(|tag| LanguageTag::parse(tag.trim()));
    let language = match (parsed, name.and_then(language_of)) {
        (Some(Ok(language)), _) | (_, Some(language)) => language,
        (Some(Err(error)), None) => {
            let kind = ProblemKind::UnknownLanguage;
            let problem = Problem::new(kind, element.place, error.to_string());
            read.problems.push(problem.of(tag.unwrap_or_default()));
            read.losses.add("language without a usable tag");
            return None;
        }
        (None, None) => {
            let what = "`languageGrp` has no `language` with a `lang`";
            let problem = Problem::new(ProblemKind::MissingLanguage, element.place, what);
            read.problems.push(problem);
            read.losses.add("language without a usable tag");
            return None;
        }
    };
    let mut section = LanguageSection {
        language,
        details: Vec::new(),
        terms: Vec::new(),
    };
    let usual_name = name_of(&section.language, " ");
    for (attribute, value) in named.into_iter().flat_map(|named| named.attributes.iter()) {
        let usual = match attribute {
            "lang" => Some(section.language.as_str()),
            "type" => usual_name.as_deref(),
            _ => None,
        };
        if usual != Some(value) {
            let detail = Detail::new(DetailKind::Attribute, attribute, value);
            section.details.push(detail);
        }
    }
    for child in own(element, read) {
        match child.local() {
            "language" => {}
            "termGrp" => {
                let term = term(child, read);
                section.terms.push(term);
            }
            _ => section.details.push(detail(child)),
        }
    }
    Some(section)
}

fn term(element: &XmlElement, read: &mut ReadTermbase) -> Term {
    let mut term = Term {
        place: Some(element.place),
        ..Term::default()
    };
    let mut seen = Vec::new();
    for child in own(element, read) {
        if child.local() == "term" {
            term.text = child.value();
            term.place = Some(child.text_place());
            if child.has_elements() || !child.attributes.is_empty() {
                let mut markup = Detail::new(DetailKind::Term, "term", term.text.as_str());
                markup.attributes = child.attributes.clone();
                if child.has_elements() {
                    markup.content = child.kept_content();
                }
                term.details.push(markup);
            }
        } else {
            take(detail(child), child.place, &mut term, &mut seen, read);
        }
    }
    term
}

/// Fills a field from a statement, or keeps the statement.
fn take(
    detail: Detail,
    place: LineColumn,
    term: &mut Term,
    seen: &mut Vec<Field>,
    read: &mut ReadTermbase,
) {
    if detail.kind == DetailKind::Note && detail.is_plain() && term.note.is_none() {
        term.note = Some(detail.value);
        return;
    }
    let field = Field::of(&detail.name).filter(|field| {
        matches!(detail.kind, DetailKind::Descrip) && *field != Field::Form && !seen.contains(field)
    });
    let Some(field) = field else {
        term.details.push(detail);
        return;
    };
    seen.push(field);
    if !term.fill(field, &detail.value) {
        let what = format!("`{}` is no {} that is known", detail.value, field.what());
        let problem = Problem::new(ProblemKind::UnknownValue, place, what);
        read.problems.push(problem.of(&detail.value));
    }
    if !(detail.is_plain() && usual(field, term) == Some((detail.name.as_str(), &detail.value))) {
        term.details.push(detail);
    }
}

/// A statement, with what its group says about it.
fn detail(element: &XmlElement) -> Detail {
    if element.local().ends_with("Grp")
        && let Some(main) = element.elements().next()
        && let Some(mut detail) = statement(main)
        && element.attributes.is_empty()
    {
        let mut others: Vec<Detail> = element.elements().skip(1).map(inner).collect();
        if detail.kind == DetailKind::Transac {
            // `<transac type="origination">who</transac>`
            let who = std::mem::take(&mut detail.value);
            detail.value = std::mem::replace(&mut detail.name, "transactionType".to_owned());
            let who = Detail::new(DetailKind::TransacNote, "responsibility", who);
            others.insert(0, who);
        }
        if !others.is_empty() {
            detail.group = Some(Box::new(Group {
                details: others,
                ..Group::default()
            }));
        }
        return detail;
    }
    Detail {
        content: vec![Node::Element(element.kept())],
        ..Detail::new(DetailKind::Element, element.local(), "")
    }
}

fn inner(element: &XmlElement) -> Detail {
    if element.local().ends_with("Grp") {
        return detail(element);
    }
    statement(element).unwrap_or_else(|| detail(element))
}

fn statement(element: &XmlElement) -> Option<Detail> {
    let (kind, name) = match element.local() {
        "descrip" => (DetailKind::Descrip, element.attribute("type")?),
        "transac" => (DetailKind::Transac, element.attribute("type")?),
        "date" => (DetailKind::Date, "date"),
        _ => return None,
    };
    let usual = CATEGORIES
        .iter()
        .find(|(known, ..)| kind == DetailKind::Descrip && *known == name);
    let (kind, name) = match (usual, category(name)) {
        (Some((_, name, kind)), _) => (*kind, *name),
        (None, Some(known)) if kind == DetailKind::Descrip => (known.kind, name),
        _ => (kind, name),
    };
    let mut detail = Detail::new(kind, name, element.note());
    detail.attributes = element.attributes.clone();
    detail.attributes.remove("type");
    if element.has_elements() {
        detail.content = element.kept_content();
    }
    Some(detail)
}
