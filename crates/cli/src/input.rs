//! Reading files and standard input.

mod stored;

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use yaddash_io::encoding::{Decoded, EncodingReport, Evidence, Hint, decode};

use crate::messages::Messages;

pub(crate) use stored::{Bytes, Input};

/// The largest document that is read into memory, in bytes.
const LARGEST_DOCUMENT: u64 = 1 << 30;

/// Whether the path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The files, or standard input where there is none.
pub(crate) fn files_or_stdin(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() {
        vec![PathBuf::from("-")]
    } else {
        files.to_vec()
    }
}

/// How messages name a path.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        yaddash_report::path_text(path).into_owned()
    }
}

/// The path of these bytes, which another program gave.
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        std::ffi::OsStr::from_bytes(bytes).into()
    }
    #[cfg(not(unix))]
    {
        String::from_utf8_lossy(bytes).into_owned().into()
    }
}

/// How findings name a path.
pub(crate) fn display_path(path: &Path) -> PathBuf {
    if is_stdin(path) {
        PathBuf::from("<stdin>")
    } else {
        path.to_owned()
    }
}

/// All bytes of a file or of standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(bytes);
    }
    let size = std::fs::metadata(path)
        .map_err(|error| yaddash_io::Error::from_read(error, path))?
        .len();
    anyhow::ensure!(
        size <= LARGEST_DOCUMENT,
        "{}: is {size} bytes, above the limit of {LARGEST_DOCUMENT} for a document: split it",
        path.display()
    );
    // Not unpacked: a DOCX file is a package for its own reader.
    Ok(std::fs::read(path).map_err(|error| yaddash_io::Error::from_read(error, path))?)
}

/// The text of `bytes`, which came from `path`. What its author should know of its encoding is said.
pub(crate) fn text(bytes: &[u8], path: &Path, hint: Hint<'_>, messages: Messages) -> String {
    decoded(bytes, path, hint, messages).text.into_owned()
}

/// The same with what is known of the encoding.
pub(crate) fn decoded<'a>(
    bytes: &'a [u8],
    path: &Path,
    hint: Hint<'_>,
    messages: Messages,
) -> Decoded<'a> {
    let decoded = decode(bytes, hint);
    let report = EncodingReport {
        encoding: decoded.encoding,
        evidence: decoded.evidence,
        notices: decoded.notices.clone(),
        replaced: decoded.replaced,
    };
    tell(path, &report, messages);
    decoded
}

/// Says what is unusual in the encoding of a file.
pub(crate) fn tell(path: &Path, report: &EncodingReport, messages: Messages) {
    let name = name(path);
    let (encoding, replaced) = (report.encoding, report.replaced);
    for notice in &report.notices {
        messages.warning(format_args!("{name}: {notice}"));
    }
    if report.evidence == Evidence::Guess && report.notices.is_empty() {
        messages.note(format_args!(
            "{name}: not UTF-8; read as {encoding}, which is a guess"
        ));
    }
    if replaced.count > 0 {
        messages.warning(format_args!(
            "{name}: {} characters could not be read as {encoding} and were replaced by U+FFFD, the first at byte {}",
            replaced.count, replaced.first
        ));
    }
}
