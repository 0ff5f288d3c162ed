//! Strings in quotation marks.

/// What is wrong in a line, and the byte where.
pub(super) type Fault = (usize, &'static str);

/// The text of one or more strings in quotation marks, which stand at byte `from` of `line` and are all that follows.
pub(super) fn read(line: &str, from: usize) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let mut at = from;
    let mut is_first = true;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        at += space;
        match line.as_bytes().get(at) {
            None if !is_first => break,
            Some(b'"') => at = one(line, at + 1, &mut bytes)?,
            _ => return Err((at, "a string in quotation marks is expected here")),
        }
        is_first = false;
    }
    String::from_utf8(bytes).map_err(|_| (from, "the escapes of the string make no UTF-8"))
}

/// Reads one string, of which the first quotation mark was read; gives the byte behind the last one.
fn one(line: &str, mut at: usize, text: &mut Vec<u8>) -> Result<usize, Fault> {
    let bytes = line.as_bytes();
    loop {
        match bytes.get(at) {
            None => return Err((at, "the string has no closing quotation mark")),
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape(bytes, at + 1, text),
            Some(byte) => {
                text.push(*byte);
                at += 1;
            }
        }
    }
}

/// Reads what follows a backslash; one before any other character stands for itself.
fn escape(bytes: &[u8], at: usize, text: &mut Vec<u8>) -> usize {
    let simple = match bytes.get(at) {
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'a') => 0x07,
        Some(b'b') => 0x08,
        Some(b'v') => 0x0B,
        Some(b'f') => 0x0C,
        Some(known @ (b'\\' | b'"')) => *known,
        Some(b'0'..=b'7') => return number(bytes, at, at + 3, 8, text),
        Some(b'x') if digit(bytes, at + 1, 16).is_some() => {
            return number(bytes, at + 1, at + 3, 16, text);
        }
        _ => {
            text.push(b'\\');
            return at;
        }
    };
    text.push(simple);
    at + 1
}

/// Reads a byte as digits from `at` up to `end` at most.
fn number(bytes: &[u8], mut at: usize, end: usize, base: u32, text: &mut Vec<u8>) -> usize {
    let mut value = 0_u32;
    while at < end
        && let Some(digit) = digit(bytes, at, base)
    {
        value = value * base + digit;
        at += 1;
    }
    text.push(u8::try_from(value & 0xFF).unwrap_or_default());
    at
}

fn digit(bytes: &[u8], at: usize, base: u32) -> Option<u32> {
    char::from(*bytes.get(at)?).to_digit(base)
}

/// The lines of `text` as strings in quotation marks, as gettext writes them: a text that has line feeds before its end
/// starts with an empty string, and each line is a string of its own.
pub(super) fn written(text: &str) -> Vec<String> {
    let is_one_line = text.find('\n').is_none_or(|first| first + 1 == text.len());
    if is_one_line {
        return vec![quoted(text)];
    }
    let mut strings = vec![quoted("")];
    strings.extend(text.split_inclusive('\n').map(quoted));
    strings
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{B}' => quoted.push_str("\\v"),
            '\u{C}' => quoted.push_str("\\f"),
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\0'..='\u{1F}' | '\u{7F}' => {
                let code = u32::from(character);
                quoted.push('\\');
                for place in [6, 3, 0] {
                    quoted.extend(char::from_digit((code >> place) & 7, 8));
                }
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_several_strings() {
        for (line, text) in [
            (r#""a\n\t\"\\""#, "a\n\t\"\\"),
            (r#" "a" "b"  "#, "ab"),
            (r#""\101\x42\q\xg\0""#, "AB\\q\\xg\0"),
            (r#""\303\274\xC6\x8F""#, "üƏ"),
        ] {
            assert_eq!(read(line, 0).unwrap(), text, "{line}");
        }
        for (line, at) in [
            (r#""a"#, 2),
            ("a", 0),
            ("", 0),
            (r#""a" b"#, 4),
            (r#""\377""#, 0),
        ] {
            assert_eq!(read(line, 0).unwrap_err().0, at, "{line}");
        }
    }

    #[test]
    fn lines_are_strings_of_their_own() {
        assert_eq!(written("a\n"), ["\"a\\n\""]);
        assert_eq!(written("a\nb"), ["\"\"", "\"a\\n\"", "\"b\""]);
    }

    proptest! {
        #[test]
        fn written_is_read_back(text in "([\\PC\\n\\\\\"\u{0}-\u{1f}0-9]){0,20}") {
            prop_assert_eq!(read(&written(&text).join(" "), 0).unwrap(), text);
        }
    }
}
