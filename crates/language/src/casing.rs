//! Upper and lower case by language.
//!
//! Azerbaijani and Turkish write two letters `i`: dotted `i`/`İ` and dotless `ı`/`I`. The mappings of the standard
//! library know nothing of that: they turn `BAKI` into `baki` and `İLHAM` into `i̇lham`, one character longer. Here the
//! mappings are those of Unicode (`CaseFolding.txt` and `SpecialCasing.txt`, through `icu_casemap`), with the Turkic rows
//! for the languages that need them. A table for the letters below U+0530, which holds Latin and Cyrillic, makes them
//! fast; where nothing changes, the text is borrowed.
//!
//! The functions expect composed text (NFC): `I` followed by a combining dot above is one letter to [`lower`], but two
//! to [`fold`] and [`fold_char`].

use std::borrow::Cow;
use std::sync::LazyLock;

use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_locale_core::{LanguageIdentifier, langid};

use crate::Language;

/// Which case mappings a language uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Casing {
    /// The mappings of Unicode without any tailoring.
    Root,
    /// `i` pairs with `İ`, and `ı` with `I`: Azerbaijani, Turkish.
    Turkic,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// `məclis`: no letter is a capital.
    Lower,
    /// `Məclis`, and a capital on its own: the first cased letter is a capital, no other is.
    Capitalised,
    /// `MƏCLİS`: two letters or more, all of them capitals.
    AllCaps,
    /// `McDonald`, `AŞPA-nın`: anything else.
    Mixed,
    /// `2024`, `中文`: no letter has case.
    None,
}

/// `text` in lower case, in the way of `language`. Final sigma and Turkic dots are minded.
///
/// ```
/// use yaddash_language::{Language, casing};
/// let az = Language::of(&"az".parse()?);
/// assert_eq!(casing::lower("BAKI, İLHAM", az), "bakı, ilham");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn lower<'a>(text: &'a str, language: &Language) -> Cow<'a, str> {
    let casing = language.casing();
    if depends_on_neighbours(text, casing) {
        return MAPPER.lowercase_to_string(text, casing.locale());
    }
    match casing {
        Casing::Root => LOWER_ROOT.apply(text),
        Casing::Turkic => LOWER_TURKIC.apply(text),
    }
}

/// `text` in upper case, in the way of `language`; `ß` becomes `SS`.
///
/// ```
/// use yaddash_language::{Language, casing};
/// let az = Language::of(&"az".parse()?);
/// assert_eq!(casing::upper("xankəndi", az), "XANKƏNDİ");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn upper<'a>(text: &'a str, language: &Language) -> Cow<'a, str> {
    match language.casing() {
        Casing::Root => UPPER_ROOT.apply(text),
        Casing::Turkic => UPPER_TURKIC.apply(text),
    }
}

/// `text` with its first letter in title case and the rest as it is. Quotes and the like before the letter are passed
/// over; a text that begins with a digit is returned unchanged.
///
/// ```
/// use yaddash_language::{Language, casing};
/// let az = Language::of(&"az".parse()?);
/// assert_eq!(casing::title("“iclas", az), "“İclas");
/// assert_eq!(casing::title("3-cü", az), "3-cü");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn title<'a>(text: &'a str, language: &Language) -> Cow<'a, str> {
    let Some((start, first)) = text.char_indices().find(|(_, c)| c.is_alphanumeric()) else {
        return Cow::Borrowed(text);
    };
    if !first.is_alphabetic() {
        return Cow::Borrowed(text);
    }
    let (before, word) = text.split_at(start);
    let mut options = TitlecaseOptions::default();
    options.leading_adjustment = Some(LeadingAdjustment::None);
    options.trailing_case = Some(TrailingCase::Unchanged);
    let locale = language.casing().locale();
    match MAPPER.titlecase_segment_with_only_case_data_to_string(word, locale, options) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(word) => Cow::Owned(format!("{before}{word}")),
    }
}

/// `text` for comparison without regard to case: Unicode's full case folding, in the languages with two letters `i` the
/// Turkic one (`I` becomes `ı`, `İ` becomes `i`). The result can be longer than the text.
///
/// Texts of two languages are each folded in their own way: `MINSK` in English is not `mınsk`.
///
/// ```
/// use yaddash_language::{Language, casing};
/// let (az, en) = (Language::of(&"az".parse()?), Language::of(&"en".parse()?));
/// assert_eq!(casing::fold("BAKI", az), "bakı");
/// assert_eq!(casing::fold("MINSK", en), "minsk");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn fold<'a>(text: &'a str, language: &Language) -> Cow<'a, str> {
    fold_mapping(language).apply(text)
}

/// `c` for comparison without regard to case, by Unicode's simple folding: one character for one, so that a folded text
/// has as many characters as the text. `ß` stays, and so does `İ` outside the Turkic languages.
pub fn fold_char(c: char, language: &Language) -> char {
    match fold_mapping(language).simple(c) {
        Some(folded) => folded,
        None if language.casing() == Casing::Turkic => MAPPER.simple_fold_turkic(c),
        None => MAPPER.simple_fold(c),
    }
}

