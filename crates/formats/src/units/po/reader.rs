//! Reading messages.

use std::collections::VecDeque;
use std::io::{BufReader, Cursor, Read};

use yaddash_io::encoding::{DecodingReader, Encoding, Hint};
use yaddash_model::{LanguageTag, LineColumn, Note, Property, TranslationUnit, Variant};

use super::entry::{Entry, Line};
use super::{Header, kind};
use crate::Error;
use crate::units::line::Lines;
use crate::units::losses::count;
use crate::units::{Languages, Losses};

/// How many bytes are looked at to find the charset that the header names.
const HEAD: u64 = 1 << 14;

/// The language of source texts where nothing names it: by custom, messages are written in English.
const CUSTOMARY_SOURCE: &str = "en";

/// Reads the messages of a PO file as units, in any encoding; ends after the first error.
///
/// The encoding is that of the byte order mark, of the header, or the one detected, in this order. Line ends may be LF
/// or CRLF. A message without a translation is a unit of one variant.
pub struct Reader<R: Read> {
    lines: Lines<Input<R>>,
    header: Header,
    source: LanguageTag,
    target: Option<LanguageTag>,
    /// What was read of the next message.
    pending: Entry,
    queue: VecDeque<TranslationUnit>,
    line: u64,
    losses: Losses,
    is_done: bool,
}

type Input<R> = BufReader<DecodingReader<std::io::Chain<Cursor<Vec<u8>>, R>>>;

impl<R: Read> Reader<R> {
    /// Reads the header of `input`. The languages are those of the file where it names them.
    ///
    /// # Errors
    /// [`Error::At`] where the first message is none, [`Error::Stream`] where `input` fails.
    pub fn new(mut input: R, languages: Languages) -> Result<Self, Error> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut head)?;
        let hint = Hint {
            chosen: charset(&head),
            ..Hint::default()
        };
        let decoding = DecodingReader::new(Cursor::new(head).chain(input), hint)?;
        let mut reader = Self {
            lines: Lines::new(BufReader::new(decoding)),
            header: Header::default(),
            source: LanguageTag::parse(CUSTOMARY_SOURCE)
                .map_err(|_| Error::NotUtf8 { offset: 0 })?,
            target: languages.target,
            pending: Entry::default(),
            queue: VecDeque::new(),
            line: 0,
            losses: Losses::default(),
            is_done: false,
        };
        let first = reader.entry()?;
        if let Some(header) = first.as_ref().filter(|entry| entry.is_header()) {
            let text = header.strings.first().and_then(Option::as_deref);
            reader.header = Header::read(text.unwrap_or_default());
            reader.header.comment = joined(&header.comments);
        }
        if let Some(source) = reader.header.source_language().or(languages.source) {
            reader.source = source;
        }
        if let Some(target) = reader.header.language() {
            reader.target = Some(target);
        }
        if let Some(first) = first.filter(|entry| !entry.is_header()) {
            reader.accept(first)?;
        }
        Ok(reader)
    }

    /// What the file says of itself.
    pub fn header(&self) -> &Header {
        &self.header
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
        losses.characters += self.lines.input().get_ref().replaced().count;
        losses
    }

    /// Where the message of the last unit starts.
    pub fn unit_position(&self) -> LineColumn {
        LineColumn {
            line: usize::try_from(self.line).unwrap_or(usize::MAX),
            column: 1,
        }
    }

    /// The next message.
    fn entry(&mut self) -> Result<Option<Entry>, Error> {
        loop {
            let number = self.lines.number() + 1;
            let Some(text) = self.lines.next()? else {
                let last = std::mem::take(&mut self.pending);
                return match last {
                    last if last.id.is_some() && last.strings.is_empty() => {
                        Err(at(last.line, "the message has no msgstr"))
                    }
                    last if last.id.is_none() && last.context.is_some() => {
                        Err(at(last.line, "the message has no msgid"))
                    }
                    last if last.id.is_none() => {
                        self.losses.notes += count(last.comments.len());
                        Ok(None)
                    }
                    last => Ok(Some(last)),
                };
            };
            let line = Line::read(text).map_err(|(byte, message)| Error::At {
                line: usize::try_from(number).unwrap_or(usize::MAX),
                column: 1 + text.get(..byte).unwrap_or(text).chars().count(),
                message: message.to_owned(),
            })?;
            if line == Line::Domain {
                self.losses.elements += 1;
            }
            if self.pending.ends_before(&line) {
                let done = std::mem::take(&mut self.pending);
                self.pending
                    .add(line, number)
                    .map_err(|message| at(number, message))?;
                return Ok(Some(done));
            }
            self.pending
                .add(line, number)
                .map_err(|message| at(number, message))?;
        }
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            if let Some(unit) = self.queue.pop_front() {
                return Ok(Some(unit));
            }
            let Some(entry) = self.entry()? else {
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
            properties: properties(&entry),
            notes: joined(&entry.comments).map(Note::new).into_iter().collect(),
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
        if self.is_done {
            return None;
        }
        let unit = self.read().transpose();
        self.is_done = !matches!(unit, Some(Ok(_)));
        unit
    }
}

fn at(line: u64, message: &str) -> Error {
    Error::At {
        line: usize::try_from(line).unwrap_or(usize::MAX),
        column: 1,
        message: message.to_owned(),
    }
}

fn joined(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn properties(entry: &Entry) -> Vec<Property> {
    let mut properties = Vec::new();
    let mut add = |kind: &str, value: &str| properties.push(Property::new(kind, value));
    if let Some(context) = &entry.context {
        add(kind::CONTEXT, context);
    }
    if let Some(extracted) = joined(&entry.extracted) {
        add(kind::EXTRACTED, &extracted);
    }
    for reference in &entry.references {
        add(kind::REFERENCE, reference);
    }
    for flag in &entry.flags {
        add(kind::FLAG, flag);
    }
    for (kind, text) in kind::PREVIOUS.into_iter().zip(&entry.previous) {
        if let Some(text) = text {
            add(kind, text);
        }
    }
    if entry.is_obsolete {
        add(kind::OBSOLETE, "yes");
    }
    properties
}

/// The charset that the header names, where it says what detection could not tell.
fn charset(head: &[u8]) -> Option<Encoding> {
    let needle = b"charset=";
    let at = head
        .windows(needle.len())
        .position(|bytes| bytes.eq_ignore_ascii_case(needle))?;
    let name: String = head
        .get(at + needle.len()..)?
        .iter()
        .map(|byte| char::from(*byte))
        .take_while(|character| character.is_ascii_alphanumeric() || "-_:".contains(*character))
        .collect();
    let encoding = Encoding::for_label(&name).ok()?;
    // What calls itself ASCII is UTF-8 where it holds more; and these bytes were read as those of no wide encoding.
    let is_ascii = ["ascii", "us-ascii", "ansi_x3.4-1968"]
        .iter()
        .any(|ascii| name.eq_ignore_ascii_case(ascii));
    (!is_ascii && !encoding.is_wide()).then_some(encoding)
}
