//! What holds of every format, whatever the findings, the texts and the output are.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use yaddash_model::{ByteSpan, Finding, LineColumn, Place, RuleId, Severity};
use yaddash_report::{FindingsFormat, FindingsReport, RuleInfo, Terminal, render};

const RULES: [RuleInfo<'static>; 1] = [RuleInfo {
    id: RuleId::new("deprecated-term"),
    summary: "A term that the glossary forbids",
    help: "Write the preferred term.",
    severity: Severity::Error,
}];

fn write_report(
    findings: &[Finding],
    source: Option<&str>,
    format: FindingsFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = FindingsReport {
        findings: &findings,
        suppressed: &[],
        rules: &RULES,
        sources: &|_path: &Path| source.map(Cow::Borrowed),
        version: "1.0.0",
        files_checked: 1,
        terminal: Terminal::default(),
    };
    render(format, &report, out)
}

/// Text with all that formats escape: markup, quotes, controls, line ends, marks, code points that XML forbids.
fn text() -> impl Strategy<Value = String> {
    "[aəİя\u{307} \t\r\n<>&\"'%:,`\u{0}\u{1b}\u{85}\u{2028}\u{202e}\u{feff}\u{ffff}😀-]{0,24}"
}

fn severity() -> impl Strategy<Value = Severity> {
    prop_oneof![
        Just(Severity::Info),
        Just(Severity::Warning),
        Just(Severity::Error)
    ]
}

fn position() -> impl Strategy<Value = LineColumn> {
    (0_usize..4, 0_usize..30).prop_map(|(line, column)| LineColumn { line, column })
}

prop_compose! {
    fn finding()(
        severity in severity(),
        path in text(),
        start in position(),
        end in position(),
        span in (0_usize..40, 0_usize..40),
        marked in text(),
        concept in proptest::option::of(text()),
        suggestions in proptest::collection::vec(text(), 0..3),
        message in text(),
        known in any::<bool>(),
    ) -> Finding {
        Finding {
            rule: RuleId::new(if known { "deprecated-term" } else { "another-rule" }),
            severity,
            place: Place { path: path.into(), start, end, span: ByteSpan::new(span.0, span.1) },
            language: "az-Latn".parse().ok(),
            text: marked,
            concept,
            suggestions,
            message,
        }
    }
}

proptest! {
    #[test]
    fn each_format_is_what_it_says(
        findings in proptest::collection::vec(finding(), 0..4),
        source in proptest::option::of(text()),
    ) {
        for format in FindingsFormat::ALL {
            let mut out = Vec::new();
            write_report(&findings, source.as_deref(), *format, &mut out).unwrap();
            let written = String::from_utf8(out).unwrap();
            check(*format, &written, findings.len()).unwrap();
        }
    }
}

fn check(
    format: FindingsFormat,
    written: &str,
    findings: usize,
) -> Result<(), Box<dyn std::error::Error>> {
    match format {
        FindingsFormat::Json
        | FindingsFormat::Sarif
        | FindingsFormat::Gitlab
        | FindingsFormat::Rdjson => {
            serde_json::from_str::<serde_json::Value>(written)?;
        }
        FindingsFormat::Jsonl => {
            assert_eq!(written.split_terminator('\n').count(), findings);
            for line in written.split_terminator('\n') {
                serde_json::from_str::<serde_json::Value>(line)?;
            }
        }
        FindingsFormat::Github => {
            let lines: Vec<_> = written.split_terminator('\n').collect();
            assert_eq!(lines.len(), findings);
            assert!(lines.iter().all(|line| line.starts_with("::")));
        }
        FindingsFormat::Junit | FindingsFormat::Checkstyle | FindingsFormat::Html => {
            let mut reader = Reader::from_str(written);
            while reader.read_event()? != Event::Eof {}
            assert!(
                !written.contains(['\0', '\u{1b}', '\u{ffff}']),
                "{written:?}"
            );
        }
        _ => assert!(!written.contains(['\0', '\u{1b}']), "{written:?}"),
    }
    Ok(())
}

/// A pipe that nobody reads any more.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_such() {
    for format in FindingsFormat::ALL {
        let result = write_report(&[], None, *format, &mut Closed);
        if *format == FindingsFormat::Jsonl || *format == FindingsFormat::Github {
            assert!(result.is_ok(), "{format} has nothing to write");
        } else {
            assert_eq!(
                result.unwrap_err().kind(),
                io::ErrorKind::BrokenPipe,
                "{format}"
            );
        }
    }
}
