use proptest::prelude::*;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, CutCode, InlineCode, Item, LanguageTag, Note, Property,
    Segment, SourceLanguage, TranslationUnit, Variant,
};

use super::*;

fn attributes() -> impl Strategy<Value = Attributes> {
    let name = prop_oneof![
        Just("tuid".to_owned()),
        Just("changedate".to_owned()),
        "[a-zə:-]{0,5}"
    ];
    prop::collection::vec((name, ".{0,6}"), 0..3).prop_map(|pairs| pairs.into_iter().collect())
}

fn code_kind() -> impl Strategy<Value = CodeKind> {
    prop_oneof![
        Just(CodeKind::Bpt),
        Just(CodeKind::Ept),
        Just(CodeKind::It),
        Just(CodeKind::Ph),
        Just(CodeKind::Ut),
        Just(CodeKind::HiStart),
        Just(CodeKind::HiEnd),
        "[a-z]{1,4}".prop_map(CodeKind::ForeignStart),
        "[a-z]{1,4}".prop_map(CodeKind::ForeignEnd),
        Just(CodeKind::Comment),
        Just(CodeKind::ProcessingInstruction),
    ]
}

fn code(sub: impl Strategy<Value = Segment> + 'static) -> impl Strategy<Value = InlineCode> {
    let content = prop_oneof![
        ".{0,5}".prop_map(CodeContent::Native),
        (attributes(), sub).prop_map(|(attributes, segment)| CodeContent::Sub {
            attributes,
            segment
        }),
    ];
    let cut = prop_oneof![
        3 => Just(None),
        1 => Just(Some(CutCode::Added)),
        1 => attributes().prop_map(|attributes| Some(CutCode::Isolated(attributes))),
    ];
    (
        code_kind(),
        attributes(),
        prop::collection::vec(content, 0..3),
        cut,
    )
        .prop_map(|(kind, attributes, content, cut)| {
            let mut code = InlineCode::new(kind);
            code.attributes = attributes;
            code.content = content;
            code.cut = cut;
            code
        })
}

fn segment() -> BoxedStrategy<Segment> {
    let plain = ".{0,12}".prop_map(Segment::from).boxed();
    plain
        .prop_recursive(2, 8, 3, |inner| {
            prop::collection::vec(("[aəя\u{301}]{0,4}", code(inner)), 0..3).prop_map(|parts| {
                let items = parts
                    .iter()
                    .flat_map(|(text, code)| [Item::Text(text), Item::Code(code)]);
                items.collect()
            })
        })
        .boxed()
}

prop_compose! {
    fn variant()(
        language in prop::sample::select(vec!["az", "EN-us", "ru", "az_Cyrl"]),
        attributes in attributes(),
        properties in prop::collection::vec(("[a-z-]{0,8}", ".{0,8}", attributes()), 0..3),
        notes in prop::collection::vec((".{0,8}", attributes()), 0..3),
        segment in segment(),
    ) -> Variant {
        Variant {
            language: LanguageTag::parse(language).unwrap(),
            attributes,
            properties: properties
                .into_iter()
                .map(|(kind, value, attributes)| Property { kind, value, attributes })
                .collect(),
            notes: notes.into_iter().map(|(text, attributes)| Note { text, attributes }).collect(),
            segment,
        }
    }
}

prop_compose! {
    fn unit()(
        of_unit in variant(),
        variants in prop::collection::vec(variant(), 0..4),
    ) -> TranslationUnit {
        TranslationUnit {
            attributes: of_unit.attributes,
            properties: of_unit.properties,
            notes: of_unit.notes,
            variants,
        }
    }
}

fn encoded(unit: &TranslationUnit, source: &SourceLanguage) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode(unit, source, &mut bytes).unwrap();
    bytes
}

proptest! {
    #[test]
    fn records_keep_everything(unit in unit(), source in prop::option::of(Just("az"))) {
        let source = source.map_or(SourceLanguage::Any, |tag| SourceLanguage::Tag(LanguageTag::parse(tag).unwrap()));
        let bytes = encoded(&unit, &source);
        let mut tags = Tags::default();
        let (again, again_source) = decode(&bytes, &mut tags).unwrap();
        // Tags compare by their normal form, and their spelling is kept too.
        prop_assert_eq!(encoded(&again, &again_source), bytes.clone());
        prop_assert_eq!(&again, &unit);
        prop_assert_eq!(&again_source, &source);
        let texts: Vec<String> = decode_texts(&bytes, &mut tags, |texts| {
            texts.variants.iter().map(|variant| format!("{} {}", variant.language, variant.text)).collect()
        }).unwrap();
        let expected: Vec<String> = unit.variants.iter().map(|variant| format!("{} {}", variant.language, variant.segment.text())).collect();
        prop_assert_eq!(texts, expected);
    }

    #[test]
    fn damaged_records_are_refused_or_read(unit in unit(), at in any::<prop::sample::Index>(), byte in any::<u8>(), length in any::<prop::sample::Index>()) {
        let mut bytes = encoded(&unit, &SourceLanguage::Any);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let mut tags = Tags::default();
        let _ = decode(&bytes, &mut tags);
        let _ = decode_texts(&bytes, &mut tags, |_| ());
        bytes.truncate(length.index(bytes.len()));
        let _ = decode(&bytes, &mut tags);
    }
}

#[test]
fn codes_that_are_nested_too_deep_are_refused() {
    let mut segment = Segment::from("a");
    for _ in 0..DEEPEST {
        let mut code = InlineCode::new(CodeKind::Ph);
        code.content.push(CodeContent::Sub {
            attributes: Attributes::new(),
            segment,
        });
        segment = Segment::from("b");
        segment.push_code(code);
    }
    let mut unit = TranslationUnit::default();
    unit.variants
        .push(Variant::new(LanguageTag::parse("en").unwrap(), segment));
    assert!(encode(&unit, &SourceLanguage::Any, &mut Vec::new()).is_err());
}
