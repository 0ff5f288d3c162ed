//! Every line of JSON that is written fits `docs/units.schema.json`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic is how a test fails"
)]

use serde_json::{Value, json};
use yaddash_formats::units::jsonl;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Note, Property, Segment, TranslationUnit,
    Variant,
};

const SCHEMA: &str = include_str!("../../../docs/units.schema.json");

/// What does not fit, by the keywords of JSON Schema that the file uses; any other one is a mistake.
fn misfits(value: &Value, schema: &Value, root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                found.extend(misfits(value, &root["$defs"][name], root));
            }
            "type" => {
                let fits = match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    other => panic!("type {other}"),
                };
                if !fits {
                    found.push(format!("{value} is no {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    found.push(format!("{value} is none of {rule}"));
                }
            }
            "anyOf" => {
                let mut any = rule.as_array().unwrap().iter();
                if !any.any(|one| misfits(value, one, root).is_empty()) {
                    found.push(format!("{value} fits none of {rule}"));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                found.extend(items.flat_map(|item| misfits(item, rule, root)));
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        found.push(format!("{name} is missing in {value}"));
                    }
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    let inner = value.get(name).map(|inner| misfits(inner, rule, root));
                    found.extend(inner.unwrap_or_default());
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties");
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.get(name).is_some()) {
                        continue;
                    }
                    match rule {
                        Value::Bool(false) => found.push(format!("{name} is not known")),
                        rule => found.extend(misfits(inner, rule, root)),
                    }
                }
            }
            other => panic!("keyword {other}"),
        }
    }
    found
}

/// A unit with everything that a unit may have.
fn rich() -> TranslationUnit {
    let mut segment = Segment::from("a");
    let sub = CodeContent::Sub {
        attributes: Attributes::new().with("type", "alt"),
        segment: Segment::from("s"),
    };
    for kind in [
        CodeKind::Bpt,
        CodeKind::Ept,
        CodeKind::It,
        CodeKind::Ph,
        CodeKind::Ut,
        CodeKind::HiStart,
        CodeKind::HiEnd,
        CodeKind::Comment,
        CodeKind::ProcessingInstruction,
        CodeKind::ForeignStart("g".to_owned()),
        CodeKind::ForeignEnd("g".to_owned()),
    ] {
        let mut code = InlineCode::new(kind)
            .with_attribute("x", "1")
            .with_native("<b>");
        code.content.push(sub.clone());
        segment.push_code(code);
        segment.push_code(InlineCode::new(CodeKind::Ph));
    }
    let mut property = Property::new("x-a", "1");
    property.attributes.set("xml:lang", "en");
    let mut note = Note::new("n");
    note.attributes.set("from", "me");
    let mut variant = Variant::new("az-Latn".parse().unwrap(), segment);
    variant.attributes.set("creationdate", "20240101T000000Z");
    variant.properties.push(property.clone());
    variant.notes.push(note.clone());
    TranslationUnit {
        attributes: Attributes::new().with("tuid", "k"),
        properties: vec![property, Property::new("x-b", "")],
        notes: vec![note, Note::new("")],
        variants: vec![variant, Variant::new("ru".parse().unwrap(), "")],
    }
}

#[test]
fn every_line_fits_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut writer = jsonl::Writer::new(Vec::new());
    for unit in [rich(), TranslationUnit::default()] {
        writer.write(&unit).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(misfits(&line, &schema, &schema), Vec::<String>::new());
    }
}

#[test]
fn other_lines_do_not() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let unit = json!({"attributes": {}, "properties": [], "notes": [], "variants": []});
    assert!(misfits(&unit, &schema, &schema).is_empty());
    let changed = |name: &str, value: Value| {
        let mut changed = unit.clone();
        changed[name] = value;
        changed
    };
    let variant = json!({"language": "az", "attributes": {}, "properties": [], "notes": [], "text": "", "content": [{"kind": "xx"}]});
    for unit in [
        json!([]),
        json!({"variants": []}),
        changed("more", json!(1)),
        changed("attributes", json!({"tuid": 1})),
        changed("notes", json!([{"note": "n"}])),
        changed("variants", json!([variant])),
    ] {
        assert!(!misfits(&unit, &schema, &schema).is_empty(), "{unit}");
    }
}
