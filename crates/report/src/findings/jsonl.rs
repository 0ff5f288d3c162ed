//! One JSON object a line and finding, without a summary.

use std::io::{self, Write};

use super::FindingsReport;
use super::record::Record;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    report.findings.each(&mut |finding| {
        serde_json::to_writer(&mut *out, &Record::new(finding))?;
        out.write_all(b"\n")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};

    #[test]
    fn lines_are_the_findings_of_the_json_format() {
        let json: Value = serde_json::from_str(&hard().written(FindingsFormat::Json)).unwrap();
        let lines = hard().written(FindingsFormat::Jsonl);
        let findings: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(json["findings"], Value::Array(findings));
        assert_eq!(Sample::empty().written(FindingsFormat::Jsonl), "");
    }
}
