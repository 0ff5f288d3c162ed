//! What is said of an alignment.

use serde::{Serialize, Serializer};

/// An alignment in figures, with what a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AlignmentSummary {
    /// The name of the document, such as `treaties/charter`.
    pub document: String,
    /// Where the alignment itself can be read, as a URL relative to the report; for pages that link to it.
    #[serde(skip)]
    pub link: Option<String>,
    /// The languages in the order of the alignment.
    #[serde(serialize_with = "languages_by_name")]
    pub languages: Vec<LanguageCount>,
    /// How many beads there are of each shape, in the order to show them.
    #[serde(rename = "beads", serialize_with = "beads_by_shape")]
    pub beads_by_shape: Vec<ShapeCount>,
    /// How well the document is aligned, `0.0..=1.0`. What lies outside counts as the nearer end; NaN is shown as `-`.
    pub score: f64,
    /// Whether the versions fit so badly that they are probably not of one document.
    pub mismatched: bool,
    /// Number of beads that fit badly.
    pub doubtful_count: usize,
    /// The beads that fit worst, the ones to look at first; as many as the caller wants shown.
    pub doubtful: Vec<ListedBead>,
    /// The first segments in beads that have no other language; as many as the caller wants shown.
    pub unaligned: Vec<UnalignedSegment>,
    /// Number of beads that were left out because of their score; their segments count as unaligned.
    pub dropped_count: usize,
    /// The first of them; as many as the caller wants shown. Their numbers are those before any was left out.
    pub dropped: Vec<ListedBead>,
    /// Whatever else is worth saying, one sentence fragment each.
    pub notes: Vec<String>,
}

/// A language of an alignment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LanguageCount {
    /// The tag, such as `az`.
    #[serde(skip)]
    pub language: String,
    /// Number of segments.
    pub segments: usize,
    /// Number of segments in beads that have no other language.
    pub unaligned: usize,
}

/// How often a shape of bead occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeCount {
    /// Segments by language, such as `1-1-2`.
    pub shape: String,
    /// Number of beads.
    pub count: usize,
}

/// A bead that someone should look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListedBead {
    /// Which bead of the document it is, from 0.
    pub index: usize,
    /// Its score, `0.0..=1.0`.
    pub score: f64,
    /// Its text in each language, in the order of the languages; empty where a language has no segment in it.
    pub texts: Vec<String>,
}

/// A segment for which no other language has anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnalignedSegment {
    /// The language that has it.
    pub language: String,
    /// Which segment of the language it is, from 0.
    pub index: usize,
    /// Its text.
    pub text: String,
}

impl AlignmentSummary {
    /// Number of beads of all shapes.
    pub fn beads(&self) -> usize {
        self.beads_by_shape.iter().map(|shape| shape.count).sum()
    }

    /// Number of segments of all languages.
    pub fn segments(&self) -> usize {
        self.languages.iter().map(|count| count.segments).sum()
    }

    /// Number of segments of all languages in beads that have no other language.
    pub fn unaligned_count(&self) -> usize {
        self.languages.iter().map(|count| count.unaligned).sum()
    }
}

/// The share of segments that have a counterpart, `0.0..=1.0`; none where there are no segments.
pub(super) fn share_aligned(segments: usize, unaligned: usize) -> Option<f64> {
    (segments > 0).then(|| segments.saturating_sub(unaligned) as f64 / segments as f64)
}

/// A share as people read it: whole per cent, so rounded down that 100 % means all; `-` where there is none.
pub(super) fn share_text(share: Option<f64>) -> String {
    share.map_or_else(
        || "-".to_owned(),
        |share| format!("{:.0}%", (share * 100.0).floor()),
    )
}

/// A score as people read it: two digits after the point, `-` where it is not a number.
pub(super) fn score_text(score: f64) -> String {
    if score.is_nan() {
        "-".to_owned()
    } else {
        format!("{:.2}", score.clamp(0.0, 1.0))
    }
}

fn languages_by_name<S: Serializer>(
    languages: &[LanguageCount],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(languages.iter().map(|count| (&count.language, count)))
}

fn beads_by_shape<S: Serializer>(shapes: &[ShapeCount], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(shapes.iter().map(|shape| (&shape.shape, shape.count)))
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    fn language(language: &str, segments: usize, unaligned: usize) -> LanguageCount {
        LanguageCount {
            language: language.to_owned(),
            segments,
            unaligned,
        }
    }

    fn shape(shape: &str, count: usize) -> ShapeCount {
        ShapeCount {
            shape: shape.to_owned(),
            count,
        }
    }

    fn unaligned(language: &str, index: usize, text: &str) -> UnalignedSegment {
        UnalignedSegment {
            language: language.to_owned(),
            index,
            text: text.to_owned(),
        }
    }

    /// Two documents, one without faults.
    pub(in crate::alignment) fn batch() -> Vec<AlignmentSummary> {
        vec![
            AlignmentSummary {
                document: "müqavilə/I\u{307}kinci fəsil".to_owned(),
                languages: vec![language("az", 31, 1), language("en", 30, 0), language("ru", 32, 2)],
                beads_by_shape: vec![shape("1-1-1", 27), shape("1-1-2", 2), shape("1-0-0", 1)],
                score: 0.934_6,
                doubtful_count: 1,
                doubtful: vec![ListedBead {
                    index: 12,
                    score: 0.31,
                    texts: vec![
                        "Milli Məclisin\tsədri <çıxış etdi>.".to_owned(),
                        String::new(),
                        "Председатель Милли Меджлиса выступил с заявлением, которое было опубликовано на следующий день."
                            .to_owned(),
                    ],
                }],
                unaligned: vec![
                    unaligned("az", 3, "İmza & möhür."),
                    unaligned("ru", 30, "Подпись."),
                ],
                dropped_count: 1,
                dropped: vec![ListedBead {
                    index: 29,
                    score: 0.08,
                    texts: vec![String::new(), "Page 1".to_owned(), "Стр. 1".to_owned()],
                }],
                notes: vec!["`ru` has a heading that the others lack".to_owned()],
                ..AlignmentSummary::default()
            },
            AlignmentSummary {
                document: "устав".to_owned(),
                languages: vec![language("az", 4, 0), language("en", 4, 0), language("ru", 4, 0)],
                beads_by_shape: vec![shape("1-1-1", 4)],
                score: 1.0,
                ..AlignmentSummary::default()
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_stay_in_range() {
        for (score, text) in [
            (0.934_6, "0.93"),
            (1.7, "1.00"),
            (-0.1, "0.00"),
            (f64::NAN, "-"),
            (f64::INFINITY, "1.00"),
        ] {
            assert_eq!(score_text(score), text);
        }
    }

    #[test]
    fn all_are_aligned_only_where_all_are() {
        for (segments, unaligned, text) in [
            (1000, 1, "99%"),
            (1000, 0, "100%"),
            (3, 1, "66%"),
            (2, 5, "0%"),
            (0, 0, "-"),
        ] {
            assert_eq!(share_text(share_aligned(segments, unaligned)), text);
        }
    }
}
