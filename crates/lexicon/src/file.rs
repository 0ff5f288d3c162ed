//! Lexicons as bytes: the format of `.lexicon` files, described in `docs/lexicon.md`.

mod read;
mod write;

use crate::{Error, Lexicon};

/// What every file begins with; the version is the byte behind it.
const MAGIC: &[u8] = b"YADLEX";
/// The version that is read and written.
const VERSION: u8 = b'1';
/// Bytes of the checksum at the end, XXH3 of 128 bits over all bytes before it.
const CHECKSUM: usize = 16;

impl Lexicon {
    /// The lexicon as the bytes of a file. Equal lexicons have equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        write::bytes(self)
    }

    /// Reads what [`Lexicon::to_bytes`] made. Time and memory grow with the bytes alone.
    ///
    /// # Errors
    /// [`NotLexicon`](crate::ErrorKind::NotLexicon), [`Version`](crate::ErrorKind::Version),
    /// [`Checksum`](crate::ErrorKind::Checksum) or [`Broken`](crate::ErrorKind::Broken) where they are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        read::lexicon(bytes)
    }
}
