//! Words put back into one script.

use yaddash_language::lookalike;
use yaddash_language::script::{self, Script};

/// Letters of the two scripts that are similar, beside those of [`lookalike`] that are the same to the eye, Latin first.
/// In a word that mixes scripts they are as likely a slip.
const SIMILAR: &[(char, char)] = &[
    ('b', 'в'),
    ('ç', 'ҫ'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('n', 'п'),
    ('r', 'г'),
    ('t', 'т'),
    ('u', 'и'),
    ('ö', 'ӧ'),
    ('ü', 'ӱ'),
];

/// `text` with every letter of the other script replaced by the letter of `script` that it looks like; where it mixes
/// scripts, letters that are merely similar are replaced too. `None` where a letter has no counterpart or nothing
/// changes.
pub(crate) fn restored(text: &str, script: Script) -> Option<String> {
    let whole = lookalike::restored(text, script).or_else(|| {
        text.chars()
            .any(|c| script::of(c) == script)
            .then_some(())?;
        text.chars().map(|c| counterpart(c, script)).collect()
    })?;
    let whole = if script == Script::Latin {
        // A Latin letter of other languages that is often typed for the Azerbaijani one.
        whole.replace('ǝ', "ə").replace('Ǝ', "Ə")
    } else {
        whole
    };
    (whole != text).then_some(whole)
}

fn counterpart(c: char, script: Script) -> Option<char> {
    match (script, script::of(c)) {
        (Script::Latin, Script::Cyrillic) => lookalike::to_latin(c).or_else(|| similar(c, true)),
        (Script::Cyrillic, Script::Latin) => {
            lookalike::to_cyrillic(c).or_else(|| similar(c, false))
        }
        _ => Some(c),
    }
}

fn similar(c: char, to_latin: bool) -> Option<char> {
    SIMILAR
        .iter()
        .find(|(latin, cyrillic)| c == if to_latin { *cyrillic } else { *latin })
        .map(|(latin, cyrillic)| if to_latin { *latin } else { *cyrillic })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_other_script() {
        for (text, script, expected) in [
            ("Xаnkəndi", Script::Latin, Some("Xankəndi")),
            ("Baкı", Script::Latin, Some("Bakı")),
            ("Bakǝ", Script::Latin, Some("Bakə")),
            ("РАСЕ", Script::Latin, Some("PACE")),
            ("Баку", Script::Latin, None),
            ("Poссия", Script::Cyrillic, Some("Россия")),
            ("Bakı", Script::Latin, None),
        ] {
            assert_eq!(restored(text, script).as_deref(), expected, "{text}");
        }
    }
}
