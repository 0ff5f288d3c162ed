//! Inline codes: what stands inside a segment and is not text.

use serde::{Deserialize, Serialize};

use crate::{Attributes, Segment};

/// What an inline code is, in the terms of TMX 1.4b section 3.3 (content markup).
///
/// Elements that wrap text (`hi`, and elements foreign to TMX) are two codes, a start and an end, so that the text
/// between them is text of the segment like any other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CodeKind {
    /// `bpt`: begins a pair; attribute `i` names the pair.
    Bpt,
    /// `ept`: ends the pair that its attribute `i` names.
    Ept,
    /// `it`: one half of a pair whose other half is in another segment; attribute `pos` is `begin` or `end`.
    It,
    /// `ph`: stands alone.
    Ph,
    /// `ut`: unknown, deprecated in TMX 1.4.
    Ut,
    /// `<hi …>`.
    HiStart,
    /// `</hi>`.
    HiEnd,
    /// The start tag of an element that TMX does not know, by its name with prefix.
    ForeignStart(String),
    /// The end tag of an element that TMX does not know.
    ForeignEnd(String),
    /// An XML comment; its text is the content.
    Comment,
    /// An XML processing instruction; target and data are the content.
    ProcessingInstruction,
}

/// What is inside a code: native markup, and sub-flows of text such as the value of an `alt` attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CodeContent {
    /// Native code, unescaped.
    Native(String),
    /// `sub`: text inside the code, a segment of its own.
    Sub {
        /// Attributes of the `sub` element.
        #[serde(default, skip_serializing_if = "Attributes::is_empty")]
        attributes: Attributes,
        /// The text of the sub-flow.
        segment: Segment,
    },
}

/// An inline code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InlineCode {
    /// What it is.
    pub kind: CodeKind,
    /// Its attributes, known and unknown.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Its content, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<CodeContent>,
    /// Set where a split has changed or added the code, so that a join can undo it.
    #[serde(skip)]
    pub cut: Option<CutCode>,
}

/// What a split did to a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CutCode {
    /// A `bpt` or `ept` whose other half went elsewhere became an `it`; these were its attributes.
    Isolated(Attributes),
    /// The code was added, to end an element before the split or to start it again behind.
    Added,
}

impl InlineCode {
    /// A code without attributes or content.
    #[must_use]
    pub const fn new(kind: CodeKind) -> Self {
        Self {
            kind,
            attributes: Attributes::new(),
            content: Vec::new(),
            cut: None,
        }
    }

    /// The same code with one more attribute.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.set(name, value);
        self
    }

    /// The same code with native markup added to its content.
    #[must_use]
    pub fn with_native(mut self, native: impl Into<String>) -> Self {
        self.content.push(CodeContent::Native(native.into()));
        self
    }

    /// Whether the code opens something that a later code closes.
    pub fn is_start(&self) -> bool {
        match self.kind {
            CodeKind::Bpt | CodeKind::HiStart | CodeKind::ForeignStart(_) => true,
            CodeKind::It => self.attributes.get("pos") == Some("begin"),
            _ => false,
        }
    }

    /// Whether the code closes something that an earlier code opened.
    pub fn is_end(&self) -> bool {
        match self.kind {
            CodeKind::Ept | CodeKind::HiEnd | CodeKind::ForeignEnd(_) => true,
            CodeKind::It => self.attributes.get("pos") == Some("end"),
            _ => false,
        }
    }

    /// Whether the code is the start or end tag of an element that wraps text, which must nest.
    pub const fn is_wrapping(&self) -> bool {
        matches!(
            self.kind,
            CodeKind::HiStart
                | CodeKind::HiEnd
                | CodeKind::ForeignStart(_)
                | CodeKind::ForeignEnd(_)
        )
    }

    /// The end tag that closes this start tag of a wrapping element.
    pub(crate) fn closing(&self) -> Option<CodeKind> {
        match &self.kind {
            CodeKind::HiStart => Some(CodeKind::HiEnd),
            CodeKind::ForeignStart(name) => Some(CodeKind::ForeignEnd(name.clone())),
            _ => None,
        }
    }
}
