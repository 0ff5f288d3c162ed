//! Russian.

mod calendar;
mod letters;
mod numerals;
mod writing;

use crate::casing::Casing;
use crate::translit::Rewriting;
use crate::{Language, en};

pub(crate) use letters::SOUNDS;

pub(crate) static RUSSIAN: Language = Language {
    code: "ru",
    tag: ("ru", "Cyrl"),
    casing: Casing::Root,
    writing: &writing::WRITING,
    function_words: include_str!("function-words.txt"),
    attached_suffixes: &[],
    calendar: &calendar::CALENDAR,
    numerals: &numerals::NUMERALS,
    romanisation: Rewriting::new(letters::ROMANISATION, &[]),
    sounds: Rewriting::new(SOUNDS, en::SOUNDS),
};
