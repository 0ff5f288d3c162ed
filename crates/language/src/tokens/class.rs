//! Classes of characters for the tokenizer.

use std::sync::LazyLock;

/// What a character does in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    /// Combining marks, soft hyphen and joiners: never begin a token of their own beside a word.
    Mark,
    /// Hyphens that can stand inside a word.
    Hyphen,
    Apostrophe,
    /// The low line.
    Joiner,
    /// Quotes that can close, and so have a suffix behind them.
    Quote,
    Punctuation,
    Symbol,
}

impl Class {
    pub(super) const fn continues_a_word(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Mark)
    }
}

/// The class and the length in bytes of the character at `position`, or `None` at the end of `bytes`.
///
/// `bytes` is UTF-8 and `position` on a boundary of characters; on anything else the answer is a symbol of one byte.
#[inline]
pub(super) fn class_at(bytes: &[u8], position: usize) -> Option<(Class, usize)> {
    let &lead = bytes.get(position)?;
    if let Some(&class) = ASCII.get(usize::from(lead)) {
        return Some((class, 1));
    }
    if lead < 0xE0 {
        let &second = bytes.get(position + 1)?;
        let code = usize::from(lead & 0x1F) << 6 | usize::from(second & 0x3F);
        return Some((TWO_BYTES.get(code).copied().unwrap_or(Class::Symbol), 2));
    }
    Some(long_class_at(bytes, position))
}

/// [`class_at`] for characters of three and four bytes.
#[cold]
fn long_class_at(bytes: &[u8], position: usize) -> (Class, usize) {
    let end = bytes.len().min(position + 4);
    let character = bytes
        .get(position..end)
        .and_then(|window| window.utf8_chunks().next())
        .and_then(|chunk| chunk.valid().chars().next());
    match character {
        Some(c) => (class_of(c), c.len_utf8()),
        None => (Class::Symbol, 1),
    }
}

#[expect(clippy::indexing_slicing, reason = "the index stays below the length")]
static ASCII: [Class; 0x80] = {
    let mut table = [Class::Symbol; 0x80];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'-' => Class::Hyphen,
            b'\'' => Class::Apostrophe,
            b'_' => Class::Joiner,
            b'"' => Class::Quote,
            b'!' | b'#' | b'&' | b'(' | b')' | b'*' | b',' | b'.' | b'/' | b':' | b';' | b'?'
            | b'@' | b'[' | b'\\' | b']' | b'{' | b'}' => Class::Punctuation,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
};

/// The classes of U+0000 to U+07FF.
static TWO_BYTES: LazyLock<Box<[Class]>> = LazyLock::new(|| {
    (0..0x800)
        .map(|code| char::from_u32(code).map_or(Class::Symbol, class_of))
        .collect()
});

/// The class of any character, without the tables.
fn class_of(c: char) -> Class {
    match c {
        _ if c.is_ascii() => ASCII.get(c as usize).copied().unwrap_or(Class::Symbol),
        _ if c.is_whitespace() => Class::Space,
        '\u{2010}' | '\u{2011}' => Class::Hyphen,
        '\u{2019}' | '\u{2BC}' => Class::Apostrophe,
        '\u{BB}' | '\u{201C}' | '\u{201D}' => Class::Quote,
        // Superscripts and fractions are signs; digits of other scripts count as digits.
        _ if is_decimal_digit(c) => Class::Digit,
        _ if is_mark(c) => Class::Mark,
        _ if c.is_alphabetic() => Class::Letter,
        _ if is_punctuation(c) => Class::Punctuation,
        _ => Class::Symbol,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{200C}'
        | '\u{200D}'
        | '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}')
}

fn is_punctuation(c: char) -> bool {
    matches!(c,
        '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BF}'
        | '\u{37E}' | '\u{387}' | '\u{55A}'..='\u{55F}' | '\u{589}' | '\u{58A}'
        | '\u{5BE}' | '\u{5F3}' | '\u{5F4}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}'
        | '\u{2012}'..='\u{2027}' | '\u{2032}'..='\u{205E}'
        | '\u{2E00}'..='\u{2E7F}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}')
}

fn is_decimal_digit(c: char) -> bool {
    matches!(c,
        '\u{660}'..='\u{669}'
        | '\u{6F0}'..='\u{6F9}'
        | '\u{966}'..='\u{96F}'
        | '\u{FF10}'..='\u{FF19}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_agree_with_the_slow_classes() {
        for code in 0..0x2100 {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            let mut bytes = [0; 4];
            let encoded = c.encode_utf8(&mut bytes).as_bytes();
            assert_eq!(
                class_at(encoded, 0),
                Some((class_of(c), c.len_utf8())),
                "{c:?}"
            );
        }
    }
}
