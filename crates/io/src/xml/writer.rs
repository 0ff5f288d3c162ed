//! Writing XML that is well-formed whatever is written.

use std::io::{self, Write};

use thiserror::Error;

use super::name::{is_xml_character, is_xml_name};

/// What to do with characters that XML 1.0 section 2.2 forbids, even as references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForbiddenCharacters {
    /// Refuse the text.
    #[default]
    Refuse,
    /// Write U+FFFD in their place and count them.
    Replace,
    /// Leave them out and count them.
    Remove,
}

/// Why something cannot be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum XmlWriteError {
    /// Writing failed.
    #[error("cannot be written")]
    Io(#[from] io::Error),
    /// A character that XML cannot hold.
    #[error("character U+{code:04X} is forbidden in XML, also as a reference: remove it")]
    ForbiddenCharacter {
        /// Its code point.
        code: u32,
    },
    /// A name that XML does not allow.
    #[error("`{name}` is no name that XML allows")]
    Name {
        /// The name.
        name: String,
    },
    /// `--` or a last `-` in a comment.
    #[error("a comment cannot hold `--` nor end with `-`")]
    Comment,
    /// `?>` in a processing instruction.
    #[error("a processing instruction cannot hold `?>`")]
    ProcessingInstruction,
    /// Something out of place: an attribute behind text, an end without a start, text outside the root.
    #[error("{what} is out of place")]
    Order {
        /// What is out of place.
        what: &'static str,
    },
}

/// Writes XML in UTF-8, piece by piece.
///
/// Text and values are escaped such that a reader gets every character back, line ends and tabs too. Elements nest, and
/// [`XmlWriter::end`] names the right one by itself. Nothing is indented: white space is what the caller writes.
///
/// ```
/// use yaddash_io::xml::XmlWriter;
/// let mut writer = XmlWriter::new(Vec::new());
/// writer.start("seg")?;
/// writer.attribute("xml:lang", "az")?;
/// writer.text("Milli < Məclis")?;
/// writer.end()?;
/// assert_eq!(writer.finish()?, "<seg xml:lang=\"az\">Milli &lt; Məclis</seg>".as_bytes());
/// # Ok::<(), yaddash_io::xml::XmlWriteError>(())
/// ```
#[derive(Debug)]
pub struct XmlWriter<W> {
    output: W,
    policy: ForbiddenCharacters,
    forbidden: u64,
    /// Names of the open elements one after the other, and where each starts.
    names: String,
    starts: Vec<usize>,
    /// The last start tag is not closed yet.
    in_tag: bool,
    has_root: bool,
}

impl<W: Write> XmlWriter<W> {
    /// Writes to `output`, which should be buffered.
    pub fn new(output: W) -> Self {
        Self {
            output,
            policy: ForbiddenCharacters::default(),
            forbidden: 0,
            names: String::new(),
            starts: Vec::new(),
            in_tag: false,
            has_root: false,
        }
    }

    /// Treats forbidden characters as `policy` says.
    #[must_use]
    pub fn with_forbidden(mut self, policy: ForbiddenCharacters) -> Self {
        self.policy = policy;
        self
    }

