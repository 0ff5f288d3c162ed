//! Rows of delimited text with the places of their fields.

use yaddash_model::LineColumn;

use super::Delimiter;
use crate::{Error, Result};

/// The rows of a table, each read into the same buffer.
pub(crate) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    is_quoted: bool,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    /// Where the last row starts, and its line.
    start: usize,
    line: usize,
}

impl<'a> Rows<'a> {
    /// The rows of `text`, which has no byte order mark. Tables parted by tabs often hold bare quotation marks, so there
    /// one counts as quoting only where a field begins with it.
    pub(crate) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        let is_quoted = delimiter != Delimiter::Tab
            || text.starts_with('"')
            || text.contains("\t\"")
            || text.contains("\n\"");
        Self::with_quoting(text, delimiter, is_quoted)
    }

    /// The rows of `text`, where quotation marks quote or are letters like others.
    pub(crate) fn with_quoting(text: &'a str, delimiter: Delimiter, is_quoted: bool) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter.byte())
            .quoting(is_quoted)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        Self {
            text,
            delimiter: delimiter.byte(),
            is_quoted,
            reader,
            record: csv::StringRecord::new(),
            start: 0,
            line: 1,
        }
    }

    /// Reads the next row; blank lines are passed over. Gives whether there is one.
    pub(crate) fn advance(&mut self) -> Result<bool> {
        let byte =
            |position: &csv::Position| usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let before = byte(self.reader.position());
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => {
                self.go_to(error.position().map_or(before, byte));
                return Err(Error::Table {
                    line: self.line as u64,
                    offset: self.start as u64,
                    source: error,
                });
            }
        }
        self.go_to(self.record.position().map_or(before, byte));
        Ok(true)
    }

    /// Moves to the row at `at` or behind the line ends that stand there.
    fn go_to(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let at = self.text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.start..at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.start = at;
    }

    /// The fields of the row.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// How many fields the row has.
    pub(crate) fn len(&self) -> usize {
        self.record.len()
    }

    /// The line on which the row starts.
    pub(crate) const fn line(&self) -> usize {
        self.line
    }

    /// Whether all fields of the row are empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.fields().all(|field| field.trim().is_empty())
    }

    /// Where the text of a field starts: behind its quotation mark, and behind white space at its front.
    pub(crate) fn place(&self, field: usize) -> LineColumn {
        let row = self.text.get(self.start..).unwrap_or_default();
        let mut place = LineColumn {
            line: self.line,
            column: 1,
        };
        let mut left = field;
        let mut in_quotes = false;
        let mut is_first = true;
        for c in row.chars() {
            let is_mark = self.is_quoted && c == '"' && (is_first || in_quotes);
            if left == 0 && !is_mark && !matches!(c, ' ' | '\t') {
                break;
            }
            if is_mark {
                in_quotes = !in_quotes;
                is_first = false;
            } else if u32::from(c) == u32::from(self.delimiter) && !in_quotes {
                if left == 0 {
                    break;
                }
                left -= 1;
                is_first = true;
            } else {
                is_first = false;
            }
            if c == '\n' {
                place.line += 1;
                place.column = 1;
            } else {
                place.column += 1;
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_the_places_that_an_editor_shows() {
        let text = "a,b,c\r\n\"x \"\"y\"\"\",ə, z\r\n\n\"two\nlines\",\"q\",r\n";
        let mut rows = Rows::new(text, Delimiter::Comma);
        let mut places = Vec::new();
        while rows.advance().unwrap() {
            let row = (0..rows.len()).map(|at| rows.place(at));
            places.push(
                row.map(|place| (place.line, place.column))
                    .collect::<Vec<_>>(),
            );
        }
        assert_eq!(
            places,
            [
                [(1, 1), (1, 3), (1, 5)],
                [(2, 2), (2, 11), (2, 14)],
                [(4, 2), (5, 9), (5, 12)],
            ]
        );
    }
}
