//! Checks of attributes, one tag at a time.

use std::collections::HashSet;

use yaddash_io::xml::Tag;
use yaddash_model::{Finding, LanguageTag};

use super::date::is_date;
use super::languages::Languages;
use super::rule::{self, Rule};
use crate::schema::Element;

/// The rules that report each value once.
const ONCE: [&Rule; 2] = [rule::DATATYPE, rule::PROPERTY_TYPE];
/// How many different values a rule that reports each once remembers.
const REMEMBERED: usize = 1_000;

/// What a tag says that later checks need.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// `i` of `bpt` and `ept`.
    pub(super) pair: Option<String>,
    pub(super) x: Option<String>,
    /// `type` of a code, and what `pos` says.
    pub(super) kind: Option<String>,
    pub(super) is_begin: bool,
    /// The language of a `tuv`.
    pub(super) language: Option<LanguageTag>,
    pub(super) has_language: bool,
    /// `srclang`.
    pub(super) source: Option<String>,
    pub(super) tuid: Option<String>,
    pub(super) version: Option<String>,
    pub(super) encoding: EncodingNoted,
}

/// Whether a `ude` names the encoding that it changes, and whether a `map` changes a code of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EncodingNoted {
    pub(super) has_base: bool,
    pub(super) has_code: bool,
}

/// A breach found in a tag, whose place is known once the tag is done with.
#[derive(Clone)]
pub(super) struct Breach {
    pub(super) rule: &'static Rule,
    pub(super) text: String,
    pub(super) message: String,
}

/// Checks attributes; remembers values that are reported once.
#[derive(Clone, Default)]
pub(super) struct AttributeChecks {
    pub(super) languages: Languages,
    reported: HashSet<(&'static str, String)>,
    /// Whether the file is of a version in which languages are given by `lang`.
    pub(super) is_old: bool,
    pub(super) breaches: Vec<Breach>,
}

impl AttributeChecks {
    fn breach(&mut self, rule: &'static Rule, text: &str, message: String) {
        self.breaches.push(Breach {
            rule,
            text: text.to_owned(),
            message,
        });
    }

    /// Reports `text` the first time only.
    fn breach_once(&mut self, rule: &'static Rule, text: &str, message: impl FnOnce() -> String) {
        if self.is_new(rule, text) {
            self.breach(rule, text, message());
        }
    }

    fn is_new(&mut self, rule: &'static Rule, text: &str) -> bool {
        self.reported.len() < REMEMBERED && self.reported.insert((rule.id, text.to_owned()))
    }

    /// Whether a finding that was made apart from this is to be reported.
    pub(super) fn admits(&mut self, finding: &Finding) -> bool {
        let is_of = |rule: &&&Rule| rule.id == finding.rule.as_str();
        match ONCE.iter().find(is_of) {
            Some(rule) => self.is_new(rule, &finding.text),
            None => true,
        }
    }

    /// Checks the attributes of one tag.
    pub(super) fn check(&mut self, tag: &Tag<'_>, element: Element) -> Noted {
        let mut noted = Noted::default();
        if element == Element::Foreign {
            return noted;
        }
        let mut bare_language = None;
        for attribute in tag.attributes() {
            let (name, value) = (attribute.name, &*attribute.value);
            if name == "xmlns" || name.starts_with("xmlns:") {
                self.breach(
                    rule::NAMESPACE,
                    name,
                    format!("`{name}` declares a namespace, {value}"),
                );
                continue;
            }
            if !element.has_attribute(name) {
                let message = format!("`{}` has no attribute `{name}` in TMX 1.4b", tag.name());
                self.breach(rule::UNKNOWN_ATTRIBUTE, name, message);
                continue;
            }
            if let Some(values) = element.values(name)
                && !values.contains(&value)
            {
                let message = format!("`{name}` is `{value}`, not one of {}", values.join(", "));
                self.breach(rule::ATTRIBUTE_VALUE, value, message);
            }
            self.value(element, name, value, &mut noted);
            match name {
                "xml:lang" => {
                    noted.has_language = true;
                    noted.language = self.language(name, value);
                }
                "lang" => bare_language = Some(value.to_owned()),
                _ => {}
            }
        }
        let has_bare_language = bare_language.is_some();
        if let Some(value) = bare_language {
            self.bare_language(element, &value, &mut noted);
        }
        if element == Element::Tuv && self.is_old && noted.has_language && !has_bare_language {
            let message = "`tuv` has `xml:lang` but no `lang`, which TMX 1.1 and 1.2 require";
            self.breach(rule::EARLY_XML_LANG, "", message.to_owned());
        }
        self.required(tag, element, &noted);
        if element == Element::Map {
            self.map(tag);
        }
        noted
    }

