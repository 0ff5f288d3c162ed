#![doc = include_str!("inconsistent-spelling.md")]

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use yaddash_language::Language;
use yaddash_language::inflection::fold_word;
use yaddash_model::Severity;

use super::vocabulary::{Spot, Writing, key_of};
use super::{Issue, Rule, varying};

pub(super) const RULE: Rule = Rule {
    id: "inconsistent-spelling",
    severity: Severity::Info,
    is_fixable: false,
    doc: include_str!("inconsistent-spelling.md"),
};

/// Letters of a word whose parts may be written as two.
const SHORTEST_COMPOUND: usize = 7;
/// Letters of a word that is compared by its spelling.
const SHORTEST: usize = 5;

/// Words that are one word or two by their meaning: `everyday`, `every day`.
const OPEN: &[&str] = &[
    "all", "any", "every", "how", "in", "may", "no", "on", "out", "over", "some", "under", "up",
    "what", "when", "with",
];

/// What `spots`, by key, say of spelling; `text` gives the letters of a spot.
pub(crate) fn issues<'a>(
    spots: &[Spot],
    language: &Language,
    text: &dyn Fn(&Spot) -> &'a str,
) -> Vec<(usize, Issue)> {
    let mut issues = Vec::new();
    for group in spots.chunk_by(|one, next| one.key == next.key) {
        compounds(group, language, text, &mut issues);
    }
    if language.code() == "en" {
        traditions(spots, language, text, &mut issues);
    }
    issues
}

/// Solid words against the same letters with a hyphen or a space.
fn compounds<'a>(
    group: &[Spot],
    language: &Language,
    text: &dyn Fn(&Spot) -> &'a str,
    issues: &mut Vec<(usize, Issue)>,
) {
    let solid = varying::written(group, Writing::Solid);
    let Some(first) = solid.first() else {
        return;
    };
    let hyphenated = varying::written(group, Writing::Hyphenated);
    let spaced = varying::written(group, Writing::Spaced);
    let length = text(first).chars().count();
    if length < SHORTEST || length < SHORTEST_COMPOUND && !is_one_word(&hyphenated, text, language)
    {
        return;
    }
    if !hyphenated.is_empty() {
        varying::report(&RULE, &[solid, hyphenated], text, Some(language), issues);
    } else if let Some(pair) = spaced.first()
        && is_compound(text(pair), language)
    {
        varying::report(&RULE, &[solid, spaced], text, Some(language), issues);
    }
}

/// Whether the hyphens of short words part no prefix that makes another word: `e-mail`, but not `re-form`.
fn is_one_word<'a>(
    hyphenated: &[&Spot],
    text: &dyn Fn(&Spot) -> &'a str,
    language: &Language,
) -> bool {
    language.code() == "en"
        && hyphenated.first().is_some_and(|spot| {
            let first = text(spot).split('-').next().unwrap_or_default();
            fold_word(first, language) != "re"
        })
}

/// Whether two words mean the same as the two written as one.
fn is_compound(pair: &str, language: &Language) -> bool {
    let mut parts = pair.split(char::is_whitespace);
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else {
        return false;
    };
    let first = fold_word(first, language);
    language.code() == "en"
        && [first.as_ref(), second]
            .iter()
            .all(|part| part.chars().count() >= 3)
        && !OPEN.contains(&first.as_ref())
}

/// Words that differ in what English spells in two ways.
fn traditions<'a>(
    spots: &[Spot],
    language: &Language,
    text: &dyn Fn(&Spot) -> &'a str,
    issues: &mut Vec<(usize, Issue)>,
) {
    let mut groups: BTreeMap<String, Vec<Vec<&Spot>>> = BTreeMap::new();
    for group in spots.chunk_by(|one, next| one.key == next.key) {
        let words = varying::written(group, Writing::Solid);
        let Some(first) = words.first() else { continue };
        let folded = fold_word(text(first), language);
        if folded.chars().count() < SHORTEST || key_of(&folded) != first.key {
            continue;
        }
        groups.entry(canonical(&folded)).or_default().push(words);
    }
    for forms in groups.values().filter(|forms| forms.len() > 1) {
        varying::report(&RULE, forms, text, Some(language), issues);
    }
}

