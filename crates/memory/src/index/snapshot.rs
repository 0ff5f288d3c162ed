//! The index of one language as of one moment.
//!
//! What the store was written since a part was made goes into a part of its own, and the units that it is about are dead
//! in the parts before it. Parts that have become many are merged into one, in the way of a log-structured merge tree: a
//! part is at least [`GROWTH`] times as large as the next one, so that there are few.

use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use yaddash_language::Language;
use yaddash_model::LanguageTag;

use super::build::Builder;
use super::part::Part;
use super::search::{Live, Search, Searched};
use super::top::Hit;
use crate::Error;
use crate::score::{Scoring, Text};
use crate::store::{Moment, Store, TextsChange, UnitId, UnitTexts};
use crate::words::Forms;

/// How many times as large as the next one a part is.
const GROWTH: usize = 4;
/// Parts that together have as many entries are merged at once; larger ones when there is time.
const SMALL: usize = 8192;
/// The languages of a unit that has too many different ones to tell.
const ANY_SET: &str = "*";

/// A part, and the units that are dead in it.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) part: Arc<Part>,
    pub(super) dead: Arc<FxHashSet<UnitId>>,
}

/// The index of a language.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    /// The language and script, as [`name`] has them.
    name: String,
    language: &'static Language,
    /// The largest part first.
    pub(super) layers: Vec<Layer>,
    /// The moment up to which the store is in the index.
    pub(super) moment: Moment,
}

/// The language and script of a tag, by which texts are put into one index: `az-Latn`, `sw`.
pub(crate) fn name(tag: &LanguageTag) -> String {
    match tag.script_or_default() {
        Some(script) => format!("{}-{script}", tag.language()),
        None => tag.language().to_owned(),
    }
}

impl Snapshot {
    /// An empty index for texts in the language and script of `tag`.
    pub(crate) fn new(tag: &LanguageTag) -> Self {
        Self {
            name: name(tag),
            language: Language::of(tag),
            layers: Vec::new(),
            moment: Moment::default(),
        }
    }

    /// The language and script.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The moment up to which the store is in the index.
    pub(crate) fn moment(&self) -> Moment {
        self.moment
    }

