//! Start tags, read strictly where that works and by best guess where it does not.

use std::ops::Range;

use yaddash_io::xml::is_xml_name;

use crate::schema::Element;

/// How far a value may reach when its end is guessed, in bytes.
const GUESSED_VALUE: usize = 1 << 12;

/// An attribute: where its name and its value stand, without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AttributeSpan {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// A start tag; all places count from behind its `<`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TagSpans {
    pub(super) name: Range<usize>,
    pub(super) attributes: Vec<AttributeSpan>,
    pub(super) is_empty: bool,
    /// How long the tag is, without its `<`.
    pub(super) length: usize,
    pub(super) faults: Vec<TagFault>,
}

/// What was wrong with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TagFault {
    /// There is no `>`.
    NoEnd(usize),
    /// Something that is no attribute, left out.
    Junk(Range<usize>),
    /// An attribute whose quotes or white space are wrong.
    Quotes(Range<usize>),
    /// `<` in a value.
    LessThan(usize),
}

/// What strict reading comes to.
pub(super) enum Strict {
    /// The tag is well-formed.
    Tag,
    /// It is not.
    Faulty,
    /// The text ends inside the tag.
    Incomplete,
}

/// Reads the tag whose `<` stands before `rest` into `tag`, as XML asks; only references in values, and names that stand
/// twice, are not looked at.
pub(super) fn strict(rest: &str, tag: &mut TagSpans) -> Strict {
    tag.attributes.clear();
    tag.faults.clear();
    let bytes = rest.as_bytes();
    let name_end = name_length(bytes);
    tag.name = 0..name_end;
    if !is_xml_name(rest.get(..name_end).unwrap_or_default()) {
        return Strict::Faulty;
    }
    let mut at = name_end;
    loop {
        let start = at + space_length(bytes.get(at..).unwrap_or_default());
        match bytes.get(start) {
            None => return Strict::Incomplete,
            Some(b'>') => {
                tag.is_empty = false;
                tag.length = start + 1;
                return Strict::Tag;
            }
            Some(b'/') => {
                tag.is_empty = true;
                tag.length = start + 2;
                return match bytes.get(start + 1) {
                    None => Strict::Incomplete,
                    Some(b'>') => Strict::Tag,
                    Some(_) => Strict::Faulty,
                };
            }
            Some(_) if start == at => return Strict::Faulty,
            Some(_) => {}
        }
        let name_end = start + name_length(bytes.get(start..).unwrap_or_default());
        let equals = name_end + space_length(bytes.get(name_end..).unwrap_or_default());
        let quote_at = equals + 1 + space_length(bytes.get(equals + 1..).unwrap_or_default());
        if bytes.get(equals).is_some_and(|byte| *byte != b'=') {
            return Strict::Faulty;
        }
        let Some(quote) = bytes.get(quote_at) else {
            return Strict::Incomplete;
        };
        let name = rest.get(start..name_end).unwrap_or_default();
        if !matches!(quote, b'"' | b'\'') || !is_xml_name(name) {
            return Strict::Faulty;
        }
        let value = bytes.get(quote_at + 1..).unwrap_or_default();
        let Some(length) = memchr::memchr2(*quote, b'<', value) else {
            return Strict::Incomplete;
        };
        if value.get(length) == Some(&b'<') {
            return Strict::Faulty;
        }
        let value = quote_at + 1..quote_at + 1 + length;
        at = value.end + 1;
        tag.attributes.push(AttributeSpan {
            name: start..name_end,
            value,
        });
    }
}

