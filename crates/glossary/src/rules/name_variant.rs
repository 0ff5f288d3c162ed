#![doc = include_str!("name-variant.md")]

use rustc_hash::FxHashMap;
use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::{Endings, Gap, Stem, TermPattern, az, inflect_like};
use yaddash_language::translit::name_key;
use yaddash_model::{ByteSpan, LanguageTag, Severity};

use super::lost_diacritics::PlainTerms;
use super::near_names::NearNames;
use super::sounds::{Likeness, likeness};
use super::spelling::{distance, recased};
use super::{BlockText, Issue, Rule};
use crate::matcher::{Looked, Misses, TermRef, Word};
use crate::termbase::Termbase;

pub(super) const RULE: Rule = Rule {
    id: "name-variant",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("name-variant.md"),
};

/// Shorter words are like too many others.
pub(super) const SHORTEST: usize = 5;
/// Without the same key, a name needs as many letters to be found by a single letter that differs.
const SHORTEST_BY_LETTER: usize = 8;
/// A key of fewer sounds is shared by too many names.
const SHORTEST_KEY: usize = 4;
/// Letters that two given names share at least.
const SHORTEST_GIVEN: usize = 4;
/// A misspelt name has no more bytes more or less.
const MOST_MORE: usize = 6;
/// The longest ending that is taken off a word to find a name in it.
const LONGEST_ENDING: usize = 8;

/// The names of a termbase in one language.
#[derive(Debug, Default)]
pub(crate) struct Names {
    looked: Looked,
    list: Vec<Name>,
    /// Which names begin with a word that has a stem of that key.
    by_key: FxHashMap<String, Vec<u32>>,
    /// Azerbaijani names by their stems in plain letters.
    by_plain: FxHashMap<String, Vec<u32>>,
    /// Names of two words and more by the keys of their last word.
    by_last: FxHashMap<String, Vec<u32>>,
    /// Terms as they are typed without diacritics.
    pub(super) plain: PlainTerms,
    /// Names of one long word, for comparison letter by letter.
    long: NearNames,
}

#[derive(Debug)]
struct Name {
    term: TermRef,
    words: Vec<NameWord>,
    gaps: Vec<Gap>,
}

#[derive(Debug)]
struct NameWord {
    text: String,
    is_capitalised: bool,
    stems: Vec<Stem>,
}

impl Names {
    /// The names among the terms of `termbase` for `language`: terms that begin with a capital and are no
    /// abbreviations.
    pub(crate) fn new(termbase: &Termbase, tag: &LanguageTag) -> Self {
        let language = Language::of(tag);
        let mut names = Self {
            plain: PlainTerms::new(termbase, tag),
            ..Self::default()
        };
        for (concept, entry) in termbase.concepts.iter().enumerate() {
            for (section, terms) in entry.sections.iter().enumerate() {
                if !tag.accepts(&terms.language) {
                    continue;
                }
                for (at, term) in terms.terms.iter().enumerate() {
                    let at = TermRef {
                        concept,
                        section,
                        term: at,
                    };
                    if term.status.is_approved() && Shape::of(&term.text) != Shape::AllCaps {
                        names.add(&term.text, at, language);
                    }
                }
            }
        }
        names
    }

    fn add(&mut self, text: &str, term: TermRef, language: &'static Language) {
        let pattern = TermPattern::compile(text, language);
        let words: Vec<NameWord> = pattern
            .words()
            .iter()
            .map(|word| NameWord {
                text: word.text.clone(),
                is_capitalised: word.text.starts_with(casing::is_upper) && !word.is_acronym,
                stems: word.stems.clone(),
            })
            .collect();
        let Some(first) = words.first().filter(|word| word.is_capitalised) else {
            return;
        };
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        for stem in &first.stems {
            let key = name_key(&stem.text, language);
            add_to(self.by_key.entry(key).or_default(), id);
            if language.code() == "az" {
                let plain = az::without_diacritics(&stem.text);
                add_to(self.by_plain.entry(plain).or_default(), id);
            }
        }
        if let [_, .., last] = words.as_slice()
            && last.is_capitalised
        {
            for stem in &last.stems {
                let key = name_key(&stem.text, language);
                add_to(self.by_last.entry(key).or_default(), id);
            }
        }
        if words.len() == 1
            && first.text.chars().count() >= SHORTEST_BY_LETTER
            && let Some(letter) = first
                .stems
                .first()
                .and_then(|stem| stem.text.chars().next())
        {
            for stem in &first.stems {
                self.long.add(letter, &stem.text, id, language);
            }
        }
        self.list.push(Name {
            term,
            words,
            gaps: pattern.gaps().to_vec(),
        });
    }
}

