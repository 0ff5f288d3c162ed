//! From files to alignments and from alignments to files: what `yaddash align` does beside the aligner itself.

pub(crate) mod batch;
pub(crate) mod manifest;
pub(crate) mod pattern;
pub(crate) mod record;
pub(crate) mod version;
pub(crate) mod writer;

use anyhow::Result;
use yaddash_align::{Aligner, Alignment, Side, SideSegment};
use yaddash_model::{LanguageTag, Segment};

pub(crate) use version::{Version, VersionReader};

/// Versions of a document with their alignment.
pub(crate) struct Aligned {
    /// The name of the document, without language and extension.
    pub(crate) name: String,
    pub(crate) versions: Vec<Version>,
    pub(crate) alignment: Alignment,
}

impl Aligned {
    /// Aligns the versions.
    pub(crate) fn new(name: String, versions: Vec<Version>) -> Result<Self> {
        let texts: Vec<Vec<SideSegment<'_>>> =
            versions.iter().map(Version::side_segments).collect();
        let sides: Vec<Side<'_>> = versions
            .iter()
            .zip(texts)
            .map(|(version, segments)| Side {
                language: version.language.clone(),
                segments,
            })
            .collect();
        let alignment = Aligner::default().align(&sides)?;
        drop(sides);
        Ok(Self {
            name,
            versions,
            alignment,
        })
    }

    /// The languages in order.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.versions.iter().map(|version| &version.language)
    }

    /// The text of one side of a bead: its segments with a space between them.
    pub(crate) fn text(&self, side: usize, range: std::ops::Range<usize>) -> Segment {
        let segments = self
            .versions
            .get(side)
            .and_then(|version| version.segments.get(range))
            .unwrap_or_default();
        let space = Segment::from(" ");
        let mut parts = Vec::with_capacity(segments.len() * 2);
        for segment in segments {
            if !parts.is_empty() {
                parts.push(&space);
            }
            parts.push(&segment.content);
        }
        Segment::join(parts)
    }
}
