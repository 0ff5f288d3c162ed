//! Prefixes of names in a tag, as Namespaces in XML 1.0 asks for them.

use std::collections::HashMap;

use super::XmlProblem;
use super::attribute::{AttributeSpan, TagFault};
use super::entity::Entities;
use super::namespace::{Namespaces, XML, XMLNS};

/// A tag whose prefixes are looked at.
pub(super) struct Prefixes<'t> {
    pub(super) content: &'t str,
    pub(super) name_length: usize,
    pub(super) spans: &'t [AttributeSpan],
    pub(super) entities: &'t Entities,
}

impl<'t> Prefixes<'t> {
    /// Takes up what the tag declares at `depth` and, unless anything goes, checks the prefixes of its names.
    pub(super) fn take_up(
        &self,
        namespaces: &mut Namespaces,
        depth: usize,
        anything_goes: bool,
    ) -> Result<(), TagFault> {
        let has_prefix = memchr::memchr(b':', self.content.as_bytes()).is_some();
        if !has_prefix && !self.attributes().any(|(name, _)| declares(name)) {
            return Ok(());
        }
        let mut found = Ok(());
        for span in self.spans {
            let name = span.name(self.content);
            if declares(name) {
                let value = span.value(self.content, self.entities);
                namespaces.declare(depth, name, &value);
                if found.is_ok() && !is_allowed(name, &value) {
                    let name = name.to_owned();
                    let problem = XmlProblem::Namespace { name };
                    found = Err(TagFault::new(problem, span.name_offset()));
                }
            }
        }
        if anything_goes {
            return Ok(());
        }
        found?;
        let tag = self.content.get(..self.name_length).unwrap_or_default();
        check(tag, 0, namespaces)?;
        let mut seen: HashMap<(&str, &str), &str> = HashMap::new();
        for (name, offset) in self.attributes() {
            // No other prefix stands for that of `xml:lang`, and most tags have nothing but it.
            if name.starts_with("xml:") {
                continue;
            }
            let Some((prefix, local)) = check(name, offset, namespaces)? else {
                continue;
            };
            let namespace = namespaces.resolve(prefix).unwrap_or_default();
            if let Some(other) = seen.insert((namespace, local), name) {
                let (name, other) = (name.to_owned(), other.to_owned());
                let problem = XmlProblem::SameAttribute { name, other };
                return Err(TagFault::new(problem, offset));
            }
        }
        Ok(())
    }

    /// The names of the attributes, and where they stand.
    fn attributes(&self) -> impl Iterator<Item = (&'t str, usize)> {
        let content = self.content;
        let spans = self.spans.iter();
        spans.map(move |span| (span.name(content), span.name_offset()))
    }
}

/// Whether an attribute of this name declares a namespace.
fn declares(name: &str) -> bool {
    name.strip_prefix("xmlns")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

/// Whether attribute `name` may declare the namespace `value` (section 3; section 5 for what has no address).
fn is_allowed(name: &str, value: &str) -> bool {
    let is_undeclared = value.is_empty() && name.starts_with("xmlns:");
    !is_undeclared && !is_reserved_declaration(name, value)
}

/// Whether an attribute declares a prefix, or gives an address, that Namespaces in XML 1.0 keeps to itself (section 3).
pub fn is_reserved_declaration(name: &str, value: &str) -> bool {
    match name.strip_prefix("xmlns:") {
        Some("xml") => value != XML,
        Some("xmlns") => true,
        _ => declares(name) && matches!(value, XML | XMLNS),
    }
}

/// Prefix and local part of a name that has a prefix, which is declared (sections 4 and 5).
fn check<'n>(
    name: &'n str,
    offset: usize,
    namespaces: &Namespaces,
) -> Result<Option<(&'n str, &'n str)>, TagFault> {
    let Some((prefix, local)) = name.split_once(':') else {
        return Ok(None);
    };
    // `xmlns` may begin the name of an attribute, which stands behind the name of the element.
    let is_known = namespaces.resolve(prefix).is_some() && (prefix != "xmlns" || offset > 0);
    if !is_known {
        let prefix = prefix.to_owned();
        let problem = XmlProblem::UndeclaredPrefix { prefix };
        return Err(TagFault::new(problem, offset));
    }
    Ok(Some((prefix, local)))
}
