//! What a format could not keep.

use std::fmt;
use std::ops::AddAssign;

use yaddash_model::{TranslationUnit, Variant};

/// How much of the units written so far the format could not keep, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Losses {
    /// Units that were left out, since a language was missing or no text was left.
    pub units: u64,
    /// Variants without a place: of a language that has no column or file, or a second one of its language.
    pub variants: u64,
    /// Inline codes.
    pub codes: u64,
    /// Attributes of units and variants.
    pub attributes: u64,
    /// Properties of units and variants.
    pub properties: u64,
    /// Notes of units and variants.
    pub notes: u64,
    /// Line breaks that became spaces.
    pub line_breaks: u64,
    /// Texts that were changed so that no spreadsheet runs them.
    pub guarded: u64,
    /// Texts that are longer than the format allows, and were left out.
    pub too_long: u64,
    /// Units left out since their source text stands in the file already.
    pub duplicates: u64,
    /// Codes that the format has no kind for, kept as codes of another kind.
    pub rewritten: u64,
    /// Characters that the format cannot hold, or that could not be read.
    pub characters: u64,
    /// Elements that units have no place for, passed over when read.
    pub elements: u64,
}

impl Losses {
    /// Whether everything was kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Counts what is said about `unit` beside its variants.
    pub(super) fn add_unit(&mut self, unit: &TranslationUnit) {
        self.attributes += count(unit.attributes.len());
        self.properties += count(unit.properties.len());
        self.notes += count(unit.notes.len());
    }

    /// Counts what a variant holds beside its text.
    pub(super) fn add_variant(&mut self, variant: &Variant) {
        self.codes += count(variant.segment.codes().len());
        self.attributes += count(variant.attributes.len());
        self.properties += count(variant.properties.len());
        self.notes += count(variant.notes.len());
    }
}

/// Counts are below 2^64 on every machine.
pub(super) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

impl AddAssign for Losses {
    fn add_assign(&mut self, other: Self) {
        self.units += other.units;
        self.variants += other.variants;
        self.codes += other.codes;
        self.attributes += other.attributes;
        self.properties += other.properties;
        self.notes += other.notes;
        self.line_breaks += other.line_breaks;
        self.guarded += other.guarded;
        self.too_long += other.too_long;
        self.duplicates += other.duplicates;
        self.rewritten += other.rewritten;
        self.characters += other.characters;
        self.elements += other.elements;
    }
}

/// `12 inline codes, 1 note`; `nothing` where everything was kept.
impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_counts(
            f,
            &[
                (self.units, "unit", "units"),
                (self.variants, "variant", "variants"),
                (self.codes, "inline code", "inline codes"),
                (self.attributes, "attribute", "attributes"),
                (self.properties, "property", "properties"),
                (self.notes, "note", "notes"),
                (self.line_breaks, "line break", "line breaks"),
                (
                    self.guarded,
                    "text that looks like a formula",
                    "texts that look like formulas",
                ),
                (
                    self.too_long,
                    "text that is too long",
                    "texts that are too long",
                ),
                (
                    self.duplicates,
                    "unit whose source text is there already",
                    "units whose source texts are there already",
                ),
                (
                    self.rewritten,
                    "code that became one of another kind",
                    "codes that became ones of another kind",
                ),
                (self.characters, "character", "characters"),
                (self.elements, "element", "elements"),
            ],
        )
    }
}

/// What was counted, each number with its word for one and for many; `nothing` where all are zero.
pub(super) fn write_counts(f: &mut fmt::Formatter<'_>, kinds: &[(u64, &str, &str)]) -> fmt::Result {
    let mut is_first = true;
    for (number, one, many) in kinds.iter().filter(|(number, ..)| *number > 0) {
        let comma = if std::mem::take(&mut is_first) {
            ""
        } else {
            ", "
        };
        let word = if *number == 1 { one } else { many };
        write!(f, "{comma}{number} {word}")?;
    }
    if is_first {
        f.write_str("nothing")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_told_in_words() {
        let mut losses = Losses::default();
        assert_eq!(losses.to_string(), "nothing");
        losses += Losses {
            codes: 12,
            notes: 1,
            ..Losses::default()
        };
        assert_eq!(losses.to_string(), "12 inline codes, 1 note");
    }
}
