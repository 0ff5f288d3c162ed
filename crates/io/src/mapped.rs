//! Files mapped into memory.
//!
//! A mapped file is not read: the system brings in what is looked at, and several processes share it. For an index of
//! 70 MB this makes the difference between 30 ms and less than 1 ms until the first answer.

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

use crate::Error;

/// The bytes of a file, mapped into memory.
///
/// The file must not be changed or cut while it is mapped. It may be removed or replaced by renaming another over it: the
/// mapping keeps the old one. So map only what is written by [`crate::AtomicFile`] and never changed in place.
#[derive(Debug)]
pub struct MappedFile(Mmap);

impl MappedFile {
    /// Maps the file at `path`.
    ///
    /// # Errors
    /// Where the file cannot be opened or mapped.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let failed = |error: std::io::Error| Error::from(error).with_path(path);
        let file = File::open(path).map_err(failed)?;
        #[expect(
            unsafe_code,
            reason = "mapping is unsafe because another program may change the file; files mapped here are only ever replaced"
        )]
        // SAFETY: the caller maps files that are written once and then only removed or replaced as a whole, as the type
        // says; the mapping is private to reading, and its bytes are given out as plain bytes only.
        let mapped = unsafe { Mmap::map(&file) };
        mapped.map(Self).map_err(failed)
    }
}

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_bytes_of_the_file() -> Result<(), Box<dyn std::error::Error>> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("file");
        std::fs::write(&path, b"abc")?;
        let mapped = MappedFile::open(&path)?;
        std::fs::remove_file(&path)?;
        assert_eq!(mapped.as_ref(), b"abc");
        assert!(MappedFile::open(&path).is_err());
        Ok(())
    }
}
