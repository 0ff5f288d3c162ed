//! Analyses for programs.

use std::io::{self, Write};

use super::{AnalysisFigures, AnalysisReport};

/// Writes `report` as one JSON object and a line end.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_analysis_json(report: &AnalysisReport, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    out.write_all(b"\n")
}

/// Writes `report` as CSV: a header, then a line for each band of each file.
/// There are no totals, so that sums come out right in spreadsheets.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_analysis_csv(report: &AnalysisReport, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "path,band,weight,{}", AnalysisFigures::NAMES.join(","))?;
    for file in &report.files {
        for band in &file.bands {
            write!(out, "{},{},{}", field(&file.path), band.band, band.weight)?;
            for value in band.figures.values() {
                write!(out, ",{value}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A field as RFC 4180 has it.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
