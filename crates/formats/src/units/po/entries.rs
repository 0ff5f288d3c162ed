//! Messages one after the other, as they stand in the file.

use std::io::{BufReader, Cursor, Read};

use yaddash_io::encoding::{DecodingReader, Encoding, EncodingReport, Hint};

use super::entry::{Entry, Line};
use crate::Error;
use crate::units::Losses;
use crate::units::line::Lines;

/// How many bytes are looked at to find the charset that the header names.
const HEAD: u64 = 1 << 14;

/// Reads messages in any encoding.
pub(super) struct Entries<R: Read> {
    lines: Lines<Input<R>>,
    /// What was read of the next message.
    pending: Entry,
    losses: Losses,
}

type Input<R> = BufReader<DecodingReader<std::io::Chain<Cursor<Vec<u8>>, R>>>;

impl<R: Read> Entries<R> {
    pub(super) fn new(mut input: R) -> Result<Self, Error> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut head)?;
        let hint = Hint {
            chosen: charset(&head),
            ..Hint::default()
        };
        let decoding = DecodingReader::new(Cursor::new(head).chain(input), hint)?;
        Ok(Self {
            lines: Lines::new(BufReader::new(decoding)),
            pending: Entry::default(),
            losses: Losses::default(),
        })
    }

    /// What is known of the encoding so far.
    pub(super) fn encoding(&self) -> EncodingReport {
        self.lines.input().get_ref().report()
    }

    /// What belongs to no message, and characters that could not be read.
    pub(super) fn losses(&self) -> Losses {
        let mut losses = self.losses;
        losses.characters += self.lines.input().get_ref().replaced().count;
        losses
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, Error> {
        loop {
            let number = self.lines.number() + 1;
            let Some(text) = self.lines.next()? else {
                return self.last();
            };
            let line = Line::read(text).map_err(|(byte, message)| Error::At {
                line: usize::try_from(number).unwrap_or(usize::MAX),
                column: 1 + text.get(..byte).unwrap_or(text).chars().count(),
                message: message.to_owned(),
            })?;
            if line == Line::Domain {
                self.losses.elements += 1;
            }
            let done = self.pending.ends_before(&line);
            let done = done.then(|| std::mem::take(&mut self.pending));
            self.pending
                .add(line, number)
                .map_err(|message| at(number, message))?;
            if done.is_some() {
                return Ok(done);
            }
        }
    }

    /// What stands before the end of the file: a whole message, or comments on none.
    fn last(&mut self) -> Result<Option<Entry>, Error> {
        let last = std::mem::take(&mut self.pending);
        match (&last.id, last.strings.is_empty()) {
            (Some(_), false) => Ok(Some(last)),
            (Some(_), true) => Err(at(last.line, "the message has no msgstr")),
            (None, _) if last.context.is_some() => Err(at(last.line, "the message has no msgid")),
            (None, _) => {
                self.losses += last.remarks();
                Ok(None)
            }
        }
    }
}

/// An error in a line.
pub(super) fn at(line: u64, message: &str) -> Error {
    Error::At {
        line: usize::try_from(line).unwrap_or(usize::MAX),
        column: 1,
        message: message.to_owned(),
    }
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
