//! Russian.

use crate::Language;
use crate::casing::Casing;

pub(crate) static RUSSIAN: Language = Language {
    code: "ru",
    tag: ("ru", "Cyrl"),
    casing: Casing::Root,
    attached_suffixes: &[],
};
