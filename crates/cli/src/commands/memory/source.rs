//! Files as streams of units to be stored.

use std::path::Path;

use anyhow::Result;
use yaddash_formats::units::Languages;
use yaddash_memory::store::{NewUnit, Origin};
use yaddash_model::{SourceLanguage, TranslationUnit};
use yaddash_tmx::{Header, source_language};

use super::files::UnitFile;
use crate::args::{ConvertFormat, MemoryImportArgs};
use crate::input::{self, Input};
use crate::messages::Messages;
use crate::units::{self, Memory, Units};

/// A unit that cannot be taken in.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Refusal {
    /// Its number in the file, from 1.
    pub(super) unit: u64,
    /// Where it starts.
    pub(super) line: Option<usize>,
    pub(super) reason: String,
}

/// What stands next in a file.
pub(super) enum Next {
    Unit(NewUnit),
    Refused(Refusal),
}

/// The units of a file.
pub(super) struct UnitSource {
    reader: Reader,
    origin: Option<Origin>,
    /// The source language of units that name none.
    source: Option<SourceLanguage>,
    messages: Messages,
}

enum Reader {
    Memory(Box<Memory>),
    Other(Units),
}

impl UnitSource {
    pub(super) fn open(
        file: &UnitFile,
        args: &MemoryImportArgs,
        messages: Messages,
    ) -> Result<Self> {
        let input = Input::of(&file.path);
        let (reader, source) = if file.format == ConvertFormat::Tmx {
            let memory = Memory::open(&input)?;
            let source = memory.header().source_language();
            let source = source.unwrap_or(SourceLanguage::Any);
            (Reader::Memory(Box::new(memory)), Some(source))
        } else {
            let options = units::ReadOptions {
                languages: Languages {
                    source: args.source.clone(),
                    target: args.target.clone(),
                },
                messages: Some(messages),
                ..units::ReadOptions::default()
            };
            let units = units::read_with(&input, file.format, &options)?;
            (Reader::Other(units), None)
        };
        Ok(Self {
            reader,
            origin: origin(&file.path),
            source: args.source.clone().map(SourceLanguage::Tag).or(source),
            messages,
        })
    }

    /// Where the units come from, and what the file says of all of them, where it is TMX.
    pub(super) fn header(&self) -> Option<(&Origin, &Header)> {
        match (&self.reader, &self.origin) {
            (Reader::Memory(memory), Some(origin)) => Some((origin, memory.header())),
            _ => None,
        }
    }

    /// What comes next; nothing after the first error, or at the end, where what is unusual in the file is said.
    pub(super) fn next(&mut self) -> Option<Result<Next>> {
        let unit = match &mut self.reader {
            Reader::Other(units) => units.next()?,
            Reader::Memory(memory) => match memory.next_or_refused() {
                Some(Ok(Ok(unit))) => Ok(unit),
                Some(Ok(Err(error))) => {
                    return Some(Ok(Next::Refused(Refusal {
                        unit: error.unit().unwrap_or_default(),
                        line: error.position().map(|position| position.line),
                        reason: error.kind().to_string(),
                    })));
                }
                Some(Err(error)) => Err(error),
                None => {
                    memory.tell(self.messages);
                    return None;
                }
            },
        };
        Some(unit.map(|unit| Next::Unit(self.new_unit(unit))))
    }

    fn new_unit(&self, unit: TranslationUnit) -> NewUnit {
        let own = unit.attributes.get("srclang").and_then(source_language);
        let source = own.or_else(|| self.source.clone()).unwrap_or_else(|| {
            let first = unit.variants.first();
            first.map_or(SourceLanguage::Any, |variant| {
                SourceLanguage::Tag(variant.language.clone())
            })
        });
        NewUnit {
            unit,
            source,
            origin: self.origin.clone(),
        }
    }
}

/// What a unit of a file is said to come from.
fn origin(path: &Path) -> Option<Origin> {
    (!input::is_stdin(path)).then(|| Origin::from(input::name(path)))
}
