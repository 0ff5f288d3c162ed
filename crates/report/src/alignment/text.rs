//! Summaries of alignments as a table for the terminal.

use std::io::{self, Write};

use super::AlignmentSummary;
use super::summary::score_text;
use crate::display_width::{display_width, padded_left, padded_right, shortened};

/// Columns of the name of a document; longer ones are cut.
const NAME: usize = 48;

/// Columns of each text of a doubtful bead.
const TEXT: usize = 72;

/// Writes a table with a row for each document and a row of totals where there are several.
///
/// Columns are aligned for Latin and Cyrillic text, composed or not.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_table(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<_> = batch.iter().map(row).collect();
    if batch.len() > 1 {
        rows.push(totals(batch));
    }
    write_table(&rows, out)
}

/// Writes the table of [`write_alignments_table`], then for each document what is worth a look: shapes of beads, doubtful
/// beads with their texts, notes.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_text(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    write_alignments_table(batch, out)?;
    for summary in batch {
        write_details(summary, out)?;
    }
    Ok(())
}

const COLUMNS: usize = 5;
type Row = [String; COLUMNS];

const HEADER: [&str; COLUMNS] = ["document", "beads", "score", "unaligned", "doubtful"];

fn row(summary: &AlignmentSummary) -> Row {
    [
        shortened(&summary.document, NAME),
        summary.beads().to_string(),
        score_text(summary.score),
        unaligned(summary),
        summary.doubtful.len().to_string(),
    ]
}

/// The languages that have unaligned segments with their number, `0` where none has.
fn unaligned(summary: &AlignmentSummary) -> String {
    let counts: Vec<_> = summary
        .languages
        .iter()
        .filter(|count| count.unaligned > 0)
        .map(|count| format!("{} {}", count.language, count.unaligned))
        .collect();
    if counts.is_empty() {
        "0".to_owned()
    } else {
        counts.join(", ")
    }
}

/// Sums, with the score as the mean over the beads.
fn totals(batch: &[AlignmentSummary]) -> Row {
    let beads: usize = batch.iter().map(AlignmentSummary::beads).sum();
    let scores: f64 = batch
        .iter()
        .map(|summary| summary.score.clamp(0.0, 1.0) * summary.beads() as f64)
        .sum();
    let languages = batch.iter().flat_map(|summary| &summary.languages);
    let unaligned: usize = languages.map(|count| count.unaligned).sum();
    let doubtful: usize = batch.iter().map(|summary| summary.doubtful.len()).sum();
    [
        format!("{} documents", batch.len()),
        beads.to_string(),
        score_text(scores / beads as f64),
        unaligned.to_string(),
        doubtful.to_string(),
    ]
}

fn write_table(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let header = HEADER.map(str::to_owned);
    let mut widths = [0; COLUMNS];
    for row in std::iter::once(&header).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = display_width(cell).max(*width);
        }
    }
    for row in std::iter::once(&header).chain(rows) {
        let cells: Vec<_> = row
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(column, (cell, width))| match column {
                // Names and lists of languages read from the left, numbers from the right.
                0 | 3 => padded_right(cell, width),
                _ => padded_left(cell, width),
            })
            .collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn write_details(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", shortened(&summary.document, NAME))?;
    let segments: Vec<_> = summary
        .languages
        .iter()
        .map(|count| format!("{} {}", count.language, count.segments))
        .collect();
    writeln!(out, "  segments  {}", segments.join(", "))?;
    let shapes: Vec<_> = summary
        .beads_by_shape
        .iter()
        .map(|shape| format!("{} × {}", shape.shape, shape.count))
        .collect();
    writeln!(out, "  beads     {}", shapes.join(", "))?;
    for note in &summary.notes {
        writeln!(out, "  note      {note}")?;
    }
    for bead in &summary.doubtful {
        writeln!(
            out,
            "  doubtful  bead {}, score {}",
            bead.index,
            score_text(bead.score)
        )?;
        let tags = summary
            .languages
            .iter()
            .map(|count| count.language.as_str());
        for (tag, text) in tags.zip(&bead.texts) {
            let text = if text.is_empty() {
                "(nothing)".to_owned()
            } else {
                shortened(text, TEXT)
            };
            writeln!(out, "    {}  {text}", padded_right(tag, 6))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::summary::samples;

    fn written(batch: &[AlignmentSummary]) -> String {
        let mut out = Vec::new();
        write_alignments_text(batch, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    #[expect(clippy::unicode_not_nfc, reason = "decomposed text is what is tested")]
    fn a_batch() {
        insta::assert_snapshot!(written(&samples::batch()), @r"
        document               beads  score  unaligned   doubtful
        müqavilə/İkinci fəsil     30   0.93  az 1, ru 2         1
        устав                      4   1.00  0                  0
        2 documents               34   0.94  3                  1

        müqavilə/İkinci fəsil
          segments  az 31, en 30, ru 32
          beads     1-1-1 × 27, 1-1-2 × 2, 1-0-0 × 1
          note      `ru` has a heading that the others lack
          doubtful  bead 12, score 0.31
            az      Milli Məclisin sədri <çıxış etdi>.
            en      (nothing)
            ru      Председатель Милли Меджлиса выступил с заявлением, которое было опублик…

        устав
          segments  az 4, en 4, ru 4
          beads     1-1-1 × 4
        ");
    }

    #[test]
    fn one_document_has_no_totals() {
        let text = written(&samples::batch()[1..]);
        assert!(!text.contains("documents"), "{text}");
    }

    #[test]
    fn nothing_aligned() {
        assert_eq!(
            written(&[]),
            "document  beads  score  unaligned  doubtful\n"
        );
        let empty = written(&[AlignmentSummary::default(), AlignmentSummary::default()]);
        assert!(empty.contains("2 documents      0      -"), "{empty}");
    }
}
