//! Writing TBX.

use std::io::Write;

use rustc_hash::FxHashSet;
use yaddash_io::xml::{XmlWriteError, is_xml_character, is_xml_name};

use super::super::category::{Level, Module, category};
use super::super::detail::{Detail, DetailKind, Node};
use super::super::field::Field;
use super::super::xml::Indented;
use super::super::{ConceptEntry, LanguageSection, Losses, Term, Termbase};
use super::dialect::{TbxDialect, TbxOptions, TbxStyle, TbxVersion};
use super::instruction::Instruction;
use super::reader::{OWN_HEADER, usual};
use crate::{Error, Result};

/// Writes `termbase` as TBX in UTF-8. What TBX has no category for (case rule, forms, animacy, whether a term is declined,
/// columns of tables) is written as processing instructions, which [`read_tbx`](super::read_tbx) reads back and other
/// programs pass over. Gives what could not be kept.
///
/// # Errors
/// [`Error::Write`] where `out` fails, or where a text has a character that XML cannot hold.
pub fn write_tbx(termbase: &Termbase, options: TbxOptions, out: impl Write) -> Result<Losses> {
    let style = match options.style {
        _ if options.version == TbxVersion::V2 => TbxStyle::Attributes,
        Some(style) => style,
        None if root(termbase, "style") == Some("dct") => TbxStyle::Elements,
        None => TbxStyle::Attributes,
    };
    let mut output = Output {
        out: Indented::new(out),
        version: options.version,
        style,
        dialect: options.dialect,
        ids: FxHashSet::default(),
        losses: Losses::default(),
    };
    output
        .document(termbase)
        .map_err(|error| Error::Write(std::io::Error::other(error)))?;
    Ok(output.losses)
}

/// An attribute of the root of the file that the termbase was read from.
fn root<'t>(termbase: &'t Termbase, name: &str) -> Option<&'t str> {
    let detail = termbase
        .details
        .iter()
        .find(|detail| detail.is(DetailKind::Attribute, name))?;
    Some(&detail.value)
}

struct Output<W: Write> {
    out: Indented<W>,
    version: TbxVersion,
    style: TbxStyle,
    dialect: Option<TbxDialect>,
    ids: FxHashSet<String>,
    losses: Losses,
}

type Written = std::result::Result<(), XmlWriteError>;

impl<W: Write> Output<W> {
    fn document(&mut self, termbase: &Termbase) -> Written {
        let languages = termbase.languages();
        let language = root(termbase, "xml:lang")
            .or_else(|| languages.first().map(|language| language.as_str()))
            .unwrap_or("en")
            .to_owned();
        let dialect = self.dialect_name(termbase);
        self.out.xml.declaration()?;
        // Which columns a table had is nothing that it says.
        let is_said = |detail: &&Detail| detail.kind != DetailKind::Column;
        for detail in termbase.details.iter().filter(is_said) {
            if is_comment(detail) {
                self.out.xml.comment(&detail.value)?;
            } else if let Some((target, data)) = Instruction::of_detail(detail) {
                self.out.xml.processing_instruction(target, &data)?;
            } else {
                continue;
            }
            self.out.xml.text("\n")?;
        }
        match self.version {
            TbxVersion::V2 => {
                let dtd = if dialect == TbxDialect::Basic.name() {
                    "martif SYSTEM \"TBXBasiccoreStructV02.dtd\""
                } else {
                    "martif SYSTEM \"TBXcoreStructV02.dtd\""
                };
                self.out.xml.doctype(dtd)?;
                self.out.xml.text("\n")?;
                let attributes = [("type", dialect.as_str()), ("xml:lang", &language)];
                self.out.open("martif", attributes)?;
            }
            TbxVersion::V3 => self.open_root(termbase, &dialect, &language)?,
        }
        self.header(termbase)?;
        self.out.open("text", [])?;
        self.out.open("body", [])?;
        for concept in &termbase.concepts {
            self.concept(concept)?;
        }
        self.out.close()?;
        self.kept(termbase, &["back"])?;
        self.out.close()?;
        self.out.close()?;
        self.out.xml.text("\n")
    }

