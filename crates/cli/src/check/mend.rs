//! Fixes written back in the encoding of their file.

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use yaddash_formats::document::DocumentFormat;
use yaddash_glossary::fix;
use yaddash_io::encoding::{Decoded, Encoding, EncodingWriter, Hint, decode};
use yaddash_model::Finding;

use crate::args::ConvertFormat;
use crate::units;

/// A file with its findings mended.
pub(crate) struct Mended {
    pub(crate) before: String,
    pub(crate) after: String,
    /// What the file is to hold.
    pub(crate) bytes: Vec<u8>,
    /// How many findings were mended.
    pub(crate) count: usize,
}

/// Mends `findings` in the file at `path`; `None` where none of them has a sure remedy. All other bytes stay.
///
/// # Errors
/// Where the file cannot be written as it was: packages and compressed files, bytes that are no text in the encoding,
/// remedies with characters that the encoding lacks.
pub(crate) fn mended(path: &Path, hint: Hint<'_>, findings: &[Finding]) -> Result<Option<Mended>> {
    let markup = Markup::of(path)?;
    let fitting: Vec<Finding> = findings
        .iter()
        .filter(|finding| markup.takes(finding))
        .cloned()
        .collect();
    let bytes = crate::input::read(path)?;
    let whole = Whole::read(&bytes, hint);
    let fixed = fix(&whole.text, &fitting);
    if fixed.applied.is_empty() {
        return Ok(None);
    }
    let bytes = whole.rewritten(&bytes, &fixed.text)?;
    Ok(Some(Mended {
        before: whole.text,
        after: fixed.text,
        bytes,
        count: fixed.applied.len(),
    }))
}

/// The text of a file, to be written back in its encoding.
pub(crate) struct Whole {
    /// The text, with its byte order mark where the file is UTF-8.
    pub(crate) text: String,
    encoding: Encoding,
    mark: usize,
    has_replaced: bool,
}

impl Whole {
    /// The text that `bytes` are.
    pub(crate) fn read(bytes: &[u8], hint: Hint<'_>) -> Self {
        let decoded = decode(bytes, hint);
        Self {
            text: whole_text(&decoded),
            encoding: decoded.encoding,
            mark: decoded.mark,
            has_replaced: decoded.replaced.count > 0,
        }
    }

    /// The bytes of `text` in the encoding of the file that `bytes` were read from.
    ///
    /// # Errors
    /// Where the file is not what its text is in the encoding, or the encoding lacks characters of `text`.
    pub(crate) fn rewritten(&self, bytes: &[u8], text: &str) -> Result<Vec<u8>> {
        let encoding = self.encoding;
        let mark = if encoding == Encoding::UTF_8 {
            &[]
        } else {
            bytes.get(..self.mark).unwrap_or_default()
        };
        let is_kept = !self.has_replaced
            && encoded(&self.text, mark, encoding).is_ok_and(|again| again == bytes);
        ensure!(
            is_kept,
            "the file holds bytes that are no text in {encoding}, and would not be the same elsewhere"
        );
        encoded(text, mark, encoding)
    }
}
/// The text in which findings count bytes: with the byte order mark where the file is UTF-8.
pub(crate) fn whole_text(decoded: &Decoded<'_>) -> String {
    let is_utf8 = decoded.encoding == Encoding::UTF_8 && decoded.replaced.count == 0;
    if is_utf8 && decoded.mark > 0 {
        format!("\u{feff}{}", decoded.text)
    } else {
        decoded.text.clone().into_owned()
    }
}

fn encoded(text: &str, mark: &[u8], encoding: Encoding) -> Result<Vec<u8>> {
    let mut writer = EncodingWriter::new(mark.to_vec(), encoding);
    writer
        .write_all(text.as_bytes())
        .context("cannot encode the text")?;
    let lacking = writer.unencodable();
    ensure!(
        lacking == 0,
        "{encoding} lacks letters of what is to be written: save the file as UTF-8"
    );
    Ok(writer.finish()?)
}

/// What the text of a remedy may hold where it is written into a file as it is.
enum Markup {
    Plain,
    Xml,
    Quoted,
}

impl Markup {
    fn of(path: &Path) -> Result<Self> {
        if crate::input::is_stdin(path) {
            bail!("standard input cannot be mended");
        }
        let is_compressed = path
            .extension()
            .is_some_and(|extension| extension == "gz" || extension == "zip");
        let document = DocumentFormat::of_path(path);
        if is_compressed || document.is_some_and(DocumentFormat::is_package) {
            bail!("packages and compressed files are not mended");
        }
        match units::format_of(path).filter(|_| document.is_none()) {
            None => Ok(Self::Plain),
            Some(ConvertFormat::Tmx | ConvertFormat::Xliff) => Ok(Self::Xml),
            Some(
                ConvertFormat::Po | ConvertFormat::Csv | ConvertFormat::Tsv | ConvertFormat::Jsonl,
            ) => Ok(Self::Quoted),
            Some(_) => bail!("packages and compressed files are not mended"),
        }
    }

    /// Whether the remedy needs no references or escapes.
    fn takes(&self, finding: &Finding) -> bool {
        let special: &[char] = match self {
            Self::Plain => &[],
            Self::Xml => &['&', '<', '>'],
            Self::Quoted => &['"', '\\', ',', ';', '\t', '\n', '\r'],
        };
        finding
            .suggestions
            .iter()
            .all(|suggestion| !suggestion.contains(special))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_back_in_its_encoding() {
        for (encoding, mark) in [
            ("windows-1254", &b""[..]),
            ("utf-16le", &b"\xff\xfe"[..]),
            ("utf-8", &b""[..]),
        ] {
            let encoding = Encoding::for_label(encoding).unwrap();
            let bytes = encoded("Bakı, öz", mark, encoding).unwrap();
            let hint = Hint {
                chosen: Some(encoding),
                ..Hint::default()
            };
            let decoded = decode(&bytes, hint);
            assert_eq!(decoded.text, "Bakı, öz");
            assert_eq!(
                encoded(&whole_text(&decoded), mark, encoding).unwrap(),
                bytes
            );
        }
        let latin = Encoding::for_label("windows-1252").unwrap();
        assert!(encoded("Bakı", b"", latin).is_err());
    }
}
