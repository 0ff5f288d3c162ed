//! Memories, whose units have a place and are passed over where they say nothing.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use yaddash_io::encoding::EncodingReport;
use yaddash_io::xml::{Position, XmlProblem};
use yaddash_model::TranslationUnit;
use yaddash_tmx::{Error, ErrorKind, Header, TmxReader};

use crate::input::{self, Bytes, Input};
use crate::messages::Messages;

/// A memory that is read as a stream.
pub(crate) struct Memory {
    reader: TmxReader<Bytes>,
    path: PathBuf,
    unreadable: u64,
    first: Option<Error>,
}

impl Memory {
    /// The memory of `input`, up to its first unit.
    pub(crate) fn open(input: &Input) -> Result<Self> {
        let reader = TmxReader::new(input.open()?)
            .map_err(|error| unreadable_memory(error, input.path()))?;
        Ok(Self {
            reader,
            path: input.path().to_owned(),
            unreadable: 0,
            first: None,
        })
    }

    pub(crate) fn header(&self) -> &Header {
        self.reader.header()
    }

    /// Where the last unit starts.
    pub(crate) fn unit_position(&self) -> Position {
        self.reader.unit_position()
    }

    /// The next unit; none after the first error.
    pub(crate) fn next_unit(&mut self) -> Option<Result<TranslationUnit>> {
        let unit = self.reader.next()?;
        Some(unit.map_err(|error| unreadable_memory(error, &self.path)))
    }

    /// The next unit that says something: those that are well-formed but lack a language, say, are counted.
    pub(crate) fn next_readable(&mut self) -> Option<Result<TranslationUnit>> {
        loop {
            match self.next_or_refused()? {
                Ok(Err(error)) => {
                    self.unreadable += 1;
                    self.first.get_or_insert(error);
                }
                Ok(Ok(unit)) => return Some(Ok(unit)),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The next unit, or why it says nothing though it is well-formed, as one without a language.
    pub(crate) fn next_or_refused(&mut self) -> Option<Result<Result<TranslationUnit, Error>>> {
        Some(match self.reader.next()? {
            Err(error) if error.says_nothing() => Ok(Err(error)),
            unit => unit
                .map(Ok)
                .map_err(|error| unreadable_memory(error, &self.path)),
        })
    }

    /// How many units were passed over.
    pub(crate) fn unreadable(&self) -> u64 {
        self.unreadable
    }

    /// Says what is unusual in the text of the memory, and which units were passed over.
    pub(crate) fn tell(&self, messages: Messages) {
        let reader = &self.reader;
        let report = EncodingReport {
            encoding: reader.encoding(),
            evidence: reader.evidence(),
            notices: reader.notices().to_vec(),
            replaced: reader.replaced(),
        };
        input::tell(&self.path, &report, messages);
        tell_unknown(&self.path, reader.skipped(), messages);
        if let Some(first) = &self.first {
            messages.warning(format_args!(
                "{}: {} of its units cannot be read and are left out; the first: {first}",
                input::name(&self.path),
                self.unreadable
            ));
        }
    }
}

/// An error of reading the memory at `path`, with its name where the error has none, and what helps.
pub(crate) fn unreadable_memory(error: Error, path: &Path) -> anyhow::Error {
    let is_broken = match error.kind() {
        ErrorKind::Read(read) => read
            .xml_problem()
            .is_some_and(|problem| !matches!(problem, XmlProblem::NoRoot)),
        kind => matches!(kind, ErrorKind::SecondBody),
    };
    let error = error.with_path(&input::display_path(path));
    if is_broken {
        anyhow!("{error}; `yaddash tmx repair` saves what can be saved")
    } else {
        error.into()
    }
}

/// Says how many elements of a memory were not looked into.
pub(crate) fn tell_unknown(path: &Path, unknown_elements: u64, messages: Messages) {
    if unknown_elements > 0 {
        messages.warning(format_args!(
            "{}: elements outside segments that are none of TMX, {unknown_elements} of them; what they hold is not looked at",
            input::name(path)
        ));
    }
}
