//! SRX segmentation with built-in rules for Azerbaijani, English and Russian.
//!
//! [`Segmenter::builtin`] gives the built-in rules of a language, [`Segmenter::from_srx`] those of an SRX file
//! ([`SrxDocument`], versions 1.0 and 2.0). [`Segmenter::segments`] cuts a paragraph into spans that tile it,
//! [`Segmenter::split_segment`] cuts text with inline codes, [`Segmenter::explain`] says which rule decided at each
//! place, and [`Segmenter::identity`] names the rules so that two stores can be compared. [`unwrap_lines`] joins the
//! lines of text that was broken to a width; [`AbbreviationList`] adds abbreviations without regular expressions.
//!
//! ```
//! use yaddash_segment::Segmenter;
//! let segmenter = Segmenter::builtin(&"en".parse()?);
//! let text = "Mr. Smith left at 5 p.m. on Friday. He was late.";
//! assert_eq!(segmenter.segments(text).len(), 2);
//! # Ok::<(), yaddash_model::LanguageTagError>(())
//! ```
//!
//! # How rules apply
//! At each position the first rule decides whose part before matches some text that ends there and whose part after
//! matches some text that starts there (SRX 2.0 section 3). All rules of a language are matched at once, by two automata
//! that run backwards and forwards from the few positions where a breaking rule can match. So the rules are tried at every
//! position whatever matched before, and a paragraph never depends on its neighbours. Rules with look-around in the
//! middle, back-references or possessive repetition run as they are in `fancy-regex`, within a limit of steps.
//!
//! # Not guaranteed
//! Boundaries may change between versions when the built-in rules change; [`RuleSetId::hash`] changes with them.

#![forbid(unsafe_code)]

mod abbreviations;
mod builtin;
mod codes;
mod engine;
mod error;
mod explain;
mod identity;
mod pattern;
mod segmenter;
mod sets;
mod srx;
mod unwrap;

pub use abbreviations::{AbbreviationClass, AbbreviationList};
pub use builtin::builtin_srx;
pub use error::{Error, ErrorKind, ErrorPlace};
pub use explain::{Candidate, RuleReference, Verdict};
pub use identity::RuleSetId;
pub use segmenter::Segmenter;
pub use srx::{Header, LanguageMap, LanguageRules, PassedOver, Rule, RulePlace, SrxDocument};
pub use unwrap::{UnwrappedParagraph, unwrap_lines};
