//! What a unit is compared by.

use unicode_normalization::UnicodeNormalization;
use yaddash_language::{Language, casing};
use yaddash_model::{
    Attributes, CodeKind, Item, LanguageTag, Property, Segment, SourceLanguage, TranslationUnit,
};

use super::identity::{
    CodeRecord, VariantDigest, codes_digest, digest, language_digest, low, source_digest, variants,
};
use crate::header::{Header, source_language};

/// When texts count as the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sameness {
    /// Every character and every code is the same.
    #[default]
    Exact,
    /// The texts are the same once composed (NFC), their letters folded by the rules of their language, runs of white
    /// space made one space, and white space and punctuation at the end left out; the codes are the same.
    Normalized {
        /// Whether every number counts as the same.
        numbers: bool,
    },
}

impl Sameness {
    /// The variants of a unit as digests that are equal where these are the same.
    pub(super) fn variants(self, unit: &TranslationUnit) -> Vec<VariantDigest> {
        let Self::Normalized { numbers } = self else {
            return variants(unit);
        };
        let digests = unit.variants.iter().map(|variant| VariantDigest {
            language: language_digest(&variant.language),
            text: digest(normal_text(&variant.segment, &variant.language, numbers).as_bytes()),
            codes: codes_digest(&CodeRecord::without_places(&variant.segment).bytes),
        });
        digests.collect()
    }
}

/// The text with its codes as U+FFFC, brought into the form in which it is compared.
fn normal_text(segment: &Segment, language: &LanguageTag, numbers: bool) -> String {
    let mut text = String::with_capacity(segment.text().len());
    for item in segment.items() {
        match item {
            Item::Text(run) => text.extend(run.nfc()),
            Item::Code(code) => match code.kind {
                CodeKind::Comment | CodeKind::ProcessingInstruction => {}
                _ => text.push('\u{FFFC}'),
            },
        }
    }
    let folded = casing::fold(&text, Language::of(language));
    let mut normal = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        if numbers {
            push_without_numbers(&mut normal, word);
        } else {
            normal.push_str(word);
        }
    }
    let is_end = |c: char| c == ' ' || ".,;:!?…".contains(c);
    normal.truncate(normal.trim_end_matches(is_end).len());
    normal
}

/// Adds a word with `0` for each number in it; `.` and `,` between digits belong to the number.
fn push_without_numbers(normal: &mut String, word: &str) {
    let mut characters = word.chars().peekable();
    let mut in_number = false;
    while let Some(c) = characters.next() {
        if c.is_ascii_digit() {
            if !in_number {
                normal.push('0');
            }
            in_number = true;
        } else if in_number
            && (c == '.' || c == ',')
            && characters.peek().is_some_and(char::is_ascii_digit)
        {
        } else {
            normal.push(c);
            in_number = false;
        }
    }
}

/// The source language of a unit: its own, else that of the header.
pub(super) fn source_of(unit: &TranslationUnit, header: &Header) -> Option<SourceLanguage> {
    match unit.attributes.get("srclang") {
        Some(own) => source_language(own),
        None => header.source_language(),
    }
}

/// The same as a word, as [`source_digest`] makes it.
pub(super) fn source_word(unit: &TranslationUnit, header: &Header) -> u64 {
    source_digest(source_of(unit, header).as_ref())
}

/// The last date of a unit as a number such as 20240229101112: the last change, or the creation where there was none,
/// of the unit and its variants; 0 where there is no date.
pub fn last_date(unit: &TranslationUnit) -> u64 {
    let all = || {
        let variants = unit.variants.iter().map(|variant| &variant.attributes);
        std::iter::once(&unit.attributes).chain(variants)
    };
    let last = |name: &str| {
        all()
            .filter_map(|attributes| date(attributes.get(name)?))
            .max()
    };
    last("changedate")
        .or_else(|| last("creationdate"))
        .unwrap_or(0)
}

fn date(text: &str) -> Option<u64> {
    let mut digits: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
    if digits.len() < 8 {
        return None;
    }
    while digits.len() < 14 {
        digits.push('0');
    }
    digits.parse().ok()
}

/// Characters of all variants.
pub(super) fn characters(unit: &TranslationUnit) -> u64 {
    let variants = unit.variants.iter();
    let counts = variants.map(|variant| variant.segment.text().chars().count() as u64);
    counts.sum()
}

/// What else there is of a unit, a digest a kind, so that it can be told where units that say the same differ.
pub(super) const REMARKS: [&str; 8] = [
    "tuid",
    "creation",
    "change",
    "use",
    "properties",
    "notes",
    "source language",
    "other attributes",
];

