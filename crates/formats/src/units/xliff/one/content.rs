//! What stands in `source` and `target`.

use std::io::Read;

use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Segment};

use super::codes::{ASSOCIATIONS, POSITIONS, kind_of, other};
use super::tool::{Tag, Tags};
use crate::Error;
use crate::units::Losses;
use crate::units::xliff::builder::{Builder, name_code};
use crate::units::xliff::nodes::{Element, Node, Nodes, Space};

/// What ends with the next end tag.
enum Open {
    /// `g`: the name of its pair, and the native code of its end.
    Pair(String, Vec<CodeContent>),
    /// `mrk`.
    Mark,
    /// An element that XLIFF does not know, whose text is kept.
    Other,
}

/// Reads the content of an element whose start was read, up to its end.
pub(super) fn segment<R: Read>(
    nodes: &mut Nodes<R>,
    tags: &Tags,
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
                Some(Open::Pair(name, content)) => builder.end(&name, &Attributes::new(), content),
                Some(Open::Mark) => builder.code(InlineCode::new(CodeKind::HiEnd)),
                Some(Open::Other) => {}
                None => return Ok(builder.finish()),
            },
            Node::Eof => return Ok(builder.finish()),
            Node::Start(element) if element.space == Space::Own => {
                if let Some(opened) = code(nodes, element, &mut builder, tags, losses)? {
                    open.push(opened);
                }
            }
            Node::Start(_) => {
                losses.elements += 1;
                open.push(Open::Other);
            }
        }
    }
}

/// Takes an inline element up; gives what its end will end where that is still to be read.
fn code<R: Read>(
    nodes: &mut Nodes<R>,
    mut element: Element,
    builder: &mut Builder,
    tags: &Tags,
    losses: &mut Losses,
) -> Result<Option<Open>, Error> {
    let name = element.take("id").unwrap_or_default();
    let pair = element
        .attributes
        .get("rid")
        .map_or_else(|| name.clone(), str::to_owned);
    let kind = element.name.clone();
    let mut attributes = code_attributes(&element, losses);
    losses.attributes += u64::from(kind == "mrk" && !name.is_empty());
    let is_end = matches!(kind.as_str(), "ept" | "ex");
    // The end of a pair has the name of its start.
    if kind != "mrk" && !(is_end && name == pair && builder.is_open(&pair)) {
        attributes = named(&name, &attributes);
    }
    let tag = tags.get(&name);
    match kind.as_str() {
        "g" => {
            // Elements pair by themselves; what is named alike elsewhere is another pair.
            let pair = format!("g\u{0}{}", nodes.end_byte());
            builder.begin(pair.clone(), &attributes, native(tag, Tag::start));
            return Ok(Some(Open::Pair(pair, native(tag, Tag::end))));
        }
        "mrk" if is_deleted(&attributes) => {
            losses.elements += 1;
            nodes.skip()?;
        }
        "mrk" => {
            let code = InlineCode {
                attributes,
                ..InlineCode::new(CodeKind::HiStart)
            };
            builder.code(code);
            return Ok(Some(Open::Mark));
        }
        "bx" | "bpt" => {
            let mut content = contained(nodes, tags, losses)?;
            if content.is_empty() {
                content = native(tag, Tag::start);
            }
            builder.begin(pair, &attributes, content);
        }
        "ex" | "ept" => {
            let mut content = contained(nodes, tags, losses)?;
            if content.is_empty() {
                content = native(tag, Tag::end);
            }
            builder.end(&pair, &attributes, content);
        }
        "x" | "ph" | "it" => {
            let mut content = contained(nodes, tags, losses)?;
            if content.is_empty() {
                content = native(tag, Tag::start);
            }
            let code = InlineCode {
                content,
                attributes,
                ..InlineCode::new(alone(&kind, &element))
            };
            builder.code(finished(code));
        }
        _ => {
            losses.elements += 1;
            return Ok(Some(Open::Other));
        }
    }
    Ok(None)
}

fn alone(name: &str, element: &Element) -> CodeKind {
    match name {
        "it" => CodeKind::It,
        _ if element.attributes.get("ctype") == Some("x-ut") => CodeKind::Ut,
        _ => CodeKind::Ph,
    }
}

/// Attributes in the order in which codes have them.
fn finished(mut code: InlineCode) -> InlineCode {
    if code.kind == CodeKind::Ut {
        code.attributes.remove("type");
    }
    if code.kind == CodeKind::It {
        let position = code.attributes.remove("pos");
        let mut ordered = Attributes::new().with("pos", position.unwrap_or_else(|| "begin".into()));
        for (name, value) in code.attributes.iter() {
            ordered.set(name, value);
        }
        code.attributes = ordered;
    }
    code
}

fn is_deleted(attributes: &Attributes) -> bool {
    attributes.get("type") == Some("x-sdl-deleted")
}

fn native(tag: Option<&Tag>, part: fn(&Tag) -> &str) -> Vec<CodeContent> {
    let native = tag.map(part).filter(|native| !native.is_empty());
    native
        .map(|native| CodeContent::Native(native.to_owned()))
        .into_iter()
        .collect()
}

/// The attributes with the name of the code before them.
fn named(name: &str, attributes: &Attributes) -> Attributes {
    let mut named = Attributes::new();
    if !name.is_empty() {
        name_code(&mut named, name);
    }
    for (name, value) in attributes.iter() {
        named.set(name, value);
    }
    named
}

/// The attributes of a code, by the names that TMX has for them where it has any.
fn code_attributes(element: &Element, losses: &mut Losses) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in element.attributes.iter() {
        match name {
            "mtype" if value == "x-hi" => {}
            "ctype" | "mtype" => attributes.set("type", kind_of(value)),
            "assoc" => match other(&ASSOCIATIONS, value, true) {
                Some(value) => attributes.set("assoc", value),
                None => losses.attributes += 1,
            },
            "pos" => attributes.set("pos", other(&POSITIONS, value, true).unwrap_or("begin")),
            "rid" | "xid" | "clone" | "equiv-text" | "ts" | "crc" | "mid" | "comment" => {
                attributes.set(name, value);
            }
            "xml:space" => {}
            _ => losses.attributes += 1,
        }
    }
    attributes
}

/// What stands in a code, up to its end.
fn contained<R: Read>(
    nodes: &mut Nodes<R>,
    tags: &Tags,
    losses: &mut Losses,
) -> Result<Vec<CodeContent>, Error> {
    let mut content: Vec<CodeContent> = Vec::new();
    let mut inside = 0_usize;
    loop {
        match nodes.next()? {
            Node::Text(text) => match content.last_mut() {
                Some(CodeContent::Native(native)) => native.push_str(&text),
                _ => content.push(CodeContent::Native(text)),
            },
            Node::Start(element) if inside == 0 && element.is(Space::Own, "sub") => {
                let mut attributes = Attributes::new();
                for (name, value) in element.attributes.iter() {
                    match name {
                        "datatype" | "xid" => attributes.set(name, value),
                        "ctype" => attributes.set("type", kind_of(value)),
                        _ => losses.attributes += 1,
                    }
                }
                let segment = segment(nodes, tags, losses)?;
                content.push(CodeContent::Sub {
                    attributes,
                    segment,
                });
            }
            Node::Start(_) => {
                losses.elements += 1;
                inside += 1;
            }
            Node::End if inside > 0 => inside -= 1,
            Node::End | Node::Eof => return Ok(content),
            Node::Comment(_) | Node::Instruction(_) => losses.codes += 1,
        }
    }
}
