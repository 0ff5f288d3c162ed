//! Operations on whole memories, as streams: what stays of a memory stays exactly as it stands.
//!
//! Every unit is seen at once as a value, to decide, and as the XML that it is in the file, to write. So units, the
//! header, DOCTYPE and comments come out as they went in; only the XML declaration says UTF-8. Units may have any number
//! of languages. Memory does not grow with the file: what has to be known of all units at once goes to [`Scratch`] files
//! as digests.

mod dedupe;
mod diff;
mod filter;
mod headers;
pub(crate) mod identity;
mod key;
mod merge;
mod portable;
mod sample;
pub(crate) mod scratch;
mod split;
pub(crate) mod store;
mod stream;

pub use dedupe::{Choice, DedupeOptions, Deduped, dedupe};
pub use diff::{Change, Diffed, DiffedUnit, Difference, Piece, What, diff, words_marked};
pub use filter::{Expression, ExpressionError, Filtered, Keep, filter};
pub use headers::HeaderDifference;
pub use key::{Sameness, last_date};
pub use merge::{Conflict, Identity, MergeOptions, Merged, MergedInput, merge};
pub use sample::{SampleSize, Sampled, sample};
pub use scratch::Scratch;
pub use split::{Part, PartOutput, Split, SplitBy, split};
pub use stream::{InputText, MemoryInput, Unreadable};
