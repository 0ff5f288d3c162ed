//! The form in which a store keeps a unit: bytes with everything in them, the texts first.
//!
//! Version 1: the version; the source language, empty for any; the number of variants, and the language and the plain text
//! of each; then what is said of the unit and of each variant: a byte that tells which there are of attributes,
//! properties, notes and inline codes, and these in that order. A number is seven bits a byte, the lowest first, where the
//! eighth bit says that more follow. A text is the number of its bytes and these. A list is the number of its items and
//! these. The name of an attribute is an odd number for one of [`names`], else twice the number of its bytes and these.

mod names;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use read::{Tags, decode, decode_texts};
pub(crate) use write::{codes, encode};

/// The version of the records that are written.
const VERSION: u8 = 1;
/// How deep subflows may nest.
pub(crate) const DEEPEST: usize = 64;

/// What there is of a unit or a variant.
mod flag {
    pub(super) const ATTRIBUTES: u8 = 1;
    pub(super) const PROPERTIES: u8 = 2;
    pub(super) const NOTES: u8 = 4;
    pub(super) const CODES: u8 = 8;
}

/// Kinds of inline codes.
mod kind {
    pub(super) const BPT: u8 = 0;
    pub(super) const EPT: u8 = 1;
    pub(super) const IT: u8 = 2;
    pub(super) const PH: u8 = 3;
    pub(super) const UT: u8 = 4;
    pub(super) const HI_START: u8 = 5;
    pub(super) const HI_END: u8 = 6;
    pub(super) const FOREIGN_START: u8 = 7;
    pub(super) const FOREIGN_END: u8 = 8;
    pub(super) const COMMENT: u8 = 9;
    pub(super) const PROCESSING_INSTRUCTION: u8 = 10;
}
