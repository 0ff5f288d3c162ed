//! Language tags.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::iso639;

mod foreign;

/// A language tag (BCP 47, RFC 5646) that keeps the spelling it was read with and compares by its normal form.
///
/// The normal form has `-` for `_`, the conventional case (`az-Cyrl-AZ`), and two-letter codes where there is one
/// (`aze` is `az`). Equality, order and hash look at the normal form alone; [`LanguageTag::as_str`] gives the spelling.
///
/// ```
/// use yaddash_model::{LanguageTag, TagMatch};
/// let read: LanguageTag = "AZE_az".parse()?;
/// assert_eq!(read.as_str(), "AZE_az");
/// assert_eq!(read.normal(), "az-AZ");
/// let wanted: LanguageTag = "az".parse()?;
/// assert_eq!(wanted.fit(&read), Some(TagMatch::OtherRegion));
/// assert_eq!(wanted.fit(&"az-Cyrl".parse()?), None);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
#[derive(Clone, Debug)]
pub struct LanguageTag {
    spelling: Box<str>,
    /// `None` where the spelling is the normal form.
    normal: Option<Box<str>>,
}

/// A text that is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is not a language tag such as `az`, `en-GB` or `az-Cyrl` ({reason})")]
pub struct LanguageTagError {
    text: String,
    reason: String,
}

/// How well one language serves where another is wanted, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TagMatch {
    /// The same language and script, another region or one that was not asked for.
    OtherRegion,
    /// The same language and script without the region that was asked for.
    NoRegion,
    /// The same language, script and region.
    Full,
}

impl LanguageTag {
    /// Reads a tag.
    ///
    /// # Errors
    /// [`LanguageTagError`] where `text` is not well-formed by RFC 5646 section 2.1 once `_` stands for `-`.
    pub fn parse(text: &str) -> Result<Self, LanguageTagError> {
        let dashed = text.replace('_', "-");
        let parsed = oxilangtag::LanguageTag::parse_and_normalize(&dashed).map_err(|error| {
            LanguageTagError {
                text: text.to_owned(),
                reason: error.to_string(),
            }
        })?;
        let primary = parsed.primary_language();
        let rest = parsed.as_str().get(primary.len()..).unwrap_or_default();
        let normal = match iso639::shortest(primary) {
            Some(short) => format!("{short}{rest}"),
            None => parsed.as_str().to_owned(),
        };
        let normal = (normal != text).then(|| normal.into_boxed_str());
        Ok(Self {
            spelling: text.into(),
            normal,
        })
    }

    /// Reads what a file names as a language, whatever its spelling: a tag as [`LanguageTag::parse`] has it, else the name
    /// of a locale (`az_AZ.UTF-8`, `sr@latin`), else any other text.
    ///
    /// The normal form of other texts is a valid tag too: the parts that make a tag stay, and what stands behind them is
    /// for private use (`AZ-01` is `az-x-01`, `C` is `x-c`; RFC 5646 section 2.2.7), so that a text is a language of
    /// its own unless it begins with one.
    ///
    /// # Errors
    /// [`LanguageTagError`] where `text` is white space or nothing.
    pub fn lenient(text: &str) -> Result<Self, LanguageTagError> {
        Self::parse(text).or_else(|error| {
            let normal = foreign::normal(text).ok_or(error)?;
            Ok(Self {
                spelling: text.into(),
                normal: Some(normal.into_boxed_str()),
            })
        })
    }

