//! What is simpler in the units than in the sheet.

use std::fmt;

use crate::units::losses::write_counts;

/// How much of the cells read so far is more than plain text, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flattened {
    /// Texts with fonts of their own for some characters: the characters are kept.
    pub rich: u64,
    /// Numbers: given in full, whatever format the sheet shows them in.
    pub numbers: u64,
    /// Dates and times: given in the form of ISO 8601.
    pub dates: u64,
    /// Truth values: given as `TRUE` and `FALSE`.
    pub booleans: u64,
    /// Errors of formulas, such as `#REF!`: left out.
    pub errors: u64,
    /// Cells in columns without a name: left out.
    pub unnamed: u64,
}

impl Flattened {
    /// Whether every cell was a plain text.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `2 numbers, 1 formatted text`; `nothing` where all is plain text.
impl fmt::Display for Flattened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_counts(
            f,
            &[
                (self.rich, "formatted text", "formatted texts"),
                (self.numbers, "number", "numbers"),
                (self.dates, "date or time", "dates or times"),
                (self.booleans, "truth value", "truth values"),
                (self.errors, "error of a formula", "errors of formulas"),
                (
                    self.unnamed,
                    "cell in a column without a name",
                    "cells in columns without a name",
                ),
            ],
        )
    }
}
