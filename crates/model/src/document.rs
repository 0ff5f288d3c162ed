//! Documents as blocks of text.

use crate::{ByteSpan, LanguageTag, Segment};

/// What a block is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading with its level from 1.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Code, or anything else that is not text to translate.
    Code,
}

impl BlockKind {
    /// Whether the block is text to segment, align and check.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Code)
    }
}

/// A run of the plain text of a block that stands in the file byte for byte, or as one character reference or escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SourceRun {
    /// Bytes of the plain text.
    pub plain: ByteSpan,
    /// The bytes of the file that they come from; of the same length where the run is verbatim.
    pub source: ByteSpan,
}

impl SourceRun {
    /// Whether the bytes of the file are the bytes of the text.
    pub const fn is_verbatim(self) -> bool {
        self.plain.len() == self.source.len()
    }
}

/// From offsets in the plain text of a block to bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SourceMap {
    runs: Vec<SourceRun>,
}

impl SourceMap {
    /// A map without runs: the text has no bytes of its own in the file.
    #[must_use]
    pub const fn none() -> Self {
        Self { runs: Vec::new() }
    }

    /// The map of a text that stands in the file as it is, `length` bytes from `source`.
    #[must_use]
    pub fn verbatim(source: usize, length: usize) -> Self {
        let plain = ByteSpan::new(0, length);
        Self {
            runs: vec![SourceRun {
                plain,
                source: plain.shifted(source),
            }],
        }
    }

    /// Adds a run; runs come in the order of the plain text. A verbatim run that goes on where the last one ended is
    /// joined with it.
    pub fn push(&mut self, run: SourceRun) {
        if let Some(last) = self.runs.last_mut()
            && last.is_verbatim()
            && run.is_verbatim()
            && last.plain.end() == run.plain.start()
            && last.source.end() == run.source.start()
        {
            last.plain = ByteSpan::new(last.plain.start(), run.plain.end());
            last.source = ByteSpan::new(last.source.start(), run.source.end());
            return;
        }
        self.runs.push(run);
    }

    /// The runs in order.
    pub fn runs(&self) -> &[SourceRun] {
        &self.runs
    }

    /// The bytes of the file that the `plain` span covers, markup between its runs included; `None` where the map has
    /// no run for it.
    pub fn to_source(&self, plain: ByteSpan) -> Option<ByteSpan> {
        let first = self.run_at(plain.start(), false)?;
        let last = self.run_at(plain.end(), plain.end() > plain.start())?;
        let start = if first.is_verbatim() {
            first.source.start() + (plain.start() - first.plain.start())
        } else {
            first.source.start()
        };
        let end = if last.is_verbatim() {
            last.source.start() + (plain.end() - last.plain.start())
        } else {
            last.source.end()
        };
        Some(ByteSpan::new(start, end.max(start)))
    }

    /// Whether the file holds the text of `plain` byte for byte, so that it can be replaced in place.
    pub fn is_verbatim(&self, plain: ByteSpan) -> bool {
        self.runs
            .iter()
            .any(|run| run.is_verbatim() && run.plain.encloses(plain))
    }

    /// The run that holds the byte at `offset`, or with `is_end` the byte before it.
    fn run_at(&self, offset: usize, is_end: bool) -> Option<&SourceRun> {
        let after = if is_end {
            self.runs.partition_point(|run| run.plain.start() < offset)
        } else {
            self.runs.partition_point(|run| run.plain.start() <= offset)
        };
        let run = self.runs.get(after.checked_sub(1)?)?;
        (offset <= run.plain.end()).then_some(run)
    }
}

/// A block of text: a paragraph, a heading, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text with inline codes.
    pub content: Segment,
    /// Parts of the plain text that are not natural text: inline code, URLs. In order, not overlapping.
    pub not_text: Vec<ByteSpan>,
    /// Where the text stands in the file.
    pub source: SourceMap,
}

impl Block {
    /// A block whose text stands in the file as it is, from byte `source`.
    #[must_use]
    pub fn verbatim(kind: BlockKind, text: &str, source: usize) -> Self {
        Self {
            kind,
            content: Segment::from(text),
            not_text: Vec::new(),
            source: SourceMap::verbatim(source, text.len()),
        }
    }
}

/// A file as blocks in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The language, where the file names one (`lang` of HTML).
    pub language: Option<LanguageTag>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_map_through_markup_and_references() {
        // Source: `a<b>bc</b>&amp;d`, text: `abc&d`.
        let mut map = SourceMap::none();
        for (plain, source) in [(0..1, 0..1), (1..3, 4..6), (3..4, 10..15), (4..5, 15..16)] {
            map.push(SourceRun {
                plain: plain.into(),
                source: source.into(),
            });
        }
        assert_eq!(
            map.to_source(ByteSpan::new(0, 3)),
            Some(ByteSpan::new(0, 6))
        );
        assert_eq!(
            map.to_source(ByteSpan::new(1, 3)),
            Some(ByteSpan::new(4, 6))
        );
        assert_eq!(
            map.to_source(ByteSpan::new(2, 4)),
            Some(ByteSpan::new(5, 15))
        );
        assert_eq!(
            map.to_source(ByteSpan::new(4, 5)),
            Some(ByteSpan::new(15, 16))
        );
        assert_eq!(map.to_source(ByteSpan::new(4, 9)), None);
        assert!(map.is_verbatim(ByteSpan::new(1, 3)));
        assert!(!map.is_verbatim(ByteSpan::new(0, 3)), "markup lies between");
        assert!(
            !map.is_verbatim(ByteSpan::new(3, 4)),
            "a reference is not the character"
        );
    }

    #[test]
    fn adjacent_verbatim_runs_join() {
        let mut map = SourceMap::verbatim(10, 3);
        map.push(SourceRun {
            plain: ByteSpan::new(3, 5),
            source: ByteSpan::new(13, 15),
        });
        assert_eq!(map.runs().len(), 1);
    }
}
