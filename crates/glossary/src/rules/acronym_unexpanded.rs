#![doc = include_str!("acronym-unexpanded.md")]

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::fold_word;
use yaddash_language::translit::name_key;
use yaddash_model::{ByteSpan, Severity};

use super::versions::VersionText;
use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "acronym-unexpanded",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("acronym-unexpanded.md"),
};

/// Letters of an abbreviation that is looked at.
const SHORTEST: usize = 3;
const LONGEST: usize = 10;
/// Sounds that two words have to share.
const SOUNDS: usize = 4;
/// Abbreviations of a document; one with more is a list of them.
const MOST: usize = 500;

/// An abbreviation of a document.
#[derive(Debug, Default)]
struct Acronym {
    /// Block and bytes.
    places: Vec<(usize, ByteSpan)>,
    /// The words that it stands for, where the document has them, with their sounds.
    expansion: Option<Vec<(String, String)>>,
    /// Whether the glossary has it, approved or not.
    is_known: bool,
}

/// Abbreviations that are renderings of another version's.
pub(super) fn check(versions: &[VersionText<'_>], issues: &mut Vec<(usize, usize, Issue)>) {
    let lists: Vec<BTreeMap<String, Acronym>> = versions.iter().map(acronyms).collect();
    for (at, (version, acronyms)) in versions.iter().zip(&lists).enumerate() {
        let mut sounds = None;
        for (letters, acronym) in acronyms {
            if acronym.expansion.is_some() || acronym.is_known {
                continue;
            }
            let Some(sounds) = sounds.get_or_insert_with(|| Sounds::of(version)) else {
                break;
            };
            let sister = versions
                .iter()
                .zip(&lists)
                .enumerate()
                .filter(|(other, _)| *other != at)
                .filter(|(_, (other, _))| other.language() != Some(sounds.language))
                .find_map(|(_, (_, list))| {
                    list.iter().find_map(|(there, sister)| {
                        let words = sister.expansion.as_ref()?;
                        let matched = rendering(letters, sounds, words)?;
                        Some((there, words, matched))
                    })
                });
            if let Some((there, words, matched)) = sister {
                let suggestion = own_initials(version, &matched, letters.chars().count());
                issues.extend(acronym.places.iter().map(|(block, span)| {
                    (
                        at,
                        *block,
                        issue(letters, *span, there, words, suggestion.clone()),
                    )
                }));
            }
        }
    }
}

fn issue(
    letters: &str,
    span: ByteSpan,
    there: &str,
    words: &[(String, String)],
    suggestion: Option<String>,
) -> Issue {
    let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    Issue {
        rule: &RULE,
        span,
        concept: None,
        suggestions: suggestion.into_iter().collect(),
        message: format!(
            "nothing here stands for `{letters}`, which renders `{there}` ({}) of another version letter by letter",
            words.join(" ")
        ),
    }
}

/// The abbreviations of a version by their letters.
fn acronyms(version: &VersionText<'_>) -> BTreeMap<String, Acronym> {
    let mut found: BTreeMap<String, Acronym> = BTreeMap::new();
    for (number, block) in &version.blocks {
        if Shape::of(block.text.source()) == Shape::AllCaps {
            continue;
        }
        for word in block.text.words() {
            let spelled = block.text.spelled(word);
            let length = spelled.chars().count();
            if word.is_masked
                || !(SHORTEST..=LONGEST).contains(&length)
                || !spelled.chars().all(casing::is_upper)
                || found.len() >= MOST && !found.contains_key(spelled)
            {
                continue;
            }
            let span = ByteSpan::from(word.span.clone());
            let acronym = found.entry(spelled.to_owned()).or_default();
            acronym.places.push((*number, span));
            acronym.is_known |= block
                .occurrences
                .iter()
                .any(|term| term.span.overlaps(span));
        }
    }
    for (letters, acronym) in &mut found {
        acronym.expansion = expansion(letters, version);
    }
    found
}

/// The words of the version whose initials are `letters`, with their sounds.
fn expansion(letters: &str, version: &VersionText<'_>) -> Option<Vec<(String, String)>> {
    let language = version.language()?;
    let wanted: Vec<char> = fold_word(letters, language).chars().collect();
    let words = version.blocks.iter().find_map(|(_, block)| {
        (0..block.text.words().len()).find_map(|from| expansion_at(block, from, &wanted))
    })?;
    let with_sounds = words.into_iter().map(|word| {
        let key = name_key(&word, language);
        (word, key)
    });
    Some(with_sounds.collect())
}

fn expansion_at(block: &BlockText<'_>, from: usize, wanted: &[char]) -> Option<Vec<String>> {
    let text = &block.text;
    let first = text.words().get(from)?;
    if !text.spelled(first).starts_with(casing::is_upper) {
        return None;
    }
    let mut words = Vec::new();
    let mut at = from;
    for letter in wanted {
        loop {
            let word = text.words().get(at)?;
            let folded = text.folded(word);
            at += 1;
            if folded.starts_with(*letter) && folded.chars().nth(1).is_some() {
                words.push(text.spelled(word).to_owned());
                break;
            }
            if words.is_empty() || !is_small_word(folded) {
                return None;
            }
        }
        let gap = text.gap_behind(at - 1);
        if words.len() < wanted.len()
            && !gap.is_some_and(|gap| gap == " " || gap == "\u{a0}" || gap == "-")
        {
            return None;
        }
    }
    Some(words)
}

/// Words that abbreviations leave out.
fn is_small_word(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "the"
            | "and"
            | "for"
            | "on"
            | "in"
            | "to"
            | "və"
            | "üzrə"
            | "üçün"
            | "и"
            | "по"
            | "в"
            | "на"
            | "о"
            | "для"
    )
}

