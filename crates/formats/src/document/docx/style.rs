//! Paragraph styles.

use std::collections::HashMap;

use crate::Error;
use crate::document::package::{Element, PartReader, Visit, read_part};

/// How many styles a style may be based on, one through another; a chain that is longer runs in a circle.
const LONGEST_CHAIN: usize = 32;

/// What a paragraph style says of its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The outline level from 0; 9 is body text.
    pub(super) outline_level: Option<u8>,
    /// Whether it is the style of items of a list.
    pub(super) is_list: bool,
}

#[derive(Debug, Default)]
struct Definition {
    name: String,
    based_on: Option<String>,
    outline_level: Option<u8>,
    is_numbered: Option<bool>,
}

/// The paragraph styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    definitions: HashMap<String, Definition>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The style that is being read.
    open: Option<(String, Definition)>,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(part: &str, xml: &[u8]) -> Result<Self, Error> {
        let mut styles = Self::default();
        read_part(part, xml, &mut styles)?;
        Ok(styles)
    }

    /// What the style `id`, or the default one, says, through the styles that it is based on.
    pub(super) fn resolve(&self, id: Option<&str>) -> Style {
        let mut style = Style::default();
        let mut is_numbered = None;
        let mut next = id.or(self.default.as_deref());
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = next else { break };
            let Some(definition) = self.definitions.get(id) else {
                // Documents without a part of styles still use the identifiers of Word.
                style.outline_level = style.outline_level.or_else(|| built_in_level(id));
                style.is_list |= is_numbered.is_none() && is_list_name(id);
                break;
            };
            style.outline_level = style
                .outline_level
                .or(definition.outline_level)
                .or_else(|| built_in_level(&definition.name));
            is_numbered = is_numbered.or(definition.is_numbered);
            style.is_list |= is_numbered.is_none() && is_list_name(&definition.name);
            next = definition.based_on.as_deref();
        }
        style.is_list = is_numbered.unwrap_or(style.is_list);
        style
    }
}

/// Names of styles that applications do not translate in the file: `heading 1`, `Title`; spaces do not count.
fn built_in_level(name: &str) -> Option<u8> {
    let name = compact(name);
    if name == "title" {
        return Some(0);
    }
    let level: u8 = name.strip_prefix("heading")?.parse().ok()?;
    level.checked_sub(1).filter(|level| *level < 9)
}

/// `List Paragraph`, `List Bullet 2`, `List Number`, `List Continue`.
fn is_list_name(name: &str) -> bool {
    let name = compact(name);
    ["listparagraph", "listbullet", "listnumber", "listcontinue"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

fn compact(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

impl PartReader for Styles {
    fn start(&mut self, element: &Element) -> Visit {
        let value = || element.attribute("w", "val");
        match element.name() {
            ("w", "style") => {
                if element.attribute("w", "type") != Some("paragraph") {
                    return Visit::Skip;
                }
                let id = element
                    .attribute("w", "styleId")
                    .unwrap_or_default()
                    .to_owned();
                if matches!(element.attribute("w", "default"), Some("1" | "true" | "on")) {
                    self.default = Some(id.clone());
                }
                self.open = Some((id, Definition::default()));
                return Visit::Inside;
            }
            ("w", "rPr" | "pPrChange" | "docDefaults" | "latentStyles") => return Visit::Skip,
            _ => {}
        }
        let Some((_, definition)) = &mut self.open else {
            return Visit::Inside;
        };
        match element.name() {
            ("w", "name") => value().unwrap_or_default().clone_into(&mut definition.name),
            ("w", "basedOn") => definition.based_on = value().map(str::to_owned),
            ("w", "outlineLvl") => {
                definition.outline_level = value().and_then(|level| level.trim().parse().ok());
            }
            ("w", "numPr") => {
                definition.is_numbered.get_or_insert(true);
            }
            ("w", "numId") => definition.is_numbered = Some(value() != Some("0")),
            _ => {}
        }
        Visit::Inside
    }

    fn end(&mut self, name: (&str, &str)) {
        if name == ("w", "style")
            && let Some((id, definition)) = self.open.take()
        {
            self.definitions.insert(id, definition);
        }
    }

    fn text(&mut self, _: &str) {}
}
