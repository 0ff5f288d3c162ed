//! Candidates put together as concepts.

use rustc_hash::FxHashSet;
use yaddash_language::Language;
use yaddash_language::translit::romanise;
use yaddash_model::LanguageTag;

use super::translations::Link;
use super::{Candidate, CandidateKind};

/// A concept that texts seem to have.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedConcept {
    /// An identifier made of its English term, else of the first one.
    pub id: String,
    /// One term a language, in the order of the languages.
    pub terms: Vec<ProposedTerm>,
}

/// A term that texts have for a concept.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedTerm {
    /// The language.
    pub language: LanguageTag,
    /// The term.
    pub text: String,
    /// What it looks like.
    pub kind: CandidateKind,
    /// In how many places it stands.
    pub count: u32,
    /// How sure it is that it belongs to the concept, from 0 to 1; none of a term without translation.
    pub score: Option<f64>,
}

/// The concepts of `candidates`, which `links` tie together; the surest ties are taken first, and none that would give a
/// concept two terms of one language.
pub(super) fn concepts(candidates: &[Candidate], links: &[Link]) -> Vec<ProposedConcept> {
    let mut owner: Vec<usize> = (0..candidates.len()).collect();
    let mut members: Vec<Vec<(usize, Option<f64>)>> =
        (0..candidates.len()).map(|at| vec![(at, None)]).collect();
    for link in links {
        let (Some(&one), Some(&other)) = (owner.get(link.one), owner.get(link.other)) else {
            continue;
        };
        if one == other || share_language(candidates, &members, one, other) {
            continue;
        }
        let moved = members
            .get_mut(other)
            .map(std::mem::take)
            .unwrap_or_default();
        for (at, _) in &moved {
            if let Some(owner) = owner.get_mut(*at) {
                *owner = one;
            }
        }
        if let Some(kept) = members.get_mut(one) {
            kept.extend(moved);
            for (at, score) in kept.iter_mut() {
                if *at == link.one || *at == link.other {
                    *score = Some(score.unwrap_or(link.score));
                }
            }
        }
    }
    let mut concepts: Vec<(u32, ProposedConcept)> = members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|members| concept(candidates, members))
        .collect();
    concepts.sort_by(|(few, one), (many, other)| {
        let by_count = many.cmp(few);
        by_count.then_with(|| one.id.cmp(&other.id))
    });
    let mut ids = FxHashSet::default();
    concepts
        .into_iter()
        .map(|(_, mut concept)| {
            concept.id = unique(&concept.id, &mut ids);
            concept
        })
        .collect()
}

fn share_language(
    candidates: &[Candidate],
    members: &[Vec<(usize, Option<f64>)>],
    one: usize,
    other: usize,
) -> bool {
    let languages = |group: usize| {
        members
            .get(group)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|(at, _)| Some(&candidates.get(*at)?.language))
    };
    languages(one).any(|language| languages(other).any(|known| known == language))
}

fn concept(
    candidates: &[Candidate],
    mut members: Vec<(usize, Option<f64>)>,
) -> (u32, ProposedConcept) {
    members.sort_unstable_by_key(|(at, _)| *at);
    let terms: Vec<ProposedTerm> = members
        .iter()
        .filter_map(|(at, score)| {
            let candidate = candidates.get(*at)?;
            Some(ProposedTerm {
                language: candidate.language.clone(),
                text: candidate.text.clone(),
                kind: candidate.kind,
                count: candidate.count,
                score: *score,
            })
        })
        .collect();
    let english = terms.iter().find(|term| term.language.language() == "en");
    let id = english
        .or(terms.first())
        .map(|term| slug(&term.text, &term.language))
        .unwrap_or_default();
    let places = terms.iter().map(|term| term.count).sum();
    (places, ProposedConcept { id, terms })
}

/// `text` as an identifier: plain small letters and figures, joined by hyphens.
pub(super) fn slug(text: &str, language: &LanguageTag) -> String {
    let plain = romanise(text, Language::of(language));
    let parts: Vec<String> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if parts.is_empty() {
        return "concept".to_owned();
    }
    parts.join("-")
}

/// `id`, with a number behind it where it is taken.
pub(super) fn unique(id: &str, taken: &mut FxHashSet<String>) -> String {
    let mut unique = id.to_owned();
    let mut number = 1;
    while !taken.insert(unique.clone()) {
        number += 1;
        unique = format!("{id}-{number}");
    }
    unique
}
