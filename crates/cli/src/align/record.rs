//! What is remembered and reported of an aligned document.

use serde::{Deserialize, Serialize};
use yaddash_align::Bead;
use yaddash_model::LanguageTag;
use yaddash_report::{AlignmentSummary, LanguageCount, ListedBead, ShapeCount, UnalignedSegment};

use super::Aligned;

/// Beads below this score are shown as doubtful.
const DOUBTFUL: f64 = 0.5;
/// How many beads of a kind, and segments without counterpart, a report lists of a document.
const MOST_LISTED: usize = 20;
/// Documents below this score hardly hold the same text.
const HARDLY_FITS: f64 = 0.2;

/// Whether a bead fits so badly that someone should look at it.
pub(crate) fn is_doubtful(bead: &Bead) -> bool {
    bead.filled() > 1 && bead.score.value() < DOUBTFUL
}

/// A bead with its place, score and text in each language.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Listed {
    index: usize,
    score: f64,
    texts: Vec<String>,
}

impl Listed {
    fn of(aligned: &Aligned, index: usize, bead: &Bead) -> Self {
        let sides = bead.sides.iter().enumerate();
        Self {
            index,
            score: bead.score.value(),
            texts: sides
                .map(|(side, range)| aligned.text(side, range.clone()).text().to_owned())
                .collect(),
        }
    }

    fn summary(&self) -> ListedBead {
        ListedBead {
            index: self.index,
            score: self.score,
            texts: self.texts.clone(),
        }
    }
}

/// Some beads, of which the first are listed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Listing {
    count: usize,
    beads: Vec<Listed>,
}

impl Listing {
    fn of(aligned: &Aligned, beads: &[(usize, &Bead)]) -> Self {
        let listed = beads.iter().take(MOST_LISTED);
        Self {
            count: beads.len(),
            beads: listed
                .map(|(index, bead)| Listed::of(aligned, *index, bead))
                .collect(),
        }
    }

    fn summary(&self) -> Vec<ListedBead> {
        self.beads.iter().map(Listed::summary).collect()
    }
}

/// A version of the document: its language, its segments, and those of them without counterpart.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Side {
    language: String,
    segments: usize,
    unaligned: usize,
}

/// The figures of one document; kept in the manifest of a batch, so that a resumed run reports on all documents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) document: String,
    sides: Vec<Side>,
    shapes: Vec<(String, usize)>,
    score: f64,
    doubtful: Listing,
    /// Language, number and text of segments without counterpart.
    unaligned: Vec<(String, usize, String)>,
    dropped: Listing,
    notes: Vec<String>,
}

impl Record {
    /// What is said of a document that could not be aligned.
    pub(crate) fn failed<'a>(
        document: String,
        languages: impl Iterator<Item = &'a LanguageTag>,
        error: &anyhow::Error,
    ) -> Self {
        let side = |language: &LanguageTag| Side {
            language: language.to_string(),
            segments: 0,
            unaligned: 0,
        };
        Self {
            document,
            sides: languages.map(side).collect(),
            shapes: Vec::new(),
            // It has none; reports show that.
            score: f64::NAN,
            doubtful: Listing::default(),
            unaligned: Vec::new(),
            dropped: Listing::default(),
            notes: vec![format!("could not be aligned: {error:#}")],
        }
    }

    /// The figures of an aligned document.
    pub(crate) fn of(aligned: &Aligned) -> Self {
        let beads = &aligned.alignment.beads;
        let mut doubtful: Vec<_> = beads
            .iter()
            .enumerate()
            .filter(|(_, bead)| is_doubtful(bead))
            .collect();
        doubtful.sort_by_key(|(_, bead)| bead.score);
        let dropped: Vec<_> = aligned
            .dropped
            .iter()
            .map(|(index, bead)| (*index, bead))
            .collect();
        let mut record = Self {
            document: aligned.name.clone(),
            sides: sides(aligned),
            shapes: shapes(beads),
            score: aligned.alignment.score.value(),
            doubtful: Listing::of(aligned, &doubtful),
            unaligned: unaligned(aligned),
            dropped: Listing::of(aligned, &dropped),
            notes: Vec::new(),
        };
        for version in &aligned.versions {
            if version.segments.is_empty() {
                record.note(format!("the version in `{}` has no text", version.language));
            }
        }
        match record.dropped.count {
            0 => {}
            1 => record.note(format!(
                "1 bead was left out, below the score of {}",
                aligned.least
            )),
            count => record.note(format!(
                "{count} beads were left out, below the score of {}",
                aligned.least
            )),
        }
        if record.is_mismatched() {
            record.note("the versions hardly fit: are they the same document?".to_owned());
        }
        record
    }

    /// Adds a note.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Whether someone should look at the document.
    pub(crate) fn needs_attention(&self) -> bool {
        !self.notes.is_empty()
    }

    /// What needs attention, in words.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether the versions are probably not of one document.
    fn is_mismatched(&self) -> bool {
        self.score < HARDLY_FITS
    }

    /// The figures as reports take them.
    pub(crate) fn summary(&self) -> AlignmentSummary {
        let language = |side: &Side| LanguageCount {
            language: side.language.clone(),
            segments: side.segments,
            unaligned: side.unaligned,
        };
        let shape = |(shape, count): &(String, usize)| ShapeCount {
            shape: shape.clone(),
            count: *count,
        };
        let unaligned = |(language, index, text): &(String, usize, String)| UnalignedSegment {
            language: language.clone(),
            index: *index,
            text: text.clone(),
        };
        AlignmentSummary {
            document: self.document.clone(),
            link: None,
            languages: self.sides.iter().map(language).collect(),
            beads_by_shape: self.shapes.iter().map(shape).collect(),
            score: self.score,
            mismatched: self.is_mismatched(),
            doubtful_count: self.doubtful.count,
            doubtful: self.doubtful.summary(),
            unaligned: self.unaligned.iter().map(unaligned).collect(),
            dropped_count: self.dropped.count,
            dropped: self.dropped.summary(),
            notes: self.notes.clone(),
        }
    }
}

fn sides(aligned: &Aligned) -> Vec<Side> {
    let side = |(side, version): (usize, &super::Version)| {
        let alone = aligned.alone().filter_map(|bead| bead.sides.get(side));
        Side {
            language: version.language.to_string(),
            segments: version.segments.len(),
            unaligned: alone.map(ExactSizeIterator::len).sum(),
        }
    };
    aligned.versions.iter().enumerate().map(side).collect()
}

/// How often each shape of bead occurs, the commonest first.
fn shapes(beads: &[Bead]) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for bead in beads {
        *counts.entry(bead.shape()).or_insert(0) += 1;
    }
    let mut shapes: Vec<(String, usize)> = counts.into_iter().collect();
    shapes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    shapes
}

/// The first segments without counterpart: language, number and text.
fn unaligned(aligned: &Aligned) -> Vec<(String, usize, String)> {
    let mut listed = Vec::new();
    for bead in aligned.alone() {
        for ((side, range), language) in bead.sides.iter().enumerate().zip(aligned.languages()) {
            for index in range.clone() {
                if listed.len() == MOST_LISTED {
                    return listed;
                }
                let text = aligned.text(side, index..index + 1).text().to_owned();
                listed.push((language.to_string(), index, text));
            }
        }
    }
    listed
}
