//! The zip file of a package, read with limits.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::stream::PartStream;
use crate::Error;

/// The most parts that a package may have.
const MOST_PARTS: usize = 100_000;
/// The most bytes that a part may unpack to.
const LARGEST_PART: u64 = 256 << 20;
/// The most bytes that a packed byte may unpack to, on the whole part; XML of real documents reaches about 30.
const LARGEST_RATIO: u64 = 200;
/// Parts up to this size are not measured by [`LARGEST_RATIO`].
const SMALL_PART: u64 = 1 << 20;
/// The first bytes of a compound file, the container of encrypted Office documents ([MS-CFB] section 2.2).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An open package. Parts are unpacked in memory; nothing is written anywhere.
#[derive(Debug)]
pub(crate) struct Package<R> {
    archive: ZipArchive<R>,
}

impl<'a> Package<Cursor<&'a [u8]>> {
    /// Opens the package in `bytes`.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::read(Cursor::new(bytes))
    }
}

impl<R: Read + Seek> Package<R> {
    /// Opens the package in a file.
    pub(crate) fn read(mut file: R) -> Result<Self, Error> {
        let mut start = Vec::new();
        (&mut file)
            .take(COMPOUND_FILE.len() as u64)
            .read_to_end(&mut start)?;
        if start == COMPOUND_FILE {
            return Err(Error::Encrypted {
                part: "EncryptedPackage".to_owned(),
            });
        }
        let archive = ZipArchive::new(file).map_err(Error::Package)?;
        if archive.len() > MOST_PARTS {
            return Err(Error::Limit {
                what: "the number of parts",
                limit: MOST_PARTS as u64,
            });
        }
        Ok(Self { archive })
    }

    /// The bytes of a part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        self.optional_part(name)?.ok_or_else(|| Error::MissingPart {
            part: name.to_owned(),
        })
    }

    /// The bytes of a part, or `None` where the package does not have it.
    pub(crate) fn optional_part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(mut entry) = self.entry(name)? else {
            return Ok(None);
        };
        // What the header says of the unpacked size may be a lie, so the bytes are counted as they come.
        let by_ratio = entry.compressed_size().saturating_mul(LARGEST_RATIO);
        let limit = by_ratio.clamp(SMALL_PART, LARGEST_PART);
        let mut bytes = Vec::new();
        (&mut entry)
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| Error::DamagedPart {
                part: name.to_owned(),
                source,
            })?;
        if bytes.len() as u64 > limit {
            return Err(Error::Limit {
                what: "the unpacked size of a part",
                limit,
            });
        }
        Ok(Some(bytes))
    }

    /// A part to be read piece by piece, its checksum checked at its end; the file belongs to it from then on.
    pub(crate) fn into_stream(mut self, name: &str) -> Result<PartStream<R>, Error> {
        let entry = self.entry(name)?.ok_or_else(|| Error::MissingPart {
            part: name.to_owned(),
        })?;
        let (start, packed) = (entry.data_start(), entry.compressed_size());
        let (method, checksum) = (entry.compression(), entry.crc32());
        drop(entry);
        let damaged = |source| Error::DamagedPart {
            part: name.to_owned(),
            source,
        };
        let start = start
            .ok_or_else(|| damaged(io::Error::other("its place in the package is unknown")))?;
        let mut file = self.archive.into_inner();
        file.seek(SeekFrom::Start(start)).map_err(damaged)?;
        PartStream::new(file, packed, method, checksum).map_err(damaged)
    }

    /// The packed part `name`.
    fn entry(&mut self, name: &str) -> Result<Option<ZipFile<'_, R>>, Error> {
        match self.archive.by_name(name) {
            Ok(entry) => Ok(Some(entry)),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(
                ZipError::InvalidPassword
                | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED),
            ) => Err(Error::Encrypted {
                part: name.to_owned(),
            }),
            Err(error) => Err(Error::Package(error)),
        }
    }
}
