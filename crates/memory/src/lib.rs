//! The translation memory: a store of units, and the index that finds them again.
//!
//! | module | what it is |
//! |---|---|
//! | [`Memory`], [`Memories`] | a memory: store and index together; several that are asked at once |
//! | [`lookup`] | fuzzy match: queries and matches |
//! | [`score`] | what a match is worth |
//! | [`analysis`] | how much of a text is known |
//! | [`concordance`] | where in a memory a text, words or forms of words stand |
//! | [`pretranslate`] | what a memory knows, written into files |
//! | [`repair`] | the target of a near match, made to fit |
//! | [`import`] | taking in streams of units |
//! | [`maintain`] | texts replaced, directions turned, units joined over a third language |
//! | [`store`] | the store of record, what it keeps of a unit, and how it is written |
//! | [`words`], [`distance`] | how texts are compared |

#![forbid(unsafe_code)]

pub mod analysis;
pub mod concordance;
pub mod distance;
mod error;
pub mod import;
mod index;
pub mod lookup;
pub mod maintain;
mod memories;
mod memory;
mod penalty;
pub mod pretranslate;
pub mod repair;
pub mod score;
pub mod store;
pub mod words;

pub use error::{Error, ErrorKind};
pub use memories::{Attached, Found, Memories};
pub use memory::{IndexInfo, Memory};
pub use penalty::{PenaltyRule, PenaltyRuleError};
