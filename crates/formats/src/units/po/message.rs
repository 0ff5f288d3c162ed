//! A message that is to be written, and what of units it keeps.

use std::collections::HashSet;

use yaddash_model::{Property, TranslationUnit};

use super::entry::MOST_FORMS;
use super::{Header, kind};
use crate::units::Losses;
use crate::units::losses::count;
use crate::units::property::value;

/// A message: of one unit, or of units that are its plural forms.
pub(super) struct Message {
    /// What is said about it: the properties of its first unit.
    pub(super) properties: Vec<Property>,
    pub(super) comments: Vec<String>,
    pub(super) is_obsolete: bool,
    pub(super) context: Option<String>,
    pub(super) id: String,
    pub(super) plural: Option<String>,
    pub(super) strings: Vec<String>,
}

impl Message {
    /// The message of a unit with these texts.
    pub(super) fn new(unit: &TranslationUnit, id: &str, translation: &str) -> Self {
        let property = |kind| value(&unit.properties, kind);
        let form = form(unit);
        let singular = form.filter(|form| *form > 0);
        let (id, plural) = match (form, singular) {
            (None, _) => (id, None),
            (Some(_), None) => (id, property(kind::MSGID_PLURAL)),
            (Some(_), Some(_)) => (property(kind::MSGID).unwrap_or(id), Some(id)),
        };
        let mut strings = vec![String::new(); singular.unwrap_or(0)];
        strings.push(translation.to_owned());
        Self {
            properties: unit.properties.clone(),
            comments: unit.notes.iter().map(|note| note.text.clone()).collect(),
            is_obsolete: is_obsolete(unit),
            context: property(kind::CONTEXT).map(str::to_owned),
            id: id.to_owned(),
            plural: plural.map(str::to_owned),
            strings,
        }
    }

    /// The message that the header is.
    pub(super) fn of_header(header: Header) -> Self {
        Self {
            strings: vec![header.text()],
            comments: header.comment.into_iter().collect(),
            properties: header.properties,
            is_obsolete: false,
            context: None,
            id: String::new(),
            plural: None,
        }
    }

    /// What no other message of a file has: the context, where there is one, and the source text.
    pub(super) fn key(&self) -> Vec<&str> {
        let context = self.context.as_deref();
        context.into_iter().chain([self.id.as_str()]).collect()
    }

    /// Takes a unit up as the next plural form where it is one; gives whether it is.
    pub(super) fn take_form(&mut self, unit: &TranslationUnit, id: &str, text: &str) -> bool {
        let Some(form) = form(unit) else {
            return false;
        };
        let is_same = self.strings.len() <= form
            && self.is_obsolete == is_obsolete(unit)
            && self.plural.as_deref() == Some(id)
            && self.context.as_deref() == value(&unit.properties, kind::CONTEXT)
            && Some(self.id.as_str()) == value(&unit.properties, kind::MSGID);
        if is_same {
            self.strings.resize(form, String::new());
            self.strings.push(text.to_owned());
        }
        is_same
    }

    /// Gives a message with plural forms as many as the language has.
    pub(super) fn complete(&mut self, forms: usize) {
        if self.plural.is_some() && self.strings.len() < forms {
            self.strings.resize(forms, String::new());
        }
    }

    /// What is lost of a unit of the message: `passed` is all that it holds beside its texts.
    pub(super) fn not_kept(&self, unit: &TranslationUnit, mut passed: Losses) -> Losses {
        let said: HashSet<(&str, &str)> = self
            .properties
            .iter()
            .map(|property| (property.kind.as_str(), property.value.as_str()))
            .collect();
        let mut kinds = HashSet::new();
        for property in &unit.properties {
            let is_first = kinds.insert(property.kind.as_str());
            if self.says(property, is_first, &said) {
                passed.properties = passed.properties.saturating_sub(1);
                passed.attributes += count(property.attributes.len());
            }
        }
        let comments: HashSet<&str> = self.comments.iter().map(String::as_str).collect();
        for note in &unit.notes {
            if comments.contains(note.text.as_str()) {
                passed.notes = passed.notes.saturating_sub(1);
                passed.attributes += count(note.attributes.len());
            }
        }
        passed
    }

    /// Whether the property of a unit stands in the message. `is_first`: it is the first of its kind; `said`: kinds and
    /// values of the properties that are written.
    fn says(&self, property: &Property, is_first: bool, said: &HashSet<(&str, &str)>) -> bool {
        let text = property.value.as_str();
        match property.kind.as_str() {
            kind::CONTEXT => is_first,
            kind::OBSOLETE => is_first && self.is_obsolete && text == kind::YES,
            kind::PLURAL => is_first && self.plural.is_some(),
            kind::MSGID => is_first && self.plural.is_some() && self.id == text,
            kind::MSGID_PLURAL => is_first && self.plural.as_deref() == Some(text),
            name => {
                let is_written = match name {
                    kind::EXTRACTED => true,
                    kind::FLAG => is_flag(text),
                    kind::REFERENCE => is_reference(text),
                    name => is_first && kind::PREVIOUS.contains(&name),
                };
                is_written && said.contains(&(name, text))
            }
        }
    }
}

fn is_obsolete(unit: &TranslationUnit) -> bool {
    value(&unit.properties, kind::OBSOLETE) == Some(kind::YES)
}

/// Which plural form a unit is; `None` where it is no form, or none of a message that is known whole.
fn form(unit: &TranslationUnit) -> Option<usize> {
    let property = |kind| value(&unit.properties, kind);
    let form: usize = property(kind::PLURAL)?.parse().ok()?;
    let is_whole = form < MOST_FORMS
        && property(kind::MSGID).is_some_and(|text| !text.is_empty())
        && property(kind::MSGID_PLURAL).is_some();
    is_whole.then_some(form)
}

/// Whether a text can be a flag.
pub(super) fn is_flag(flag: &str) -> bool {
    !flag.is_empty() && flag == flag.trim() && !flag.contains([',', '\n', '\r'])
}

/// Whether a text can be a reference.
pub(super) fn is_reference(reference: &str) -> bool {
    let bad = ['\n', '\r', '\u{2068}', '\u{2069}'];
    !reference.is_empty() && reference == reference.trim() && !reference.contains(bad)
}
