//! Words, numbers and marks that the sides share.
//!
//! Each token of one side is taken as generated either by chance, with its frequency, or by a token of the other side
//! that it is related to, as in IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation",
//! Computational Linguistics 19(2), 1993, section 4.2). The two directions are averaged. A token to which nothing on the
//! other side is related says nothing.

use std::ops::Range;

use super::Span;
use super::features::{Features, Token, number};
use super::relations::Relations;

/// How much the evidence of tokens counts beside that of lengths, since tokens are not independent of each other.
const WEIGHT: f64 = 1.25;
/// The most that one token can make a bead likelier, beside one that has no match.
const MOST_RATIO: f32 = 403.428_8;
/// Products of ratios beyond this are turned into logarithms, long before a number can hold no more.
const LARGEST_PRODUCT: f64 = 1e200;

/// A token of a source segment and one of a target segment that may stand for each other.
#[derive(Clone, Copy, Debug)]
struct Match {
    target_segment: u32,
    /// Numbers of the tokens among all of their side.
    source_token: u32,
    target_token: u32,
    /// How much likelier the target token becomes by the source token.
    forward: f32,
    /// The same the other way.
    backward: f32,
}

/// What one source segment shares with a range of target segments.
#[derive(Debug, Default)]
pub(crate) struct Row {
    matches: Vec<Match>,
}

impl Row {
    /// The matches with the target segments `from..to`.
    fn within(&self, from: usize, to: usize) -> &[Match] {
        let start = self
            .matches
            .partition_point(|found| (found.target_segment as usize) < from);
        let rest = self.matches.get(start..).unwrap_or_default();
        let end = rest.partition_point(|found| (found.target_segment as usize) < to);
        rest.get(..end).unwrap_or_default()
    }
}

/// Working memory of [`Lexical::score`].
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    source: Sums,
    target: Sums,
}

/// For the tokens of one side of a bead the sums of what their matches give.
#[derive(Debug, Default)]
struct Sums {
    first: u32,
    /// By the number of the token, less the first.
    gains: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    /// Makes room for the tokens of a bead; all sums are zero.
    fn reset(&mut self, tokens: &Range<usize>) {
        self.first = number(tokens.start);
        if self.gains.len() < tokens.len() {
            self.gains.resize(tokens.len(), 0.0);
        }
    }

    fn add(&mut self, token: u32, gain: f32) {
        if let Some(sum) = self.gains.get_mut((token - self.first) as usize) {
            if *sum == 0.0 {
                self.touched.push(token);
            }
            *sum += gain;
        }
    }
}

/// What is known of the tokens of a side.
#[derive(Debug)]
struct Weights {
    /// For each token how often one of its type has a match in the right counterpart.
    matched: Vec<f32>,
    /// How much each token counts.
    counts: Vec<f32>,
    /// Sums, up to and without each token, of the logarithms of the chances to find no match.
    unmatched: Vec<f64>,
}

#[derive(Debug)]
pub(crate) struct Lexical<'a> {
    source: &'a Features,
    target: &'a Features,
    relations: Relations,
    source_weights: Weights,
    target_weights: Weights,
    postings: Postings,
}

/// For each type of a side the tokens of it, with their segments.
#[derive(Debug)]
struct Postings {
    starts: Vec<u32>,
    /// Segment and number of each token, by type and place.
    tokens: Vec<(u32, u32)>,
}

