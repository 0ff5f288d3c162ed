//! Candidates that look like one thing in several spellings.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use yaddash_language::inflection::{TermPattern, az, fold_word, words};
use yaddash_language::translit::name_key;
use yaddash_language::{Language, casing};
use yaddash_model::LanguageTag;

use super::concepts::{slug, unique};
use super::translations::all_links;
use super::{Candidate, CandidateKind};
use crate::matcher::{restored, script_of};
use crate::rules::{Likeness, distance, likeness};

/// Why two candidates look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum VariantKind {
    /// Their letters are the same but for capitals.
    Case,
    /// They are the same but for hyphens and spaces.
    Hyphen,
    /// They are the same but for marks on letters, or letters of another script that look alike.
    Letters,
    /// They sound alike.
    Sound,
    /// A letter is missing, added or changed.
    Spelling,
    /// One name or term of another language stands for both.
    Translation,
}

impl VariantKind {
    /// `case`, `hyphen`, `letters`, `sound`, `spelling` or `translation`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Hyphen => "hyphen",
            Self::Letters => "letters",
            Self::Sound => "sound",
            Self::Spelling => "spelling",
            Self::Translation => "translation",
        }
    }
}

/// One spelling.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The spelling, in the form nearest to the dictionary form.
    pub text: String,
    /// In how many places it stands.
    pub count: u32,
    /// Why it looks like one with the first; none of the first itself.
    pub kind: Option<VariantKind>,
}

/// Spellings of one name or term in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantCluster {
    /// An identifier made of the most frequent spelling.
    pub id: String,
    /// The language.
    pub language: LanguageTag,
    /// The spellings, the most frequent first.
    pub variants: Vec<Variant>,
}

/// Candidates that share the beginning of a key; more are no prose.
const MOST_OF_A_KEY: usize = 200;
/// Sounds by which candidates are found together.
const KEY: usize = 3;
/// Letters that two spellings with a letter of difference have.
const LONG: usize = 7;
/// A rendering counts where it stands for the name in this share of its places.
const RENDERING: f64 = 0.15;
/// And in this share the two together.
const SHARED: f64 = 0.8;

/// The clusters of `candidates`, those with the most places first.
pub(super) fn clusters(candidates: &[Candidate], min_score: f64) -> Vec<VariantCluster> {
    let shapes: Vec<Shape> = candidates.iter().map(Shape::of).collect();
    let mut pairs = alike(candidates, &shapes);
    pairs.extend(renderings(candidates, min_score));
    let mut clusters = joined(candidates, &pairs);
    let mut ids = FxHashSet::default();
    for cluster in &mut clusters {
        cluster.id = unique(&cluster.id, &mut ids);
    }
    clusters
}

/// What a candidate is compared by.
struct Shape {
    language: &'static Language,
    folded: String,
    words: Vec<String>,
    /// Those of the words, without what stands between.
    letters: String,
    plain: String,
    sounds: String,
}

impl Shape {
    fn of(candidate: &Candidate) -> Self {
        let language = Language::of(&candidate.language);
        let words: Vec<String> = words(&candidate.text)
            .filter_map(|word| candidate.text.get(word))
            .map(|word| fold_word(word, language).into_owned())
            .collect();
        let letters = words.concat();
        Self {
            language,
            folded: fold_word(&candidate.text, language).into_owned(),
            plain: plain(&letters, language),
            sounds: name_key(&letters, language),
            letters,
            words,
        }
    }

    /// Why the two look like one; `None` where they do not.
    fn like(&self, other: &Self, is_case: bool) -> Option<VariantKind> {
        if self.letters == other.letters {
            return Some(if self.folded == other.folded || is_case {
                VariantKind::Case
            } else {
                VariantKind::Hyphen
            });
        }
        if self.plain == other.plain {
            return Some(VariantKind::Letters);
        }
        if self.words.len() != other.words.len() {
            return None;
        }
        // All words but one are the same, and that one differs little.
        let mut differing = self.words.iter().zip(&other.words).filter(|(a, b)| a != b);
        let (one, another) = differing.next()?;
        if differing.next().is_some() {
            return None;
        }
        if likeness(one, another, self.language) == Some(Likeness::Certain) {
            return Some(VariantKind::Sound);
        }
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        let (one, another) = (letters(one), letters(another));
        let is_long = one.len().min(another.len()) >= LONG;
        // What differs at the end is an ending, and what differs at the beginning another word.
        let is_inner = one.first() == another.first() && one.last() == another.last();
        (is_long && is_inner && distance(&one, &another, 1).is_some())
            .then_some(VariantKind::Spelling)
    }
}

