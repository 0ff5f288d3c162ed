//! Named classes of characters.

use std::collections::BTreeMap;
use std::sync::Mutex;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// How many classes are kept.
const MOST_KNOWN: usize = 256;

/// The class that `regex-syntax` knows under `expression`, such as `\p{Lu}`. Rules name the same few classes hundreds of
/// times, so each is made once.
fn parsed(expression: &str) -> Option<ClassUnicode> {
    static KNOWN: Mutex<BTreeMap<String, Option<ClassUnicode>>> = Mutex::new(BTreeMap::new());
    let Ok(mut known) = KNOWN.lock() else {
        return parse(expression);
    };
    if let Some(class) = known.get(expression) {
        return class.clone();
    }
    let class = parse(expression);
    // A file of rules could name any number of them.
    if known.len() < MOST_KNOWN {
        known.insert(expression.to_owned(), class.clone());
    }
    class
}

fn parse(expression: &str) -> Option<ClassUnicode> {
    let hir = regex_syntax::parse(expression).ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        // A class of one character is a literal there.
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let mut characters = text.chars();
            let class = single(characters.next()?);
            characters.next().is_none().then_some(class)
        }
        _ => None,
    }
}

/// The class of one character.
pub(super) fn single(character: char) -> ClassUnicode {
    range(character, character)
}

/// The class from one character to another.
pub(super) fn range(start: char, end: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(start, end)])
}

fn ranges(ranges: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(
        ranges
            .iter()
            .map(|&(start, end)| ClassUnicodeRange::new(start, end)),
    )
}

/// The same class turned round.
pub(super) fn negated(mut class: ClassUnicode) -> ClassUnicode {
    class.negate();
    class
}