    /// Deserialises as [`LanguageTag::lenient`] reads, for data that were written from files:
    /// `#[serde(deserialize_with = "LanguageTag::deserialize_lenient")]`.
    ///
    /// # Errors
    /// Where there is no text, and where it is blank.
    pub fn deserialize_lenient<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::lenient(&text).map_err(serde::de::Error::custom)
    }

    /// The tag as it was spelt.
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// The normal form.
    pub fn normal(&self) -> &str {
        self.normal.as_deref().unwrap_or(&self.spelling)
    }

    /// The primary language, such as `az`; of a tag for private use (`x-c`), which has none, the whole normal form.
    pub fn language(&self) -> &str {
        if self.is_private_use() {
            return self.normal();
        }
        self.normal().split('-').next().unwrap_or_default()
    }

    /// Whether all of the tag is for private use (`x-c`), so that it says nothing of what language it is.
    pub fn is_private_use(&self) -> bool {
        self.normal().starts_with("x-")
    }

    /// The parts of the normal form behind the language and before an extension or what is for private use.
    fn behind_language(&self) -> impl Iterator<Item = &str> {
        let language = self.language().len();
        let rest = self.normal().get(language..).unwrap_or_default();
        rest.split('-').skip(1).take_while(|part| part.len() > 1)
    }

    /// The script where the tag names one, such as `Cyrl`.
    pub fn script(&self) -> Option<&str> {
        self.behind_language().take(2).find(|part| is_script(part))
    }

    /// The region where the tag names one, such as `AZ` or `419`.
    pub fn region(&self) -> Option<&str> {
        self.behind_language().find(|part| is_region(part))
    }

    /// The script that the tag names, else the one that the language is written in unless said otherwise.
    pub fn script_or_default(&self) -> Option<&str> {
        self.script().or(match self.language() {
            "az" | "en" | "tr" | "de" | "fr" | "es" | "it" => Some("Latn"),
            "ru" | "uk" | "be" | "bg" => Some("Cyrl"),
            _ => None,
        })
    }

    /// How well `offered` serves where `self` is wanted; `None` where it does not.
    ///
    /// Language and script must agree (`az-Cyrl` never serves for `az`); then the same region is better than no
    /// region, and no region is better than another.
    pub fn fit(&self, offered: &Self) -> Option<TagMatch> {
        if self.language() != offered.language() {
            return None;
        }
        if let (Some(wanted), Some(given)) = (self.script_or_default(), offered.script_or_default())
            && wanted != given
        {
            return None;
        }
        Some(match (self.region(), offered.region()) {
            (wanted, given) if wanted == given => TagMatch::Full,
            (_, None) => TagMatch::NoRegion,
            _ => TagMatch::OtherRegion,
        })
    }

    /// Whether `offered` serves at all where `self` is wanted.
    pub fn accepts(&self, offered: &Self) -> bool {
        self.fit(offered).is_some()
    }
}

fn is_script(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
        || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

impl PartialEq for LanguageTag {
    fn eq(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }
}

impl Eq for LanguageTag {}

impl PartialOrd for LanguageTag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for LanguageTag {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normal().cmp(other.normal())
    }
}

impl Hash for LanguageTag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().hash(state);
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.spelling)
    }
}

