#![expect(
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "places in test data are known, and tables of cases are long"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::*;

/// `line:column rule` of every finding.
fn findings(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    validate(
        bytes,
        Path::new("a.tmx"),
        Scratch::new(&tempfile::tempfile),
        &mut |finding| {
            assert!(rule::rule(finding.rule.as_str()).is_some());
            assert!(finding.place.start <= finding.place.end);
            assert!(finding.place.span.end() <= bytes.len() * 3);
            assert!(!finding.message.ends_with('.'));
            let start = finding.place.start;
            let name = finding.rule.as_str().strip_prefix("tmx-").unwrap();
            found.push(format!("{start} {name}"));
        },
    )
    .unwrap();
    found
}

const HEAD: &str = r#"<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="xml"/><body>"#;

/// A file whose second line is `body`; everything around it is as it should be.
fn in_body(body: &str) -> String {
    format!("{HEAD}\n{body}\n</body></tmx>")
}

/// A unit of two variants with this English segment, which starts in column 31.
fn in_segment(segment: &str) -> String {
    in_body(&format!(
        r#"<tu><tuv xml:lang="en"><seg>  {segment}  </seg></tuv><tuv xml:lang="az"><seg>x</seg></tuv></tu>"#
    ))
    .replace("<seg>  ", "<seg>aə")
    .replace("  </seg>", "я</seg>")
}

fn check(cases: &[(String, &[&str])]) {
    for (xml, expected) in cases {
        assert_eq!(findings(xml.as_bytes()), *expected, "{xml}");
    }
}

