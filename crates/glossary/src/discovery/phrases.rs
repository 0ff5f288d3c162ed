//! Terms of several words.

use yaddash_language::casing;

use super::CandidateKind;
use super::mention::{Mention, Place, is_spaced};
use crate::matcher::Text;
use yaddash_language::FunctionWords;

/// The most words of a term.
const LONGEST: usize = 4;
/// Letters that a word of a term has.
const SHORTEST: usize = 3;

/// Every run of two to four words that can be a term: nothing but spaces between them, no function word at the ends, no
/// figures, and at least one word that is no name.
pub(super) fn phrases(text: &Text<'_>) -> impl Iterator<Item = Mention> {
    let words = FunctionWords::of(text.language());
    (0..text.words().len())
        .filter(move |first| can_bound(text, words, *first))
        .flat_map(move |first| {
            let ends = (first + 1..first + LONGEST).take_while(move |at| {
                // Only a link stands within a term, and no other function word.
                let is_inner = *at == first + 1 || may_link(text, words, at - 1);
                is_inner && is_spaced(text, at - 1) && can_stand(text, *at)
            });
            ends.filter(move |last| {
                can_bound(text, words, *last) && has_small_word(text, first, *last)
            })
            .map(move |last| Mention {
                kind: CandidateKind::Term,
                words: first..=last,
                place: Place::Within,
            })
        })
}

/// Whether the word at `at` may stand in a term.
fn can_stand(text: &Text<'_>, at: usize) -> bool {
    text.words().get(at).is_some_and(|word| {
        !word.is_masked
            && text
                .spelled(word)
                .chars()
                .all(|letter| !letter.is_numeric())
    })
}

/// Whether a term may go on behind the word at `at`.
fn may_link(text: &Text<'_>, words: &FunctionWords, at: usize) -> bool {
    text.words().get(at).is_some_and(|word| {
        let folded = text.folded(word);
        words.is_link(folded) || !words.contains(folded) && !words.is_verbal(folded)
    })
}

/// Whether a term may begin or end with the word at `at`.
fn can_bound(text: &Text<'_>, words: &FunctionWords, at: usize) -> bool {
    can_stand(text, at)
        && text.words().get(at).is_some_and(|word| {
            let folded = text.folded(word);
            folded.chars().nth(SHORTEST - 1).is_some()
                && !words.contains(folded)
                && !words.is_link(folded)
                && !words.is_verbal(folded)
        })
}

fn has_small_word(text: &Text<'_>, first: usize, last: usize) -> bool {
    let words = FunctionWords::of(text.language());
    let inner = text.words().get(first..=last).unwrap_or_default();
    inner.iter().any(|word| {
        text.spelled(word).starts_with(casing::is_lower) && !words.is_link(text.folded(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_language::Language;

    #[test]
    fn runs_between_function_words_are_terms() {
        let source = "The draft law on public finance was adopted in 2024.";
        let text = Text::new(source, &[], Language::of(&"en".parse().unwrap()));
        let found: Vec<&str> = phrases(&text)
            .filter_map(|phrase| phrase.spelled(&text))
            .collect();
        assert_eq!(
            found,
            [
                "draft law",
                "draft law on public",
                "law on public",
                "law on public finance",
                "public finance"
            ]
        );
    }
}