fn add_to(ids: &mut Vec<u32>, id: u32) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// Looks for near spellings of the names of the termbase.
pub(crate) fn check(block: &BlockText<'_>, names: &Names, issues: &mut Vec<Issue>) {
    if names.list.is_empty() {
        return;
    }
    let mut occurrences = block.occurrences.iter().peekable();
    let mut misses = Misses::take();
    for (at, word) in block.text.words().iter().enumerate() {
        while occurrences
            .next_if(|occurrence| occurrence.span.end() <= word.span.start)
            .is_some()
        {}
        let is_known = occurrences
            .peek()
            .is_some_and(|occurrence| occurrence.span.start() < word.span.end);
        if is_known || !is_candidate(block, word, SHORTEST) {
            continue;
        }
        let span = ByteSpan::from(word.span.clone());
        let folded = block.text.folded(word);
        if misses.has(names.looked, folded) || issues.iter().any(|issue| issue.span.overlaps(span))
        {
            continue;
        }
        let candidates = Candidates::of(folded, names, block.text.language());
        if candidates.is_empty() {
            misses.note(names.looked, folded);
            continue;
        }
        let found = candidates.variant_at(block, names, at);
        issues.extend(found.or_else(|| candidates.full_name_at(block, names, at)));
    }
    misses.give_back();
}

/// Whether `word` is capitalised and long enough.
pub(super) fn is_candidate(block: &BlockText<'_>, word: &Word, shortest: usize) -> bool {
    let spelled = block.text.spelled(word);
    !word.is_masked
        && spelled.len() >= shortest
        && spelled.starts_with(casing::is_upper)
        && Shape::of(spelled) == Shape::Capitalised
        && spelled.chars().count() >= shortest
}

/// The names that a word may be nearly, whatever stands beside it.
struct Candidates {
    /// Names that begin with such a word.
    first: Vec<(u32, Nearness)>,
    /// Names of several words that end with such a word.
    last: Vec<u32>,
}

impl Candidates {
    /// The candidates of `folded`.
    fn of(folded: &str, names: &Names, language: &'static Language) -> Self {
        let mut found = Self {
            first: Vec::new(),
            last: Vec::new(),
        };
        let plain = if names.by_plain.is_empty() {
            String::new()
        } else {
            az::without_diacritics(folded)
        };
        let mut plain_splits = splits(&plain);
        for (prefix, _) in splits(folded) {
            let key = name_key(prefix, language);
            let alike = names.by_key.get(&key);
            let plain = plain_splits
                .next()
                .and_then(|(prefix, _)| names.by_plain.get(prefix));
            let ids = alike.into_iter().chain(plain).flatten();
            found.first.extend(ids.map(|id| (*id, Nearness::Sound)));
            if !names.by_last.is_empty() {
                found
                    .last
                    .extend(names.by_last.get(&key).into_iter().flatten());
            }
        }
        if let Some(letter) = folded.chars().next()
            && folded.chars().count() >= SHORTEST_BY_LETTER
        {
            let stems = splits(folded).map(|(stem, _)| stem);
            let near = names.long.near(letter, stems, language);
            let near = near.into_iter().map(|id| (id, Nearness::Letter));
            found.first.extend(near);
        }
        found
    }

    fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty()
    }

    /// The name that the words from `at` on are nearly.
    fn variant_at(&self, block: &BlockText<'_>, names: &Names, at: usize) -> Option<Issue> {
        let mut best: Option<(&Name, Vec<String>)> = None;
        for (id, nearness) in &self.first {
            let name = names.list.get(*id as usize);
            let Some((name, forms)) =
                name.and_then(|name| Some((name, name_at(block, name, at, *nearness)?)))
            else {
                continue;
            };
            if best
                .as_ref()
                .is_none_or(|(_, known)| known.len() < forms.len())
            {
                best = Some((name, forms));
            }
        }
        let (name, forms) = best?;
        variant(block, name, at, &forms)
    }

    /// The name whose last word the word at `at` nearly is, with the words before: `Joseph Borel` for `Josep Borrell`.
    fn full_name_at(&self, block: &BlockText<'_>, names: &Names, at: usize) -> Option<Issue> {
        self.last.iter().find_map(|id| {
            let name = names.list.get(*id as usize)?;
            let first = at.checked_sub(name.words.len().checked_sub(1)?)?;
            let forms = name_at(block, name, first, Nearness::Given)?;
            variant(block, name, first, &forms)
        })
    }
}

/// The finding that the words from `at` on should be `forms` of `name`.
fn variant(block: &BlockText<'_>, name: &Name, at: usize, forms: &[String]) -> Option<Issue> {
    let first = block.text.words().get(at)?;
    let last = block.text.words().get((at + forms.len()).checked_sub(1)?)?;
    let span = ByteSpan::new(first.span.start, last.span.end);
    let (concept, _, term) = block.termbase.get(name.term)?;
    // Hyphens and spaces stay as they stand.
    let mut suggestion = String::new();
    for (offset, form) in forms.iter().enumerate() {
        let before = (at + offset).checked_sub(1).filter(|_| offset > 0);
        suggestion.push_str(
            before
                .and_then(|before| block.text.gap_behind(before))
                .unwrap_or_default(),
        );
        suggestion.push_str(form);
    }
    Some(Issue {
        rule: &RULE,
        span,
        concept: Some(concept.id.clone()),
        suggestions: vec![suggestion],
        message: format!(
            "`{}` is nearly the name `{}`",
            block.text_of(span),
            term.text
        ),
    })
}

/// How two words are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearness {
    /// By their sounds.
    Sound,
    /// By single letters, too.
    Letter,
    /// By their sounds, and a given name by its beginning, since the surname is near already.
    Given,
}

/// A word in two: what may be a stem, and what may be an ending.
fn splits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let length = word.chars().count();
    ends.enumerate()
        .filter(move |(at, _)| *at + 1 >= SHORTEST && at + LONGEST_ENDING >= length)
        .filter_map(|(_, at)| word.split_at_checked(at))
}

/// Where the words from `at` on are nearly `name`: its words in the forms that stand there.
fn name_at(
    block: &BlockText<'_>,
    name: &Name,
    at: usize,
    nearness: Nearness,
) -> Option<Vec<String>> {
    let mut forms = Vec::with_capacity(name.words.len());
    let mut nearly = false;
    for (offset, word) in name.words.iter().enumerate() {
        if let Some(gap) = offset.checked_sub(1).and_then(|gap| name.gaps.get(gap)) {
            let between = block.text.gap_behind(at + offset - 1)?;
            if !gap.allows(between, block.text.language()) {
                return None;
            }
        }
        let found = block
            .text
            .words()
            .get(at + offset)
            .filter(|word| !word.is_masked)?;
        let spelled = block.text.spelled(found);
        let folded = block.text.folded(found);
        let is_form = word.stems.iter().any(|stem| {
            folded
                .strip_prefix(stem.text.as_str())
                .is_some_and(|rest| stem.endings.accept(rest))
        });
        if is_form {
            forms.push(recased(spelled, &word.text, block.text.language()));
            continue;
        }
        if !word.is_capitalised || !spelled.starts_with(casing::is_upper) {
            return None;
        }
        let is_last = offset + 1 == name.words.len();
        let nearness = match nearness {
            Nearness::Given if is_last => Nearness::Sound,
            other => other,
        };
        let form = near_form(folded, word, block.text.language(), nearness)?;
        forms.push(form);
        nearly = true;
    }
    nearly.then_some(forms)
}

