//! Words put right in their letters alone.

use yaddash_language::Language;
use yaddash_language::casing;
use yaddash_language::inflection::{fold_letter, words};

/// `found`, a form of `term`, with the letter case of the term as far as the two share their letters; what follows is
/// an ending and stands in small letters.
pub(super) fn recased(found: &str, term: &str, language: &Language) -> String {
    let mut text = String::with_capacity(found.len());
    let mut from = 0;
    let mut wanted = words(term).filter_map(|word| term.get(word));
    for span in words(found) {
        text.push_str(found.get(from..span.start).unwrap_or_default());
        let word = found.get(span.clone()).unwrap_or_default();
        match wanted.next() {
            Some(model) => push_recased(&mut text, word, model, language),
            None => text.push_str(word),
        }
        from = span.end;
    }
    text.push_str(found.get(from..).unwrap_or_default());
    text
}

fn push_recased(text: &mut String, word: &str, model: &str, language: &Language) {
    let mut model = model.chars().peekable();
    let mut shares = true;
    for letter in word.chars() {
        let like = model.next();
        shares &=
            like.is_some_and(|like| fold_letter(like, language) == fold_letter(letter, language));
        match like {
            Some(like) if shares => text.push(like),
            _ if casing::is_upper(letter) => {
                text.push_str(&casing::lower(letter.encode_utf8(&mut [0; 4]), language));
            }
            _ => text.push(letter),
        }
    }
}

/// The number of letters to insert, drop or change to make `one` of `other`, where it is at most `limit`
/// (Levenshtein 1966).
pub(crate) fn distance(one: &[char], other: &[char], limit: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut least = left;
        for (cell, wanted) in row.iter_mut().skip(1).zip(other) {
            let changed = diagonal + usize::from(letter != wanted);
            diagonal = *cell;
            *cell = changed.min(*cell + 1).min(left + 1);
            left = *cell;
            least = least.min(left);
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        if least > limit {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_that_of_the_term() {
        for (language, found, term, expected) in [
            (
                "en",
                "Council of europe's",
                "Council of Europe",
                "Council of Europe's",
            ),
            ("en", "milli majlis", "Milli Majlis", "Milli Majlis"),
            ("az", "milli məclisin", "Milli Məclis", "Milli Məclisin"),
            ("az", "bmt-nin", "BMT", "BMT-nin"),
            ("ru", "верховного Суда", "Верховный суд", "Верховного суда"),
        ] {
            let language = Language::of(&language.parse().unwrap());
            assert_eq!(recased(found, term, language), expected);
        }
    }

    #[test]
    fn distances() {
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        for (one, other, expected) in [
            ("kitten", "sitting", Some(3)),
            ("a", "a", Some(0)),
            ("", "abcd", None),
        ] {
            assert_eq!(distance(&letters(one), &letters(other), 3), expected);
        }
    }
}
