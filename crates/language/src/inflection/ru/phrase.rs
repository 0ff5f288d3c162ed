//! Phrases: which of their words inflect, and how.

use super::adjective::{gender_of_adjective, is_adjectival};
use super::noun::{self, is_indeclinable};
use super::tables::{Gender, MASCULINE_HARD};
use crate::inflection::{Endings, Role, Stem};

/// The roles of the folded `words` of a phrase: adjectives before the head agree with it, the head inflects, what
/// depends on it is frozen (`Совет | Европы`). `is_name` says for each word whether it is written with a capital.
///
/// Names of persons inflect in all their words (`Ильхам Алиев`), and an indeclinable word hands the inflection on
/// (`Милли Меджлис`).
pub fn roles(words: &[&str], is_name: &[bool]) -> Vec<Role> {
    let mut roles = Vec::with_capacity(words.len());
    let mut head_seen = false;
    for (at, word) in words.iter().enumerate() {
        let named = is_name.get(at).copied().unwrap_or(false);
        let is_last = at + 1 == words.len();
        let role = if head_seen {
            if named && is_apposition(word) {
                Role::Apposition
            } else {
                Role::Frozen
            }
        } else if !is_last && is_adjectival(word) {
            Role::Modifier
        } else if !is_last && is_indeclinable(word, named) {
            Role::Frozen
        } else {
            head_seen = true;
            Role::Head
        };
        roles.push(role);
    }
    roles
}

/// The stems of the head `word` behind the adjective `before`: where that is a plural, so is the head.
pub fn head(word: &str, before: Option<&str>, is_name: bool) -> Vec<Stem> {
    let mut stems = noun::word(word, is_name);
    let is_plural = before
        .filter(|before| is_adjectival(before))
        .and_then(gender_of_adjective)
        == Some(Gender::Plural);
    if is_plural {
        stems.extend(noun::plural_in_a(word));
    }
    stems
}

/// Whether a word with a capital behind the head may inflect with it: it looks like a nominative, as surnames do and
/// no genitive: `Алиев`, `Гафарова`, `Трамп`, `Турция`, `Северная`.
fn is_apposition(word: &str) -> bool {
    let is_genitive_plural = ["ий", "ых", "их", "ей"]
        .iter()
        .any(|ending| word.ends_with(ending));
    let ends_in_consonant = word
        .chars()
        .next_back()
        .is_some_and(|last| "бвгджзйклмнпрстфхцчшщ".contains(last));
    (ends_in_consonant && !is_genitive_plural)
        || ["ский", "цкий"].iter().any(|ending| word.ends_with(ending))
        || ["ова", "ева", "ина", "ая", "ия", "овна", "евна"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// The stem of an abbreviation in capitals: one that is read as a word and ends in a consonant takes endings in small
/// letters (`МИД`, `МИДа`); others never inflect (`ПАСЕ`, `США`, `ООН`).
pub fn acronym(folded: &str) -> Vec<Stem> {
    let has_vowel = folded.chars().any(|letter| "аеиоуыэюя".contains(letter));
    let ends_in_consonant = folded
        .chars()
        .next_back()
        .is_some_and(|letter| !"аеиоуыэюяьъ".contains(letter));
    let endings = if has_vowel && ends_in_consonant {
        Endings::Listed(MASCULINE_HARD)
    } else {
        Endings::Bare
    };
    vec![Stem::new(folded, endings)]
}
