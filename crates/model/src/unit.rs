//! Translation units.

use serde::{Deserialize, Serialize};

use crate::{Attributes, LanguageTag, Segment};

/// The source language of a memory: one language, or whichever (`*all*` in TMX).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SourceLanguage {
    /// Any variant may be the source.
    Any,
    /// The variant in this language is the source.
    Tag(LanguageTag),
}

/// A typed remark for tools (`prop` in TMX).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Property {
    /// Which property; names that no standard gives start with `x-`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its text.
    pub value: String,
    /// Further attributes, such as `xml:lang` and `o-encoding`.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
}

impl Property {
    /// A property without further attributes.
    #[must_use]
    pub fn new(kind: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            value: value.into(),
            attributes: Attributes::new(),
        }
    }
}

/// A remark for people (`note` in TMX).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Its text.
    pub text: String,
    /// Further attributes, such as `xml:lang`.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
}

impl Note {
    /// A note without attributes.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            attributes: Attributes::new(),
        }
    }
}

/// One language of a unit (`tuv` in TMX).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The language, as it was spelt.
    pub language: LanguageTag,
    /// Attributes other than the language.
    pub attributes: Attributes,
    /// Properties in order.
    pub properties: Vec<Property>,
    /// Notes in order.
    pub notes: Vec<Note>,
    /// The text with its codes.
    pub segment: Segment,
}

impl Variant {
    /// A variant that is nothing but a segment.
    #[must_use]
    pub fn new(language: LanguageTag, segment: impl Into<Segment>) -> Self {
        Self {
            language,
            attributes: Attributes::new(),
            properties: Vec::new(),
            notes: Vec::new(),
            segment: segment.into(),
        }
    }
}

/// One unit of a translation memory: the same text in any number of languages (`tu` in TMX).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TranslationUnit {
    /// Attributes such as `tuid` and `creationdate`, dates as they were written.
    pub attributes: Attributes,
    /// Properties in order.
    pub properties: Vec<Property>,
    /// Notes in order.
    pub notes: Vec<Note>,
    /// The variants in order; a language may stand more than once.
    pub variants: Vec<Variant>,
}

impl TranslationUnit {
    /// The variant that serves `language` best, as [`LanguageTag::fit`] ranks them; the first of equals.
    pub fn variant(&self, language: &LanguageTag) -> Option<&Variant> {
        self.variants
            .iter()
            .filter_map(|variant| Some((language.fit(&variant.language)?, variant)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, variant)| variant)
    }

    /// The unit's identifier (`tuid`).
    pub fn id(&self) -> Option<&str> {
        self.attributes.get("tuid")
    }
}
