//! Copying a memory without loss.

use std::io::{Read, Write};

use yaddash_io::encoding::{DecodingReader, Encoding, Hint, Notice, Replaced};
use yaddash_io::xml::{Declaration, XmlEvent, XmlReader, XmlWriteError};

use crate::{Error, ErrorKind};

/// What a copy did.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rewritten {
    /// The encoding that the input was in; the output is UTF-8.
    pub encoding: Encoding,
    /// Bytes of the input that are no character of its encoding, each U+FFFD in the output.
    pub replaced: Replaced,
    /// What the author of the input should know of its encoding.
    pub notices: Vec<Notice>,
    /// Units copied.
    pub units: u64,
}

/// Copies a memory to `output` in UTF-8, as a stream, and checks on the way that it is well-formed.
///
/// Everything that canonical XML (C14N 1.0 with comments) can tell apart is kept: every attribute and element, known or
/// not, white space, comments, processing instructions, their order. DOCTYPE with its internal subset and references to
/// entities stay as they were written; only the XML declaration is new where there was one.
///
/// # Errors
/// [`ErrorKind::Read`] with its place where the input is not well-formed or cannot be read, [`ErrorKind::NotTmx`],
/// [`ErrorKind::Write`]. What was written until then is of no use.
pub fn rewrite(input: impl Read, output: impl Write) -> Result<Rewritten, Error> {
    let decoding = DecodingReader::new(input, Hint::xml())?;
    let offset = decoding.text_offset();
    let mut xml = XmlReader::new(decoding).starting_at_byte(offset);
    let mut output = output;
    let mut units = 0;
    let mut has_root = false;
    loop {
        match xml.next_event()? {
            XmlEvent::Eof => break,
            XmlEvent::Declaration(declaration) => {
                let declaration = utf8_declaration(&declaration);
                write(&mut output, declaration.as_bytes())?;
                continue;
            }
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => {
                if !has_root && tag.name() != "tmx" {
                    let found = tag.name().to_owned();
                    drop(tag);
                    return Err(Error::new(ErrorKind::NotTmx { found }).at(xml.position()));
                }
                has_root = true;
                units += u64::from(tag.name() == "tu");
            }
            _ => {}
        }
        write(&mut output, xml.raw())?;
    }
    output.flush().map_err(XmlWriteError::from)?;
    let decoding = xml.input();
    Ok(Rewritten {
        encoding: decoding.map_or(Encoding::UTF_8, DecodingReader::encoding),
        replaced: decoding.map(DecodingReader::replaced).unwrap_or_default(),
        notices: decoding
            .map(|decoding| decoding.notices().to_vec())
            .unwrap_or_default(),
        units,
    })
}

fn utf8_declaration(declaration: &Declaration<'_>) -> String {
    let version = declaration.version();
    let version = version.as_deref().unwrap_or("1.0");
    match declaration.standalone() {
        Some(value) => {
            format!("<?xml version=\"{version}\" encoding=\"UTF-8\" standalone=\"{value}\"?>")
        }
        None => format!("<?xml version=\"{version}\" encoding=\"UTF-8\"?>"),
    }
}

fn write(output: &mut impl Write, bytes: &[u8]) -> Result<(), Error> {
    output
        .write_all(bytes)
        .map_err(|error| Error::from(XmlWriteError::from(error)))
}
