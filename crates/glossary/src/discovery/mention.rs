//! A place that may name something.

use std::ops::RangeInclusive;

use yaddash_language::casing;
use yaddash_language::inflection::Gap;
use yaddash_language::stem::stem;
use yaddash_model::ByteSpan;

use super::CandidateKind;
use crate::matcher::Text;
use yaddash_language::FunctionWords;

/// What its place says of the capital of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The capital is its own.
    Within,
    /// It begins a sentence, so that its first word may be no part of the name.
    Begins,
}

impl Place {
    /// That of the word at `at`.
    pub(super) fn of(text: &Text<'_>, at: usize) -> Self {
        if text.begins_sentence(at) {
            Self::Begins
        } else {
            Self::Within
        }
    }
}

/// Words of a text that may name something.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) kind: CandidateKind,
    /// Indices of the words.
    pub(super) words: RangeInclusive<usize>,
    pub(super) place: Place,
}

impl Mention {
    /// The stems of the words, by which the forms of one thing are found together; words that are written otherwise (with a
    /// hyphen, with a small letter in a name) are others.
    pub(super) fn key(&self, text: &Text<'_>) -> String {
        let mut key = String::new();
        let links = FunctionWords::of(text.language());
        for at in self.words.clone() {
            let Some(word) = text.words().get(at) else {
                continue;
            };
            if at > *self.words.start() {
                key.push(if is_hyphen(text, at - 1) { '-' } else { ' ' });
            }
            let spelled = text.spelled(word);
            if self.kind == CandidateKind::Acronym {
                key.push_str(spelled);
                continue;
            }
            let is_small = self.kind == CandidateKind::Name
                && spelled.starts_with(casing::is_lower)
                && !links.is_link(text.folded(word));
            key.extend(is_small.then_some('~'));
            key.push_str(&stem(spelled, text.language()));
        }
        key
    }

    /// The words as they stand.
    pub(super) fn spelled<'a>(&self, text: &Text<'a>) -> Option<&'a str> {
        let first = text.words().get(*self.words.start())?;
        let last = text.words().get(*self.words.end())?;
        ByteSpan::new(first.span.start, last.span.end).of(text.source())
    }
}

/// How a word is written.
pub(super) fn is_capitalised(text: &Text<'_>, at: usize) -> bool {
    text.words()
        .get(at)
        .is_some_and(|word| !word.is_masked && text.spelled(word).starts_with(casing::is_upper))
}

/// Whether the word at `at` is an abbreviation: two capitals or more, and no small letter.
pub(super) fn is_acronym(text: &Text<'_>, at: usize) -> bool {
    text.words().get(at).is_some_and(|word| {
        let spelled = text.spelled(word);
        !word.is_masked
            && spelled
                .chars()
                .filter(|letter| casing::is_upper(*letter))
                .count()
                > 1
            && !spelled.chars().any(casing::is_lower)
    })
}

/// Whether nothing but one space or line break stands behind the word at `at`.
pub(super) fn is_spaced(text: &Text<'_>, at: usize) -> bool {
    text.gap_behind(at)
        .is_some_and(|gap| matches!(gap, " " | "\u{A0}" | "\n" | "\r\n"))
}

/// Whether a hyphen alone joins the word at `at` to the next.
pub(super) fn is_hyphen(text: &Text<'_>, at: usize) -> bool {
    text.gap_behind(at)
        .is_some_and(|gap| Gap::of(gap) == Gap::Hyphen && !gap.contains(char::is_whitespace))
}
