//! Units of a memory that a document repeats: segments that were translations of each other before are so again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};
use twox_hash::XxHash3_128;
use yaddash_language::{Language, casing};
use yaddash_model::{LanguageTag, TranslationUnit};

use crate::units;

/// Most units that one text is looked up in; a text of more, such as "Yes.", ties nothing together.
const MOST_UNITS: usize = 8;
/// Told apart from the numbers of the concepts of glossaries, which are small.
const UNIT: u64 = 1 << 63;

/// The texts of memories, with the units that they stand in.
///
/// A unit is a number that the aligner takes as the concept of a whole segment. Texts are kept as hashes, so that a text
/// takes some 105 bytes, whatever its length.
#[derive(Debug, Default)]
pub(crate) struct KnownUnits {
    units: BTreeMap<u64, Vec<u64>>,
}

impl KnownUnits {
    /// Reads the units of memories in any format that holds units.
    pub(crate) fn read(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let mut known = Self::default();
        for path in paths.iter().map(AsRef::as_ref) {
            let Some(format) = units::format_of(path) else {
                bail!(
                    "{}: the extension names no format of units; use .tmx, .tsv, .jsonl or .xliff",
                    path.display()
                );
            };
            for unit in units::read(path, format)? {
                known.add(&unit?);
            }
        }
        known.units.retain(|_, units| units.len() <= MOST_UNITS);
        Ok(known)
    }

    fn add(&mut self, unit: &TranslationUnit) {
        let texts: BTreeSet<u64> = unit
            .variants
            .iter()
            .filter_map(|variant| key(variant.segment.text(), &variant.language))
            .collect();
        if texts.len() < 2 {
            return;
        }
        let bytes: Vec<u8> = texts.iter().flat_map(|text| text.to_le_bytes()).collect();
        let number = hash(&bytes) | UNIT;
        for text in texts {
            let units = self.units.entry(text).or_default();
            // One more than the most is enough to tell that there are too many.
            if units.len() <= MOST_UNITS && !units.contains(&number) {
                units.push(number);
            }
        }
    }

    /// The numbers of the units in which a text stands.
    pub(crate) fn of(&self, text: &str, language: &LanguageTag) -> &[u64] {
        key(text, language)
            .and_then(|key| self.units.get(&key))
            .map_or(&[], Vec::as_slice)
    }
}

/// The hash of a text in a language, whatever its case and white space; `None` where it has no letter.
fn key(text: &str, language: &LanguageTag) -> Option<u64> {
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let folded = casing::fold(text, Language::of(language));
    let mut plain = language.language().to_owned();
    for word in folded.split_whitespace() {
        plain.push(' ');
        plain.push_str(word);
    }
    Some(hash(plain.as_bytes()))
}

fn hash(bytes: &[u8]) -> u64 {
    let hash = XxHash3_128::oneshot(bytes).to_le_bytes();
    hash.first_chunk().copied().map_or(0, u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_model::{Segment, Variant};

    fn unit(texts: &[(&str, &str)]) -> TranslationUnit {
        TranslationUnit {
            variants: texts
                .iter()
                .map(|(language, text)| {
                    Variant::new(language.parse().unwrap(), Segment::from(*text))
                })
                .collect(),
            ..TranslationUnit::default()
        }
    }

    #[test]
    fn texts_of_a_unit_have_its_number() {
        let mut known = KnownUnits::default();
        known.add(&unit(&[
            ("az-AZ", "İclas  açıldı."),
            ("en", "The session opened."),
        ]));
        known.add(&unit(&[
            ("az", "İclas açıldı."),
            ("en", "The session opened."),
        ]));
        known.add(&unit(&[("az", "İclas açıldı.")]));
        let (az, en) = ("az".parse().unwrap(), "en-GB".parse().unwrap());
        let numbers = known.of("iclas açıldı.", &az);
        assert_eq!(numbers.len(), 1);
        assert_eq!(known.of("The session\topened.", &en), numbers);
        assert!(known.of("The session opened.", &az).is_empty());
        assert!(known.of("12", &az).is_empty());
    }
}
