#![doc = include_str!("version-drift.md")]

use std::collections::{BTreeMap, BTreeSet};

use yaddash_language::casing;
use yaddash_language::translit::name_key;
use yaddash_model::{ByteSpan, Severity};

use super::versions::VersionText;
use super::{BlockText, Issue, Names, Rule, name_variant};
use crate::termbase::{ConceptEntry, Term};

pub(super) const RULE: Rule = Rule {
    id: "version-drift",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("version-drift.md"),
};

/// Versions that have to agree on a name before a third is said to lack it.
const ENOUGH: usize = 2;
/// Places in each of them that cannot all stand in what the third leaves out.
const OFTEN: usize = 4;
/// Sounds that a word derived from a name shares with it.
const SOUNDS: usize = 4;

/// Names that some of the versions lack, by version and block.
pub(super) fn check(versions: &[VersionText<'_>], issues: &mut Vec<(usize, usize, Issue)>) {
    let lists: Vec<Vec<&BlockText<'_>>> = versions
        .iter()
        .map(|version| version.blocks.iter().map(|(_, block)| block).collect())
        .collect();
    let mut near: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (at, issue) in lacking(&lists) {
        let Some(version) = versions.get(at) else {
            continue;
        };
        let near = near.entry(at).or_insert_with(|| nearly_there(version));
        let is_misspelt = issue
            .concept
            .as_ref()
            .is_some_and(|concept| near.contains(concept));
        if let Some((block, _)) = version.blocks.first().filter(|_| !is_misspelt) {
            issues.push((at, *block, issue));
        }
    }
}

/// Names that the source of a unit lacks and two other variants have.
pub(super) fn in_unit(variants: &[&BlockText<'_>], source: usize) -> Option<Issue> {
    let lists: Vec<Vec<&BlockText<'_>>> = variants.iter().map(|variant| vec![*variant]).collect();
    lacking(&lists)
        .into_iter()
        .find(|(at, _)| *at == source)
        .map(|(_, issue)| issue)
}

/// The concepts of which a misspelt name stands in the version, which is reported as such.
fn nearly_there(version: &VersionText<'_>) -> BTreeSet<String> {
    let names: &Names = version.names;
    let mut near = Vec::new();
    for (_, block) in &version.blocks {
        name_variant::check(block, names, &mut near);
    }
    near.into_iter().filter_map(|issue| issue.concept).collect()
}

/// Each version that lacks a name that enough others have.
fn lacking(versions: &[Vec<&BlockText<'_>>]) -> Vec<(usize, Issue)> {
    let Some(termbase) = versions.iter().flatten().next().map(|block| block.termbase) else {
        return Vec::new();
    };
    // For each concept the versions that have it, with the places in their lists of blocks.
    let mut having: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (at, blocks) in versions.iter().enumerate() {
        for (number, block) in blocks.iter().enumerate() {
            for occurrence in &block.occurrences {
                let places = having.entry(occurrence.term.concept).or_default();
                places.entry(at).or_default().push(number);
            }
        }
    }
    let mut found = Vec::new();
    for (concept, having) in having.iter().filter(|(_, having)| having.len() >= ENOUGH) {
        let Some(concept) = termbase.concepts.get(*concept) else {
            continue;
        };
        let others: Vec<String> = having
            .keys()
            .filter_map(|at| name(concept, versions.get(*at)?.first()?))
            .map(|term| format!("`{}`", term.text))
            .collect();
        for (at, blocks) in versions.iter().enumerate() {
            let Some(block) = blocks.first().filter(|_| !having.contains_key(&at)) else {
                continue;
            };
            if let Some(wanted) = name(concept, block)
                && others.len() >= ENOUGH
                && !has_derived(blocks, wanted)
                && is_dropped_name(versions, at, having)
            {
                found.push((at, issue(concept, wanted, &others)));
            }
        }
    }
    found
}

/// Whether the version at `at` says what the others say where they have the name: they have it often, or they have the
/// same paragraphs and one with the name has no more sentences than the one in its place.
fn is_dropped_name(
    versions: &[Vec<&BlockText<'_>>],
    at: usize,
    having: &BTreeMap<usize, Vec<usize>>,
) -> bool {
    if having.values().all(|places| places.len() >= OFTEN) {
        return true;
    }
    let Some(own) = versions.get(at) else {
        return false;
    };
    having.iter().all(|(other, places)| {
        let Some(other) = versions.get(*other) else {
            return false;
        };
        other.len() == own.len()
            && places.iter().any(|place| {
                own.get(*place)
                    .zip(other.get(*place))
                    .is_some_and(|(own, other)| sentences(own) >= sentences(other))
            })
    })
}

/// How many sentences the block has, as far as marks and capitals show.
fn sentences(block: &BlockText<'_>) -> usize {
    let quotes: &[char] = &['"', '“', '”', '«', '»', '„', '(', ')', '’', '—', '–', '-'];
    let mut words = block.text.source().split_whitespace().peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let ends = word
            .trim_end_matches(quotes)
            .ends_with(['.', '!', '?', '…']);
        // Behind an abbreviation the sentence goes on with small letters.
        let goes_on = words.peek().is_some_and(|next| {
            next.trim_start_matches(quotes)
                .starts_with(casing::is_lower)
        });
        let is_initial = word.chars().nth(2).is_none() && word.starts_with(casing::is_upper);
        count += usize::from(ends && !goes_on && !is_initial);
    }
    count
}

/// Whether a word made of a name of one word stands there: `бакинский` for `Баку`.
fn has_derived(blocks: &[&BlockText<'_>], term: &Term) -> bool {
    if term.text.contains(' ') {
        return false;
    }
    let Some(language) = blocks.first().map(|block| block.text.language()) else {
        return false;
    };
    let key = name_key(&term.text, language);
    key.chars().count() >= SOUNDS
        && blocks.iter().any(|block| {
            let mut words = block.text.words().iter();
            words.any(|word| name_key(block.text.folded(word), language).starts_with(&key))
        })
}

/// The term that names the concept in the language of `block`, where it is a name.
fn name<'a>(concept: &'a ConceptEntry, block: &BlockText<'a>) -> Option<&'a Term> {
    concept
        .preferred(block.language)
        .filter(|term| term.text.starts_with(casing::is_upper))
}

fn issue(concept: &ConceptEntry, wanted: &Term, others: &[String]) -> Issue {
    Issue {
        rule: &RULE,
        span: ByteSpan::new(0, 0),
        concept: Some(concept.id.clone()),
        suggestions: Vec::new(),
        message: format!(
            "the other versions have {}, and `{}` is missing here",
            others.join(" and "),
            wanted.text
        ),
    }
}
