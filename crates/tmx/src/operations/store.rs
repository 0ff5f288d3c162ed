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
        Ok(StoreReader(BufReader::with_capacity(1 << 16, file)))
    }
}

/// Reads what was put aside.
pub(crate) struct StoreReader(BufReader<File>);

impl StoreReader {
    /// The `length` bytes at `at`.
    pub(crate) fn get(&mut self, at: u64, length: u64) -> io::Result<Vec<u8>> {
        self.0.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        (&mut self.0).take(length).read_to_end(&mut bytes)?;
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