    fn open_root(&mut self, termbase: &Termbase, dialect: &str, language: &str) -> Written {
        let style = match self.style {
            TbxStyle::Attributes => "dca",
            TbxStyle::Elements => "dct",
        };
        let mut attributes = vec![
            ("xmlns".to_owned(), "urn:iso:std:iso:30042:ed-2".to_owned()),
            ("style".to_owned(), style.to_owned()),
            ("type".to_owned(), dialect.to_owned()),
            ("xml:lang".to_owned(), language.to_owned()),
        ];
        if self.style == TbxStyle::Elements {
            for module in [Module::Min, Module::Basic, Module::Linguist] {
                let is_used = match TbxDialect::parse(dialect) {
                    Some(dialect) => dialect.has(module),
                    None => true,
                };
                if is_used {
                    let name = format!("xmlns:{}", module.prefix());
                    attributes.push((name, module.namespace().to_owned()));
                }
            }
        }
        for detail in &termbase.details {
            let is_prefix = detail.kind == DetailKind::Attribute
                && detail.name.starts_with("xmlns:")
                && !attributes.iter().any(|(name, _)| *name == detail.name);
            if is_prefix && self.dialect.is_none() {
                attributes.push((detail.name.clone(), detail.value.clone()));
            }
        }
        let attributes = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        self.out.open("tbx", attributes)
    }

    /// How the file is named.
    fn dialect_name(&self, termbase: &Termbase) -> String {
        if let Some(dialect) = self.dialect {
            return dialect.name().to_owned();
        }
        let is_version_3 = root(termbase, "style").is_some();
        if let Some(name) = root(termbase, "type")
            && is_version_3 == (self.version == TbxVersion::V3)
        {
            return name.to_owned();
        }
        let fitting = [TbxDialect::Basic, TbxDialect::Linguist]
            .into_iter()
            .find(|dialect| fits(*dialect, termbase));
        match (self.version, fitting) {
            (TbxVersion::V2, Some(TbxDialect::Basic)) => TbxDialect::Basic.name(),
            (TbxVersion::V2, _) => "TBX",
            (TbxVersion::V3, Some(dialect)) => dialect.name(),
            (TbxVersion::V3, None) => "TBX-Private",
        }
        .to_owned()
    }

    fn header(&mut self, termbase: &Termbase) -> Written {
        let (name, other) = match self.version {
            TbxVersion::V2 => ("martifHeader", "tbxHeader"),
            TbxVersion::V3 => ("tbxHeader", "martifHeader"),
        };
        if self.kept(termbase, &[name, other, "header"])? {
            return Ok(());
        }
        self.out.open(name, [])?;
        self.out.open("fileDesc", [])?;
        self.out.open("sourceDesc", [])?;
        self.out.leaf("p", [], OWN_HEADER)?;
        self.out.close()?;
        self.out.close()?;
        self.out.close()
    }

    /// Writes the parts of the file that were kept whole under these names. Gives whether there is one.
    fn kept(
        &mut self,
        termbase: &Termbase,
        names: &[&str],
    ) -> std::result::Result<bool, XmlWriteError> {
        let mut is_there = false;
        for detail in &termbase.details {
            let is_wanted =
                detail.kind == DetailKind::Element && names.contains(&detail.name.as_str());
            if let Some(Node::Element(element)) = detail.content.first().filter(|_| is_wanted) {
                let Self {
                    out,
                    version,
                    losses,
                    ..
                } = self;
                out.element(element, &mut |name| renamed(name, *version, losses))?;
                is_there = true;
            }
        }
        Ok(is_there)
    }

    fn concept(&mut self, concept: &ConceptEntry) -> Written {
        let name = match self.version {
            TbxVersion::V2 => "termEntry",
            TbxVersion::V3 => "conceptEntry",
        };
        let id = (!concept.is_id_made).then(|| self.id(&concept.id));
        let attributes = id.iter().map(|id| ("id", id.as_str()));
        self.out
            .open(name, attributes.chain(own_attributes(&concept.details)))?;
        if let Some(id) = &id
            && *id != concept.id
        {
            let (target, data) = Instruction::of_id(&concept.id);
            self.instruction(target, &data)?;
        }
        self.details(&concept.details, Level::Concept)?;
        for section in &concept.sections {
            self.section(section)?;
        }
        self.out.close()
    }

