//! Properties found by their types.

use yaddash_model::Property;

/// The values of the properties of a type, in order.
pub(super) fn values<'p>(properties: &'p [Property], kind: &str) -> impl Iterator<Item = &'p str> {
    properties
        .iter()
        .filter(move |property| property.kind == kind)
        .map(|property| property.value.as_str())
}

/// The value of the first property of a type.
pub(super) fn value<'p>(properties: &'p [Property], kind: &str) -> Option<&'p str> {
    values(properties, kind).next()
}
