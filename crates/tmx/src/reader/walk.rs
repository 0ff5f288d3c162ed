//! Walking over the units of a memory.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use yaddash_io::xml::{Attribute, Position, Tag, XmlEvent, XmlReader};
use yaddash_model::{Attributes, LanguageTag};

use crate::content;
use crate::{Error, ErrorKind};

/// Bytes that one unit may have.
const UNIT_BYTES: usize = 128 << 20;
/// Elements that are open where units stand: `tmx` and `body`.
pub(crate) const BODY_DEPTH: usize = 2;
/// How many languages are remembered, so that their tags are not worked out anew.
const KNOWN_LANGUAGES: usize = 64;

/// What a remark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Unit,
    Variant,
}

/// A remark for tools or for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    Property,
    Note,
}

/// Takes up what stands in a unit, in the order of the file. What was taken up of a unit that turns out to be
/// unreadable is worth nothing.
pub(crate) trait UnitVisitor {
    /// Whether errors about units are to have their place, which costs the work of counting lines.
    const PLACES: bool;

    /// A unit starts.
    fn unit<'t>(&mut self, attributes: impl Iterator<Item = Attribute<'t>>);

    /// A variant starts; the attributes are those other than its language.
    fn variant<'t>(
        &mut self,
        language: &LanguageTag,
        attributes: impl Iterator<Item = Attribute<'t>>,
    );

    /// A property or a note starts.
    fn remark<'t>(
        &mut self,
        owner: Owner,
        remark: Remark,
        attributes: impl Iterator<Item = Attribute<'t>>,
    );

    /// Reads the text of the remark that started last, up to its end tag; not called where there is none.
    fn remark_text<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error>;

    /// Reads the segment of the variant that started last, up to its end tag; not called for `<seg/>`.
    fn segment<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error>;
}

/// Goes from unit to unit and hands what stands in each to a [`UnitVisitor`].
pub(crate) struct Walker<R> {
    pub(crate) xml: XmlReader<R>,
    languages: Vec<LanguageTag>,
    /// Units that have started so far.
    pub(crate) units: u64,
    /// Elements outside segments that were passed over.
    pub(crate) skipped: u64,
    /// Where the last unit starts.
    pub(crate) unit_position: Position,
    unit_byte: usize,
    /// Elements around the last unit.
    around: usize,
    /// How to go on behind the last unit.
    resume: Resume,
    pub(crate) ended: bool,
    /// Whether a unit was looked for behind a fault in the XML, so that the elements around it are a guess.
    pub(crate) has_searched: bool,
    /// Where the last unit starts in what the reader records.
    unit_start: usize,
    /// Where its variants stand there.
    variants: Vec<Range<usize>>,
}

/// How to go on behind a unit.
enum Resume {
    /// The next event is as good as any.
    Next,
    /// The unit was not read to its end.
    Rest,
    /// The next unit must be looked for behind a fault in the XML.
    Search,
    /// The tag of the next unit was read already: its attributes, its place and whether it is empty.
    Started(Attributes, Position, bool),
}

/// What the tag of an element in a unit or a variant opens.
enum Child {
    Unit(Attributes),
    Variant(Result<(), ErrorKind>),
    Segment,
    Remark,
    Other,
}

impl<R: Read> Walker<R> {
    /// Walks over what follows in `xml`: behind the start tag of `body`.
    pub(crate) fn new(xml: XmlReader<R>) -> Self {
        Self {
            xml,
            languages: Vec::new(),
            units: 0,
            skipped: 0,
            unit_position: Position::START,
            unit_byte: 0,
            around: 0,
            resume: Resume::Next,
            ended: false,
            has_searched: false,
            unit_start: 0,
            variants: Vec::new(),
        }
    }

    /// Hands the next unit to `visitor`; `None` at the end. An error with the number of a unit is about that unit alone,
    /// and the next one follows; an error of the file ends the walk.
    pub(crate) fn next_unit(
        &mut self,
        visitor: &mut impl UnitVisitor,
    ) -> Option<Result<(), Error>> {
        if self.ended {
            return None;
        }
        let before = self.units;
        let error = match self.go_on(visitor) {
            Ok(true) => return Some(Ok(())),
            Ok(false) => {
                self.ended = true;
                return None;
            }
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::Read(read) if read.xml_problem().is_none() => self.ended = true,
            ErrorKind::Read(_) => self.resume = Resume::Search,
            ErrorKind::SecondBody => self.ended = true,
            _ => {}
        }
        // Where the input fails, that is no matter of the unit alone.
        Some(Err(if self.units > before && !self.ended {
            error.in_unit(self.units)
        } else {
            error
        }))
    }

