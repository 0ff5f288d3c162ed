//! Summaries of alignments as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::AlignmentSummary;
use super::summary::share_aligned;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    summary: &'a AlignmentSummary,
    aligned: Option<f64>,
}

#[derive(Serialize)]
struct Totals {
    documents: usize,
    mismatched: usize,
    beads: usize,
    doubtful: usize,
    dropped: usize,
    segments: usize,
    unaligned: usize,
}

impl Totals {
    fn of(batch: &[AlignmentSummary]) -> Self {
        let sum = |figure: fn(&AlignmentSummary) -> usize| batch.iter().map(figure).sum();
        Self {
            documents: batch.len(),
            mismatched: sum(|summary| usize::from(summary.mismatched)),
            beads: sum(AlignmentSummary::beads),
            doubtful: sum(|summary| summary.doubtful_count),
            dropped: sum(|summary| summary.dropped_count),
            segments: sum(AlignmentSummary::segments),
            unaligned: sum(AlignmentSummary::unaligned_count),
        }
    }
}

/// Writes `{"documents":[…],"summary":{…}}`, one document a line:
/// `{"document":"…","languages":{"az":{"segments":31,"unaligned":1}},"beads":{"1-1":27},"score":0.93,`
/// `"mismatched":false,"doubtful_count":1,"doubtful":[{"index":12,"score":0.31,"texts":["…"]}],`
/// `"unaligned":[{"language":"az","index":3,"text":"…"}],"dropped_count":0,"dropped":[],"notes":["…"],"aligned":0.97}`.
/// `aligned` is the share of segments that have a counterpart. What is not a number is `null`.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_json(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"documents\":[")?;
    let mut separator = "\n";
    for summary in batch {
        out.write_all(separator.as_bytes())?;
        let document = Document {
            summary,
            aligned: share_aligned(summary.segments(), summary.unaligned_count()),
        };
        serde_json::to_writer(&mut *out, &document)?;
        separator = ",\n";
    }
    out.write_all(b"\n],\"summary\":")?;
    serde_json::to_writer(&mut *out, &Totals::of(batch))?;
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
            serde_json::json!({
                "documents": 2, "mismatched": 0, "beads": 34, "doubtful": 1, "dropped": 1,
                "segments": 105, "unaligned": 3,
            })
        );
        let first = &json["documents"][0];
        assert_eq!(
            first["languages"]["ru"],
            serde_json::json!({"segments": 32, "unaligned": 2})
        );
        assert_eq!(first["beads"]["1-1-2"], 2);
        assert_eq!(first["doubtful"][0]["index"], 12);
        assert_eq!(first["unaligned"][1]["language"], "ru");
        assert_eq!(first["dropped"][0]["score"], 0.08);
        assert!((first["aligned"].as_f64().unwrap() - 90.0 / 93.0).abs() < 1e-9);
        assert!(json["documents"][1]["score"].is_null());
        let lines = String::from_utf8(written).unwrap();
        assert_eq!(lines.lines().count(), 4, "one document a line");
        assert!(
            lines.contains(r#""beads":{"1-1-1":27,"1-1-2":2,"1-0-0":1}"#),
            "shapes keep their order"
        );
    }
}
