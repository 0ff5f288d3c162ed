//! What is said of all documents together.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use yaddash_report::{
    AlignmentSummary, write_alignments_json, write_alignments_page, write_alignments_table,
    write_alignments_text,
};

use super::Job;
use crate::align::record::Record;
use crate::output;

impl Job<'_> {
    /// A table of all documents on standard output, and the report that was asked for. Where the documents have pages of
    /// their own, `page_of` names them.
    pub(super) fn summarise(
        &self,
        records: &[Record],
        page_of: impl Fn(&Record) -> Option<PathBuf>,
    ) -> Result<()> {
        let summaries: Vec<AlignmentSummary> = records.iter().map(Record::summary).collect();
        let mut table = Vec::new();
        write_alignments_table(&summaries, &mut table)?;
        output::write_all(None, &table)?;
        self.report(records, page_of)
    }

    /// The report that was asked for, in the form that its extension tells.
    pub(super) fn report(
        &self,
        records: &[Record],
        page_of: impl Fn(&Record) -> Option<PathBuf>,
    ) -> Result<()> {
        let Some(path) = &self.args.report else {
            return Ok(());
        };
        let summary = |record: &Record| AlignmentSummary {
            link: page_of(record).and_then(|page| relative_url(path, &page)),
            ..record.summary()
        };
        let summaries: Vec<AlignmentSummary> = records.iter().map(summary).collect();
        let mut report = Vec::new();
        match path.extension().and_then(OsStr::to_str) {
            Some("json") => write_alignments_json(&summaries, &mut report)?,
            Some("html" | "htm") => write_alignments_page(&summaries, &mut report)?,
            _ => write_alignments_text(&summaries, &mut report)?,
        }
        output::write_all(Some(path), &report)
    }
}

/// The URL by which the page at `from` leads to the file at `to`, where both have a place.
fn relative_url(from: &Path, to: &Path) -> Option<String> {
    let folder = match from.parent()? {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let folder = folder.canonicalize().ok()?;
    let to = to.canonicalize().ok()?;
    let shared = folder
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(percent_encoded);
    let steps: Vec<String> = up.chain(down).collect();
    Some(steps.join("/"))
}

/// A step of a path as a URL has it (RFC 3986, section 2.3: letters, digits and `-._~` stand for themselves).
fn percent_encoded(step: Component<'_>) -> String {
    let mut encoded = String::new();
    for byte in step.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            encoded.push(char::from(*byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_the_report_to_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("out/sub/a b#1.html");
        std::fs::create_dir_all(page.parent().unwrap()).unwrap();
        std::fs::write(&page, "").unwrap();
        let url = |report: &str| relative_url(&folder.path().join(report), &page);
        assert_eq!(url("out/index.html").as_deref(), Some("sub/a%20b%231.html"));
        assert_eq!(url("out/sub/r.html").as_deref(), Some("a%20b%231.html"));
        std::fs::create_dir(folder.path().join("reports")).unwrap();
        assert_eq!(
            url("reports/r.html").as_deref(),
            Some("../out/sub/a%20b%231.html")
        );
    }
}
