//! `yaddash lexicon`: word-translation lexicons.

mod train;

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;
use yaddash_lexicon::{Lexicon, PairSummary};
use yaddash_model::LanguageTag;

use super::Context;
use crate::args::{
    LexiconCommand, LexiconExportArgs, LexiconInfoArgs, LexiconMergeArgs, TextOrJson,
};
use crate::exit::Outcome;
use crate::lexicons;
use crate::output::Output;
use crate::{input, output};

pub(super) fn run(command: &LexiconCommand, context: &Context) -> Result<Outcome> {
    match command {
        LexiconCommand::Train(args) => train::run(args, context),
        LexiconCommand::Info(args) => info(args, context),
        LexiconCommand::Merge(args) => merge(args, context),
        LexiconCommand::Export(args) => export(args, context),
    }
}

fn merge(args: &LexiconMergeArgs, context: &Context) -> Result<Outcome> {
    let mut output = Output::open(Some(&args.output))?;
    let mut merged = Lexicon::new();
    for argument in &args.files {
        merged.merge(&lexicons::read(argument, context.messages)?);
    }
    output.write_all(&merged.to_bytes())?;
    output.finish()?;
    for pair in merged.pairs() {
        context.messages.note(in_words(&pair));
    }
    Ok(Outcome::Clean)
}

fn info(args: &LexiconInfoArgs, context: &Context) -> Result<Outcome> {
    let mut outcome = Outcome::Clean;
    let mut shown = Vec::new();
    for argument in &args.files {
        match lexicons::read(argument, context.messages) {
            Ok(lexicon) => show(Path::new(argument), &lexicon, args.format, &mut shown)?,
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    output::write_all(None, &shown)?;
    Ok(outcome)
}

/// The figures of a pair of languages as a JSON line.
#[derive(Serialize)]
struct PairInfo<'a> {
    path: &'a str,
    languages: [&'a str; 2],
    words: [usize; 2],
    translations: usize,
}

fn show(path: &Path, lexicon: &Lexicon, format: TextOrJson, out: &mut Vec<u8>) -> Result<()> {
    let path = input::name(path);
    if format == TextOrJson::Text {
        writeln!(out, "{path}")?;
    }
    for pair in lexicon.pairs() {
        match format {
            TextOrJson::Text => writeln!(out, "  {}", in_words(&pair))?,
            TextOrJson::Json => {
                let PairSummary {
                    languages,
                    words,
                    links,
                    ..
                } = pair;
                serde_json::to_writer(
                    &mut *out,
                    &PairInfo {
                        path: &path,
                        languages,
                        words,
                        translations: links,
                    },
                )?;
                out.push(b'\n');
            }
        }
    }
    Ok(())
}

/// A pair of languages in figures.
fn in_words(pair: &PairSummary<'_>) -> String {
    let [first, second] = pair.languages;
    let [first_words, second_words] = pair.words;
    format!(
        "{first}-{second}: {} translations of {first_words} and {second_words} words",
        pair.links
    )
}

fn export(args: &LexiconExportArgs, context: &Context) -> Result<Outcome> {
    let lexicon = lexicons::read(&args.file, context.messages)?;
    let mut out = Output::open(args.output.as_deref())?;
    writeln!(
        out,
        "source_language\ttarget_language\tsource\ttarget\tevidence\tforward\tbackward"
    )?;
    for pair in lexicon.pairs() {
        let [first, second] = pair.languages;
        let tag = |name: &str| {
            name.parse::<LanguageTag>()
                .context("a lexicon names its languages by tags")
        };
        let Some(words) = lexicon.pair(&tag(first)?, &tag(second)?) else {
            continue;
        };
        for source in words.words() {
            for found in words.translations(source) {
                writeln!(
                    out,
                    "{first}\t{second}\t{source}\t{}\t{:.2}\t{:.4}\t{:.4}",
                    found.key, found.evidence, found.forward, found.backward
                )?;
            }
        }
    }
    out.finish()?;
    Ok(Outcome::Clean)
}
