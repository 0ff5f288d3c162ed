//! Bytes that were read at once.

use std::io::{self, Read};

/// A part of the input: text, where all of it is UTF-8.
pub(super) struct Block {
    data: Data,
    /// The start of a character that the end of the block would cut.
    cut: Vec<u8>,
}

enum Data {
    Text(String),
    Bytes(Vec<u8>),
}

impl Default for Block {
    fn default() -> Self {
        Self {
            data: Data::Text(String::new()),
            cut: Vec::new(),
        }
    }
}

impl Block {
    /// The block as text, unless it holds bytes that are not UTF-8.
    #[inline]
    pub(super) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            Data::Bytes(_) => None,
        }
    }

    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.data {
            Data::Text(text) => text.as_bytes(),
            Data::Bytes(bytes) => bytes,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.bytes().len()
    }

    /// The bytes from `at` on, and those that belong behind them.
    pub(super) fn into_rest(mut self, at: usize) -> Vec<u8> {
        let mut bytes = self.take();
        bytes.drain(..at);
        bytes.append(&mut self.cut);
        bytes
    }

    /// Drops the bytes before `at` and reads more behind the others, up to `size` bytes or a few more; gives whether the
    /// input has ended.
    pub(super) fn refill(
        &mut self,
        input: &mut impl Read,
        at: usize,
        size: usize,
    ) -> io::Result<bool> {
        let mut bytes = self.take();
        bytes.drain(..at);
        bytes.append(&mut self.cut);
        let mut ended = Ok(false);
        loop {
            let before = bytes.len();
            bytes.resize(size.max(before + 1), 0);
            let read = input.read(bytes.get_mut(before..).unwrap_or_default());
            bytes.truncate(before + read.as_ref().copied().unwrap_or(0));
            match read {
                Ok(0) => ended = Ok(true),
                Ok(_) if whole(&bytes) == 0 => continue,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => ended = Err(error),
            }
            break;
        }
        if matches!(ended, Ok(false)) {
            let whole = whole(&bytes);
            self.cut
                .extend_from_slice(bytes.get(whole..).unwrap_or_default());
            bytes.truncate(whole);
        }
        self.data = match String::from_utf8(bytes) {
            Ok(text) => Data::Text(text),
            Err(error) => Data::Bytes(error.into_bytes()),
        };
        ended
    }

    fn take(&mut self) -> Vec<u8> {
        match std::mem::replace(&mut self.data, Data::Bytes(Vec::new())) {
            Data::Text(text) => text.into_bytes(),
            Data::Bytes(bytes) => bytes,
        }
    }
}

/// How many bytes stand before a character that the end cuts; all, where it cuts none.
fn whole(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(3);
    for (behind, byte) in last.enumerate() {
        let length = match byte {
            0x80..=0xBF => continue,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            _ => 1,
        };
        let is_cut = length > behind + 1;
        return bytes.len() - if is_cut { behind + 1 } else { 0 };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives so many bytes at once.
    struct Slowly<'b>(&'b [u8], usize);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            self.0.read(buffer.get_mut(..most).unwrap_or_default())
        }
    }

    proptest! {
        #[test]
        fn characters_stay_whole(
            text in "[aəЯ中🏙]{0,60}",
            noise in prop::collection::vec((0..200_usize, any::<u8>()), 0..3),
            size in 1..30_usize,
            step in 1..9_usize,
        ) {
            let mut bytes = text.into_bytes();
            let is_text = noise.is_empty();
            for (at, byte) in noise {
                bytes.insert(at.min(bytes.len()), byte);
            }
            let mut input = Slowly(&bytes, step);
            let (mut block, mut all) = (Block::default(), Vec::new());
            loop {
                let read = block.len();
                let ended = block.refill(&mut input, read, size).unwrap();
                prop_assert!(!is_text || block.text().is_some());
                prop_assert!(ended || block.len() > 0);
                all.extend_from_slice(block.bytes());
                if ended {
                    break;
                }
            }
            prop_assert_eq!(all, bytes);
        }
    }
}
