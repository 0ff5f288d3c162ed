//! One memory into several.

use std::io::{Read, Write};
use std::ops::Range;

use yaddash_io::xml::{XmlContext, XmlWriteError};
use yaddash_model::{LanguageTag, SourceLanguage, TranslationUnit};

use super::key::source_of;
use super::portable::with_attributes;
use super::stream::{InputText, StreamUnit, UnitCopy, UnitStream, Unreadable};
use crate::{Error, ErrorKind, Header};

/// How many parts are written at once; where there are more, the input is read once for as many.
const OPEN_PARTS: usize = 64;
/// How many parts there may be by language pair or property.
const PARTS: usize = 10_000;

/// What a memory is split by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SplitBy {
    /// So many units a part, at least one.
    Units(u64),
    /// So many bytes a part at most; a unit that is larger gets a part of its own.
    Bytes(u64),
    /// A part a pair of languages. A unit comes into the part of each pair that it has, with the variants of that pair
    /// alone.
    Pair,
    /// A part a value of the properties of this type, of units or variants; the first counts.
    Property(String),
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The part with this number, from 1.
    Number(u64),
    /// Units in two languages, the source language first.
    Pair(LanguageTag, LanguageTag),
    /// Units with this value of the property, or without it.
    Value(Option<String>),
}

/// Where the parts go.
pub trait PartOutput {
    /// What a part is written to.
    type Output: Write;

    /// Starts a part.
    ///
    /// # Errors
    /// Those of making it.
    fn create(&mut self, part: &Part) -> Result<Self::Output, yaddash_io::Error>;

    /// A part is complete and has so many units.
    ///
    /// # Errors
    /// Those of putting it in its place.
    fn complete(
        &mut self,
        part: &Part,
        output: Self::Output,
        units: u64,
    ) -> Result<(), yaddash_io::Error>;
}

/// What [`split`] did.
#[derive(Debug)]
#[non_exhaustive]
pub struct Split {
    /// Units read.
    pub units: u64,
    /// Parts written.
    pub parts: u64,
    /// Units that are in no part, since they have fewer than two languages or cannot be read.
    pub left_out: u64,
    /// Units that cannot be read; by number, size and property they are in the parts.
    pub unreadable: Unreadable,
    /// What was noticed about the text of the input.
    pub text: InputText,
}

/// Splits a memory into parts, each with the header, DOCTYPE and everything else around the units of the whole. Units are
/// exactly as they stand; in the part of a language pair without their other variants, and with `srclang` where their
/// source language is none of the two.
///
/// `open` gives the input from its start; it is called once for parts by number or size, else once and once more for
/// every 64 parts, which are open at once. Memory is bounded by the largest unit and the names of the parts.
///
/// # Errors
/// Those of [`filter`](super::filter()), of `open` and of `parts`; [`ErrorKind::TooManyParts`] for more than 10,000
/// language pairs or values.
pub fn split<R: Read, P: PartOutput>(
    mut open: impl FnMut() -> Result<R, yaddash_io::Error>,
    parts: &mut P,
    by: &SplitBy,
) -> Result<Split, Error> {
    match by {
        SplitBy::Units(units) => in_turn(UnitStream::new(open()?)?, parts, Limit::Units(*units)),
        SplitBy::Bytes(bytes) => in_turn(UnitStream::new(open()?)?, parts, Limit::Bytes(*bytes)),
        SplitBy::Pair | SplitBy::Property(_) => by_kind(open, parts, by),
    }
}

#[derive(Clone, Copy)]
enum Limit {
    Units(u64),
    Bytes(u64),
}

/// A part that is being written.
struct OpenPart<W> {
    part: Part,
    copy: UnitCopy<W>,
    units: u64,
}

impl<W: Write> OpenPart<W> {
    fn new(
        parts: &mut impl PartOutput<Output = W>,
        part: Part,
        prologue: &[u8],
    ) -> Result<Self, Error> {
        let output = parts.create(&part).map_err(of_output)?;
        Ok(Self {
            part,
            copy: UnitCopy::new(output, prologue)?,
            units: 0,
        })
    }

