//! DOCX: `WordprocessingML` packages (ISO/IEC 29500, ECMA-376), transitional and strict.
//!
//! Paragraphs of the main part are blocks: headings by outline level, of the paragraph or of its style; items by
//! numbering or by a list style; cells of tables. Neighbouring runs of the same formatting are one text; changes of
//! bold, italic, underline, strikethrough, raised and lowered text and hyperlinks are pairs of codes. Insertions are
//! read and deletions are not; of fields the result is read. Hidden text, formulas, headers, footers and comments are
//! left out, and notes are placeholders.

use yaddash_model::{BlockKind, CodeKind, Document, InlineCode};

use super::package::{Element, Flow, Package, PartReader, Visit, read_part};
use crate::Error;

mod format;
mod relationship;
mod style;

use format::{Format, Property};
use style::Styles;

/// Reads the bytes of a DOCX file.
///
/// # Errors
/// Where the package is damaged, encrypted, above a limit or without a main part, or where the XML of a part is not
/// well-formed.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes)?;
    let main_part = relationship::target(&mut package, "", "/officeDocument")?
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let main = package.part(&main_part)?;
    let styles_part = relationship::target(&mut package, &main_part, "/styles")?
        .unwrap_or_else(|| "word/styles.xml".to_owned());
    let styles = match package.optional_part(&styles_part)? {
        Some(xml) => Styles::read(&styles_part, &xml)?,
        None => Styles::default(),
    };
    let mut reader = Reader::new(&styles);
    read_part(&main_part, &main, &mut reader)?;
    Ok(Document {
        language: None,
        blocks: reader.flow.finish(),
    })
}

struct Reader<'a> {
    styles: &'a Styles,
    flow: Flow,
    /// One state for each open paragraph, innermost last.
    paragraphs: Vec<Paragraph>,
    /// How many table cells are open.
    cells: usize,
    /// The fields that are open, innermost last: whether the instruction is being read.
    fields: Vec<bool>,
    /// The text of the open `w:t`.
    text: Option<RunText>,
}

/// What is known of an open paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    /// The outline level of its own; 9 is body text.
    outline_level: Option<u8>,
    is_numbered: Option<bool>,
    /// Whether its properties are being read.
    in_properties: bool,
    /// The formatting of the run that is being read.
    run: Format,
    /// The formatting whose opening codes have been written.
    written: Format,
}

#[derive(Debug)]
struct RunText {
    text: String,
    keeps_space: bool,
}

