//! What the writers of both versions share.

use std::io::Write;

use yaddash_io::xml::XmlWriter;
use yaddash_model::{LanguageTag, Segment, TranslationUnit, Variant};

use super::kind;
use crate::Error;
use crate::units::property::value;
use crate::units::seen::Seen;
use crate::units::{Losses, columns};

/// A unit with the variants that are written; those have texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'u> {
    pub(super) unit: &'u TranslationUnit,
    pub(super) source: &'u Variant,
    pub(super) target: Option<&'u Variant>,
    /// How many variants are not written.
    pub(super) left_out: u64,
}

impl<'u> Pair<'u> {
    /// `None` where there is no source text.
    pub(super) fn of(unit: &'u TranslationUnit, languages: &Pairing) -> Option<Self> {
        let mut columns = vec![languages.source.clone()];
        columns.extend(languages.target.clone());
        let mut passed = Losses::default();
        let mut places = columns::arranged(unit, &columns, &mut passed).into_iter();
        let (source, target) = (places.next().flatten(), places.next().flatten());
        let source = source.filter(|source| !source.segment.is_empty())?;
        let is_empty = target.is_some_and(|target| target.segment.is_empty());
        Some(Self {
            unit,
            source,
            target: target.filter(|_| !is_empty),
            left_out: passed.variants + u64::from(is_empty),
        })
    }

    /// The texts that are written.
    pub(super) fn segments(&self) -> impl Iterator<Item = &'u Segment> + Clone {
        let variants = std::iter::once(self.source).chain(self.target);
        variants.map(|variant| &variant.segment)
    }
}

/// The languages of a file.
#[derive(Clone, Debug)]
pub(super) struct Pairing {
    pub(super) source: LanguageTag,
    pub(super) target: Option<LanguageTag>,
}

/// The unit that a match is for; `None` where the unit is no match.
pub(super) fn match_of(unit: &TranslationUnit) -> Option<&str> {
    value(&unit.properties, kind::MATCH_OF)
}

/// The name by which matches name the unit, empty where it has none; `None` for a match, which has no matches.
pub(super) fn name_for_matches(unit: &TranslationUnit) -> Option<&str> {
    match match_of(unit) {
        None => Some(unit.id().unwrap_or_default()),
        Some(_) => None,
    }
}

/// Names of the elements of units, each once in a file.
pub(super) struct Ids {
    /// Before the numbers of those that are made up.
    prefix: &'static str,
    used: Seen,
    made: u64,
}

impl Ids {
    pub(super) fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            used: Seen::default(),
            made: 0,
        }
    }

    /// Starts a new file.
    pub(super) fn clear(&mut self) {
        self.used.clear();
        self.made = 0;
    }

    /// Its own name where no other unit of the file has it, else one that is made up.
    pub(super) fn of(&mut self, own: Option<&str>) -> String {
        if let Some(id) = own.filter(|id| self.used.insert(&[*id])) {
            return id.to_owned();
        }
        loop {
            self.made += 1;
            let id = format!("{}{}", self.prefix, self.made);
            if self.used.insert(&[id.as_str()]) {
                return id;
            }
        }
    }
}

/// Begins a line.
pub(super) fn line<W: Write>(xml: &mut XmlWriter<W>, space: usize) -> Result<(), Error> {
    Ok(xml.text(&format!("\n{:space$}", ""))?)
}

pub(super) fn is_yes_or_no(value: &str) -> bool {
    matches!(value, "yes" | "no")
}

/// A tag as XML has it.
pub(super) fn dashed(language: &LanguageTag) -> String {
    language.as_str().replace('_', "-")
}
