//! What SRX 2.0 says, point by point.

#![allow(
    clippy::expect_used,
    clippy::type_complexity,
    reason = "a test fails by panicking"
)]

use yaddash_model::{CodeKind, InlineCode, Segment};
use yaddash_segment::{ErrorKind, Segmenter, SrxDocument};

/// A file with these rules for every language.
fn srx(rules: &[(&str, &str, &str)]) -> String {
    let elements: Vec<String> = rules
        .iter()
        .map(|(breaks, before, after)| {
            format!(
                "<rule break=\"{breaks}\"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>\n"
            )
        })
        .collect();
    let elements = elements.concat();
    format!(
        "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n<header segmentsubflows=\"yes\" cascade=\"yes\"/>\n<body><languagerules><languagerule languagerulename=\"All\">\n{elements}</languagerule></languagerules>\n<maprules><languagemap languagepattern=\".*\" languagerulename=\"All\"/></maprules></body></srx>"
    )
}

fn cut(rules: &[(&str, &str, &str)], text: &str) -> Vec<String> {
    let document = SrxDocument::parse(&srx(rules), None).expect("SRX");
    let segmenter = Segmenter::from_srx(&document, &"en".parse().expect("a tag")).expect("rules");
    segmenter
        .segments(text)
        .iter()
        .filter_map(|span| span.of(text))
        .map(str::to_owned)
        .collect()
}

#[test]
fn rules_apply_as_the_standard_says() {
    let end: (&str, &str, &str) = ("yes", r"\.", r"\s");
    let table: &[(&[(&str, &str, &str)], &str, &[&str])] = &[
        // The first rule that matches decides.
        (
            &[("no", r"Mr\.", r"\s"), end],
            "A. Mr. B. C",
            &["A. ", "Mr. B. ", "C"],
        ),
        (
            &[end, ("no", r"Mr\.", r"\s")],
            "A. Mr. B",
            &["A. ", "Mr. ", "B"],
        ),
        // Parts may be empty.
        (&[("yes", r"\.", "")], "a.b.c", &["a.", "b.", "c"]),
        (&[("yes", "", "X")], "aXbX", &["a", "Xb", "X"]),
        (
            &[("no", "", "X"), ("yes", "", "[XY]")],
            "aXbY",
            &["aXb", "Y"],
        ),
        // A rule is tried again inside what it matched before.
        (&[("yes", "aa", "a")], "aaaaa", &["aa", "a", "a", "a"]),
        (&[("yes", "ab?", "b?c")], "abc", &["a", "b", "c"]),
        (
            &[("yes", r"\.+", r"\.*\s")],
            "a... b",
            &["a.", ".", ". ", "b"],
        ),
        // An exception may reach beyond the break on both sides.
        (
            &[("no", r"Mr\.", r"\s+Brown"), end],
            "Mr. Brown. Mr. B",
            &["Mr. Brown. ", "Mr. ", "B"],
        ),
        (
            &[("no", r"A\. B\.", r"\s"), end],
            "A. B. C",
            &["A. ", "B. C"],
        ),
        // Word boundaries know all letters.
        (
            &[("no", r"\bə\.", r"\s"), end],
            "mə. ə. b",
            &["mə. ", "ə. b"],
        ),
        (&[("yes", r"\w\b", r"\W")], "aə-b", &["aə", "-b"]),
        // Look-around, at the ends and inside.
        (
            &[("yes", r"(?&lt;!Mr)\.", r"\s")],
            "Mr. A. B",
            &["Mr. A. ", "B"],
        ),
        (
            &[("yes", r"\.", r"(?=\s[A-Z])")],
            "a. b. C",
            &["a. b. ", "C"],
        ),
        (
            &[("yes", r"\.(?!\s[a-z])", r"\s")],
            "a. b. C",
            &["a. b. ", "C"],
        ),
        (
            &[("yes", r"a(?&lt;=ba)\.", r"\s")],
            "a. ba. c",
            &["a. ba. ", "c"],
        ),
        // Possessive repetition gives nothing back; a back-reference repeats.
        (&[("yes", r"\.++", r"[.\s]")], "a... b", &["a... ", "b"]),
        (&[("yes", r"(a|b)\1", "")], "abaab", &["abaa", "b"]),
        // Horizontal space, quoting, classes within classes.
        (
            &[("yes", r"\.\h", "")],
            "a.\u{a0}b.\nc",
            &["a.\u{a0}", "b.\nc"],
        ),
        (&[("yes", r"\Q.)\E", r"\s")], "a.) b. c", &["a.) ", "b. c"]),
        (
            &[("yes", r"[.!&amp;&amp;[^!]]", r"\s")],
            "a! b. c",
            &["a! b. ", "c"],
        ),
        // White space belongs to the segment before, wherever the rule puts the break.
        (&[("yes", r"\.\s", "")], "a.   b", &["a.   ", "b"]),
        // The edges are no breaks, and no segment is blank.
        (&[("yes", "", "")], " ab ", &[" a", "b "]),
        (&[], "a. b", &["a. b"]),
    ];
    check(table);
}

