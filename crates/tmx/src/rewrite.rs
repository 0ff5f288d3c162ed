//! Copying a memory without loss.

use std::io::{Cursor, Read, Write};

use yaddash_io::encoding::{DecodingReader, Encoding, EncodingWriter, Hint, Notice, Replaced};
use yaddash_io::xml::{Declaration, XmlContext, XmlEvent, XmlReader, XmlWriteError};

use crate::chunks::{Chunk, Chunks};
use crate::{Error, ErrorKind};

/// The encoding of a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CopyEncoding {
    /// UTF-8, without a byte order mark.
    #[default]
    Utf8,
    /// That of the input, with a byte order mark where the input has one and in UTF-16. The declaration names it.
    Kept,
}

/// What a copy did.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rewritten {
    /// The encoding that the input was in.
    pub encoding: Encoding,
    /// Characters that the encoding of the copy lacks, written as references: those of bytes that could not be read.
    pub unencodable: u64,
    /// Bytes of the input that are no character of its encoding, each U+FFFD in the output.
    pub replaced: Replaced,
    /// What the author of the input should know of its encoding.
    pub notices: Vec<Notice>,
    /// Units copied.
    pub units: u64,
}

/// Copies a memory to `output`, as a stream, and checks on the way that it is well-formed.
///
/// Everything that canonical XML (C14N 1.0 with comments) can tell apart is kept: every attribute and element, known or
/// not, white space, comments, processing instructions, their order. DOCTYPE with its internal subset and references to
/// entities stay as they were written; only the XML declaration is new where there was one, or where the encoding of the
/// copy asks for one. The threads of the rayon pool share the work; the copy does not depend on their number.
///
/// # Errors
/// [`ErrorKind::Read`] with its place where the input is not well-formed or cannot be read, [`ErrorKind::NotTmx`],
/// [`ErrorKind::Write`]. What was written until then is of no use.
pub fn rewrite(
    input: impl Read + Send,
    output: impl Write,
    copy: CopyEncoding,
) -> Result<Rewritten, Error> {
    let decoding = DecodingReader::new(input, Hint::xml())?;
    let offset = decoding.text_offset();
    let encoding = match copy {
        CopyEncoding::Utf8 => Encoding::UTF_8,
        CopyEncoding::Kept => decoding.encoding(),
    };
    let is_kept_mark = decoding.mark() > 0 && encoding == decoding.encoding();
    let mut output = EncodingWriter::new(output, encoding);
    if encoding.is_wide() || (is_kept_mark && copy == CopyEncoding::Kept) {
        write(&mut output, "\u{feff}".as_bytes())?;
    }
    let mut xml = XmlReader::new(decoding).starting_at_byte(offset);
    // Without a declaration a reader takes a text for UTF-8 or, by its mark, for UTF-16.
    let mut is_declared = encoding == Encoding::UTF_8 || encoding.is_wide();
    let mut units = 0;
    let mut has_root = false;
    // What is known where the units start, if threads are to share them.
    let mut shared = None;
    loop {
        let mut is_body = false;
        match xml.next_event()? {
            XmlEvent::Eof => break,
            XmlEvent::Declaration(declaration) => {
                is_declared = true;
                let declaration = declaration_in(encoding, &declaration);
                write(&mut output, declaration.as_bytes())?;
                continue;
            }
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => {
                is_body = tag.name() == "body";
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
        if !std::mem::replace(&mut is_declared, true) {
            let name = declared_name(encoding);
            write(
                &mut output,
                format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n").as_bytes(),
            )?;
        }
        write(&mut output, xml.raw())?;
        if is_body && xml.depth() == 2 && rayon::current_num_threads() > 1 {
            shared = Some(xml.context()).filter(|context| !context.has_entities());
            if shared.is_some() {
                break;
            }
        }
    }
    let position = xml.end_position();
    let Some((unread, mut decoding)) = xml.into_unread() else {
        return Err(Error::new(ErrorKind::NoBody));
    };
    if let Some(context) = shared {
        let chunks = Chunks::new(Cursor::new(unread).chain(&mut decoding), position);
        units += copy_in_parallel(chunks, &context, &mut output)?;
    }
    let unencodable = output.unencodable();
    output.finish().map_err(XmlWriteError::from)?;
    Ok(Rewritten {
        encoding: decoding.encoding(),
        unencodable,
        replaced: decoding.replaced(),
        notices: decoding.notices().to_vec(),
        units,
    })
}

/// Copies all that is left; gives how many units that are.
fn copy_all<R: Read>(mut xml: XmlReader<R>, output: &mut impl Write) -> Result<u64, Error> {
    let mut units = 0;
    loop {
        match xml.next_event()? {
            XmlEvent::Eof => return Ok(units),
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => units += u64::from(tag.name() == "tu"),
            _ => {}
        }
        write(output, xml.raw())?;
    }
}

/// Copies all that is left, chunk by chunk, as far as each is well-formed by itself; gives how many units that are.
fn copy_in_parallel<R: Read + Send>(
    chunks: Chunks<R>,
    context: &XmlContext,
    output: &mut impl Write,
) -> Result<u64, Error> {
    let mut units = 0;
    let rest = chunks.in_parallel(
        |chunk| units_of(chunk, context),
        |chunk, count| {
            units += count;
            write(output, &chunk.bytes)
        },
    )?;
    if let Some((input, position)) = rest {
        units += copy_all(context.reader_to_end(input, position), output)?;
    }
    Ok(units)
}

/// How many units a chunk has; `None` where it is not well-formed or does not end between two units.
fn units_of(chunk: &Chunk, context: &XmlContext) -> Option<u64> {
    let mut xml = context.reader(&*chunk.bytes, chunk.start);
    let mut units = 0;
    loop {
        match xml.next_event().ok()? {
            XmlEvent::Eof => break,
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => units += u64::from(tag.name() == "tu"),
            _ => {}
        }
    }
    chunk.stands_alone(&xml, context).then_some(units)
}

pub(crate) fn declaration_in(encoding: Encoding, declaration: &Declaration<'_>) -> String {
    let version = declaration.version();
    let version = version.as_deref().unwrap_or("1.0");
    let name = declared_name(encoding);
    match declaration.standalone() {
        Some(value) => {
            format!("<?xml version=\"{version}\" encoding=\"{name}\" standalone=\"{value}\"?>")
        }
        None => format!("<?xml version=\"{version}\" encoding=\"{name}\"?>"),
    }
}

/// The name in a declaration, where the byte order of UTF-16 and UTF-32 is the matter of the mark (RFC 2781 section 3.3).
fn declared_name(encoding: Encoding) -> &'static str {
    let name = encoding.name();
    match name.get(..6) {
        Some(wide) if encoding.is_wide() => wide,
        _ => name,
    }
}

fn write(output: &mut impl Write, bytes: &[u8]) -> Result<(), Error> {
    output
        .write_all(bytes)
        .map_err(|error| Error::from(XmlWriteError::from(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<tmx version="1.4"><header/><body><tu><tuv xml:lang="az"><seg>"#;
    const TAIL: &str = "</seg></tuv></tu></body></tmx>";

    fn encoded(text: &str, label: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label).unwrap();
        let mut writer = EncodingWriter::new(Vec::new(), encoding);
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    }

    fn kept(input: &[u8]) -> Vec<u8> {
        let mut copy = Vec::new();
        rewrite(input, &mut copy, CopyEncoding::Kept).unwrap();
        copy
    }

    #[test]
    fn a_copy_in_the_encoding_of_the_input_is_the_same_to_the_byte() {
        let marked = "\u{feff}";
        for (label, declared, mark, text) in [
            ("utf-8", "UTF-8", "", "Şəki, Шеки"),
            ("utf-8", "UTF-8", marked, "Şəki, Шеки"),
            ("utf-16le", "UTF-16", marked, "Şəki, Шеки 😀"),
            ("utf-16be", "UTF-16", marked, "Şəki, Шеки 😀"),
            ("windows-1251", "windows-1251", "", "Шеки, &#350;&#601;ki"),
            ("windows-1254", "windows-1254", "", "Ş&#601;ki, ğıİ"),
            ("koi8-r", "KOI8-R", "", "Шеки"),
            ("gb18030", "gb18030", "", "Şəki, Шеки, 中"),
        ] {
            let text = format!(
                "{mark}<?xml version=\"1.0\" encoding=\"{declared}\"?>{HEAD}{text}{TAIL}\n"
            );
            let input = encoded(&text, label);
            assert_eq!(kept(&input), input, "{label}");
        }
    }

    #[test]
    fn a_copy_says_what_encoding_it_is_in() {
        // The XML declaration is missing, and the encoding was guessed.
        let text = format!("{HEAD}Заседание состоялось в понедельник.{TAIL}");
        let copy = kept(&encoded(&text, "windows-1251"));
        assert!(copy.starts_with(b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<tmx "));
        // The byte order mark of UTF-16 is missing.
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{HEAD}Şəki{TAIL}");
        assert!(kept(&encoded(&text, "utf-16be")).starts_with(&[0xFE, 0xFF, 0, b'<']));
    }
}
