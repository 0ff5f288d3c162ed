//! Termbases, inflection-aware term matching and terminology checks.
//!
//! - [`Termbase`] holds concepts, their languages and terms with status and case rule (the model of ISO 30042); it is
//!   read and written as CSV or TSV ([`read_csv`], [`write_csv`]) and TBX versions 2 and 3 ([`read_tbx`], [`write_tbx`]),
//!   and [`validate`] lists what is wrong with it;
//! - [`Matcher`] finds its terms in text, in every inflected form, at a cost that does not grow with their number;
//!   [`match_term`] looks for a single term;
//! - [`Checker`] runs the [`rules`] over documents and translation units and gives findings in bytes of the file;
//! - [`suppress`] takes out what comments in the file suppress;
//! - [`fix`] applies suggestions, [`unified_diff`] shows them.
//!
//! Spans are UTF-8 bytes, half-open. No function of this crate panics on any input or opens a file.

mod checker;
mod error;
mod fix;
mod matcher;
pub mod rules;
mod suppression;
mod termbase;

pub use checker::Checker;
pub use error::{Error, Result};
pub use fix::{Fixed, fix, unified_diff};
pub use matcher::{Matcher, Occurrence, Span, TermRef, forms_of, match_term, not_text};
pub use suppression::{CommentStyle, Suppressed, suppress};
pub use termbase::{
    CaseRule, ConceptEntry, Delimiter, LanguageSection, Problem, ProblemKind, ReadTermbase, Status,
    TbxStyle, TbxVersion, Term, Termbase, read_csv, read_tbx, validate, write_csv, write_tbx,
};
