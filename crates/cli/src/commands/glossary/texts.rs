//! The texts that proposals are made from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;
use rayon::prelude::*;
use yaddash_formats::document::{DocumentFormat, ReadOptions};
use yaddash_glossary::discovery::{Collector, DiscoveryOptions, Extraction, UnitText};
use yaddash_model::{ByteSpan, LanguageTag};

use super::super::Context;
use crate::align::known_units::KnownUnits;
use crate::align::{Aligned, Version, VersionReader};
use crate::args::ProposalArgs;
use crate::check::{
    self,
    files::{self, language_of, without_language},
};
use crate::exit::Outcome;
use crate::input::{self, Input};
use crate::segmenters::Segmenters;
use crate::{documents, terms, units};

/// Texts that say the same: language, text, and what is no text in it.
type Texts = Vec<(LanguageTag, String, Vec<ByteSpan>)>;

/// Documents that are read at once.
const PORTION: usize = 64;

/// Below this score of a bead its sides are taken apart.
const SURE_BEAD: f64 = 0.5;

/// The candidates of all texts that the arguments name, without those that their glossaries have.
pub(super) fn extraction(
    args: &ProposalArgs,
    options: DiscoveryOptions,
    context: &Context,
) -> Result<(Extraction, Outcome)> {
    let known = terms::read_all(&args.glossary, context)?;
    let mut reading = Reading {
        args,
        context,
        collector: Collector::new(options),
        outcome: Outcome::Clean,
    };
    let mut paths = Vec::new();
    for path in files::named(&args.paths) {
        match path {
            // A glossary is no text.
            Ok(path) if args.glossary.contains(&path) => {}
            Ok(path) => paths.push(path),
            Err(error) => reading.failed(&error),
        }
    }
    for portion in sources(&paths, args).chunks(PORTION) {
        reading.read(portion)?;
    }
    let mut extraction = reading.collector.finish();
    let left_out = extraction.leave_out_known(&known);
    if left_out > 0 {
        context.messages.note(format_args!(
            "{left_out} candidates are in the glossary and were left out"
        ));
    }
    Ok((extraction, reading.outcome))
}

/// Files that are read together.
enum Source {
    /// A file of units.
    Units(PathBuf),
    /// A document.
    Document(PathBuf),
    /// Versions of a document.
    Versions(Vec<(LanguageTag, PathBuf)>),
}

/// The files as they are read together, in the order of the first of each.
fn sources(paths: &[PathBuf], args: &ProposalArgs) -> Vec<Source> {
    let mut groups: BTreeMap<PathBuf, Vec<(LanguageTag, PathBuf)>> = BTreeMap::new();
    let mut sources: Vec<(usize, Source)> = Vec::new();
    let mut firsts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (at, path) in paths.iter().enumerate() {
        let is_units = units::format_of(path).is_some() && DocumentFormat::of_path(path).is_none();
        if is_units {
            sources.push((at, Source::Units(path.clone())));
            continue;
        }
        match language_of(path).filter(|_| args.lang.is_none() && !args.no_align) {
            Some(language) => {
                let name = without_language(path);
                firsts.entry(name.clone()).or_insert(at);
                groups
                    .entry(name)
                    .or_default()
                    .push((language, path.clone()));
            }
            None => sources.push((at, Source::Document(path.clone()))),
        }
    }
    for (name, versions) in groups {
        let at = firsts.get(&name).copied().unwrap_or(usize::MAX);
        let mut languages: Vec<&LanguageTag> =
            versions.iter().map(|(language, _)| language).collect();
        languages.sort();
        languages.dedup();
        if languages.len() == versions.len() && versions.len() > 1 {
            sources.push((at, Source::Versions(versions)));
        } else {
            let documents = versions
                .into_iter()
                .map(|(_, path)| (at, Source::Document(path)));
            sources.extend(documents);
        }
    }
    sources.sort_by_key(|(at, _)| *at);
    sources.into_iter().map(|(_, source)| source).collect()
}

/// Texts on their way into a collector.
struct Reading<'a> {
    args: &'a ProposalArgs,
    context: &'a Context,
    collector: Collector,
    outcome: Outcome,
}

