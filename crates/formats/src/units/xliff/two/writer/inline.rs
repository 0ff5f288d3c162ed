//! Texts with their codes.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use yaddash_io::xml::{XmlWriteError, is_xml_character};
use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Item, Segment};

use super::super::codes::{mark_of, type_of};
use super::super::content::OVERLAPPING;
use super::{Writer, is_name_token};
use crate::Error;
use crate::units::xliff::output::is_yes_or_no;
use crate::units::xliff::shape::{self, Names, Shape};

/// The native code of the codes of a unit.
#[derive(Default)]
pub(super) struct Data {
    all: Vec<String>,
    /// Which of them it is, from 1.
    numbers: HashMap<String, usize>,
}

impl Data {
    /// The name of a native code; `None` where there is none.
    fn name(&mut self, code: &InlineCode) -> Option<String> {
        let native = shape::native(code);
        if native.is_empty() {
            return None;
        }
        let next = self.all.len() + 1;
        let number = *self.numbers.entry(native.clone()).or_insert(next);
        if number == next {
            self.all.push(native);
        }
        Some(format!("d{number}"))
    }

    pub(super) fn of<'s>(segments: impl Iterator<Item = &'s Segment>) -> Self {
        let mut data = Self::default();
        for segment in segments {
            let (segment, _) = shape::without_foreign(segment);
            for placed in segment.codes() {
                if !matches!(
                    placed.code.kind,
                    CodeKind::Comment | CodeKind::ProcessingInstruction
                ) {
                    data.name(&placed.code);
                }
            }
        }
        data
    }
}

/// Names of codes in a segment, each once, as XLIFF 2 asks.
struct UniqueNames {
    names: Names,
    used: HashSet<String>,
}

impl UniqueNames {
    fn of(&mut self, code: &InlineCode) -> String {
        let mut name = self.names.of(code);
        while !is_name_token(&name) || self.used.contains(&name) {
            name = self.names.of(&InlineCode::new(CodeKind::Ph));
        }
        self.used.insert(name.clone());
        name
    }
}

impl<W: Write> Writer<W> {
    pub(super) fn original_data(&mut self, data: &Data, space: usize) -> Result<(), Error> {
        if data.all.is_empty() {
            return Ok(());
        }
        self.line(space)?;
        self.xml.start("originalData")?;
        for (at, native) in data.all.iter().enumerate() {
            self.line(space + 2)?;
            self.xml.start("data")?;
            self.xml.attribute("id", &format!("d{}", at + 1))?;
            self.text(native)?;
            self.xml.end()?;
        }
        self.line(space)?;
        Ok(self.xml.end()?)
    }

    pub(super) fn content(
        &mut self,
        segment: &Segment,
        names: Names,
        data: &mut Data,
    ) -> Result<(), Error> {
        let (segment, foreign) = shape::without_foreign(segment);
        self.losses.rewritten += foreign;
        let shapes = shape::shapes(&segment);
        let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
        let mut used = UniqueNames {
            names,
            used: HashSet::new(),
        };
        let mut written: Vec<String> = Vec::new();
        let depth = self.xml.depth();
        for item in segment.items() {
            let code = match item {
                Item::Text(text) => {
                    self.text(text)?;
                    continue;
                }
                Item::Code(code) => code,
            };
            let at = written.len();
            let shape = shapes.get(at).copied().unwrap_or(Shape::Lost);
            let start = match shape {
                Shape::End(start) | Shape::Close(start) => written.get(start).cloned(),
                _ => None,
            };
            let partner = match shape {
                Shape::Open(other)
                | Shape::Begin(other)
                | Shape::Close(other)
                | Shape::End(other) => codes.get(other).copied(),
                _ => None,
            };
            let name = self.code(code, shape, partner, start, &mut used, data)?;
            written.push(name);
        }
        while self.xml.depth() > depth {
            self.xml.end()?;
        }
        Ok(())
    }

