//! The bytes under the tokenizer: where each token stands, how long it is, and what is forbidden in it.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use super::Position;
use super::block::Block;
use super::token::{Token, common_token};
use super::utf8::Utf8Parts;

/// How many bytes are read at once.
const BLOCK: usize = 1 << 16;
/// How many bytes of the start of a token are remembered.
const OPENING: usize = "<!DOCTYPE".len();

/// A buffered reader that knows where it is.
///
/// Places are worked out where they are asked for: until then they are bytes of the block.
pub(super) struct Source<R> {
    input: R,
    block: Block,
    /// Bytes of the block that were consumed.
    at: usize,
    /// Where the block starts.
    block_start: Position,
    /// The byte of the block whose position was worked out last.
    known: Cell<(usize, Position)>,
    token: Start,
    /// Where the elements start that may be open, the outermost first.
    opened: Vec<Start>,
    /// Bytes consumed of the token before this block.
    token_before: u64,
    /// The first bytes of the token, where it is not read in place, and how many they are.
    opening: ([u8; OPENING], usize),
    token_limit: u64,
    /// The parts of the token in earlier blocks.
    utf8_before: Utf8Parts,
    /// What the tokenizer gets before the input.
    prelude: &'static [u8],
    /// The input has no more bytes.
    ended: bool,
    /// The token is longer than the limit.
    overlong: bool,
    /// Bytes of this block that are forbidden, in order; nearly always none.
    forbidden: Vec<usize>,
    /// The first forbidden byte of the token, where it stands in an earlier block.
    forbidden_before: Option<(Position, u8)>,
    /// Whether a byte was seen that the characters U+FFFE and U+FFFF start with.
    has_high: bool,
}

/// Where a token starts.
#[derive(Clone, Copy)]
enum Start {
    InBlock(usize),
    Before(Position),
}

impl<R: Read> Source<R> {
    pub(super) fn new(input: R, start: Position, token_limit: u64) -> Self {
        Self {
            input,
            block: Block::default(),
            at: 0,
            block_start: start,
            known: Cell::new((0, start)),
            token: Start::InBlock(0),
            opened: Vec::new(),
            token_before: 0,
            opening: ([0; OPENING], 0),
            token_limit,
            utf8_before: Utf8Parts::default(),
            prelude: b"",
            ended: false,
            overlong: false,
            forbidden: Vec::new(),
            forbidden_before: None,
            has_high: false,
        }
    }

    /// The same source, inside elements that start at `opened`.
    pub(super) fn inside(mut self, opened: &[Position]) -> Self {
        self.opened = opened.iter().copied().map(Start::Before).collect();
        self
    }

    /// The same source, of which the tokenizer gets these bytes first. They are no part of the input and stand nowhere.
    pub(super) fn behind(mut self, prelude: &'static [u8]) -> Self {
        self.prelude = prelude;
        self
    }

    pub(super) fn input(&self) -> &R {
        &self.input
    }

    pub(super) fn into_input(self) -> R {
        self.input
    }

    /// The bytes that were read and not consumed, and the input behind them.
    pub(super) fn into_unread(self) -> (Vec<u8>, R) {
        (self.block.into_rest(self.at), self.input)
    }

    /// A token starts here.
    pub(super) fn start_token(&mut self) {
        self.token = Start::InBlock(self.at);
        self.token_before = 0;
        self.opening.1 = 0;
        self.overlong = false;
        self.forbidden_before = None;
        self.utf8_before = Utf8Parts::default();
    }

    /// The first bytes of the token, at most nine, where the tokenizer read it.
    pub(super) fn opening(&self) -> &[u8] {
        let (opening, length) = &self.opening;
        opening.get(..*length).unwrap_or_default()
    }

    /// The next token, where it is a tag, a text or a reference that stands in this block alone.
    #[inline]
    pub(super) fn common_token(&mut self) -> Option<Token> {
        let token = common_token(self.block.text()?, self.at)?;
        self.at = token.behind;
        Some(token)
    }

