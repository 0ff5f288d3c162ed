//! Languages that were asked for and are not there.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::Result;
use yaddash_model::{LanguageTag, TranslationUnit};

use crate::messages::Messages;
use crate::units::Units;

/// Languages that are named in a message.
const TOLD: usize = 20;

/// Units, and at their end a word on languages that none of them has: with a wrong language a file would come out empty, or
/// without translations, as though all were well.
pub(super) struct Asked {
    units: Units,
    /// How messages name the file.
    name: String,
    /// The languages that were asked for, the source first, and whether a unit has them.
    languages: Vec<(LanguageTag, bool)>,
    /// The first languages that are there.
    found: Vec<LanguageTag>,
    messages: Messages,
    /// Whether a language was missed.
    is_missed: Rc<Cell<bool>>,
}

impl Asked {
    pub(super) fn new<'a>(
        units: Units,
        name: String,
        languages: impl IntoIterator<Item = &'a LanguageTag>,
        messages: Messages,
        is_missed: Rc<Cell<bool>>,
    ) -> Self {
        let languages = languages.into_iter();
        Self {
            units,
            name,
            languages: languages
                .map(|language| (language.clone(), false))
                .collect(),
            found: Vec::new(),
            messages,
            is_missed,
        }
    }

    fn look(&mut self, unit: &TranslationUnit) {
        for variant in &unit.variants {
            let there = &variant.language;
            for (asked, is_there) in &mut self.languages {
                *is_there |= asked.fit(there).is_some();
            }
            if self.found.len() < TOLD && !self.found.contains(there) {
                self.found.push(there.clone());
            }
        }
    }

    /// Tells what was missed, once.
    fn tell(&mut self) {
        let languages = std::mem::take(&mut self.languages);
        if self.found.is_empty() {
            return;
        }
        let found: Vec<&str> = self.found.iter().map(LanguageTag::as_str).collect();
        for (asked, _) in languages.iter().filter(|(_, is_there)| !is_there) {
            self.messages.warning(format_args!(
                "{}: no unit is in {asked}; it has {}",
                self.name,
                found.join(", ")
            ));
            self.is_missed.set(true);
        }
    }
}

impl Iterator for Asked {
    type Item = Result<TranslationUnit>;

    fn next(&mut self) -> Option<Self::Item> {
        let unit = self.units.next();
        match &unit {
            Some(Ok(unit)) if self.languages.iter().any(|(_, is_there)| !is_there) => {
                self.look(unit);
            }
            Some(_) => {}
            None => self.tell(),
        }
        unit
    }
}
