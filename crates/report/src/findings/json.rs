//! One JSON object: `{"findings":[…],"summary":{…}}`.
//!
//! Each finding stands on a line of its own, so that line tools and diffs work on the output too.

use std::io::{self, Write};

use super::FindingsReport;
use super::record::Record;
use super::tally::Tally;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"findings\":[")?;
    let mut separator = "\n";
    let mut tally = Tally::new(report.files_checked);
    report.findings.each(&mut |finding| {
        tally.add(finding);
        out.write_all(separator.as_bytes())?;
        serde_json::to_writer(&mut *out, &Record::new(finding))?;
        separator = ",\n";
        Ok(())
    })?;
    if !report.suppressed.is_empty() {
        out.write_all(b"\n],\"suppressed\":[")?;
        separator = "\n";
        for (finding, reason) in report.suppressed {
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &Record::suppressed(finding, reason))?;
            separator = ",\n";
        }
    }
    out.write_all(b"\n],\"summary\":")?;
    serde_json::to_writer(&mut *out, &tally)?;
    out.write_all(b"}\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};

    #[test]
    fn shape_and_order_of_members() {
        let sample = Sample::empty().with("a.md", "İ ECPA", "ECPA");
        insta::assert_snapshot!(sample.written(FindingsFormat::Json), @r#"
        {"findings":[
        {"rule":"deprecated-term","severity":"error","path":"a.md","line":1,"column":3,"end_line":1,"end_column":7,"start":3,"end":7,"language":"az","text":"ECPA","concept":"pace","suggestions":["AŞPA"],"message":"`ECPA` is a deprecated term"}
        ],"summary":{"files_checked":7,"files_with_findings":1,"findings":1,"errors":1,"warnings":0,"infos":0,"rules":{"deprecated-term":1}}}
        "#);
    }

    #[test]
    fn suppressed_findings_have_reasons_and_do_not_count() {
        let sample = Sample::empty()
            .with("a.md", "ECPA", "ECPA")
            .suppressed("a quotation");
        let json: Value = serde_json::from_str(&sample.written(FindingsFormat::Json)).unwrap();
        assert_eq!(json["findings"], json!([]));
        assert_eq!(json["suppressed"][0]["reason"], "a quotation");
        assert_eq!(json["summary"]["findings"], 0);
    }

    #[test]
    fn any_report_parses() {
        let json: Value = serde_json::from_str(&hard().written(FindingsFormat::Json)).unwrap();
        assert_eq!(
            json["findings"].as_array().unwrap().len(),
            hard().findings.len()
        );
        assert_eq!(
            json["findings"][1]["message"],
            "<script> & \"quotes\",\nsecond line: 100%"
        );
        assert_eq!(json["findings"][2]["language"], Value::Null);
        assert_eq!(json["summary"]["rules"]["unlisted-rule"], 1);
    }

    #[test]
    fn nothing_found() {
        let json: Value =
            serde_json::from_str(&Sample::empty().written(FindingsFormat::Json)).unwrap();
        assert_eq!(json["findings"], json!([]));
        assert_eq!(json["summary"]["files_checked"], 7);
    }

    #[cfg(unix)]
    #[test]
    fn paths_that_are_not_utf8_can_be_decoded() {
        let json: Value = serde_json::from_str(&hard().written(FindingsFormat::Json)).unwrap();
        let path = json["findings"][3]["path"].as_str().unwrap();
        assert_eq!(path, "./ok%FF 100%25/ə.txt");
        assert_eq!(
            super::super::decode_path(path),
            b"./ok\xff 100%/\xc9\x99.txt"
        );
    }
}
