//! Paragraphs that may stand inside one another.

use yaddash_model::{Block, BlockKind};

use crate::document::builder::BlockBuilder;

/// The blocks of a package, built paragraph by paragraph. A paragraph inside another one (in a text box, a note) comes
/// after it.
#[derive(Debug)]
pub(in crate::document) struct Flow {
    blocks: Vec<Block>,
    open: Vec<OpenParagraph>,
}

#[derive(Debug)]
struct OpenParagraph {
    kind: BlockKind,
    builder: BlockBuilder<'static>,
    after: Vec<Block>,
}

impl Flow {
    /// No blocks yet.
    pub(in crate::document) const fn new() -> Self {
        Self {
            blocks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// A paragraph begins.
    pub(in crate::document) fn begin(&mut self, kind: BlockKind) {
        self.open.push(OpenParagraph {
            kind,
            builder: BlockBuilder::new(""),
            after: Vec::new(),
        });
    }

    /// The innermost open paragraph is of another kind.
    pub(in crate::document) fn set_kind(&mut self, kind: BlockKind) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.kind = kind;
        }
    }

    /// How many paragraphs are open.
    pub(in crate::document) const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Builds the innermost open paragraph; `None` outside of paragraphs.
    pub(in crate::document) fn paragraph(&mut self) -> Option<&mut BlockBuilder<'static>> {
        self.open.last_mut().map(|paragraph| &mut paragraph.builder)
    }

    /// The innermost open paragraph ends.
    pub(in crate::document) fn end(&mut self) {
        let Some(mut paragraph) = self.open.pop() else {
            return;
        };
        let blocks = match self.open.last_mut() {
            Some(outer) => &mut outer.after,
            None => &mut self.blocks,
        };
        blocks.extend(paragraph.builder.finish(paragraph.kind));
        blocks.append(&mut paragraph.after);
    }

    /// All blocks in reading order.
    pub(in crate::document) fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.end();
        }
        self.blocks
    }
}
