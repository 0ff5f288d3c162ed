//! The keys under which words are counted and looked up.

use std::cell::RefCell;
use std::fmt;

use rustc_hash::FxHashMap;
use yaddash_language::Language;
use yaddash_language::stem::stem;
use yaddash_language::tokens::{Token, TokenKind, tokens};
use yaddash_model::LanguageTag;

/// Bytes of a stem that a key keeps.
const BYTES: usize = 16;

/// The key of a word: its stem ([`yaddash_language::stem`]), cut to 16 bytes at a boundary of characters. Sixteen letters
/// of English and eight of Russian tell stems apart well enough, and a key is a plain number.
///
/// Keys order as their texts do. Keys of two languages do not compare in any meaningful way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u128);

/// Words that a thread remembers, a language.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    static KEYS: RefCell<KnownKeys> = RefCell::default();
}

/// The keys of words that were seen before: finding a stem takes a hundred times as long as finding a word, and texts
/// repeat their words.
#[derive(Default)]
struct KnownKeys(FxHashMap<*const Language, FxHashMap<Box<str>, Option<Key>>>);

impl KnownKeys {
    fn of_word(&mut self, word: &str, language: &Language) -> Option<Key> {
        let known = self.0.entry(std::ptr::from_ref(language)).or_default();
        if let Some(key) = known.get(word) {
            return *key;
        }
        let is_word = word.contains(char::is_alphabetic);
        let key = is_word.then(|| Key::of_stem(&stem(word, language)));
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(word.into(), key);
        key
    }
}

impl Key {
    /// The key of a word of `language`, given without what is attached behind a hyphen or an apostrophe
    /// ([`Token::stem`]); `None` where it has no letter.
    ///
    /// ```
    /// use yaddash_language::Language;
    /// use yaddash_lexicon::Key;
    /// let az = Language::of(&"az".parse()?);
    /// assert_eq!(Key::of_word("Şəhərlərin", az), Key::of_word("şəhər", az));
    /// assert_eq!(Key::of_word("2024", az), None);
    /// # Ok::<(), yaddash_model::LanguageTagError>(())
    /// ```
    pub fn of_word(word: &str, language: &Language) -> Option<Self> {
        KEYS.with_borrow_mut(|keys| keys.of_word(word, language))
    }

    /// The key of a token of `text`; `None` where it is not a word.
    pub fn of_token(token: Token, text: &str, language: &Language) -> Option<Self> {
        if token.kind != TokenKind::Word {
            return None;
        }
        Self::of_word(token.stem().of(text)?, language)
    }

    /// The key whose text is `stem`, cut where it is too long.
    pub(crate) fn of_stem(stem: &str) -> Self {
        let end = stem.floor_char_boundary(BYTES);
        let mut bytes = [0; BYTES];
        for (to, from) in bytes.iter_mut().zip(stem.bytes().take(end)) {
            *to = from;
        }
        Self(u128::from_be_bytes(bytes))
    }

    /// The text of the key, for people.
    pub fn text(self) -> String {
        let bytes = self.0.to_be_bytes();
        let end = bytes
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.text())
    }
}

/// The keys of the words of `text`, in order, each as often as its word occurs. Numbers and signs have none.
pub fn keys<'a>(text: &'a str, language: &'a Language) -> impl Iterator<Item = Key> + 'a {
    tokens(text).filter_map(move |token| Key::of_token(token, text, language))
}

/// The name under which a lexicon keeps the words of a language: the primary language, with the script where it is not
/// the usual one. Azerbaijani in Cyrillic letters goes with that in Latin ones, since their keys are the same.
pub fn language_name(tag: &LanguageTag) -> String {
    let language = tag.language();
    match tag.script() {
        Some(script)
            if Some(script) != usual_script(language) && (language, script) != ("az", "Cyrl") =>
        {
            format!("{language}-{script}")
        }
        _ => language.to_owned(),
    }
}

fn usual_script(language: &str) -> Option<&'static str> {
    let tag: LanguageTag = language.parse().ok()?;
    ["Latn", "Cyrl"]
        .into_iter()
        .find(|script| tag.script_or_default() == Some(script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stems_are_cut_at_characters() {
        let ru = Language::of(&"ru".parse().unwrap());
        assert_eq!(
            Key::of_word("достопримечательность", ru).unwrap().text(),
            "достопри"
        );
        assert_eq!(Key::of_stem("abcdefghijklmnoпq").text(), "abcdefghijklmno");
    }

    #[test]
    fn keys_order_as_texts() {
        let mut texts = ["b", "a", "ab", "я", "az"];
        let mut keys: Vec<Key> = texts.iter().map(|text| Key::of_stem(text)).collect();
        texts.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys.iter().map(|key| key.text()).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn words_alone_have_keys() {
        let az = Language::of(&"az".parse().unwrap());
        let found: Vec<String> = keys("AŞPA-nın 2024-cü il, sessiyası!", az)
            .map(Key::text)
            .collect();
        assert_eq!(found, ["aşp", "il", "sessiya"]);
    }

    #[test]
    fn scripts_matter_where_they_are_unusual() {
        for (tag, name) in [
            ("az-AZ", "az"),
            ("az-Cyrl", "az"),
            ("az-Arab", "az-Arab"),
            ("ru-Cyrl", "ru"),
            ("ru-Latn", "ru-Latn"),
            ("aze", "az"),
        ] {
            assert_eq!(language_name(&tag.parse().unwrap()), name);
        }
    }
}
