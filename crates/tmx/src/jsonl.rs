//! A unit as a line of JSON, without loss.
//!
//! ```json
//! {"attributes":{"tuid":"k1"},"properties":[],"notes":[],"variants":[{"language":"az","attributes":{},
//!  "properties":[],"notes":[],"text":"plain text without codes","content":["text and codes"]}]}
//! ```
//!
//! `content` holds everything; `text` repeats the plain text for those who want no more. When a line is read, `text`
//! counts where `content` is missing, and every list and object may be.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use yaddash_model::{Attributes, LanguageTag, Note, Property, Segment, TranslationUnit, Variant};

use crate::{Error, ErrorKind};

#[derive(Serialize)]
struct UnitOut<'a> {
    attributes: &'a Attributes,
    properties: &'a [Property],
    notes: &'a [Note],
    variants: Vec<VariantOut<'a>>,
}

#[derive(Serialize)]
struct VariantOut<'a> {
    language: &'a LanguageTag,
    attributes: &'a Attributes,
    properties: &'a [Property],
    notes: &'a [Note],
    text: &'a str,
    content: &'a Segment,
}

#[derive(Deserialize)]
struct UnitIn<'a> {
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    notes: Vec<Note>,
    #[serde(borrow, default)]
    variants: Vec<VariantIn<'a>>,
}

#[derive(Deserialize)]
struct VariantIn<'a> {
    language: LanguageTag,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    notes: Vec<Note>,
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(default)]
    content: Option<Segment>,
}

/// The unit as one line of JSON, without a line end.
///
/// # Errors
/// [`ErrorKind::Json`] where a code cannot be written as JSON; none that is known today.
pub fn to_json(unit: &TranslationUnit) -> Result<String, Error> {
    let variants = unit.variants.iter().map(|variant| VariantOut {
        language: &variant.language,
        attributes: &variant.attributes,
        properties: &variant.properties,
        notes: &variant.notes,
        text: variant.segment.text(),
        content: &variant.segment,
    });
    let unit = UnitOut {
        attributes: &unit.attributes,
        properties: &unit.properties,
        notes: &unit.notes,
        variants: variants.collect(),
    };
    serde_json::to_string(&unit).map_err(|error| json_error(&error))
}

/// Reads a unit from a line of JSON.
///
/// # Errors
/// [`ErrorKind::Json`] where the line is no such object.
pub fn from_json(line: &str) -> Result<TranslationUnit, Error> {
    if !line.trim_start().starts_with('{') {
        return Err(Error::new(ErrorKind::Json {
            reason: "it is no object".to_owned(),
        }));
    }
    let unit: UnitIn<'_> = serde_json::from_str(line).map_err(|error| json_error(&error))?;
    let variants = unit.variants.into_iter().map(|variant| Variant {
        language: variant.language,
        attributes: variant.attributes,
        properties: variant.properties,
        notes: variant.notes,
        segment: match (variant.content, variant.text) {
            (Some(content), _) => content,
            (None, Some(text)) => Segment::from(text.into_owned()),
            (None, None) => Segment::new(),
        },
    });
    Ok(TranslationUnit {
        attributes: unit.attributes,
        properties: unit.properties,
        notes: unit.notes,
        variants: variants.collect(),
    })
}

fn json_error(error: &serde_json::Error) -> Error {
    Error::new(ErrorKind::Json {
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_the_documented_form() {
        let line = r#"{"attributes":{"tuid":"k1"},"properties":[{"type":"x-p","value":"v"}],"notes":[{"text":"n"}],"variants":[{"language":"az","attributes":{},"properties":[],"notes":[],"text":"Bakı","content":["Ba",{"kind":"ph","content":[{"native":"<br/>"}]},"kı"]}]}"#;
        let unit = from_json(line).unwrap();
        assert_eq!(unit.variants[0].segment.text(), "Bakı");
        assert_eq!(to_json(&unit).unwrap(), line);
    }

    #[test]
    fn a_line_of_text_alone() {
        let unit = from_json(r#"{"variants":[{"language":"ru","text":"\u0411аку\n"}]}"#).unwrap();
        assert_eq!(unit.variants[0].segment, Segment::from("Баку\n"));
        for line in [
            "",
            "[]",
            r#"{"variants":[{"text":"x"}]}"#,
            r#"{"variants":[{"language":"a b"}]}"#,
        ] {
            assert!(from_json(line).is_err(), "{line}");
        }
    }
}