#[test]
fn exceptions_hold_positions_whatever_else_matches() {
    let end: (&str, &str, &str) = ("yes", r"\.", r"\s");
    check(&[
        // Exceptions overlap, and each holds its own position.
        (
            &[
                ("no", r"[A-Z]\.", r"\s[A-Z]\."),
                ("no", r"[A-Z]\.\s[A-Z]\.", r"\s[A-Z][a-z]"),
                end,
            ],
            "J. S. Bach. K. L. M. Next",
            &["J. S. Bach. ", "K. L. M. Next"],
        ),
        // An exception that begins inside another one.
        (
            &[("no", r"ab\.", r"\scd\."), ("no", r"cd\.", r"\sef"), end],
            "ab. cd. ef. ab. cd. gh. cd. ij",
            &["ab. cd. ef. ", "ab. cd. ", "gh. ", "cd. ", "ij"],
        ),
        // An exception whose part before the break has no bound.
        (
            &[("no", r"(?:\w+\s)*Inc\.", r"\s"), end],
            "One two three Inc. four. Five",
            &["One two three Inc. four. ", "Five"],
        ),
        // An exception that is empty holds everywhere, one with an empty part where the other matches.
        (&[("no", "", ""), end], "A. B. C", &["A. B. C"]),
        (&[("no", "", r"\sB"), end], "A. B. C", &["A. B. ", "C"]),
        (&[("no", r"A\.", ""), end], "A. B. C", &["A. B. ", "C"]),
        // An exception that is longer than the break on both sides, and one that is part of a longer word.
        (
            &[("no", r"No\.", r"\s\d+\sof\s\d"), end],
            "See No. 5 of 7. No. 5 off",
            &["See No. 5 of 7. ", "No. ", "5 off"],
        ),
        (
            &[("no", r"\bст\.", r"\s"), end],
            "куст. ст. я",
            &["куст. ", "ст. я"],
        ),
    ]);
}

/// For each row: cut by these rules, the text gives these segments.
fn check(table: &[(&[(&str, &str, &str)], &str, &[&str])]) {
    for (rules, text, expected) in table {
        assert_eq!(cut(rules, text), *expected, "{rules:?} on {text:?}");
    }
}

#[test]
fn break_is_yes_by_default() {
    let text = srx(&[("yes", r"\.", r"\s")]).replace(" break=\"yes\"", "");
    let document = SrxDocument::parse(&text, None).expect("SRX");
    assert!(document.language_rules[0].rules[0].breaks);
}

#[test]
fn version_1_is_read() {
    let text = r#"<?xml version="1.0"?>
<!DOCTYPE srx PUBLIC "-//LISA OSCAR:1998//DTD for segmentation//EN" "srx.dtd">
<srx version="1.0"><header segmentsubflows="no"><formathandle type="start" include="yes"/></header>
<body><languagerules><languagerule languagerulename="Default"><rule break="no"><beforebreak>&#x41;\.</beforebreak></rule>
<!-- the end --><rule><beforebreak><![CDATA[\.]]></beforebreak><afterbreak>\s</afterbreak></rule></languagerule></languagerules>
<maprules><maprule maprulename="Default"><languagemap languagepattern=".*" languagerulename="Default"/></maprule></maprules></body></srx>"#;
    let document = SrxDocument::parse(text, Some("old.srx")).expect("SRX 1.0");
    assert!(!document.header.segment_subflows && !document.header.cascade);
    assert!(document.header.codes.start_before);
    let rules = &document.language_rules[0].rules;
    assert_eq!(
        (rules[0].before.as_str(), rules[1].before.as_str()),
        (r"A\.", r"\.")
    );
    assert_eq!(rules[1].description, "the end");
    assert_eq!(rules[1].place.line, 5);
    let segmenter = Segmenter::from_srx(&document, &"fr".parse().expect("a tag")).expect("rules");
    assert_eq!(segmenter.segments("A. b. C").len(), 2);
}

