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
