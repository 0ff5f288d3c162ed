//! The scan of a text: at each word the longest term.

use yaddash_language::casing;
use yaddash_language::inflection::{Attachment, Gap, attachment, en, fold_word, has_capitals};
use yaddash_model::ByteSpan;

use super::index::{IndexedTerm, Matcher};
use super::misses::Misses;
use super::{Occurrence, Text};
use crate::termbase::CaseRule;

/// A word of the termbase that a word of the text is a form of.
#[derive(Clone, Copy, Debug)]
struct Hit {
    word: u32,
    lookalike: bool,
    lacks_capitals: bool,
}

/// A phrase that was read so far.
#[derive(Clone, Copy, Debug)]
struct Reading {
    node: u32,
    lookalike: bool,
    lacks_capitals: bool,
}

pub(super) fn find(matcher: &Matcher, text: &Text<'_>, any_case: bool) -> Vec<Occurrence> {
    let mut scan = Scan {
        matcher,
        text,
        any_case,
        closes_compounds: matcher.language().code() == "en",
        misses: Misses::take(),
        hits: Vec::new(),
        readings: Vec::new(),
        next: Vec::new(),
        best: Vec::new(),
    };
    let mut occurrences = Vec::new();
    let mut at = 0;
    while at < text.words().len() {
        at = match scan.longest(at) {
            Some(last) => report(matcher, text, at, last, &scan.best, &mut occurrences),
            None => at + 1,
        };
    }
    scan.misses.give_back();
    occurrences
}

/// A scan under way; the lists are kept from word to word to spare allocations.
struct Scan<'a> {
    matcher: &'a Matcher,
    text: &'a Text<'a>,
    any_case: bool,
    /// Whether the language writes compounds with a hyphen or as one word.
    closes_compounds: bool,
    misses: Misses,
    hits: Vec<Hit>,
    /// The phrases read up to here.
    readings: Vec<Reading>,
    /// Those of the next word.
    next: Vec<Reading>,
    /// The readings of the longest term found.
    best: Vec<Reading>,
}

impl Scan<'_> {
    /// Reads the longest term that begins at `at` into `best`, and gives the index of its last word.
    fn longest(&mut self, at: usize) -> Option<usize> {
        let (matcher, text) = (self.matcher, self.text);
        let phrases = &matcher.phrases;
        hits_at(
            matcher,
            text,
            at,
            self.any_case,
            &mut self.misses,
            &mut self.hits,
        );
        self.readings.clear();
        self.readings.extend(self.hits.iter().filter_map(|hit| {
            Some(Reading {
                node: phrases.step(0, 0, hit.word)?,
                lookalike: hit.lookalike,
                lacks_capitals: hit.lacks_capitals,
            })
        }));
        let mut best = None;
        self.best.clear();
        let mut last = at;
        while !self.readings.is_empty() {
            let is_end = |reading: &&Reading| !phrases.terms(reading.node).is_empty();
            if self.readings.iter().any(|reading| is_end(&reading)) && !is_derived(text, last) {
                self.best.clear();
                self.best
                    .extend(self.readings.iter().filter(is_end).copied());
                best = Some(last);
            }
            if !self
                .readings
                .iter()
                .any(|reading| phrases.goes_on(reading.node))
            {
                break;
            }
            let Some(gap) = text.gap_behind(last) else {
                break;
            };
            let gaps = gap_numbers(matcher, gap);
            if gaps.iter().all(Option::is_none) {
                break;
            }
            last += 1;
            hits_at(
                matcher,
                text,
                last,
                self.any_case,
                &mut self.misses,
                &mut self.hits,
            );
            self.next.clear();
            for reading in &self.readings {
                for hit in &self.hits {
                    let node = gaps
                        .iter()
                        .flatten()
                        .find_map(|gap| phrases.step(reading.node, *gap, hit.word));
                    self.next.extend(node.map(|node| Reading {
                        node,
                        lookalike: reading.lookalike | hit.lookalike,
                        lacks_capitals: reading.lacks_capitals | hit.lacks_capitals,
                    }));
                }
            }
            std::mem::swap(&mut self.readings, &mut self.next);
        }
        if self.closes_compounds && best.is_none_or(|last| last <= at + 1) {
            return self.closed_compound(at, best);
        }
        best
    }

    /// Reads the words at `at` and behind it, which a hyphen joins, as one word: `cease-fire` where the term is
    /// `ceasefire`. Adds to `best`, which was read up to the word `last`, or begins it anew.
    fn closed_compound(&mut self, at: usize, last: Option<usize>) -> Option<usize> {
        let (matcher, text) = (self.matcher, self.text);
        let Some(folded) = text.folded_compound(at) else {
            return last;
        };
        let folded = folded.as_str();
        let spelled = |at: usize| text.words().get(at).map_or("", |word| text.spelled(word));
        if !en::is_closed(spelled(at), spelled(at + 1)) {
            return last;
        }
        let from = self.best.len();
        let best = &mut self.best;
        matcher.letters.walk(folded, |length, end| {
            let is_word = folded
                .get(length..)
                .is_some_and(|rest| end.endings.accept(rest))
                && matcher
                    .words
                    .get(end.word as usize)
                    .is_some_and(|word| !word.is_acronym);
            let node = matcher.phrases.step(0, 0, end.word).filter(|_| is_word);
            best.extend(
                node.filter(|node| !matcher.phrases.terms(*node).is_empty())
                    .map(|node| Reading {
                        node,
                        lookalike: false,
                        lacks_capitals: false,
                    }),
            );
        });
        if self.best.len() == from {
            return last;
        }
        if last != Some(at + 1) {
            self.best.drain(..from);
        }
        Some(at + 1)
    }
}

