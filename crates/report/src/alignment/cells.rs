//! Cells of the tables of beads, which all pages of alignments share.

use std::io::{self, Write};

use super::AlignmentSummary;
use super::confidence::Band;
use super::summary::score_text;
use crate::markup::Escaped;

/// The heads of the columns of the languages.
pub(super) fn write_language_heads(
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    summary
        .languages
        .iter()
        .try_for_each(|count| write!(out, "<th scope=\"col\">{}</th>", Escaped(&count.language)))
}

/// A cell with a score as number, sign and colour.
pub(super) fn write_score(score: f64, out: &mut dyn Write) -> io::Result<()> {
    let band = Band::of(score);
    write!(
        out,
        "<td class=\"number score band-{}\">{} <span aria-hidden=\"true\">{}</span></td>",
        band.number,
        score_text(score),
        band.sign()
    )
}

/// A cell with texts in a language, a paragraph each.
pub(super) fn write_texts<'t>(
    language: &str,
    texts: impl IntoIterator<Item = &'t str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "<td lang=\"{}\" dir=\"auto\">", Escaped(language))?;
    for text in texts {
        write!(out, "<p>{}</p>", Escaped(text))?;
    }
    write!(out, "</td>")
}
