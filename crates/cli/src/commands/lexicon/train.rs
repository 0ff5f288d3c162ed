//! `yaddash lexicon train`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Write;
use std::rc::Rc;

use anyhow::{Context as _, Result, ensure};
use rayon::prelude::*;
use yaddash_lexicon::{Sample, Trainer, TrainerOptions, language_name};
use yaddash_model::{LanguageTag, TranslationUnit, Variant};

use super::super::Context;
use super::in_words;
use crate::args::{ConvertFormat, LexiconTrainArgs};
use crate::exit::Outcome;
use crate::input::Input;
use crate::messages::Messages;
use crate::output::Output;
use crate::units::ReadOptions;
use crate::{input, units};

/// Units that are read before they are taken apart together.
const BATCH: usize = 16_384;
/// Units that one thread takes apart at a time.
const SHARE: usize = 1_024;

pub(super) fn run(args: &LexiconTrainArgs, context: &Context) -> Result<Outcome> {
    let mut wanted: Vec<String> = args.langs.iter().map(language_name).collect();
    wanted.sort();
    wanted.dedup();
    ensure!(
        wanted.len() != 1,
        "`--langs {}` names one language: name two or more, or none for all",
        wanted.join(",")
    );
    // Said before the work and not after it.
    let mut output = Output::open(Some(&args.output))?;
    let mut options = TrainerOptions::default();
    options.most_links = args.most;
    options.least_evidence = args.min_evidence;
    let mut trainer = Trainer::new(options);
    let mut count = 0_usize;
    for path in &args.files {
        let format = units::format_of(path).unwrap_or(ConvertFormat::Tmx);
        let unreadable = Rc::new(Cell::new(0));
        let options = ReadOptions {
            unreadable: Some(Rc::clone(&unreadable)),
            ..ReadOptions::default()
        };
        let mut units = units::read_with(&Input::of(path), format, &options)?;
        loop {
            let batch = units.by_ref().take(BATCH).collect::<Result<Vec<_>>>()?;
            if batch.is_empty() {
                break;
            }
            count += batch.len();
            for sample in samples(&batch, &wanted) {
                trainer.add(&sample);
            }
        }
        if unreadable.get() > 0 {
            context.messages.warning(format_args!(
                "{}: {} units that say nothing, such as those without a language, were passed over; `yaddash tmx validate` lists them",
                input::name(path),
                unreadable.get()
            ));
        }
    }
    let learnt_from: Vec<_> = trainer
        .summaries()
        .map(|([first, second], summary)| (format!("{first}-{second}"), summary))
        .collect();
    let lexicon = trainer.finish();
    output
        .write_all(&lexicon.to_bytes())
        .with_context(|| format!("cannot write {}", input::name(&args.output)))?;
    output.finish()?;
    tell(context.messages, count, &learnt_from, &lexicon);
    Ok(Outcome::Clean)
}

/// The samples of all pairs of languages in the units, in their order.
fn samples(units: &[TranslationUnit], wanted: &[String]) -> Vec<Sample> {
    let shares: Vec<Vec<Sample>> = units
        .par_chunks(SHARE)
        .map(|units| {
            let mut samples = BTreeMap::new();
            for unit in units {
                add(unit, wanted, &mut samples);
            }
            samples.into_values().collect()
        })
        .collect();
    shares.into_iter().flatten().collect()
}

/// Adds each variant of the unit with each later one of another language.
fn add(
    unit: &TranslationUnit,
    wanted: &[String],
    samples: &mut BTreeMap<(String, String), Sample>,
) {
    let named = unit
        .variants
        .iter()
        .map(|variant| (language_name(&variant.language), variant));
    let named: Vec<(String, &Variant)> = named
        .filter(|(name, _)| wanted.is_empty() || wanted.contains(name))
        .collect();
    for (at, (first, one)) in named.iter().enumerate() {
        for (_, other) in named
            .iter()
            .skip(at + 1)
            .filter(|(second, _)| second != first)
        {
            let tags = (full_tag(&one.language), full_tag(&other.language));
            let sample = samples
                .entry(tags)
                .or_insert_with(|| Sample::new(&one.language, &other.language));
            sample.push(one.segment.text(), other.segment.text());
        }
    }
}

/// Tags that may be written in different scripts are not one.
fn full_tag(tag: &LanguageTag) -> String {
    tag.normal().to_owned()
}

fn tell(
    messages: Messages,
    units: usize,
    learnt_from: &[(String, yaddash_lexicon::TrainingSummary)],
    lexicon: &yaddash_lexicon::Lexicon,
) {
    messages.note(format_args!("{units} units read"));
    if learnt_from.is_empty() {
        messages.warning("no unit has texts in two of the languages: the lexicon is empty");
    } else if lexicon.is_empty() {
        messages.warning("nothing was learnt from the texts: the lexicon is empty");
    }
    for (name, summary) in learnt_from {
        let skipped = if summary.skipped > 0 {
            format!(", {} left out for their lengths", summary.skipped)
        } else {
            String::new()
        };
        messages.note(format_args!(
            "{name}: learnt from {} pairs of texts{skipped}",
            summary.sentences
        ));
    }
    for pair in lexicon.pairs() {
        messages.note(in_words(&pair));
    }
}
