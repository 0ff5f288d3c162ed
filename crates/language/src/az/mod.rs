//! Azerbaijani, in the Latin script (since 1991) and in the Cyrillic one (1939 to 1991, and in Dagestan).

mod calendar;
mod letters;
mod numerals;
mod suffixes;
mod writing;

use crate::casing::Casing;
use crate::translit::Rewriting;
use crate::{Language, ru};

pub(crate) static LATIN: Language = Language {
    code: "az",
    tag: ("az", "Latn"),
    casing: Casing::Turkic,
    writing: &writing::LATIN,
    function_words: include_str!("function-words.txt"),
    attached_suffixes: suffixes::LATIN,
    calendar: &calendar::LATIN,
    numerals: &numerals::LATIN,
    romanisation: Rewriting::new(letters::LATIN_ROMANISATION, &[]),
    sounds: Rewriting::new(letters::LATIN_SOUNDS, ru::SOUNDS),
};

pub(crate) static CYRILLIC: Language = Language {
    code: "az-Cyrl",
    tag: ("az", "Cyrl"),
    casing: Casing::Turkic,
    writing: &writing::CYRILLIC,
    function_words: "",
    attached_suffixes: suffixes::CYRILLIC,
    calendar: &calendar::CYRILLIC,
    numerals: &numerals::CYRILLIC,
    romanisation: Rewriting::new(letters::CYRILLIC_ROMANISATION, &[]),
    sounds: Rewriting::new(letters::CYRILLIC_SOUNDS, letters::LATIN_SOUNDS),
};
