//! A language as small as one can be, to copy when one is added: Esperanto.
//!
//! It is compiled for tests alone, which show that a row of data is all it takes. The page on adding a language says
//! what goes where; `az`, `en` and `ru` show how the data grows.

use std::sync::OnceLock;

use crate::Language;
use crate::casing::Casing;
use crate::dates::Calendar;
use crate::detect::Writing;
use crate::numbers::Numerals;
use crate::script::Script;
use crate::translit::{Rewriting, Row};

static ESPERANTO: Language = Language {
    // What `Language::code` answers; with the script where the language has rows for two.
    code: "eo",
    // Primary language and script of the tags that the row is for.
    tag: ("eo", "Latn"),
    casing: Casing::Root,
    writing: &WRITING,
    // Function words, each section with its comment in the files of the other languages.
    function_words: "[words]\nla kaj de en al",
    // Suffixes behind a hyphen or apostrophe, as in `UN-on`.
    attached_suffixes: &["n", "on", "oj", "ojn", "a", "an"],
    calendar: &CALENDAR,
    numerals: &NUMERALS,
    // Only what differs from plain Latin letters.
    romanisation: Rewriting::new(ROMANISATION, &[]),
    // All letters; those of another script are lent by a language of it.
    sounds: Rewriting::new(SOUNDS, crate::ru::SOUNDS),
};

static WRITING: Writing = Writing::new(
    Script::Latin,
    "abcĉdefgĝhĥijĵklmnoprsŝtuŭvz",
    // Letters that no other language has.
    "ĉĝĥĵŝŭ",
    &[
        "la", "kaj", "de", "en", "estas", "al", "ne", "kiu", "por", "ke", "mi", "vi", "oni",
    ],
    // A real row has some 3,000 characters of prose in a file of its own.
    "La suno leviĝis super la vilaĝo, kaj la infanoj iris al la lernejo. Ili rakontis unu al la alia, kion ili vidis \
     hieraŭ. La komisiono decidis, ke la nova leĝo ekvalidos en la venonta jaro. Ĉiu homo havas rajton je edukado. \
     Bonvolu fermi la fenestron, ĉar estas malvarme en la ĉambro. Ŝajnas, ke morgaŭ pluvos, do ne forgesu la ombrelon.",
    0.0,
);

static CALENDAR: Calendar = Calendar {
    months: [
        &["januar"],
        &["februar"],
        &["mart"],
        &["april"],
        &["maj"],
        &["juni"],
        &["juli"],
        &["aŭgust"],
        &["septembr"],
        &["oktobr"],
        &["novembr"],
        &["decembr"],
    ],
    endings: &["o", "on"],
    months_are_capitals: false,
    month_before_day: &[],
    between_day_and_month: Some("de"),
    month_words: &[],
    year_words: &[],
    year_before: &["en", "jaro"],
    years_are_ordinal: false,
    hour_before: &[],
    time_before: &["je"],
    hour_after: &[],
    has_meridiem: false,
};

static NUMERALS: Numerals = Numerals {
    decimal_sign: ',',
    cardinals: &[
        ("unu", 1),
        ("du", 2),
        ("tri", 3),
        ("kvar", 4),
        ("kvin", 5),
        ("dek", 10),
        ("dudek", 20),
        ("tridek", 30),
    ],
    // A hyphen marks a stem that takes each of the endings.
    ordinals: &[("unu-", 1), ("du-", 2), ("tri-", 3)],
    ordinal_endings: &["a", "an", "aj", "ajn"],
    scales: &[("cent", 2), ("mil", 3), ("milion", 6), ("miliard", 9)],
    article: None,
    conjunction: None,
    percent: &["procent"],
    roman_context: &["jarcent", "ĉapitr"],
    endings: &["o", "on", "oj", "ojn"],
    ordinal_suffixes: &["a", "an"],
    compiled: OnceLock::new(),
};

const ROMANISATION: &[Row] = &[
    ("ĉ", "ch"),
    ("ĝ", "j"),
    ("ĥ", "kh"),
    ("ĵ", "zh"),
    ("ŝ", "sh"),
    ("ŭ", "u"),
];

/// In the classes of [`crate::translit`]: `a` any vowel, `c` as in `church`, `j` as in `judge` and `measure`, `w` as in
/// `ship`, `k` and `h` for the throat, and the other consonants for themselves.
const SOUNDS: &[Row] = &[
    ("a", "a"),
    ("b", "b"),
    ("c", "s"),
    ("ĉ", "c"),
    ("d", "d"),
    ("e", "a"),
    ("f", "f"),
    ("g", "k"),
    ("ĝ", "j"),
    ("h", "h"),
    ("ĥ", "h"),
    ("i", "a"),
    ("j", "a"),
    ("ĵ", "j"),
    ("k", "k"),
    ("l", "l"),
    ("m", "m"),
    ("n", "n"),
    ("o", "a"),
    ("p", "p"),
    ("r", "r"),
    ("s", "s"),
    ("ŝ", "w"),
    ("t", "t"),
    ("u", "a"),
    ("ŭ", "a"),
    ("v", "v"),
    ("z", "z"),
];

#[test]
fn a_row_is_all_it_takes() {
    let eo = &ESPERANTO;
    let az = Language::of(&"az".parse().unwrap());
    assert_eq!(crate::translit::romanise("Ĝusta ŜANĜO", eo), "Justa SHANJO");
    assert_eq!(
        crate::translit::name_key("Ŝuŝa", eo),
        crate::translit::name_key("Şuşa", az)
    );
    let text = "La 15-an de majo 2024 venis dudek tri mil homoj, 1,5 milionoj, 5 procentoj.";
    let dates = crate::dates::dates(text, eo);
    assert_eq!(dates[0].value.to_string(), "2024-05-15");
    let values: Vec<_> = crate::numbers::numbers(text, eo)
        .iter()
        .map(|number| number.value.to_string())
        .collect();
    assert_eq!(values, ["15", "2024", "23000", "1500000", "5"]);
    let writing = eo.writing;
    let mine = "Morgaŭ ni vidos la novan lernejon";
    assert!(writing.log_likelihood(mine, eo) > az.writing.log_likelihood(mine, az));
}
