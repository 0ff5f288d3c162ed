//! Start tags and their attributes.

use std::borrow::Cow;
use std::collections::HashSet;

use super::XmlProblem;
use super::entity::Entities;
use super::name::{is_xml_name, name_length};
use super::normal::push_attribute_run;

/// How many attributes are compared pair by pair before a set is built.
const PAIRWISE: usize = 12;

/// Where an attribute stands in its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttributeSpan {
    name_start: usize,
    name_end: usize,
    value_start: usize,
    value_end: usize,
    /// Whether the value stands for itself.
    plain: bool,
}

impl AttributeSpan {
    pub(super) fn name<'t>(&self, content: &'t str) -> &'t str {
        content
            .get(self.name_start..self.name_end)
            .unwrap_or_default()
    }

    pub(super) fn name_offset(&self) -> usize {
        self.name_start
    }

    pub(super) fn value<'t>(&self, content: &'t str, entities: &Entities) -> Cow<'t, str> {
        let raw = content
            .get(self.value_start..self.value_end)
            .unwrap_or_default();
        if self.plain {
            Cow::Borrowed(raw)
        } else {
            normal_value(raw, entities)
        }
    }
}

/// A start tag or the tag of an empty element, checked.
#[derive(Debug)]
pub struct Tag<'a> {
    pub(super) content: Cow<'a, str>,
    pub(super) name_length: usize,
    pub(super) spans: &'a [AttributeSpan],
    pub(super) entities: &'a Entities,
}

/// An attribute with its value normalised (XML 1.0 section 3.3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// The name with its prefix.
    pub name: &'t str,
    /// The value; borrowed where it stands for itself.
    pub value: Cow<'t, str>,
}

impl Tag<'_> {
    /// The name with its prefix.
    pub fn name(&self) -> &str {
        self.content.get(..self.name_length).unwrap_or_default()
    }

    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        let name = self.name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// What stands between `<` and `>`, without the `/` of an empty element.
    pub fn raw(&self) -> &str {
        &self.content
    }

    /// The attributes in order.
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = Attribute<'_>> {
        self.spans.iter().map(|span| Attribute {
            name: span.name(&self.content),
            value: span.value(&self.content, self.entities),
        })
    }

    /// The value of the attribute `name` (with its prefix).
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let span = self
            .spans
            .iter()
            .find(|span| span.name(&self.content) == name)?;
        Some(span.value(&self.content, self.entities))
    }
}

impl Entities {
    /// The value of an attribute that is written as `raw`, normalised (XML 1.0 section 3.3.3).
    ///
    /// # Errors
    /// Why a reference in it is refused.
    pub fn value<'t>(&mut self, raw: &'t str) -> Result<Cow<'t, str>, XmlProblem> {
        if !raw.contains(['&', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(raw));
        }
        check_references(raw, 0, self).map_err(|fault| fault.problem)?;
        Ok(normal_value(raw, self))
    }
}

/// Why a tag is refused, and the byte of its content where that shows.
pub(super) struct TagFault {
    pub(super) problem: XmlProblem,
    pub(super) offset: usize,
}

impl TagFault {
    pub(super) fn new(problem: XmlProblem, offset: usize) -> Self {
        Self { problem, offset }
    }
}

