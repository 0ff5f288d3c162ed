//! Inputs parted into choices and text.
//!
//! The first bytes of an input choose among languages, formats and options, and the rest is what is read. A choice is
//! made by any byte, and by the digits `0`, `1` … in the order of the options, so that seeds can be written by hand.

use yaddash_model::LanguageTag;

/// The languages that a byte may choose: those of the project, and what it knows less of.
pub const LANGUAGES: [&str; 6] = ["az", "en", "ru", "az-Cyrl", "tr", "und"];

/// The option that `byte` stands for. There is at least one.
pub fn choose<T: Copy>(byte: u8, options: &[T]) -> T {
    let at = usize::from(byte.wrapping_sub(b'0'));
    options[at % options.len()]
}

/// The language that `byte` stands for.
pub fn language(byte: u8) -> LanguageTag {
    LanguageTag::parse(choose(byte, &LANGUAGES)).expect("the table holds tags")
}

/// The first `N` bytes, zeros where there are fewer, and the rest.
pub fn parted<const N: usize>(input: &[u8]) -> ([u8; N], &[u8]) {
    match input.split_first_chunk() {
        Some((choices, rest)) => (*choices, rest),
        None => ([0; N], &[]),
    }
}

/// The input up to the first byte that is not UTF-8.
pub fn text_of(input: &[u8]) -> &str {
    match std::str::from_utf8(input) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&input[..error.valid_up_to()]).unwrap_or_default(),
    }
}
