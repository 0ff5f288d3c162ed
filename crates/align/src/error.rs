//! What can be wrong with a request to align.

use thiserror::Error;

/// Why nothing was aligned.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// Fewer than two versions were given.
    #[error("an alignment takes two language versions or more, not {0}")]
    Sides(usize),
}