    /// The identifier as XML can hold it: a name, and no other's.
    fn id(&mut self, id: &str) -> String {
        let mut name: String = id
            .chars()
            .map(|c| match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => c,
                c if c.is_alphabetic() && is_xml_name(&c.to_string()) => c,
                _ => '_',
            })
            .collect();
        if !is_xml_name(&name) || name.contains(':') {
            name.insert(0, 'c');
        }
        if !is_xml_name(&name) {
            "c".clone_into(&mut name);
        }
        let mut unique = name.clone();
        let mut number = 1;
        while !self.ids.insert(unique.clone()) {
            number += 1;
            unique = format!("{name}-{number}");
        }
        unique
    }

    fn section(&mut self, section: &LanguageSection) -> Written {
        let name = match self.version {
            TbxVersion::V2 => "langSet",
            TbxVersion::V3 => "langSec",
        };
        let language = std::iter::once(("xml:lang", section.language.as_str()));
        self.out
            .open(name, language.chain(own_attributes(&section.details)))?;
        self.details(&section.details, Level::Language)?;
        for term in &section.terms {
            self.term(term)?;
        }
        self.out.close()
    }

    fn term(&mut self, term: &Term) -> Written {
        let is_note = |detail: &Detail| detail.kind == DetailKind::TermNote;
        let is_grouped = self.version == TbxVersion::V2
            && term.details.iter().any(|detail| {
                (is_note(detail) && detail.group.is_some()) || detail.name == "termCompList"
            });
        let name = match self.version {
            TbxVersion::V3 => "termSec",
            TbxVersion::V2 if is_grouped => "ntig",
            TbxVersion::V2 => "tig",
        };
        self.out.open(name, own_attributes(&term.details))?;
        if is_grouped {
            self.out.open("termGrp", [])?;
        }
        self.term_text(term)?;
        self.term_notes(term)?;
        for detail in &term.details {
            let is_part = is_note(detail) || detail.name == "termCompList";
            if is_part && !is_conveyed(term, detail) {
                self.detail(detail, Level::Term)?;
            }
        }
        if is_grouped {
            self.out.close()?;
        }
        for (target, data) in Instruction::of_term(term) {
            self.instruction(target, &data)?;
        }
        if let Some(note) = &term.note {
            self.out.leaf("note", [], note)?;
        }
        for detail in &term.details {
            let is_part = is_note(detail) || detail.name == "termCompList";
            if !is_part && !is_conveyed(term, detail) {
                self.detail(detail, Level::Term)?;
            }
        }
        self.out.close()
    }

    fn term_text(&mut self, term: &Term) -> Written {
        let markup = term
            .details
            .iter()
            .find(|detail| detail.kind == DetailKind::Term && detail.value == term.text);
        let Some(markup) = markup else {
            return self.out.leaf("term", [], &term.text);
        };
        if markup.content.is_empty() {
            return self.out.leaf("term", markup.attributes.iter(), &term.text);
        }
        let Self {
            out,
            version,
            losses,
            ..
        } = self;
        let mut renamed = |name: &str| renamed(name, *version, losses);
        out.leaf_of(
            "term",
            markup.attributes.iter(),
            &markup.content,
            &mut renamed,
        )
    }

    /// The fields that TBX has categories for, unless the term spells them out.
    fn term_notes(&mut self, term: &Term) -> Written {
        for field in [Field::PartOfSpeech, Field::Status, Field::Gender] {
            let is_spelt_out = term.details.iter().any(|detail| {
                detail.kind == DetailKind::TermNote
                    && Field::of(&detail.name) == Some(field)
                    && term.says(field, &detail.value)
                    && self
                        .dialect
                        .is_none_or(|dialect| dialect.allows(detail, Level::Term))
            });
            let Some((name, value)) = usual(field, term).filter(|_| !is_spelt_out) else {
                continue;
            };
            let mut detail = Detail::new(DetailKind::TermNote, name, value);
            if field == Field::PartOfSpeech
                && self.dialect >= Some(TbxDialect::Min)
                && self
                    .dialect
                    .is_some_and(|dialect| !dialect.allows(&detail, Level::Term))
            {
                self.losses
                    .add(format!("part of speech `{value}`, written as `other`"));
                "other".clone_into(&mut detail.value);
            }
            self.detail(&detail, Level::Term)?;
        }
        Ok(())
    }

    fn details(&mut self, details: &[Detail], level: Level) -> Written {
        for detail in details {
            self.detail(detail, level)?;
        }
        Ok(())
    }

    fn instruction(&mut self, target: &str, data: &str) -> Written {
        self.out.indent()?;
        self.out.xml.processing_instruction(target, data)
    }

    fn detail(&mut self, detail: &Detail, level: Level) -> Written {
        if detail.kind == DetailKind::Attribute && detail.name != "id" {
            self.losses.add(format!("attribute `{}`", detail.name));
        }
        if matches!(detail.kind, DetailKind::Attribute | DetailKind::Term) {
            return Ok(());
        }
        if is_comment(detail) {
            self.out.indent()?;
            return self.out.xml.comment(&detail.value);
        }
        if let Some((target, data)) = Instruction::of_detail(detail) {
            if !detail.is_plain() {
                let name = &detail.name;
                self.losses
                    .add(format!("what is said about column `{name}`"));
            }
            return self.instruction(target, &data);
        }
        let is_allowed = self
            .dialect
            .is_none_or(|dialect| dialect.allows(detail, level));
        let has_place = match detail.kind {
            DetailKind::Element => true,
            DetailKind::Literal | DetailKind::Resource => false,
            _ => self.has_name(detail),
        };
        if !is_allowed || !has_place {
            self.losses.add(format!(
                "{} `{}` of {}s",
                detail.kind.word(),
                detail.name,
                level.word()
            ));
            return Ok(());
        }
        if let (DetailKind::Element, Some(Node::Element(element))) =
            (detail.kind, detail.content.first())
        {
            let Self {
                out,
                version,
                losses,
                ..
            } = self;
            return out.element(element, &mut |name| renamed(name, *version, losses));
        }
        let is_grouped = detail.group.is_some() || detail.kind == DetailKind::Transac;
        if is_grouped {
            let group = match detail.kind {
                DetailKind::Admin => "adminGrp",
                DetailKind::Transac => "transacGrp",
                DetailKind::TermNote => "termNoteGrp",
                _ => "descripGrp",
            };
            let attributes = detail.group.as_ref().map(|group| &group.attributes);
            let attributes = attributes
                .into_iter()
                .flat_map(yaddash_model::Attributes::iter);
            self.out.open(group, attributes)?;
        }
        self.statement(detail)?;
        if let Some(group) = &detail.group {
            for inner in &group.details {
                if self.has_name(inner) || inner.kind == DetailKind::Element {
                    self.inner(inner)?;
                } else if let Some((target, data)) = Instruction::of_detail(inner) {
                    self.instruction(target, &data)?;
                } else {
                    self.losses.add(format!(
                        "{} `{}` about `{}`",
                        inner.kind.word(),
                        inner.name,
                        detail.name
                    ));
                }
            }
        }
        if is_grouped {
            self.out.close()?;
        }
        Ok(())
    }

    fn inner(&mut self, detail: &Detail) -> Written {
        if let (DetailKind::Element, Some(Node::Element(element))) =
            (detail.kind, detail.content.first())
        {
            let Self {
                out,
                version,
                losses,
                ..
            } = self;
            return out.element(element, &mut |name| renamed(name, *version, losses));
        }
        if detail.group.is_some() {
            return self.detail(detail, Level::Term);
        }
        self.statement(detail)
    }

    /// Whether the style that is written has a name for the statement.
    fn has_name(&self, detail: &Detail) -> bool {
        match detail.kind {
            DetailKind::Note | DetailKind::Date => true,
            kind => {
                kind.element().is_some()
                    && (self.style == TbxStyle::Attributes || category(&detail.name).is_some())
            }
        }
    }

    /// The element of a statement.
    fn statement(&mut self, detail: &Detail) -> Written {
        let Some(element) = detail.kind.element() else {
            return Ok(());
        };
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        let by_name = category(&detail.name).filter(|_| self.style == TbxStyle::Elements);
        let name = match (detail.kind, by_name) {
            (DetailKind::Note | DetailKind::Date, _) => element.to_owned(),
            (_, Some(category)) => format!("{}:{}", category.module.prefix(), category.name),
            (_, None) => {
                attributes.push(("type", &detail.name));
                element.to_owned()
            }
        };
        attributes.extend(
            detail
                .attributes
                .iter()
                .filter(|(name, _)| *name != "metaType"),
        );
        if detail.content.is_empty() {
            return self.out.leaf(&name, attributes, &detail.value);
        }
        let Self {
            out,
            version,
            losses,
            ..
        } = self;
        let mut renamed = |name: &str| renamed(name, *version, losses);
        out.leaf_of(&name, attributes, &detail.content, &mut renamed)
    }
}

