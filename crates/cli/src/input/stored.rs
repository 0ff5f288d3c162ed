//! Inputs that are read more than once, or at many places.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use tempfile::TempPath;

use super::{display_path, is_stdin, name};

/// The bytes of an input.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// A file or standard input, which keeps its name where a copy of it is read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    path: PathBuf,
    copy: Option<Arc<TempPath>>,
}

impl Input {
    /// An input that is read once, from its start to its end.
    pub(crate) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            copy: None,
        }
    }

    /// The same, to be read more than once: what can be read only once, such as standard input and pipes, is copied to a
    /// temporary file, which is gone with the last input of it.
    pub(crate) fn stored(path: &Path) -> Result<Self> {
        Self::of(path).into_stored()
    }

    pub(crate) fn into_stored(self) -> Result<Self> {
        let is_stream = is_stdin(&self.path)
            || std::fs::metadata(&self.path)
                .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        if self.copy.is_some() || !is_stream {
            return Ok(self);
        }
        let copy = copy(&self.path)?;
        Ok(Self {
            copy: Some(Arc::new(copy)),
            ..self
        })
    }

    /// The path as the user gave it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How messages name it.
    pub(crate) fn name(&self) -> String {
        name(&self.path)
    }

    /// The file where the bytes are; that of a stream where it is stored.
    pub(crate) fn place(&self) -> &Path {
        self.copy.as_ref().map_or(&self.path, |copy| copy)
    }

    /// The bytes from the start, unpacked; those of standard input, which is not stored, as they are.
    pub(crate) fn open(&self) -> Result<Bytes, yaddash_io::Error> {
        if self.copy.is_none() && is_stdin(&self.path) {
            return Ok(Box::new(io::stdin()));
        }
        match yaddash_io::input::open(self.place()) {
            Ok(bytes) => Ok(Box::new(bytes)),
            Err(error) => Err(error.with_path(&display_path(&self.path))),
        }
    }
}

fn copy(path: &Path) -> Result<TempPath> {
    let mut bytes: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(|error| yaddash_io::Error::from_read(error, path))?)
    };
    let mut file = tempfile::NamedTempFile::new().context("cannot make a temporary file")?;
    io::copy(&mut bytes, &mut file)
        .with_context(|| format!("cannot copy {} to a temporary file", name(path)))?;
    Ok(file.into_temp_path())
}
