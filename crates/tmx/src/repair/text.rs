//! Text and values of attributes: references, and signs that must not stand as they are.

use yaddash_io::xml::{Entities, XmlProblem, is_xml_character, is_xml_name};

use super::html;
use super::kind::{self, Kind};

/// Bytes of the longest name of an entity that is looked for.
const LONGEST_NAME: usize = 64;

/// Something that was put right in a text.
pub(super) struct TextRepair {
    pub(super) kind: &'static Kind,
    /// The byte of the text where it stood.
    pub(super) at: usize,
    pub(super) message: String,
    /// What was lost, where something was.
    pub(super) lost: Option<String>,
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// Between tags.
    Content,
    /// In an attribute.
    Value,
}

/// `raw` as XML asks for it, where it is not so already; adds what was put right to `repairs`.
pub(super) fn mend(
    raw: &str,
    context: Context,
    entities: &mut Entities,
    repairs: &mut Vec<TextRepair>,
) -> Option<String> {
    let bytes = raw.as_bytes();
    let ending = context == Context::Content && memchr::memchr(b'>', bytes).is_some();
    let specials = match context {
        Context::Content => memchr::memchr2(b'&', b'<', bytes),
        Context::Value => memchr::memchr3(b'&', b'<', b'"', bytes),
    };
    if specials.is_none() && !ending {
        return None;
    }
    let mut mender = Mender {
        raw,
        context,
        mended: String::new(),
        copied: 0,
        entities,
        repairs,
    };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'&' => mender.reference(at),
            b'<' => {
                mender.replace(at..at + 1, "&lt;", kind::BARE_LESS_THAN, || {
                    "`<` is written `&lt;`".to_owned()
                });
                at + 1
            }
            b'>' if ending && raw.get(..at).is_some_and(|before| before.ends_with("]]")) => {
                mender.replace(at..at + 1, "&gt;", kind::CDATA_END, || {
                    "`]]>` is written `]]&gt;`".to_owned()
                });
                at + 1
            }
            _ => at + 1,
        };
    }
    mender.finish()
}

struct Mender<'a> {
    raw: &'a str,
    context: Context,
    mended: String,
    /// How much of `raw` is in `mended`.
    copied: usize,
    entities: &'a mut Entities,
    repairs: &'a mut Vec<TextRepair>,
}

impl Mender<'_> {
    fn finish(mut self) -> Option<String> {
        if self.copied == 0 {
            return None;
        }
        self.mended
            .push_str(self.raw.get(self.copied..).unwrap_or_default());
        // What is left out may have stood between.
        if self.context == Context::Content && self.mended.contains("]]>") {
            return Some(self.mended.replace("]]>", "]]&gt;"));
        }
        Some(self.mended)
    }

    fn put(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.mended
            .push_str(self.raw.get(self.copied..range.start).unwrap_or_default());
        self.mended.push_str(with);
        self.copied = range.end;
    }

    fn replace(
        &mut self,
        range: std::ops::Range<usize>,
        with: &str,
        kind: &'static Kind,
        message: impl FnOnce() -> String,
    ) {
        self.repairs.push(TextRepair {
            kind,
            at: range.start,
            message: message(),
            lost: None,
        });
        self.put(range, with);
    }

    fn lose(&mut self, range: std::ops::Range<usize>, with: &str, kind: &'static Kind, what: &str) {
        let lost = self.raw.get(range.clone()).unwrap_or_default().to_owned();
        self.repairs.push(TextRepair {
            kind,
            at: range.start,
            message: format!("{what} `{lost}`"),
            lost: Some(lost),
        });
        self.put(range, with);
    }

    /// Puts the reference at `at` right; gives where to go on.
    fn reference(&mut self, at: usize) -> usize {
        let behind = self.raw.get(at + 1..).unwrap_or_default();
        if let Some(number) = behind.strip_prefix('#') {
            return self.character(at, number);
        }
        let length = behind
            .bytes()
            .take(LONGEST_NAME)
            .position(|byte| byte == b';');
        let name = length.and_then(|length| behind.get(..length));
        let Some(name) = name.filter(|name| is_xml_name(name)) else {
            self.bare(at);
            return at + 1;
        };
        let range = at..at + name.len() + 2;
        let name = name.to_owned();
        let end = range.end;
        match self.entities.check(&name) {
            Ok(()) => {}
            Err(XmlProblem::UndefinedEntity { .. }) => self.undefined(range, &name),
            Err(problem) => self.replace(
                range,
                &format!("&amp;{name};"),
                kind::REFUSED_ENTITY,
                || format!("{problem}; its name stays as text"),
            ),
        }
        end
    }

    fn undefined(&mut self, range: std::ops::Range<usize>, name: &str) {
        let lower = name.to_ascii_lowercase();
        if ["amp", "lt", "gt", "quot", "apos"].contains(&lower.as_str()) {
            self.replace(range, &format!("&{lower};"), kind::UNDEFINED_ENTITY, || {
                format!("`&{name};` is written `&{lower};`")
            });
        } else if let Some(character) = html::character(name).or_else(|| html::character(&lower)) {
            let text = character.to_string();
            self.replace(range, &text, kind::UNDEFINED_ENTITY, || {
                format!(
                    "entity `&{name};` is not defined; it is U+{:04X} in HTML",
                    u32::from(character)
                )
            });
        } else {
            self.replace(
                range,
                &format!("&amp;{name};"),
                kind::UNDEFINED_ENTITY,
                || format!("entity `&{name};` is not defined; its name stays as text"),
            );
        }
    }

    fn bare(&mut self, at: usize) {
        self.replace(at..at + 1, "&amp;", kind::BARE_AMPERSAND, || {
            "`&` is written `&amp;`".to_owned()
        });
    }

    /// Puts the reference `&#number` at `at` right.
    fn character(&mut self, at: usize, number: &str) -> usize {
        let Some(reference) = Numeric::read(number) else {
            self.bare(at);
            return at + 1;
        };
        let mut range = at..at + 2 + reference.length;
        let kind = kind::CHARACTER_REFERENCE;
        match reference.character() {
            Some(character) if is_xml_character(character) => {
                if !reference.is_exact {
                    let text = format!("&#{};", u32::from(character));
                    let written = self.raw.get(range.clone()).unwrap_or_default().to_owned();
                    self.replace(range.clone(), &text, kind, || {
                        format!("`{written}` is written `{text}`")
                    });
                }
            }
            Some('\u{B}' | '\u{C}') => self.replace(range.clone(), " ", kind, || {
                "a line tabulation or form feed becomes a space".to_owned()
            }),
            Some(_) => {
                self.lose(
                    range.clone(),
                    "",
                    kind,
                    "a character that XML forbids is left out,",
                );
            }
            None => {
                let behind = self.raw.get(range.end..).unwrap_or_default();
                let low = behind.strip_prefix("&#").and_then(Numeric::read);
                if let Some((low, joined)) =
                    low.and_then(|low| Some((low.length, surrogates(reference.code, low.code)?)))
                {
                    range.end += 2 + low;
                    let text = joined.to_string();
                    self.replace(range.clone(), &text, kind, || {
                        format!(
                            "the halves of a surrogate pair are joined to U+{:04X}",
                            u32::from(joined)
                        )
                    });
                } else {
                    self.lose(range.clone(), "\u{FFFD}", kind, "U+FFFD takes the place of");
                }
            }
        }
        range.end
    }
}

