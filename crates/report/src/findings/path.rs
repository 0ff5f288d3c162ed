//! Paths as text and as URIs.

use std::borrow::Cow;
use std::path::{Component, Path};

/// The path as text that gives the path back.
///
/// A path is written as it is, unless it is not UTF-8, holds a character that text formats cannot carry (a control
/// character, U+FFFE, U+FFFF), or could be taken for an encoded one because a `%` stands before two hexadecimal digits.
/// Then each byte of such characters, each byte that is not UTF-8 and each `%` is written as `%` and two hexadecimal
/// digits. So a text with `%` before two hexadecimal digits is always an encoded path, and [`decode_path`] is exact.
///
/// ```
/// use std::path::Path;
/// # use yaddash_report::path_text;
/// assert_eq!(path_text(Path::new("sənəd 100%.md")), "sənəd 100%.md");
/// assert_eq!(path_text(Path::new("a%20b.md")), "a%2520b.md");
/// # #[cfg(unix)] {
/// # use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
/// assert_eq!(path_text(Path::new(OsStr::from_bytes(b"ok\xff.md"))), "ok%FF.md");
/// # }
/// ```
pub fn path_text(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str()
        && !text.chars().any(is_unfit)
        && !looks_encoded(text.as_bytes())
    {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            if character == '%' || is_unfit(character) {
                push_encoded(&mut encoded, character.encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                encoded.push(character);
            }
        }
        push_encoded(&mut encoded, chunk.invalid());
    }
    Cow::Owned(encoded)
}

/// The bytes of the path that [`path_text`] wrote.
///
/// On Unix these are the bytes of the path; elsewhere they are what [`std::ffi::OsStr::as_encoded_bytes`] gives.
pub fn decode_path(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        match rest {
            [b'%', high, low, after @ ..]
                if let (Some(high), Some(low)) = (digit(*high), digit(*low)) =>
            {
                decoded.push(high << 4 | low);
                rest = after;
            }
            _ => {
                decoded.push(*first);
                rest = tail;
            }
        }
    }
    decoded
}

/// The path as [`path_text`] has it, without a leading `./`, which services that compare it with the paths of a
/// repository do not understand.
///
/// ```
/// # use yaddash_report::repository_path;
/// assert_eq!(repository_path("./docs/a.md".as_ref()), "docs/a.md");
/// ```
pub fn repository_path(path: &Path) -> Cow<'_, str> {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => path_text(rest),
        _ => path_text(path),
    }
}

/// A file as a URI reference by RFC 3986.
pub(super) struct FileUri {
    /// `file:///…` for an absolute path, else a relative reference.
    pub(super) text: String,
    /// Whether it is a relative reference.
    pub(super) relative: bool,
}

impl FileUri {
    /// The URI of `path`; bytes other than the unreserved characters are percent-encoded, `.` components dropped.
    pub(super) fn new(path: &Path) -> Self {
        let relative = !path.has_root();
        let mut text = String::new();
        if !relative {
            text.push_str("file://");
        }
        for component in path.components() {
            if matches!(component, Component::CurDir | Component::RootDir) {
                continue;
            }
            if !text.is_empty() {
                text.push('/');
            }
            push_uri_segment(&mut text, component.as_os_str().as_encoded_bytes());
        }
        match text.as_str() {
            "" => text.push('.'),
            "file://" => text.push('/'),
            _ => {}
        }
        Self { text, relative }
    }
}

fn push_uri_segment(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            push_encoded(text, &[*byte]);
        }
    }
}

fn is_unfit(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn looks_encoded(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| {
        matches!(window, [b'%', high, low] if digit(*high).is_some() && digit(*low).is_some())
    })
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn push_encoded(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes {
        text.push('%');
        for half in [byte >> 4, byte & 15] {
            text.extend(DIGITS.get(usize::from(half)).copied().map(char::from));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_paths_stay() {
        for path in ["a.md", "sənəd/İclas.md", "100%", "50% x", "./a", "a b"] {
            assert_eq!(path_text(Path::new(path)), path);
        }
        assert_eq!(path_text(Path::new("a\nb")), "a%0Ab");
        assert_eq!(path_text(Path::new("a%0ab%")), "a%250ab%25");
    }

    #[test]
    fn uris_are_relative_and_encoded() {
        for (path, uri) in [
            ("a b/ə.md", "a%20b/%C9%99.md"),
            ("./x//y/../z", "x/y/../z"),
            ("c:d", "c%3Ad"),
            ("100%25", "100%2525"),
            (".", "."),
            ("", "."),
        ] {
            let made = FileUri::new(Path::new(path));
            assert!(made.relative);
            assert_eq!(made.text, uri);
        }
    }

    #[cfg(unix)]
    #[test]
    fn absolute_and_undecodable_uris() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        for (path, uri) in [(b"/a/\xff".as_slice(), "file:///a/%FF"), (b"/", "file:///")] {
            let made = FileUri::new(Path::new(OsStr::from_bytes(path)));
            assert!(!made.relative);
            assert_eq!(made.text, uri);
        }
    }

    #[test]
    fn repositories_know_no_dot() {
        for (path, text) in [
            ("./a/b", "a/b"),
            ("a", "a"),
            (".", "."),
            ("../a", "../a"),
            ("/a", "/a"),
        ] {
            assert_eq!(repository_path(Path::new(path)), text);
        }
    }

    #[cfg(unix)]
    proptest! {
        #[test]
        fn every_path_has_a_form_of_its_own(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'%'), b'0'..=b'F'], 0..24)) {
            use std::ffi::OsStr;
            use std::os::unix::ffi::OsStrExt;
            let path = Path::new(OsStr::from_bytes(&bytes));
            let text = path_text(path);
            prop_assert!(!text.chars().any(char::is_control));
            let decoded = if looks_encoded(text.as_bytes()) { decode_path(&text) } else { text.as_bytes().to_vec() };
            prop_assert_eq!(&decoded, &bytes);
            prop_assert_eq!(decode_path(&text), bytes);
        }
    }
}
