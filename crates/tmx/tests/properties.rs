//! What is written is read again, whatever it is.
#![expect(clippy::unwrap_used, reason = "a test stops where something fails")]

use proptest::prelude::*;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, LanguageTag, Note, Property, Segment,
    SourceLanguage, TranslationUnit, Variant,
};
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{CopyEncoding, Header, Level, TmxOptions, TmxReader, TmxWriter, WriteReport};

/// Any text that XML can hold.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-zəıİşçğöüёя<>&'\"\\]\\[\r\n\t\u{301}\u{a0}🏙]{0,12}",
        any::<String>().prop_map(|text| text
            .chars()
            .filter(|c| yaddash_io::xml::is_xml_character(*c))
            .collect()),
    ]
}

fn attribute(names: &'static [&'static str]) -> impl Strategy<Value = Attributes> {
    prop::collection::vec((prop::sample::select(names), text()), 0..3)
        .prop_map(|pairs| pairs.into_iter().collect())
}

fn sub() -> impl Strategy<Value = CodeContent> {
    (attribute(&["datatype", "type"]), text(), any::<bool>()).prop_map(
        |(attributes, text, has_code)| {
            let mut segment = Segment::from(text);
            if has_code {
                segment.push_code(InlineCode::new(CodeKind::Ph).with_native("<br/>"));
            }
            CodeContent::Sub {
                attributes,
                segment,
            }
        },
    )
}

/// Native code and sub-flows, two natives never side by side.
fn content() -> impl Strategy<Value = Vec<CodeContent>> {
    prop::collection::vec(
        prop_oneof![text().prop_map(CodeContent::Native), sub()],
        0..4,
    )
    .prop_map(|parts| {
        let mut content: Vec<CodeContent> = Vec::new();
        for part in parts {
            match (content.last_mut(), part) {
                (_, CodeContent::Native(native)) if native.is_empty() => {}
                (Some(CodeContent::Native(last)), CodeContent::Native(native)) => {
                    last.push_str(&native);
                }
                (_, part) => content.push(part),
            }
        }
        content
    })
}

fn segment() -> impl Strategy<Value = Segment> {
    let piece = (text(), 0..9_u8, content(), attribute(&["x", "type"]));
    prop::collection::vec(piece, 0..6).prop_map(|pieces| {
        let (mut segment, mut open, mut pairs) = (Segment::new(), Vec::new(), 0);
        for (text, action, content, attributes) in pieces {
            segment.push_text(&text);
            let code = |kind, attributes| InlineCode {
                attributes,
                content: content.clone(),
                ..InlineCode::new(kind)
            };
            match action {
                0 => {
                    pairs += 1;
                    segment.push_code(code(CodeKind::Bpt, attributes.with("i", pairs.to_string())));
                }
                1 => segment.push_code(code(
                    CodeKind::Ept,
                    Attributes::new().with("i", pairs.to_string()),
                )),
                2 => segment.push_code(code(CodeKind::It, attributes.with("pos", "end"))),
                3 => segment.push_code(code(CodeKind::Ph, attributes.with("assoc", "p"))),
                4 => {
                    let x = attributes.get("x").unwrap_or("1").to_owned();
                    segment.push_code(code(CodeKind::Ut, Attributes::new().with("x", x)));
                }
                5 => {
                    segment.push_code(InlineCode {
                        attributes,
                        ..InlineCode::new(CodeKind::HiStart)
                    });
                    open.push(CodeKind::HiEnd);
                }
                6 => segment.push_code(InlineCode::new(CodeKind::Comment).with_native("ə & <")),
                7 => segment.push_code(
                    InlineCode::new(CodeKind::ProcessingInstruction).with_native("t d <&"),
                ),
                _ => {
                    if let Some(end) = open.pop() {
                        segment.push_code(InlineCode::new(end));
                    }
                }
            }
        }
        while let Some(end) = open.pop() {
            segment.push_code(InlineCode::new(end));
        }
        segment
    })
}

