//! Counting words and characters.

/// How many runs of characters stand between white space.
pub(crate) fn words(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if has_wide_space(bytes) {
        return text.split_whitespace().count() as u64;
    }
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    // Sums of bytes let the compiler look at many characters at once.
    let starts = bytes.chunks(255).zip(rest.chunks(255));
    let starts = starts.map(|(before, bytes)| {
        let starts = before
            .iter()
            .zip(bytes)
            .map(|(before, byte)| u8::from(is_space(*before) & !is_space(*byte)));
        u64::from(starts.fold(0_u8, u8::wrapping_add))
    });
    u64::from(!is_space(*first)) + starts.sum::<u64>()
}

const fn is_space(byte: u8) -> bool {
    byte == b' ' || byte.wrapping_sub(b'\t') < 5
}

/// Whether there may be white space beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F,
/// U+205F or U+3000.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the compiler looks at many bytes at once"
)]
fn has_wide_space(bytes: &[u8]) -> bool {
    let second = bytes.get(1..).unwrap_or_default();
    let third = bytes.get(2..).unwrap_or_default();
    let two = bytes.iter().zip(second).fold(false, |found, (one, two)| {
        found | ((*one == 0xC2) & matches!(*two, 0x85 | 0xA0))
    });
    let three = bytes
        .iter()
        .zip(second)
        .zip(third)
        .fold(false, |found, ((one, two), three)| {
            let ogham = (*one == 0xE1) & (*two == 0x9A);
            let general = (*one == 0xE2) & (*two == 0x80) & ((*three < 0x8B) | (*three > 0xA7));
            let mathematical = (*one == 0xE2) & (*two == 0x81) & (*three == 0x9F);
            let ideographic = (*one == 0xE3) & (*two == 0x80);
            found | ogham | general | mathematical | ideographic
        });
    two | three
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_stand_between_white_space(
            text in "([ \\t\\n\u{b}aəЯ«»“”—…\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{202f}\u{205f}\u{3000}]|[a-я ]){0,300}"
        ) {
            prop_assert_eq!(words(&text), text.split_whitespace().count() as u64);
        }
    }
}
