//! Vectors of sentences: how far two runs of segments are more alike than any two of the document.
//!
//! A run has the sum of its segments' vectors. Models place all sentences of a language in one corner of their space, so
//! that the bare cosine of two sentences says little, and a threshold on it less (Artetxe and Schwenk, "Margin-based
//! Parallel Corpus Mining with Multilingual Sentence Embeddings", ACL 2019, section 3). What counts is the margin over the
//! cosine that either run has with random ones of the other side (Thompson and Koehn, "Vecalign", EMNLP 2019, section 3).
//! The mean over all of them is the product with the mean vector, so that the margin is the cosine once the mean of its
//! side is taken off each vector, and costs no neighbours to be looked at.
//!
//! What margin right pairs have, and whether the vectors tell anything at all, comes from the document: nearest
//! neighbours of a sample of segments rise together where the vectors are right, and stand anyhow where they are noise.

use super::features::Features;
use super::{MOST_SEGMENTS, Span};
use crate::anchors::longest_chain;
use crate::vectors::{Vectors, add, dot};

/// What a bead whose margin is that of right pairs gains, and one with no margin loses, where the vectors are right
/// throughout.
const WEIGHT: f64 = 8.0;
/// The most that a bead gains, as a multiple of [`WEIGHT`].
const MOST: f64 = 1.5;
/// Segments of each side whose nearest neighbours are sought.
const SAMPLE: usize = 96;
/// Nearest neighbours of `n` segments among random vectors rise along with some `2 √n` of them, fewer where `n` is small
/// or neighbours coincide.
const CHANCE: f64 = 1.5;
/// The share of segments beyond chance whose neighbours rise from which vectors are taken as right throughout; the others
/// are merged, split or left out.
const RIGHT: f64 = 0.67;
/// The least margin of right pairs, so that nothing is divided by next to nothing.
const LEAST_MARGIN: f64 = 0.02;
/// A sum shorter than this has no direction: its vectors are the mean, or cancel out.
const LEAST_LENGTH: f32 = 1e-3;

/// What the vectors of two sides tell.
#[derive(Debug)]
pub(crate) struct VectorModel<'a> {
    source: &'a Vectors,
    target: &'a Vectors,
    of_source: Runs,
    of_target: Runs,
    /// The product of both means.
    common: f32,
    /// How much the vectors are worth, from 0 to [`WEIGHT`].
    weight: f64,
    /// The margin that right pairs have.
    typical: f64,
}

/// What is known of the runs of a side.
#[derive(Debug)]
struct Runs {
    /// The product of each vector with the mean of the other side.
    with_mean: Vec<f32>,
    /// For each segment the lengths of the sums, less the mean, of one segment from it on, of two, and so on.
    lengths: Vec<[f32; MOST_SEGMENTS]>,
}

impl Runs {
    fn of(vectors: &Vectors, mean: &[f32], other_mean: &[f32]) -> Self {
        let mut sum = Vec::with_capacity(mean.len());
        let lengths = (0..vectors.len()).map(|segment| {
            sum.clear();
            sum.resize(mean.len(), 0.0);
            let mut lengths = [0.0; MOST_SEGMENTS];
            for (at, length) in (segment..vectors.len()).zip(&mut lengths) {
                add(&mut sum, vectors.of(at));
                for (sum, mean) in sum.iter_mut().zip(mean) {
                    *sum -= mean;
                }
                *length = dot(&sum, &sum).sqrt();
            }
            lengths
        });
        Self {
            lengths: lengths.collect(),
            with_mean: (0..vectors.len())
                .map(|segment| dot(vectors.of(segment), other_mean))
                .collect(),
        }
    }

    /// The length of the sum of the segments `from..to`, if it has a direction.
    fn length(&self, (from, to): (usize, usize)) -> Option<f32> {
        let lengths = self.lengths.get(from)?;
        let length = *lengths.get(to.checked_sub(from + 1)?)?;
        (length >= LEAST_LENGTH).then_some(length)
    }
}

/// The products of one source segment with a range of target segments, less the means.
#[derive(Debug, Default)]
pub(crate) struct VectorRow {
    low: usize,
    /// Sums up to and without each target segment from `low` on; one more at the end.
    sums: Vec<f64>,
}

impl VectorRow {
    fn sum(&self, (from, to): (usize, usize)) -> f64 {
        let at = |segment: usize| {
            let sum = self.sums.get(segment.wrapping_sub(self.low));
            sum.copied().unwrap_or_default()
        };
        at(to) - at(from)
    }
}

