//! What is said about a unit: contexts and notes.

use std::io::Write;

use yaddash_model::{LanguageTag, Note};

use super::{Writer, is_target_attribute};
use crate::Error;
use crate::units::xliff::carried::{self, Beside, Carried, Owner};
use crate::units::xliff::kind;
use crate::units::xliff::output::Pair;

/// Contexts that tell a place in a document; each `sourcefile` begins a new one.
const LOCATION: [&str; 2] = ["sourcefile", "linenumber"];
/// Contexts that XLIFF 1.2 names (`context-type`).
const CONTEXTS: [&str; 9] = [
    "database",
    "element",
    "elementtitle",
    "linenumber",
    "numparams",
    "paramnotes",
    "record",
    "recordtitle",
    "sourcefile",
];

impl<W: Write> Writer<W> {
    /// Writes notes, properties and attributes of the unit and its variants, but for properties that `is_written`; the
    /// name of the unit too where it is not that of the element. A match has the languages of its texts as attributes.
    pub(super) fn carried(
        &mut self,
        pair: &Pair<'_>,
        with_id: bool,
        is_match: bool,
        space: usize,
        is_written: impl Fn(&str, &str) -> bool,
    ) -> Result<(), Error> {
        let beside = Beside {
            id: with_id,
            languages: (!is_match).then_some(&self.languages),
        };
        let contexts = carried::all(
            pair,
            beside,
            &mut self.losses,
            |owner, kind, value| match owner {
                Owner::Unit => is_written(kind, value),
                Owner::Source => false,
                Owner::Target => is_target_attribute(kind, value),
            },
        );
        self.contexts(&contexts, space)?;
        for (owner, notes) in carried::notes(pair) {
            self.notes(notes, owner, space)?;
        }
        Ok(())
    }

    /// Writes contexts in groups: each place in a document is one, and what stands between places.
    fn contexts(&mut self, contexts: &[Carried<'_>], space: usize) -> Result<(), Error> {
        let mut purpose = None;
        for (name, value) in contexts {
            let Some(name) = name.as_deref() else {
                self.losses.properties += 1;
                continue;
            };
            let known = name.strip_prefix(kind::CONTEXT_OF);
            let name = known
                .filter(|known| CONTEXTS.contains(known))
                .unwrap_or(name);
            let wanted = if LOCATION.contains(&name) {
                "location"
            } else {
                "information"
            };
            if purpose != Some(wanted) || name == "sourcefile" {
                if purpose.is_some() {
                    self.line(space)?;
                    self.xml.end()?;
                }
                self.line(space)?;
                self.xml.start("context-group")?;
                self.xml.attribute("purpose", wanted)?;
                purpose = Some(wanted);
            }
            self.line(space + 2)?;
            self.xml.start("context")?;
            self.xml.attribute("context-type", name)?;
            self.xml.text(value)?;
            self.xml.end()?;
        }
        if purpose.is_some() {
            self.line(space)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn notes(&mut self, notes: &[Note], owner: Option<&str>, space: usize) -> Result<(), Error> {
        for note in notes {
            self.line(space)?;
            self.xml.start("note")?;
            for (name, value) in note.attributes.iter() {
                let is_valid = match name {
                    "from" => true,
                    "xml:lang" => LanguageTag::lenient(value).is_ok(),
                    "priority" => value
                        .parse()
                        .is_ok_and(|number: u8| (1..=10).contains(&number)),
                    _ => false,
                };
                if is_valid {
                    self.xml.attribute(name, value)?;
                } else {
                    self.losses.attributes += 1;
                }
            }
            if let Some(owner) = owner {
                self.xml.attribute("annotates", owner)?;
            }
            self.xml.text(&note.text)?;
            self.xml.end()?;
        }
        Ok(())
    }
}
