//! Termbases, inflection-aware term matching and terminology checks.
//!
//! - [`Termbase`] holds concepts, their languages and terms with status and case rule (the model of ISO 30042), and all
//!   else that a file says of them as [`Detail`]s; [`read_termbase`] and [`write_termbase`] know its [`TermbaseFormat`]s
//!   and tell what a format has no place for ([`Losses`]); [`validate`] lists what is wrong with it;
//! - [`Matcher`] finds its terms in text, in every inflected form, at a cost that does not grow with their number;
//!   [`match_term`] looks for a single term;
//! - [`Checker`] runs the [`rules`] over documents and translation units and gives findings in bytes of the file;
//! - [`discovery`] proposes terms, names and variants of them that texts have;
//! - [`suppress`] takes out what comments in the file suppress;
//! - [`fix`] applies suggestions, [`unified_diff`] shows them.
//!
//! Spans are UTF-8 bytes, half-open. No function of this crate panics on any input or opens a file.

#![forbid(unsafe_code)]

mod checker;
pub mod discovery;
mod error;
mod fix;
mod matcher;
pub mod rules;
mod suppression;
mod termbase;

pub use checker::{Checker, Version};
pub use error::{Error, Result};
pub use fix::{Fixed, fix, unified_diff};
pub use matcher::{Matcher, Occurrence, Span, TermRef, forms_of, match_term, not_text};
pub use suppression::{CommentStyle, Suppressed, suppress};
pub use termbase::{
    Animacy, CaseRule, ConceptEntry, Delimiter, Detail, DetailKind, Element, Gender, Group,
    LanguageSection, Losses, Node, Problem, ProblemKind, ReadOptions, ReadTermbase, Status,
    TbxDialect, TbxOptions, TbxStyle, TbxVersion, Term, Termbase, TermbaseFormat, WriteOptions,
    read_csv, read_tbx, read_termbase, validate, validate_text, write_csv, write_tbx,
    write_termbase,
};
