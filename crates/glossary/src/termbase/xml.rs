//! Elements of XML with what is in them and where they stand.

use std::io::Read;

use yaddash_io::xml::{XmlEvent, XmlReader, XmlWriteError, XmlWriter};
use yaddash_model::{Attributes, LineColumn};

use super::detail::{Element, Node};
use crate::{Error, Result};

/// An element as it was read.
#[derive(Debug)]
pub(crate) struct XmlElement {
    /// Its name with the prefix.
    pub(crate) name: String,
    pub(crate) attributes: Attributes,
    pub(crate) content: Vec<XmlNode>,
    /// Where its start tag starts.
    pub(crate) place: LineColumn,
    /// Where its content starts.
    pub(crate) inside: LineColumn,
}

/// What an element can have in it.
#[derive(Debug)]
pub(crate) enum XmlNode {
    Text(String),
    Element(XmlElement),
    /// A processing instruction: its target and its data.
    Instruction(String, String),
    Comment(String),
}

impl XmlElement {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name
            .split_once(':')
            .map_or(self.name.as_str(), |(_, local)| local)
    }

    /// An attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name)
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The first element of that name in it.
    pub(crate) fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == local)
    }

    /// Whether there are elements in it.
    pub(crate) fn has_elements(&self) -> bool {
        self.elements().next().is_some()
    }

    /// The text of the element and of what is in it, as it stands.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        text
    }

    fn collect(&self, text: &mut String) {
        for node in &self.content {
            match node {
                XmlNode::Text(part) => text.push_str(part),
                XmlNode::Element(element) => element.collect(text),
                XmlNode::Instruction(..) | XmlNode::Comment(_) => {}
            }
        }
    }

    /// The text without white space at either end.
    pub(crate) fn value(&self) -> String {
        self.text().trim().to_owned()
    }

    /// The text without the white space that indents it: at either end where that breaks the line.
    pub(crate) fn note(&self) -> String {
        let text = self.text();
        let mut note = text.as_str();
        if note.trim().is_empty() {
            return String::new();
        }
        let breaks = |space: Option<&str>| space.is_some_and(|space| space.contains('\n'));
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

    /// Where the trimmed text starts.
    pub(crate) fn text_place(&self) -> LineColumn {
        let mut place = self.inside;
        for c in self.text().chars().take_while(|c| c.is_whitespace()) {
            if c == '\n' {
                place.line += 1;
                place.column = 1;
            } else {
                place.column += 1;
            }
        }
        place
    }

    /// The content as the model keeps it; white space that only indents elements is left out.
    pub(crate) fn kept_content(&self) -> Vec<Node> {
        let is_indented = self.has_elements() && self.elements_only();
        self.content
            .iter()
            .filter_map(|node| match node {
                XmlNode::Text(text) if is_indented && text.trim().is_empty() => None,
                XmlNode::Text(text) => Some(Node::Text(text.clone())),
                XmlNode::Element(element) => Some(Node::Element(element.kept())),
                XmlNode::Instruction(..) | XmlNode::Comment(_) => None,
            })
            .collect()
    }

    fn elements_only(&self) -> bool {
        self.content.iter().all(|node| match node {
            XmlNode::Text(text) => text.trim().is_empty(),
            _ => true,
        })
    }

    /// The element as the model keeps it.
    pub(crate) fn kept(&self) -> Element {
        Element {
            name: self.name.clone(),
            attributes: self.attributes.clone(),
            content: self.kept_content(),
        }
    }
}

/// An error of the reader with its place.
pub(crate) fn xml_error<R: Read>(reader: &XmlReader<R>, error: &yaddash_io::Error) -> Error {
    let position = reader.position();
    Error::Xml {
        place: position.line_column(),
        offset: position.byte,
        reason: error.to_string(),
    }
}

/// The start tag that `event` is, as an element without content, and whether it is empty.
pub(crate) fn start(event: &XmlEvent<'_>, place: LineColumn) -> Option<(XmlElement, bool)> {
    let (tag, is_empty) = match event {
        XmlEvent::Start(tag) => (tag, false),
        XmlEvent::Empty(tag) => (tag, true),
        _ => return None,
    };
    let mut element = XmlElement {
        name: tag.name().to_owned(),
        attributes: Attributes::new(),
        content: Vec::new(),
        place,
        inside: place,
    };
    for attribute in tag.attributes() {
        element
            .attributes
            .set(attribute.name, attribute.value.as_ref());
    }
    Some((element, is_empty))
}

