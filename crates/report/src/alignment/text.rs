//! Summaries of alignments as a table for the terminal.

use std::io::{self, Write};

use super::summary::{score_text, share_aligned, share_text};
use super::{AlignmentSummary, ListedBead};
use crate::display_width::{display_width, padded_left, padded_right, shortened};

/// Columns of the name of a document; longer ones are cut.
const NAME: usize = 48;

/// Columns of each text that is listed.
const TEXT: usize = 72;

/// Writes a table with a row for each document and a row of totals where there are several.
///
/// Columns are aligned for Latin and Cyrillic text, composed or not.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_table(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    let is_dropped = batch.iter().any(|summary| summary.dropped_count > 0);
    let columns: Vec<_> = COLUMNS
        .iter()
        .chain(is_dropped.then_some(&DROPPED))
        .map(|column| padded(column, batch))
        .collect();
    let rows = columns.iter().map(Vec::len).min().unwrap_or_default();
    for row in 0..rows {
        let cells: Vec<_> = columns
            .iter()
            .filter_map(|column| column.get(row))
            .map(String::as_str)
            .collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

/// The cells of a column, all of one width: its header, a cell for each document, and the total of several.
fn padded(column: &Column, batch: &[AlignmentSummary]) -> Vec<String> {
    let mut cells = vec![column.header.to_owned()];
    cells.extend(batch.iter().map(column.cell));
    if batch.len() > 1 {
        cells.push((column.total)(batch));
    }
    let width = cells
        .iter()
        .map(|cell| display_width(cell))
        .max()
        .unwrap_or_default();
    let pad = if column.is_text {
        padded_right
    } else {
        padded_left
    };
    cells.iter().map(|cell| pad(cell, width)).collect()
}

/// Writes the table of [`write_alignments_table`], then for each document what is worth a look: shapes of beads, doubtful
/// beads with their texts, segments without counterpart, beads that were left out, notes.
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

/// The columns of the table: what is above, whether it reads from the left, and what stands in it.
struct Column {
    header: &'static str,
    is_text: bool,
    cell: fn(&AlignmentSummary) -> String,
    total: fn(&[AlignmentSummary]) -> String,
}

const COLUMNS: [Column; 6] = [
    Column {
        header: "document",
        is_text: true,
        cell: |summary| shortened(&summary.document, NAME),
        total: |batch| format!("{} documents", batch.len()),
    },
    Column {
        header: "beads",
        is_text: false,
        cell: |summary| summary.beads().to_string(),
        total: |batch| sum(batch, AlignmentSummary::beads).to_string(),
    },
    Column {
        header: "score",
        is_text: false,
        cell: |summary| score_text(summary.score),
        total: mean_score,
    },
    Column {
        header: "aligned",
        is_text: false,
        cell: |summary| share_text(share_aligned(summary.segments(), summary.unaligned_count())),
        total: |batch| {
            let segments = sum(batch, AlignmentSummary::segments);
            share_text(share_aligned(
                segments,
                sum(batch, AlignmentSummary::unaligned_count),
            ))
        },
    },
    Column {
        header: "unaligned",
        is_text: true,
        cell: unaligned,
        total: |batch| sum(batch, AlignmentSummary::unaligned_count).to_string(),
    },
    Column {
        header: "doubtful",
        is_text: false,
        cell: |summary| summary.doubtful_count.to_string(),
        total: |batch| sum(batch, |summary| summary.doubtful_count).to_string(),
    },
];

/// The column of what was left out, in a batch where something was.
const DROPPED: Column = Column {
    header: "dropped",
    is_text: false,
    cell: |summary| summary.dropped_count.to_string(),
    total: |batch| sum(batch, |summary| summary.dropped_count).to_string(),
};

fn sum(batch: &[AlignmentSummary], figure: impl Fn(&AlignmentSummary) -> usize) -> usize {
    batch.iter().map(figure).sum()
}

/// The mean over the beads.
fn mean_score(batch: &[AlignmentSummary]) -> String {
    let scores: f64 = batch
        .iter()
        .map(|summary| summary.score.clamp(0.0, 1.0) * summary.beads() as f64)
        .sum();
    score_text(scores / sum(batch, AlignmentSummary::beads) as f64)
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
    write_beads(
        "doubtful",
        &summary.doubtful,
        summary.doubtful_count,
        summary,
        out,
    )?;
    for segment in &summary.unaligned {
        writeln!(
            out,
            "  unaligned {} {}: {}",
            segment.language,
            segment.index,
            shortened(&segment.text, TEXT)
        )?;
    }
    write_rest(
        "unaligned",
        summary.unaligned.len(),
        summary.unaligned_count(),
        out,
    )?;
    write_beads(
        "dropped",
        &summary.dropped,
        summary.dropped_count,
        summary,
        out,
    )
}

/// The beads that are listed, with their texts, and how many there are beside them.
fn write_beads(
    what: &str,
    beads: &[ListedBead],
    count: usize,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    for bead in beads {
        writeln!(
            out,
            "  {what:<9} bead {}, score {}",
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
    write_rest(what, beads.len(), count, out)
}

fn write_rest(what: &str, listed: usize, count: usize, out: &mut dyn Write) -> io::Result<()> {
    match count.saturating_sub(listed) {
        0 => Ok(()),
        more => writeln!(out, "  {what:<9} {more} more"),
    }
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
        document               beads  score  aligned  unaligned   doubtful  dropped
        müqavilə/İkinci fəsil     30   0.93      96%  az 1, ru 2         1        1
        устав                      4   1.00     100%  0                  0        0
        2 documents               34   0.94      97%  3                  1        1

        müqavilə/İkinci fəsil
          segments  az 31, en 30, ru 32
          beads     1-1-1 × 27, 1-1-2 × 2, 1-0-0 × 1
          note      `ru` has a heading that the others lack
          doubtful  bead 12, score 0.31
            az      Milli Məclisin sədri <çıxış etdi>.
            en      (nothing)
            ru      Председатель Милли Меджлиса выступил с заявлением, которое было опублик…
          unaligned az 3: İmza & möhür.
          unaligned ru 30: Подпись.
          unaligned 1 more
          dropped   bead 29, score 0.08
            az      (nothing)
            en      Page 1
            ru      Стр. 1

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
            "document  beads  score  aligned  unaligned  doubtful\n"
        );
        let empty = written(&[AlignmentSummary::default(), AlignmentSummary::default()]);
        assert!(empty.contains("2 documents      0      -"), "{empty}");
    }
}
