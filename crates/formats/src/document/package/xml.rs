//! The XML of one part, walked through.

use quick_xml::escape::escape;
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_io::xml::{Tag, XmlEvent, XmlProblem, XmlReader};
use yaddash_io::{Error as InputError, ErrorKind};

use crate::Error;

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
pub(crate) enum Visit {
    /// Read it.
    Inside,
    /// Pass over it, its end included.
    Skip,
}

/// What takes the elements and the text of a part. Names are pairs of a prefix of [`NAMESPACES`], empty for other
/// namespaces, and a local name.
pub(crate) trait PartReader {
    /// An element begins.
    fn start(&mut self, element: &Element) -> Visit;
    /// An element ends whose content was read.
    fn end(&mut self, name: (&str, &str));
    /// Text, references resolved.
    fn text(&mut self, text: &str);
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Element {
    name: Name,
    attributes: Vec<(Name, String)>,
}

#[derive(Debug)]
struct Name {
    prefix: &'static str,
    local: String,
}

impl Name {
    fn pair(&self) -> (&'static str, &str) {
        (self.prefix, &self.local)
    }
}

impl Element {
    /// Prefix and local name.
    pub(crate) fn name(&self) -> (&'static str, &str) {
        self.name.pair()
    }

    /// The value of an attribute. One without prefix is in no namespace.
    pub(crate) fn attribute(&self, prefix: &str, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| found.pair() == (prefix, name))
            .map(|(_, value)| value.as_str())
    }

    /// The start tag with some of its attributes, as native markup of a code.
    pub(crate) fn markup(&self, attributes: &[(&str, &str)]) -> String {
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
}

/// Walks through `bytes`, the XML of the part `part`, in the encoding that it declares.
///
/// # Errors
/// [`Error::Xml`] where it is not well-formed, has a document type or exceeds a limit.
pub(crate) fn read_part(part: &str, bytes: &[u8], to: &mut impl PartReader) -> Result<(), Error> {
    let decoding = DecodingReader::new(bytes, Hint::xml())?;
    walk(XmlReader::new(decoding), to).map_err(|source| Error::Xml {
        part: part.to_owned(),
        source,
    })
}

fn walk<R: std::io::Read>(
    mut reader: XmlReader<R>,
    to: &mut impl PartReader,
) -> Result<(), InputError> {
    // The names of the elements that are open and read, and how many are open below the one that is passed over.
    let mut open: Vec<Name> = Vec::new();
    let mut skipped: usize = 0;
    loop {
        let (tag, is_empty) = match reader.next_event()? {
            XmlEvent::Eof => return Ok(()),
            XmlEvent::Doctype(_) => {
                let reason = "a part of a package has none";
                let problem = ErrorKind::Xml(XmlProblem::Doctype { reason });
                return Err(InputError::new(problem).at(reader.position()));
            }
            XmlEvent::Start(_) if skipped > 0 => {
                skipped += 1;
                continue;
            }
            XmlEvent::End(_) if skipped > 0 => {
                skipped -= 1;
                continue;
            }
            _ if skipped > 0 => continue,
            XmlEvent::Start(tag) => (raw_names(&tag), false),
            XmlEvent::Empty(tag) => (raw_names(&tag), true),
            XmlEvent::End(_) => {
                if let Some(name) = open.pop() {
                    to.end(name.pair());
                }
                continue;
            }
            event => {
                if let Some(text) = event.as_text()
                    && !open.is_empty()
                {
                    to.text(text);
                }
                continue;
            }
        };
        let element = resolved(&reader, tag);
        match (to.start(&element), is_empty) {
            (Visit::Skip, true) => {}
            (Visit::Skip, false) => skipped = 1,
            (Visit::Inside, true) => to.end(element.name()),
            (Visit::Inside, false) => open.push(element.name),
        }
    }
}

/// The name of a tag, and names and values of its attributes, as they stand in the file.
fn raw_names(tag: &Tag<'_>) -> (String, Vec<(String, String)>) {
    let attributes = tag
        .attributes()
        .map(|attribute| (attribute.name.to_owned(), attribute.value.into_owned()))
        .collect();
    (tag.name().to_owned(), attributes)
}

/// The element with the prefixes of this crate in place of those of the file.
fn resolved<R: std::io::Read>(
    reader: &XmlReader<R>,
    (name, attributes): (String, Vec<(String, String)>),
) -> Element {
    let known = |prefix: &str| {
        let uri = reader.namespace(prefix).unwrap_or_default();
        NAMESPACES
            .iter()
            .find(|(known, _)| *known == uri)
            .map_or("", |(_, prefix)| prefix)
    };
    let attributes = attributes
        .into_iter()
        .map(|(name, value)| {
            let name = match name.split_once(':') {
                Some((prefix, local)) => Name {
                    prefix: known(prefix),
                    local: local.to_owned(),
                },
                // An attribute without prefix is not in the default namespace.
                None => Name {
                    prefix: "",
                    local: name,
                },
            };
            (name, value)
        })
        .collect();
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    Element {
        name: Name {
            prefix: known(prefix),
            local: local.to_owned(),
        },
        attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Texts(String);

    impl PartReader for Texts {
        fn start(&mut self, element: &Element) -> Visit {
            if element.name() == ("w", "del") {
                return Visit::Skip;
            }
            self.0
                .push_str(element.attribute("w", "val").unwrap_or_default());
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
        read_part("p", xml.as_bytes(), &mut texts).unwrap();
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
            let error = read_part("p", xml.as_bytes(), &mut Texts::default()).unwrap_err();
            assert!(matches!(error, Error::Xml { .. }), "{xml}: {error}");
        }
        let error = read_part("p", "<a>\nəə&x;</a>".as_bytes(), &mut Texts::default()).unwrap_err();
        let Error::Xml { source, .. } = error else {
            panic!("{error}");
        };
        let place = source.position().unwrap();
        assert_eq!((place.line, place.column), (2, 3));
    }
}
