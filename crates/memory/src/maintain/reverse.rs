//! Turning the direction of units.

use yaddash_model::{LanguageTag, SourceLanguage};

use crate::store::NewUnit;

/// The attribute in which TMX names the source language of a unit.
const SOURCE: &str = "srclang";

/// The unit with the variant for `language` as its source; without a language, the variant that is not the source of a
/// unit of two. Nothing where there is no such variant, or it is the source already.
pub fn reversed(new: &NewUnit, language: Option<&LanguageTag>) -> Option<NewUnit> {
    let SourceLanguage::Tag(source) = &new.source else {
        return None;
    };
    let old = new.unit.variant(source)?;
    let wanted = match (language, new.unit.variants.as_slice()) {
        (Some(language), _) => new.unit.variant(language)?,
        (None, [one, other]) if one == old => other,
        (None, [one, other]) if other == old => one,
        _ => return None,
    };
    if wanted.language == old.language {
        return None;
    }
    let language = wanted.language.clone();
    let mut reversed = new.clone();
    if reversed.unit.attributes.get(SOURCE).is_some() {
        reversed.unit.attributes.set(SOURCE, language.as_str());
    }
    reversed.source = SourceLanguage::Tag(language);
    Some(reversed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_model::{TranslationUnit, Variant};

    #[test]
    fn twice_is_the_identity() {
        let tag = |text| LanguageTag::parse(text).unwrap();
        let new = NewUnit {
            unit: TranslationUnit {
                variants: vec![
                    Variant::new(tag("en-GB"), "Court"),
                    Variant::new(tag("az"), "Divan"),
                ],
                ..TranslationUnit::default()
            },
            source: SourceLanguage::Tag(tag("en")),
            origin: None,
        };
        let turned = reversed(&new, None).unwrap();
        assert_eq!(turned.source, SourceLanguage::Tag(tag("az")));
        assert_eq!(turned, reversed(&new, Some(&tag("az"))).unwrap());
        let again = reversed(&turned, None).unwrap();
        assert_eq!(again.source, SourceLanguage::Tag(tag("en-GB")));
        assert_eq!(reversed(&new, Some(&tag("en"))), None);
        assert_eq!(reversed(&new, Some(&tag("ru"))), None);
    }
}
