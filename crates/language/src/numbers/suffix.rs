//! What is attached to a number, when the number becomes another.

use std::borrow::Cow;

use super::NumberValue;
use crate::Language;
use crate::casing::{self, Shape};
use crate::inflection::az::Vowel;
use crate::pattern::fits;

/// Azerbaijani suffixes of one meaning: after a consonant, and after a vowel.
const BY_LAST_SOUND: [(&str, &str); 3] = [("In", "nIn"), ("A", "yA"), ("IncI", "ncI")];

/// `suffix`, which stands behind the number `old`, as it must be behind the number `new`: `cü` of `4-cü` becomes `cı`
/// behind 6, and `rd` of `3rd` becomes `th` behind 4. `suffix` is letters alone, without the hyphen.
///
/// `None` where that is not certain: in a language without rules, for suffixes that no rule knows, and where `suffix`
/// is not what the rules would write behind `old`.
///
/// ```
/// use yaddash_language::{Language, numbers::suffix_behind};
/// let az = Language::of(&"az".parse()?);
/// assert_eq!(suffix_behind("cü", 4.into(), 6.into(), az).as_deref(), Some("cı"));
/// assert_eq!(suffix_behind("dən", 5.into(), 10.into(), az).as_deref(), Some("dan"));
/// assert_eq!(suffix_behind("dan", 5.into(), 10.into(), az), None);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn suffix_behind<'a>(
    suffix: &'a str,
    old: NumberValue,
    new: NumberValue,
    language: &Language,
) -> Option<Cow<'a, str>> {
    if old == new || suffix.is_empty() {
        return Some(suffix.into());
    }
    match language.code() {
        "en" => english(suffix, old, new),
        "ru" => is_russian_for_any(suffix).then_some(suffix.into()),
        "az" => azerbaijani(suffix, old, new, language),
        _ => None,
    }
}

fn english(suffix: &str, old: NumberValue, new: NumberValue) -> Option<Cow<'_, str>> {
    let is_ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| suffix.eq_ignore_ascii_case(ending));
    if !is_ordinal {
        return Some(suffix.into());
    }
    (suffix == english_ordinal(old)?).then_some(())?;
    Some(english_ordinal(new)?.into())
}

fn english_ordinal(value: NumberValue) -> Option<&'static str> {
    let value = value.as_u64()?;
    Some(match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    })
}

/// Whether the suffix is alike behind all numbers: one of an ordinal that no cardinal has, or the second half of a
/// compound such as `5-летний`. `2-х` is `двух` and has no like behind 5.
fn is_russian_for_any(suffix: &str) -> bool {
    matches!(suffix, "й" | "я" | "е" | "го" | "му" | "ю") || suffix.chars().nth(3).is_some()
}

fn azerbaijani<'a>(
    suffix: &'a str,
    old: NumberValue,
    new: NumberValue,
    language: &Language,
) -> Option<Cow<'a, str>> {
    let folded = casing::fold(suffix, language);
    if !folded.contains(|letter| Vowel::of(letter).is_some()) {
        return Some(suffix.into());
    }
    let old_word = last_word(old, language)?;
    let new_word = last_word(new, language)?;
    if old_word == new_word {
        return Some(suffix.into());
    }
    let numerals = language.numerals.ordinal_suffixes;
    let pattern = language
        .attached_suffixes()
        .iter()
        .chain(numerals)
        .find(|pattern| fits(suffix, pattern, language))?;
    if harmonised(pattern, old_word) != folded {
        return None;
    }
    let written = harmonised(after_sound(pattern, old_word, new_word)?, new_word);
    Some(match Shape::of(suffix) {
        Shape::Lower => written.into(),
        Shape::AllCaps => casing::upper(&written, language).into_owned().into(),
        _ => return None,
    })
}

/// The last word of the number as it is read out.
fn last_word(value: NumberValue, language: &Language) -> Option<&'static str> {
    let value = value.as_u64()?;
    let cardinal = |wanted: u64| {
        let found = language.numerals.cardinals.iter();
        found.rev().find(|(_, number)| *number == wanted)
    };
    let scale = |power: u8| {
        let mut found = language.numerals.scales.iter();
        found.find(|(_, scale)| *scale == power)
    };
    let name = if value == 0 || !value.is_multiple_of(10) {
        cardinal(value % 10).map(|(word, _)| word)
    } else if !value.is_multiple_of(100) {
        cardinal(value % 100).map(|(word, _)| word)
    } else if !value.is_multiple_of(1_000) {
        scale(2).map(|(word, _)| word)
    } else if !value.is_multiple_of(1_000_000) {
        scale(3).map(|(word, _)| word)
    } else if !value.is_multiple_of(1_000_000_000) {
        scale(6).map(|(word, _)| word)
    } else {
        scale(9).map(|(word, _)| word)
    };
    name.copied()
}

