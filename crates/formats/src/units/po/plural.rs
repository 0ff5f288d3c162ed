//! How many plural forms languages have, as `Plural-Forms` of a header says it (GNU gettext manual, "Plural forms").

use yaddash_model::LanguageTag;

const ONE: &str = "nplurals=1; plural=0;";
const NOT_ONE: &str = "nplurals=2; plural=(n != 1);";
const ABOVE_ONE: &str = "nplurals=2; plural=(n > 1);";
const EAST_SLAVIC: &str = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
const POLISH: &str =
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
const CZECH: &str = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;";

/// The rule of a language; `None` where it is not known here.
pub(super) fn forms(language: &LanguageTag) -> Option<&'static str> {
    Some(match language.language() {
        "ja" | "ko" | "vi" | "th" | "id" | "ms" | "zh" => ONE,
        "fr" => ABOVE_ONE,
        "pt" if language.region() == Some("BR") => ABOVE_ONE,
        "az" | "bg" | "ca" | "da" | "de" | "el" | "en" | "eo" | "es" | "et" | "eu" | "fi"
        | "gl" | "he" | "hu" | "it" | "kk" | "ky" | "nb" | "nl" | "nn" | "no" | "pt" | "sq"
        | "sv" | "tk" | "tr" | "tt" => NOT_ONE,
        "be" | "bs" | "hr" | "ru" | "sr" | "uk" => EAST_SLAVIC,
        "pl" => POLISH,
        "cs" | "sk" => CZECH,
        _ => return None,
    })
}

/// The number of forms that a rule names.
pub(super) fn count(rule: &str) -> Option<usize> {
    let number = rule.trim_start().strip_prefix("nplurals")?;
    let number = number.trim_start().strip_prefix('=')?.trim_start();
    let end = number
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(number.len());
    number.get(..end)?.parse().ok()
}
