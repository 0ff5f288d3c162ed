//! What speaks for or against a bead of two sides, as logarithms of likelihood ratios: how much more likely the text is
//! as one being a version of the other than as two texts without relation.

pub(crate) mod edges;
pub(crate) mod features;
pub(crate) mod length;
pub(crate) mod lexical;
mod observe;
pub(crate) mod relations;
pub(crate) mod stems;
pub(crate) mod structure;
mod vectors;

use self::edges::EdgeModel;
use self::features::Features;
use self::length::LengthModel;
use self::lexical::Lexical;
use self::relations::Relations;
use self::stems::Translation;
use self::structure::Structure;
use self::vectors::{VectorModel, VectorRow};

/// Most segments of one side in a bead.
pub(crate) const MOST_SEGMENTS: usize = 4;

/// The numbers of segments of a bead's two sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub(crate) source: usize,
    pub(crate) target: usize,
    /// Logarithm of how often such beads occur among all.
    pub(crate) log_prior: f64,
}

const fn shape(source: usize, target: usize, log_prior: f64) -> Shape {
    Shape {
        source,
        target,
        log_prior,
    }
}

/// The shapes of beads with two sides. Frequencies are those of sentence-aligned news and official documents.
pub(crate) const SHAPES: [Shape; 13] = [
    shape(1, 1, -0.22),
    shape(1, 2, -3.0),
    shape(2, 1, -3.0),
    shape(2, 2, -5.0),
    shape(1, 3, -4.9),
    shape(3, 1, -4.9),
    shape(2, 3, -6.4),
    shape(3, 2, -6.4),
    shape(3, 3, -7.6),
    shape(1, 4, -6.4),
    shape(4, 1, -6.4),
    shape(2, 4, -8.0),
    shape(4, 2, -8.0),
];

/// Logarithm of how often a segment without counterpart follows a bead that has two sides.
pub(crate) const LOG_GAP_OPENS: f64 = -4.2;
/// Logarithm of how often one follows another, so that long gaps stay cheap.
pub(crate) const LOG_GAP_GOES_ON: f64 = -1.75;

/// All evidence about two sides.
pub(crate) struct Evidence<'a> {
    pub(crate) source: &'a Features,
    pub(crate) target: &'a Features,
    lengths: LengthModel,
    lexical: Lexical<'a>,
    structure: Structure<'a>,
    edges: EdgeModel<'a>,
    /// None where a side has no vectors, or where they tell nothing.
    vectors: Option<VectorModel<'a>>,
    /// The most that the tokens of a bead add.
    most_lexical: f64,
}

impl<'a> Evidence<'a> {
    /// The evidence, with what is known of translations of words.
    pub(crate) fn new(
        source: &'a Features,
        target: &'a Features,
        translations: &[Translation],
    ) -> Self {
        let relations = Relations::new(source, target, translations);
        Self {
            source,
            target,
            lengths: LengthModel::new(source, target),
            lexical: Lexical::new(source, target, relations),
            edges: EdgeModel::new(source, target),
            structure: Structure::new(source, target),
            vectors: VectorModel::new(source, target),
            most_lexical: f64::INFINITY,
        }
    }

    /// The evidence, with the most that the tokens of a bead add.
    pub(crate) const fn with_most_lexical(mut self, most: f64) -> Self {
        self.most_lexical = most;
        self
    }

    /// What segment `source` shares with the segments `low..high` of the target.
    pub(crate) fn row(&self, source: usize, low: usize, high: usize, row: &mut Row) {
        self.lexical.row(source, low, high, &mut row.words);
        if let Some(vectors) = &self.vectors {
            vectors.row(source, low, high, &mut row.vectors);
        }
    }

    /// The logarithm of the likelihood ratio of a bead with both sides, without its prior. `rows` are the rows of its
    /// source segments, first to last, each of which covers its target segments.
    pub(crate) fn score<'r>(
        &self,
        bead: Span,
        rows: impl Iterator<Item = &'r Row> + Clone,
        scratch: &mut lexical::Scratch,
    ) -> f64 {
        let vectors = self.vectors.as_ref().map_or(0.0, |vectors| {
            vectors.score(bead, rows.clone().map(|row| &row.vectors))
        });
        let words = rows.map(|row| &row.words);
        self.lengths.score(bead)
            + self
                .lexical
                .score(bead, words, scratch)
                .min(self.most_lexical)
            + self.structure.score(bead)
            + self.edges.score(bead)
            + vectors
    }
}

