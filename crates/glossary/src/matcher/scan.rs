//! The scan of a text: at each word the longest term.

use yaddash_language::casing;
use yaddash_language::inflection::{Attachment, Gap, attachment, has_capitals};
use yaddash_model::ByteSpan;

use super::index::{IndexedTerm, Matcher};
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
    let mut occurrences = Vec::new();
    let mut at = 0;
    let mut hits = Vec::new();
    while at < text.words().len() {
        hits_at(matcher, text, at, any_case, &mut hits);
        at = match longest(matcher, text, at, any_case, &hits) {
            Some((readings, last)) => report(matcher, text, at, last, &readings, &mut occurrences),
            None => at + 1,
        };
    }
    occurrences
}

/// The words of the termbase that the word at `at` can be.
fn hits_at(matcher: &Matcher, text: &Text<'_>, at: usize, any_case: bool, hits: &mut Vec<Hit>) {
    hits.clear();
    let Some(word) = text.words().get(at).filter(|word| !word.is_masked) else {
        return;
    };
    let spelled = text.spelled(word);
    let mut collect = |folded: &str, lookalike: bool| {
        matcher.letters.walk(folded, |length, end| {
            let (Some(stem), Some(rest)) = (folded.get(..length), folded.get(length..)) else {
                return;
            };
            if !end.endings.accept(rest) {
                return;
            }
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
}

/// The longest phrase that begins at `at`: its readings and the index of its last word.
fn longest(
    matcher: &Matcher,
    text: &Text<'_>,
    at: usize,
    any_case: bool,
    first: &[Hit],
) -> Option<(Vec<Reading>, usize)> {
    let mut readings: Vec<Reading> = first
        .iter()
        .filter_map(|hit| {
            Some(Reading {
                node: matcher.phrases.step(0, 0, hit.word)?,
                lookalike: hit.lookalike,
                lacks_capitals: hit.lacks_capitals,
            })
        })
        .collect();
    let mut best = None;
    let mut last = at;
    let mut hits = Vec::new();
    while !readings.is_empty() {
        let ends: Vec<Reading> = readings
            .iter()
            .filter(|reading| !matcher.phrases.terms(reading.node).is_empty())
            .copied()
            .collect();
        if !ends.is_empty() && !is_derived(text, last) {
            best = Some((ends, last));
        }
        let Some(gap) = text.gap_behind(last) else {
            break;
        };
        let gaps = gap_numbers(matcher, gap);
        if gaps.iter().all(Option::is_none) {
            break;
        }
        last += 1;
        hits_at(matcher, text, last, any_case, &mut hits);
        readings = readings
            .iter()
            .flat_map(|reading| hits.iter().map(move |hit| (reading, hit)))
            .filter_map(|(reading, hit)| {
                let node = gaps
                    .iter()
                    .flatten()
                    .find_map(|gap| matcher.phrases.step(reading.node, *gap, hit.word))?;
                Some(Reading {
                    node,
                    lookalike: reading.lookalike | hit.lookalike,
                    lacks_capitals: reading.lacks_capitals | hit.lacks_capitals,
                })
            })
            .collect();
    }
    best
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
    end + 1
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
