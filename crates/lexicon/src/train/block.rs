//! Expectation and maximisation over one block of sentences.

use crate::Key;
use crate::sample::SentencePairs;
use crate::table::{Link, Table, Words, to_units};

/// Rounds over a block, the first of which takes all pairs of words of a sentence as equally likely.
const ROUNDS: usize = 6;
/// The round from which on both directions must agree.
const AGREEMENT: usize = 2;
/// How likely a word stands for none of the words of the other side, beside one word that is as likely as chance.
const NOWHERE: f32 = 1.0;
/// How likely that is at most, for texts of a few words, in which all words are frequent.
const MOST_NOWHERE: f32 = 0.1;
/// Occurrences that are taken off a count before it becomes a probability, so that words seen once or twice do not
/// seem to stand for whatever is beside them (Moore, "Improving IBM Word-Alignment Model 1", ACL 2004).
const DISCOUNT: f32 = 0.5;
/// Links that are less than this much of one occurrence are chance.
const LEAST: f64 = 0.25;

/// The words of one side of a block.
struct Vocabulary {
    keys: Vec<Key>,
    /// The numbers of the words of all sentences.
    text: Vec<u32>,
    /// How often each word occurs.
    totals: Vec<f32>,
}

/// What is believed of the links. Of two numbers the first is that of the forward direction, in which words of the first
/// side give those of the second, and the other that of the backward direction.
struct Beliefs {
    /// For each link how likely the giving word gives the other one.
    links: Vec<[f32; 2]>,
    /// What was known before.
    known: Known,
    /// For each word of the second side how likely it comes from nowhere, and the same for the first side.
    nowhere: [Vec<f32>; 2],
}

/// All pairs of words that stand in a pair of sentences.
struct Links {
    /// Numbers of both words, in order of the first.
    words: Vec<(u32, u32)>,
}

/// How often words stand for each other in `sentences`, after what was `learnt` before.
pub(super) fn counts(sentences: &SentencePairs, learnt: &Table) -> Table {
    let sides = [
        Vocabulary::of(sentences.keys(0)),
        Vocabulary::of(sentences.keys(1)),
    ];
    let (links, cells) = Links::of(sentences, &sides);
    let mut beliefs = Beliefs::new(Known::new(learnt, &links, &sides), &links, &sides);
    let mut counts = vec![[0.0_f32; 2]; links.words.len()];
    let mut posteriors = Posteriors::default();
    for round in 0..ROUNDS {
        counts.fill([0.0; 2]);
        let mut cells = cells.as_slice();
        each_pair(sentences, &sides, |first, second| {
            let Some((ours, rest)) = cells.split_at_checked(first.len() * second.len()) else {
                return;
            };
            cells = rest;
            posteriors.expect(ours, [first, second], &beliefs);
            posteriors.count(ours, round >= AGREEMENT, &mut counts);
        });
        beliefs.maximise(&counts, &links, &sides);
    }
    table(sides, &links, &counts)
}

fn add(sums: &mut [f32], at: usize, what: f32) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += what;
    }
}

/// The links with their counts after the last round, on which both directions agree.
fn table(sides: [Vocabulary; 2], links: &Links, counts: &[[f32; 2]]) -> Table {
    let words = sides.map(|side| Words {
        keys: side.keys,
        totals: side
            .totals
            .iter()
            .map(|total| to_units(f64::from(*total)))
            .collect(),
    });
    let counted = links.words.iter().zip(counts);
    let counted = counted.map(|((first, second), [count, _])| Link {
        first: *first,
        second: *second,
        count: if f64::from(*count) >= LEAST {
            to_units(f64::from(*count))
        } else {
            0
        },
    });
    let mut links: Vec<Link> = counted.filter(|link| link.count > 0).collect();
    links.sort_unstable_by_key(|link| (link.first, link.second));
    Table::new(words, links)
}

impl Vocabulary {
    fn of(text: &[Key]) -> Self {
        let mut keys = text.to_vec();
        keys.sort_unstable();
        keys.dedup();
        let word = |key: &Key| crate::table::number(keys.binary_search(key).unwrap_or_default());
        let text: Vec<u32> = text.iter().map(word).collect();
        let mut totals = vec![0.0; keys.len()];
        for word in &text {
            add(&mut totals, *word as usize, 1.0);
        }
        Self { keys, text, totals }
    }
}