impl Postings {
    fn of(side: &Features) -> Self {
        let mut starts = vec![0_u32; side.types().len() + 1];
        for token in side.tokens() {
            if let Some(count) = starts.get_mut(token.kind as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut tokens = vec![(0, 0); side.tokens().len()];
        for segment in 0..side.len() {
            let range = side.token_range(segment, segment + 1);
            for (at, token) in range.clone().zip(side.tokens_of(segment, segment + 1)) {
                let Some(place) = next.get_mut(token.kind as usize) else {
                    continue;
                };
                if let Some(posting) = tokens.get_mut(*place as usize) {
                    *posting = (number(segment), number(at));
                }
                *place += 1;
            }
        }
        Self { starts, tokens }
    }

    /// The tokens of a type in the segments `low..high`.
    fn within(&self, of_type: u32, low: usize, high: usize) -> &[(u32, u32)] {
        let at = |number: usize| self.starts.get(number).copied().unwrap_or_default() as usize;
        let of_type = of_type as usize;
        let all = self.tokens.get(at(of_type)..at(of_type + 1));
        let all = all.unwrap_or_default();
        let start = all.partition_point(|(segment, _)| (*segment as usize) < low);
        let rest = all.get(start..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|(segment, _)| *segment as usize >= high)
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}

impl<'a> Lexical<'a> {
    pub(crate) fn new(source: &'a Features, target: &'a Features, relations: Relations) -> Self {
        Self {
            source,
            target,
            source_weights: Weights::new(source, &relations.source_matched),
            target_weights: Weights::new(target, &relations.target_matched),
            postings: Postings::of(target),
            relations,
        }
    }

    /// Finds what the source segment shares with the target segments `low..high`.
    pub(crate) fn row(&self, segment: usize, low: usize, high: usize, row: &mut Row) {
        row.matches.clear();
        let range = self.source.token_range(segment, segment + 1);
        for (at, token) in range.zip(self.source.tokens_of(segment, segment + 1)) {
            for relation in self.relations.of(token.kind) {
                for &(target_segment, target_token) in
                    self.postings.within(relation.target, low, high)
                {
                    let counterpart = self.target.tokens().get(target_token as usize);
                    let times = counterpart.map_or(1, |token| token.count);
                    row.matches.push(Match {
                        target_segment,
                        source_token: number(at),
                        target_token,
                        forward: relation.forward * token.count as f32,
                        backward: relation.backward * times as f32,
                    });
                }
            }
        }
        row.matches.sort_unstable_by_key(|found| {
            (found.target_segment, found.source_token, found.target_token)
        });
    }

    /// For each of the target segments `low..high` the most that its matches with the source segment of `row` add to any
    /// bead that has both.
    ///
    /// The logarithm of one and a sum is less than the sum of such logarithms, and the more tokens a bead has the less each
    /// match says; so the matches of a bead never add more than those of its pairs of segments, each by itself.
    pub(crate) fn most(
        &self,
        segment: usize,
        row: &Row,
        low: usize,
        most: &mut [f64],
        scratch: &mut Scratch,
    ) {
        let source = self.source.token_range(segment, segment + 1);
        for matches in row
            .matches
            .chunk_by(|one, other| one.target_segment == other.target_segment)
        {
            let Some(beside) = matches.first().map(|found| found.target_segment as usize) else {
                continue;
            };
            let target = self.target.token_range(beside, beside + 1);
            scratch.source.reset(&source);
            scratch.target.reset(&target);
            for found in matches {
                scratch.source.add(found.source_token, found.backward);
                scratch.target.add(found.target_token, found.forward);
            }
            let of_source = self.source.mass(segment, segment + 1);
            let of_target = self.target.mass(beside, beside + 1);
            let sum = self.source_weights.matched(&mut scratch.source, of_target)
                + self.target_weights.matched(&mut scratch.target, of_source);
            if let Some(most) = beside.checked_sub(low).and_then(|at| most.get_mut(at)) {
                *most = WEIGHT * 0.5 * sum;
            }
        }
    }

    /// What the bead's tokens say where none of them finds a match.
    pub(crate) fn unmatched(&self, bead: Span) -> f64 {
        let source = self.source.token_range(bead.source.0, bead.source.1);
        let target = self.target.token_range(bead.target.0, bead.target.1);
        WEIGHT
            * f64::midpoint(
                self.source_weights.unmatched(&source),
                self.target_weights.unmatched(&target),
            )
    }

    /// Logarithm of the likelihood ratio of the bead's tokens.
    pub(crate) fn score<'r>(
        &self,
        bead: Span,
        rows: impl Iterator<Item = &'r Row>,
        scratch: &mut Scratch,
    ) -> f64 {
        let source = self.source.token_range(bead.source.0, bead.source.1);
        let target = self.target.token_range(bead.target.0, bead.target.1);
        scratch.source.reset(&source);
        scratch.target.reset(&target);
        for row in rows {
            for found in row.within(bead.target.0, bead.target.1) {
                scratch.source.add(found.source_token, found.backward);
                scratch.target.add(found.target_token, found.forward);
            }
        }
        let of_source = self.source.mass(bead.source.0, bead.source.1);
        let of_target = self.target.mass(bead.target.0, bead.target.1);
        let source = self
            .source_weights
            .log_ratio(source, &mut scratch.source, of_target);
        let target = self
            .target_weights
            .log_ratio(target, &mut scratch.target, of_source);
        WEIGHT * f64::midpoint(source, target)
    }
}

impl Weights {
    fn new(side: &Features, of_types: &[f32]) -> Self {
        let count = side.tokens().len();
        let mut weights = Self {
            matched: Vec::with_capacity(count),
            counts: Vec::with_capacity(count),
            unmatched: Vec::with_capacity(count + 1),
        };
        let mut sum = 0.0;
        for token in side.tokens() {
            let matched = of_types.get(token.kind as usize).copied();
            let matched = matched.unwrap_or_default();
            let count = repeated(*token);
            weights.unmatched.push(sum);
            weights.matched.push(matched);
            weights.counts.push(count);
            sum += f64::from(count * (1.0 - matched).ln());
        }
        weights.unmatched.push(sum);
        weights
    }

    /// Logarithm of the likelihood ratio of the tokens in the range, given the sums of what their matches among the
    /// `others` tokens of the other side give. Empties the sums.
    fn log_ratio(&self, tokens: Range<usize>, found: &mut Sums, others: usize) -> f64 {
        self.unmatched(&tokens) + self.matched(found, others)
    }

    /// The same where no token of the range finds a match.
    fn unmatched(&self, tokens: &Range<usize>) -> f64 {
        let at = |token: usize| self.unmatched.get(token).copied().unwrap_or_default();
        at(tokens.end) - at(tokens.start)
    }

    /// What the matches add to it. Empties the sums.
    fn matched(&self, found: &mut Sums, others: usize) -> f64 {
        let (mut sum, mut product) = (0.0, 1.0_f64);
        let by_other = 1.0 / others.max(1) as f32;
        for token in found.touched.drain(..) {
            let (Some(matched), Some(count), Some(gain)) = (
                self.matched.get(token as usize),
                self.counts.get(token as usize),
                found.gains.get_mut((token - found.first) as usize),
            ) else {
                continue;
            };
            let alone = 1.0 - matched;
            let ratio = 1.0 + matched / alone * *gain * by_other;
            let ratio = f64::from(ratio.min(MOST_RATIO / alone));
            *gain = 0.0;
            // Nearly all tokens count once; the logarithm of their product is cheaper than the sum of their logarithms.
            if *count <= 1.0 {
                product *= ratio;
                if product > LARGEST_PRODUCT {
                    sum += product.ln();
                    product = 1.0;
                }
            } else {
                sum += f64::from(*count) * ratio.ln();
            }
        }
        sum + product.ln()
    }
}

/// What a token counts that stands in its segment several times; the second time says less than the first.
fn repeated(token: Token) -> f32 {
    if token.count < 2 {
        1.0
    } else {
        1.0 + (token.count as f32).ln()
    }
}
