//! A block of text with the terms in it.

use yaddash_model::{ByteSpan, LanguageTag, PlacedCode, Segment};

use crate::matcher::{Matcher, Occurrence, Text};
use crate::termbase::{ConceptEntry, Term, Termbase};

/// What the rules look at.
pub(crate) struct BlockText<'a> {
    pub(crate) termbase: &'a Termbase,
    pub(crate) language: &'a LanguageTag,
    pub(crate) text: Text<'a>,
    /// Where inline codes stand in the text.
    pub(crate) codes: &'a [PlacedCode],
    /// Terms in order, abbreviations without their capitals among them.
    pub(crate) occurrences: Vec<Occurrence>,
}

impl<'a> BlockText<'a> {
    pub(crate) fn new(
        termbase: &'a Termbase,
        matcher: &Matcher,
        language: &'a LanguageTag,
        segment: &'a Segment,
        masks: &[ByteSpan],
    ) -> Self {
        let text = Text::new(segment.text(), masks, matcher.language());
        let occurrences = matcher.find_in(&text, true);
        Self {
            termbase,
            language,
            text,
            codes: segment.codes(),
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

    /// Whether an inline code stands within `span` or at its ends.
    pub(crate) fn has_code(&self, span: ByteSpan) -> bool {
        self.codes
            .iter()
            .any(|code| (span.start()..=span.end()).contains(&code.offset))
    }

    /// The text of a span.
    pub(crate) fn text_of(&self, span: ByteSpan) -> &'a str {
        span.of(self.text.source()).unwrap_or_default()
    }
}
