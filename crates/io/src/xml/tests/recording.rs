//! Events with the bytes that they stand for.

use super::*;

#[test]
fn recorded_events_are_the_file() {
    let xml = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'>]><a b = '1' ><!-- c --><?p d?>&e;&#65;<![CDATA[<]]>\r\n<b/></a >\n";
    let mut reader = XmlReader::new(xml.as_bytes()).recording();
    let mut raw = Vec::new();
    loop {
        let is_end = matches!(reader.next_event().unwrap(), XmlEvent::Eof);
        raw.extend_from_slice(reader.raw());
        if is_end {
            break;
        }
    }
    assert_eq!(reader.recorded(), xml.as_bytes());
    assert_eq!(raw, xml.as_bytes());
    reader.forget();
    assert_eq!(reader.recorded(), b"");
}

#[test]
fn what_follows_is_read_in_its_context() {
    let xml = "<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns:p='u'><b>";
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.depth() < 2 {
        reader.next_event().unwrap();
    }
    let context = reader.context();
    assert!(context.has_entities());
    let start = Position {
        line: 7,
        column: 3,
        byte: 99,
    };
    let read = |xml: &str| {
        let mut inner = context.reader(xml.as_bytes(), start);
        let mut text = String::new();
        loop {
            match inner.next_event() {
                Ok(XmlEvent::Eof) => return Ok((text, inner.depth())),
                Ok(event) => text.push_str(event.as_text().unwrap_or_default()),
                Err(error) => return Err(error),
            }
        }
    };
    assert_eq!(read("<p:c>&e;</p:c>y").unwrap(), ("xy".to_owned(), 2));
    assert_eq!(read("</b></a>").unwrap(), (String::new(), 0));
    // The end may stand where it began or behind the root, and nowhere else.
    assert_eq!(read("<c>").unwrap_err().position().unwrap().byte, 102);
    let error = read("</b>").unwrap_err();
    assert_eq!(error.position().unwrap().to_string(), "7:7");
}

#[test]
fn unread_bytes_follow_the_last_event() {
    let mut reader = XmlReader::new("<a>rest".as_bytes());
    reader.next_event().unwrap();
    let (unread, _) = reader.into_unread().unwrap();
    assert_eq!(unread, b"rest");
}
