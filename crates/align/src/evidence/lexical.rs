//! Words, numbers and marks that the sides share.
//!
//! Each token of one side is taken as generated either by chance, with the frequency of its class, or by a token of the
//! other side that it matches, as in IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation",
//! Computational Linguistics 19(2), 1993, section 4.2) with cognates in place of a learnt lexicon. The two directions
//! are averaged. A token whose class does not occur on the other side at all says nothing.

use rustc_hash::FxHashMap;

use super::Span;
use super::features::{Features, Kind, LONG_SOUND, SHORT_SOUND, Token};

/// How much the evidence of tokens counts beside that of lengths, since tokens are not independent of each other.
const WEIGHT: f64 = 1.25;
/// The most that one token can add.
const MOST_PER_TOKEN: f64 = 6.0;

/// A token of a source segment and one of a target segment that match.
#[derive(Clone, Copy, Debug)]
struct Match {
    target_segment: u32,
    /// Numbers of the tokens among all of their side.
    source_token: u32,
    target_token: u32,
    /// How likely the one generates the other, 0 to 1.
    strength: f32,
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
    source: Vec<(u32, f32)>,
    target: Vec<(u32, f32)>,
}

/// What is known of a token in general.
#[derive(Clone, Copy, Debug)]
struct Weight {
    /// How often a token of its kind has a match in the right counterpart, 0 where nothing matches it.
    matched: f32,
    /// Logarithm of the chance to find no match.
    log_unmatched: f64,
    /// Its frequency among the tokens of its side.
    frequency: f32,
}

#[derive(Debug)]
struct SideWeights {
    weights: Vec<Weight>,
    /// Sums, up to and without each token, of the logarithms of the chances to find no match.
    unmatched: Vec<f64>,
}

#[derive(Debug)]
pub(crate) struct Lexical<'a> {
    source: &'a Features,
    target: &'a Features,
    source_weights: SideWeights,
    target_weights: SideWeights,
    /// For each class the tokens of the target, with their segments, in order.
    postings: FxHashMap<u64, Vec<(u32, u32)>>,
}

impl<'a> Lexical<'a> {
    pub(crate) fn new(source: &'a Features, target: &'a Features) -> Self {
        let source_classes = classes(source);
        let target_classes = classes(target);
        let mut postings: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
        for segment in 0..target.len() {
            for at in target.token_range(segment, segment + 1) {
                let Some(token) = target.tokens().get(at) else {
                    continue;
                };
                for class in token
                    .classes()
                    .filter(|class| source_classes.contains_key(class))
                {
                    postings
                        .entry(class)
                        .or_default()
                        .push((number(segment), number(at)));
                }
            }
        }
        Self {
            source,
            target,
            source_weights: SideWeights::new(source, &source_classes, &target_classes),
            target_weights: SideWeights::new(target, &target_classes, &source_classes),
            postings,
        }
    }

    /// Finds what the source segment shares with the target segments `low..high`.
    pub(crate) fn row(&self, segment: usize, low: usize, high: usize, row: &mut Row) {
        row.matches.clear();
        for at in self.source.token_range(segment, segment + 1) {
            let Some(token) = self.source.tokens().get(at) else {
                continue;
            };
            for class in token.classes() {
                let Some(postings) = self.postings.get(&class) else {
                    continue;
                };
                let start = postings.partition_point(|(segment, _)| (*segment as usize) < low);
                for &(target_segment, target_token) in postings.iter().skip(start) {
                    if target_segment as usize >= high {
                        break;
                    }
                    let Some(counterpart) = self.target.tokens().get(target_token as usize) else {
                        continue;
                    };
                    let strength = strength(token, counterpart);
                    if strength > 0.0 {
                        row.matches.push(Match {
                            target_segment,
                            source_token: number(at),
                            target_token,
                            strength,
                        });
                    }
                }
            }
        }
        row.matches.sort_unstable_by_key(|found| {
            (found.target_segment, found.source_token, found.target_token)
        });
        row.matches
            .dedup_by_key(|found| (found.source_token, found.target_token));
    }

