//! What is remembered and reported of an aligned document.

use serde::{Deserialize, Serialize};
use yaddash_report::{AlignmentSummary, DoubtfulBead, LanguageCount, ShapeCount};

use super::Aligned;

/// Beads below this score are shown as doubtful.
const DOUBTFUL: f64 = 0.5;
/// How many doubtful beads of a document are shown.
const MOST_DOUBTFUL: usize = 10;
/// Documents below this score hardly hold the same text.
const HARDLY_FITS: f64 = 0.3;

/// The figures of one document; kept in the manifest of a batch, so that a resumed run reports on all documents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) document: String,
    languages: Vec<(String, usize, usize)>,
    shapes: Vec<(String, usize)>,
    pub(crate) score: f64,
    doubtful: Vec<(usize, f64, Vec<String>)>,
    notes: Vec<String>,
}

impl Record {
    /// The figures of an aligned document.
    pub(crate) fn of(aligned: &Aligned) -> Self {
        let alignment = &aligned.alignment;
        let mut shapes: Vec<(String, usize)> = Vec::new();
        for bead in &alignment.beads {
            let shape = bead.shape();
            match shapes.iter_mut().find(|(known, _)| *known == shape) {
                Some((_, count)) => *count += 1,
                None => shapes.push((shape, 1)),
            }
        }
        shapes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));

        let languages = aligned
            .versions
            .iter()
            .enumerate()
            .map(|(side, version)| {
                let alone = alignment.beads.iter().filter(|bead| bead.filled() == 1);
                let unaligned = alone
                    .filter_map(|bead| bead.sides.get(side))
                    .map(ExactSizeIterator::len)
                    .sum();
                (
                    version.language.to_string(),
                    version.segments.len(),
                    unaligned,
                )
            })
            .collect();

        let mut doubtful: Vec<_> = alignment
            .beads
            .iter()
            .enumerate()
            .filter(|(_, bead)| bead.filled() > 1 && bead.score.value() < DOUBTFUL)
            .collect();
        doubtful.sort_by_key(|(_, bead)| bead.score);
        doubtful.truncate(MOST_DOUBTFUL);
        let doubtful = doubtful
            .into_iter()
            .map(|(index, bead)| {
                let texts = bead.sides.iter().enumerate();
                let texts =
                    texts.map(|(side, range)| aligned.text(side, range.clone()).text().to_owned());
                (index, bead.score.value(), texts.collect())
            })
            .collect();

        let mut notes = Vec::new();
        for version in aligned
            .versions
            .iter()
            .filter(|version| version.segments.is_empty())
        {
            notes.push(format!("the version in `{}` has no text", version.language));
        }
        if alignment.score.value() < HARDLY_FITS {
            notes.push("the versions hardly fit: are they the same document?".to_owned());
        }
        Self {
            document: aligned.name.clone(),
            languages,
            shapes,
            score: alignment.score.value(),
            doubtful,
            notes,
        }
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

    /// The figures as reports take them.
    pub(crate) fn summary(&self) -> AlignmentSummary {
        let language = |(language, segments, unaligned): &(String, usize, usize)| LanguageCount {
            language: language.clone(),
            segments: *segments,
            unaligned: *unaligned,
        };
        let doubtful = |(index, score, texts): &(usize, f64, Vec<String>)| DoubtfulBead {
            index: *index,
            score: *score,
            texts: texts.clone(),
        };
        AlignmentSummary {
            document: self.document.clone(),
            languages: self.languages.iter().map(language).collect(),
            beads_by_shape: self
                .shapes
                .iter()
                .map(|(shape, count)| ShapeCount {
                    shape: shape.clone(),
                    count: *count,
                })
                .collect(),
            score: self.score,
            doubtful: self.doubtful.iter().map(doubtful).collect(),
            notes: self.notes.clone(),
        }
    }
}
