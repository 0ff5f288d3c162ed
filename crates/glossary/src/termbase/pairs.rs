//! Formats of one term and its translation a row: which languages they are of, and the pairs that a concept makes.

use yaddash_language::detect::detect;
use yaddash_model::{LanguageTag, LineColumn};

use super::detail::{Detail, DetailKind};
use super::problem::{Problem, ProblemKind};
use super::{ConceptEntry, LanguageSection, Losses, ReadOptions, ReadTermbase, Term, Termbase};
use crate::{Error, Result};

/// How many bytes of each side are looked at to detect its language.
const SAMPLE: usize = 20_000;

/// The languages of a file that does not name them: those that the user names, else those of its text.
///
/// # Errors
/// [`Error::NoLanguages`] where neither is known.
pub(super) fn languages_of<'t>(
    options: &ReadOptions,
    rows: impl Iterator<Item = (&'t str, &'t str)>,
    read: &mut ReadTermbase,
) -> Result<[LanguageTag; 2]> {
    if let (Some(source), Some(target)) = (&options.source, &options.target) {
        return Ok([source.clone(), target.clone()]);
    }
    let mut samples = [String::new(), String::new()];
    for (source, target) in rows {
        for (sample, text) in samples.iter_mut().zip([source, target]) {
            if sample.len() < SAMPLE {
                sample.push_str(text);
                sample.push_str(". ");
            }
        }
    }
    let mut languages = Vec::new();
    for (given, sample) in [&options.source, &options.target].into_iter().zip(&samples) {
        let language = match given {
            Some(language) => language.clone(),
            None => detect(sample)
                .filter(|found| found.confidence >= 0.5)
                .and_then(|found| found.language.code().parse().ok())
                .ok_or(Error::NoLanguages)?,
        };
        languages.push(language);
    }
    match <[LanguageTag; 2]>::try_from(languages) {
        Ok([source, target]) if source != target => {
            let what = format!(
                "the file does not name its languages; by its text they are {source} and {target}"
            );
            let problem = Problem::new(ProblemKind::MissingLanguage, LineColumn::START, what)
                .with_severity(yaddash_model::Severity::Info);
            read.problems.push(problem);
            Ok([source, target])
        }
        _ => Err(Error::NoLanguages),
    }
}

/// A term in a section of its own.
pub(super) fn section(language: &LanguageTag, term: Term) -> LanguageSection {
    LanguageSection {
        language: language.clone(),
        details: Vec::new(),
        terms: vec![term],
    }
}

/// The languages to write: those that the user names, those of the file, else the first two that the termbase has.
///
/// # Errors
/// [`Error::NoLanguages`] where the termbase has not two.
pub(super) fn languages_to_write(
    termbase: &Termbase,
    options: &super::WriteOptions,
) -> Result<[LanguageTag; 2]> {
    let kept = ["source language", "target language"].map(|name| {
        let detail = termbase
            .details
            .iter()
            .find(|detail| detail.is(DetailKind::Attribute, name))?;
        detail.value.parse::<LanguageTag>().ok()
    });
    let mut found: Vec<&LanguageTag> = Vec::new();
    for concept in &termbase.concepts {
        for section in &concept.sections {
            if !found.contains(&&section.language) {
                found.push(&section.language);
            }
        }
    }
    let [kept_source, kept_target] = kept;
    let source = options.source.clone().or(kept_source);
    let target = options.target.clone().or(kept_target);
    let source = source.or_else(|| {
        let other = found
            .iter()
            .find(|language| Some(**language) != target.as_ref());
        other.map(|language| (**language).clone())
    });
    let target = target.or_else(|| {
        let other = found
            .iter()
            .find(|language| Some(**language) != source.as_ref());
        other.map(|language| (**language).clone())
    });
    match (source, target) {
        (Some(source), Some(target)) => Ok([source, target]),
        _ => Err(Error::NoLanguages),
    }
}

/// The statement that keeps a language of the file.
pub(super) fn language_detail(is_target: bool, language: &LanguageTag) -> Detail {
    let name = if is_target {
        "target language"
    } else {
        "source language"
    };
    Detail::new(DetailKind::Attribute, name, language.as_str())
}

/// The pairs of terms that a concept makes: each term of the source with each of the target that the format can state.
/// What makes no pair is counted.
pub(super) fn pairs<'t>(
    concept: &'t ConceptEntry,
    [source, target]: &[LanguageTag; 2],
    is_kept: impl Fn(&Term) -> bool,
    losses: &mut Losses,
) -> Vec<(&'t Term, &'t Term)> {
    let of = |language: &LanguageTag| -> Vec<&'t Term> {
        let exact = concept
            .sections
            .iter()
            .filter(|section| section.language == *language);
        let terms: Vec<&Term> = exact.flat_map(|section| &section.terms).collect();
        if terms.is_empty() {
            let near = concept
                .sections
                .iter()
                .filter(|section| language.accepts(&section.language));
            return near.flat_map(|section| &section.terms).collect();
        }
        terms
    };
    for section in &concept.sections {
        if !(source.accepts(&section.language) || target.accepts(&section.language)) {
            for _ in &section.terms {
                losses.add(format!("term in {}", section.language));
            }
        }
        for detail in &section.details {
            losses.add(format!(
                "{} `{}` of languages",
                detail.kind.word(),
                detail.name
            ));
        }
    }
    let sides = [of(source), of(target)];
    let [sources, targets] = &sides;
    let mut left = Vec::new();
    for term in sources.iter().filter(|term| is_kept(term)) {
        for other in targets.iter().filter(|term| is_kept(term)) {
            left.push((*term, *other));
        }
    }
    for term in sides.iter().flatten() {
        // With a pair on any side, every term that is kept is in one.
        if left.is_empty() || !is_kept(term) {
            losses.add(if is_kept(term) {
                "term without a translation".to_owned()
            } else {
                format!("{} term", term.status.name())
            });
        }
    }
    left
}