    /// Checks one value by what its attribute means, and notes it.
    fn value(&mut self, element: Element, name: &str, value: &str, noted: &mut Noted) {
        let owned = || Some(value.to_owned());
        match name {
            "creationdate" | "changedate" | "lastusagedate" if !is_date(value) => {
                let message = format!("`{name}` is `{value}`, not a date such as 20240229T101500Z");
                self.breach(rule::DATE, value, message);
            }
            "usagecount" if !is_number(value) => {
                self.breach(
                    rule::NUMBER,
                    value,
                    format!("`usagecount` is `{value}`, not a number"),
                );
            }
            "datatype" if !is_datatype(value) => self.breach_once(rule::DATATYPE, value, || {
                format!("`datatype` is `{value}`, which TMX 1.4b does not recommend")
            }),
            "adminlang" => {
                self.language(name, value);
            }
            "srclang" => {
                if !value.eq_ignore_ascii_case(crate::ANY_LANGUAGE) {
                    self.language(name, value);
                }
                noted.source = owned();
            }
            "tuid" => {
                if value.contains(char::is_whitespace) {
                    let message = format!("`tuid` holds white space, `{value}`");
                    self.breach(rule::TUID_SPACE, value, message);
                }
                noted.tuid = owned();
            }
            "type" if element == Element::Prop && value.starts_with("x-") => {}
            "type" if element == Element::Prop => self.breach_once(rule::PROPERTY_TYPE, value, || {
                format!(
                    "the type of a property is `{value}`: unless it is published, write `x-{value}`"
                )
            }),
            "type" => noted.kind = owned(),
            "i" => {
                if !is_number(value) {
                    self.breach(
                        rule::PAIR_NUMBER,
                        value,
                        format!("`i` is `{value}`, not a number"),
                    );
                }
                noted.pair = owned();
            }
            "x" => {
                if !is_number(value) {
                    self.breach(
                        rule::X_NUMBER,
                        value,
                        format!("`x` is `{value}`, not a number"),
                    );
                }
                noted.x = owned();
            }
            "pos" => noted.is_begin = value == "begin",
            "version" => noted.version = owned(),
            "base" => noted.encoding.has_base = true,
            "code" => noted.encoding.has_code = true,
            _ => {}
        }
    }

    /// Checks a language tag.
    fn language(&mut self, attribute: &str, value: &str) -> Option<LanguageTag> {
        if value.contains('_') {
            let dashed = value.replace('_', "-");
            let message = format!("`{attribute}` is `{value}`: write `{dashed}`");
            self.breach(rule::LANGUAGE_UNDERSCORE, value, message);
        }
        let named = self.languages.named(value);
        if named.as_ref().is_none_or(|named| !named.is_valid) {
            let message =
                format!("`{attribute}` is `{value}`, not a language tag such as `az` or `en-GB`");
            self.breach(rule::LANGUAGE, value, message);
        }
        named.map(|named| named.tag)
    }

    fn bare_language(&mut self, element: Element, value: &str, noted: &mut Noted) {
        if noted.has_language {
            let tag = self.languages.named(value).map(|named| named.tag);
            if let (Some(one), Some(other)) = (&noted.language, &tag)
                && one != other
            {
                let message = format!("`xml:lang` is `{one}`, but `lang` is `{other}`");
                self.breach(rule::LANGUAGE_CONFLICT, value, message);
            }
            return;
        }
        noted.language = self.language("lang", value);
        noted.has_language = true;
        if self.is_old {
            return;
        }
        if element == Element::Tuv {
            let message = "`tuv` has `lang` but no `xml:lang`, which TMX requires since 1.3";
            self.breach(rule::MISSING_ATTRIBUTE, value, message.to_owned());
        } else {
            let message = "`lang` is `xml:lang` since TMX 1.3".to_owned();
            self.breach(rule::BARE_LANG, value, message);
        }
    }

    fn required(&mut self, tag: &Tag<'_>, element: Element, noted: &Noted) {
        let name = tag.name();
        let missing =
            |attribute: &str| format!("`{name}` has no `{attribute}`, which TMX 1.4b requires");
        for attribute in element.required() {
            if tag.attribute(attribute).is_none() {
                self.breach(rule::MISSING_ATTRIBUTE, "", missing(attribute));
            }
        }
        if element == Element::Tuv && !noted.has_language {
            self.breach(rule::MISSING_ATTRIBUTE, "", missing("xml:lang"));
        }
    }

    fn map(&mut self, tag: &Tag<'_>) {
        for (value, message) in super::map::faults(|name| tag.attribute(name)) {
            self.breach(rule::MAP, &value, message);
        }
    }
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether TMX 1.4b recommends the value of `datatype`; makers may add their own with `x-`.
fn is_datatype(value: &str) -> bool {
    const RECOMMENDED: [&str; 25] = [
        "unknown",
        "alptext",
        "cdf",
        "cmx",
        "cpp",
        "hptag",
        "html",
        "interleaf",
        "ipf",
        "java",
        "javascript",
        "lisp",
        "mif",
        "opentag",
        "pascal",
        "plaintext",
        "pm",
        "rtf",
        "sgml",
        "stf-f",
        "stf-i",
        "transit",
        "vbscript",
        "winres",
        "xml",
    ];
    value.starts_with("x-")
        || value.eq_ignore_ascii_case("xptag")
        || RECOMMENDED
            .iter()
            .any(|known| known.eq_ignore_ascii_case(value))
}
