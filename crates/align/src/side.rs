//! One language version of a document.

use yaddash_language::Language;
use yaddash_model::{BlockKind, LanguageTag};

use crate::Vectors;

/// A segment of one version.
#[derive(Clone, Debug)]
pub struct SideSegment<'a> {
    /// The plain text.
    pub text: &'a str,
    /// The number of the block (paragraph, heading, cell) that the segment is part of; it rises in reading order. All
    /// zero where nothing is known of blocks.
    pub block: usize,
    /// What the block is.
    pub kind: BlockKind,
    /// Numbers of concepts that the caller found in the text; the same number on two sides is strong evidence.
    pub concepts: Vec<u64>,
}

impl<'a> SideSegment<'a> {
    /// A segment of which only the text is known.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            block: 0,
            kind: BlockKind::Paragraph,
            concepts: Vec::new(),
        }
    }
}

/// One language version: its segments in reading order.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The language.
    pub language: LanguageTag,
    /// The segments.
    pub segments: Vec<SideSegment<'a>>,
    /// A vector for each segment, where the caller has them.
    pub vectors: Option<Vectors>,
}

impl<'a> Side<'a> {
    /// A version of which only the lines are known, each a segment.
    pub fn from_lines(language: LanguageTag, lines: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            language,
            segments: lines.into_iter().map(SideSegment::new).collect(),
            vectors: None,
        }
    }

    /// What is known of the language.
    pub(crate) fn known(&self) -> &'static Language {
        Language::of(&self.language)
    }

    /// Whether the segments are known to stand in blocks.
    pub(crate) fn has_blocks(&self) -> bool {
        self.segments.iter().any(|segment| segment.block > 0)
    }
}
