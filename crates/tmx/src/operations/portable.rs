//! Elements of one file for another.

use std::collections::BTreeMap;
use std::io::Read;

use yaddash_io::xml::{Position, XmlContext, XmlEvent, XmlWriter};
use yaddash_model::Attributes;

use super::stream::UnitStream;
use crate::content;
use crate::{Error, Header};

/// Attributes that units inherit from the header (TMX 1.4b, section on `tu`).
const INHERITED: [&str; 4] = ["srclang", "segtype", "datatype", "o-tmf"];

/// What stands before the units of a file.
pub(super) struct FileStart {
    pub(super) prologue: Vec<u8>,
    pub(super) header: Header,
}

impl FileStart {
    pub(super) fn of<R: Read>(stream: &UnitStream<R>) -> Self {
        Self {
            prologue: stream.prologue().to_vec(),
            header: stream.header().clone(),
        }
    }
}

/// Brings elements of one file into a form that means the same in another.
pub(super) struct Port {
    context: XmlContext,
    /// Whether elements may refer to entities or prefixes that only their file declares.
    depends: bool,
    /// Attributes that the header of the other file does not pass on in the same way.
    inherited: Vec<(&'static str, String)>,
}

impl Port {
    /// From one file into another.
    pub(super) fn new<R: Read>(from: &UnitStream<R>, into: &FileStart) -> Self {
        let header = from.header();
        let inherited = INHERITED.into_iter().filter_map(|name| {
            let value = header.attributes.get(name)?;
            (into.header.attributes.get(name) != Some(value)).then(|| (name, value.to_owned()))
        });
        let declares = from.context().has_entities()
            || memchr::memmem::find(from.prologue(), b"xmlns:").is_some();
        Self {
            context: from.context().clone(),
            depends: declares && from.prologue() != into.prologue,
            inherited: inherited.collect(),
        }
    }

    /// A unit as it is to stand in the other file.
    pub(super) fn unit(&self, raw: &[u8]) -> Result<Vec<u8>, Error> {
        let moved = self.element(raw)?;
        let own = self.attributes(&moved)?;
        let missing = self
            .inherited
            .iter()
            .filter(|(name, _)| own.get(name).is_none());
        let missing: Vec<(&str, &str)> = missing.map(|(name, value)| (*name, &**value)).collect();
        if missing.is_empty() {
            return Ok(moved);
        }
        with_attributes(&moved, &missing, &self.context)
    }

    fn attributes(&self, raw: &[u8]) -> Result<Attributes, Error> {
        let mut xml = self.context.reader(raw, Position::START);
        Ok(match xml.next_event()? {
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => content::attributes(&tag),
            _ => Attributes::new(),
        })
    }

    /// An element as it is to stand in the other file: references to entities of its file are resolved, and prefixes
    /// that its file declares are declared on it.
    pub(super) fn element(&self, raw: &[u8]) -> Result<Vec<u8>, Error> {
        if !self.depends {
            return Ok(raw.to_vec());
        }
        let mut xml = self.context.reader(raw, Position::START);
        let mut moved: Vec<u8> = Vec::with_capacity(raw.len());
        // The first tag is written last, when all prefixes are known.
        let mut first: Option<(String, Attributes, &str)> = None;
        let mut prefixes: BTreeMap<String, Option<String>> = BTreeMap::new();
        loop {
            let (tag, end) = match xml.next_event()? {
                XmlEvent::Eof => break,
                XmlEvent::Start(tag) => (tag, ">"),
                XmlEvent::Empty(tag) => (tag, "/>"),
                XmlEvent::Reference { name, text } => {
                    if is_own(&name) {
                        moved.extend_from_slice(&escaped(text)?);
                    } else {
                        moved.extend_from_slice(format!("&{name};").as_bytes());
                    }
                    continue;
                }
                _ => {
                    moved.extend_from_slice(xml.raw());
                    continue;
                }
            };
            let name = tag.name().to_owned();
            let attributes = content::attributes(&tag);
            drop(tag);
            let names = attributes.iter().map(|(name, _)| name);
            for name in names.chain(std::iter::once(&*name)) {
                if let Some((prefix, _)) = name.split_once(':')
                    && !matches!(prefix, "xml" | "xmlns")
                    && !prefixes.contains_key(prefix)
                {
                    // What is declared inside is found again there, and the declaration further out does no harm.
                    let declared = xml.namespace(prefix).map(ToOwned::to_owned);
                    prefixes.insert(prefix.to_owned(), declared);
                }
            }
            if first.is_none() {
                first = Some((name, attributes, end));
            } else {
                moved.extend_from_slice(content::start_markup(&name, &attributes, end).as_bytes());
            }
        }
        let Some((name, mut attributes, end)) = first else {
            return Ok(raw.to_vec());
        };
        for (prefix, declared) in prefixes {
            let declaration = format!("xmlns:{prefix}");
            if let Some(declared) = declared
                && attributes.get(&declaration).is_none()
            {
                attributes.set(declaration, declared);
            }
        }
        let mut whole = content::start_markup(&name, &attributes, end).into_bytes();
        whole.append(&mut moved);
        Ok(whole)
    }
}

/// Whether a reference is to an entity that the file defines.
fn is_own(name: &str) -> bool {
    !name.starts_with('#') && !matches!(name, "lt" | "gt" | "amp" | "quot" | "apos")
}

fn escaped(text: &str) -> Result<Vec<u8>, Error> {
    let mut writer = XmlWriter::new(Vec::new());
    writer.element("e", text)?;
    let element = writer.finish()?;
    let inside = element.get(3..element.len().saturating_sub(4));
    Ok(inside.unwrap_or_default().to_vec())
}

/// An element, as it stands in the file of `context`, with other values of attributes.
pub(super) fn with_attributes(
    raw: &[u8],
    set: &[(&str, &str)],
    context: &XmlContext,
) -> Result<Vec<u8>, Error> {
    let mut xml = context.reader(raw, Position::START).recording();
    let (tag, end) = match xml.next_event()? {
        XmlEvent::Start(tag) => (tag, ">"),
        XmlEvent::Empty(tag) => (tag, "/>"),
        _ => return Ok(raw.to_vec()),
    };
    let mut attributes = content::attributes(&tag);
    for (name, value) in set {
        attributes.set(*name, *value);
    }
    let mut changed = content::start_markup(tag.name(), &attributes, end).into_bytes();
    drop(tag);
    changed.extend_from_slice(raw.get(xml.recorded().len()..).unwrap_or_default());
    Ok(changed)
}
