//! Writing XML of `MultiTerm`.

use std::io::Write;

use yaddash_io::xml::XmlWriteError;

use super::super::detail::{Detail, DetailKind, Node};
use super::super::field::Field;
use super::super::language_name::name_of;
use super::super::xml::Indented;
use super::super::{CaseRule, ConceptEntry, LanguageSection, Losses, Term, Termbase};
use super::{CATEGORIES, usual};
use crate::{Error, Result};

/// Writes XML of `MultiTerm` in UTF-8. What is said of concepts, languages and terms becomes fields of these names; its
/// definition of the termbase must have them.
///
/// # Errors
/// [`Error::Write`] where `out` fails, or where a text has a character that XML cannot hold.
pub(in super::super) fn write(termbase: &Termbase, out: &mut dyn Write) -> Result<Losses> {
    let mut output = Output {
        out: Indented::new(out),
        losses: Losses::default(),
    };
    output
        .document(termbase)
        .map_err(|error| Error::Write(std::io::Error::other(error)))?;
    Ok(output.losses)
}

struct Output<'w> {
    out: Indented<&'w mut dyn Write>,
    losses: Losses,
}

type Written = std::result::Result<(), XmlWriteError>;

fn same(name: &str) -> String {
    name.to_owned()
}

impl Output<'_> {
    fn document(&mut self, termbase: &Termbase) -> Written {
        self.out.xml.declaration()?;
        self.out.open("mtf", [])?;
        for detail in &termbase.details {
            let is_of_file = matches!(detail.kind, DetailKind::Column | DetailKind::Attribute);
            if !is_of_file {
                let word = detail.kind.word();
                self.losses.add(format!("{word} of the file"));
            }
        }
        for concept in &termbase.concepts {
            self.concept(concept)?;
        }
        self.out.close()?;
        self.out.xml.text("\n")
    }

    fn concept(&mut self, concept: &ConceptEntry) -> Written {
        self.out.open("conceptGrp", [])?;
        if !concept.is_id_made {
            self.out.leaf("concept", [], &concept.id)?;
        }
        for detail in &concept.details {
            self.detail(detail)?;
        }
        for section in &concept.sections {
            self.section(section)?;
        }
        self.out.close()
    }

    fn section(&mut self, section: &LanguageSection) -> Written {
        self.out.open("languageGrp", [])?;
        let kept = |wanted: &str| {
            let found = section
                .details
                .iter()
                .find(|detail| detail.is(DetailKind::Attribute, wanted));
            found.map(|detail| detail.value.clone())
        };
        let tag = section.language.as_str();
        let name = kept("type").or_else(|| name_of(&section.language, " "));
        let lang = kept("lang").unwrap_or_else(|| tag.to_owned());
        let name = name.as_deref().unwrap_or(tag);
        self.out.indent()?;
        self.out.xml.start("language")?;
        self.out.xml.attribute("type", name)?;
        self.out.xml.attribute("lang", &lang)?;
        self.out.xml.end()?;
        for detail in &section.details {
            self.detail(detail)?;
        }
        for term in &section.terms {
            self.term(term)?;
        }
        self.out.close()
    }

    fn term(&mut self, term: &Term) -> Written {
        self.out.open("termGrp", [])?;
        let markup = term
            .details
            .iter()
            .find(|detail| detail.kind == DetailKind::Term && detail.value == term.text);
        match markup {
            Some(markup) if !markup.content.is_empty() => {
                self.out
                    .leaf_of("term", markup.attributes.iter(), &markup.content, &mut same)?;
            }
            Some(markup) => self
                .out
                .leaf("term", markup.attributes.iter(), &term.text)?,
            None => self.out.leaf("term", [], &term.text)?,
        }
        for field in [
            Field::Status,
            Field::PartOfSpeech,
            Field::Gender,
            Field::Animacy,
            Field::Case,
            Field::Indeclinable,
        ] {
            let is_absent = match field {
                Field::Case => term.case == CaseRule::Free,
                Field::Indeclinable => !term.is_indeclinable,
                _ => false,
            };
            let is_spelt = term.details.iter().any(|detail| {
                detail.kind == DetailKind::Descrip
                    && Field::of(&detail.name) == Some(field)
                    && term.says(field, &detail.value)
            });
            if let Some((name, value)) = usual(field, term).filter(|_| !is_absent && !is_spelt) {
                self.field(name, value)?;
            }
        }
        for _ in &term.forms {
            self.losses.add("form");
        }
        if let Some(note) = &term.note {
            self.field("Note", note)?;
        }
        for detail in &term.details {
            let is_told = detail.kind != DetailKind::Descrip && term.is_told(detail);
            if detail.kind != DetailKind::Term && !is_told {
                self.detail(detail)?;
            }
        }
        self.out.close()
    }

    fn field(&mut self, name: &str, value: &str) -> Written {
        self.out.open("descripGrp", [])?;
        self.out.leaf("descrip", [("type", name)], value)?;
        self.out.close()
    }

    fn detail(&mut self, detail: &Detail) -> Written {
        match detail.kind {
            DetailKind::Attribute => {
                if !matches!(detail.name.as_str(), "type" | "lang") {
                    let name = &detail.name;
                    self.losses.add(format!("attribute `{name}`"));
                }
                Ok(())
            }
            DetailKind::Element => match detail.content.first() {
                Some(Node::Element(element)) => self.out.element(element, &mut same),
                _ => Ok(()),
            },
            DetailKind::Comment | DetailKind::Literal | DetailKind::Resource | DetailKind::Term => {
                let (word, name) = (detail.kind.word(), &detail.name);
                self.losses.add(format!("{word} `{name}`"));
                Ok(())
            }
            DetailKind::Transac => {
                self.out.open("transacGrp", [])?;
                self.transaction(detail)?;
                self.out.close()
            }
            _ => {
                self.out.open("descripGrp", [])?;
                self.statement(detail)?;
                if let Some(group) = &detail.group {
                    if !group.attributes.is_empty() {
                        self.losses.add("attributes of a group");
                    }
                    for inner in &group.details {
                        self.inner(inner)?;
                    }
                }
                self.out.close()
            }
        }
    }

    /// A statement inside of a group: a group of its own, but for dates.
    fn inner(&mut self, detail: &Detail) -> Written {
        match detail.kind {
            DetailKind::Date => self.out.leaf("date", [], &detail.value),
            _ => self.detail(detail),
        }
    }

    fn statement(&mut self, detail: &Detail) -> Written {
        let name = match detail.kind {
            DetailKind::Note => "Note",
            DetailKind::Date => "Date",
            kind => CATEGORIES
                .iter()
                .find(|(_, category, known)| *category == detail.name && *known == kind)
                .map_or(detail.name.as_str(), |(name, ..)| name),
        };
        let attributes = [("type", name)].into_iter().chain(detail.attributes.iter());
        if detail.content.is_empty() {
            self.out.leaf("descrip", attributes, &detail.value)
        } else {
            self.out
                .leaf_of("descrip", attributes, &detail.content, &mut same)
        }
    }

    /// `<transac type="origination">who</transac>` and when.
    fn transaction(&mut self, detail: &Detail) -> Written {
        let group = detail.group.as_deref();
        let others = group
            .map(|group| group.details.as_slice())
            .unwrap_or_default();
        let who = others
            .iter()
            .find(|other| other.is(DetailKind::TransacNote, "responsibility"));
        let (kind, text) = if detail.name == "transactionType" {
            (detail.value.as_str(), who.map_or("", |who| &who.value))
        } else {
            (detail.name.as_str(), detail.value.as_str())
        };
        let attributes = [("type", kind)].into_iter().chain(detail.attributes.iter());
        self.out.leaf("transac", attributes, text)?;
        for other in others {
            let is_who = who.is_some_and(|who| std::ptr::eq(who, other));
            match other.kind {
                DetailKind::Date => self.out.leaf("date", [], &other.value)?,
                _ if is_who && other.is_plain() => {}
                _ if is_who => self.losses.add("attributes of `responsibility`"),
                _ => self.inner(other)?,
            }
        }
        Ok(())
    }
}
