//! The form in which words are compared.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::words::Class;
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
    /// What each character below [`Folding::LIMIT`] becomes; 0 where it parts words, [`Folding::RARE`] where it needs the
    /// slow way.
    table: Box<[u16]>,
}

/// What a character is where words are read one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordLetter {
    /// It belongs to a word and is folded so.
    Folded(char),
    /// It parts words.
    Between,
    /// Only [`super::words`] and [`fold_word`] can tell: a combining mark, a soft hyphen, a rare letter.
    Rare,
}

impl Folding {
    /// Latin, Greek and Cyrillic with its supplement lie below.
    const LIMIT: u16 = 0x530;
    const RARE: u16 = u16::MAX;

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
            let Some(c) = char::from_u32(u32::from(code)) else {
                return Self::RARE;
            };
            match Class::of(c) {
                Class::Other => 0,
                // Combining marks and soft hyphens are for [`fold_word`], and so is a letter that stands for another one, as
                // the Greek numeral sign (U+0374) for the prime (U+02B9).
                Class::Mark | Class::SoftHyphen => Self::RARE,
                Class::Letter if !std::iter::once(c).nfc().eq([c]) => Self::RARE,
                Class::Letter => {
                    let folded = u32::from(fold_letter(c, language));
                    u16::try_from(folded).unwrap_or(Self::RARE)
                }
            }
        };
        Self {
            table: (0..Self::LIMIT).map(fold).collect(),
        }
    }

    /// What `c` is in a word, and its folded letter.
    #[inline]
    pub fn word_letter(&self, c: char) -> WordLetter {
        match self.table.get(u32::from(c) as usize) {
            Some(0) => WordLetter::Between,
            Some(&folded) if folded != Self::RARE => {
                char::from_u32(u32::from(folded)).map_or(WordLetter::Rare, WordLetter::Folded)
            }
            _ => WordLetter::Rare,
        }
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
                let expected = match Class::of(c) {
                    Class::Letter => {
                        let folded = fold_letter(c, language);
                        if fold_word(&c.to_string(), language).chars().eq([folded]) {
                            WordLetter::Folded(folded)
                        } else {
                            WordLetter::Rare
                        }
                    }
                    Class::Other => WordLetter::Between,
                    Class::Mark | Class::SoftHyphen => WordLetter::Rare,
                };
                let found = folding.word_letter(c);
                let is_beyond = found == WordLetter::Rare && c > '\u{52f}';
                assert!(found == expected || is_beyond, "{c} in {}", language.code());
            }
            for rare in ['\u{327}', '\u{374}'] {
                assert_eq!(folding.word_letter(rare), WordLetter::Rare);
            }
        }
    }
}
