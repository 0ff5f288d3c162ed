//! Reading messages.

use std::collections::VecDeque;
use std::io::Read;

use yaddash_io::encoding::EncodingReport;
use yaddash_model::{LanguageTag, LineColumn, Note, Property, TranslationUnit, Variant};

use super::entries::{Entries, at};
use super::entry::Entry;
use super::{Header, kind};
use crate::Error;
use crate::units::{Languages, Losses, fused};

/// The language of source texts where nothing names it: by custom, messages are written in English.
const CUSTOMARY_SOURCE: &str = "en";

/// Reads the messages of a PO file as units, in any encoding; ends after the first error.
///
/// The encoding is that of the byte order mark, of the header, or the one detected, in this order. Line ends may be LF
/// or CRLF. A message without a translation is a unit of one variant.
pub struct Reader<R: Read> {
    entries: Entries<R>,
    header: Header,
    source: LanguageTag,
    target: Option<LanguageTag>,
    queue: VecDeque<TranslationUnit>,
    line: u64,
    losses: Losses,
    is_done: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the header of `input`. The languages are those of the file where it names them.
    ///
    /// # Errors
    /// [`Error::At`] where the first message is none, [`Error::Stream`] where `input` fails.
    pub fn new(input: R, languages: Languages) -> Result<Self, Error> {
        let mut entries = Entries::new(input)?;
        let first = entries.next()?;
        let (header, first) = match first {
            Some(first) if first.is_header() => (Header::of(&first), None),
            first => (Header::default(), first),
        };
        let source = match header.source_language().or(languages.source) {
            Some(source) => source,
            None => {
                LanguageTag::parse(CUSTOMARY_SOURCE).map_err(|error| at(1, &error.to_string()))?
            }
        };
        let mut reader = Self {
            entries,
            source,
            target: header.language().or(languages.target),
            header,
            queue: VecDeque::new(),
            line: 0,
            losses: Losses::default(),
            is_done: false,
        };
        if let Some(first) = first {
            reader.accept(first)?;
        }
        Ok(reader)
    }

    /// What the file says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What is known of the encoding of the file.
    pub fn encoding(&self) -> EncodingReport {
        self.entries.encoding()
    }

    /// The language of the source texts: that of the header, else the one that was given, else English.
    pub fn source(&self) -> &LanguageTag {
        &self.source
    }

    /// The language of the translations, where it is known.
    pub fn target(&self) -> Option<&LanguageTag> {
        self.target.as_ref()
    }

    /// What had no place in a unit so far.
    pub fn losses(&self) -> Losses {
        let mut losses = self.losses;
        losses += self.entries.losses();
        losses
    }

    /// Where the message of the last unit starts.
    pub fn unit_position(&self) -> LineColumn {
        LineColumn {
            line: usize::try_from(self.line).unwrap_or(usize::MAX),
            column: 1,
        }
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            if let Some(unit) = self.queue.pop_front() {
                return Ok(Some(unit));
            }
            let Some(entry) = self.entries.next()? else {
                return Ok(None);
            };
            if entry.is_header() {
                self.losses.elements += 1;
                continue;
            }
            self.accept(entry)?;
        }
    }

    /// Makes the units of a message.
    fn accept(&mut self, entry: Entry) -> Result<(), Error> {
        self.line = entry.line;
        let unit = TranslationUnit {
            properties: entry.properties(),
            notes: entry.note().map(Note::new).into_iter().collect(),
            ..TranslationUnit::default()
        };
        let id = entry.id.unwrap_or_default();
        let Some(plural) = entry.plural else {
            if entry.strings.len() > 1 {
                return Err(at(
                    entry.line,
                    "the message has plural forms and no msgid_plural",
                ));
            }
            let text = entry.strings.into_iter().next().flatten();
            return self.push(unit, &id, text);
        };
        for (form, text) in entry.strings.into_iter().enumerate() {
            let mut unit = unit.clone();
            unit.properties.extend([
                Property::new(kind::PLURAL, form.to_string()),
                Property::new(kind::MSGID, id.as_str()),
                Property::new(kind::MSGID_PLURAL, plural.as_str()),
            ]);
            self.push(unit, if form == 0 { &id } else { &plural }, text)?;
        }
        Ok(())
    }

    fn push(
        &mut self,
        mut unit: TranslationUnit,
        source: &str,
        target: Option<String>,
    ) -> Result<(), Error> {
        unit.variants
            .push(Variant::new(self.source.clone(), source));
        if let Some(text) = target.filter(|text| !text.is_empty()) {
            let Some(language) = self.target.clone() else {
                return Err(at(
                    self.line,
                    "the header names no Language of the translations: add it, or give it with --target",
                ));
            };
            unit.variants.push(Variant::new(language, text));
        }
        self.queue.push_back(unit);
        Ok(())
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}
