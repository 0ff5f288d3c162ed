//! Names under which XLIFF carries what it has no place for, so that it comes back: as types of `context` in 1.2, of
//! `meta` in 2.

use std::collections::HashSet;

use yaddash_model::{LanguageTag, Note, Property, TranslationUnit};

use super::output::{Pair, Pairing};
use crate::units::Losses;
use crate::units::losses::count;

/// Starts the names of everything but properties `x-…` of units, which keep their own.
const PREFIX: &str = "x-yaddash.";
/// What stands behind the owner where its language is carried.
const LANGUAGE: &str = "language";

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Unit,
    Source,
    Target,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Property,
    Attribute,
}

const OWNERS: [(Owner, &str); 3] = [
    (Owner::Unit, "unit"),
    (Owner::Source, "source"),
    (Owner::Target, "target"),
];
const WHATS: [(What, &str); 2] = [(What::Property, "property"), (What::Attribute, "attribute")];

/// The name that carries a property; `None` where it cannot be one.
pub(super) fn property(owner: Owner, kind: &str) -> Option<String> {
    let is_plain = owner == Owner::Unit
        && kind.len() > 2
        && kind.starts_with("x-")
        && !kind.starts_with(PREFIX);
    if is_plain {
        return is_name(kind).then(|| kind.to_owned());
    }
    name(owner, What::Property, kind)
}

/// The name that carries an attribute; `None` where it cannot be one.
pub(super) fn attribute(owner: Owner, kind: &str) -> Option<String> {
    name(owner, What::Attribute, kind)
}

/// The name that carries the language of a variant.
fn language(owner: Owner) -> String {
    format!("{PREFIX}{}.{LANGUAGE}", name_of(owner))
}

fn name_of(owner: Owner) -> &'static str {
    let known = OWNERS.iter().find(|(known, _)| *known == owner);
    known.map_or("", |(_, name)| name)
}

fn name(owner: Owner, what: What, kind: &str) -> Option<String> {
    let owner = name_of(owner);
    let (_, what) = WHATS.iter().find(|(known, _)| *known == what)?;
    is_name(kind).then(|| format!("{PREFIX}{owner}.{what}.{kind}"))
}

/// Whether it can be a name of the user's in XLIFF: without white space.
fn is_name(kind: &str) -> bool {
    !kind.is_empty() && !kind.chars().any(char::is_whitespace)
}

/// Puts what `name` carries back where it belongs: the first variant is the source, the others are the target. Gives
/// whether there is a place for it.
pub(super) fn restore(unit: &mut TranslationUnit, name: &str, value: String) -> bool {
    let carried = name.strip_prefix(PREFIX).and_then(|rest| {
        let (owner, rest) = rest.split_once('.')?;
        let (owner, _) = OWNERS.iter().find(|(_, known)| *known == owner)?;
        if rest == LANGUAGE && *owner != Owner::Unit {
            return Some((*owner, None));
        }
        let (what, kind) = rest.split_once('.')?;
        let (what, _) = WHATS.iter().find(|(_, known)| *known == what)?;
        Some((*owner, Some((*what, kind))))
    });
    let Some((owner, what)) = carried else {
        unit.properties.push(Property::new(name, value));
        return true;
    };
    let variant = match owner {
        Owner::Unit => {
            match what {
                Some((What::Property, kind)) => unit.properties.push(Property::new(kind, value)),
                Some((What::Attribute, kind)) => unit.attributes.set(kind, value),
                None => {}
            }
            return true;
        }
        Owner::Source => unit.variants.first_mut(),
        Owner::Target => unit.variants.get_mut(1),
    };
    let Some(variant) = variant else {
        return false;
    };
    match what {
        Some((What::Property, kind)) => variant.properties.push(Property::new(kind, value)),
        Some((What::Attribute, kind)) => variant.attributes.set(kind, value),
        None => match LanguageTag::lenient(&value) {
            Ok(language) => variant.language = language,
            Err(_) => return false,
        },
    }
    true
}

/// A name, where there is one, and the value that it carries.
pub(super) type Carried<'u> = (Option<String>, &'u str);

/// What is said beside attributes and properties, and has no other place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside<'f> {
    /// The name of the unit.
    pub(super) id: bool,
    /// The languages of variants that are not those of the file.
    pub(super) languages: Option<&'f Pairing>,
}

/// All attributes and properties of a unit and of the two variants that are written, but for properties that
/// `is_written` says of their owner, kind and value are written otherwise; of those the first of a kind alone is.
pub(super) fn all<'u>(
    pair: &Pair<'u>,
    beside: Beside<'_>,
    losses: &mut Losses,
    is_written: impl Fn(Owner, &str, &str) -> bool,
) -> Vec<Carried<'u>> {
    let mut all = Vec::new();
    let attributes = pair.unit.attributes.iter();
    let attributes = attributes.filter(|(name, _)| *name != "tuid" || beside.id);
    all.extend(attributes.map(|(name, value)| (attribute(Owner::Unit, name), value)));
    let mut add = |owner: Owner, properties: &'u [Property], all: &mut Vec<Carried<'u>>| {
        let mut kinds = HashSet::new();
        for one in properties {
            losses.attributes += count(one.attributes.len());
            let is_first = kinds.insert(one.kind.as_str());
            if !(is_first && is_written(owner, &one.kind, &one.value)) {
                all.push((property(owner, &one.kind), &one.value));
            }
        }
    };
    add(Owner::Unit, &pair.unit.properties, &mut all);
    let of_source = beside.languages.map(|languages| &languages.source);
    let of_target = beside.languages.map(|languages| languages.target.as_ref());
    for (owner, variant, is_other) in [
        (
            Owner::Source,
            Some(pair.source),
            of_source.is_some_and(|language| *language != pair.source.language),
        ),
        (
            Owner::Target,
            pair.target,
            of_target.is_some_and(|language| language != pair.target.map(|one| &one.language)),
        ),
    ] {
        let Some(variant) = variant else { continue };
        if is_other {
            all.push((Some(language(owner)), variant.language.as_str()));
        }
        let attributes = variant.attributes.iter();
        all.extend(attributes.map(|(name, value)| (attribute(owner, name), value)));
        add(owner, &variant.properties, &mut all);
    }
    all
}

/// The notes of the unit and of the variants that are written, with whose they are; the unit's are nobody's.
pub(super) fn notes<'u>(pair: &Pair<'u>) -> [(Option<&'static str>, &'u [Note]); 3] {
    let of_target = pair.target.map_or(&[][..], |target| &target.notes);
    [
        (None, &pair.unit.notes),
        (Some(name_of(Owner::Source)), &pair.source.notes),
        (Some(name_of(Owner::Target)), of_target),
    ]
}

/// Puts a note where it belongs: to the variant that it is about, else to the unit.
pub(super) fn note(unit: &mut TranslationUnit, owner: Option<&str>, note: Note) {
    let variant = match owner {
        Some("source") => unit.variants.first_mut(),
        Some("target") => unit.variants.get_mut(1),
        _ => None,
    };
    match variant {
        Some(variant) => variant.notes.push(note),
        None => unit.notes.push(note),
    }
}
