//! Workflow commands of GitHub Actions: `::error title=…,file=…,line=…,col=…,endLine=…,endColumn=…::message`.
//!
//! The message names path, line and column again, for the log shows nothing else of the command. The columns are left
//! out where the finding spans lines: the service takes them for one line alone.

use std::io::{self, Write};

use yaddash_model::{Finding, Severity};

use super::FindingsReport;
use super::path::repository_path;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    report
        .findings
        .each(&mut |finding| write_command(finding, out))
}

fn write_command(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let place = &finding.place;
    let (start, end) = (place.start, place.end);
    let path = repository_path(&place.path);
    write!(
        out,
        "::{} title={},file={},line={}",
        command(finding.severity),
        property(&format!("yaddash ({})", finding.rule)),
        property(&path),
        start.line,
    )?;
    if start.line == end.line {
        write!(
            out,
            ",col={},endLine={},endColumn={}",
            start.column, end.line, end.column
        )?;
    } else {
        write!(out, ",endLine={}", end.line)?;
    }
    let message = format!("{path}:{start}: {} {}", finding.rule, finding.message);
    writeln!(out, "::{}", data(&message))
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// The escapes of the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The escapes of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};

    #[test]
    fn commands() {
        insta::assert_snapshot!(hard().written(FindingsFormat::Github), @r#"
        ::error title=yaddash (deprecated-term),file=sənəd/giriş.az.md,line=2,col=9,endLine=2,endColumn=13::sənəd/giriş.az.md:2:9: deprecated-term `ECPA` is a deprecated term
        ::warning title=yaddash (number-mismatch),file=doc/вступление.md,line=1,col=15,endLine=1,endColumn=23::doc/вступление.md:1:15: number-mismatch <script> & "quotes",%0Asecond line: 100%25
        ::notice title=yaddash (unlisted-rule),file=gone.txt,line=2,col=3,endLine=2,endColumn=7::gone.txt:2:3: unlisted-rule `ECPA` is a deprecated term
        ::error title=yaddash (deprecated-term),file=ok%25FF 100%2525/ə.txt,line=1,col=1,endLine=1,endColumn=5::ok%25FF 100%2525/ə.txt:1:1: deprecated-term `ECPA` is a deprecated term
        "#);
    }

    #[test]
    fn each_finding_is_one_line() {
        let sample = Sample::empty().with("a,b:c\r\n", "bir\niki", "r\ni");
        let written = sample.written(FindingsFormat::Github);
        assert_eq!(written.lines().count(), 1);
        assert!(
            written.contains("file=a%2Cb%3Ac%250D%250A,line=1,endLine=2::"),
            "{written}"
        );
    }
}
