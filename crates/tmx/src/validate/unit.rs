//! Checks across the variants of one unit.

use yaddash_model::{LanguageTag, SourceLanguage};

use super::report::{Report, Stretch};
use super::rule;
use super::segment::{Tie, tie_name};

/// Ties of a unit beyond which counterparts are not looked for; no real segment comes near.
const TIES: usize = 10_000;

/// Variants of a unit beyond which they are no longer compared.
const VARIANTS: usize = 100_000;
/// Languages of a unit beyond which repetition is no longer looked for.
const LANGUAGES: usize = 100;

/// What was met in the unit that is being read.
#[derive(Clone, Default)]
pub(super) struct UnitChecks {
    variants: Vec<VariantSeen>,
    /// A unit has started and not ended; one that another starts in never ends.
    is_open: bool,
    /// Variants that are no longer needed, kept for their allocations.
    spare: Vec<Vec<(Tie, Stretch)>>,
}

#[derive(Clone)]
struct VariantSeen {
    language: Option<LanguageTag>,
    stretch: Stretch,
    ties: Vec<(Tie, Stretch)>,
}

impl UnitChecks {
    /// A unit starts.
    pub(super) fn start(&mut self) {
        self.is_open = true;
        for mut seen in self.variants.drain(..) {
            seen.ties.clear();
            self.spare.push(seen.ties);
        }
        self.spare.truncate(8);
    }

    /// A variant starts.
    pub(super) fn variant(&mut self, language: Option<LanguageTag>, stretch: Stretch) {
        if self.variants.len() == VARIANTS {
            return;
        }
        self.variants.push(VariantSeen {
            language,
            stretch,
            ties: self.spare.pop().unwrap_or_default(),
        });
    }

    /// The language of the variant that is being read.
    pub(super) fn language(&self) -> Option<&LanguageTag> {
        self.variants.last()?.language.as_ref()
    }

    /// The segment of the variant that is being read ended with these ties.
    pub(super) fn ties(&mut self, ties: &mut Vec<(Tie, Stretch)>) {
        if let Some(variant) = self.variants.last_mut() {
            variant.ties.append(ties);
        }
    }

    /// The unit ends; `source` is its source language, where it is valid.
    pub(super) fn end(
        &mut self,
        stretch: Stretch,
        source: Option<&SourceLanguage>,
        report: &mut Report<'_>,
    ) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        match &*self.variants {
            [] => {
                let message = "a `tu` has no `tuv`".to_owned();
                report.add(rule::MISSING_ELEMENT, stretch, None, "", message);
                return;
            }
            [only] => {
                let message = "a unit has one variant alone".to_owned();
                report.add(
                    rule::SINGLE_VARIANT,
                    stretch,
                    only.language.as_ref(),
                    "",
                    message,
                );
            }
            _ => {}
        }
        self.repeated_languages(report);
        if let Some(SourceLanguage::Tag(source)) = source {
            self.source(source, stretch, report);
        }
        self.counterparts(report);
    }

    fn repeated_languages(&self, report: &mut Report<'_>) {
        let mut seen: Vec<&LanguageTag> = Vec::with_capacity(self.variants.len());
        for variant in &self.variants {
            let Some(language) = &variant.language else {
                continue;
            };
            // Few languages are valid tags and different, so that a list does even for a unit of many variants.
            if seen.contains(&language) {
                let message = format!("a unit has `{language}` more than once");
                report.add(
                    rule::REPEATED_LANGUAGE,
                    variant.stretch,
                    Some(language),
                    language.as_str(),
                    message,
                );
            } else if seen.len() < LANGUAGES {
                seen.push(language);
            }
        }
    }

    fn source(&self, source: &LanguageTag, stretch: Stretch, report: &mut Report<'_>) {
        let languages = || {
            self.variants
                .iter()
                .filter_map(|variant| variant.language.as_ref())
        };
        if languages().any(|language| language == source) {
            return;
        }
        if let Some(near) = languages().find(|language| source.accepts(language)) {
            let message =
                format!("the source language is `{source}`, but the variant is in `{near}`");
            report.add(
                rule::SOURCE_REGION,
                stretch,
                Some(near),
                near.as_str(),
                message,
            );
        } else {
            let message = format!("a unit has no variant in its source language, `{source}`");
            report.add(rule::NO_SOURCE_VARIANT, stretch, None, "", message);
        }
    }

    fn counterparts(&self, report: &mut Report<'_>) {
        let total: usize = self.variants.iter().map(|variant| variant.ties.len()).sum();
        if total == 0 || total > TIES || self.variants.len() < 2 {
            return;
        }
        let mut all: Vec<(&Tie, usize, Stretch)> = Vec::with_capacity(total);
        for (at, variant) in self.variants.iter().enumerate() {
            all.extend(
                variant
                    .ties
                    .iter()
                    .map(|(tie, stretch)| (tie, at, *stretch)),
            );
        }
        all.sort_by_key(|(tie, at, _)| (*tie, *at));
        all.dedup_by_key(|(tie, at, _)| (*tie, *at));
        for group in all.chunk_by(|(one, ..), (other, ..)| one == other) {
            if group.len() == self.variants.len() {
                continue;
            }
            for (tie, at, stretch) in group {
                let language = self
                    .variants
                    .get(*at)
                    .and_then(|variant| variant.language.as_ref());
                let message = format!(
                    "`{}` with x=\"{}\" has no counterpart in another variant",
                    tie_name(tie),
                    tie.x
                );
                report.add(rule::NO_COUNTERPART, *stretch, language, &tie.x, message);
            }
        }
    }
}
