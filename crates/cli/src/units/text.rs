//! Files of lines, in any encoding.

use std::io::{self, BufReader, Read};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use yaddash_io::encoding::{DecodingReader, Hint};

use crate::input::{self, Bytes, Input};
use crate::messages::Messages;

/// A file as lines of text, in whatever encoding it is. What is unusual in that is said in `messages` at its end.
pub(super) fn text(input: &Input, messages: Option<Messages>) -> Result<BufReader<Text>> {
    let decoding = DecodingReader::new(input.open()?, Hint::default());
    let decoding = decoding.with_context(|| format!("cannot read {}", input.name()))?;
    Ok(BufReader::new(Text {
        decoding,
        path: input.path().to_owned(),
        messages,
    }))
}

/// A decoded file that says at its end what is unusual in its encoding.
pub(super) struct Text {
    decoding: DecodingReader<Bytes>,
    path: PathBuf,
    /// Until it was said.
    messages: Option<Messages>,
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoding.read(buffer)?;
        if count == 0
            && !buffer.is_empty()
            && let Some(messages) = self.messages.take()
        {
            input::tell(&self.path, &self.decoding.report(), messages);
        }
        Ok(count)
    }
}
