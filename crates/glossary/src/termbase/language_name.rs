//! Languages by the English names that programs for translators give them.

use yaddash_model::LanguageTag;

/// Names and tags. Regions stand behind the name, as in `English_United_States` or `English (United States)`.
const LANGUAGES: &[(&str, &str)] = &[
    ("Afrikaans", "af"),
    ("Albanian", "sq"),
    ("Amharic", "am"),
    ("Arabic", "ar"),
    ("Armenian", "hy"),
    ("Azerbaijani", "az"),
    ("Azeri", "az"),
    ("Basque", "eu"),
    ("Belarusian", "be"),
    ("Bengali", "bn"),
    ("Bosnian", "bs"),
    ("Bulgarian", "bg"),
    ("Burmese", "my"),
    ("Catalan", "ca"),
    ("Chinese", "zh"),
    ("Croatian", "hr"),
    ("Czech", "cs"),
    ("Danish", "da"),
    ("Dutch", "nl"),
    ("English", "en"),
    ("Estonian", "et"),
    ("Finnish", "fi"),
    ("French", "fr"),
    ("Galician", "gl"),
    ("Georgian", "ka"),
    ("German", "de"),
    ("Greek", "el"),
    ("Gujarati", "gu"),
    ("Hebrew", "he"),
    ("Hindi", "hi"),
    ("Hungarian", "hu"),
    ("Icelandic", "is"),
    ("Indonesian", "id"),
    ("Irish", "ga"),
    ("Italian", "it"),
    ("Japanese", "ja"),
    ("Kazakh", "kk"),
    ("Khmer", "km"),
    ("Korean", "ko"),
    ("Kurdish", "ku"),
    ("Kyrgyz", "ky"),
    ("Lao", "lo"),
    ("Latin", "la"),
    ("Latvian", "lv"),
    ("Lithuanian", "lt"),
    ("Macedonian", "mk"),
    ("Malay", "ms"),
    ("Maltese", "mt"),
    ("Mongolian", "mn"),
    ("Nepali", "ne"),
    ("Norwegian", "no"),
    ("Pashto", "ps"),
    ("Persian", "fa"),
    ("Polish", "pl"),
    ("Portuguese", "pt"),
    ("Punjabi", "pa"),
    ("Romanian", "ro"),
    ("Russian", "ru"),
    ("Serbian", "sr"),
    ("Slovak", "sk"),
    ("Slovenian", "sl"),
    ("Somali", "so"),
    ("Spanish", "es"),
    ("Swahili", "sw"),
    ("Swedish", "sv"),
    ("Tajik", "tg"),
    ("Tamil", "ta"),
    ("Tatar", "tt"),
    ("Telugu", "te"),
    ("Thai", "th"),
    ("Tibetan", "bo"),
    ("Turkish", "tr"),
    ("Turkmen", "tk"),
    ("Ukrainian", "uk"),
    ("Urdu", "ur"),
    ("Uyghur", "ug"),
    ("Uzbek", "uz"),
    ("Vietnamese", "vi"),
    ("Welsh", "cy"),
];

/// Regions and scripts behind names.
const REGIONS: &[(&str, &str)] = &[
    ("Australia", "AU"),
    ("Austria", "AT"),
    ("Azerbaijan", "AZ"),
    ("Belgium", "BE"),
    ("Brazil", "BR"),
    ("Canada", "CA"),
    ("China", "CN"),
    ("PRC", "CN"),
    ("Cyrillic", "Cyrl"),
    ("France", "FR"),
    ("Germany", "DE"),
    ("Hong Kong", "HK"),
    ("India", "IN"),
    ("Iran", "IR"),
    ("Ireland", "IE"),
    ("Italy", "IT"),
    ("Latin", "Latn"),
    ("Mexico", "MX"),
    ("Netherlands", "NL"),
    ("New Zealand", "NZ"),
    ("Portugal", "PT"),
    ("Russia", "RU"),
    ("South Africa", "ZA"),
    ("Spain", "ES"),
    ("Switzerland", "CH"),
    ("Taiwan", "TW"),
    ("Turkey", "TR"),
    ("Türkiye", "TR"),
    ("United Kingdom", "GB"),
    ("UK", "GB"),
    ("United States", "US"),
    ("USA", "US"),
];

/// The language of a name such as `English`, `English_United_States` or `Azerbaijani (Cyrillic)`. The tag is spelt by its
/// code.
pub(super) fn language_of(name: &str) -> Option<LanguageTag> {
    let words = name.replace(['_', '(', ')', ',', '-'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (language, region) = words
        .split_once(' ')
        .map_or((words.as_str(), ""), |(language, region)| {
            (language, region)
        });
    let code = find(LANGUAGES, language)?;
    if region.is_empty() {
        return code.parse().ok();
    }
    format!("{code}-{}", find(REGIONS, region)?).parse().ok()
}

/// The name that memoQ and `MultiTerm` give a language, such as `English_United_States`.
pub(super) fn name_of(language: &LanguageTag, between: &str) -> Option<String> {
    let name = name_for(LANGUAGES, language.language())?;
    let mut full = name.to_owned();
    for part in language.normal().split('-').skip(1) {
        full.push_str(between);
        full.push_str(&name_for(REGIONS, part)?.replace(' ', between));
    }
    Some(full)
}

fn find(table: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    let found = table
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, code)| *code)
}

fn name_for(table: &'static [(&str, &str)], code: &str) -> Option<&'static str> {
    let found = table.iter().find(|(_, known)| *known == code);
    found.map(|(name, _)| *name)
}

/// Codes of two letters (ISO 639-1) that can name a column. `id` is left out: it names identifiers.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia ie ig ii ik io is it iu ja \
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng \
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv \
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The language that a column is named by: a code of two letters, alone or with script and region, or one of three letters
/// with either, as in `fil-PH`; alone, that is as often a word (`pos`).
pub(super) fn code_of(name: &str) -> Option<LanguageTag> {
    let name = name.trim();
    if !name.is_ascii() || name.len() > 15 {
        return None;
    }
    let tag: LanguageTag = name.parse().ok()?;
    let is_known = CODES.split(' ').any(|code| code == tag.language());
    let is_long = name.len() > 3 && (tag.language() == "id" || tag.language().len() == 3);
    (is_known || is_long).then_some(tag)
}
