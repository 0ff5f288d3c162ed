//! Reading units as a stream.

use std::io::Read;

use yaddash_io::encoding::{DecodingReader, Encoding, Evidence, Hint, Notice, Replaced};
use yaddash_io::xml::{Position, XmlEvent, XmlLimits, XmlReader};
use yaddash_model::{Attributes, LanguageTag, Segment, TranslationUnit, Variant};

use crate::content;
use crate::header::{Header, UserEncoding};
use crate::{Error, ErrorKind};

/// Bytes that one unit may have.
const UNIT_BYTES: usize = 128 << 20;
/// How many languages are remembered, so that their tags are not worked out anew.
const KNOWN_LANGUAGES: usize = 64;

/// Reads a memory one unit at a time, in constant memory: TMX 1.1 to 1.4b, and what calls itself 2.0, in any encoding.
///
/// Every attribute, property, note, code and character is kept. What is not: comments and processing instructions
/// outside segments, white space between elements, and elements that TMX does not know outside segments, which
/// [`TmxReader::skipped`] counts. For a copy that keeps these too there is [`rewrite`](crate::rewrite).
///
/// A unit that cannot be read is an error with its number, and the next one follows; after an error of the file itself
/// the stream ends. Prefixes that are not declared are accepted.
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
    xml: XmlReader<DecodingReader<R>>,
    header: Header,
    languages: Vec<LanguageTag>,
    units: u64,
    skipped: u64,
    unit_position: Position,
    /// How to go on behind the last unit.
    resume: Resume,
    ended: bool,
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
        let hint = Hint {
            chosen,
            ..Hint::xml()
        };
        let decoding = DecodingReader::new(input, hint)?;
        let offset = decoding.text_offset();
        let limits = XmlLimits::new().with_depth(content::DEPTH);
        let xml = XmlReader::with_limits(decoding, limits)
            .starting_at_byte(offset)
            .allowing_undeclared_prefixes();
        let mut reader = Self {
            xml,
            header: Header::default(),
            languages: Vec::new(),
            units: 0,
            skipped: 0,
            unit_position: Position::START,
            resume: Resume::Next,
            ended: false,
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
        self.units
    }

    /// How many elements outside segments were passed over so far because TMX does not know them.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Where the last unit starts.
    pub fn unit_position(&self) -> Position {
        self.unit_position
    }

    fn decoding(&self) -> Option<&DecodingReader<R>> {
        self.xml.input()
    }

    fn read_up_to_body(&mut self) -> Result<(), Error> {
        loop {
            let (name, attributes, is_empty) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (tag.name().to_owned(), content::attributes(&tag), false),
                XmlEvent::Empty(tag) => (tag.name().to_owned(), content::attributes(&tag), true),
                XmlEvent::End(_) | XmlEvent::Eof => return Err(self.here(ErrorKind::NoBody)),
                _ => continue,
            };
            let depth = self.xml.depth() - usize::from(!is_empty);
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
                ("body", 1) => {
                    self.ended = is_empty;
                    return Ok(());
                }
                _ => {
                    self.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.xml)?;
                    }
                }
            }
        }
    }

    fn read_header(&mut self) -> Result<(), Error> {
        loop {
            let (name, attributes, is_empty) = match self.xml.next_event()? {
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
                    self.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.xml)?;
                    }
                }
            }
        }
    }

    fn read_maps(&mut self) -> Result<Vec<Attributes>, Error> {
        let mut maps = Vec::new();
        loop {
            match self.xml.next_event()? {
                XmlEvent::Start(tag) => {
                    maps.push(content::attributes(&tag));
                    drop(tag);
                    content::skip(&mut self.xml)?;
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
        content::text(&mut self.xml)
    }

    fn next_unit(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            let (is_unit, is_empty, attributes) = match self.xml.next_event()? {
                XmlEvent::Start(tag) if tag.name() == "tu" => {
                    (true, false, content::attributes(&tag))
                }
                XmlEvent::Empty(tag) if tag.name() == "tu" => {
                    (true, true, content::attributes(&tag))
                }
                XmlEvent::Start(_) => (false, false, Attributes::new()),
                XmlEvent::Empty(_) => (false, true, Attributes::new()),
                XmlEvent::Eof => return Ok(None),
                _ => continue,
            };
            if !is_unit {
                self.skipped += 1;
                if !is_empty {
                    content::skip(&mut self.xml)?;
                }
                continue;
            }
            let position = self.xml.position();
            return self.unit(attributes, position, is_empty).map(Some);
        }
    }

    /// Reads the unit whose tag was just read.
    fn unit(
        &mut self,
        attributes: Attributes,
        position: Position,
        is_empty: bool,
    ) -> Result<TranslationUnit, Error> {
        self.units += 1;
        self.unit_position = position;
        let around = self.xml.depth().saturating_sub(1);
        let mut unit = TranslationUnit {
            attributes,
            ..TranslationUnit::default()
        };
        if !is_empty {
            self.resume = Resume::Rest(around);
            self.read_unit(&mut unit)?;
        }
        self.resume = Resume::Next;
        Ok(unit)
    }

    fn read_unit(&mut self, unit: &mut TranslationUnit) -> Result<(), Error> {
        loop {
            let (element, is_empty, attributes) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (Child::of(tag.name()), false, content::attributes(&tag)),
                XmlEvent::Empty(tag) => (Child::of(tag.name()), true, content::attributes(&tag)),
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(()),
                _ => continue,
            };
            match element {
                Child::Variant => {
                    let position = self.xml.position();
                    let variant = self.read_variant(attributes, is_empty, position)?;
                    unit.variants.push(variant);
                }
                Child::Property => {
                    let value = self.text(is_empty)?;
                    unit.properties.push(content::property(attributes, value));
                }
                Child::Note => {
                    let text = self.text(is_empty)?;
                    unit.notes.push(content::note(attributes, text));
                }
                Child::Unit => {
                    let position = self.xml.position();
                    self.resume = Resume::Started(attributes, position, is_empty);
                    return Err(Error::new(ErrorKind::NestedUnit).at(position));
                }
                Child::Segment | Child::Other => {
                    self.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.xml)?;
                    }
                }
            }
            if self.xml.end_byte() - self.unit_position.byte > UNIT_BYTES {
                let limit = UNIT_BYTES;
                return Err(Error::new(ErrorKind::UnitTooLarge { limit }).at(self.unit_position));
            }
        }
    }

    fn read_variant(
        &mut self,
        mut attributes: Attributes,
        is_empty: bool,
        position: Position,
    ) -> Result<Variant, Error> {
        let spelling = attributes
            .remove("xml:lang")
            .or_else(|| attributes.remove("lang"))
            .ok_or_else(|| Error::new(ErrorKind::NoLanguage).at(position))?;
        let language = self
            .language(&spelling)
            .map_err(|error| error.at(position))?;
        let mut variant = Variant {
            attributes,
            ..Variant::new(language, Segment::new())
        };
        let has_segment = !is_empty && self.read_variant_content(&mut variant)?;
        if !has_segment {
            return Err(Error::new(ErrorKind::NoSegment).at(position));
        }
        Ok(variant)
    }

    /// Reads what stands in a `tuv`; gives whether a segment does.
    fn read_variant_content(&mut self, variant: &mut Variant) -> Result<bool, Error> {
        let mut has_segment = false;
        loop {
            let (element, is_empty, attributes) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (Child::of(tag.name()), false, content::attributes(&tag)),
                XmlEvent::Empty(tag) => (Child::of(tag.name()), true, content::attributes(&tag)),
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(has_segment),
                _ => continue,
            };
            match element {
                Child::Segment if !has_segment => {
                    has_segment = true;
                    if !is_empty {
                        variant.segment = content::segment(&mut self.xml)?;
                    }
                }
                Child::Property => {
                    let value = self.text(is_empty)?;
                    variant
                        .properties
                        .push(content::property(attributes, value));
                }
                Child::Note => {
                    let text = self.text(is_empty)?;
                    variant.notes.push(content::note(attributes, text));
                }
                Child::Unit | Child::Segment | Child::Variant | Child::Other => {
                    self.skipped += 1;
                    if !is_empty {
                        content::skip(&mut self.xml)?;
                    }
                }
            }
        }
    }

    /// The tag that `spelling` is; the few languages of a file are worked out once.
    fn language(&mut self, spelling: &str) -> Result<LanguageTag, Error> {
        let known = self.languages.iter().find(|tag| tag.as_str() == spelling);
        if let Some(known) = known {
            return Ok(known.clone());
        }
        let tag =
            LanguageTag::parse(spelling).map_err(|error| Error::new(ErrorKind::Language(error)))?;
        if self.languages.len() < KNOWN_LANGUAGES {
            self.languages.push(tag.clone());
        }
        Ok(tag)
    }

    fn here(&mut self, kind: ErrorKind) -> Error {
        Error::new(kind).at(self.xml.position())
    }

    /// Goes to where the next unit may start.
    fn resume(&mut self) -> Result<Option<TranslationUnit>, Error> {
        match std::mem::replace(&mut self.resume, Resume::Next) {
            Resume::Next => {}
            Resume::Started(attributes, position, is_empty) => {
                return self.unit(attributes, position, is_empty).map(Some);
            }
            Resume::Rest(around) => {
                // A fault in what is left of a unit that was reported already needs no report of its own.
                while self.xml.depth() > around {
                    if let Err(error) = self.xml.next_event() {
                        if error.xml_problem().is_none() {
                            return Err(error.into());
                        }
                        return self.search();
                    }
                }
            }
            Resume::Search => return self.search(),
        }
        self.next_unit()
    }

    fn search(&mut self) -> Result<Option<TranslationUnit>, Error> {
        if self.xml.skip_to("tu", 2)? {
            return self.next_unit();
        }
        Ok(None)
    }
}

