//! English.

use crate::Language;
use crate::casing::Casing;

pub(crate) static ENGLISH: Language = Language {
    code: "en",
    tag: ("en", "Latn"),
    casing: Casing::Root,
    attached_suffixes: &["s"],
};
