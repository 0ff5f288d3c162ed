//! Files to read: plain, compressed, or alone in an archive.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::Crc;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use zip::{CompressionMethod, ZipArchive};

use crate::{Error, ErrorKind};

/// How many bytes are read at once.
const BLOCK: usize = 1 << 16;
/// Growth that is always allowed, whatever the ratio.
const GRACE: u64 = 16 << 20;

/// How much may come out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputLimits {
    /// Bytes after decompression. Default 64 GiB for a stream.
    pub bytes: u64,
    /// How many times its size a compressed file may grow, beyond the first 16 MiB. Default 300.
    pub ratio: u64,
}

impl Default for InputLimits {
    fn default() -> Self {
        Self {
            bytes: 64 << 30,
            ratio: 300,
        }
    }
}

impl InputLimits {
    /// The default limits with another number of bytes.
    #[must_use]
    pub fn of_bytes(bytes: u64) -> Self {
        Self {
            bytes,
            ..Self::default()
        }
    }
}

/// Opens a file to be read as a stream.
///
/// gzip is unpacked, recognised by its first bytes. Of a zip archive the one file is read that is left when folders,
/// hidden files and, where there are others, files that are neither TMX nor XLIFF are left out.
///
/// # Errors
/// [`ErrorKind::NotFound`], [`ErrorKind::IsDirectory`], [`ErrorKind::Denied`], [`ErrorKind::Read`];
/// [`ErrorKind::Ambiguous`] and [`ErrorKind::Archive`] for archives. While reading, an [`Error`] of kind
/// [`ErrorKind::TooLarge`] or [`ErrorKind::Ratio`] may stand inside the [`io::Error`].
pub fn open(path: &Path) -> Result<Box<dyn BufRead + Send>, Error> {
    open_within(path, InputLimits::default())
}

/// Opens a file as [`open`] does, within other limits.
///
/// # Errors
/// Those of [`open`].
pub fn open_within(path: &Path, limits: InputLimits) -> Result<Box<dyn BufRead + Send>, Error> {
    let failed = |source| Error::from_read(source, path);
    let mut file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(Error::new(ErrorKind::IsDirectory).with_path(path));
    }
    if !metadata.is_file() {
        return unpacked(file, limits, path);
    }
    let mut magic = [0; 4];
    let count = read_up_to(&mut file, &mut magic).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    if magic.get(..count) == Some(b"PK\x03\x04") {
        let entry = single_entry(file, limits).map_err(|error| error.with_path(path))?;
        return Ok(entry);
    }
    unpacked(file, limits, path)
}

/// Reads all of a file, unpacked as by [`open`].
///
/// # Errors
/// Those of [`open`], and [`ErrorKind::TooLarge`] where more than `limit` bytes come out.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    open_within(path, InputLimits::of_bytes(limit))?
        .read_to_end(&mut bytes)
        .map_err(|source| Error::from_read(source, path))?;
    Ok(bytes)
}

/// A stream that is unpacked where it starts like gzip.
fn unpacked(
    file: File,
    limits: InputLimits,
    path: &Path,
) -> Result<Box<dyn BufRead + Send>, Error> {
    let mut input = BufReader::with_capacity(BLOCK, file);
    let head = input
        .fill_buf()
        .map_err(|source| Error::from_read(source, path))?;
    if head.starts_with(&[0x1F, 0x8B]) {
        let counted = Counted { input, count: 0 };
        let bounded = Bounded::new(GzipStream(MultiGzDecoder::new(counted)), limits);
        return Ok(Box::new(BufReader::with_capacity(BLOCK, bounded)));
    }
    let bounded = Bounded::new(Plain(input), limits);
    Ok(Box::new(BufReader::with_capacity(BLOCK, bounded)))
}

/// The one file in an archive that can be meant.
fn single_entry(file: File, limits: InputLimits) -> Result<Box<dyn BufRead + Send>, Error> {
    let broken = |reason: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Archive {
            reason: reason.to_string(),
        })
    };
    let mut stream = file.try_clone().map_err(|error| broken(&error))?;
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    let index = meant_entry(&archive)?;
    let (start, packed, size, crc, method) = {
        let entry = archive
            .by_index_raw(index)
            .map_err(|error| broken(&error))?;
        if entry.encrypted() {
            return Err(broken(&"it is encrypted"));
        }
        let start = entry
            .data_start()
            .ok_or_else(|| broken(&"its data cannot be found"))?;
        (
            start,
            entry.compressed_size(),
            entry.size(),
            entry.crc32(),
            entry.compression(),
        )
    };
    stream
        .seek(SeekFrom::Start(start))
        .map_err(|error| Error::from_io(error, ErrorKind::Read))?;
    let counted = Counted {
        input: BufReader::with_capacity(BLOCK, stream.take(packed)),
        count: 0,
    };
    let check = Check {
        crc: Crc::new(),
        expected: crc,
        size,
    };
    let entry: Box<dyn BufRead + Send> = match method {
        CompressionMethod::Stored => {
            let entry = ZipEntry {
                data: counted,
                check,
            };
            Box::new(BufReader::with_capacity(BLOCK, Bounded::new(entry, limits)))
        }
        CompressionMethod::Deflated => {
            let data = DeflateDecoder::new(counted);
            let entry = ZipEntry { data, check };
            Box::new(BufReader::with_capacity(BLOCK, Bounded::new(entry, limits)))
        }
        other => return Err(broken(&format!("method {other} is not supported"))),
    };
    Ok(entry)
}

