//! Attributes put right, one tag at a time.

use std::collections::HashSet;
use std::fmt::Write;

use yaddash_io::xml::is_reserved_declaration;
use yaddash_model::LanguageTag;

use crate::header::REQUIRED;
use crate::schema::Element;

use super::kind::{self, Kind};

/// What was done about an attribute.
pub(super) struct Done {
    pub(super) kind: &'static Kind,
    pub(super) message: String,
    /// What was lost, where something was.
    pub(super) lost: Option<String>,
}

/// How attributes are put right.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// Whether the file is of a version in which languages are given by `lang`.
    pub(super) is_old: bool,
    /// Whether what TMX does not know stays.
    pub(super) keep_foreign: bool,
}

/// Attributes that are put right. Values are escaped.
pub(super) struct Attributes {
    element: Element,
    rules: Rules,
    pub(super) list: Vec<(String, String)>,
    /// Attributes that TMX does not know, to become properties.
    pub(super) moved: Vec<(String, String)>,
    pub(super) done: Vec<Done>,
}

/// Whether a name declares a namespace.
fn is_declaration(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

/// The address of a prefix that nothing declares.
pub(super) fn undeclared(prefix: &str) -> String {
    percent_encoded(&format!("urn:undeclared:{prefix}"))
}

impl Attributes {
    /// Puts the attributes of a tag right.
    pub(super) fn mend(element: Element, list: Vec<(String, String)>, rules: Rules) -> Self {
        let mut attributes = Self {
            element,
            rules,
            list: Vec::with_capacity(list.len()),
            moved: Vec::new(),
            done: Vec::new(),
        };
        attributes.repeated(list);
        attributes.namespaces();
        if element != Element::Foreign {
            attributes.language();
            attributes.values();
            attributes.unknown();
            attributes.required();
        }
        attributes
    }

    fn mended(&mut self, kind: &'static Kind, message: String) {
        self.done.push(Done {
            kind,
            message,
            lost: None,
        });
    }

    fn lost(&mut self, kind: &'static Kind, message: String, value: String) {
        self.done.push(Done {
            kind,
            message,
            lost: Some(value),
        });
    }

    /// Keeps the first of each name; another value is not thrown away.
    fn repeated(&mut self, list: Vec<(String, String)>) {
        let mut seen = HashSet::new();
        let mut first: Vec<(String, String)> = Vec::with_capacity(list.len());
        for (name, value) in list {
            if seen.insert(name.clone()) {
                first.push((name, value));
                continue;
            }
            let is_same = first
                .iter()
                .take(64)
                .any(|(known, same)| *known == name && *same == value);
            let message = format!("attribute `{name}` stands twice; the first is kept");
            if is_same {
                self.mended(kind::REPEATED_ATTRIBUTE, message);
            } else if self.element == Element::Body {
                self.lost(kind::REPEATED_ATTRIBUTE, message, value);
            } else {
                self.mended(
                    kind::REPEATED_ATTRIBUTE,
                    format!("{message}, the other is a property"),
                );
                self.moved.push((name, value));
            }
        }
        self.list = first;
    }

    /// Writes what an address cannot have in its percent form: parsers refuse it in the name of a namespace. A prefix
    /// that stands for nothing gets an address, since it would be undeclared (Namespaces in XML 1.0, section 5).
    fn namespaces(&mut self) {
        let mut done = Vec::new();
        self.list.retain(|(name, value)| {
            let is_kept = !is_reserved_declaration(name, value);
            if !is_kept {
                done.push(format!("`{name}` is reserved; it is left out"));
            }
            is_kept
        });
        for (name, value) in &mut self.list {
            if let Some(prefix) = name.strip_prefix("xmlns:")
                && value.is_empty()
            {
                *value = undeclared(prefix);
                done.push(format!("`{name}` is empty; it is written `{value}`"));
                continue;
            }
            if !is_declaration(name) || value.bytes().all(is_address_character) {
                continue;
            }
            let address = percent_encoded(value);
            if address != *value {
                done.push(format!("`{name}` is no address; it is written `{address}`"));
                *value = address;
            }
        }
        for message in done {
            self.mended(kind::ATTRIBUTE_VALUE, message);
        }
    }

    fn has(&self, name: &str) -> bool {
        self.list.iter().any(|(known, _)| known == name)
    }

    /// Gives a language the name that the version asks for, and joins its parts by `-`.
    fn language(&mut self) {
        let (wanted, other) = if self.rules.is_old {
            ("lang", "xml:lang")
        } else {
            ("xml:lang", "lang")
        };
        if self.element == Element::Tuv && !self.has(wanted) {
            let found = self.list.iter_mut().find(|(name, _)| name == other);
            if let Some((name, _)) = found {
                wanted.clone_into(name);
                self.mended(
                    kind::LANGUAGE,
                    format!("`{other}` of `tuv` is `{wanted}` in this version of TMX"),
                );
            }
        }
        let mut joined = Vec::new();
        for (name, value) in &mut self.list {
            let is_language =
                matches!(name.as_str(), "xml:lang" | "lang" | "srclang" | "adminlang");
            if is_language && value.contains('_') {
                let dashed = value.replace('_', "-");
                joined.push(format!("`{name}` `{value}` is written `{dashed}`"));
                *value = dashed;
            }
        }
        for message in joined {
            self.mended(kind::LANGUAGE, message);
        }
        if self.element == Element::Tuv {
            self.one_of_two(wanted, other);
            self.tag(wanted);
        }
    }

    /// Of two languages, one by each name, leaves the one that names a language, by the name that the version asks for.
    fn one_of_two(&mut self, wanted: &str, other: &str) {
        let at = |name: &str| self.list.iter().position(|(known, _)| known == name);
        let (Some(first), Some(second)) = (at(wanted), at(other)) else {
            return;
        };
        let is_tag = |at: usize| {
            let value = self.list.get(at).map(|(_, value)| value.trim());
            value.is_some_and(|value| LanguageTag::parse(value).is_ok())
        };
        if is_tag(second) && is_tag(first) {
            return;
        }
        if is_tag(second)
            && let Ok([one, two]) = self.list.get_disjoint_mut([first, second])
        {
            std::mem::swap(&mut one.1, &mut two.1);
        }
        let (name, value) = self.list.remove(second);
        self.mended(
            kind::LANGUAGE,
            format!("`{name}` stands beside `{wanted}`; `{value}` becomes a property"),
        );
        self.moved.push((name, value));
    }

    /// Makes the language of a variant one that readers take.
    fn tag(&mut self, name: &str) {
        let Some((_, value)) = self.list.iter_mut().find(|(known, _)| known == name) else {
            return;
        };
        if value.trim().is_empty() || LanguageTag::parse(value).is_ok() {
            return;
        }
        let is_other = |c: char| !c.is_ascii_alphanumeric() && c != '-';
        let bare = value.trim_matches(is_other);
        let tag = if LanguageTag::parse(bare).is_ok() {
            Some(bare.to_owned())
        } else {
            let named = LanguageTag::lenient(value).ok();
            let named = named.filter(|tag| !tag.is_private_use());
            named.map(|tag| tag.normal().to_owned())
        };
        if let Some(tag) = tag {
            let message = format!("`{name}` is `{value}`; it is written `{tag}`");
            *value = tag;
            self.mended(kind::LANGUAGE, message);
        } else {
            let message = format!(
                "`{name}` is `{value}`, which names no language; it is `und`, and the value becomes a property"
            );
            let value = std::mem::replace(value, "und".to_owned());
            self.mended(kind::LANGUAGE, message);
            self.moved.push((name.to_owned(), value));
        }
    }

    /// Takes out values that an attribute cannot have.
    fn values(&mut self) {
        let list = std::mem::take(&mut self.list);
        for (name, value) in list {
            let Some(values) = self
                .element
                .values(&name)
                .filter(|values| !values.contains(&value.as_str()))
            else {
                self.list.push((name, value));
                continue;
            };
            let lower = value.trim().to_ascii_lowercase();
            if values.contains(&lower.as_str()) {
                self.mended(
                    kind::ATTRIBUTE_VALUE,
                    format!("`{name}` `{value}` is written `{lower}`"),
                );
                self.list.push((name, lower));
            } else {
                self.mended(
                    kind::ATTRIBUTE_VALUE,
                    format!(
                        "`{name}` is `{value}`, not one of {}; it becomes a property",
                        values.join(", ")
                    ),
                );
                self.moved.push((name, value));
            }
        }
    }

    /// Takes out what TMX does not know.
    fn unknown(&mut self) {
        if self.rules.keep_foreign {
            return;
        }
        let list = std::mem::take(&mut self.list);
        for (name, value) in list {
            if self.element.has_attribute(&name) {
                self.list.push((name, value));
            } else if is_declaration(&name) {
                // The DTD knows no namespaces, and what has a prefix is gone.
                let message = format!("`{name}` declares a namespace; TMX is in none");
                self.mended(kind::UNKNOWN_ATTRIBUTE, message);
            } else if self.element == Element::Body {
                // There is no place for properties.
                let message = format!("`body` has no attribute `{name}` in TMX; it is left out");
                self.lost(kind::UNKNOWN_ATTRIBUTE, message, value);
            } else {
                self.mended(
                    kind::UNKNOWN_ATTRIBUTE,
                    format!(
                        "`{}` has no attribute `{name}` in TMX; it becomes a property",
                        self.element.name()
                    ),
                );
                self.moved.push((name, value));
            }
        }
    }

    /// Adds what must be there and can be told from the tag alone.
    fn required(&mut self) {
        let defaults: &[(&str, &str)] = match self.element {
            Element::Tmx => &[("version", "1.4")],
            Element::Header => &REQUIRED,
            Element::Prop => &[("type", "x-unknown")],
            Element::Ude => &[("name", "unnamed")],
            _ => return,
        };
        for (name, default) in defaults {
            if !self.has(name) {
                let element = self.element.name();
                self.mended(
                    kind::MISSING_ATTRIBUTE,
                    format!("`{element}` has no `{name}`; it is `{default}`"),
                );
                self.list.push(((*name).to_owned(), (*default).to_owned()));
            }
        }
    }
}

/// Whether an address may have the character as it is (RFC 3986, section 2).
const fn is_address_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'#'
                | b'@'
                | b'!'
                | b'$'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
        )
}

