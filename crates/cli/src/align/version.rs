//! One language version of a document, cut into segments.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context as _, Result};
use yaddash_align::{SideSegment, Vectors};
use yaddash_formats::document::ReadOptions;
use yaddash_io::encoding::Hint;
use yaddash_model::{BlockKind, LanguageTag, Segment};
use yaddash_segment::Segmenter;

use super::known_units::KnownUnits;
use crate::messages::Messages;
use crate::segmenters::Segmenters;
use crate::terms::Concepts;
use crate::{documents, input};

/// A segment with its place in the document.
pub(crate) struct VersionSegment {
    pub(crate) content: Segment,
    block: usize,
    kind: BlockKind,
    concepts: Vec<u64>,
}

/// A version of a document.
pub(crate) struct Version {
    pub(crate) language: LanguageTag,
    pub(crate) segments: Vec<VersionSegment>,
    /// Name and hash of the segmentation rules; none where the text came cut into segments.
    pub(crate) rules: Option<String>,
    /// A vector for each segment, where the user has them.
    pub(crate) vectors: Option<Vectors>,
}

impl Version {
    /// The plain texts of some segments.
    pub(crate) fn texts(&self, range: std::ops::Range<usize>) -> Vec<Cow<'_, str>> {
        let segments = self.segments.get(range).unwrap_or_default();
        segments
            .iter()
            .map(|segment| Cow::Borrowed(segment.content.text()))
            .collect()
    }

    /// The plain text of some segments, with a space between them.
    pub(crate) fn plain_text(&self, range: std::ops::Range<usize>) -> Cow<'_, str> {
        match self.segments.get(range).unwrap_or_default() {
            [segment] => Cow::Borrowed(segment.content.text()),
            segments => {
                let texts: Vec<&str> = segments
                    .iter()
                    .map(|segment| segment.content.text())
                    .collect();
                Cow::Owned(texts.join(" "))
            }
        }
    }

    /// The segments as the aligner takes them.
    pub(crate) fn side_segments(&self) -> Vec<SideSegment<'_>> {
        self.segments
            .iter()
            .map(|segment| SideSegment {
                text: segment.content.text(),
                block: segment.block,
                kind: segment.kind,
                concepts: segment.concepts.clone(),
            })
            .collect()
    }
}

/// How files become versions.
pub(crate) struct VersionReader {
    /// Each line is a segment already.
    pub(crate) segmented: bool,
    pub(crate) segmenters: Segmenters,
    /// Finds the concepts of glossaries in text.
    pub(crate) concepts: Option<Concepts>,
    /// Finds the units of memories that repeat in text.
    pub(crate) known_units: KnownUnits,
}

impl VersionReader {
    /// Makes a version of the bytes of a file; says in `messages` what was guessed or is odd.
    pub(crate) fn read(
        &self,
        language: &LanguageTag,
        path: &Path,
        bytes: &[u8],
        messages: Messages,
    ) -> Result<Version> {
        let (segments, rules) = if self.segmented {
            (self.lines(language, path, bytes, messages), None)
        } else {
            let segmenter = self.segmenters.get(language)?;
            let identity = segmenter.identity();
            let rules = format!("{} {}", identity.name, identity.hash);
            (
                self.cut(&segmenter, language, path, bytes, messages)?,
                Some(rules),
            )
        };
        if segments.is_empty() {
            messages.warning(format_args!(
                "{}: there is no text in it",
                input::name(path)
            ));
        }
        Ok(Version {
            language: language.clone(),
            segments,
            rules,
            vectors: None,
        })
    }

    /// Each line as a segment; a line ends at LF or CRLF and nowhere else.
    fn lines(
        &self,
        language: &LanguageTag,
        path: &Path,
        bytes: &[u8],
        messages: Messages,
    ) -> Vec<VersionSegment> {
        let hint = Hint {
            language: Some(language.language()),
            ..Hint::default()
        };
        let text = input::text(bytes, path, hint, messages);
        let lines = text.strip_suffix('\n').unwrap_or(&text);
        if text.is_empty() {
            return Vec::new();
        }
        lines
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
            .map(|line| self.segment(language, Segment::from(line), 0, BlockKind::Paragraph))
            .collect()
    }

    /// The sentences of each block of text.
    fn cut(
        &self,
        segmenter: &Segmenter,
        language: &LanguageTag,
        path: &Path,
        bytes: &[u8],
        messages: Messages,
    ) -> Result<Vec<VersionSegment>> {
        let loaded = documents::parse(
            path,
            bytes,
            ReadOptions::default(),
            Some(language),
            messages,
        )?;
        let mut segments = Vec::new();
        for (number, block) in loaded
            .document
            .blocks
            .iter()
            .filter(|block| block.kind.is_text())
            .enumerate()
        {
            let pieces = segmenter
                .split_segment(&block.content)
                .with_context(|| format!("cannot cut {} into segments", input::name(path)))?;
            for piece in pieces {
                let piece = piece.trimmed();
                if !piece.text().is_empty() {
                    segments.push(self.segment(language, piece, number, block.kind));
                }
            }
        }
        Ok(segments)
    }

    fn segment(
        &self,
        language: &LanguageTag,
        content: Segment,
        block: usize,
        kind: BlockKind,
    ) -> VersionSegment {
        let mut concepts = self
            .concepts
            .as_ref()
            .map(|concepts| concepts.of(content.text(), language))
            .unwrap_or_default();
        concepts.extend(self.known_units.of(content.text(), language));
        VersionSegment {
            content,
            block,
            kind,
            concepts,
        }
    }
}
