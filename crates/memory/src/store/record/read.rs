//! Bytes into units.

use yaddash_model::{
    Attributes, CodeContent, CodeKind, CutCode, InlineCode, LanguageTag, Note, Property, Segment,
    SourceLanguage, TranslationUnit, Variant,
};

use super::{DEEPEST, VERSION, flag, kind, names};
use crate::ErrorKind;
use crate::store::texts::{UnitTexts, VariantText};

/// Language tags that were read before, so that each is parsed once.
#[derive(Debug, Default)]
pub(crate) struct Tags(Vec<LanguageTag>);

impl Tags {
    /// The place of the tag that is spelt so.
    fn place(&mut self, spelling: &str) -> Result<usize, ErrorKind> {
        if let Some(place) = self.0.iter().position(|tag| tag.as_str() == spelling) {
            return Ok(place);
        }
        let tag = LanguageTag::lenient(spelling)
            .map_err(|error| damaged(&format!("a language of a unit: {error}")))?;
        self.0.push(tag);
        Ok(self.0.len() - 1)
    }

    fn tag(&mut self, spelling: &str) -> Result<LanguageTag, ErrorKind> {
        let place = self.place(spelling)?;
        self.0
            .get(place)
            .cloned()
            .ok_or_else(|| damaged("a language of a unit"))
    }
}

fn damaged(what: &str) -> ErrorKind {
    ErrorKind::Corrupt(what.to_owned())
}

fn short() -> ErrorKind {
    damaged("a unit ends early")
}

/// The unit of a record, and its source language.
///
/// # Errors
/// Where the bytes are no record.
pub(crate) fn decode(
    bytes: &[u8],
    tags: &mut Tags,
) -> Result<(TranslationUnit, SourceLanguage), ErrorKind> {
    let mut bytes = Bytes::new(bytes)?;
    let source = match bytes.text()? {
        "" => SourceLanguage::Any,
        tag => SourceLanguage::Tag(tags.tag(tag)?),
    };
    let count = bytes.count()?;
    let mut texts = Vec::with_capacity(count);
    for _ in 0..count {
        texts.push((tags.tag(bytes.text()?)?, bytes.text()?));
    }
    let about = bytes.about("")?;
    let mut unit = TranslationUnit {
        attributes: about.attributes,
        properties: about.properties,
        notes: about.notes,
        variants: Vec::with_capacity(count),
    };
    for (language, text) in texts {
        let about = bytes.about(text)?;
        unit.variants.push(Variant {
            language,
            attributes: about.attributes,
            properties: about.properties,
            notes: about.notes,
            segment: about.segment,
        });
    }
    if !bytes.0.is_empty() {
        return Err(damaged("a unit goes on behind its end"));
    }
    Ok((unit, source))
}

