//! Analyses as an HTML page.

use std::io::{self, Write};

use super::{AnalysedFile, AnalysisFigures, AnalysisReport};
use crate::markup::{Escaped, write_page_end, write_page_start};

const STYLE: &str = "td, th { padding: .2em .8em; text-align: right; }\n\
                     th:first-child { text-align: left; }\n\
                     tfoot th, tfoot td { border-top: 1px solid; }\n";
const HEADS: [&str; 8] = [
    "Band",
    "Weight",
    "Segments",
    "Words",
    "Characters",
    "With spaces",
    "Tags",
    "Placeables",
];

/// Writes `report` as one self-contained HTML page without scripts: a table for each file, and one for all where there are
/// several.
///
/// # Errors
/// Where `out` refuses to be written to.
pub fn write_analysis_page(report: &AnalysisReport, out: &mut dyn Write) -> io::Result<()> {
    write_page_start("Analysis", STYLE, out)?;
    writeln!(
        out,
        "<header>\n<h1>Analysis</h1>\n<p>From {} into {}</p>\n</header>\n<main id=\"main\">",
        Escaped(&report.from),
        Escaped(&report.to)
    )?;
    for file in report.tables() {
        write_table(file, out)?;
    }
    writeln!(out, "</main>")?;
    write_page_end(out)
}

fn write_table(file: &AnalysedFile, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>{}</h2>\n<table>\n<thead><tr>",
        Escaped(&file.path)
    )?;
    for head in HEADS {
        write!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for band in &file.bands {
        write_row(band.title, &band.weight.to_string(), band.figures, out)?;
    }
    writeln!(out, "</tbody>\n<tfoot>")?;
    write_row("Total", "", file.all, out)?;
    writeln!(
        out,
        "<tr><th scope=\"row\">Weighted words</th><td></td><td></td><td>{:.1}</td></tr>\n</tfoot>\n</table>",
        file.weighted_words
    )
}

fn write_row(
    title: &str,
    weight: &str,
    figures: AnalysisFigures,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "<tr><th scope=\"row\">{}</th><td>{weight}</td>",
        Escaped(title)
    )?;
    for value in figures.values() {
        write!(out, "<td>{value}</td>")?;
    }
    writeln!(out, "</tr>")
}
