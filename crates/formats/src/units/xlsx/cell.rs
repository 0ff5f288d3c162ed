//! References of cells, such as `B7`.

use super::MOST_COLUMNS;

/// The column, from 0, of a reference; `None` where it is none or lies beyond the last column.
pub(super) fn column(reference: &str) -> Option<usize> {
    let mut column: usize = 0;
    for letter in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > MOST_COLUMNS {
            return None;
        }
    }
    column.checked_sub(1)
}

/// The letters of a column, from 0.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (at, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(at), name);
            assert_eq!(column(&format!("{name}12")), Some(at));
        }
        assert_eq!(column("XFE1"), None);
        assert_eq!(column("12"), None);
    }
}
