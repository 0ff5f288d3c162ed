//! Lists in plain text.
//!
//! Azerbaijani and Russian set both the items of a list and the lines of a dialogue with a dash. What tells them apart
//! is how they end: lines of a dialogue are sentences and end as sentences do, items end with a semicolon, a comma or
//! nothing, but for the last one. So neighbouring lines with the same sign are a list where most of them, not counting
//! the last, do not end a sentence. A bullet is no sign of a dialogue and always makes items. A list whose items are
//! full sentences is read as a dialogue: a sign too many does less harm than the loss of a dash that belongs to a text.

use yaddash_model::{BlockKind, ByteSpan};

/// Signs that may open an item or a line of a dialogue; white space follows them.
const SIGNS: [char; 4] = ['-', '–', '—', '*'];
/// Signs that open items only.
const BULLETS: [char; 6] = ['•', '‣', '▪', '●', '◦', '·'];

/// Each of `lines` (trimmed, not empty) with its kind, items without their sign.
pub(super) fn told_apart<'a>(
    text: &'a str,
    lines: &'a [ByteSpan],
) -> impl Iterator<Item = (BlockKind, ByteSpan)> + 'a {
    lines
        .chunk_by(|one, next| sign(text, *one) == sign(text, *next))
        .flat_map(move |run| {
            let is_list = is_list(text, run);
            run.iter().map(move |line| {
                if is_list {
                    (BlockKind::Item, without_sign(text, *line))
                } else {
                    (BlockKind::Paragraph, *line)
                }
            })
        })
}

/// Whether a run of lines with the same sign, or without one, is a list.
fn is_list(text: &str, run: &[ByteSpan]) -> bool {
    let Some((last, others)) = run.split_last() else {
        return false;
    };
    match sign(text, *last) {
        None => false,
        Some(sign) if BULLETS.contains(&sign) => true,
        Some(_) => {
            let sentences = others
                .iter()
                .filter(|line| ends_sentence(text, **line))
                .count();
            2 * sentences < others.len()
        }
    }
}

/// The sign that opens the line, where white space and text follow it.
fn sign(text: &str, line: ByteSpan) -> Option<char> {
    let mut characters = line.of(text)?.chars();
    let first = characters.next()?;
    let is_sign = SIGNS.contains(&first) || BULLETS.contains(&first);
    (is_sign && characters.next()?.is_whitespace()).then_some(first)
}

fn without_sign(text: &str, line: ByteSpan) -> ByteSpan {
    let mut characters = line.of(text).unwrap_or_default().chars();
    characters.next();
    let rest = characters.as_str().trim_start();
    ByteSpan::new(line.end() - rest.len(), line.end())
}

/// Whether the line ends with the punctuation of a sentence, closing quotation marks left out.
fn ends_sentence(text: &str, line: ByteSpan) -> bool {
    line.of(text)
        .unwrap_or_default()
        .trim_end_matches(['"', '”', '»', '“', '’'])
        .ends_with(['.', '?', '!', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> String {
        let mut start = 0;
        let lines: Vec<ByteSpan> = text
            .split('\n')
            .map(|line| {
                let span = ByteSpan::new(start, start + line.len());
                start = span.end() + 1;
                span
            })
            .collect();
        told_apart(text, &lines)
            .map(|(kind, line)| {
                let mark = if kind == BlockKind::Item { "*" } else { "" };
                format!("{mark}{}", line.of(text).unwrap())
            })
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn lists_are_told_from_dialogues() {
        for (text, expected) in [
            ("a:\n- b;\n- c;\n- d.\ne.", "a:|*b;|*c;|*d.|e."),
            ("– Üç – iki\n– Dörd", "*Üç – iki|*Dörd"),
            (
                "— Кто там?\n— Это я.\n— Входи!",
                "— Кто там?|— Это я.|— Входи!",
            ),
            ("– “Bəli.”\n– Yaxşı…\n– və", "– “Bəli.”|– Yaxşı…|– və"),
            ("— Одна реплика", "— Одна реплика"),
            ("• A.\n• B.", "*A.|*B."),
            ("-5 dərəcə\n-6 dərəcə", "-5 dərəcə|-6 dərəcə"),
            ("- a\n– b", "- a|– b"),
            ("-\n-", "-|-"),
        ] {
            assert_eq!(described(text), expected, "{text}");
        }
    }
}