/// Finds the attributes of a tag behind its name and checks them.
pub(super) fn find_attributes(
    content: &str,
    from: usize,
    limit: usize,
    entities: &mut Entities,
    spans: &mut Vec<AttributeSpan>,
) -> Result<(), TagFault> {
    spans.clear();
    let bytes = content.as_bytes();
    let rest_of = |at: usize| bytes.get(at..).unwrap_or_default();
    let mut at = from;
    loop {
        let space = space_length(rest_of(at));
        let start = at + space;
        if start >= bytes.len() {
            break;
        }
        let name_end = start + name_length(rest_of(start));
        let name = content.get(start..name_end).unwrap_or_default();
        let fault = |problem: fn(String) -> XmlProblem, offset| {
            Err(TagFault::new(problem(name.to_owned()), offset))
        };
        if name.is_empty() || !is_xml_name(name) {
            let rest = content.get(start..).unwrap_or_default();
            let shown = rest.split_ascii_whitespace().next().unwrap_or_default();
            let name = shown.chars().take(32).collect();
            let problem = if rest.starts_with('<') {
                XmlProblem::Name { name }
            } else {
                XmlProblem::Attribute { name }
            };
            return Err(TagFault::new(problem, start));
        }
        if space == 0 {
            return fault(|name| XmlProblem::AttributeSpace { name }, start);
        }
        let equals = name_end + space_length(rest_of(name_end));
        if bytes.get(equals) != Some(&b'=') {
            return fault(|name| XmlProblem::Attribute { name }, start);
        }
        let quote_at = equals + 1 + space_length(rest_of(equals + 1));
        let Some(quote @ (b'"' | b'\'')) = bytes.get(quote_at).copied() else {
            return fault(|name| XmlProblem::Attribute { name }, start);
        };
        let value_start = quote_at + 1;
        let Some(length) = memchr::memchr(quote, rest_of(value_start)) else {
            return fault(|name| XmlProblem::Attribute { name }, start);
        };
        let value_end = value_start + length;
        let value = content.get(value_start..value_end).unwrap_or_default();
        let plain = !value
            .bytes()
            .any(|byte| matches!(byte, b'<' | b'&' | b'\t' | b'\n' | b'\r'));
        if !plain {
            if let Some(offset) = memchr::memchr(b'<', value.as_bytes()) {
                return fault(
                    |name| XmlProblem::LessThanInAttribute { name },
                    value_start + offset,
                );
            }
            check_references(value, value_start, entities)?;
        }
        if spans.len() == limit {
            return Err(TagFault::new(
                XmlProblem::TooManyAttributes { limit },
                start,
            ));
        }
        spans.push(AttributeSpan {
            name_start: start,
            name_end,
            value_start,
            value_end,
            plain,
        });
        at = value_end + 1;
    }
    find_duplicate(content, spans)
}

fn space_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .unwrap_or(bytes.len())
}

fn check_references(value: &str, start: usize, entities: &mut Entities) -> Result<(), TagFault> {
    let mut at = 0;
    while let Some(before) = value.get(at..).and_then(|rest| rest.find('&')) {
        let ampersand = at + before;
        let rest = value.get(ampersand + 1..).unwrap_or_default();
        let fault = |problem| TagFault::new(problem, start + ampersand);
        let Some((reference, _)) = rest.split_once(';') else {
            return Err(fault(XmlProblem::BareAmpersand));
        };
        entities.check(reference).map_err(fault)?;
        at = ampersand + reference.len() + 2;
    }
    Ok(())
}

fn find_duplicate(content: &str, spans: &[AttributeSpan]) -> Result<(), TagFault> {
    let fault = |span: &AttributeSpan| {
        let name = span.name(content).to_owned();
        Err(TagFault::new(
            XmlProblem::DuplicateAttribute { name },
            span.name_start,
        ))
    };
    if spans.len() <= PAIRWISE {
        for (at, span) in spans.iter().enumerate() {
            let name = span.name(content);
            if spans
                .iter()
                .take(at)
                .any(|earlier| earlier.name(content) == name)
            {
                return fault(span);
            }
        }
        return Ok(());
    }
    let mut names = HashSet::with_capacity(spans.len());
    match spans.iter().find(|span| !names.insert(span.name(content))) {
        Some(span) => fault(span),
        None => Ok(()),
    }
}

/// The value of an attribute whose references were checked.
fn normal_value<'t>(raw: &'t str, entities: &Entities) -> Cow<'t, str> {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        push_attribute_run(&mut value, before);
        let (reference, behind) = after.split_once(';').unwrap_or((after, ""));
        match entities.meaning(reference) {
            // The text of an entity is normalised like the value around it, a character reference is not.
            Some(super::entity::Meaning::Text(text)) => push_attribute_run(&mut value, text),
            Some(meaning) => meaning.push_to(&mut value),
            None => {}
        }
        rest = behind;
    }
    push_attribute_run(&mut value, rest);
    Cow::Owned(value)
}
