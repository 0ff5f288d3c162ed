//! Translations of words, learnt from the beads of a first alignment.
//!
//! The counts are those of IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation",
//! Computational Linguistics 19(2), 1993, section 4.2), trained in both directions. From each count a part is taken off, so
//! that a pair of words that met once by chance does not confirm the bead that it was learnt from. What is known before
//! counts as some further occurrences, which the document overrules where it has more.

use rustc_hash::FxHashMap;

use crate::evidence::features::Features;
use crate::evidence::stems::{Stems, Translation};
use crate::pair::Link;

/// Fewer beads teach nothing.
const LEAST_BEADS: usize = 24;
/// From more, as many are taken at equal distances, so that time and memory are bounded.
const MOST_BEADS: usize = 6_000;
/// The most pairs of words of a bead; longer beads are left out.
const MOST_PAIRS_OF_BEAD: usize = 4_096;
/// Rounds of training.
const ROUNDS: usize = 4;
/// What is taken off each count.
const DISCOUNT: f32 = 0.8;
/// How many occurrences a translation known before counts as.
const PRIOR_OCCURRENCES: f32 = 4.0;
/// How much likelier than a word by chance the empty word is to give one.
const EMPTY_WORD: f32 = 1.0;
/// Translations less likely than this are left out.
const LEAST_LIKELY: f32 = 0.02;

/// The stems of one side of a bead, each once, with how often it stands there.
type Bag = Vec<(u32, f32)>;

/// A pair of stems that met in some bead.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    source: u32,
    target: u32,
    /// How likely the one is translated by the other, in either direction.
    likely: [f32; 2],
    /// Expected counts of the current round.
    counts: [f32; 2],
    /// What was known before.
    prior: [f32; 2],
}

/// The translations that the links show, and those of `prior` that they do not speak against.
pub(crate) fn translations(
    source: &Features,
    target: &Features,
    links: &[Link],
    prior: &[Translation],
) -> Vec<Translation> {
    let (of_source, of_target) = (Stems::of(source), Stems::of(target));
    let bags = bags((source, &of_source), (target, &of_target), links);
    if bags.len() < LEAST_BEADS {
        return prior.to_vec();
    }
    let mut model = Model::new(&bags, (&of_source, &of_target), prior);
    for _ in 0..ROUNDS {
        model.train(&bags, (&of_source, &of_target));
    }
    model.translations((&of_source, &of_target), prior)
}

fn bags(
    (source, of_source): (&Features, &Stems),
    (target, of_target): (&Features, &Stems),
    links: &[Link],
) -> Vec<[Bag; 2]> {
    let both = |link: &&Link| !link.source.is_empty() && !link.target.is_empty();
    let count = links.iter().filter(both).count();
    let step = count.div_ceil(MOST_BEADS).max(1);
    links
        .iter()
        .filter(both)
        .step_by(step)
        .filter_map(|link| {
            let bags = [
                bag(source, of_source, (link.source.start, link.source.end)),
                bag(target, of_target, (link.target.start, link.target.end)),
            ];
            let [one, other] = &bags;
            (one.len() * other.len() <= MOST_PAIRS_OF_BEAD).then_some(bags)
        })
        .collect()
}

fn bag(side: &Features, stems: &Stems, (from, to): (usize, usize)) -> Bag {
    let mut bag: Bag = side
        .tokens_of(from, to)
        .iter()
        .filter_map(|token| Some((stems.of_type(token.kind)?, token.count as f32)))
        .collect();
    bag.sort_unstable_by_key(|(stem, _)| *stem);
    bag.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    bag
}

/// Model 1 in both directions.
struct Model {
    /// Sorted by their stems.
    pairs: Vec<Pair>,
    /// For each bead the numbers of its pairs, row by row.
    of_beads: Vec<u32>,
    /// How often each stem stands in the beads.
    occurrences: [Vec<f32>; 2],
}

impl Model {
    fn new(
        bags: &[[Bag; 2]],
        (of_source, of_target): (&Stems, &Stems),
        prior: &[Translation],
    ) -> Self {
        let mut met: Vec<u64> = Vec::new();
        let mut occurrences = [vec![0.0; of_source.len()], vec![0.0; of_target.len()]];
        for [one, other] in bags {
            for (bag, occurrences) in [one, other].into_iter().zip(&mut occurrences) {
                for (stem, count) in bag {
                    if let Some(sum) = occurrences.get_mut(*stem as usize) {
                        *sum += count;
                    }
                }
            }
            met.extend(one.iter().flat_map(|(source, _)| {
                other
                    .iter()
                    .map(|(target, _)| u64::from(*source) << 32 | u64::from(*target))
            }));
        }
        let mut keys = met.clone();
        keys.sort_unstable();
        let mut pairs: Vec<Pair> = Vec::new();
        for same in keys.chunk_by(PartialEq::eq) {
            let key = same.first().copied().unwrap_or_default();
            let (source, target) = halves(key);
            let of = |side: usize, stem: u32| {
                occurrences
                    .get(side)
                    .and_then(|of: &Vec<f32>| of.get(stem as usize))
                    .copied()
                    .unwrap_or(1.0)
            };
            let together = same.len() as f32;
            let dice = 2.0 * together / (of(0, source) + of(1, target));
            let likely = 0.5 * dice.min(1.0);
            pairs.push(Pair {
                source,
                target,
                likely: [likely; 2],
                ..Pair::default()
            });
        }
        keys.dedup();
        let numbers: FxHashMap<u64, u32> = keys.iter().copied().zip(0..).collect();
        for known in prior {
            let key = of_source
                .number_of(known.source)
                .zip(of_target.number_of(known.target));
            let pair = key.and_then(|(source, target)| {
                numbers.get(&(u64::from(source) << 32 | u64::from(target)))
            });
            if let Some(pair) = pair.and_then(|pair| pairs.get_mut(*pair as usize)) {
                pair.prior = [known.forward, known.backward];
                pair.likely = [
                    pair.likely[0].max(known.forward),
                    pair.likely[1].max(known.backward),
                ];
            }
        }
        let of_beads = met
            .iter()
            .filter_map(|key| numbers.get(key).copied())
            .collect();
        Self {
            pairs,
            of_beads,
            occurrences,
        }
    }

