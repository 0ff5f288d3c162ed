//! Lexicons of several pairs of languages, and the view of one pair.

use std::collections::BTreeMap;

use yaddash_model::LanguageTag;

use crate::Key;
use crate::key::language_name;
use crate::table::{Link, Table, UNIT};

/// How often words of one language stood for words of another, for any number of pairs of languages.
///
/// A lexicon is a set of counts; probabilities are made of them when asked for. So lexicons add up exactly
/// ([`Lexicon::merge`]), in any order, and scarce evidence shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// By the names of both languages, the smaller one first.
    pub(crate) tables: BTreeMap<(String, String), Table>,
}

/// A translation of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Translation {
    /// The word that it is translated by.
    pub key: Key,
    /// How likely the word that was asked for is translated by this one, 0 to 1; over all translations of a word not
    /// more than 1 in sum.
    pub forward: f64,
    /// How likely this word is a translation of the one that was asked for, 0 to 1.
    pub backward: f64,
    /// How often the two stood for each other.
    pub evidence: f64,
}

impl Lexicon {
    /// A lexicon without words.
    pub fn new() -> Self {
        Self::default()
    }

    /// The pair of languages from `source` to `target`; `None` where nothing is known of it.
    pub fn pair(&self, source: &LanguageTag, target: &LanguageTag) -> Option<PairLexicon<'_>> {
        let (source, target) = (language_name(source), language_name(target));
        let is_reversed = target < source;
        let name = if is_reversed {
            (target, source)
        } else {
            (source, target)
        };
        let table = self.tables.get(&name)?;
        Some(PairLexicon { table, is_reversed })
    }

    /// The pairs of languages, in order, each with the number of words of both and of links between them.
    pub fn pairs(&self) -> impl Iterator<Item = PairSummary<'_>> {
        self.tables
            .iter()
            .map(|((first, second), table)| PairSummary {
                languages: [first, second],
                words: [table.words[0].keys.len(), table.words[1].keys.len()],
                links: table.links().len(),
            })
    }

    /// Adds the counts of `other`. Neither the order nor the grouping of additions makes a difference.
    pub fn merge(&mut self, other: &Self) {
        for (name, table) in &other.tables {
            match self.tables.get_mut(name) {
                Some(mine) => *mine = mine.plus(table),
                None => {
                    self.tables.insert(name.clone(), table.clone());
                }
            }
        }
    }

    /// Whether nothing is known of any pair.
    pub fn is_empty(&self) -> bool {
        self.tables.values().all(|table| table.links().is_empty())
    }
}

/// How much is known of a pair of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairSummary<'a> {
    /// The names of the languages ([`language_name`](crate::language_name)).
    pub languages: [&'a str; 2],
    /// Words of each language.
    pub words: [usize; 2],
    /// Pairs of words that stand for each other.
    pub links: usize,
}

/// The words of one language and their translations into another.
#[derive(Clone, Copy, Debug)]
pub struct PairLexicon<'a> {
    table: &'a Table,
    /// Whether the source is the second language of the table.
    is_reversed: bool,
}

impl<'a> PairLexicon<'a> {
    /// The same pair in the other direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            is_reversed: !self.is_reversed,
            ..self
        }
    }

    /// Whether the source language has the word.
    pub fn contains(self, source: Key) -> bool {
        self.table.word(self.side(), source).is_some()
    }

    /// How often the source word was seen; 0 where it is not known.
    pub fn seen(self, source: Key) -> f64 {
        self.word(source).map_or(0.0, |(_, seen)| seen)
    }

    /// The number of the source word in the table, with how often it was seen; `None` where it is not known.
    pub(crate) fn word(self, source: Key) -> Option<(u32, f64)> {
        let word = self.table.word(self.side(), source)?;
        Some((word, count(self.table.denominator(self.side(), word))))
    }

    /// The numbers of the target words that stood for the source word of a number.
    pub(crate) fn counterparts(self, source: u32) -> impl Iterator<Item = u32> + 'a {
        let side = self.side();
        self.table
            .links_of(side, source)
            .map(move |link| if side == 0 { link.second } else { link.first })
    }

    /// The target word of a number as a translation of the source word of a number.
    pub(crate) fn link(self, source: u32, target: u32) -> Option<Translation> {
        let (first, second) = if self.is_reversed {
            (target, source)
        } else {
            (source, target)
        };
        self.translation(self.table.link(first, second)?)
    }

    /// The translations of a source word, in order of their keys. Takes time by the logarithm of the number of words.
    pub fn translations(self, source: Key) -> impl Iterator<Item = Translation> + 'a {
        let side = self.side();
        let word = self.table.word(side, source);
        word.into_iter()
            .flat_map(move |word| self.table.links_of(side, word))
            .filter_map(move |link| self.translation(link))
    }

    /// The keys of the translations of a source word, in order.
    pub(crate) fn keys_of(self, source: Key) -> impl Iterator<Item = Key> + 'a {
        let side = self.side();
        let word = self.table.word(side, source);
        word.into_iter()
            .flat_map(move |word| self.table.links_of(side, word))
            .filter_map(move |link| {
                let words = [link.first, link.second];
                self.table.key(1 - side, *words.get(1 - side)?)
            })
    }

    /// The target word as a translation of the source word; `None` where it never stood for it.
    pub fn translation_by(self, source: Key, target: Key) -> Option<Translation> {
        let source = self.table.word(self.side(), source)?;
        let target = self.table.word(1 - self.side(), target)?;
        self.link(source, target)
    }

    /// All source words, in order.
    pub fn words(self) -> impl Iterator<Item = Key> + 'a {
        let table = self.table;
        table
            .words
            .get(self.side())
            .into_iter()
            .flat_map(|words| words.keys.iter().copied())
    }

    const fn side(self) -> usize {
        if self.is_reversed { 1 } else { 0 }
    }

    fn translation(self, link: &Link) -> Option<Translation> {
        let words = [link.first, link.second];
        let (source, target) = (self.side(), 1 - self.side());
        let word = |side: usize| words.get(side).copied();
        let share = |side: usize| {
            Some(probability(
                link.count,
                self.table.denominator(side, word(side)?),
            ))
        };
        Some(Translation {
            key: self.table.key(target, word(target)?)?,
            forward: share(source)?,
            backward: share(target)?,
            evidence: count(link.count),
        })
    }
}

/// How much evidence halves a probability: a pair that was seen once is believed by one half.
const DISCOUNT: f64 = 1.0;

/// The probability of a link seen `count` times beside a word seen `total` times, shrunk where evidence is scarce.
fn probability(link: u32, total: u32) -> f64 {
    if total == 0 {
        return 0.0;
    }
    let evidence = count(link);
    f64::from(link) / f64::from(total) * evidence / (evidence + DISCOUNT)
}

fn count(units: u32) -> f64 {
    f64::from(units) / f64::from(UNIT)
}