/// The form of `word` that `folded` is nearly.
fn near_form(
    folded: &str,
    word: &NameWord,
    language: &'static Language,
    nearness: Nearness,
) -> Option<String> {
    let is_long = word.text.chars().count() >= SHORTEST;
    word.stems.iter().find_map(|stem| {
        splits(folded).find_map(|(prefix, rest)| {
            let takes = stem.endings.accept(rest)
                || matches!(stem.endings, Endings::Harmonic(_)) && az::attached(rest);
            let is_near = is_near(prefix, &stem.text, language, nearness)
                || nearness == Nearness::Given && ends_otherwise(prefix, &stem.text)
                || is_long && is_misspelt(prefix, &stem.text, language);
            (takes && is_near).then(|| in_form(word, stem, prefix, rest, language))
        })
    })
}

/// The word with the ending `rest`, in harmony with its stem; `prefix` is the stem that was found.
fn in_form(
    word: &NameWord,
    stem: &Stem,
    prefix: &str,
    rest: &str,
    language: &'static Language,
) -> String {
    let length = stem.text.chars().count();
    let start: String = word.text.chars().take(length).collect();
    let form = format!("{start}{rest}");
    if stem.endings.accept(rest) {
        return form;
    }
    with_ending(prefix, rest, &word.text, language).unwrap_or(form)
}

/// `name` with the ending that `rest` is, in the harmony of its own letters; `found` is what `rest` stands behind.
pub(super) fn with_ending(
    found: &str,
    rest: &str,
    name: &str,
    language: &'static Language,
) -> Option<String> {
    // An ending apart is read in either harmony.
    inflect_like(&format!("{found}-{rest}"), found, name, language)
}

/// Whether `one` is the stem `name` but for letters that transliterations confuse, or but for diacritics.
fn is_misspelt(one: &str, name: &str, language: &Language) -> bool {
    if one.len().abs_diff(name.len()) > MOST_MORE || one == name {
        return false;
    }
    let (letters, wanted): (Vec<char>, Vec<char>) = (one.chars().collect(), name.chars().collect());
    if letters.len().min(wanted.len()) < SHORTEST_KEY || begins_alike(one, &letters, name, &wanted)
    {
        return false;
    }
    let is_plain =
        language.code() == "az" && az::without_diacritics(one) == az::without_diacritics(name);
    is_plain || likeness(one, name, language) == Some(Likeness::Certain)
}

/// Whether one word is the other or its beginning, or goes on with the letter that the other ends with: a letter doubled
/// at the end is the beginning of a suffix (`Cəbrayıl`, `Cəbrayıllı`).
fn begins_alike(one: &str, letters: &[char], name: &str, wanted: &[char]) -> bool {
    one.starts_with(name) || name.starts_with(one) || ends_doubled(letters) && !ends_doubled(wanted)
}

/// Whether `one` is another spelling of `name`.
fn is_near(one: &str, name: &str, language: &Language, nearness: Nearness) -> bool {
    let (letters, wanted): (Vec<char>, Vec<char>) = (one.chars().collect(), name.chars().collect());
    let shorter = letters.len().min(wanted.len());
    if shorter < SHORTEST || begins_alike(one, &letters, name, &wanted) {
        return false;
    }
    if nearness == Nearness::Letter {
        return shorter >= SHORTEST_BY_LETTER
            && distance(&letters, &wanted, 1).is_some()
            && differs_inside(&letters, &wanted);
    }
    let key = name_key(one, language);
    key.chars().count() >= SHORTEST_KEY
        && key == name_key(name, language)
        && distance(&letters, &wanted, (shorter / 3).max(1)).is_some()
}

/// Whether two given names differ in the consonants at their end alone: `Josep` and `Joseph`, but not `Mario` and
/// `Maria`.
fn ends_otherwise(one: &str, name: &str) -> bool {
    let shared = one
        .chars()
        .zip(name.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let is_ending = |word: &str| {
        let mut rest = word.chars().skip(shared).peekable();
        word.chars().count() <= shared + 2
            && rest.all(|letter| !"aeəiıoöuüyаеиоуыэюя".contains(letter))
    };
    one != name && shared >= SHORTEST_GIVEN && is_ending(one) && is_ending(name)
}

fn ends_doubled(letters: &[char]) -> bool {
    matches!(letters, [.., one, other] if one == other)
}

/// Whether the words differ before their last three letters, where endings are.
fn differs_inside(one: &[char], other: &[char]) -> bool {
    let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    shared + 3 < one.len().min(other.len())
}