/// Shows the plain texts of a record to `visit`.
///
/// # Errors
/// Where the bytes are no record.
pub(crate) fn decode_texts<T>(
    bytes: &[u8],
    tags: &mut Tags,
    visit: impl FnOnce(UnitTexts<'_>) -> T,
) -> Result<T, ErrorKind> {
    let mut bytes = Bytes::new(bytes)?;
    let source = match bytes.text()? {
        "" => None,
        tag => Some(tags.place(tag)?),
    };
    let count = bytes.count()?;
    let mut places = Vec::with_capacity(count);
    for _ in 0..count {
        places.push((tags.place(bytes.text()?)?, bytes.text()?));
    }
    let variants: Vec<VariantText<'_>> = places
        .iter()
        .filter_map(|(place, text)| {
            Some(VariantText {
                language: tags.0.get(*place)?,
                text,
            })
        })
        .collect();
    Ok(visit(UnitTexts {
        source: source.and_then(|place| tags.0.get(place)),
        variants: &variants,
    }))
}

/// What is said of a unit or a variant.
struct About {
    attributes: Attributes,
    properties: Vec<Property>,
    notes: Vec<Note>,
    segment: Segment,
}

/// What is left of a record.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    /// A record behind its version.
    fn new(bytes: &'b [u8]) -> Result<Self, ErrorKind> {
        match bytes.split_first() {
            Some((&VERSION, rest)) => Ok(Self(rest)),
            Some((version, _)) => Err(damaged(&format!("a unit is of the unknown form {version}"))),
            None => Err(short()),
        }
    }

    fn byte(&mut self) -> Result<u8, ErrorKind> {
        let (byte, rest) = self.0.split_first().ok_or_else(short)?;
        self.0 = rest;
        Ok(*byte)
    }

    fn number(&mut self) -> Result<usize, ErrorKind> {
        let mut number = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(damaged("a number of a unit is too large"))
    }

    /// How many items follow; each takes a byte at least.
    fn count(&mut self) -> Result<usize, ErrorKind> {
        let count = self.number()?;
        if count > self.0.len() {
            return Err(short());
        }
        Ok(count)
    }

    fn text_of(&mut self, length: usize) -> Result<&'b str, ErrorKind> {
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(short)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| damaged("a text of a unit is not UTF-8"))
    }

    fn text(&mut self) -> Result<&'b str, ErrorKind> {
        let length = self.number()?;
        self.text_of(length)
    }

    fn pairs(&mut self) -> Result<Attributes, ErrorKind> {
        let mut attributes = Attributes::new();
        for _ in 0..self.count()? {
            let length = self.number()?;
            let name = if length % 2 == 1 {
                names::name(length / 2).ok_or_else(|| damaged("an attribute of a unit"))?
            } else {
                self.text_of(length / 2)?
            };
            attributes.set(name, self.text()?);
        }
        Ok(attributes)
    }

    fn about(&mut self, text: &str) -> Result<About, ErrorKind> {
        let flags = self.byte()?;
        let mut about = About {
            attributes: Attributes::new(),
            properties: Vec::new(),
            notes: Vec::new(),
            segment: Segment::new(),
        };
        if flags & flag::ATTRIBUTES != 0 {
            about.attributes = self.pairs()?;
        }
        if flags & flag::PROPERTIES != 0 {
            for _ in 0..self.count()? {
                about.properties.push(Property {
                    kind: self.text()?.to_owned(),
                    value: self.text()?.to_owned(),
                    attributes: self.pairs()?,
                });
            }
        }
        if flags & flag::NOTES != 0 {
            for _ in 0..self.count()? {
                about.notes.push(Note {
                    text: self.text()?.to_owned(),
                    attributes: self.pairs()?,
                });
            }
        }
        about.segment = if flags & flag::CODES == 0 {
            Segment::from(text)
        } else {
            self.segment(text, DEEPEST)?
        };
        Ok(about)
    }

    /// The segment of `text` with the codes that follow.
    fn segment(&mut self, text: &str, depth: usize) -> Result<Segment, ErrorKind> {
        let depth = depth
            .checked_sub(1)
            .ok_or_else(|| damaged("inline codes of a unit are nested too deep"))?;
        let mut segment = Segment::new();
        let mut at = 0;
        for _ in 0..self.count()? {
            let offset = self.number()?;
            let run = text
                .get(at..offset)
                .ok_or_else(|| damaged("an inline code of a unit is out of place"))?;
            segment.push_text(run);
            at = offset;
            segment.push_code(self.code(depth)?);
        }
        segment.push_text(text.get(at..).unwrap_or_default());
        Ok(segment)
    }

    fn code(&mut self, depth: usize) -> Result<InlineCode, ErrorKind> {
        let kind = match self.byte()? {
            kind::BPT => CodeKind::Bpt,
            kind::EPT => CodeKind::Ept,
            kind::IT => CodeKind::It,
            kind::PH => CodeKind::Ph,
            kind::UT => CodeKind::Ut,
            kind::HI_START => CodeKind::HiStart,
            kind::HI_END => CodeKind::HiEnd,
            kind::FOREIGN_START => CodeKind::ForeignStart(self.text()?.to_owned()),
            kind::FOREIGN_END => CodeKind::ForeignEnd(self.text()?.to_owned()),
            kind::COMMENT => CodeKind::Comment,
            kind::PROCESSING_INSTRUCTION => CodeKind::ProcessingInstruction,
            _ => return Err(damaged("an inline code of a unit")),
        };
        let mut code = InlineCode::new(kind);
        code.attributes = self.pairs()?;
        for _ in 0..self.count()? {
            code.content.push(match self.byte()? {
                0 => CodeContent::Native(self.text()?.to_owned()),
                1 => {
                    let attributes = self.pairs()?;
                    let text = self.text()?;
                    CodeContent::Sub {
                        attributes,
                        segment: self.segment(text, depth)?,
                    }
                }
                _ => return Err(damaged("the content of an inline code of a unit")),
            });
        }
        code.cut = match self.byte()? {
            0 => None,
            1 => Some(CutCode::Added),
            2 => Some(CutCode::Isolated(self.pairs()?)),
            _ => return Err(damaged("an inline code of a unit")),
        };
        Ok(code)
    }
}
