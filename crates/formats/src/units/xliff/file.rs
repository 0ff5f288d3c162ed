//! What holds for the units of a `file`.

use std::io::Read;

use yaddash_model::LanguageTag;

use super::kind;
use super::nodes::{Element, Nodes, error_at};
use super::one::Tags;
use crate::Error;
use crate::units::losses::count;
use crate::units::{Languages, Losses};

/// The `datatype` of files that are written.
pub(super) const PLAIN: &str = "plaintext";

/// What is known while the units of a file are read.
pub(super) struct FileState {
    /// The document that the file was made of, where it is named.
    pub(super) original: Option<String>,
    pub(super) languages: Languages,
    /// Languages for files that name none.
    fallback: Languages,
    /// Native code of tags (SDLXLIFF).
    pub(super) tags: Tags,
    /// Whether the file is one of Trados Studio, which has units without text.
    pub(super) is_of_tool: bool,
    pub(super) losses: Losses,
}

impl FileState {
    pub(super) fn new(fallback: Languages) -> Self {
        Self {
            original: None,
            languages: Languages::default(),
            fallback,
            tags: Tags::default(),
            is_of_tool: false,
            losses: Losses::default(),
        }
    }

    /// Starts a file; what does not belong to one counts from the file before.
    pub(super) fn start(
        &mut self,
        element: &Element,
        source: &str,
        target: &str,
    ) -> Result<(), Error> {
        let languages = Languages {
            source: tag(element, source)?,
            target: tag(element, target)?,
        };
        self.pass_attributes(element, &[source, target, "original", "datatype"]);
        let datatype = element.attributes.get("datatype").unwrap_or(PLAIN);
        self.losses.attributes += u64::from(datatype != PLAIN);
        self.tags = Tags::default();
        self.set_languages(languages);
        self.start_of(element);
        Ok(())
    }

    /// Starts a file in the languages that are known.
    pub(super) fn start_of(&mut self, element: &Element) {
        let original = element.attributes.get("original");
        self.original = original
            .filter(|name| !name.is_empty() && *name != kind::NO_FILE)
            .map(str::to_owned);
    }

    pub(super) fn set_languages(&mut self, languages: Languages) {
        self.languages = Languages {
            source: languages.source.or_else(|| self.fallback.source.clone()),
            target: languages.target.or_else(|| self.fallback.target.clone()),
        };
    }

    /// Counts the attributes of an element that are not `known`. `xml:space` says nothing, since all white space is kept.
    pub(super) fn pass_attributes(&mut self, element: &Element, known: &[&str]) {
        let names = element.attributes.iter().map(|(name, _)| name);
        let passed = names.filter(|name| *name != "xml:space" && !known.contains(name));
        self.losses.attributes += count(passed.count());
    }

    /// Passes over an element whose start was read, and counts it.
    pub(super) fn pass<R: Read>(&mut self, nodes: &mut Nodes<R>) -> Result<(), Error> {
        self.losses.elements += 1;
        nodes.skip()
    }

    pub(super) fn source_language(&self) -> Option<LanguageTag> {
        self.languages.source.clone()
    }

    /// The language of a `source`.
    pub(super) fn source(&self, element: &Element) -> Result<LanguageTag, Error> {
        let language = tag(element, "xml:lang")?.or_else(|| self.languages.source.clone());
        language.ok_or_else(|| {
            error_at(
                element.position,
                "the file names no source language: add it, or give it with --source",
            )
        })
    }

    /// The language of a `target`.
    pub(super) fn target(&self, element: &Element) -> Result<LanguageTag, Error> {
        let language = tag(element, "xml:lang")?.or_else(|| self.languages.target.clone());
        language.ok_or_else(|| {
            error_at(
                element.position,
                "the file names no target language: add it, or give it with --target",
            )
        })
    }
}

/// The language that an attribute names; `None` where it is missing or empty.
pub(super) fn tag(element: &Element, attribute: &str) -> Result<Option<LanguageTag>, Error> {
    let text = element.attributes.get(attribute).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    match LanguageTag::lenient(text) {
        Ok(tag) => Ok(Some(tag)),
        Err(error) => Err(error_at(element.position, error.to_string())),
    }
}
