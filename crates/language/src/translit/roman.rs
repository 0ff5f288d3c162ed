//! Plain Latin spelling.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::rewriting::base_letter;
use crate::Language;
use crate::casing::{is_cased, is_upper};

/// `text` in the letters `a` to `z`, as English-language newspapers spell names: `Ağdam` and `Агдам` become `Aghdam` and
/// `Agdam`. Capitals stay capitals. What no row of the language speaks of is kept, letters of other scripts among it,
/// except that accents are dropped from Latin letters.
///
/// The rows for Azerbaijani follow the usage of the press (`ə` is `a`, `x` is `kh`, `q` is `g`), those for Russian the
/// BGN/PCGN table of 1947 without its marks.
///
/// ```
/// use yaddash_language::{Language, translit::romanise};
/// let (az, ru) = (Language::of(&"az".parse()?), Language::of(&"ru".parse()?));
/// assert_eq!(romanise("Heydər Əliyev, ŞUŞA", az), "Heydar Aliyev, SHUSHA");
/// assert_eq!(romanise("Алиев, Хачмаз", ru), "Aliyev, Khachmaz");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn romanise(text: &str, language: &Language) -> String {
    let text = composed(text);
    let mut roman = String::with_capacity(text.len());
    let mut pieces = language.romanisation.pieces(&text, language).peekable();
    let mut after_capital = false;
    while let Some(piece) = pieces.next() {
        let first = piece.from.chars().next().unwrap_or_default();
        let Some(into) = piece.into else {
            push_without_accent(&mut roman, first);
            after_capital = is_upper(first);
            continue;
        };
        if is_upper(first) {
            let all_capitals = match pieces.peek().and_then(|next| next.from.chars().next()) {
                Some(next) if is_cased(next) => is_upper(next),
                _ => after_capital,
            };
            push_capitals(&mut roman, into, all_capitals);
            after_capital = true;
        } else {
            roman.push_str(into);
            after_capital = false;
        }
    }
    roman
}

fn push_without_accent(roman: &mut String, letter: char) {
    let base = base_letter(letter);
    roman.push(if base.is_ascii_alphabetic() {
        base
    } else {
        letter
    });
}

fn push_capitals(roman: &mut String, letters: &str, all: bool) {
    for (index, letter) in letters.chars().enumerate() {
        let is_capital = all || index == 0;
        roman.push(if is_capital {
            letter.to_ascii_uppercase()
        } else {
            letter
        });
    }
}

/// `text` with its marks joined to their letters (NFC).
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
