//! Learning a lexicon from pairs of sentences.

mod block;

use std::collections::BTreeMap;

use crate::sample::SentencePairs;
use crate::table::{Table, to_units};
use crate::{Lexicon, Sample};

/// How a lexicon is learnt.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrainerOptions {
    /// Pairs of words of neighbouring sentences that are held at once, a pair of languages. Some 40 bytes each.
    /// Default 2,000,000, which is 5,000 sentences of twenty words or 80,000 texts of five.
    pub cells: usize,
    /// Links that are kept while learning, a pair of languages; those with the least evidence go first. Some 50 bytes
    /// each, words included. Default 1,000,000.
    pub links: usize,
    /// Evidence, in occurrences, that a link must have in the end. Default 0.5.
    pub least_evidence: f64,
    /// Share of the occurrences of one of its words that a link must make up in the end. Default 0.02.
    pub least_share: f64,
    /// Links that are kept in the end, a pair of languages; those with the least evidence go first. No limit by default.
    pub most_links: Option<usize>,
}

impl Default for TrainerOptions {
    fn default() -> Self {
        Self {
            cells: 2_000_000,
            links: 1_000_000,
            least_evidence: 0.5,
            least_share: 0.02,
            most_links: None,
        }
    }
}

/// Learns a lexicon from samples, in memory that does not grow with them.
///
/// The method is IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", Computational
/// Linguistics 19(2), 1993) in both directions, which are trained to agree (Liang, Taskar and Klein, "Alignment by
/// Agreement", NAACL 2006). A link counts as far as both directions believe in it. Sentences are taken in blocks; each
/// block starts from what was learnt of those before it, as in incremental EM (Neal and Hinton, 1998), and is forgotten
/// then.
///
/// The same samples in the same order give the same lexicon.
#[derive(Debug, Default)]
pub struct Trainer {
    options: TrainerOptions,
    pairs: BTreeMap<(String, String), PairTrainer>,
}

#[derive(Debug, Default)]
struct PairTrainer {
    waiting: SentencePairs,
    learnt: Table,
    summary: TrainingSummary,
}

/// What a lexicon of one pair of languages was learnt from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrainingSummary {
    /// Pairs of sentences that were used.
    pub sentences: usize,
    /// Pairs that were left out for their lengths.
    pub skipped: usize,
}

impl Trainer {
    /// A trainer that knows nothing yet.
    pub fn new(options: TrainerOptions) -> Self {
        Self {
            options,
            ..Self::default()
        }
    }

    /// Learns from a sample, at once or when enough have come together.
    pub fn add(&mut self, sample: &Sample) {
        let pair = self.pairs.entry(sample.name.clone()).or_default();
        pair.summary.sentences += sample.len();
        pair.summary.skipped += sample.skipped();
        for (first, second) in sample.pairs.iter() {
            pair.waiting.push(first, second);
            if pair.waiting.cells >= self.options.cells {
                pair.learn(&self.options);
            }
        }
    }

    /// What was learnt from, by the names of the languages.
    pub fn summaries(&self) -> impl Iterator<Item = ([&str; 2], TrainingSummary)> {
        self.pairs
            .iter()
            .map(|((first, second), pair)| ([first.as_str(), second.as_str()], pair.summary))
    }

    /// The lexicon of all samples.
    pub fn finish(mut self) -> Lexicon {
        let mut lexicon = Lexicon::new();
        for (name, mut pair) in std::mem::take(&mut self.pairs) {
            pair.learn(&self.options);
            let table = self.options.selected(&pair.learnt);
            lexicon.tables.insert(name, table);
        }
        lexicon
    }
}

impl PairTrainer {
    fn learn(&mut self, options: &TrainerOptions) {
        let sentences = std::mem::take(&mut self.waiting);
        if sentences.len() > 0 {
            let counted = block::counts(&sentences, &self.learnt);
            self.learnt = self.learnt.plus(&counted).pruned(options.links);
        }
    }
}

impl TrainerOptions {
    /// The links that are worth keeping.
    fn selected(&self, table: &Table) -> Table {
        let least = to_units(self.least_evidence);
        let kept = table.retain(|link| {
            let share = |side: usize, word: u32| {
                f64::from(link.count) / f64::from(table.denominator(side, word).max(1))
            };
            link.count >= least
                && share(0, link.first).max(share(1, link.second)) >= self.least_share
        });
        self.most_links
            .map_or(kept.clone(), |most| kept.pruned(most))
    }
}
