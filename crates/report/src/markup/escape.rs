//! Text made safe for XML and HTML.

use std::fmt;

/// A text as XML 1.0 (section 2.2, `Char`) and HTML can hold it, in an element or in a quoted attribute.
///
/// `& < > " '` become references, and so do tab, line feed and carriage return, which an attribute would otherwise lose.
/// The control characters that XML forbids become their pictures (U+2400 and after), its two forbidden code points
/// U+FFFD.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' => f.write_str("&#9;")?,
                '\n' => f.write_str("&#10;")?,
                '\r' => f.write_str("&#13;")?,
                '\u{0}'..='\u{1f}' => f.write_char(control_picture(character))?,
                '\u{fffe}' | '\u{ffff}' => f.write_char(char::REPLACEMENT_CHARACTER)?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

fn control_picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_and_controls_are_escaped() {
        assert_eq!(
            Escaped("<script>\"&'\t\r\n\u{0}\u{1b}\u{ffff}ə").to_string(),
            "&lt;script&gt;&quot;&amp;&#39;&#9;&#13;&#10;␀␛\u{fffd}ə"
        );
    }

    proptest! {
        #[test]
        fn any_text_survives_where_xml_allows_it(text in "[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]*") {
            let escaped = Escaped(&text).to_string();
            prop_assert_eq!(quick_xml::escape::unescape(&escaped).unwrap(), text);
        }
    }
}
