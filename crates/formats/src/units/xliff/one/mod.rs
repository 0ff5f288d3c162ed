//! XLIFF 1.2 (OASIS, 1 February 2008), and what reads like it: 1.0 and 1.1, SDLXLIFF, MQXLIFF.

mod codes;
mod content;
mod tool;
mod unit;
mod writer;

pub(super) use tool::Tags;
pub(super) use unit::read;
pub use writer::Writer;
