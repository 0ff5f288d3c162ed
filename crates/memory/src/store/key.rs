//! What makes two units about the same: the languages, the source as normalised, and the context.

use twox_hash::XxHash3_128;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use yaddash_model::{SourceLanguage, TranslationUnit, Variant};

use super::Context;
use super::record;
use crate::ErrorKind;

/// Between parts of a key; stands in no text.
const END: u8 = 0xFF;
/// The property in which OmegaT names the document of a translation that holds there alone.
const FILE: &str = "file";

/// The hash of a key: the low 32 bits of its XXH3-128. It is on disk. Keys that share it are told apart by comparing.
pub(crate) fn hash(key: &[u8]) -> i32 {
    let [a, b, c, d, ..] = XxHash3_128::oneshot(key).to_le_bytes();
    i32::from_le_bytes([a, b, c, d])
}

/// The hash of the key of a unit.
///
/// # Errors
/// As [`key`].
pub(crate) fn hash_of(unit: &TranslationUnit, source: &SourceLanguage) -> Result<i32, ErrorKind> {
    let mut bytes = Vec::new();
    key(unit, source, &mut bytes)?;
    Ok(hash(&bytes))
}

/// Adds the key of a unit to `out`: equal for units that are about the same.
///
/// The source text counts as composed (NFC), with its inline codes. Where any variant may be the source, all texts count.
///
/// # Errors
/// Where the unit has inline codes that cannot be stored.
pub(crate) fn key(
    unit: &TranslationUnit,
    source: &SourceLanguage,
    out: &mut Vec<u8>,
) -> Result<(), ErrorKind> {
    let mut variants: Vec<&Variant> = unit.variants.iter().collect();
    variants.sort_by(|one, other| one.language.cmp(&other.language));
    for variant in &variants {
        out.extend_from_slice(variant.language.normal().as_bytes());
        out.push(END);
    }
    out.push(END);
    let source = match source {
        SourceLanguage::Any => None,
        SourceLanguage::Tag(tag) => unit.variant(tag),
    };
    match source {
        Some(variant) => {
            out.extend_from_slice(variant.language.normal().as_bytes());
            out.push(END);
            push_text(variant, out)?;
        }
        None => {
            for variant in &variants {
                push_text(variant, out)?;
            }
        }
    }
    push_context(unit, source, out);
    Ok(())
}

fn push_text(variant: &Variant, out: &mut Vec<u8>) -> Result<(), ErrorKind> {
    let text = variant.segment.text();
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        out.extend_from_slice(text.as_bytes());
    } else {
        out.extend_from_slice(text.nfc().collect::<String>().as_bytes());
    }
    out.push(END);
    let codes = variant.segment.codes();
    if !codes.is_empty() {
        record::codes(out, codes, record::DEEPEST)?;
    }
    out.push(END);
    Ok(())
}

fn push_context(unit: &TranslationUnit, source: Option<&Variant>, out: &mut Vec<u8>) {
    let context = Context::of_variant(unit, source);
    if context.is_empty() {
        return;
    }
    let file = unit
        .properties
        .iter()
        .find(|property| property.kind == FILE)
        .map(|property| &property.value);
    for part in [
        context.previous.as_ref(),
        context.next.as_ref(),
        context.id.as_ref(),
        file,
    ] {
        if let Some(text) = part {
            out.push(1);
            out.extend_from_slice(text.as_bytes());
        }
        out.push(END);
    }
}

/// Whether two units say the same: the same variants with the same texts and codes.
pub(crate) fn says_same(one: &TranslationUnit, other: &TranslationUnit) -> bool {
    let has = |unit: &TranslationUnit, wanted: &Variant| {
        unit.variants
            .iter()
            .any(|variant| variant.language == wanted.language && variant.segment == wanted.segment)
    };
    one.variants.len() == other.variants.len()
        && one.variants.iter().all(|variant| has(other, variant))
        && other.variants.iter().all(|variant| has(one, variant))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_model::{CodeKind, InlineCode, LanguageTag, Property, Segment};

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    fn unit(texts: &[(&str, &str)]) -> TranslationUnit {
        TranslationUnit {
            variants: texts
                .iter()
                .map(|(language, text)| Variant::new(tag(language), *text))
                .collect(),
            ..TranslationUnit::default()
        }
    }

    fn key_of(unit: &TranslationUnit, source: &str) -> Vec<u8> {
        let source = match source {
            "" => SourceLanguage::Any,
            source => SourceLanguage::Tag(tag(source)),
        };
        let mut out = Vec::new();
        key(unit, &source, &mut out).unwrap();
        out
    }

    #[test]
    fn the_target_does_not_count_unless_any_variant_may_be_the_source() {
        let one = unit(&[("en", "Court"), ("az", "Məhkəmə")]);
        let other = unit(&[("az", "Divan"), ("en", "Court")]);
        assert_eq!(key_of(&one, "en"), key_of(&other, "en"));
        assert_ne!(key_of(&one, "az"), key_of(&other, "az"));
        assert_ne!(key_of(&one, ""), key_of(&other, ""));
        let third = unit(&[("en", "Court"), ("az", "Divan"), ("ru", "Суд")]);
        assert_ne!(key_of(&one, "en"), key_of(&third, "en"));
    }

    #[test]
    fn composed_letters_count_as_the_same_and_codes_and_contexts_do_not() {
        let one = unit(&[("en", "Café"), ("az", "Kafe")]);
        let other = unit(&[("EN", "Cafe\u{301}"), ("az", "Kafe")]);
        assert_eq!(key_of(&one, "en"), key_of(&other, "en"));

        let mut coded = one.clone();
        let mut segment = Segment::from("Café");
        segment.push_code(InlineCode::new(CodeKind::Ph));
        coded.variants[0].segment = segment;
        assert_ne!(key_of(&one, "en"), key_of(&coded, "en"));

        let mut placed = one.clone();
        placed.properties.push(Property::new("id", "menu"));
        assert_ne!(key_of(&one, "en"), key_of(&placed, "en"));
        let mut elsewhere = placed.clone();
        elsewhere.properties.push(Property::new("file", "a.po"));
        assert_ne!(key_of(&placed, "en"), key_of(&elsewhere, "en"));
    }

    #[test]
    fn the_hash_is_on_disk() {
        // The first is the published vector of XXH3-128.
        assert_eq!(hash(b""), 0x468D_497F);
        assert_eq!(hash("Məclis".as_bytes()), -1_996_706_400);
    }
}
