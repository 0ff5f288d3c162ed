//! Keeping the units that an expression describes.

mod evaluate;
mod expression;
mod fields;
mod lexer;
mod parser;

use std::fmt;
use std::io::{Read, Write};

use thiserror::Error;

use super::stream::{InputText, UnitCopy, UnitStream, Unreadable};
use crate::Error;

pub use expression::Expression;

/// Why an expression cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct ExpressionError {
    column: usize,
    problem: String,
}

impl ExpressionError {
    pub(super) fn new(column: usize, problem: impl Into<String>) -> Self {
        Self {
            column,
            problem: problem.into(),
        }
    }

    /// The column at which the problem shows, from 1 in characters.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.problem)
    }
}

/// Which units to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Those that the expression holds for.
    #[default]
    Matching,
    /// The others.
    Others,
}

/// What [`filter`] did.
#[derive(Debug)]
#[non_exhaustive]
pub struct Filtered {
    /// Units read.
    pub units: u64,
    /// Units written.
    pub kept: u64,
    /// Units that cannot be read: no expression holds for them.
    pub unreadable: Unreadable,
    /// What was noticed about the text of the input.
    pub text: InputText,
}

/// Copies the units for which `expression` holds, or the others, each exactly as it stands, with everything around the
/// units; comments between units stay. Memory is bounded by the largest unit.
///
/// ```
/// use yaddash_tmx::operations::{Keep, filter};
/// let tmx = "<tmx version='1.4'><header/><body>\n\
///     <tu tuid='1'><tuv xml:lang='az'><seg>Bakı</seg></tuv></tu>\n\
///     <tu tuid='2'><tuv xml:lang='ru'><seg>Баку</seg></tuv></tu></body></tmx>";
/// let mut out = Vec::new();
/// let done = filter(tmx.as_bytes(), &mut out, &"has ru".parse()?, Keep::Matching)?;
/// assert_eq!((done.units, done.kept), (2, 1));
/// assert!(String::from_utf8(out)?.ends_with("<body>\n<tu tuid='2'><tuv xml:lang='ru'><seg>Баку</seg></tuv></tu></body></tmx>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Read`](crate::ErrorKind::Read) where the input is not well-formed or cannot be read,
/// [`ErrorKind::NotTmx`](crate::ErrorKind::NotTmx), [`ErrorKind::NoBody`](crate::ErrorKind::NoBody),
/// [`ErrorKind::Write`](crate::ErrorKind::Write). What was written until then is of no use.
pub fn filter(
    input: impl Read,
    output: impl Write,
    expression: &Expression,
    keep: Keep,
) -> Result<Filtered, Error> {
    let mut stream = UnitStream::new(input)?;
    let mut copy = UnitCopy::new(output, stream.prologue())?;
    let (mut units, mut kept) = (0, 0);
    let mut unreadable = Unreadable::default();
    while let Some(unit) = stream.next()? {
        units += 1;
        let holds = match &unit.read {
            Ok(read) => expression.holds(read),
            Err(_) => false,
        };
        if holds == (keep == Keep::Matching) {
            kept += 1;
            copy.keep(&unit)?;
        } else {
            copy.leave(&unit)?;
        }
        if let Err(error) = unit.read {
            unreadable.add(error);
        }
    }
    copy.finish(stream.epilogue())?;
    Ok(Filtered {
        units,
        kept,
        unreadable,
        text: stream.text(),
    })
}

#[cfg(test)]
mod tests;
