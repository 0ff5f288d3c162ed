//! Units in the JSON of our own interface, which is that of files of JSON lines, and units made of what clients send.

use serde_json::Value;
use yaddash_formats::units::jsonl;
use yaddash_memory::store::{NewUnit, Origin, StoredUnit};
use yaddash_model::{
    Attributes, LanguageTag, Property, Segment, SourceLanguage, TranslationUnit, Variant,
};

use crate::dates;
use crate::failure::Failure;

/// The property that holds the name of a segment in its document.
const CONTEXT: &str = "x-context";

/// A unit as JSON, with `id`, `source_language` and `origin` before what the file has.
pub(crate) fn to_json(stored: &StoredUnit) -> Result<Value, Failure> {
    let mut writer = jsonl::Writer::new(Vec::new());
    let bytes = writer.write(&stored.unit).and_then(|()| writer.finish());
    let bytes = bytes.map_err(|error| Failure::internal(error.to_string()))?;
    let mut value: Value =
        serde_json::from_slice(&bytes).map_err(|error| Failure::internal(error.to_string()))?;
    if let Some(fields) = value.as_object_mut() {
        let source = match &stored.source {
            SourceLanguage::Any => Value::Null,
            SourceLanguage::Tag(tag) => tag.as_str().into(),
        };
        fields.insert("id".to_owned(), stored.id.0.into());
        fields.insert("source_language".to_owned(), source);
        fields.insert("origin".to_owned(), stored.origin.as_deref().into());
    }
    Ok(value)
}

/// A unit of JSON. `id` is passed over, so that what was read may be sent back.
pub(crate) fn of_json(mut value: Value) -> Result<NewUnit, Failure> {
    let fields = value
        .as_object_mut()
        .ok_or_else(|| Failure::bad_request("a unit is an object"))?;
    fields.remove("id");
    let text_of = |value: Option<Value>, name: &str| match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Failure::bad_request(format!(
            "`{name}` of a unit is a text"
        ))),
    };
    let source = text_of(fields.remove("source_language"), "source_language")?;
    let origin = text_of(fields.remove("origin"), "origin")?;
    let source = match source {
        None => SourceLanguage::Any,
        // As files name it, so that what was read may be sent back.
        Some(tag) => SourceLanguage::Tag(
            LanguageTag::lenient(&tag).map_err(|error| Failure::bad_request(error.to_string()))?,
        ),
    };
    let line = value.to_string();
    let unit = jsonl::Reader::new(line.as_bytes()).next();
    let unit = unit
        .ok_or_else(|| Failure::bad_request("a unit is an object"))?
        .map_err(|error| Failure::bad_request(format!("a unit: {error}")))?;
    if unit.variants.is_empty() {
        return Err(Failure::bad_request("a unit has no variant"));
    }
    Ok(NewUnit {
        unit,
        source,
        origin: origin.map(Origin::from),
    })
}

/// A unit of two texts, as of now.
pub(crate) fn of_pair(
    source: (LanguageTag, Segment),
    target: (LanguageTag, Segment),
    context: Option<&str>,
    origin: Option<Origin>,
) -> NewUnit {
    let now = dates::now();
    let context = context.filter(|context| !context.is_empty());
    let context = context.map(|context| Property::new(CONTEXT, context));
    NewUnit {
        unit: TranslationUnit {
            attributes: Attributes::new()
                .with("changedate", now.clone())
                .with("creationdate", now),
            properties: context.into_iter().collect(),
            notes: Vec::new(),
            variants: vec![
                Variant::new(source.0.clone(), source.1),
                Variant::new(target.0, target.1),
            ],
        },
        source: SourceLanguage::Tag(source.0),
        origin,
    }
}

/// Refuses a text that is longer than `limit` bytes.
pub(crate) fn check_text(text: &str, limit: usize) -> Result<(), Failure> {
    if text.len() > limit {
        return Err(Failure::too_large(format!(
            "a text of {} bytes is above the limit of {limit}",
            text.len()
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_memory::store::{Counter, UnitId};

    #[test]
    fn a_unit_comes_back_as_it_went() {
        let new = of_pair(
            (LanguageTag::parse("en").unwrap(), "Court".into()),
            (LanguageTag::parse("az").unwrap(), "Məhkəmə".into()),
            Some("menu"),
            Some("a.po".into()),
        );
        let stored = StoredUnit {
            id: UnitId(7),
            changed: Counter(1),
            unit: new.unit.clone(),
            source: new.source.clone(),
            origin: new.origin.clone(),
        };
        let json = to_json(&stored).unwrap();
        assert_eq!(json["id"], 7);
        assert_eq!(json["variants"][1]["text"], "Məhkəmə");
        assert_eq!(of_json(json).unwrap(), new);
    }

    #[test]
    fn a_unit_in_a_language_of_any_name_may_be_sent_back() {
        let text = r#"{"source_language":"C","variants":[{"language":"C","text":"a"},{"language":"az@latin","text":"b"}]}"#;
        let new = of_json(serde_json::from_str(text).unwrap()).unwrap();
        let source = LanguageTag::lenient("C").unwrap();
        assert_eq!(new.source, SourceLanguage::Tag(source));
        assert_eq!(new.unit.variants[1].language.as_str(), "az@latin");
    }

    #[test]
    fn units_that_are_none() {
        for text in [
            "[]",
            "{}",
            r#"{"variants":[]}"#,
            r#"{"variants":[{"language":" ","text":"a"}]}"#,
            r#"{"variants":[{"language":"en"}]}"#,
            r#"{"variants":[{"language":"en","text":"a"}],"source_language":7}"#,
            r#"{"variants":[{"language":"en","text":"a"}],"other":7}"#,
        ] {
            let failure = of_json(serde_json::from_str(text).unwrap()).unwrap_err();
            assert_eq!(failure.status(), 400, "{text}");
        }
    }
}