/// Whether `c` is a capital letter; letters in title case such as `ǅ` are not.
pub fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// Whether `c` is a small letter.
pub fn is_lower(c: char) -> bool {
    c.is_lowercase()
}

/// Whether `c` is a letter that has case.
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c)
}

impl Shape {
    /// The shape of `word`. Digits, hyphens and other signs do not count.
    pub fn of(word: &str) -> Self {
        let mut cased = word.chars().filter(|&c| is_cased(c)).map(is_upper);
        let Some(first_is_upper) = cased.next() else {
            return Self::None;
        };
        let (mut uppers, mut lowers) = (0_usize, 0_usize);
        for rest_is_upper in cased {
            if rest_is_upper {
                uppers += 1;
            } else {
                lowers += 1;
            }
        }
        match (first_is_upper, uppers, lowers) {
            (false, 0, _) => Self::Lower,
            (true, 0, _) => Self::Capitalised,
            (true, _, 0) => Self::AllCaps,
            _ => Self::Mixed,
        }
    }
}

impl Casing {
    fn locale(self) -> &'static LanguageIdentifier {
        static ROOT: LanguageIdentifier = langid!("und");
        static TURKIC: LanguageIdentifier = langid!("az");
        match self {
            Self::Root => &ROOT,
            Self::Turkic => &TURKIC,
        }
    }
}

const MAPPER: CaseMapperBorrowed<'static> = CaseMapper::new();

static LOWER_ROOT: LazyLock<Mapping> =
    LazyLock::new(|| Mapping::new(|text| MAPPER.lowercase_to_string(text, Casing::Root.locale())));
static LOWER_TURKIC: LazyLock<Mapping> = LazyLock::new(|| {
    Mapping::new(|text| MAPPER.lowercase_to_string(text, Casing::Turkic.locale()))
});
static UPPER_ROOT: LazyLock<Mapping> =
    LazyLock::new(|| Mapping::new(|text| MAPPER.uppercase_to_string(text, Casing::Root.locale())));
static UPPER_TURKIC: LazyLock<Mapping> = LazyLock::new(|| {
    Mapping::new(|text| MAPPER.uppercase_to_string(text, Casing::Turkic.locale()))
});
static FOLD_ROOT: LazyLock<Mapping> =
    LazyLock::new(|| Mapping::new(|text| MAPPER.fold_string(text)));
static FOLD_TURKIC: LazyLock<Mapping> =
    LazyLock::new(|| Mapping::new(|text| MAPPER.fold_turkic_string(text)));

fn fold_mapping(language: &Language) -> &'static Mapping {
    match language.casing() {
        Casing::Root => &FOLD_ROOT,
        Casing::Turkic => &FOLD_TURKIC,
    }
}

/// Whether the lower case of a letter of `text` depends on the letters around it: capital sigma at the end of a word,
/// and the combining dot above after a Turkic capital I.
fn depends_on_neighbours(text: &str, casing: Casing) -> bool {
    let lead_bytes = match casing {
        Casing::Root => memchr::memchr(0xCE, text.as_bytes()),
        Casing::Turkic => memchr::memchr2(0xCE, 0xCC, text.as_bytes()),
    };
    lead_bytes.is_some()
        && text
            .chars()
            .any(|c| c == 'Σ' || (casing == Casing::Turkic && c == '\u{307}'))
}

/// A mapping of characters that does not look at their neighbours.
struct Mapping {
    /// What each character below [`Mapping::LIMIT`] becomes, or [`Mapping::SPECIAL`].
    table: Box<[u16]>,
    full: for<'a> fn(&'a str) -> Cow<'a, str>,
}

impl Mapping {
    /// Latin, IPA, Greek and Cyrillic with its supplement lie below.
    const LIMIT: u16 = 0x530;
    /// Stands for a character that becomes several, or one that does not fit; U+FFFF is never a mapping.
    const SPECIAL: u16 = u16::MAX;

