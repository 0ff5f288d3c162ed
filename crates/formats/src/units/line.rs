//! Lines of a stream.

use std::io::{BufRead, Read};

use super::BYTE_ORDER_MARK;
use crate::Error;

/// The longest line in bytes.
const LONGEST_LINE: u64 = 256 << 20;

/// Reads lines, which end at LF or CRLF, and counts them. A byte-order mark before the first one is left out.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    /// The line read last, from 1.
    number: u64,
    bytes: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(reader: R) -> Self {
        Self {
            reader,
            number: 0,
            bytes: Vec::new(),
        }
    }

    /// What the lines are read from.
    pub(super) const fn input(&self) -> &R {
        &self.reader
    }

    /// The number of the line that was read last.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end, or `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<&str>, Error> {
        self.bytes.clear();
        let mut limited = (&mut self.reader).take(LONGEST_LINE + 1);
        if limited.read_until(b'\n', &mut self.bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let line = self.number;
        if self.bytes.len() as u64 > LONGEST_LINE {
            return Err(Error::Table {
                line,
                message: format!("the line is longer than {LONGEST_LINE} bytes"),
            });
        }
        let text = std::str::from_utf8(&self.bytes).map_err(|error| Error::Table {
            line,
            message: format!("byte {} of the line is not UTF-8", error.valid_up_to()),
        })?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        Ok(Some(if line == 1 {
            text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
        } else {
            text
        }))
    }
}
