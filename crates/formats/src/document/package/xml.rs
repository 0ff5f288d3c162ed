//! The XML of one part, walked through with a depth limit.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;
use yaddash_model::LineIndex;

use crate::Error;

/// The deepest nesting of elements; real documents stay below 100.
const DEEPEST: usize = 1_000;

/// Namespaces of DOCX (transitional and strict) and ODT, with the prefix that this crate writes for them, whatever the
/// document calls them.
const NAMESPACES: [(&str, &str); 16] = [
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r",
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "rel",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "svg",
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest",
    ),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

/// What to do with the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Visit {
    /// Read it.
    Inside,
    /// Pass over it, its end included.
    Skip,
}

/// What takes the elements and the text of a part. Names are pairs of a prefix of [`NAMESPACES`], empty for other
/// namespaces, and a local name.
pub(in crate::document) trait PartReader {
    /// An element begins.
    fn start(&mut self, element: &Element<'_>) -> Visit;
    /// An element ends whose content was read.
    fn end(&mut self, name: (&str, &str));
    /// Text, references resolved.
    fn text(&mut self, text: &str);
}

/// A start tag.
#[derive(Debug)]
pub(in crate::document) struct Element<'a> {
    prefix: &'static str,
    start: &'a BytesStart<'a>,
    resolver: &'a NamespaceResolver,
}

impl Element<'_> {
    /// Prefix and local name.
    pub(in crate::document) fn name(&self) -> (&'static str, &str) {
        (self.prefix, local(self.start.name().into_inner()))
    }

    /// The start tag with some of its attributes, as native markup of a code.
    pub(in crate::document) fn markup(&self, attributes: &[(&str, &str)]) -> String {
        let (prefix, name) = self.name();
        let values: String = attributes
            .iter()
            .filter_map(|(prefix, name)| {
                let value = self.attribute(prefix, name)?;
                Some(format!(" {prefix}:{name}=\"{}\"", escape(value)))
            })
            .collect();
        format!("<{prefix}:{name}{values}>")
    }

    /// The value of an attribute. One without prefix is in no namespace.
    pub(in crate::document) fn attribute(&self, prefix: &str, name: &str) -> Option<String> {
        let attribute = self.start.attributes().flatten().find(|attribute| {
            let (namespace, found) = self.resolver.resolve_attribute(attribute.key);
            found.into_inner() == name && known_prefix(&namespace) == prefix
        })?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        value.ok().map(Cow::into_owned)
    }
}

/// Walks through `xml`, the text of the part `part`.
///
/// # Errors
/// [`Error::Xml`] where it is not well-formed, has a document type or is nested too deeply.
pub(in crate::document) fn read_part(
    part: &str,
    xml: &str,
    to: &mut impl PartReader,
) -> Result<(), Error> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        depth: 0,
        skipped_from: None,
        has_root: false,
    };
    loop {
        let before = reader.buffer_position();
        let event = reader.read_event();
        let outcome = match event {
            Ok(Event::Eof) => walk.end(),
            Ok(event) => walk.take(&event, reader.resolver(), to),
            Err(error) => Err(error.to_string()),
        };
        match outcome {
            Ok(Step::More) => {}
            Ok(Step::Done) => return Ok(()),
            Err(message) => return Err(ill_formed(part, xml, before, message)),
        }
    }
}

enum Step {
    More,
    Done,
}

struct Walk {
    depth: usize,
    /// The depth of the element that is passed over.
    skipped_from: Option<usize>,
    has_root: bool,
}

