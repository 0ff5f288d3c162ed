//! One part of a package, unpacked as it is read.

use std::io::{self, Read, Take};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::CompressionMethod;

/// The most bytes that a packed byte may unpack to, on the whole part. Rows of a sheet that are alike reach about 100.
const LARGEST_RATIO: u64 = 200;
/// Up to this size a part is not measured by [`LARGEST_RATIO`].
const UNMEASURED: u64 = 64 << 20;

/// The bytes of a part. Reading ends with an error where the part is cut off, damaged or suspiciously large.
#[derive(Debug)]
pub(crate) struct PartStream<R> {
    unpacked: Unpacked<R>,
    checksum: u32,
    found: Crc,
    limit: u64,
    read: u64,
}

#[derive(Debug)]
enum Unpacked<R> {
    Stored(Take<R>),
    Deflated(Box<DeflateDecoder<Take<R>>>),
}

impl<R: Read> PartStream<R> {
    /// The part whose `packed` bytes come next in `file`.
    pub(super) fn new(
        file: R,
        packed: u64,
        method: CompressionMethod,
        checksum: u32,
    ) -> io::Result<Self> {
        let bytes = file.take(packed);
        let unpacked = match method {
            CompressionMethod::Stored => Unpacked::Stored(bytes),
            CompressionMethod::Deflated => Unpacked::Deflated(Box::new(DeflateDecoder::new(bytes))),
            other => {
                return Err(io::Error::other(format!(
                    "it is packed by {other}, which packages of this kind never are"
                )));
            }
        };
        Ok(Self {
            unpacked,
            checksum,
            found: Crc::new(),
            limit: packed.saturating_mul(LARGEST_RATIO).max(UNMEASURED),
            read: 0,
        })
    }
}

impl<R: Read> Read for PartStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = match &mut self.unpacked {
            Unpacked::Stored(bytes) => bytes.read(buffer),
            Unpacked::Deflated(bytes) => bytes.read(buffer),
        }?;
        self.found.update(buffer.get(..length).unwrap_or_default());
        self.read += length as u64;
        if self.read > self.limit {
            return Err(io::Error::other(format!(
                "its unpacked size is above the limit of {}",
                self.limit
            )));
        }
        if length == 0 && !buffer.is_empty() && self.found.sum() != self.checksum {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its checksum is wrong",
            ));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::read::DeflateEncoder;

    use super::*;

    /// Reads `length` zeros that are packed by `method`.
    fn unpacked(length: u64, method: CompressionMethod, checksum: u32) -> io::Result<u64> {
        let zeros = io::repeat(0).take(length);
        let mut bytes = Vec::new();
        if method == CompressionMethod::Stored {
            let mut zeros = zeros;
            zeros.read_to_end(&mut bytes)?;
        } else {
            DeflateEncoder::new(zeros, Compression::best()).read_to_end(&mut bytes)?;
        }
        let packed = bytes.len() as u64;
        let mut part = PartStream::new(bytes.as_slice(), packed, method, checksum)?;
        io::copy(&mut part, &mut io::sink())
    }

    #[test]
    fn parts_are_checked_as_they_are_read() {
        // The checksum of eight zero bytes.
        let sum = 0x6522_DF69;
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            assert_eq!(unpacked(8, method, sum).unwrap(), 8);
            let error = unpacked(8, method, sum + 1).unwrap_err();
            assert_eq!(error.to_string(), "its checksum is wrong");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let error = unpacked(UNMEASURED + 1, CompressionMethod::Deflated, 0).unwrap_err();
        assert!(error.to_string().contains("above the limit"), "{error}");
    }
}
