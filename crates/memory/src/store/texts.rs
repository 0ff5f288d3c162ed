//! The plain texts of a unit, for whoever needs no more.

use yaddash_model::{LanguageTag, SourceLanguage, TranslationUnit};

/// The plain text of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariantText<'a> {
    /// Its language.
    pub language: &'a LanguageTag,
    /// Its text without inline codes.
    pub text: &'a str,
}

/// The plain texts of a unit, borrowed for the time of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitTexts<'a> {
    /// The source language; `None` where any may be.
    pub source: Option<&'a LanguageTag>,
    /// The texts in the order of the variants.
    pub variants: &'a [VariantText<'a>],
}

/// A change of the store, with no more than the texts of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextsChange<'a> {
    /// The unit was written.
    Written(UnitTexts<'a>),
    /// The unit was removed.
    Removed,
}

/// Shows the texts of `unit` to `visit`.
pub(crate) fn with_texts<T>(
    unit: &TranslationUnit,
    source: &SourceLanguage,
    visit: impl FnOnce(UnitTexts<'_>) -> T,
) -> T {
    let variants: Vec<VariantText<'_>> = unit
        .variants
        .iter()
        .map(|variant| VariantText {
            language: &variant.language,
            text: variant.segment.text(),
        })
        .collect();
    let source = match source {
        SourceLanguage::Any => None,
        SourceLanguage::Tag(tag) => Some(tag),
    };
    visit(UnitTexts {
        source,
        variants: &variants,
    })
}