    /// Reads what is left of a unit that could not be taken up, other units inside it too.
    pub(crate) fn finish_unit(&mut self) -> Result<(), Error> {
        if matches!(self.resume, Resume::Rest | Resume::Started(..)) {
            while self.xml.depth() > self.around {
                self.xml.next_event()?;
            }
            self.resume = Resume::Next;
        }
        Ok(())
    }

    /// Where the last unit starts in what the reader records.
    pub(crate) fn unit_start(&self) -> usize {
        self.unit_start
    }

    /// Where the variants of the last unit stand in what the reader records.
    pub(crate) fn variant_spans(&self) -> &[Range<usize>] {
        &self.variants
    }

    /// Goes to where the next unit may start, and through it.
    fn go_on(&mut self, visitor: &mut impl UnitVisitor) -> Result<bool, Error> {
        match std::mem::replace(&mut self.resume, Resume::Next) {
            Resume::Next => {}
            Resume::Started(attributes, position, is_empty) => {
                self.unit_position = position;
                visitor.unit(attributes.iter().map(|(name, value)| Attribute {
                    name,
                    value: Cow::Borrowed(value),
                }));
                return self.unit(is_empty, visitor).map(|()| true);
            }
            Resume::Rest => {
                // A fault in what is left of a unit that was reported already needs no report of its own.
                while self.xml.depth() > self.around {
                    if let Err(error) = self.xml.next_event() {
                        if error.xml_problem().is_none() {
                            return Err(error.into());
                        }
                        return self.search(visitor);
                    }
                }
            }
            Resume::Search => return self.search(visitor),
        }
        self.find(visitor)
    }

    fn search(&mut self, visitor: &mut impl UnitVisitor) -> Result<bool, Error> {
        self.has_searched = true;
        if self.xml.skip_to("tu", BODY_DEPTH)? {
            return self.find(visitor);
        }
        Ok(false)
    }

