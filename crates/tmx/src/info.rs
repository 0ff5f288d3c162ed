//! A memory in figures.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, LanguageTag, Property, Segment, Variant,
};

use crate::{Error, Header, TmxReader};

/// How many different properties, tools and spellings are counted apart; the rest counts as `(others)`.
const DISTINCT: usize = 1_000;

/// A memory in figures.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// The encoding of the file, as in `UTF-8`.
    pub encoding: String,
    /// What stands before the units.
    pub header: Header,
    /// Units, those that cannot be read left out.
    pub units: u64,
    /// Variants of all units.
    pub variants: u64,
    /// Units that cannot be read.
    pub unreadable_units: u64,
    /// Elements outside segments that TMX does not know.
    pub unknown_elements: u64,
    /// What is there of each language, by the normal form of its tag.
    pub languages: BTreeMap<String, LanguageInfo>,
    /// Codes in segments by kind, in the terms of TMX; elements that it does not know are `foreign`.
    pub codes: BTreeMap<&'static str, u64>,
    /// Properties of units and variants by type.
    pub properties: BTreeMap<String, u64>,
    /// Notes of units and variants.
    pub notes: u64,
    /// Programs that units and variants name as `creationtool`.
    pub tools: BTreeMap<String, u64>,
    /// The first and the last day of creation and change dates, as `YYYYMMDD`.
    pub first_date: Option<String>,
    /// The last day.
    pub last_date: Option<String>,
}

/// What there is of one language.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct LanguageInfo {
    /// Variants; more than there are units where a unit has several.
    pub variants: u64,
    /// Units that have the language.
    pub units: u64,
    /// Words: runs of characters between white space.
    pub words: u64,
    /// Characters (Unicode scalar values), white space too, codes not.
    pub characters: u64,
    /// Segments without text.
    pub empty: u64,
    /// How often each spelling of the tag stands in the file.
    pub spellings: BTreeMap<String, u64>,
}

/// Reads a memory to its end and sums it up. Units that cannot be read are counted and passed over.
///
/// # Errors
/// Those of [`TmxReader::new`], and those of the input later on.
pub fn info(input: impl Read) -> Result<Info, Error> {
    let mut reader = TmxReader::new(input)?;
    let mut info = Info {
        encoding: reader.encoding().name().to_owned(),
        header: reader.header().clone(),
        ..Info::default()
    };
    // The few languages of a memory, with the last unit that had each.
    let mut languages: Vec<(LanguageTag, u64, LanguageInfo)> = Vec::new();
    let mut dates = Dates::default();
    for unit in reader.by_ref() {
        let unit = match unit {
            Ok(unit) => unit,
            Err(error) if error.unit().is_some() => {
                info.unreadable_units += 1;
                continue;
            }
            Err(error) => return Err(error),
        };
        info.units += 1;
        info.remarks(
            &unit.attributes,
            &unit.properties,
            unit.notes.len(),
            &mut dates,
        );
        for variant in &unit.variants {
            info.variants += 1;
            info.remarks(
                &variant.attributes,
                &variant.properties,
                variant.notes.len(),
                &mut dates,
            );
            info.count_codes(&variant.segment);
            let at = languages
                .iter()
                .position(|(tag, ..)| *tag == variant.language);
            if at.is_none() {
                languages.push((variant.language.clone(), 0, LanguageInfo::default()));
            }
            let at = at.unwrap_or(languages.len() - 1);
            if let Some((_, last_unit, language)) = languages.get_mut(at) {
                language.units += u64::from(*last_unit != info.units);
                *last_unit = info.units;
                language.add(variant);
            }
        }
    }
    info.unknown_elements = reader.skipped();
    info.first_date = dates.first;
    info.last_date = dates.last;
    info.languages = languages
        .into_iter()
        .map(|(tag, _, language)| (tag.normal().to_owned(), language))
        .collect();
    Ok(info)
}

impl LanguageInfo {
    fn add(&mut self, variant: &Variant) {
        let text = variant.segment.text();
        self.variants += 1;
        self.words += words(text);
        self.characters += text.chars().count() as u64;
        self.empty += u64::from(text.is_empty());
        count(&mut self.spellings, variant.language.as_str());
    }
}

impl Info {
    fn remarks(
        &mut self,
        attributes: &Attributes,
        properties: &[Property],
        notes: usize,
        dates: &mut Dates,
    ) {
        self.notes += notes as u64;
        for property in properties {
            count(&mut self.properties, &property.kind);
        }
        for (name, value) in attributes.iter() {
            match name {
                "creationtool" => count(&mut self.tools, value),
                "creationdate" | "changedate" => dates.add(value),
                _ => {}
            }
        }
    }

    fn count_codes(&mut self, segment: &Segment) {
        for placed in segment.codes() {
            self.count_code(&placed.code);
        }
    }

