//! The words of a text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The words of `text` in order, as ranges of bytes: letters and digits with their combining marks; soft hyphens inside
/// a word belong to it. Everything else parts words, so that `AŞPA-nın` is two.
///
/// ```
/// use yaddash_language::inflection::words;
/// let text = "AŞPA-nın 47 üzvü";
/// let found: Vec<_> = words(text).filter_map(|span| text.get(span)).collect();
/// assert_eq!(found, ["AŞPA", "nın", "47", "üzvü"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut class = Class::at(text, at)?;
        while class.0 != Class::Letter {
            at += class.1;
            class = Class::at(text, at)?;
        }
        let start = at;
        let mut end = at;
        loop {
            match class.0 {
                Class::Letter | Class::Mark => end = at + class.1,
                Class::SoftHyphen => {}
                Class::Other => break,
            }
            at += class.1;
            match Class::at(text, at) {
                Some(next) => class = next,
                None => break,
            }
        }
        Some(start..end)
    })
}

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Mark,
    SoftHyphen,
    Other,
}

impl Class {
    /// The class and the length of the character at byte `at`, which begins a character; `None` at the end.
    fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        let first = *text.as_bytes().get(at)?;
        if first.is_ascii() {
            let class = if first.is_ascii_alphanumeric() {
                Self::Letter
            } else {
                Self::Other
            };
            return Some((class, 1));
        }
        let c = text.get(at..)?.chars().next()?;
        Some((Self::of(c), c.len_utf8()))
    }

    pub(super) fn of(c: char) -> Self {
        match c {
            // Letters of Azerbaijani, Russian and their neighbours need no look-up.
            '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2AF}'
            | '\u{400}'..='\u{481}' => Self::Letter,
            '\u{AD}' => Self::SoftHyphen,
            '\u{2000}'..='\u{206F}' => Self::Other,
            _ if is_combining_mark(c) => Self::Mark,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_hold_every_letter(text in any::<String>()) {
            let mut end = 0;
            let is_letter = |c: char| c.is_alphanumeric() && !is_combining_mark(c);
            for span in words(&text) {
                let between = text.get(end..span.start).unwrap();
                prop_assert!(!between.contains(is_letter));
                prop_assert!(text.get(span.clone()).unwrap().starts_with(char::is_alphanumeric));
                end = span.end;
            }
            prop_assert!(!text.get(end..).unwrap().contains(is_letter));
        }
    }
}
