//! What is not as it should be and stays, since nobody but the author knows what is meant: it is told.

use std::borrow::Cow;
use std::io::{Read, Write};

use yaddash_model::{LanguageTag, SourceLanguage};

use super::kind;
use super::machine::Machine;
use crate::schema::Element;
use crate::validate::map;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Tells of what a `ude` of the header says and TMX does not allow.
    pub(super) fn tell_encoding(&mut self, node: usize) {
        let maps: Vec<usize> = self
            .block
            .children(node)
            .filter(|child| self.block.element(*child) == Some(Element::Map))
            .collect();
        let mut has_code = false;
        for node in maps {
            let values =
                ["unicode", "code", "ent", "subst"].map(|name| (name, self.value(node, name)));
            let value = |name: &str| {
                let mut found = values.iter().filter(|(known, _)| *known == name);
                found
                    .find_map(|(_, value)| value.as_deref())
                    .map(Cow::Borrowed)
            };
            if value("unicode").is_none() {
                // It was left out.
                continue;
            }
            has_code |= value("code").is_some();
            for (value, message) in map::faults(value) {
                self.left(kind::USER_ENCODING, node, &message, &value);
            }
        }
        if has_code && self.value(node, "base").is_none() {
            let message = "`ude` has no `base`, though a `map` has `code`";
            self.left(kind::USER_ENCODING, node, message, "");
        }
    }

    /// Tells of a unit that has variants, but none in its source language.
    pub(super) fn tell_source(&mut self) {
        if let Some(source) = self.missing_source() {
            let message = format!("a unit has no variant in its source language, `{source}`");
            self.left(kind::SOURCE_VARIANT, 0, &message, "");
        }
    }

    /// The source language of the unit, where it has no variant in it.
    fn missing_source(&mut self) -> Option<LanguageTag> {
        let is_named = |source: &str| {
            let mut languages = self.languages().peekable();
            languages.peek().is_none()
                || languages.any(|language| language.eq_ignore_ascii_case(source))
        };
        let window = &self.scanner.window;
        let of_unit = self.block.attribute(window, 0, "srclang");
        if is_named(of_unit.or(self.document.source.as_deref())?) {
            return None;
        }
        let of_unit = self.value(0, "srclang");
        let of_header = self.document.source.clone();
        let of_header =
            of_header.and_then(|raw| Some(self.entities.value(&raw).ok()?.into_owned()));
        let sources = [of_unit, of_header].into_iter().flatten();
        let mut known = sources.filter_map(|source| crate::header::valid_source_language(&source));
        let Some(SourceLanguage::Tag(source)) = known.next() else {
            return None;
        };
        let mut languages = self
            .languages()
            .filter_map(|spelling| LanguageTag::lenient(spelling).ok());
        // As the validator has it, a variant of another region is one.
        let is_there = languages.any(|language| language == source || source.accepts(&language));
        (!is_there).then_some(source)
    }

    /// The languages of the variants, as they are written.
    fn languages(&self) -> impl Iterator<Item = &str> {
        let variants = self.block.children(0);
        let variants = variants.filter(|child| self.block.element(*child) == Some(Element::Tuv));
        variants.filter_map(|variant| {
            let attribute = |name| self.block.attribute(&self.scanner.window, variant, name);
            attribute("xml:lang").or_else(|| attribute("lang"))
        })
    }

    /// The value of an attribute, with its references resolved.
    fn value(&mut self, node: usize, name: &str) -> Option<String> {
        let raw = self.block.attribute(&self.scanner.window, node, name)?;
        Some(match self.entities.value(raw) {
            Ok(value) => value.into_owned(),
            Err(_) => raw.to_owned(),
        })
    }

    fn left(&mut self, kind: &'static kind::Kind, node: usize, message: &str, value: &str) {
        let place = self.place(self.at(node));
        self.report
            .kept(kind, place, format!("{message}; it is kept"), value);
    }
}
