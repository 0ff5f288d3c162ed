//! Bytes that come a few at a time.

use std::io::{self, Read};

/// Gives at most as many bytes at once as it was told, as a slow pipe would.
pub struct Trickle<'a> {
    bytes: &'a [u8],
    step: usize,
}

impl<'a> Trickle<'a> {
    /// `bytes`, at most `step` at once, and at least one.
    pub fn new(bytes: &'a [u8], step: usize) -> Self {
        Self {
            bytes,
            step: step.max(1),
        }
    }
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = self.step.min(buffer.len());
        self.bytes.read(&mut buffer[..room])
    }
}
