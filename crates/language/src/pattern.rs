//! Endings as patterns: small letters, in which `A` stands for the open vowels and `I` for the close ones that vowel
//! harmony chooses from.

use crate::Language;
use crate::casing::fold_char;

/// Whether `text`, folded as `language` does, is what `pattern` describes.
pub(crate) fn fits(text: &str, pattern: &str, language: &Language) -> bool {
    letters_fit(text.chars().map(|c| fold_char(c, language)), pattern)
}

/// Whether `text`, folded already, is `stem` alone or with one of `endings`.
pub(crate) fn fits_with_ending(text: &str, stem: &str, endings: &[&str]) -> bool {
    text.strip_prefix(stem).is_some_and(|ending| {
        ending.is_empty()
            || endings
                .iter()
                .any(|pattern| letters_fit(ending.chars(), pattern))
    })
}

fn letters_fit(mut letters: impl Iterator<Item = char>, pattern: &str) -> bool {
    let all = pattern.chars().all(|sign| {
        letters.next().is_some_and(|letter| match sign {
            'A' => "aəаә".contains(letter),
            'I' => "ıiuüыиуү".contains(letter),
            _ => letter == sign,
        })
    });
    all && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmony_is_left_to_the_writer() {
        let az = Language::of(&"az".parse().unwrap());
        for suffix in ["nın", "nin", "NUN", "NİN", "nün"] {
            assert!(fits(suffix, "nIn", az), "{suffix}");
        }
        assert!(!fits("nan", "nIn", az) && !fits("nını", "nIn", az) && !fits("nı", "nIn", az));
        assert!(fits_with_ending("milyondan", "milyon", &["dAn"]));
        assert!(!fits_with_ending("milyonçu", "milyon", &["dAn"]));
    }
}
