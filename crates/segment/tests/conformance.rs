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
        let pieces = segmenter.split_segment(&segment);
        assert_eq!(shown(&pieces), expected, "{coded}");
        assert_eq!(Segment::join(&pieces), segment);
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
