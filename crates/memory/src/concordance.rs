//! Concordance: where in a memory a text, words, or forms of words stand.
//!
//! | mode | what is found |
//! |---|---|
//! | [`Mode::Substring`] | the text anywhere, inside words too |
//! | [`Mode::Words`] | the words one behind another, whatever signs stand between |
//! | [`Mode::Stems`] | the words in any of their forms: `Xankəndi` finds `Xankəndidə` |
//! | [`Mode::Wildcard`] | words that fit patterns, in which `*` stands for any letters and `?` for one |
//!
//! Case is folded in the way of the language of each text (`I` and `ı`, `İ` and `i` in Azerbaijani), composed and
//! decomposed letters are alike, and soft hyphens do not count. Hits come in the order of the units' ids, so that a page
//! goes on where the one before ended whatever is added meanwhile.

mod folded;
mod glob;
mod pattern;

use std::ops::ControlFlow;

use yaddash_language::Language;
use yaddash_model::{ByteSpan, LanguageTag, TranslationUnit};

use crate::store::{Store, StoredUnit, UnitId};
use crate::{Error, ErrorKind};
use pattern::Pattern;

/// How a text is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Anywhere, inside words too.
    #[default]
    Substring,
    /// As words one behind another.
    Words,
    /// As words in any of their forms.
    Stems,
    /// As patterns of words with `*` and `?`.
    Wildcard,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct ConcordanceQuery<'a> {
    /// The text.
    pub text: &'a str,
    /// How it is looked for.
    pub mode: Mode,
    /// In which languages; all where there are none.
    pub languages: &'a [LanguageTag],
    /// Languages that a unit must have beside.
    pub with: &'a [LanguageTag],
    /// The most hits of a page.
    pub limit: usize,
    /// The last hit of the page before.
    pub after: Option<UnitId>,
}

impl<'a> ConcordanceQuery<'a> {
    /// A query for `text` anywhere in any language; fifty hits a page.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            mode: Mode::Substring,
            languages: &[],
            with: &[],
            limit: 50,
            after: None,
        }
    }
}

/// A unit in which the text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The unit.
    pub unit: StoredUnit,
    /// Where the text stands in it, in the order of the variants.
    pub places: Vec<HitPlace>,
}

/// Where the text stands in a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// Which variant.
    pub variant: usize,
    /// Bytes of its plain text, in order and without overlap; at least one span.
    pub spans: Vec<ByteSpan>,
}

/// Hits in the order of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The hits.
    pub hits: Vec<Hit>,
    /// What the next page begins after; `None` where there is no further hit.
    pub next: Option<UnitId>,
}

/// A page of the units of `store` in which the text stands.
///
/// Time grows with the number of units behind the cursor until the page is full.
///
/// # Errors
/// Where there is nothing to look for, and where the store cannot be read.
pub fn concordance(store: &dyn Store, query: &ConcordanceQuery<'_>) -> Result<Page, Error> {
    let mut search = Search::new(query)?;
    let mut page = Page {
        hits: Vec::new(),
        next: None,
    };
    store.scan(query.after, &mut |unit| {
        let places = search.places(&unit.unit);
        if places.is_empty() {
            return ControlFlow::Continue(());
        }
        if page.hits.len() >= query.limit.max(1) {
            page.next = page.hits.last().map(|hit| hit.unit.id);
            return ControlFlow::Break(());
        }
        page.hits.push(Hit { unit, places });
        ControlFlow::Continue(())
    })?;
    Ok(page)
}

/// A query made ready to look into units.
struct Search<'a> {
    query: &'a ConcordanceQuery<'a>,
    /// By the codes of the languages that were met.
    patterns: Vec<(&'static str, Pattern)>,
    folded: String,
}

impl<'a> Search<'a> {
    fn new(query: &'a ConcordanceQuery<'a>) -> Result<Self, Error> {
        // Whether there is anything to look for is the same in all languages.
        if Pattern::compile(query.text, query.mode, Language::any_other()).is_none() {
            return Err(ErrorKind::NothingToFind.into());
        }
        Ok(Self {
            query,
            patterns: Vec::new(),
            folded: String::new(),
        })
    }

    fn places(&mut self, unit: &TranslationUnit) -> Vec<HitPlace> {
        let has = |tag: &LanguageTag| {
            unit.variants
                .iter()
                .any(|variant| tag.accepts(&variant.language))
        };
        if !self.query.with.iter().all(has) {
            return Vec::new();
        }
        let mut places = Vec::new();
        for (at, variant) in unit.variants.iter().enumerate() {
            let languages = self.query.languages;
            let is_asked =
                languages.is_empty() || languages.iter().any(|tag| tag.accepts(&variant.language));
            if !is_asked {
                continue;
            }
            let spans = self.spans(variant.segment.text(), Language::of(&variant.language));
            if !spans.is_empty() {
                places.push(HitPlace { variant: at, spans });
            }
        }
        places
    }

    fn spans(&mut self, text: &str, language: &'static Language) -> Vec<ByteSpan> {
        let code = language.code();
        let at = match self.patterns.iter().position(|(known, _)| *known == code) {
            Some(at) => at,
            None => match Pattern::compile(self.query.text, self.query.mode, language) {
                Some(pattern) => {
                    self.patterns.push((code, pattern));
                    self.patterns.len() - 1
                }
                None => return Vec::new(),
            },
        };
        match self.patterns.get(at) {
            Some((_, pattern)) => pattern.find(text, language, &mut self.folded),
            None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
