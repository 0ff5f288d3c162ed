//! Segmentation rules as the user set them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use yaddash_io::encoding::Hint;
use yaddash_model::LanguageTag;
use yaddash_segment::{AbbreviationList, Segmenter, SrxDocument};

use crate::commands::Context;
use crate::input;

/// The built-in rules or those of a file, with the user's abbreviations, for any language; shared by all threads.
pub(crate) struct Segmenters {
    rules: Option<SrxDocument>,
    abbreviations: AbbreviationList,
    made: Mutex<BTreeMap<LanguageTag, Segmenter>>,
}

impl Segmenters {
    /// The rules of the options given, else of the configuration, else the built-in ones.
    pub(crate) fn new(
        rules: Option<&Path>,
        abbreviations: &[PathBuf],
        context: &Context,
    ) -> Result<Self> {
        let rules = rules
            .map(Path::to_owned)
            .or_else(|| context.config.path("segment.rules"));
        let lists = if abbreviations.is_empty() {
            context.config.paths("segment.abbreviations")
        } else {
            abbreviations.to_vec()
        };
        let mut all = String::new();
        for list in &lists {
            let text = input::text(&input::read(list)?, list, Hint::default(), context.messages);
            // Each list is read on its own first, so that a mistake is told with its file and line.
            AbbreviationList::parse(&text, Some(&input::name(list)))?;
            all.push_str(&text);
            all.push('\n');
        }
        Ok(Self {
            rules: rules.map(|path| read_rules(&path, context)).transpose()?,
            abbreviations: AbbreviationList::parse(&all, None)?,
            made: Mutex::default(),
        })
    }

    /// The rules for a language.
    pub(crate) fn get(&self, language: &LanguageTag) -> Result<Segmenter> {
        if self.rules.is_none() && self.abbreviations.is_empty() {
            return Ok(Segmenter::builtin(language).clone());
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(segmenter) = made.get(language) {
            return Ok(segmenter.clone());
        }
        let segmenter = match &self.rules {
            Some(rules) => Segmenter::from_srx(rules, language)?,
            None => Segmenter::builtin(language).clone(),
        };
        let segmenter = segmenter.with_abbreviations(&self.abbreviations)?;
        made.insert(language.clone(), segmenter.clone());
        Ok(segmenter)
    }
}

fn read_rules(path: &Path, context: &Context) -> Result<SrxDocument> {
    let text = input::text(&input::read(path)?, path, Hint::xml(), context.messages);
    SrxDocument::parse(&text, Some(&input::name(path)))
        .context("the segmentation rules cannot be used")
}
