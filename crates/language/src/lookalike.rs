//! Letters of the Latin and the Cyrillic script that look the same.
//!
//! `Xаnkəndi` with a Cyrillic `а` looks right and is found by no search. [`find_mixed`] finds words that mix the scripts;
//! a word that is written in the wrong script throughout (`РАСЕ` for `PACE`) mixes nothing, and shows only when
//! [`restored`] makes of it the word that was wanted. The pairs are those of letters that share their shape in common
//! typefaces, upright; letters that are merely similar (`к` and `k`) are not among them.

use yaddash_model::ByteSpan;

use crate::script::{self, Script};

/// Latin letters with the Cyrillic ones that look the same, one to one.
const PAIRS: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('d', 'ԁ'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('q', 'ԛ'),
    ('s', 'ѕ'),
    ('w', 'ԝ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ë', 'ё'),
    ('ï', 'ї'),
    ('ə', 'ә'),
    ('ɵ', 'ө'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('Q', 'Ԛ'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('W', 'Ԝ'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ë', 'Ё'),
    ('Ï', 'Ї'),
    ('Ə', 'Ә'),
    ('Ɵ', 'Ө'),
];

/// Further letters that look like one of [`PAIRS`] in one direction.
const LATIN_ALSO: &[(char, char)] = &[('Y', 'Ү'), ('I', 'Ӏ'), ('l', 'ӏ')];
const CYRILLIC_ALSO: &[(char, char)] = &[('ǝ', 'ә'), ('Ǝ', 'Ә')];

/// The Latin letter that looks like the Cyrillic letter `c`.
pub fn to_latin(c: char) -> Option<char> {
    PAIRS
        .iter()
        .chain(LATIN_ALSO)
        .find(|&&(_, cyrillic)| cyrillic == c)
        .map(|&(latin, _)| latin)
}

/// The Cyrillic letter that looks like the Latin letter `c`.
pub fn to_cyrillic(c: char) -> Option<char> {
    PAIRS
        .iter()
        .chain(CYRILLIC_ALSO)
        .find(|&&(latin, _)| latin == c)
        .map(|&(_, cyrillic)| cyrillic)
}

/// A word with letters of both scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixedWord {
    /// The word: a run of letters, without what hyphens and apostrophes join to it.
    pub span: ByteSpan,
    /// The script that the word is meant to be in, as far as one can tell.
    pub script: Script,
    /// The letters of the other script, each with where it begins in the text.
    pub offending: Vec<(usize, char)>,
}

/// The words of `text` that mix Latin and Cyrillic letters, in order.
///
/// A word is meant to be in the script in which all letters of the other have a double; where that says nothing, in the
/// script of most of its letters, and of its first letter where both have as many. Words whose parts differ in script are
/// no mixture where a hyphen stands between: `IT-компания` is right.
///
/// ```
/// use yaddash_language::{lookalike, script::Script};
/// let found = lookalike::find_mixed("Bu il Xаnkəndi şəhərində"); // the first а is Cyrillic
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].script, Script::Latin);
/// assert_eq!(found[0].offending, [(7, 'а')]);
/// ```
pub fn find_mixed(text: &str) -> Vec<MixedWord> {
    if !may_have(text, Script::Cyrillic) || !may_have(text, Script::Latin) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut word: Option<Run> = None;
    for (at, c) in text.char_indices() {
        let script = script::of(c);
        let is_letter = is_letter(c, script);
        match &mut word {
            Some(run) if is_letter || continues(c) => run.add(script),
            None if is_letter => {
                let mut run = Run::from(at);
                run.add(script);
                word = Some(run);
            }
            Some(_) => found.extend(word.take().and_then(|run| run.mixed(text, at))),
            None => {}
        }
    }
    found.extend(word.and_then(|run| run.mixed(text, text.len())));
    found
}

/// Whether `c` is a letter, without a look at the tables for those of the basic blocks.
fn is_letter(c: char, script: Script) -> bool {
    c < '\u{530}' && matches!(script, Script::Latin | Script::Cyrillic) || c.is_alphabetic()
}

/// A word under way.
struct Run {
    start: usize,
    has_latin: bool,
    has_cyrillic: bool,
}

impl Run {
    const fn from(start: usize) -> Self {
        Self {
            start,
            has_latin: false,
            has_cyrillic: false,
        }
    }

    fn add(&mut self, script: Script) {
        self.has_latin |= script == Script::Latin;
        self.has_cyrillic |= script == Script::Cyrillic;
    }

    /// The word, which ends at `end`, where it mixes scripts.
    fn mixed(&self, text: &str, end: usize) -> Option<MixedWord> {
        let word = text.get(self.start..end)?;
        (self.has_latin && self.has_cyrillic).then(|| mixed_word(word, self.start))
    }
}

/// Whether the bytes of `text` may be those of a letter of `script`, Latin or Cyrillic.
fn may_have(text: &str, script: Script) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(0);
    let is_numero = |at: usize| bytes.get(at + 1..at + 3) == Some(&[0x84, 0x96]);
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        0xE1 | 0xEA => true,
        0xD0..=0xD4 => script == Script::Cyrillic,
        // The ordinal marks, but not quotation marks and no-break spaces.
        0xC2 => script == Script::Latin && matches!(next(at), 0xAA | 0xBA),
        // Subscripts and the Kelvin sign, but not dashes and `№`.
        0xE2 => {
            script == Script::Latin
                && matches!(next(at), 0x81 | 0x82 | 0x84 | 0xB1)
                && !is_numero(at)
        }
        0xC3..=0xCB | 0xEF => script == Script::Latin,
        byte => script == Script::Latin && byte.is_ascii_alphabetic(),
    })
}

