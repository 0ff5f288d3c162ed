//! `yaddash memory edit`.

use std::io::Write;

use anyhow::{Context as _, Result};
use yaddash_memory::maintain::Replacement;
use yaddash_memory::store::{Access, NewUnit, SqliteStore, UnitId};
use yaddash_model::{LanguageTag, Property, Segment, TranslationUnit, Variant};

use super::super::Context;
use super::date;
use super::selection::{Selection, in_line};
use crate::args::MemoryEditArgs;
use crate::exit::Outcome;
use crate::output::Output;

/// The attribute in which TMX notes the last change.
const CHANGED: &str = "changedate";

pub(super) fn run(args: &MemoryEditArgs, context: &Context) -> Result<Outcome> {
    let selection = Selection::new(&args.selection)?;
    let edit = Edit::new(args)?;
    SqliteStore::open(&args.memory.path, Access::Read)?;
    let store = SqliteStore::open(&args.memory.path, Access::Write)?;
    let mut output = Output::stdout();
    let changed = selection.rewrite(&store, !args.dry_run, |id, new| {
        let Some(edited) = edit.apply(new) else {
            return Ok(None);
        };
        if args.dry_run {
            show(id, &new.unit, &edited.unit, &mut output)?;
        }
        Ok(Some(edited))
    })?;
    output.finish()?;
    let what = if args.dry_run { "would be" } else { "were" };
    context
        .messages
        .note(format_args!("{changed} units {what} changed"));
    Ok(Outcome::Clean)
}

/// What is done to each unit.
struct Edit<'a> {
    replacement: Option<Replacement>,
    texts: Vec<(LanguageTag, &'a str)>,
    args: &'a MemoryEditArgs,
    now: String,
}

impl<'a> Edit<'a> {
    fn new(args: &'a MemoryEditArgs) -> Result<Self> {
        let with = args.with.clone().unwrap_or_default();
        let replacement = match (&args.replace, &args.regex) {
            (Some(text), _) => Some(Replacement::of_text(text, with)?),
            (None, Some(pattern)) => Some(Replacement::of_regex(pattern, with)?),
            (None, None) => None,
        };
        let replacement = match (replacement, &args.language) {
            (Some(replacement), Some(language)) => Some(replacement.in_language(language.clone())),
            (replacement, _) => replacement,
        };
        let texts = args.text.iter().map(|(language, text)| {
            let language = LanguageTag::parse(language).context("--text")?;
            Ok((language, text.as_str()))
        });
        Ok(Self {
            replacement,
            texts: texts.collect::<Result<_>>()?,
            args,
            now: date::now(),
        })
    }

    /// The unit as it is to be, with the date of the change; nothing where it is so already.
    fn apply(&self, new: &NewUnit) -> Option<NewUnit> {
        let mut edited = new.clone();
        let unit = &mut edited.unit;
        if let Some(replacement) = &self.replacement {
            replacement.apply(unit);
        }
        for (language, text) in &self.texts {
            set_text(unit, language, text);
        }
        let is_set = |kind: &String| self.args.set.iter().any(|(set, _)| set == kind);
        let kept = |property: &Property| {
            !self.args.unset.contains(&property.kind) && !is_set(&property.kind)
        };
        let values = self.args.set.iter();
        let values: Vec<Property> = values
            .map(|(kind, value)| Property::new(kind, value))
            .collect();
        let is_there = values.iter().all(|value| unit.properties.contains(value));
        let others = unit.properties.iter().filter(|property| !kept(property));
        if !is_there || others.count() != values.len() {
            unit.properties.retain(kept);
            unit.properties.extend(values);
        }
        if edited == *new {
            return None;
        }
        edited.unit.attributes.set(CHANGED, self.now.as_str());
        Some(edited)
    }
}

/// Gives a unit this text in a language, without codes.
fn set_text(unit: &mut TranslationUnit, language: &LanguageTag, text: &str) {
    let best = unit
        .variant(language)
        .map(|variant| variant.language.clone());
    let mut variants = unit.variants.iter_mut();
    match variants.find(|variant| Some(&variant.language) == best.as_ref()) {
        Some(variant) if variant.segment.text() == text => {}
        Some(variant) => variant.segment = Segment::from(text),
        None => unit.variants.push(Variant::new(language.clone(), text)),
    }
}

/// Writes what changes: a line for each text, and for each property that goes or comes.
fn show(id: UnitId, old: &TranslationUnit, new: &TranslationUnit, out: &mut Output) -> Result<()> {
    for (at, variant) in new.variants.iter().enumerate() {
        let before = old.variants.get(at).map(|before| &before.segment);
        if before != Some(&variant.segment) {
            let before = before.map_or("", Segment::text);
            let (language, after) = (&variant.language, variant.segment.text());
            writeln!(
                out,
                "{id}\t{language}\t{}\t{}",
                in_line(before),
                in_line(after)
            )?;
        }
    }
    let mut properties = |sign: char, of: &TranslationUnit, other: &TranslationUnit| {
        let gone = of
            .properties
            .iter()
            .filter(|p| !other.properties.contains(p));
        for property in gone {
            let (kind, value) = (in_line(&property.kind), in_line(&property.value));
            writeln!(out, "{id}\t{sign}{kind}\t{value}")?;
        }
        Ok::<(), std::io::Error>(())
    };
    properties('-', old, new)?;
    properties('+', new, old)?;
    Ok(())
}
