use std::fmt::Write as _;

use yaddash_io::encoding::Evidence;
use yaddash_model::{CodeContent, CodeKind, Item, Segment};

use super::*;

fn in_body(body: &str) -> String {
    format!("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n{body}\n</body></tmx>")
}

fn units(bytes: &[u8]) -> Vec<Result<TranslationUnit, Error>> {
    TmxReader::new(bytes).unwrap().collect()
}

/// The segment of the first variant of the only unit.
fn segment(content: &str) -> Segment {
    let tmx = in_body(&format!(
        "<tu><tuv xml:lang='az'><seg>{content}</seg></tuv></tu>"
    ));
    let mut units = units(tmx.as_bytes());
    assert_eq!(units.len(), 1);
    units.remove(0).unwrap().variants.remove(0).segment
}

/// A segment in a short form: codes as their kind, `sub` as what is in it.
fn shown(segment: &Segment) -> String {
    let mut shown = String::new();
    for item in segment.items() {
        match item {
            Item::Text(text) => shown.push_str(text),
            Item::Code(code) => {
                let names: Vec<String> = code
                    .attributes
                    .iter()
                    .map(|(n, v)| format!(" {n}={v}"))
                    .collect();
                let content: Vec<String> = code
                    .content
                    .iter()
                    .map(|part| match part {
                        CodeContent::Native(native) => format!("'{native}'"),
                        CodeContent::Sub { segment, .. } => {
                            format!("sub({})", self::shown(segment))
                        }
                        other => format!("{other:?}"),
                    })
                    .collect();
                let kind = match &code.kind {
                    CodeKind::ForeignStart(name) => format!("+{name}"),
                    CodeKind::ForeignEnd(name) => format!("-{name}"),
                    other => format!("{other:?}"),
                };
                write!(shown, "[{kind}{}{}]", names.concat(), content.concat()).unwrap();
            }
        }
    }
    shown
}

#[test]
fn inline_codes() {
    for (content, expected) in [
        (
            "Milli&#160;Məclis &lt;x&gt;<![CDATA[ <y> ]]>",
            "Milli\u{a0}Məclis <x> <y> ",
        ),
        (" a\r\n\tb ", " a\n\tb "),
        (
            "<bpt i='1' x='2' type='bold'>&lt;b></bpt>x<ept i='1'>&lt;/b></ept>",
            "[Bpt i=1 x=2 type=bold'<b>']x[Ept i=1'</b>']",
        ),
        (
            "a<ph/>b<it pos='end'/>c<ut>u</ut>",
            "a[Ph]b[It pos=end]c[Ut'u']",
        ),
        (
            "<hi type='t'>a<hi>b</hi></hi><hi/>",
            "[HiStart type=t]a[HiStart]b[HiEnd][HiEnd][HiStart][HiEnd]",
        ),
        (
            "<ph>a<sub>b<bpt i='1'>c<sub>d</sub></bpt>e</sub>f</ph>",
            "[Ph'a'sub(b[Bpt i=1'c'sub(d)]e)'f']",
        ),
        (
            "<g id='1'>a<x/>b</g><t5:n k='v' xmlns:t5='u'/>",
            "[+g id=1]a[+x][-x]b[-g][+t5:n k=v xmlns:t5=u][-t5:n]",
        ),
        (
            "a<!-- c --><?p q r?>b",
            "a[Comment' c '][ProcessingInstruction'p q r']b",
        ),
        (
            "<ph>a<b c='&amp;'>d</b><br/><!--e--></ph>",
            "[Ph'a<b c=\"&amp;\">d</b><br/><!--e-->']",
        ),
        ("<sub>a</sub>", "[+sub]a[-sub]"),
    ] {
        assert_eq!(shown(&segment(content)), expected, "{content}");
    }
}

#[test]
fn headers() {
    let tmx = r##"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><!-- c -->
        <tmx version="1.1"><header srclang="*all*" creationdate="yesterday" x="1">
          <note lang="ru">n&amp;</note><prop type="p" xml:lang="az">v<!-- c --></prop>
          <ude name="u"><map unicode="#x1"/><map unicode="#x2"></map></ude><odd>x</odd>
        </header><body/></tmx>"##;
    let reader = TmxReader::new(tmx.as_bytes()).unwrap();
    let header = reader.header();
    assert_eq!(header.version, "1.1");
    assert_eq!(
        header.source_language(),
        Some(yaddash_model::SourceLanguage::Any)
    );
    assert_eq!(header.attributes.get("creationdate"), Some("yesterday"));
    assert_eq!(
        (
            &*header.notes[0].text,
            header.notes[0].attributes.get("lang")
        ),
        ("n&", Some("ru"))
    );
    assert_eq!(
        (&*header.properties[0].kind, &*header.properties[0].value),
        ("p", "v")
    );
    assert_eq!(header.encodings[0].maps.len(), 2);
    assert_eq!(reader.skipped(), 1);
    assert_eq!(reader.count(), 0);
}

