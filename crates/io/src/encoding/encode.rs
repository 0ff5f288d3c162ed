//! UTF-8 to bytes of any encoding, a part at a time.

use std::io::{self, Write};

use super::{Encoding, Repertoire};

/// Writes UTF-8 as bytes of another encoding, in constant memory.
///
/// What comes in is text of XML: a character that the encoding does not have goes out as a reference such as `&#601;`,
/// and is counted, since in a comment it would be no reference.
///
/// ```
/// use std::io::Write;
/// use yaddash_io::encoding::{Encoding, EncodingWriter};
/// let mut writer = EncodingWriter::new(Vec::new(), Encoding::for_label("windows-1251")?);
/// writer.write_all("Баку, Bakı".as_bytes()).unwrap();
/// assert_eq!(writer.unencodable(), 1);
/// assert_eq!(writer.finish().unwrap(), b"\xC1\xE0\xEA\xF3, Bak&#305;");
/// # Ok::<(), yaddash_io::Error>(())
/// ```
#[derive(Debug)]
pub struct EncodingWriter<W> {
    output: W,
    encoding: Encoding,
    /// The start of a character whose other bytes have not come yet.
    pending: Vec<u8>,
    encoded: Vec<u8>,
    unencodable: u64,
}

impl<W: Write> EncodingWriter<W> {
    /// Writes to `output`, which should be buffered. A byte order mark is written where the text has one (U+FEFF).
    pub fn new(output: W, encoding: Encoding) -> Self {
        Self {
            output,
            encoding,
            pending: Vec::new(),
            encoded: Vec::new(),
            unencodable: 0,
        }
    }

    /// How many characters the encoding did not have so far.
    pub fn unencodable(&self) -> u64 {
        self.unencodable
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Those of the output; [`io::ErrorKind::InvalidData`] where a character was cut short.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.pending.is_empty() {
            return Err(invalid());
        }
        self.output.flush()?;
        Ok(self.output)
    }

    fn encode(&mut self, text: &str) -> io::Result<()> {
        self.encoded.clear();
        match self.encoding.0 {
            Repertoire::Web(web) if web == encoding_rs::UTF_16LE => {
                self.utf16(text, u16::to_le_bytes);
            }
            Repertoire::Web(web) if web == encoding_rs::UTF_16BE => {
                self.utf16(text, u16::to_be_bytes);
            }
            Repertoire::Web(web) if web == encoding_rs::UTF_8 => {
                return self.output.write_all(text.as_bytes());
            }
            Repertoire::Web(web) => self.web(text, web),
            Repertoire::Utf32Le => self.utf32(text, u32::to_le_bytes),
            Repertoire::Utf32Be => self.utf32(text, u32::to_be_bytes),
        }
        self.output.write_all(&self.encoded)
    }

    fn utf16(&mut self, text: &str, bytes: fn(u16) -> [u8; 2]) {
        self.encoded.extend(text.encode_utf16().flat_map(bytes));
    }

    fn utf32(&mut self, text: &str, bytes: fn(u32) -> [u8; 4]) {
        self.encoded.extend(
            text.chars()
                .flat_map(|character| bytes(u32::from(character))),
        );
    }

    fn web(&mut self, mut text: &str, encoding: &'static encoding_rs::Encoding) {
        let mut encoder = encoding.new_encoder();
        loop {
            self.encoded.reserve(text.len() + 16);
            let (result, read) =
                encoder.encode_from_utf8_to_vec_without_replacement(text, &mut self.encoded, true);
            text = text.get(read..).unwrap_or_default();
            match result {
                encoding_rs::EncoderResult::InputEmpty => return,
                encoding_rs::EncoderResult::OutputFull => {}
                encoding_rs::EncoderResult::Unmappable(character) => {
                    self.unencodable += 1;
                    self.encoded
                        .extend(format!("&#{};", u32::from(character)).bytes());
                }
            }
        }
    }
}

impl<W: Write> Write for EncodingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut pending = std::mem::take(&mut self.pending);
        pending.extend_from_slice(bytes);
        let (text, rest) = match std::str::from_utf8(&pending) {
            Ok(text) => (text, 0),
            Err(error) if error.error_len().is_some() => return Err(invalid()),
            Err(error) => {
                let whole = error.valid_up_to();
                let text = pending.get(..whole).map(std::str::from_utf8);
                (
                    text.and_then(Result::ok).unwrap_or_default(),
                    pending.len() - whole,
                )
            }
        };
        self.encode(text)?;
        pending.drain(..pending.len() - rest);
        self.pending = pending;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

fn invalid() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the text is not UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{Hint, decode};

    #[test]
    fn what_is_written_is_read_back() {
        let text = "\u{feff}<a>Bakı, Баку, 😀 ə</a>";
        for label in ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
            let encoding = Encoding::for_label(label).unwrap();
            // Whatever the pieces are that it comes in.
            for piece in [1, 2, 3, 7, 100] {
                let mut writer = EncodingWriter::new(Vec::new(), encoding);
                for part in text.as_bytes().chunks(piece) {
                    writer.write_all(part).unwrap();
                }
                let bytes = writer.finish().unwrap();
                assert_eq!(
                    decode(&bytes, Hint::xml()).text,
                    text.trim_start_matches('\u{feff}'),
                    "{label}"
                );
            }
        }
    }

    #[test]
    fn what_an_encoding_lacks_becomes_a_reference() {
        let mut writer = EncodingWriter::new(Vec::new(), Encoding::for_label("koi8-r").unwrap());
        writer.write_all("Баку ə 😀".as_bytes()).unwrap();
        assert_eq!(writer.unencodable(), 2);
        assert_eq!(
            writer.finish().unwrap(),
            b"\xE2\xC1\xCB\xD5 &#601; &#128512;"
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let mut writer = EncodingWriter::new(Vec::new(), Encoding::UTF_16_LE);
        assert!(writer.write_all(b"\xff").is_err());
        let mut writer = EncodingWriter::new(Vec::new(), Encoding::UTF_16_LE);
        writer.write_all(b"\xc4").unwrap();
        assert!(writer.finish().is_err());
    }
}
