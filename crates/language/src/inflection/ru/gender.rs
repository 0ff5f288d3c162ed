//! Gender, as far as the dictionary form shows it.

use super::adjective::{gender_of_adjective, is_adjectival};
use super::tables::Gender;

/// The gender that the ending of a noun in the nominative shows.
pub(crate) fn gender_of(word: &str) -> Option<Gender> {
    if is_adjectival(word) {
        return gender_of_adjective(word);
    }
    match word.chars().next_back()? {
        'а' | 'я' => Some(Gender::Feminine),
        'о' | 'е' => Some(Gender::Neuter),
        'ы' | 'и' => Some(Gender::Plural),
        'ь' if word.ends_with("ость") || word.ends_with("есть") => Some(Gender::Feminine),
        'ь' if word.ends_with("тель") => Some(Gender::Masculine),
        'ь' | 'у' | 'ю' | 'э' => None,
        _ => Some(Gender::Masculine),
    }
}