/// The words of the termbase that the word at `at` can be.
fn hits_at(
    matcher: &Matcher,
    text: &Text<'_>,
    at: usize,
    any_case: bool,
    misses: &mut Misses,
    hits: &mut Vec<Hit>,
) {
    hits.clear();
    let Some(word) = text.words().get(at).filter(|word| !word.is_masked) else {
        return;
    };
    let is_plain = text.restored(word).is_none();
    if is_plain && misses.has(matcher.looked, text.folded(word)) {
        return;
    }
    let spelled = text.spelled(word);
    // Whether some term has the word, if only in other capitals.
    let mut is_met = false;
    let mut collect = |folded: &str, lookalike: bool| {
        matcher.letters.walk(folded, |length, end| {
            let (Some(stem), Some(rest)) = (folded.get(..length), folded.get(length..)) else {
                return;
            };
            if !end.endings.accept(rest) {
                return;
            }
            is_met = true;
            let is_acronym = matcher
                .words
                .get(end.word as usize)
                .is_some_and(|word| word.is_acronym);
            let lacks_capitals = is_acronym && !has_capitals(spelled, stem);
            if lacks_capitals && !any_case {
                return;
            }
            let known = hits.iter_mut().find(|hit| hit.word == end.word);
            match known {
                Some(hit) => hit.lacks_capitals &= lacks_capitals,
                None => hits.push(Hit {
                    word: end.word,
                    lookalike,
                    lacks_capitals,
                }),
            }
        });
    };
    collect(text.folded(word), false);
    if let Some(restored) = text.restored(word) {
        collect(restored, true);
    }
    if is_plain && !is_met {
        misses.note(matcher.looked, text.folded(word));
    }
}

/// The numbers of the gaps that `between` can be.
fn gap_numbers(matcher: &Matcher, between: &str) -> [Option<u32>; 2] {
    let gap = Gap::of(between);
    let other = match gap {
        Gap::Space => Gap::Hyphen,
        Gap::Hyphen => Gap::Space,
        Gap::Apostrophe | Gap::Other(_) => return [matcher.phrases.gap(&gap), None],
    };
    let other = if other.allows_gap(&gap, matcher.language()) {
        matcher.phrases.gap(&other)
    } else {
        None
    };
    [matcher.phrases.gap(&gap), other]
}

fn attachment_behind(text: &Text<'_>, at: usize) -> Attachment {
    let (Some(gap), Some(next)) = (text.gap_behind(at), text.words().get(at + 1)) else {
        return Attachment::None;
    };
    if gap.is_empty() || gap.starts_with(char::is_whitespace) {
        return Attachment::None;
    }
    attachment(gap, text.folded(next), text.language())
}

/// Whether a suffix behind the word at `at` makes another word of it.
fn is_derived(text: &Text<'_>, at: usize) -> bool {
    attachment_behind(text, at) == Attachment::Derivation
}

/// Reports what was read from the word `first` to the word `last`, and gives the word to go on with.
fn report(
    matcher: &Matcher,
    text: &Text<'_>,
    first: usize,
    last: usize,
    readings: &[Reading],
    occurrences: &mut Vec<Occurrence>,
) -> usize {
    let end = if attachment_behind(text, last) == Attachment::Ending {
        last + 1
    } else {
        last
    };
    let (Some(start), Some(stop)) = (text.words().get(first), text.words().get(end)) else {
        return last + 1;
    };
    let span = ByteSpan::new(start.span.start, stop.span.end);
    // What is read as it stands comes before what needs letters put right.
    let is_clean = readings
        .iter()
        .any(|reading| !reading.lookalike && !reading.lacks_capitals);
    let from = occurrences.len();
    for reading in readings {
        if is_clean && (reading.lookalike || reading.lacks_capitals) {
            continue;
        }
        for id in matcher.phrases.terms(reading.node) {
            let Some(indexed) = matcher.terms.get(*id as usize) else {
                continue;
            };
            let is_known = occurrences
                .get(from..)
                .is_some_and(|found| found.iter().any(|known| known.term == indexed.term));
            if is_known {
                continue;
            }
            occurrences.push(Occurrence {
                span,
                term: indexed.term,
                status: indexed.status,
                lookalike: reading.lookalike,
                case_ok: !reading.lacks_capitals && is_case_right(indexed, text, first, last),
                lacks_capitals: reading.lacks_capitals,
            });
        }
    }
    settle_by_spelling(matcher, text, first, last, from, occurrences);
    end + 1
}

