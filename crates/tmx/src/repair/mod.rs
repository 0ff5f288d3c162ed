//! Saving what can be saved of a damaged memory.
//!
//! The file is read by a scanner of its own, which takes any text, and put together again after the rules of TMX 1.4b:
//!
//! 1. `window` makes text of bytes and takes out what no XML may hold;
//! 2. `scan` and `tag` cut it into tokens and guess where markup is damaged;
//! 3. `outside` follows the document, `inside` collects one unit or the header, in which `open`, `close` and `place` say
//!    what stands where;
//! 4. `unit` and `codes` put a unit in order and write it.
//!
//! What needs no mending is written byte for byte as it stands, in UTF-8. Memory is bounded by the largest unit, time is
//! linear. Entities are never expanded, and nothing outside the file is read.

mod attributes;
mod block;
mod close;
mod codes;
mod document;
mod html;
mod inside;
mod kind;
mod left;
mod machine;
mod markup;
mod open;
mod output;
mod outside;
mod oversize;
mod place;
mod prefixes;
mod region;
mod report;
mod scan;
mod tag;
mod text;
mod unit;
mod window;

use std::io::{Read, Write};

use yaddash_io::encoding::{DecodingReader, Hint, Notice};

use crate::Error;
use machine::Machine;
use report::Report;

pub use kind::{KINDS, Kind};
pub use report::{Action, Repair, Repaired, UnitName};

/// How a memory is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepairOptions {
    /// Leave attributes and elements that TMX does not know where they are, with their prefixes declared, and not make
    /// properties and codes of them. Other programs may then refuse the file. Default `false`.
    pub keep_foreign: bool,
    /// Bytes that one unit, or the header, may have. Default 32 MiB.
    pub unit_bytes: usize,
}

impl Default for RepairOptions {
    fn default() -> Self {
        Self {
            keep_foreign: false,
            unit_bytes: 32 << 20,
        }
    }
}

/// Writes to `output` what can be saved of `input`, and hands every fault with what was done about it to `receive`, in
/// about the order of the file: faults of a unit's structure come at its end.
///
/// The output is well-formed XML in UTF-8, valid against TMX 1.4b but for what cannot be known, such as a text in the
/// source language. A file that is well-formed and valid comes out as it is but for its encoding, and there is no entry.
///
/// ```
/// use yaddash_tmx::repair::{RepairOptions, repair};
/// let cut = r#"<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>R&D"#;
/// let (mut output, mut list) = (Vec::new(), Vec::new());
/// let done = repair(cut.as_bytes(), &mut output, RepairOptions::default(), &mut |entry| list.push(entry))?;
/// assert_eq!(done.units, 1);
/// assert!(String::from_utf8(output).unwrap().ends_with("<seg>R&amp;D</seg></tuv></tu></body></tmx>"));
/// assert!(list.iter().any(|entry| entry.kind == "bare-ampersand" && entry.column == 77));
/// # Ok::<(), yaddash_tmx::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Read`](crate::ErrorKind::Read) where the input fails and [`ErrorKind::Write`](crate::ErrorKind::Write)
/// where the output does; [`ErrorKind::NothingOfTmx`](crate::ErrorKind::NothingOfTmx) where no `tmx`, `tu`, `tuv` or `seg`
/// stands in the input: nothing is written then. Nothing else that the input holds is an error.
pub fn repair(
    input: impl Read,
    output: impl Write,
    options: RepairOptions,
    receive: &mut dyn FnMut(Repair),
) -> Result<Repaired, Error> {
    let decoding = DecodingReader::new(input, Hint::xml())?;
    let mut report = Report::new(receive);
    for notice in decoding.notices() {
        let at = yaddash_model::LineColumn { line: 1, column: 1 };
        let message = match notice {
            Notice::NoByteOrderMark { .. } => format!("{notice}; it is written in UTF-8"),
            _ => notice.to_string(),
        };
        report.mended(kind::ENCODING, at, message);
    }
    Machine::new(decoding, output, options, report).run()
}
