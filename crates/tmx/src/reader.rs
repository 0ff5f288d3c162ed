//! Reading units as a stream.

pub(crate) mod model;
pub(crate) mod walk;

use std::io::Read;

use yaddash_io::encoding::{DecodingReader, Encoding, Evidence, Hint, Notice, Replaced};
use yaddash_io::xml::{Position, XmlEvent, XmlLimits, XmlReader};
use yaddash_model::{Attributes, TranslationUnit};

use crate::content;
use crate::header::{Header, UserEncoding};
use crate::{Error, ErrorKind};
use model::UnitBuilder;
use walk::Walker;

/// Reads a memory one unit at a time, in constant memory: TMX 1.1 to 1.4b, and what calls itself 2.0, in any encoding.
///
/// Every attribute, property, note, code and character is kept. What is not: comments and processing instructions
/// outside segments, white space between elements, and elements that TMX does not know outside segments, which
/// [`TmxReader::skipped`] counts. For a copy that keeps these too there is [`rewrite`](crate::rewrite).
///
/// A unit that cannot be read is an error with its number, and the next one follows; after an error of the file itself
/// the stream ends.
///
/// ```
/// let tmx = r#"<tmx version="1.4"><header srclang="az"/><body>
///   <tu tuid="1"><tuv xml:lang="az"><seg>Milli <ph>{0}</ph>Məclis</seg></tuv></tu>
/// </body></tmx>"#;
/// let mut reader = yaddash_tmx::TmxReader::new(tmx.as_bytes())?;
/// assert_eq!(reader.header().attributes.get("srclang"), Some("az"));
/// let unit = reader.next().unwrap()?;
/// assert_eq!(unit.id(), Some("1"));
/// assert_eq!(unit.variants[0].segment.text(), "Milli Məclis");
/// # Ok::<(), yaddash_tmx::Error>(())
/// ```
pub struct TmxReader<R> {
    pub(crate) walker: Walker<DecodingReader<R>>,
    builder: UnitBuilder,
    header: Header,
}

impl<R: Read> TmxReader<R> {
    /// Reads `input` up to its first unit.
    ///
    /// # Errors
    /// [`ErrorKind::NotTmx`] and [`ErrorKind::NoBody`] for other files, [`ErrorKind::Read`] where the input fails or
    /// is not well-formed before the first unit.
    pub fn new(input: R) -> Result<Self, Error> {
        Self::with_encoding(input, None)
    }

    /// Reads `input` in the encoding that the user chose, where neither a byte order mark nor a declaration names
    /// another.
    ///
    /// # Errors
    /// Those of [`TmxReader::new`].
    pub fn with_encoding(input: R, chosen: Option<Encoding>) -> Result<Self, Error> {
        Self::open(input, chosen, false)
    }

    /// Reads `input` and records what it reads, for those who write units as they stand.
    pub(crate) fn recording(input: R) -> Result<Self, Error> {
        Self::open(input, None, true)
    }

    fn open(input: R, chosen: Option<Encoding>, records: bool) -> Result<Self, Error> {
        let hint = Hint {
            chosen,
            ..Hint::xml()
        };
        let decoding = DecodingReader::new(input, hint)?;
        let offset = decoding.text_offset();
        let limits = XmlLimits::new().with_depth(content::DEPTH);
        let xml = XmlReader::with_limits(decoding, limits).starting_at_byte(offset);
        Self::start(if records { xml.recording() } else { xml })
    }

    fn start(xml: XmlReader<DecodingReader<R>>) -> Result<Self, Error> {
        let mut reader = Self {
            walker: Walker::new(xml),
            builder: UnitBuilder::default(),
            header: Header::default(),
        };
        reader.read_up_to_body()?;
        Ok(reader)
    }

    /// What stands before the units.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The encoding of the file.
    pub fn encoding(&self) -> Encoding {
        self.decoding()
            .map_or(Encoding::UTF_8, DecodingReader::encoding)
    }

    /// How the encoding became known.
    pub fn evidence(&self) -> Evidence {
        self.decoding()
            .map_or(Evidence::ValidUtf8, DecodingReader::evidence)
    }

