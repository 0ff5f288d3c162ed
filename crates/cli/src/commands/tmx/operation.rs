//! What the operations on memories have in common: where they read and write, and what they tell.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use tempfile::NamedTempFile;
use yaddash_tmx::operations::{InputText, Scratch, Unreadable};
use yaddash_tmx::{Error, ErrorKind};

use crate::exit::Outcome;
use crate::input;
use crate::messages::Messages;
use crate::units;

/// Temporary files of the system, which are gone when they are closed.
pub(super) fn scratch() -> Scratch<'static> {
    Scratch::new(&tempfile::tempfile)
}

/// The bytes of a memory.
pub(super) type Bytes = Box<dyn Read + Send>;

/// A memory that is read more than once.
pub(super) struct Input<'a> {
    path: &'a Path,
    /// A copy of what can be read only once: standard input, a pipe.
    stored: Option<NamedTempFile>,
}

impl<'a> Input<'a> {
    pub(super) fn new(path: &'a Path) -> Result<Self> {
        let is_stream = input::is_stdin(path)
            || std::fs::metadata(path)
                .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        let stored = is_stream.then(|| store(path)).transpose()?;
        Ok(Self { path, stored })
    }

    /// The bytes from the start.
    pub(super) fn open(&self) -> Result<Bytes, yaddash_io::Error> {
        let path = match &self.stored {
            Some(stored) => stored.path(),
            None => self.path,
        };
        match yaddash_io::input::open(path) {
            Ok(bytes) => Ok(Box::new(bytes)),
            Err(error) if self.stored.is_some() => Err(error.with_path(self.path)),
            Err(error) => Err(error),
        }
    }
}

/// Copies a stream to a temporary file.
fn store(path: &Path) -> Result<NamedTempFile> {
    let mut bytes: Box<dyn Read> = if input::is_stdin(path) {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(|error| yaddash_io::Error::from_read(error, path))?)
    };
    let mut file = NamedTempFile::new().context("cannot make a temporary file")?;
    io::copy(&mut bytes, &mut file)
        .with_context(|| format!("cannot copy {} to a temporary file", input::name(path)))?;
    file.flush().context("cannot write to a temporary file")?;
    file.seek(SeekFrom::Start(0))
        .context("cannot read a temporary file")?;
    Ok(file)
}

/// The bytes of a memory that is read once.
pub(super) fn open(path: &Path) -> Result<Bytes> {
    units::open(path)
}

/// An error of reading `path` or writing `output`, with the name of the one that it is about, and what helps.
pub(super) fn failed(error: Error, path: &Path, output: Option<&Path>) -> anyhow::Error {
    if matches!(error.kind(), ErrorKind::Write(_)) {
        let name = match output {
            Some(path) if !input::is_stdin(path) => path.display().to_string(),
            _ => "to standard output".to_owned(),
        };
        return anyhow::Error::new(error).context(format!("cannot write {name}"));
    }
    units::unreadable_memory(error, path)
}

/// Says what is unusual in an input.
pub(super) fn tell_text(path: &Path, text: &InputText, messages: Messages) {
    input::tell(
        path,
        text.encoding,
        text.evidence,
        &text.notices,
        text.replaced,
        messages,
    );
    units::tell_unknown(path, text.unknown_elements, messages);
}

/// Says which units could not be read and what became of them; gives how the command ends because of them.
pub(super) fn tell_unreadable(
    path: &Path,
    unreadable: &Unreadable,
    what: &str,
    messages: Messages,
) -> Outcome {
    if let Some(first) = &unreadable.first {
        messages.warning(format_args!(
            "{}: {} of its units cannot be read and {what}; the first: {first}",
            input::name(path),
            unreadable.units
        ));
    }
    Outcome::findings(unreadable.units > 0)
}