/// The digests of [`REMARKS`], two to a word.
pub(super) fn remarks(unit: &TranslationUnit) -> [u64; 4] {
    let mut kinds: [Vec<u8>; REMARKS.len()] = Default::default();
    let mut add = |kind: usize, owner: u64, name: &str, value: &str| {
        if let Some(bytes) = kinds.get_mut(kind) {
            bytes.extend_from_slice(&owner.to_le_bytes());
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(value.as_bytes());
            bytes.push(0);
        }
    };
    let mut all = |owner: u64,
                   attributes: &Attributes,
                   properties: &[Property],
                   notes: &[yaddash_model::Note]| {
        let mut sorted: Vec<(&str, &str)> = attributes.iter().collect();
        sorted.sort_unstable();
        for (name, value) in sorted {
            let kind = match name {
                "tuid" => 0,
                "creationdate" | "creationid" => 1,
                "changedate" | "changeid" => 2,
                "usagecount" | "lastusagedate" => 3,
                "srclang" => 6,
                _ => 7,
            };
            add(kind, owner, name, value);
        }
        for property in properties {
            add(4, owner, &property.kind, &property.value);
        }
        for note in notes {
            add(5, owner, "", &note.text);
        }
    };
    all(0, &unit.attributes, &unit.properties, &unit.notes);
    let mut variants: Vec<_> = unit.variants.iter().collect();
    variants.sort_by(|one, other| one.language.cmp(&other.language));
    for variant in variants {
        let owner = language_digest(&variant.language);
        all(
            owner,
            &variant.attributes,
            &variant.properties,
            &variant.notes,
        );
    }
    let mut words = [0; REMARKS.len() / 2];
    for (word, pair) in words.iter_mut().zip(kinds.chunks(2)) {
        for kind in pair {
            *word = *word << 32 | low(digest(kind)) >> 32;
        }
    }
    words
}

/// Which of [`REMARKS`] differ.
pub(super) fn differing(one: [u64; 4], other: [u64; 4]) -> impl Iterator<Item = &'static str> {
    let halves = one.into_iter().zip(other).flat_map(|(one, other)| {
        let changed = one ^ other;
        [changed >> 32 != 0, changed & u64::from(u32::MAX) != 0]
    });
    let kinds = REMARKS.into_iter().zip(halves);
    kinds.filter(|(_, differs)| *differs).map(|(kind, _)| kind)
}

/// A set of units by their number, from 0: one bit each.
#[derive(Default)]
pub(super) struct UnitSet {
    words: Vec<u64>,
}

impl UnitSet {
    /// Adds a unit; gives whether it was not there before.
    pub(super) fn add(&mut self, unit: u64) -> bool {
        let (at, bit) = place(unit);
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        match self.words.get_mut(at) {
            Some(word) if *word & bit == 0 => {
                *word |= bit;
                true
            }
            _ => false,
        }
    }

    pub(super) fn has(&self, unit: u64) -> bool {
        let (at, bit) = place(unit);
        self.words.get(at).is_some_and(|word| word & bit != 0)
    }
}

fn place(unit: u64) -> (usize, u64) {
    (
        usize::try_from(unit / 64).unwrap_or(usize::MAX - 1),
        1 << (unit % 64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_the_same() {
        let normal = |language: &str, text: &str, numbers: bool| {
            let language = LanguageTag::parse(language).unwrap();
            normal_text(&Segment::from(text), &language, numbers)
        };
        assert_eq!(
            normal("az", " BAKI\u{a0} İLƏ… ", false),
            normal("az", "bakı ilə", false)
        );
        assert_ne!(normal("az", "BAKI", false), normal("az", "baki", false));
        assert_eq!(normal("en", "BAKI", false), normal("en", "baki.", false));
        assert_eq!(normal("en", "e\u{301}", false), normal("en", "É!", false));
        assert_eq!(
            normal("en", "1,200 of 3", true),
            normal("en", "7 of 44.5.", true)
        );
        assert_ne!(normal("en", "1 of 3", false), normal("en", "2 of 3", false));
    }

    #[test]
    fn dates_compare_in_either_form() {
        assert_eq!(date("20240229T101112Z"), date("2024-02-29T10:11:12Z"));
        assert!(date("2024-03-01") > date("20240229T235959Z"));
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn sets_of_units() {
        let mut set = UnitSet::default();
        assert!(set.add(70) && !set.add(70) && set.has(70) && !set.has(6) && !set.has(1 << 40));
    }
}
