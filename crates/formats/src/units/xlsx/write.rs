//! Units to a sheet.

use std::fmt;
use std::io::{BufWriter, Write};

use yaddash_io::xml::{XmlWriteError, XmlWriter};
use yaddash_model::{LanguageTag, TranslationUnit};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use super::cell::letters;
use super::text::escaped;
use super::{LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS};
use crate::Error;
use crate::units::columns;
use crate::units::{Losses, TableOptions};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET_PART: &str = "xl/worksheets/sheet1.xml";

/// The parts beside the sheet, each with its name.
const FIXED_PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        include_str!("parts/content_types.xml"),
    ),
    ("_rels/.rels", include_str!("parts/package.rels")),
    ("xl/workbook.xml", include_str!("parts/workbook.xml")),
    (
        "xl/_rels/workbook.xml.rels",
        include_str!("parts/workbook.rels"),
    ),
    ("xl/styles.xml", include_str!("parts/styles.xml")),
];
/// Styles of `styles.xml`: text, and bold text for the header.
const TEXT_STYLE: &str = "1";
const HEADER_STYLE: &str = "2";

type Package<W> = ZipWriter<StreamWriter<W>>;

/// Writes units as rows of the one sheet of a workbook, each text in its cell.
///
/// A text that is longer than a cell may be (32,767 UTF-16 units) is left out and counted in
/// [`Losses::too_long`]; one row more than the 1,048,576 of a sheet is an error.
pub struct Writer<W: Write> {
    sheet: XmlWriter<BufWriter<Package<W>>>,
    languages: Vec<LanguageTag>,
    losses: Losses,
    row: u32,
}

impl<W: Write> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("languages", &self.languages)
            .field("losses", &self.losses)
            .field("row", &self.row)
            .finish_non_exhaustive()
    }
}

impl<W: Write> Writer<W> {
    /// Writes the header, one column for each of `languages`.
    ///
    /// # Errors
    /// [`Error::Stream`] where `output` fails, [`Error::Limit`] where there are more languages than columns.
    pub fn new(output: W, languages: Vec<LanguageTag>) -> Result<Self, Error> {
        if languages.len() > MOST_COLUMNS {
            return Err(Error::Limit {
                what: "the number of languages",
                limit: MOST_COLUMNS as u64,
            });
        }
        // The same units give the same bytes, so the parts have the first date that a zip file knows.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
        let mut package = ZipWriter::new_stream(output);
        for (name, content) in FIXED_PARTS {
            package.start_file(name, options).map_err(failure)?;
            package.write_all(content.as_bytes())?;
        }
        package.start_file(SHEET_PART, options).map_err(failure)?;
        let sheet = XmlWriter::new(BufWriter::with_capacity(1 << 16, package));
        let mut writer = Self {
            sheet,
            languages,
            losses: Losses::default(),
            row: 0,
        };
        writer.begin().map_err(failure_of_xml)?;
        let tags: Vec<String> = writer.languages.iter().map(ToString::to_string).collect();
        writer.write_row(&tags, HEADER_STYLE)?;
        Ok(writer)
    }

    /// What stands before the rows: the header stays in view, and columns are as wide as a line of text.
    fn begin(&mut self) -> Result<(), XmlWriteError> {
        let last = self.languages.len().max(1).to_string();
        let sheet = &mut self.sheet;
        sheet.declaration()?;
        sheet.start("worksheet")?;
        sheet.attribute("xmlns", MAIN)?;
        sheet.start("sheetViews")?;
        sheet.start("sheetView")?;
        sheet.attribute("workbookViewId", "0")?;
        sheet.start("pane")?;
        for (name, value) in [
            ("ySplit", "1"),
            ("topLeftCell", "A2"),
            ("activePane", "bottomLeft"),
            ("state", "frozen"),
        ] {
            sheet.attribute(name, value)?;
        }
        sheet.end()?;
        sheet.end()?;
        sheet.end()?;
        sheet.start("cols")?;
        sheet.start("col")?;
        for (name, value) in [
            ("min", "1"),
            ("max", last.as_str()),
            ("width", "60"),
            ("customWidth", "1"),
        ] {
            sheet.attribute(name, value)?;
        }
        sheet.end()?;
        sheet.end()?;
        sheet.start("sheetData")
    }

    /// Writes one unit. A unit without text in any of the languages is left out and counted.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails, [`Error::Limit`] where the sheet is full.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        // Cells have the type of text, so that nothing needs a guard.
        let options = TableOptions::default();
        let mut cells = columns::cells(unit, &self.languages, options, &mut self.losses);
        for cell in &mut cells {
            if is_too_long(cell) {
                self.losses.too_long += 1;
                cell.clear();
            }
        }
        if cells.iter().all(String::is_empty) {
            self.losses.units += 1;
            return Ok(());
        }
        self.write_row(&cells, TEXT_STYLE)
    }

    fn write_row(&mut self, cells: &[String], style: &str) -> Result<(), Error> {
        if self.row == MOST_ROWS {
            return Err(Error::Limit {
                what: "the number of units",
                limit: u64::from(MOST_ROWS - 1),
            });
        }
        self.row += 1;
        write_row(&mut self.sheet, self.row, cells, style).map_err(failure_of_xml)
    }

    /// Ends the workbook, and gives the output with what was lost.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails, [`Error::Package`] where the sheet is larger than 4 GiB.
    pub fn finish(self) -> Result<(W, Losses), Error> {
        let buffered = self.sheet.finish().map_err(failure_of_xml)?;
        let package = buffered
            .into_inner()
            .map_err(|error| Error::Stream(error.into_error()))?;
        let mut output = package.finish().map_err(failure)?.into_inner();
        output.flush()?;
        Ok((output, self.losses))
    }
}

fn write_row<W: Write>(
    sheet: &mut XmlWriter<W>,
    row: u32,
    cells: &[String],
    style: &str,
) -> Result<(), XmlWriteError> {
    let row = row.to_string();
    sheet.start("row")?;
    sheet.attribute("r", &row)?;
    for (column, text) in cells.iter().enumerate() {
        if text.is_empty() {
            continue;
        }
        sheet.start("c")?;
        sheet.attribute("r", &format!("{}{row}", letters(column)))?;
        sheet.attribute("s", style)?;
        sheet.attribute("t", "inlineStr")?;
        sheet.start("is")?;
        sheet.start("t")?;
        sheet.attribute("xml:space", "preserve")?;
        sheet.text(&escaped(text))?;
        sheet.end()?;
        sheet.end()?;
        sheet.end()?;
    }
    sheet.end()
}

/// Whether Excel would take a text for damage.
fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT
}

fn failure(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => Error::Stream(error),
        other => Error::Package(other),
    }
}

/// The names are ours and the texts are escaped, so that only the output can fail.
fn failure_of_xml(error: XmlWriteError) -> Error {
    match error {
        XmlWriteError::Io(error) => Error::Stream(error),
        other => Error::Stream(std::io::Error::other(other)),
    }
}
