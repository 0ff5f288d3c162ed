//! Reviewdog Diagnostic Format: `{"source":{…},"diagnostics":[…]}`, one diagnostic a line.
//!
//! Lines count from 1; columns too, in bytes of UTF-8, as the format has it. Where the text of the file is not to be had,
//! the columns are left out, which stands for the whole lines.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use yaddash_model::{Finding, LineColumn, Severity};

use super::FindingsReport;
use super::excerpt::SourceText;
use super::path::repository_path;
use super::sources::LastSource;

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
    range: Range,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Clone, Copy, Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sources = LastSource::new(report.sources);
    write!(
        out,
        "{{\"source\":{{\"name\":\"yaddash\",\"url\":\"{}\"}},\"diagnostics\":[",
        env!("CARGO_PKG_REPOSITORY")
    )?;
    let mut separator = "\n";
    report.findings.each(&mut |finding| {
        out.write_all(separator.as_bytes())?;
        let source = sources.of(&finding.place.path);
        serde_json::to_writer(&mut *out, &diagnostic(finding, source))?;
        separator = ",\n";
        Ok(())
    })?;
    out.write_all(b"\n]}\n")
}

fn diagnostic<'a>(finding: &'a Finding, source: Option<&SourceText<'_>>) -> Diagnostic<'a> {
    let place = &finding.place;
    let position = |at: LineColumn| Position {
        line: at.line.max(1),
        column: source.and_then(|source| source.byte_column(at)),
    };
    let range = Range {
        start: position(place.start),
        end: position(place.end.max(place.start)),
    };
    let stands_there = source.is_some_and(|source| source.holds(finding));
    let suggestions = finding.suggestions.iter().filter(|_| stands_there);
    Diagnostic {
        message: &finding.message,
        location: Location {
            path: repository_path(&place.path),
            range,
        },
        severity: severity(finding.severity),
        code: Code {
            value: finding.rule.as_str(),
        },
        suggestions: suggestions.map(|text| Suggestion { range, text }).collect(),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};

    #[test]
    fn columns_count_bytes() {
        let sample = Sample::empty().with("./sənəd.md", "bir\r\nİclas «ECPA»", "ECPA");
        insta::assert_snapshot!(sample.written(FindingsFormat::Rdjson), @r#"
        {"source":{"name":"yaddash","url":"https://github.com/yaddash/yaddash"},"diagnostics":[
        {"message":"`ECPA` is a deprecated term","location":{"path":"sənəd.md","range":{"start":{"line":2,"column":10},"end":{"line":2,"column":14}}},"severity":"ERROR","code":{"value":"deprecated-term"},"suggestions":[{"range":{"start":{"line":2,"column":10},"end":{"line":2,"column":14}},"text":"AŞPA"}]}
        ]}
        "#);
    }

    #[test]
    fn only_what_stands_in_the_file_is_suggested() {
        let log: Value = serde_json::from_str(&hard().written(FindingsFormat::Rdjson)).unwrap();
        let of = |index: usize| &log["diagnostics"][index];
        assert_eq!(of(1)["suggestions"].as_array().unwrap().len(), 2);
        assert!(
            of(3).get("suggestions").is_none(),
            "its text is not to be had"
        );
        assert!(of(3)["location"]["range"]["start"].get("column").is_none());
        assert_eq!(of(3)["location"]["range"]["start"]["line"], 1);
    }

    #[test]
    fn nothing_found() {
        let log: Value =
            serde_json::from_str(&Sample::empty().written(FindingsFormat::Rdjson)).unwrap();
        assert_eq!(log["diagnostics"].as_array().unwrap().len(), 0);
    }
}
