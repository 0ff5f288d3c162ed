//! What stands before the units.

use serde::{Deserialize, Serialize};
use yaddash_model::{Attributes, LanguageTag, LanguageTagError, Note, Property, SourceLanguage};

/// What `srclang` says where any language may be the source (TMX 1.4b, attribute `srclang`).
pub const ANY_LANGUAGE: &str = "*all*";

/// The header of a memory, with the version that its `tmx` element names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of TMX as it was written, such as `1.4`; empty where there is none.
    #[serde(default)]
    pub version: String,
    /// All attributes in order, dates as they were written.
    #[serde(default)]
    pub attributes: Attributes,
    /// Notes in order.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Properties in order.
    #[serde(default)]
    pub properties: Vec<Property>,
    /// Encodings that the authors of the file defined (`ude`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub encodings: Vec<UserEncoding>,
}

/// An encoding that is defined in the file (`ude`), by what it adds to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserEncoding {
    /// `name`, `base` and others.
    pub attributes: Attributes,
    /// The attributes of each `map`: `unicode`, `code`, `ent`, `subst`.
    pub maps: Vec<Attributes>,
}

impl Header {
    /// The header of a new memory: written by this program, in sentences of plain text, remarks in English.
    #[must_use]
    pub fn new(source: &SourceLanguage) -> Self {
        let mut header = Self {
            version: "1.4".to_owned(),
            ..Self::default()
        };
        header.complete();
        header.set_source_language(source);
        header
    }

    /// The source language of units that name none: `None` where the header has no valid `srclang`.
    pub fn source_language(&self) -> Option<SourceLanguage> {
        source_language(self.attributes.get("srclang")?)
    }

    /// Sets the source language.
    pub fn set_source_language(&mut self, source: &SourceLanguage) {
        let value = match source {
            SourceLanguage::Any => ANY_LANGUAGE,
            SourceLanguage::Tag(tag) => tag.as_str(),
        };
        self.attributes.set("srclang", value);
    }

    /// Gives every attribute that TMX 1.4b requires and that is not there its default, in the order of the standard.
    /// Gives how many there were.
    pub(crate) fn complete(&mut self) -> u64 {
        let mut added = 0;
        for (name, default) in REQUIRED {
            if self.attributes.get(name).is_none() {
                self.attributes.set(name, default);
                added += 1;
            }
        }
        added
    }
}

/// The attributes that a header must have, and what this program writes where it knows no better.
pub(crate) const REQUIRED: [(&str, &str); 7] = [
    ("creationtool", "yaddash"),
    ("creationtoolversion", env!("CARGO_PKG_VERSION")),
    ("segtype", "sentence"),
    ("o-tmf", "yaddash"),
    ("adminlang", "en"),
    ("srclang", ANY_LANGUAGE),
    ("datatype", "plaintext"),
];

/// What the value of a `srclang` attribute means; `None` where it is blank.
pub fn source_language(value: &str) -> Option<SourceLanguage> {
    source_by(value, LanguageTag::lenient)
}

/// What a `srclang` means where it is `*all*` or a valid tag: others are faults of their own, so that no unit is measured by
/// them.
pub(crate) fn valid_source_language(value: &str) -> Option<SourceLanguage> {
    source_by(value, LanguageTag::parse)
}

fn source_by(
    value: &str,
    read: fn(&str) -> Result<LanguageTag, LanguageTagError>,
) -> Option<SourceLanguage> {
    if value.eq_ignore_ascii_case(ANY_LANGUAGE) {
        return Some(SourceLanguage::Any);
    }
    read(value).ok().map(SourceLanguage::Tag)
}
