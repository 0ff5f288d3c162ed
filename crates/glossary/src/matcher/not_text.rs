//! What stands in running text and is not text: addresses, paths, code, tags, placeholders.

mod backticks;

use std::ops::Range;

use yaddash_model::ByteSpan;

use self::backticks::Backticks;

/// The spans of `text` that are web and mail addresses, file paths and names, identifiers, `code`, tags or
/// placeholders, in order, not overlapping. Takes time linear in the text.
///
/// ```
/// use yaddash_glossary::not_text;
/// let spans = not_text("See https://pace.coe.int/en, and `pace`.");
/// assert_eq!(spans.len(), 2);
/// assert_eq!(spans[0].range(), 4..27);
/// ```
pub fn not_text(text: &str) -> Vec<ByteSpan> {
    let mut spans: Vec<ByteSpan> = Vec::new();
    let bytes = text.as_bytes();
    let mut backticks = None;
    // Up to where runs without white space were looked at.
    let mut looked_at = 0;
    let mut at = 0;
    while let Some(found) = next_trigger(bytes, at) {
        let span = match bytes.get(found) {
            Some(b'`') => {
                let backticks = backticks.get_or_insert_with(|| Backticks::of(bytes));
                match backticks.code(found) {
                    Ok(span) => Some(span),
                    Err(end) => {
                        at = end;
                        continue;
                    }
                }
            }
            Some(b'<') => tag(bytes, found),
            Some(b'{') => braces(bytes, found),
            Some(b'%') => percent(bytes, found),
            _ if found < looked_at => None,
            _ => {
                let run = run_around(text, found);
                looked_at = run.end;
                address(text, run)
            }
        };
        match span {
            Some(span) => {
                let from = spans.last().map_or(0, |last| last.end());
                if span.end() > from {
                    spans.push(ByteSpan::new(span.start().max(from), span.end()));
                }
                at = span.end().max(found + 1);
            }
            None => at = found + 1,
        }
    }
    spans
}

/// The next byte that may belong to something that is not text.
fn next_trigger(bytes: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let found = bytes
            .get(from..)?
            .iter()
            .position(|byte| TRIGGERS.get(usize::from(*byte)) == Some(&true))?;
        let at = from + found;
        let is_inside = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_alphanumeric)
        };
        // A full stop parts the names of hosts and files, and ends sentences.
        let is_stop = bytes.get(at) == Some(&b'.');
        if !is_stop || is_inside(at.checked_sub(1)) && is_inside(Some(at + 1)) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The bytes that [`next_trigger`] stops at.
static TRIGGERS: [bool; 256] = {
    let mut triggers = [false; 256];
    let mut left: &[u8] = b"`<{%@/\\_.";
    while let [first, rest @ ..] = left {
        #[expect(clippy::indexing_slicing, reason = "every byte is an index")]
        {
            triggers[*first as usize] = true;
        }
        left = rest;
    }
    triggers
};

/// The longest tag or placeholder that is looked for, in bytes.
const LONGEST: usize = 300;

fn tag(bytes: &[u8], start: usize) -> Option<ByteSpan> {
    let first = bytes.get(start + 1)?;
    if !(first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?')) {
        return None;
    }
    let length = bytes
        .get(start..)?
        .iter()
        .take(LONGEST)
        .position(|byte| *byte == b'>')?;
    Some(ByteSpan::new(start, start + length + 1))
}

/// `{name}`, `{{name}}`, `${name}`: no white space inside.
fn braces(bytes: &[u8], start: usize) -> Option<ByteSpan> {
    let rest = bytes.get(start..)?;
    let length = rest
        .iter()
        .take(LONGEST)
        .take_while(|byte| !byte.is_ascii_whitespace())
        .position(|byte| *byte == b'}')?;
    let closing = rest
        .get(length..)?
        .iter()
        .take_while(|byte| **byte == b'}')
        .count();
    Some(ByteSpan::new(start, start + length + closing))
}

/// `%(name)s`, `%name%`, `%1$s`.
fn percent(bytes: &[u8], start: usize) -> Option<ByteSpan> {
    let rest = bytes.get(start + 1..)?;
    let name = |from: usize| {
        rest.get(from..).map_or(0, |rest| {
            rest.iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
                .count()
        })
    };
    if rest.first() == Some(&b'(') {
        let end = 1 + name(1);
        let conversion = rest.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
        return (end > 1 && rest.get(end) == Some(&b')'))
            .then(|| ByteSpan::new(start, start + 2 + end + usize::from(conversion)));
    }
    let length = name(0);
    if length > 0 && rest.get(length) == Some(&b'%') {
        return Some(ByteSpan::new(start, start + length + 2));
    }
    (rest.get(1) == Some(&b'$') && length > 2).then(|| ByteSpan::new(start, start + 1 + length))
}

/// The run without white space around the byte at `at`.
fn run_around(text: &str, at: usize) -> Range<usize> {
    let is_border =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '“' | '”' | '«' | '»' | '"');
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| is_border(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = after
        .find(is_border)
        .map_or(text.len(), |length| at + length);
    start..end
}

