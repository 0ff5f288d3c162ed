//! Attributes of one HTML tag.

use yaddash_model::ByteSpan;

/// Where the value of the attribute `name` (in lower case) stands in `tag`, the source of a start tag, without its
/// quotation marks; the first of its name, empty where it has no value (HTML, sections 13.2.5.32 to 13.2.5.39).
pub(super) fn value_span(tag: &str, name: &str) -> Option<ByteSpan> {
    let bytes = tag.as_bytes();
    let mut at = skip_while(bytes, 0, |byte| {
        !is_space(byte) && byte != b'/' && byte != b'>'
    });
    while at < bytes.len() {
        at = skip_while(bytes, at, |byte| is_space(byte) || byte == b'/');
        let name_start = at;
        // An equals sign that opens a name is part of it.
        at = skip_while(bytes, at + 1, |byte| {
            !is_space(byte) && !b"/>=".contains(&byte)
        });
        let found = bytes.get(name_start..at)?;
        if found == b">" {
            return None;
        }
        let is_wanted = found.eq_ignore_ascii_case(name.as_bytes());
        let equals = skip_while(bytes, at, is_space);
        if bytes.get(equals) != Some(&b'=') {
            if is_wanted {
                return Some(ByteSpan::new(at, at));
            }
            continue;
        }
        let opening = skip_while(bytes, equals + 1, is_space);
        let value = if let Some(quote @ (b'"' | b'\'')) = bytes.get(opening) {
            let end = skip_while(bytes, opening + 1, |byte| byte != *quote);
            at = end + 1;
            ByteSpan::new(opening + 1, end)
        } else {
            at = skip_while(bytes, opening, |byte| !is_space(byte) && byte != b'>');
            ByteSpan::new(opening, at)
        };
        if is_wanted {
            return Some(value);
        }
    }
    None
}

/// The value as it stands in the source, references not resolved.
pub(super) fn raw_value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    value_span(tag, name)?.of(tag)
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r')
}

fn skip_while(bytes: &[u8], from: usize, accept: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from.min(bytes.len()) + rest.iter().take_while(|byte| accept(**byte)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_found() {
        for (tag, name, expected) in [
            (r#"<img src="a" alt="Şəkil 1">"#, "alt", Some("Şəkil 1")),
            ("<img ALT = 'x>y' alt=z/>", "alt", Some("x>y")),
            ("<a href=/x/y title=t>", "title", Some("t")),
            ("<a href=/x/y>", "href", Some("/x/y")),
            ("<option selected>", "selected", Some("")),
            ("<p>", "p", None),
            ("<p data-alt=a>", "alt", None),
            (r#"<p alt="unfinished"#, "alt", Some("unfinished")),
        ] {
            assert_eq!(raw_value(tag, name), expected, "{tag}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(tag in "<[a-zə=\"'/ >]{0,30}") {
            let _ = raw_value(&tag, "a");
        }
    }
}
