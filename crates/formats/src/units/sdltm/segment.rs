//! Segments as SDLTM writes them: `<Segment><Elements>` with `Text` and `Tag`, and `CultureName`.

use std::borrow::Cow;

use yaddash_io::xml::{XmlEvent, XmlLimits, XmlReader, is_xml_character};
use yaddash_model::{CodeKind, InlineCode, Segment};

/// A segment and the language that it names.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) segment: Segment,
    pub(super) language: String,
    /// Characters that XML cannot hold, read as U+FFFD.
    pub(super) replaced: u64,
}

/// A tag while its elements are read.
#[derive(Debug, Default)]
struct Tag {
    kind: String,
    anchor: String,
    alignment_anchor: String,
    id: String,
    text: String,
}

impl Tag {
    /// The code of the tag, as Trados names its parts in TMX: `i` is the anchor, which a start and its end share, `x` the
    /// anchor that source and target share, `type` the identifier.
    fn code(&self) -> InlineCode {
        let (kind, position) = match self.kind.as_str() {
            "Start" => (CodeKind::Bpt, None),
            "End" => (CodeKind::Ept, None),
            "UnmatchedStart" => (CodeKind::It, Some("begin")),
            "UnmatchedEnd" => (CodeKind::It, Some("end")),
            _ => (CodeKind::Ph, None),
        };
        let mut code = InlineCode::new(kind.clone());
        if let Some(position) = position {
            code = code.with_attribute("pos", position);
        }
        if matches!(kind, CodeKind::Bpt | CodeKind::Ept) {
            code = code.with_attribute("i", self.anchor.as_str());
        }
        // An end has neither attribute in TMX: its start tells them.
        if kind != CodeKind::Ept {
            if !matches!(self.alignment_anchor.as_str(), "" | "0") {
                code = code.with_attribute("x", self.alignment_anchor.as_str());
            }
            if !self.id.is_empty() {
                code = code.with_attribute("type", self.id.as_str());
            }
        }
        if self.text.is_empty() {
            code
        } else {
            code.with_native(self.text.as_str())
        }
    }
}

/// Reads a segment.
///
/// # Errors
/// That of the XML reader, with the place in the segment.
pub(super) fn parsed(xml: &str) -> Result<Parsed, yaddash_io::Error> {
    let (xml, replaced) = mended(xml);
    let mut reader = XmlReader::with_limits(xml.as_bytes(), XmlLimits::new().with_depth(32));
    let mut found = Parsed {
        replaced,
        ..Parsed::default()
    };
    let mut tag = None::<Tag>;
    // The name of the innermost element.
    let mut within = String::new();
    loop {
        match reader.next_event()? {
            XmlEvent::Eof => return Ok(found),
            XmlEvent::Start(start) => {
                start.local_name().clone_into(&mut within);
                if within == "Tag" {
                    tag = Some(Tag::default());
                }
            }
            XmlEvent::End(end) => {
                within.clear();
                if end.local_name() == "Tag"
                    && let Some(tag) = tag.take()
                {
                    found.segment.push_code(tag.code());
                }
            }
            event => {
                let text = event.as_text().unwrap_or_default();
                match (within.as_str(), &mut tag) {
                    ("Value", None) => found.segment.push_text(text),
                    ("CultureName", None) => found.language.push_str(text),
                    ("Type", Some(tag)) => tag.kind.push_str(text),
                    ("Anchor", Some(tag)) => tag.anchor.push_str(text),
                    ("AlignmentAnchor", Some(tag)) => tag.alignment_anchor.push_str(text),
                    ("TagID", Some(tag)) => tag.id.push_str(text),
                    ("TextEquivalent", Some(tag)) => tag.text.push_str(text),
                    _ => {}
                }
            }
        }
    }
}

/// `xml` with references that .NET writes and XML forbids as characters: the two halves of a character beyond U+FFFF as
/// this character, and control characters as U+FFFD; how many of these there are.
fn mended(xml: &str) -> (Cow<'_, str>, u64) {
    if !xml.contains("&#") {
        return (Cow::Borrowed(xml), 0);
    }
    let mut replaced = 0;
    let mut mended = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, from)) = rest
        .find("&#")
        .and_then(|at| Some((rest.get(..at)?, rest.get(at..)?)))
    {
        mended.push_str(before);
        let Some((code, behind)) = reference(from) else {
            mended.push_str("&#");
            rest = from.get(2..).unwrap_or_default();
            continue;
        };
        let written = from.get(..from.len() - behind.len()).unwrap_or_default();
        rest = behind;
        if char::from_u32(code).is_some_and(is_xml_character) {
            mended.push_str(written);
            continue;
        }
        let low = reference(behind);
        if let Some((character, behind)) =
            low.and_then(|(low, behind)| Some((pair(code, low)?, behind)))
        {
            mended.push(character);
            rest = behind;
        } else {
            mended.push('\u{FFFD}');
            replaced += 1;
        }
    }
    mended.push_str(rest);
    (Cow::Owned(mended), replaced)
}

/// The number of the reference that `text` begins with, and what stands behind it.
fn reference(text: &str) -> Option<(u32, &str)> {
    let (digits, behind) = text.strip_prefix("&#")?.split_once(';')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    Some((code.ok()?, behind))
}

/// The character of two halves (surrogates).
fn pair(high: u32, low: u32) -> Option<char> {
    let halves = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
    char::decode_utf16(halves).next()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_references_are_mended() {
        for (written, expected, replaced) in [
            ("a&#xD83D;&#xDE00;b", "a😀b", 0),
            ("&#55357;&#56832;", "😀", 0),
            ("&#xD83D;&#x41;", "\u{FFFD}&#x41;", 1),
            ("&#x1;&#1", "\u{FFFD}&#1", 1),
            ("&#x26;&amp;", "&#x26;&amp;", 0),
        ] {
            assert_eq!(mended(written), (expected.into(), replaced));
        }
    }
}
