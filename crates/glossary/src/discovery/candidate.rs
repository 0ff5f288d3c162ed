//! A candidate term or name.

use yaddash_model::LanguageTag;

/// What a candidate looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CandidateKind {
    /// Words with capitals within sentences: `Council of Europe`.
    Name,
    /// A word in capitals: `PACE`.
    Acronym,
    /// Words that stand together more often than in longer phrases: `draft law`.
    Term,
}

impl CandidateKind {
    /// `name`, `acronym` or `term`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Acronym => "acronym",
            Self::Term => "term",
        }
    }
}

/// A term or name that texts have, with all its forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The language of the texts.
    pub language: LanguageTag,
    /// What it looks like.
    pub kind: CandidateKind,
    /// The form nearest to the dictionary form, as it is spelt there.
    pub text: String,
    /// In how many places it stands.
    pub count: u32,
    /// Its forms with the number of their places, the most frequent first.
    pub forms: Vec<(String, u32)>,
    /// How much it looks like a term: its count, for terms less what longer ones account for.
    pub weight: f64,
    /// The units that it stands in, in order, as far as they were kept.
    pub(super) units: Vec<u32>,
}