/// Reads what is in `root`, whose start tag was read, up to its end tag.
pub(crate) fn read_content<R: Read>(
    reader: &mut XmlReader<R>,
    mut root: XmlElement,
) -> Result<XmlElement> {
    root.inside = place(reader);
    let mut open = vec![root];
    loop {
        let at = place(reader);
        let event = match reader.next_event() {
            Ok(event) => event,
            Err(error) => return Err(xml_error(reader, &error)),
        };
        let node = match event {
            XmlEvent::Eof => break,
            XmlEvent::End(_) => {
                let Some(done) = open.pop() else { break };
                if open.is_empty() {
                    return Ok(done);
                }
                XmlNode::Element(done)
            }
            XmlEvent::Comment(text) => XmlNode::Comment(text.into_owned()),
            XmlEvent::ProcessingInstruction(instruction) => XmlNode::Instruction(
                instruction.target().to_owned(),
                instruction.data().to_owned(),
            ),
            event => {
                if let Some((mut element, is_empty)) = start(&event, at) {
                    element.inside = place(reader);
                    if !is_empty {
                        open.push(element);
                        continue;
                    }
                    XmlNode::Element(element)
                } else if let Some(text) = event.as_text() {
                    XmlNode::Text(text.to_owned())
                } else {
                    continue;
                }
            }
        };
        let Some(parent) = open.last_mut() else { break };
        match (node, parent.content.last_mut()) {
            (XmlNode::Text(text), Some(XmlNode::Text(before))) => before.push_str(&text),
            (node, _) => parent.content.push(node),
        }
    }
    open.into_iter().next().ok_or(Error::Incomplete {
        place: place(reader),
        element: "element",
        missing: "end",
    })
}

/// Where the next event starts.
pub(crate) fn place<R: Read>(reader: &XmlReader<R>) -> LineColumn {
    reader.end_position().line_column()
}

/// Writes XML with an element a line.
pub(crate) struct Indented<W: std::io::Write> {
    pub(crate) xml: XmlWriter<W>,
    depth: usize,
}

type Written = std::result::Result<(), XmlWriteError>;

impl<W: std::io::Write> Indented<W> {
    pub(crate) fn new(out: W) -> Self {
        Self {
            xml: XmlWriter::new(out),
            depth: 0,
        }
    }

    pub(crate) fn indent(&mut self) -> Written {
        let indent = format!("\n{}", "  ".repeat(self.depth));
        self.xml.text(&indent)
    }

    fn start<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Written {
        self.xml.start(name)?;
        for (name, value) in attributes {
            self.xml.attribute(name, value)?;
        }
        Ok(())
    }

    /// Opens an element on a line of its own.
    pub(crate) fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Written {
        if self.depth > 0 {
            self.indent()?;
        }
        self.depth += 1;
        self.start(name, attributes)
    }

    /// Closes what was opened.
    pub(crate) fn close(&mut self) -> Written {
        self.depth = self.depth.saturating_sub(1);
        self.indent()?;
        self.xml.end()
    }

    /// Writes an element with text on a line of its own.
    pub(crate) fn leaf<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
        text: &str,
    ) -> Written {
        self.indent()?;
        self.start(name, attributes)?;
        self.xml.text(text)?;
        self.xml.end()
    }

    /// Writes an element with any content on a line of its own.
    pub(crate) fn leaf_of<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
        content: &[Node],
        renamed: &mut impl FnMut(&str) -> String,
    ) -> Written {
        self.indent()?;
        self.start(name, attributes)?;
        self.nodes(content, renamed)?;
        self.xml.end()
    }

    /// Writes an element that the model keeps whole, indented where it has elements alone in it.
    pub(crate) fn element(
        &mut self,
        element: &Element,
        renamed: &mut impl FnMut(&str) -> String,
    ) -> Written {
        let elements_only = !element.content.is_empty()
            && element
                .content
                .iter()
                .all(|node| matches!(node, Node::Element(_)));
        let name = renamed(&element.name);
        if !elements_only {
            return self.leaf_of(&name, element.attributes.iter(), &element.content, renamed);
        }
        self.open(&name, element.attributes.iter())?;
        for node in &element.content {
            if let Node::Element(inner) = node {
                self.element(inner, renamed)?;
            }
        }
        self.close()
    }

    fn nodes(&mut self, nodes: &[Node], renamed: &mut impl FnMut(&str) -> String) -> Written {
        for node in nodes {
            match node {
                Node::Text(text) => self.xml.text(text)?,
                Node::Element(element) => {
                    self.start(&renamed(&element.name), element.attributes.iter())?;
                    self.nodes(&element.content, renamed)?;
                    self.xml.end()?;
                }
            }
        }
        Ok(())
    }
}
