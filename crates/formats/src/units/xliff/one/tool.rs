//! What Trados Studio keeps beside the standard in SDLXLIFF: the native code of tags, and the state of segments.

use std::collections::HashMap;
use std::io::Read;

use yaddash_model::Property;

use crate::Error;
use crate::units::losses::count;
use crate::units::xliff::file::FileState;
use crate::units::xliff::nodes::{Nodes, Space};

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

    /// Reads `tag-defs`, whose start was read; gives how many elements were passed over, such as what formatting a tag
    /// stands for.
    pub(in super::super) fn read<R: Read>(&mut self, nodes: &mut Nodes<R>) -> Result<u64, Error> {
        let mut passed = 0;
        while let Some(mut element) = nodes.child()? {
            if element.name != "tag" {
                nodes.skip()?;
                passed += 1;
                continue;
            }
            let mut tag = Tag::default();
            while let Some(part) = nodes.child()? {
                match part.name.as_str() {
                    "bpt" | "ph" | "st" => tag.start = nodes.text()?,
                    "ept" => tag.end = nodes.text()?,
                    _ => {
                        nodes.skip()?;
                        passed += 1;
                    }
                }
            }
            self.0.insert(element.take("id").unwrap_or_default(), tag);
        }
        Ok(passed)
    }
}

/// What `sdl:seg-defs` says of the segments of a unit, by their names: attributes and values are properties.
pub(super) fn segments<R: Read>(
    nodes: &mut Nodes<R>,
    file: &mut FileState,
) -> Result<HashMap<String, Vec<Property>>, Error> {
    let mut found: HashMap<String, Vec<Property>> = HashMap::new();
    while let Some(mut element) = nodes.child()? {
        if !element.is(Space::Sdl, "seg") {
            file.pass(nodes)?;
            continue;
        }
        let id = element.take("id").unwrap_or_default();
        let attributes = element.attributes.iter();
        let properties = attributes.map(|(name, value)| Property::new(named(name), value));
        let mut properties: Vec<Property> = properties.collect();
        while let Some(mut value) = nodes.child()? {
            match value.take("key").filter(|key| !key.is_empty()) {
                Some(key) if value.is(Space::Sdl, "value") => {
                    file.pass_attributes(&value, &[]);
                    properties.push(Property::new(named(&key), nodes.text()?));
                }
                _ => file.pass(nodes)?,
            }
        }
        let before = found.insert(id, properties);
        file.losses.properties += count(before.map_or(0, |before| before.len()));
    }
    Ok(found)
}

/// The type of a property that Trados Studio keeps under a name.
fn named(name: &str) -> String {
    format!("x-sdl-{name}")
}
