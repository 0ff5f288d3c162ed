//! Reading elements into the types of the model.

use std::io::Read;

use yaddash_io::xml::{ProcessingInstruction, Tag, XmlEvent, XmlReader, XmlWriter};
use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Note, Property, Segment};

use crate::Error;

/// Elements inside each other that a memory may have; real ones have about ten.
pub(crate) const DEPTH: usize = 200;

/// All attributes of a tag.
pub(crate) fn attributes(tag: &Tag<'_>) -> Attributes {
    tag.attributes()
        .map(|attribute| (attribute.name, attribute.value))
        .collect()
}

/// Reads the text of an element up to its end; the tags of elements inside are left out, their text stays.
pub(crate) fn text<R: Read>(xml: &mut XmlReader<R>) -> Result<String, Error> {
    let (mut text, mut inside) = (String::new(), 0_usize);
    loop {
        match xml.next_event()? {
            XmlEvent::Start(_) => inside += 1,
            XmlEvent::End(_) if inside == 0 => return Ok(text),
            XmlEvent::End(_) => inside -= 1,
            XmlEvent::Eof => return Ok(text),
            event => text.push_str(event.as_text().unwrap_or_default()),
        }
    }
}

/// Passes over an element whose start tag was just read.
pub(crate) fn skip<R: Read>(xml: &mut XmlReader<R>) -> Result<(), Error> {
    let depth = xml.depth();
    while xml.depth() >= depth {
        if matches!(xml.next_event()?, XmlEvent::Eof) {
            break;
        }
    }
    Ok(())
}

/// A `prop` with these attributes and text.
pub(crate) fn property(mut attributes: Attributes, value: String) -> Property {
    let kind = attributes.remove("type").unwrap_or_default();
    Property {
        kind,
        value,
        attributes,
    }
}

/// A `note` with these attributes and text.
pub(crate) fn note(attributes: Attributes, text: String) -> Note {
    Note { text, attributes }
}

/// Reads the content of `seg` or `sub` up to its end.
pub(crate) fn segment<R: Read>(xml: &mut XmlReader<R>) -> Result<Segment, Error> {
    let mut segment = Segment::new();
    // Ends of the elements that wrap text and are open.
    let mut open: Vec<CodeKind> = Vec::new();
    loop {
        let mut code = match xml.next_event()? {
            XmlEvent::Start(tag) => {
                let code = code_of(&tag);
                if code.is_wrapping() {
                    open.push(end_of(&code.kind));
                    segment.push_code(code);
                    continue;
                }
                code
            }
            XmlEvent::Empty(tag) => {
                let code = code_of(&tag);
                let end = code.is_wrapping().then(|| end_of(&code.kind));
                segment.push_code(code);
                if let Some(end) = end {
                    segment.push_code(InlineCode::new(end));
                }
                continue;
            }
            XmlEvent::End(_) => match open.pop() {
                Some(end) => {
                    segment.push_code(InlineCode::new(end));
                    continue;
                }
                None => return Ok(segment),
            },
            XmlEvent::Comment(text) => {
                segment.push_code(InlineCode::new(CodeKind::Comment).with_native(text));
                continue;
            }
            XmlEvent::ProcessingInstruction(instruction) => {
                let native = match (instruction.target(), instruction.data()) {
                    (target, "") => target.to_owned(),
                    (target, data) => format!("{target} {data}"),
                };
                let code = InlineCode::new(CodeKind::ProcessingInstruction);
                segment.push_code(code.with_native(native));
                continue;
            }
            XmlEvent::Eof => return Ok(segment),
            event => {
                segment.push_text(event.as_text().unwrap_or_default());
                continue;
            }
        };
        code.content = code_content(xml)?;
        segment.push_code(code);
    }
}

/// The code that a start tag inside a segment stands for.
fn code_of(tag: &Tag<'_>) -> InlineCode {
    let kind = match tag.name() {
        "bpt" => CodeKind::Bpt,
        "ept" => CodeKind::Ept,
        "it" => CodeKind::It,
        "ph" => CodeKind::Ph,
        "ut" => CodeKind::Ut,
        "hi" => CodeKind::HiStart,
        other => CodeKind::ForeignStart(other.to_owned()),
    };
    InlineCode {
        attributes: attributes(tag),
        ..InlineCode::new(kind)
    }
}

fn end_of(start: &CodeKind) -> CodeKind {
    match start {
        CodeKind::ForeignStart(name) => CodeKind::ForeignEnd(name.clone()),
        _ => CodeKind::HiEnd,
    }
}

/// Reads the content of a code up to its end. Markup other than `sub` is native code like the text around it, as which
/// it is written out.
fn code_content<R: Read>(xml: &mut XmlReader<R>) -> Result<Vec<CodeContent>, Error> {
    let mut content = Vec::new();
    let mut inside = 0_usize;
    loop {
        match xml.next_event()? {
            XmlEvent::Start(tag) if tag.name() == "sub" && inside == 0 => {
                let attributes = attributes(&tag);
                let segment = segment(xml)?;
                content.push(CodeContent::Sub {
                    attributes,
                    segment,
                });
            }
            XmlEvent::Empty(tag) if tag.name() == "sub" && inside == 0 => {
                content.push(CodeContent::Sub {
                    attributes: attributes(&tag),
                    segment: Segment::new(),
                });
            }
            XmlEvent::End(_) if inside == 0 => return Ok(content),
            XmlEvent::Eof => return Ok(content),
            XmlEvent::Start(tag) => {
                inside += 1;
                push_native(&mut content, &markup(&tag, ">"));
            }
            XmlEvent::Empty(tag) => push_native(&mut content, &markup(&tag, "/>")),
            XmlEvent::End(tag) => {
                inside -= 1;
                push_native(&mut content, &end_markup(tag.name()));
            }
            XmlEvent::Comment(text) => push_native(&mut content, &comment_markup(&text)),
            XmlEvent::ProcessingInstruction(instruction) => {
                push_native(&mut content, &instruction_markup(&instruction));
            }
            event => push_native(&mut content, event.as_text().unwrap_or_default()),
        }
    }
}

fn push_native(content: &mut Vec<CodeContent>, text: &str) {
    match content.last_mut() {
        Some(CodeContent::Native(native)) => native.push_str(text),
        _ => content.push(CodeContent::Native(text.to_owned())),
    }
}

/// An end tag, a comment and a processing instruction as native code.
pub(crate) fn end_markup(name: &str) -> String {
    format!("</{name}>")
}

pub(crate) fn comment_markup(text: &str) -> String {
    format!("<!--{text}-->")
}

pub(crate) fn instruction_markup(instruction: &ProcessingInstruction<'_>) -> String {
    format!("<?{} {}?>", instruction.target(), instruction.data())
}

/// A tag as it would be written.
pub(crate) fn markup(tag: &Tag<'_>, end: &str) -> String {
    start_markup(tag.name(), &attributes(tag), end)
}

/// The tag of an element as it would be written, as native code.
pub(crate) fn start_markup(name: &str, attributes: &Attributes, end: &str) -> String {
    let mut writer = XmlWriter::new(Vec::new());
    let mut written = writer.start(name);
    for (name, value) in attributes.iter() {
        written = written.and_then(|()| writer.attribute(name, value));
    }
    // What XML cannot hold was not read from XML; without it the name alone stands for the tag.
    let tag = written
        .and_then(|()| writer.finish())
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_else(|| format!("<{name}/>"));
    tag.strip_suffix("/>").unwrap_or(&tag).to_owned() + end
}