/// Reads the tag whose `<` stands before `rest` by best guess: it ends at `>`, or before what cannot belong to it.
/// `rest` holds what follows as far as guesses look.
pub(super) fn tolerant(rest: &str) -> TagSpans {
    let bytes = rest.as_bytes();
    let name_start = space_length(bytes);
    let name_end = name_start + name_length(bytes.get(name_start..).unwrap_or_default());
    let mut tag = TagSpans {
        name: name_start..name_end,
        ..TagSpans::default()
    };
    let mut at = name_end;
    // The next `<` or `>`, looked for once and not for each word.
    let mut bracket = 0;
    loop {
        let start = at + space_length(bytes.get(at..).unwrap_or_default());
        let no_space = start == at && at > name_end;
        match bytes.get(start) {
            None | Some(b'<') => {
                // White space before what follows belongs to that.
                tag.faults.push(TagFault::NoEnd(at));
                tag.length = at;
                return tag;
            }
            Some(b'>') => {
                tag.length = start + 1;
                return tag;
            }
            Some(b'/') if bytes.get(start + 1) == Some(&b'>') => {
                tag.is_empty = true;
                tag.length = start + 2;
                return tag;
            }
            Some(_) => {}
        }
        let name_end = start + name_length(bytes.get(start..).unwrap_or_default());
        let equals = name_end + space_length(bytes.get(name_end..).unwrap_or_default());
        let name = rest.get(start..name_end).unwrap_or_default();
        if bytes.get(equals) == Some(&b'=') && is_xml_name(name) {
            let (value, end, is_quoted) = value(rest, equals + 1);
            if !is_quoted || no_space {
                tag.faults.push(TagFault::Quotes(start..end));
            } else if let Some(less) = rest
                .get(value.clone())
                .and_then(|value| memchr::memchr(b'<', value.as_bytes()))
            {
                tag.faults.push(TagFault::LessThan(value.start + less));
            }
            tag.attributes.push(AttributeSpan {
                name: start..name_end,
                value,
            });
            at = end;
            continue;
        }
        // No attribute: text behind a tag that lost its `>`, or something to be left out.
        if bracket < start {
            let behind = bytes.get(start..).unwrap_or_default();
            bracket =
                memchr::memchr2(b'<', b'>', behind).map_or(bytes.len(), |length| start + length);
        }
        if name_end > start && bytes.get(bracket) != Some(&b'>') {
            tag.faults.push(TagFault::NoEnd(at));
            tag.length = at;
            return tag;
        }
        let end = junk_end(rest, start, name_end);
        tag.faults.push(TagFault::Junk(start..end));
        at = end;
    }
}

/// Where something ends that starts at `start` and is no attribute; `name_end` is the end of its name, if it has one.
fn junk_end(rest: &str, start: usize, name_end: usize) -> usize {
    let bytes = rest.as_bytes();
    match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => {
            let behind = bytes.get(start + 1..).unwrap_or_default();
            match memchr::memchr3(*quote, b'<', b'>', behind) {
                Some(length) if behind.get(length) == Some(quote) => start + length + 2,
                _ => start + 1,
            }
        }
        _ if name_end > start => name_end,
        _ => start + 1,
    }
}

/// The value that stands behind the `=` before `at`: where it is, where it ends with its quotes, and whether its quotes
/// are as they should be.
fn value(rest: &str, at: usize) -> (Range<usize>, usize, bool) {
    let bytes = rest.as_bytes();
    let start = at + space_length(bytes.get(at..).unwrap_or_default());
    let quote = match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => *quote,
        _ => return unquoted(rest, start),
    };
    let inner = start + 1;
    let behind = rest.get(inner..).unwrap_or_default();
    let closing = memchr::memchr(quote, behind.as_bytes());
    if let Some(length) = closing {
        let value = behind.get(..length).unwrap_or_default();
        let next = behind.as_bytes().get(length + 1);
        let is_followed_well = matches!(
            next,
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>' | b'?')
        );
        let swallowed = value.contains('<') && (value.contains('>') || holds_tag(value));
        if is_followed_well && !swallowed {
            return (inner..inner + length, inner + length + 1, true);
        }
        // The next quote opens another value: `a="1 b="2"`.
        if !swallowed && value.trim_end().ends_with('=') {
            if let Some(length) = before_attribute(value) {
                return (inner..inner + length, inner + length, false);
            }
        } else if !swallowed {
            return (inner..inner + length, inner + length + 1, true);
        }
    }
    // The closing quote is missing: the value ends with the tag, or before the next attribute.
    let bounded = behind
        .get(..behind.floor_char_boundary(GUESSED_VALUE))
        .unwrap_or(behind);
    let mut length = memchr::memchr2(b'<', b'>', bounded.as_bytes()).unwrap_or(bounded.len());
    let value = bounded.get(..length).unwrap_or_default();
    if let Some(before) = before_attribute(value) {
        length = before;
    }
    let value = behind.get(..length).unwrap_or_default().trim_end();
    let is_empty_tag = behind.as_bytes().get(length) == Some(&b'>');
    let value = match value.strip_suffix('/') {
        Some(value) if is_empty_tag => value.trim_end(),
        _ => value,
    };
    (inner..inner + value.len(), inner + value.len(), false)
}

/// A value without quotes, up to white space or the end of the tag; a quote that stands at its end is left out.
fn unquoted(rest: &str, start: usize) -> (Range<usize>, usize, bool) {
    let bytes = rest.as_bytes().get(start..).unwrap_or_default();
    let mut length = bytes
        .iter()
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'<' | b'>'))
        .unwrap_or(bytes.len());
    if bytes.get(length) == Some(&b'>') && length > 0 && bytes.get(length - 1) == Some(&b'/') {
        length -= 1;
    }
    let value = rest.get(start..start + length).unwrap_or_default();
    let inner = value.trim_end_matches(['"', '\'']).len();
    (start..start + inner, start + length, false)
}

