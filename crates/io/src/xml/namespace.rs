//! Prefixes and what they stand for (Namespaces in XML 1.0).

use std::collections::HashMap;

pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes in scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Namespaces {
    /// What each prefix stands for, the innermost last.
    names: HashMap<String, Vec<String>>,
    /// What each element declared, to undo it at its end: depth and prefix.
    scopes: Vec<(usize, String)>,
}

impl Namespaces {
    /// Takes the declaration of an attribute up, where it is one, for the element at `depth`.
    pub(super) fn declare(&mut self, depth: usize, attribute: &str, value: &str) {
        let prefix = match attribute.strip_prefix("xmlns:") {
            Some(prefix) => prefix,
            None if attribute == "xmlns" => "",
            None => return,
        };
        self.names
            .entry(prefix.to_owned())
            .or_default()
            .push(value.to_owned());
        self.scopes.push((depth, prefix.to_owned()));
    }

    /// Forgets what the elements at `depth` and below declared.
    pub(super) fn leave(&mut self, depth: usize) {
        while let Some((_, prefix)) = self.scopes.pop_if(|(at, _)| *at >= depth) {
            if let Some(names) = self.names.get_mut(&prefix) {
                names.pop();
            }
        }
    }

    /// What `prefix` stands for.
    pub(super) fn resolve(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => Some(XML),
            "xmlns" => Some(XMLNS),
            _ => self
                .names
                .get(prefix)?
                .last()
                .map(String::as_str)
                .filter(|name| !name.is_empty()),
        }
    }
}
