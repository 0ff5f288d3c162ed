//! How like the segments of files are to those before them.

use yaddash_language::Language;
use yaddash_model::{LanguageTag, Segment};

use crate::score::{Comparison, Differences, Score, Scoring, Text};
use crate::words::Forms;

/// The segments of files, each compared with those before it. Time grows with the square of their number.
#[derive(Debug)]
pub struct Internal<'a> {
    texts: Vec<Text<'a>>,
}

impl<'a> Internal<'a> {
    /// Makes segments in `language` ready, in the order of the files.
    #[must_use]
    pub fn new(segments: impl IntoIterator<Item = &'a Segment>, language: &LanguageTag) -> Self {
        let mut forms = Forms::new(Language::of(language));
        let segments = segments.into_iter();
        Self {
            texts: segments
                .map(|segment| Text::new(segment.text(), &mut forms))
                .collect(),
        }
    }

    /// The score, 50 to 100, of the segment before the one at `at` that is most like it; `None` where none is.
    pub fn best(&self, at: usize) -> Option<f64> {
        let (before, from_here) = self.texts.split_at_checked(at)?;
        let mut comparison = Comparison::new(from_here.first()?.clone());
        let mut best = None;
        for text in before.iter().filter(|text| !text.words.is_empty()) {
            let measures = comparison.measures(text);
            let score = Score::new(&measures, Differences::default(), Scoring::Blend).value;
            if score >= 50.0 && best.is_none_or(|best| score > best) {
                best = Some(score);
            }
        }
        best
    }
}
