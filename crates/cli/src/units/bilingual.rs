//! Bilingual files, whose units have a place by line and column.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use yaddash_formats::units::{Languages, Losses, po, xliff};
use yaddash_io::encoding::{EncodingReport, Replaced};
use yaddash_model::{LineColumn, TranslationUnit};

use crate::args::ConvertFormat;
use crate::input::{self, Bytes, Input};
use crate::losses;
use crate::messages::Messages;

/// A reader of a bilingual file.
pub(crate) struct Bilingual {
    reader: Reader,
    path: PathBuf,
    /// How messages name the file.
    name: String,
}

enum Reader {
    Xliff(Box<xliff::Reader<Bytes>>),
    Po(Box<po::Reader<Bytes>>),
}

impl Bilingual {
    /// Opens a file of PO, or of XLIFF for any other format; `languages` are those of files that name none.
    pub(crate) fn open(input: &Input, format: ConvertFormat, languages: Languages) -> Result<Self> {
        let name = input.name();
        let bytes = input.open()?;
        let reader = if format == ConvertFormat::Po {
            po::Reader::new(bytes, languages).map(|reader| Reader::Po(Box::new(reader)))
        } else {
            xliff::Reader::new(bytes, languages).map(|reader| Reader::Xliff(Box::new(reader)))
        };
        match reader {
            Ok(reader) => Ok(Self {
                reader,
                path: input.path().to_owned(),
                name,
            }),
            Err(error) => Err(cannot_read(error, &name)),
        }
    }

    /// Says what is unusual in the encoding of the file, and what units had no place for so far.
    pub(crate) fn tell(&self, messages: Messages) {
        let encoding = match &self.reader {
            Reader::Xliff(reader) => reader.encoding(),
            Reader::Po(reader) => Some(reader.encoding()),
        };
        if let Some(report) = encoding {
            // Characters that could not be read are among the losses.
            let replaced = Replaced::default();
            input::tell(&self.path, &EncodingReport { replaced, ..report }, messages);
        }
        for loss in losses::of_reading(&self.losses()) {
            messages.warning(loss);
        }
    }

    /// What units had no place for so far.
    fn losses(&self) -> Losses {
        match &self.reader {
            Reader::Xliff(reader) => reader.losses(),
            Reader::Po(reader) => reader.losses(),
        }
    }

    /// Where the last unit starts.
    pub(crate) fn unit_position(&self) -> LineColumn {
        match &self.reader {
            Reader::Xliff(reader) => reader.unit_position(),
            Reader::Po(reader) => reader.unit_position(),
        }
    }

    /// The header, where the file is PO.
    pub(crate) fn po_header(&self) -> Option<&po::Header> {
        match &self.reader {
            Reader::Xliff(_) => None,
            Reader::Po(reader) => Some(reader.header()),
        }
    }
}

impl Iterator for Bilingual {
    type Item = Result<TranslationUnit>;

    fn next(&mut self) -> Option<Self::Item> {
        let unit = match &mut self.reader {
            Reader::Xliff(reader) => reader.next(),
            Reader::Po(reader) => reader.next(),
        };
        unit.map(|unit| unit.map_err(|error| cannot_read(error, &self.name)))
    }
}

fn cannot_read(error: yaddash_formats::Error, name: &str) -> anyhow::Error {
    anyhow!(error).context(format!("cannot read {name}"))
}