fn meant_entry(archive: &ZipArchive<File>) -> Result<usize, Error> {
    let is_file = |name: &str| {
        let base = name.rsplit('/').next().unwrap_or_default();
        !base.is_empty() && !base.starts_with('.') && !name.starts_with("__MACOSX/")
    };
    let is_memory = |name: &str| {
        name.rsplit_once('.').is_some_and(|(_, extension)| {
            let memories = ["tmx", "xlf", "xliff", "mqxliff", "sdlxliff"];
            memories
                .iter()
                .any(|memory| extension.eq_ignore_ascii_case(memory))
        })
    };
    let named = (0..archive.len()).filter_map(|index| {
        let name = archive.name_for_index(index)?.ok()?.into_owned();
        Some((index, name))
    });
    let files: Vec<(usize, String)> = named.filter(|(_, name)| is_file(name)).collect();
    let memories: Vec<usize> = files
        .iter()
        .filter(|(_, name)| is_memory(name))
        .map(|(index, _)| *index)
        .collect();
    match (&*memories, &*files) {
        ([index], _) | ([], [(index, _)]) => Ok(*index),
        (memories, files) => Err(Error::new(ErrorKind::Ambiguous {
            found: if memories.is_empty() {
                files.len()
            } else {
                memories.len()
            },
        })),
    }
}

fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while let Some(room) = buffer.get_mut(count..).filter(|room| !room.is_empty()) {
        match input.read(room)? {
            0 => break,
            read => count += read,
        }
    }
    Ok(count)
}

/// A stream that knows how many bytes of its file it took.
trait Packed: Read {
    /// Bytes taken from the file, or `None` where nothing is unpacked.
    fn taken(&self) -> Option<u64>;
}

struct Counted<R> {
    input: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

struct Plain<R>(R);

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read> Packed for Plain<R> {
    fn taken(&self) -> Option<u64> {
        None
    }
}

struct GzipStream<R>(MultiGzDecoder<Counted<R>>);

impl<R: Read> Read for GzipStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(damaged)
    }
}

impl<R: Read> Packed for GzipStream<R> {
    fn taken(&self) -> Option<u64> {
        Some(self.0.get_ref().count)
    }
}

/// A file in an archive, compared at its end with what the archive says of it.
struct ZipEntry<D> {
    data: D,
    check: Check,
}

struct Check {
    crc: Crc,
    expected: u32,
    size: u64,
}

impl<D: Read> Read for ZipEntry<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.data.read(buffer).map_err(damaged)?;
        let check = &mut self.check;
        check.crc.update(buffer.get(..count).unwrap_or_default());
        if count == 0 && !buffer.is_empty() {
            let size = u64::from(check.crc.amount());
            // The counter of the checksum has 32 bits.
            if check.crc.sum() != check.expected || size != check.size & u64::from(u32::MAX) {
                return Err(damaged(io::Error::other("its checksum is wrong")));
            }
        }
        Ok(count)
    }
}

impl<R: Read> Packed for ZipEntry<Counted<R>> {
    fn taken(&self) -> Option<u64> {
        None
    }
}

impl<R: Read> Packed for ZipEntry<DeflateDecoder<Counted<R>>> {
    fn taken(&self) -> Option<u64> {
        Some(self.data.get_ref().count)
    }
}

fn damaged(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::Other => io::Error::from(Error::new(ErrorKind::Archive {
            reason: error.to_string(),
        })),
        _ => error,
    }
}

/// Stops a stream at its limits.
struct Bounded<P> {
    input: P,
    limits: InputLimits,
    given: u64,
}

impl<P> Bounded<P> {
    fn new(input: P, limits: InputLimits) -> Self {
        Self {
            input,
            limits,
            given: 0,
        }
    }
}

impl<P: Packed> Read for Bounded<P> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.given += count as u64;
        let InputLimits { bytes, ratio } = self.limits;
        if self.given > bytes {
            let what = "the file";
            return Err(Error::new(ErrorKind::TooLarge { what, limit: bytes }).into());
        }
        if let Some(taken) = self.input.taken()
            && self.given > GRACE
            && self.given > taken.saturating_mul(ratio)
        {
            return Err(Error::new(ErrorKind::Ratio { ratio }).into());
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
