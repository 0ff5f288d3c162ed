//! Units from a sheet.

use std::fmt;
use std::io::{Read, Seek};

use yaddash_model::TranslationUnit;

use super::Flattened;
use super::sheet::Sheet;
use crate::Error;
use crate::units::columns::Header;
use crate::units::fused;

/// Reads units from a sheet; ends after the first error.
///
/// Empty cells are no variants, rows without a text no units. Columns whose name is no language tag become properties
/// `x-NAME`; cells of columns without a name are left out. Hidden rows and columns are read like all others.
pub struct Reader<R: Read> {
    sheet: Sheet<R>,
    header: Header,
    /// The columns that have a name.
    named: Vec<usize>,
    is_done: bool,
}

impl<R: Read> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

impl<R: Read + Seek> Reader<R> {
    /// Reads the header of the sheet `sheet`, or of the first one, of the workbook in `file`.
    ///
    /// # Errors
    /// [`Error::MissingSheet`] where there is no such sheet, [`Error::Table`] where no column is a language, and
    /// whatever is wrong with the package.
    pub fn new(file: R, sheet: Option<&str>) -> Result<Self, Error> {
        let mut sheet = Sheet::open(file, sheet)?;
        let mut titles = Vec::new();
        while let Some(row) = sheet.next()? {
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                titles = row;
                break;
            }
        }
        let named: Vec<usize> = titles
            .iter()
            .enumerate()
            .filter(|(_, title)| !title.trim().is_empty())
            .map(|(column, _)| column)
            .collect();
        let header = Header::read(named.iter().map(|column| text_of(&titles, *column)))
            .map_err(|error| at_row(error, sheet.number().max(1)))?;
        Ok(Self {
            sheet,
            header,
            named,
            is_done: false,
        })
    }
}

impl<R: Read> Reader<R> {
    /// What was simplified so far.
    pub fn flattened(&self) -> &Flattened {
        &self.sheet.flattened
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        while let Some(row) = self.sheet.next()? {
            let cells = self.named.iter().map(|column| text_of(&row, *column));
            let filled = |cell: &&str| !cell.is_empty();
            let all = row.iter().map(String::as_str).filter(filled).count();
            let named = cells.clone().filter(filled).count();
            self.sheet.flattened.unnamed += (all - named) as u64;
            if let Some(unit) = self.header.unit(cells, self.sheet.number())? {
                return Ok(Some(unit));
            }
        }
        Ok(None)
    }
}

fn text_of(row: &[String], column: usize) -> &str {
    row.get(column).map(String::as_str).unwrap_or_default()
}

fn at_row(error: Error, line: u64) -> Error {
    match error {
        Error::Table { message, .. } => Error::Table { line, message },
        other => other,
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}
