//! Phrases: which of their words inflect, and how.

use super::adjective::{gender_of_adjective, is_adjectival};
use super::noun::{self, is_indeclinable};
use super::tables::{Gender, MASCULINE_HARD};
use crate::inflection::{Endings, Gap, Role, Stem};

/// The roles of the folded `words` of a phrase, which `gaps` part: adjectives before the head agree with it, the head
/// inflects, what depends on it is frozen (`Совет | Европы`). `is_name` says for each word whether it is written with a
/// capital.
///
/// Names of persons inflect in all their words (`Ильхам Алиев`), an indeclinable word hands the inflection on (`Милли
/// Меджлис`), and what a conjunction or a comma adds to the head inflects with it (`Босния и Герцеговина`). Words that
/// hyphens join are a compound: see `compound`.
pub fn roles(words: &[&str], is_name: &[bool], gaps: &[Gap]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(words.len());
    let mut head_seen = false;
    while roles.len() < words.len() {
        let start = roles.len();
        let end = end_of_compound(start, words, gaps);
        let parts = words.get(start..end).unwrap_or_default();
        let named = is_name.get(start).copied().unwrap_or(false);
        let is_last = end == words.len();
        if roles.last() == Some(&Role::Head) && adds_to_head(start, words, gaps) {
            head_seen = false;
        }
        if head_seen {
            roles.extend(parts.iter().map(|word| {
                if named && is_apposition(word) {
                    Role::Apposition
                } else {
                    Role::Frozen
                }
            }));
            continue;
        }
        if let [word] = parts {
            roles.push(if !is_last && is_conjunction(word) {
                Role::Frozen
            } else if !is_last && is_adjectival(word) {
                Role::Modifier
            } else if !is_last && is_indeclinable(word, named) {
                Role::Frozen
            } else {
                Role::Head
            });
        } else {
            roles.extend(compound(parts, is_last));
        }
        head_seen = roles
            .get(start..)
            .is_some_and(|new| new.contains(&Role::Head));
    }
    roles
}

/// Behind the last of the words that hyphens join to the one at `start`.
fn end_of_compound(start: usize, words: &[&str], gaps: &[Gap]) -> usize {
    let joined = gaps.get(start..).unwrap_or_default();
    let hyphens = joined.iter().take_while(|gap| **gap == Gap::Hyphen);
    (start + 1 + hyphens.count()).min(words.len())
}

/// The roles of the `parts` of a compound with hyphens.
///
/// Where a preposition is among them, the first part is the head (`Ростов-на-Дону`). An adjective is one as a whole
/// (`научно-исследовательский институт`). Of two nouns the last is the head, and the first inflects with it
/// (`город-герой`) or stays (`премьер-министр`), which only a dictionary could tell.
fn compound(parts: &[&str], is_last: bool) -> Vec<Role> {
    let count = parts.len();
    let inner = parts.get(1..count - 1).unwrap_or_default();
    if inner.iter().any(|word| PREPOSITIONS.contains(word)) {
        let mut roles = vec![Role::Frozen; count];
        if let Some(first) = roles.first_mut() {
            *first = Role::Head;
        }
        return roles;
    }
    let is_adjective = parts.last().is_some_and(|last| is_adjectival(last));
    let before = parts.iter().take(count - 1).map(|part| {
        if is_adjectival(part) {
            Role::Modifier
        } else if is_adjective && part.ends_with(['о', 'е']) {
            Role::Frozen
        } else {
            Role::Apposition
        }
    });
    let last = if is_adjective && !is_last {
        Role::Modifier
    } else {
        Role::Head
    };
    before.chain([last]).collect()
}

/// Prepositions and articles inside names: `Ростов-на-Дону`, `Рио-де-Жанейро`.
const PREPOSITIONS: &[&str] = &[
    "на", "за", "под", "по", "при", "у", "в", "де", "да", "ла", "сюр",
];

fn is_conjunction(word: &str) -> bool {
    matches!(word, "и" | "или" | "либо")
}

/// Whether the word at `at`, directly behind the head, goes on with it: a conjunction, or a comma where a conjunction
/// follows.
fn adds_to_head(at: usize, words: &[&str], gaps: &[Gap]) -> bool {
    let rest = words.get(at..).unwrap_or_default();
    let is_comma = at
        .checked_sub(1)
        .and_then(|at| gaps.get(at))
        .is_some_and(|gap| *gap == Gap::Other(",".into()));
    match rest {
        [first, _, ..] if is_conjunction(first) => true,
        [_, others @ ..] => is_comma && others.iter().any(|word| is_conjunction(word)),
        [] => false,
    }
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
/// no genitive: `Алиев`, `Гафарова`, `Трамп`, `Мишель`, `Турция`, `Северная`.
fn is_apposition(word: &str) -> bool {
    let is_genitive_plural = ["ий", "ых", "их", "ей"]
        .iter()
        .any(|ending| word.ends_with(ending));
    let ends_in_consonant = word
        .chars()
        .next_back()
        .is_some_and(|last| "бвгджзйклмнпрстфхцчшщь".contains(last));
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
