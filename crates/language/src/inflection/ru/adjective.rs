//! Adjectives and participles.

use super::REFLEXIVE;
use super::tables::{
    ADJECTIVE_CELLS, ADJECTIVE_HARD, ADJECTIVE_MIXED, ADJECTIVE_POSSESSIVE, ADJECTIVE_SOFT,
    ADJECTIVE_STRESSED, Gender,
};
use crate::inflection::{Ending, Endings, Stem};

/// The dictionary endings, each with its gender.
const ENDINGS: &[(&str, Gender)] = &[
    ("ый", Gender::Masculine),
    ("ий", Gender::Masculine),
    ("ой", Gender::Masculine),
    ("ая", Gender::Feminine),
    ("яя", Gender::Feminine),
    ("ое", Gender::Neuter),
    ("ее", Gender::Neuter),
    ("ые", Gender::Plural),
    ("ие", Gender::Plural),
];

/// Whether `word`, folded, has the ending of an adjective in the nominative; nouns in `-ие` (`здание`) have not.
pub(crate) fn is_adjectival(word: &str) -> bool {
    split(word).is_some_and(|(stem, ending, _)| {
        stem.chars().count() >= 2
            && (ending != "ие" || is_plural_stem(stem))
            && (ending != "ий" || !stem.ends_with(['р', 'в', 'б', 'м', 'п', 'л', 'з']))
    })
}

/// The gender or number that the ending of an adjective shows.
pub(crate) fn gender_of_adjective(word: &str) -> Option<Gender> {
    split(word).map(|(_, _, gender)| gender)
}

/// Behind these letters `-ие` is the plural of an adjective (`русские`, `общие`, `внешние`), behind others that of
/// no word or the neuter of a noun (`здание` has `н` too, so `-ние` is read both ways).
fn is_plural_stem(stem: &str) -> bool {
    stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч'])
        || ["шн", "жн", "дн", "тн", "чн", "вн", "рн", "ссн"]
            .iter()
            .any(|cluster| stem.ends_with(cluster))
}

fn split(word: &str) -> Option<(&str, &'static str, Gender)> {
    let word = word.strip_suffix(REFLEXIVE).unwrap_or(word);
    ENDINGS.iter().find_map(|(ending, gender)| {
        let stem = word.strip_suffix(ending)?;
        (!stem.is_empty()).then_some((stem, *ending, *gender))
    })
}

/// The stems of an adjective that agrees with a noun or stands for one: the gender that it shows, and the plural.
pub(crate) fn modifier(word: &str) -> Vec<Stem> {
    const GENDER: u32 = 0b11_1111;
    let plural = GENDER << (ADJECTIVE_CELLS - 6);
    let gender = match gender_of_adjective(word) {
        Some(Gender::Masculine) => GENDER,
        Some(Gender::Feminine) => GENDER << 6,
        Some(Gender::Neuter) => GENDER << 12,
        _ => 0,
    };
    adjective(word, gender | plural)
}

/// The stems of an adjective, with the endings of all cases: those of every gender where it is given in the masculine,
/// as dictionaries do, else those of its gender and the plural.
pub(super) fn alone(word: &str) -> Vec<Stem> {
    match gender_of_adjective(word) {
        Some(Gender::Masculine) => adjective(word, u32::MAX),
        _ => modifier(word),
    }
}

fn adjective(word: &str, mask: u32) -> Vec<Stem> {
    let Some((stem, ending, _)) = split(word) else {
        return vec![Stem::new(word, Endings::Bare)];
    };
    let list = list(stem, ending);
    if word.ends_with(REFLEXIVE) && word.len() > stem.len() + ending.len() {
        return vec![Stem::new(stem, Endings::Reflexive(list))];
    }
    let mut stems = vec![Stem::new(stem, Endings::Masked(list, mask))];
    if ending == "ой" {
        stems.push(Stem::new(stem, Endings::Masked(ADJECTIVE_STRESSED, mask)));
    }
    if ending == "ий" {
        stems.push(Stem::new(
            format!("{stem}ь"),
            Endings::Masked(ADJECTIVE_POSSESSIVE, mask),
        ));
    }
    stems
}

fn list(stem: &str, ending: &str) -> &'static [Ending] {
    let is_mixed = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч']);
    // Foreign names break the rule of spelling, and a word takes the endings of the form that it is written in.
    if is_mixed && ADJECTIVE_MIXED.iter().any(|(known, _)| *known == ending) {
        ADJECTIVE_MIXED
    } else if matches!(ending, "ий" | "яя" | "ее" | "ие") {
        ADJECTIVE_SOFT
    } else {
        ADJECTIVE_HARD
    }
}

#[cfg(test)]
mod tests {
    use crate::Language;
    use crate::inflection::TermPattern;

    #[test]
    fn spellings_against_the_rule_are_forms_of_themselves() {
        let language = Language::of(&"ru".parse().unwrap());
        for (term, form) in [
            ("Аи агый", "Аи агый"),
            ("кыргызкый", "кыргызкого"),
            ("агяя", "агяя"),
        ] {
            assert!(TermPattern::compile(term, language).is_form(form), "{form}");
        }
        // Words that do not agree are listed as they stand.
        let forms = TermPattern::compile("ёаёё ааее", language).forms();
        assert_eq!(forms, ["ёаёё ааее"]);
    }
}
