//! Checkstyle XML: `<file name><error line column severity message source/></file>`.

use std::io::{self, Write};
use std::path::PathBuf;

use yaddash_model::Finding;

use super::{FindingsReport, path_text};
use crate::markup::Escaped;

/// The version of Checkstyle whose form this is; readers ask for some version.
const VERSION: &str = "4.3";

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<checkstyle version=\"{VERSION}\">")?;
    let mut open: Option<PathBuf> = None;
    report.findings.each(&mut |finding| {
        let path = &finding.place.path;
        if open.as_ref() != Some(path) {
            if open.replace(path.clone()).is_some() {
                writeln!(out, "  </file>")?;
            }
            writeln!(out, "  <file name=\"{}\">", Escaped(&path_text(path)))?;
        }
        write_error(finding, out)
    })?;
    if open.is_some() {
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn write_error(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let start = finding.place.start;
    writeln!(
        out,
        "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"yaddash.{}\"/>",
        start.line,
        start.column,
        finding.severity,
        Escaped(&finding.message),
        Escaped(finding.rule.as_str()),
    )
}

#[cfg(test)]
mod tests {
    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};
    use crate::markup::well_formed::elements;

    #[test]
    fn a_report_of_hard_cases() {
        insta::assert_snapshot!(hard().written(FindingsFormat::Checkstyle), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="sənəd/giriş.az.md">
            <error line="2" column="9" severity="error" message="`ECPA` is a deprecated term" source="yaddash.deprecated-term"/>
          </file>
          <file name="doc/вступление.md">
            <error line="1" column="15" severity="warning" message="&lt;script&gt; &amp; &quot;quotes&quot;,&#10;second line: 100%" source="yaddash.number-mismatch"/>
          </file>
          <file name="gone.txt">
            <error line="2" column="3" severity="info" message="`ECPA` is a deprecated term" source="yaddash.unlisted-rule"/>
          </file>
          <file name="./ok%FF 100%25/ə.txt">
            <error line="1" column="1" severity="error" message="`ECPA` is a deprecated term" source="yaddash.deprecated-term"/>
          </file>
        </checkstyle>
        "#);
    }

    #[test]
    fn findings_of_a_file_share_an_element() {
        let sample = hard()
            .with("x", "ECPA\u{7}", "ECPA\u{7}")
            .with("x", "ECPA", "ECPA");
        let elements = elements(&sample.written(FindingsFormat::Checkstyle));
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        assert_eq!(count("error"), sample.findings.len());
        assert_eq!(count("file"), sample.findings.len() - 1);
    }

    #[test]
    fn nothing_found() {
        assert_eq!(
            elements(&Sample::empty().written(FindingsFormat::Checkstyle)),
            ["checkstyle"]
        );
    }
}
