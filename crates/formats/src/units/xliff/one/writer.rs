//! Writing XLIFF 1.2.

mod inline;
mod remarks;

use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriter};
use yaddash_model::{LanguageTag, TranslationUnit};

use crate::Error;
use crate::units::Losses;
use crate::units::property::value;
use crate::units::xliff::file::PLAIN;
use crate::units::xliff::kind;
use crate::units::xliff::output::{
    self, Ids, Pair, Pairing, dashed, is_yes_or_no, match_of, name_for_matches,
};
use crate::units::xliff::shape::Names;

/// Properties that are attributes of a `trans-unit` where their value is `yes` or `no`.
const ATTRIBUTES: [(&str, &str); 2] = [("x-approved", "approved"), (kind::TRANSLATE, "translate")];
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
/// source text are left out and counted; their matches are units of their own.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    languages: Pairing,
    /// The name of the document that is open.
    file: Option<String>,
    /// Whether a `trans-unit` is open.
    is_open: bool,
    /// The name of the unit that is open, where it may have matches.
    owner: Option<String>,
    ids: Ids,
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
            languages: Pairing { source, target },
            file: None,
            is_open: false,
            owner: None,
            ids: Ids::new(""),
            losses: Losses::default(),
        })
    }

    /// Writes one unit.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let Some(pair) = Pair::of(unit, &self.languages) else {
            self.losses.units += 1;
            if match_of(unit).is_none() {
                self.close_unit()?;
            }
            return Ok(());
        };
        self.losses.variants += pair.left_out;
        let is_match = self.owner.is_some() && match_of(unit) == self.owner.as_deref();
        if is_match && pair.target.is_some() {
            return self.proposal(&pair);
        }
        self.close_unit()?;
        self.enter_file(value(&unit.properties, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(6)?;
        self.xml.start("trans-unit")?;
        let id = self.ids.of(unit.id().filter(|id| !id.is_empty()));
        self.xml.attribute("id", &id)?;
        for (kind, name) in ATTRIBUTES {
            let value = value(&unit.properties, kind);
            if let Some(value) = value.filter(|value| is_yes_or_no(value)) {
                self.xml.attribute(name, value)?;
            }
        }
        if let Some(name) = value(&unit.properties, kind::NAME) {
            self.xml.attribute("resname", name)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.is_open = true;
        self.owner = name_for_matches(unit).map(str::to_owned);
        self.texts(&pair, false, 8)?;
        let has_own_id = unit.id() == Some(id.as_str());
        self.carried(&pair, !has_own_id, false, 8, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || ATTRIBUTES.iter().any(|(known, _)| *known == kind) && is_yes_or_no(value)
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

    fn proposal(&mut self, pair: &Pair<'_>) -> Result<(), Error> {
        let properties = &pair.unit.properties;
        self.line(8)?;
        self.xml.start("alt-trans")?;
        for (kind, name) in [
            (kind::MATCH_QUALITY, "match-quality"),
            (kind::MATCH_ORIGIN, "origin"),
        ] {
            if let Some(value) = value(properties, kind) {
                self.xml.attribute(name, value)?;
            }
        }
        let is_type = |value: &str| MATCH_TYPES.contains(&value) || is_own(value);
        if let Some(value) = value(properties, kind::MATCH_TYPE).filter(|value| is_type(value)) {
            self.xml.attribute("alttranstype", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.texts(pair, true, 10)?;
        self.carried(pair, true, true, 10, |kind, value| {
            matches!(
                kind,
                kind::MATCH_OF | kind::MATCH_QUALITY | kind::MATCH_ORIGIN
            ) || kind == kind::MATCH_TYPE && is_type(value)
        })?;
        self.line(8)?;
        Ok(self.xml.end()?)
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
            .attribute("source-language", &dashed(&self.languages.source))?;
        if let Some(target) = &self.languages.target {
            self.xml.attribute("target-language", &dashed(target))?;
        }
        self.xml.attribute("datatype", PLAIN)?;
        self.line(4)?;
        self.xml.start("body")?;
        self.xml.text("")?;
        self.file = Some(name.to_owned());
        self.ids.clear();
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
        self.owner = None;
        if std::mem::take(&mut self.is_open) {
            self.line(6)?;
            self.xml.end()?;
        }
        Ok(())
    }

    /// Writes the texts; with their languages where `is_match` and these are not those of the file.
    fn texts(&mut self, pair: &Pair<'_>, is_match: bool, space: usize) -> Result<(), Error> {
        for (name, variant) in [("source", Some(pair.source)), ("target", pair.target)] {
            let Some(variant) = variant else { continue };
            let own = match name {
                "source" => Some(&self.languages.source),
                _ => self.languages.target.as_ref(),
            };
            let is_other = Some(&variant.language) != own;
            self.line(space)?;
            self.xml.start(name)?;
            if is_match && is_other {
                self.xml.attribute("xml:lang", &dashed(&variant.language))?;
            }
            for kind in [kind::STATE, kind::STATE_QUALIFIER] {
                let value = value(&variant.properties, kind).filter(|_| name == "target");
                if let Some(value) = value.filter(|value| is_target_attribute(kind, value)) {
                    let name = kind.strip_prefix("x-").unwrap_or_default();
                    self.xml.attribute(name, value)?;
                }
            }
            self.content(&variant.segment, &mut Names::new(pair.segments()))?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn line(&mut self, space: usize) -> Result<(), Error> {
        output::line(&mut self.xml, space)
    }
}

/// Whether a property of the target is an attribute of `target`.
fn is_target_attribute(kind: &str, value: &str) -> bool {
    match kind {
        kind::STATE => STATES.contains(&value) || is_own(value),
        kind::STATE_QUALIFIER => QUALIFIERS.contains(&value) || is_own(value),
        _ => false,
    }
}

/// A value of the user's.
fn is_own(value: &str) -> bool {
    value.len() > 2 && value.starts_with("x-") && !value.chars().any(char::is_whitespace)
}