#[test]
fn languages_by_either_name() {
    let tmx =
        in_body("<tu><tuv lang='AZ'><seg/></tuv><tuv xml:lang='en_US' lang='en'><seg/></tuv></tu>");
    let unit = units(tmx.as_bytes()).remove(0).unwrap();
    assert_eq!(unit.variants[0].language.as_str(), "AZ");
    assert_eq!(unit.variants[1].language.normal(), "en-US");
    assert_eq!(unit.variants[1].attributes.get("lang"), Some("en"));
}

#[test]
fn what_is_no_memory() {
    for (tmx, expected) in [
        ("", "1:1: there is no element"),
        ("<html/>", "1:1: the document's element is `html`"),
        ("<tmx version='1.4'><header/></tmx>", "there is no `body`"),
        ("<tmx><header", "1:6: the file ends inside a tag"),
        ("plain text", "1:1: text stands outside"),
    ] {
        let error = TmxReader::new(tmx.as_bytes()).err().unwrap().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn units_that_cannot_be_read_do_not_stop_the_others() {
    let good = "<tu tuid='g'><tuv xml:lang='az'><seg>x</seg></tuv></tu>";
    for (bad, expected) in [
        (
            "<tu><tuv><seg>x</seg></tuv></tu>",
            "2:5: a `tuv` has no xml:lang: add its language (unit 1)",
        ),
        (
            "<tu><tuv xml:lang=' '><seg>x</seg></tuv></tu>",
            "2:5: ` ` is not a language tag",
        ),
        ("<tu><tuv xml:lang='az'/></tu>", "2:5: a `tuv` has no `seg`"),
        (
            "<tu><tuv xml:lang='az'><seg>R&D</seg></tuv></tu>",
            "2:30: `&` starts no reference",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>a<b</seg></tuv></tu>",
            "2:32: `</seg` is no name",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>\u{1}</seg></tuv></tu>",
            "2:29: character U+0001",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>&nbsp;</seg></tuv></tu>",
            "2:29: entity `&nbsp;`",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>x</tuv></tu>",
            "2:30: `</tuv>` does not close `seg` of 2:24",
        ),
        (
            "<tu><tuv xml:lang='az' t5:n='1'><seg>x</seg></tuv></tu>",
            "2:24: prefix `t5` is not declared",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>x<t5:n/></seg></tuv></tu>",
            "2:31: prefix `t5` is not declared",
        ),
        (
            "<tu><tuv xml:lang='az'><seg>x</seg></tuv>",
            "3:1: a `tu` starts inside another",
        ),
    ] {
        let tmx = in_body(&format!("{bad}\n{good}"));
        let read = units(tmx.as_bytes());
        let error = read[0].as_ref().unwrap_err();
        assert!(error.to_string().starts_with(expected), "{bad}: {error}");
        assert_eq!(error.unit(), Some(1), "{bad}");
        assert_eq!(read[1].as_ref().unwrap().id(), Some("g"), "{bad}");
    }
}

#[test]
fn languages_may_be_named_in_any_way() {
    let unit = "<tu><tuv xml:lang='C'><seg>x</seg></tuv><tuv xml:lang='az@cyrillic'><seg>y</seg></tuv>\
                <tuv xml:lang='AZ-01'><seg>z</seg></tuv></tu>";
    let tmx = in_body(unit).replace("srclang=\"en\"", "srclang='C'");
    let read = units(tmx.as_bytes());
    let unit = read[0].as_ref().unwrap();
    let named: Vec<_> = unit
        .variants
        .iter()
        .map(|variant| (variant.language.as_str(), variant.language.normal()))
        .collect();
    assert_eq!(
        named,
        [
            ("C", "x-c"),
            ("az@cyrillic", "az-Cyrl"),
            ("AZ-01", "az-x-01")
        ]
    );
}

#[test]
fn units_of_a_second_body_are_not_lost_in_silence() {
    let unit = "<tu><tuv xml:lang='az'><seg>x</seg></tuv></tu>";
    for body in [
        format!("<body>{unit}</body><x/>"),
        "<body/>".to_owned(),
        format!("<body>{unit}"),
    ] {
        let tmx = format!("<tmx><header/>\n{body}\n <body>{unit}</body>");
        let mut reader = TmxReader::new(tmx.as_bytes()).unwrap();
        let read: Vec<_> = reader.by_ref().collect();
        let (last, before) = read.split_last().unwrap();
        assert!(before.iter().all(Result::is_ok), "{tmx}");
        let error = last.as_ref().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::SecondBody), "{error}");
        assert!(error.to_string().starts_with("3:2: "), "{error}");
        assert_eq!(error.unit(), None);
    }
    let empty = in_body(unit).replace("</tmx>", "<body/></tmx>");
    let mut reader = TmxReader::new(empty.as_bytes()).unwrap();
    assert_eq!(reader.by_ref().filter_map(Result::ok).count(), 1);
    assert_eq!(reader.skipped(), 1);
}

