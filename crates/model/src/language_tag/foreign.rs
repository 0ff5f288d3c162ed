//! Names of languages that are no tags.

use super::LanguageTag;

/// The longest part of a tag (RFC 5646 section 2.1).
const LONGEST_PART: usize = 8;

/// Scripts by the modifiers that locales have for them.
const SCRIPTS: [(&str, &str); 5] = [
    ("arabic", "Arab"),
    ("cyrillic", "Cyrl"),
    ("devanagari", "Deva"),
    ("hebrew", "Hebr"),
    ("latin", "Latn"),
];

/// The normal form of a text that is no tag; `None` where it has nothing but white space.
pub(super) fn normal(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(locale(text).unwrap_or_else(|| with_private_use(text)))
}

/// The tag of a locale, `language[_TERRITORY][.CODESET][@modifier]` (POSIX.1-2017, section 8.2).
///
/// A modifier that names a script is one; another one is a variant where a variant can be written so, and else says
/// nothing of the language (`@euro`).
fn locale(text: &str) -> Option<String> {
    let (locale, modifier) = text.split_once('@').unwrap_or((text, ""));
    let (locale, _) = locale.split_once('.').unwrap_or((locale, ""));
    let (language, territory) = locale.split_once(['_', '-']).unwrap_or((locale, ""));
    let script = SCRIPTS.iter().find(|(name, _)| *name == modifier);
    let script = script.map_or("", |(_, script)| script);
    let is_variant = script.is_empty() && (5..=LONGEST_PART).contains(&modifier.len());
    let variant = if is_variant { modifier } else { "" };
    let parts = [language, script, territory, variant];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parsed(&parts.join("-")).or_else(|| parsed(locale))
}

/// The parts of `text` that make a tag, and what stands behind them for private use.
fn with_private_use(text: &str) -> String {
    let parts = parts(text);
    let is_coded = |c: char| !c.is_ascii_alphanumeric() && !is_separator(c);
    let is_long = text
        .split(is_separator)
        .any(|word| word.len() > LONGEST_PART);
    // What has other characters or longer words is a name, and its beginning no tag.
    let most = if is_long || text.contains(is_coded) {
        0
    } else {
        parts.len()
    };
    let tag = (1..=most)
        .rev()
        .find_map(|count| Some((parsed(&parts.get(..count)?.join("-"))?, count)));
    let (mut normal, count) = tag.unwrap_or_default();
    if count < parts.len() {
        if count > 0 {
            normal.push('-');
        }
        normal.push('x');
    }
    for part in parts.iter().skip(count) {
        normal.push('-');
        normal.push_str(&part.to_ascii_lowercase());
    }
    normal
}

/// The letters and digits of `text` in parts that a tag can have; another character is the number of its code point.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for character in text.chars() {
        let is_plain = character.is_ascii_alphanumeric();
        let is_full = parts.last().is_none_or(|part| part.len() == LONGEST_PART);
        if !is_plain || is_full {
            parts.push(String::new());
        }
        let (true, Some(part)) = (is_plain, parts.last_mut()) else {
            if !is_separator(character) {
                parts.push(format!("{:x}", u32::from(character)));
                parts.push(String::new());
            }
            continue;
        };
        part.push(character);
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        // Nothing but separators.
        let numbers = text.chars().map(|c| format!("{:x}", u32::from(c)));
        parts.extend(numbers);
    }
    parts
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '_' | '.' | '@' | '(' | ')' | ',')
}

fn parsed(text: &str) -> Option<String> {
    let tag = LanguageTag::parse(text).ok()?;
    Some(tag.normal().to_owned())
}
