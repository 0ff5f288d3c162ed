//! Which types of two sides may stand for each other, and how much it says where they meet.

use rustc_hash::FxHashMap;

use super::features::{Features, Kind, LONG_SOUND, SHORT_SOUND, Type, UNSEEN_TOKENS, number};
use super::stems::{Stems, Translation};

/// Types of a class on one side that are compared with those on the other. Beyond it the class is too common to tell
/// segments apart.
const MOST_OF_CLASS: usize = 64;
/// A relation that makes both types less than this times as likely as chance, where the other segment has
/// [`TYPICAL_TOKENS`], is left out.
const LEAST_GAIN: f32 = 1.1;
const TYPICAL_TOKENS: f32 = 8.0;
/// The most often that a word with known translations finds one in the right counterpart.
const MOST_TRANSLATED: f32 = 0.6;

/// A type of the target that may stand for one of the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relation {
    source: u32,
    pub(crate) target: u32,
    /// How much likelier the target's type becomes by the source's, as a ratio to its frequency.
    pub(crate) forward: f32,
    /// The same the other way.
    pub(crate) backward: f32,
}

/// All relations of two sides.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// Sorted by source.
    all: Vec<Relation>,
    /// Where those of each source type start; one more at the end.
    starts: Vec<u32>,
    /// For each type of the source how often it has a match in the right counterpart, 0 where nothing matches it.
    pub(crate) source_matched: Vec<f32>,
    pub(crate) target_matched: Vec<f32>,
}

impl Relations {
    /// The relations by sound, identity and the translations.
    pub(crate) fn new(source: &Features, target: &Features, translations: &[Translation]) -> Self {
        let mut found = Self {
            source_matched: vec![0.0; source.types().len()],
            target_matched: vec![0.0; target.types().len()],
            ..Self::default()
        };
        found.relate_by_class(source, target);
        found.relate_by_translation(source, target, translations);
        found.sort(source.types().len());
        found
    }

    /// The relations of a source type.
    pub(crate) fn of(&self, source: u32) -> &[Relation] {
        let at = |number: usize| self.starts.get(number).copied().unwrap_or_default() as usize;
        let source = source as usize;
        self.all.get(at(source)..at(source + 1)).unwrap_or_default()
    }