    /// A round of training.
    fn train(&mut self, bags: &[[Bag; 2]], (of_source, of_target): (&Stems, &Stems)) {
        for pair in &mut self.pairs {
            pair.counts = [0.0; 2];
        }
        let mut first = 0;
        let (mut to_target, mut to_source) = (Vec::new(), Vec::new());
        for [one, other] in bags {
            let numbers = self
                .of_beads
                .get(first..first + one.len() * other.len())
                .unwrap_or_default();
            first += numbers.len();
            // What explains each word of either side, the empty word first.
            to_target.clear();
            to_target.extend(
                other
                    .iter()
                    .map(|(stem, _)| EMPTY_WORD * of_target.frequency(*stem)),
            );
            to_source.clear();
            to_source.extend(
                one.iter()
                    .map(|(stem, _)| EMPTY_WORD * of_source.frequency(*stem)),
            );
            for (row, ((_, source), to_source)) in numbers
                .chunks(other.len().max(1))
                .zip(one.iter().zip(&mut to_source))
            {
                for (number, ((_, target), to_target)) in
                    row.iter().zip(other.iter().zip(&mut to_target))
                {
                    if let Some(pair) = self.pairs.get(*number as usize) {
                        *to_target += source * pair.likely[0];
                        *to_source += target * pair.likely[1];
                    }
                }
            }
            for (row, ((_, source), to_source)) in numbers
                .chunks(other.len().max(1))
                .zip(one.iter().zip(&to_source))
            {
                for (number, ((_, target), to_target)) in
                    row.iter().zip(other.iter().zip(&to_target))
                {
                    if let Some(pair) = self.pairs.get_mut(*number as usize) {
                        pair.counts[0] += target * source * pair.likely[0] / to_target;
                        pair.counts[1] += source * target * pair.likely[1] / to_source;
                    }
                }
            }
        }
        for pair in &mut self.pairs {
            let of = |side: usize, stem: u32| {
                self.occurrences
                    .get(side)
                    .and_then(|of| of.get(stem as usize))
                    .copied()
                    .unwrap_or(1.0)
                    .max(1.0)
            };
            pair.likely = [
                pair.counts[0] / of(0, pair.source),
                pair.counts[1] / of(1, pair.target),
            ];
        }
    }

    /// What was learnt, with what was known before.
    fn translations(
        &self,
        (of_source, of_target): (&Stems, &Stems),
        prior: &[Translation],
    ) -> Vec<Translation> {
        let of = |side: usize, stem: u32| {
            self.occurrences
                .get(side)
                .and_then(|of| of.get(stem as usize))
                .copied()
                .unwrap_or_default()
        };
        let mut found: Vec<Translation> = Vec::new();
        for pair in &self.pairs {
            let count = (pair.counts[0] * pair.counts[1]).sqrt();
            let count = (count - DISCOUNT).max(0.0);
            let likely = |side: usize, stem: u32| {
                let known = pair.prior.get(side).copied().unwrap_or_default();
                (count + PRIOR_OCCURRENCES * known) / (of(side, stem) + PRIOR_OCCURRENCES)
            };
            let (forward, backward) = (likely(0, pair.source), likely(1, pair.target));
            if forward.max(backward) >= LEAST_LIKELY {
                found.push(Translation {
                    source: of_source.identity(pair.source),
                    target: of_target.identity(pair.target),
                    forward: forward.min(1.0),
                    backward: backward.min(1.0),
                });
            }
        }
        let met: rustc_hash::FxHashSet<(u64, u64)> = found
            .iter()
            .map(|found| (found.source, found.target))
            .collect();
        found.extend(
            prior
                .iter()
                .filter(|known| !met.contains(&(known.source, known.target)))
                .filter_map(|known| {
                    let weaker = |side: usize, stem: Option<u32>| {
                        PRIOR_OCCURRENCES
                            / (PRIOR_OCCURRENCES + stem.map_or(0.0, |stem| of(side, stem)))
                    };
                    let (forward, backward) = (
                        known.forward * weaker(0, of_source.number_of(known.source)),
                        known.backward * weaker(1, of_target.number_of(known.target)),
                    );
                    (forward.max(backward) >= LEAST_LIKELY).then_some(Translation {
                        forward,
                        backward,
                        ..*known
                    })
                }),
        );
        found
    }
}

fn halves(key: u64) -> (u32, u32) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the two halves of the number"
    )]
    ((key >> 32) as u32, key as u32)
}
