//! The script that letters belong to.

/// The script of a letter, as far as Azerbaijani, English and Russian need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Script {
    /// Latin letters with all their extensions, among them `ə` U+0259.
    Latin,
    /// Cyrillic letters with all their extensions, among them `ә` U+04D9.
    Cyrillic,
    /// A letter of any other script.
    Other,
    /// No letter: digits, punctuation, spaces, marks, and the modifier letters such as U+02BC that belong to no script.
    None,
}

/// The script of `c`, after `Scripts.txt` of Unicode.
pub fn of(c: char) -> Script {
    match u32::from(c) {
        0x41..=0x5A
        | 0x61..=0x7A
        | 0xAA
        | 0xBA
        | 0xC0..=0xD6
        | 0xD8..=0xF6
        | 0xF8..=0x2B8
        | 0x2E0..=0x2E4 => Script::Latin,
        0x00..=0x7F | 0x2B9..=0x36F | 0x482..=0x489 => Script::None,
        0x400..=0x52F => Script::Cyrillic,
        code => beyond_the_basic_blocks(c, code),
    }
}

fn beyond_the_basic_blocks(c: char, code: u32) -> Script {
    match code {
        0x1D00..=0x1D25
        | 0x1D2C..=0x1D5C
        | 0x1D62..=0x1D65
        | 0x1D6B..=0x1D77
        | 0x1D79..=0x1DBE
        | 0x1E00..=0x1EFF
        | 0x2071
        | 0x207F
        | 0x2090..=0x209C
        | 0x212A..=0x212B
        | 0x2C60..=0x2C7F
        | 0xA722..=0xA787
        | 0xA78B..=0xA7FF
        | 0xAB30..=0xAB5A
        | 0xAB5C..=0xAB64
        | 0xFB00..=0xFB06
        | 0xFF21..=0xFF3A
        | 0xFF41..=0xFF5A => Script::Latin,
        0x1C80..=0x1C8A | 0x1D2B | 0x1D78 | 0xA640..=0xA66E | 0xA680..=0xA69D => Script::Cyrillic,
        _ if c.is_alphabetic() => Script::Other,
        _ => Script::None,
    }
}

/// How many letters of each script a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScriptUse {
    /// Latin letters.
    pub latin: usize,
    /// Cyrillic letters.
    pub cyrillic: usize,
    /// Letters of other scripts.
    pub other: usize,
}

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScriptKind {
    /// All letters are Latin.
    Latin,
    /// All letters are Cyrillic.
    Cyrillic,
    /// All letters are of other scripts.
    Other,
    /// Letters of more than one of these.
    Mixed,
    /// No letter at all.
    None,
}

impl ScriptUse {
    /// All letters.
    pub const fn letters(self) -> usize {
        self.latin + self.cyrillic + self.other
    }

    /// Whether the text has both Latin and Cyrillic letters.
    pub const fn is_mixed(self) -> bool {
        self.latin > 0 && self.cyrillic > 0
    }

    /// Whether the text keeps to one script.
    pub const fn kind(self) -> ScriptKind {
        match (self.latin, self.cyrillic, self.other) {
            (0, 0, 0) => ScriptKind::None,
            (_, 0, 0) => ScriptKind::Latin,
            (0, _, 0) => ScriptKind::Cyrillic,
            (0, 0, _) => ScriptKind::Other,
            _ => ScriptKind::Mixed,
        }
    }

    /// The script of most letters, the first of Latin, Cyrillic and other where two are equal.
    pub const fn main(self) -> Script {
        if self.letters() == 0 {
            Script::None
        } else if self.latin >= self.cyrillic && self.latin >= self.other {
            Script::Latin
        } else if self.cyrillic >= self.other {
            Script::Cyrillic
        } else {
            Script::Other
        }
    }
}

/// Counts the letters of `text` by script.
///
/// ```
/// use yaddash_language::script::{self, ScriptKind};
/// assert_eq!(script::of_text("Xankəndi").kind(), ScriptKind::Latin);
/// assert_eq!(script::of_text("Xаnkəndi").kind(), ScriptKind::Mixed, "the first а is Cyrillic");
/// ```
pub fn of_text(text: &str) -> ScriptUse {
    let mut found = ScriptUse::default();
    for c in text.chars() {
        match of(c) {
            Script::Latin => found.latin += 1,
            Script::Cyrillic => found.cyrillic += 1,
            Script::Other => found.other += 1,
            Script::None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_by_script() {
        for (letters, script) in [
            ("aZəƏıİğşßǝẞﬁ", Script::Latin),
            ("аЯёәҹҝһјӘ", Script::Cyrillic),
            ("ωΩא中ქ", Script::Other),
            ("09 -’ʼ\u{307}«%×÷№", Script::None),
        ] {
            for c in letters.chars() {
                assert_eq!(of(c), script, "{c:?}");
            }
        }
    }

    #[test]
    fn use_of_scripts() {
        let found = of_text("AŞPA и ПАСЕ, 2024");
        assert_eq!((found.latin, found.cyrillic, found.letters()), (4, 5, 9));
        assert_eq!(found.kind(), ScriptKind::Mixed);
        assert_eq!(found.main(), Script::Cyrillic);
        assert_eq!(of_text("12:04").kind(), ScriptKind::None);
        assert_eq!(of_text("12:04").main(), Script::None);
        assert_eq!(of_text("中文").kind(), ScriptKind::Other);
    }
}
