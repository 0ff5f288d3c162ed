//! Writing XLIFF 2.1.

mod attributes;
mod inline;
mod names;
mod remarks;

use std::collections::HashSet;
use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriter};
use yaddash_model::{LanguageTag, Segment, TranslationUnit};

use crate::Error;
use crate::units::Losses;
use crate::units::losses::count;
use crate::units::property::value;
use crate::units::xliff::carried;
use crate::units::xliff::kind;
use crate::units::xliff::output::{
    self, Ids, Pair, Pairing, dashed, is_yes_or_no, match_of, name_for_matches,
};
use crate::units::xliff::shape::Names;
use inline::Data;
use names::CodeNames;

/// What a match is (module for matches, `type`).
const MATCH_TYPES: [&str; 8] = ["am", "mt", "icm", "idm", "ice", "tb", "tm", "other"];

/// Writes units in two languages as XLIFF 2.1 in UTF-8, with the modules for matches and metadata.
///
/// The core of 2.1 and both modules keep the namespaces of 2.0, and elements and attributes are those of both; a file is
/// one of 2.1 by its `version`. Beyond 2.0, `srcLang` and `trgLang` must be `xs:language`, as tags with hyphens are.
///
/// Each unit is a `unit` of one segment; one that is marked as a match of the unit before it (`x-match-of`) is an
/// `mtc:match` of that, and units are held until the next one that is none. Units whose property `x-file` differs from
/// that of the unit before start a new `file`. Units without a source text are left out and counted; their matches are
/// units of their own.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    languages: Pairing,
    file: Option<String>,
    files: u64,
    /// A unit and its matches; all have what is to be written.
    pending: Option<(TranslationUnit, Vec<TranslationUnit>)>,
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
        xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0")?;
        xml.attribute("xmlns:mtc", "urn:oasis:names:tc:xliff:matches:2.0")?;
        xml.attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0")?;
        xml.attribute("version", "2.1")?;
        xml.attribute("srcLang", &dashed(&source))?;
        if let Some(target) = &target {
            xml.attribute("trgLang", &dashed(target))?;
        }
        Ok(Self {
            xml,
            languages: Pairing { source, target },
            file: None,
            files: 0,
            pending: None,
            ids: Ids::new("u"),
            losses: Losses::default(),
        })
    }

    /// Writes one unit, when the next one is known.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let Some(pair) = Pair::of(unit, &self.languages) else {
            self.losses.units += 1;
            if match_of(unit).is_none() {
                self.write_pending()?;
            }
            return Ok(());
        };
        if let (Some((owner, matches)), Some(of)) = (&mut self.pending, match_of(unit))
            && pair.target.is_some()
            && name_for_matches(owner) == Some(of)
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
        let Some(pair) = Pair::of(&unit, &self.languages) else {
            return Ok(());
        };
        self.losses.variants += pair.left_out;
        self.enter_file(value(&unit.properties, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(4)?;
        self.xml.start("unit")?;
        let id = self.ids.of(unit.id().filter(|id| is_name_token(id)));
        self.xml.attribute("id", &id)?;
        if let Some(name) = value(&unit.properties, kind::NAME) {
            self.xml.attribute("name", name)?;
        }
        let translate = value(&unit.properties, kind::TRANSLATE);
        if let Some(value) = translate.filter(|value| is_yes_or_no(value)) {
            self.xml.attribute("translate", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        let segment = segment_name(&pair);
        self.matches(&matches, &segment)?;
        let has_own_id = unit.id() == Some(id.as_str());
        self.metadata(&pair, !has_own_id, false, 6, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || kind == kind::TRANSLATE && is_yes_or_no(value)
        })?;
        self.notes(&pair)?;
        let mut data = Data::of(pair.segments());
        self.original_data(&data, 6)?;
        self.line(6)?;
        self.xml.start("segment")?;
        self.state(pair.target, &segment)?;
        self.texts(&pair, &segment, &mut data, 8)?;
        self.line(6)?;
        self.xml.end()?;
        self.line(4)?;
        Ok(self.xml.end()?)
    }

    fn matches(&mut self, matches: &[TranslationUnit], segment: &str) -> Result<(), Error> {
        if matches.is_empty() {
            return Ok(());
        }
        self.line(6)?;
        self.xml.start("mtc:matches")?;
        for unit in matches {
            let Some(pair) = Pair::of(unit, &self.languages) else {
                continue;
            };
            self.losses.variants += pair.left_out;
            let property = |kind| value(&unit.properties, kind);
            let quality = property(kind::MATCH_QUALITY);
            let similarity = quality.and_then(similarity);
            self.line(8)?;
            self.xml.start("mtc:match")?;
            self.xml.attribute("ref", &format!("#{segment}"))?;
            if let Some(similarity) = similarity {
                self.xml.attribute("similarity", similarity)?;
            }
            if let Some(origin) = property(kind::MATCH_ORIGIN) {
                self.xml.attribute("origin", origin)?;
            }
            let match_type = property(kind::MATCH_TYPE);
            if let Some(name) = match_type.filter(|name| MATCH_TYPES.contains(name)) {
                self.xml.attribute("type", name)?;
            }
            self.metadata(&pair, true, true, 10, |kind, value| {
                matches!(kind, kind::MATCH_OF | kind::MATCH_ORIGIN)
                    || kind == kind::MATCH_TYPE && MATCH_TYPES.contains(&value)
                    || kind == kind::MATCH_QUALITY && similarity.is_some()
            })?;
            let notes = carried::notes(&pair);
            self.losses.notes += count(notes.iter().flat_map(|(_, notes)| *notes).count());
            let mut data = Data::of(pair.segments());
            self.original_data(&data, 10)?;
            self.texts(&pair, "", &mut data, 10)?;
            self.line(8)?;
            self.xml.end()?;
        }
        self.line(6)?;
        Ok(self.xml.end()?)
    }

    /// Writes the texts of an element that is named `holder`.
    fn texts(
        &mut self,
        pair: &Pair<'_>,
        holder: &str,
        data: &mut Data,
        space: usize,
    ) -> Result<(), Error> {
        let mut names = CodeNames::new(pair.segments(), holder);
        for (name, variant) in [("source", Some(pair.source)), ("target", pair.target)] {
            let Some(variant) = variant else { continue };
            self.line(space)?;
            self.xml.start(name)?;
            self.content(&variant.segment, &mut names, data)?;
            names = names.of_target(holder, Names::new(pair.segments()));
            self.xml.end()?;
        }
        Ok(())
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
        output::line(&mut self.xml, space)
    }
}

/// A name for the segment that none of its codes has.
fn segment_name(pair: &Pair<'_>) -> String {
    let codes = pair.segments().flat_map(Segment::codes);
    let names: HashSet<&str> = codes
        .filter_map(|one| one.code.attributes.get("id"))
        .collect();
    let mut number = 1_u64;
    loop {
        let name = format!("s{number}");
        if !names.contains(name.as_str()) {
            return name;
        }
        number += 1;
    }
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
