//! Stems: what the forms of a word, and close derivations, have in common.
//!
//! A stem is a key for counting, made by cutting endings off; it need not be a word. [`crate::inflection`] goes the other
//! way, from a dictionary form to its forms, and is exact where a stem is cheap: `гора` and `горе` are one stem here.

mod az;
mod en;
mod ru;

use std::borrow::Cow;

use crate::Language;
use crate::inflection::fold_word;

/// Letters that are left of a word in a language without rules.
const FIRST_LETTERS: usize = 5;

/// The stem of `word`, a word without what is attached behind a hyphen or an apostrophe.
///
/// The word is folded ([`fold_word`]) and loses its endings. Azerbaijani in Cyrillic letters gives the stem in Latin
/// letters, so that both ways of writing have the same stems. In a language without rules the stem is the first five
/// letters. Never empty unless the word is.
///
/// ```
/// use yaddash_language::{Language, stem::stem};
/// let az = Language::of(&"az".parse()?);
/// let cyrillic = Language::of(&"az-Cyrl".parse()?);
/// assert_eq!(stem("nazirliklərin", az), stem("Nazirliyi", az));
/// assert_eq!(stem("шәһәрләрдә", cyrillic), stem("şəhərin", az));
/// let en = Language::of(&"en".parse()?);
/// assert_eq!(stem("Cities", en), stem("city", en));
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn stem<'a>(word: &'a str, language: &Language) -> Cow<'a, str> {
    let folded = fold_word(word, language);
    match language.code() {
        "az" => az::stem(&folded).into(),
        "az-Cyrl" => az::stem(&az::latin(&folded)).into(),
        "en" => en::stem(&folded).into(),
        "ru" => cut(folded, ru::stem),
        _ => cut(folded, first_letters),
    }
}

/// The part of `word` that `stem` leaves.
fn cut(word: Cow<'_, str>, stem: fn(&str) -> &str) -> Cow<'_, str> {
    match word {
        Cow::Borrowed(word) => Cow::Borrowed(stem(word)),
        Cow::Owned(mut word) => {
            let length = stem(&word).len();
            word.truncate(length);
            Cow::Owned(word)
        }
    }
}

fn first_letters(word: &str) -> &str {
    let end = word.char_indices().nth(FIRST_LETTERS);
    end.and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

/// The longest of `endings` that `word` has with `least` letters or more before it, and what stands before.
fn without_ending<'a>(word: &'a str, endings: &[&str], least: usize) -> Option<&'a str> {
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|left| left.chars().nth(least - 1).is_some())
        .min_by_key(|left| left.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn language(tag: &str) -> &'static Language {
        Language::of(&tag.parse().unwrap())
    }

    /// Each row is forms of one word.
    fn meet(tag: &str, rows: &[&[&str]]) {
        for row in rows {
            let stems: Vec<_> = row.iter().map(|word| stem(word, language(tag))).collect();
            assert!(
                stems.iter().all(|one| one == &stems[0]),
                "{row:?}: {stems:?}"
            );
        }
        let mut first: Vec<_> = rows.iter().map(|row| stem(row[0], language(tag))).collect();
        let count = first.len();
        first.sort();
        first.dedup();
        assert_eq!(first.len(), count, "different words have different stems");
    }

    #[test]
    fn azerbaijani_forms_meet() {
        meet(
            "az",
            &[
                &["şəhər", "Şəhərin", "şəhərlər", "şəhərlərimizdə", "ŞƏHƏRDƏN"],
                &["nazirlik", "nazirliyi", "nazirliyinin", "nazirliklərə"],
                &["hüquq", "hüququ", "hüquqların", "hüquqlarını"],
                &["ekran", "ekranın", "ekranda", "ekranları"],
                &["telefon", "telefonunuz", "telefonun", "telefonda"],
                &["ev", "evdə", "evlər", "evinin"],
                &["qəbul", "qəbulu"],
                &["məclis", "məclisi", "məclisdə", "məclislərin"],
                &["sərhəd", "sərhədi", "sərhədləri"],
                &["iclas", "iclası", "iclasda"],
                &["görüş", "görüşün", "görüşdə", "görüşlər"],
                &[
                    "bildirmək",
                    "bildirdi",
                    "bildirmişdir",
                    "bildirir",
                    "bildirib",
                ],
                &["etmək", "edir", "etdi", "edilir", "etmişdir"],
            ],
        );
        meet(
            "az-Cyrl",
            &[&["мәҹлис", "Мәҹлисин"], &["дөвләт", "дөвләтләр"]],
        );
        assert_eq!(
            stem("мәҹлисин", language("az-Cyrl")),
            stem("məclis", language("az"))
        );
    }

    #[test]
    fn azerbaijani_loses_the_longest_suffix_first() {
        for (word, expected) in [
            ("nazirliklərimizdəndir", "nazirlik"),
            ("kitablarından", "kitab"),
            ("məktəblilərə", "məktəbl"),
            ("bildirilmişdir", "bil"),
            ("yeniyetmələrdə", "yeniyet"),
            ("görüşəcəklər", "görüşəcək"),
            ("dağılıb", "dağ"),
        ] {
            assert_eq!(stem(word, language("az")), expected);
        }
    }

    #[test]
    fn english_forms_meet() {
        meet(
            "en",
            &[
                &["city", "cities", "Cities", "city’s"],
                &["create", "creates", "created", "creating"],
                &["stop", "stops", "stopped", "stopping"],
                &["box", "boxes"],
                &["process", "processes", "processed"],
                &["country", "countries"],
                &["red"],
                &["thing", "things"],
                &["this"],
            ],
        );
    }

    #[test]
    fn russian_forms_meet() {
        meet(
            "ru",
            &[
                &["город", "города", "городами", "Городов"],
                &["международный", "международного", "международная"],
                &["организация", "организации", "организацией", "организаций"],
                &["сделать", "сделал", "сделали", "сделанный"],
                &["решение", "решения", "решением", "решений"],
                &["страна", "стран", "странах"],
                &["встречаться", "встречается"],
            ],
        );
    }

    #[test]
    fn other_languages_keep_the_first_letters() {
        assert_eq!(stem("Verfassung", language("de")), "verfa");
        assert_eq!(
            stem("Ήλιος", language("el")),
            "ήλιοσ".chars().take(5).collect::<String>()
        );
        assert_eq!(stem("", language("en")), "");
    }

    proptest! {
        #[test]
        fn no_word_loses_everything(word in "\\PC{1,12}", tag in prop::sample::select(vec!["az", "az-Cyrl", "en", "ru", "de"])) {
            let folded = fold_word(&word, language(tag));
            prop_assert_eq!(stem(&word, language(tag)).is_empty(), folded.is_empty());
        }
    }
}
