//! Dictionaries of dictd: an index of words, places and lengths, and the data that these point into.

use std::borrow::Cow;

use crate::{Error, ErrorKind};

/// Entries that describe the dictionary begin with one of these.
const ABOUT: &[&str] = &["00-database", "00database", "##"];

/// Gives each entry to `take`: its headword and its definition.
pub(super) fn entries(
    index: &str,
    data: &[u8],
    mut take: impl FnMut(&str, &str),
) -> Result<(), Error> {
    for (number, line) in index
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let broken = |reason| {
            Error::new(ErrorKind::Index {
                entry: number + 1,
                reason,
            })
        };
        let mut columns = line.split('\t');
        let (Some(headword), Some(place), Some(length)) =
            (columns.next(), columns.next(), columns.next())
        else {
            return Err(broken(
                "it needs a word, a place and a length with tabs between",
            ));
        };
        let (Some(place), Some(length)) = (number_of(place), number_of(length)) else {
            return Err(broken("its place or its length is no number in base 64"));
        };
        let end = place.checked_add(length);
        let Some(bytes) = end.and_then(|end| data.get(place..end)) else {
            return Err(broken("it points behind the end of the data"));
        };
        if !ABOUT.iter().any(|about| headword.starts_with(about)) {
            let definition: Cow<'_, str> = String::from_utf8_lossy(bytes);
            take(headword, &definition);
        }
    }
    Ok(())
}

/// A number in the digits of base 64, the highest first.
fn number_of(digits: &str) -> Option<usize> {
    digits.bytes().try_fold(0_usize, |value, digit| {
        let digit = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        value.checked_mul(64)?.checked_add(usize::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_base_64() {
        assert_eq!(number_of("A"), Some(0));
        assert_eq!(number_of("BA"), Some(64));
        assert_eq!(number_of("/+"), Some(63 * 64 + 62));
        assert_eq!(number_of("-"), None);
        assert_eq!(number_of(&"/".repeat(20)), None);
    }
}
