//! Segmentation rules as the user set them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use yaddash_io::encoding::Hint;
use yaddash_model::LanguageTag;
use yaddash_segment::{AbbreviationList, Segmenter, SrxDocument, builtin_srx};

use crate::commands::Context;
use crate::input;
use crate::messages::Messages;

/// The built-in rules or those of a file, with the user's abbreviations, for any language; shared by all threads.
pub(crate) struct Segmenters {
    rules: Option<RuleFile>,
    abbreviations: Vec<Abbreviations>,
    made: Mutex<BTreeMap<LanguageTag, Made>>,
    messages: Messages,
}

/// The rules for a language.
struct Made {
    segmenter: Segmenter,
    /// Whether it is still to be said that the file has no rules for the language.
    is_to_tell: bool,
}

/// Rules and the name of their file.
struct RuleFile {
    document: SrxDocument,
    name: String,
}

/// A list of abbreviations for a language and its varieties, or for all.
struct Abbreviations {
    language: Option<LanguageTag>,
    list: AbbreviationList,
}

impl Segmenters {
    /// The rules of the options given, else of the configuration, else the built-in ones. A list of abbreviations is
    /// FILE, or LANG=FILE for one language.
    pub(crate) fn new(
        rules: Option<&Path>,
        abbreviations: &[PathBuf],
        context: &Context,
    ) -> Result<Self> {
        let rules = rules
            .map(Path::to_owned)
            .or_else(|| context.config.path("segment.rules"));
        let lists = if abbreviations.is_empty() {
            let lists = context.config.texts("segment.abbreviations");
            lists
                .unwrap_or_default()
                .into_iter()
                .map(|list| {
                    let (language, path) = language_and_path(Path::new(list));
                    (language, context.config.resolve(path))
                })
                .collect()
        } else {
            let lists = abbreviations.iter().map(|list| {
                let (language, path) = language_and_path(list);
                (language, path.to_owned())
            });
            lists.collect::<Vec<_>>()
        };
        let abbreviations = lists
            .into_iter()
            .map(|(language, path)| {
                let list = read_abbreviations(&path, language.as_ref(), context.messages)?;
                Ok(Abbreviations { language, list })
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            rules: rules
                .map(|path| read_rules(&path, context.messages))
                .transpose()?,
            abbreviations,
            made: Mutex::default(),
            messages: context.messages,
        })
    }

    /// Whether the rules are those of a file.
    pub(crate) const fn are_of_a_file(&self) -> bool {
        self.rules.is_some()
    }

    /// The rules for a language.
    pub(crate) fn get(&self, language: &LanguageTag) -> Result<Segmenter> {
        if self.rules.is_none() && self.abbreviations.is_empty() {
            return Ok(Segmenter::builtin(language).clone());
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let Made {
            segmenter,
            is_to_tell,
        } = match made.entry(language.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(self.make(language)?),
        };
        if std::mem::take(is_to_tell)
            && let Some(rules) = &self.rules
        {
            self.messages.warning(format_args!(
                "{}: no language map fits `{language}`, so nothing breaks in it: add one, such as `.*`",
                rules.name
            ));
        }
        Ok(segmenter.clone())
    }

    /// Makes the rules for a language ready, in case they are needed.
    pub(crate) fn prepare(&self, language: &LanguageTag) -> Result<()> {
        let made = self.make(language)?;
        let mut known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(language.clone(), made);
        Ok(())
    }

    fn make(&self, language: &LanguageTag) -> Result<Made> {
        let mut list = AbbreviationList::default();
        for abbreviations in &self.abbreviations {
            if abbreviations.are_for(language) {
                list.append(abbreviations.list.clone());
            }
        }
        let (segmenter, is_to_tell) = match &self.rules {
            Some(RuleFile { document, .. }) => (
                Segmenter::from_srx(document, language)?,
                document.rules_for(language)?.is_empty(),
            ),
            None => (Segmenter::builtin(language).clone(), false),
        };
        Ok(Made {
            segmenter: segmenter.with_abbreviations(&list)?,
            is_to_tell,
        })
    }

    /// All rules with the abbreviations as one file.
    pub(crate) fn document(&self) -> Result<SrxDocument> {
        let mut document = match &self.rules {
            Some(rules) => rules.document.clone(),
            None => builtin_srx(),
        };
        let mut lists: BTreeMap<Option<&LanguageTag>, AbbreviationList> = BTreeMap::new();
        for Abbreviations { language, list } in &self.abbreviations {
            lists
                .entry(language.as_ref())
                .or_default()
                .append(list.clone());
        }
        // The list for all languages last, so that it comes before the rules of each.
        for (language, list) in lists.into_iter().rev() {
            document = document.with_abbreviations(language, &list)?;
        }
        Ok(document)
    }
}

impl Abbreviations {
    fn are_for(&self, language: &LanguageTag) -> bool {
        self.language.as_ref().is_none_or(|own| {
            let rest = language.normal().strip_prefix(own.normal());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }
}

/// The parts of LANG=FILE; where what comes before `=` is no language tag, or nothing does, all is the name of a file.
fn language_and_path(argument: &Path) -> (Option<LanguageTag>, &Path) {
    let parts = argument.to_str().and_then(|text| text.split_once('='));
    match parts.map(|(language, path)| (language.parse(), path)) {
        Some((Ok(language), path)) => (Some(language), Path::new(path)),
        _ => (None, argument),
    }
}

fn read_abbreviations(
    path: &Path,
    language: Option<&LanguageTag>,
    messages: Messages,
) -> Result<AbbreviationList> {
    let bytes = input::read(path)?;
    let hint = Hint {
        language: language.map(LanguageTag::language),
        ..Hint::default()
    };
    let decoded = input::decoded(&bytes, path, hint, messages);
    let name = input::name(path);
    ensure!(
        decoded.replaced.count == 0,
        "{name}: the list is no valid {}: save it as UTF-8",
        decoded.encoding
    );
    Ok(AbbreviationList::parse(&decoded.text, Some(&name))?)
}

fn read_rules(path: &Path, messages: Messages) -> Result<RuleFile> {
    let name = input::name(path);
    let document = SrxDocument::read(&input::read(path)?, Some(&name))
        .context("the segmentation rules cannot be used")?;
    if !document.passed_over.0.is_empty() {
        let counts = document.passed_over.0.iter();
        let counts: Vec<String> = counts
            .map(|(name, count)| match count {
                1 => format!("`{name}`"),
                _ => format!("`{name}` ({count} times)"),
            })
            .collect();
        messages.note(format_args!(
            "{name}: not a part of SRX and passed over: {}",
            counts.join(", ")
        ));
    }
    Ok(RuleFile { document, name })
}
