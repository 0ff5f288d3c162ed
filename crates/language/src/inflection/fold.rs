//! The form in which words are compared.

use std::borrow::Cow;
use std::sync::LazyLock;

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

/// The folding of the letters of a language as a table, for scanning much text.
#[derive(Debug)]
pub struct Folding {
    /// What each character below [`Folding::LIMIT`] becomes; 0 where it needs the slow way.
    table: Box<[u16]>,
}

impl Folding {
    /// Latin, Greek and Cyrillic with its supplement lie below.
    const LIMIT: u16 = 0x530;

    /// The table for `language`.
    pub fn of(language: &Language) -> &'static Self {
        static ROOT: LazyLock<Folding> = LazyLock::new(|| Folding::new(Language::any_other()));
        static TURKIC: LazyLock<Folding> = LazyLock::new(|| Folding::with_code("az"));
        static RUSSIAN: LazyLock<Folding> = LazyLock::new(|| Folding::with_code("ru"));
        match (language.code(), language.casing()) {
            ("ru", _) => &RUSSIAN,
            (_, casing::Casing::Turkic) => &TURKIC,
            _ => &ROOT,
        }
    }

    fn with_code(code: &str) -> Self {
        let language = Language::all()
            .iter()
            .find(|language| language.code() == code)
            .copied()
            .unwrap_or_else(|| Language::any_other());
        Self::new(language)
    }

    fn new(language: &Language) -> Self {
        let fold = |code: u16| {
            // Combining marks and soft hyphens are for [`fold_word`].
            if code == 0xAD || (0x300..0x370).contains(&code) || (0x483..0x48A).contains(&code) {
                return 0;
            }
            char::from_u32(u32::from(code))
                .map(|c| u32::from(fold_letter(c, language)))
                .and_then(|folded| u16::try_from(folded).ok())
                .unwrap_or(0)
        };
        Self {
            table: (0..Self::LIMIT).map(fold).collect(),
        }
    }

    /// [`fold_letter`] of `c`; `None` for characters beyond the table, and for those that only [`fold_word`] can fold.
    pub fn letter(&self, c: char) -> Option<char> {
        let folded = *self.table.get(u32::from(c) as usize)?;
        char::from_u32(u32::from(folded)).filter(|folded| *folded != '\0')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_folding() {
        for language in Language::all() {
            let folding = Folding::of(language);
            for c in ('\u{1}'..'\u{600}').chain(['ẞ', '中']) {
                if let Some(folded) = folding.letter(c) {
                    assert_eq!(
                        folded,
                        fold_letter(c, language),
                        "{c} in {}",
                        language.code()
                    );
                }
            }
            assert_eq!(folding.letter('\u{327}'), None);
        }
    }
}