#[test]
fn cascade_decides_whether_later_maps_count() {
    let file = |cascade: &str| {
        format!(
            r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="{cascade}"/>
<body><languagerules>
<languagerule languagerulename="All"><rule><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
<languagerule languagerulename="Own"><rule break="no"><beforebreak>Nr\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
</languagerules><maprules>
<languagemap languagepattern="de.*" languagerulename="Own"/><languagemap languagepattern=".*" languagerulename="All"/>
</maprules></body></srx>"#
        )
    };
    // The order is that of the maps, not of the rules.
    for (cascade, tag, count, name) in [
        ("yes", "de-AT", 2, "Own+All"),
        ("no", "de-AT", 1, "Own"),
        ("no", "fr", 3, "All"),
    ] {
        let document = SrxDocument::parse(&file(cascade), None).expect("SRX");
        let segmenter =
            Segmenter::from_srx(&document, &tag.parse().expect("a tag")).expect("rules");
        assert_eq!(segmenter.segments("Nr. 5. Ende").len(), count, "{tag}");
        assert_eq!(segmenter.identity().name, name);
    }
}

#[test]
fn a_language_without_rules_is_never_cut() {
    let text = srx(&[("yes", r"\.", r"\s")]).replace("\".*\"", "\"en\"");
    let document = SrxDocument::parse(&text, None).expect("SRX");
    let az = "az".parse().expect("a tag");
    assert!(document.rules_for(&az).expect("maps").is_empty());
    let segmenter = Segmenter::from_srx(&document, &az).expect("no rules");
    assert_eq!(segmenter.segments("Bir. İki.").len(), 1);
    assert_eq!(segmenter.identity().name, "none");
}

#[test]
fn what_is_no_srx_is_passed_over_and_counted() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- A comment before the root, longer than what a reader may look at. LONG -->
<s:srx xmlns:s="http://www.lisa.org/srx20" xmlns:okp="urn:extension" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  version="2.0" xsi:schemaLocation="http://www.lisa.org/srx20 srx20.xsd">
<s:header cascade="yes"><s:formathandle type="isolated" include="yes"/>
<okp:options trim="no"><okp:rule break="no"><s:beforebreak>never read</s:beforebreak></okp:rule></okp:options>
<okp:sample>Text. Text.</okp:sample><sample xmlns="urn:other">Text.</sample></s:header>
<s:body><s:languagerules><s:languagerule languagerulename="All">
<s:rule okp:active="yes"><s:beforebreak>\.<okp:mark>x</okp:mark></s:beforebreak><s:afterbreak>\s</s:afterbreak><s:more/></s:rule>
</s:languagerule></s:languagerules>
<s:maprules><s:languagemap languagepattern=".*" languagerulename="All"/></s:maprules></s:body></s:srx>"#
        .replace("LONG", &"x ".repeat(100_000));
    let document = SrxDocument::parse(&text, Some("f.srx")).expect("SRX");
    // Without `segmentsubflows` sub-flows are segmented.
    assert!(document.header.segment_subflows && document.header.codes.isolated_before);
    assert_eq!(document.language_rules[0].rules.len(), 1);
    assert_eq!(document.language_rules[0].rules[0].before, r"\.");
    let counted: Vec<(&str, usize)> = document
        .passed_over
        .0
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect();
    assert_eq!(
        counted,
        [
            ("okp:mark", 1),
            ("okp:options", 1),
            ("okp:sample", 1),
            ("s:more", 1),
            ("s:rule@okp:active", 1),
            ("sample", 1)
        ]
    );
    assert_eq!(
        SrxDocument::parse(&document.to_xml(), None).expect("what was written"),
        document
    );
}

