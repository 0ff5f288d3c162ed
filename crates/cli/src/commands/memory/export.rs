//! `yaddash memory export`.

use std::path::Path;

use anyhow::{Context as _, Result};
use yaddash_formats::units::jsonl;
use yaddash_memory::store::{Access, Origin, SqliteStore, Store, StoredUnit};
use yaddash_model::{LanguageTag, SourceLanguage, TranslationUnit};
use yaddash_tmx::{ANY_LANGUAGE, Header, TmxOptions, TmxWriter, source_language};

use super::super::Context;
use super::selection::Selection;
use crate::args::{ConvertFormat, MemoryExportArgs, TmxConvertArgs};
use crate::commands::tmx::convert;
use crate::exit::Outcome;
use crate::output::Output;
use crate::{losses, units};

/// The attribute in which TMX names the source language of a unit.
const SOURCE: &str = "srclang";

pub(super) fn run(args: &MemoryExportArgs, context: &Context) -> Result<Outcome> {
    let to = units::format_to_write(args.to, args.output.as_deref())?;
    let export = Export {
        store: &SqliteStore::open(&args.memory.path, Access::Read)?,
        selection: Selection::new(&args.selection)?,
        languages: &args.langs,
    };
    if matches!(to, ConvertFormat::Tmx | ConvertFormat::Jsonl) {
        let output = args.output.as_deref();
        let written = if to == ConvertFormat::Tmx {
            export.write(output, context)?
        } else {
            export.write_lines(output)?
        };
        context
            .messages
            .note(format_args!("{written} units exported"));
        return Ok(Outcome::Clean);
    }
    // The other formats have to know the languages first, and are made of the TMX that has everything.
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let memory = folder.path().join("memory.tmx");
    export.write(Some(&memory), context)?;
    convert::run(
        &TmxConvertArgs {
            input: memory,
            more: Vec::new(),
            output: args.output.clone(),
            to: Some(to),
            from: Some(ConvertFormat::Tmx),
            level: 2,
            keep_encoding: false,
            bom: false,
            guard_formulas: false,
            sheet: None,
            source: args.source.clone(),
            target: args.target.clone(),
        },
        context,
    )
}

struct Export<'a> {
    store: &'a dyn Store,
    selection: Selection<'a>,
    languages: &'a [LanguageTag],
}

impl Export<'_> {
    /// Writes the units as TMX; tells how many.
    fn write(&self, path: Option<&Path>, context: &Context) -> Result<u64> {
        let header = self.header()?;
        let common = header.source_language();
        let mut writer = TmxWriter::new(Output::open(path)?, &header, TmxOptions::default())?;
        let mut written = 0;
        self.each(|mut stored| {
            name_source(&mut stored, common.as_ref());
            writer.write(&stored.unit)?;
            written += 1;
            Ok(())
        })?;
        let (output, report) = writer.finish()?;
        output.finish()?;
        for loss in losses::of_memory(&report) {
            context.messages.warning(loss);
        }
        Ok(written)
    }

    /// Writes the units as JSON lines, which keep what is none of TMX too; tells how many.
    fn write_lines(&self, path: Option<&Path>) -> Result<u64> {
        let mut writer = jsonl::Writer::new(Output::open(path)?);
        let mut written = 0;
        self.each(|stored| {
            writer.write(&stored.unit)?;
            written += 1;
            Ok(())
        })?;
        writer.finish()?.finish()?;
        Ok(written)
    }

    /// Shows `visit` the units, with the variants that were asked for.
    fn each(&self, mut visit: impl FnMut(StoredUnit) -> Result<()>) -> Result<()> {
        self.selection.each(self.store, |mut stored| {
            if self.keep_languages(&mut stored.unit) {
                visit(stored)?;
            }
            Ok(())
        })
    }

    /// Leaves the variants that were asked for; whether they are at least two languages, or all were.
    fn keep_languages(&self, unit: &mut TranslationUnit) -> bool {
        if self.languages.is_empty() {
            return true;
        }
        let serves = |language: &&LanguageTag, unit: &TranslationUnit| {
            unit.variants
                .iter()
                .any(|variant| language.accepts(&variant.language))
        };
        let found = self
            .languages
            .iter()
            .filter(|language| serves(language, unit));
        if found.count() < 2 {
            return false;
        }
        unit.variants.retain(|variant| {
            let mut languages = self.languages.iter();
            languages.any(|language| language.accepts(&variant.language))
        });
        true
    }

    /// The header of the file that all units come from, or a new one with the source language that they share.
    fn header(&self) -> Result<Header> {
        let mut origins: Vec<Option<Origin>> = Vec::new();
        let mut sources: Vec<SourceLanguage> = Vec::new();
        self.each(|stored| {
            if !origins.contains(&stored.origin) {
                origins.push(stored.origin);
            }
            if !sources.contains(&stored.source) {
                sources.push(stored.source);
            }
            Ok(())
        })?;
        if let [Some(origin)] = origins.as_slice()
            && let Some(text) = self.store.header(origin)?
            && let Ok(header) = serde_json::from_str(&text)
        {
            return Ok(header);
        }
        Ok(Header::new(match sources.as_slice() {
            [source] => source,
            _ => &SourceLanguage::Any,
        }))
    }
}

/// Makes a unit say its source language, where it is not that of the header.
fn name_source(stored: &mut StoredUnit, common: Option<&SourceLanguage>) {
    let own = stored.unit.attributes.get(SOURCE).and_then(source_language);
    let said = own.as_ref().or(common);
    // A header without a valid source language means any.
    if said.unwrap_or(&SourceLanguage::Any) == &stored.source {
        return;
    }
    let name = match &stored.source {
        SourceLanguage::Any => ANY_LANGUAGE,
        SourceLanguage::Tag(tag) => tag.as_str(),
    };
    stored.unit.attributes.set(SOURCE, name);
}
