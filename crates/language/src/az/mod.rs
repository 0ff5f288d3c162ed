//! Azerbaijani, in the Latin script (since 1991) and in the Cyrillic one (1939 to 1991, and in Dagestan).

mod suffixes;

use crate::Language;
use crate::casing::Casing;

pub(crate) static LATIN: Language = Language {
    code: "az",
    tag: ("az", "Latn"),
    casing: Casing::Turkic,
    attached_suffixes: suffixes::LATIN,
};

pub(crate) static CYRILLIC: Language = Language {
    code: "az-Cyrl",
    tag: ("az", "Cyrl"),
    casing: Casing::Turkic,
    attached_suffixes: suffixes::CYRILLIC,
};
