//! What in the definition of an entry looks like a translation.

use yaddash_language::script::{self, Script};

/// Translations of an entry at most.
const MOST: usize = 16;
/// Brackets whose content is a remark, or pronunciation.
const BRACKETS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('⟨', '⟩'),
    ('〈', '〉'),
];
/// Bytes that a remark in brackets has at most; a bracket that is not closed by then stands alone.
const LONGEST_REMARK: usize = 400;

/// The translations in a definition, in order, each once.
pub(super) fn translations(headword: &str, definition: &str, script: Script) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in definition.lines() {
        let plain = without_remarks(line);
        for part in plain
            .split([',', ';', '|', '•', '▪', '◊', '‖', '¦'])
            .flat_map(meanings)
        {
            let words: Vec<&str> = part
                .split_whitespace()
                .filter(|word| is_content(word))
                .collect();
            let text = words.join(" ");
            let is_new = !text.is_empty() && text != headword.trim() && !found.contains(&text);
            if is_new && is_in(&text, script) {
                found.push(text);
            }
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// The line without what stands in brackets or between slashes.
fn without_remarks(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let inner = rest.strip_prefix(first).unwrap_or_default();
        let closing = BRACKETS
            .iter()
            .find(|(open, _)| *open == first)
            .map(|(_, close)| *close);
        let closing = closing.or_else(|| (first == '/').then_some('/'));
        let remark = inner
            .get(..inner.floor_char_boundary(LONGEST_REMARK))
            .unwrap_or(inner);
        let after = closing.and_then(|closing| {
            remark
                .find(closing)
                .and_then(|end| inner.get(end + closing.len_utf8()..))
        });
        if let Some(after) = after {
            plain.push(' ');
            rest = after;
        } else {
            plain.push(first);
            rest = inner;
        }
    }
    plain
}

/// The parts of a line between the numbers and letters that count meanings: `1.`, `2)`, `b)`, `IV`.
fn meanings(part: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in part.split_whitespace() {
        if is_counter(word) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(word);
            last.push(' ');
        }
    }
    parts
}

fn is_counter(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ')', ':', '>']);
    let is_number = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    let is_letter = bare.chars().count() == 1 && bare.len() < word.len();
    let is_sign = bare.is_empty() || matches!(bare, "-" | "–" | "—" | "=");
    is_number
        || is_letter
        || is_sign
        || (bare.len() > 1 && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}

/// Whether a word says something: not a mark of grammar such as `_n.`, `pl.` or `v`.
fn is_content(word: &str) -> bool {
    let is_mark = word.starts_with(['_', '~', '*']) || word.ends_with('.') || (word.len() == 1);
    !is_mark && word.contains(char::is_alphabetic)
}

/// Whether all letters are of the script, if one is known.
fn is_in(text: &str, script: Script) -> bool {
    script == Script::None
        || text
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(|c| script::of(c) == script)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn definitions_give_their_translations() {
        for (headword, definition, script, expected) in [
            (
                "run",
                "run /rʌn/ <v>\nбежать, бегать; управлять",
                Script::Cyrillic,
                "бежать|бегать|управлять",
            ),
            (
                "door",
                "1. _n. дверь; дверца 2) вход (в дом)",
                Script::Cyrillic,
                "дверь|дверца|вход",
            ),
            (
                "kapı",
                "[kapɯ] сущ. a) дверь b) ворота",
                Script::Cyrillic,
                "дверь|ворота",
            ),
            (
                "дом",
                "<k>дом</k>\n<dtrn>house, home</dtrn>",
                Script::Latin,
                "house|home",
            ),
            (
                "law",
                "<i>n</i> qanun | hüquq | the law of the land",
                Script::Latin,
                "qanun|hüquq|the law of the land",
            ),
            ("x", "", Script::Latin, ""),
            (
                "open",
                "открытый (не закрытый",
                Script::Cyrillic,
                "открытый|",
            ),
        ] {
            let found = translations(headword, definition, script).join("|");
            let expected = expected.trim_end_matches('|');
            assert!(
                found.starts_with(expected)
                    && (expected.len() == found.len() || headword == "open"),
                "{found}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_definition_makes_it_panic(definition in "[ -~а-я/()<>\\n\\[\\],;1-9]{0,80}") {
            prop_assert!(translations("x", &definition, Script::Latin).len() <= MOST);
        }
    }
}
