//! Characters that XML cannot hold, as `_xHHHH_` (ISO/IEC 29500-1 section 22.9.2.19, `ST_Xstring`).

use std::borrow::Cow;
use std::fmt::Write as _;

use yaddash_io::xml::is_xml_character;

/// `text` with the characters that XML forbids as `_xHHHH_`, and underscores that would begin such a code as `_x005F_`.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |character: char| character != '_' && is_xml_character(character);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 7);
    for (at, character) in text.char_indices() {
        let begins_code = || text.get(at..).is_some_and(looks_like_code);
        if !is_xml_character(character) || character == '_' && begins_code() {
            // Writing to a string never fails. All forbidden characters lie below U+10000.
            let _ = write!(escaped, "_x{:04X}_", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// Whether what `rest` begins with is written as `_xHHHH_`: the last underscore may belong to a code that follows.
fn looks_like_code(rest: &str) -> bool {
    let digits = rest
        .strip_prefix("_x")
        .filter(|digits| digits.bytes().take(4).filter(u8::is_ascii_hexdigit).count() == 4)
        .and_then(|digits| digits.get(4..));
    digits
        .and_then(|behind| behind.chars().next())
        .is_some_and(|next| next == '_' || !is_xml_character(next))
}

/// `text` with every `_xHHHH_` as the character that it stands for; a pair of surrogates is one character, and what
/// stands for no character stays.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut unescaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest
        .find("_x")
        .and_then(|at| Some((rest.get(..at)?, rest.get(at..)?)))
    {
        unescaped.push_str(before);
        if let Some((character, behind)) = character(from) {
            unescaped.push(character);
            rest = behind;
        } else {
            unescaped.push('_');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    unescaped.push_str(rest);
    Cow::Owned(unescaped)
}

/// The character whose code, or whose two, `text` begins with, and what stands behind.
fn character(text: &str) -> Option<(char, &str)> {
    let (high, behind) = code(text)?;
    if let Some(character) = char::from_u32(u32::from(high)) {
        return Some((character, behind));
    }
    let (low, behind) = code(behind)?;
    let character = char::decode_utf16([high, low]).next()?.ok()?;
    Some((character, behind))
}

fn code(text: &str) -> Option<(u16, &str)> {
    let digits = text.strip_prefix("_x")?;
    let behind = digits.get(4..)?.strip_prefix('_')?;
    let digits = digits.get(..4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((u16::from_str_radix(digits, 16).ok()?, behind))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_stand_for_characters() {
        for (written, read) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_ _x00zz_ _x1_", "_xD83D_ _x00zz_ _x1_"),
            ("snake_x", "snake_x"),
        ] {
            assert_eq!(unescaped(written), read);
        }
        assert_eq!(escaped("_x0041\u{1}"), "_x005F_x0041_x0001_");
    }

    proptest! {
        #[test]
        fn unescaping_undoes_escaping(text in "([_xX0-9aD]|[\u{1}\u{fffe}ə]|\\PC){0,20}") {
            let written = escaped(&text);
            prop_assert!(written.chars().all(is_xml_character));
            prop_assert_eq!(unescaped(&written), text.as_str());
        }
    }
}
