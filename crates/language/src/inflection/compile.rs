//! From the words of a term to patterns.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::term::is_all_capitals;
use super::{Endings, Gap, Role, Stem, WordPattern, az, en, fold_word, ru};
use crate::{Language, casing};

/// The patterns of the words of a term, whose texts are `texts` and between which `gaps` stand.
pub(super) fn compile_words(
    texts: &[&str],
    gaps: &[Gap],
    language: &'static Language,
) -> Vec<WordPattern> {
    let folded: Vec<String> = texts
        .iter()
        .map(|text| fold_word(text, language).into_owned())
        .collect();
    let folded_words: Vec<&str> = folded.iter().map(String::as_str).collect();
    let is_name: Vec<bool> = texts
        .iter()
        .map(|text| text.chars().next().is_some_and(casing::is_upper))
        .collect();
    let all_in_capitals = texts.len() > 1 && texts.iter().all(|text| is_all_capitals(text));
    let roles = roles(&folded_words, &is_name, gaps, language);
    let mut patterns = Vec::with_capacity(texts.len());
    for (at, ((text, folded), role)) in texts.iter().zip(&folded_words).zip(roles).enumerate() {
        let is_acronym = is_all_capitals(text) && !all_in_capitals;
        let named = is_name.get(at).copied().unwrap_or(false);
        let stems = match language.code() {
            "az" => azerbaijani(folded, role, is_acronym, texts.len() > 1),
            "ru" => {
                let before = at
                    .checked_sub(1)
                    .and_then(|at| folded_words.get(at).copied());
                russian(folded, before, role, is_acronym, named)
            }
            "en" => {
                let plain = (!named).then(|| without_marks(folded));
                english(folded, plain, role, is_acronym, named && texts.len() == 1)
            }
            _ => vec![Stem::new(*folded, Endings::Bare)],
        };
        patterns.push(WordPattern {
            text: (*text).to_owned(),
            stems,
            role,
            is_acronym,
        });
    }
    patterns
}

fn roles(folded: &[&str], is_name: &[bool], gaps: &[Gap], language: &Language) -> Vec<Role> {
    let inflects = |yes| if yes { Role::Head } else { Role::Frozen };
    match language.code() {
        "az" => (1..=folded.len())
            .map(|count| inflects(count == folded.len()))
            .collect(),
        "ru" => ru::roles(folded, is_name, gaps),
        "en" => en::heads(folded).into_iter().map(inflects).collect(),
        _ => vec![Role::Frozen; folded.len()],
    }
}

fn azerbaijani(folded: &str, role: Role, is_acronym: bool, in_phrase: bool) -> Vec<Stem> {
    if role == Role::Frozen {
        vec![Stem::new(folded, Endings::Bare)]
    } else if is_acronym {
        vec![Stem::new(folded, Endings::Harmonic(az::APART))]
    } else if in_phrase {
        az::head(folded)
    } else {
        az::word(folded)
    }
}

fn russian(
    folded: &str,
    before: Option<&str>,
    role: Role,
    is_acronym: bool,
    is_name: bool,
) -> Vec<Stem> {
    match role {
        Role::Frozen => vec![Stem::new(folded, Endings::Bare)],
        _ if is_acronym => ru::acronym(folded),
        Role::Modifier => ru::modifier(folded),
        Role::Head => ru::head(folded, before, is_name),
        Role::Apposition => {
            let mut stems = ru::word(folded, is_name);
            stems.push(Stem::new(folded, Endings::Bare));
            stems
        }
    }
}

/// `plain` is the word without marks that it may be spelt without.
fn english(
    folded: &str,
    plain: Option<String>,
    role: Role,
    is_acronym: bool,
    is_name: bool,
) -> Vec<Stem> {
    if is_acronym {
        return if role == Role::Frozen {
            en::bare(folded)
        } else {
            en::acronym(folded)
        };
    }
    let mut variants = en::variants(folded);
    variants.extend(plain.filter(|plain| plain != folded));
    variants
        .iter()
        .flat_map(|variant| {
            if role == Role::Frozen {
                en::bare(variant)
            } else {
                en::word(variant, is_name)
            }
        })
        .collect()
}

/// `word` without the marks that foreign words keep in English or lose: `naïve`, `naive`.
fn without_marks(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}
