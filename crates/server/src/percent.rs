//! Percent-encoding (RFC 3986 section 2.1), read strictly.

use thiserror::Error;

/// Why a text is not percent-encoded UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum PercentError {
    /// A `%` without two hexadecimal digits behind it.
    #[error(
        "`%` at byte {0} is not followed by two hexadecimal digits; `%` itself is written `%25`"
    )]
    NotHexadecimal(usize),
    /// What the bytes stand for is not UTF-8.
    #[error("byte {0} of what is encoded is not UTF-8")]
    NotUtf8(usize),
}

/// The text that a part of a path stands for; `+` is itself.
pub(crate) fn decode(encoded: &str) -> Result<String, PercentError> {
    decode_with(encoded, |byte| byte)
}

/// The text that a part of a query stands for; `+` is a space there, as forms write it.
pub(crate) fn decode_form(encoded: &str) -> Result<String, PercentError> {
    decode_with(encoded, |byte| if byte == b'+' { b' ' } else { byte })
}

fn decode_with(encoded: &str, plain: impl Fn(u8) -> u8) -> Result<String, PercentError> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes().enumerate();
    while let Some((place, byte)) = rest.next() {
        if byte != b'%' {
            bytes.push(plain(byte));
            continue;
        }
        let mut digit = || rest.next().and_then(|(_, digit)| hexadecimal(digit));
        match (digit(), digit()) {
            (Some(high), Some(low)) => bytes.push(high << 4 | low),
            _ => return Err(PercentError::NotHexadecimal(place)),
        }
    }
    String::from_utf8(bytes)
        .map_err(|error| PercentError::NotUtf8(error.utf8_error().valid_up_to()))
}

fn hexadecimal(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    #[test]
    fn what_stands_for_what() {
        for (encoded, text) in [
            ("", ""),
            ("a+b", "a+b"),
            ("50%25%20of%2Fall%3F%23", "50% of/all?#"),
            ("M%c9%99clis", "Məclis"),
            ("Məclis", "Məclis"),
        ] {
            assert_eq!(decode(encoded).as_deref(), Ok(text), "{encoded}");
        }
        assert_eq!(decode_form("a+b%2B").as_deref(), Ok("a b+"));
        for (encoded, error) in [
            ("100%", PercentError::NotHexadecimal(3)),
            ("%2", PercentError::NotHexadecimal(0)),
            ("a%zz", PercentError::NotHexadecimal(1)),
            ("%+1", PercentError::NotHexadecimal(0)),
            ("ab%FF", PercentError::NotUtf8(2)),
            ("%C9", PercentError::NotUtf8(0)),
        ] {
            assert_eq!(decode(encoded), Err(error), "{encoded}");
        }
    }

    /// Every byte encoded, as clients do that hold no character safe.
    fn encode(text: &str) -> String {
        text.bytes().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "%{byte:02X}");
            out
        })
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in ".*") {
            prop_assert_eq!(decode(&encode(&text)), Ok(text.clone()));
            prop_assert_eq!(decode_form(&encode(&text)), Ok(text));
        }

        #[test]
        fn text_without_percent_is_itself(text in "[^%]*") {
            prop_assert_eq!(decode(&text), Ok(text.clone()));
        }

        #[test]
        fn any_text_is_decoded_or_refused(text in "[%0-9a-fzА-я+/]*") {
            if let Ok(decoded) = decode(&text) {
                prop_assert!(decoded.len() <= text.len());
            }
        }
    }
}