/// Where the words from `first` to `last` are both a term to be used and one that is not, drops those that are spelt less
/// like the words: the deprecated `International Labor Organization` is meant by these letters and no variant of the
/// preferred `International Labour Organization`. `from` is the first of their occurrences.
fn settle_by_spelling(
    matcher: &Matcher,
    text: &Text<'_>,
    first: usize,
    last: usize,
    from: usize,
    occurrences: &mut Vec<Occurrence>,
) {
    let here = occurrences.get(from..).unwrap_or_default();
    let approved = here
        .iter()
        .filter(|occurrence| occurrence.status.is_approved())
        .count();
    if approved == 0 || approved == here.len() {
        return;
    }
    let closest = |is_approved: bool| {
        here.iter()
            .filter(|occurrence| occurrence.status.is_approved() == is_approved)
            .map(|occurrence| differing_letters(matcher, text, first, last, occurrence))
            .min()
    };
    let (wanted, unwanted) = (closest(true), closest(false));
    if wanted == unwanted {
        return;
    }
    let is_wanted = wanted < unwanted;
    let mut at = 0;
    occurrences.retain(|occurrence| {
        at += 1;
        at <= from || occurrence.status.is_approved() == is_wanted
    });
}

/// The number of letters of the words from `first` to `last` and of the term behind those that each word begins with
/// in both.
fn differing_letters(
    matcher: &Matcher,
    text: &Text<'_>,
    first: usize,
    last: usize,
    occurrence: &Occurrence,
) -> usize {
    let term = matcher
        .terms
        .binary_search_by_key(&occurrence.term, |indexed| indexed.term)
        .ok()
        .and_then(|at| matcher.terms.get(at));
    let words = text.words().get(first..=last).unwrap_or_default();
    let spelling = term.map_or(&[][..], |term| &term.spelling);
    words
        .iter()
        .zip(spelling)
        .map(|(word, wanted)| {
            let restored = text.restored(word).filter(|_| occurrence.lookalike);
            let found = restored.unwrap_or_else(|| text.folded(word));
            let wanted = fold_word(wanted, text.language());
            let pairs = found.chars().zip(wanted.chars());
            let shared = pairs.take_while(|(one, other)| one == other).count();
            found.chars().count() + wanted.chars().count() - 2 * shared
        })
        .sum()
}

/// Whether the letters of the words from `first` to `last` have the case that the term asks for: that of the term, or
/// capitals throughout as in a heading; a sentence may begin with a capital, and under the sentence rule so may the
/// term anywhere.
fn is_case_right(term: &IndexedTerm, text: &Text<'_>, first: usize, last: usize) -> bool {
    if term.case == CaseRule::Free {
        return true;
    }
    let words = text.words().get(first..=last).unwrap_or_default();
    let spelled = || words.iter().map(|word| text.spelled(word));
    if spelled().all(|word| !word.chars().any(casing::is_lower)) {
        return true;
    }
    spelled()
        .zip(&term.spelling)
        .enumerate()
        .all(|(at, (found, wanted))| {
            let is_first_free =
                at == 0 && (term.case == CaseRule::Sentence || text.begins_sentence(first));
            is_cased_like(found, wanted, is_first_free)
        })
}

/// Whether `found` has capitals where `wanted` has them, as far as both are long; what follows is an ending in small
/// letters.
fn is_cased_like(found: &str, wanted: &str, is_first_free: bool) -> bool {
    let length = wanted.chars().count();
    let mut wanted = wanted.chars();
    found.chars().enumerate().all(|(at, letter)| {
        let expected = wanted.next();
        if at == 0 && is_first_free && casing::is_upper(letter) {
            return true;
        }
        match expected {
            Some(expected) if at < length => {
                !casing::is_cased(letter)
                    || !casing::is_cased(expected)
                    || casing::is_upper(letter) == casing::is_upper(expected)
            }
            _ => !casing::is_upper(letter),
        }
    })
}
