//! An alignment as an HTML page, side by side.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::AlignmentSummary;
use super::summary::score_text;
use crate::markup::{Escaped, write_page_end, write_page_start};

const STYLE: &str = include_str!("page.css");

/// Number of shades of confidence; each stands for an equal part of `0.0..=1.0`.
const BANDS: usize = 5;

/// An alignment with its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlignmentPage<'a> {
    /// The figures; its doubtful beads are marked by their index, and its languages head the columns.
    pub summary: AlignmentSummary,
    /// The beads in order.
    pub beads: Vec<PageBead<'a>>,
}

/// A bead with its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageBead<'a> {
    /// How well its sides fit, `0.0..=1.0`.
    pub score: f64,
    /// Its kind, such as the shape `1-1-2`.
    pub kind: Cow<'a, str>,
    /// The segments of each language, in the order of the languages of the summary; none where the language has nothing
    /// that fits.
    pub sides: Vec<Vec<Cow<'a, str>>>,
}

/// Writes `page` as one self-contained HTML page without scripts: figures, links to the doubtful beads, and a table with
/// a row for each bead, a column for each language, and the confidence as a number on a colour between orange (poor) and
/// blue (good). A check box leaves the doubtful beads alone.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignment_page(page: &AlignmentPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let doubtful: BTreeSet<_> = page
        .summary
        .doubtful
        .iter()
        .map(|bead| bead.index)
        .collect();
    write_page_start(&format!("{}: alignment", page.summary.document), STYLE, out)?;
    write_header(&page.summary, out)?;
    write_doubtful(&doubtful, out)?;
    writeln!(out, "<main id=\"main\">\n<table class=\"beads\">")?;
    write_columns(&page.summary, out)?;
    writeln!(out, "<tbody>")?;
    for (index, bead) in page.beads.iter().enumerate() {
        write_bead(index, bead, &page.summary, &doubtful, out)?;
    }
    writeln!(out, "</tbody>\n</table>\n</main>")?;
    write_page_end(out)
}

fn write_header(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<header>\n<h1>{}</h1>", Escaped(&summary.document))?;
    writeln!(
        out,
        "<p>{} beads, score {}</p>",
        summary.beads(),
        score_text(summary.score)
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
        writeln!(out, "<p>{}</p>", Escaped(note))?;
    }
    writeln!(out, "</header>")
}

fn write_doubtful(doubtful: &BTreeSet<usize>, out: &mut dyn Write) -> io::Result<()> {
    if doubtful.is_empty() {
        return Ok(());
    }
    writeln!(out, "<nav aria-label=\"Doubtful beads\">\n<p>Doubtful:")?;
    for index in doubtful {
        writeln!(out, "<a href=\"#bead-{index}\">{index}</a>")?;
    }
    writeln!(out, "</p>\n</nav>")?;
    writeln!(
        out,
        "<fieldset><legend>Show</legend><label><input type=\"checkbox\" id=\"only-doubtful\"/> doubtful beads only</label></fieldset>"
    )
}

fn write_columns(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<thead><tr><th scope=\"col\" class=\"number\">Bead</th><th scope=\"col\" class=\"number\">Score</th><th scope=\"col\">Kind</th>"
    )?;
    for count in &summary.languages {
        write!(out, "<th scope=\"col\">{}</th>", Escaped(&count.language))?;
    }
    writeln!(out, "</tr></thead>")
}

fn write_bead(
    index: usize,
    bead: &PageBead<'_>,
    summary: &AlignmentSummary,
    doubtful: &BTreeSet<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let class = if doubtful.contains(&index) {
        " class=\"doubtful\""
    } else {
        ""
    };
    write!(
        out,
        "<tr id=\"bead-{index}\"{class}><th scope=\"row\" class=\"number index\">{index}"
    )?;
    if doubtful.contains(&index)
        && let Some(next) = doubtful.range(index + 1..).next()
    {
        write!(
            out,
            " <a href=\"#bead-{next}\" aria-label=\"next doubtful bead, {next}\">↓</a>"
        )?;
    }
    let (band, score) = (band(bead.score), score_text(bead.score));
    write!(
        out,
        "</th><td class=\"number score band-{band}\">{score}</td><td>{}</td>",
        Escaped(&bead.kind)
    )?;
    for (number, count) in summary.languages.iter().enumerate() {
        let segments = bead.sides.get(number).map_or(&[][..], Vec::as_slice);
        write_side(&count.language, segments, out)?;
    }
    writeln!(out, "</tr>")
}

