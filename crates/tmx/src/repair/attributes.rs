//! Attributes put right, one tag at a time.

use std::collections::HashSet;

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
pub(super) fn is_declaration(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
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
            self.tag(wanted);
        }
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
        let bare = value.trim_matches(is_other).to_owned();
        if LanguageTag::parse(&bare).is_ok() {
            let message = format!("`{name}` is `{value}`; it is written `{bare}`");
            *value = bare;
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
            if self.element.has_attribute(&name) || is_declaration(&name) {
                self.list.push((name, value));
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
