//! Writing XLIFF 2.0.

mod inline;
mod remarks;

use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriter};
use yaddash_model::{LanguageTag, Segment, TranslationUnit, Variant};

use crate::Error;
use crate::units::seen::Seen;
use crate::units::xliff::kind;
use crate::units::xliff::shape::Names;
use crate::units::{Losses, columns};
use inline::Data;

/// What a match is (module for matches, `type`).
const MATCH_TYPES: [&str; 8] = ["am", "mt", "icm", "idm", "ice", "tb", "tm", "other"];

/// Writes units in two languages as XLIFF 2.0 in UTF-8, with the modules for matches and metadata.
///
/// Each unit is a `unit` of one segment; one that is marked as a match of the unit before it (`x-match-of`) is an
/// `mtc:match` of that, and units are held until the next one that is none. Units whose property `x-file` differs from
/// that of the unit before start a new `file`. Units without a source text are left out and counted.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    source: LanguageTag,
    target: Option<LanguageTag>,
    file: Option<String>,
    files: u64,
    pending: Option<(TranslationUnit, Vec<TranslationUnit>)>,
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
        xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0")?;
        xml.attribute("xmlns:mtc", "urn:oasis:names:tc:xliff:matches:2.0")?;
        xml.attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0")?;
        xml.attribute("version", "2.0")?;
        xml.attribute("srcLang", &dashed(&source))?;
        if let Some(target) = &target {
            xml.attribute("trgLang", &dashed(target))?;
        }
        Ok(Self {
            xml,
            source,
            target,
            file: None,
            files: 0,
            pending: None,
            ids: Seen::default(),
            written: 0,
            losses: Losses::default(),
        })
    }

    /// Writes one unit, when the next one is known.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        if let (Some((pending, matches)), Some(of)) =
            (&mut self.pending, property(unit, kind::MATCH_OF))
            && pending.id().unwrap_or_default() == of
            && unit.variants.len() > 1
        {
            matches.push(unit.clone());
            return Ok(());
        }
        self.write_pending()?;
        self.pending = Some((unit.clone(), Vec::new()));
        Ok(())
    }

    /// Ends the file, and gives the output, flushed, with what was lost.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.write_pending()?;
        if self.file.is_none() {
            // A file has at least one unit in a `file`; one without text says that there is none.
            self.enter_file(kind::NO_FILE)?;
            self.line(4)?;
            self.xml.start("unit")?;
            self.xml.attribute("id", "1")?;
            self.xml.start("segment")?;
            self.xml.start("source")?;
            self.xml.end()?;
            self.xml.end()?;
            self.xml.end()?;
        }
        self.leave_file()?;
        self.xml.text("\n")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        self.losses.characters += self.xml.forbidden();
        Ok((self.xml.finish()?, self.losses))
    }

    fn write_pending(&mut self) -> Result<(), Error> {
        let Some((unit, matches)) = self.pending.take() else {
            return Ok(());
        };
        let Some((source, target)) = self.pair(&unit) else {
            self.losses.units += 1 + matches.len() as u64;
            return Ok(());
        };
        self.enter_file(property(&unit, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(4)?;
        self.xml.start("unit")?;
        let id = self.id(&unit);
        self.xml.attribute("id", &id)?;
        if let Some(name) = property(&unit, kind::NAME) {
            self.xml.attribute("name", name)?;
        }
        let translate = property(&unit, kind::TRANSLATE).filter(|value| is_yes_or_no(value));
        if let Some(value) = translate {
            self.xml.attribute("translate", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.matches(&matches)?;
        let own_id = Some(id.as_str()) == unit.id();
        self.metadata(&unit, source, target, !own_id, 6, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || kind == kind::TRANSLATE && is_yes_or_no(value)
        })?;
        self.notes(&unit, source, target)?;
        let segments: Vec<&Segment> = [Some(source), target]
            .into_iter()
            .flatten()
            .map(|variant| &variant.segment)
            .collect();
        let mut data = Data::of(&segments);
        self.original_data(&data, 6)?;
        self.line(6)?;
        self.xml.start("segment")?;
        self.state(target)?;
        self.texts(source, target, &mut data, 8)?;
        self.line(6)?;
        self.xml.end()?;
        self.line(4)?;
        Ok(self.xml.end()?)
    }

    /// The variants that are written; `None` where there is no source. What is left out is counted.
    fn pair<'u>(
        &mut self,
        unit: &'u TranslationUnit,
    ) -> Option<(&'u Variant, Option<&'u Variant>)> {
        let mut languages = vec![self.source.clone()];
        languages.extend(self.target.clone());
        let mut passed = Losses::default();
        let mut places = columns::arranged(unit, &languages, &mut passed).into_iter();
        let (source, target) = (places.next().flatten(), places.next().flatten());
        let source = source.filter(|source| !source.segment.is_empty())?;
        self.losses.variants += passed.variants;
        let is_empty = target.is_some_and(|target| target.segment.is_empty());
        self.losses.variants += u64::from(is_empty);
        Some((source, target.filter(|_| !is_empty)))
    }

    fn matches(&mut self, matches: &[TranslationUnit]) -> Result<(), Error> {
        if matches.is_empty() {
            return Ok(());
        }
        self.line(6)?;
        self.xml.start("mtc:matches")?;
        for unit in matches {
            let Some((source, Some(target))) = self.pair(unit) else {
                self.losses.units += 1;
                continue;
            };
            let quality = property(unit, kind::MATCH_QUALITY);
            let similarity = quality.and_then(similarity);
            self.line(8)?;
            self.xml.start("mtc:match")?;
            self.xml.attribute("ref", "#s1")?;
            if let Some(similarity) = similarity {
                self.xml.attribute("similarity", similarity)?;
            }
            if let Some(origin) = property(unit, kind::MATCH_ORIGIN) {
                self.xml.attribute("origin", origin)?;
            }
            let match_type = property(unit, kind::MATCH_TYPE);
            if let Some(name) = match_type.filter(|name| MATCH_TYPES.contains(name)) {
                self.xml.attribute("type", name)?;
            }
            self.metadata(unit, source, Some(target), false, 10, |kind, value| {
                matches!(kind, kind::MATCH_OF | kind::MATCH_ORIGIN)
                    || kind == kind::MATCH_TYPE && MATCH_TYPES.contains(&value)
                    || kind == kind::MATCH_QUALITY && similarity.is_some()
            })?;
            self.losses.notes += unit.notes.len() as u64;
            let mut data = Data::of(&[&source.segment, &target.segment]);
            self.original_data(&data, 10)?;
            self.texts(source, Some(target), &mut data, 10)?;
            self.line(8)?;
            self.xml.end()?;
        }
        self.line(6)?;
        Ok(self.xml.end()?)
    }

    fn texts(
        &mut self,
        source: &Variant,
        target: Option<&Variant>,
        data: &mut Data,
        space: usize,
    ) -> Result<(), Error> {
        let segments = [Some(&source.segment), target.map(|target| &target.segment)];
        for (name, variant) in [("source", Some(source)), ("target", target)] {
            let Some(variant) = variant else { continue };
            self.line(space)?;
            self.xml.start(name)?;
            let own = if name == "source" {
                Some(&self.source)
            } else {
                self.target.as_ref()
            };
            if own != Some(&variant.language) {
                let language = dashed(&variant.language);
                self.xml.attribute("xml:lang", &language)?;
            }
            let names = Names::new(segments.into_iter().flatten());
            self.content(&variant.segment, names, data)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn id(&mut self, unit: &TranslationUnit) -> String {
        let own = unit.id().filter(|id| is_name_token(id));
        if let Some(id) = own.filter(|id| self.ids.insert(*id)) {
            return id.to_owned();
        }
        loop {
            self.written += 1;
            let id = format!("u{}", self.written);
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
        self.files += 1;
        self.line(2)?;
        self.xml.start("file")?;
        self.xml.attribute("id", &format!("f{}", self.files))?;
        if name != kind::NO_FILE {
            self.xml.attribute("original", name)?;
        }
        self.file = Some(name.to_owned());
        self.ids.clear();
        self.written = 0;
        Ok(())
    }

    fn leave_file(&mut self) -> Result<(), Error> {
        if self.file.take().is_some() {
            self.line(2)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn line(&mut self, space: usize) -> Result<(), Error> {
        Ok(self.xml.text(&format!("\n{:space$}", ""))?)
    }
}

fn property<'u>(unit: &'u TranslationUnit, kind: &str) -> Option<&'u str> {
    let mut known = unit
        .properties
        .iter()
        .filter(|property| property.kind == kind);
    known.next().map(|property| property.value.as_str())
}

/// A quality as a number from 0 to 100.
fn similarity(quality: &str) -> Option<&str> {
    let number = quality.strip_suffix('%')?;
    let is_plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = number.parse().ok().filter(|_| is_plain)?;
    (0.0..=100.0).contains(&value).then_some(number)
}

/// Whether a text is a name token of XML.
fn is_name_token(text: &str) -> bool {
    yaddash_io::xml::is_xml_name(&format!("n{text}")) && !text.is_empty() && !text.contains(':')
}

fn is_yes_or_no(value: &str) -> bool {
    matches!(value, "yes" | "no")
}

fn dashed(language: &LanguageTag) -> String {
    language.as_str().replace('_', "-")
}
