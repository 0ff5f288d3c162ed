//! The writer.

use super::*;

#[test]
fn the_writer_keeps_order() {
    let mut writer = XmlWriter::new(Vec::new());
    assert!(
        writer.text("x").is_err() && writer.end().is_err() && writer.attribute("a", "").is_err()
    );
    writer.start("a").unwrap();
    assert!(writer.start("1a").is_err() && writer.comment("a--b").is_err());
    writer.text("x").unwrap();
    assert!(writer.attribute("b", "").is_err());
    writer.end().unwrap();
    assert!(writer.start("b").is_err());
}

#[test]
fn forbidden_characters_go_by_policy() {
    for (policy, expected) in [
        (ForbiddenCharacters::Replace, "<a>x\u{fffd}y\u{fffd}</a>"),
        (ForbiddenCharacters::Remove, "<a>xy</a>"),
    ] {
        let mut writer = XmlWriter::new(Vec::new()).with_forbidden(policy);
        writer.element("a", "x\u{b}y\u{ffff}").unwrap();
        assert_eq!(writer.forbidden(), 2);
        assert_eq!(writer.finish().unwrap(), expected.as_bytes());
    }
}