/// Whether a detail is a comment that XML can hold as one.
fn is_comment(detail: &Detail) -> bool {
    let text = &detail.value;
    let is_writable = !text.contains("--")
        && !text.ends_with('-')
        && !text.contains('\r')
        && text.chars().all(is_xml_character);
    detail.kind == DetailKind::Comment && is_writable
}

/// Whether a detail says what a field says in the words of another format, so that it need not be repeated.
fn is_conveyed(term: &Term, detail: &Detail) -> bool {
    detail.kind == DetailKind::Column && term.is_told(detail)
}

/// The identifier that stands in the tag of the language or term itself.
fn own_attributes(details: &[Detail]) -> impl Iterator<Item = (&str, &str)> {
    let own = details
        .iter()
        .filter(|detail| detail.kind == DetailKind::Attribute && detail.name == "id");
    own.map(|detail| (detail.name.as_str(), detail.value.as_str()))
}

/// The name that an element has in the version. Version 3 has one element for all codes that stand alone: which one of
/// version 2 it was is lost.
fn renamed(name: &str, version: TbxVersion, losses: &mut Losses) -> String {
    let new = match (version, name) {
        (TbxVersion::V2, "tbxHeader" | "header") => "martifHeader",
        (TbxVersion::V2, "refObjectSec") => "refObjectList",
        (TbxVersion::V2, "sc") => "bpt",
        (TbxVersion::V2, "ec") => "ept",
        (TbxVersion::V3, "martifHeader" | "header") => "tbxHeader",
        (TbxVersion::V3, "refObjectList") => "refObjectSec",
        (TbxVersion::V3, "bpt") => "sc",
        (TbxVersion::V3, "ept") => "ec",
        (TbxVersion::V3, "it" | "ut") => {
            losses.add(format!("inline element `{name}`, written as `ph`"));
            "ph"
        }
        _ => name,
    };
    new.to_owned()
}

/// Whether the dialect has everything that the termbase says.
fn fits(dialect: TbxDialect, termbase: &Termbase) -> bool {
    let allows = |details: &[Detail], level| {
        details
            .iter()
            .filter(|detail| !matches!(detail.kind, DetailKind::Literal | DetailKind::Resource))
            .all(|detail| dialect.allows(detail, level))
    };
    termbase.concepts.iter().all(|concept| {
        allows(&concept.details, Level::Concept)
            && concept.sections.iter().all(|section| {
                allows(&section.details, Level::Language)
                    && section.terms.iter().all(|term| {
                        allows(&term.details, Level::Term)
                            && usual(Field::PartOfSpeech, term).is_none_or(|(name, value)| {
                                let part = Detail::new(DetailKind::TermNote, name, value);
                                dialect.allows(&part, Level::Term)
                            })
                    })
            })
    })
}
