//! Which candidates of different languages stand for each other.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_language::Language;
use yaddash_language::inflection::words;
use yaddash_language::translit::name_key;

use super::{Candidate, CandidateKind};

/// A candidate and its translation, as indices, the earlier one first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) one: usize,
    pub(super) other: usize,
    /// From 0 to 1.
    pub(super) score: f64,
}

/// How much the likeness of sounds weighs beside standing in the same units.
const SOUND: f64 = 0.35;
/// What two candidates of different kinds lose.
const OTHER_KIND: f64 = 0.9;
/// Candidates of a unit that are compared; a unit with more is no sentence.
const MOST_OF_A_UNIT: usize = 64;

/// The links of at least `min_score`, the surest first, in which each candidate stands once for each other language.
pub(super) fn links(candidates: &[Candidate], min_score: f64) -> Vec<Link> {
    let mut all = all_links(candidates, min_score);
    all.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score.then_with(|| (one.one, one.other).cmp(&(other.one, other.other)))
    });
    let mut taken: FxHashSet<(usize, &str)> = FxHashSet::default();
    all.retain(|link| {
        let (Some(one), Some(other)) = (candidates.get(link.one), candidates.get(link.other))
        else {
            return false;
        };
        let keys = [
            (link.one, other.language.as_str()),
            (link.other, one.language.as_str()),
        ];
        let is_free = keys.iter().all(|key| !taken.contains(key));
        if is_free {
            taken.extend(keys);
        }
        is_free
    });
    all
}

/// Every pair of candidates of different languages with a score of at least `min_score`.
pub(super) fn all_links(candidates: &[Candidate], min_score: f64) -> Vec<Link> {
    let sides: Vec<Range<usize>> = languages(candidates);
    let mut links = Vec::new();
    for (at, one) in sides.iter().enumerate() {
        for other in sides.iter().skip(at + 1) {
            pair(
                candidates,
                one.clone(),
                other.clone(),
                min_score,
                &mut links,
            );
        }
    }
    links
}

/// Where the candidates of each language stand.
fn languages(candidates: &[Candidate]) -> Vec<Range<usize>> {
    let mut start = 0;
    candidates
        .chunk_by(|one, next| one.language == next.language)
        .map(|chunk| {
            let range = start..start + chunk.len();
            start = range.end;
            range
        })
        .collect()
}

fn pair(
    candidates: &[Candidate],
    ones: Range<usize>,
    others: Range<usize>,
    min_score: f64,
    links: &mut Vec<Link>,
) {
    let mut by_unit: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for at in others {
        for unit in candidates
            .get(at)
            .map_or(&[][..], |candidate| &candidate.units)
        {
            by_unit.entry(*unit).or_default().push(at);
        }
    }
    let mut shared: FxHashMap<usize, u32> = FxHashMap::default();
    for at in ones {
        let Some(one) = candidates.get(at) else {
            continue;
        };
        shared.clear();
        for unit in &one.units {
            let here = by_unit.get(unit).map_or(&[][..], Vec::as_slice);
            for other in here.iter().take(MOST_OF_A_UNIT) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut found: Vec<(usize, u32)> = shared.iter().map(|(at, count)| (*at, *count)).collect();
        found.sort_unstable();
        for (other_at, count) in found {
            let Some(other) = candidates.get(other_at) else {
                continue;
            };
            let score = score(one, other, count);
            if score >= min_score {
                links.push(Link {
                    one: at,
                    other: other_at,
                    score,
                });
            }
        }
    }
}

/// How sure it is that two candidates that stand in `shared` units together are translations of each other.
fn score(one: &Candidate, other: &Candidate, shared: u32) -> f64 {
    let units = (one.units.len() + other.units.len()) as f64;
    // A pair that was met once may be chance: half a unit is taken off.
    let dice = (2.0 * f64::from(shared) - 1.0) / units;
    let kinds = if one.kind == other.kind {
        1.0
    } else {
        OTHER_KIND
    };
    let is_sounding = |candidate: &Candidate| candidate.kind == CandidateKind::Name;
    if is_sounding(one) && is_sounding(other) {
        let alike = likeness(one, other);
        return ((1.0 - SOUND) * dice + SOUND * alike) * kinds;
    }
    dice * kinds
}

/// How alike two names sound: the share of the sounds of their words that begin alike, from 0 to 1.
fn likeness(one: &Candidate, other: &Candidate) -> f64 {
    let (ones, others) = (sounds(one), sounds(other));
    let best = |word: &String, words: &[String]| -> f64 {
        let shared = |other: &String| {
            let pairs = word.chars().zip(other.chars());
            let same = pairs.take_while(|(a, b)| a == b).count();
            let longest = word.chars().count().max(other.chars().count()).max(1);
            same as f64 / longest as f64
        };
        words.iter().map(shared).fold(0.0, f64::max)
    };
    let total: f64 = ones.iter().map(|word| best(word, &others)).sum::<f64>()
        + others.iter().map(|word| best(word, &ones)).sum::<f64>();
    total / (ones.len() + others.len()).max(1) as f64
}

fn sounds(candidate: &Candidate) -> Vec<String> {
    let language = Language::of(&candidate.language);
    words(&candidate.text)
        .filter_map(|word| candidate.text.get(word))
        .map(|word| name_key(word, language))
        .filter(|key| !key.is_empty())
        .collect()
}