fn write_side(language: &str, segments: &[Cow<'_, str>], out: &mut dyn Write) -> io::Result<()> {
    if segments.is_empty() {
        return write!(out, "<td class=\"none\">(no segment)</td>");
    }
    write!(out, "<td lang=\"{}\" dir=\"auto\">", Escaped(language))?;
    for segment in segments {
        write!(out, "<p>{}</p>", Escaped(segment))?;
    }
    write!(out, "</td>")
}

/// The shade of a score, from 0; one that is not a number has the poorest.
fn band(score: f64) -> usize {
    let bounds = (1..BANDS).map(|band| band as f64 / BANDS as f64);
    bounds.filter(|bound| score >= *bound).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::DoubtfulBead;
    use crate::alignment::summary::samples;
    use crate::markup::well_formed::elements;

    fn page() -> AlignmentPage<'static> {
        let side = |texts: &[&'static str]| texts.iter().map(|text| Cow::Borrowed(*text)).collect();
        let mut summary = samples::batch().remove(0);
        let doubt = |index| DoubtfulBead {
            index,
            ..DoubtfulBead::default()
        };
        summary.doubtful = vec![doubt(1), doubt(2)];
        AlignmentPage {
            summary,
            beads: vec![
                PageBead {
                    score: 0.97,
                    kind: "1-1-1".into(),
                    sides: vec![
                        side(&["İclas açıldı."]),
                        side(&["The session opened."]),
                        side(&["Заседание открылось."]),
                    ],
                },
                PageBead {
                    score: 0.31,
                    kind: "1-0-2".into(),
                    sides: vec![
                        side(&["<script>alert(1)</script>"]),
                        side(&[]),
                        side(&["Раз.", "Два & три."]),
                    ],
                },
                PageBead {
                    score: f64::NAN,
                    kind: "0-1-0".into(),
                    sides: vec![side(&[]), side(&["\u{1b}x"])],
                },
            ],
        }
    }

    fn written(page: &AlignmentPage<'_>) -> String {
        let mut out = Vec::new();
        write_alignment_page(page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_of_the_table() {
        let written = written(&page());
        let (_, main) = written.split_once("<main").unwrap();
        insta::assert_snapshot!(main, @r##"
         id="main">
        <table class="beads">
        <thead><tr><th scope="col" class="number">Bead</th><th scope="col" class="number">Score</th><th scope="col">Kind</th><th scope="col">az</th><th scope="col">en</th><th scope="col">ru</th></tr></thead>
        <tbody>
        <tr id="bead-0"><th scope="row" class="number index">0</th><td class="number score band-4">0.97</td><td>1-1-1</td><td lang="az" dir="auto"><p>İclas açıldı.</p></td><td lang="en" dir="auto"><p>The session opened.</p></td><td lang="ru" dir="auto"><p>Заседание открылось.</p></td></tr>
        <tr id="bead-1" class="doubtful"><th scope="row" class="number index">1 <a href="#bead-2" aria-label="next doubtful bead, 2">↓</a></th><td class="number score band-1">0.31</td><td>1-0-2</td><td lang="az" dir="auto"><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></td><td class="none">(no segment)</td><td lang="ru" dir="auto"><p>Раз.</p><p>Два &amp; три.</p></td></tr>
        <tr id="bead-2" class="doubtful"><th scope="row" class="number index">2</th><td class="number score band-0">-</td><td>0-1-0</td><td class="none">(no segment)</td><td lang="en" dir="auto"><p>␛x</p></td><td class="none">(no segment)</td></tr>
        </tbody>
        </table>
        </main>
        </body>
        </html>
        "##);
    }

    #[test]
    fn well_formed_and_without_scripts() {
        let written = written(&page());
        let elements = elements(&written);
        assert!(!elements.iter().any(|element| element == "script"));
        assert_eq!(written.matches("id=\"bead-").count(), 3);
        for elsewhere in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!written.contains(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn an_empty_alignment_is_a_page_too() {
        let written = written(&AlignmentPage::default());
        assert!(elements(&written).contains(&"main".to_owned()));
    }

    #[test]
    fn bands_are_equal_parts() {
        for (score, expected) in [
            (0.0, 0),
            (0.19, 0),
            (0.2, 1),
            (0.5, 2),
            (0.79, 3),
            (0.8, 4),
            (1.0, 4),
            (2.0, 4),
            (-1.0, 0),
            (f64::NAN, 0),
        ] {
            assert_eq!(band(score), expected, "{score}");
        }
    }
}