impl Walk {
    fn take(
        &mut self,
        event: &Event<'_>,
        resolver: &NamespaceResolver,
        to: &mut impl PartReader,
    ) -> Result<Step, String> {
        match event {
            Event::Start(start) => self.start(start, resolver, to)?,
            Event::End(end) => {
                if self.skipped_from.is_none() {
                    let (namespace, name) = resolver.resolve_element(end.name());
                    to.end((known_prefix(&namespace), name.into_inner()));
                }
                if self.skipped_from == Some(self.depth) {
                    self.skipped_from = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.text(&text.xml10_content(), to)?,
            Event::CData(text) => self.text(&text.xml10_content(), to)?,
            Event::GeneralRef(reference) => {
                let text = resolved(reference)?;
                self.text(&text, to)?;
            }
            Event::DocType(_) => return Err("a document type is not allowed".to_owned()),
            _ => {}
        }
        Ok(Step::More)
    }

    fn start(
        &mut self,
        start: &BytesStart<'_>,
        resolver: &NamespaceResolver,
        to: &mut impl PartReader,
    ) -> Result<(), String> {
        if self.depth == 0 && self.has_root {
            return Err("a second root element".to_owned());
        }
        self.has_root = true;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("elements are nested deeper than {DEEPEST}"));
        }
        for attribute in start.attributes() {
            attribute.map_err(|error| error.to_string())?;
        }
        if self.skipped_from.is_some() {
            return Ok(());
        }
        let (namespace, _) = resolver.resolve_element(start.name());
        let element = Element {
            prefix: known_prefix(&namespace),
            start,
            resolver,
        };
        if to.start(&element) == Visit::Skip {
            self.skipped_from = Some(self.depth);
        }
        Ok(())
    }

    fn text(&self, text: &str, to: &mut impl PartReader) -> Result<(), String> {
        if self.depth == 0 {
            let is_blank = text.trim_start_matches('\u{feff}').trim().is_empty();
            return if is_blank {
                Ok(())
            } else {
                Err("text outside the root element".to_owned())
            };
        }
        if self.skipped_from.is_none() {
            to.text(text);
        }
        Ok(())
    }

    fn end(&self) -> Result<Step, String> {
        if self.depth > 0 {
            return Err("the part ends inside an element".to_owned());
        }
        if self.has_root {
            Ok(Step::Done)
        } else {
            Err("the part has no root element".to_owned())
        }
    }
}

/// What a reference stands for: a character or one of the five predefined entities.
fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = reference
        .resolve_char_ref()
        .map_err(|error| error.to_string())?
    {
        return Ok(character.to_string());
    }
    resolve_predefined_entity(reference)
        .map(str::to_owned)
        .ok_or_else(|| format!("the entity `{}` is not defined", &**reference))
}

fn known_prefix(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(namespace) = namespace else {
        return "";
    };
    NAMESPACES
        .iter()
        .find(|(uri, _)| *uri == namespace.into_inner())
        .map_or("", |(_, prefix)| prefix)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn ill_formed(part: &str, xml: &str, offset: u64, message: String) -> Error {
    let offset = usize::try_from(offset).unwrap_or(xml.len());
    let place = LineIndex::new(xml).line_column(xml, offset);
    Error::Xml {
        part: part.to_owned(),
        line: place.line,
        column: place.column,
        offset,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Texts(String);

    impl PartReader for Texts {
        fn start(&mut self, element: &Element<'_>) -> Visit {
            if element.name() == ("w", "del") {
                return Visit::Skip;
            }
            self.0
                .push_str(&element.attribute("w", "val").unwrap_or_default());
            Visit::Inside
        }
        fn end(&mut self, name: (&str, &str)) {
            self.0.push_str(name.1);
        }
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn names_do_not_depend_on_prefixes() {
        let xml = format!(
            "\u{feff}<?xml version='1.0'?><a xmlns:x='{NAMESPACE}' x:val='1&amp;'>&#601;<x:del><x:del/>b</x:del><![CDATA[<c]]></a>\n"
        );
        let mut texts = Texts::default();
        read_part("p", &xml, &mut texts).unwrap();
        assert_eq!(texts.0, "1&ə<ca");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        let deep = "<a>".repeat(100_000);
        for xml in [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>b",
            "<a>&x;</a>",
            "<a b='1' b='2'/>",
            "<a b=c/>",
            "<!DOCTYPE a []><a/>",
            "<a>&</a>",
            &deep,
        ] {
            let error = read_part("p", xml, &mut Texts::default()).unwrap_err();
            assert!(matches!(error, Error::Xml { .. }), "{xml}: {error}");
        }
        let error = read_part("p", "<a>\nəə&x;</a>", &mut Texts::default()).unwrap_err();
        let Error::Xml { line, column, .. } = error else {
            panic!("{error}");
        };
        assert_eq!((line, column), (2, 3));
    }
}
