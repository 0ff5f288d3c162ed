//! Whatever the bytes are.

use proptest::prelude::*;

use super::*;

fn xml_text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.chars().filter(|c| is_xml_character(*c)).collect())
}

proptest! {
    #[test]
    fn bytes_that_are_not_utf8_have_the_same_place_however_they_are_read(
        before in prop::collection::vec(
            prop_oneof![Just("ə 🏙\n"), Just("<b c='ı\n'/>"), Just("<!--я-->"), Just("<![CDATA[ə\n]]>"), Just("<?p я?>")],
            0..6,
        ),
        (opening, closing) in prop_oneof![
            Just(("", "")), Just(("<b c='", "'/>")), Just(("<!--", "-->")), Just(("<![CDATA[", "]]>")), Just(("<?p ", "?>")),
        ],
        inside in "[aəя🏙\n]{0,9}",
        bad in prop::sample::select(vec![&b"\xff"[..], b"\xc3", b"\xe2\x82", b"\x80"]),
        step in 1..9_usize,
    ) {
        let valid = format!("<a>{}{opening}{inside}", before.concat());
        let xml = [valid.as_bytes(), bad, closing.as_bytes(), b"</a>"].concat();
        let expected = Position::START.after(valid.as_bytes());
        for step in [step, xml.len()] {
            let mut reader = XmlReader::new(Slowly { rest: &xml, step });
            let error = loop {
                match reader.next_event() {
                    Ok(XmlEvent::Eof) => panic!("accepted"),
                    Ok(_) => {}
                    Err(error) => break error,
                }
            };
            prop_assert_eq!(error.xml_problem(), Some(&XmlProblem::NotUtf8));
            prop_assert_eq!(error.position(), Some(expected), "in steps of {}", step);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut reader = XmlReader::new(&bytes[..]);
        for _ in 0..200 {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => { let _ = error.to_string(); }
            }
        }
        prop_assert!(false, "no end");
    }

    #[test]
    fn anything_like_xml_is_read_or_refused(
        parts in prop::collection::vec(prop_oneof![
            Just("<a>"), Just("</a>"), Just("<b x='1'"), Just("/>"), Just(">"), Just("<"), Just("&"), Just("&amp;"), Just("&#1"),
            Just(";"), Just("<!"), Just("--"), Just("<!--"), Just("-->"), Just("<![CDATA["), Just("]]>"), Just("<?"), Just("?>"),
            Just("xml"), Just("<!DOCTYPE"), Just(" a"), Just("["), Just("]"), Just("<!ENTITY e 'x'>"), Just("&e;"), Just("'"),
            Just("\""), Just("="), Just("ə"), Just("\u{1}"), Just("\r\n"), Just(":"), Just("\u{fffe}"),
        ], 0..24),
        skip: bool,
    ) {
        let xml = parts.concat();
        let mut reader = XmlReader::new(xml.as_bytes());
        for _ in 0..200 {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    let position = error.position().unwrap();
                    prop_assert!(position.byte <= xml.len());
                    if skip { reader.skip_to("a", 1).unwrap(); }
                }
            }
        }
        prop_assert!(false, "no end: {}", xml);
    }

    #[test]
    fn what_is_written_is_read(text in xml_text(), value in xml_text()) {
        let mut writer = XmlWriter::new(Vec::new());
        writer.start("a").unwrap();
        writer.attribute("b", &value).unwrap();
        writer.text(&text).unwrap();
        let bytes = writer.finish().unwrap();
        let mut reader = XmlReader::new(&bytes[..]);
        let (mut read_text, mut read_value) = (String::new(), None);
        loop {
            match reader.next_event().unwrap() {
                XmlEvent::Eof => break,
                XmlEvent::Start(tag) | XmlEvent::Empty(tag) => read_value = tag.attribute("b").map(std::borrow::Cow::into_owned),
                event => read_text.push_str(event.as_text().unwrap_or_default()),
            }
        }
        prop_assert_eq!(read_text, text);
        prop_assert_eq!(read_value, Some(value));
    }

    #[test]
    fn the_writer_refuses_what_it_cannot_write(character in any::<char>()) {
        let mut writer = XmlWriter::new(Vec::new());
        writer.start("a").unwrap();
        let written = writer.text(&character.to_string());
        prop_assert_eq!(written.is_ok(), is_xml_character(character));
    }
}
