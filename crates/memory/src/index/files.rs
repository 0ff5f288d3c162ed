//! The files of an index.
//!
//! For each language there is a file `LANGUAGE.index` that names the files of the parts and the units that are dead in them,
//! and the moment of the store up to which they go. All are written beside, and then renamed; all have checksums. What is
//! missing, damaged or of another store is made again from the store, so nothing here is worth a copy.

use std::borrow::Cow;
use std::fs;
use std::hash::Hasher as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use twox_hash::XxHash3_64;
use yaddash_io::{AtomicFile, MappedFile};
use yaddash_model::LanguageTag;

use super::layout::number;
use super::part::Part;
use super::snapshot::{Layer, Snapshot, name};
use super::varint;
use crate::Error;
use crate::store::{Counter, Moment, StoreIdentity, UnitId};

/// What the file of a language begins with; the last byte is the version of the format.
const MAGIC: [u8; 8] = *b"yadindx\x03";
/// How the file of a language ends.
const INDEX: &str = "index";
/// How the file of a part ends.
const PART: &str = "part";
/// Bytes of a name of a language that stand in names of files; names are ASCII.
const LONGEST_STEM: usize = 96;

impl Snapshot {
    /// The index of a language in `directory`; `None` where there is none that can be used.
    pub(crate) fn open(directory: &Path, tag: &LanguageTag, store: StoreIdentity) -> Option<Self> {
        let bytes = fs::read(directory.join(format!("{}.{INDEX}", stem(&name(tag))))).ok()?;
        let (whole, checksum) = bytes.split_last_chunk::<8>()?;
        if XxHash3_64::oneshot(whole) != u64::from_le_bytes(*checksum) {
            return None;
        }
        let mut rest = whole.strip_prefix(&MAGIC)?;
        let identity = take(&mut rest)?;
        let mut snapshot = Self::new(tag);
        snapshot.moment = Moment {
            counter: Counter(take(&mut rest)?),
            stamp: take(&mut rest)?,
        };
        if identity != store.0 {
            return None;
        }
        while !rest.is_empty() {
            let length = usize::try_from(varint::read(&mut rest)).ok()?;
            let (file, behind) = rest.split_at_checked(length)?;
            rest = behind;
            let file = directory.join(std::str::from_utf8(file).ok()?);
            let part = Part::read(Arc::new(MappedFile::open(&file).ok()?))?;
            let count = varint::read(&mut rest);
            let dead: FxHashSet<UnitId> = (0..count)
                .map(|_| UnitId(varint::read(&mut rest)))
                .collect();
            snapshot.layers.push(Layer {
                part: Arc::new(part),
                dead: Arc::new(dead),
            });
        }
        Some(snapshot)
    }

    /// Writes the index of a language into `directory`, and removes the files of parts that it no longer needs.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn save(&self, directory: &Path, store: StoreIdentity) -> Result<(), Error> {
        let failed = |error: std::io::Error| Error::at(error, directory);
        fs::create_dir_all(directory).map_err(failed)?;
        let mut out = MAGIC.to_vec();
        out.extend(store.0.to_le_bytes());
        out.extend(self.moment.counter.0.to_le_bytes());
        out.extend(self.moment.stamp.to_le_bytes());
        let mut needed = Vec::new();
        for layer in &self.layers {
            let file = self.part_name(&layer.part);
            let path = directory.join(&file);
            // A part never changes, and its name tells what is in it.
            let is_there =
                fs::metadata(&path).is_ok_and(|found| found.len() == layer.part.size() as u64);
            if !is_there {
                write_file(&path, layer.part.bytes())?;
            }
            varint::write(file.len() as u64, &mut out);
            out.extend_from_slice(file.as_bytes());
            varint::write(layer.dead.len() as u64, &mut out);
            let mut dead: Vec<u64> = layer.dead.iter().map(|unit| unit.0).collect();
            dead.sort_unstable();
            for unit in dead {
                varint::write(unit, &mut out);
            }
            needed.push(file);
        }
        out.extend(XxHash3_64::oneshot(&out).to_le_bytes());
        write_file(
            &directory.join(format!("{}.{INDEX}", stem(self.name()))),
            &out,
        )?;
        self.remove_others(directory, &needed);
        Ok(())
    }

    /// The name of the file of a part.
    fn part_name(&self, part: &Part) -> String {
        let mut hash = XxHash3_64::new();
        hash.write(part.bytes().get(8..24).unwrap_or_default());
        format!("{}-{:016x}.{PART}", stem(self.name()), hash.finish())
    }

    /// Removes files of parts of the language that are not among `needed`. Other programs that have them open keep them.
    fn remove_others(&self, directory: &Path, needed: &[String]) {
        let Ok(files) = fs::read_dir(directory) else {
            return;
        };
        let start = format!("{}-", stem(self.name()));
        for file in files.flatten() {
            let name = file.file_name();
            let is_other = name.to_str().is_some_and(|name| {
                // Of `az` the parts of `az-Latn` are none.
                let rest = name.strip_prefix(&start).map(str::len);
                rest == Some(16 + 1 + PART.len())
                    && name.ends_with(PART)
                    && !needed.iter().any(|needed| needed == name)
            });
            if is_other {
                // What cannot be removed is of no harm.
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

/// What the names of the files of a language begin with: its name, shortened where no file could be named so.
fn stem(name: &str) -> Cow<'_, str> {
    match name.get(..LONGEST_STEM) {
        Some(start) => {
            let hash = XxHash3_64::oneshot(name.as_bytes());
            Cow::Owned(format!("{start}.{hash:016x}"))
        }
        None => Cow::Borrowed(name),
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error::at(error, path);
    let mut file = AtomicFile::create(path).map_err(|error| failed(error.into()))?;
    file.write_all(bytes).map_err(failed)?;
    file.commit().map_err(|error| failed(error.into()))
}

/// Takes a number of eight bytes.
fn take(rest: &mut &[u8]) -> Option<u64> {
    let (bytes, behind) = rest.split_at_checked(8)?;
    *rest = behind;
    Some(number(bytes))
}
