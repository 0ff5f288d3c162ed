//! The zip file of a package, read with limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

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
pub(in crate::document) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    pub(in crate::document) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(Error::Encrypted {
                part: "EncryptedPackage".to_owned(),
            });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(Error::Package)?;
        if archive.len() > MOST_PARTS {
            return Err(Error::Limit {
                what: "the number of parts",
                limit: MOST_PARTS as u64,
            });
        }
        Ok(Self { archive })
    }

    /// The bytes of a part.
    pub(in crate::document) fn part(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        self.optional_part(name)?.ok_or_else(|| Error::MissingPart {
            part: name.to_owned(),
        })
    }

    /// The bytes of a part, or `None` where the package does not have it.
    pub(in crate::document) fn optional_part(
        &mut self,
        name: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(
                ZipError::InvalidPassword
                | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED),
            ) => {
                return Err(Error::Encrypted {
                    part: name.to_owned(),
                });
            }
            Err(error) => return Err(Error::Package(error)),
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
}
