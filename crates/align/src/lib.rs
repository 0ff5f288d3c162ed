//! Sentence alignment of two or more language versions of a document.
//!
//! An [`Aligner`] takes the segments of each version as a [`Side`] and gives an [`Alignment`]: [`Bead`]s in reading
//! order that cover every segment of every side exactly once, each with a [`Score`].
//!
//! The method is dynamic programming over beads (Gale and Church, "A Program for Aligning Sentences in Bilingual
//! Corpora", Computational Linguistics 19(1), 1993), where a bead is scored against the chance that its sides arose
//! without each other. The evidence is the ratio of lengths, words that sound alike once both scripts are reduced to
//! classes of consonants, numbers, punctuation, terms that the caller found on several sides, and the borders of
//! paragraphs. The crate's `DESIGN.md` explains it in full.
//!
//! ```
//! use yaddash_align::{Aligner, Side};
//! let az = Side::from_lines("az".parse()?, ["Bakı 1991-ci ildən paytaxtdır.", "Xəzər dənizi yaxındır."]);
//! let en = Side::from_lines("en".parse()?, ["Baku has been the capital since 1991.", "The Caspian Sea is near."]);
//! let alignment = Aligner::default().align(&[az, en])?;
//! assert_eq!(alignment.ladder().to_string(), "[0]:[0]\n[1]:[1]\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Guarantees: the same input gives the same output; nothing panics on any text; time and memory are linear in the
//! segments, whatever the sides share. Not guaranteed: time grows with the square of the lengths where one bead repeats one
//! token many times.

#![forbid(unsafe_code)]

mod aligner;
mod anchors;
mod bead;
mod coarse;
mod confidence;
mod corridor;
mod crossing;
mod error;
mod evidence;
mod joint;
mod ladder;
mod learn;
mod margin;
mod pair;
mod prepared;
mod search;
mod side;
mod transitive;
mod vectors;

pub use aligner::Aligner;
pub use bead::{Alignment, Bead, Score};
pub use error::Error;
pub use ladder::{Ladder, LadderError, Rung};
pub use prepared::Prepared;
pub use side::{Side, SideSegment};
pub use vectors::Vectors;