/// Where `letters` are the initials of the words of a version that sound like `words` of another: those words.
fn rendering(
    letters: &str,
    version: &mut Sounds<'_>,
    words: &[(String, String)],
) -> Option<Vec<String>> {
    let letters: Vec<char> = fold_word(letters, version.language).chars().collect();
    if letters.len() != words.len() {
        return None;
    }
    let mut matched = Vec::new();
    for (letter, (_, key)) in letters.iter().zip(words) {
        let alike = version.alike(key);
        if alike.is_empty() {
            continue;
        }
        let same = alike.iter().find(|word| word.starts_with(*letter))?;
        matched.push((*same).to_owned());
    }
    (matched.len() >= 2 && matched.len() * 2 >= letters.len()).then_some(matched)
}

/// The words of a version that have a capital, by their sounds.
struct Sounds<'a> {
    language: &'static Language,
    /// Each once, folded, with its sounds.
    words: Vec<(&'a str, String)>,
    /// What was looked for before.
    known: FxHashMap<String, Vec<&'a str>>,
}

impl<'a> Sounds<'a> {
    /// `None` where the version has no text.
    fn of(version: &'a VersionText<'_>) -> Option<Self> {
        let language = version.language()?;
        let mut seen = FxHashSet::default();
        let mut words = Vec::new();
        for (_, block) in &version.blocks {
            for word in block.text.words() {
                let folded = block.text.folded(word);
                if block.text.spelled(word).starts_with(casing::is_upper) && seen.insert(folded) {
                    words.push((folded, name_key(folded, language)));
                }
            }
        }
        Some(Self {
            language,
            words,
            known: FxHashMap::default(),
        })
    }

    /// The words that sound like `key`, in the order of the version.
    fn alike(&mut self, key: &str) -> &[&'a str] {
        if !self.known.contains_key(key) {
            let alike = self
                .words
                .iter()
                .filter(|(_, other)| sound_alike(key, other))
                .map(|(word, _)| *word);
            let alike = alike.collect();
            self.known.insert(key.to_owned(), alike);
        }
        self.known.get(key).map_or(&[], Vec::as_slice)
    }
}

fn sound_alike(key: &str, other: &str) -> bool {
    let shared = key
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let shorter = key.chars().count().min(other.chars().count());
    shared >= SOUNDS && shared * 3 >= shorter * 2
}

/// The initials of the name in the version that has the words `matched` and as many words with capitals as letters.
fn own_initials(version: &VersionText<'_>, matched: &[String], letters: usize) -> Option<String> {
    version.blocks.iter().find_map(|(_, block)| {
        let text = &block.text;
        let mut run: Vec<usize> = Vec::new();
        for at in 0..=text.words().len() {
            let word = text.words().get(at);
            let is_capital =
                word.is_some_and(|word| Shape::of(text.spelled(word)) == Shape::Capitalised);
            let is_small = word.is_some_and(|word| is_small_word(text.folded(word)));
            if is_capital && !is_small {
                run.push(at);
            }
            let goes_on = (is_capital || is_small) && text.gap_behind(at) == Some(" ");
            if goes_on {
                continue;
            }
            let words = || run.iter().filter_map(|at| text.words().get(*at));
            let is_name = words().count() == letters
                && matched
                    .iter()
                    .all(|wanted| words().any(|word| text.folded(word) == wanted));
            if is_name {
                return Some(
                    words()
                        .filter_map(|word| text.spelled(word).chars().next())
                        .collect(),
                );
            }
            run.clear();
        }
        None
    })
}