impl<'a> VectorModel<'a> {
    /// The model; none where a side has no vectors, or where they tell nothing.
    pub(crate) fn new(source: &'a Features, target: &'a Features) -> Option<Self> {
        let (source, target) = (source.vectors.as_ref()?, target.vectors.as_ref()?);
        let (mean, other) = (mean(source), mean(target));
        let mut model = Self {
            source,
            target,
            of_source: Runs::of(source, &mean, &other),
            of_target: Runs::of(target, &other, &mean),
            common: dot(&mean, &other),
            weight: 0.0,
            typical: 0.0,
        };
        let forward = model.sampled(source.len(), target.len(), |one, other| (one, other));
        let backward = model.sampled(target.len(), source.len(), |one, other| (other, one));
        model.weight = WEIGHT * f64::midpoint(forward.right, backward.right);
        model.typical = f64::midpoint(forward.typical, backward.typical).max(LEAST_MARGIN);
        (model.weight > 0.0).then_some(model)
    }

    /// What segment `source` has in common with the segments `low..high` of the target.
    pub(crate) fn row(&self, source: usize, low: usize, high: usize, row: &mut VectorRow) {
        row.low = low;
        row.sums.clear();
        let mut sum = 0.0;
        row.sums.push(sum);
        for target in low..high {
            sum += f64::from(self.product(source, target));
            row.sums.push(sum);
        }
    }

    /// What the vectors say of a bead.
    pub(crate) fn score<'r>(&self, bead: Span, rows: impl Iterator<Item = &'r VectorRow>) -> f64 {
        let lengths = self
            .of_source
            .length(bead.source)
            .zip(self.of_target.length(bead.target));
        let Some((one, other)) = lengths else {
            return 0.0;
        };
        let product: f64 = rows.map(|row| row.sum(bead.target)).sum();
        let margin = product / (f64::from(one) * f64::from(other));
        self.weight * (2.0 * margin / self.typical - 1.0).clamp(-1.0, MOST)
    }

    /// The product of two vectors, each less the mean of its side.
    fn product(&self, source: usize, target: usize) -> f32 {
        let of = |runs: &Runs, segment: usize| runs.with_mean.get(segment).copied();
        dot(self.source.of(source), self.target.of(target))
            - of(&self.of_source, source).unwrap_or_default()
            - of(&self.of_target, target).unwrap_or_default()
            + self.common
    }

    /// The margin of two segments; none where one has no direction.
    fn margin(&self, source: usize, target: usize) -> Option<f32> {
        let one = self.of_source.length((source, source + 1))?;
        let other = self.of_target.length((target, target + 1))?;
        Some(self.product(source, target) / (one * other))
    }

    /// What the nearest neighbours of a sample of `count` segments among `others` tell; `pair` brings a segment and
    /// another one into the order of the sides.
    fn sampled(
        &self,
        count: usize,
        others: usize,
        pair: impl Fn(usize, usize) -> (usize, usize),
    ) -> Sampled {
        let size = count.min(SAMPLE);
        let mut nearest: Vec<(usize, usize, f32)> = Vec::new();
        for at in (0..size).map(|sample| sample * count / size) {
            let margins = (0..others).filter_map(|other| {
                let (source, target) = pair(at, other);
                Some((at, other, self.margin(source, target)?))
            });
            nearest.extend(margins.max_by(|one, other| one.2.total_cmp(&other.2)));
        }
        Sampled::of(nearest)
    }
}

/// The mean of the vectors.
fn mean(vectors: &Vectors) -> Vec<f32> {
    let mut mean = vec![0.0; vectors.dimensions()];
    for segment in 0..vectors.len() {
        add(&mut mean, vectors.of(segment));
    }
    let count = vectors.len().max(1) as f32;
    for value in &mut mean {
        *value /= count;
    }
    mean
}

/// What nearest neighbours tell of vectors.
struct Sampled {
    /// How right the vectors are, from 0 to 1.
    right: f64,
    /// The median margin of neighbours that rise together.
    typical: f64,
}

impl Sampled {
    /// Of segments, each with its nearest neighbour and the margin.
    fn of(mut nearest: Vec<(usize, usize, f32)>) -> Self {
        let count = nearest.len() as f64;
        // Of those that share a neighbour the nearest stays, so that a neighbour of all makes no chain.
        nearest.sort_by(|one, other| {
            one.1
                .cmp(&other.1)
                .then(other.2.total_cmp(&one.2))
                .then(one.0.cmp(&other.0))
        });
        nearest.dedup_by_key(|found| found.1);
        nearest.sort_unstable_by_key(|found| found.0);
        let links: Vec<(usize, usize)> = nearest.iter().map(|found| (found.0, found.1)).collect();
        let chain = longest_chain(&links);
        let mut margins: Vec<f32> = nearest
            .iter()
            .filter(|found| chain.binary_search(&(found.0, found.1)).is_ok())
            .map(|found| found.2)
            .collect();
        margins.sort_unstable_by(f32::total_cmp);
        let typical = margins.get(margins.len() / 2).copied().unwrap_or_default();
        let chance = CHANCE * count.sqrt();
        let right = if count > chance {
            (chain.len() as f64 - chance) / (count - chance) / RIGHT
        } else {
            0.0
        };
        Self {
            right: right.clamp(0.0, 1.0),
            typical: f64::from(typical).max(0.0),
        }
    }
}