/// `letters` without marks, with letters of another script that look alike put right.
fn plain(letters: &str, language: &Language) -> String {
    let right = script_of(language).and_then(|script| restored(letters, script));
    let letters = right.as_deref().unwrap_or(letters);
    let bare: String = letters.nfd().filter(|c| !is_combining_mark(*c)).collect();
    az::without_diacritics(&bare)
}

/// A candidate, another one, and why they are one.
type Pair = (usize, usize, VariantKind);

/// Pairs of one language that are spelt alike.
fn alike(candidates: &[Candidate], shapes: &[Shape]) -> Vec<Pair> {
    let mut by_key: FxHashMap<(&str, String), Vec<usize>> = FxHashMap::default();
    for (at, (candidate, shape)) in candidates.iter().zip(shapes).enumerate() {
        let key: String = shape.sounds.chars().take(KEY).collect();
        by_key
            .entry((candidate.language.as_str(), key))
            .or_default()
            .push(at);
    }
    let mut groups: Vec<Vec<usize>> = by_key.into_values().collect();
    groups.sort_unstable();
    let mut pairs = Vec::new();
    for mut group in groups {
        group.truncate(MOST_OF_A_KEY);
        for (index, &at) in group.iter().enumerate() {
            for &other in group.iter().skip(index + 1) {
                pairs.extend(pair(candidates, shapes, at, other));
            }
        }
    }
    pairs
}

fn pair(candidates: &[Candidate], shapes: &[Shape], at: usize, other: usize) -> Option<Pair> {
    let (one, another) = (candidates.get(at)?, candidates.get(other)?);
    let is_acronym = |candidate: &Candidate| candidate.kind == CandidateKind::Acronym;
    let kind = shapes
        .get(at)?
        .like(shapes.get(other)?, is_acronym(one) || is_acronym(another))?;
    if is_acronym(one) != is_acronym(another) && kind != VariantKind::Case
        || is_acronym(one) && is_acronym(another) && kind > VariantKind::Letters
    {
        return None;
    }
    // Common words differ by a letter too, and of two names that stand once each none is the usual one.
    let is_doubtful = match kind {
        VariantKind::Sound => one.kind == CandidateKind::Term,
        VariantKind::Spelling => one.kind == CandidateKind::Term || one.count == another.count,
        _ => false,
    };
    if is_doubtful {
        return None;
    }
    let language = shapes.get(at)?.language;
    let is_form = |term: &str, form: &str| TermPattern::compile(term, language).is_form(form);
    let is_inflected = kind > VariantKind::Hyphen
        && (is_form(&one.text, &another.text) || is_form(&another.text, &one.text));
    let is_heading = kind == VariantKind::Case
        && [one, another].iter().any(|candidate| {
            !is_acronym(candidate) && !candidate.text.chars().any(casing::is_lower)
        });
    (!is_inflected && !is_heading).then_some((at, other, kind))
}

