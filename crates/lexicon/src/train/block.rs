//! Expectation and maximisation over one block of sentences.

use crate::Key;
use crate::sample::SentencePairs;
use crate::table::{Table, to_units};

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

/// What is believed of one direction: how likely the word of one side gives that of the other.
struct Direction {
    /// For each link.
    probabilities: Vec<f32>,
    /// For each link, occurrences known beforehand.
    known: Vec<f32>,
    /// For each giving word, occurrences known beforehand.
    known_totals: Vec<f32>,
    /// For each given word, how likely it comes from nowhere.
    nowhere: Vec<f32>,
}

/// All pairs of words that stand in a pair of sentences.
struct Links {
    /// Numbers of both words, in order.
    words: Vec<(u32, u32)>,
    /// Where the links of each word of the first side begin; one more at the end.
    starts: Vec<usize>,
}

/// How often words stand for each other in `sentences`, after what was `learnt` before.
pub(super) fn counts(sentences: &SentencePairs, learnt: &Table) -> Table {
    let sides = [
        Vocabulary::of(sentences.keys(0)),
        Vocabulary::of(sentences.keys(1)),
    ];
    let links = Links::of(sentences, &sides);
    // For each pair of words at two places of a pair of sentences, in order, its link.
    let cells = links.cells(sentences, &sides);
    let known = Known::new(learnt, &links, &sides);
    let mut forward = Direction::new(&links, &sides, &known, false);
    let mut backward = Direction::new(&links, &sides, &known, true);
    let mut expected = vec![0.0_f32; links.words.len()];
    let mut sums = [expected.clone(), expected.clone()];
    for round in 0..ROUNDS {
        for sums in &mut sums {
            sums.fill(0.0);
        }
        expected.fill(0.0);
        let mut cells = cells.as_slice();
        let (mut firsts, mut seconds) = (sides[0].text.as_slice(), sides[1].text.as_slice());
        let mut work = Work::default();
        for (first, second) in sentences.iter() {
            let (
                Some((ours, rest)),
                Some((first_words, firsts_left)),
                Some((second_words, seconds_left)),
            ) = (
                cells.split_at_checked(first.len() * second.len()),
                firsts.split_at_checked(first.len()),
                seconds.split_at_checked(second.len()),
            )
            else {
                break;
            };
            (cells, firsts, seconds) = (rest, firsts_left, seconds_left);
            work.expect(ours, first_words, second_words, &forward, &backward);
            let [to_forward, to_backward] = &mut sums;
            for (at, link) in ours.iter().enumerate() {
                let link = *link as usize;
                let (Some(forward), Some(backward)) = (work.forward.get(at), work.backward.get(at))
                else {
                    continue;
                };
                let agreed = (forward * backward).sqrt();
                add(&mut expected, link, agreed);
                if round < AGREEMENT {
                    add(to_forward, link, *forward);
                    add(to_backward, link, *backward);
                }
            }
        }
        let (of_forward, of_backward) = if round < AGREEMENT {
            (&sums[0], &sums[1])
        } else {
            (&expected, &expected)
        };
        forward.maximise(of_forward, &links, &sides[0].totals, |(first, _)| first);
        backward.maximise(of_backward, &links, &sides[1].totals, |(_, second)| second);
    }
    table(&sides, &links, &expected)
}

fn add(sums: &mut [f32], at: usize, what: f32) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += what;
    }
}

