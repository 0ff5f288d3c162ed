//! Prefixes of names: what they stand for, and that they stand for something.

use std::collections::HashSet;
use std::io::{Read, Write};

use super::attributes::undeclared;
use super::kind;
use super::machine::{Machine, MendedTag};
use crate::schema::Element;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Puts the prefixes of a tag at `at` right; gives whether anything was wrong.
    pub(super) fn mend_prefixes(&mut self, at: usize, tag: &mut MendedTag) -> bool {
        let is_declared = self.declare(at, &tag.name, &mut tag.attributes);
        self.part_same(at, tag) || is_declared
    }

    /// Moves an attribute that is another one by the namespace that their prefixes stand for; gives whether there is one.
    fn part_same(&mut self, at: usize, tag: &mut MendedTag) -> bool {
        let mut seen: HashSet<(String, &str)> = HashSet::new();
        let same: Vec<usize> = (tag.attributes.iter().enumerate())
            .filter_map(|(index, (name, _))| {
                let (prefix, local) = name.split_once(':')?;
                let is_free = !matches!(prefix, "xml" | "xmlns");
                let address = is_free.then(|| self.address(prefix, &tag.attributes))?;
                (!seen.insert((address, local))).then_some(index)
            })
            .collect();
        for index in same.iter().rev() {
            let (name, value) = tag.attributes.remove(*index);
            let message = format!("attribute `{name}` stands twice, once with another prefix");
            if tag.element == Element::Body {
                self.lost(kind::REPEATED_ATTRIBUTE, at, message, &value);
            } else {
                let message = format!("{message}; it is a property");
                self.mended(kind::REPEATED_ATTRIBUTE, at, message);
                tag.moved.push((name, value));
            }
        }
        !same.is_empty()
    }

    /// What a prefix stands for in a tag with these attributes, which was declared.
    fn address(&self, prefix: &str, own: &[(String, String)]) -> String {
        let name = format!("xmlns:{prefix}");
        let own = own.iter().find(|(attribute, _)| *attribute == name);
        let mut around = self.block.open.iter().rev();
        own.map(|(_, address)| address.as_str())
            .or_else(|| around.find_map(|node| self.declaration_in(*node, &name)))
            .or_else(|| self.prefixes.get(prefix).map(String::as_str))
            .unwrap_or_default()
            .to_owned()
    }

    /// Remembers the prefixes that `tmx` or `body` declares for all that is in it.
    pub(super) fn know_prefixes(&mut self, attributes: &[(String, String)]) {
        let declared = attributes
            .iter()
            .filter_map(|(name, address)| Some((name.strip_prefix("xmlns:")?, address)));
        let declared = declared.map(|(prefix, address)| (prefix.to_owned(), address.clone()));
        self.prefixes.extend(declared);
    }

    /// Whether an element around that stays in any case declares the prefix.
    fn is_declared(&self, prefix: &str) -> bool {
        let name = format!("xmlns:{prefix}");
        let stays = |node: &usize| {
            let element = self.block.element(*node);
            matches!(element, Some(Element::Tu | Element::Tuv | Element::Header))
        };
        let mut open = self.block.open.iter().filter(|node| stays(node));
        self.prefixes.contains_key(prefix)
            || open.any(|node| self.declaration_in(*node, &name).is_some())
    }

    fn declaration_in(&self, node: usize, name: &str) -> Option<&str> {
        self.block.attribute(&self.scanner.window, node, name)
    }

    /// Declares prefixes that nothing declares; gives whether there are any.
    fn declare(&mut self, at: usize, name: &str, attributes: &mut Vec<(String, String)>) -> bool {
        let own: HashSet<&str> = attributes
            .iter()
            .filter_map(|(name, _)| name.strip_prefix("xmlns:"))
            .collect();
        let names = std::iter::once(name).chain(attributes.iter().map(|(name, _)| name.as_str()));
        let mut seen = HashSet::new();
        let missing: Vec<String> = names
            .filter_map(|name| name.split_once(':'))
            .map(|(prefix, _)| prefix)
            .filter(|prefix| seen.insert(*prefix) && !own.contains(prefix))
            .filter(|prefix| !matches!(*prefix, "xml" | "xmlns") && !self.is_declared(prefix))
            .map(str::to_owned)
            .collect();
        for prefix in &missing {
            let name = format!("xmlns:{prefix}");
            let mut around = self.block.open.iter().rev();
            let around = around.find_map(|node| self.declaration_in(*node, &name));
            // An element around may be left out in the end, so that its declaration is made here too.
            if let Some(address) = around {
                attributes.push((name, address.to_owned()));
                continue;
            }
            attributes.push((name, undeclared(prefix)));
            self.mended(
                kind::UNDECLARED_PREFIX,
                at,
                format!("prefix `{prefix}` is not declared; a declaration is added"),
            );
        }
        !missing.is_empty()
    }
}
