//! Reading on behind a problem.

use super::*;

#[test]
fn reading_goes_on_behind_local_problems() {
    let mut reader = XmlReader::new("<a><b x='&no;'>R&D \u{1}</b>&no;<c/></a>".as_bytes());
    let (mut problems, mut names) = (0, Vec::new());
    loop {
        match reader.next_event() {
            Ok(XmlEvent::Eof) => break,
            Ok(XmlEvent::End(tag)) => names.push(format!("/{}", tag.name())),
            Ok(XmlEvent::Empty(tag)) => names.push(tag.name().to_owned()),
            Ok(_) => {}
            Err(error) => {
                assert!(error.xml_problem().unwrap().is_local(), "{error}");
                problems += 1;
            }
        }
    }
    assert_eq!(names, ["/b", "c", "/a"]);
    assert_eq!(problems, 3, "&no; twice, R&D with U+0001 behind it once");
}

#[test]
fn skips_to_the_next_element_behind_a_problem() {
    let xml = "<t><b><u>1 < 2</u>\n<us/><u n='2'>x</u></b></t>";
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.next_event().is_ok() {}
    assert!(matches!(reader.next_event(), Ok(XmlEvent::Eof)));
    assert!(reader.skip_to("u", 2).unwrap());
    match reader.next_event().unwrap() {
        XmlEvent::Start(tag) => assert_eq!(tag.attribute("n").as_deref(), Some("2")),
        other => panic!("{other:?}"),
    }
    assert_eq!(reader.position().line_column().to_string(), "2:6");
    while !matches!(reader.next_event().unwrap(), XmlEvent::Eof) {}
    assert!(!reader.skip_to("u", 2).unwrap());
}

#[test]
fn skips_to_an_element_that_comes_in_small_reads() {
    for step in 1..8 {
        let mut reader = XmlReader::new(Slowly {
            rest: b"<t></b> <u>x</u></t>",
            step,
        });
        while !matches!(reader.next_event(), Ok(XmlEvent::Eof)) {}
        assert!(reader.skip_to("u", 1).unwrap(), "in steps of {step}");
        assert!(matches!(reader.next_event(), Ok(XmlEvent::Start(_))));
        assert_eq!(reader.position().byte, 8, "in steps of {step}");
    }
}

#[test]
fn skipping_keeps_a_mark_behind_the_tag() {
    // The first token behind the place that does not stand in one block of 64 KiB is a text that begins with U+FEFF.
    let text = "\u{feff}".to_owned() + &"x".repeat(70_000);
    let xml = format!("<t>1 < 2</t><u>{text}</u>");
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.next_event().is_ok() {}
    assert!(reader.skip_to("u", 1).unwrap());
    reader.next_event().unwrap();
    match reader.next_event().unwrap() {
        XmlEvent::Text(found) => assert!(*found == *text),
        other => panic!("{other:?}"),
    }
}
