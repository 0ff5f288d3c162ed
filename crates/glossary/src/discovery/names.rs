//! Names: runs of words with capitals.

use yaddash_language::casing;
use yaddash_language::inflection::{Attachment, attachment};

use super::CandidateKind;
use super::mention::{Mention, Place, is_acronym, is_capitalised, is_hyphen, is_spaced};
use crate::matcher::Text;
use yaddash_language::FunctionWords;

/// The most words of a name; a longer run is a heading.
const LONGEST: usize = 12;

/// The names and abbreviations of `text`, in order. A text in capitals throughout, or with a capital on every word, names
/// nothing that could be told apart.
pub(super) fn names(text: &Text<'_>) -> Vec<Mention> {
    let mut names = Vec::new();
    let is_prose = text
        .words()
        .iter()
        .any(|word| !word.is_masked && text.spelled(word).starts_with(casing::is_lower));
    if !is_prose {
        return names;
    }
    let mut at = 0;
    while at < text.words().len() {
        if !is_capitalised(text, at) {
            at += 1;
            continue;
        }
        let last = end_of_run(text, at);
        if last - at < LONGEST {
            names.extend(mention(text, at, last));
        }
        at = last + 1;
    }
    names
}

/// The last word of the run that begins at `first`.
fn end_of_run(text: &Text<'_>, first: usize) -> usize {
    let links = FunctionWords::of(text.language());
    let mut last = first;
    loop {
        let next = last + 1;
        let is_joined = is_spaced(text, last) || is_hyphen(text, last) || is_initial(text, last);
        if is_suffix(text, last) {
            return last;
        }
        if is_joined && (is_capitalised(text, next) || is_second_part(text, last)) {
            last = next;
            continue;
        }
        let is_link = |at: usize| {
            (is_spaced(text, at) || is_hyphen(text, at))
                && text
                    .words()
                    .get(at)
                    .is_some_and(|word| !word.is_masked && links.is_link(text.folded(word)))
        };
        let linked = if (is_spaced(text, last) || is_hyphen(text, last)) && is_link(next) {
            // `of the`.
            next + 1 + usize::from(is_link(next + 1))
        } else {
            return last;
        };
        if !is_capitalised(text, linked) {
            return last;
        }
        last = linked;
    }
}

/// Whether the word behind the one at `at` is the second part of a compound in small letters: `Fact-finding`.
fn is_second_part(text: &Text<'_>, at: usize) -> bool {
    let links = FunctionWords::of(text.language());
    is_hyphen(text, at)
        && text.words().get(at + 1).is_some_and(|word| {
            let spelled = text.spelled(word);
            !word.is_masked
                && spelled.starts_with(casing::is_lower)
                && !links.is_link(text.folded(word))
        })
}

/// Whether the word at `at` is an initial with its full stop: `R. Əliyev`.
fn is_initial(text: &Text<'_>, at: usize) -> bool {
    let is_single = text
        .words()
        .get(at)
        .is_some_and(|word| text.spelled(word).chars().nth(1).is_none());
    is_single && text.gap_behind(at).is_some_and(|gap| gap.trim_end() == ".")
}

/// Whether the word behind the one at `at` is an ending of it: `AŞPA-NIN`.
fn is_suffix(text: &Text<'_>, at: usize) -> bool {
    let (Some(gap), Some(next)) = (text.gap_behind(at), text.words().get(at + 1)) else {
        return false;
    };
    !gap.starts_with(char::is_whitespace)
        && attachment(gap, text.folded(next), text.language()) != Attachment::None
}

/// The run from `first` to `last` as a mention, without a function word that begins the sentence.
fn mention(text: &Text<'_>, first: usize, last: usize) -> Option<Mention> {
    let words = FunctionWords::of(text.language());
    let is_function_word = |at: usize| {
        text.words().get(at).is_some_and(|word| {
            words.contains(text.folded(word)) || words.is_link(text.folded(word))
        })
    };
    let first = (first..=last).find(|at| *at == last || !is_function_word(*at))?;
    if !is_capitalised(text, first) {
        return None;
    }
    if first == last {
        let word = text.words().get(first)?;
        if words.contains(text.folded(word)) || text.spelled(word).chars().count() < 2 {
            return None;
        }
    }
    let is_short = first == last && is_acronym(text, first);
    Some(Mention {
        kind: if is_short {
            CandidateKind::Acronym
        } else {
            CandidateKind::Name
        },
        words: first..=last,
        place: if is_short {
            Place::Within
        } else {
            Place::of(text, first)
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_language::Language;

    fn found(language: &str, source: &str) -> Vec<String> {
        let text = Text::new(source, &[], Language::of(&language.parse().unwrap()));
        names(&text)
            .into_iter()
            .filter(|name| name.place == Place::Within)
            .map(|name| name.spelled(&text).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn runs_of_capitals_are_names() {
        for (language, text, expected) in [
            (
                "en",
                "The Council of Europe met in Strasbourg; the Committee on Legal Affairs of PACE was there.",
                &[
                    "Council of Europe",
                    "Strasbourg",
                    "Committee on Legal Affairs of PACE",
                ][..],
            ),
            ("en", "Yesterday it rained. He left.", &[]),
            (
                "en",
                "So the Fact-finding Mission came.",
                &["Fact-finding Mission"],
            ),
            ("en", "THE COUNCIL OF EUROPE", &[]),
            (
                "az",
                "Dünən də AŞPA-nın və Milli Məclisin üzvləri R. Əliyevlə görüşüb.",
                &["AŞPA", "Milli Məclisin", "R. Əliyevlə"],
            ),
            (
                "ru",
                "Вчера же Милли Меджлис и посол Ростова-на-Дону в ООН обсудили это.",
                &["Милли Меджлис", "Ростова-на-Дону", "ООН"],
            ),
        ] {
            assert_eq!(found(language, text), expected, "{text}");
        }
    }
}