    /// What a token holds that was just read.
    #[inline]
    pub(super) fn content(&self, token: &Token) -> &str {
        self.block
            .text()
            .and_then(|text| text.get(token.start..token.end))
            .unwrap_or_default()
    }

    /// The token as it stands in the block.
    pub(super) fn token_in_block(&self) -> &[u8] {
        self.slice(self.token_start_in_block(), self.at)
    }

    /// An element starts with this token, with `depth` elements around it.
    pub(super) fn open(&mut self, depth: usize) {
        self.opened.truncate(depth);
        self.opened.push(self.token);
    }

    /// Where the element starts that `depth` elements are around.
    pub(super) fn opened(&self, depth: usize) -> Position {
        self.opened
            .get(depth)
            .map_or(self.block_start, |start| self.start_of(*start))
    }

    /// Where the token starts.
    pub(super) fn token_start(&self) -> Position {
        self.start_of(self.token)
    }

    fn start_of(&self, start: Start) -> Position {
        match start {
            Start::Before(position) => position,
            Start::InBlock(at) => self.locate(at),
        }
    }

    /// Where the next byte stands.
    pub(super) fn position(&self) -> Position {
        self.locate(self.at)
    }

    /// Which byte is next.
    pub(super) fn byte(&self) -> usize {
        self.block_start.byte + self.at
    }

    /// Whether reading stopped because the token is too long.
    pub(super) fn is_overlong(&self) -> bool {
        self.overlong
    }

    /// Whether everything was consumed.
    pub(super) fn is_at_end(&self) -> bool {
        self.ended && self.at == self.block.len()
    }

    /// Where the first bytes of the token stand that are not UTF-8; where it starts, if all are.
    pub(super) fn invalid_in_token(&self) -> Position {
        let mut parts = self.utf8_before.clone();
        let from = self.token_start_in_block();
        parts.feed(self.slice(from, self.at), self.locate(from));
        parts.invalid().unwrap_or_else(|| self.token_start())
    }

    /// Where the part of the token that is in this block starts.
    fn token_start_in_block(&self) -> usize {
        match self.token {
            Start::InBlock(at) => at,
            Start::Before(_) => 0,
        }
    }

    /// Whether U+FFFE or U+FFFF may have been read.
    pub(super) fn has_high(&self) -> bool {
        self.has_high
    }

    /// The first forbidden byte of the token and where it stands.
    pub(super) fn forbidden_in_token(&self) -> Option<(Position, u8)> {
        if self.forbidden.is_empty() && self.forbidden_before.is_none() {
            return None;
        }
        self.find_forbidden()
    }

    #[cold]
    fn find_forbidden(&self) -> Option<(Position, u8)> {
        if self.forbidden_before.is_some() {
            return self.forbidden_before;
        }
        let start = self.token_start_in_block();
        let first = self.forbidden.partition_point(|at| *at < start);
        let at = *self.forbidden.get(first).filter(|at| **at < self.at)?;
        let byte = *self.block.bytes().get(at)?;
        Some((self.locate(at), byte))
    }

    /// Consumes bytes up to where `is_target` holds for what follows `<`; `false` at the end of the input. At most
    /// `window` bytes are shown to `is_target`.
    pub(super) fn skip_to_tag(
        &mut self,
        window: usize,
        is_target: impl Fn(&[u8]) -> bool,
    ) -> io::Result<bool> {
        loop {
            self.start_token();
            while self.block.len() - self.at < window && !self.ended {
                self.pull_up()?;
            }
            let rest = self.slice(self.at, self.block.len());
            if rest.is_empty() {
                return Ok(false);
            }
            match memchr::memchr(b'<', rest) {
                None => self.consume(rest.len()),
                Some(0) if is_target(rest.get(1..).unwrap_or_default()) => return Ok(true),
                Some(0) => self.consume(1),
                Some(before) => self.consume(before),
            }
        }
    }

