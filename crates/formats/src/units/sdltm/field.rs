//! Values of columns in the forms of TMX.

use std::fmt::Write as _;

use rusqlite::types::ValueRef;

/// A date of `SQLite`, `2024-03-01 12:30:05` with any fraction, in the form of TMX 1.4b, `20240301T123005Z`. Trados stores
/// universal time.
pub(super) fn date(text: &str) -> Option<String> {
    let template = b"dddd-dd-dd dd:dd:dd";
    let bytes = text.as_bytes();
    let (stamp, rest) = bytes.split_at_checked(template.len())?;
    let fits = stamp.iter().zip(template).all(|(byte, form)| match form {
        b'd' => byte.is_ascii_digit(),
        b' ' => matches!(byte, b' ' | b'T'),
        form => byte == form,
    });
    let is_fraction = rest.is_empty() || matches!(rest.first(), Some(b'.' | b'Z'));
    if !fits || !is_fraction {
        return None;
    }
    let digits: String = text.chars().take(19).filter(char::is_ascii_digit).collect();
    Some(format!("{}T{}Z", digits.get(..8)?, digits.get(8..)?))
}

/// The order in which the bytes of a GUID are written: the first three groups are little-endian.
const GUID_ORDER: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/// An identifier that is a text, or the bytes of a GUID.
pub(super) fn guid(value: ValueRef<'_>) -> Option<String> {
    let ValueRef::Blob(bytes) = value else {
        return text(value).filter(|text| !text.is_empty());
    };
    if bytes.len() != GUID_ORDER.len() {
        return None;
    }
    let mut written = String::with_capacity(36);
    for (at, place) in GUID_ORDER.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            written.push('-');
        }
        // Writing to a string never fails.
        let _ = write!(written, "{:02x}", bytes.get(place)?);
    }
    Some(written)
}

/// A value as text; `None` where there is none or it is no text.
pub(super) fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().map(str::to_owned),
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_take_the_form_of_tmx() {
        assert_eq!(
            date("2024-03-01 12:30:05").as_deref(),
            Some("20240301T123005Z")
        );
        assert_eq!(
            date("2024-03-01T12:30:05.123Z").as_deref(),
            Some("20240301T123005Z")
        );
        for other in [
            "",
            "2024-03-01",
            "01.03.2024 12:30:05",
            "2024-03-01 12:30:05+04",
            "ə024-03-01 12:30:0",
        ] {
            assert_eq!(date(other), None, "{other}");
        }
    }

    #[test]
    fn identifiers_are_written_as_trados_does() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(
            guid(ValueRef::Blob(&bytes)).as_deref(),
            Some("03020100-0504-0706-0809-0a0b0c0d0e0f")
        );
        assert_eq!(guid(ValueRef::Blob(&bytes[..8])), None);
        assert_eq!(guid(ValueRef::Text(b"x")).as_deref(), Some("x"));
    }
}
