//! Marks of access keys (`_File`, `&File`), which clients ask to be left out by the style of their project.

use crate::parameters::Parameters;

/// The mark of a style of projects, as translate-toolkit names them; none where the style has no mark.
pub(super) fn mark(parameters: &Parameters) -> Option<char> {
    match parameters.text("style")? {
        "gnome" => Some('_'),
        "kde" | "mozilla" | "wx" => Some('&'),
        "libreoffice" | "openoffice" => Some('~'),
        _ => None,
    }
}

/// The text without its mark. A mark stands before a letter or digit, and only one does in a label: where there are
/// more, they are something else. A doubled mark is itself, and so is that of a character reference.
pub(super) fn without_mark(text: &str, mark: Option<char>) -> String {
    let marks: Vec<usize> = mark.map_or(Vec::new(), |mark| marks(text, mark));
    match marks.as_slice() {
        [place] => text
            .char_indices()
            .filter(|(other, _)| other != place)
            .map(|(_, letter)| letter)
            .collect(),
        _ => text.to_owned(),
    }
}

/// Where marks stand.
fn marks(text: &str, mark: char) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if letter != mark {
            continue;
        }
        let next = letters.peek().map(|(_, next)| *next);
        if next == Some(mark) {
            letters.next();
            continue;
        }
        let rest = text.get(place + mark.len_utf8()..).unwrap_or_default();
        if next.is_some_and(char::is_alphanumeric) && !(mark == '&' && is_reference(rest)) {
            marks.push(place);
        }
    }
    marks
}

/// Whether what stands behind `&` makes it a reference, such as `amp;`.
fn is_reference(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (text, mark, expected) in [
            ("_Fayl", '_', "Fayl"),
            ("Faylı _aç", '_', "Faylı aç"),
            ("Ç_ıxış", '_', "Çıxış"),
            ("a_b_c", '_', "a_b_c"),
            ("__init__", '_', "__init__"),
            ("&Файл", '&', "Файл"),
            ("Kəs && &yapışdır", '&', "Kəs && yapışdır"),
            ("a &amp; &b", '&', "a &amp; b"),
            ("R & D", '&', "R & D"),
            ("~Saxla", '~', "Saxla"),
            ("son_", '_', "son_"),
            ("", '_', ""),
        ] {
            assert_eq!(without_mark(text, Some(mark)), expected, "{text}");
        }
        assert_eq!(without_mark("_Fayl", None), "_Fayl");
    }
}
