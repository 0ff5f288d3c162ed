//! Languages that were asked for and are not there.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::Result;
use yaddash_formats::units::Languages;
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
    /// The languages that were asked for, and whether a unit has them.
    languages: Vec<Language>,
    /// Whether a unit has a second language.
    is_translated: bool,
    /// The first languages that are there.
    found: Vec<LanguageTag>,
    messages: Messages,
    /// Whether a language was missed.
    is_missed: Rc<Cell<bool>>,
}

/// A language that was asked for.
struct Language {
    tag: LanguageTag,
    /// Whether it may be missing where no unit is translated.
    is_of_translations: bool,
    is_there: bool,
}

impl Asked {
    /// Units of a file that is named `name` in messages, which are to have the languages `source` and `target`. A
    /// bilingual file that waits for its translation has no target, which is no miss.
    pub(super) fn new(
        units: Units,
        name: String,
        languages: &Languages,
        is_bilingual: bool,
        messages: Messages,
        is_missed: Rc<Cell<bool>>,
    ) -> Self {
        let asked = |tag: &LanguageTag, is_of_translations| Language {
            tag: tag.clone(),
            is_of_translations,
            is_there: false,
        };
        let source = languages.source.iter().map(|tag| asked(tag, false));
        let target = languages.target.iter().map(|tag| asked(tag, is_bilingual));
        Self {
            units,
            name,
            languages: source.chain(target).collect(),
            is_translated: false,
            found: Vec::new(),
            messages,
            is_missed,
        }
    }

    fn look(&mut self, unit: &TranslationUnit) {
        self.is_translated |= unit.variants.first().is_some_and(|first| {
            unit.variants
                .iter()
                .any(|one| one.language != first.language)
        });
        for variant in &unit.variants {
            let there = &variant.language;
            for asked in &mut self.languages {
                asked.is_there |= asked.tag.fit(there).is_some();
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
        let is_missed = |asked: &&Language| {
            !asked.is_there && (self.is_translated || !asked.is_of_translations)
        };
        for asked in languages.iter().filter(is_missed) {
            self.messages.warning(format_args!(
                "{}: no unit is in {}; it has {}",
                self.name,
                asked.tag,
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
            Some(Ok(unit)) if self.languages.iter().any(|asked| !asked.is_there) => {
                self.look(unit);
            }
            Some(_) => {}
            None => self.tell(),
        }
        unit
    }
}
