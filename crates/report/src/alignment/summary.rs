//! What is said of an alignment.

use serde::{Serialize, Serializer};

/// An alignment in figures, with what a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AlignmentSummary {
    /// The name of the document, such as `treaties/charter`.
    pub document: String,
    /// The languages in the order of the alignment.
    #[serde(serialize_with = "languages_by_name")]
    pub languages: Vec<LanguageCount>,
    /// How many beads there are of each shape, in the order to show them.
    #[serde(rename = "beads", serialize_with = "beads_by_shape")]
    pub beads_by_shape: Vec<ShapeCount>,
    /// How well the document is aligned, `0.0..=1.0`. What lies outside counts as the nearer end; NaN is shown as `-`.
    pub score: f64,
    /// The beads that fit badly, the ones to look at first.
    pub doubtful: Vec<DoubtfulBead>,
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

/// A bead that fits badly.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DoubtfulBead {
    /// Which bead of the document it is, from 0.
    pub index: usize,
    /// Its score, `0.0..=1.0`.
    pub score: f64,
    /// Its text in each language, in the order of the languages; empty where a language has no segment in it.
    pub texts: Vec<String>,
}

impl AlignmentSummary {
    /// Number of beads of all shapes.
    pub fn beads(&self) -> usize {
        self.beads_by_shape.iter().map(|shape| shape.count).sum()
    }
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

    /// Two documents, one without faults.
    pub(in crate::alignment) fn batch() -> Vec<AlignmentSummary> {
        vec![
            AlignmentSummary {
                document: "müqavilə/I\u{307}kinci fəsil".to_owned(),
                languages: vec![language("az", 31, 1), language("en", 30, 0), language("ru", 32, 2)],
                beads_by_shape: vec![shape("1-1-1", 27), shape("1-1-2", 2), shape("1-0-0", 1)],
                score: 0.934_6,
                doubtful: vec![DoubtfulBead {
                    index: 12,
                    score: 0.31,
                    texts: vec![
                        "Milli Məclisin\tsədri <çıxış etdi>.".to_owned(),
                        String::new(),
                        "Председатель Милли Меджлиса выступил с заявлением, которое было опубликовано на следующий день."
                            .to_owned(),
                    ],
                }],
                notes: vec!["`ru` has a heading that the others lack".to_owned()],
            },
            AlignmentSummary {
                document: "устав".to_owned(),
                languages: vec![language("az", 4, 0), language("en", 4, 0), language("ru", 4, 0)],
                beads_by_shape: vec![shape("1-1-1", 4)],
                score: 1.0,
                doubtful: Vec::new(),
                notes: Vec::new(),
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
}
