//! Attributes of codes and marks.

use std::io::Write;

use yaddash_model::{Attributes, InlineCode};

use super::super::codes::{COMMENT, PLAIN_MARK, mark_of, type_of};
use super::Writer;
use super::names::CodeNames;
use crate::Error;
use crate::units::xliff::output::is_yes_or_no;

impl<W: Write> Writer<W> {
    /// Writes the attributes of a code; those of an element with an end say whether they are of the start.
    pub(super) fn attributes(
        &mut self,
        element: &str,
        code: &InlineCode,
        names: &CodeNames,
    ) -> Result<(), Error> {
        let suffix = if element == "pc" { "Start" } else { "" };
        let attributes = &code.attributes;
        for (name, value) in attributes.iter() {
            let is_valid = match name {
                "i" | "x" | "id" | "pos" => continue,
                "type" => {
                    self.kind(value, attributes.get("subType"))?;
                    continue;
                }
                "subType" if attributes.get("type").is_some() => continue,
                "equiv-text" => {
                    self.xml.attribute(&format!("equiv{suffix}"), value)?;
                    continue;
                }
                "disp" => {
                    self.xml.attribute(&format!("disp{suffix}"), value)?;
                    continue;
                }
                "canCopy" | "canDelete" => is_yes_or_no(value),
                "canReorder" => is_yes_or_no(value) || value == "firstNo",
                "canOverlap" => element != "ph" && is_yes_or_no(value),
                "dir" => element != "ph" && matches!(value, "ltr" | "rtl" | "auto"),
                "copyOf" => code.content.is_empty() && names.is_original(value),
                _ => false,
            };
            if is_valid {
                self.xml.attribute(name, value)?;
            } else {
                self.losses.attributes += 1;
            }
        }
        Ok(())
    }

    pub(super) fn kind(&mut self, kind: &str, sub: Option<&str>) -> Result<(), Error> {
        let Some((kind, written)) = type_of(kind, sub) else {
            self.losses.attributes += 1 + u64::from(sub.is_some());
            return Ok(());
        };
        self.losses.attributes += u64::from(sub.is_some() && written.as_deref() != sub);
        self.xml.attribute("type", &kind)?;
        if let Some(sub) = written {
            self.xml.attribute("subType", &sub)?;
        }
        Ok(())
    }

    pub(super) fn end_attributes(&mut self, attributes: &Attributes) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            match name {
                "i" => {}
                "equiv-text" => self.xml.attribute("equivEnd", value)?,
                "disp" => self.xml.attribute("dispEnd", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    /// Writes the name, the kind and the attributes of a mark. One without a kind says whether its text is translated, or
    /// has a kind of our own; a comment has its text, since the note that it may refer to has no name.
    pub(super) fn mark(
        &mut self,
        id: &str,
        kind: Option<&str>,
        attributes: &Attributes,
    ) -> Result<(), Error> {
        self.xml.attribute("id", id)?;
        let translate = attributes
            .get("translate")
            .filter(|value| is_yes_or_no(value));
        let kind = match kind.filter(|kind| !kind.is_empty()) {
            Some(kind) => Some(mark_of(kind)),
            None => translate.is_none().then(|| PLAIN_MARK.to_owned()),
        };
        let is_comment = kind.as_deref() == Some(COMMENT);
        if let Some(kind) = kind {
            self.xml.attribute("type", &kind)?;
        }
        if is_comment {
            let text = attributes.get("comment").unwrap_or_default();
            self.xml.attribute("value", text)?;
        }
        for (name, value) in attributes.iter() {
            match name {
                "type" | "i" => {}
                "comment" if is_comment => {}
                "comment" => self.xml.attribute("value", value)?,
                "ref" if !is_comment => self.xml.attribute("ref", value)?,
                "translate" if translate.is_some() => self.xml.attribute("translate", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }
}