    /// How many forbidden characters were replaced or removed so far.
    pub fn forbidden(&self) -> u64 {
        self.forbidden
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>` and a line end.
    ///
    /// # Errors
    /// [`XmlWriteError`], as of every method that writes.
    pub fn declaration(&mut self) -> Result<(), XmlWriteError> {
        self.output
            .write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(())
    }

    /// `<!DOCTYPE …>` around `raw`, which must be what a reader gave.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn doctype(&mut self, raw: &str) -> Result<(), XmlWriteError> {
        if self.has_root {
            return Err(XmlWriteError::Order { what: "DOCTYPE" });
        }
        self.output.write_all(b"<!DOCTYPE ")?;
        self.output.write_all(raw.as_bytes())?;
        self.output.write_all(b">")?;
        Ok(())
    }

    /// Opens an element.
    ///
    /// # Errors
    /// [`XmlWriteError`]; a second root is out of place.
    pub fn start(&mut self, name: &str) -> Result<(), XmlWriteError> {
        check_name(name)?;
        self.close_tag()?;
        if self.starts.is_empty() && std::mem::replace(&mut self.has_root, true) {
            return Err(XmlWriteError::Order {
                what: "a second element behind the document's",
            });
        }
        self.output.write_all(b"<")?;
        self.output.write_all(name.as_bytes())?;
        self.starts.push(self.names.len());
        self.names.push_str(name);
        self.in_tag = true;
        Ok(())
    }

    /// Adds an attribute to the element that was just opened. The caller sees to it that names are not repeated.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn attribute(&mut self, name: &str, value: &str) -> Result<(), XmlWriteError> {
        if !self.in_tag {
            return Err(XmlWriteError::Order {
                what: "an attribute",
            });
        }
        check_name(name)?;
        self.output.write_all(b" ")?;
        self.output.write_all(name.as_bytes())?;
        self.output.write_all(b"=\"")?;
        self.escaped(value, attribute_escape)?;
        self.output.write_all(b"\"")?;
        Ok(())
    }

    /// Writes text.
    ///
    /// # Errors
    /// [`XmlWriteError`]; outside the root only white space may stand.
    pub fn text(&mut self, text: &str) -> Result<(), XmlWriteError> {
        if self.starts.is_empty() && !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return Err(XmlWriteError::Order {
                what: "text outside the document's element",
            });
        }
        self.close_tag()?;
        self.escaped(text, text_escape)
    }

    /// Closes the innermost open element; one without content becomes an empty tag.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn end(&mut self) -> Result<(), XmlWriteError> {
        let Some(start) = self.starts.pop() else {
            return Err(XmlWriteError::Order { what: "an end" });
        };
        if std::mem::take(&mut self.in_tag) {
            self.output.write_all(b"/>")?;
        } else {
            let name = self.names.get(start..).unwrap_or_default();
            self.output.write_all(b"</")?;
            self.output.write_all(name.as_bytes())?;
            self.output.write_all(b">")?;
        }
        self.names.truncate(start);
        Ok(())
    }

    /// Opens an element, writes its text and closes it.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn element(&mut self, name: &str, text: &str) -> Result<(), XmlWriteError> {
        self.start(name)?;
        self.text(text)?;
        self.end()
    }

    /// Writes a comment.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn comment(&mut self, text: &str) -> Result<(), XmlWriteError> {
        if text.contains("--") || text.ends_with('-') {
            return Err(XmlWriteError::Comment);
        }
        self.close_tag()?;
        self.output.write_all(b"<!--")?;
        self.escaped(text, |_| None)?;
        self.output.write_all(b"-->")?;
        Ok(())
    }

    /// Writes a processing instruction.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn processing_instruction(
        &mut self,
        target: &str,
        data: &str,
    ) -> Result<(), XmlWriteError> {
        check_name(target)?;
        if data.contains("?>") || target.eq_ignore_ascii_case("xml") {
            return Err(XmlWriteError::ProcessingInstruction);
        }
        self.close_tag()?;
        self.output.write_all(b"<?")?;
        self.output.write_all(target.as_bytes())?;
        if !data.is_empty() {
            self.output.write_all(b" ")?;
            self.escaped(data, |_| None)?;
        }
        self.output.write_all(b"?>")?;
        Ok(())
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.starts.len()
    }

    /// Closes what is open, flushes, and gives the output back.
    ///
    /// # Errors
    /// [`XmlWriteError`].
    pub fn finish(mut self) -> Result<W, XmlWriteError> {
        while !self.starts.is_empty() {
            self.end()?;
        }
        self.output.flush()?;
        Ok(self.output)
    }

    fn close_tag(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.in_tag) {
            self.output.write_all(b">")?;
        }
        Ok(())
    }

    /// Writes `text` with the bytes that `escape` knows replaced. Runs without any are written whole.
    fn escaped(
        &mut self,
        text: &str,
        escape: impl Fn(u8) -> Option<&'static str>,
    ) -> Result<(), XmlWriteError> {
        let bytes = text.as_bytes();
        let mut written = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if !is_special(*byte) {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let (with, length) = match (escape(*byte), rest.chars().next()) {
                (Some(escaped), _) => (escaped, 1),
                (None, Some(character)) if !is_xml_character(character) => {
                    (self.forbid(character)?, character.len_utf8())
                }
                _ => continue,
            };
            self.output
                .write_all(bytes.get(written..at).unwrap_or_default())?;
            self.output.write_all(with.as_bytes())?;
            written = at + length;
        }
        self.output
            .write_all(bytes.get(written..).unwrap_or_default())?;
        Ok(())
    }

    fn forbid(&mut self, character: char) -> Result<&'static str, XmlWriteError> {
        self.forbidden += 1;
        match self.policy {
            ForbiddenCharacters::Refuse => Err(XmlWriteError::ForbiddenCharacter {
                code: u32::from(character),
            }),
            ForbiddenCharacters::Replace => Ok("\u{FFFD}"),
            ForbiddenCharacters::Remove => Ok(""),
        }
    }
}

fn check_name(name: &str) -> Result<(), XmlWriteError> {
    if is_xml_name(name) {
        return Ok(());
    }
    Err(XmlWriteError::Name {
        name: name.to_owned(),
    })
}

/// Whether a byte may need to be escaped, or starts a character that may be forbidden: U+FFFE and U+FFFF.
const fn is_special(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'<' | b'>' | b'&' | b'"' | 0xEF)
}

const fn text_escape(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'&' => "&amp;",
        b'\r' => "&#13;",
        _ => return None,
    })
}

const fn attribute_escape(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'"' => "&quot;",
        b'\t' => "&#9;",
        b'\n' => "&#10;",
        _ => return text_escape(byte),
    })
}