#[test]
fn faults_are_told_with_their_place() {
    let wrong_rule = srx(&[("yes", r"\.", r"\s"), ("no", "(a", "")]);
    for (text, message) in [
        ("<srx version='2.0'>", "f.srx:1:"),
        (
            "<xliff/>",
            "f.srx:1:1: the root element is `xliff`, not `srx`",
        ),
        (
            "<srx version='3.0'/>",
            "f.srx:1:1: SRX version 3.0 is not known, only 1.0 and 2.0",
        ),
        (
            "<srx><body><languagerules><languagerule/></languagerules></body></srx>",
            "f.srx:1:",
        ),
        (
            "<srx>&what;</srx>",
            "f.srx:1:6: the file is not well-formed XML: entity `&what;` is not defined: write the character itself",
        ),
        (
            "",
            "f.srx:1:1: the file is not well-formed XML: there is no element",
        ),
    ] {
        let error = SrxDocument::parse(text, Some("f.srx"))
            .expect_err(text)
            .to_string();
        assert!(error.starts_with(message), "{text}: {error}");
    }
    let document = SrxDocument::parse(&wrong_rule, Some("f.srx")).expect("the XML is right");
    let error =
        Segmenter::from_srx(&document, &"en".parse().expect("a tag")).expect_err("a rule is wrong");
    assert_eq!(
        error.to_string(),
        "f.srx:5:1: rule 2 of `All`: the pattern `(a` is wrong at character 3: a closing parenthesis is missing"
    );
    assert!(matches!(
        error.kind(),
        ErrorKind::Pattern { character: 3, .. }
    ));
    // The language maps of the file stand on the seventh line.
    for (wrong, message) in [
        (
            "languagepattern=\"(a\"",
            "f.srx:7:1: the pattern `(a` is wrong at character 3: a closing parenthesis is missing",
        ),
        (
            "languagepattern=\".*\" languagerulename=\"Al\"",
            "f.srx:7:1: the language map `.*` names rules `Al` that the file does not have",
        ),
    ] {
        let text = srx(&[("yes", "a", "b")])
            .replace("languagepattern=\".*\" languagerulename=\"All\"", wrong)
            .replace("(a\"/>", "(a\" languagerulename=\"All\"/>")
            .replace("<maprules>", "\n<maprules>");
        let document = SrxDocument::parse(&text, Some("f.srx")).expect("the XML is right");
        let error = Segmenter::from_srx(&document, &"en".parse().expect("a tag")).expect_err(wrong);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    for (bytes, message) in [
        (
            &b"<srx>\n<!-- \xe4 --></srx>"[..],
            "f.srx:2:6: the file is not valid UTF-8",
        ),
        (
            b"<?xml version='1.0' encoding='UTF-8'?>\n<srx><!--\xc9\x99\xff--></srx>",
            "f.srx:2:11: the file is not valid UTF-8",
        ),
    ] {
        let error = SrxDocument::read(bytes, Some("f.srx")).expect_err("no text");
        assert!(error.to_string().starts_with(message), "{error}");
    }
}

#[test]
fn files_in_other_encodings_are_read() {
    let text = srx(&[("yes", "ə", "")]);
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let document = SrxDocument::read(&utf16, None).expect("UTF-16");
    assert_eq!(document, SrxDocument::parse(&text, None).expect("text"));
}

fn code(kind: CodeKind) -> InlineCode {
    InlineCode::new(kind)
}

/// The text of `pieces` with each code shown as `<`, `>` or `|`.
fn shown(pieces: &[Segment]) -> Vec<String> {
    pieces
        .iter()
        .map(|piece| {
            yaddash_model::CodedView::new(piece, |code| {
                let sign = if code.is_start() {
                    "<"
                } else if code.is_end() {
                    ">"
                } else {
                    "|"
                };
                sign.to_owned()
            })
            .text()
            .to_owned()
        })
        .collect()
}

#[test]
fn codes_go_back_to_the_side_they_belong() {
    let segmenter = Segmenter::builtin(&"en".parse().expect("a tag"));
    // Each letter of the alphabet is text, `<` starts, `>` ends and `|` stands alone.
    for (coded, expected) in [
        (
            "He <stopped.> Then he went.",
            vec!["He <stopped.> ", "Then he went."],
        ),
        (
            "He stopped. <Then> he went.",
            vec!["He stopped. ", "<Then> he went."],
        ),
        (
            "He stopped.< Then> he went.",
            vec!["He stopped.", "< Then> he went."],
        ),
        (
            "He has stopped.|Then he went.",
            vec!["He has stopped.", "|Then he went."],
        ),
        ("Number 123.|456 is free.", vec!["Number 123.|456 is free."]),
        (
            "<He stopped. Then> he went.",
            vec!["<He stopped. >", "<Then> he went."],
        ),
    ] {
        let mut segment = Segment::new();
        for character in coded.chars() {
            match character {
                '<' => segment.push_code(code(CodeKind::HiStart)),
                '>' => segment.push_code(code(CodeKind::HiEnd)),
                '|' => segment.push_code(code(CodeKind::Ph)),
                _ => segment.push_text(character.encode_utf8(&mut [0; 4])),
            }
        }
        let pieces = segmenter.split_segment(&segment).expect("no backtracking");
        assert_eq!(shown(&pieces), expected, "{coded}");
        assert_eq!(Segment::join(&pieces), segment);
    }
}

#[test]
fn codes_of_an_image_hold_text_of_their_own() {
    use yaddash_model::{Attributes, CodeContent};
    let sub = |text: &str, inner: Option<InlineCode>| {
        let mut segment = Segment::from(text);
        if let Some(inner) = inner {
            segment.push_code(inner);
        }
        let mut code = code(CodeKind::Ph);
        code.content
            .push(CodeContent::Native("<img alt='".to_owned()));
        code.content.push(CodeContent::Sub {
            attributes: Attributes::new(),
            segment,
        });
        code
    };
    let mut segment = Segment::from("See the map. ");
    segment.push_code(sub("The old town. The sea.", Some(sub("One. Two.", None))));
    let rules = |subflows: &str| {
        let text = srx(&[("yes", r"\.", r"\s")]).replace("subflows=\"yes", subflows);
        let document = SrxDocument::parse(&text, None).expect("SRX");
        Segmenter::from_srx(&document, &"en".parse().expect("a tag")).expect("rules")
    };
    for (subflows, expected) in [
        (
            "subflows=\"yes",
            vec![vec!["The old town. ", "The sea.|"], vec!["One. ", "Two."]],
        ),
        (
            "subflows=\"no",
            vec![vec!["The old town. The sea.|"], vec!["One. Two."]],
        ),
    ] {
        let found: Vec<Vec<String>> = rules(subflows)
            .split_subflows(&segment)
            .expect("no backtracking")
            .iter()
            .map(|pieces| shown(pieces))
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn codes_go_where_the_file_says() {
    for (include, expected) in [
        (["no", "yes", "no"], ["One.>", "|<Two."]),
        (["yes", "yes", "yes"], ["One.>|<", "Two."]),
        (["no", "no", "no"], ["One.", ">|<Two."]),
        (["no", "no", "yes"], ["One.>|", "<Two."]),
    ] {
        let [start, end, isolated] = include;
        let handles = format!(
            r#"<header segmentsubflows="yes" cascade="yes"><formathandle type="start" include="{start}"/><formathandle type="end" include="{end}"/><formathandle type="isolated" include="{isolated}"/></header>"#
        );
        let text = srx(&[("yes", r"\.", "")]).replace(
            "<header segmentsubflows=\"yes\" cascade=\"yes\"/>",
            &handles,
        );
        let document = SrxDocument::parse(&text, None).expect("SRX");
        let segmenter =
            Segmenter::from_srx(&document, &"en".parse().expect("a tag")).expect("rules");
        let mut segment = Segment::from("One.");
        segment.push_code(code(CodeKind::Ept));
        segment.push_code(code(CodeKind::Ph));
        segment.push_code(code(CodeKind::Bpt));
        segment.push_text("Two.");
        let pieces = segmenter.split_segment(&segment).expect("no backtracking");
        assert_eq!(shown(&pieces), expected, "{include:?}");
        assert_eq!(Segment::join(&pieces), segment);
    }
}

#[test]
fn abbreviations_are_explained_by_their_line() {
    use yaddash_segment::{AbbreviationList, Verdict};
    let list =
        AbbreviationList::parse("# ours\nqst.\n\n  xyz.\n", Some("ours.txt")).expect("a list");
    // Rules of a file may break behind the white space.
    for rule in [("yes", r"\.", r"\s"), ("yes", r"\.\s", "")] {
        let document = SrxDocument::parse(&srx(&[rule]), Some("f.srx")).expect("SRX");
        let segmenter = Segmenter::from_srx(&document, &"en".parse().expect("a tag"))
            .and_then(|segmenter| segmenter.with_abbreviations(&list))
            .expect("rules");
        let found: Vec<(Verdict, String)> = segmenter
            .explain("An xyz. and b. End")
            .expect("no backtracking")
            .into_iter()
            .map(|candidate| (candidate.verdict, candidate.rule.to_string()))
            .collect();
        assert_eq!(found[0].0, Verdict::Hold, "{rule:?}");
        assert_eq!(
            found[0].1,
            "ours.txt:4: The abbreviation `xyz.`, class never."
        );
        assert_eq!(found[1].0, Verdict::Break);
        assert!(found[1].1.starts_with("f.srx:4: "), "{}", found[1].1);
    }
}

#[test]
fn abbreviations_of_the_user_come_first() {
    use yaddash_segment::AbbreviationList;
    let list = AbbreviationList::parse("# ours\nqst.\n[end]\nvə ilax.\n", None).expect("a list");
    let plain = Segmenter::builtin(&"az".parse().expect("a tag"));
    let more = plain.with_abbreviations(&list).expect("rules");
    let text = "Bu, qst. Bakı deməkdir. Alma və ilax. var. Heyva və ilax. Bitdi.";
    assert_eq!(plain.segments(text).len(), 5);
    assert_eq!(more.segments(text).len(), 4);
    assert_ne!(plain.identity(), more.identity());
    assert_eq!(more.identity().hash.len(), 32);
}