    /// Logarithm of the likelihood ratio of the bead's tokens.
    pub(crate) fn score<'r>(
        &self,
        bead: Span,
        rows: impl Iterator<Item = &'r Row>,
        scratch: &mut Scratch,
    ) -> f64 {
        scratch.source.clear();
        scratch.target.clear();
        for row in rows {
            for found in row.within(bead.target.0, bead.target.1) {
                scratch.source.push((found.source_token, found.strength));
                scratch.target.push((found.target_token, found.strength));
            }
        }
        sum_by_token(&mut scratch.source);
        sum_by_token(&mut scratch.target);
        let source_tokens = self.source.token_range(bead.source.0, bead.source.1);
        let target_tokens = self.target.token_range(bead.target.0, bead.target.1);
        let (of_source, of_target) = (source_tokens.len().max(1), target_tokens.len().max(1));
        let source = self
            .source_weights
            .log_ratio(source_tokens, &scratch.source, of_target);
        let target = self
            .target_weights
            .log_ratio(target_tokens, &scratch.target, of_source);
        WEIGHT * f64::midpoint(source, target)
    }
}

impl SideWeights {
    fn new(side: &Features, own: &FxHashMap<u64, u32>, other: &FxHashMap<u64, u32>) -> Self {
        let total = side.tokens().len().max(1) as f32;
        let mut unmatched = Vec::with_capacity(side.tokens().len() + 1);
        let mut sum = 0.0;
        let weights = side
            .tokens()
            .iter()
            .map(|token| {
                unmatched.push(sum);
                let matched = if token.classes().any(|class| other.contains_key(&class)) {
                    matched(token)
                } else {
                    0.0
                };
                sum += f64::from((1.0 - matched).ln());
                let count = token
                    .classes()
                    .next()
                    .and_then(|class| own.get(&class))
                    .copied()
                    .unwrap_or(1);
                Weight {
                    matched,
                    log_unmatched: (1.0 - f64::from(matched)).ln(),
                    frequency: count as f32 / total,
                }
            })
            .collect();
        unmatched.push(sum);
        Self { weights, unmatched }
    }

    /// Logarithm of the likelihood ratio of the tokens in the range, of which those in `found` have matches among the
    /// `others` tokens of the other side.
    fn log_ratio(
        &self,
        tokens: std::ops::Range<usize>,
        found: &[(u32, f32)],
        others: usize,
    ) -> f64 {
        let at = |token: usize| self.unmatched.get(token).copied().unwrap_or_default();
        let mut sum = at(tokens.end) - at(tokens.start);
        for &(token, strength) in found {
            let Some(weight) = self.weights.get(token as usize) else {
                continue;
            };
            let alone = 1.0 - f64::from(weight.matched);
            let by_match = f64::from(strength) / (others as f64 * f64::from(weight.frequency));
            let ratio = alone + f64::from(weight.matched) * by_match;
            sum += ratio.ln().min(MOST_PER_TOKEN) - weight.log_unmatched;
        }
        sum
    }
}

/// Each class with how many tokens are of it.
fn classes(side: &Features) -> FxHashMap<u64, u32> {
    let mut classes = FxHashMap::default();
    for class in side.tokens().iter().flat_map(Token::classes) {
        *classes.entry(class).or_insert(0) += 1;
    }
    classes
}

/// How likely one token stands for the other, 0 to 1.
fn strength(one: &Token, other: &Token) -> f32 {
    let is_word = |token: &Token| matches!(token.kind, Kind::Word | Kind::Name);
    if !is_word(one) || !is_word(other) {
        return if one.kind == other.kind && one.identity == other.identity {
            0.9
        } else {
            0.0
        };
    }
    let (shorter, longer) = minmax(one.sound.len(), other.sound.len());
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

/// How often a token of this kind has a match in the right counterpart.
fn matched(token: &Token) -> f32 {
    match token.kind {
        Kind::Number | Kind::Concept => 0.85,
        Kind::Name => 0.6,
        Kind::Mark => 0.65,
        Kind::Word => match token.sound.len() {
            0..LONG_SOUND => 0.0,
            3 => 0.09,
            4 => 0.18,
            _ => 0.2,
        },
    }
}

/// Makes one entry a token of the strengths of its matches.
fn sum_by_token(found: &mut Vec<(u32, f32)>) {
    found.sort_unstable_by_key(|(token, _)| *token);
    found.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
}

fn minmax(one: usize, other: usize) -> (usize, usize) {
    if one < other {
        (one, other)
    } else {
        (other, one)
    }
}

/// Segments and tokens are counted in 32 bits; a side of more than four milliards of tokens does not fit in memory.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
