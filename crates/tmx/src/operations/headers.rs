//! Where headers differ.

use crate::Header;

/// An attribute that two headers do not have in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderDifference {
    /// Its name.
    pub attribute: String,
    /// Its value in the first header.
    pub first: Option<String>,
    /// Its value in the other.
    pub other: Option<String>,
}

/// The attributes that are others in two headers, in their order.
pub(super) fn header_differences(first: &Header, other: &Header) -> Vec<HeaderDifference> {
    let value = |header: &Header, name: &str| header.attributes.get(name).map(ToOwned::to_owned);
    let mut names: Vec<&str> = first.attributes.iter().map(|(name, _)| name).collect();
    for (name, _) in other.attributes.iter() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let compared = names.into_iter().map(|name| HeaderDifference {
        attribute: name.to_owned(),
        first: value(first, name),
        other: value(other, name),
    });
    compared
        .filter(|found| found.first != found.other)
        .collect()
}
