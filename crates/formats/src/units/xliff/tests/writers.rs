//! What becomes of units that a file has no plain place for.

use std::time::{Duration, Instant};

use yaddash_model::{CodeKind, InlineCode, Note, Property, Segment, TranslationUnit, Variant};

use super::{read, write, write_two};
use crate::units::Losses;

fn unit(id: &str, texts: &[(&str, &str)]) -> TranslationUnit {
    let mut unit = TranslationUnit::default();
    if !id.is_empty() {
        unit.attributes.set("tuid", id);
    }
    for (language, text) in texts {
        unit.variants
            .push(Variant::new(language.parse().unwrap(), *text));
    }
    unit
}

fn match_of(of: &str, id: &str, texts: &[(&str, &str)]) -> TranslationUnit {
    let mut unit = unit(id, texts);
    unit.properties.push(Property::new("x-match-of", of));
    unit
}

/// Both versions: the text that was written, what was lost, and the units that are read from it.
fn both(units: &[TranslationUnit]) -> [(String, Losses, Vec<TranslationUnit>); 2] {
    [write(units), write_two(units)].map(|(text, losses)| {
        let units = read(&text).unwrap();
        (text, losses, units)
    })
}

#[test]
fn matches_are_not_for_another_unit_than_their_own() {
    let units = [
        unit("1", &[("en", "a"), ("az", "b")]),
        unit("1", &[("az", "no source")]),
        match_of("1", "", &[("en", "c"), ("az", "d")]),
        match_of("1", "", &[("en", "e"), ("az", "f")]),
    ];
    for (text, losses, read) in both(&units) {
        assert_eq!(losses.to_string(), "1 unit", "{text}");
        assert_eq!(read.len(), 3, "{text}");
        assert!(
            !text.contains("<alt-trans") && !text.contains("mtc:match "),
            "{text}"
        );
        let kinds = read[1..].iter().map(|unit| &unit.properties);
        assert!(kinds.flatten().all(|one| one.value == "1"), "{text}");
    }
}

#[test]
fn matches_without_a_translation_are_units() {
    let units = [
        unit("1", &[("en", "a"), ("az", "b")]),
        match_of("1", "m", &[("en", "c"), ("ru", "d")]),
    ];
    for (text, losses, read) in both(&units) {
        assert_eq!(losses.to_string(), "1 variant", "{text}");
        assert!(!text.contains("matches>"), "{text}");
        assert_eq!(read[1].id(), Some("m"), "{text}");
    }
}

#[test]
fn names_and_languages_come_back() {
    let units = [
        unit("1", &[("en-GB", "a"), ("az-Latn-AZ", "b")]),
        unit("1", &[("en", "c"), ("az", "d")]),
        match_of("1", "m 1", &[("en-US", "e"), ("az-AZ", "f")]),
    ];
    for (text, losses, read) in both(&units) {
        assert!(losses.is_empty(), "{losses}: {text}");
        assert_eq!(read, units, "{text}");
        let in_unit = text.split("<alt-trans").next().unwrap();
        assert!(!in_unit.contains("xml:lang"), "{text}");
    }
}

#[test]
fn notes_of_matches_that_have_no_place_are_counted() {
    let mut found = match_of("1", "", &[("en", "c"), ("az", "d")]);
    found.notes.push(Note::new("of the unit"));
    found.variants[1].notes.push(Note::new("of the target"));
    let units = [unit("1", &[("en", "a"), ("az", "b")]), found];
    let [(_, one, read), (_, two, _)] = both(&units);
    assert!(one.is_empty(), "{one}");
    assert_eq!(read, units);
    assert_eq!(two.to_string(), "2 notes");
}

