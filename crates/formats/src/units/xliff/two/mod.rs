//! XLIFF 2.0 (OASIS, 5 August 2014), 2.1 (13 February 2018), and 2.2 where it is the same.

mod codes;
mod content;
mod unit;
mod writer;

pub(super) use unit::read;
pub use writer::Writer;
