//! What is said about a unit: metadata, notes, the state of the translation.

use std::io::Write;

use yaddash_model::Variant;

use super::super::codes::{OF_ONE, is_user_defined, state_of};
use super::Writer;
use crate::Error;
use crate::units::losses::count;
use crate::units::property::value;
use crate::units::xliff::carried::{self, Beside, Owner};
use crate::units::xliff::kind;
use crate::units::xliff::output::Pair;

impl<W: Write> Writer<W> {
    /// Writes properties and attributes of the unit and its variants, but for properties that `is_written`; the name
    /// of the unit too where it is not that of the element. A match has no state.
    pub(super) fn metadata(
        &mut self,
        pair: &Pair<'_>,
        with_id: bool,
        is_match: bool,
        space: usize,
        is_written: impl Fn(&str, &str) -> bool,
    ) -> Result<(), Error> {
        let beside = Beside {
            id: with_id,
            languages: Some(&self.languages),
        };
        let carried = carried::all(
            pair,
            beside,
            &mut self.losses,
            |owner, kind, value| match owner {
                Owner::Unit => is_written(kind, value),
                Owner::Source => false,
                Owner::Target => !is_match && is_state_attribute(pair.target, kind, value),
            },
        );
        let named = carried.iter().filter(|(name, _)| name.is_some()).count();
        self.losses.properties += count(carried.len() - named);
        if named == 0 {
            return Ok(());
        }
        self.line(space)?;
        self.xml.start("mda:metadata")?;
        self.line(space + 2)?;
        self.xml.start("mda:metaGroup")?;
        for (name, value) in carried {
            let Some(name) = name else { continue };
            self.line(space + 4)?;
            self.xml.start("mda:meta")?;
            self.xml.attribute("type", &name)?;
            self.xml.text(value)?;
            self.xml.end()?;
        }
        self.line(space + 2)?;
        self.xml.end()?;
        self.line(space)?;
        Ok(self.xml.end()?)
    }

    pub(super) fn notes(&mut self, pair: &Pair<'_>) -> Result<(), Error> {
        let notes = carried::notes(pair);
        if notes.iter().all(|(_, notes)| notes.is_empty()) {
            return Ok(());
        }
        self.line(6)?;
        self.xml.start("notes")?;
        let all = notes
            .into_iter()
            .flat_map(|(owner, notes)| notes.iter().map(move |note| (owner, note)));
        for (owner, note) in all {
            self.line(8)?;
            self.xml.start("note")?;
            for (name, value) in note.attributes.iter() {
                match name {
                    "from" => self.xml.attribute("category", value)?,
                    "priority"
                        if value
                            .parse()
                            .is_ok_and(|number: u8| (1..=10).contains(&number)) =>
                    {
                        self.xml.attribute("priority", value)?;
                    }
                    _ => self.losses.attributes += 1,
                }
            }
            if let Some(owner) = owner {
                self.xml.attribute("appliesTo", owner)?;
            }
            self.xml.text(&note.text)?;
            self.xml.end()?;
        }
        self.line(6)?;
        Ok(self.xml.end()?)
    }

    /// The name of the segment and the state of the target, which the segment has as attributes.
    pub(super) fn state(&mut self, target: Option<&Variant>, id: &str) -> Result<(), Error> {
        self.xml.attribute("id", id)?;
        let state = target.and_then(|target| value(&target.properties, kind::STATE));
        let Some((name, is_same)) = state.and_then(state_of) else {
            return Ok(());
        };
        self.xml.attribute("state", name)?;
        let sub = target.and_then(|target| value(&target.properties, kind::SUB_STATE));
        match (is_same, state, sub.filter(|sub| is_sub_state(sub))) {
            (false, Some(state), _) => self
                .xml
                .attribute("subState", &format!("{OF_ONE}{state}"))?,
            (true, _, Some(sub)) => self.xml.attribute("subState", sub)?,
            _ => {}
        }
        Ok(())
    }
}

/// Whether a property of the target is said by the state of the segment.
fn is_state_attribute(target: Option<&Variant>, kind: &str, text: &str) -> bool {
    match kind {
        kind::STATE => state_of(text).is_some(),
        kind::SUB_STATE => {
            let state = target.and_then(|target| value(&target.properties, kind::STATE));
            is_sub_state(text) && state.and_then(state_of).is_some_and(|(_, is_same)| is_same)
        }
        _ => false,
    }
}

fn is_sub_state(text: &str) -> bool {
    is_user_defined(text) && !text.starts_with(OF_ONE)
}
