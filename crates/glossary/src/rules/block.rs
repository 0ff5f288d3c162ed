//! A block of text with the terms in it.

use yaddash_model::{ByteSpan, LanguageTag};

use crate::matcher::{Matcher, Occurrence, Text};
use crate::termbase::{ConceptEntry, Term, Termbase};

/// What the rules look at.
pub(crate) struct BlockText<'a> {
    pub(crate) termbase: &'a Termbase,
    pub(crate) language: &'a LanguageTag,
    pub(crate) text: Text<'a>,
    /// Terms in order, abbreviations without their capitals among them.
    pub(crate) occurrences: Vec<Occurrence>,
}

impl<'a> BlockText<'a> {
    pub(crate) fn new(
        termbase: &'a Termbase,
        matcher: &Matcher,
        language: &'a LanguageTag,
        source: &'a str,
        masks: &[ByteSpan],
    ) -> Self {
        let text = Text::new(source, masks, matcher.language());
        let occurrences = matcher.find_in(&text, true);
        Self {
            termbase,
            language,
            text,
            occurrences,
        }
    }

    /// Occurrences by place: several concepts can have the same term.
    pub(crate) fn places(&self) -> impl Iterator<Item = &[Occurrence]> {
        self.occurrences.chunk_by(|one, next| one.span == next.span)
    }

    /// Term and concept of an occurrence.
    pub(crate) fn term(&self, occurrence: &Occurrence) -> Option<(&'a ConceptEntry, &'a Term)> {
        let (concept, _, term) = self.termbase.get(occurrence.term)?;
        Some((concept, term))
    }

    /// The text of a span.
    pub(crate) fn text_of(&self, span: ByteSpan) -> &'a str {
        span.of(self.text.source()).unwrap_or_default()
    }
}