impl Reading<'_> {
    /// Reads sources, documents in parallel, and takes their texts up in their order.
    fn read(&mut self, sources: &[Source]) -> Result<()> {
        let reader = VersionReader {
            segmented: false,
            segmenters: Segmenters::new(None, &[], self.context)?,
            concepts: None,
            known_units: KnownUnits::read(&[] as &[PathBuf])?,
        };
        let documents: Vec<Option<Result<Vec<Texts>>>> = sources
            .par_iter()
            .map(|source| match source {
                Source::Units(_) => None,
                Source::Document(path) => Some(self.document(path)),
                Source::Versions(files) => Some(self.versions(files, &reader)),
            })
            .collect();
        for (source, document) in sources.iter().zip(documents) {
            let read = match (source, document) {
                (Source::Units(path), _) => self.units(path),
                (_, Some(units)) => units.map(|units| {
                    for texts in &units {
                        self.add(texts);
                    }
                }),
                (_, None) => Ok(()),
            };
            if let Err(error) = read {
                self.failed(&error);
            }
        }
        Ok(())
    }

    fn add(&mut self, texts: &Texts) {
        let texts: Vec<UnitText<'_>> = texts
            .iter()
            .map(|(language, text, masks)| (language, text.as_str(), masks.as_slice()))
            .collect();
        self.collector.add_unit(&texts);
    }

    /// Takes the units of a file up. One that cannot be read ends the file; what was read before it counts.
    fn units(&mut self, path: &Path) -> Result<()> {
        let Some(format) = units::format_of(path) else {
            return Ok(());
        };
        let options = units::ReadOptions {
            messages: Some(self.context.messages),
            unreadable: Some(Rc::default()),
            ..units::ReadOptions::default()
        };
        for unit in units::read_with(&Input::of(path), format, &options)? {
            let unit = unit?;
            let texts: Vec<UnitText<'_>> = unit
                .variants
                .iter()
                .map(|variant| (&variant.language, variant.segment.text(), &[][..]))
                .collect();
            self.collector.add_unit(&texts);
        }
        let unreadable = options.unreadable.map_or(0, |count| count.get());
        if unreadable > 0 {
            self.context.messages.warning(format_args!(
                "{}: {unreadable} units say too little to be read and were left out",
                input::name(path)
            ));
        }
        Ok(())
    }

    /// The blocks of a document, each a text alone.
    fn document(&self, path: &Path) -> Result<Vec<Texts>> {
        let named = self.args.lang.clone().or_else(|| language_of(path));
        let messages = self.context.messages;
        let loaded = documents::load(path, ReadOptions::default(), named.as_ref(), messages)?;
        let language = check::language(&loaded, named, messages)?;
        let blocks = loaded.document.blocks.into_iter();
        Ok(blocks
            .filter(|block| block.kind.is_text())
            .map(|block| {
                let text = block.content.text().to_owned();
                vec![(language.clone(), text, block.not_text)]
            })
            .collect())
    }

    /// The beads of the versions of a document.
    fn versions(
        &self,
        files: &[(LanguageTag, PathBuf)],
        reader: &VersionReader,
    ) -> Result<Vec<Texts>> {
        let messages = self.context.messages;
        let versions = files
            .iter()
            .map(|(language, path)| reader.read(language, path, &input::read(path)?, messages))
            .collect::<Result<Vec<Version>>>()?;
        let aligned = Aligned::new(String::new(), versions, [])?;
        let mut units = Vec::new();
        for bead in &aligned.alignment.beads {
            let texts: Texts = aligned
                .versions
                .iter()
                .zip(&bead.sides)
                .filter(|(_, range)| !range.is_empty())
                .map(|(version, range)| {
                    let text = version.plain_text(range.clone()).into_owned();
                    (version.language.clone(), text, Vec::new())
                })
                .collect();
            if bead.score.value() >= SURE_BEAD {
                units.push(texts);
            } else {
                units.extend(texts.into_iter().map(|text| vec![text]));
            }
        }
        Ok(units)
    }

    fn failed(&mut self, error: &anyhow::Error) {
        self.context.messages.failure(error);
        self.outcome = Outcome::Failed;
    }
}
