//! Summaries of alignments as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::AlignmentSummary;

#[derive(Serialize)]
struct Totals {
    documents: usize,
    beads: usize,
    doubtful: usize,
}

/// Writes `{"documents":[…],"summary":{…}}`, one document a line:
/// `{"document":"…","languages":{"az":{"segments":31,"unaligned":1}},"beads":{"1-1":27},"score":0.93,`
/// `"doubtful":[{"index":12,"score":0.31,"texts":["…"]}],"notes":["…"]}`. A score that is not a number is `null`.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_json(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"documents\":[")?;
    let mut separator = "\n";
    for summary in batch {
        out.write_all(separator.as_bytes())?;
        serde_json::to_writer(&mut *out, summary)?;
        separator = ",\n";
    }
    out.write_all(b"\n],\"summary\":")?;
    let totals = Totals {
        documents: batch.len(),
        beads: batch.iter().map(AlignmentSummary::beads).sum(),
        doubtful: batch.iter().map(|summary| summary.doubtful.len()).sum(),
    };
    serde_json::to_writer(&mut *out, &totals)?;
    out.write_all(b"}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::summary::samples;

    #[test]
    fn documents_and_totals() {
        let mut written = Vec::new();
        let mut batch = samples::batch();
        batch[1].score = f64::NAN;
        write_alignments_json(&batch, &mut written).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&written).unwrap();
        assert_eq!(
            json["summary"],
            serde_json::json!({"documents": 2, "beads": 34, "doubtful": 1})
        );
        let first = &json["documents"][0];
        assert_eq!(
            first["languages"]["ru"],
            serde_json::json!({"segments": 32, "unaligned": 2})
        );
        assert_eq!(first["beads"]["1-1-2"], 2);
        assert_eq!(first["doubtful"][0]["index"], 12);
        assert!(json["documents"][1]["score"].is_null());
        let lines = String::from_utf8(written).unwrap();
        assert_eq!(lines.lines().count(), 4, "one document a line");
        assert!(
            lines.contains(r#""beads":{"1-1-1":27,"1-1-2":2,"1-0-0":1}"#),
            "shapes keep their order"
        );
    }
}
