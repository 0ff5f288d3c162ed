//! URLs, e-mail addresses and file paths in running text.

use yaddash_model::ByteSpan;

/// Top-level domains that make a bare host name (`meclis.gov.az`) one. Short, since a full stop without a space after
/// it must not make a host name of two words.
const HOST_ENDINGS: [&str; 16] = [
    "az", "com", "edu", "eu", "ge", "gov", "info", "int", "io", "kz", "net", "org", "ru", "su",
    "tr", "uk",
];

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// The parts of `text` that are URLs, e-mail addresses or file paths, in order. Takes linear time.
///
/// Punctuation around them is text, and so is a suffix behind an apostrophe.
pub(super) fn spans(text: &str) -> Vec<ByteSpan> {
    candidates(text)
        .filter_map(|word| {
            let span = without_punctuation(text, word);
            let candidate = span.of(text)?;
            let length = length_of_name(candidate)?;
            Some(ByteSpan::new(span.start(), span.start() + length))
        })
        .collect()
}

/// The runs without white space, quotation marks or angle brackets that hold a sign which every name of a resource
/// has; all other text is passed over without being cut into words.
fn candidates(text: &str) -> impl Iterator<Item = ByteSpan> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let sign = next_sign(text.as_bytes(), from)?;
        let (before, behind) = text.split_at_checked(sign)?;
        let start = before
            .get(from..)?
            .char_indices()
            .rev()
            .find(|(_, c)| is_boundary(*c))
            .map_or(from, |(at, c)| from + at + c.len_utf8());
        let end = sign + behind.find(is_boundary).unwrap_or(behind.len());
        from = end;
        Some(ByteSpan::new(start, end))
    })
}

/// The next slash, at sign or full stop inside a word.
fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let is_sign = |(at, byte): (usize, &u8)| match byte {
        b'/' | b'@' | b'\\' => true,
        b'.' => rest
            .get(at + 1)
            .is_some_and(|next| !next.is_ascii_whitespace()),
        _ => false,
    };
    rest.iter()
        .enumerate()
        .position(is_sign)
        .map(|at| from + at)
}

fn is_boundary(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '“' | '”' | '„' | '«' | '»' | '<' | '>' | '‘' | '’' | '\'' | '`'
        )
}

/// The word without brackets before it and punctuation behind it; a closing bracket stays where its opening one is in
/// the word.
fn without_punctuation(text: &str, word: ByteSpan) -> ByteSpan {
    let whole = word.of(text).unwrap_or_default();
    let front = whole.trim_start_matches(BRACKETS.map(|(opening, _)| opening));
    let start = word.end() - front.len();
    let mut kept = front;
    let mut surplus = BRACKETS.map(|(opening, closing)| {
        front
            .matches(closing)
            .count()
            .saturating_sub(front.matches(opening).count())
    });
    while let Some(last) = kept.chars().next_back() {
        let bracket = BRACKETS
            .iter()
            .zip(&mut surplus)
            .find(|((_, closing), _)| *closing == last);
        match bracket {
            Some((_, surplus)) if *surplus > 0 => *surplus -= 1,
            None if ".,;:!?…".contains(last) => {}
            _ => break,
        }
        kept = kept.strip_suffix(last).unwrap_or_default();
    }
    ByteSpan::new(start, start + kept.len())
}

/// How many bytes at the start of `word` are a name of a resource.
fn length_of_name(word: &str) -> Option<usize> {
    if is_url(word) || is_path(word) {
        return Some(word.len());
    }
    // A host or an address may carry a suffix behind a hyphen: `president.az-da`, `info@example.org-a`.
    let stem_length = word.rfind('.').and_then(|dot| {
        let ending = word.get(dot + 1..)?;
        let length = ending.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let rest = ending.get(length..)?;
        (rest.is_empty() || rest.starts_with('-')).then_some(dot + 1 + length)
    })?;
    let stem = word.get(..stem_length)?;
    (is_email(stem) || is_host(stem)).then_some(stem_length)
}

