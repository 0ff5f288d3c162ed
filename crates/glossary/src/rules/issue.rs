//! What a rule has to say about a block of text.

use yaddash_model::ByteSpan;

use super::Rule;

/// A finding in bytes of the plain text of a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Issue {
    pub(crate) rule: &'static Rule,
    pub(crate) span: ByteSpan,
    pub(crate) concept: Option<String>,
    pub(crate) suggestions: Vec<String>,
    pub(crate) message: String,
}
