//! Keeping a memory in order: texts replaced, directions turned, units joined over a third language.

mod pivot;
mod replace;
mod reverse;

pub use pivot::{PIVOT, Pivoted, pivot};
pub use replace::{Replacement, ReplacementError};
pub use reverse::reversed;