/// The pattern that says behind `new` what `pattern` says behind `old`; `None` where the two end in different sounds and
/// the pattern minds that in a way that is not known.
fn after_sound(pattern: &'static str, old: &str, new: &str) -> Option<&'static str> {
    let ends_in_vowel = |word: &str| {
        word.chars()
            .next_back()
            .is_some_and(|letter| Vowel::of(letter).is_some())
    };
    let is_free = pattern.starts_with(['c', 'ç', 'd', 'l']) || pattern == "sIz";
    if is_free || ends_in_vowel(old) == ends_in_vowel(new) {
        return Some(pattern);
    }
    BY_LAST_SOUND
        .iter()
        .find_map(|(consonant, vowel)| match ends_in_vowel(new) {
            true if *consonant == pattern => Some(*vowel),
            false if *vowel == pattern => Some(*consonant),
            _ => None,
        })
}

/// `pattern` with the vowels that follow those of `word`.
fn harmonised(pattern: &str, word: &str) -> String {
    let mut vowel = Vowel::of_word(word);
    let is_front = matches!(vowel, Vowel::FrontOpen | Vowel::FrontRounded);
    let mut text = String::with_capacity(pattern.len() + 4);
    for sign in pattern.chars() {
        let letter = match sign {
            'A' => vowel.twofold(),
            'I' => vowel.fourfold(),
            // `-lıq`, `-lik`.
            'q' | 'k' if pattern.starts_with("lI") => {
                if is_front {
                    'k'
                } else {
                    'q'
                }
            }
            other => other,
        };
        vowel = Vowel::of(letter).unwrap_or(vowel);
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(suffix: &str, old: u64, new: u64, tag: &str) -> Option<String> {
        let language = Language::of(&tag.parse().unwrap());
        suffix_behind(suffix, old.into(), new.into(), language).map(Cow::into_owned)
    }

    #[test]
    fn azerbaijani_suffixes_keep_harmony() {
        for (suffix, old, new, expected) in [
            ("ci", 1, 2, Some("ci")),
            ("ci", 5, 6, Some("cı")),
            ("cü", 2024, 2026, Some("cı")),
            ("cı", 40, 100, Some("cü")),
            ("cu", 9, 1000, Some("ci")),
            ("CÜ", 3, 9, Some("CU")),
            ("CI", 6, 1, Some("Cİ")),
            ("dan", 10, 20, Some("dən")),
            ("də", 2024, 2030, Some("da")),
            ("in", 5, 6, Some("nın")),
            ("nin", 2, 10, Some("un")),
            ("ə", 5, 6, Some("ya")),
            ("cidən", 5, 9, Some("cudan")),
            ("lik", 5, 10, Some("luq")),
            ("GB", 5, 10, Some("GB")),
            // Accusative and possessive look alike behind a consonant and part behind a vowel.
            ("i", 5, 6, None),
            ("cı", 5, 6, None),
            ("mərtəbəli", 5, 6, None),
        ] {
            assert_eq!(
                behind(suffix, old, new, "az").as_deref(),
                expected,
                "{old}-{suffix} → {new}"
            );
        }
        assert_eq!(behind("чү", 3, 6, "az-Cyrl"), None);
    }

    #[test]
    fn english_and_russian_ordinals() {
        assert_eq!(behind("rd", 3, 4, "en").as_deref(), Some("th"));
        assert_eq!(behind("th", 11, 21, "en").as_deref(), Some("st"));
        assert_eq!(behind("rd", 4, 5, "en"), None);
        assert_eq!(behind("s", 1990, 2010, "en").as_deref(), Some("s"));
        assert_eq!(behind("го", 3, 5, "ru").as_deref(), Some("го"));
        assert_eq!(behind("летний", 3, 5, "ru").as_deref(), Some("летний"));
        assert_eq!(behind("х", 2, 5, "ru"), None);
    }
}
