//! To and from formats with one source and one target language.

use anyhow::{Context as _, Result, bail, ensure};
use yaddash_formats::units::po;
use yaddash_formats::units::xliff::{one, two};
use yaddash_model::{LanguageTag, SourceLanguage};
use yaddash_tmx::Header;

use super::Job;
use crate::args::ConvertFormat;
use crate::input::Input;
use crate::losses;
use crate::units::{self, Bilingual, Memory, Units};

impl Job<'_> {
    /// Refuses `--source` and `--target` where they would say nothing.
    pub(super) fn check_languages(&self) -> Result<()> {
        let is_given = self.args.source.is_some() || self.args.target.is_some();
        let is_pair = self.args.source.is_some() && self.args.target.is_some();
        let is_table = matches!(
            self.to,
            ConvertFormat::Tsv | ConvertFormat::Csv | ConvertFormat::Xlsx | ConvertFormat::Moses
        );
        ensure!(
            !is_given || self.from.is_bilingual() || self.to.is_bilingual() || is_table && is_pair,
            "--source and --target are for XLIFF and PO, and both together for tables and Moses files"
        );
        Ok(())
    }

    /// To XLIFF or PO.
    pub(super) fn to_bilingual(&self) -> Result<()> {
        let input = &Input::stored(&self.args.input)?;
        let (source, target) = self.pair(input)?;
        let units = self.units(input)?;
        let output = self.output()?;
        let (output, lost) = if self.to == ConvertFormat::Po {
            let header = if self.from == ConvertFormat::Po {
                let reader = Bilingual::open(input, self.from, self.read_options(None).languages)?;
                reader.po_header().cloned()
            } else {
                None
            };
            let mut writer = po::Writer::new(output, header.unwrap_or_default(), source, target)?;
            for unit in units {
                writer.write(&unit?).with_context(|| self.cannot_write())?;
            }
            writer.finish().with_context(|| self.cannot_write())?
        } else if self.to == ConvertFormat::Xliff2 {
            let mut writer = two::Writer::new(output, source, target)?;
            for unit in units {
                writer.write(&unit?).with_context(|| self.cannot_write())?;
            }
            writer.finish().with_context(|| self.cannot_write())?
        } else {
            let mut writer = one::Writer::new(output, source, target)?;
            for unit in units {
                writer.write(&unit?).with_context(|| self.cannot_write())?;
            }
            writer.finish().with_context(|| self.cannot_write())?
        };
        output.finish()?;
        self.tell(&losses::of_table(&lost));
        Ok(())
    }

    /// The source and the target language: those that were given, else that of the file and the only other one in it. The
    /// file is gone through for the latter alone.
    fn pair(&self, input: &Input) -> Result<(LanguageTag, Option<LanguageTag>)> {
        let name = input.name();
        let told = |languages: &[LanguageTag]| {
            let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
            tags.join(", ")
        };
        let given = match &self.args.source {
            Some(source) => Some(source.clone()),
            None => self.source_of_file(input)?,
        };
        let Some(source) = given else {
            bail!(
                "{name} names no source language: give it with --source (it has {})",
                told(&self.languages(input)?)
            );
        };
        if let Some(target) = &self.args.target {
            return Ok((source, Some(target.clone())));
        }
        let languages = self.languages(input)?;
        let others: Vec<&LanguageTag> = languages
            .iter()
            .filter(|language| source.fit(language).is_none())
            .collect();
        match others.as_slice() {
            [] => Ok((source, None)),
            [target] => Ok((source, Some((*target).clone()))),
            _ => bail!(
                "{name} has more than one language beside {source}: give one with --target (it has {})",
                told(&languages)
            ),
        }
    }

    /// The source language that a memory names in its header, or that the first unit of a bilingual file starts with.
    fn source_of_file(&self, input: &Input) -> Result<Option<LanguageTag>> {
        if self.from == ConvertFormat::Tmx {
            let memory = Memory::open(input)?;
            return Ok(match memory.header().source_language() {
                Some(SourceLanguage::Tag(tag)) => Some(tag),
                _ => None,
            });
        }
        if !self.from.is_bilingual() {
            return Ok(None);
        }
        let options = self.read_options(None);
        let first = units::read_with(input, self.from, &options)?.next();
        let variants = first.transpose()?.map(|unit| unit.variants);
        Ok(variants.and_then(|variants| Some(variants.into_iter().next()?.language)))
    }

    /// The header of a memory made of another format, and the units. That of a bilingual file names its source
    /// language, and units with another one name that.
    pub(super) fn with_header(&self, input: &Input) -> Result<(Header, Units)> {
        let units = self.units(input)?;
        if !self.from.is_bilingual() {
            return Ok((Header::new(&SourceLanguage::Any), units));
        }
        let mut units = units.peekable();
        let source_of = |unit: &yaddash_model::TranslationUnit| {
            unit.variants
                .first()
                .map(|variant| variant.language.clone())
        };
        let source = match units.peek() {
            Some(Ok(unit)) => source_of(unit),
            _ => None,
        };
        let header = match &source {
            Some(source) => Header::new(&SourceLanguage::Tag(source.clone())),
            None => Header::new(&SourceLanguage::Any),
        };
        let units = units.map(move |unit| {
            let mut unit = unit?;
            let own = source_of(&unit).filter(|own| Some(own) != source.as_ref());
            if let Some(own) = own {
                unit.attributes.set("srclang", own.as_str());
            }
            Ok(unit)
        });
        Ok((header, Box::new(units)))
    }
}
