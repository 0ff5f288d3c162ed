//! Texts with their codes.

use std::io::Write;

use yaddash_io::xml::XmlWriteError;
use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Item, Segment};

use super::super::codes::{ASSOCIATIONS, POSITIONS, ctype_of, mtype_of, other};
use super::Writer;
use crate::Error;
use crate::units::xliff::output::is_yes_or_no;
use crate::units::xliff::shape::{self, Names, Shape};

impl<W: Write> Writer<W> {
    pub(super) fn content(&mut self, segment: &Segment, names: &mut Names) -> Result<(), Error> {
        let (segment, foreign) = shape::without_foreign(segment);
        self.losses.rewritten += foreign;
        let shapes = shape::shapes(&segment);
        let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
        // The element and the name of each code that was written.
        let mut written: Vec<(&'static str, String)> = Vec::new();
        let depth = self.xml.depth();
        for item in segment.items() {
            let code = match item {
                Item::Text(text) => {
                    self.xml.text(text)?;
                    continue;
                }
                Item::Code(code) => code,
            };
            let at = written.len();
            let shape = shapes.get(at).copied().unwrap_or(Shape::Lost);
            let start = match shape {
                Shape::Close(start) | Shape::End(start) => written.get(start).cloned(),
                _ => None,
            };
            let partner = match shape {
                Shape::Open(other) | Shape::Begin(other) => codes.get(other).copied(),
                _ => None,
            };
            let entry = self.code(code, shape, partner, start.as_ref(), names)?;
            written.push(entry);
        }
        while self.xml.depth() > depth {
            self.xml.end()?;
        }
        Ok(())
    }

    /// Writes a code; gives its element and its name. `start` is those of the start that it ends, `partner` the end of
    /// what it starts.
    fn code(
        &mut self,
        code: &InlineCode,
        shape: Shape,
        partner: Option<&InlineCode>,
        start: Option<&(&'static str, String)>,
        names: &mut Names,
    ) -> Result<(&'static str, String), Error> {
        let is_bare = code.content.is_empty();
        let element = match (shape, &code.kind) {
            (Shape::Open(_), _) => {
                let end_is_bare = partner.is_some_and(|end| end.content.is_empty());
                let end_says_nothing = partner.is_some_and(|end| end.attributes.len() <= 1);
                match (is_bare && end_is_bare, end_says_nothing) {
                    (true, true) => "g",
                    (true, false) => "bx",
                    _ => "bpt",
                }
            }
            (Shape::Begin(_), _) => {
                let end_is_bare = partner.is_some_and(|end| end.content.is_empty());
                if is_bare && end_is_bare { "bx" } else { "bpt" }
            }
            (Shape::Close(_) | Shape::End(_), _) => match start.map(|(element, _)| *element) {
                Some("g") => {
                    self.xml.end()?;
                    return Ok(("g", String::new()));
                }
                Some("bx") => "ex",
                _ => "ept",
            },
            (Shape::Half, _) if !is_bare => "it",
            (Shape::Half, _) if code.is_end() => "ex",
            (Shape::Half, _) => "bx",
            (Shape::Wrap, _) => return self.mark(code),
            (Shape::Unwrap, _) => {
                self.xml.end()?;
                return Ok(("mrk", String::new()));
            }
            (Shape::Alone, CodeKind::Comment | CodeKind::ProcessingInstruction) => {
                return self.remark(code);
            }
            (Shape::Alone, CodeKind::Ut | CodeKind::Ph) => {
                if is_bare {
                    "x"
                } else {
                    "ph"
                }
            }
            _ => {
                self.losses.codes += 1;
                return Ok(("", String::new()));
            }
        };
        let own = code
            .attributes
            .get("id")
            .or_else(|| code.attributes.get("x"));
        let id = match (start, own) {
            (Some((_, id)), None) => id.clone(),
            _ => names.of(code),
        };
        self.xml.start(element)?;
        self.xml.attribute("id", &id)?;
        if element == "it" {
            let position = if code.is_end() { "end" } else { "begin" };
            self.xml
                .attribute("pos", other(&POSITIONS, position, false).unwrap_or("open"))?;
        }
        if code.kind == CodeKind::Ut {
            self.xml.attribute("ctype", "x-ut")?;
        }
        self.code_attributes(element, &code.attributes)?;
        self.contained(element, code, names)?;
        if element != "g" {
            self.xml.end()?;
        }
        Ok((element, id))
    }

    fn mark(&mut self, code: &InlineCode) -> Result<(&'static str, String), Error> {
        self.xml.start("mrk")?;
        let kind = code.attributes.get("type");
        let mtype = kind.filter(|kind| *kind != "seg").and_then(mtype_of);
        self.losses.attributes += u64::from(kind.is_some() && mtype.is_none());
        self.xml
            .attribute("mtype", mtype.as_deref().unwrap_or("x-hi"))?;
        for (name, value) in code.attributes.iter().filter(|(name, _)| *name != "type") {
            if matches!(name, "mid" | "comment" | "ts") {
                self.xml.attribute(name, value)?;
            } else {
                self.losses.attributes += 1;
            }
        }
        Ok(("mrk", String::new()))
    }

    fn remark(&mut self, code: &InlineCode) -> Result<(&'static str, String), Error> {
        let text = shape::native(code);
        let (target, data) = text.split_once(' ').unwrap_or((&text, ""));
        let done = match code.kind {
            CodeKind::Comment => self.xml.comment(&text),
            _ => self.xml.processing_instruction(target, data),
        };
        match done {
            Ok(()) => {}
            Err(XmlWriteError::Io(error)) => return Err(error.into()),
            Err(_) => self.losses.codes += 1,
        }
        Ok(("", String::new()))
    }

    fn code_attributes(&mut self, element: &str, attributes: &Attributes) -> Result<(), Error> {
        let is_delimiter = matches!(element, "g" | "bx" | "bpt" | "it" | "sub");
        let is_placeholder = matches!(element, "x" | "ph" | "it" | "sub");
        let has_kind = is_delimiter || is_placeholder;
        for (name, value) in attributes.iter() {
            let done = match name {
                "i" | "x" | "id" | "pos" => continue,
                "type" if has_kind => {
                    ctype_of(value, is_delimiter, is_placeholder).map(|ctype| ("ctype", ctype))
                }
                "assoc" if element == "ph" => {
                    other(&ASSOCIATIONS, value, false).map(|value| ("assoc", value.to_owned()))
                }
                "rid" if matches!(element, "bx" | "ex" | "bpt" | "ept" | "it") => {
                    Some(("rid", value.to_owned()))
                }
                "clone" if matches!(element, "g" | "x" | "bx") && is_yes_or_no(value) => {
                    Some(("clone", value.to_owned()))
                }
                "crc" if matches!(element, "bpt" | "ept" | "ph" | "it") => {
                    Some(("crc", value.to_owned()))
                }
                "xid" if element != "sub" => Some(("xid", value.to_owned())),
                "equiv-text" if element != "sub" => Some(("equiv-text", value.to_owned())),
                "ts" if element != "sub" => Some(("ts", value.to_owned())),
                "datatype" if element == "sub" => Some(("datatype", value.to_owned())),
                _ => None,
            };
            match done {
                Some((name, value)) => self.xml.attribute(name, &value)?,
                None => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    /// Writes what is in a code; `names` go on, since names are those of one unit.
    fn contained(
        &mut self,
        element: &str,
        code: &InlineCode,
        names: &mut Names,
    ) -> Result<(), Error> {
        if matches!(element, "g" | "x" | "bx" | "ex") {
            return Ok(());
        }
        for content in &code.content {
            match content {
                CodeContent::Native(native) => self.xml.text(native)?,
                CodeContent::Sub {
                    attributes,
                    segment,
                } => {
                    self.xml.start("sub")?;
                    self.code_attributes("sub", attributes)?;
                    self.content(segment, names)?;
                    self.xml.end()?;
                }
                _ => self.losses.codes += 1,
            }
        }
        Ok(())
    }
}
