//! What holds for any text and any rules.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use yaddash_segment::{
    AbbreviationList, ErrorKind, Header, LanguageMap, LanguageRules, PassedOver, Rule, Segmenter,
    SrxDocument, Verdict, builtin_srx,
};

/// Text with what segmentation is about: ends, quotes, digits, initials, white space of all kinds, pictographs.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(". ".to_owned()),
        Just("? ".to_owned()),
        Just("… ".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("\n\n".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("məs. ".to_owned()),
        Just("və s. ".to_owned()),
        Just("Mr. ".to_owned()),
        Just("2009 г. ".to_owned()),
        Just("M.Ə.".to_owned()),
        Just("1.1. ".to_owned()),
        Just("😀 ".to_owned()),
        Just("(a) ".to_owned()),
        "[A-Za-zƏəİıА-Яа-я]{1,6} ",
        "[0-9]{1,4}",
        "\\PC{0,4}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A pattern that compiles.
fn pattern() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        Just(r"\.".to_owned()),
        Just(r"\s+".to_owned()),
        Just(r"\p{Lu}".to_owned()),
        Just("[.!?]".to_owned()),
        Just(r"\b".to_owned()),
        Just("(?<!a)".to_owned()),
        Just("(?=b)".to_owned()),
        Just("a*".to_owned()),
        Just("(?:a|b)+".to_owned()),
        Just("<&>\"".to_owned()),
        Just("ə".to_owned()),
    ];
    prop::collection::vec(atom, 0..4).prop_map(|atoms| atoms.concat())
}

fn document() -> impl Strategy<Value = SrxDocument> {
    let rule = || {
        (any::<bool>(), pattern(), pattern(), "[a-zə <&]{0,8}").prop_map(
            |(breaks, before, after, description)| Rule {
                breaks,
                before,
                after,
                description: description.trim().to_owned(),
                ..Rule::default()
            },
        )
    };
    let rules = || prop::collection::vec(rule(), 0..6);
    (rules(), rules(), any::<[bool; 5]>()).prop_map(|(first, second, flags)| SrxDocument {
        header: Header {
            segment_subflows: flags[0],
            cascade: flags[1],
            codes: yaddash_model::CodePlacement {
                start_before: flags[2],
                end_before: flags[3],
                isolated_before: flags[4],
            },
        },
        language_rules: vec![
            LanguageRules {
                name: "First & \"best\"".to_owned(),
                rules: first,
            },
            LanguageRules {
                name: "Default".to_owned(),
                rules: second,
            },
        ],
        language_maps: vec![
            LanguageMap {
                pattern: "az.*".to_owned(),
                rules_name: "First & \"best\"".to_owned(),
                ..LanguageMap::default()
            },
            LanguageMap {
                pattern: ".*".to_owned(),
                rules_name: "Default".to_owned(),
                ..LanguageMap::default()
            },
        ],
        passed_over: PassedOver::default(),
    })
}

