//! `JUnit` XML: a suite for each file with findings, a test for each finding.
//!
//! Errors and warnings are failures; infos pass, with what they say as output. A run that found nothing is one passing
//! test, since some services take a report without tests for a broken one.

use std::io::{self, Write};

use yaddash_model::Finding;

use super::runs::{Run, is_failing, runs};
use super::tally::counted;
use super::{FindingsReport, path_text};
use crate::markup::Escaped;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let suites = runs(report.findings)?;
    let tests = report.findings.count().max(1);
    let failures: usize = suites.iter().map(|suite| suite.failing).sum();
    writeln!(
        out,
        "<testsuites name=\"yaddash\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    if suites.is_empty() {
        write_clean_suite(report, out)?;
    }
    let mut suites = suites.into_iter();
    let mut left = 0;
    report.findings.each(&mut |finding| {
        if left == 0
            && let Some(suite) = suites.next()
        {
            write_suite_start(&suite, &path_text(&finding.place.path), out)?;
            left = suite.findings;
        }
        write_test(finding, out)?;
        left -= 1;
        if left == 0 {
            writeln!(out, "  </testsuite>")?;
        }
        Ok(())
    })?;
    writeln!(out, "</testsuites>")
}

fn write_clean_suite(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let name = format!("nothing found in {}", counted(report.files_checked, "file"));
    writeln!(
        out,
        "  <testsuite name=\"yaddash\" tests=\"1\" failures=\"0\" errors=\"0\">"
    )?;
    writeln!(
        out,
        "    <testcase name=\"{}\" classname=\"yaddash\"/>",
        Escaped(&name)
    )?;
    writeln!(out, "  </testsuite>")
}

fn write_suite_start(suite: &Run, path: &str, out: &mut dyn Write) -> io::Result<()> {
    let Run {
        findings: tests,
        failing: failures,
    } = suite;
    writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">",
        Escaped(path)
    )
}

fn write_test(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let path = path_text(&finding.place.path);
    let path = Escaped(&path);
    let (rule, start) = (Escaped(finding.rule.as_str()), finding.place.start);
    let line = start.line;
    writeln!(
        out,
        "    <testcase name=\"{rule} at {start}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">"
    )?;
    write_outcome(finding, &path, out)?;
    writeln!(out, "    </testcase>")
}

fn write_outcome(finding: &Finding, path: &Escaped<'_>, out: &mut dyn Write) -> io::Result<()> {
    let message = Escaped(&finding.message);
    let start = finding.place.start;
    if is_failing(finding) {
        let severity = finding.severity;
        writeln!(
            out,
            "      <failure type=\"{severity}\" message=\"{message}\">{path}:{start}: {message}</failure>"
        )
    } else {
        writeln!(
            out,
            "      <system-out>{path}:{start}: {message}</system-out>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};
    use crate::markup::well_formed::elements;

    #[test]
    fn a_report_of_hard_cases() {
        insta::assert_snapshot!(hard().written(FindingsFormat::Junit), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="yaddash" tests="4" failures="3" errors="0">
          <testsuite name="sənəd/giriş.az.md" tests="1" failures="1" errors="0">
            <testcase name="deprecated-term at 2:9" classname="sənəd/giriş.az.md" file="sənəd/giriş.az.md" line="2">
              <failure type="error" message="`ECPA` is a deprecated term">sənəd/giriş.az.md:2:9: `ECPA` is a deprecated term</failure>
            </testcase>
          </testsuite>
          <testsuite name="doc/вступление.md" tests="1" failures="1" errors="0">
            <testcase name="number-mismatch at 1:15" classname="doc/вступление.md" file="doc/вступление.md" line="1">
              <failure type="warning" message="&lt;script&gt; &amp; &quot;quotes&quot;,&#10;second line: 100%">doc/вступление.md:1:15: &lt;script&gt; &amp; &quot;quotes&quot;,&#10;second line: 100%</failure>
            </testcase>
          </testsuite>
          <testsuite name="gone.txt" tests="1" failures="0" errors="0">
            <testcase name="unlisted-rule at 2:3" classname="gone.txt" file="gone.txt" line="2">
              <system-out>gone.txt:2:3: `ECPA` is a deprecated term</system-out>
            </testcase>
          </testsuite>
          <testsuite name="./ok%FF 100%25/ə.txt" tests="1" failures="1" errors="0">
            <testcase name="deprecated-term at 1:1" classname="./ok%FF 100%25/ə.txt" file="./ok%FF 100%25/ə.txt" line="1">
              <failure type="error" message="`ECPA` is a deprecated term">./ok%FF 100%25/ə.txt:1:1: `ECPA` is a deprecated term</failure>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn well_formed_with_right_counts() {
        let written = hard()
            .with("x", "\u{0}ECPA\u{1b}", "\u{0}ECPA\u{1b}")
            .written(FindingsFormat::Junit);
        let elements = elements(&written);
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        let findings = hard().findings.len() + 1;
        assert_eq!(count("testcase"), findings);
        assert_eq!(count("failure"), findings - 1, "an info passes");
        assert!(written.contains(&format!(
            "<testsuites name=\"yaddash\" tests=\"{findings}\" failures=\"{}\"",
            findings - 1
        )));
    }

    #[test]
    fn nothing_found_is_a_passing_test() {
        let written = Sample::empty().written(FindingsFormat::Junit);
        assert_eq!(elements(&written), ["testsuites", "testsuite", "testcase"]);
        assert!(written.contains("nothing found in 7 files"));
    }
}
