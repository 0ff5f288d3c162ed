//! Pre-translation: what a memory knows, written into a file whose texts have no translation yet.
//!
//! [`gaps`] tells which texts of a file are to be translated, [`filled`] writes proposals into it. Every other byte of the
//! file stays; texts that have a translation are never touched.
//!
//! | form | what is filled | how a match is marked |
//! |---|---|---|
//! | XLIFF 1.2 | `trans-unit`s with an empty `target` or none | `state` and `state-qualifier` of the `target`; an `alt-trans` with `match-quality` and `origin` |
//! | XLIFF 2 | `segment`s with an empty `target` or none | `state` and `subState` of the `segment` |
//! | PO | messages with an empty `msgstr` | flag `fuzzy` and the previous source (`#\|`) where the text is not the same |
//! | plain text | sentences | not at all |
//!
//! Units marked `translate="no"`, parted into segments (`seg-source`) or with plural forms are passed over.

mod po;
mod text;
mod xliff;

use yaddash_model::{ByteSpan, LanguageTag, Segment};

use crate::lookup::Match;
use crate::repair::with_codes_of;
use crate::score::MatchKind;
use crate::store::Context;

pub use text::gaps as text_gaps;

/// A form of file that can be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// XLIFF 1.2 or 2.
    Xliff,
    /// PO of gettext.
    Po,
}

/// A text without a translation.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The text.
    pub source: Segment,
    /// What stands around it.
    pub context: Context,
    place: Place,
}

/// Where a translation goes.
#[derive(Clone, Debug)]
enum Place {
    Xliff(xliff::Place),
    Po(po::Place),
    Text(ByteSpan),
}

/// A translation for a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The translation, with the codes of the gap.
    pub target: Segment,
    /// The source of the match.
    pub source: String,
    /// What the match is worth.
    pub score: f64,
    /// From which memory it is.
    pub origin: String,
    /// Whether the text is the same and nothing speaks against it.
    pub is_exact: bool,
}

/// A piece of a file, and what takes its place.
type Edit = (ByteSpan, String);

/// A file that cannot be filled.
#[derive(Debug, thiserror::Error)]
#[error("at byte {byte}: {message}")]
pub struct Malformed {
    /// Where.
    pub byte: u64,
    /// What is wrong.
    pub message: String,
}

impl Proposal {
    /// The proposal that a match makes for `gap`; `None` where its codes do not go with those of the gap for sure.
    pub fn of(
        found: &Match,
        origin: &str,
        gap: &Gap,
        from: &LanguageTag,
        to: &LanguageTag,
    ) -> Option<Self> {
        let target = with_codes_of(
            &gap.source,
            &found.source().segment,
            found.proposal(),
            from,
            to,
        )?;
        let is_same = matches!(found.score.kind, MatchKind::Exact | MatchKind::Context);
        Some(Self {
            target,
            source: found.source().segment.text().to_owned(),
            score: found.score.value,
            origin: origin.to_owned(),
            is_exact: is_same && found.score.value >= 100.0,
        })
    }
}

/// The texts of a file that have no translation, in their order.
///
/// # Errors
/// Where the file is not well-formed.
pub fn gaps(text: &str, form: FileForm) -> Result<Vec<Gap>, Malformed> {
    match form {
        FileForm::Xliff => xliff::gaps(text),
        FileForm::Po => Ok(po::gaps(text)),
    }
}

/// `text` with `proposals` in its `gaps`, which are those of the same text and in the same order.
pub fn filled(text: &str, gaps: &[Gap], proposals: &[Option<Proposal>]) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for (gap, proposal) in gaps.iter().zip(proposals) {
        let Some(proposal) = proposal else {
            continue;
        };
        match &gap.place {
            Place::Xliff(place) => place.fill(text, proposal, &mut edits),
            Place::Po(place) => place.fill(text, proposal, &mut edits),
            Place::Text(span) => edits.push((*span, proposal.target.text().to_owned())),
        }
    }
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut at = 0;
    for (span, new) in &edits {
        out.push_str(text.get(at..span.start()).unwrap_or_default());
        out.push_str(new);
        at = span.end();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests;
