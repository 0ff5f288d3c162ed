//! Analyses for terminals.

use std::io::{self, Write};

use super::{AnalysedFile, AnalysisFigures, AnalysisReport};
use crate::display_width::{padded_left, padded_right};

const HEADS: [&str; 5] = ["Segments", "Words", "Characters", "Tags", "Placeables"];

/// Writes `report` as a table for each file, and one for all where there are several.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_analysis_text(report: &AnalysisReport, out: &mut dyn Write) -> io::Result<()> {
    for (number, file) in report.tables().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write_table(file, out)?;
    }
    Ok(())
}

fn write_table(file: &AnalysedFile, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", file.path)?;
    let titles = file.bands.iter().map(|band| band.title.chars().count());
    let width = titles.max().unwrap_or(0).max("Weighted words".len());
    write!(out, "  {}", " ".repeat(width))?;
    for head in HEADS {
        write!(out, "  {}", padded_left(head, 10))?;
    }
    writeln!(out)?;
    for band in &file.bands {
        write_row(band.title, width, band.figures, out)?;
    }
    write_row("Total", width, file.all, out)?;
    let weighted = format!("{:.1}", file.weighted_words);
    writeln!(
        out,
        "  {}  {}  {}",
        padded_right("Weighted words", width),
        " ".repeat(10),
        padded_left(&weighted, 10)
    )
}

fn write_row(
    title: &str,
    width: usize,
    figures: AnalysisFigures,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "  {}", padded_right(title, width))?;
    for value in [
        figures.segments,
        figures.words,
        figures.characters,
        figures.tags,
        figures.placeables,
    ] {
        write!(out, "  {}", padded_left(&value.to_string(), 10))?;
    }
    writeln!(out)
}
