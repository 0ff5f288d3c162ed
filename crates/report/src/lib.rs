//! Findings and alignments rendered for people and for tools.
//!
//! - [`render`] writes a [`FindingsReport`] in one of the [`FindingsFormat`]s: annotated source for people, JSON, SARIF
//!   and the formats that continuous integration reads, or one HTML page;
//! - [`write_alignments_text`] and [`write_alignments_json`] do the same for [`AlignmentSummary`], the figures of an
//!   alignment; [`write_alignment_page`] shows the alignment itself, side by side;
//! - [`write_analysis_text`] and its like write an [`AnalysisReport`]: how much of some files a memory knows;
//! - [`Fingerprints`] names a finding in a way that outlives edits elsewhere in the file.
//!
//! Everything is written to an [`std::io::Write`] in the order given. Nothing here opens a path: where the text of a file
//! is needed, the caller's [`Sources`] gives it. No function of this crate panics on any input.
//!
//! # Paths
//!
//! A path is written as the user gave it. One that is not UTF-8, or holds a control character, or holds `%` before two
//! hexadecimal digits, is percent-encoded byte by byte as far as needed, so that every path has a form of its own:
//! [`decode_path`] gives the bytes back. SARIF asks for URIs and gets those.

#![forbid(unsafe_code)]

mod alignment;
mod analysis;
mod display_width;
mod findings;
mod markup;

pub use alignment::{
    AlignmentPage, AlignmentSummary, LanguageCount, ListedBead, PageBead, ShapeCount,
    UnalignedSegment, write_alignment_page, write_alignments_json, write_alignments_page,
    write_alignments_table, write_alignments_text,
};
pub use analysis::{
    AnalysedBand, AnalysedFile, AnalysisFigures, AnalysisReport, write_analysis_csv,
    write_analysis_json, write_analysis_page, write_analysis_text,
};
pub use findings::{
    Findings, FindingsFormat, FindingsReport, Fingerprints, RuleInfo, Sources, Terminal,
    UnknownFormat, decode_path, path_text, render, repository_path,
};