impl FromStr for LanguageTag {
    type Err = LanguageTagError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.spelling)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(text: &str) -> LanguageTag {
        text.parse().unwrap()
    }

    #[test]
    fn normal_forms() {
        for (spelt, normal) in [
            ("az", "az"),
            ("AZ", "az"),
            ("aze", "az"),
            ("AZE", "az"),
            ("azj", "az"),
            ("az_Latn_AZ", "az-Latn-AZ"),
            ("AZ_CYRL", "az-Cyrl"),
            ("en_us", "en-US"),
            ("rus-RU", "ru-RU"),
            ("es-419", "es-419"),
            ("en-x-foo", "en-x-foo"),
            ("i-klingon", "i-klingon"),
            ("ger", "de"),
        ] {
            assert_eq!(tag(spelt).normal(), normal, "{spelt}");
            assert_eq!(tag(spelt).as_str(), spelt);
        }
        assert_eq!(tag("aze_AZ"), tag("az-AZ"));
        assert_eq!(tag("az-Cyrl-AZ").region(), Some("AZ"));
        assert_eq!(tag("az-Cyrl-AZ").script(), Some("Cyrl"));
        assert_eq!(tag("en-x-GB").region(), None, "private use is no region");
    }

    #[test]
    fn what_is_not_a_tag() {
        for text in [
            "",
            "*all*",
            "a b",
            "az-",
            "-az",
            "азербайджанский",
            "english language",
            "en--US",
        ] {
            assert!(LanguageTag::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn fits_rank_as_translators_expect() {
        let wanted = tag("en-GB");
        assert_eq!(wanted.fit(&tag("en_gb")), Some(TagMatch::Full));
        assert_eq!(wanted.fit(&tag("eng")), Some(TagMatch::NoRegion));
        assert_eq!(wanted.fit(&tag("en-US")), Some(TagMatch::OtherRegion));
        assert_eq!(wanted.fit(&tag("ru")), None);
        assert_eq!(tag("az").fit(&tag("az-Latn")), Some(TagMatch::Full));
        assert_eq!(tag("az").fit(&tag("az-Cyrl")), None);
        assert_eq!(
            tag("sr").fit(&tag("sr-Cyrl")),
            Some(TagMatch::Full),
            "no script was asked for"
        );
    }

    #[test]
    fn files_name_languages_in_other_ways() {
        for (spelt, normal) in [
            ("az_AZ.UTF-8", "az-AZ"),
            ("sr_RS@latin", "sr-Latn-RS"),
            ("az@cyrillic", "az-Cyrl"),
            ("ca@valencia", "ca-valencia"),
            ("de_DE.UTF-8@euro", "de-DE"),
            (" en ", "en"),
            ("en--US", "en-US"),
            ("AZ-01", "az-x-01"),
            ("C", "x-c"),
            ("POSIX.UTF-8", "posix"),
            ("English (UK)", "english-UK"),
            ("azərbaycan", "x-az-259-rbaycan"),
            ("*all*", "x-2a-all-2a"),
            ("../../etc", "x-2f-2f-etc"),
            ("Azerbaijani", "x-azerbaij-ani"),
        ] {
            let tag = LanguageTag::lenient(spelt).unwrap();
            assert_eq!(tag.normal(), normal, "{spelt}");
            assert_eq!(tag.as_str(), spelt);
        }
        for blank in ["", " ", "\u{a0}"] {
            assert!(LanguageTag::lenient(blank).is_err());
        }
    }

    #[test]
    fn private_tags_are_languages_of_their_own() {
        let c = LanguageTag::lenient("C").unwrap();
        let other = LanguageTag::lenient("?").unwrap();
        assert_eq!(c.fit(&other), None);
        assert_eq!(c.fit(&tag("x-c")), Some(TagMatch::Full));
        assert_eq!(tag("en-x-late").script(), None);
        assert_eq!(tag("x-late").script(), None);
        let numbered = LanguageTag::lenient("AZ-01").unwrap();
        assert!(tag("az").accepts(&numbered));
    }

    proptest! {
        #[test]
        fn every_text_is_a_language(text in ".{0,24}") {
            let Ok(tag) = LanguageTag::lenient(&text) else {
                prop_assert!(text.trim().is_empty());
                return Ok(());
            };
            prop_assert_eq!(tag.as_str(), &text);
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            prop_assert!(tag.normal().bytes().all(is_plain));
            let again = LanguageTag::parse(tag.normal()).unwrap();
            prop_assert_eq!(again.normal(), tag.normal());
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,24}") {
            if let Ok(tag) = LanguageTag::parse(&text) {
                prop_assert_eq!(tag.as_str(), &text);
                prop_assert_eq!(LanguageTag::parse(tag.normal()).unwrap(), tag);
            }
        }

        #[test]
        fn normal_form_is_stable(text in "[a-zA-Z]{2,3}([-_][a-zA-Z]{4})?([-_][a-zA-Z]{2})?") {
            if let Ok(tag) = LanguageTag::parse(&text) {
                let again = LanguageTag::parse(tag.normal()).unwrap();
                prop_assert_eq!(again.normal(), tag.normal());
                prop_assert_eq!(tag.fit(&again), Some(TagMatch::Full));
            }
        }
    }
}
