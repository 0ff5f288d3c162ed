//! Places in a text that is read as a stream.

use std::fmt;

use yaddash_model::LineColumn;

/// A place in a text: line and column as people count, and the byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1; a line ends at LF.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The byte, from 0, of the text as UTF-8; a byte order mark is counted where the reader was told of it.
    pub byte: usize,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self {
        line: 1,
        column: 1,
        byte: 0,
    };

    /// Line and column alone.
    pub const fn line_column(self) -> LineColumn {
        LineColumn {
            line: self.line,
            column: self.column,
        }
    }

    /// The place behind `bytes`, which start at this one.
    #[must_use]
    pub fn after(self, bytes: &[u8]) -> Self {
        let byte = self.byte + bytes.len();
        match memchr::memrchr(b'\n', bytes) {
            None => Self {
                column: self.column + characters(bytes),
                byte,
                ..self
            },
            Some(last) => {
                let (lines, line) = bytes.split_at_checked(last + 1).unwrap_or((bytes, &[]));
                Self {
                    line: self.line + memchr::memchr_iter(b'\n', lines).count(),
                    column: 1 + characters(line),
                    byte,
                }
            }
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How many characters start in `bytes`, a part of a UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use yaddash_model::LineIndex;

    proptest! {
        #[test]
        fn counts_as_the_line_index_does(text in "[aəЯ\\n\\r🏙]{0,40}", cut in 0..160_usize) {
            let cut = cut.min(text.len());
            let (one, two) = text.as_bytes().split_at(cut);
            let end = Position::START.after(one).after(two);
            prop_assert_eq!(end.line_column(), LineIndex::new(&text).line_column(&text, text.len()));
            prop_assert_eq!(end.byte, text.len());
        }
    }
}