    fn finish(self, parts: &mut impl PartOutput<Output = W>, epilogue: &[u8]) -> Result<(), Error> {
        let output = self.copy.finish(epilogue)?;
        let completed = parts.complete(&self.part, output, self.units);
        completed.map_err(of_output)
    }
}

/// An error of an output.
fn of_output(error: yaddash_io::Error) -> Error {
    Error::from(XmlWriteError::from(std::io::Error::from(error)))
}

/// Fills one part after the other. What stands behind the units is not known before the end, and comes from there into
/// the last part, or where that is full into one of its own; the others end with the end tags alone.
fn in_turn<R: Read, P: PartOutput>(
    mut stream: UnitStream<R>,
    parts: &mut P,
    limit: Limit,
) -> Result<Split, Error> {
    const END: &[u8] = b"\n</body>\n</tmx>\n";
    let prologue = stream.prologue().to_vec();
    let mut number = 1;
    let mut units = 0;
    let mut unreadable = Unreadable::default();
    let mut open = OpenPart::new(parts, Part::Number(number), &prologue)?;
    while let Some(unit) = stream.next()? {
        let is_full = open.units > 0
            && match limit {
                Limit::Units(limit) => open.units >= limit,
                Limit::Bytes(limit) => {
                    let length = unit.before.len() + unit.raw.len() + END.len();
                    open.copy.written() + length as u64 > limit
                }
            };
        if is_full {
            number += 1;
            let next = OpenPart::new(parts, Part::Number(number), &prologue)?;
            std::mem::replace(&mut open, next).finish(parts, END)?;
        }
        units += 1;
        open.units += 1;
        open.copy.keep(&unit)?;
        if let Err(error) = unit.read {
            unreadable.add(error);
        }
    }
    let mut epilogue = stream.epilogue();
    let length = epilogue.len() as u64;
    if open.units > 0
        && matches!(limit, Limit::Bytes(limit) if open.copy.written() + length > limit)
    {
        if says_nothing(epilogue) {
            epilogue = END;
        } else {
            number += 1;
            let last = OpenPart::new(parts, Part::Number(number), &prologue)?;
            std::mem::replace(&mut open, last).finish(parts, END)?;
        }
    }
    open.finish(parts, epilogue)?;
    Ok(Split {
        units,
        parts: number,
        left_out: 0,
        unreadable,
        text: stream.text(),
    })
}

/// Whether what stands behind the units are end tags alone.
fn says_nothing(epilogue: &[u8]) -> bool {
    let mut tags = epilogue.split(u8::is_ascii_whitespace).flatten().copied();
    b"</body></tmx>"
        .iter()
        .all(|byte| tags.next() == Some(*byte))
        && tags.next().is_none()
}

