//! Length: a translation of a long text is long.

use super::Span;
use super::features::Features;

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
    /// Summed lengths.
    sums: Vec<usize>,
    mean: f64,
    variance: f64,
}

/// Variance of the logarithm of the ratio for long segments.
const VARIANCE_LONG: f64 = 0.01;
/// What short segments add to it, divided by their length in characters.
const VARIANCE_SHORT: f64 = 3.5;
/// The share of beads whose lengths follow no rule.
const SHARE_WITHOUT_RULE: f64 = 0.02;

impl LengthModel {
    pub(crate) fn new(source: &Features, target: &Features) -> Self {
        let (source, target) = (Lengths::of(source), Lengths::of(target));
        let totals = (source.total().max(1), target.total().max(1));
        // The totals mislead where much of one version is missing; no two languages differ by more than this.
        let log_ratio = (totals.1 as f64 / totals.0 as f64).ln().clamp(-0.35, 0.35);
        Self {
            source,
            target,
            log_ratio,
        }
    }

    /// Logarithm of the likelihood ratio of the bead's lengths.
    pub(crate) fn score(&self, bead: Span) -> f64 {
        let (source, target) = (self.source.log(bead.source), self.target.log(bead.target));
        let mean_length = f64::midpoint(source.exp(), target.exp());
        let variance = VARIANCE_LONG + VARIANCE_SHORT / mean_length.max(1.0);
        let together = log_normal(target - source - self.log_ratio, variance);
        let apart_target = self.target.log_density(target, bead.target);
        let apart_source = self.source.log_density(source, bead.source);
        let ratio = together - f64::midpoint(apart_target, apart_source);
        ((1.0 - SHARE_WITHOUT_RULE) * ratio.exp() + SHARE_WITHOUT_RULE).ln()
    }
}

impl Lengths {
    fn of(features: &Features) -> Self {
        let sums: Vec<usize> = (0..=features.len())
            .map(|segment| features.length(0, segment))
            .collect();
        let lengths = sums
            .iter()
            .zip(sums.iter().skip(1))
            .map(|(before, after)| after - before);
        let logs: Vec<f64> = lengths.map(|length| (length.max(1) as f64).ln()).collect();
        let count = logs.len().max(1) as f64;
        let mean = logs.iter().sum::<f64>() / count;
        let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / count;
        Self {
            sums,
            mean,
            variance: variance.max(0.09),
        }
    }

    fn total(&self) -> usize {
        self.sums.last().copied().unwrap_or_default()
    }

    /// Logarithm of the length of the segments `from..to`.
    fn log(&self, (from, to): (usize, usize)) -> f64 {
        let at = |segment: usize| self.sums.get(segment).copied().unwrap_or_default();
        (at(to).saturating_sub(at(from)).max(1) as f64).ln()
    }

    /// Logarithm of the density of the logarithm of a length, of as many segments as the range has.
    fn log_density(&self, log: f64, (from, to): (usize, usize)) -> f64 {
        let count = (to - from).max(1) as f64;
        log_normal(log - self.mean - count.ln(), self.variance / count.sqrt())
    }
}

fn log_normal(deviation: f64, variance: f64) -> f64 {
    -0.5 * (deviation * deviation / variance + (std::f64::consts::TAU * variance).ln())
}
