//! What a matcher finds.

use yaddash_model::ByteSpan;

use crate::termbase::Status;

/// Which term of a termbase is meant, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermRef {
    /// The concept entry.
    pub concept: usize,
    /// The language section in it.
    pub section: usize,
    /// The term in that.
    pub term: usize,
}

/// A term found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The bytes of the text, endings included.
    pub span: ByteSpan,
    /// The term.
    pub term: TermRef,
    /// Its status.
    pub status: Status,
    /// Whether it is the term only when letters of another script are read as the ones that they look like.
    pub lookalike: bool,
    /// Whether the letter case agrees with the case rule of the term.
    pub case_ok: bool,
    /// Whether it is an abbreviation that lacks its capitals. Such occurrences are given only where they were asked for.
    pub lacks_capitals: bool,
}