/// Calls `pair` with the numbers of the words of both sides of each pair of sentences.
fn each_pair<'a>(
    sentences: &SentencePairs,
    sides: &'a [Vocabulary; 2],
    mut pair: impl FnMut(&'a [u32], &'a [u32]),
) {
    let (mut firsts, mut seconds) = (sides[0].text.as_slice(), sides[1].text.as_slice());
    for (first, second) in sentences.iter() {
        let (ours, rest) = firsts.split_at_checked(first.len()).unwrap_or_default();
        let (theirs, rest_of_seconds) = seconds.split_at_checked(second.len()).unwrap_or_default();
        (firsts, seconds) = (rest, rest_of_seconds);
        pair(ours, theirs);
    }
}

impl Links {
    /// The links of all sentences; and for each pair of words at two places of a pair of sentences, in order, its link.
    fn of(sentences: &SentencePairs, sides: &[Vocabulary; 2]) -> (Self, Vec<u32>) {
        // Each place of a first word, with its first cell and the words of the other sentence.
        let mut rows = Vec::new();
        let mut cell = 0;
        each_pair(sentences, sides, |ours, theirs| {
            for first in ours {
                rows.push((*first, cell, theirs));
                cell += theirs.len();
            }
        });
        rows.sort_by_key(|(first, ..)| *first);
        // For each second word the first word that it was met with last, and their link.
        let mut last = vec![(u32::MAX, 0_u32); sides[1].keys.len()];
        let mut words = Vec::new();
        let mut cells = vec![0_u32; cell];
        for (first, start, theirs) in rows {
            let cells = cells.get_mut(start..start + theirs.len());
            for (cell, second) in cells.into_iter().flatten().zip(theirs) {
                let Some((met, link)) = last.get_mut(*second as usize) else {
                    continue;
                };
                if *met != first {
                    (*met, *link) = (first, crate::table::number(words.len()));
                    words.push((first, *second));
                }
                *cell = *link;
            }
        }
        (Self { words }, cells)
    }
}

/// What was learnt before a block is read, in occurrences.
struct Known {
    /// For each link.
    links: Vec<f32>,
    /// For each word of both sides.
    words: [Vec<f32>; 2],
}

impl Known {
    fn new(learnt: &Table, links: &Links, sides: &[Vocabulary; 2]) -> Self {
        let units = |count: u32| count as f32 / crate::table::UNIT as f32;
        let mut numbers: [Vec<Option<u32>>; 2] = Default::default();
        let mut words: [Vec<f32>; 2] = Default::default();
        for (side, ((numbers, words), vocabulary)) in
            numbers.iter_mut().zip(&mut words).zip(sides).enumerate()
        {
            let keys = vocabulary.keys.iter();
            numbers.extend(keys.map(|key| learnt.word(side, *key)));
            let totals = numbers.iter();
            words.extend(
                totals.map(|word| word.map_or(0.0, |word| units(learnt.denominator(side, word)))),
            );
        }
        let number = |side: usize, word: u32| *numbers.get(side)?.get(word as usize)?;
        let link = |(first, second): &(u32, u32)| {
            let link = learnt.link(number(0, *first)?, number(1, *second)?)?;
            Some(units(link.count))
        };
        Self {
            links: links
                .words
                .iter()
                .map(|words| link(words).unwrap_or_default())
                .collect(),
            words,
        }
    }
}

impl Beliefs {
    fn new(known: Known, links: &Links, sides: &[Vocabulary; 2]) -> Self {
        let nowhere = |given: &Vocabulary| {
            let all: f32 = given.totals.iter().sum();
            let likely = |total: &f32| (NOWHERE * total / all.max(1.0)).min(MOST_NOWHERE);
            given.totals.iter().map(likely).collect()
        };
        // What is not known yet is as likely as any word.
        let even = |given: &Vocabulary| 1.0 / (given.keys.len().max(1) as f32);
        let (of_second, of_first) = (even(&sides[1]), even(&sides[0]));
        let probability = |link: f32, even: f32, totals: &[f32], word: u32| {
            let total = totals.get(word as usize).copied().unwrap_or_default();
            (link + even) / (total + 1.0)
        };
        let both = |((first, second), link): (&(u32, u32), &f32)| {
            [
                probability(*link, of_second, &known.words[0], *first),
                probability(*link, of_first, &known.words[1], *second),
            ]
        };
        let links = links.words.iter().zip(&known.links).map(both).collect();
        Self {
            links,
            nowhere: [nowhere(&sides[1]), nowhere(&sides[0])],
            known,
        }
    }

