//! Normalisation that XML 1.0 asks of every reader.

use std::borrow::Cow;

/// Text with its line ends as LF (XML 1.0 section 2.11).
pub(super) fn line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Adds a run of the value of an attribute in which there is no reference, its white space as spaces (XML 1.0 section
/// 3.3.3, type CDATA).
pub(super) fn push_attribute_run(value: &mut String, run: &str) {
    let mut characters = run.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                value.push(' ');
            }
            '\t' | '\n' => value.push(' '),
            _ => value.push(character),
        }
    }
}
