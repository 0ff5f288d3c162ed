//! XLIFF 2.0 (OASIS, 5 August 2014), and 2.1 and 2.2 where they are the same.

mod codes;
mod content;
mod unit;
mod writer;

pub(super) use unit::read;
pub use writer::Writer;
