//! Excel workbooks (Office Open XML, ISO/IEC 29500-1 section 18): a sheet as a table of units.
//!
//! The first row that holds anything names the columns, every other row is a unit. [`Writer`] writes every text as text,
//! so that no spreadsheet takes it for a formula, a number or a date, and keeps line breaks. It needs no memory beyond a
//! row. [`Reader`] reads what a user would see: texts, and numbers, dates and truth values as their values. It needs the
//! memory of the workbook's shared texts and of a row; texts that stand in the cells themselves, as [`Writer`] has them,
//! need none.
//!
//! What reading simplifies is counted in [`Flattened`].

mod cell;
mod flattened;
mod format;
mod number;
mod read;
mod sheet;
mod text;
mod workbook;
mod write;

pub use flattened::Flattened;
pub use read::Reader;
pub use write::Writer;

/// The most characters, in UTF-16 units, that Excel takes in a cell.
const LONGEST_TEXT: usize = 32_767;
/// The most rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 16_384;

#[cfg(test)]
mod tests;