impl Evidence<'_> {
    /// The most that what a bead's segments share may add to its score: for each of the target segments `low..high` what
    /// it shares with the segment of `row`. What a bead scores is at most [`Evidence::without_matches`] and the sum of these
    /// over its pairs of segments.
    pub(crate) fn most_of_matches(
        &self,
        segment: usize,
        row: &Row,
        (low, high): (usize, usize),
        most: &mut Vec<f64>,
        scratch: &mut lexical::Scratch,
    ) {
        most.clear();
        // What vectors say is not known before they are compared.
        let unknown = if self.vectors.is_some() {
            f64::INFINITY
        } else {
            0.0
        };
        most.resize(high.saturating_sub(low), unknown);
        if self.vectors.is_none() {
            self.lexical.most(segment, &row.words, low, most, scratch);
        }
    }

    /// The score of a bead whose segments share no word, vectors aside.
    pub(crate) fn without_matches(&self, bead: Span) -> f64 {
        self.lengths.score(bead) + self.beside_lengths(bead)
    }

    /// A bound on [`Evidence::without_matches`] that is found sooner.
    pub(crate) fn most_without_matches(&self, bead: Span) -> f64 {
        self.lengths.most(bead) + self.beside_lengths(bead)
    }

    /// What is said by neither lengths nor matches.
    fn beside_lengths(&self, bead: Span) -> f64 {
        self.lexical.unmatched(bead) + self.structure.score(bead) + self.edges.score(bead)
    }

    /// [`Evidence::score`] of a bead on its own.
    pub(crate) fn score_alone(&self, bead: Span) -> f64 {
        let rows: Vec<Row> = (bead.source.0..bead.source.1)
            .map(|segment| {
                let mut row = Row::default();
                self.row(segment, bead.target.0, bead.target.1, &mut row);
                row
            })
            .collect();
        self.score(bead, rows.iter(), &mut lexical::Scratch::default())
    }
}

/// What one source segment shares with a range of target segments.
#[derive(Debug, Default)]
pub(crate) struct Row {
    words: lexical::Row,
    vectors: VectorRow,
}

/// Which segments a bead of two sides takes in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) source: (usize, usize),
    pub(crate) target: (usize, usize),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Side;

    #[test]
    fn no_bead_scores_more_than_its_bound() {
        let words = [
            "Bakı",
            "Bakı",
            "Gəncə",
            "12",
            "Paris,",
            "ili?",
            "Bakı 12 Gəncə",
            "—",
        ];
        let text = |step: usize| -> Vec<String> {
            let line = |at: usize| {
                let chosen = (0..=at % 5).map(|word| words[(at * step + word * 3) % 8]);
                chosen.collect::<Vec<_>>().join(" ")
            };
            (0..9).map(line).collect()
        };
        let features = |lines: &[String]| {
            let lines = lines.iter().map(String::as_str);
            Features::of(&Side::from_lines("az".parse().unwrap(), lines))
        };
        let (source, target) = (features(&text(3)), features(&text(5)));
        let evidence = Evidence::new(&source, &target, &[]);
        let mut scratch = lexical::Scratch::default();
        let most: Vec<Vec<f64>> = (0..9)
            .map(|segment| {
                let (mut row, mut most) = (Row::default(), Vec::new());
                evidence.row(segment, 0, 9, &mut row);
                evidence.most_of_matches(segment, &row, (0, 9), &mut most, &mut scratch);
                most
            })
            .collect();
        let mut beads = 0;
        for shape in &SHAPES {
            for from in 0..=9 - shape.source {
                for beside in 0..=9 - shape.target {
                    let bead = Span {
                        source: (from, from + shape.source),
                        target: (beside, beside + shape.target),
                    };
                    let shared = most[from..from + shape.source].iter();
                    let shared = shared.flat_map(|row| &row[beside..beside + shape.target]);
                    let alone = evidence.without_matches(bead);
                    assert!(alone <= evidence.most_without_matches(bead), "{bead:?}");
                    let bound = alone + shared.sum::<f64>();
                    assert!(evidence.score_alone(bead) <= bound + 0.001, "{bead:?}");
                    beads += usize::from(evidence.score_alone(bead) < bound - 0.1);
                }
            }
        }
        assert!(beads > 100, "the texts share words");
    }
}
