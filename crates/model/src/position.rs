//! Lines and columns of a text.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a text as people count: line and column from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl LineColumn {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Finds the line and column of a byte offset.
///
/// A line ends at LF or CRLF and nowhere else: U+2028, U+0085 and a lone CR are text. Building takes one pass over the
/// text; a look-up takes a binary search and a count of the characters of one line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Notes where the lines of `text` start.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let after_line_feeds = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_line_feeds).collect(),
        }
    }

    /// Line and column of `offset` in `text`, which must be the text the index was built from. An offset inside a
    /// character counts as that character, one beyond the end as the end.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let (line, start) = self.line(offset);
        let before = text.as_bytes().get(start..offset).unwrap_or_default();
        let mut characters = before
            .iter()
            .filter(|byte| is_character_start(**byte))
            .count();
        if !text.is_char_boundary(offset) {
            characters = characters.saturating_sub(1);
        }
        LineColumn {
            line,
            column: characters + 1,
        }
    }

    /// The line that `offset` stands in, from 1, and the byte at which it starts.
    pub fn line(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        (line, self.starts.get(line - 1).copied().unwrap_or(0))
    }

    /// Number of lines; a text that ends with a line feed has an empty last one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }
}

const fn is_character_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "İlk sətir\r\nДепутаты ECPA\n";
        let index = LineIndex::new(text);
        let at = text.find("ECPA").unwrap();
        assert_eq!(
            index.line_column(text, at),
            LineColumn {
                line: 2,
                column: 10
            }
        );
        assert_eq!(index.line_column(text, 0), LineColumn::START);
        assert_eq!(
            index.line_column(text, 1),
            LineColumn::START,
            "inside the first character"
        );
        assert_eq!(
            index.line_column(text, 9999),
            LineColumn { line: 3, column: 1 }
        );
    }

    #[test]
    fn only_line_feeds_end_lines() {
        let text = "a\u{2028}b\u{85}c\rd\ne";
        assert_eq!(LineIndex::new(text).lines(), 2);
    }
}
