//! Alignments rendered for people.

mod cells;
mod confidence;
mod json;
mod overview;
mod page;
mod page_header;
mod summary;
mod text;

pub use json::write_alignments_json;
pub use overview::write_alignments_page;
pub use page::{AlignmentPage, PageBead, write_alignment_page};
pub use summary::{AlignmentSummary, LanguageCount, ListedBead, ShapeCount, UnalignedSegment};
pub use text::{write_alignments_table, write_alignments_text};
