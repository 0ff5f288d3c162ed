//! Alignments rendered for people.

mod json;
mod summary;
mod text;

pub use json::write_alignments_json;
pub use summary::{AlignmentSummary, DoubtfulBead, LanguageCount, ShapeCount};
pub use text::write_alignments_text;