    /// What the tokenizer is shown of the block at once: no hyphen ends it, unless it is all hyphens.
    ///
    /// Of a comment in an internal subset the tokenizer remembers how many hyphens ended the last chunk, and takes one
    /// at the end of each of two chunks for two side by side. So where it saw a comment end hung on the size of reads.
    fn chunk(&self) -> &[u8] {
        let rest = self.slice(self.at, self.block.len());
        match rest.iter().rposition(|byte| *byte != b'-') {
            Some(last) => rest.get(..=last).unwrap_or_default(),
            None => rest,
        }
    }

    fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.block.bytes().get(from..to).unwrap_or_default()
    }

    /// The position of a byte of the block. Bytes behind the last one that was asked for cost what lies between them.
    fn locate(&self, at: usize) -> Position {
        let (known_at, known) = self.known.get();
        if at < known_at {
            return self.block_start.after(self.slice(0, at));
        }
        let position = known.after(self.slice(known_at, at));
        self.known.set((at, position));
        position
    }

    /// Remembers of this block what is still needed when its consumed bytes are gone.
    fn leave_block(&mut self) {
        self.forbidden_before = self.forbidden_in_token();
        let from = self.token_start_in_block();
        let mut utf8 = std::mem::take(&mut self.utf8_before);
        utf8.feed(self.slice(from, self.at), self.locate(from));
        self.utf8_before = utf8;
        self.token_before += (self.at - from) as u64;
        let mut last = (0, self.block_start);
        for at in 0..self.opened.len() {
            if let Some(Start::InBlock(start)) = self.opened.get(at).copied() {
                last = (start, last.1.after(self.slice(last.0, start)));
                if let Some(opened) = self.opened.get_mut(at) {
                    *opened = Start::Before(last.1);
                }
            }
        }
        self.token = Start::Before(self.token_start());
        self.block_start = self.locate(self.at);
        self.known.set((0, self.block_start));
    }

    /// Moves what is not consumed to the start of the block and reads more behind it.
    fn pull_up(&mut self) -> io::Result<()> {
        self.leave_block();
        let read = self.block.refill(&mut self.input, self.at, BLOCK);
        self.at = 0;
        self.look_for_forbidden();
        self.ended = read?;
        Ok(())
    }

    fn look_for_forbidden(&mut self) {
        self.forbidden.clear();
        let data = self.block.bytes();
        let (mut forbidden, mut high) = (false, false);
        for byte in data {
            forbidden |= is_forbidden(*byte);
            high |= *byte == 0xEF;
        }
        self.has_high |= high;
        if forbidden {
            let found = data
                .iter()
                .enumerate()
                .filter(|(_, byte)| is_forbidden(**byte));
            self.forbidden.extend(found.map(|(at, _)| at));
        }
    }
}

/// Control characters that XML 1.0 section 2.2 forbids.
#[inline]
const fn is_forbidden(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F)
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.prelude.is_empty() {
            return Ok(self.prelude);
        }
        if self.at == self.block.len() {
            self.pull_up()?;
            if self.token_before > self.token_limit {
                self.overlong = true;
                return Err(io::Error::other("the token is too long"));
            }
        }
        Ok(self.chunk())
    }

    fn consume(&mut self, count: usize) {
        if !self.prelude.is_empty() {
            self.prelude = self.prelude.get(count..).unwrap_or_default();
            return;
        }
        let end = (self.at + count).min(self.block.len());
        let (opening, length) = &mut self.opening;
        if *length < OPENING {
            let consumed = self.block.bytes().get(self.at..end).unwrap_or_default();
            let free = opening.get_mut(*length..).unwrap_or_default();
            for (free, byte) in free.iter_mut().zip(consumed) {
                *free = *byte;
                *length += 1;
            }
        }
        self.at = end;
    }
}
