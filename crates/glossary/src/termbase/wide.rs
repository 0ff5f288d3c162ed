//! Tables of one concept a row with a column a language: those of `MateCat` and of memoQ.

mod column;
mod reader;
mod settings;
mod writer;

pub(super) use column::Flavour;
pub(super) use reader::{read, recognise};
pub(super) use writer::write;

#[cfg(test)]
mod tests;
