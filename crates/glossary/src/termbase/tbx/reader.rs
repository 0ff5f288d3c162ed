//! Reading TBX.

use std::io::Read;

use rustc_hash::FxHashMap;
use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_model::{LanguageTag, LineColumn};

use super::super::category::category;
use super::super::detail::{Detail, DetailKind, Element, Group, Node};
use super::super::field::Field;
use super::super::problem::{Problem, ProblemKind};
use super::super::xml::{XmlElement, XmlNode, place, read_content, start, xml_error};
use super::super::{ConceptEntry, LanguageSection, Losses, ReadTermbase, Term};
use super::instruction::Instruction;
use crate::{Error, Result};

/// Reads TBX of version 2 or 3, DCA or DCT, from UTF-8. What has no field of its own is kept with the concept, the
/// language or the term, with its attributes, groups and inline elements; so are the header and the back matter.
///
/// Values that are not understood are kept and told as problems; a language section without a usable language cannot be.
///
/// # Errors
/// [`Error::Xml`] where the XML is not well-formed, [`Error::NotTbx`] where the root is another.
pub fn read_tbx(input: impl Read) -> Result<ReadTermbase> {
    read_with(input, &mut |_| {})
}

/// Reads TBX and shows each entry to `look` before its meaning is taken.
pub(crate) fn read_with(
    input: impl Read,
    look: &mut dyn FnMut(&XmlElement),
) -> Result<ReadTermbase> {
    let mut reader = XmlReader::new(input).allowing_undeclared_prefixes();
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
            XmlEvent::Comment(text) => {
                let comment = Detail::new(DetailKind::Comment, "", text.as_ref());
                read.termbase.details.push(comment);
            }
            XmlEvent::ProcessingInstruction(instruction) => {
                match Instruction::parse(instruction.target(), instruction.data()) {
                    Some(Instruction::Detail(detail)) => read.termbase.details.push(detail),
                    _ if instruction.target() == "xml-model" => {}
                    _ => read.losses.add("processing instruction"),
                }
            }
            _ => {}
        }
        let Some((mut element, is_empty)) = start(&event, at) else {
            continue;
        };
        if std::mem::take(&mut is_root) {
            if !matches!(element.local(), "tbx" | "martif" | "TBX") {
                return Err(Error::NotTbx {
                    place: at,
                    root: element.name,
                });
            }
            look(&element);
            for (name, value) in element.attributes.iter() {
                let detail = Detail::new(DetailKind::Attribute, name, value);
                read.termbase.details.push(detail);
            }
            continue;
        }
        let name = element.local().to_owned();
        let is_entry = matches!(name.as_str(), "conceptEntry" | "termEntry");
        let is_kept = matches!(
            name.as_str(),
            "tbxHeader" | "martifHeader" | "header" | "back"
        );
        if !(is_entry || is_kept) {
            if !matches!(name.as_str(), "text" | "body" | "front") || !element.attributes.is_empty()
            {
                read.losses.add(format!("element `{name}`"));
            }
            continue;
        }
        if !is_empty {
            element = read_content(&mut reader, element)?;
        }
        look(&element);
        let mut taking = Taking {
            problems: &mut read.problems,
            losses: &mut read.losses,
        };
        if is_kept && element.value() == OWN_HEADER && element.attributes.is_empty() {
            continue;
        }
        if is_kept {
            let kept = Detail {
                content: vec![Node::Element(element.kept())],
                ..Detail::new(DetailKind::Element, name, "")
            };
            taking.count_comments(&element);
            read.termbase.details.push(kept);
        } else {
            let entry = taking.concept(&element, read.termbase.concepts.len());
            add(entry, element.place, &mut read, &mut known);
        }
    }
}

/// What the header says that the writer makes where there is none.
pub(super) const OWN_HEADER: &str = "Written by Yaddash";

/// Adds `entry`; one whose identifier is taken already is joined with the first.
fn add(
    entry: ConceptEntry,
    place: LineColumn,
    read: &mut ReadTermbase,
    known: &mut FxHashMap<String, usize>,
) {
    let count = read.termbase.concepts.len();
    let Some(there) = read.termbase.concept_mut(&entry.id, known) else {
        return;
    };
    if there.sections.is_empty() && there.details.is_empty() {
        *there = entry;
    } else {
        let what = format!(
            "the identifier `{}` stands before already; both entries are read as one",
            entry.id
        );
        let problem = Problem::new(ProblemKind::DuplicateId, place, what);
        read.problems
            .push(problem.of(&entry.id).in_concept(&entry.id));
        there.absorb(entry);
    }
    debug_assert!(read.termbase.concepts.len() >= count);
}

/// What reading entries adds to.
struct Taking<'r> {
    problems: &'r mut Vec<Problem>,
    losses: &'r mut Losses,
}

