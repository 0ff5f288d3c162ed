//! Bytes that are put aside in a temporary file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use super::scratch::Scratch;

/// Bytes that are put aside and read again from their place.
pub(crate) struct Store {
    file: BufWriter<File>,
    length: u64,
}

impl Store {
    pub(crate) fn new(scratch: Scratch<'_>) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, scratch.file()?),
            length: 0,
        })
    }

    /// Puts bytes aside; gives where they stand.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.length;
        self.file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(at)
    }

    /// Everything was put aside; what follows reads.
    pub(crate) fn reader(self) -> io::Result<StoreReader> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        let mut file = BufReader::with_capacity(1 << 16, file);
        file.seek(SeekFrom::Start(0))?;
        Ok(StoreReader { file, at: 0 })
    }
}

/// Reads what was put aside.
pub(crate) struct StoreReader {
    file: BufReader<File>,
    /// Where the next byte is read.
    at: u64,
}

impl StoreReader {
    /// The `length` bytes at `at`; what stands close behind the last bytes is in memory already.
    pub(crate) fn get(&mut self, at: u64, length: u64) -> io::Result<Vec<u8>> {
        self.file
            .seek_relative(at.wrapping_sub(self.at).cast_signed())?;
        let mut bytes = Vec::new();
        (&mut self.file).take(length).read_to_end(&mut bytes)?;
        self.at = at + bytes.len() as u64;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside_comes_back() {
        let make = || tempfile::tempfile();
        let mut store = Store::new(Scratch::new(&make)).unwrap();
        let one = store.put(b"Milli").unwrap();
        let two = store.put("Məclis".as_bytes()).unwrap();
        let mut reader = store.reader().unwrap();
        assert_eq!(reader.get(two, 7).unwrap(), "Məclis".as_bytes());
        assert_eq!(reader.get(one, 5).unwrap(), b"Milli");
    }
}
