//! Texts with their codes.

use std::collections::HashMap;
use std::io::Write;

use yaddash_io::xml::{XmlWriteError, is_xml_character};
use yaddash_model::{CodeContent, CodeKind, InlineCode, Item, Segment};

use super::super::content::OVERLAPPING;
use super::Writer;
use super::names::CodeNames;
use crate::Error;
use crate::units::xliff::shape::{self, Shape};

/// The native code of the codes of a unit.
#[derive(Default)]
pub(super) struct Data {
    all: Vec<String>,
    /// Which of them it is, from 1.
    numbers: HashMap<String, usize>,
}

impl Data {
    /// The native code of segments.
    pub(super) fn of<'s>(segments: impl Iterator<Item = &'s Segment>) -> Self {
        let mut data = Self::default();
        for segment in segments {
            let (segment, _) = shape::without_foreign(segment);
            let codes: Vec<&InlineCode> = segment.codes().iter().map(|one| &one.code).collect();
            for (code, shape) in codes.iter().zip(shape::shapes(&segment)) {
                if matches!(
                    code.kind,
                    CodeKind::Comment | CodeKind::ProcessingInstruction
                ) {
                    continue;
                }
                data.name(code);
                if let Shape::Open(end) | Shape::Close(end) = shape {
                    data.name_beside(code, codes.get(end).copied());
                }
            }
        }
        data
    }

    /// The name of the native code of a code; `None` where it has none.
    fn name(&mut self, code: &InlineCode) -> Option<String> {
        let native = shape::native(code);
        (!native.is_empty()).then(|| self.named(native))
    }

    /// The name of the native code of one half of an element; that of the empty text where only the other half has any,
    /// since both are named or none.
    fn name_beside(&mut self, code: &InlineCode, other: Option<&InlineCode>) -> Option<String> {
        let native = shape::native(code);
        let is_told =
            !native.is_empty() || other.is_some_and(|other| !shape::native(other).is_empty());
        is_told.then(|| self.named(native))
    }

    fn named(&mut self, native: String) -> String {
        let next = self.all.len() + 1;
        let number = *self.numbers.entry(native.clone()).or_insert(next);
        if number == next {
            self.all.push(native);
        }
        format!("d{number}")
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
        names: &mut CodeNames,
        data: &mut Data,
    ) -> Result<(), Error> {
        let (segment, foreign) = shape::without_foreign(segment);
        self.losses.rewritten += foreign;
        let shapes = shape::shapes(&segment);
        let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
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
            let name = self.code(code, shape, partner, start, names, data)?;
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
        names: &mut CodeNames,
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
                let id = names.of(code, "sm");
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
                let id = names.of(code, "pc");
                self.xml.start("pc")?;
                self.xml.attribute("id", &id)?;
                let refs = [
                    ("dataRefStart", data.name_beside(code, partner)),
                    (
                        "dataRefEnd",
                        partner.and_then(|end| data.name_beside(end, Some(code))),
                    ),
                ];
                for (name, reference) in refs {
                    if let Some(reference) = reference {
                        self.xml.attribute(name, &reference)?;
                    }
                }
                self.attributes("pc", code, names)?;
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
                let id = names.of(code, "mrk");
                self.xml.start("mrk")?;
                let kind = code.attributes.get("type").map(str::to_owned);
                self.mark(&id, kind.as_deref(), &code.attributes)?;
                Ok(id)
            }
            Shape::Begin(_) | Shape::End(_) | Shape::Half => {
                let is_end =
                    matches!(shape, Shape::End(_)) || shape == Shape::Half && code.is_end();
                let element = if is_end { "ec" } else { "sc" };
                self.xml.start(element)?;
                let mut id = String::new();
                if let Some(start) = start.as_ref() {
                    self.xml.attribute("startRef", start)?;
                } else {
                    id = names.of(code, element);
                    self.xml.attribute("id", &id)?;
                }
                if shape == Shape::Half {
                    self.xml.attribute("isolated", "yes")?;
                }
                self.placed(element, code, names, data)?;
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
        names: &mut CodeNames,
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
                let id = names.of(code, "ph");
                self.xml.start("ph")?;
                self.xml.attribute("id", &id)?;
                if code.kind == CodeKind::Ut {
                    self.kind("x-ut", None)?;
                }
                self.placed("ph", code, names, data)?;
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
    fn placed(
        &mut self,
        element: &str,
        code: &InlineCode,
        names: &CodeNames,
        data: &mut Data,
    ) -> Result<(), Error> {
        if let Some(reference) = data.name(code) {
            self.xml.attribute("dataRef", &reference)?;
        }
        self.attributes(element, code, names)?;
        Ok(self.xml.end()?)
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
