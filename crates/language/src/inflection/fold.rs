//! The form in which words are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::{Language, casing};

/// The letter that `c` counts as where words of `language` are compared: its simple case folding in the way of the
/// language; in Russian `ё` counts as `е`.
pub fn fold_letter(c: char, language: &Language) -> char {
    match casing::fold_char(c, language) {
        'ё' if language.code() == "ru" => 'е',
        folded => folded,
    }
}

/// `word` as words of `language` are compared: composed (NFC), folded letter by letter, without soft hyphens.
pub fn fold_word<'a>(word: &'a str, language: &Language) -> Cow<'a, str> {
    let is_plain = word.chars().all(|c| c < '\u{300}' && c != '\u{AD}');
    if is_plain && word.chars().all(|c| fold_letter(c, language) == c) {
        return Cow::Borrowed(word);
    }
    word.nfc()
        .filter(|&c| c != '\u{AD}')
        .map(|c| fold_letter(c, language))
        .collect::<String>()
        .into()
}
