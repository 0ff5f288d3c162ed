//! Where results go.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use yaddash_io::AtomicFile;

/// Standard output, or a file that appears when it is complete.
pub(crate) enum Output {
    Stdout(BufWriter<Stdout>),
    File(AtomicFile),
}

impl Output {
    /// The file at `path`; standard output where there is none or it is `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            Some(path) if path != Path::new("-") => {
                check_folder(path)?;
                Ok(Self::File(AtomicFile::create(path)?))
            }
            _ => Ok(Self::stdout()),
        }
    }

    /// Standard output.
    pub(crate) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// Writes what is left, and puts a file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush().context("cannot write to standard output"),
            Self::File(file) => Ok(file.commit()?),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

/// Makes sure that there is a folder for the file at `path`.
pub(crate) fn check_folder(path: &Path) -> Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
            bail!(
                "{}: its folder {} does not exist: make it first",
                path.display(),
                folder.display()
            )
        }
        _ => Ok(()),
    }
}

/// Writes a whole result at once to `path` or standard output.
pub(crate) fn write_all(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let mut output = Output::open(path)?;
    output.write_all(bytes).with_context(|| match path {
        Some(path) => format!("cannot write {}", path.display()),
        None => "cannot write to standard output".to_owned(),
    })?;
    output.finish()
}
