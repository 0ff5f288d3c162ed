//! Terms as patterns of words.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::compile::compile_words;
use super::gap::{Attachment, Gap, attachment};
use super::{Endings, Stem, az, en, fold_word, ru, words};
use crate::{Language, casing};

/// What a word does when its term inflects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It inflects.
    Head,
    /// It agrees with the head (Russian adjectives).
    Modifier,
    /// It inflects with the head or stays (`Алиев` in `Ильхам Алиев`).
    Apposition,
    /// It stays as it is.
    Frozen,
}

/// A word of a term with all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPattern {
    /// The word as the term spells it.
    pub text: String,
    /// Its stems, folded.
    pub stems: Vec<Stem>,
    /// What it does when the term inflects.
    pub role: Role,
    /// Whether it is an abbreviation in capitals, of which a form must have its capitals (`PACE`, not `pace`).
    pub is_acronym: bool,
}

/// A term with all its forms.
#[derive(Clone, Debug)]
pub struct TermPattern {
    words: Vec<WordPattern>,
    gaps: Vec<Gap>,
    language: &'static Language,
}

impl TermPattern {
    /// Compiles `term`, a word or several in their dictionary form. A text without a letter or digit gives a pattern
    /// without words, which matches nothing.
    pub fn compile(term: &str, language: &'static Language) -> Self {
        let spans: Vec<Range<usize>> = words(term).collect();
        let texts: Vec<&str> = spans
            .iter()
            .filter_map(|span| term.get(span.clone()))
            .collect();
        let gaps: Vec<Gap> = spans
            .windows(2)
            .filter_map(|pair| match pair {
                [one, next] => term.get(one.end..next.start).map(Gap::of),
                _ => None,
            })
            .collect();
        Self {
            words: compile_words(&texts, &gaps, language),
            gaps,
            language,
        }
    }

    /// A pattern that `text` alone matches, in no other form.
    pub fn exact(text: &str, language: &'static Language) -> Self {
        let mut pattern = Self::compile(text, language);
        for word in &mut pattern.words {
            word.stems = vec![Stem::new(fold_word(&word.text, language), Endings::Bare)];
            word.role = Role::Frozen;
        }
        pattern
    }

    /// The term with the words that it joins by hyphens written as one, as English spells many: `co-operation`,
    /// `cooperation`. `None` where it has no hyphen, in other languages, and where the closed form is another word
    /// (`re-form`, `reform`).
    pub fn closed(&self) -> Option<Self> {
        if self.language.code() != "en" || !self.gaps.contains(&Gap::Hyphen) {
            return None;
        }
        let mut term = String::new();
        for (at, word) in self.words.iter().enumerate() {
            let gap = at.checked_sub(1).and_then(|at| self.gaps.get(at));
            let before = at.checked_sub(1).and_then(|at| self.words.get(at));
            match gap {
                Some(Gap::Hyphen) if !en::is_closed(&before?.text, &word.text) => return None,
                None | Some(Gap::Hyphen) => {}
                Some(gap) => term.push_str(gap.spelling()),
            }
            term.push_str(&word.text);
        }
        Some(Self::compile(&term, self.language))
    }

    /// Takes on the endings of `model`, where the two are the same but for diacritics: Azerbaijani `Baki` is written by
    /// someone who says `Bakı`, and so is `Bakidan`, against the harmony of its letters. Does nothing otherwise.
    pub fn take_endings_of(&mut self, model: &Self) {
        let language = self.language;
        let plain = |text: &str| az::without_diacritics(&fold_word(text, language));
        let is_same = language.code() == "az"
            && self.words.len() == model.words.len()
            && self
                .words
                .iter()
                .zip(&model.words)
                .all(|(one, other)| plain(&one.text) == plain(&other.text));
        if !is_same {
            return;
        }
        for (word, model) in self.words.iter_mut().zip(&model.words) {
            let folded = fold_word(&word.text, language).into_owned();
            for stem in &model.stems {
                let stem = Stem::new(spelled_plainly(&stem.text, &folded), stem.endings);
                if !word.stems.contains(&stem) {
                    word.stems.push(stem);
                }
            }
        }
    }

    /// The words in order.
    pub fn words(&self) -> &[WordPattern] {
        &self.words
    }