/// Whether a character that is no letter belongs to the word before it.
fn continues(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}')
}

fn mixed_word(word: &str, start: usize) -> MixedWord {
    let counts = script::of_text(word);
    let latin_is_double = all_of(word, Script::Latin, to_cyrillic);
    let cyrillic_is_double = all_of(word, Script::Cyrillic, to_latin);
    let script = match (cyrillic_is_double, latin_is_double) {
        (true, false) => Script::Latin,
        (false, true) => Script::Cyrillic,
        _ if counts.latin > counts.cyrillic => Script::Latin,
        _ if counts.latin < counts.cyrillic => Script::Cyrillic,
        _ => word.chars().next().map_or(Script::Latin, script::of),
    };
    let offending = word
        .char_indices()
        .filter(|&(_, c)| {
            let of = script::of(c);
            of != script && matches!(of, Script::Latin | Script::Cyrillic)
        })
        .map(|(offset, c)| (start + offset, c))
        .collect();
    MixedWord {
        span: ByteSpan::new(start, start + word.len()),
        script,
        offending,
    }
}

fn all_of(word: &str, script: Script, double: fn(char) -> Option<char>) -> bool {
    word.chars()
        .filter(|&c| script::of(c) == script)
        .all(|c| double(c).is_some())
}

/// `text` with every letter of the other script replaced by its double in `script`; `None` where some letter has no
/// double, and for scripts other than Latin and Cyrillic. Text that is in `script` already is returned as it is.
///
/// ```
/// use yaddash_language::{lookalike, script::Script};
/// assert_eq!(lookalike::restored("РАСЕ", Script::Latin).as_deref(), Some("PACE"));
/// assert_eq!(lookalike::restored("ПАСЕ", Script::Latin), None, "П looks like no Latin letter");
/// ```
pub fn restored(text: &str, script: Script) -> Option<String> {
    let (other, double): (_, fn(char) -> Option<char>) = match script {
        Script::Latin => (Script::Cyrillic, to_latin),
        Script::Cyrillic => (Script::Latin, to_cyrillic),
        _ => return None,
    };
    text.chars()
        .map(|c| {
            if script::of(c) == other {
                double(c)
            } else {
                Some(c)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairs_belong_to_their_scripts() {
        for &(latin, cyrillic) in PAIRS {
            assert_eq!(script::of(latin), Script::Latin, "{latin}");
            assert_eq!(script::of(cyrillic), Script::Cyrillic, "{cyrillic}");
            assert_eq!(to_cyrillic(latin), Some(cyrillic));
            assert_eq!(to_latin(cyrillic), Some(latin));
        }
    }

    #[test]
    fn scripts_show_in_bytes() {
        for c in '\0'..=char::MAX {
            let script = script::of(c);
            if matches!(script, Script::Latin | Script::Cyrillic) {
                assert_eq!(is_letter(c, script), c.is_alphabetic(), "{c}");
                assert!(may_have(&format!("«{c}»"), script), "{c}");
            }
        }
        assert!(!may_have("«да» — № 5", Script::Latin));
        assert!(!may_have("“Bakı” – 5", Script::Cyrillic));
    }

    #[test]
    fn mixtures() {
        for (text, word, script, letters) in [
            ("Azәrbaycan", "Azәrbaycan", Script::Latin, "ә"),
            ("в Xанкенди.", "Xанкенди", Script::Cyrillic, "X"),
            ("(cəsaрət)", "cəsaрət", Script::Latin, "р"),
            ("АŞPA-nın", "АŞPA", Script::Latin, "А"),
            ("РAСE", "РAСE", Script::Cyrillic, "AE"),
        ] {
            let found = find_mixed(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].span.of(text), Some(word));
            assert_eq!(found[0].script, script, "{text}");
            let offending: String = found[0].offending.iter().map(|&(_, c)| c).collect();
            assert_eq!(offending, letters, "{text}");
        }
        for text in ["", "IT-компания", "Баку и Baku", "中文text", "RƏSMİ"] {
            assert_eq!(find_mixed(text), [], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_restored() {
        assert_eq!(restored("Xаnkəndi", Script::Cyrillic), None);
        assert_eq!(restored("Xаnkəndi", Script::Other), None);
        assert_eq!(
            restored("Xаnkəndi 5", Script::Latin).as_deref(),
            Some("Xankəndi 5")
        );
        assert_eq!(restored("ǝ", Script::Cyrillic).as_deref(), Some("ә"));
    }

    proptest! {
        #[test]
        fn spans_hold_both_scripts(text in "[a-cа-в \u{307}'əӘ-]{0,20}") {
            for word in find_mixed(&text) {
                let inside = word.span.of(&text).unwrap();
                prop_assert!(script::of_text(inside).is_mixed());
                for (offset, c) in word.offending {
                    prop_assert!(word.span.contains(offset));
                    prop_assert!(text.get(offset..).unwrap().starts_with(c));
                }
            }
        }

        #[test]
        fn no_text_makes_them_panic(text in any::<String>()) {
            let _ = (find_mixed(&text), restored(&text, Script::Latin), restored(&text, Script::Cyrillic));
        }
    }
}
