//! What stands in `source` and `target`.

use std::collections::HashMap;
use std::io::Read;

use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Segment};

use super::codes::{COMMENT, kind_of, kind_of_mark};
use crate::Error;
use crate::units::Losses;
use crate::units::losses::count;
use crate::units::xliff::builder::{Builder, name_code};
use crate::units::xliff::nodes::{Element, Node, Nodes, Space};

/// Native code by the names that codes refer to.
pub(super) type Data = HashMap<String, String>;

/// Before the types of marks that overlap with others, which are pairs of codes.
pub(super) const OVERLAPPING: &str = "x-sm-";

/// What ends with the next end tag.
enum Open {
    Pair {
        name: String,
        attributes: Attributes,
        content: Vec<CodeContent>,
    },
    Mark,
    /// An element that is empty, or not known.
    Other,
}

/// Reads the content of an element whose start was read, up to its end.
pub(super) fn segment<R: Read>(
    nodes: &mut Nodes<R>,
    data: &Data,
    losses: &mut Losses,
) -> Result<Segment, Error> {
    let mut builder = Builder::default();
    let mut open: Vec<Open> = Vec::new();
    loop {
        match nodes.next()? {
            Node::Text(text) => builder.text(&text),
            Node::Comment(text) => {
                builder.code(InlineCode::new(CodeKind::Comment).with_native(text));
            }
            Node::Instruction(text) => {
                builder.code(InlineCode::new(CodeKind::ProcessingInstruction).with_native(text));
            }
            Node::End => match open.pop() {
                Some(Open::Pair {
                    name,
                    attributes,
                    content,
                }) => builder.end(&name, &attributes, content),
                Some(Open::Mark) => builder.code(InlineCode::new(CodeKind::HiEnd)),
                Some(Open::Other) => {}
                None => return Ok(builder.finish()),
            },
            Node::Eof => return Ok(builder.finish()),
            Node::Start(element) if element.space == Space::Own => {
                let at = nodes.end_byte();
                open.push(code(element, at, &mut builder, data, losses));
            }
            Node::Start(_) => {
                losses.elements += 1;
                open.push(Open::Other);
            }
        }
    }
}

/// Takes an inline element up; gives what its end will end.
fn code(
    mut element: Element,
    at: usize,
    builder: &mut Builder,
    data: &Data,
    losses: &mut Losses,
) -> Open {
    let id = element.take("id").unwrap_or_default();
    let kind = element.name.clone();
    let is_isolated = element.take("isolated").as_deref() == Some("yes");
    match kind.as_str() {
        "cp" => match character(&element) {
            Some(character) => builder.text(character.encode_utf8(&mut [0; 4])),
            None => losses.characters += 1,
        },
        "ph" => {
            let content = native(&mut element, "dataRef", data, losses);
            let attributes = named(&id, &code_attributes(element, "", losses));
            builder.code(placeholder(attributes, content));
        }
        "pc" => {
            // Elements pair by themselves.
            let name = format!("pc\u{0}{at}");
            let content = native(&mut element, "dataRefStart", data, losses);
            let end_content = native(&mut element, "dataRefEnd", data, losses);
            let mut end = Attributes::new();
            for (own, known) in [("equivEnd", "equiv-text"), ("dispEnd", "disp")] {
                if let Some(value) = element.take(own) {
                    end.set(known, value);
                }
            }
            let attributes = named(&id, &code_attributes(element, "Start", losses));
            builder.begin(name.clone(), &attributes, content);
            return Open::Pair {
                name,
                attributes: end,
                content: end_content,
            };
        }
        "sc" | "ec" => {
            let content = native(&mut element, "dataRef", data, losses);
            let start = element.take("startRef");
            let mut attributes = code_attributes(element, "", losses);
            if kind == "sc" {
                // The start of what ends elsewhere is left open.
                let name = if is_isolated {
                    format!("\u{0}{at}")
                } else {
                    id.clone()
                };
                builder.begin(name, &named(&id, &attributes), content);
            } else {
                let start = start.unwrap_or_default();
                if !builder.is_open(&start) {
                    attributes = named(&id, &attributes);
                }
                builder.end(&start, &attributes, content);
            }
        }
        "mrk" => {
            builder.code(InlineCode {
                attributes: mark_attributes(&element, losses),
                ..InlineCode::new(CodeKind::HiStart)
            });
            return Open::Mark;
        }
        "sm" => {
            let mut attributes = mark_attributes(&element, losses);
            let kind = attributes.remove("type").unwrap_or_default();
            let attributes = Attributes::new()
                .with("type", format!("{OVERLAPPING}{kind}"))
                .merged(&attributes);
            losses.rewritten += 1;
            builder.begin(format!("sm\u{0}{id}"), &attributes, Vec::new());
        }
        "em" => {
            let start = element.take("startRef").unwrap_or_default();
            builder.end(&format!("sm\u{0}{start}"), &Attributes::new(), Vec::new());
        }
        _ => losses.elements += 1,
    }
    Open::Other
}

