//! The words of a text, as look-up compares them.
//!
//! A *word* is a run of letters, digits and underscores, and any other sign that is no white space is a word of its own;
//! so `3.14` is three. This is coarser than `yaddash_language::tokens`: a suffix behind an apostrophe or hyphen is a
//! word here, so that *AŞPA-nın* and *AŞPA* share one.

use std::borrow::Cow;
use std::hash::Hasher as _;

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use yaddash_language::{Language, casing, stem};
use yaddash_model::ByteSpan;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Has a letter.
    Letters,
    /// Digits alone.
    Number,
    /// A sign.
    Sign,
}

/// A word as it is compared. Equal hashes are taken for equal words; of four thousand million pairs of words one has them
/// by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// What it is.
    pub kind: WordKind,
    /// Hash of the word without regard to case.
    pub folded: u32,
    /// Hash of its stem; that of any other number for a number, `folded` for a sign.
    pub stem: u32,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Where it stands.
    pub span: ByteSpan,
    /// How it is compared.
    pub form: Form,
}

/// `text` in the normal form in which texts are compared (NFC).
pub fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The spans of the words of `text`, in order.
pub fn spans(text: &str) -> impl Iterator<Item = ByteSpan> + '_ {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = characters.find(|(_, c)| !c.is_whitespace())?;
        let mut end = start + first.len_utf8();
        if is_part(first) {
            while let Some((at, c)) = characters.next_if(|&(_, c)| is_part(c)) {
                end = at + c.len_utf8();
            }
        }
        Some(ByteSpan::new(start, end))
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How words of one language are compared; remembers the words that it met.
#[derive(Debug)]
pub struct Forms {
    language: &'static Language,
    known: FxHashMap<Box<str>, Form>,
}

/// How many words are remembered.
const MOST_KNOWN: usize = 200_000;

impl Forms {
    /// Forms of words of `language`.
    pub fn new(language: &'static Language) -> Self {
        Self {
            language,
            known: FxHashMap::default(),
        }
    }

    /// How `word` is compared.
    pub fn of(&mut self, word: &str) -> Form {
        if let Some(form) = self.known.get(word) {
            return *form;
        }
        let form = form(word, self.language);
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(word.into(), form);
        form
    }

    /// The words of `text`.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        spans(text)
            .map(|span| Word {
                span,
                form: self.of(span.of(text).unwrap_or_default()),
            })
            .collect()
    }
}

/// How `word` of `language` is compared.
pub fn form(word: &str, language: &Language) -> Form {
    if !word.starts_with(is_part) {
        let folded = hash(word);
        return Form {
            kind: WordKind::Sign,
            folded,
            stem: folded,
        };
    }
    let folded = hash(&casing::fold(word, language));
    if word.chars().all(char::is_numeric) {
        return Form {
            kind: WordKind::Number,
            folded,
            stem: hash("0"),
        };
    }
    Form {
        kind: WordKind::Letters,
        folded,
        stem: hash(&stem::stem(word, language)),
    }
}

fn hash(text: &str) -> u32 {
    let [a, b, c, d, ..] = XxHash3_64::oneshot(text.as_bytes()).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// What is left of a text where case, white space, signs and what the numbers are is left out: a hash that two texts
/// share whose words are the same. `None` where no word and no number is left.
pub fn skeleton(forms: impl IntoIterator<Item = Form>) -> Option<u64> {
    let mut left = XxHash3_64::new();
    let (mut is_behind_number, mut is_empty) = (false, true);
    for form in forms {
        let part = match form.kind {
            WordKind::Sign => continue,
            // 3.14 and 3 are one number each.
            WordKind::Number if is_behind_number => continue,
            WordKind::Number => form.stem,
            WordKind::Letters => form.folded,
        };
        is_behind_number = form.kind == WordKind::Number;
        is_empty = false;
        left.write(&part.to_le_bytes());
    }
    (!is_empty).then(|| left.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> &'static Language {
        Language::of(&tag.parse().unwrap_or_else(|error| panic!("{error}")))
    }

    fn skeleton_of(text: &str) -> Option<u64> {
        let mut forms = Forms::new(language("az"));
        skeleton(forms.words(text).into_iter().map(|word| word.form))
    }

    #[test]
    fn parts_words_and_signs() {
        let text = "AŞPA-nın 3.14 “fayl_adı”  %s…";
        let words: Vec<_> = spans(text).filter_map(|span| span.of(text)).collect();
        assert_eq!(
            words,
            [
                "AŞPA",
                "-",
                "nın",
                "3",
                ".",
                "14",
                "“",
                "fayl_adı",
                "”",
                "%",
                "s",
                "…"
            ]
        );
    }

    #[test]
    fn compares_words_by_stem() {
        let az = language("az");
        assert_eq!(form("İDARƏ", az).folded, form("idarə", az).folded);
        assert_ne!(
            form("Xankəndidə", az).folded,
            form("Xankəndinin", az).folded
        );
        assert_eq!(form("Xankəndidə", az).stem, form("Xankəndinin", az).stem);
        assert_eq!(form("12", az).stem, form("7", az).stem);
    }

    #[test]
    fn skeletons_leave_out_signs_case_and_numbers() {
        assert_eq!(skeleton_of("Səhifə 3"), skeleton_of("SƏHİFƏ, 4.5!"));
        assert_ne!(skeleton_of("Səhifə 3"), skeleton_of("Səhifə"));
        assert_ne!(skeleton_of("Səhifə 3"), skeleton_of("3 səhifə"));
        assert_eq!(skeleton_of("…!"), None);
    }
}
