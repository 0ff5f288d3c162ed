//! Units as values and as they stand in the file, at once.

use std::io::{Read, Write};
use std::ops::Range;
use std::path::Path;

use yaddash_io::encoding::{Encoding, Evidence, Notice, Replaced};
use yaddash_io::xml::{Position, XmlContext, XmlEvent, XmlReader, XmlWriteError};
use yaddash_model::TranslationUnit;

use crate::rewrite::declaration_in;
use crate::{Error, ErrorKind, Header, TmxReader};

/// What was noticed about an input while it was read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InputText {
    /// The encoding; outputs are UTF-8.
    pub encoding: Encoding,
    /// How the encoding became known.
    pub evidence: Evidence,
    /// What the author of the input should know of its encoding.
    pub notices: Vec<Notice>,
    /// Bytes that are no character of the encoding, each U+FFFD in the output.
    pub replaced: Replaced,
    /// Elements outside segments that TMX does not know. They stay as they stand, but units in them were not seen.
    pub unknown_elements: u64,
}

/// Units that are well-formed XML but have no meaning in TMX, such as one without a language.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Unreadable {
    /// How many there are.
    pub units: u64,
    /// What is wrong with the first.
    pub first: Option<Error>,
}

impl Unreadable {
    pub(crate) fn add(&mut self, error: Error) {
        self.units += 1;
        self.first.get_or_insert(error);
    }
}

/// A memory that is read more than once.
#[derive(Clone, Copy)]
pub struct MemoryInput<'a, R> {
    /// What errors call it.
    pub path: &'a Path,
    /// Gives it from its start.
    pub open: &'a dyn Fn() -> Result<R, yaddash_io::Error>,
}

impl<R: Read> MemoryInput<'_, R> {
    /// The units from the first.
    pub(crate) fn stream(&self) -> Result<UnitStream<R>, Error> {
        let bytes = (self.open)().map_err(|error| Error::from(error).with_path(self.path))?;
        UnitStream::new(bytes).map_err(|error| error.with_path(self.path))
    }
}

/// Reads a memory such that everything in it can be written as it stands: what is before the units, each unit with what
/// is before it, and what is behind the last. Only the XML declaration is another where there is one: it says UTF-8.
pub(crate) struct UnitStream<R> {
    reader: TmxReader<R>,
    prologue: Vec<u8>,
    context: XmlContext,
}

/// A unit and what stands between it and the one before.
pub(crate) struct StreamUnit<'a> {
    /// White space, comments and whatever else stands before it.
    pub(crate) before: &'a [u8],
    /// The unit from `<tu` to `</tu>`.
    pub(crate) raw: &'a [u8],
    /// Where in `raw` its variants stand, in order.
    pub(crate) variants: &'a [Range<usize>],
    /// How far the spans in `variants` are ahead of `raw`.
    pub(crate) shift: usize,
    pub(crate) position: Position,
    pub(crate) read: Result<TranslationUnit, Error>,
}

impl StreamUnit<'_> {
    /// Each variant as it stands.
    pub(crate) fn raw_variants(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let shift = self.shift;
        self.variants
            .iter()
            .map(move |span| span.start - shift..span.end - shift)
    }
}

impl<R: Read> UnitStream<R> {
    pub(crate) fn new(input: R) -> Result<Self, Error> {
        let reader = TmxReader::recording(input)?;
        let prologue = in_utf8(reader.walker.xml.recorded())?;
        let context = reader.walker.xml.context();
        Ok(Self {
            reader,
            prologue,
            context,
        })
    }

    /// What is known of the document where units stand.
    pub(crate) fn context(&self) -> &XmlContext {
        &self.context
    }

    pub(crate) fn header(&self) -> &Header {
        self.reader.header()
    }

    /// What stands before the units, up to the start tag of `body`.
    pub(crate) fn prologue(&self) -> &[u8] {
        &self.prologue
    }

    /// The next unit; `None` at the end. An error ends the stream: the file is not well-formed or cannot be read.
    pub(crate) fn next(&mut self) -> Result<Option<StreamUnit<'_>>, Error> {
        self.reader.walker.xml.forget();
        let read = match self.reader.next() {
            None => return Ok(None),
            Some(Ok(unit)) => Ok(unit),
            Some(Err(error)) => match error.kind() {
                ErrorKind::NoLanguage
                | ErrorKind::Language(_)
                | ErrorKind::NoSegment
                | ErrorKind::NestedUnit => {
                    self.reader.walker.finish_unit()?;
                    Err(error)
                }
                _ => return Err(error),
            },
        };
        let walker = &self.reader.walker;
        let recorded = walker.xml.recorded();
        let shift = walker.unit_start();
        let (before, raw) = recorded.split_at_checked(shift).unwrap_or((recorded, &[]));
        Ok(Some(StreamUnit {
            before,
            raw,
            variants: walker.variant_spans(),
            shift,
            position: walker.unit_position,
            read,
        }))
    }

    /// What stands behind the last unit, once [`UnitStream::next`] gave `None`.
    pub(crate) fn epilogue(&self) -> &[u8] {
        self.reader.walker.xml.recorded()
    }

    /// What was noticed about the text of the input.
    pub(crate) fn text(&self) -> InputText {
        InputText {
            encoding: self.reader.encoding(),
            evidence: self.reader.evidence(),
            notices: self.reader.notices().to_vec(),
            replaced: self.reader.replaced(),
            unknown_elements: self.reader.skipped(),
        }
    }
}

/// The start of a file with a declaration that says UTF-8, where there is one.
fn in_utf8(start: &[u8]) -> Result<Vec<u8>, Error> {
    let mut xml = XmlReader::new(start);
    let declaration = match xml.next_event()? {
        XmlEvent::Declaration(declaration) => declaration_in(Encoding::UTF_8, &declaration),
        _ => return Ok(start.to_vec()),
    };
    let mut changed = declaration.into_bytes();
    changed.extend_from_slice(start.get(xml.raw().len()..).unwrap_or_default());
    Ok(changed)
}

/// Writes some of the units of a memory, each as it stands.
pub(crate) struct UnitCopy<W> {
    output: W,
    written: u64,
}

impl<W: Write> UnitCopy<W> {
    /// Starts a copy with what stands before the units.
    pub(crate) fn new(output: W, prologue: &[u8]) -> Result<Self, Error> {
        let mut copy = Self { output, written: 0 };
        copy.write(prologue)?;
        Ok(copy)
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.output.write_all(bytes).map_err(XmlWriteError::from)?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// A unit that is kept.
    pub(crate) fn keep(&mut self, unit: &StreamUnit<'_>) -> Result<(), Error> {
        self.write(unit.before)?;
        self.write(unit.raw)
    }

    /// A unit that is left out. Comments and whatever else stands before it stay.
    pub(crate) fn leave(&mut self, unit: &StreamUnit<'_>) -> Result<(), Error> {
        if unit.before.trim_ascii().is_empty() {
            return Ok(());
        }
        self.write(unit.before.trim_ascii_end())
    }

    /// Bytes written so far.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// Ends the copy with what stands behind the units.
    pub(crate) fn finish(mut self, epilogue: &[u8]) -> Result<W, Error> {
        self.write(epilogue)?;
        self.output.flush().map_err(XmlWriteError::from)?;
        Ok(self.output)
    }
}
