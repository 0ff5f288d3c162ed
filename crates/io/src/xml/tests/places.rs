//! Lines, columns and bytes.

use super::*;

#[test]
fn bytes_that_are_not_utf8_have_a_place() {
    for (xml, column, byte) in [
        (&b"<a>\xc9\x99\xff</a>"[..], 5, 5),
        (b"<a b='\xc9\x99\xc3'/>", 8, 8),
        (b"<a>\xe4</a>", 4, 3),
    ] {
        let mut reader = XmlReader::new(xml);
        let error = loop {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => panic!("accepted"),
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        assert_eq!(error.xml_problem(), Some(&XmlProblem::NotUtf8));
        let position = error.position().unwrap();
        assert_eq!((position.column, position.byte), (column, byte), "{error}");
    }
}

#[test]
fn places_are_right_across_blocks() {
    let mut xml = String::from("<a>");
    let mut expected = Vec::new();
    for line in 0..9_000 {
        write!(xml, "İlk sətir {line} <b/> и текст\n  ").unwrap();
        expected.push((
            line + 1,
            if line == 0 { 3 } else { 2 } + format!("İlk sətir {line} ").chars().count() + 1,
        ));
    }
    xml.push_str("</a>");
    let mut reader = XmlReader::new(xml.as_bytes());
    let mut found = Vec::new();
    loop {
        let is_empty = match reader.next_event().unwrap() {
            XmlEvent::Eof => break,
            XmlEvent::Empty(_) => true,
            _ => false,
        };
        if is_empty {
            let position = reader.position();
            assert_eq!(xml.get(position.byte..position.byte + 4), Some("<b/>"));
            found.push((position.line, position.column));
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn a_mark_below_shifts_bytes_alone() {
    let mut reader = XmlReader::new("<a/>".as_bytes()).starting_at_byte(3);
    reader.next_event().unwrap();
    assert_eq!(
        reader.position(),
        Position {
            byte: 3,
            ..Position::START
        }
    );
}

#[test]
fn a_comment_in_a_subset_ends_at_the_same_place_however_it_is_read() {
    // Hyphens that two reads end with, for some size, and `>` behind the second.
    let subset = "<!-- a-b->]> abc-def->]> -->";
    let whole = format!("<!DOCTYPE a [{subset}<!ENTITY e 'x'>]><a>&e;</a>");
    let seen = read_all(&whole);
    assert!(seen.contains("&e=\"x\";"), "{seen}");
    // No end, and bytes that are not UTF-8: the missing end is what is named, since the tokenizer needs it to see the rest.
    let unclosed = b"<!DOCTYPE a [<!-- \xff a-b->]> abc-def->]><a/>";
    for step in 1..60 {
        let mut slow = XmlReader::new(Slowly {
            rest: whole.as_bytes(),
            step,
        });
        let mut text = String::new();
        loop {
            match slow.next_event() {
                Ok(XmlEvent::Eof) => break,
                Ok(event) => text.push_str(event.as_text().unwrap_or_default()),
                Err(error) => panic!("in steps of {step}: {error}"),
            }
        }
        assert_eq!(text, "x", "in steps of {step}");
        let mut slow = XmlReader::new(Slowly {
            rest: unclosed,
            step,
        });
        let error = slow.next_event().err().unwrap();
        let inside = "DOCTYPE";
        assert_eq!(
            error.xml_problem(),
            Some(&XmlProblem::Truncated { inside }),
            "in steps of {step}"
        );
    }
}