    /// Writes a code and gives its name; `start` is that of the code that it ends.
    fn code(
        &mut self,
        code: &InlineCode,
        shape: Shape,
        partner: Option<&InlineCode>,
        start: Option<String>,
        names: &mut UniqueNames,
        data: &mut Data,
    ) -> Result<String, Error> {
        let subs = code
            .content
            .iter()
            .filter(|content| matches!(content, CodeContent::Sub { .. }));
        self.losses.rewritten += subs.count() as u64;
        let is_mark = |code: Option<&InlineCode>| {
            let kind = code.and_then(|code| code.attributes.get("type"));
            kind.and_then(|kind| kind.strip_prefix(OVERLAPPING))
                .map(str::to_owned)
        };
        match shape {
            Shape::Open(_) | Shape::Begin(_) if is_mark(Some(code)).is_some() => {
                let id = names.of(code);
                self.xml.start("sm")?;
                self.mark(&id, is_mark(Some(code)).as_deref(), &code.attributes)?;
                self.xml.end()?;
                Ok(id)
            }
            Shape::Close(_) | Shape::End(_) if is_mark(partner).is_some() => {
                self.xml.start("em")?;
                self.xml.attribute("startRef", &start.unwrap_or_default())?;
                self.xml.end()?;
                Ok(String::new())
            }
            Shape::Open(_) => {
                let id = names.of(code);
                self.xml.start("pc")?;
                self.xml.attribute("id", &id)?;
                let refs = [
                    ("dataRefStart", data.name(code)),
                    ("dataRefEnd", partner.and_then(|end| data.name(end))),
                ];
                for (name, reference) in refs {
                    if let Some(reference) = reference {
                        self.xml.attribute(name, &reference)?;
                    }
                }
                self.attributes(&code.attributes, "Start")?;
                if let Some(end) = partner {
                    self.end_attributes(&end.attributes)?;
                }
                Ok(id)
            }
            Shape::Close(_) | Shape::Unwrap => {
                self.xml.end()?;
                Ok(String::new())
            }
            Shape::Wrap => {
                let id = names.of(code);
                self.xml.start("mrk")?;
                let kind = code.attributes.get("type").map(str::to_owned);
                self.mark(&id, kind.as_deref(), &code.attributes)?;
                Ok(id)
            }
            Shape::Begin(_) | Shape::End(_) | Shape::Half => {
                let is_end =
                    matches!(shape, Shape::End(_)) || shape == Shape::Half && code.is_end();
                self.xml.start(if is_end { "ec" } else { "sc" })?;
                let mut id = String::new();
                if let Some(start) = start.as_ref() {
                    self.xml.attribute("startRef", start)?;
                } else {
                    id = names.of(code);
                    self.xml.attribute("id", &id)?;
                }
                if shape == Shape::Half {
                    self.xml.attribute("isolated", "yes")?;
                }
                self.placed(code, data)?;
                Ok(id)
            }
            Shape::Alone => self.alone(code, names, data),
            Shape::Lost => {
                self.losses.codes += 1;
                Ok(String::new())
            }
        }
    }

    fn alone(
        &mut self,
        code: &InlineCode,
        names: &mut UniqueNames,
        data: &mut Data,
    ) -> Result<String, Error> {
        let text = shape::native(code);
        let done = match code.kind {
            CodeKind::Comment => self.xml.comment(&text),
            CodeKind::ProcessingInstruction => {
                let (target, data) = text.split_once(' ').unwrap_or((&text, ""));
                self.xml.processing_instruction(target, data)
            }
            _ => {
                let id = names.of(code);
                self.xml.start("ph")?;
                self.xml.attribute("id", &id)?;
                if code.kind == CodeKind::Ut {
                    self.kind("x-ut", None)?;
                }
                self.placed(code, data)?;
                return Ok(id);
            }
        };
        match done {
            Ok(()) => {}
            Err(XmlWriteError::Io(error)) => return Err(error.into()),
            Err(_) => self.losses.codes += 1,
        }
        Ok(String::new())
    }

    /// Ends an empty code with its native code and attributes.
    fn placed(&mut self, code: &InlineCode, data: &mut Data) -> Result<(), Error> {
        if let Some(reference) = data.name(code) {
            self.xml.attribute("dataRef", &reference)?;
        }
        self.attributes(&code.attributes, "")?;
        Ok(self.xml.end()?)
    }

    fn kind(&mut self, kind: &str, sub: Option<&str>) -> Result<(), Error> {
        let Some((kind, sub)) = type_of(kind, sub) else {
            self.losses.attributes += 1;
            return Ok(());
        };
        self.xml.attribute("type", &kind)?;
        if let Some(sub) = sub {
            self.xml.attribute("subType", &sub)?;
        }
        Ok(())
    }

    /// Writes the attributes of a code; those of the start of an element end with `suffix`.
    fn attributes(&mut self, attributes: &Attributes, suffix: &str) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            match name {
                "i" | "x" | "id" | "pos" | "subType" => {}
                "type" => self.kind(value, attributes.get("subType"))?,
                "equiv-text" => self.xml.attribute(&format!("equiv{suffix}"), value)?,
                "disp" => self.xml.attribute(&format!("disp{suffix}"), value)?,
                "canCopy" | "canDelete" | "canReorder" | "canOverlap" | "copyOf" | "dir" => {
                    self.xml.attribute(name, value)?;
                }
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    fn end_attributes(&mut self, attributes: &Attributes) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            match name {
                "i" => {}
                "equiv-text" => self.xml.attribute("equivEnd", value)?,
                "disp" => self.xml.attribute("dispEnd", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    fn mark(&mut self, id: &str, kind: Option<&str>, attributes: &Attributes) -> Result<(), Error> {
        self.xml.attribute("id", id)?;
        let kind = kind.filter(|kind| !kind.is_empty());
        let known = kind.and_then(mark_of);
        self.losses.attributes += u64::from(kind.is_some() && known.is_none());
        if let Some(kind) = known {
            self.xml.attribute("type", &kind)?;
        }
        for (name, value) in attributes.iter() {
            match name {
                "type" | "i" => {}
                "comment" => self.xml.attribute("value", value)?,
                "ref" => self.xml.attribute("ref", value)?,
                "translate" if is_yes_or_no(value) => self.xml.attribute("translate", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    /// Writes text; characters that XML cannot hold are `cp`.
    fn text(&mut self, text: &str) -> Result<(), Error> {
        let mut from = 0;
        for (at, character) in text.char_indices() {
            if is_xml_character(character) {
                continue;
            }
            self.xml.text(text.get(from..at).unwrap_or_default())?;
            self.xml.start("cp")?;
            self.xml
                .attribute("hex", &format!("{:04X}", u32::from(character)))?;
            self.xml.end()?;
            from = at + character.len_utf8();
        }
        Ok(self.xml.text(text.get(from..).unwrap_or_default())?)
    }
}
