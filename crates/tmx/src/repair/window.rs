//! The text under the scanner: decoded, without forbidden characters, with places.

use std::collections::VecDeque;
use std::io::{self, Read};

use yaddash_io::encoding::{DecodingReader, Encoding};
use yaddash_io::xml::{Position, is_xml_character};
use yaddash_model::LineColumn;

use super::region::{ByteFault, Regions};

/// How many bytes are read at once.
const BLOCK: usize = 1 << 16;
/// How far places that are remembered stand from each other, in bytes.
const STRIDE: usize = 1 << 10;
/// How long a stretch without markup may be that is put off until its end is known, in bytes.
const REGION: usize = 1 << 16;

/// A part of the text that is held in memory. Offsets count bytes of the whole text, as it is given out.
pub(super) struct Window<R> {
    input: DecodingReader<R>,
    /// Bytes that are not decoded yet.
    bytes: Vec<u8>,
    text: String,
    /// The offset of the first byte of `text`.
    base: usize,
    /// Offsets whose places are known, in order: at least one, at or before the start of `text`. A character that was
    /// left out at such an offset is not counted yet.
    known: VecDeque<(usize, Position)>,
    /// Where characters were left out that the file has, and how many until then, for columns.
    removed: VecDeque<(usize, usize)>,
    /// How many were left out before those.
    removed_before: usize,
    faults: VecDeque<(usize, TextFault)>,
    regions: Regions,
    /// U+FFFD that the decoder below put and that were not met yet.
    replaced_ahead: u64,
    replaced_seen: u64,
    is_ended: bool,
}

/// Something wrong with a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextFault {
    /// XML forbids it, and others in a row: the first of them, and how many.
    Forbidden(char, usize),
    /// A line tabulation or a form feed.
    Separator,
    /// The decoder of the whole file could not read it.
    Undecodable(Encoding),
    /// Bytes that are not UTF-8.
    Bytes(ByteFault),
}

