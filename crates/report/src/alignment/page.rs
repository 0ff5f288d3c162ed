//! An alignment as an HTML page, side by side.

use std::borrow::Cow;
use std::io::{self, Write};

use super::AlignmentSummary;
use super::cells::{write_language_heads, write_score, write_texts};
use super::confidence::Band;
use super::page_header::write_header;
use crate::markup::{Escaped, write_page_end, write_page_start};

/// The style of the pages of alignments.
pub(super) const STYLE: &str = include_str!("page.css");

/// An alignment with its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlignmentPage<'a> {
    /// The figures; its languages head the columns.
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
    /// Whether it fits badly: marked, and linked from one to the next.
    pub doubtful: bool,
    /// The segments of each language, in the order of the languages of the summary; none where the language has nothing
    /// that fits.
    pub sides: Vec<Vec<Cow<'a, str>>>,
}

/// Writes `page` as one self-contained HTML page without scripts: figures, a legend, links from one doubtful bead to the
/// next, and a table with a row for each bead, a column for each language, and the confidence as a number and a sign on a
/// colour between orange (poor) and blue (good). Buttons leave the beads below a score, the doubtful ones, or those
/// without counterpart alone.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_alignment_page(page: &AlignmentPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_page_start(&format!("{}: alignment", page.summary.document), STYLE, out)?;
    write_header(page, out)?;
    writeln!(out, "<main id=\"main\">\n<table class=\"beads\">")?;
    write_columns(&page.summary, out)?;
    writeln!(out, "<tbody>")?;
    let mut doubtful = page.doubtful().peekable();
    let mut before = None;
    for (index, bead) in page.beads.iter().enumerate() {
        let is_doubtful = doubtful.next_if_eq(&index).is_some();
        let place = RowPlace {
            index,
            before,
            after: doubtful.peek().copied(),
        };
        write_bead(&place, bead, &page.summary, out)?;
        before = is_doubtful.then_some(index).or(before);
    }
    writeln!(out, "</tbody>\n</table>\n</main>")?;
    write_page_end(out)
}

impl AlignmentPage<'_> {
    /// The numbers of the doubtful beads.
    pub(super) fn doubtful(&self) -> impl Iterator<Item = usize> {
        let beads = self.beads.iter().enumerate();
        beads
            .filter(|(_, bead)| bead.doubtful)
            .map(|(index, _)| index)
    }
}

impl PageBead<'_> {
    /// Whether one language alone has segments.
    pub(super) fn is_alone(&self) -> bool {
        self.sides.iter().filter(|side| !side.is_empty()).count() < 2
    }
}

fn write_columns(summary: &AlignmentSummary, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<thead><tr><th scope=\"col\" class=\"number\">Bead</th><th scope=\"col\" class=\"number\">Score</th><th scope=\"col\">Kind</th>"
    )?;
    write_language_heads(summary, out)?;
    writeln!(out, "</tr></thead>")
}

/// The number of a bead and of the doubtful beads before and after it.
struct RowPlace {
    index: usize,
    before: Option<usize>,
    after: Option<usize>,
}

fn write_bead(
    place: &RowPlace,
    bead: &PageBead<'_>,
    summary: &AlignmentSummary,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (index, band) = (place.index, Band::of(bead.score));
    let doubtful = if bead.doubtful { " doubtful" } else { "" };
    let alone = if bead.is_alone() { " alone" } else { "" };
    write!(
        out,
        "<tr id=\"bead-{index}\" class=\"in-{}{doubtful}{alone}\"><th scope=\"row\" class=\"number index\">{index}",
        band.number
    )?;
    if bead.doubtful {
        let ways = [("↑", "previous", place.before), ("↓", "next", place.after)];
        for (sign, which, to) in ways {
            if let Some(to) = to {
                write!(
                    out,
                    " <a href=\"#bead-{to}\" aria-label=\"{which} doubtful bead, {to}\">{sign}</a>"
                )?;
            }
        }
    }
    write!(out, "</th>")?;
    write_score(bead.score, out)?;
    write!(out, "<td>{}</td>", Escaped(&bead.kind))?;
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
    write_texts(language, segments.iter().map(|segment| &**segment), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::summary::samples;
    use crate::markup::well_formed::elements;

    fn page() -> AlignmentPage<'static> {
        let side = |texts: &[&'static str]| texts.iter().map(|text| Cow::Borrowed(*text)).collect();
        AlignmentPage {
            summary: samples::batch().remove(0),
            beads: vec![
                PageBead {
                    score: 0.97,
                    kind: "1-1-1".into(),
                    doubtful: false,
                    sides: vec![
                        side(&["İclas açıldı."]),
                        side(&["The session opened."]),
                        side(&["Заседание открылось."]),
                    ],
                },
                PageBead {
                    score: 0.31,
                    kind: "1-0-2".into(),
                    doubtful: true,
                    sides: vec![
                        side(&["<script>alert(1)</script>"]),
                        side(&[]),
                        side(&["Раз.", "Два & три."]),
                    ],
                },
                PageBead {
                    score: f64::NAN,
                    kind: "0-1-0".into(),
                    doubtful: true,
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
        <tr id="bead-0" class="in-4"><th scope="row" class="number index">0</th><td class="number score band-4">0.97 <span aria-hidden="true">●</span></td><td>1-1-1</td><td lang="az" dir="auto"><p>İclas açıldı.</p></td><td lang="en" dir="auto"><p>The session opened.</p></td><td lang="ru" dir="auto"><p>Заседание открылось.</p></td></tr>
        <tr id="bead-1" class="in-1 doubtful"><th scope="row" class="number index">1 <a href="#bead-2" aria-label="next doubtful bead, 2">↓</a></th><td class="number score band-1">0.31 <span aria-hidden="true">◔</span></td><td>1-0-2</td><td lang="az" dir="auto"><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></td><td class="none">(no segment)</td><td lang="ru" dir="auto"><p>Раз.</p><p>Два &amp; три.</p></td></tr>
        <tr id="bead-2" class="in-0 doubtful alone"><th scope="row" class="number index">2 <a href="#bead-1" aria-label="previous doubtful bead, 1">↑</a></th><td class="number score band-0">- <span aria-hidden="true">○</span></td><td>0-1-0</td><td class="none">(no segment)</td><td lang="en" dir="auto"><p>␛x</p></td><td class="none">(no segment)</td></tr>
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
}
