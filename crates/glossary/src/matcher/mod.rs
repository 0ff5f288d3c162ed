//! Finding the terms of a termbase in running text.

mod index;
mod letters;
mod misses;
mod not_text;
mod occurrence;
mod restore;
mod scan;
mod single;
mod text;

pub use index::Matcher;
pub(crate) use misses::{Looked, Misses};
pub use not_text::not_text;
pub use occurrence::{Occurrence, TermRef};
pub(crate) use restore::restored;
pub use single::{Span, forms_of, match_term};
pub(crate) use text::{Text, Word, script_of};