    /// The same index without any text.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            layers: Vec::new(),
            moment: Moment::default(),
            ..self.clone()
        }
    }

    /// How many texts there are, dead ones too.
    pub(crate) fn len(&self) -> usize {
        self.layers.iter().map(|layer| layer.part.len()).sum()
    }

    /// How many bytes the parts take.
    pub(crate) fn size(&self) -> usize {
        self.layers.iter().map(|layer| layer.part.size()).sum()
    }

    /// The index with what `store` was written since.
    ///
    /// # Errors
    /// As [`Store::texts`].
    pub(crate) fn updated(&self, store: &dyn Store) -> Result<Self, Error> {
        let mut builder = Builder::new(self.language);
        let mut changed = FxHashSet::default();
        let is_new = self.layers.is_empty();
        let mut set = String::new();
        let moment = store.texts(self.moment, &mut |unit, change| {
            if !is_new {
                changed.insert(unit);
            }
            if let TextsChange::Written(texts) = change {
                self.push(&mut builder, unit, &texts, &mut set);
            }
            ControlFlow::Continue(())
        })?;
        let mut updated = self.clone();
        updated.moment = moment;
        if !changed.is_empty() {
            for layer in &mut updated.layers {
                Arc::make_mut(&mut layer.dead).extend(&changed);
            }
        }
        updated.push_layer(builder);
        while updated.is_unbalanced(SMALL) {
            updated.merge_last();
        }
        Ok(updated)
    }

    /// Adds the texts of a unit that are in the language.
    fn push(&self, builder: &mut Builder, unit: UnitId, texts: &UnitTexts<'_>, set: &mut String) {
        let mut has_set = false;
        for variant in texts.variants {
            if !is_named(&self.name, variant.language) {
                continue;
            }
            if !std::mem::replace(&mut has_set, true) {
                write_set(texts, set);
            }
            builder.push(unit, variant.text, set);
        }
    }

    fn push_layer(&mut self, builder: Builder) {
        if builder.len() == 0 {
            return;
        }
        // What was just made is as it was made.
        if let Some(part) = Part::read(Arc::new(builder.finish())) {
            self.layers.push(Layer {
                part: Arc::new(part),
                dead: Arc::default(),
            });
        }
    }

    /// Whether the last two parts should be one, and that together they have at most `most` entries.
    fn is_unbalanced(&self, most: usize) -> bool {
        let [.., before, last] = self.layers.as_slice() else {
            return false;
        };
        before.part.len() < GROWTH * last.part.len() && before.part.len() + last.part.len() <= most
    }

    /// Whether there are parts that should be one.
    pub(crate) fn is_mergeable(&self) -> bool {
        self.is_unbalanced(usize::MAX)
    }

    /// The index with parts merged that should be one.
    pub(crate) fn merged(&self) -> Self {
        let mut merged = self.clone();
        while merged.is_mergeable() {
            merged.merge_last();
        }
        merged
    }

    /// The index with the parts of `merged`, which was made of an earlier one, in the place of those that went into it.
    /// `None` where those are not there any more.
    pub(crate) fn with_merged(&self, earlier: &Self, merged: &Self) -> Option<Self> {
        let is_there = self.layers.len() >= earlier.layers.len()
            && earlier
                .layers
                .iter()
                .zip(&self.layers)
                .all(|(earlier, now)| Arc::ptr_eq(&earlier.part, &now.part));
        if !is_there {
            return None;
        }
        // What died since is dead in all parts.
        let died: FxHashSet<UnitId> = self
            .layers
            .iter()
            .zip(&earlier.layers)
            .flat_map(|(now, earlier)| now.dead.difference(&earlier.dead).copied())
            .collect();
        let mut layers = merged.layers.clone();
        if !died.is_empty() {
            for layer in &mut layers {
                Arc::make_mut(&mut layer.dead).extend(&died);
            }
        }
        layers.extend(self.layers.iter().skip(earlier.layers.len()).cloned());
        Some(Self {
            layers,
            ..self.clone()
        })
    }

    /// Makes one of the last two parts.
    fn merge_last(&mut self) {
        let at = self.layers.len().saturating_sub(2);
        let merged = self.layers.split_off(at);
        let mut builder = Builder::new(self.language);
        let mut bytes = Vec::new();
        for layer in &merged {
            let part = &layer.part;
            for entry in 0..part.len() {
                let unit = part.unit(entry);
                if layer.dead.contains(&unit) {
                    continue;
                }
                part.text(entry, &mut bytes);
                let text = std::str::from_utf8(&bytes).unwrap_or_default();
                builder.push(unit, text, part.set(entry).unwrap_or(ANY_SET));
            }
        }
        self.push_layer(builder);
    }

    /// The best `limit` units with a text like `text` by `least` or more, that have the language `to`.
    pub(crate) fn search(&self, query: &Sought<'_>) -> Vec<Hit> {
        let mut forms = Forms::new(self.language);
        let text = Text::new(query.text, &mut forms);
        let wanted = name(query.to);
        let mut parts: Vec<Searched<'_>> = self
            .layers
            .iter()
            .map(|layer| {
                let sets = layer
                    .part
                    .wanted_sets(|set| set == ANY_SET || set.split(' ').any(|name| name == wanted));
                Searched::new(
                    &layer.part,
                    Live {
                        sets,
                        dead: &layer.dead,
                    },
                )
            })
            .collect();
        Search::new(text, forms, query.scoring, query.limit, query.least)
            .run(&mut parts, query.is_exact)
    }
}

/// What is looked for in the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// A language that the unit must have.
    pub(crate) to: &'a LanguageTag,
    /// How texts are compared.
    pub(crate) scoring: Scoring,
    /// How many units are wanted; more that are as good as the last one are found too.
    pub(crate) limit: usize,
    /// What a unit must be worth.
    pub(crate) least: f64,
    /// Whether only the same text is wanted.
    pub(crate) is_exact: bool,
}

/// Whether `name` is the [`name`] of `tag`.
fn is_named(name: &str, tag: &LanguageTag) -> bool {
    let language = match tag.script_or_default() {
        Some(script) => name
            .strip_suffix(script)
            .and_then(|language| language.strip_suffix('-')),
        None => Some(name),
    };
    language == Some(tag.language())
}

/// Writes the names of the languages of a unit, each once and in order.
fn write_set(texts: &UnitTexts<'_>, set: &mut String) {
    let mut names: Vec<String> = texts
        .variants
        .iter()
        .map(|variant| name(variant.language))
        .collect();
    names.sort_unstable();
    names.dedup();
    *set = names.join(" ");
}
