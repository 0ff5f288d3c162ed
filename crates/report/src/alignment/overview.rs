//! The alignments of a batch as one HTML page.

use std::io::{self, Write};

use super::cells::{write_language_heads, write_score, write_texts};
use super::page::STYLE;
use super::summary::{share_aligned, share_text};
use super::{AlignmentSummary, ListedBead};
use crate::markup::{Escaped, write_page_end, write_page_start};

/// Writes one self-contained HTML page without scripts: a table with a row for each document, which links to its own page
/// where the summary has a link, and under it each document that someone should look at, with its doubtful beads, its
/// segments without counterpart and the beads that were left out.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignments_page(batch: &[AlignmentSummary], out: &mut dyn Write) -> io::Result<()> {
    write_page_start("Alignments", STYLE, out)?;
    let mismatched = batch.iter().filter(|summary| summary.mismatched).count();
    writeln!(
        out,
        "<header>\n<h1>Alignments</h1>\n<p>{} documents, of which {mismatched} hardly fit</p>\n</header>",
        batch.len()
    )?;
    writeln!(out, "<main id=\"main\">\n<table class=\"beads\">")?;
    write!(
        out,
        "<thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Segments</th>"
    )?;
    for column in [
        "Beads",
        "Score",
        "Aligned",
        "Unaligned",
        "Doubtful",
        "Dropped",
    ] {
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
    summary.doubtful_count > 0
        || summary.dropped_count > 0
        || summary.unaligned_count() > 0
        || !summary.notes.is_empty()
}

fn write_row(number: usize, summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    let class = if summary.mismatched {
        " class=\"doubtful\""
    } else {
        ""
    };
    write!(out, "<tr{class}><th scope=\"row\">")?;
    write_name(summary, out)?;
    if is_worth_a_look(summary) {
        write!(out, " <a href=\"#document-{number}\">details</a>")?;
    }
    let segments: Vec<_> = summary
        .languages
        .iter()
        .map(|count| format!("{} {}", Escaped(&count.language), count.segments))
        .collect();
    write!(
        out,
        "</th><td>{}</td><td class=\"number\">{}</td>",
        segments.join(", "),
        summary.beads()
    )?;
    write_score(summary.score, out)?;
    let figures = [
        share_text(share_aligned(summary.segments(), summary.unaligned_count())),
        summary.unaligned_count().to_string(),
        summary.doubtful_count.to_string(),
        summary.dropped_count.to_string(),
    ];
    for figure in figures {
        write!(out, "<td class=\"number\">{figure}</td>")?;
    }
    writeln!(out, "</tr>")
}

/// The name of a document, as a link to its page where it has one.
fn write_name(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    let name = Escaped(&summary.document);
    match &summary.link {
        Some(link) => write!(out, "<a href=\"{}\">{name}</a>", Escaped(link)),
        None => write!(out, "{name}"),
    }
}

fn write_document(
    number: usize,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "<h2 id=\"document-{number}\">")?;
    write_name(summary, out)?;
    writeln!(out, "</h2>")?;
    for note in &summary.notes {
        writeln!(out, "<p class=\"note\">{}</p>", Escaped(note))?;
    }
    write_beads(
        "Doubtful beads",
        &summary.doubtful,
        summary.doubtful_count,
        summary,
        out,
    )?;
    write_unaligned(summary, out)?;
    write_beads(
        "Left out by their score",
        &summary.dropped,
        summary.dropped_count,
        summary,
        out,
    )
}

/// What is listed of how many.
fn caption(what: &str, listed: usize, count: usize) -> String {
    if listed < count {
        format!("{what}: {listed} of {count}")
    } else {
        what.to_owned()
    }
}

fn write_beads(
    what: &str,
    beads: &[ListedBead],
    count: usize,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    if beads.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<table class=\"beads\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\" class=\"number\">Bead</th><th scope=\"col\" class=\"number\">Score</th>",
        caption(what, beads.len(), count)
    )?;
    write_language_heads(summary, out)?;
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for bead in beads {
        write_bead(bead, summary, out)?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn write_bead(
    bead: &ListedBead,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "<tr><th scope=\"row\" class=\"number index\">{}</th>",
        bead.index
    )?;
    write_score(bead.score, out)?;
    for (text, count) in bead.texts.iter().zip(&summary.languages) {
        write_texts(&count.language, [text.as_str()], out)?;
    }
    writeln!(out, "</tr>")
}

fn write_unaligned(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    if summary.unaligned.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<table class=\"beads\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">Language</th><th scope=\"col\" class=\"number\">Segment</th><th scope=\"col\">Text</th></tr></thead>\n<tbody>",
        caption(
            "Unaligned",
            summary.unaligned.len(),
            summary.unaligned_count()
        )
    )?;
    for segment in &summary.unaligned {
        write!(
            out,
            "<tr><td>{}</td><td class=\"number\">{}</td>",
            Escaped(&segment.language),
            segment.index
        )?;
        write_texts(&segment.language, [segment.text.as_str()], out)?;
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

#[cfg(test)]
mod tests {
    use super::super::summary::samples;
    use super::*;
    use crate::markup::well_formed::elements;

    #[test]
    fn documents_worth_a_look_are_linked_and_shown() {
        let mut out = Vec::new();
        let mut batch = samples::batch();
        batch[1].link = Some("устав&.html".to_owned());
        write_alignments_page(&batch, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(
            page.contains("<a href=\"#document-0\">"),
            "has doubtful beads"
        );
        assert!(
            page.contains("<th scope=\"row\"><a href=\"устав&amp;.html\">устав</a></th>"),
            "has none, but a page"
        );
        assert!(page.contains("<caption>Unaligned: 2 of 3</caption>"));
        assert!(page.contains("<p>İmza &amp; möhür.</p>"));
        assert!(elements(&page).contains(&"caption".to_owned()));
        assert!(page.contains("Milli Məclisin&#9;sədri &lt;çıxış etdi&gt;."));
        assert!(page.contains(">`ru` has a heading that the others lack</p>"));
        assert!(!page.contains("<script"));
    }
}