/// What is said at a level beside its own elements.
#[derive(Default)]
struct Said {
    details: Vec<Detail>,
    fields: Vec<(Field, String)>,
    id: Option<String>,
}

impl Taking<'_> {
    fn concept(&mut self, element: &XmlElement, count: usize) -> ConceptEntry {
        let mut entry = ConceptEntry::default();
        let mut said = Said::default();
        let mut sections = Vec::new();
        for node in &element.content {
            match node {
                XmlNode::Element(child) if matches!(child.local(), "langSet" | "langSec") => {
                    sections.extend(self.section(child));
                }
                node => self.say(node, &mut said),
            }
        }
        for (name, value) in element.attributes.iter().filter(|(name, _)| *name != "id") {
            let detail = Detail::new(DetailKind::Attribute, name, value);
            entry.details.push(detail);
        }
        entry.details.extend(said.details);
        let id = said
            .id
            .or_else(|| element.attribute("id").map(str::to_owned));
        entry.is_id_made = id.is_none();
        entry.id = id.unwrap_or_else(|| format!("entry-{}", count + 1));
        for section in sections {
            let known = entry.section_mut(&section.language);
            known.terms.extend(section.terms);
            known.details.extend(section.details);
        }
        entry
    }

    fn section(&mut self, element: &XmlElement) -> Option<LanguageSection> {
        let tag = element
            .attribute("xml:lang")
            .or_else(|| element.attribute("lang"));
        let language = match tag.map(|tag| (tag, LanguageTag::parse(tag.trim()))) {
            Some((_, Ok(language))) => language,
            Some((tag, Err(error))) => {
                let kind = ProblemKind::UnknownLanguage;
                let problem = Problem::new(kind, element.place, error.to_string());
                self.problems.push(problem.of(tag));
                self.losses.add("language without a usable tag");
                return None;
            }
            None => {
                let what = format!("`{}` has no xml:lang", element.name);
                let problem = Problem::new(ProblemKind::MissingLanguage, element.place, what);
                self.problems.push(problem);
                self.losses.add("language without a usable tag");
                return None;
            }
        };
        let mut section = LanguageSection {
            language,
            details: Vec::new(),
            terms: Vec::new(),
        };
        for (name, value) in element.attributes.iter() {
            if !matches!(name, "xml:lang" | "lang") {
                let detail = Detail::new(DetailKind::Attribute, name, value);
                section.details.push(detail);
            }
        }
        let mut said = Said::default();
        for node in &element.content {
            match node {
                XmlNode::Element(child) if matches!(child.local(), "tig" | "ntig" | "termSec") => {
                    let mut term = self.term(child);
                    for problem in &mut term.1 {
                        problem.language = Some(section.language.clone());
                    }
                    self.problems.extend(term.1);
                    section.terms.push(term.0);
                }
                node => self.say(node, &mut said),
            }
        }
        section.details.extend(said.details);
        Some(section)
    }

    fn term(&mut self, element: &XmlElement) -> (Term, Vec<Problem>) {
        let mut term = Term {
            place: Some(element.place),
            ..Term::default()
        };
        let mut problems = Vec::new();
        for (name, value) in element.attributes.iter() {
            let detail = Detail::new(DetailKind::Attribute, name, value);
            term.details.push(detail);
        }
        let mut seen = Vec::new();
        self.in_term(element, &mut term, &mut seen, &mut problems);
        (term, problems)
    }

    fn in_term(
        &mut self,
        element: &XmlElement,
        term: &mut Term,
        seen: &mut Vec<Field>,
        problems: &mut Vec<Problem>,
    ) {
        let mut said = Said::default();
        for node in &element.content {
            match node {
                XmlNode::Element(child) if child.local() == "term" => {
                    take_text(child, term, problems);
                }
                XmlNode::Element(child) if child.local() == "termGrp" => {
                    self.in_term(child, term, seen, problems);
                }
                node => self.say(node, &mut said),
            }
            for detail in said.details.drain(..) {
                let place = match node {
                    XmlNode::Element(child) => child.text_place(),
                    _ => element.place,
                };
                take_detail(detail, place, term, seen, problems);
            }
        }
        for (field, value) in said.fields {
            term.fill(field, &value);
        }
    }

    /// Takes what is no section and no term.
    fn say(&mut self, node: &XmlNode, said: &mut Said) {
        match node {
            XmlNode::Element(child) => {
                self.count_comments(child);
                said.details.push(detail(child));
            }
            XmlNode::Instruction(target, data) => match Instruction::parse(target, data) {
                Some(Instruction::Detail(detail)) => said.details.push(detail),
                Some(Instruction::Field(field, value)) => said.fields.push((field, value)),
                Some(Instruction::Id(id)) => said.id = Some(id),
                None => self.losses.add("processing instruction"),
            },
            XmlNode::Comment(text) => {
                let comment = Detail::new(DetailKind::Comment, "", text.as_str());
                said.details.push(comment);
            }
            XmlNode::Text(text) => {
                if !text.trim().is_empty() {
                    self.losses.add("text between elements");
                }
            }
        }
    }

    fn count_comments(&mut self, element: &XmlElement) {
        for node in &element.content {
            match node {
                XmlNode::Comment(_) => self.losses.add("comment"),
                XmlNode::Instruction(..) => self.losses.add("processing instruction"),
                XmlNode::Element(inner) => self.count_comments(inner),
                XmlNode::Text(_) => {}
            }
        }
    }
}

