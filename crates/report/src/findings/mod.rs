//! Findings rendered; one file per format.

mod excerpt;
mod fingerprint;
mod format;
mod human;
mod json;
mod jsonl;
mod path;
mod record;
mod rule_info;
#[cfg(test)]
mod samples;
mod sources;
mod tally;

use std::io::{self, Write};

use yaddash_model::Finding;

pub use fingerprint::Fingerprints;
pub use format::{FindingsFormat, UnknownFormat};
pub use human::Terminal;
pub use path::{decode_path, path_text};
pub use rule_info::RuleInfo;
pub use sources::Sources;

/// What a run of checks found, with all that a renderer needs to know.
#[derive(Clone, Copy)]
pub struct FindingsReport<'a> {
    /// The findings, in the order they are to appear. Findings of one file are best kept together: its text is then
    /// asked for once.
    pub findings: &'a [Finding],
    /// The rules that ran. Rules of findings that are missing here are still reported, without help.
    pub rules: &'a [RuleInfo<'a>],
    /// The texts of the files.
    pub sources: &'a Sources<'a>,
    /// The version of the program, such as `1.2.0`.
    pub version: &'a str,
    /// How many files were checked, those without findings included.
    pub files_checked: usize,
    /// How [`FindingsFormat::Human`] writes.
    pub terminal: Terminal,
}

/// Writes `report` in `format`.
///
/// # Errors
/// Where `out` refuses to be written to; a closed pipe is such an error, and its kind says so.
pub fn render(
    format: FindingsFormat,
    report: &FindingsReport<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Human => human::write(report, out),
        FindingsFormat::Json => json::write(report, out),
        FindingsFormat::Jsonl => jsonl::write(report, out),
    }
}
