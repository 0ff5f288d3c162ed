//! Candidate terms and names of texts, their translations, and the variants of each: proposals for a person to accept.
//!
//! A [`Collector`] is given units, each the same text in one language or several, and [`Collector::finish`] gives what
//! they name:
//!
//! 1. Names are runs of words with capitals within sentences, abbreviations are words in capitals, and terms are runs of
//!    two to four words without function words at their ends, judged by C-value (Frantzi, Ananiadou and Mima 2000).
//! 2. The forms of a candidate are one by the stems of their words; of these forms the one that the most others are
//!    inflections of is shown.
//! 3. Candidates of two languages that stand in the same units are translations of each other (Dice's coefficient, with the
//!    likeness of their sounds for names), the surest first, each once.
//!
//! Everything is counted; nothing is looked up, so that any language can be read, and az, en and ru are read best.

mod candidate;
mod collector;
mod concepts;
mod group;
mod mention;
mod names;
mod phrases;
mod translations;
mod variants;

pub use candidate::{Candidate, CandidateKind};
pub use collector::{Collector, DiscoveryOptions, Extraction, UnitText};
pub use concepts::{ProposedConcept, ProposedTerm};
pub use variants::{Variant, VariantCluster, VariantKind};
