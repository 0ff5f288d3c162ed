//! An element of a concept entry with what is in it.

use std::io::Read;

use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_model::LineColumn;

use super::super::super::{Error, Result};

/// An element without its prefix, its text in one piece.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    pub(super) place: LineColumn,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The data category: the `type` of a generic element, the name of one that has the category's name.
    pub(super) fn category(&self) -> &str {
        self.attribute("type").unwrap_or(&self.name)
    }

    /// The text of the element and of what is in it, trimmed.
    pub(super) fn value(&self) -> String {
        let mut value = self.text.clone();
        for child in &self.children {
            value.push_str(&child.value());
        }
        value.trim().to_owned()
    }

    /// [`Element::value`], but with the white space at either end, unless it breaks the line, as indentation does.
    pub(super) fn note(&self) -> String {
        let value = self.value();
        if value.is_empty() || !self.children.is_empty() {
            return value;
        }
        let breaks = |space: Option<&str>| space.is_some_and(|space| space.contains('\n'));
        let mut note = self.text.as_str();
        let begun = note.trim_start();
        if breaks(note.strip_suffix(begun)) {
            note = begun;
        }
        let ended = note.trim_end();
        if breaks(note.strip_prefix(ended)) {
            note = ended;
        }
        note.to_owned()
    }
}

pub(super) fn xml_error<R: Read>(reader: &mut XmlReader<R>, error: &yaddash_io::Error) -> Error {
    let position = reader.position();
    Error::Xml {
        place: LineColumn {
            line: position.line,
            column: position.column,
        },
        offset: position.byte,
        reason: error.to_string(),
    }
}

/// The start tag that `event` is, as an element without content.
pub(super) fn start(event: &XmlEvent<'_>, place: LineColumn) -> Option<(Element, bool)> {
    let (tag, is_empty) = match event {
        XmlEvent::Start(tag) => (tag, false),
        XmlEvent::Empty(tag) => (tag, true),
        _ => return None,
    };
    let element = Element {
        name: tag.local_name().to_owned(),
        attributes: tag
            .attributes()
            .map(|attribute| (attribute.name.to_owned(), attribute.value.into_owned()))
            .collect(),
        text: String::new(),
        children: Vec::new(),
        place,
    };
    Some((element, is_empty))
}

/// Reads what is in `root`, whose start tag was read, up to its end tag.
pub(super) fn read_content<R: Read>(reader: &mut XmlReader<R>, root: Element) -> Result<Element> {
    let mut open = vec![root];
    loop {
        let at = place(reader);
        let event = match reader.next_event() {
            Ok(event) => event,
            Err(error) => return Err(xml_error(reader, &error)),
        };
        match event {
            XmlEvent::Eof => break,
            XmlEvent::End(_) => {
                let Some(done) = open.pop() else { break };
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            event => {
                if let Some((element, is_empty)) = start(&event, at) {
                    if is_empty {
                        if let Some(parent) = open.last_mut() {
                            parent.children.push(element);
                        }
                    } else {
                        open.push(element);
                    }
                } else if let Some(text) = event.as_text()
                    && let Some(parent) = open.last_mut()
                {
                    parent.text.push_str(text);
                }
            }
        }
    }
    open.into_iter().next().ok_or(Error::Incomplete {
        place: place(reader),
        element: "conceptEntry",
        missing: "end",
    })
}

/// Where the next event starts.
pub(super) fn place<R: Read>(reader: &XmlReader<R>) -> LineColumn {
    let position = reader.end_position();
    LineColumn {
        line: position.line,
        column: position.column,
    }
}