#[test]
fn nothing_to_find() {
    check(&[
        (in_body(""), &[]),
        (in_segment(""), &[]),
        (format!("<?xml version='1.0'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>{}", in_body("")), &[]),
        (in_segment(r#"<bpt i="1"/>x<bpt i="2">&lt;b></bpt>y<ept i="1"/><ept i="2"/> overlap"#), &[]),
        (in_segment(r#"<it pos="begin" type="a"/><hi><ph assoc="p"><sub>x</sub></ph></hi><it pos="end" type="b"/>"#), &[]),
        (in_body(r#"<tu srclang="*all*" usagecount="3" creationdate="20240229T000000Z"><prop type="x-a">p</prop><note xml:lang="ru">n</note><tuv xml:lang="az"><prop type="x-b"/><seg>x</seg></tuv><tuv xml:lang="ru"><seg>y</seg></tuv></tu>"#), &[]),
        (in_body(r#"<tu srclang="EN"><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="az"><seg>y</seg></tuv></tu>"#), &[]),
        (HEAD.replace("/>", r##"><ude name="u" base="b"><map unicode="#xF8FF" code="#xF0" ent="a"/></ude></header>"##) + "</body></tmx>", &[]),
        (in_body(r#"<tu><tuv lang="en"><seg>x</seg></tuv><tuv lang="az"><seg>y</seg></tuv></tu>"#).replace("1.4", "1.1"), &[]),
    ]);
}

#[test]
fn documents() {
    check(&[
        (String::new(), &["1:1 not-well-formed"]),
        (
            "<xliff version='1.2'><file/></xliff>".to_owned(),
            &["1:1 root"],
        ),
        ("<TMX/>".to_owned(), &["1:1 root"]),
        (
            "<tmx version='1.4'/>".to_owned(),
            &["1:1 missing-element", "1:1 missing-element"],
        ),
        (
            "<tmx><body/></tmx>".to_owned(),
            &["1:1 missing-attribute", "1:1 missing-element"],
        ),
        (
            in_body("").replace("version=\"1.4\"", "version=\"2.0\""),
            &["1:1 version"],
        ),
        (
            in_body("").replace("version=\"1.4\"", "version=\"1.4b\""),
            &["1:1 version"],
        ),
        (
            in_body("").replace("<tmx", "<tmx xmlns='http://www.lisa.org/tmx14'"),
            &["1:1 namespace"],
        ),
        (
            format!("<!DOCTYPE tmx SYSTEM 'x/tmx11.dtd'>{}", in_body("")),
            &["1:1 doctype"],
        ),
        (
            format!("<!DOCTYPE x [<!ENTITY e 'v'>]>\n{}", in_body("")),
            &["1:1 doctype", "1:1 internal-subset"],
        ),
        // A fault before the root does not hide what follows; another document is not looked into.
        (
            format!("<!DOCTYPE tmx [x]>\n{}", in_body("<tu/>")),
            &["1:1 not-well-formed", "3:1 missing-element"],
        ),
        (
            format!("{}\n{}", in_body(""), in_body("<tu/>")),
            &["4:1 not-well-formed"],
        ),
        ("<x><tmx/></x>".to_owned(), &["1:1 root"]),
    ]);
    let header = HEAD
        .replace("segtype=\"sentence\" ", "gitCommit=\"1\" ")
        .replace("adminlang=\"en\"", "adminlang=\"en_US\"");
    check(&[(
        header.replace("datatype=\"xml\"", "datatype=\"docx\"") + "</body></tmx>",
        &[
            "1:20 unknown-attribute",
            "1:20 language-underscore",
            "1:20 datatype",
            "1:20 missing-attribute",
        ],
    )]);
    let twice = HEAD.replace("<body>", "<body/><body>") + "</body></tmx>";
    assert_eq!(findings(twice.as_bytes()), ["1:149 repeated-element"]);
    let late = "<tmx version='1.4'><body/>".to_owned() + &HEAD[19..HEAD.len() - 6] + "</tmx>";
    assert_eq!(findings(late.as_bytes()), ["1:27 element-order"]);
}

#[test]
fn units() {
    let variants = r#"<tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="az"><seg>y</seg></tuv>"#;
    let tu = |attributes: &str, content: &str| in_body(&format!("<tu{attributes}>{content}</tu>"));
    check(&[
        (tu("", ""), &["2:1 missing-element"]),
        (
            tu("", r#"<tuv xml:lang="en"><seg>x</seg></tuv>"#),
            &["2:1 single-variant"],
        ),
        (
            tu("", &variants.replace("az", "EN")),
            &["2:42 repeated-language"],
        ),
        (
            tu("", &variants.replace("\"en\"", "\"ru\"")),
            &["2:1 no-source-variant"],
        ),
        (
            tu("", &variants.replace("\"en\"", "\"en-GB\"")),
            &["2:1 source-region"],
        ),
        (tu(" srclang=\"ru\"", variants), &["2:1 no-source-variant"]),
        (
            tu("", &variants.replace(" xml:lang=\"az\"", "")),
            &["2:42 missing-attribute"],
        ),
        (
            tu("", &variants.replace("xml:lang=\"az\"", "lang=\"az\"")),
            &["2:42 missing-attribute"],
        ),
        (
            tu(
                "",
                &variants.replace("xml:lang=\"az\"", "xml:lang=\"az\" lang=\"ru\""),
            ),
            &["2:42 language-conflict"],
        ),
        (
            tu("", &variants.replace("\"az\"", "\"az_AZ\"")),
            &["2:42 language-underscore"],
        ),
        (
            tu("", &variants.replace("\"az\"", "\"Azerbaijani\"")),
            &["2:42 language"],
        ),
        (
            tu("", variants).replace("1.4", "1.1"),
            &["2:5 early-xml-lang", "2:42 early-xml-lang"],
        ),
        (
            tu("", &format!("{variants}<prop type=\"x-p\"/>")),
            &["2:79 element-order"],
        ),
        (
            tu(
                "",
                &variants.replace("<seg>y</seg>", "<seg>y</seg><note>n</note>"),
            ),
            &["2:73 element-order"],
        ),
        (
            tu(
                "",
                &variants.replace("<seg>y</seg>", "<seg>y</seg><seg>z</seg>"),
            ),
            &["2:73 repeated-element"],
        ),
        (
            tu("", &variants.replace("<seg>y</seg>", "")),
            &["2:42 missing-element"],
        ),
        (
            tu(
                "",
                &format!("<prop type=\"Domain\">x</prop><prop type=\"Domain\"/><prop/>{variants}"),
            ),
            &["2:5 property-type", "2:54 missing-attribute"],
        ),
        (
            tu(
                "",
                &format!("<prop type=\"x-p\">a<b>c</b></prop>{variants}"),
            ),
            &["2:23 unknown-element"],
        ),
        (
            tu("", &format!("<note lang=\"az\"/>{variants}")),
            &["2:5 bare-lang"],
        ),
        (tu(" tuid=\"a b\"", variants), &["2:1 tuid-space"]),
        (
            tu(" usagecount=\"many\" segtype=\"clause\"", variants),
            &["2:1 number", "2:1 attribute-value"],
        ),
        (
            tu(
                " creationdate=\"20230229T000000Z\" changedate=\"yesterday\"",
                variants,
            ),
            &["2:1 date", "2:1 date"],
        ),
        (tu("", &format!("text {variants}")), &["2:5 misplaced-text"]),
        (
            tu("", &format!("<tu/>{variants}")),
            &["2:5 misplaced-element", "2:5 missing-element"],
        ),
        (
            in_body("<TU/><x><tu/></x>"),
            &["2:1 unknown-element", "2:6 unknown-element"],
        ),
        (
            in_body(&format!(
                "<tu tuid=\"1\">{variants}</tu>\n<tu tuid=\"1\">{variants}</tu>"
            )),
            &["3:1 repeated-tuid"],
        ),
    ]);
}

#[test]
fn segments() {
    check(&[
        (in_segment(r#"<bpt i="1"/>"#), &["2:31 unpaired-bpt"]),
        (in_segment(r#"<ept i="1"/>"#), &["2:31 unpaired-ept"]),
        (
            in_segment(r#"<ept i="1"/><bpt i="1"/>"#),
            &["2:31 unpaired-ept", "2:43 unpaired-bpt"],
        ),
        (
            in_segment(r#"<bpt i="1"/><ept i="1"/><bpt i="1"/><ept i="1"/>"#),
            &["2:55 repeated-pair"],
        ),
        (
            in_segment(r#"<bpt i="1"/><hi><ept i="1"/></hi>"#),
            &["2:47 unpaired-ept", "2:31 unpaired-bpt"],
        ),
        (
            in_segment("<bpt/><ept/>"),
            &["2:31 missing-attribute", "2:37 missing-attribute"],
        ),
        (
            in_segment(r#"<bpt i="a"/><ept i="a"/>"#),
            &["2:31 pair-number", "2:43 pair-number"],
        ),
        (in_segment("<it/>"), &["2:31 missing-attribute"]),
        (
            in_segment(r#"<it pos="middle"/><ph assoc="x"/>"#),
            &["2:31 attribute-value", "2:49 attribute-value"],
        ),
        (
            in_segment(r#"<it pos="begin" type="b"/>x<it pos="end" type="b"/>"#),
            &["2:58 isolated-pair"],
        ),
        (
            in_segment(r#"<ph x="1"/><ph x="one"/>"#),
            &[
                "2:42 x-number",
                "2:31 no-counterpart",
                "2:42 no-counterpart",
            ],
        ),
        (
            in_segment(r#"<ph x="1"/><ph x="1"/>"#),
            &["2:42 repeated-x", "2:31 no-counterpart"],
        ),
        (in_segment("<ut>x</ut>"), &["2:31 deprecated-ut"]),
        (
            in_segment(r#"<g id="1">x<bpt i="1"/></g><x/>"#),
            &["2:31 unknown-element", "2:58 unknown-element"],
        ),
        (in_segment("<sub>x</sub>"), &["2:31 misplaced-element"]),
        (
            in_segment("<ph><hi>x</hi></ph>"),
            &["2:35 misplaced-element"],
        ),
        (
            in_segment(r#"<ept i="1" x="2"/>"#),
            &["2:31 unknown-attribute", "2:31 unpaired-ept"],
        ),
        (
            in_segment(r#"<ph><sub>x<bpt i="1"/></sub></ph>"#),
            &["2:41 unpaired-bpt"],
        ),
        (in_segment("").replace("aə", " a"), &["2:24 segment-space"]),
        (
            in_segment("").replace("aəя", "<ph>x</ph>"),
            &["2:24 empty-segment"],
        ),
        (
            in_segment("").replace("<seg>aəя</seg>", "<seg/>"),
            &["2:24 empty-segment"],
        ),
    ]);
}

#[test]
fn user_encodings() {
    let ude = |content: &str| HEAD.replace("/>", &format!(">{content}</header>")) + "</body></tmx>";
    check(&[
        (ude("<ude name='u'/>"), &["1:141 missing-element"]),
        (
            ude("<ude><map unicode='#xF8FF' subst='x'/></ude>"),
            &["1:141 missing-attribute"],
        ),
        (
            ude("<ude name='u'><map unicode='#xF8FF' code='#xF0'/></ude>"),
            &["1:141 ude-base"],
        ),
        (
            ude("<ude name='u' base='b'><map unicode='F8FF' code='240' ent='ə'/></ude>"),
            &["1:164 map", "1:164 map", "1:164 map"],
        ),
        (
            ude("<ude name='u'><map unicode='#xF8FF'/></ude>"),
            &["1:155 map"],
        ),
    ]);
}

#[test]
fn faults_of_xml_are_found_together_with_the_rest() {
    let good =
        r#"<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="az"><seg>y</seg></tuv></tu>"#;
    let lonely = r#"<tu><tuv xml:lang="en"><seg>x</seg></tuv></tu>"#;
    for (bad, expected) in [
        (
            "<tu><tuv xml:lang='en'><seg>R&D</seg></tuv><tuv xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:30 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>a < b</seg></tuv></tu>",
            "2:31 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>a<b>c</seg></tuv></tu>",
            "2:30 unknown-element|2:34 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>\u{b}x</seg></tuv><tuv xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:29 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en' xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:24 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang=en><seg>x</seg></tuv></tu>",
            "2:10 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>x</seg></tu>",
            "2:36 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>&nbsp;x</seg></tuv><tuv xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:29 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>&#0;x</seg></tuv><tuv xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:29 not-well-formed",
        ),
        (
            "<tu><tuv xml:lang='en'><seg>]]>x</seg></tuv><tuv xml:lang='az'><seg>x</seg></tuv></tu>",
            "2:29 not-well-formed",
        ),
    ] {
        let xml = in_body(&format!("{bad}\n{good}\n{lonely}"));
        let found = findings(xml.as_bytes());
        for expected in expected.split('|') {
            assert!(
                found.iter().any(|found| found == expected),
                "{bad}: {found:?}"
            );
        }
        assert_eq!(
            found.last().map(String::as_str),
            Some("4:1 single-variant"),
            "{bad}: {found:?}"
        );
    }
    let unclosed = in_body(&format!("<tu>{good}\n{lonely}"));
    assert_eq!(
        findings(unclosed.as_bytes()),
        [
            "2:5 misplaced-element",
            "3:1 misplaced-element",
            "3:1 single-variant",
            "4:1 not-well-formed"
        ]
    );
    let cut = in_body(&format!("{good}\n<tu><tuv"));
    let cut = &cut[..cut.len() - 14];
    assert_eq!(findings(cut.as_bytes()), ["3:5 not-well-formed"], "{cut}");
    let twice = in_body(good) + &in_body(lonely);
    assert!(findings(twice.as_bytes()).contains(&"3:14 not-well-formed".to_owned()));
}

#[test]
fn encodings() {
    let xml = format!("<?xml version='1.0' encoding='ENC'?>{}", in_body(""));
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let cases: [(Vec<u8>, &[&str]); 6] = [
        (xml.replace("ENC", "utf-8").into_bytes(), &[]),
        (
            format!("\u{feff}{}", xml.replace("ENC", "utf-8")).into_bytes(),
            &[],
        ),
        (
            wide(&format!("\u{feff}{}", xml.replace("ENC", "utf-16"))),
            &[],
        ),
        (
            wide(&xml.replace("ENC", "utf-8")),
            &["1:1 no-byte-order-mark", "1:1 encoding-contradiction"],
        ),
        (
            xml.replace("ENC", "windows-1251").into_bytes(),
            &["1:1 encoding"],
        ),
        (
            xml.replace("ENC", "ebcdic").into_bytes(),
            &["1:1 encoding-contradiction"],
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(findings(&bytes), expected);
    }
    let mut odd = wide(&format!("\u{feff}{}", in_body("")));
    odd.push(b' ');
    assert!(findings(&odd).contains(&"1:1 undecodable".to_owned()));
    let bad = in_segment("~")
        .into_bytes()
        .iter()
        .map(|byte| if *byte == b'~' { 0xFF } else { *byte })
        .collect::<Vec<u8>>();
    assert_eq!(findings(&bad)[0], "1:1 encoding-contradiction");
}

#[test]
fn every_rule_is_named_once_and_explained() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.id.starts_with("tmx-") && rule.doc.ends_with('.'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn hostile_segments_end_soon() {
    let many = |one: &dyn Fn(usize) -> String| (0..60_000).map(one).collect::<String>();
    let segments = [
        many(&|at| format!("<bpt i=\"{at}\" x=\"{at}\"/>")),
        many(&|at| format!("<ept i=\"{at}\"/>")),
        many(&|at| format!("<it pos=\"begin\" x=\"{at}\"/>"))
            + &many(&|at| format!("<it pos=\"end\" x=\"{at}x\"/>")),
        "<hi>".repeat(60_000),
    ];
    for segment in segments {
        let start = Instant::now();
        assert!(!findings(in_segment(&segment).as_bytes()).is_empty());
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{:?}",
            start.elapsed()
        );
    }
    let variants = many(&|at| format!("<tuv xml:lang=\"x-{at}\"><seg>x</seg></tuv>"));
    let start = Instant::now();
    findings(in_body(&format!("<tu>{variants}</tu>")).as_bytes());
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn messages_read_well() {
    let xml = in_body(
        "<tu tuid=\"k 1\"><tuv xml:lang=\"az_AZ\"><seg>Milli <bpt i=\"1\"/>Məclis &nbsp;</seg></tuv>\n<tuv xml:lang='ru'><seg>x</seg></tuv></tu>",
    );
    let mut lines = String::new();
    validate(
        xml.as_bytes(),
        Path::new("a.tmx"),
        Scratch::new(&tempfile::tempfile),
        &mut |finding| {
            let place = &finding.place;
            let text = &xml[place.span.range()];
            writeln!(
                lines,
                "{} {} {} {:?}",
                place.start, finding.severity, finding.message, text
            )
            .unwrap();
        },
    )
    .unwrap();
    insta::assert_snapshot!(lines, @r#"
    2:1 warning `tuid` holds white space, `k 1` "<tu tuid=\"k 1\">"
    2:16 warning `xml:lang` is `az_AZ`: write `az-AZ` "<tuv xml:lang=\"az_AZ\">"
    2:68 error entity `&nbsp;` is not defined: write the character itself ""
    2:49 error `bpt` with i="1" has no `ept` behind it "<bpt i=\"1\"/>"
    2:38 warning a segment has white space at its end "<seg>Milli <bpt i=\"1\"/>Məclis &nbsp;</seg>"
    2:1 error a unit has no variant in its source language, `en` "<tu tuid=\"k 1\">"
    "#);
}