impl<R: Read> Window<R> {
    pub(super) fn new(input: DecodingReader<R>) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            text: String::new(),
            base: 0,
            known: VecDeque::from([(0, Position::START)]),
            removed: VecDeque::new(),
            removed_before: 0,
            faults: VecDeque::new(),
            regions: Regions::default(),
            replaced_ahead: 0,
            replaced_seen: 0,
            is_ended: false,
        }
    }

    /// Where the text that is held ends.
    pub(super) fn end(&self) -> usize {
        self.base + self.text.len()
    }

    /// Whether no more text will come.
    pub(super) fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// A part of the text that is held.
    pub(super) fn get(&self, start: usize, end: usize) -> &str {
        let range = start.saturating_sub(self.base)..end.saturating_sub(self.base);
        self.text.get(range).unwrap_or_default()
    }

    /// All text that is held from `start`.
    pub(super) fn from(&self, start: usize) -> &str {
        self.text
            .get(start.saturating_sub(self.base)..)
            .unwrap_or_default()
    }

    /// The place of the character at `at`, which is held.
    pub(super) fn place(&mut self, at: usize) -> LineColumn {
        let mut position = self.position(at);
        position.column += self.count_removed(at + 1) - self.count_removed(at);
        position.line_column()
    }

    /// The place in the file of the first character that was left out before the one at `at`.
    pub(super) fn place_of_removed(&mut self, at: usize) -> LineColumn {
        self.position(at).line_column()
    }

    /// How many characters were left out before `offset`.
    fn count_removed(&self, offset: usize) -> usize {
        self.removed
            .partition_point(|(at, _)| *at < offset)
            .checked_sub(1)
            .and_then(|last| self.removed.get(last))
            .map_or(self.removed_before, |(_, count)| *count)
    }

    /// The place at `at`, worked out from the next one before it that is known; some on the way are remembered.
    fn position(&mut self, at: usize) -> Position {
        loop {
            let next = self.known.partition_point(|(known, _)| *known <= at);
            let (from, position) = next
                .checked_sub(1)
                .and_then(|last| self.known.get(last).copied())
                .unwrap_or((0, Position::START));
            if at - from <= STRIDE || next < self.known.len() {
                return self.position_from(from, position, at);
            }
            let rest = self.from(from);
            let stride = from + rest.floor_char_boundary(STRIDE.min(rest.len()));
            if stride == from {
                return self.position_from(from, position, at);
            }
            let position = self.position_from(from, position, stride);
            self.known.push_back((stride, position));
        }
    }

    fn position_from(&self, from: usize, known: Position, to: usize) -> Position {
        let text = self.get(from, to);
        let mut position = known.after(text.as_bytes());
        if !self.removed.is_empty() {
            let line_start = text.rfind('\n').map_or(from, |newline| from + newline + 1);
            position.column += self.count_removed(to) - self.count_removed(line_start);
        }
        position
    }

    /// The faults of characters before `end`, the first one first.
    pub(super) fn next_fault(&mut self, end: usize) -> Option<(usize, TextFault)> {
        let (at, _) = self.faults.front()?;
        if *at < end {
            self.faults.pop_front()
        } else {
            None
        }
    }

    /// Makes sure that there is text up to `end`, unless it ends before; gives whether there is. Text before `keep` may
    /// be forgotten.
    pub(super) fn reach(&mut self, end: usize, keep: usize) -> io::Result<bool> {
        while self.end() < end && !self.is_ended {
            self.fill(keep)?;
        }
        Ok(self.end() >= end)
    }

    /// Reads a block more. Text before `keep` may be forgotten.
    pub(super) fn fill(&mut self, keep: usize) -> io::Result<()> {
        self.forget(keep);
        let before = self.bytes.len();
        (&mut self.input)
            .take(BLOCK as u64)
            .read_to_end(&mut self.bytes)?;
        self.is_ended = self.bytes.len() - before < BLOCK;
        let replaced = self.input.replaced().count;
        self.replaced_ahead += replaced - self.replaced_seen;
        self.replaced_seen = replaced;
        self.decode();
        Ok(())
    }

    /// Lets go of the text before `keep`, where that is much of what is held.
    fn forget(&mut self, keep: usize) {
        let count = keep.saturating_sub(self.base);
        if count < BLOCK || count < self.text.len() / 2 {
            return;
        }
        let position = self.position(keep);
        while self.known.pop_front_if(|(at, _)| *at <= keep).is_some() {}
        self.known.push_front((keep, position));
        while let Some((_, count)) = self.removed.pop_front_if(|(at, _)| *at < keep) {
            self.removed_before = count;
        }
        self.text.drain(..count);
        self.base = keep;
    }

    /// Makes text of the bytes that were read, but for a character or a region that may go on in the next block.
    fn decode(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        let mut rest = bytes.as_slice();
        loop {
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.push(text);
                    rest = &[];
                    break;
                }
                Err(error) => error,
            };
            let (valid, _) = rest
                .split_at_checked(error.valid_up_to())
                .unwrap_or((rest, &[]));
            if error.error_len().is_none() && !self.is_ended {
                self.push(std::str::from_utf8(valid).unwrap_or_default());
                rest = rest.get(valid.len()..).unwrap_or_default();
                break;
            }
            // Bytes are judged by the text that they stand in, up to markup or the end of the line.
            let is_border = |byte: &u8| matches!(byte, b'<' | b'>' | b'\n');
            let start = valid.iter().rposition(is_border).map_or(0, |at| at + 1);
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, &[]));
            self.push(std::str::from_utf8(before).unwrap_or_default());
            rest = from;
            let invalid = valid.len() - start;
            let length = from.iter().skip(invalid).position(is_border);
            if length.is_none() && !self.is_ended && from.len() < REGION {
                break;
            }
            let length = length.map_or(from.len(), |length| invalid + length);
            let (region, behind) = from.split_at_checked(length).unwrap_or((from, &[]));
            self.region(region);
            rest = behind;
        }
        self.bytes = rest.to_vec();
    }

    fn region(&mut self, bytes: &[u8]) {
        let (text, faults) = self.regions.decode(bytes);
        let base = self.end();
        for (at, fault) in faults {
            self.faults.push_back((base + at, TextFault::Bytes(fault)));
        }
        self.push(&text);
    }

    /// Adds text, without what XML forbids.
    fn push(&mut self, text: &str) {
        let from = self.text.len();
        if may_be_forbidden(text) {
            self.push_allowed(text);
        } else {
            self.text.push_str(text);
        }
        if self.replaced_ahead > 0 {
            self.note_replaced(from);
        }
    }

    fn push_allowed(&mut self, text: &str) {
        for character in text.chars() {
            if is_xml_character(character) {
                self.text.push(character);
            } else if matches!(character, '\u{B}' | '\u{C}') {
                self.faults.push_back((self.end(), TextFault::Separator));
                self.text.push(' ');
            } else {
                self.remove(character);
            }
        }
    }

    /// Leaves out a character. Those in a row are one fault.
    fn remove(&mut self, character: char) {
        let at = self.end();
        match self.removed.back_mut() {
            Some((last, count)) if *last == at => *count += 1,
            last => {
                let count = last.map_or(self.removed_before, |(_, count)| *count) + 1;
                self.removed.push_back((at, count));
            }
        }
        match self.faults.back_mut() {
            Some((last, TextFault::Forbidden(_, count))) if *last == at => *count += 1,
            _ => {
                let fault = TextFault::Forbidden(character, 1);
                self.faults.push_back((at, fault));
            }
        }
    }

    fn note_replaced(&mut self, from: usize) {
        let encoding = self.input.encoding();
        let base = self.base + from;
        let new = self.text.get(from..).unwrap_or_default();
        let found: Vec<usize> = new
            .match_indices(char::REPLACEMENT_CHARACTER)
            .map(|(at, _)| base + at)
            .take(usize::try_from(self.replaced_ahead).unwrap_or(usize::MAX))
            .collect();
        self.replaced_ahead -= found.len() as u64;
        for at in found {
            self.faults
                .push_back((at, TextFault::Undecodable(encoding)));
        }
    }
}

/// Whether a character may be one that XML forbids.
fn may_be_forbidden(text: &str) -> bool {
    let mut found = false;
    for byte in text.bytes() {
        found |= byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        found |= byte == 0xEF;
    }
    found
}
