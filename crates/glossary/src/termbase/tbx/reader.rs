//! Reading TBX.

use std::io::Read;

use rustc_hash::FxHashMap;
use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_model::{Attributes, LanguageTag, LineColumn};

use super::category::{Category, NOTE};
use super::element::{Element, place, read_content, start, xml_error};
use crate::termbase::{CaseRule, ConceptEntry, LanguageSection, ReadTermbase, Status, Term};
use crate::{Error, Result};

/// Reads TBX of version 2 or 3, DCA or DCT, from UTF-8. Categories without a field of their own are kept by name with
/// the concept, the language or the term. Statuses are those of TBX; `forbidden` and `obsolete` are read too.
///
/// # Errors
/// [`Error::Xml`] where the XML is not well-formed, [`Error::NotTbx`] where the root is another, [`Error::Language`] and
/// [`Error::Incomplete`] where a language section has no usable language.
pub fn read_tbx(input: impl Read) -> Result<ReadTermbase> {
    let mut reader = XmlReader::new(input).allowing_undeclared_prefixes();
    let mut read = ReadTermbase::default();
    let mut known = FxHashMap::default();
    let mut is_root = true;
    loop {
        let at = place(&reader);
        let event = match reader.next_event() {
            Ok(event) => event,
            Err(error) => return Err(xml_error(&mut reader, &error)),
        };
        if matches!(event, XmlEvent::Eof) {
            return Ok(read);
        }
        let Some((element, is_empty)) = start(&event, at) else {
            continue;
        };
        if std::mem::take(&mut is_root)
            && !matches!(element.name.as_str(), "tbx" | "martif" | "TBX")
        {
            return Err(Error::NotTbx {
                place: at,
                root: element.name,
            });
        }
        if !is_empty && matches!(element.name.as_str(), "conceptEntry" | "termEntry") {
            let element = read_content(&mut reader, element)?;
            let entry = concept(&element, &mut read.warnings, read.termbase.concepts.len())?;
            add(entry, &mut read, &mut known);
        }
    }
}

/// Adds `entry`; one whose identifier is taken already is joined with the first.
fn add(entry: ConceptEntry, read: &mut ReadTermbase, known: &mut FxHashMap<String, usize>) {
    let id = entry.id.clone();
    let Some(there) = read.termbase.concept_mut(&id, known) else {
        return;
    };
    if there.sections.is_empty() {
        *there = entry;
        return;
    }
    for section in entry.sections {
        let terms = &mut there.section_mut(&section.language).terms;
        terms.extend(section.terms);
    }
}

type Warnings = Vec<(LineColumn, String)>;

fn concept(element: &Element, warnings: &mut Warnings, count: usize) -> Result<ConceptEntry> {
    let mut entry = ConceptEntry {
        id: element
            .attribute("id")
            .map_or_else(|| format!("entry-{}", count + 1), str::to_owned),
        ..ConceptEntry::default()
    };
    for child in &element.children {
        match child.name.as_str() {
            "langSet" | "langSec" => {
                let section = section(child, warnings)?;
                entry
                    .section_mut(&section.language)
                    .terms
                    .extend(section.terms);
                let known = entry.section_mut(&section.language);
                for (name, value) in section.extra.iter() {
                    known.extra.set(name, value);
                }
            }
            _ => keep(child, &mut entry.extra),
        }
    }
    Ok(entry)
}

fn section(element: &Element, warnings: &mut Warnings) -> Result<LanguageSection> {
    let place = element.place;
    let tag = element
        .attribute("xml:lang")
        .or_else(|| element.attribute("lang"))
        .ok_or(Error::Incomplete {
            place,
            element: "langSec",
            missing: "xml:lang",
        })?;
    let language =
        LanguageTag::parse(tag.trim()).map_err(|source| Error::Language { place, source })?;
    let mut section = LanguageSection {
        language,
        extra: Attributes::new(),
        terms: Vec::new(),
    };
    for child in &element.children {
        match child.name.as_str() {
            "tig" | "ntig" | "termSec" => section.terms.push(term(child, warnings)),
            _ => keep(child, &mut section.extra),
        }
    }
    Ok(section)
}

fn term(element: &Element, warnings: &mut Warnings) -> Term {
    let mut term = Term {
        place: Some(element.place),
        ..Term::default()
    };
    read_term(element, &mut term, warnings);
    term
}

fn read_term(element: &Element, term: &mut Term, warnings: &mut Warnings) {
    for child in &element.children {
        match child.name.as_str() {
            "term" => term.text = child.value(),
            "termGrp" | "termNoteGrp" | "descripGrp" | "adminGrp" => {
                read_term(child, term, warnings);
            }
            "note" => term.note = Some(child.note()),
            _ => read_category(child, term, warnings),
        }
    }
}

fn read_category(child: &Element, term: &mut Term, warnings: &mut Warnings) {
    let value = child.value();
    let mut unknown = |what: &str| {
        warnings.push((child.place, format!("`{value}` is no {what} that is known")));
    };
    match Category::of(child.category()) {
        Some(Category::Status) => match Status::parse(&value) {
            Some(status) => term.status = status,
            None => unknown("status"),
        },
        Some(Category::Case) => match CaseRule::parse(&value) {
            Some(case) => term.case = case,
            None => unknown("case rule"),
        },
        Some(Category::PartOfSpeech) => term.part_of_speech = Some(value),
        Some(Category::Form) => term.forms.push(value),
        None => keep(child, &mut term.extra),
    }
}

/// Keeps a category without a field by its name; groups are opened, and repeated ones are joined by line breaks.
fn keep(element: &Element, extra: &mut Attributes) {
    if element.name.ends_with("Grp") {
        for child in &element.children {
            keep(child, extra);
        }
        return;
    }
    let (name, value) = if element.name == "note" {
        (NOTE, element.note())
    } else {
        (element.category(), element.value())
    };
    match extra.get(name) {
        Some(known) if known != value => {
            let joined = format!("{known}\n{value}");
            extra.set(name, joined);
        }
        _ => extra.set(name, value),
    }
}