/// `\h`: horizontal white space (Java's list).
pub(super) fn horizontal_space() -> ClassUnicode {
    ranges(&[
        ('\t', '\t'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
    ])
}

/// `\v`: vertical white space.
pub(super) fn vertical_space() -> ClassUnicode {
    ranges(&[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')])
}

/// What `.` leaves out where a dot does not match line terminators.
pub(super) fn line_terminators() -> ClassUnicode {
    ranges(&[
        ('\n', '\n'),
        ('\r', '\r'),
        ('\u{85}', '\u{85}'),
        ('\u{2028}', '\u{2029}'),
    ])
}

/// `\w`, in the sense of UTS 18, as ICU has it.
pub(crate) fn word() -> ClassUnicode {
    parsed(r"\w").unwrap_or_else(ClassUnicode::empty)
}

/// `\d`: decimal digits of any script.
pub(super) fn digit() -> ClassUnicode {
    parsed(r"\d").unwrap_or_else(ClassUnicode::empty)
}

/// `\s`: Unicode white space.
pub(super) fn space() -> ClassUnicode {
    parsed(r"\s").unwrap_or_else(ClassUnicode::empty)
}

/// The class that `\p{name}` means: a general category, script, binary property, one of Java's `java…` and `Is…` names,
/// one of the POSIX names (in their Unicode sense, as ICU has them), or a block of the languages of Europe.
pub(super) fn property(name: &str) -> Option<ClassUnicode> {
    let plain = name.trim();
    if let Some((key, value)) = plain.split_once(['=', ':']) {
        return match key {
            "block" | "blk" => block(value),
            _ => parsed(&format!(r"\p{{{key}={value}}}")),
        };
    }
    let alias = match plain {
        "Lower" | "javaLowerCase" | "IsLowercase" | "lower" => r"\p{Lowercase}",
        "Upper" | "javaUpperCase" | "IsUppercase" | "upper" => r"\p{Uppercase}",
        "javaTitleCase" | "IsTitlecase" => r"\p{Lt}",
        "Alpha" | "IsAlphabetic" | "javaAlphabetic" | "alpha" => r"\p{Alphabetic}",
        "javaLetter" | "IsLetter" => r"\p{L}",
        "Digit" | "javaDigit" | "IsDigit" | "digit" => r"\p{Nd}",
        "Alnum" | "alnum" => r"[\p{Alphabetic}\p{Nd}]",
        "javaLetterOrDigit" => r"[\p{L}\p{Nd}]",
        "Punct" | "IsPunctuation" | "punct" => r"\p{P}",
        "Space" | "javaWhitespace" | "IsWhite_Space" | "IsWhiteSpace" | "space" => r"\s",
        "Blank" | "blank" => r"[\p{Zs}\t]",
        "Cntrl" | "IsControl" | "cntrl" => r"\p{Cc}",
        "XDigit" | "IsHex_Digit" | "xdigit" => r"\p{Hex_Digit}",
        "Graph" | "graph" => r"[^\s\p{Cc}\p{Cs}\p{Cn}]",
        "Print" | "print" => r"[[^\s\p{Cc}\p{Cs}\p{Cn}]\p{Zs}]",
        "ASCII" | "ascii" => r"[\x00-\x7F]",
        "L1" => r"[\x00-\xFF]",
        "LC" => r"\p{Cased_Letter}",
        _ => "",
    };
    if !alias.is_empty() {
        return parsed(alias);
    }
    if let Some(found) = parsed(&format!(r"\p{{{plain}}}")) {
        return Some(found);
    }
    if let Some(rest) = plain.strip_prefix("In") {
        return block(rest);
    }
    plain
        .strip_prefix("Is")
        .and_then(|rest| parsed(&format!(r"\p{{{rest}}}")))
}

/// Blocks that rules for the languages of Europe and the Caucasus name.
fn block(name: &str) -> Option<ClassUnicode> {
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let (start, end) = match plain.as_str() {
        "basiclatin" => ('\u{0}', '\u{7f}'),
        "latin1supplement" | "latin1" => ('\u{80}', '\u{ff}'),
        "latinextendeda" => ('\u{100}', '\u{17f}'),
        "latinextendedb" => ('\u{180}', '\u{24f}'),
        "ipaextensions" => ('\u{250}', '\u{2af}'),
        "spacingmodifierletters" => ('\u{2b0}', '\u{2ff}'),
        "combiningdiacriticalmarks" => ('\u{300}', '\u{36f}'),
        "greek" | "greekandcoptic" => ('\u{370}', '\u{3ff}'),
        "cyrillic" => ('\u{400}', '\u{4ff}'),
        "cyrillicsupplement" | "cyrillicsupplementary" => ('\u{500}', '\u{52f}'),
        "armenian" => ('\u{530}', '\u{58f}'),
        "hebrew" => ('\u{590}', '\u{5ff}'),
        "arabic" => ('\u{600}', '\u{6ff}'),
        "georgian" => ('\u{10a0}', '\u{10ff}'),
        "latinextendedadditional" => ('\u{1e00}', '\u{1eff}'),
        "generalpunctuation" => ('\u{2000}', '\u{206f}'),
        "currencysymbols" => ('\u{20a0}', '\u{20cf}'),
        "letterlikesymbols" => ('\u{2100}', '\u{214f}'),
        "cjksymbolsandpunctuation" => ('\u{3000}', '\u{303f}'),
        "hiragana" => ('\u{3040}', '\u{309f}'),
        "katakana" => ('\u{30a0}', '\u{30ff}'),
        "cjkunifiedideographs" => ('\u{4e00}', '\u{9fff}'),
        _ => return None,
    };
    Some(range(start, end))
}

/// The class with the other cases of its characters, as `(?i)` asks.
pub(super) fn case_folded(mut class: ClassUnicode) -> ClassUnicode {
    // Folding looks at each character, so it must not see the many that have no case.
    let mut cased = class.clone();
    cased.intersect(&parsed(r"\p{Cased}").unwrap_or_else(ClassUnicode::empty));
    // Tables for folding are compiled in; without them the class stays as it is.
    if cased.try_case_fold_simple().is_ok() {
        class.union(&cased);
    }
    class
}

/// A character with its other cases, ascending.
pub(crate) fn cases(character: char) -> Vec<char> {
    case_folded(single(character))
        .iter()
        .flat_map(|range| range.start()..=range.end())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(class: &ClassUnicode, character: char) -> bool {
        class
            .iter()
            .any(|range| range.start() <= character && character <= range.end())
    }

    #[test]
    fn names_of_java_icu_and_posix_are_known() {
        for (name, inside, outside) in [
            ("Lu", 'Ə', 'ə'),
            ("javaLowerCase", 'ı', 'I'),
            ("IsCyrillic", 'Ж', 'Z'),
            ("InCyrillic", 'ж', 'z'),
            ("Upper", 'İ', 'i'),
            ("L", 'ə', '1'),
            ("Latin", 'ğ', 'я'),
            ("script=Latin", 'ğ', 'я'),
            ("gc=Ll", 'q', 'Q'),
            ("punct", '!', 'a'),
        ] {
            let class = property(name).unwrap_or_else(|| panic!("{name}"));
            assert!(has(&class, inside), "{name} has {inside}");
            assert!(!has(&class, outside), "{name} lacks {outside}");
        }
        assert!(property("Nothing").is_none());
    }
}
