//! What stands above the table of beads: figures, the legend of confidence, the choice of beads, links to the doubtful.

use std::io::{self, Write};

use super::confidence::Band;
use super::summary::{score_text, share_aligned, share_text};
use super::{AlignmentPage, AlignmentSummary};
use crate::markup::Escaped;

/// As many doubtful beads are linked at once; a longer list is folded up.
const MOST_LINKS: usize = 30;

/// Writes the header and the controls of a page.
pub(super) fn write_header(page: &AlignmentPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_figures(&page.summary, out)?;
    write_choice(page, out)?;
    write_doubtful(page, out)
}

fn write_figures(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<header>\n<h1>{}</h1>", Escaped(&summary.document))?;
    writeln!(
        out,
        "<p>{} beads, score {}, {} of the segments aligned</p>",
        summary.beads(),
        score_text(summary.score),
        share_text(share_aligned(summary.segments(), summary.unaligned_count()))
    )?;
    writeln!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">Language</th><th scope=\"col\" class=\"number\">Segments</th><th scope=\"col\" class=\"number\">Unaligned</th></tr></thead>\n<tbody>"
    )?;
    for count in &summary.languages {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            Escaped(&count.language),
            count.segments,
            count.unaligned
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    let shapes: Vec<_> = summary
        .beads_by_shape
        .iter()
        .map(|shape| format!("{} × {}", Escaped(&shape.shape), shape.count))
        .collect();
    writeln!(out, "<p>{}</p>", shapes.join(", "))?;
    for note in &summary.notes {
        writeln!(out, "<p class=\"note\">{}</p>", Escaped(note))?;
    }
    writeln!(out, "</header>")
}

/// The legend of confidence, where each band can be left out, and the beads to show alone.
fn write_choice(page: &AlignmentPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<fieldset><legend>Confidence: what to show</legend>")?;
    for band in Band::all() {
        let (number, sign) = (band.number, band.sign());
        let beads = page.beads.iter();
        let count = beads.filter(|bead| Band::of(bead.score) == band).count();
        writeln!(
            out,
            "<label><input type=\"checkbox\" id=\"show-{number}\" checked=\"checked\"/> <span class=\"score sample band-{number}\">{}</span> ({count})</label>",
            format_args!(
                "{:.1}–{:.1} <span aria-hidden=\"true\">{sign}</span>",
                band.low(),
                band.high()
            )
        )?;
    }
    writeln!(out, "</fieldset>\n<fieldset><legend>Of these</legend>")?;
    let alone = page.beads.iter().filter(|bead| bead.is_alone()).count();
    for (id, words, count, checked) in [
        ("all", "all beads", page.beads.len(), " checked=\"checked\""),
        (
            "doubtful",
            "doubtful beads only",
            page.doubtful().count(),
            "",
        ),
        ("alone", "segments without counterpart only", alone, ""),
    ] {
        writeln!(
            out,
            "<label><input type=\"radio\" name=\"only\" id=\"only-{id}\"{checked}/> {words} ({count})</label>"
        )?;
    }
    writeln!(out, "</fieldset>")
}

fn write_doubtful(page: &AlignmentPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = page.doubtful().count();
    let Some(first) = page.doubtful().next() else {
        return Ok(());
    };
    writeln!(out, "<nav aria-label=\"Doubtful beads\">")?;
    let open = if count > MOST_LINKS {
        ""
    } else {
        " open=\"open\""
    };
    writeln!(
        out,
        "<p><a href=\"#bead-{first}\">Go to the first of {count} doubtful beads</a></p>\n<details{open}><summary>All of them</summary>\n<p>"
    )?;
    for index in page.doubtful() {
        writeln!(out, "<a href=\"#bead-{index}\">{index}</a>")?;
    }
    writeln!(out, "</p>\n</details>\n</nav>")
}
