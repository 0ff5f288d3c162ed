//! Tests of reading and writing XML, by subject.

mod attacks;
mod going_on;
mod places;
mod properties;
mod recording;
mod well_formed;
mod writing;

use std::fmt::Write as _;

use super::*;

/// All events of `xml` in a short form, and the error that ended them.
fn events(xml: &str) -> (String, Option<crate::Error>) {
    let mut reader = XmlReader::new(xml.as_bytes());
    let mut seen = String::new();
    loop {
        match reader.next_event() {
            Ok(XmlEvent::Eof) => return (seen, None),
            Ok(event) => show(&event, &mut seen),
            Err(error) => return (seen, Some(error)),
        }
    }
}

fn show(event: &XmlEvent<'_>, seen: &mut String) {
    let tag = |tag: &Tag<'_>, end: &str| {
        let mut shown = format!("<{}", tag.name());
        for Attribute { name, value } in tag.attributes() {
            write!(shown, " {name}={value:?}").unwrap();
        }
        shown + end
    };
    let shown = match event {
        XmlEvent::Start(start) => tag(start, ">"),
        XmlEvent::Empty(empty) => tag(empty, "/>"),
        XmlEvent::End(end) => format!("</{}>", end.name()),
        XmlEvent::Text(text) => format!("{text:?}"),
        XmlEvent::CData(text) => format!("[{text:?}]"),
        XmlEvent::Reference { name, text } => format!("&{name}={text:?};"),
        XmlEvent::Comment(text) => format!("#{text:?}"),
        XmlEvent::ProcessingInstruction(pi) => format!("?{}={:?}", pi.target(), pi.data()),
        XmlEvent::Doctype(doctype) => format!("!{}:{:?}", doctype.name(), doctype.system_id()),
        XmlEvent::Declaration(declaration) => {
            format!("?xml {:?}", declaration.encoding().unwrap_or_default())
        }
        XmlEvent::Eof => String::new(),
    };
    seen.push_str(&shown);
    seen.push(' ');
}

fn read_all(xml: &str) -> String {
    let (seen, error) = events(xml);
    assert!(error.is_none(), "{xml}: {error:?}");
    seen.trim_end().to_owned()
}

/// Gives a few bytes at a time.
struct Slowly<'a> {
    rest: &'a [u8],
    step: usize,
}

impl std::io::Read for Slowly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.step.min(buffer.len());
        let mut part = self.rest.get(..count).unwrap_or(self.rest);
        let count = part.read(buffer)?;
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(count)
    }
}
