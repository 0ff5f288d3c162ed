//! What is known of a language.

use std::fmt;

use yaddash_model::LanguageTag;

use crate::casing::Casing;
use crate::dates::Calendar;
use crate::detect::Writing;
use crate::languages;
use crate::numbers::Numerals;
use crate::script::Script;
use crate::translit::Rewriting;

/// What is known of a language: one row of the table, or the row for any other language.
///
/// ```
/// use yaddash_language::Language;
/// assert_eq!(Language::of(&"aze-AZ".parse()?).code(), "az");
/// assert_eq!(Language::of(&"az-Cyrl".parse()?).code(), "az-Cyrl");
/// assert_eq!(Language::of(&"sw".parse()?).code(), "und");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub struct Language {
    pub(crate) code: &'static str,
    /// Primary language and script, to find the row of a tag.
    pub(crate) tag: (&'static str, &'static str),
    pub(crate) casing: Casing,
    pub(crate) writing: &'static Writing,
    /// The file of [`crate::FunctionWords`].
    pub(crate) function_words: &'static str,
    pub(crate) attached_suffixes: &'static [&'static str],
    pub(crate) calendar: &'static Calendar,
    pub(crate) numerals: &'static Numerals,
    /// Letters into plain Latin letters.
    pub(crate) romanisation: Rewriting,
    /// Letters into classes of sounds; the classes are listed in [`crate::translit`].
    pub(crate) sounds: Rewriting,
}

impl Language {
    /// The row for `tag`: that of the same language and script, else that for any other language (`und`).
    ///
    /// Region and variants do not matter. A script that the table does not know, as in `az-Arab`, gives `und`: the
    /// rules for one script must not be applied to another.
    pub fn of(tag: &LanguageTag) -> &'static Self {
        languages::row(tag.language(), tag.script_or_default())
    }

    /// The languages with a full row, in the order of the table. The row for any other language is not among them.
    pub fn all() -> &'static [&'static Self] {
        languages::FULL
    }

    /// The row for any other language.
    pub fn any_other() -> &'static Self {
        &languages::ANY_OTHER
    }

    /// The code of the row: `az`, `az-Cyrl`, `en`, `ru`, `und` …
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The script that the row is for; [`Script::None`] where the row does not say.
    pub const fn script(&self) -> Script {
        self.writing.script
    }

    /// Which case mappings the language uses.
    pub const fn casing(&self) -> Casing {
        self.casing
    }

    /// Suffixes that are set off from names by a hyphen or an apostrophe, in small letters. `A` stands for the open
    /// vowels and `I` for the close ones that vowel harmony chooses from.
    pub(crate) const fn attached_suffixes(&self) -> &'static [&'static str] {
        self.attached_suffixes
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_find_their_rows() {
        for (tag, code) in [
            ("az", "az"),
            ("AZE_az", "az"),
            ("az-Latn-AZ", "az"),
            ("az-Cyrl", "az-Cyrl"),
            ("az-Arab", "und"),
            ("en-GB", "en"),
            ("rus", "ru"),
            ("ru-Latn", "und"),
            ("tr-TR", "tr"),
            ("ka", "und"),
        ] {
            assert_eq!(Language::of(&tag.parse().unwrap()).code(), code, "{tag}");
        }
    }

    #[test]
    fn full_rows_are_complete() {
        for language in Language::all() {
            let is_written = |c: &char| language.writing.letters.contains(*c);
            assert_eq!(Language::of(&language.code().parse().unwrap()), *language);
            assert!(
                language
                    .writing
                    .letters
                    .chars()
                    .all(|c| crate::script::of(c) == language.script())
            );
            let sample = crate::casing::lower(language.writing.sample, language);
            assert!(
                sample.chars().filter(is_written).count() > 2_000,
                "{language:?}"
            );
            assert!(
                language
                    .calendar
                    .months
                    .iter()
                    .all(|names| !names.is_empty())
            );
            for letter in language.writing.letters.chars() {
                let key = crate::translit::name_key(&letter.to_string(), language);
                assert!(
                    !key.is_empty() || "ъь".contains(letter),
                    "{letter} in {language:?}"
                );
            }
        }
    }
}
