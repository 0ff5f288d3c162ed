//! How many columns of a terminal a text takes.

use unicode_normalization::char::is_combining_mark;

/// Columns that `text` takes where each character is one column wide and combining marks and joiners none.
///
/// That is right for Latin and Cyrillic, composed or not; East Asian wide characters are not told apart.
pub(crate) fn display_width(text: &str) -> usize {
    text.chars()
        .filter(|character| takes_column(*character))
        .count()
}

/// The longest start of `text` of at most `width` columns, with `…` for the rest where there is any; white space runs
/// and control characters become one space.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    let mut line = String::new();
    let mut columns = 0;
    for character in text.trim().chars() {
        let gap = character.is_whitespace() || character.is_control();
        if gap && line.ends_with(' ') {
            continue;
        }
        let shown = if gap { ' ' } else { character };
        let takes = usize::from(takes_column(shown));
        if columns + takes > width {
            return with_ellipsis(line);
        }
        line.push(shown);
        columns += takes;
    }
    line
}

/// `line` with its last character of a column's width replaced by `…`, so that the width stays.
fn with_ellipsis(mut line: String) -> String {
    while let Some(last) = line.pop() {
        if takes_column(last) {
            break;
        }
    }
    line.truncate(line.trim_end().len());
    line.push('…');
    line
}

/// `text` filled with spaces on the right up to `width` columns.
pub(crate) fn padded_right(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(display_width(text));
    format!("{text}{:fill$}", "")
}

/// `text` filled with spaces on the left up to `width` columns.
pub(crate) fn padded_left(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(display_width(text));
    format!("{:fill$}{text}", "")
}

fn takes_column(character: char) -> bool {
    !is_combining_mark(character)
        && !character.is_control()
        && !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_take_no_column() {
        for (text, width) in [
            ("", 0),
            ("İgər", 4),
            ("I\u{307}gər", 4),
            ("Депутаты", 8),
            ("й", 1),
            ("и\u{306}", 1),
            ("a\u{ad}b", 2),
        ] {
            assert_eq!(display_width(text), width, "{text}");
        }
        assert_eq!(padded_right("i\u{307}", 3), "i\u{307}  ");
        assert_eq!(padded_left("ə", 3), "  ə");
    }

    #[test]
    fn long_texts_are_shortened() {
        assert_eq!(shortened("Milli\t Məclis\n", 20), "Milli Məclis");
        assert_eq!(shortened("Milli Məclis", 8), "Milli M…");
        assert_eq!(shortened("Milli Məclis", 6), "Milli…");
        assert_eq!(shortened("əəə", 3), "əəə");
        assert_eq!(shortened("əəə", 0), "…");
    }

    proptest! {
        #[test]
        fn shortened_texts_fit(text in any::<String>(), width in 1_usize..40) {
            prop_assert!(display_width(&shortened(&text, width)) <= width);
        }
    }
}