    /// What stands between the words: one less than there are words.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The language that the term was compiled for.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// Whether `text` as a whole is the term in one of its forms.
    pub fn is_form(&self, text: &str) -> bool {
        let spans: Vec<Range<usize>> = words(text).collect();
        let count = self.words.len();
        if count == 0 || spans.len() < count || spans.len() > count + 1 {
            return false;
        }
        let gap_at = |at: usize| match (spans.get(at), spans.get(at + 1)) {
            (Some(one), Some(next)) => text.get(one.end..next.start),
            _ => None,
        };
        let words_match = self.words.iter().zip(&spans).all(|(word, span)| {
            text.get(span.clone())
                .is_some_and(|token| word.matches(token, &fold_word(token, self.language)))
        });
        let gaps_match =
            self.gaps.iter().enumerate().all(|(at, gap)| {
                gap_at(at).is_some_and(|between| gap.allows(between, self.language))
            });
        let ending_matches = spans.len() == count
            || spans
                .last()
                .and_then(|span| text.get(span.clone()))
                .is_some_and(|ending| {
                    gap_at(count - 1).is_some_and(|gap| {
                        attachment(gap, &fold_word(ending, self.language), self.language)
                            == Attachment::Ending
                    })
                });
        words_match && gaps_match && ending_matches
    }

    /// The words as the term has them, with one spelling of what stands between them.
    fn as_written(&self) -> String {
        let mut text = String::new();
        for (at, word) in self.words.iter().enumerate() {
            let gap = at.checked_sub(1).and_then(|gap| self.gaps.get(gap));
            text.push_str(gap.map_or("", Gap::spelling));
            text.push_str(&word.text);
        }
        text
    }

    /// The head that the word at `at` belongs to: the next one, else the last.
    pub(super) fn head_of(&self, at: usize) -> Option<&WordPattern> {
        let is_head = |word: &&WordPattern| word.role == Role::Head;
        let (before, from_here) = self.words.split_at_checked(at)?;
        let next = from_here.iter().find(is_head);
        next.or_else(|| before.iter().rfind(is_head))
    }

    /// Every form that matches, the dictionary form first, then by the order of the endings.
    ///
    /// Azerbaijani gives some thousand for each term; Russian adjectives are listed in agreement with their head. A term
    /// without words has none.
    pub fn forms(&self) -> Vec<String> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let mut phrases: Vec<(String, u32)> = vec![(String::new(), u32::MAX)];
        for (at, word) in self.words.iter().enumerate() {
            let gap = at.checked_sub(1).and_then(|gap| self.gaps.get(gap));
            let between = gap.map_or("", Gap::spelling);
            let gender = self
                .head_of(at)
                .and_then(|head| ru::gender_of(&fold_word(&head.text, self.language)));
            let forms = word.forms_with_cells(self.language, gender);
            phrases = phrases
                .iter()
                .flat_map(|(phrase, cells)| {
                    forms
                        .iter()
                        .filter(move |(_, more)| cells & more != 0)
                        .map(move |(form, more)| (format!("{phrase}{between}{form}"), cells & more))
                })
                .collect();
        }
        let mut seen = rustc_hash::FxHashSet::default();
        let mut forms: Vec<String> = phrases
            .into_iter()
            .map(|(form, _)| form)
            .filter(|form| !form.is_empty() && seen.insert(form.clone()))
            .collect();
        if forms.is_empty() {
            // Words that do not agree, as in a name of foreign words, match as they stand.
            forms.push(self.as_written());
        }
        if self.language.code() == "en" {
            let possessives: Vec<String> = forms
                .iter()
                .map(|form| {
                    if form.ends_with('s') {
                        format!("{form}’")
                    } else {
                        format!("{form}’s")
                    }
                })
                .collect();
            forms.extend(possessives);
        }
        forms
    }
}

impl WordPattern {
    /// Whether `token` is a form of the word; `folded` is [`fold_word`] of it.
    pub fn matches(&self, token: &str, folded: &str) -> bool {
        self.stems.iter().any(|stem| {
            folded
                .strip_prefix(stem.text.as_str())
                .is_some_and(|rest| stem.endings.accept(rest))
                && (!self.is_acronym || has_capitals(token, &stem.text))
        })
    }

