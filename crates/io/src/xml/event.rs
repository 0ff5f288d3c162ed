//! What a reader finds in XML, one after the other.

use std::borrow::Cow;

use quick_xml::events::BytesDecl;

use super::{Doctype, Tag};

/// What stands next in a file.
#[derive(Debug)]
#[non_exhaustive]
pub enum XmlEvent<'a> {
    /// `<?xml …?>`, only at the very start.
    Declaration(Declaration<'a>),
    /// `<!DOCTYPE …>`.
    Doctype(Doctype<'a>),
    /// `<name …>`.
    Start(Tag<'a>),
    /// `<name …/>`; no end follows.
    Empty(Tag<'a>),
    /// `</name>`.
    End(EndTag<'a>),
    /// Text up to the next reference or markup, its line ends as LF.
    Text(Cow<'a, str>),
    /// `<![CDATA[…]]>`: its text, its line ends as LF.
    CData(Cow<'a, str>),
    /// `&name;`, a part of the text.
    Reference {
        /// What stands between `&` and `;`.
        name: Cow<'a, str>,
        /// What it stands for.
        text: &'a str,
    },
    /// `<!--…-->`: its text, its line ends as LF.
    Comment(Cow<'a, str>),
    /// `<?target …?>`.
    ProcessingInstruction(ProcessingInstruction<'a>),
    /// The end of the file, behind the end of the root.
    Eof,
}

impl XmlEvent<'_> {
    /// The character data that the event stands for: of text, CDATA and references.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::CData(text) => Some(text),
            Self::Reference { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// An end tag.
#[derive(Debug)]
pub struct EndTag<'a>(pub(super) Cow<'a, str>);

impl EndTag<'_> {
    /// The name with its prefix.
    pub fn name(&self) -> &str {
        self.0.trim_ascii_end()
    }

    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        let name = self.name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }
}

/// An XML declaration.
#[derive(Debug)]
pub struct Declaration<'a>(pub(super) BytesDecl<'a>);

impl Declaration<'_> {
    /// The version, `1.0` or `1.1`.
    pub fn version(&self) -> Option<Cow<'_, str>> {
        self.0.version().ok()
    }

    /// The encoding that the file claims to be in.
    pub fn encoding(&self) -> Option<Cow<'_, str>> {
        self.0.encoding()?.ok()
    }

    /// Whether the file claims to stand alone, `yes` or `no`.
    pub fn standalone(&self) -> Option<Cow<'_, str>> {
        self.0.standalone()?.ok()
    }
}

/// A processing instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessingInstruction<'a> {
    pub(super) content: Cow<'a, str>,
}

impl ProcessingInstruction<'_> {
    /// Whom it is meant for.
    pub fn target(&self) -> &str {
        self.split().0
    }

    /// What it says, without the white space before.
    pub fn data(&self) -> &str {
        self.split().1
    }

    fn split(&self) -> (&str, &str) {
        let space = [' ', '\t', '\n', '\r'];
        match self.content.split_once(space) {
            Some((target, data)) => (target, data.trim_start_matches(space)),
            None => (&self.content, ""),
        }
    }
}
