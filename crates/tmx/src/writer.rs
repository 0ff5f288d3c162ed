//! Writing units as a stream.

use std::io::Write;

use serde::Serialize;
use yaddash_io::xml::{ForbiddenCharacters, XmlWriter};
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Item, Note, Property, Segment, TranslationUnit,
    Variant,
};

use crate::Error;
use crate::content::start_markup;
use crate::header::{Header, UserEncoding};
use crate::schema::Element;

/// How much of TMX is written (TMX 1.4b, section 1.4 "implementation levels").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Plain text: codes are left out with what is in them.
    One,
    /// Text with its codes.
    #[default]
    Two,
}

/// How a memory is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TmxOptions {
    /// How much of TMX. Default: level 2.
    pub level: Level,
    /// Whether a DOCTYPE names the DTD of TMX 1.4. Default: no, since some programs look for the file it names.
    pub doctype: bool,
    /// Whether to write what TMX does not know as it is, which is then no longer valid. Default: no.
    pub keep_foreign: bool,
    /// What to do with characters that XML cannot hold. Default: leave them out and count them.
    pub forbidden: ForbiddenCharacters,
}

impl Default for TmxOptions {
    fn default() -> Self {
        Self {
            level: Level::Two,
            doctype: false,
            keep_foreign: false,
            forbidden: ForbiddenCharacters::Remove,
        }
    }
}

/// What was written, and what had to be changed to be valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WriteReport {
    /// Units written.
    pub units: u64,
    /// Variants written.
    pub variants: u64,
    /// Units left out because they have no variant.
    pub units_without_variants: u64,
    /// Attributes of the header, of units and variants that TMX does not know, written as `prop type="x-NAME"`.
    pub moved_attributes: u64,
    /// Attributes left out where there is no room for a property: of codes, properties, notes.
    pub dropped_attributes: u64,
    /// Attributes that TMX requires and that were not there, written with a default.
    pub added_attributes: u64,
    /// Elements foreign to TMX in segments, written as `bpt` and `ept` around the same text.
    pub rewritten_codes: u64,
    /// Codes left out: all at level 1, comments and ends that XML cannot hold at level 2.
    pub dropped_codes: u64,
    /// Characters that XML cannot hold, replaced or left out.
    pub forbidden_characters: u64,
}

/// Writes a memory one unit at a time, valid against the DTD of TMX 1.4b whatever the units hold.
///
/// Elements stand in the order of the standard, notes before properties. What TMX does not know is written as something
/// that it does, and the [`WriteReport`] counts it: attributes of units and variants as properties `x-NAME`, elements
/// in segments as pairs of codes. Every unit stands on lines of its own.
///
/// The output should be buffered. Nothing but [`TmxWriter::finish`] makes the file complete.
///
/// ```
/// use yaddash_model::{SourceLanguage, TranslationUnit, Variant};
/// use yaddash_tmx::{Header, TmxOptions, TmxWriter};
/// let mut unit = TranslationUnit::default();
/// unit.variants.push(Variant::new("az".parse()?, "Milli Məclis"));
/// let header = Header::new(&SourceLanguage::Tag("az".parse()?));
/// let mut writer = TmxWriter::new(Vec::new(), &header, TmxOptions::default())?;
/// writer.write(&unit)?;
/// let (bytes, report) = writer.finish()?;
/// assert!(String::from_utf8(bytes)?.contains("<tuv xml:lang=\"az\"><seg>Milli Məclis</seg></tuv>"));
/// assert_eq!(report.units, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TmxWriter<W> {
    xml: XmlWriter<W>,
    options: TmxOptions,
    report: WriteReport,
}

impl<W: Write> TmxWriter<W> {
    /// Starts a memory with this header; attributes that it lacks get defaults.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write), as of every method that writes.
    pub fn new(output: W, header: &Header, options: TmxOptions) -> Result<Self, Error> {
        let mut writer = Self {
            xml: XmlWriter::new(output).with_forbidden(options.forbidden),
            options,
            report: WriteReport::default(),
        };
        writer.start(header)?;
        Ok(writer)
    }