    /// The forms in the spelling of the term, each with its cells projected to those of nouns; all bits where there
    /// are none. `gender` is that of the head of a Russian phrase.
    fn forms_with_cells(
        &self,
        language: &Language,
        gender: Option<ru::Gender>,
    ) -> Vec<(String, u32)> {
        let mut forms = Vec::new();
        let folded = fold_word(&self.text, language);
        let is_listed_apart = self.is_acronym && language.code() == "az";
        for stem in &self.stems {
            let endings = match stem.endings {
                Endings::Harmonic(start) if is_listed_apart => {
                    Endings::Harmonic(az::acronym_start(&folded).unwrap_or(start))
                }
                endings => endings,
            };
            for ending in endings.list() {
                let form = format!("{}{ending}", stem.text);
                if form.is_empty() {
                    // A word that is all ending, such as a single letter, has no form without it.
                    continue;
                }
                let spelled = if is_listed_apart && !ending.is_empty() {
                    format!("{}-{ending}", self.text)
                } else {
                    respell(&self.text, &folded, &form)
                };
                let cells = match stem.endings.cells(&ending) {
                    0 => u32::MAX,
                    _ if language.code() != "ru" => u32::MAX,
                    cells if self.role == Role::Modifier => project(cells, gender),
                    cells => unaccusative(cells),
                };
                forms.push((spelled, cells));
            }
        }
        // The dictionary form comes first.
        if let Some(at) = forms.iter().position(|(form, _)| *form == self.text) {
            forms.swap(0, at);
        }
        forms
    }
}

/// `stem` with the letters of `word` as far as the two are the same but for diacritics.
fn spelled_plainly(stem: &str, word: &str) -> String {
    let mut letters = word.chars();
    stem.chars()
        .map(|letter| {
            letters
                .next()
                .filter(|other| az::plain_letter(*other) == az::plain_letter(letter))
                .unwrap_or(letter)
        })
        .collect()
}

/// Cells without the accusative, where that has no form of its own.
fn unaccusative(cells: u32) -> u32 {
    match cells & !ru::ACCUSATIVE {
        0 => cells,
        others => others,
    }
}

/// Cells of an adjective as cells of the nouns that it can agree with.
fn project(cells: u32, gender: Option<ru::Gender>) -> u32 {
    const CASES: u32 = 0b11_1111;
    let singular = match gender {
        Some(ru::Gender::Masculine) => cells,
        Some(ru::Gender::Feminine) => cells >> 6,
        Some(ru::Gender::Neuter) => cells >> 12,
        Some(ru::Gender::Plural) => 0,
        None => cells | cells >> 6 | cells >> 12,
    } & CASES;
    let plural = (cells >> (ru::ADJECTIVE_CELLS - 6)) & CASES;
    unaccusative(singular | plural << 6)
}

/// `form`, folded, with the letters that it shares with the word in the spelling of the word.
pub(super) fn respell(word: &str, folded: &str, form: &str) -> String {
    let shared = folded
        .chars()
        .zip(form.chars())
        .take_while(|(one, other)| one == other)
        .count();
    // Letters are counted as folding counts them: composed, without soft hyphens.
    let mut spelled: String = word.nfc().filter(|c| *c != '\u{AD}').take(shared).collect();
    spelled.extend(form.chars().skip(shared));
    spelled
}

/// Whether the letters of `token` that make up its folded `stem` are capitals and what follows is in small letters; a
/// text in capitals throughout has endings in capitals, which need three letters to be told from another abbreviation.
pub fn has_capitals(token: &str, stem: &str) -> bool {
    let length = stem.chars().count();
    let letters = || {
        token
            .chars()
            .filter(|c| !is_combining_mark(*c) && *c != '\u{AD}')
    };
    let stem_is_upper = !letters().take(length).any(casing::is_lower);
    let is_small = !letters().skip(length).any(casing::is_upper);
    let is_upper = letters().count() >= length + 3 && !letters().any(casing::is_lower);
    stem_is_upper && (is_small || is_upper)
}

/// Whether `text` has two letters or more and no small one.
pub(super) fn is_all_capitals(text: &str) -> bool {
    text.chars()
        .filter(|letter| casing::is_upper(*letter))
        .count()
        > 1
        && !text.chars().any(casing::is_lower)
}

#[cfg(test)]
mod tests;