#[test]
fn names_of_codes_are_unique_whatever_numbers_there_are() {
    let mut segment = Segment::new();
    for _ in 0..3 {
        let code = InlineCode::new(CodeKind::Ph).with_attribute("x", u64::MAX.to_string());
        segment.push_code(code);
    }
    segment.push_text("a");
    let mut unit = unit("1", &[]);
    unit.variants
        .push(Variant::new("en".parse().unwrap(), segment));
    let (text, _) = write_two(&[unit]);
    assert!(
        text.contains(r#"<ph id="18446744073709551615"/><ph id="1"/><ph id="2"/>a"#),
        "{text}"
    );
}

#[test]
fn codes_of_two_are_as_its_constraints_ask() {
    let code = |kind, attributes: &[(&str, &str)]| {
        let code = InlineCode::new(kind);
        attributes.iter().fold(code, |code, (name, value)| {
            code.with_attribute(*name, *value)
        })
    };
    let mark = |attributes| {
        vec![
            code(CodeKind::HiStart, attributes),
            InlineCode::new(CodeKind::HiEnd),
        ]
    };
    for (codes, written, lost) in [
        (mark(&[]), r#"<mrk id="1" type="yaddash:hi"/>"#, 0),
        (
            mark(&[("translate", "no")]),
            r#"<mrk id="1" translate="no"/>"#,
            0,
        ),
        (
            mark(&[("type", "comment"), ("ref", "#n=1")]),
            r#"<mrk id="1" type="comment" value=""/>"#,
            1,
        ),
        (
            mark(&[("type", "comment"), ("comment", "c")]),
            r#"<mrk id="1" type="comment" value="c"/>"#,
            0,
        ),
        (
            mark(&[("type", "a:b c")]),
            r#"<mrk id="1" type="tmx:a%003Ab%0020c"/>"#,
            0,
        ),
        (
            vec![code(CodeKind::Ph, &[("type", "ui"), ("subType", "my:a")])],
            r#"<ph id="1" type="ui" subType="my:a"/>"#,
            0,
        ),
        (
            vec![code(CodeKind::Ph, &[("type", "ui"), ("subType", "a:b:c")])],
            r#"<ph id="1" type="ui"/>"#,
            1,
        ),
        (
            vec![code(CodeKind::Ph, &[("subType", "my:a")])],
            r#"<ph id="1"/>"#,
            1,
        ),
        (
            vec![code(CodeKind::Ph, &[("canCopy", "maybe"), ("dir", "ltr")])],
            r#"<ph id="1"/>"#,
            2,
        ),
        (
            vec![code(CodeKind::Ph, &[("x", "1"), ("canReorder", "firstNo")])],
            r#"<ph id="1" canReorder="firstNo"/>"#,
            0,
        ),
        (
            vec![
                code(CodeKind::Ph, &[("x", "1")]),
                code(CodeKind::Ph, &[("x", "2"), ("copyOf", "1")]),
            ],
            r#"<ph id="1"/><ph id="2" copyOf="1"/>"#,
            0,
        ),
        (
            vec![
                code(CodeKind::Ph, &[("x", "1")]).with_native("n"),
                code(CodeKind::Ph, &[("x", "2"), ("copyOf", "1")]),
            ],
            r#"<ph id="1" dataRef="d1"/><ph id="2"/>"#,
            1,
        ),
    ] {
        let mut segment = Segment::new();
        for code in codes {
            segment.push_code(code);
        }
        segment.push_text("a");
        let mut unit = unit("1", &[]);
        unit.variants
            .push(Variant::new("en".parse().unwrap(), segment));
        let (text, losses) = write_two(std::slice::from_ref(&unit));
        assert!(
            text.contains(&format!("<source>{written}a</source>")),
            "{written}: {text}"
        );
        assert_eq!(losses.attributes, lost, "{written}");
        if lost == 0 {
            assert_eq!(kinds(&read(&text).unwrap()), kinds(&[unit]), "{text}");
        }
    }
}

/// The kinds of the codes of the first text.
fn kinds(units: &[TranslationUnit]) -> Vec<Option<&str>> {
    let codes = units[0].variants[0].segment.codes().iter();
    codes.map(|one| one.code.attributes.get("type")).collect()
}

#[test]
fn codes_without_names_have_those_of_codes_written_alike() {
    let segment = |kinds: [CodeKind; 2]| {
        let mut segment = Segment::new();
        for kind in kinds {
            let code = InlineCode::new(kind);
            segment.push_code(if code.kind == CodeKind::It {
                code.with_attribute("pos", "begin")
            } else {
                code
            });
        }
        segment
    };
    let mut unit = unit("1", &[("en", "a"), ("az", "b")]);
    unit.variants[0].segment = segment([CodeKind::Ph, CodeKind::It]);
    unit.variants[1].segment = segment([CodeKind::It, CodeKind::Ph]);
    unit.variants
        .iter_mut()
        .for_each(|one| one.segment.push_text("a"));
    let (text, _) = write_two(&[unit]);
    assert!(
        text.contains(r#"<source><ph id="1"/><sc id="2" isolated="yes"/>a"#),
        "{text}"
    );
    assert!(
        text.contains(r#"<target><sc id="2" isolated="yes"/><ph id="3"/>a"#),
        "{text}"
    );
}

#[test]
fn segments_have_names_of_their_own() {
    let mut unit = unit("1", &[("en", "a"), ("az", "b")]);
    for name in ["s1", "s2"] {
        let code = InlineCode::new(CodeKind::Ph).with_attribute("id", name);
        unit.variants[0].segment.push_code(code);
    }
    let found = match_of("1", "", &[("en", "c"), ("az", "d")]);
    let (text, _) = write_two(&[unit, found]);
    assert!(text.contains(r#"<segment id="s3">"#), "{text}");
    assert!(text.contains(r##"<mtc:match ref="#s3">"##), "{text}");
}

/// Units with many of everything: the time grows with them, not with their square.
#[test]
fn many_codes_and_properties_are_written_in_time() {
    let mut segment = Segment::new();
    for kind in [CodeKind::Bpt, CodeKind::Ept] {
        for pair in 0..20_000 {
            let code = InlineCode::new(kind.clone()).with_attribute("i", pair.to_string());
            segment.push_code(code.with_native(format!("<{kind:?} {pair}>")));
        }
    }
    segment.push_text("a");
    let mut unit = unit("1", &[]);
    unit.variants
        .push(Variant::new("en".parse().unwrap(), segment));
    for number in 0..20_000 {
        let kind = format!("x-{number}");
        unit.properties.push(Property::new(kind, "v"));
    }
    let start = Instant::now();
    for (_, losses, _) in both(&[unit]) {
        assert!(losses.is_empty(), "{losses}");
    }
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(10), "{taken:?}");
}
