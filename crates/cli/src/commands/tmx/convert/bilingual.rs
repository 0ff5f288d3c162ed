//! To and from formats with one source and one target language.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, ensure};
use tempfile::NamedTempFile;
use yaddash_formats::units::po;
use yaddash_formats::units::xliff::{one, two};
use yaddash_model::{LanguageTag, SourceLanguage};
use yaddash_tmx::Header;

use super::Job;
use crate::args::ConvertFormat;
use crate::input;
use crate::losses;
use crate::units::{Bilingual, Memory, Units};

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
        let stored = self.stored_input()?;
        let path = stored
            .as_ref()
            .map_or(self.args.input.as_path(), NamedTempFile::path);
        let (source, target) = self.pair(path)?;
        let units = self.units(path)?;
        let output = self.output()?;
        let (output, lost) = if self.to == ConvertFormat::Po {
            let header = if self.from == ConvertFormat::Po {
                let reader = Bilingual::open(path, self.from, self.read_options(None).languages)?;
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

    /// The source and the target language: those that were given, else that of the file and the only other one in it.
    fn pair(&self, path: &Path) -> Result<(LanguageTag, Option<LanguageTag>)> {
        if let (Some(source), Some(target)) = (&self.args.source, &self.args.target) {
            return Ok((source.clone(), Some(target.clone())));
        }
        let languages = self.languages(path)?;
        let name = input::name(&self.args.input);
        let told = || {
            let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
            tags.join(", ")
        };
        let source = match &self.args.source {
            Some(source) => source.clone(),
            None => self.source_of_file(path, &languages)?.ok_or_else(|| {
                anyhow!(
                    "{name} names no source language: give it with --source (it has {})",
                    told()
                )
            })?,
        };
        if let Some(target) = &self.args.target {
            return Ok((source, Some(target.clone())));
        }
        let others: Vec<&LanguageTag> = languages
            .iter()
            .filter(|language| source.fit(language).is_none())
            .collect();
        match others.as_slice() {
            [] => Ok((source, None)),
            [target] => Ok((source, Some((*target).clone()))),
            _ => Err(anyhow!(
                "{name} has more than one language beside {source}: give one with --target (it has {})",
                told()
            )),
        }
    }

    /// The source language that a memory names in its header, or that units of bilingual files start with.
    fn source_of_file(
        &self,
        path: &Path,
        languages: &[LanguageTag],
    ) -> Result<Option<LanguageTag>> {
        match self.from {
            ConvertFormat::Tmx => {
                let memory = Memory::open(path)?;
                Ok(match memory.header().source_language() {
                    Some(SourceLanguage::Tag(tag)) => Some(tag),
                    _ => None,
                })
            }
            format if format.is_bilingual() => Ok(languages.first().cloned()),
            _ => Ok(None),
        }
    }

    /// The header of a memory made of another format, and the units. That of a bilingual file names its source
    /// language, and units with another one name that.
    pub(super) fn with_header(&self, path: &Path) -> Result<(Header, Units)> {
        let units = self.units(path)?;
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