    fn find<V: UnitVisitor>(&mut self, visitor: &mut V) -> Result<bool, Error> {
        loop {
            let (tag, is_empty) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (tag, false),
                XmlEvent::Empty(tag) => (tag, true),
                XmlEvent::Eof => return Ok(false),
                _ => continue,
            };
            if tag.name() == "tu" {
                visitor.unit(tag.attributes());
                if V::PLACES {
                    self.unit_position = self.xml.position();
                }
                return self.unit(is_empty, visitor).map(|()| true);
            }
            // As an unknown element it would be passed over with all its units.
            if tag.name() == "body" && !is_empty {
                drop(tag);
                return Err(Error::new(ErrorKind::SecondBody).at(self.xml.position()));
            }
            drop(tag);
            self.skip(is_empty)?;
        }
    }

    /// Passes over an element that has no place here.
    fn skip(&mut self, is_empty: bool) -> Result<(), Error> {
        self.skipped += 1;
        if is_empty {
            return Ok(());
        }
        content::skip(&mut self.xml)
    }

    /// Reads the unit whose tag was just read.
    fn unit<V: UnitVisitor>(&mut self, is_empty: bool, visitor: &mut V) -> Result<(), Error> {
        self.units += 1;
        self.unit_byte = self.xml.end_byte();
        self.unit_start = self.xml.event_start();
        self.variants.clear();
        if !is_empty {
            self.around = self.xml.depth().saturating_sub(1);
            self.resume = Resume::Rest;
            self.in_unit(visitor)?;
        }
        self.resume = Resume::Next;
        Ok(())
    }

    fn in_unit<V: UnitVisitor>(&mut self, visitor: &mut V) -> Result<(), Error> {
        loop {
            let (child, is_empty) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (
                    child(&tag, Owner::Unit, &mut self.languages, visitor),
                    false,
                ),
                XmlEvent::Empty(tag) => {
                    (child(&tag, Owner::Unit, &mut self.languages, visitor), true)
                }
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(()),
                _ => continue,
            };
            match child {
                Child::Variant(language) => {
                    let start = self.xml.event_start();
                    let position = V::PLACES.then(|| self.xml.position());
                    let placed = |error: Error| match position {
                        Some(position) => error.at(position),
                        None => error,
                    };
                    language.map_err(|kind| placed(Error::new(kind)))?;
                    let has_segment = !is_empty && self.in_variant(visitor)?;
                    if !has_segment {
                        return Err(placed(Error::new(ErrorKind::NoSegment)));
                    }
                    self.variants.push(start..self.xml.recorded().len());
                }
                Child::Remark if is_empty => {}
                Child::Remark => visitor.remark_text(&mut self.xml)?,
                Child::Unit(attributes) => {
                    let position = self.xml.position();
                    self.resume = Resume::Started(attributes, position, is_empty);
                    return Err(Error::new(ErrorKind::NestedUnit).at(position));
                }
                Child::Segment | Child::Other => self.skip(is_empty)?,
            }
            if self.xml.end_byte() - self.unit_byte > UNIT_BYTES {
                let limit = UNIT_BYTES;
                return Err(Error::new(ErrorKind::UnitTooLarge { limit }).at(self.unit_position));
            }
        }
    }

    /// Reads what stands in a `tuv`; gives whether a segment does.
    fn in_variant(&mut self, visitor: &mut impl UnitVisitor) -> Result<bool, Error> {
        let mut has_segment = false;
        loop {
            let (child, is_empty) = match self.xml.next_event()? {
                XmlEvent::Start(tag) => (in_variant(&tag, visitor), false),
                XmlEvent::Empty(tag) => (in_variant(&tag, visitor), true),
                XmlEvent::End(_) | XmlEvent::Eof => return Ok(has_segment),
                _ => continue,
            };
            match child {
                Child::Segment if !has_segment => {
                    has_segment = true;
                    if !is_empty {
                        visitor.segment(&mut self.xml)?;
                    }
                }
                Child::Remark if is_empty => {}
                Child::Remark => visitor.remark_text(&mut self.xml)?,
                _ => self.skip(is_empty)?,
            }
        }
    }
}

/// What a tag in a unit opens.
fn child(
    tag: &Tag<'_>,
    owner: Owner,
    languages: &mut Vec<LanguageTag>,
    visitor: &mut impl UnitVisitor,
) -> Child {
    match tag.name() {
        "tuv" => Child::Variant(variant(tag, languages, visitor)),
        "seg" => Child::Segment,
        "prop" => {
            visitor.remark(owner, Remark::Property, tag.attributes());
            Child::Remark
        }
        "note" => {
            visitor.remark(owner, Remark::Note, tag.attributes());
            Child::Remark
        }
        "tu" => Child::Unit(content::attributes(tag)),
        _ => Child::Other,
    }
}

/// What a tag in a variant opens.
fn in_variant(tag: &Tag<'_>, visitor: &mut impl UnitVisitor) -> Child {
    match tag.name() {
        "tu" | "tuv" => Child::Other,
        _ => child(tag, Owner::Variant, &mut Vec::new(), visitor),
    }
}

fn variant(
    tag: &Tag<'_>,
    languages: &mut Vec<LanguageTag>,
    visitor: &mut impl UnitVisitor,
) -> Result<(), ErrorKind> {
    let (name, spelling) = ["xml:lang", "lang"]
        .into_iter()
        .find_map(|name| Some((name, tag.attribute(name)?)))
        .ok_or(ErrorKind::NoLanguage)?;
    let language = language(languages, &spelling)?;
    let attributes = tag.attributes();
    visitor.variant(language, attributes.filter(|other| other.name != name));
    Ok(())
}

/// The tag that `spelling` is; the few languages of a file are worked out once.
fn language<'l>(
    known: &'l mut Vec<LanguageTag>,
    spelling: &str,
) -> Result<&'l LanguageTag, ErrorKind> {
    let at = known.iter().position(|tag| tag.as_str() == spelling);
    let at = if let Some(at) = at {
        at
    } else {
        let tag = LanguageTag::lenient(spelling).map_err(ErrorKind::Language)?;
        known.truncate(KNOWN_LANGUAGES - 1);
        known.push(tag);
        known.len() - 1
    };
    known.get(at).ok_or(ErrorKind::NoLanguage)
}
