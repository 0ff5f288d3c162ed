//! A check of well-formedness for tests.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The names of the elements of `markup` in the order they start.
///
/// # Panics
/// Where `markup` is not well-formed: a tag without its partner, an unknown reference, a `<` or a forbidden character in
/// text or attributes, an attribute given twice.
pub(crate) fn elements(markup: &str) -> Vec<String> {
    let mut reader = Reader::from_str(markup);
    let mut names = Vec::new();
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                names.push(name_of(&tag));
            }
            Event::Empty(tag) => names.push(name_of(&tag)),
            Event::End(_) => depth -= 1,
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                assert!(
                    name.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&name),
                    "unknown reference {name}"
                );
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element has no end");
    let forbidden = |c: &char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert_eq!(markup.chars().find(forbidden), None);
    names
}

fn name_of(tag: &quick_xml::events::BytesStart<'_>) -> String {
    for attribute in tag.attributes() {
        let value = attribute.unwrap().value;
        assert!(!value.contains('<'), "a `<` in an attribute");
    }
    tag.name().as_ref().to_owned()
}
