//! Termbases as tables: CSV, TSV.

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
        let header = text.split('\n').next().unwrap_or_default();
        [Self::Comma, Self::Semicolon, Self::Tab]
            .into_iter()
            .rev()
            .max_by_key(|delimiter| {
                header
                    .bytes()
                    .filter(|byte| *byte == delimiter.byte())
                    .count()
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
