//! Writing XLIFF 1.2.

mod inline;
mod remarks;

use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriter};
use yaddash_model::{LanguageTag, TranslationUnit, Variant};

use crate::Error;
use crate::units::seen::Seen;
use crate::units::xliff::kind;
use crate::units::xliff::shape::Names;
use crate::units::{Losses, columns};

/// States of a translation (XLIFF 1.2, section 2.3, `state`).
const STATES: [&str; 10] = [
    "final",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    "signed-off",
    "translated",
];
/// Where a translation came from (`state-qualifier`).
const QUALIFIERS: [&str; 13] = [
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
    "leveraged-mt",
    "leveraged-repository",
    "leveraged-tm",
    "mt-suggestion",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
];
/// What an `alt-trans` is (`alttranstype`).
const MATCH_TYPES: [&str; 5] = [
    "accepted",
    "previous-version",
    "proposal",
    "rejected",
    "reference",
];
/// Writes units in two languages as XLIFF 1.2 in UTF-8, valid against the strict schema.
///
/// Each unit is a `trans-unit`; one that is marked as a match of the unit before it (`x-match-of`) is an `alt-trans`
/// of that. Units whose property `x-file` differs from that of the unit before start a new `file`. Units without a
/// source text are left out and counted.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    source: LanguageTag,
    target: Option<LanguageTag>,
    /// The name of the document that is open.
    file: Option<String>,
    /// The `tuid` of the unit that is open, empty where it has none: matches name it.
    open: Option<String>,
    ids: Seen,
    written: u64,
    losses: Losses,
}

impl<W: Write> Writer<W> {
    /// Starts a file from `source` to `target`, or to no language yet. The output should be buffered.
    ///
    /// # Errors
    /// [`Error::Write`], as of every method that writes.
    pub fn new(output: W, source: LanguageTag, target: Option<LanguageTag>) -> Result<Self, Error> {
        let mut xml = XmlWriter::new(output).with_forbidden(ForbiddenCharacters::Remove);
        xml.declaration()?;
        xml.start("xliff")?;
        xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2")?;
        xml.attribute("version", "1.2")?;
        Ok(Self {
            xml,
            source,
            target,
            file: None,
            open: None,
            ids: Seen::default(),
            written: 0,
            losses: Losses::default(),
        })
    }

    /// Writes one unit.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let mut languages = vec![self.source.clone()];
        languages.extend(self.target.clone());
        let mut passed = Losses::default();
        let mut places = columns::arranged(unit, &languages, &mut passed).into_iter();
        let (source, target) = (places.next().flatten(), places.next().flatten());
        let Some(source) = source.filter(|source| !source.segment.is_empty()) else {
            self.losses.units += 1;
            return Ok(());
        };
        self.losses.variants += passed.variants;
        let target = target.filter(|target| {
            let is_empty = target.segment.is_empty();
            self.losses.variants += u64::from(is_empty);
            !is_empty
        });
        if let (Some(target), true) = (target, self.is_match(unit)) {
            return self.proposal(unit, source, target);
        }
        self.close_unit()?;
        self.enter_file(property(unit, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(6)?;
        self.xml.start("trans-unit")?;
        let id = self.id(unit);
        self.xml.attribute("id", &id)?;
        for name in ["approved", "translate"] {
            if let Some(value) =
                property(unit, &format!("x-{name}")).filter(|value| is_yes_or_no(value))
            {
                self.xml.attribute(name, value)?;
            }
        }
        if let Some(name) = property(unit, kind::NAME) {
            self.xml.attribute("resname", name)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.open = Some(unit.id().unwrap_or_default().to_owned());
        self.texts(source, target, 8)?;
        self.carried(unit, source, target, 8, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || matches!(kind, "x-approved" | "x-translate") && is_yes_or_no(value)
        })
    }

    /// Ends the file, and gives the output, flushed, with what was lost.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.close_unit()?;
        // A file has at least one `file`.
        if self.file.is_none() {
            self.enter_file(kind::NO_FILE)?;
        }
        self.leave_file()?;
        self.xml.text("\n")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        self.losses.characters += self.xml.forbidden();
        Ok((self.xml.finish()?, self.losses))
    }

    /// Whether the unit is a match of the one that is open.
    fn is_match(&self, unit: &TranslationUnit) -> bool {
        match (&self.open, property(unit, kind::MATCH_OF)) {
            (Some(open), Some(of)) => open == of,
            _ => false,
        }
    }

