//! Bytes in, bytes out: what stands between a file and the text that other crates work on.
//!
//! - [`encoding`] makes text of bytes and says how sure that is;
//! - [`input`] opens files, compressed ones too, within limits;
//! - [`npy`] reads tables of numbers;
//! - [`xml`] reads and writes XML as a stream and refuses what is not well-formed;
//! - [`AtomicFile`] writes files that appear whole or not at all;
//! - [`MappedFile`] has the bytes of a file without reading it.
//!
//! Readers take constant memory. Everything that an input can ask for has a limit, and reaching one is a typed error.
//! No function of this crate panics on any input, prints, or opens a path that the caller did not give.

mod atomic;
pub mod encoding;
mod error;
pub mod input;
mod mapped;
pub mod npy;
pub mod xml;

pub use atomic::{AtomicFile, FinishedFile};
pub use error::{Error, ErrorKind};
pub use mapped::MappedFile;
