//! Documents and bilingual files to and from the model of Yaddash.
//!
//! - [`document`] reads plain text, Markdown, HTML, DOCX and ODT into a [`Document`](yaddash_model::Document): blocks
//!   of text with inline codes and a map back to the bytes of the file;
//! - [`units`] reads and writes translation units as TSV, CSV, XLSX, JSON Lines and Moses files, reads SDLTM, and
//!   counts what a format cannot keep.
//!
//! TMX, which keeps everything, is the matter of `yaddash-tmx`.
//!
//! ```
//! use yaddash_formats::document::{self, DocumentFormat, ReadOptions};
//! let source = "# Milli Məclis\n\nİclas **bu gün** keçirilib.\n";
//! let document = document::read(DocumentFormat::Markdown, source.as_bytes(), ReadOptions::default())?;
//! assert_eq!(document.blocks[1].content.text(), "İclas bu gün keçirilib.");
//! # Ok::<(), yaddash_formats::Error>(())
//! ```
//!
//! No function opens a file but the reader of Trados Studio's databases, which the feature `sdltm` adds; none panics on
//! any input.

#![forbid(unsafe_code)]

pub mod document;
mod error;
pub mod units;

pub use error::Error;