fn is_url(word: &str) -> bool {
    if let Some((scheme, rest)) = word.split_once("://") {
        return is_scheme(scheme) && !rest.is_empty();
    }
    if word.strip_prefix("mailto:").is_some_and(is_email) || word.starts_with("www.") {
        return true;
    }
    word.split_once('/').is_some_and(|(host, _)| is_host(host))
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
}

fn is_email(word: &str) -> bool {
    let Some((local, host)) = word.split_once('@') else {
        return false;
    };
    let is_local = !local.is_empty()
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_{|}~.".contains(c));
    is_local && host.contains('.') && labels_are_sound(host)
}

/// A host name in lower case whose last label is one of [`HOST_ENDINGS`].
fn is_host(word: &str) -> bool {
    let Some((rest, ending)) = word.rsplit_once('.') else {
        return false;
    };
    HOST_ENDINGS.contains(&ending)
        && labels_are_sound(rest)
        && rest.split('.').any(|label| label.len() > 1)
        && rest.bytes().all(|byte| {
            byte == b'.' || byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()
        })
        && rest.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn labels_are_sound(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    })
}

/// A path that begins at a root, a drive, a share, a home or a current folder.
fn is_path(word: &str) -> bool {
    let rooted = word
        .strip_prefix('/')
        .is_some_and(|rest| rest.trim_end_matches('/').contains('/') && !rest.starts_with('/'));
    let relative = ["./", "../", "~/"].iter().any(|prefix| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty())
    });
    let mut characters = word.chars();
    let drive = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.next() == Some(':')
        && matches!(characters.next(), Some('\\' | '/'))
        && characters.next().is_some();
    let share = word
        .strip_prefix("\\\\")
        .is_some_and(|rest| rest.contains('\\'));
    rooted || relative || drive || share
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is found where every word is looked at.
    fn spans_of_all_words(text: &str) -> Vec<ByteSpan> {
        let mut start = 0;
        text.split_inclusive(is_boundary)
            .filter_map(|piece| {
                let word = ByteSpan::new(start, start + piece.trim_end_matches(is_boundary).len());
                start += piece.len();
                let span = without_punctuation(text, word);
                let length = length_of_name(span.of(text)?)?;
                Some(ByteSpan::new(span.start(), span.start() + length))
            })
            .collect()
    }

    fn found(text: &str) -> Vec<&str> {
        spans(text)
            .into_iter()
            .map(|span| span.of(text).unwrap())
            .collect()
    }

    #[test]
    fn names_of_resources_are_found() {
        for (text, expected) in [
            (
                "Bax: https://example.org/a?b=1.",
                vec!["https://example.org/a?b=1"],
            ),
            (
                "(см. https://ru.example.org/wiki/Баку_(город))",
                vec!["https://ru.example.org/wiki/Баку_(город)"],
            ),
            ("kitab@example.org ünvanına", vec!["kitab@example.org"]),
            (
                "“info@example.org”a, info@example.org-a yazın",
                vec!["info@example.org", "info@example.org"],
            ),
            (
                "meclis.gov.az saytında, meclis.gov.az-da",
                vec!["meclis.gov.az", "meclis.gov.az"],
            ),
            ("www.example.org!", vec!["www.example.org"]),
            (
                "/etc/hosts və C:\\Temp\\a.txt, ./x ~/y",
                vec!["/etc/hosts", "C:\\Temp\\a.txt", "./x", "~/y"],
            ),
            ("\\\\server\\paylaşım", vec!["\\\\server\\paylaşım"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn text_is_text() {
        for text in [
            "və/və ya",
            "7 m/s",
            "e.g. this",
            "i.e. that",
            "т. е. и т.д.",
            "12.05.2024",
            "A.B.Quliyev",
            "gəldi.Az sonra",
            "// şərh",
            "a @ b",
            "km/saat.",
            "1.az",
            "50/50",
            "C:",
            "/",
            "...",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_sound(text in "[a-zə@:/.\\\\ (),'-]{0,40}|\\PC{0,40}") {
            let mut end = 0;
            let found = spans(&text);
            prop_assert_eq!(&found, &spans_of_all_words(&text));
            for span in found {
                prop_assert!(span.start() >= end && !span.is_empty());
                prop_assert!(span.of(&text).is_some());
                end = span.end();
            }
        }
    }
}