    /// Makes probabilities of counts.
    fn maximise(&mut self, counts: &[[f32; 2]], links: &Links, sides: &[Vocabulary; 2]) {
        let totals = |side: &Vocabulary, known: &[f32]| -> Vec<f32> {
            let totals = side.totals.iter().zip(known);
            totals
                .map(|(total, known)| (total + known).max(1.0))
                .collect()
        };
        let of_first = totals(&sides[0], &self.known.words[0]);
        let of_second = totals(&sides[1], &self.known.words[1]);
        let probability = |count: f32, totals: &[f32], word: u32| {
            let discounted = count * count / (count + DISCOUNT);
            discounted / totals.get(word as usize).copied().unwrap_or(1.0)
        };
        let counts = counts.iter().zip(&self.known.links);
        for ((link, (first, second)), (count, known)) in
            self.links.iter_mut().zip(&links.words).zip(counts)
        {
            *link = [
                probability(count[0] + known, &of_first, *first),
                probability(count[1] + known, &of_second, *second),
            ];
        }
    }
}

/// Posterior probabilities of the cells of one pair of sentences.
#[derive(Default)]
struct Posteriors {
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// The sum of each column of `forward`.
    columns: Vec<f32>,
}

impl Posteriors {
    /// Computes how likely each word of the first sentence gave each of the second, and the other way round. `cells` has
    /// a row for each word of the first sentence.
    fn expect(&mut self, cells: &[u32], [first, second]: [&[u32]; 2], beliefs: &Beliefs) {
        let nowhere = |likely: &[f32], word: u32| {
            let likely = likely.get(word as usize);
            likely.copied().unwrap_or_default()
        };
        let width = second.len().max(1);
        self.forward.resize(cells.len(), 0.0);
        self.backward.resize(cells.len(), 0.0);
        self.columns.clear();
        self.columns.extend(
            second
                .iter()
                .map(|word| nowhere(&beliefs.nowhere[0], *word)),
        );
        let rows = self.forward.chunks_mut(width);
        let rows = rows.zip(self.backward.chunks_mut(width));
        for ((links, (forward, backward)), word) in cells.chunks(width).zip(rows).zip(first) {
            let mut sum = 0.0;
            let cells = forward.iter_mut().zip(backward.iter_mut());
            for ((link, cell), column) in links.iter().zip(cells).zip(&mut self.columns) {
                let link = beliefs.links.get(*link as usize).copied();
                let [forward, backward] = link.unwrap_or_default();
                (*cell.0, *cell.1) = (forward, backward);
                *column += forward;
                sum += backward;
            }
            let sum = (sum + nowhere(&beliefs.nowhere[1], *word)).max(f32::MIN_POSITIVE);
            for probability in backward {
                *probability /= sum;
            }
        }
        for sum in &mut self.columns {
            *sum = sum.max(f32::MIN_POSITIVE);
        }
        for row in self.forward.chunks_mut(width) {
            for (probability, sum) in row.iter_mut().zip(&self.columns) {
                *probability /= sum;
            }
        }
    }

    /// Adds the probabilities to the counts of their links; what both directions `agree` on counts for both.
    fn count(&mut self, cells: &[u32], agree: bool, counts: &mut [[f32; 2]]) {
        if agree {
            for (forward, backward) in self.forward.iter_mut().zip(&mut self.backward) {
                let both = (*forward * *backward).sqrt();
                (*forward, *backward) = (both, both);
            }
        }
        let posteriors = self.forward.iter().zip(&self.backward);
        for (link, (forward, backward)) in cells.iter().zip(posteriors) {
            if let Some(count) = counts.get_mut(*link as usize) {
                count[0] += forward;
                count[1] += backward;
            }
        }
    }
}
