//! The table of languages. A further language is one more row of [`FULL`].

use crate::casing::Casing;
use crate::dates::Calendar;
use crate::detect::Writing;
use crate::numbers::Numerals;
use crate::script::Script;
use crate::translit::Rewriting;
use crate::{Language, az, en, ru};

/// The languages that every part of the crate has data for.
pub(crate) static FULL: &[&Language] = &[&az::LATIN, &az::CYRILLIC, &en::ENGLISH, &ru::RUSSIAN];

static NO_WRITING: Writing = Writing::new(Script::None, "", "", &[], "", 0.0);
static NO_CALENDAR: Calendar = Calendar::none();
static NO_NUMERALS: Numerals = Numerals::none();

/// Known by its casing alone.
static TURKISH: Language = Language {
    code: "tr",
    tag: ("tr", "Latn"),
    casing: Casing::Turkic,
    writing: &NO_WRITING,
    function_words: "",
    attached_suffixes: &[],
    calendar: &NO_CALENDAR,
    numerals: &NO_NUMERALS,
    romanisation: Rewriting::new(&[], &[]),
    sounds: Rewriting::new(en::SOUNDS, ru::SOUNDS),
};

/// Any other language.
pub(crate) static ANY_OTHER: Language = Language {
    code: "und",
    tag: ("und", ""),
    casing: Casing::Root,
    writing: &NO_WRITING,
    function_words: "",
    attached_suffixes: &[],
    calendar: &NO_CALENDAR,
    numerals: &NO_NUMERALS,
    romanisation: Rewriting::new(&[], &[]),
    sounds: Rewriting::new(en::SOUNDS, ru::SOUNDS),
};

/// The row for a language and its script, the one of the tag or else the usual one.
pub(crate) fn row(language: &str, script: Option<&str>) -> &'static Language {
    FULL.iter()
        .copied()
        .chain([&TURKISH])
        .find(|row| row.tag.0 == language && script.is_none_or(|script| script == row.tag.1))
        .unwrap_or(&ANY_OTHER)
}
