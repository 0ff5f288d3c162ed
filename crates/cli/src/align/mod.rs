//! From files to alignments and from alignments to files: what `yaddash align` does beside the aligner itself.

pub(crate) mod batch;
pub(crate) mod batch_lexicon;
pub(crate) mod known_units;
pub(crate) mod manifest;
pub(crate) mod pattern;
pub(crate) mod record;
pub(crate) mod version;
pub(crate) mod writer;

use std::cmp::Ordering;
use std::ops::Range;

use anyhow::Result;
use yaddash_align::{Aligner, Alignment, Bead, Prepared, Score, Side};
use yaddash_lexicon::Lexicon;
use yaddash_model::{LanguageTag, Segment};

pub(crate) use version::{Version, VersionReader};

/// Versions of a document with their alignment.
pub(crate) struct Aligned {
    /// The name of the document, without language and extension.
    pub(crate) name: String,
    pub(crate) versions: Vec<Version>,
    pub(crate) alignment: Alignment,
    /// The least score of a bead.
    pub(crate) least: f64,
    /// The beads that were left out because of their score, with the places that they had.
    pub(crate) dropped: Vec<(usize, Bead)>,
}

impl Aligned {
    /// Aligns the versions, with lexicons of which the earlier ones decide where they know something, and the built-in
    /// one below them.
    pub(crate) fn new<'a>(
        name: String,
        versions: Vec<Version>,
        lexicons: impl IntoIterator<Item = &'a Lexicon>,
    ) -> Result<Self> {
        let prepared = prepared(&versions)?;
        Ok(Self::of(name, versions, &prepared, lexicons))
    }

    /// The same of versions that were [`prepared`].
    pub(crate) fn of<'a>(
        name: String,
        versions: Vec<Version>,
        prepared: &Prepared,
        lexicons: impl IntoIterator<Item = &'a Lexicon>,
    ) -> Self {
        let alignment = Aligner::default()
            .with_lexicons(lexicons)
            .with_lexicons([Lexicon::seed()])
            .align_prepared(prepared);
        Self {
            name,
            versions,
            alignment,
            least: 0.0,
            dropped: Vec::new(),
        }
    }

    /// Takes beads below `least` apart, so that their segments are left without counterpart.
    pub(crate) fn drop_below(&mut self, least: f64) {
        self.least = least;
        let beads = std::mem::take(&mut self.alignment.beads);
        for (index, bead) in beads.into_iter().enumerate() {
            if bead.filled() < 2 || bead.score.value() >= least {
                self.alignment.beads.push(bead);
            } else {
                self.alignment.beads.extend(alone(&bead));
                self.dropped.push((index, bead));
            }
        }
    }

    /// The beads that one language alone has.
    pub(crate) fn alone(&self) -> impl Iterator<Item = &Bead> {
        let beads = self.alignment.beads.iter();
        beads.filter(|bead| bead.filled() == 1)
    }

    /// The languages in order.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.versions.iter().map(|version| &version.language)
    }

    /// The text of one side of a bead: its segments with a space between them.
    pub(crate) fn text(&self, side: usize, range: Range<usize>) -> Segment {
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

/// What alignment looks at in the versions.
pub(crate) fn prepared(versions: &[Version]) -> Result<Prepared> {
    let sides: Vec<Side<'_>> = versions
        .iter()
        .map(|version| Side {
            language: version.language.clone(),
            segments: version.side_segments(),
            vectors: version.vectors.clone(),
        })
        .collect();
    Ok(Prepared::new(&sides)?)
}

/// A bead for each side that has segments in this one.
fn alone(bead: &Bead) -> impl Iterator<Item = Bead> {
    let sides = bead.sides.iter().enumerate();
    let filled = sides.filter(|(_, range)| !range.is_empty());
    filled.map(|(side, range)| {
        let of = |(other, place): (usize, &Range<usize>)| match other.cmp(&side) {
            Ordering::Less => place.end..place.end,
            Ordering::Equal => range.clone(),
            Ordering::Greater => place.start..place.start,
        };
        Bead {
            sides: bead.sides.iter().enumerate().map(of).collect(),
            score: Score::default(),
        }
    })
}