/// How to go on behind a unit.
enum Resume {
    /// The next event is as good as any.
    Next,
    /// The unit was not read to its end; the number of elements around it.
    Rest(usize),
    /// The next unit must be looked for behind a fault in the XML.
    Search,
    /// The tag of the next unit was read already: its attributes, its place and whether it is empty.
    Started(Attributes, Position, bool),
}

/// What may stand in a unit or a variant.
#[derive(Clone, Copy)]
enum Child {
    Unit,
    Variant,
    Segment,
    Property,
    Note,
    Other,
}

impl Child {
    fn of(name: &str) -> Self {
        match name {
            "tu" => Self::Unit,
            "tuv" => Self::Variant,
            "seg" => Self::Segment,
            "prop" => Self::Property,
            "note" => Self::Note,
            _ => Self::Other,
        }
    }
}

impl<R: Read> Iterator for TmxReader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let before = self.units;
        let error = match self.resume() {
            Ok(Some(unit)) => return Some(Ok(unit)),
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::Read(read) if read.xml_problem().is_none() => self.ended = true,
            ErrorKind::Read(_) => self.resume = Resume::Search,
            _ => {}
        }
        Some(Err(if self.units > before {
            error.in_unit(self.units)
        } else {
            error
        }))
    }
}

impl<R: Read> std::iter::FusedIterator for TmxReader<R> {}

#[cfg(test)]
mod tests;
