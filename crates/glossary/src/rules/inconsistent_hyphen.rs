#![doc = include_str!("inconsistent-hyphen.md")]

use yaddash_language::Language;
use yaddash_language::inflection::fold_word;
use yaddash_model::Severity;

use super::vocabulary::{Spot, Writing};
use super::{Issue, Rule, varying};

pub(super) const RULE: Rule = Rule {
    id: "inconsistent-hyphen",
    severity: Severity::Info,
    is_fixable: false,
    doc: include_str!("inconsistent-hyphen.md"),
};

/// What makes a verb of two words.
const PARTICLES: &[&str] = &[
    "around", "away", "back", "by", "down", "in", "off", "on", "out", "over", "through", "to",
    "together", "up",
];

/// What `spots`, by key, say of hyphens.
pub(crate) fn issues<'a>(
    spots: &[Spot],
    language: &Language,
    text: &dyn Fn(&Spot) -> &'a str,
) -> Vec<(usize, Issue)> {
    let mut issues = Vec::new();
    for group in spots.chunk_by(|one, next| one.key == next.key) {
        let hyphenated = varying::written(group, Writing::Hyphenated);
        if hyphenated.is_empty() {
            continue;
        }
        let mut spaced = varying::written(group, Writing::Spaced);
        if language.code() == "en" {
            let is_only_before_nouns = hyphenated.iter().all(|spot| spot.is_attributive);
            spaced.retain(|spot| {
                (spot.is_attributive || !is_only_before_nouns)
                    && !has_particle(text(spot), language)
            });
        }
        // Adverbs of manner beside adjectives in the dative: `по-новому`, `по новому пути`.
        spaced.retain(|spot| language.code() != "ru" || !begins_with(text(spot), "по", language));
        if !spaced.is_empty() {
            varying::report(
                &RULE,
                &[hyphenated, spaced],
                text,
                Some(language),
                &mut issues,
            );
        }
    }
    issues
}

fn begins_with(pair: &str, first: &str, language: &Language) -> bool {
    pair.split(char::is_whitespace)
        .next()
        .is_some_and(|word| fold_word(word, language) == first)
}

fn has_particle(pair: &str, language: &Language) -> bool {
    pair.split(char::is_whitespace)
        .next_back()
        .is_some_and(|last| PARTICLES.contains(&fold_word(last, language).as_ref()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "inconsistent-hyphen";

    #[test]
    fn hyphen_here_space_there() {
        finds(
            RULE,
            "en",
            "The fact-finding visit ended. A fact finding mission came. Fact-finding is work.",
            &[("fact finding", &["fact-finding"])],
        );
        finds(
            RULE,
            "az",
            "Elmi-texniki şura və elmi texniki şura, elmi-texniki.",
            &[("elmi texniki", &["elmi-texniki"])],
        );
        finds(
            RULE,
            "ru",
            "Вице-премьер, вице премьер, вице-премьер.",
            &[("вице премьер", &["вице-премьер"])],
        );
    }

    #[test]
    fn hyphens_by_grammar() {
        for text in [
            "A long-term plan holds in the long term.",
            "The follow-up came; they follow up on it.",
            "A well-known man is well known.",
        ] {
            finds_nothing(RULE, "en", text);
        }
        finds_nothing(RULE, "ru", "Жить по-новому; идти по новому пути.");
        finds_nothing(RULE, "az", "tez-tez, tez; AŞPA-nın, AŞPA nın");
    }
}
