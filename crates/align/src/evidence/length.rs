//! Length: a translation of a long text is long.

use super::features::Features;
use super::{MOST_SEGMENTS, Span};

/// Logarithms of length ratios are taken as normal (Gale and Church 1993, section 3, with lengths as logarithms); their
/// variance falls with length, since short segments vary more.
#[derive(Debug)]
pub(crate) struct LengthModel {
    source: Lengths,
    target: Lengths,
    /// Logarithm of the ratio of the totals, target to source.
    log_ratio: f64,
}

/// How the segments of one side are distributed in length, as a normal distribution of logarithms.
#[derive(Debug)]
struct Lengths {
    /// For each segment the lengths of as many segments from it on as a bead may have.
    runs: Vec<[Run; MOST_SEGMENTS]>,
    total: usize,
    mean: f64,
}

/// What is known of the length of some neighbouring segments, kept since each cell of a search asks for it.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    log: f64,
    length: f64,
    /// Logarithm of the density of `log` among runs of as many segments.
    log_density: f64,
}

/// Variance of the logarithm of the ratio for long segments.
const VARIANCE_LONG: f64 = 0.01;
/// What short segments add to it, divided by their length in characters.
const VARIANCE_SHORT: f64 = 3.5;
/// Logarithm of the density of the mean where the variance is least: `-ln(2π · VARIANCE_LONG) / 2`, rounded up.
const MOST_LOG_DENSITY: f64 = 1.384;
/// The most by which the logarithms of the lengths of two versions differ.
const LARGEST_LOG_RATIO: f64 = 0.35;
/// The share of beads whose lengths follow no rule.
const SHARE_WITHOUT_RULE: f64 = 0.02;

impl LengthModel {
    pub(crate) fn new(source: &Features, target: &Features) -> Self {
        let (source, target) = (Lengths::of(source), Lengths::of(target));
        let totals = (source.total.max(1), target.total.max(1));
        // The totals mislead where much of one version is missing; no two languages differ by more than the limit. What
        // is missing changes the mean of the segments less.
        let of_totals = (totals.1 as f64 / totals.0 as f64).ln();
        let log_ratio = if of_totals.abs() <= LARGEST_LOG_RATIO {
            of_totals
        } else {
            (target.mean - source.mean).clamp(-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO)
        };
        Self {
            source,
            target,
            log_ratio,
        }
    }

    /// A bound on [`LengthModel::score`] that takes no logarithms.
    pub(crate) fn most(&self, bead: Span) -> f64 {
        let (source, target) = (self.source.run(bead.source), self.target.run(bead.target));
        (MOST_LOG_DENSITY - f64::midpoint(target.log_density, source.log_density)).max(0.0)
    }

    /// Logarithm of the likelihood ratio of the bead's lengths.
    pub(crate) fn score(&self, bead: Span) -> f64 {
        let (source, target) = (self.source.run(bead.source), self.target.run(bead.target));
        let mean_length = f64::midpoint(source.length, target.length);
        let variance = VARIANCE_LONG + VARIANCE_SHORT / mean_length.max(1.0);
        let together = log_normal(target.log - source.log - self.log_ratio, variance);
        let ratio = together - f64::midpoint(target.log_density, source.log_density);
        ((1.0 - SHARE_WITHOUT_RULE) * ratio.exp() + SHARE_WITHOUT_RULE).ln()
    }
}

impl Lengths {
    fn of(features: &Features) -> Self {
        let count = features.len();
        let log = |from: usize, to: usize| (features.length(from, to).max(1) as f64).ln();
        let logs: Vec<f64> = (0..count).map(|at| log(at, at + 1)).collect();
        let divisor = count.max(1) as f64;
        let mean = logs.iter().sum::<f64>() / divisor;
        let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / divisor;
        let variance = variance.max(0.09);
        let run = |from: usize, segments: usize| {
            let (log, segments) = (log(from, (from + segments).min(count)), segments as f64);
            Run {
                log,
                length: log.exp(),
                log_density: log_normal(log - mean - segments.ln(), variance / segments.sqrt()),
            }
        };
        Self {
            runs: (0..count)
                .map(|from| std::array::from_fn(|more| run(from, more + 1)))
                .collect(),
            total: features.length(0, count),
            mean,
        }
    }

    /// What is known of the segments `from..to`.
    fn run(&self, (from, to): (usize, usize)) -> Run {
        let runs = self.runs.get(from);
        let run = runs.and_then(|runs| runs.get((to - from).saturating_sub(1)));
        run.copied().unwrap_or_default()
    }
}

fn log_normal(deviation: f64, variance: f64) -> f64 {
    -0.5 * (deviation * deviation / variance + (std::f64::consts::TAU * variance).ln())
}