/// Writes parts by language pair or property, some at a time.
fn by_kind<R: Read, P: PartOutput>(
    mut open: impl FnMut() -> Result<R, yaddash_io::Error>,
    parts: &mut P,
    by: &SplitBy,
) -> Result<Split, Error> {
    let mut stream = UnitStream::new(open()?)?;
    let header = stream.header().clone();
    let mut kinds: Vec<Part> = Vec::new();
    let mut known = std::collections::HashSet::new();
    let mut done = Split {
        units: 0,
        parts: 0,
        left_out: 0,
        unreadable: Unreadable::default(),
        text: stream.text(),
    };
    while let Some(unit) = stream.next()? {
        let of_unit = parts_of(&unit, by, &header);
        done.units += 1;
        done.left_out += u64::from(of_unit.is_empty());
        for part in of_unit {
            if known.insert(name(&part)) {
                kinds.push(part);
            }
        }
        if kinds.len() > PARTS {
            let error = Error::new(ErrorKind::TooManyParts { limit: PARTS });
            return Err(error.at(unit.position));
        }
        if let Err(error) = unit.read {
            done.unreadable.add(error);
        }
    }
    done.text = stream.text();
    done.parts = kinds.len() as u64;
    let epilogue = stream.epilogue().to_vec();
    drop(stream);
    for some in kinds.chunks(OPEN_PARTS) {
        let mut stream = UnitStream::new(open()?)?;
        let prologue = stream.prologue().to_vec();
        let context = stream.context().clone();
        let mut written = some
            .iter()
            .map(|part| OpenPart::new(parts, part.clone(), &prologue))
            .collect::<Result<Vec<_>, _>>()?;
        while let Some(unit) = stream.next()? {
            for part in parts_of(&unit, by, &header) {
                if let Some(open) = written.iter_mut().find(|open| open.part == part) {
                    open.units += 1;
                    open.copy.write(unit.before)?;
                    open.copy
                        .write(&as_part(&unit, &part, &header, &context)?)?;
                }
            }
        }
        for open in written {
            open.finish(parts, &epilogue)?;
        }
    }
    Ok(done)
}

/// What tells a part from others.
fn name(part: &Part) -> String {
    match part {
        Part::Number(number) => number.to_string(),
        Part::Pair(one, other) => format!("{} {}", one.normal(), other.normal()),
        Part::Value(None) => String::new(),
        Part::Value(Some(value)) => format!("={value}"),
    }
}

/// The parts in which a unit is.
fn parts_of(unit: &StreamUnit<'_>, by: &SplitBy, header: &Header) -> Vec<Part> {
    match (&unit.read, by) {
        (Ok(unit), SplitBy::Property(kind)) => {
            let variants = unit.variants.iter().flat_map(|variant| &variant.properties);
            let mut all = unit.properties.iter().chain(variants);
            let property = all.find(|property| property.kind == *kind);
            vec![Part::Value(property.map(|property| property.value.clone()))]
        }
        (Err(_), SplitBy::Property(_)) => vec![Part::Value(None)],
        (Ok(unit), _) => pairs(unit, header),
        (Err(_), _) => Vec::new(),
    }
}

/// The pairs of languages that a unit has, the source language first, else in the order of their tags.
fn pairs(unit: &TranslationUnit, header: &Header) -> Vec<Part> {
    let mut languages: Vec<&LanguageTag> = unit.variants.iter().map(|v| &v.language).collect();
    languages.sort_unstable();
    languages.dedup();
    if let Some(SourceLanguage::Tag(source)) = source_of(unit, header)
        && let Some(at) = languages.iter().position(|language| **language == source)
    {
        let source = languages.remove(at);
        languages.insert(0, source);
    }
    let mut pairs = Vec::new();
    for (at, one) in languages.iter().enumerate() {
        let others = languages.iter().skip(at + 1);
        pairs.extend(others.map(|other| Part::Pair((*one).clone(), (*other).clone())));
    }
    pairs
}

/// A unit as it stands in a part.
fn as_part(
    unit: &StreamUnit<'_>,
    part: &Part,
    header: &Header,
    context: &XmlContext,
) -> Result<Vec<u8>, Error> {
    let (Ok(read), Part::Pair(one, other)) = (&unit.read, part) else {
        return Ok(unit.raw.to_vec());
    };
    let mut raw = unit.raw.to_vec();
    let spans: Vec<Range<usize>> = unit.raw_variants().collect();
    for (variant, span) in read.variants.iter().zip(&spans).rev() {
        if variant.language != *one && variant.language != *other {
            let before = unit.raw.get(..span.start).unwrap_or_default();
            raw.drain(before.trim_ascii_end().len()..span.end);
        }
    }
    match source_of(read, header) {
        Some(SourceLanguage::Tag(source)) if source != *one && source != *other => {
            with_attributes(&raw, &[("srclang", one.as_str())], context)
        }
        _ => Ok(raw),
    }
}