/// Attributes joined.
trait Merged {
    fn merged(self, more: &Attributes) -> Self;
}

impl Merged for Attributes {
    fn merged(mut self, more: &Attributes) -> Self {
        for (name, value) in more.iter() {
            self.set(name, value);
        }
        self
    }
}

fn placeholder(attributes: Attributes, content: Vec<CodeContent>) -> InlineCode {
    let mut code = InlineCode {
        attributes,
        content,
        ..InlineCode::new(CodeKind::Ph)
    };
    if code.attributes.get("type") == Some("x-ut") {
        code.attributes.remove("type");
        code.kind = CodeKind::Ut;
    }
    code
}

/// The character that `cp` stands for, one that XML cannot hold.
fn character(element: &Element) -> Option<char> {
    let hex = element.attributes.get("hex")?;
    char::from_u32(u32::from_str_radix(hex.trim(), 16).ok()?)
}

/// The native code that an attribute refers to.
fn native(
    element: &mut Element,
    attribute: &str,
    data: &Data,
    losses: &mut Losses,
) -> Vec<CodeContent> {
    let reference = element.take(attribute);
    let native = reference.as_ref().and_then(|name| data.get(name));
    losses.attributes += u64::from(reference.is_some() && native.is_none());
    let native = native.filter(|native| !native.is_empty());
    native
        .map(|native| CodeContent::Native(native.clone()))
        .into_iter()
        .collect()
}

fn named(id: &str, attributes: &Attributes) -> Attributes {
    let mut named = Attributes::new();
    if !id.is_empty() {
        name_code(&mut named, id);
    }
    named.merged(attributes)
}

/// The attributes of a code; those of the start of an element end with `suffix`.
fn code_attributes(mut element: Element, suffix: &str, losses: &mut Losses) -> Attributes {
    let mut attributes = Attributes::new();
    let kind = element.take("type").unwrap_or_default();
    let sub = element.take("subType").unwrap_or_default();
    let (kind, sub) = kind_of(&kind, &sub);
    for (name, value) in [("type", kind.as_ref()), ("subType", sub)] {
        if !value.is_empty() {
            attributes.set(name, value);
        }
    }
    for (own, known) in [("equiv", "equiv-text"), ("disp", "disp")] {
        if let Some(value) = element.take(&format!("{own}{suffix}")) {
            attributes.set(known, value);
        }
    }
    for (name, value) in element.attributes.iter() {
        match name {
            "canCopy" | "canDelete" | "canReorder" | "canOverlap" | "copyOf" | "dir" => {
                attributes.set(name, value);
            }
            _ => losses.attributes += 1,
        }
    }
    attributes
}

fn mark_attributes(element: &Element, losses: &mut Losses) -> Attributes {
    let mut attributes = Attributes::new();
    let kind = element.attributes.get("type").unwrap_or_default();
    if let Some(kind) = kind_of_mark(kind) {
        attributes.set("type", kind);
    }
    for (name, value) in element.attributes.iter() {
        match name {
            "type" => {}
            "value" if kind == COMMENT && value.is_empty() => {}
            "value" => attributes.set("comment", value),
            "ref" | "translate" => attributes.set(name, value),
            _ => losses.attributes += 1,
        }
    }
    attributes
}

/// Reads `originalData`, whose start was read.
pub(super) fn data<R: Read>(
    nodes: &mut Nodes<R>,
    into: &mut Data,
    losses: &mut Losses,
) -> Result<(), Error> {
    let mut id: Option<String> = None;
    let mut text = String::new();
    let mut inside = 0_usize;
    loop {
        match nodes.next()? {
            Node::Start(element) if id.is_none() => {
                let names = element.attributes.iter().map(|(name, _)| name);
                let passed = names.filter(|name| !matches!(*name, "id" | "xml:space"));
                losses.attributes += count(passed.count());
                id = Some(element.attributes.get("id").unwrap_or_default().to_owned());
                text.clear();
            }
            Node::Start(element) => {
                match character(&element) {
                    Some(character) if element.is(Space::Own, "cp") => text.push(character),
                    _ if element.is(Space::Own, "cp") => losses.characters += 1,
                    _ => losses.elements += 1,
                }
                inside += 1;
            }
            Node::Text(run) if id.is_some() => text.push_str(&run),
            Node::End if inside > 0 => inside -= 1,
            Node::End => match id.take() {
                Some(id) => {
                    into.insert(id, std::mem::take(&mut text));
                }
                None => return Ok(()),
            },
            Node::Eof => return Ok(()),
            _ => {}
        }
    }
}
