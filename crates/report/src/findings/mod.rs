//! Findings rendered; one file per format.

mod checkstyle;
mod excerpt;
mod fingerprint;
mod format;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod jsonl;
mod junit;
mod list;
mod path;
mod rdjson;
mod record;
mod rule_info;
mod runs;
#[cfg(test)]
mod samples;
mod sarif;
mod sources;
mod tally;

use std::io::{self, BufWriter, Write};

use yaddash_model::Finding;

pub use fingerprint::Fingerprints;
pub use format::{FindingsFormat, UnknownFormat};
pub use human::Terminal;
pub use list::Findings;
pub use path::{decode_path, path_text, repository_path};
pub use rule_info::RuleInfo;
pub use sources::Sources;

/// What a run of checks found, with all that a renderer needs to know.
#[derive(Clone, Copy)]
pub struct FindingsReport<'a> {
    /// The findings, in the order they are to appear. Findings of one file are best kept together: its text is then
    /// asked for once.
    pub findings: &'a dyn Findings,
    /// Findings that comments in the files suppress, with the reasons they give. They count nowhere; SARIF and JSON list
    /// them.
    pub suppressed: &'a [(Finding, String)],
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

/// Writes `report` in `format`, as a stream in pieces of some kilobytes.
///
/// # Errors
/// Where `out` refuses to be written to; a closed pipe is such an error, and its kind says so. Those of the findings.
pub fn render(
    format: FindingsFormat,
    report: &FindingsReport<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut buffered = BufWriter::new(out);
    write_unbuffered(format, report, &mut buffered)?;
    buffered.flush()
}

fn write_unbuffered(
    format: FindingsFormat,
    report: &FindingsReport<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingsFormat::Human => human::write(report, out),
        FindingsFormat::Json => json::write(report, out),
        FindingsFormat::Jsonl => jsonl::write(report, out),
        FindingsFormat::Sarif => sarif::write(report, out),
        FindingsFormat::Github => github::write(report, out),
        FindingsFormat::Gitlab => gitlab::write(report, out),
        FindingsFormat::Junit => junit::write(report, out),
        FindingsFormat::Checkstyle => checkstyle::write(report, out),
        FindingsFormat::Rdjson => rdjson::write(report, out),
        FindingsFormat::Html => html::write(report, out),
    }
}