    /// What the author of the file should know of its encoding.
    pub fn notices(&self) -> &[Notice] {
        self.decoding().map_or(&[], DecodingReader::notices)
    }

    /// Bytes that are no character of the encoding, so far.
    pub fn replaced(&self) -> Replaced {
        self.decoding()
            .map(DecodingReader::replaced)
            .unwrap_or_default()
    }

    /// How many units have started so far.
    pub fn units(&self) -> u64 {
        self.walker.units
    }

    /// How many elements outside segments were passed over so far because TMX does not know them.
    pub fn skipped(&self) -> u64 {
        self.walker.skipped
    }

    /// Where the last unit starts.
    pub fn unit_position(&self) -> Position {
        self.walker.unit_position
    }

    fn decoding(&self) -> Option<&DecodingReader<R>> {
        self.walker.xml.input()
    }

    fn read_up_to_body(&mut self) -> Result<(), Error> {
        loop {
            let (name, attributes, is_empty) = match self.walker.xml.next_event()? {
                XmlEvent::Start(tag) => (tag.name().to_owned(), content::attributes(&tag), false),
                XmlEvent::Empty(tag) => (tag.name().to_owned(), content::attributes(&tag), true),
                XmlEvent::End(_) | XmlEvent::Eof => return Err(self.here(ErrorKind::NoBody)),
                _ => continue,
            };
            let depth = self.walker.xml.depth() - usize::from(!is_empty);
            match (&*name, depth) {
                ("tmx", 0) => {
                    self.header.version = attributes.get("version").unwrap_or_default().to_owned();
                    if is_empty {
                        return Err(self.here(ErrorKind::NoBody));
                    }
                }
                (_, 0) => return Err(self.here(ErrorKind::NotTmx { found: name })),
                ("header", 1) => {
                    self.header.attributes = attributes;
                    if !is_empty {
                        self.read_header()?;
                    }
                }
                ("body", 1) => return Ok(()),
                _ => {
                    self.walker.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.walker.xml)?;
                    }
                }
            }
        }
    }

    fn read_header(&mut self) -> Result<(), Error> {
        loop {
            let (name, attributes, is_empty) = match self.walker.xml.next_event()? {
                XmlEvent::Start(tag) => (tag.name().to_owned(), content::attributes(&tag), false),
                XmlEvent::Empty(tag) => (tag.name().to_owned(), content::attributes(&tag), true),
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(()),
                _ => continue,
            };
            match &*name {
                "prop" => {
                    let value = self.text(is_empty)?;
                    self.header
                        .properties
                        .push(content::property(attributes, value));
                }
                "note" => {
                    let text = self.text(is_empty)?;
                    self.header.notes.push(content::note(attributes, text));
                }
                "ude" => {
                    let maps = if is_empty {
                        Vec::new()
                    } else {
                        self.read_maps()?
                    };
                    self.header
                        .encodings
                        .push(UserEncoding { attributes, maps });
                }
                _ => {
                    self.walker.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.walker.xml)?;
                    }
                }
            }
        }
    }

    fn read_maps(&mut self) -> Result<Vec<Attributes>, Error> {
        let mut maps = Vec::new();
        loop {
            match self.walker.xml.next_event()? {
                XmlEvent::Start(tag) => {
                    maps.push(content::attributes(&tag));
                    drop(tag);
                    content::skip(&mut self.walker.xml)?;
                }
                XmlEvent::Empty(tag) => maps.push(content::attributes(&tag)),
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(maps),
                _ => {}
            }
        }
    }

    /// The text of an element whose tag was just read.
    fn text(&mut self, is_empty: bool) -> Result<String, Error> {
        if is_empty {
            return Ok(String::new());
        }
        content::text(&mut self.walker.xml)
    }

    fn here(&mut self, kind: ErrorKind) -> Error {
        Error::new(kind).at(self.walker.xml.position())
    }
}

impl<R: Read> Iterator for TmxReader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.walker.next_unit(&mut self.builder)?;
        Some(read.map(|()| std::mem::take(&mut self.builder.unit)))
    }
}

impl<R: Read> std::iter::FusedIterator for TmxReader<R> {}

#[cfg(test)]
mod tests;