    fn proposal(
        &mut self,
        unit: &TranslationUnit,
        source: &Variant,
        target: &Variant,
    ) -> Result<(), Error> {
        self.line(8)?;
        self.xml.start("alt-trans")?;
        for (kind, name) in [
            (kind::MATCH_QUALITY, "match-quality"),
            (kind::MATCH_ORIGIN, "origin"),
        ] {
            if let Some(value) = property(unit, kind) {
                self.xml.attribute(name, value)?;
            }
        }
        let is_type = |value: &str| MATCH_TYPES.contains(&value) || is_own(value);
        if let Some(value) = property(unit, kind::MATCH_TYPE).filter(|value| is_type(value)) {
            self.xml.attribute("alttranstype", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.texts(source, Some(target), 10)?;
        self.carried(unit, source, Some(target), 10, |kind, value| {
            matches!(
                kind,
                kind::MATCH_OF | kind::MATCH_QUALITY | kind::MATCH_ORIGIN
            ) || kind == kind::MATCH_TYPE && is_type(value)
        })?;
        self.line(8)?;
        Ok(self.xml.end()?)
    }

    /// The name of a unit: its own where no other unit of the file has it.
    fn id(&mut self, unit: &TranslationUnit) -> String {
        let own = unit.id().filter(|id| !id.is_empty());
        if let Some(id) = own.filter(|id| self.ids.insert(*id)) {
            return id.to_owned();
        }
        self.losses.attributes += u64::from(own.is_some());
        loop {
            self.written += 1;
            let id = self.written.to_string();
            if self.ids.insert(id.as_str()) {
                return id;
            }
        }
    }

    fn enter_file(&mut self, name: &str) -> Result<(), Error> {
        if self.file.as_deref() == Some(name) {
            return Ok(());
        }
        self.leave_file()?;
        self.line(2)?;
        self.xml.start("file")?;
        self.xml.attribute("original", name)?;
        self.xml
            .attribute("source-language", &dashed(&self.source))?;
        if let Some(target) = &self.target {
            self.xml.attribute("target-language", &dashed(target))?;
        }
        self.xml.attribute("datatype", "plaintext")?;
        self.line(4)?;
        self.xml.start("body")?;
        self.xml.text("")?;
        self.file = Some(name.to_owned());
        self.ids.clear();
        self.written = 0;
        Ok(())
    }

    fn leave_file(&mut self) -> Result<(), Error> {
        if self.file.take().is_some() {
            self.line(4)?;
            self.xml.end()?;
            self.line(2)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn close_unit(&mut self) -> Result<(), Error> {
        if self.open.take().is_some() {
            self.line(6)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn texts(
        &mut self,
        source: &Variant,
        target: Option<&Variant>,
        space: usize,
    ) -> Result<(), Error> {
        let segments = [Some(&source.segment), target.map(|target| &target.segment)];
        self.line(space)?;
        self.xml.start("source")?;
        if source.language != self.source {
            self.xml.attribute("xml:lang", &dashed(&source.language))?;
        }
        self.content(
            &source.segment,
            &mut Names::new(segments.into_iter().flatten()),
        )?;
        self.xml.end()?;
        let Some(target) = target else {
            return Ok(());
        };
        self.line(space)?;
        self.xml.start("target")?;
        if Some(&target.language) != self.target.as_ref() {
            self.xml.attribute("xml:lang", &dashed(&target.language))?;
        }
        for kind in [kind::STATE, kind::STATE_QUALIFIER] {
            let property = target.properties.iter().find(|one| one.kind == kind);
            if let Some(property) = property.filter(|one| is_target_attribute(kind, &one.value)) {
                let name = kind.strip_prefix("x-").unwrap_or_default();
                self.xml.attribute(name, &property.value)?;
            }
        }
        self.content(
            &target.segment,
            &mut Names::new(segments.into_iter().flatten()),
        )?;
        Ok(self.xml.end()?)
    }

    fn line(&mut self, space: usize) -> Result<(), Error> {
        Ok(self.xml.text(&format!("\n{:space$}", ""))?)
    }
}

fn property<'u>(unit: &'u TranslationUnit, kind: &str) -> Option<&'u str> {
    unit.properties
        .iter()
        .find(|property| property.kind == kind)
        .map(|property| property.value.as_str())
}

/// Whether a property of the target is an attribute of `target`.
fn is_target_attribute(kind: &str, value: &str) -> bool {
    match kind {
        kind::STATE => STATES.contains(&value) || is_own(value),
        kind::STATE_QUALIFIER => QUALIFIERS.contains(&value) || is_own(value),
        _ => false,
    }
}

fn is_yes_or_no(value: &str) -> bool {
    matches!(value, "yes" | "no")
}

/// A value of the user's.
fn is_own(value: &str) -> bool {
    value.len() > 2 && value.starts_with("x-") && !value.chars().any(char::is_whitespace)
}

fn dashed(language: &LanguageTag) -> String {
    language.as_str().replace('_', "-")
}
