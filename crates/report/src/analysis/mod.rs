//! Analyses of files against memories.

mod data;
mod page;
mod text;

use serde::Serialize;

pub use data::{write_analysis_csv, write_analysis_json};
pub use page::write_analysis_page;
pub use text::write_analysis_text;

/// How much of some files is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AnalysisReport {
    /// The source language.
    pub from: String,
    /// The target language.
    pub to: String,
    /// The files in order.
    pub files: Vec<AnalysedFile>,
    /// All of them together.
    pub total: AnalysedFile,
}

/// How much of a file is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AnalysedFile {
    /// Its path; of all together `total`.
    pub path: String,
    /// The bands in the order to show them.
    pub bands: Vec<AnalysedBand>,
    /// All bands together.
    pub all: AnalysisFigures,
    /// Words, each counted by the weight of its band.
    pub weighted_words: f64,
}

/// A band of an analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AnalysedBand {
    /// Its name in data, such as `95-99`.
    pub band: &'static str,
    /// Its name for people.
    #[serde(skip)]
    pub title: &'static str,
    /// What a word of it counts.
    pub weight: f64,
    /// What is in it.
    #[serde(flatten)]
    pub figures: AnalysisFigures,
}

/// Figures of segments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnalysisFigures {
    /// Segments.
    pub segments: u64,
    /// Words.
    pub words: u64,
    /// Characters without white space.
    pub characters: u64,
    /// Characters with white space.
    pub characters_with_spaces: u64,
    /// Inline codes.
    pub tags: u64,
    /// What is copied rather than translated.
    pub placeables: u64,
}

impl AnalysisFigures {
    const NAMES: [&'static str; 6] = [
        "segments",
        "words",
        "characters",
        "characters_with_spaces",
        "tags",
        "placeables",
    ];

    const fn values(self) -> [u64; 6] {
        [
            self.segments,
            self.words,
            self.characters,
            self.characters_with_spaces,
            self.tags,
            self.placeables,
        ]
    }
}

impl AnalysisReport {
    /// The files, and all together behind them where there are several.
    fn tables(&self) -> impl Iterator<Item = &AnalysedFile> {
        let total = (self.files.len() != 1).then_some(&self.total);
        self.files.iter().chain(total)
    }
}

#[cfg(test)]
mod tests;
