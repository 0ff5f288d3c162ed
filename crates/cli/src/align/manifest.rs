//! The manifest of a batch: what is done already, by the content of the files, so that a run can be resumed.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;
use yaddash_io::AtomicFile;
use yaddash_lexicon::Lexicon;

use super::record::Record;

/// Its name in the output folder.
const FILE: &str = ".yaddash-manifest.json";

/// The documents that are done.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    documents: BTreeMap<String, Done>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Done {
    key: String,
    record: Record,
}

impl Manifest {
    /// The manifest of an output folder; an empty one where there is none or it cannot be read.
    pub(crate) fn read(folder: &Path) -> Self {
        std::fs::read(path(folder))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// The figures of a document that is done with this key.
    pub(crate) fn done(&self, document: &str, key: &str) -> Option<&Record> {
        self.documents
            .get(document)
            .filter(|done| done.key == key)
            .map(|done| &done.record)
    }

    /// Notes that a document is done.
    pub(crate) fn insert(&mut self, key: String, record: Record) {
        self.documents
            .insert(record.document.clone(), Done { key, record });
    }

    /// Writes the manifest to the output folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let mut file = AtomicFile::create(&path(folder))?;
        serde_json::to_writer(&mut file, self)?;
        file.write_all(b"\n")?;
        Ok(file.commit()?)
    }
}

/// Where the lexicon of a batch is kept: the key of the batch in hexadecimal digits and a line feed, and the lexicon.
const LEXICON: &str = ".yaddash-lexicon";

/// The lexicon that was learnt from a batch with this key, where it is kept.
pub(crate) fn kept_lexicon(folder: &Path, key: &str) -> Option<Lexicon> {
    let bytes = std::fs::read(folder.join(LEXICON)).ok()?;
    let lexicon = bytes.strip_prefix(key.as_bytes())?.strip_prefix(b"\n")?;
    Lexicon::from_bytes(lexicon).ok()
}

/// Keeps the lexicon of a batch in the output folder.
pub(crate) fn keep_lexicon(folder: &Path, key: &str, lexicon: &Lexicon) -> Result<()> {
    let mut file = AtomicFile::create(&folder.join(LEXICON))?;
    file.write_all(key.as_bytes())?;
    file.write_all(b"\n")?;
    file.write_all(&lexicon.to_bytes())?;
    Ok(file.commit()?)
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// A key over everything that a result depends on: the version of the program, its options and the input.
pub(crate) struct Key(XxHash3_128);

impl Key {
    /// The key of this version with these options.
    pub(crate) fn new(options: &str) -> Self {
        let mut key = Self(XxHash3_128::new());
        key.add(env!("CARGO_PKG_VERSION").as_bytes());
        key.add(options.as_bytes());
        key
    }

    /// Takes in more of the input.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.write(&(bytes.len() as u64).to_le_bytes());
        self.0.write(bytes);
    }

    /// Takes in what a file holds, without holding it all.
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<()> {
        let failed = || format!("cannot read {}", path.display());
        let mut file = std::fs::File::open(path).with_context(failed)?;
        let mut buffer = vec![0; 1 << 16];
        let mut length = 0_u64;
        loop {
            let read = file.read(&mut buffer).with_context(failed)?;
            if read == 0 {
                break;
            }
            self.0.write(buffer.get(..read).unwrap_or_default());
            length += read as u64;
        }
        self.add(&length.to_le_bytes());
        Ok(())
    }

    /// The key as hexadecimal digits.
    pub(crate) fn finish(&self) -> String {
        format!("{:032x}", self.0.finish_128())
    }
}
