//! Code Quality report of GitLab: a JSON list of objects with `description`, `check_name`, `fingerprint`, `severity` and
//! `location`.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use yaddash_model::{Finding, LineColumn, Severity};

use super::path::repository_path;
use super::{FindingsReport, Fingerprints};

#[derive(Serialize)]
struct Problem<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: LineColumn,
    end: LineColumn,
}

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::new(report.sources);
    out.write_all(b"[")?;
    let mut separator = "\n";
    report.findings.each(&mut |finding| {
        out.write_all(separator.as_bytes())?;
        serde_json::to_writer(&mut *out, &problem(finding, fingerprints.next(finding)))?;
        separator = ",\n";
        Ok(())
    })?;
    out.write_all(b"\n]\n")
}

fn problem(finding: &Finding, fingerprint: String) -> Problem<'_> {
    Problem {
        description: &finding.message,
        check_name: finding.rule.as_str(),
        fingerprint,
        severity: severity(finding.severity),
        location: Location {
            path: repository_path(&finding.place.path),
            positions: Positions {
                begin: finding.place.start,
                end: finding.place.end,
            },
        },
    }
}

/// GitLab's scale is `info`, `minor`, `major`, `critical`, `blocker`.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};

    #[test]
    fn a_problem() {
        let sample = Sample::empty().with("./sənəd.md", "İclas ECPA", "ECPA");
        insta::assert_snapshot!(sample.written(FindingsFormat::Gitlab), @r#"
        [
        {"description":"`ECPA` is a deprecated term","check_name":"deprecated-term","fingerprint":"fcc727a5a5c1609e92d36494ad993e91","severity":"major","location":{"path":"sənəd.md","positions":{"begin":{"line":1,"column":7},"end":{"line":1,"column":11}}}}
        ]
        "#);
    }

    #[test]
    fn any_report_parses_and_fingerprints_differ() {
        let sample = hard()
            .with("a", "ECPA\nECPA", "ECPA")
            .with("a", "ECPA\nECPA", "ECPA");
        let list: Value = serde_json::from_str(&sample.written(FindingsFormat::Gitlab)).unwrap();
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), sample.findings.len());
        let names: BTreeSet<_> = list
            .iter()
            .map(|problem| problem["fingerprint"].as_str().unwrap())
            .collect();
        assert_eq!(names.len(), list.len());
        assert!(list.iter().all(|problem| {
            !problem["location"]["path"]
                .as_str()
                .unwrap()
                .starts_with("./")
        }));
    }

    #[test]
    fn nothing_found() {
        let list: Value =
            serde_json::from_str(&Sample::empty().written(FindingsFormat::Gitlab)).unwrap();
        assert_eq!(list, json!([]));
    }
}
