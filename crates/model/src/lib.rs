//! The text model of Yaddash: what every other crate reads, transforms and writes.
//!
//! Nothing here does input or output. The main types, from the outside in:
//!
//! - [`TranslationUnit`] holds the [`Variant`]s of one unit in any number of languages, with properties and notes;
//! - [`Segment`] is the text of a variant with its inline codes. Algorithms read [`Segment::text`], the plain text;
//!   writers read [`Segment::items`]; [`CodedView`] maps offsets between the two;
//! - [`Document`] is a file as a list of [`Block`]s, each a segment with a [`SourceMap`] back to the bytes of the file;
//! - [`LanguageTag`] names a language as it was spelt and compares by its normal form;
//! - [`Finding`] is what a check has to say about a [`Place`].
//!
//! Offsets are UTF-8 bytes of the plain text, half-open; lines and columns count from 1, columns in Unicode scalar
//! values. Text is kept exactly as read. No function of this crate panics on any input.

#![forbid(unsafe_code)]

mod attributes;
mod code;
mod coded;
mod document;
mod finding;
mod iso639;
mod language_tag;
mod position;
mod segment;
mod span;
mod unit;

pub use attributes::Attributes;
pub use code::{CodeContent, CodeKind, CutCode, InlineCode};
pub use coded::{Bias, CodedView, OffsetMap};
pub use document::{Block, BlockKind, Document, SourceMap, SourceRun};
pub use finding::{Finding, Place, RuleId, Severity};
pub use language_tag::{LanguageTag, LanguageTagError, TagMatch};
pub use position::{LineColumn, LineIndex};
pub use segment::{CodePlacement, Item, PlacedCode, Segment};
pub use span::ByteSpan;
pub use unit::{Note, Property, SourceLanguage, TranslationUnit, Variant};
