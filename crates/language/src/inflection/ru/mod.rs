//! Russian: paradigms by ending and stem alternation.
//!
//! A word alone often does not show its gender, its stress or whether it is animate, so each ending of the dictionary
//! form leads to the endings of all paradigms that it can belong to. The classes follow the traditional school grammar
//! (three declensions, hard, soft and mixed stems; adjectives; surnames).

mod adjective;
mod gender;
mod irregular;
mod noun;
mod phrase;
mod tables;

pub use noun::{is_indeclinable, word};
pub use phrase::{acronym, head, roles};
pub(crate) use tables::{ACCUSATIVE, ADJECTIVE_CELLS, Gender};

/// What stands behind the endings of reflexive participles: `учащийся`.
pub const REFLEXIVE: &str = "ся";

pub(crate) use adjective::modifier;
pub(crate) use gender::gender_of;