/// Pairs of one language that stand for one name of another.
fn renderings(candidates: &[Candidate], min_score: f64) -> Vec<Pair> {
    let mut by_source: FxHashMap<(usize, &str), Vec<usize>> = FxHashMap::default();
    let links = all_links(candidates, min_score.min(RENDERING));
    for link in &links {
        for (source, target) in [(link.one, link.other), (link.other, link.one)] {
            let (Some(from), Some(to)) = (candidates.get(source), candidates.get(target)) else {
                continue;
            };
            let is_name = from.kind != CandidateKind::Term && from.kind == to.kind;
            if is_name && is_rendering(from, to) {
                by_source
                    .entry((source, to.language.as_str()))
                    .or_default()
                    .push(target);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<usize>)> = by_source
        .into_iter()
        .map(|((source, _), group)| (source, group))
        .collect();
    groups.sort_unstable();
    let mut pairs = Vec::new();
    for (source, group) in groups {
        for (index, &one) in group.iter().enumerate() {
            for &other in group.iter().skip(index + 1) {
                if are_renderings(candidates, source, one, other) {
                    pairs.push((one, other, VariantKind::Translation));
                }
            }
        }
    }
    pairs
}

/// Whether nearly every place of `target` is in a unit of `source`, and enough of them.
fn is_rendering(source: &Candidate, target: &Candidate) -> bool {
    let shared = shared_units(source, target) as f64;
    let (all, of_source) = (target.units.len() as f64, source.units.len() as f64);
    shared >= 2.0 && shared >= all * SHARED && shared >= of_source * RENDERING
}

fn shared_units(one: &Candidate, other: &Candidate) -> usize {
    one.units
        .iter()
        .filter(|unit| other.units.binary_search(unit).is_ok())
        .count()
}

/// Whether two candidates share the places of `source` out between them: they never stand in one unit, stand in nearly all
/// of its units together, and neither is part of the other.
fn are_renderings(candidates: &[Candidate], source: usize, one: usize, other: usize) -> bool {
    let all = (
        candidates.get(source),
        candidates.get(one),
        candidates.get(other),
    );
    let (Some(source), Some(one), Some(other)) = all else {
        return false;
    };
    let both = shared_units(source, one) + shared_units(source, other);
    let is_part = |part: &Candidate, whole: &Candidate| {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let whole = words(&whole.text);
        words(&part.text).iter().any(|word| whole.contains(word))
    };
    shared_units(one, other) == 0
        && both as f64 >= source.units.len() as f64 * SHARED
        && !is_part(one, other)
}

/// Clusters of everything that `pairs` tie together.
fn joined(candidates: &[Candidate], pairs: &[Pair]) -> Vec<VariantCluster> {
    let mut neighbours: FxHashMap<usize, Vec<(usize, VariantKind)>> = FxHashMap::default();
    for (one, other, kind) in pairs {
        neighbours.entry(*one).or_default().push((*other, *kind));
        neighbours.entry(*other).or_default().push((*one, *kind));
    }
    let mut order: Vec<usize> = neighbours.keys().copied().collect();
    let places = |at: usize| candidates.get(at).map_or(0, |candidate| candidate.count);
    order.sort_unstable_by_key(|at| (std::cmp::Reverse(places(*at)), *at));
    let mut seen = FxHashSet::default();
    let mut clusters: Vec<(u32, VariantCluster)> = Vec::new();
    for first in order {
        if !seen.insert(first) {
            continue;
        }
        let mut members: Vec<(usize, Option<VariantKind>)> = vec![(first, None)];
        // Only what is like the most frequent one itself: a chain would lead from name to name.
        let mut near = neighbours.get(&first).cloned().unwrap_or_default();
        near.sort_unstable();
        for (at, kind) in near {
            if seen.insert(at) {
                members.push((at, Some(kind)));
            }
        }
        clusters.extend(cluster(candidates, &members));
    }
    clusters.sort_by(|(few, one), (many, other)| {
        let by_count = many.cmp(few);
        by_count.then_with(|| one.id.cmp(&other.id))
    });
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

fn cluster(
    candidates: &[Candidate],
    members: &[(usize, Option<VariantKind>)],
) -> Option<(u32, VariantCluster)> {
    let mut variants: Vec<Variant> = members
        .iter()
        .filter_map(|(at, kind)| {
            let candidate = candidates.get(*at)?;
            Some(Variant {
                text: candidate.text.clone(),
                count: candidate.count,
                kind: *kind,
            })
        })
        .collect();
    if variants.len() < 2 {
        return None;
    }
    variants.sort_by(|one, other| {
        let is_first = |variant: &Variant| variant.kind.is_some();
        let by_count = is_first(one)
            .cmp(&is_first(other))
            .then(other.count.cmp(&one.count));
        by_count.then_with(|| one.text.cmp(&other.text))
    });
    let language = candidates.get(members.first()?.0)?.language.clone();
    let id = slug(&variants.first()?.text, &language);
    let places = variants.iter().map(|variant| variant.count).sum();
    Some((
        places,
        VariantCluster {
            id,
            language,
            variants,
        },
    ))
}
