//! The guarded XML reader: never panics and comes to an end; without an error, the events nest, their bytes add up to
//! the input, and what [`XmlWriter`] makes of them reads the same again.
#![no_main]

use std::io::Read;

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::Trickle;
use yaddash_io::Error;
use yaddash_io::xml::{Tag, XmlEvent, XmlReader, XmlWriter};

fuzz_target!(|input: &[u8]| {
    // A byte order mark is for what decodes below the reader.
    let input = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
    let found = read(input, Prefixes::Declared, input);
    let slowly = read(Trickle::new(input, 7), Prefixes::Declared, input);
    assert_eq!(found, slowly, "the size of the reads shows");
    let leniently = read(input, Prefixes::Any, input);
    if found.errors.is_empty() {
        assert_eq!(leniently, found);
    }
    if leniently.errors.is_empty() {
        let written = write(&leniently.nodes);
        let again = read(&*written, Prefixes::Any, &written);
        assert_eq!(again.errors, [""; 0]);
        assert_eq!(merged(again.nodes), merged(leniently.nodes));
    }
});

/// Which prefixes are accepted.
#[derive(Clone, Copy, PartialEq)]
enum Prefixes {
    Declared,
    Any,
}

/// An event, owned.
#[derive(Debug, PartialEq)]
enum Node {
    Start(String, Vec<(String, String)>),
    End,
    Text(String),
    Comment(String),
    Instruction(String, String),
}

#[derive(Debug, PartialEq)]
struct Found {
    nodes: Vec<Node>,
    errors: Vec<String>,
}

/// Reads to the end. Behind an error that ends the document reading goes on with the next element `tu`, a few times.
fn read(input: impl Read, prefixes: Prefixes, bytes: &[u8]) -> Found {
    let mut xml = XmlReader::new(input);
    if prefixes == Prefixes::Any {
        xml = xml.allowing_undeclared_prefixes();
    }
    let mut found = Found {
        nodes: Vec::new(),
        errors: Vec::new(),
    };
    let mut open: Vec<String> = Vec::new();
    let mut raw = 0;
    loop {
        let is_strict = found.errors.is_empty();
        match xml.next_event() {
            Ok(XmlEvent::Eof) => {
                if is_strict {
                    assert_eq!(open, [""; 0], "the end came before the ends of elements");
                    assert_eq!(raw, bytes.len(), "bytes were lost");
                }
                if found.errors.len() > 8 || found.errors.is_empty() {
                    return found;
                }
                let before = xml.end_byte();
                match xml.skip_to("tu", 1) {
                    Ok(true) => assert!(xml.end_byte() >= before),
                    Ok(false) | Err(_) => return found,
                }
                found.errors.push("skipped".to_owned());
                continue;
            }
            Ok(event) => {
                keep(&event, &mut open, &mut found.nodes, is_strict);
            }
            Err(error) => {
                check_place(&error, bytes);
                // Without its place: of a token that was read in parts, the place may be that of its start.
                let problem = error.xml_problem().expect("the input never fails");
                found.errors.push(problem.to_string());
                continue;
            }
        }
        if is_strict {
            assert_eq!(
                xml.depth(),
                open.len(),
                "the depth is not that of the events"
            );
            let end = raw + xml.raw().len();
            assert_eq!(
                bytes.get(raw..end),
                Some(xml.raw()),
                "not the bytes of the input"
            );
            assert_eq!(xml.position().byte, raw);
            assert_eq!(xml.end_byte(), end);
            raw = end;
        }
    }
}

fn keep(event: &XmlEvent<'_>, open: &mut Vec<String>, nodes: &mut Vec<Node>, is_strict: bool) {
    match event {
        XmlEvent::Start(tag) => {
            open.push(tag.name().to_owned());
            nodes.push(start(tag));
        }
        XmlEvent::Empty(tag) => nodes.extend([start(tag), Node::End]),
        XmlEvent::End(tag) => {
            let opened = open.pop();
            assert!(!is_strict || opened.as_deref() == Some(tag.name()));
            nodes.push(Node::End);
        }
        XmlEvent::Comment(text) => nodes.push(Node::Comment(text.clone().into_owned())),
        XmlEvent::ProcessingInstruction(instruction) => nodes.push(Node::Instruction(
            instruction.target().to_owned(),
            instruction.data().to_owned(),
        )),
        XmlEvent::Doctype(doctype) => {
            let _ = (doctype.name(), doctype.public_id(), doctype.system_id());
        }
        XmlEvent::Declaration(declaration) => {
            let _ = (declaration.version(), declaration.encoding());
            let _ = declaration.standalone();
        }
        event => {
            if let Some(text) = event.as_text().filter(|_| !open.is_empty()) {
                nodes.push(Node::Text(text.to_owned()));
            }
        }
    }
}

fn start(tag: &Tag<'_>) -> Node {
    let attributes = tag.attributes().map(|attribute| {
        let value = tag.attribute(attribute.name);
        assert_eq!(value.as_deref(), Some(&*attribute.value));
        (attribute.name.to_owned(), attribute.value.into_owned())
    });
    Node::Start(tag.name().to_owned(), attributes.collect())
}

/// The place of an error lies in the input.
fn check_place(error: &Error, bytes: &[u8]) {
    if let Some(place) = error.position() {
        assert!(place.byte <= bytes.len(), "{place:?} lies outside");
        assert!(place.line >= 1 && place.column >= 1);
    }
}

fn write(nodes: &[Node]) -> Vec<u8> {
    let mut xml = XmlWriter::new(Vec::new());
    for node in nodes {
        match node {
            Node::Start(name, attributes) => {
                xml.start(name).unwrap();
                for (name, value) in attributes {
                    xml.attribute(name, value).unwrap();
                }
            }
            Node::End => xml.end().unwrap(),
            Node::Text(text) => xml.text(text).unwrap(),
            Node::Comment(text) => xml.comment(text).unwrap(),
            Node::Instruction(target, data) => xml.processing_instruction(target, data).unwrap(),
        }
    }
    xml.finish().unwrap()
}

/// Texts side by side as one.
fn merged(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::new();
    for node in nodes {
        match (merged.last_mut(), node) {
            (_, Node::Text(text)) if text.is_empty() => {}
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => merged.push(node),
        }
    }
    merged
}