    /// Writes a unit. One without variants is left out and counted.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write); the output is then incomplete and of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        if unit.variants.is_empty() && !self.options.keep_foreign {
            self.report.units_without_variants += 1;
            return Ok(());
        }
        self.report.units += 1;
        self.xml.text("    ")?;
        self.xml.start("tu")?;
        let moved = self.attributes(Element::Tu, &unit.attributes)?;
        self.remarks(&unit.notes, &unit.properties, &moved, "\n      ")?;
        for variant in &unit.variants {
            self.xml.text("\n      ")?;
            self.variant(variant)?;
        }
        self.xml.text("\n    ")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        Ok(())
    }

    /// Ends the memory and gives the output back, flushed, with what was written.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write).
    pub fn finish(mut self) -> Result<(W, WriteReport), Error> {
        self.xml.text("  ")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        let mut report = self.report;
        report.forbidden_characters = self.xml.forbidden();
        Ok((self.xml.finish()?, report))
    }

    /// What was written so far.
    pub fn report(&self) -> WriteReport {
        WriteReport {
            forbidden_characters: self.xml.forbidden(),
            ..self.report
        }
    }

    fn start(&mut self, header: &Header) -> Result<(), Error> {
        let mut header = header.clone();
        self.report.added_attributes += header.complete();
        self.xml.declaration()?;
        if self.options.doctype {
            self.xml.doctype("tmx SYSTEM \"tmx14.dtd\"")?;
            self.xml.text("\n")?;
        }
        self.xml.start("tmx")?;
        self.xml.attribute("version", "1.4")?;
        self.xml.text("\n  ")?;
        self.xml.start("header")?;
        if !Element::Header.accepts(
            "segtype",
            header.attributes.get("segtype").unwrap_or_default(),
        ) {
            header.attributes.set("segtype", "sentence");
        }
        self.complete(&mut header.encodings);
        let moved = self.attributes(Element::Header, &header.attributes)?;
        self.remarks(&header.notes, &header.properties, &moved, "\n    ")?;
        let has_content = !(moved.is_empty()
            && header.notes.is_empty()
            && header.properties.is_empty()
            && header.encodings.is_empty());
        for encoding in &header.encodings {
            self.xml.text("\n    ")?;
            self.xml.start("ude")?;
            self.plain_attributes(Element::Ude, &encoding.attributes)?;
            for map in &encoding.maps {
                self.xml.start("map")?;
                self.plain_attributes(Element::Map, map)?;
                self.xml.end()?;
            }
            self.xml.end()?;
        }
        if has_content {
            self.xml.text("\n  ")?;
        }
        self.xml.end()?;
        self.xml.text("\n  ")?;
        self.xml.start("body")?;
        self.xml.text("\n")?;
        Ok(())
    }

    /// Brings user-defined encodings into the form that the DTD asks for: a `map` has `unicode`, a `ude` has a `name` and
    /// a `map`. Others say nothing and are left out.
    fn complete(&mut self, encodings: &mut Vec<UserEncoding>) {
        for encoding in encodings.iter_mut() {
            encoding.maps.retain(|map| {
                let is_map = map.get("unicode").is_some();
                if !is_map {
                    self.report.dropped_attributes += map.len() as u64;
                }
                is_map
            });
            if !encoding.maps.is_empty() && encoding.attributes.get("name").is_none() {
                encoding.attributes.set("name", "unnamed");
                self.report.added_attributes += 1;
            }
        }
        encodings.retain(|encoding| {
            if encoding.maps.is_empty() {
                self.report.dropped_attributes += encoding.attributes.len() as u64;
            }
            !encoding.maps.is_empty()
        });
    }

    fn variant(&mut self, variant: &Variant) -> Result<(), Error> {
        self.report.variants += 1;
        self.xml.start("tuv")?;
        let language = variant.language.as_str();
        if language.contains('_') {
            self.xml
                .attribute("xml:lang", &language.replace('_', "-"))?;
        } else {
            self.xml.attribute("xml:lang", language)?;
        }
        let moved = self.attributes(Element::Tuv, &variant.attributes)?;
        self.remarks(&variant.notes, &variant.properties, &moved, "")?;
        self.xml.start("seg")?;
        match self.options.level {
            Level::Two => self.content(&variant.segment)?,
            Level::One => {
                self.report.dropped_codes += variant.segment.codes().len() as u64;
                self.xml.text(variant.segment.text())?;
            }
        }
        self.xml.end()?;
        self.xml.end()?;
        Ok(())
    }

    /// Writes the attributes that the element may have; gives the others as properties.
    fn attributes(
        &mut self,
        element: Element,
        attributes: &Attributes,
    ) -> Result<Vec<(String, String)>, Error> {
        let mut moved = Vec::new();
        for (name, value) in attributes.iter() {
            if element == Element::Tuv && name == "xml:lang" {
                continue;
            }
            if self.options.keep_foreign || element.accepts(name, value) {
                self.xml.attribute(name, value)?;
            } else {
                moved.push((format!("x-{name}"), value.to_owned()));
            }
        }
        self.report.moved_attributes += moved.len() as u64;
        Ok(moved)
    }

    /// Writes the attributes that the element may have and leaves the others out.
    fn plain_attributes(&mut self, element: Element, attributes: &Attributes) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            if self.options.keep_foreign || element.accepts(name, value) {
                self.xml.attribute(name, value)?;
            } else {
                self.report.dropped_attributes += 1;
            }
        }
        Ok(())
    }

    fn remarks(
        &mut self,
        notes: &[Note],
        properties: &[Property],
        moved: &[(String, String)],
        space: &str,
    ) -> Result<(), Error> {
        for note in notes {
            self.xml.text(space)?;
            self.xml.start("note")?;
            self.remark_attributes(Element::Note, &note.attributes)?;
            self.xml.text(&note.text)?;
            self.xml.end()?;
        }
        for property in properties {
            self.xml.text(space)?;
            self.xml.start("prop")?;
            self.xml.attribute("type", &property.kind)?;
            self.remark_attributes(Element::Prop, &property.attributes)?;
            self.xml.text(&property.value)?;
            self.xml.end()?;
        }
        for (kind, value) in moved {
            self.xml.text(space)?;
            self.xml.start("prop")?;
            self.xml.attribute("type", kind)?;
            self.xml.text(value)?;
            self.xml.end()?;
        }
        Ok(())
    }

    /// The attributes of a note or a property; `lang` of older versions is written as `xml:lang`.
    fn remark_attributes(
        &mut self,
        element: Element,
        attributes: &Attributes,
    ) -> Result<(), Error> {
        let has_language = attributes.get("xml:lang").is_some();
        for (name, value) in attributes.iter().filter(|(name, _)| *name != "type") {
            match name {
                "lang" if !has_language && !self.options.keep_foreign => {
                    self.xml.attribute("xml:lang", value)?;
                }
                _ if self.options.keep_foreign || element.accepts(name, value) => {
                    self.xml.attribute(name, value)?;
                }
                _ => self.report.dropped_attributes += 1,
            }
        }
        Ok(())
    }

    fn content(&mut self, segment: &Segment) -> Result<(), Error> {
        let mut open = OpenWrappers::new(segment, self.xml.depth());
        for item in segment.items() {
            match item {
                Item::Text(text) => self.xml.text(text)?,
                Item::Code(code) => self.code(code, &mut open)?,
            }
        }
        while self.xml.depth() > open.depth {
            self.xml.end()?;
        }
        Ok(())
    }

    fn code(&mut self, code: &InlineCode, open: &mut OpenWrappers) -> Result<(), Error> {
        match &code.kind {
            CodeKind::Bpt => self.native("bpt", Element::Bpt, code, open),
            CodeKind::Ept => self.native("ept", Element::Ept, code, open),
            CodeKind::It => self.native("it", Element::It, code, open),
            CodeKind::Ph => self.native("ph", Element::Ph, code, open),
            CodeKind::Ut => self.native("ut", Element::Ut, code, open),
            CodeKind::HiStart => {
                self.xml.start("hi")?;
                self.plain_attributes(Element::Hi, &code.attributes)?;
                open.elements.push("hi".to_owned());
                Ok(())
            }
            CodeKind::HiEnd => self.close("hi", open),
            CodeKind::ForeignStart(name) if self.options.keep_foreign => {
                self.xml.start(name)?;
                self.plain_attributes(Element::Foreign, &code.attributes)?;
                open.elements.push(name.clone());
                Ok(())
            }
            CodeKind::ForeignEnd(name) if self.options.keep_foreign => self.close(name, open),
            CodeKind::ForeignStart(name) => {
                self.report.rewritten_codes += 1;
                let pair = open.fresh_pair();
                self.pair_half("bpt", &pair, &start_markup(name, &code.attributes, ">"))?;
                open.pairs.push((name.clone(), pair));
                Ok(())
            }
            CodeKind::ForeignEnd(name) => {
                let at = open.pairs.iter().rposition(|(opened, _)| opened == name);
                let Some(at) = at else {
                    self.report.dropped_codes += 1;
                    return Ok(());
                };
                let (name, pair) = open.pairs.remove(at);
                self.pair_half("ept", &pair, &format!("</{name}>"))
            }
            CodeKind::Comment => {
                let text = native_text(code);
                if text.contains("--") || text.ends_with('-') {
                    self.report.dropped_codes += 1;
                    return Ok(());
                }
                Ok(self.xml.comment(&text)?)
            }
            CodeKind::ProcessingInstruction => {
                let text = native_text(code);
                let (target, data) = text.split_once(' ').unwrap_or((&text, ""));
                if self.xml.processing_instruction(target, data).is_err() {
                    self.report.dropped_codes += 1;
                }
                Ok(())
            }
            _ => {
                self.report.dropped_codes += 1;
                Ok(())
            }
        }
    }

    /// Closes the innermost element, where it is `name`.
    fn close(&mut self, name: &str, open: &mut OpenWrappers) -> Result<(), Error> {
        if open
            .elements
            .pop_if(|innermost| innermost == name)
            .is_some()
        {
            self.xml.end()?;
        } else {
            self.report.dropped_codes += 1;
        }
        Ok(())
    }

    /// Writes a code that holds native markup.
    fn native(
        &mut self,
        name: &str,
        element: Element,
        code: &InlineCode,
        open: &mut OpenWrappers,
    ) -> Result<(), Error> {
        self.xml.start(name)?;
        self.plain_attributes(element, &code.attributes)?;
        if !self.options.keep_foreign {
            for required in element.required() {
                let value = code.attributes.get(required).unwrap_or_default();
                if code.attributes.get(required).is_none() || !element.accepts(required, value) {
                    self.report.added_attributes += 1;
                    let default = if *required == "i" {
                        open.fresh_pair()
                    } else {
                        "begin".to_owned()
                    };
                    self.xml.attribute(required, &default)?;
                }
            }
        }
        for content in &code.content {
            match content {
                CodeContent::Native(native) => self.xml.text(native)?,
                CodeContent::Sub {
                    attributes,
                    segment,
                } => {
                    self.xml.start("sub")?;
                    self.plain_attributes(Element::Sub, attributes)?;
                    self.content(segment)?;
                    self.xml.end()?;
                }
                _ => self.report.dropped_codes += 1,
            }
        }
        Ok(self.xml.end()?)
    }

    fn pair_half(&mut self, name: &str, pair: &str, native: &str) -> Result<(), Error> {
        self.xml.start(name)?;
        self.xml.attribute("i", pair)?;
        self.xml.text(native)?;
        Ok(self.xml.end()?)
    }
}

/// What is open in a segment that is being written.
struct OpenWrappers {
    /// How many elements were open before.
    depth: usize,
    /// Elements that wrap text, the innermost last.
    elements: Vec<String>,
    /// Foreign elements that are written as a pair of codes: name and number of the pair.
    pairs: Vec<(String, String)>,
    /// The highest number of a pair so far.
    highest: u64,
}

impl OpenWrappers {
    fn new(segment: &Segment, depth: usize) -> Self {
        let numbers = segment
            .codes()
            .iter()
            .filter_map(|placed| placed.code.attributes.get("i"));
        Self {
            depth,
            elements: Vec::new(),
            pairs: Vec::new(),
            highest: numbers
                .filter_map(|number| number.parse().ok())
                .max()
                .unwrap_or(0),
        }
    }

    /// The number of a pair that is not in the segment yet.
    fn fresh_pair(&mut self) -> String {
        self.highest = self.highest.saturating_add(1);
        self.highest.to_string()
    }
}

fn native_text(code: &InlineCode) -> String {
    let natives = code.content.iter().filter_map(|content| match content {
        CodeContent::Native(native) => Some(native.as_str()),
        _ => None,
    });
    natives.collect()
}
