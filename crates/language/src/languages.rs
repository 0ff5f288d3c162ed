//! The table of languages. A further language is one more row.

use crate::Language;
use crate::casing::Casing;

/// The languages that every part of the crate has data for.
pub(crate) static FULL: &[&Language] = &[&AZERBAIJANI, &AZERBAIJANI_CYRILLIC, &ENGLISH, &RUSSIAN];

static AZERBAIJANI: Language = Language {
    code: "az",
    casing: Casing::Turkic,
};

static AZERBAIJANI_CYRILLIC: Language = Language {
    code: "az-Cyrl",
    casing: Casing::Turkic,
};

static ENGLISH: Language = Language {
    code: "en",
    casing: Casing::Root,
};

static RUSSIAN: Language = Language {
    code: "ru",
    casing: Casing::Root,
};

/// Known by its casing alone.
static TURKISH: Language = Language {
    code: "tr",
    casing: Casing::Turkic,
};

/// Any other language.
pub(crate) static ANY_OTHER: Language = Language {
    code: "und",
    casing: Casing::Root,
};

/// The row for a language and its script, the one of the tag or else the usual one.
pub(crate) fn row(language: &str, script: Option<&str>) -> &'static Language {
    match (language, script) {
        ("az", Some("Latn")) => &AZERBAIJANI,
        ("az", Some("Cyrl")) => &AZERBAIJANI_CYRILLIC,
        ("en", Some("Latn")) => &ENGLISH,
        ("ru", Some("Cyrl")) => &RUSSIAN,
        ("tr", Some("Latn")) => &TURKISH,
        _ => &ANY_OTHER,
    }
}