/// The address, path or identifier that a run is, without what stands around it.
fn address(text: &str, run: Range<usize>) -> Option<ByteSpan> {
    let end = run.end;
    let inner = text
        .get(run)?
        .trim_start_matches(['(', '[', '\'', '‘', ',', ';']);
    let start = end - inner.len();
    let inner =
        inner.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…', '*']);
    is_address(inner).then(|| ByteSpan::new(start, start + inner.len()))
}

fn is_address(run: &str) -> bool {
    is_web(run) || is_mail(run) || is_path(run) || is_identifier(run)
}

fn is_web(run: &str) -> bool {
    let has_scheme = run.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme
                .chars()
                .rev()
                .take(2)
                .all(|letter| letter.is_ascii_alphanumeric())
            && !scheme.is_empty()
    });
    let has_host = run
        .split_once('/')
        .is_some_and(|(host, _)| has_extension(host));
    has_scheme || has_host || run.starts_with("www.") || run.starts_with("mailto:")
}

fn is_mail(run: &str) -> bool {
    run.split_once('@').is_some_and(|(name, host)| {
        let is_handle = name.is_empty() && host.starts_with(|c: char| c.is_ascii_alphanumeric());
        is_handle || (name.ends_with(char::is_alphanumeric) && host.contains('.'))
    })
}

fn is_path(run: &str) -> bool {
    let slashes = run.matches(['/', '\\']).count();
    let begins = ["/", "./", "../", "~/", "\\\\"]
        .iter()
        .any(|start| run.len() > start.len() && run.starts_with(start));
    let drive = run
        .get(1..3)
        .is_some_and(|colon| matches!(colon, ":\\" | ":/"));
    let is_rooted = run.starts_with('/') && slashes < 2 && !run.contains('.');
    if drive || (begins && slashes > 0 && !is_rooted) {
        return true;
    }
    let last = run.rsplit(['/', '\\']).next().unwrap_or(run);
    let is_file = has_extension(last) || last.is_empty();
    if slashes > 0 {
        return (is_file && slashes > 0 && run.is_ascii()) || (slashes > 1 && is_name_like(run));
    }
    is_file && !last.is_empty()
}

/// Whether a run with several slashes is written as paths are: in ASCII, with a small letter, without brackets.
fn is_name_like(run: &str) -> bool {
    run.is_ascii()
        && run.bytes().any(|byte| byte.is_ascii_lowercase())
        && run.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'\\' | b'.' | b'-' | b'_' | b'~')
        })
}

/// Whether `name` is a file or host name: ASCII without spaces, parts between points, the last one of 2 to 5 small
/// letters or digits that begin with a letter.
fn has_extension(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let is_extension = (2..=5).contains(&extension.len())
        && extension.starts_with(|c: char| c.is_ascii_lowercase())
        && extension
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_extension
        && stem.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && stem
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// `snake_case` and `CONSTANT_NAME`.
fn is_identifier(run: &str) -> bool {
    let bytes = run.as_bytes();
    bytes
        .windows(3)
        .any(|window| matches!(window, [one, b'_', other] if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric()))
        || run.starts_with("__") && run.len() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_text() {
        for (text, expected) in [
            (
                "see https://pace.coe.int/en, now",
                vec!["https://pace.coe.int/en"],
            ),
            ("(www.pace.int)", vec!["www.pace.int"]),
            ("mail pace@coe.int.", vec!["pace@coe.int"]),
            (
                "in /usr/share/pace and C:\\PACE\\x",
                vec!["/usr/share/pace", "C:\\PACE\\x"],
            ),
            (
                "file pace.txt or docs/pace.md",
                vec!["pace.txt", "docs/pace.md"],
            ),
            ("`PACE` and ``a `b` c``", vec!["`PACE`", "``a `b` c``"]),
            (
                "<b class=\"PACE\">text</b>",
                vec!["<b class=\"PACE\">", "</b>"],
            ),
            (
                "{PACE} ${x} %(pace)s %PACE% %() %(pace)ə %(pace)",
                vec!["{PACE}", "{x}", "%(pace)s", "%PACE%", "%(pace)", "%(pace)"],
            ),
            ("max_pace", vec!["max_pace"]),
            ("at pace.int/PACE now", vec!["pace.int/PACE"]),
            ("PACE/AŞPA, 5 % and 3 < 4. End.", vec![]),
            ("и/или, Bakı/Xankəndi", vec![]),
        ] {
            let found: Vec<&str> = not_text(text)
                .into_iter()
                .filter_map(|span| span.of(text))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order(text in "[a-z ə`<>{}%@/\\\\._:($)“]{0,40}") {
            let mut end = 0;
            for span in not_text(&text) {
                prop_assert!(span.start() >= end && span.end() > span.start());
                prop_assert!(span.of(&text).is_some(), "{span}");
                end = span.end();
            }
        }
    }
}
