//! The bytes under the tokenizer: where each token stands, how long it is, and what is forbidden in it.

use std::io::{self, BufRead, Read};

use super::Position;
use super::utf8::Utf8Parts;

/// How many bytes are read at once.
const BLOCK: usize = 1 << 16;

/// A buffered reader that knows where it is.
///
/// Places are worked out where they are asked for: each byte is looked at once for this, in bulk.
pub(super) struct Source<R> {
    input: R,
    block: Vec<u8>,
    /// Bytes of the block that hold data.
    filled: usize,
    /// Bytes of the block that were consumed.
    at: usize,
    /// A byte of the block, at or before the token, whose position is known.
    known_at: usize,
    known: Position,
    token: TokenStart,
    /// Bytes consumed of the token before this block.
    token_before: u64,
    token_limit: u64,
    /// The parts of the token in earlier blocks.
    utf8_before: Utf8Parts,
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

#[derive(Clone, Copy)]
enum TokenStart {
    InBlock(usize),
    Before(Position),
}

impl<R: Read> Source<R> {
    pub(super) fn new(input: R, start: Position, token_limit: u64) -> Self {
        Self {
            input,
            block: vec![0; BLOCK],
            filled: 0,
            at: 0,
            known_at: 0,
            known: start,
            token: TokenStart::InBlock(0),
            token_before: 0,
            token_limit,
            utf8_before: Utf8Parts::default(),
            ended: false,
            overlong: false,
            forbidden: Vec::new(),
            forbidden_before: None,
            has_high: false,
        }
    }

    pub(super) fn input(&self) -> &R {
        &self.input
    }

    pub(super) fn into_input(self) -> R {
        self.input
    }

    /// The bytes that were read and not consumed, and the input behind them.
    pub(super) fn into_unread(mut self) -> (Vec<u8>, R) {
        self.block.truncate(self.filled);
        self.block.drain(..self.at);
        (self.block, self.input)
    }

    /// A token starts here.
    pub(super) fn start_token(&mut self) {
        self.token = TokenStart::InBlock(self.at);
        self.token_before = 0;
        self.overlong = false;
        self.forbidden_before = None;
        self.utf8_before = Utf8Parts::default();
    }

    /// Where the token starts.
    pub(super) fn token_start(&mut self) -> Position {
        match self.token {
            TokenStart::Before(position) => position,
            TokenStart::InBlock(at) => self.locate(at),
        }
    }

    /// Where the next byte stands.
    pub(super) fn position(&self) -> Position {
        self.known.after(self.slice(self.known_at, self.at))
    }

    /// Which byte is next.
    pub(super) fn byte(&self) -> usize {
        self.known.byte + (self.at - self.known_at)
    }

    /// Whether reading stopped because the token is too long.
    pub(super) fn is_overlong(&self) -> bool {
        self.overlong
    }

    /// Whether everything was consumed.
    pub(super) fn is_at_end(&self) -> bool {
        self.ended && self.at == self.filled
    }

    /// Where the first bytes of the token stand that are not UTF-8; where it starts, if all are.
    pub(super) fn invalid_in_token(&mut self) -> Position {
        let mut parts = self.utf8_before.clone();
        let (from, start) = self.token_in_block();
        parts.feed(self.slice(from, self.at), start);
        parts.invalid().unwrap_or_else(|| self.token_start())
    }

    /// Where the part of the token that is in this block starts.
    fn token_in_block(&mut self) -> (usize, Position) {
        match self.token {
            TokenStart::InBlock(at) => (at, self.locate(at)),
            TokenStart::Before(_) => (0, self.known),
        }
    }

    /// Whether U+FFFE or U+FFFF may have been read.
    pub(super) fn has_high(&self) -> bool {
        self.has_high
    }

    /// The first forbidden byte of the token and where it stands.
    pub(super) fn forbidden_in_token(&mut self) -> Option<(Position, u8)> {
        if self.forbidden.is_empty() && self.forbidden_before.is_none() {
            return None;
        }
        self.find_forbidden()
    }

    #[cold]
    fn find_forbidden(&mut self) -> Option<(Position, u8)> {
        if self.forbidden_before.is_some() {
            return self.forbidden_before;
        }
        let start = match self.token {
            TokenStart::InBlock(at) => at,
            TokenStart::Before(_) => 0,
        };
        let first = self.forbidden.partition_point(|at| *at < start);
        let at = *self.forbidden.get(first).filter(|at| **at < self.at)?;
        let byte = *self.block.get(at)?;
        Some((self.known.after(self.slice(self.known_at, at)), byte))
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
            if self.filled - self.at < window {
                self.pull_up()?;
            }
            let rest = self.slice(self.at, self.filled);
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

    fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.block.get(from..to).unwrap_or_default()
    }

    fn locate(&mut self, at: usize) -> Position {
        if at > self.known_at {
            self.known = self.known.after(self.slice(self.known_at, at));
            self.known_at = at;
        }
        self.known
    }

    /// Remembers of this block what is still needed when its consumed bytes are gone.
    fn leave_block(&mut self) {
        self.forbidden_before = self.forbidden_in_token();
        let (from, start) = self.token_in_block();
        let part = self.block.get(from..self.at).unwrap_or_default();
        self.utf8_before.feed(part, start);
        if let TokenStart::InBlock(at) = self.token {
            let position = self.locate(at);
            self.token = TokenStart::Before(position);
            self.token_before += (self.at - at) as u64;
        } else {
            self.token_before += self.at as u64;
        }
        self.locate(self.at);
        self.known_at = 0;
    }

    /// Moves what is not consumed to the start of the block and reads more behind it.
    fn pull_up(&mut self) -> io::Result<()> {
        self.leave_block();
        self.block.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        loop {
            let room = self.block.get_mut(self.filled..).unwrap_or_default();
            match self.input.read(room) {
                Ok(count) => {
                    self.filled += count;
                    self.ended = count == 0;
                    break;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.look_for_forbidden();
        Ok(())
    }

    fn look_for_forbidden(&mut self) {
        self.forbidden.clear();
        let data = self.block.get(..self.filled).unwrap_or_default();
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
        if self.at == self.filled {
            self.pull_up()?;
            if self.token_before > self.token_limit {
                self.overlong = true;
                return Err(io::Error::other("the token is too long"));
            }
        }
        Ok(self.slice(self.at, self.filled))
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.filled);
    }
}
