//! English.

mod calendar;
mod letters;
mod numerals;
mod writing;

use crate::casing::Casing;
use crate::translit::Rewriting;
use crate::{Language, ru};

pub(crate) use letters::SOUNDS;

pub(crate) static ENGLISH: Language = Language {
    code: "en",
    tag: ("en", "Latn"),
    casing: Casing::Root,
    writing: &writing::WRITING,
    function_words: include_str!("function-words.txt"),
    attached_suffixes: &["s"],
    calendar: &calendar::CALENDAR,
    numerals: &numerals::NUMERALS,
    romanisation: Rewriting::new(&[], &[]),
    sounds: Rewriting::new(SOUNDS, ru::SOUNDS),
};