fn property() -> impl Strategy<Value = Property> {
    (text(), text(), attribute(&["xml:lang", "o-encoding"])).prop_map(
        |(kind, value, attributes)| Property {
            kind,
            value,
            attributes,
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    (text(), attribute(&["xml:lang", "o-encoding"]))
        .prop_map(|(text, attributes)| Note { text, attributes })
}

fn variant() -> impl Strategy<Value = Variant> {
    let language =
        prop::sample::select(&["az", "AZ", "az-Cyrl-AZ", "en-GB", "ru", "aze", "en_US"][..]);
    let attributes = attribute(&["changedate", "creationid", "datatype", "usagecount"]);
    let remarks = (
        prop::collection::vec(property(), 0..3),
        prop::collection::vec(note(), 0..2),
    );
    (language, attributes, remarks, segment()).prop_map(
        |(language, attributes, (properties, notes), segment)| Variant {
            language: LanguageTag::parse(language).unwrap(),
            attributes,
            properties,
            notes,
            segment,
        },
    )
}

fn unit() -> impl Strategy<Value = TranslationUnit> {
    let attributes = attribute(&["tuid", "creationdate", "srclang", "o-tmf", "lastusagedate"]);
    let remarks = (
        prop::collection::vec(property(), 0..3),
        prop::collection::vec(note(), 0..2),
    );
    (attributes, remarks, prop::collection::vec(variant(), 1..4)).prop_map(
        |(attributes, (properties, notes), variants)| TranslationUnit {
            attributes,
            properties,
            notes,
            variants,
        },
    )
}

fn written(units: &[TranslationUnit], options: TmxOptions) -> (Vec<u8>, WriteReport) {
    let mut writer =
        TmxWriter::new(Vec::new(), &Header::new(&SourceLanguage::Any), options).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8]) -> Vec<TranslationUnit> {
    TmxReader::new(bytes)
        .unwrap()
        .map(|unit| unit.unwrap())
        .collect()
}

/// Findings that make a file invalid against the DTD.
fn schema_breaches(bytes: &[u8]) -> Vec<String> {
    let of_schema = [
        "tmx-not-well-formed",
        "tmx-unknown-element",
        "tmx-misplaced-element",
        "tmx-element-order",
        "tmx-repeated-element",
        "tmx-missing-element",
        "tmx-misplaced-text",
        "tmx-unknown-attribute",
        "tmx-missing-attribute",
        "tmx-attribute-value",
        "tmx-root",
    ];
    let mut breaches = Vec::new();
    yaddash_tmx::validate(
        bytes,
        "a.tmx".as_ref(),
        Scratch::new(&tempfile::tempfile),
        &mut |finding| {
            if of_schema.contains(&finding.rule.as_str()) {
                breaches.push(format!("{}: {}", finding.place.start, finding.message));
            }
        },
    )
    .unwrap();
    breaches
}

/// Units with what TMX does not know, and what JSON may hold but TMX may not.
fn odd_unit() -> impl Strategy<Value = TranslationUnit> {
    let attributes = attribute(&["tuid", "t5:n", "segtype", "xmlns:t5", "version", "ə"]);
    let kinds = prop::sample::select(vec![
        CodeKind::Bpt,
        CodeKind::Ept,
        CodeKind::It,
        CodeKind::Ph,
        CodeKind::Ut,
        CodeKind::HiStart,
        CodeKind::HiEnd,
        CodeKind::ForeignStart("g".to_owned()),
        CodeKind::ForeignEnd("g".to_owned()),
        CodeKind::ForeignStart("t5:n".to_owned()),
        CodeKind::Comment,
        CodeKind::ProcessingInstruction,
    ]);
    let code = (
        any::<String>(),
        kinds,
        attribute(&["i", "x", "pos", "id", "assoc"]),
        any::<String>(),
    );
    (attributes, unit(), prop::collection::vec(code, 0..8)).prop_map(
        |(attributes, mut unit, codes)| {
            let mut segment = Segment::new();
            for (text, kind, attributes, native) in codes {
                segment.push_text(&text);
                segment.push_code(
                    InlineCode {
                        attributes,
                        ..InlineCode::new(kind)
                    }
                    .with_native(native),
                );
            }
            unit.attributes = attributes;
            unit.variants
                .push(Variant::new("az".parse().unwrap(), segment));
            unit
        },
    )
}

proptest! {
    #[test]
    fn read_after_write_is_the_identity(units in prop::collection::vec(unit(), 0..4)) {
        let (bytes, report) = written(&units, TmxOptions::default());
        prop_assert_eq!(schema_breaches(&bytes), Vec::<String>::new());
        prop_assert_eq!(read(&bytes), units.clone());
        prop_assert_eq!(report.units, units.len() as u64);
        prop_assert_eq!((report.moved_attributes, report.dropped_attributes, report.dropped_codes), (0, 0, 0));
        prop_assert_eq!(report.forbidden_characters, 0);
    }

    #[test]
    fn whatever_is_written_is_valid(units in prop::collection::vec(odd_unit(), 1..3)) {
        let (bytes, report) = written(&units, TmxOptions::default());
        prop_assert_eq!(schema_breaches(&bytes), Vec::<String>::new());
        let again = read(&bytes);
        prop_assert_eq!(again.len(), units.len());
        if report.forbidden_characters == 0 {
            for (one, other) in again.iter().zip(&units) {
                let texts = |unit: &TranslationUnit| unit.variants.iter().map(|v| v.segment.text().to_owned()).collect::<Vec<_>>();
                prop_assert_eq!(texts(one), texts(other));
            }
        }
    }

    #[test]
    fn level_one_keeps_the_text_alone(unit in unit()) {
        let mut options = TmxOptions::default();
        options.level = Level::One;
        let (bytes, _) = written(std::slice::from_ref(&unit), options);
        for (one, other) in read(&bytes)[0].variants.iter().zip(&unit.variants) {
            prop_assert_eq!(one.segment.text(), other.segment.text());
            prop_assert!(one.segment.codes().is_empty());
        }
    }

    #[test]
    fn a_copy_reads_the_same(units in prop::collection::vec(unit(), 0..3)) {
        let (bytes, _) = written(&units, TmxOptions::default());
        let mut copy = Vec::new();
        yaddash_tmx::rewrite(&bytes[..], &mut copy, CopyEncoding::Utf8).unwrap();
        prop_assert_eq!(copy, bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        parts in prop::collection::vec(prop_oneof![
            Just("<tmx version='1.4'>"), Just("<header/>"), Just("<body>"), Just("<tu>"), Just("<tuv xml:lang='az'>"), Just("<seg>"),
            Just("</seg>"), Just("</tuv>"), Just("</tu>"), Just("</body>"), Just("</tmx>"), Just("<ph x='1'>"), Just("</ph>"),
            Just("<sub>"), Just("</sub>"), Just("<hi>"), Just("</hi>"), Just("<bpt i='1'/>"), Just("<g>"), Just("&"), Just("<"),
            Just("text"), Just("<prop type='x'>"), Just("</prop>"), Just("<note"), Just("\u{1}"), Just("<!--"), Just("-->"),
        ], 0..40),
    ) {
        let bytes = format!("<tmx version='1.4'><header/><body>{}", parts.concat());
        let mut findings = 0;
        yaddash_tmx::validate(bytes.as_bytes(), "a".as_ref(), Scratch::new(&tempfile::tempfile), &mut |_| findings += 1).unwrap();
        prop_assert!(findings > 0);
        if let Ok(reader) = TmxReader::new(bytes.as_bytes()) {
            prop_assert!(reader.take(1_000).count() < 1_000);
        }
        let _ = yaddash_tmx::info(bytes.as_bytes(), Scratch::new(&|| tempfile::tempfile()));
        let mut copy = Vec::new();
        let _ = yaddash_tmx::rewrite(bytes.as_bytes(), &mut copy, CopyEncoding::Utf8);
    }
}

/// The DTD asks a `map` for `unicode` and a `ude` for `name`; what lacks them is completed or left out, and counted.
#[test]
fn encodings_of_a_header_are_valid() {
    let tmx = "<tmx version=\"1.4\"><header><ude><map/></ude><ude base=\"x\"><map unicode=\"#x41\" ent=\"A\"/>\
               <map code=\"#x1\"/></ude></header><body/></tmx>";
    let header = TmxReader::new(tmx.as_bytes()).unwrap().header().clone();
    let (bytes, report) = TmxWriter::new(Vec::new(), &header, TmxOptions::default())
        .unwrap()
        .finish()
        .unwrap();
    let written = String::from_utf8(bytes).unwrap();
    assert_eq!(written.matches("<ude").count(), 1, "{written}");
    assert_eq!(written.matches("<map").count(), 1, "{written}");
    assert!(written.contains(" name=\"unnamed\""), "{written}");
    assert_eq!(report.dropped_attributes, 1);
}