fn check_tiling(segmenter: &Segmenter, paragraph: &str) -> Result<(), TestCaseError> {
    let spans = segmenter.segments(paragraph);
    let mut at = 0;
    for span in &spans {
        prop_assert_eq!(span.start(), at);
        prop_assert!(!span.is_empty());
        let piece = span.of(paragraph);
        prop_assert!(piece.is_some(), "cuts a character");
        let is_blank = piece.is_some_and(|piece| piece.trim().is_empty());
        prop_assert!(!is_blank || spans.len() == 1, "a blank segment");
        at = span.end();
    }
    prop_assert_eq!(at, paragraph.len());
    prop_assert_eq!(&segmenter.segments(paragraph), &spans);

    let starts: Vec<usize> = spans.iter().skip(1).map(|span| span.start()).collect();
    let explained = segmenter.explain(paragraph).unwrap();
    let breaks: Vec<usize> = explained
        .iter()
        .filter(|candidate| candidate.verdict == Verdict::Break)
        .map(|candidate| candidate.offset)
        .collect();
    prop_assert_eq!(breaks, starts);
    prop_assert!(explained.is_sorted_by(|one, next| one.offset < next.offset));

    for (span, trimmed) in spans.iter().zip(segmenter.trimmed_segments(paragraph)) {
        prop_assert!(span.encloses(trimmed));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn segments_tile_any_text(paragraph in text()) {
        for language in ["az", "en", "ru", "ja"] {
            check_tiling(Segmenter::builtin(&language.parse().unwrap()), &paragraph)?;
        }
    }

    #[test]
    fn any_rules_tile_any_text(document in document(), paragraph in text()) {
        let segmenter = Segmenter::from_srx(&document, &"az".parse().unwrap()).unwrap();
        check_tiling(&segmenter, &paragraph)?;
    }

    #[test]
    fn written_rules_read_the_same(document in document()) {
        let xml = document.to_xml();
        let again = SrxDocument::parse(&xml, Some("again.srx")).unwrap();
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(again.to_xml(), xml);
    }

    #[test]
    fn a_paragraph_does_not_depend_on_its_neighbours(one in text(), other in text()) {
        let segmenter = Segmenter::builtin(&"az".parse().unwrap());
        let alone = segmenter.segments(&one);
        segmenter.segments(&other);
        prop_assert_eq!(segmenter.segments(&one), alone);
    }

    #[test]
    fn no_pattern_panics(before in "\\PC{0,12}", after in "[\\[\\](){}|*+?\\\\^$a-c&-]{0,12}", paragraph in text()) {
        let document = SrxDocument {
            header: Header::default(),
            language_rules: vec![LanguageRules {
                name: "All".to_owned(),
                rules: vec![Rule { breaks: true, before, after, ..Rule::default() }],
            }],
            language_maps: vec![LanguageMap { pattern: ".*".to_owned(), rules_name: "All".to_owned(), ..LanguageMap::default() }],
            passed_over: PassedOver::default(),
        };
        if let Ok(segmenter) = Segmenter::from_srx(&document, &"az".parse().unwrap()) {
            check_tiling(&segmenter, &paragraph)?;
        }
    }

    #[test]
    fn no_file_panics(text in "(<[a-z]{0,5}( [a-z]{1,3}=\"x\")?/?>|[a-z&;<>]|</[a-z]>){0,12}") {
        let _ = SrxDocument::parse(&text, None);
        let _ = SrxDocument::parse(&format!("<srx version='2.0'><body>{text}</body></srx>"), None);
        let _ = AbbreviationList::parse(&text, None);
    }
}

fn one_rule(before: &str, after: &str) -> SrxDocument {
    SrxDocument {
        header: Header::default(),
        language_rules: vec![LanguageRules {
            name: "All".to_owned(),
            rules: vec![Rule {
                breaks: true,
                before: before.to_owned(),
                after: after.to_owned(),
                ..Rule::default()
            }],
        }],
        language_maps: vec![LanguageMap {
            pattern: ".*".to_owned(),
            rules_name: "All".to_owned(),
            ..LanguageMap::default()
        }],
        passed_over: PassedOver::default(),
    }
}

#[test]
fn patterns_that_explode_are_bounded() {
    let paragraph = format!("{}b", "a".repeat(400));
    let az = "az".parse().unwrap();
    // Without back-references nested repetition is harmless.
    let segmenter = Segmenter::from_srx(&one_rule("(a+)+$", ""), &az).unwrap();
    assert_eq!(segmenter.try_segments(&paragraph).unwrap().len(), 1);
    // With one it backtracks until the limit.
    let segmenter = Segmenter::from_srx(&one_rule(r"((?:a|a?)+)(a+)+\1[^ab]", ""), &az).unwrap();
    let error = segmenter.try_segments(&paragraph).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Backtracking { .. }),
        "{error}"
    );
    assert_eq!(segmenter.segments(&paragraph).len(), 1);
    // Counted repetition grows the automaton until its limit.
    let error = Segmenter::from_srx(&one_rule("((a{1000}){1000}){1000}", ""), &az).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::TooLarge { .. }),
        "{error}"
    );
}

#[test]
fn the_exported_rules_agree_on_the_corpus() {
    let document = SrxDocument::parse(&builtin_srx().to_xml(), None).unwrap();
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/segments");
    let (mut same, mut different) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(language) = name.rsplit('.').nth(1) else {
            continue;
        };
        let tag = language.parse().unwrap();
        let exported = Segmenter::from_srx(&document, &tag).unwrap();
        for block in std::fs::read_to_string(&path).unwrap().split("\n\n") {
            let paragraph = block.trim().replace('\n', " ");
            let (one, other) = (
                Segmenter::builtin(&tag).segments(&paragraph),
                exported.segments(&paragraph),
            );
            same += one.iter().filter(|span| other.contains(span)).count();
            different += one.iter().filter(|span| !other.contains(span)).count();
        }
    }
    assert!(same > 500);
    assert!(different * 200 <= same, "{different} of {same}");
}