/// `word`, folded, in the spelling in which its variants meet; it need not be one that anyone writes.
fn canonical(word: &str) -> String {
    let mut word: String = if word.is_ascii() {
        word.to_owned()
    } else {
        word.nfd().filter(|c| !is_combining_mark(*c)).collect()
    };
    for (ending, other) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            word = format!("{stem}{other}");
            break;
        }
    }
    for suffix in [
        "", "s", "ed", "ing", "able", "ite", "ites", "al", "er", "ers", "hood", "hoods", "ing",
        "ism", "ful",
    ] {
        if let Some(stem) = word
            .strip_suffix(suffix)
            .and_then(|word| word.strip_suffix("our"))
            && stem.chars().count() >= 2
        {
            word = format!("{stem}or{suffix}");
            break;
        }
    }
    for suffix in ["ed", "ing", "er", "ers", "or", "ors"] {
        if let Some(stem) = word
            .strip_suffix(suffix)
            .and_then(|word| word.strip_suffix("ll"))
            && vowel_groups(stem) >= 2
        {
            word = format!("{stem}l{suffix}");
            break;
        }
    }
    word
}

/// Endings of one tradition and of another.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yse", "yze"),
    ("ogues", "ogs"),
    ("ogue", "og"),
    ("grammes", "grams"),
    ("gramme", "gram"),
    ("dgements", "dgments"),
    ("dgement", "dgment"),
    ("entres", "enters"),
    ("entre", "enter"),
    ("eatres", "eaters"),
    ("eatre", "eater"),
    ("itres", "iters"),
    ("itre", "iter"),
    ("ibres", "ibers"),
    ("ibre", "iber"),
    ("efences", "efenses"),
    ("efence", "efense"),
    ("ffences", "ffenses"),
    ("ffence", "ffense"),
    ("wards", "ward"),
];

fn vowel_groups(word: &str) -> usize {
    word.as_bytes()
        .chunk_by(|one, next| is_vowel(*one) == is_vowel(*next))
        .filter(|run| run.first().is_some_and(|byte| is_vowel(*byte)))
        .count()
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "inconsistent-spelling";

    #[test]
    fn two_ways_to_write_a_word() {
        finds(
            RULE,
            "en",
            "The cooperation went on. Co-operation is good, and cooperation pays.",
            &[("Co-operation", &["Cooperation"])],
        );
        finds(
            RULE,
            "en",
            "An email, e-mail and email.",
            &[("e-mail", &["email"])],
        );
        finds(
            RULE,
            "en",
            "One website, a web site.",
            &[("web site", &["website"])],
        );
        finds(
            RULE,
            "en",
            "They organised it; the Organizers organized more. Who organized? Colour, color. We travelled, he traveled.",
            &[
                ("organised", &["organized"]),
                ("color", &["colour"]),
                ("traveled", &["travelled"]),
            ],
        );
        finds(
            RULE,
            "az",
            "Ekoturizm və eko-turizm. Ekoturizm.",
            &[("eko-turizm", &["ekoturizm"])],
        );
        finds(
            RULE,
            "ru",
            "Видеоурок, видео-урок и видеоурок.",
            &[("видео-урок", &["видеоурок"])],
        );
    }

    #[test]
    fn different_words() {
        for (language, text) in [
            (
                "en",
                "Every day, everyday life; filling and filing; resign, resigned; the raise, to raze; four, for.",
            ),
            (
                "en",
                "Promises and prizes, the advice, advised; polling, poling; co-op and coop; re-form, reform",
            ),
            ("az", "bir-birinə, birbaşa; əlaqə və əl aqə; AŞPA-nın"),
            ("ru", "кто-то, ктото нет; по-русски; что-нибудь"),
        ] {
            finds_nothing(RULE, language, text);
        }
    }
}
