//! Decoding while reading.

use std::io::{self, Read};

use super::sniff::{self, Sniffed};
use super::transcode::Transcoder;
use super::{Encoding, EncodingReport, Evidence, Hint, Notice, Replaced};

/// How many bytes are read at once, and looked at to find the encoding.
const BLOCK: usize = 1 << 16;

/// Reads bytes of any encoding as UTF-8, in constant memory.
///
/// The encoding is found from the first 64 KiB by the order of [`super`]. UTF-8 passes through as it is, without its
/// byte order mark and **unchecked**: who makes text of the bytes checks them, as [`XmlReader`](crate::xml::XmlReader)
/// does. From other encodings what is no character becomes U+FFFD and is counted.
pub struct DecodingReader<R> {
    input: R,
    encoding: Encoding,
    evidence: Evidence,
    mark: usize,
    notices: Vec<Notice>,
    /// Bytes that were read to find the encoding and not yet given out.
    head: Vec<u8>,
    head_at: usize,
    /// `None` for UTF-8.
    decoding: Option<Decoding>,
}

struct Decoding {
    transcoder: Transcoder,
    block: Vec<u8>,
    text: String,
    text_at: usize,
    ended: bool,
}

impl<R: Read> DecodingReader<R> {
    /// Reads the start of `input` and finds its encoding.
    ///
    /// # Errors
    /// Those of `input`.
    pub fn new(mut input: R, hint: Hint<'_>) -> io::Result<Self> {
        let mut head = Vec::new();
        input.by_ref().take(BLOCK as u64).read_to_end(&mut head)?;
        let Sniffed {
            encoding,
            evidence,
            mark,
            notices,
        } = sniff::sniff(&head, head.len() < BLOCK, hint);
        let decoding = (encoding != Encoding::UTF_8).then(|| Decoding {
            transcoder: Transcoder::new(encoding),
            block: vec![0; BLOCK],
            text: String::new(),
            text_at: 0,
            ended: false,
        });
        Ok(Self {
            input,
            encoding,
            evidence,
            mark,
            notices,
            head,
            head_at: mark,
            decoding,
        })
    }

    /// The encoding of the input.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How the encoding became known.
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// Length of the byte order mark in bytes, 0 to 4.
    pub fn mark(&self) -> usize {
        self.mark
    }

    /// How far bytes of the text lie behind bytes of the file: the length of the mark for UTF-8; 0 for other encodings,
    /// whose bytes do not correspond.
    pub fn text_offset(&self) -> usize {
        match self.decoding {
            None => self.mark,
            Some(_) => 0,
        }
    }

    /// What the author of the input should know of its encoding.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What could not be read so far; nothing for UTF-8, which is not checked here.
    pub fn replaced(&self) -> Replaced {
        self.decoding
            .as_ref()
            .map(|decoding| decoding.transcoder.replaced())
            .unwrap_or_default()
    }

    /// All that is known of the encoding so far.
    pub fn report(&self) -> EncodingReport {
        EncodingReport {
            encoding: self.encoding,
            evidence: self.evidence,
            notices: self.notices.clone(),
            replaced: self.replaced(),
        }
    }

    fn read_raw(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut rest = self.head.get(self.head_at..).unwrap_or_default();
        if rest.is_empty() {
            self.head = Vec::new();
            self.head_at = 0;
            return self.input.read(buffer);
        }
        let count = rest.read(buffer)?;
        self.head_at += count;
        Ok(count)
    }
}

impl<R: Read> Read for DecodingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoding) = self.decoding.take() else {
            return self.read_raw(buffer);
        };
        let filled = decoding.fill(|block| self.read_raw(block));
        let count = filled.and_then(|()| {
            let mut rest = decoding
                .text
                .as_bytes()
                .get(decoding.text_at..)
                .unwrap_or_default();
            rest.read(buffer)
        });
        decoding.text_at += count.as_ref().copied().unwrap_or(0);
        self.decoding = Some(decoding);
        count
    }
}

impl Decoding {
    /// Makes sure that there is text to give out, unless the input has ended.
    fn fill(&mut self, mut read: impl FnMut(&mut [u8]) -> io::Result<usize>) -> io::Result<()> {
        while self.text_at == self.text.len() && !self.ended {
            self.text.clear();
            self.text_at = 0;
            let count = read(&mut self.block)?;
            self.ended = count == 0;
            let bytes = self.block.get(..count).unwrap_or_default();
            self.transcoder.feed(bytes, self.ended, &mut self.text);
        }
        Ok(())
    }
}
