//! From bytes to text: which encoding, how that is known, and what could not be read; and back.
//!
//! The encoding of a text is, in this order: what its byte order mark says; what its XML declaration says, where it is
//! XML; what the user chose; UTF-8 where the bytes are valid UTF-8, or nearly so; a guess from the frequency of bytes.
//! UTF-16 and UTF-32 without a mark are recognised by where their zero bytes stand. Where the bytes and the declaration cannot both
//! be right the bytes win, and a [`Notice`] says so.

mod encode;
mod sniff;
mod stream;
mod transcode;

use std::borrow::Cow;
use std::fmt;

use crate::{Error, ErrorKind};
use sniff::Sniffed;
use transcode::Transcoder;

pub use encode::EncodingWriter;
pub use stream::DecodingReader;

/// Bytes that are decoded at once. The decoder looks at all that is free in its output, again at every fault, so that the
/// output of a large file of faults must not be the whole text.
const PIECE: usize = 1 << 14;

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Encoding(Repertoire);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Repertoire {
    /// An encoding of the WHATWG Encoding Standard.
    Web(&'static encoding_rs::Encoding),
    Utf32Le,
    Utf32Be,
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Repertoire::Web(encoding_rs::UTF_8));
    /// UTF-16, low byte first.
    pub const UTF_16_LE: Self = Self(Repertoire::Web(encoding_rs::UTF_16LE));
    /// UTF-16, high byte first.
    pub const UTF_16_BE: Self = Self(Repertoire::Web(encoding_rs::UTF_16BE));
    /// UTF-32, low byte first.
    pub const UTF_32_LE: Self = Self(Repertoire::Utf32Le);
    /// UTF-32, high byte first.
    pub const UTF_32_BE: Self = Self(Repertoire::Utf32Be);

    /// The encoding that `label` names, in any case: the labels of the WHATWG Encoding Standard (`utf-8`, `cp1251`,
    /// `koi8-r`, `iso-8859-9`, `ibm866`, `gb18030` …) and those of UTF-32.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownEncoding`].
    pub fn for_label(label: &str) -> Result<Self, Error> {
        let trimmed = label.trim();
        let utf_32 = |names: [&str; 4]| names.iter().any(|name| trimmed.eq_ignore_ascii_case(name));
        if utf_32(["utf-32", "utf-32le", "utf32", "ucs-4"]) {
            return Ok(Self::UTF_32_LE);
        }
        if utf_32(["utf-32be", "utf32be", "ucs-4be", "iso-10646-ucs-4"]) {
            return Ok(Self::UTF_32_BE);
        }
        encoding_rs::Encoding::for_label_no_replacement(trimmed.as_bytes())
            .map(|encoding| Self(Repertoire::Web(encoding)))
            .ok_or_else(|| {
                Error::new(ErrorKind::UnknownEncoding {
                    label: label.to_owned(),
                })
            })
    }

    /// The name, as in `UTF-8` or `windows-1251`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Repertoire::Web(encoding) => encoding.name(),
            Repertoire::Utf32Le => "UTF-32LE",
            Repertoire::Utf32Be => "UTF-32BE",
        }
    }

    /// Whether a character is made of units of two or four bytes.
    pub fn is_wide(self) -> bool {
        matches!(self.0, Repertoire::Utf32Le | Repertoire::Utf32Be)
            || self == Self::UTF_16_LE
            || self == Self::UTF_16_BE
    }

    fn is_single_byte(self) -> bool {
        matches!(self.0, Repertoire::Web(encoding) if encoding.is_single_byte())
    }

    /// Whether `label` can name this encoding: `utf-16` names both byte orders, `utf-32` too.
    fn answers_to(self, label: &str) -> bool {
        let either = |names: [&str; 2]| names.iter().any(|name| label.eq_ignore_ascii_case(name));
        Self::for_label(label).is_ok_and(|named| named == self)
            || (self == Self::UTF_16_BE && either(["utf-16", "iso-10646-ucs-2"]))
            || (self == Self::UTF_32_BE && either(["utf-32", "ucs-4"]))
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is known of a text before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// Whether it is XML, whose declaration may name its encoding.
    pub xml: bool,
    /// The encoding that the user chose.
    pub chosen: Option<Encoding>,
    /// The language as a two-letter code, which helps to guess.
    pub language: Option<&'a str>,
}

impl Hint<'_> {
    /// A text that is XML.
    #[must_use]
    pub const fn xml() -> Self {
        Self {
            xml: true,
            chosen: None,
            language: None,
        }
    }
}