/// The term of `<term>`.
fn take_text(element: &XmlElement, term: &mut Term, problems: &mut Vec<Problem>) {
    term.text = element.value();
    term.place = Some(element.text_place());
    let text = element.text();
    if text != term.text && !text.contains('\n') {
        let what = "the term has white space at an end, which is left out";
        let problem = Problem::new(ProblemKind::StraySpace, element.text_place(), what);
        problems.push(problem.of(&term.text));
    }
    if element.has_elements() || !element.attributes.is_empty() {
        let mut markup = Detail::new(DetailKind::Term, "term", term.text.as_str());
        markup.attributes = element.attributes.clone();
        if element.has_elements() {
            markup.content = element.kept_content();
        }
        term.details.push(markup);
    }
}

/// Fills a field from a statement, or keeps the statement: where no field is for it, where it says more than the field
/// can, or says it in other words than they would be written in.
fn take_detail(
    detail: Detail,
    place: LineColumn,
    term: &mut Term,
    seen: &mut Vec<Field>,
    problems: &mut Vec<Problem>,
) {
    if detail.kind == DetailKind::Note && detail.is_plain() && term.note.is_none() {
        term.note = Some(detail.value);
        return;
    }
    let field = match detail.kind {
        DetailKind::TermNote => Field::of(&detail.name),
        _ => None,
    };
    let Some(field) = field.filter(|field| *field == Field::Form || !seen.contains(field)) else {
        term.details.push(detail);
        return;
    };
    seen.push(field);
    if !term.fill(field, &detail.value) {
        let value = &detail.value;
        let what = format!("`{value}` is no {} that is known", field.what());
        let problem = Problem::new(ProblemKind::UnknownValue, place, what);
        problems.push(problem.of(value));
    }
    if !(detail.is_plain() && usual(field, term) == Some((detail.name.as_str(), &detail.value))) {
        term.details.push(detail);
    }
}

/// The category and value that a field is written as.
pub(super) fn usual(field: Field, term: &Term) -> Option<(&'static str, &str)> {
    Some(match field {
        Field::PartOfSpeech => ("partOfSpeech", term.part_of_speech.as_deref()?),
        Field::Status => ("administrativeStatus", term.stated_status()?.tbx_name()),
        Field::Gender => ("grammaticalGender", term.gender?.name()),
        _ => return None,
    })
}

/// A statement, a group of statements, or an element that is neither.
pub(super) fn detail(element: &XmlElement) -> Detail {
    if matches!(
        element.local(),
        "descripGrp" | "adminGrp" | "transacGrp" | "termNoteGrp"
    ) && let Some(group) = group(element)
    {
        return group;
    }
    statement(element).unwrap_or_else(|| Detail {
        content: vec![Node::Element(whole(element))],
        ..Detail::new(DetailKind::Element, element.local(), "")
    })
}

/// An element as the model keeps it.
fn whole(element: &XmlElement) -> Element {
    element.kept()
}

/// A group whose first element is a statement.
fn group(element: &XmlElement) -> Option<Detail> {
    let mut elements = element.elements();
    let mut main = statement(elements.next()?)?;
    let group = Group {
        attributes: element.attributes.clone(),
        details: elements.map(detail).collect(),
    };
    main.group = Some(Box::new(group));
    Some(main)
}

/// A statement: of a generic element with its `type`, or of an element that has the name of a category.
fn statement(element: &XmlElement) -> Option<Detail> {
    let local = element.local();
    let (kind, name) = match DetailKind::of_element(local) {
        Some(kind @ (DetailKind::Note | DetailKind::Date)) => (kind, local),
        Some(kind) => (kind, element.attribute("type").unwrap_or_default()),
        None => (category(local)?.kind, local),
    };
    let mut detail = Detail::new(kind, name, element.note());
    detail.attributes = element.attributes.clone();
    if kind.element() == Some(local) && !matches!(kind, DetailKind::Note | DetailKind::Date) {
        detail.attributes.remove("type");
    }
    if element.has_elements() {
        detail.content = element.kept_content();
    }
    Some(detail)
}
