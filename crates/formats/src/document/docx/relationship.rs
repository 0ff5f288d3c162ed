//! Relationships between the parts of a package (ISO/IEC 29500-2 section 6.5).

use std::io::{Read, Seek};

use crate::Error;
use crate::document::package::{Element, Package, PartReader, Visit, read_part};

/// The part that `source` (empty for the package itself) names as its target of the type that ends with `kind`.
pub(super) fn target<R: Read + Seek>(
    package: &mut Package<R>,
    source: &str,
    kind: &'static str,
) -> Result<Option<String>, Error> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let part = in_folder(folder, &format!("_rels/{file}.rels"));
    let Some(xml) = package.optional_part(&part)? else {
        return Ok(None);
    };
    let mut finder = Finder { kind, target: None };
    read_part(&part, &xml, &mut finder)?;
    Ok(finder.target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => in_folder(folder, target.strip_prefix("./").unwrap_or(&target)),
    }))
}

fn in_folder(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

struct Finder {
    kind: &'static str,
    target: Option<String>,
}

impl PartReader for Finder {
    fn start(&mut self, element: &Element) -> Visit {
        if element.name() == ("rel", "Relationship")
            && self.target.is_none()
            && element
                .attribute("", "Type")
                .is_some_and(|kind| kind.ends_with(self.kind))
        {
            self.target = element.attribute("", "Target").map(str::to_owned);
        }
        Visit::Inside
    }

    fn end(&mut self, _: (&str, &str)) {}

    fn text(&mut self, _: &str) {}
}
