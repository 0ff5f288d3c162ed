//! ODT: `OpenDocument` text (ISO/IEC 26300, OASIS `OpenDocument` 1.3).
//!
//! Paragraphs, headings, items of lists and cells of tables of the text body are blocks; spans and links are pairs of
//! codes. White space is collapsed as the standard says (part 3, section 6.1.2). Tracked deletions, annotations,
//! formulas, headers and footers are left out; the text of a note follows the paragraph of its mark.

use yaddash_model::{BlockKind, CodeKind, Document, InlineCode};

use super::package::{Element, Flow, Package, PartReader, Visit, read_part};
use crate::Error;

/// The most spaces that one element may stand for, so that a small file stays a small text.
const MOST_SPACES: usize = 100;

/// Reads the bytes of an ODT file.
///
/// # Errors
/// Where the package is damaged, encrypted, above a limit or without content, or where the XML of a part is not
/// well-formed.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes)?;
    let manifest_part = "META-INF/manifest.xml";
    if let Some(xml) = package.optional_part(manifest_part)? {
        let mut manifest = Manifest::default();
        read_part(manifest_part, &xml, &mut manifest)?;
        if let Some(part) = manifest.encrypted {
            return Err(Error::Encrypted { part });
        }
    }
    let part = "content.xml";
    let content = package.part(part)?;
    let mut reader = Reader::default();
    read_part(part, &content, &mut reader)?;
    Ok(Document {
        language: None,
        blocks: reader.flow.finish(),
    })
}

/// Looks for an encrypted part (part 2, section 4.8.1).
#[derive(Default)]
struct Manifest {
    entry: String,
    encrypted: Option<String>,
}

impl PartReader for Manifest {
    fn start(&mut self, element: &Element) -> Visit {
        match element.name() {
            ("manifest", "file-entry") => {
                let path = element.attribute("manifest", "full-path");
                path.unwrap_or_default().clone_into(&mut self.entry);
            }
            ("manifest", "encryption-data") => {
                self.encrypted.get_or_insert_with(|| self.entry.clone());
            }
            _ => {}
        }
        Visit::Inside
    }

    fn end(&mut self, _: (&str, &str)) {}

    fn text(&mut self, _: &str) {}
}

/// What surrounds a paragraph and says what kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surrounding {
    Item,
    Cell,
    /// A note or a text box, where paragraphs are plain again.
    Apart,
}

#[derive(Debug)]
struct Reader {
    flow: Flow,
    surroundings: Vec<Surrounding>,
    /// How many paragraphs were open where the open notes and text boxes began; white space between the paragraphs of
    /// a note is no text of the paragraph around it.
    apart: Vec<usize>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            flow: Flow::new(),
            surroundings: Vec::new(),
            apart: Vec::new(),
        }
    }
}

impl Reader {
    fn kind(&self) -> BlockKind {
        match self.surroundings.last() {
            Some(Surrounding::Item) => BlockKind::Item,
            Some(Surrounding::Cell) => BlockKind::Cell,
            Some(Surrounding::Apart) | None => BlockKind::Paragraph,
        }
    }

    fn begin_apart(&mut self) {
        self.surroundings.push(Surrounding::Apart);
        self.apart.push(self.flow.depth());
    }

    fn push_text(&mut self, text: &str) {
        if let Some(builder) = self.flow.paragraph() {
            builder.unmapped(text);
        }
    }

    fn push_placeholder(&mut self, element: &Element, kind: &str) {
        let (prefix, name) = element.name();
        if let Some(builder) = self.flow.paragraph() {
            let code = InlineCode::new(CodeKind::Ph).with_attribute("type", kind);
            builder.placeholder(code.with_native(format!("<{prefix}:{name}/>")));
        }
    }

    fn open(&mut self, element: &Element, attribute: (&str, &str), kind: Option<&str>) {
        let (_, name) = element.name();
        let native = element.markup(&[attribute]);
        if let Some(builder) = self.flow.paragraph() {
            builder.open(name, &native, kind);
        }
    }

    /// An element of the `text` namespace.
    fn start_text(&mut self, element: &Element, name: &str) -> Visit {
        match name {
            "p" => self.flow.begin(self.kind()),
            "h" => {
                let level = element
                    .attribute("text", "outline-level")
                    .and_then(|level| level.trim().parse().ok())
                    .map_or(1, |level: u8| level.max(1));
                let kind = match self.kind() {
                    BlockKind::Cell => BlockKind::Cell,
                    _ => BlockKind::Heading(level),
                };
                self.flow.begin(kind);
            }
            "list-item" | "list-header" => self.surroundings.push(Surrounding::Item),
            "note" => {
                self.push_placeholder(element, "fnote");
                self.begin_apart();
            }
            "span" => self.open(element, ("text", "style-name"), None),
            "a" => self.open(element, ("xlink", "href"), Some("link")),
            "s" => {
                let count = element
                    .attribute("text", "c")
                    .and_then(|count| count.trim().parse().ok())
                    .unwrap_or(1)
                    .min(MOST_SPACES);
                self.push_text(&" ".repeat(count));
            }
            "tab" => self.push_text("\t"),
            "line-break" => {
                self.push_placeholder(element, "lb");
                if let Some(builder) = self.flow.paragraph() {
                    builder.space(None);
                }
            }
            "note-citation" | "tracked-changes" | "ruby-text" => return Visit::Skip,
            _ => {}
        }
        Visit::Inside
    }
}

impl PartReader for Reader {
    fn start(&mut self, element: &Element) -> Visit {
        match element.name() {
            ("text", name) => return self.start_text(element, name),
            ("table", "table-cell" | "covered-table-cell") => {
                self.surroundings.push(Surrounding::Cell);
            }
            ("draw", "text-box") => self.begin_apart(),
            ("draw", "image" | "object") => {
                self.push_placeholder(element, "image");
                return Visit::Skip;
            }
            ("office", "annotation" | "automatic-styles" | "font-face-decls" | "scripts")
            | ("svg", "title" | "desc") => return Visit::Skip,
            _ => {}
        }
        Visit::Inside
    }

    fn end(&mut self, name: (&str, &str)) {
        match name {
            ("text", "p" | "h") => self.flow.end(),
            ("text", "list-item" | "list-header" | "note")
            | ("table", "table-cell" | "covered-table-cell")
            | ("draw", "text-box") => {
                let ended = self.surroundings.pop();
                if ended == Some(Surrounding::Apart) {
                    self.apart.pop();
                }
            }
            ("text", "span" | "a") => {
                if let Some(builder) = self.flow.paragraph() {
                    builder.close(name.1, &format!("</text:{}>", name.1));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.apart.last() == Some(&self.flow.depth()) {
            return;
        }
        let Some(builder) = self.flow.paragraph() else {
            return;
        };
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_space);
            if words.len() < rest.len() {
                builder.space(None);
            }
            let end = words.find(is_space).unwrap_or(words.len());
            let (word, behind) = words.split_at(end);
            builder.unmapped(word);
            rest = behind;
        }
    }
}