/// Whether the text holds the start of a tag of TMX, which no value does.
fn holds_tag(value: &str) -> bool {
    value.split('<').skip(1).any(|behind| {
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let length = name_length(name.as_bytes());
        Element::of(name.get(..length).unwrap_or_default()) != Element::Foreign
    })
}

/// How long the text is before white space, a name and `=`.
fn before_attribute(value: &str) -> Option<usize> {
    let equals = value.find('=')?;
    let before = value.get(..equals)?.trim_end();
    let name_start = before.rfind(|c: char| c.is_ascii_whitespace())? + 1;
    let name = before.get(name_start..)?;
    is_xml_name(name).then(|| {
        before
            .get(..name_start)
            .unwrap_or_default()
            .trim_end()
            .len()
    })
}

/// Length in bytes of the run without white space and without `=`, `/`, `>`, `<` and quotes.
pub(super) fn name_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b'\r' | b'=' | b'/' | b'>' | b'<' | b'"' | b'\''
            )
        })
        .unwrap_or(bytes.len())
}

/// Length in bytes of the white space at the start.
pub(super) fn space_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Attributes as `name=value`, then `/` for an empty tag, then what stands behind the tag.
    fn read(text: &str) -> String {
        let text = text.strip_prefix('<').unwrap();
        let get = |range: Range<usize>| text.get(range).unwrap().to_owned();
        let tag = tolerant(text);
        let mut shown: Vec<String> = tag
            .attributes
            .iter()
            .map(|span| format!("{}={}", get(span.name.clone()), get(span.value.clone())))
            .collect();
        shown.insert(0, get(tag.name));
        if tag.is_empty {
            shown.push("/".to_owned());
        }
        shown.push(format!("| {}", get(tag.length..text.len())));
        shown.join(" ")
    }

    #[test]
    fn faulty_tags_are_guessed() {
        for (text, expected) in [
            ("<tu tuid=1>x", "tu tuid=1 | x"),
            ("<tu tuid=1/>", "tu tuid=1 / | "),
            ("<tuv xml:lang=en\">x", "tuv xml:lang=en | x"),
            (
                "<tuv xml:lang=\"en><seg>One</seg>",
                "tuv xml:lang=en | <seg>One</seg>",
            ),
            (
                "<tuv xml:lang=\"en><seg>One</seg></tuv><tuv xml:lang=\"az\">",
                "tuv xml:lang=en | <seg>One</seg></tuv><tuv xml:lang=\"az\">",
            ),
            ("<bpt i=\"1 x=\"2\">", "bpt i=1 x=2 | "),
            ("<bpt i=\"1\"x='2'/>", "bpt i=1 x=2 / | "),
            ("<ph x=\"1/>y", "ph x=1 / | y"),
            ("<prop type=\"a<b\">x", "prop type=a<b | x"),
            ("<seg Text of it</seg>", "seg |  Text of it</seg>"),
            ("<tuv xml:lang=\"az\" <seg>", "tuv xml:lang=az |  <seg>"),
            ("<tu new tuid=\"1\">", "tu tuid=1 | "),
            ("<tu \"x\" tuid=\"1\" & >y", "tu tuid=1 | y"),
            ("<tu tuid=\"5\" crea", "tu tuid=5 |  crea"),
            ("<tu/ >", "tu | "),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn strict_reading_takes_what_is_well_formed_alone() {
        let mut tag = TagSpans::default();
        for text in ["<a>", "<a b='>'/>", "<a b=\"'\" c = 'x' >", "<a\n/>"] {
            assert!(
                matches!(
                    strict(text.strip_prefix('<').unwrap(), &mut tag),
                    Strict::Tag
                ),
                "{text}"
            );
            assert_eq!(tag.length + 1, text.len());
        }
        for text in [
            "<a b>",
            "<a b=c>",
            "<a b='<'>",
            "<a b='1'c='2'>",
            "<a/ >",
            "<a 1='2'>",
        ] {
            assert!(
                matches!(
                    strict(text.strip_prefix('<').unwrap(), &mut tag),
                    Strict::Faulty
                ),
                "{text}"
            );
        }
        for text in ["<a", "<a ", "<a b", "<a b='", "<a b='1'/"] {
            assert!(
                matches!(
                    strict(text.strip_prefix('<').unwrap(), &mut tag),
                    Strict::Incomplete
                ),
                "{text}"
            );
        }
    }
}
