//! Termbases as tables: CSV, TSV.

use std::cmp::Reverse;

mod column;
mod reader;
mod rows;
mod writer;

pub use reader::read_csv;
pub(crate) use reader::recognise;
pub(crate) use rows::Rows;
pub use writer::write_csv;

/// What parts the fields of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delimiter {
    /// `,`; fields with a comma, a quotation mark or a line break stand in quotation marks (RFC 4180).
    #[default]
    Comma,
    /// `;`, as spreadsheets write where the comma parts decimals.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The one that the first line of `text` has most of.
    pub(crate) fn of(text: &str) -> Self {
        let [first, ..] = Self::by_number(text);
        first
    }

    /// The first, from the one that the first line of `text` has most of, by which `take` takes that line for a header,
    /// and what it gives; names of columns may have commas.
    pub(crate) fn of_header<T>(
        text: &str,
        take: impl Fn(&Rows<'_>) -> Option<T>,
    ) -> Option<(Self, T)> {
        Self::by_number(text).into_iter().find_map(|delimiter| {
            let mut rows = Rows::new(text, delimiter);
            let is_there = rows.advance().is_ok_and(|is_there| is_there);
            let taken = is_there.then(|| take(&rows)).flatten()?;
            Some((delimiter, taken))
        })
    }

    fn by_number(text: &str) -> [Self; 3] {
        let header = text.split('\n').next().unwrap_or_default();
        let number = |delimiter: &Self| {
            let bytes = header.bytes();
            bytes.filter(|byte| *byte == delimiter.byte()).count()
        };
        let mut all = [Self::Comma, Self::Semicolon, Self::Tab];
        all.sort_by_key(|delimiter| Reverse(number(delimiter)));
        all
    }
}

#[cfg(test)]
mod tests;