fn table(sides: &[Vocabulary; 2], links: &Links, expected: &[f32]) -> Table {
    let totals = [0, 1].map(|side| {
        let vocabulary = sides.get(side);
        let totals = vocabulary.into_iter().flat_map(|side| {
            side.keys
                .iter()
                .copied()
                .zip(side.totals.iter().map(|total| to_units(f64::from(*total))))
        });
        totals.collect()
    });
    let key = |side: &Vocabulary, word: u32| side.keys.get(word as usize).copied();
    let counted = links
        .words
        .iter()
        .zip(expected)
        .filter(|(_, count)| f64::from(**count) >= LEAST);
    let counted = counted.filter_map(|((first, second), count)| {
        Some((
            key(&sides[0], *first)?,
            key(&sides[1], *second)?,
            to_units(f64::from(*count)),
        ))
    });
    Table::of_counts(totals, counted.collect())
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
fn each_pair(
    sentences: &SentencePairs,
    sides: &[Vocabulary; 2],
    mut pair: impl FnMut(&[u32], &[u32]),
) {
    let (mut firsts, mut seconds) = (sides[0].text.as_slice(), sides[1].text.as_slice());
    for (first, second) in sentences.iter() {
        let (ours, rest) = firsts.split_at_checked(first.len()).unwrap_or_default();
        let (theirs, rest_of_seconds) = seconds.split_at_checked(second.len()).unwrap_or_default();
        (firsts, seconds) = (rest, rest_of_seconds);
        pair(ours, theirs);
    }
}

/// Where the items of each word begin, of how many each word before has.
fn summed(mut counts: Vec<usize>) -> Vec<usize> {
    let mut sum = 0;
    for count in &mut counts {
        sum += *count;
        *count = sum;
    }
    counts
}

impl Links {
    fn of(sentences: &SentencePairs, sides: &[Vocabulary; 2]) -> Self {
        // The second words of each first one, which are fewer to sort than all pairs.
        let mut counts = vec![0_usize; sides[0].keys.len() + 1];
        each_pair(sentences, sides, |ours, theirs| {
            for first in ours {
                if let Some(count) = counts.get_mut(*first as usize + 1) {
                    *count += theirs.len();
                }
            }
        });
        let bounds = summed(counts);
        let mut next = bounds.clone();
        let mut all = vec![0_u32; sentences.cells];
        each_pair(sentences, sides, |ours, theirs| {
            for first in ours {
                let Some(next) = next.get_mut(*first as usize) else {
                    continue;
                };
                if let Some(places) = all.get_mut(*next..*next + theirs.len()) {
                    places.copy_from_slice(theirs);
                }
                *next += theirs.len();
            }
        });
        let mut words = Vec::new();
        let mut starts = Vec::with_capacity(bounds.len());
        for (first, bound) in (0..).zip(bounds.windows(2)) {
            starts.push(words.len());
            let &[from, to] = bound else { continue };
            let Some(seconds) = all.get_mut(from..to) else {
                continue;
            };
            seconds.sort_unstable();
            let distinct = seconds.chunk_by(PartialEq::eq).filter_map(<[u32]>::first);
            words.extend(distinct.map(|second| (first, *second)));
        }
        starts.push(words.len());
        words.shrink_to_fit();
        Self { words, starts }
    }

    fn cells(&self, sentences: &SentencePairs, sides: &[Vocabulary; 2]) -> Vec<u32> {
        let mut cells = Vec::with_capacity(sentences.cells);
        each_pair(sentences, sides, |ours, theirs| {
            for first in ours {
                let start = self
                    .starts
                    .get(*first as usize)
                    .copied()
                    .unwrap_or_default();
                let end = self
                    .starts
                    .get(*first as usize + 1)
                    .copied()
                    .unwrap_or_default();
                let row = self.words.get(start..end).unwrap_or_default();
                cells.extend(theirs.iter().map(|second| {
                    let at = row
                        .binary_search_by_key(second, |(_, second)| *second)
                        .unwrap_or_default();
                    crate::table::number(start + at)
                }));
            }
        });
        cells
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

impl Direction {
    fn new(links: &Links, sides: &[Vocabulary; 2], known: &Known, is_backward: bool) -> Self {
        let (giving, given) = if is_backward { (1, 0) } else { (0, 1) };
        let keys = |side: usize| sides.get(side).map_or(&[][..], |side| side.keys.as_slice());
        let totals = |side: usize| {
            sides
                .get(side)
                .map_or(&[][..], |side| side.totals.as_slice())
        };
        let all: f32 = totals(given).iter().sum();
        let nowhere = totals(given)
            .iter()
            .map(|total| (NOWHERE * total / all.max(1.0)).min(MOST_NOWHERE))
            .collect();
        let known_totals = known.words.get(giving).cloned().unwrap_or_default();
        let known = known.links.clone();
        let even = 1.0 / (keys(given).len().max(1) as f32);
        let word = |link: &(u32, u32)| if is_backward { link.1 } else { link.0 } as usize;
        // What is not known yet is as likely as any word.
        let probability = |(link, known): (&(u32, u32), &f32)| {
            let total = known_totals.get(word(link)).copied().unwrap_or_default();
            (known + even) / (total + 1.0)
        };
        let probabilities = links.words.iter().zip(&known).map(probability).collect();
        Self {
            probabilities,
            known,
            known_totals,
            nowhere,
        }
    }

    /// Makes probabilities of counts.
    fn maximise(
        &mut self,
        sums: &[f32],
        links: &Links,
        totals: &[f32],
        word: impl Fn((u32, u32)) -> u32,
    ) {
        let counts = sums.iter().zip(&self.known);
        for ((probability, link), (sum, known)) in
            self.probabilities.iter_mut().zip(&links.words).zip(counts)
        {
            let word = word(*link) as usize;
            let at = |all: &[f32]| all.get(word).copied().unwrap_or_default();
            let count = sum + known;
            let discounted = count * count / (count + DISCOUNT);
            *probability = discounted / (at(totals) + at(&self.known_totals)).max(1.0);
        }
    }
}

/// Posterior probabilities of the cells of one pair of sentences.
#[derive(Default)]
struct Work {
    forward: Vec<f32>,
    backward: Vec<f32>,
    column: Vec<f32>,
}

impl Work {
    /// Computes how likely each word of the first sentence gave each of the second, and the other way round. `cells` has
    /// a row for each word of the first sentence.
    fn expect(
        &mut self,
        cells: &[u32],
        first: &[u32],
        second: &[u32],
        forward: &Direction,
        backward: &Direction,
    ) {
        let at = |all: &[f32], index: u32| all.get(index as usize).copied().unwrap_or_default();
        self.forward.clear();
        self.forward
            .extend(cells.iter().map(|link| at(&forward.probabilities, *link)));
        self.backward.clear();
        self.backward
            .extend(cells.iter().map(|link| at(&backward.probabilities, *link)));
        self.column.clear();
        self.column
            .extend(second.iter().map(|word| at(&forward.nowhere, *word)));
        for row in self.forward.chunks(second.len().max(1)) {
            for (sum, probability) in self.column.iter_mut().zip(row) {
                *sum += probability;
            }
        }
        for row in self.forward.chunks_mut(second.len().max(1)) {
            for (probability, sum) in row.iter_mut().zip(&self.column) {
                *probability /= sum.max(f32::MIN_POSITIVE);
            }
        }
        for (row, word) in self.backward.chunks_mut(second.len().max(1)).zip(first) {
            let sum: f32 = row.iter().sum::<f32>() + at(&backward.nowhere, *word);
            for probability in row {
                *probability /= sum.max(f32::MIN_POSITIVE);
            }
        }
    }
}
