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

    /// The text of a part.
    pub(in crate::document) fn part(&mut self, name: &str) -> Result<String, Error> {
        self.optional_part(name)?.ok_or_else(|| Error::MissingPart {
            part: name.to_owned(),
        })
    }

    /// The text of a part, or `None` where the package does not have it.
    pub(in crate::document) fn optional_part(
        &mut self,
        name: &str,
    ) -> Result<Option<String>, Error> {
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
        text(name, bytes).map(Some)
    }
}

/// XML parts are UTF-8 or UTF-16 with a byte-order mark (ISO/IEC 29500-2 section 9.1.5).
fn text(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let not_text = |offset, message: &str| Error::Xml {
        part: name.to_owned(),
        line: 1,
        column: 1,
        offset,
        message: message.to_owned(),
    };
    let units: Option<Vec<u16>> = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => Some(utf16(&bytes, u16::from_le_bytes)),
        Some([0xFE, 0xFF]) => Some(utf16(&bytes, u16::from_be_bytes)),
        _ => None,
    };
    if let Some(units) = units {
        return String::from_utf16(&units)
            .map_err(|_| not_text(0, "the part is not well-formed UTF-16"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        not_text(offset, "the part is neither UTF-8 nor UTF-16")
    })
}

/// The code units behind the byte-order mark.
fn utf16(bytes: &[u8], from_bytes: fn([u8; 2]) -> u16) -> Vec<u16> {
    bytes
        .as_chunks::<2>()
        .0
        .iter()
        .skip(1)
        .map(|pair| from_bytes(*pair))
        .collect()
}
