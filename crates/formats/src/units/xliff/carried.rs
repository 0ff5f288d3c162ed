//! Names under which XLIFF carries what it has no place for, so that it comes back: as types of `context` in 1.2, of
//! `meta` in 2.

use yaddash_model::{Note, Property, TranslationUnit, Variant};

use crate::units::Losses;
use crate::units::losses::count;

/// Starts the names of everything but properties `x-…` of units, which keep their own.
const PREFIX: &str = "x-yaddash.";

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

fn name(owner: Owner, what: What, kind: &str) -> Option<String> {
    let (_, owner) = OWNERS.iter().find(|(known, _)| *known == owner)?;
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
        let (what, kind) = rest.split_once('.')?;
        let (owner, _) = OWNERS.iter().find(|(_, known)| *known == owner)?;
        let (what, _) = WHATS.iter().find(|(_, known)| *known == what)?;
        Some((*owner, *what, kind))
    });
    let Some((owner, what, kind)) = carried else {
        unit.properties.push(Property::new(name, value));
        return true;
    };
    let variant = match owner {
        Owner::Unit => {
            match what {
                What::Property => unit.properties.push(Property::new(kind, value)),
                What::Attribute => unit.attributes.set(kind, value),
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
        What::Property => variant.properties.push(Property::new(kind, value)),
        What::Attribute => variant.attributes.set(kind, value),
    }
    true
}

/// A name, where there is one, and the value that it carries.
pub(super) type Carried<'u> = (Option<String>, &'u str);

/// Adds all attributes and properties of a unit and of the two variants that are written, but for properties that
/// `is_written` says of their owner, kind and value are written otherwise; of those the first of a kind alone is.
pub(super) fn all<'u>(
    unit: &'u TranslationUnit,
    source: &'u Variant,
    target: Option<&'u Variant>,
    losses: &mut Losses,
    is_written: impl Fn(Owner, &str, &str) -> bool,
    into: &mut Vec<Carried<'u>>,
) {
    let attributes = unit.attributes.iter().filter(|(name, _)| *name != "tuid");
    into.extend(attributes.map(|(name, value)| (attribute(Owner::Unit, name), value)));
    let mut add = |owner: Owner, properties: &'u [Property], into: &mut Vec<Carried<'u>>| {
        for (at, one) in properties.iter().enumerate() {
            losses.attributes += count(one.attributes.len());
            let before = properties.get(..at).unwrap_or_default();
            let is_first = !before.iter().any(|earlier| earlier.kind == one.kind);
            if !(is_first && is_written(owner, &one.kind, &one.value)) {
                into.push((property(owner, &one.kind), &one.value));
            }
        }
    };
    add(Owner::Unit, &unit.properties, into);
    for (owner, variant) in [(Owner::Source, Some(source)), (Owner::Target, target)] {
        let Some(variant) = variant else { continue };
        let attributes = variant.attributes.iter();
        into.extend(attributes.map(|(name, value)| (attribute(owner, name), value)));
        add(owner, &variant.properties, into);
    }
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
