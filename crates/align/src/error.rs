//! What can be wrong with a request to align.

use thiserror::Error;
use yaddash_model::LanguageTag;

/// Why nothing was aligned.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// Fewer than two versions were given.
    #[error("an alignment takes two language versions or more, not {0}")]
    Sides(usize),
    /// A version has more or fewer vectors than segments.
    #[error("there are {vectors} vectors for the {segments} segments in `{language}`")]
    VectorRows {
        /// The language of the version.
        language: LanguageTag,
        /// The number of its vectors.
        vectors: usize,
        /// The number of its segments.
        segments: usize,
    },
    /// The vectors of two versions are not of one space.
    #[error("the vectors in `{}` have {} dimensions, those in `{}` {}", .0.0, .0.1, .1.0, .1.1)]
    Dimensions((LanguageTag, usize), (LanguageTag, usize)),
}