/// How the encoding of a text became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// Its byte order mark.
    ByteOrderMark,
    /// Its XML declaration.
    Declaration,
    /// The user.
    Chosen,
    /// It is valid UTF-8.
    ValidUtf8,
    /// It is UTF-8 with a few bytes that are none: no text of another encoding has many valid sequences by chance.
    MostlyUtf8,
    /// Where its zero bytes stand.
    ZeroBytes,
    /// The frequency of its bytes: likely, not certain.
    Guess,
}

/// Something about the encoding of a text that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The XML declaration names an encoding that the bytes are not in.
    Contradiction {
        /// What the declaration says.
        declared: String,
        /// What the bytes are.
        used: Encoding,
    },
    /// The XML declaration names an encoding that is not known.
    UnknownDeclared {
        /// What the declaration says.
        declared: String,
    },
    /// UTF-16 or UTF-32 without a byte order mark.
    NoByteOrderMark {
        /// What the bytes are.
        used: Encoding,
    },
    /// XML without a declaration that is not UTF-8 either, so that the encoding is a guess.
    Undeclared {
        /// The guess.
        used: Encoding,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contradiction { declared, used } => {
                write!(
                    f,
                    "the XML declaration says {declared}, but the bytes are {used}"
                )
            }
            Self::UnknownDeclared { declared } => {
                write!(
                    f,
                    "the XML declaration names an encoding that is not known, `{declared}`"
                )
            }
            Self::NoByteOrderMark { used } => write!(f, "{used} without a byte order mark"),
            Self::Undeclared { used } => {
                write!(
                    f,
                    "neither UTF-8 nor declared; read as {used}, which is a guess"
                )
            }
        }
    }
}

/// Bytes that are no character of the encoding, each read as U+FFFD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// How many were replaced.
    pub count: u64,
    /// Where the first U+FFFD stands: byte of the decoded text. Meaningful where `count` is not zero.
    pub first: u64,
}

/// A text with what is known of its encoding.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text, without its byte order mark; borrowed where the bytes were UTF-8.
    pub text: Cow<'a, str>,
    /// The encoding.
    pub encoding: Encoding,
    /// How the encoding became known.
    pub evidence: Evidence,
    /// Length of the byte order mark in bytes, 0 to 4.
    pub mark: usize,
    /// What could not be read.
    pub replaced: Replaced,
    /// What its author should know.
    pub notices: Vec<Notice>,
}

/// What is known of the encoding of a text that is read as a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingReport {
    /// The encoding.
    pub encoding: Encoding,
    /// How the encoding became known.
    pub evidence: Evidence,
    /// What the author of the text should know.
    pub notices: Vec<Notice>,
    /// What could not be read so far.
    pub replaced: Replaced,
}

/// The text that `bytes` are in UTF-8; `None` where some are not. Several times faster than the standard library's check
/// where the text is not ASCII.
pub fn utf_8(bytes: &[u8]) -> Option<&str> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        // Only other encodings need a copy.
        Cow::Owned(_) => None,
    }
}

/// Makes text of `bytes`. Takes one pass over them beside the look for the encoding, and never fails: what is no
/// character becomes U+FFFD and is counted.
///
/// ```
/// use yaddash_io::encoding::{decode, Evidence, Hint};
/// let decoded = decode("Milli Məclis".as_bytes(), Hint::default());
/// assert_eq!((&*decoded.text, decoded.evidence), ("Milli Məclis", Evidence::ValidUtf8));
/// let xml = b"<?xml version='1.0' encoding='windows-1251'?><a>\xc1\xe0\xea\xf3</a>";
/// assert!(decode(xml, Hint::xml()).text.ends_with("<a>Баку</a>"));
/// ```
pub fn decode<'a>(bytes: &'a [u8], hint: Hint<'_>) -> Decoded<'a> {
    let Sniffed {
        encoding,
        evidence,
        mark,
        notices,
    } = sniff::sniff(bytes, true, hint);
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, replaced) = match std::str::from_utf8(body) {
        Ok(text) if encoding == Encoding::UTF_8 => (Cow::Borrowed(text), Replaced::default()),
        _ => {
            let mut transcoder = Transcoder::new(encoding);
            let mut text = String::with_capacity(body.len() + body.len() / 2);
            let mut piece = String::new();
            let mut pieces = body.chunks(PIECE).peekable();
            while let Some(bytes) = pieces.next() {
                transcoder.feed(bytes, pieces.peek().is_none(), &mut piece);
                text.push_str(&piece);
                piece.clear();
            }
            (Cow::Owned(text), transcoder.replaced())
        }
    };
    Decoded {
        text,
        encoding,
        evidence,
        mark,
        replaced,
        notices,
    }
}

#[cfg(test)]
mod tests;