impl<'a> Reader<'a> {
    const fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            flow: Flow::new(),
            paragraphs: Vec::new(),
            cells: 0,
            fields: Vec::new(),
            text: None,
        }
    }

    /// An element of the properties of a paragraph.
    fn paragraph_property(&mut self, element: &Element) -> Visit {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Visit::Skip;
        };
        match element.name() {
            ("w", "pStyle") => paragraph.style = element.attribute("w", "val").map(str::to_owned),
            ("w", "outlineLvl") => {
                paragraph.outline_level = element
                    .attribute("w", "val")
                    .and_then(|level| level.trim().parse().ok());
            }
            ("w", "numPr") => {
                paragraph.is_numbered.get_or_insert(true);
            }
            ("w", "numId") => {
                // Zero takes the numbering of the style away.
                let is_numbered = element.attribute("w", "val") != Some("0");
                paragraph.is_numbered = Some(is_numbered);
            }
            // The formatting of the paragraph mark, and what the properties once were.
            ("w", "rPr" | "pPrChange") => return Visit::Skip,
            _ => {}
        }
        Visit::Inside
    }

    /// The kind that the properties make of the innermost paragraph.
    fn kind(&self) -> BlockKind {
        let Some(paragraph) = self.paragraphs.last() else {
            return BlockKind::Paragraph;
        };
        let style = self.styles.resolve(paragraph.style.as_deref());
        if self.cells > 0 {
            return BlockKind::Cell;
        }
        match paragraph.outline_level.or(style.outline_level) {
            Some(level) if level < 9 => return BlockKind::Heading(level + 1),
            _ => {}
        }
        if paragraph.is_numbered.unwrap_or(style.is_list) {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        }
    }

    fn field_character(&mut self, element: &Element) {
        match element.attribute("w", "fldCharType") {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(in_instruction) = self.fields.last_mut() {
                    *in_instruction = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Whether what a run holds now is text of the paragraph.
    fn is_shown(&self) -> bool {
        let is_hidden = self
            .paragraphs
            .last()
            .is_none_or(|paragraph| paragraph.run.contains(Property::Hidden));
        !is_hidden && !self.fields.iter().any(|in_instruction| *in_instruction)
    }

    fn push_text(&mut self, text: &str) {
        if !self.is_shown() || text.is_empty() {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut()
            && let Some(builder) = self.flow.paragraph()
        {
            paragraph.written.change_to(paragraph.run, builder);
            builder.unmapped(text);
        }
    }

    fn push_placeholder(&mut self, element: &Element, kind: Option<&str>) {
        if !self.is_shown() {
            return;
        }
        let Some(builder) = self.flow.paragraph() else {
            return;
        };
        let (_, name) = element.name();
        let mut code = InlineCode::new(CodeKind::Ph);
        if let Some(kind) = kind {
            code.attributes.set("type", kind);
        }
        builder.placeholder(code.with_native(format!("<w:{name}/>")));
        if kind == Some("lb") {
            builder.space(None);
        }
    }

    fn open_link(&mut self, element: &Element) {
        let native = element.markup(&[("r", "id"), ("w", "anchor")]);
        if let Some(builder) = self.flow.paragraph() {
            builder.open("hyperlink", &native, Some("link"));
        }
    }

    /// An element inside a run.
    fn run_content(&mut self, element: &Element, name: &str) -> Visit {
        match name {
            "t" => {
                self.text = Some(RunText {
                    text: String::new(),
                    keeps_space: element.attribute("xml", "space") == Some("preserve"),
                });
            }
            "tab" | "ptab" => self.push_text("\t"),
            "br" | "cr" => self.push_placeholder(element, Some("lb")),
            "noBreakHyphen" => self.push_text("\u{2011}"),
            "softHyphen" => self.push_text("\u{ad}"),
            "footnoteReference" => self.push_placeholder(element, Some("fnote")),
            "endnoteReference" => self.push_placeholder(element, Some("enote")),
            "drawing" | "pict" | "object" => self.push_placeholder(element, Some("image")),
            "sym" => self.push_placeholder(element, None),
            "fldChar" => self.field_character(element),
            _ => {}
        }
        Visit::Inside
    }
}

impl PartReader for Reader<'_> {
    fn start(&mut self, element: &Element) -> Visit {
        let (prefix, name) = element.name();
        match (prefix, name) {
            ("mc", "Fallback") | ("m", _) => return Visit::Skip,
            ("w", _) => {}
            _ => return Visit::Inside,
        }
        let in_properties = self
            .paragraphs
            .last()
            .is_some_and(|open| open.in_properties);
        if in_properties {
            return self.paragraph_property(element);
        }
        match name {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.flow.begin(self.kind());
            }
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = true;
                }
            }
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = Format::default();
                }
            }
            "tc" => self.cells += 1,
            "hyperlink" => self.open_link(element),
            "del" | "moveFrom" | "rPrChange" | "rt" | "sectPr" | "tblPr" | "tcPr" | "trPr"
            | "sdtPr" | "instrText" | "delText" => return Visit::Skip,
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && let Some(property) = Property::of_element(name)
                {
                    let value = element.attribute("w", "val");
                    paragraph.run.set(property, value);
                    return Visit::Inside;
                }
                return self.run_content(element, name);
            }
        }
        Visit::Inside
    }

    fn end(&mut self, name: (&str, &str)) {
        match name {
            ("w", "p") => {
                if let Some(mut paragraph) = self.paragraphs.pop()
                    && let Some(builder) = self.flow.paragraph()
                {
                    paragraph.written.change_to(Format::default(), builder);
                }
                self.flow.end();
            }
            ("w", "pPr") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
                self.flow.set_kind(self.kind());
            }
            ("w", "tc") => self.cells = self.cells.saturating_sub(1),
            ("w", "hyperlink") => {
                if let Some(builder) = self.flow.paragraph() {
                    builder.close("hyperlink", "</w:hyperlink>");
                }
            }
            ("w", "t") => {
                if let Some(run) = self.text.take() {
                    let text = if run.keeps_space {
                        run.text.as_str()
                    } else {
                        run.text.trim_matches([' ', '\t', '\n', '\r'])
                    };
                    self.push_text(text);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(run) = &mut self.text {
            run.text.push_str(text);
        }
    }
}