    fn count_code(&mut self, code: &InlineCode) {
        let name = match code.kind {
            CodeKind::Bpt => "bpt",
            CodeKind::Ept => "ept",
            CodeKind::It => "it",
            CodeKind::Ph => "ph",
            CodeKind::Ut => "ut",
            CodeKind::HiStart => "hi",
            CodeKind::ForeignStart(_) => "foreign",
            CodeKind::Comment => "comment",
            CodeKind::ProcessingInstruction => "processing-instruction",
            _ => return,
        };
        *self.codes.entry(name).or_default() += 1;
        for content in &code.content {
            if let CodeContent::Sub { segment, .. } = content {
                *self.codes.entry("sub").or_default() += 1;
                self.count_codes(segment);
            }
        }
    }
}

/// How many runs of characters stand between white space.
fn words(text: &str) -> u64 {
    // White space beyond ASCII starts with one of these bytes in UTF-8; Latin and Cyrillic letters do not.
    let starts_other = |byte: &u8| matches!(byte, 0xC2 | 0xE1..=0xE3);
    if text.as_bytes().iter().any(starts_other) {
        return text.split_whitespace().count() as u64;
    }
    let is_space = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let bytes = text.as_bytes();
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    let pairs = bytes.iter().zip(rest);
    let starts = pairs.filter(|(before, byte)| is_space(**before) & !is_space(**byte));
    u64::from(!is_space(*first)) + starts.count() as u64
}

/// The first and last of many dates.
#[derive(Default)]
struct Dates {
    first: Option<String>,
    last: Option<String>,
}

impl Dates {
    fn add(&mut self, value: &str) {
        let Some(day) = day(value) else {
            return;
        };
        if self.first.as_deref().is_none_or(|first| *day < *first) {
            self.first = Some(day.clone().into_owned());
        }
        if self.last.as_deref().is_none_or(|last| *day > *last) {
            self.last = Some(day.into_owned());
        }
    }
}

/// The day of a date, as `YYYYMMDD`, in either form of ISO 8601.
fn day(value: &str) -> Option<std::borrow::Cow<'_, str>> {
    use std::borrow::Cow;
    let is_day = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match value.get(..8) {
        Some(basic) if is_day(basic) => Some(Cow::Borrowed(basic)),
        _ => {
            let day = value.get(..10)?.replace('-', "");
            (day.len() == 8 && is_day(&day)).then_some(Cow::Owned(day))
        }
    }
}

/// Counts `key`, or `(others)` where there are too many.
fn count(counts: &mut BTreeMap<String, u64>, key: &str) {
    if let Some(known) = counts.get_mut(key) {
        *known += 1;
        return;
    }
    let key = if counts.len() < DISTINCT {
        key
    } else {
        "(others)"
    };
    *counts.entry(key.to_owned()).or_default() += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_white_space() {
        for text in [
            "",
            " ",
            "a",
            " İlk  sətir\t\n",
            "Милли\u{a0}Меджлис",
            "a\u{2003}b\u{3000}c",
            "«x» – y\u{b}z",
        ] {
            assert_eq!(
                words(text),
                text.split_whitespace().count() as u64,
                "{text:?}"
            );
        }
    }

    #[test]
    fn figures_of_a_small_memory() {
        let tmx = r#"<tmx version="1.4"><header srclang="az"><prop type="x-h">1</prop></header><body>
            <tu creationdate="20240229T101112Z" creationtool="t"><note>n</note><prop type="x-a">1</prop>
              <tuv xml:lang="az"><seg>Milli <bpt i="1"/>Məclis<ept i="1"/></seg></tuv>
              <tuv xml:lang="AZ" changedate="2023-01-02T00:00:00Z"><seg/></tuv>
              <tuv xml:lang="ru-RU"><seg>Милли Меджлис<ph>x<sub>y<it pos="end"/></sub></ph></seg></tuv></tu>
            <tu><tuv><seg>no language</seg></tuv></tu>
            <x/>
        </body></tmx>"#;
        let info = info(tmx.as_bytes()).unwrap();
        assert_eq!(
            (info.units, info.variants, info.unreadable_units),
            (1, 3, 1)
        );
        assert_eq!((info.notes, info.unknown_elements), (1, 1));
        let az = &info.languages["az"];
        assert_eq!(
            (az.variants, az.units, az.words, az.characters, az.empty),
            (2, 1, 2, 12, 1)
        );
        assert_eq!(az.spellings.len(), 2);
        assert_eq!(info.languages["ru-RU"].words, 2);
        let codes: Vec<_> = info
            .codes
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect();
        assert_eq!(
            codes,
            [("bpt", 1), ("ept", 1), ("it", 1), ("ph", 1), ("sub", 1)]
        );
        assert_eq!(info.properties["x-a"], 1);
        assert_eq!(info.tools["t"], 1);
        assert_eq!(info.first_date.as_deref(), Some("20230102"));
        assert_eq!(info.last_date.as_deref(), Some("20240229"));
    }
}
