//! Events of XML with namespaces resolved.

use std::io::Read;

use yaddash_io::encoding::{DecodingReader, EncodingReport, Hint};
use yaddash_io::xml::{Position, XmlEvent, XmlLimits, XmlReader};
use yaddash_model::Attributes;

use crate::Error;

/// Elements inside each other that a file may have; groups may nest.
const DEPTH: usize = 200;

/// Whose an element or attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// XLIFF's.
    Own,
    /// That of SDLXLIFF.
    Sdl,
    /// That of MQXLIFF.
    MemoQ,
    /// The module for matches of XLIFF 2.
    Matches,
    /// The module for metadata of XLIFF 2.
    Metadata,
    /// Any other.
    Other,
}

/// A start tag.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The name without prefix.
    pub(super) name: String,
    /// The name as it was written.
    raw: String,
    pub(super) space: Space,
    /// All attributes but namespace declarations, by their names as they were written.
    pub(super) attributes: Attributes,
    pub(super) position: Position,
}

impl Element {
    pub(super) fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// Takes an attribute out.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.attributes.remove(name)
    }
}

/// What stands next.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Start(Element),
    /// The end of the innermost open element; one follows each start, also of an empty element.
    End,
    Text(String),
    Comment(String),
    /// Target and data of a processing instruction.
    Instruction(String),
    Eof,
}

/// Reads nodes.
pub(super) struct Nodes<R> {
    xml: XmlReader<DecodingReader<R>>,
    /// The namespace of the root.
    own: Option<String>,
    /// An empty element was given whose end is still to be.
    pending_end: bool,
}

impl<R: Read> Nodes<R> {
    pub(super) fn new(input: R) -> Result<Self, Error> {
        let decoding = DecodingReader::new(input, Hint::xml())?;
        let offset = decoding.text_offset();
        let xml = XmlReader::with_limits(decoding, XmlLimits::new().with_depth(DEPTH))
            .starting_at_byte(offset)
            .allowing_undeclared_prefixes();
        Ok(Self {
            xml,
            own: None,
            pending_end: false,
        })
    }

    /// The root; its namespace is XLIFF's from now on.
    pub(super) fn root(&mut self) -> Result<Element, Error> {
        loop {
            match self.next()? {
                Node::Start(mut root) => {
                    self.own = self.namespace(&root.raw);
                    root.space = Space::Own;
                    return Ok(root);
                }
                Node::Eof => return Err(self.error("there is no element: the file is empty")),
                _ => {}
            }
        }
    }

    pub(super) fn next(&mut self) -> Result<Node, Error> {
        if std::mem::take(&mut self.pending_end) {
            return Ok(Node::End);
        }
        let (raw, attributes, is_empty) = match self.xml.next_event()? {
            XmlEvent::Start(tag) => (tag.name().to_owned(), attributes(&tag), false),
            XmlEvent::Empty(tag) => (tag.name().to_owned(), attributes(&tag), true),
            XmlEvent::End(_) => return Ok(Node::End),
            XmlEvent::Eof => return Ok(Node::Eof),
            XmlEvent::Comment(text) => return Ok(Node::Comment(text.into_owned())),
            XmlEvent::ProcessingInstruction(instruction) => {
                let (target, data) = (instruction.target(), instruction.data());
                let space = if data.is_empty() { "" } else { " " };
                return Ok(Node::Instruction(format!("{target}{space}{data}")));
            }
            event => {
                return Ok(Node::Text(event.as_text().unwrap_or_default().to_owned()));
            }
        };
        self.pending_end = is_empty;
        let prefix = raw.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = if prefix.is_empty() {
            attributes.get("xmlns").map(str::to_owned)
        } else {
            attributes
                .get(&format!("xmlns:{prefix}"))
                .map(str::to_owned)
        };
        let namespace = declared.or_else(|| self.namespace(&raw));
        let own = attributes
            .iter()
            .filter(|(name, _)| *name != "xmlns" && !name.starts_with("xmlns:"));
        Ok(Node::Start(Element {
            name: raw.rsplit(':').next().unwrap_or_default().to_owned(),
            space: self.space(namespace.as_deref()),
            attributes: own.collect(),
            position: self.xml.position(),
            raw,
        }))
    }

    fn namespace(&self, name: &str) -> Option<String> {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        self.xml.namespace(prefix).map(str::to_owned)
    }

    fn space(&self, namespace: Option<&str>) -> Space {
        if namespace == self.own.as_deref() {
            return Space::Own;
        }
        let namespace = namespace.unwrap_or_default();
        if namespace.starts_with("http://sdl.com/FileTypes/SdlXliff") {
            Space::Sdl
        } else if namespace == "MQXliff" {
            Space::MemoQ
        } else if namespace.starts_with("urn:oasis:names:tc:xliff:matches:") {
            Space::Matches
        } else if namespace.starts_with("urn:oasis:names:tc:xliff:metadata:") {
            Space::Metadata
        } else {
            Space::Other
        }
    }

    /// Whose the attribute `name` is; one without a prefix is that of its element.
    pub(super) fn space_of_attribute(&self, name: &str) -> Space {
        match name.split_once(':') {
            None | Some(("xml", _)) => Space::Own,
            Some((prefix, _)) => match self.xml.namespace(prefix) {
                Some(namespace) => self.space(Some(namespace)),
                None => Space::Other,
            },
        }
    }

    /// The text of an element whose start was read, up to its end; that of elements inside too.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let (mut text, mut inside) = (String::new(), 0_usize);
        loop {
            match self.next()? {
                Node::Start(_) => inside += 1,
                Node::End if inside == 0 => return Ok(text),
                Node::End => inside -= 1,
                Node::Text(run) => text.push_str(&run),
                Node::Eof => return Ok(text),
                Node::Comment(_) | Node::Instruction(_) => {}
            }
        }
    }

    /// The start of the next element inside one whose start was read, `None` at the end of that. What is given must be
    /// read up to its end before the next.
    pub(super) fn child(&mut self) -> Result<Option<Element>, Error> {
        loop {
            match self.next()? {
                Node::Start(element) => return Ok(Some(element)),
                Node::End | Node::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Passes over an element whose start was read.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut inside = 0_usize;
        loop {
            match self.next()? {
                Node::Start(_) => inside += 1,
                Node::End if inside == 0 => return Ok(()),
                Node::End => inside -= 1,
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Passes over the text of an element, however long it is, without reading it into memory.
    pub(super) fn skip_text(&mut self, element: &Element) -> Result<(), Error> {
        if !self.pending_end {
            let depth = self.xml.depth();
            self.xml.skip_to(&format!("/{}", element.raw), depth)?;
        }
        self.next()?;
        Ok(())
    }

    /// What is known of the encoding so far.
    pub(super) fn encoding(&self) -> Option<EncodingReport> {
        self.xml.input().map(DecodingReader::report)
    }

    /// How many characters could not be read so far.
    pub(super) fn replaced(&self) -> u64 {
        self.xml.input().map_or(0, |input| input.replaced().count)
    }

    /// The byte behind the last event.
    pub(super) fn end_byte(&self) -> usize {
        self.xml.end_byte()
    }

    /// An error at the last event.
    pub(super) fn error(&mut self, message: impl Into<String>) -> Error {
        error_at(self.xml.position(), message)
    }
}

pub(super) fn error_at(position: Position, message: impl Into<String>) -> Error {
    Error::At {
        line: position.line,
        column: position.column,
        message: message.into(),
    }
}

fn attributes(tag: &yaddash_io::xml::Tag<'_>) -> Attributes {
    tag.attributes()
        .map(|attribute| (attribute.name, attribute.value))
        .collect()
}