/// An address that is escaped as XML, with what it cannot have in percent form.
fn percent_encoded(value: &str) -> String {
    let mut address = String::with_capacity(value.len() + 8);
    let mut rest = value;
    while let Some(byte) = rest.bytes().next() {
        let hexadecimal = |range: &str| range.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (kept, length) = match byte {
            b'&' if rest.starts_with("&lt;") => ("%3C", 4),
            b'&' if rest.starts_with("&gt;") => ("%3E", 4),
            b'&' if rest.starts_with("&quot;") => ("%22", 6),
            b'&' => ("&", 1),
            b'%' if rest.get(1..3).is_some_and(hexadecimal) => ("%", 1),
            _ if is_address_character(byte) => (rest.get(..1).unwrap_or_default(), 1),
            _ => ("", 0),
        };
        address.push_str(kept);
        if length > 0 {
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let character = rest.chars().next().map_or(1, char::len_utf8);
        for byte in rest.bytes().take(character) {
            let _ = write!(address, "%{byte:02X}");
        }
        rest = rest.get(character..).unwrap_or_default();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_they_may_have() {
        for (value, expected) in [
            (
                "http://a.az/?x=1&amp;y=%20#z",
                "http://a.az/?x=1&amp;y=%20#z",
            ),
            ("urn:ə b", "urn:%C9%99%20b"),
            ("a&lt;?xml%", "a%3C?xml%25"),
        ] {
            assert_eq!(percent_encoded(value), expected);
            assert_eq!(percent_encoded(expected), expected);
        }
    }
}