    fn new(full: for<'a> fn(&'a str) -> Cow<'a, str>) -> Self {
        let mut bytes = [0; 4];
        let table = (0..Self::LIMIT)
            .map(|code| {
                let Some(c) = char::from_u32(u32::from(code)) else {
                    return Self::SPECIAL;
                };
                let mapped = full(c.encode_utf8(&mut bytes));
                let mut mapped = mapped.chars();
                match (mapped.next(), mapped.next()) {
                    (Some(one), None) => u16::try_from(u32::from(one)).unwrap_or(Self::SPECIAL),
                    _ => Self::SPECIAL,
                }
            })
            .collect();
        Self { table, full }
    }

    /// What `c` becomes where that is one character and known without a look-up.
    fn simple(&self, c: char) -> Option<char> {
        let code = u32::from(c);
        match self.table.get(code as usize) {
            Some(&Self::SPECIAL) => None,
            Some(&mapped) => char::from_u32(u32::from(mapped)),
            // General punctuation and currency signs are frequent and have no case.
            None => (0x2000..0x2100).contains(&code).then_some(c),
        }
    }

    fn changes(&self, c: char) -> bool {
        match self.simple(c) {
            Some(mapped) => mapped != c,
            None => matches!((self.full)(c.encode_utf8(&mut [0; 4])), Cow::Owned(_)),
        }
    }

    fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(start) = text
            .char_indices()
            .find(|&(_, c)| self.changes(c))
            .map(|(start, _)| start)
        else {
            return Cow::Borrowed(text);
        };
        let (unchanged, rest) = text.split_at(start);
        let mut mapped = String::with_capacity(text.len() + 8);
        mapped.push_str(unchanged);
        let mut bytes = [0; 4];
        for c in rest.chars() {
            match self.simple(c) {
                Some(one) => mapped.push(one),
                None => mapped.push_str(&(self.full)(c.encode_utf8(&mut bytes))),
            }
        }
        Cow::Owned(mapped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn az() -> &'static Language {
        Language::of(&"az".parse().unwrap())
    }

    fn en() -> &'static Language {
        Language::of(&"en".parse().unwrap())
    }

    #[test]
    fn azerbaijani_has_two_letters_i() {
        for (text, lowered) in [
            ("BAKI İLHAM AŞPA", "bakı ilham aşpa"),
            ("IĞDIR", "ığdır"),
            ("I\u{307}LHAM", "ilham"),
            ("xankəndi", "xankəndi"),
        ] {
            assert_eq!(lower(text, az()), lowered);
        }
        assert_eq!(upper("xankəndi, bakı", az()), "XANKƏNDİ, BAKI");
        assert_eq!(fold("İstanbul", az()), fold("İSTANBUL", az()));
        assert_ne!(fold("Bakı", az()), fold("BAKİ", az()));
        assert_eq!(title("iclas", az()), "İclas");
        assert_eq!(title("«ışıq", az()), "«Işıq");
        let turkish = Language::of(&"tr".parse().unwrap());
        assert_eq!(lower("DIŞ İŞLERİ", turkish), "dış işleri");
    }

    #[test]
    fn other_languages_follow_the_root() {
        assert_eq!(lower("MINSK", en()), "minsk");
        assert_eq!(upper("straße, office ﬁle", en()), "STRASSE, OFFICE FILE");
        assert_eq!(fold("STRASSE", en()), fold("Straße", en()));
        assert_eq!(fold("ёЁ Ґ", en()), "ёё ґ");
        assert_eq!(lower("ΟΔΟΣ", en()), "οδος");
        assert_eq!(title("", en()), "");
        assert_eq!(title("3rd", en()), "3rd");
        assert_eq!(title("ǆep", en()), "ǅep");
        assert_eq!(fold_char('ẞ', en()), 'ß');
        assert_eq!(fold_char('İ', en()), 'İ');
        assert_eq!(fold_char('İ', az()), 'i');
        assert_eq!(fold_char('I', az()), 'ı');
    }

    #[test]
    fn what_does_not_change_is_borrowed() {
        for text in ["", "xankəndi – “iclas” 2024", "привет", "中文"] {
            assert!(matches!(fold(text, az()), Cow::Borrowed(_)), "{text}");
            assert!(matches!(lower(text, az()), Cow::Borrowed(_)), "{text}");
        }
        assert!(matches!(upper("АБВ İ", az()), Cow::Borrowed(_)));
        assert!(matches!(title("İclas", az()), Cow::Borrowed(_)));
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("məclis", Shape::Lower),
            ("iPhone", Shape::Mixed),
            ("Məclis", Shape::Capitalised),
            ("İ", Shape::Capitalised),
            ("BMT", Shape::AllCaps),
            ("COVID-19", Shape::AllCaps),
            ("AŞPA-nın", Shape::Mixed),
            ("2024", Shape::None),
            ("中文", Shape::None),
        ] {
            assert_eq!(Shape::of(word), shape, "{word}");
        }
    }

    proptest! {
        #[test]
        fn the_table_agrees_with_the_reference(text in "[ -~А-яЀ-ԯÀ-ɏİIıi\u{307}ΣςßẞﬁἈ]{0,24}") {
            for casing in [Casing::Root, Casing::Turkic] {
                let language = if casing == Casing::Root { en() } else { az() };
                let locale = casing.locale();
                prop_assert_eq!(lower(&text, language), MAPPER.lowercase_to_string(&text, locale));
                prop_assert_eq!(upper(&text, language), MAPPER.uppercase_to_string(&text, locale));
            }
            prop_assert_eq!(fold(&text, en()), MAPPER.fold_string(&text));
            prop_assert_eq!(fold(&text, az()), MAPPER.fold_turkic_string(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            for language in [az(), en()] {
                let once = fold(&text, language).into_owned();
                prop_assert_eq!(fold(&once, language), once.as_str());
            }
        }

        #[test]
        fn simple_folding_is_that_of_unicode(c in any::<char>()) {
            prop_assert_eq!(fold_char(c, en()), MAPPER.simple_fold(c));
            prop_assert_eq!(fold_char(c, az()), MAPPER.simple_fold_turkic(c));
        }

        #[test]
        fn no_text_makes_them_panic(text in any::<String>()) {
            for language in [az(), en()] {
                let _ = (lower(&text, language), upper(&text, language), title(&text, language));
            }
            let _ = Shape::of(&text);
        }
    }
}