/// A reference to a character by its number.
struct Numeric {
    code: u32,
    /// Bytes behind `&#`, `;` with them.
    length: usize,
    /// Whether it is written as XML asks.
    is_exact: bool,
}

impl Numeric {
    /// Reads what stands behind `&#`.
    fn read(number: &str) -> Option<Self> {
        let (digits, radix, prefix) = match number.as_bytes() {
            [b'x' | b'X', ..] => (number.get(1..)?, 16, 1),
            _ => (number, 10, 0),
        };
        let count = digits
            .bytes()
            .take(LONGEST_NAME)
            .take_while(|byte| char::from(*byte).is_digit(radix))
            .count();
        let code =
            u32::from_str_radix(digits.get(..count)?, radix).or_else(|error| match error.kind() {
                std::num::IntErrorKind::PosOverflow => Ok(u32::MAX),
                _ => Err(error),
            });
        let is_closed = digits.as_bytes().get(count) == Some(&b';');
        Some(Self {
            code: code.ok()?,
            length: prefix + count + usize::from(is_closed),
            is_exact: is_closed && !number.starts_with('X'),
        })
    }

    fn character(&self) -> Option<char> {
        char::from_u32(self.code)
    }
}

/// The character that two halves stand for.
fn surrogates(high: u32, low: u32) -> Option<char> {
    let high = u16::try_from(high).ok()?;
    let low = u16::try_from(low).ok()?;
    let mut decoded = char::decode_utf16([high, low]);
    match (decoded.next(), decoded.next()) {
        (Some(Ok(character)), None) => Some(character),
        _ => None,
    }
}

/// `text` with what markup is made of written as references.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_io::xml::XmlLimits;

    fn mended(raw: &str, context: Context) -> String {
        let mut entities = Entities::new(&XmlLimits::default());
        let mut repairs = Vec::new();
        let mended = mend(raw, context, &mut entities, &mut repairs);
        assert_eq!(mended.is_some(), !repairs.is_empty(), "{raw}");
        mended.unwrap_or_else(|| raw.to_owned())
    }

    #[test]
    fn references_are_put_right() {
        for (raw, expected) in [
            ("a &amp; b &#x41; &#65;", "a &amp; b &#x41; &#65;"),
            ("R&D & co", "R&amp;D &amp; co"),
            ("a&nbsp;b &Nbsp; &copy;", "a\u{A0}b \u{A0} ©"),
            ("&who; &AMP;", "&amp;who; &amp;"),
            ("&#x0B;&#0;&#xFFFF;|", " |"),
            ("&#xD83C;&#xDFD9; &#55356;", "🏙 \u{FFFD}"),
            ("&#X41; &#65 &#;", "&#65; &#65; &amp;#;"),
            ("&#99999999999;", "\u{FFFD}"),
            ("1<2 ]]> >", "1&lt;2 ]]&gt; >"),
            ("&;&&amp", "&amp;;&amp;&amp;amp"),
        ] {
            assert_eq!(mended(raw, Context::Content), expected, "{raw}");
        }
        assert_eq!(mended("a<b ]]> & c", Context::Value), "a&lt;b ]]> &amp; c");
    }
}