    /// Relates types that share a class.
    fn relate_by_class(&mut self, source: &Features, target: &Features) {
        let (of_source, of_target) = (Classes::of(source), Classes::of(target));
        #[expect(
            clippy::iter_over_hash_type,
            reason = "relations are sorted afterwards"
        )]
        for (class, members) in &of_source.members {
            let Some(others) = of_target.members.get(class) else {
                continue;
            };
            for &one in members {
                for &other in others {
                    self.relate_by_sound((source, &of_source, one), (target, &of_target, other));
                }
            }
        }
    }

    fn relate_by_sound(
        &mut self,
        (source, of_source, one): (&Features, &Classes, u32),
        (target, of_target, other): (&Features, &Classes, u32),
    ) {
        let (Some(first), Some(second)) = (
            source.types().get(one as usize),
            target.types().get(other as usize),
        ) else {
            return;
        };
        let strength = strength(first, second);
        let forward = strength / of_target.frequency(second);
        let backward = strength / of_source.frequency(first);
        if !self.add(one, other, forward, backward) {
            return;
        }
        if let Some(known) = self.source_matched.get_mut(one as usize) {
            *known = matched(first);
        }
        if let Some(known) = self.target_matched.get_mut(other as usize) {
            *known = matched(second);
        }
    }

    /// Relates types by translations of stems.
    fn relate_by_translation(
        &mut self,
        source: &Features,
        target: &Features,
        translations: &[Translation],
    ) {
        if translations.is_empty() {
            return;
        }
        let (of_source, of_target) = (Stems::of(source), Stems::of(target));
        let mut known = vec![0.0_f32; of_source.len()];
        let mut known_back = vec![0.0_f32; of_target.len()];
        for found in translations {
            let (Some(one), Some(other)) = (
                of_source.number_of(found.source),
                of_target.number_of(found.target),
            ) else {
                continue;
            };
            let forward = found.forward / of_target.frequency(other);
            let backward = found.backward / of_source.frequency(one);
            let mut tells = false;
            for &one in of_source.types(one) {
                for &other in of_target.types(other) {
                    tells |= self.add(one, other, forward, backward);
                }
            }
            if !tells {
                continue;
            }
            if let Some(known) = known.get_mut(one as usize) {
                *known += found.forward;
            }
            if let Some(known) = known_back.get_mut(other as usize) {
                *known += found.backward;
            }
        }
        of_source.raise(&known, MOST_TRANSLATED, &mut self.source_matched);
        of_target.raise(&known_back, MOST_TRANSLATED, &mut self.target_matched);
    }

    /// Adds a relation if it says anything.
    fn add(&mut self, source: u32, target: u32, forward: f32, backward: f32) -> bool {
        let tells = forward.max(backward) >= LEAST_GAIN * TYPICAL_TOKENS;
        if tells {
            self.all.push(Relation {
                source,
                target,
                forward,
                backward,
            });
        }
        tells
    }

    /// Brings the relations in order, one for each two types, with the most that any reason gives.
    fn sort(&mut self, types: usize) {
        self.all
            .sort_unstable_by_key(|found| (found.source, found.target));
        self.all.dedup_by(|next, kept| {
            let is_same = (next.source, next.target) == (kept.source, kept.target);
            if is_same {
                kept.forward = kept.forward.max(next.forward);
                kept.backward = kept.backward.max(next.backward);
            }
            is_same
        });
        self.starts = vec![0; types + 1];
        for found in &self.all {
            if let Some(count) = self.starts.get_mut(found.source as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
    }
}

/// The types of a side by class.
struct Classes {
    members: FxHashMap<u64, Vec<u32>>,
    /// How many tokens are of each class.
    counts: FxHashMap<u64, u32>,
    total: f32,
}

impl Classes {
    fn of(side: &Features) -> Self {
        let mut of_types = vec![0_u32; side.types().len()];
        for token in side.tokens() {
            if let Some(count) = of_types.get_mut(token.kind as usize) {
                *count += token.count;
            }
        }
        let mut classes = Self {
            members: FxHashMap::default(),
            counts: FxHashMap::default(),
            total: side.mass(0, side.len()) as f32 + UNSEEN_TOKENS,
        };
        for (at, (of_type, count)) in side.types().iter().zip(of_types).enumerate() {
            for class in of_type.classes() {
                let members = classes.members.entry(class).or_default();
                if members.len() < MOST_OF_CLASS {
                    members.push(number(at));
                }
                *classes.counts.entry(class).or_default() += count;
            }
        }
        classes
    }

    /// The share of tokens that are of the first class of a type.
    fn frequency(&self, of_type: &Type) -> f32 {
        let class = of_type.classes().next();
        let count = class.and_then(|class| self.counts.get(&class));
        count.copied().unwrap_or(1).max(1) as f32 / self.total
    }
}

/// How likely one type stands for the other, 0 to 1.
fn strength(one: &Type, other: &Type) -> f32 {
    if !one.is_word() || !other.is_word() {
        return if one.kind == other.kind && one.identity == other.identity {
            0.9
        } else {
            0.0
        };
    }
    let shorter = one.sound.len().min(other.sound.len());
    let longer = one.sound.len().max(other.sound.len());
    let common = one.sound.common_prefix(&other.sound);
    let names = one.kind == Kind::Name && other.kind == Kind::Name;
    if one.identity == other.identity && shorter >= SHORT_SOUND {
        return 0.9;
    }
    if common < LONG_SOUND {
        let is_short_name =
            names && shorter == SHORT_SOUND && common == shorter && longer <= shorter + 2;
        return if is_short_name { 0.4 } else { 0.0 };
    }
    let share = common as f32 / (shorter as f32).max(LONG_SOUND as f32 + 1.0).min(6.0);
    let both_end = if common == longer { 1.0 } else { 0.75 };
    (share * both_end * if names { 0.9 } else { 0.6 }).min(0.9)
}

/// How often a type of this kind has a match in the right counterpart, where it has one at all.
fn matched(of_type: &Type) -> f32 {
    match of_type.kind {
        Kind::Number | Kind::Concept => 0.85,
        Kind::Name => 0.6,
        Kind::Mark => 0.65,
        Kind::Word => match of_type.sound.len() {
            0..LONG_SOUND => 0.0,
            3 => 0.09,
            4 => 0.18,
            _ => 0.2,
        },
    }
}