#[test]
fn a_cut_file_gives_its_whole_units_and_an_error() {
    let tmx =
        in_body("<tu><tuv xml:lang='az'><seg>x</seg></tuv></tu><tu><tuv xml:lang='az'><seg>y");
    let tmx = tmx.strip_suffix("\n</body></tmx>").unwrap();
    let read = units(tmx.as_bytes());
    assert_eq!(read.len(), 2);
    assert!(read[0].is_ok());
    let error = read[1].as_ref().unwrap_err().to_string();
    assert!(
        error.contains("before element `seg` of 2:70 is closed"),
        "{error}"
    );
}

#[test]
fn encodings_and_languages() {
    let bank = [
        ("az", "Azərbaycan Milli Məclisi İı"),
        ("ru", "Милли Меджлис Ё"),
        ("en", "“Milli Majlis” café 🏙"),
    ];
    let tuvs: Vec<String> = bank
        .iter()
        .map(|(lang, text)| format!("<tuv xml:lang='{lang}'><seg>{text}</seg></tuv>"))
        .collect();
    let tuvs = tuvs.concat();
    let tmx = in_body(&format!("<tu>{tuvs}</tu>"));
    let declared =
        |name: &str, text: &str| format!("<?xml version='1.0' encoding='{name}'?>{text}");
    let le = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let be = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect::<Vec<u8>>()
    };
    let utf32 = |text: &str| {
        text.chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let files = [
        tmx.clone().into_bytes(),
        declared("utf8", &tmx).into_bytes(),
        declared("windows-1252", &tmx).into_bytes(),
        declared("utf-16", &tmx).into_bytes(),
        format!("\u{feff}{tmx}").into_bytes(),
        le(&format!("\u{feff}{}", declared("utf-16", &tmx))),
        le(&format!("\u{feff}{}", declared("utf-8", &tmx))),
        be(&format!("\u{feff}{tmx}")),
        le(&tmx),
        be(&declared("UTF-16BE", &tmx)),
        utf32(&format!("\u{feff}{tmx}")),
    ];
    for file in files {
        let unit = units(&file).remove(0).unwrap();
        let texts: Vec<_> = unit
            .variants
            .iter()
            .map(|v| (v.language.as_str(), v.segment.text()))
            .collect();
        assert_eq!(texts, bank);
    }
    let cyrillic = declared(
        "windows-1251",
        &in_body("<tu><tuv xml:lang='ru'><seg>\u{1}</seg></tuv></tu>"),
    );
    let bytes: Vec<u8> = cyrillic
        .bytes()
        .flat_map(|b| {
            if b == 1 {
                vec![0xC1, 0xE0, 0xEA, 0xF3]
            } else {
                vec![b]
            }
        })
        .collect();
    let reader = TmxReader::new(&bytes[..]).unwrap();
    assert_eq!(reader.evidence(), Evidence::Declaration);
    assert_eq!(
        units(&bytes).remove(0).unwrap().variants[0].segment.text(),
        "Баку"
    );
}

#[test]
fn attacks_are_errors() {
    let deep = in_body(&format!(
        "<tu><tuv xml:lang='az'><seg>{}",
        "<hi>".repeat(100_000)
    ));
    let bomb = "<!DOCTYPE tmx [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>\
        <!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;'>\
        <!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;'>]>".to_owned()
        + &in_body("<tu><tuv xml:lang='az'><seg>&h;</seg></tuv></tu>");
    let outside = "<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>".to_owned()
        + &in_body("<tu><tuv xml:lang='az'><seg>&a;</seg></tuv></tu>");
    for (tmx, expected) in [
        (deep, "nested deeper"),
        (bomb, "entities grow"),
        (outside, "outside the file"),
    ] {
        let error = units(tmx.as_bytes()).remove(0).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
