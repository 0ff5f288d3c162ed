//! Bytes of characters in UTF-8.

/// The first byte of a character.
pub(super) const fn first_byte(code: u32) -> u8 {
    let byte = match code {
        0..0x80 => code,
        0x80..0x800 => 0xc0 | code >> 6,
        0x800..0x1_0000 => 0xe0 | code >> 12,
        _ => 0xf0 | code >> 18,
    };
    byte.to_le_bytes()[0]
}

/// The length of the character that begins with a byte.
#[inline]
pub(super) const fn length(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Where the character starts that ends at `end`, or 0.
#[inline]
pub(super) fn start_of_character_before(text: &[u8], end: usize) -> usize {
    let before = text.get(..end).unwrap_or_default();
    before
        .iter()
        .rposition(|byte| !(0x80..0xc0).contains(byte))
        .unwrap_or_default()
}
