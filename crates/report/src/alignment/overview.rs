//! The alignments of a batch as one HTML page.

use std::io::{self, Write};

use super::summary::score_text;
use super::{AlignmentSummary, DoubtfulBead};
use crate::markup::{Escaped, write_page_end, write_page_start};

const STYLE: &str = include_str!("page.css");

/// Writes one self-contained HTML page without scripts: a table with a row for each document, and under it each document
/// that has doubtful beads or notes, with the texts of the doubtful beads side by side.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_page(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    write_page_start("Alignments", STYLE, out)?;
    writeln!(
        out,
        "<header>\n<h1>Alignments</h1>\n<p>{} documents</p>\n</header>",
        batch.len()
    )?;
    writeln!(out, "<main id=\"main\">\n<table class=\"beads\">")?;
    write!(
        out,
        "<thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Segments</th>"
    )?;
    for column in ["Beads", "Score", "Unaligned", "Doubtful"] {
        write!(out, "<th scope=\"col\" class=\"number\">{column}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (number, summary) in batch.iter().enumerate() {
        write_row(number, summary, out)?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    for (number, summary) in batch
        .iter()
        .enumerate()
        .filter(|(_, summary)| is_worth_a_look(summary))
    {
        write_document(number, summary, out)?;
    }
    writeln!(out, "</main>")?;
    write_page_end(out)
}

fn is_worth_a_look(summary: &AlignmentSummary) -> bool {
    !summary.doubtful.is_empty() || !summary.notes.is_empty()
}

fn write_row(number: usize, summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    let name = Escaped(&summary.document);
    if is_worth_a_look(summary) {
        write!(
            out,
            "<tr><th scope=\"row\"><a href=\"#document-{number}\">{name}</a></th>"
        )?;
    } else {
        write!(out, "<tr><th scope=\"row\">{name}</th>")?;
    }
    let segments: Vec<_> = summary
        .languages
        .iter()
        .map(|count| format!("{} {}", Escaped(&count.language), count.segments))
        .collect();
    let unaligned: usize = summary.languages.iter().map(|count| count.unaligned).sum();
    writeln!(
        out,
        "<td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{unaligned}</td><td class=\"number\">{}</td></tr>",
        segments.join(", "),
        summary.beads(),
        score_text(summary.score),
        summary.doubtful.len()
    )
}

fn write_document(
    number: usize,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<h2 id=\"document-{number}\">{}</h2>",
        Escaped(&summary.document)
    )?;
    for note in &summary.notes {
        writeln!(out, "<p>{}</p>", Escaped(note))?;
    }
    if summary.doubtful.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<table class=\"beads\">\n<thead><tr><th scope=\"col\" class=\"number\">Bead</th><th scope=\"col\" class=\"number\">Score</th>"
    )?;
    for count in &summary.languages {
        write!(out, "<th scope=\"col\">{}</th>", Escaped(&count.language))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for bead in &summary.doubtful {
        write_bead(bead, summary, out)?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn write_bead(
    bead: &DoubtfulBead,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "<tr><th scope=\"row\" class=\"number index\">{}</th><td class=\"number\">{}</td>",
        bead.index,
        score_text(bead.score)
    )?;
    for (text, count) in bead.texts.iter().zip(&summary.languages) {
        write!(
            out,
            "<td lang=\"{}\" dir=\"auto\"><p>{}</p></td>",
            Escaped(&count.language),
            Escaped(text)
        )?;
    }
    writeln!(out, "</tr>")
}

#[cfg(test)]
mod tests {
    use super::super::summary::samples;
    use super::*;

    #[test]
    fn documents_worth_a_look_are_linked_and_shown() {
        let mut out = Vec::new();
        write_alignments_page(&samples::batch(), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(
            page.contains("<a href=\"#document-0\">"),
            "has doubtful beads"
        );
        assert!(page.contains("<th scope=\"row\">устав</th>"), "has none");
        assert!(page.contains("Milli Məclisin&#9;sədri &lt;çıxış etdi&gt;."));
        assert!(page.contains("<p>`ru` has a heading that the others lack</p>"));
        assert!(!page.contains("<script"));
    }
}
