//! References to characters and entities (XML 1.0 sections 4.1 to 4.6).

use std::collections::HashMap;

use super::name::{is_xml_character, is_xml_name};
use super::{XmlLimits, XmlProblem};

/// How deep entities may refer to each other.
const DEPTH: usize = 64;

/// The general entities that a file defines, and how much their use may still add.
///
/// [`XmlReader`](super::XmlReader) has its own; others are for programs that read XML which it refuses.
#[derive(Clone, Debug)]
pub struct Entities {
    declared: HashMap<String, Entity>,
    entity_bytes: usize,
    expansion_bytes: u64,
    expansion_left: u64,
}

#[derive(Clone, Debug)]
enum Entity {
    External,
    /// The replacement text, its character references resolved, its entities not yet.
    Declared(String),
    /// The text that a reference stands for.
    Resolved(String),
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    Character(char),
    Text(&'a str),
}

impl Meaning<'_> {
    pub(super) fn push_to(self, text: &mut String) {
        match self {
            Self::Character(character) => text.push(character),
            Self::Text(meant) => text.push_str(meant),
        }
    }
}

impl Entities {
    /// No entities but the five of XML, within `limits`.
    pub fn new(limits: &XmlLimits) -> Self {
        Self {
            declared: HashMap::new(),
            entity_bytes: limits.entity_bytes,
            expansion_bytes: limits.expansion_bytes,
            expansion_left: limits.expansion_bytes,
        }
    }

    /// Whether the file defines none.
    pub(super) fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    /// Takes a declaration up; the first of a name counts.
    pub(super) fn declare(&mut self, name: &str, value: Option<&str>) {
        let entity = match value {
            None => Entity::External,
            Some(literal) => Entity::Declared(with_characters(literal)),
        };
        self.declared.entry(name.to_owned()).or_insert(entity);
    }

    /// Makes sure that `&reference;` means something, and charges what it adds.
    ///
    /// # Errors
    /// Why the reference is refused.
    pub fn check(&mut self, reference: &str) -> Result<(), XmlProblem> {
        if is_predefined(reference) {
            return Ok(());
        }
        if let Some(number) = reference.strip_prefix('#') {
            return match character(number) {
                Some(_) => Ok(()),
                None => Err(XmlProblem::CharacterReference {
                    reference: reference.to_owned(),
                }),
            };
        }
        if !is_xml_name(reference) {
            return Err(XmlProblem::BareAmpersand);
        }
        let length = self.resolve(reference, 0)? as u64;
        self.expansion_left =
            self.expansion_left
                .checked_sub(length)
                .ok_or(XmlProblem::Expansion {
                    limit: self.expansion_bytes,
                })?;
        Ok(())
    }

    /// What a reference that was checked stands for.
    pub(super) fn meaning(&self, reference: &str) -> Option<Meaning<'_>> {
        if let Some(number) = reference.strip_prefix('#') {
            return character(number).map(Meaning::Character);
        }
        if let Some(predefined) = predefined(reference) {
            return Some(Meaning::Character(predefined));
        }
        match self.declared.get(reference) {
            Some(Entity::Resolved(text)) => Some(Meaning::Text(text)),
            _ => None,
        }
    }

    /// Works out the text of an entity once; gives its length.
    fn resolve(&mut self, name: &str, depth: usize) -> Result<usize, XmlProblem> {
        let owned = || name.to_owned();
        let replacement = match self.declared.get(name) {
            None => return Err(XmlProblem::UndefinedEntity { name: owned() }),
            Some(Entity::External) => return Err(XmlProblem::ExternalEntity { name: owned() }),
            Some(Entity::Resolved(text)) => return Ok(text.len()),
            Some(Entity::Declared(text)) => text.clone(),
        };
        if depth == DEPTH {
            return Err(XmlProblem::EntityLoop { name: owned() });
        }
        if replacement.contains('<') || replacement.contains("]]>") {
            return Err(XmlProblem::EntityMarkup { name: owned() });
        }
        let mut text = String::with_capacity(replacement.len());
        let mut rest = replacement.as_str();
        while let Some((before, after)) = rest.split_once('&') {
            let (reference, behind) = after.split_once(';').ok_or(XmlProblem::BareAmpersand)?;
            text.push_str(before);
            if !reference.starts_with('#') && !is_predefined(reference) {
                self.resolve(reference, depth + 1)?;
            }
            let meaning =
                self.meaning(reference)
                    .ok_or_else(|| XmlProblem::CharacterReference {
                        reference: reference.to_owned(),
                    })?;
            meaning.push_to(&mut text);
            self.within_limit(text.len())?;
            rest = behind;
        }
        text.push_str(rest);
        self.within_limit(text.len())?;
        let length = text.len();
        self.declared.insert(owned(), Entity::Resolved(text));
        Ok(length)
    }

    fn within_limit(&self, length: usize) -> Result<(), XmlProblem> {
        if length > self.entity_bytes {
            return Err(XmlProblem::Expansion {
                limit: self.entity_bytes as u64,
            });
        }
        Ok(())
    }
}

const fn is_predefined(name: &str) -> bool {
    matches!(name.as_bytes(), b"lt" | b"gt" | b"amp" | b"apos" | b"quot")
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

/// The character that `#number` stands for.
fn character(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|character| is_xml_character(*character))
}

/// What stands between each `&` of a text and the `;` behind it; `None` ends it where there is no `;`.
pub(super) fn references(text: &str) -> impl Iterator<Item = Option<&str>> {
    let mut rest = text.split_once('&').map(|(_, behind)| behind);
    std::iter::from_fn(move || {
        let Some((reference, behind)) = rest?.split_once(';') else {
            rest = None;
            return Some(None);
        };
        rest = behind.split_once('&').map(|(_, behind)| behind);
        Some(Some(reference))
    })
}

/// Whether `&reference;` is written as a reference, to whatever (production 67).
pub(super) fn is_reference(reference: &str) -> bool {
    match reference.strip_prefix('#') {
        Some(number) => character(number).is_some(),
        None => is_xml_name(reference),
    }
}

/// The value of an entity with its character references resolved, as section 4.5 asks. Others stay.
pub(super) fn with_characters(literal: &str) -> String {
    let mut text = String::with_capacity(literal.len());
    let mut rest = literal;
    while let Some((before, after)) = rest.split_once("&#") {
        text.push_str(before);
        let reference = after.split_once(';');
        let resolved = reference.and_then(|(number, behind)| Some((character(number)?, behind)));
        if let Some((character, behind)) = resolved {
            text.push(character);
            rest = behind;
        } else {
            text.push_str("&#");
            rest = after;
        }
    }
    text.push_str(rest);
    text
}
