//! What can be wrong with a request to align.

use thiserror::Error;

/// Why nothing was aligned.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// Fewer than two or more than three versions were given.
    #[error("two or three language versions can be aligned at once, not {0}")]
    Sides(usize),
}
