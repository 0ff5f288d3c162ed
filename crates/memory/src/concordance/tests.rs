use proptest::prelude::*;
use yaddash_language::casing;
use yaddash_model::{SourceLanguage, Variant};

use super::*;
use crate::store::{Access, NewUnit, Policy, SqliteStore};

fn spans(text: &str, mode: Mode, language: &str, asked: &str) -> Vec<String> {
    let language = Language::of(&language.parse().unwrap());
    let Some(pattern) = Pattern::compile(asked, mode, language) else {
        return Vec::new();
    };
    let found = pattern.find(text, language, &mut String::new());
    found
        .iter()
        .map(|span| span.of(text).unwrap().to_owned())
        .collect()
}

#[test]
fn substrings_without_regard_to_case() {
    for (text, language, asked, expected) in [
        ("BAKI və Bakı", "az", "bakı", &["BAKI", "Bakı"][..]),
        ("BAKI", "az", "baki", &[]),
        ("BAKI", "en", "baki", &["BAKI"]),
        ("İdarə, idarə", "az", "İDARƏ", &["İdarə", "idarə"]),
        ("Ёлка", "ru", "елка", &["Ёлка"]),
        ("Xu\u{308}lasə", "az", "xül", &["Xu\u{308}l"]),
        ("so\u{AD}zial", "en", "soz", &["so\u{AD}z"]),
        ("10\u{A0}000", "ru", "10 000", &["10\u{A0}000"]),
        ("don’t", "en", "don't", &["don’t"]),
        ("aaaa", "en", "aa", &["aa", "aa"]),
    ] {
        assert_eq!(
            spans(text, Mode::Substring, language, asked),
            expected,
            "{asked} in {text}"
        );
    }
}

#[test]
fn words_and_their_forms() {
    let az = "Xankəndidə iclas keçirildi; XANKƏNDİ şəhəri, AŞPA-nın iclasları";
    assert_eq!(spans(az, Mode::Words, "az", "xankəndi"), ["XANKƏNDİ"]);
    assert_eq!(
        spans(az, Mode::Stems, "az", "Xankəndi"),
        ["Xankəndidə", "XANKƏNDİ"]
    );
    assert_eq!(
        spans(az, Mode::Stems, "az", "iclas"),
        ["iclas", "iclasları"]
    );
    assert_eq!(spans(az, Mode::Words, "az", "AŞPA"), ["AŞPA"]);
    assert_eq!(
        spans(az, Mode::Wildcard, "az", "*kənd* *"),
        ["Xankəndidə iclas", "XANKƏNDİ şəhəri"]
    );
    assert_eq!(spans(az, Mode::Wildcard, "az", "icla?"), ["iclas"]);
    let ru = "В Ханкенди прошли заседания; заседанию предшествовала встреча";
    assert_eq!(
        spans(ru, Mode::Stems, "ru", "заседание"),
        ["заседания", "заседанию"]
    );
    let en = "The members met. A member, of the council";
    assert_eq!(
        spans(en, Mode::Stems, "en", "members"),
        ["members", "member"]
    );
    assert_eq!(spans(en, Mode::Words, "en", "member of"), ["member, of"]);
}

#[test]
fn nothing_to_look_for() {
    for (text, mode) in [
        ("", Mode::Substring),
        (" ", Mode::Substring),
        ("...", Mode::Words),
        ("-", Mode::Stems),
        ("* *", Mode::Wildcard),
    ] {
        assert!(
            Pattern::compile(text, mode, Language::any_other()).is_none(),
            "{text:?}"
        );
    }
}

fn store(directory: &tempfile::TempDir) -> SqliteStore {
    let store = SqliteStore::open(&directory.path().join("m"), Access::Write).unwrap();
    let unit = |pairs: &[(&str, &str)]| {
        let variants = pairs
            .iter()
            .map(|(tag, text)| Variant::new(tag.parse().unwrap(), *text));
        NewUnit {
            unit: TranslationUnit {
                variants: variants.collect(),
                ..TranslationUnit::default()
            },
            source: SourceLanguage::Tag("en".parse().unwrap()),
            origin: None,
        }
    };
    let units = [
        unit(&[("en", "A session in Khankendi"), ("az", "Xankəndidə iclas")]),
        unit(&[
            ("en", "Khankendi"),
            ("az-AZ", "Xankəndi"),
            ("ru", "Ханкенди"),
        ]),
        unit(&[("en", "Baku"), ("az", "Bakı")]),
        unit(&[("en", "In Khankendi and Khankendi"), ("ru", "В Ханкенди")]),
    ];
    store.write(&units, Policy::KeepAll).unwrap();
    store
}

#[test]
fn pages_of_a_store() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory);
    let (az, ru) = (["az".parse().unwrap()], ["ru".parse().unwrap()]);
    let mut query = ConcordanceQuery::new("khankendi");
    query.limit = 1;
    let mut pages = Vec::new();
    loop {
        let page = concordance(&store, &query).unwrap();
        pages.extend(
            page.hits
                .iter()
                .map(|hit| hit.unit.unit.variants[0].segment.text().to_owned()),
        );
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(
        pages,
        [
            "A session in Khankendi",
            "Khankendi",
            "In Khankendi and Khankendi"
        ]
    );
    let mut query = ConcordanceQuery::new("Xankəndi");
    query.mode = Mode::Stems;
    query.languages = &az;
    let page = concordance(&store, &query).unwrap();
    assert_eq!((page.hits.len(), page.next), (2, None));
    assert_eq!(
        page.hits[0].places,
        [HitPlace {
            variant: 1,
            spans: vec![ByteSpan::new(0, 12)]
        }]
    );
    query.with = &ru;
    assert_eq!(concordance(&store, &query).unwrap().hits.len(), 1);
    assert!(concordance(&store, &ConcordanceQuery::new(" ")).is_err());
}

proptest! {
    /// What is marked is what was asked for, and all of it is marked.
    #[test]
    fn spans_hold_what_was_asked(text in "[aAbIıİi\u{307}\u{308}əƏяЁё \u{AD}-]{0,24}", asked in "[aAbIıİiəёя ]{1,3}", tag in prop_oneof![Just("az"), Just("en"), Just("ru")]) {
        let language = Language::of(&tag.parse().unwrap());
        let mut needle = String::new();
        folded::fold_into(&asked, language, &mut needle);
        let mut whole = String::new();
        folded::fold_into(&text, language, &mut whole);
        let found = spans(&text, Mode::Substring, tag, &asked);
        for span in &found {
            let mut part = String::new();
            folded::fold_into(span, language, &mut part);
            prop_assert!(part.contains(&needle), "{part:?} {needle:?}");
        }
        if !needle.trim().is_empty() {
            prop_assert_eq!(found.is_empty(), !whole.contains(&needle));
        }
        for mode in [Mode::Words, Mode::Stems, Mode::Wildcard] {
            for span in spans(&text, mode, tag, &asked) {
                prop_assert!(text.contains(&span) && !span.is_empty());
                if mode == Mode::Words {
                    let letters = |text: &str| casing::fold(text, language).chars().filter(|c| c.is_alphabetic()).count();
                    prop_assert!(letters(&span) >= letters(asked.trim()));
                }
            }
        }
    }
}
