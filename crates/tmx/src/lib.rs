//! Translation memories in TMX 1.1 to 1.4b, as streams.
//!
//! - [`TmxReader`] gives the units of a memory one after the other, [`TmxWriter`] writes them, valid against TMX 1.4b;
//! - [`rewrite`] copies a memory without the loss of anything that XML can tell apart;
//! - [`repair()`](repair::repair) saves what can be saved of a damaged file;
//! - [`validate()`] finds everything that is wrong with a file in one run, [`info`] sums a file up.
//!
//! Memory does not grow with the file. No function of this crate panics on any input.

#![forbid(unsafe_code)]

mod chunks;
mod content;
mod error;
mod header;
mod info;
pub mod operations;
mod reader;
pub mod repair;
mod rewrite;
mod schema;
pub mod validate;
mod words;
mod writer;

pub use error::{Error, ErrorKind};
pub use header::{ANY_LANGUAGE, Header, UserEncoding, source_language};
pub use info::{Info, LanguageInfo, info};
pub use reader::TmxReader;
pub use rewrite::{CopyEncoding, Rewritten, rewrite};
pub use validate::validate;
pub use writer::{Level, TmxOptions, TmxWriter, WriteReport};
