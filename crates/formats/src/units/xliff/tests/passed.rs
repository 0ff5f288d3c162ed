//! What a file says and units have no place for is counted.

use super::super::Reader;
use crate::units::Languages;

/// What was lost of a file.
fn lost(file: &str) -> String {
    let mut reader = Reader::new(file.as_bytes(), Languages::default()).unwrap();
    for unit in reader.by_ref() {
        unit.unwrap();
    }
    reader.losses().to_string()
}

fn one(attributes: &str, body: &str) -> String {
    format!(
        r#"<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:o="urn:other"><file source-language="en" target-language="az" original="a" {attributes}><body>{body}</body></file></xliff>"#
    )
}

fn two(attributes: &str, body: &str) -> String {
    format!(
        r#"<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:o="urn:other" srcLang="en" trgLang="az"><file id="f" original="a" {attributes}>{body}</file></xliff>"#
    )
}

#[test]
fn what_one_says_more_is_counted() {
    let unit = |inside: &str| one("", &format!(r#"<trans-unit id="1">{inside}</trans-unit>"#));
    for (file, said) in [
        (
            one(r#"datatype="plaintext" xml:space="preserve""#, ""),
            "nothing",
        ),
        (one(r#"datatype="html" tool-id="t""#, ""), "2 attributes"),
        (
            one("", r#"<group id="g"><note>n</note></group>"#),
            "2 elements",
        ),
        (
            one(
                "",
                r#"<trans-unit id="1" sdl:locktype="x" o:a="b" restype="button"><source>a</source></trans-unit>"#,
            ),
            "2 attributes",
        ),
        (
            unit(r#"<source ts="t" xml:lang="en">a</source><source>b</source>"#),
            "1 attribute, 1 element",
        ),
        (
            unit(r#"<source>a</source><target state="new" xml:lang="az"/>"#),
            "nothing",
        ),
        (
            unit(r#"<source>a</source><target state="final" phase-name="p"/>"#),
            "2 attributes",
        ),
        (
            unit(r#"<source>a</source><target state="final" o:a="b">c</target>"#),
            "1 attribute",
        ),
        (
            unit(
                r#"<source>a</source><note from="m" o:a="b">n</note><context-group name="g" purpose="location" crc="1"><context context-type="record" crc="2">r</context><o:more/></context-group>"#,
            ),
            "4 attributes, 1 element",
        ),
        (
            unit(
                r#"<source>a</source><prop-group name="g"><prop prop-type="p" xml:lang="en">v</prop><note/></prop-group>"#,
            ),
            "2 attributes, 1 element",
        ),
        (
            unit(
                r#"<source>a<mrk mtype="term" id="m" sdl:cid="1">b</mrk><ph id="1" assoc="none"/></source><seg-source>other</seg-source>"#,
            ),
            "3 attributes, 1 element",
        ),
        (
            unit(
                r#"<source>a</source><seg-source crc="1"><mrk mtype="seg" mid="1">a</mrk></seg-source><target state="final"><mrk mtype="seg" mid="1"/></target><sdl:seg-defs><sdl:seg id="1" conf="Draft"><sdl:value key="k">v</sdl:value><sdl:value>w</sdl:value></sdl:seg><sdl:seg id="2" conf="Draft"/></sdl:seg-defs>"#,
            ),
            "2 attributes, 1 property, 1 element",
        ),
        (
            unit(
                r#"<source>a</source><alt-trans mid="9" o:a="b"><seg-source>a</seg-source><target>c</target></alt-trans>"#,
            ),
            "1 attribute, 1 element",
        ),
    ] {
        assert_eq!(lost(&file), said, "{file}");
    }
}

#[test]
fn what_two_says_more_is_counted() {
    let unit = |inside: &str| {
        let segment = r#"<segment id="s1"><source>a</source></segment>"#;
        two("", &format!(r#"<unit id="1">{inside}{segment}</unit>"#))
    };
    let segment = |text: &str| two("", &format!(r#"<unit id="1">{text}</unit>"#));
    for (file, said) in [
        (two("", "<notes><note>n</note></notes>"), "1 element"),
        (two(r#"translate="no" o:a="b""#, ""), "2 attributes"),
        (
            two(
                "",
                r#"<unit id="1" canResegment="no" srcDir="ltr" type="o:b" translate="no" name="n"><segment><source>a</source></segment></unit>"#,
            ),
            "3 attributes",
        ),
        (
            segment(
                r#"<segment id="s" state="final" subState="o:b" canResegment="no"><source xml:lang="en">a</source><target order="1"/></segment>"#,
            ),
            "4 attributes",
        ),
        (
            segment(r#"<segment state="initial"><source>a</source><target/></segment>"#),
            "nothing",
        ),
        (
            segment(
                r#"<segment><source>a<ph id="1" dataRef="none"/></source><target order="1">b</target><o:more/></segment>"#,
            ),
            "2 attributes, 1 element",
        ),
        (
            unit(r#"<notes><note id="n" o:a="b" category="c">t</note><o:more/></notes>"#),
            "1 attribute, 1 element",
        ),
        (
            unit(
                r#"<mda:metadata id="m"><mda:metaGroup id="g" category="c" appliesTo="unit"><mda:metaGroup><mda:meta type="t" o:a="b">v</mda:meta></mda:metaGroup><o:more/></mda:metaGroup></mda:metadata>"#,
            ),
            "3 attributes, 1 element",
        ),
        (
            unit(
                r##"<mtc:matches><mtc:match id="m" ref="#s1" o:a="b"><source>a</source><target>b</target></mtc:match><o:more/></mtc:matches>"##,
            ),
            "1 attribute, 1 element",
        ),
        (
            unit(
                r#"<originalData><data id="d" dir="ltr" xml:space="preserve">a<cp hex="zz"/><o:b/></data></originalData>"#,
            ),
            "1 attribute, 1 character, 1 element",
        ),
    ] {
        assert_eq!(lost(&file), said, "{file}");
    }
}
