//! Which characters and names XML allows.

/// Whether XML 1.0 allows the character (section 2.2, production 2).
pub const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether `text` is a name (XML 1.0 section 2.3, production 5).
pub fn is_xml_name(text: &str) -> bool {
    match text.as_bytes() {
        [] => false,
        [first, rest @ ..] if text.is_ascii() => {
            is_ascii_start(*first) && rest.iter().all(|byte| is_ascii_part(*byte))
        }
        _ => {
            let mut characters = text.chars();
            characters.next().is_some_and(is_start) && characters.all(is_part)
        }
    }
}

/// Length in bytes of the run at the start of `text` that holds no white space and no `=`, `/`, `>`, `<` or quote.
pub(super) fn name_length(text: &[u8]) -> usize {
    text.iter()
        .position(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b'\r' | b'=' | b'/' | b'>' | b'<' | b'"' | b'\''
            )
        })
        .unwrap_or(text.len())
}

const fn is_ascii_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':')
}

const fn is_ascii_part(byte: u8) -> bool {
    is_ascii_start(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

const fn is_start(character: char) -> bool {
    matches!(
        character,
        ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
            | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}'
    )
}

const fn is_part(character: char) -> bool {
    is_start(character)
        || matches!(
            character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}'
        )
}
