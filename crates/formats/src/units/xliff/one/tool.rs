//! What Trados Studio keeps beside the standard in SDLXLIFF: the native code of tags, and the state of segments.

use std::collections::HashMap;
use std::io::Read;

use yaddash_model::Property;

use crate::Error;
use crate::units::xliff::nodes::{Node, Nodes, Space};

/// The native code of a tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    start: String,
    end: String,
}

impl Tag {
    /// Of its start, or of all of it.
    pub(super) fn start(&self) -> &str {
        &self.start
    }

    /// Of its end.
    pub(super) fn end(&self) -> &str {
        &self.end
    }
}

/// The tags of a file by their names.
#[derive(Debug, Default)]
pub(in super::super) struct Tags(HashMap<String, Tag>);

impl Tags {
    pub(super) fn get(&self, id: &str) -> Option<&Tag> {
        self.0.get(id)
    }

    /// Reads `tag-defs`, whose start was read.
    pub(in super::super) fn read<R: Read>(&mut self, nodes: &mut Nodes<R>) -> Result<(), Error> {
        let (mut depth, mut id) = (0_usize, String::new());
        loop {
            match nodes.next()? {
                Node::Start(mut element) if element.name == "tag" && depth == 0 => {
                    depth = 1;
                    id = element.take("id").unwrap_or_default();
                    self.0.insert(id.clone(), Tag::default());
                }
                Node::Start(element) if depth == 1 => {
                    let Some(tag) = self.0.get_mut(&id) else {
                        nodes.skip()?;
                        continue;
                    };
                    match element.name.as_str() {
                        "bpt" | "ph" | "st" => tag.start = nodes.text()?,
                        "ept" => tag.end = nodes.text()?,
                        _ => nodes.skip()?,
                    }
                }
                Node::Start(_) => nodes.skip()?,
                Node::End if depth == 0 => return Ok(()),
                Node::End => depth -= 1,
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// What `sdl:seg-defs` says of the segments of a unit, by their names.
pub(super) fn segments<R: Read>(
    nodes: &mut Nodes<R>,
) -> Result<HashMap<String, Vec<Property>>, Error> {
    let mut found = HashMap::new();
    loop {
        match nodes.next()? {
            Node::Start(element) if element.is(Space::Sdl, "seg") => {
                let id = element.attributes.get("id").unwrap_or_default().to_owned();
                let properties = element
                    .attributes
                    .iter()
                    .filter(|(name, _)| *name != "id")
                    .map(|(name, value)| Property::new(format!("x-sdl-{name}"), value));
                found.insert(id, properties.collect());
                nodes.skip()?;
            }
            Node::Start(_) => nodes.skip()?,
            Node::End | Node::Eof => return Ok(found),
            _ => {}
        }
    }
}
