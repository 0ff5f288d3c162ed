//! The translation memory: a store of units, and the index that finds them again.
//!
//! | module | what it is |
//! |---|---|
//! | [`concordance`] | where in a memory a text, words or forms of words stand |
//! | [`repair`] | the target of a near match, made to fit |
//! | [`import`] | taking in streams of units |
//! | [`store`] | the store of record, what it keeps of a unit, and how it is written |

pub mod concordance;
mod error;
pub mod import;
pub mod repair;
pub mod store;

pub use error::{Error, ErrorKind};
