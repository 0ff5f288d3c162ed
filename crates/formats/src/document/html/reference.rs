//! Character references of HTML.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use yaddash_model::ByteSpan;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that stands for itself.
    Text(ByteSpan),
    /// A character reference: the one or two characters it stands for, and its bytes.
    Reference(String, ByteSpan),
}

/// The longest reference that HTML knows is `&CounterClockwiseContourIntegral;`, 33 bytes; numeric ones may be longer
/// through leading zeros only.
const LONGEST: usize = 48;

/// The text of `span` of `source`, cut at its character references.
pub(super) fn pieces(source: &str, span: ByteSpan) -> Vec<Piece> {
    let text = span.of(source).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    for (at, _) in text.match_indices('&') {
        if at < plain_from {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let Some((characters, length)) = reference(rest) else {
            continue;
        };
        if plain_from < at {
            pieces.push(Piece::Text(
                ByteSpan::new(plain_from, at).shifted(span.start()),
            ));
        }
        let bytes = ByteSpan::new(at, at + length).shifted(span.start());
        pieces.push(Piece::Reference(characters, bytes));
        plain_from = at + length;
    }
    if plain_from < text.len() {
        pieces.push(Piece::Text(
            ByteSpan::new(plain_from, text.len()).shifted(span.start()),
        ));
    }
    pieces
}

/// The text of `span` with its references resolved.
pub(super) fn resolved(source: &str, span: ByteSpan) -> String {
    pieces(source, span)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.of(source).unwrap_or_default().to_owned(),
            Piece::Reference(characters, _) => characters,
        })
        .collect()
}

/// The reference at the start of `text`, which begins with an ampersand: its characters and its length in bytes.
fn reference(text: &str) -> Option<(String, usize)> {
    let name = text.get(1..)?;
    let length = name
        .bytes()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let has_semicolon = name.as_bytes().get(length) == Some(&b';');
    let candidate = text.get(..1 + length + usize::from(has_semicolon))?;
    let characters = tokenized(candidate)?;
    if characters.starts_with('&') && characters.len() == candidate.len() {
        return None;
    }
    if candidate.starts_with("&#") {
        // What follows the digits is text again.
        let digits = numeric_length(candidate)?;
        return Some((characters.chars().take(1).collect(), digits));
    }
    // A name without a semicolon may be a shorter name and text: `&notit;` is `¬it;`. Such names stand for one
    // character.
    let is_whole = has_semicolon && (characters == ";" || !characters.ends_with(';'));
    if is_whole {
        return Some((characters, candidate.len()));
    }
    let first = characters.chars().next()?;
    let text_after = characters.get(first.len_utf8()..)?;
    candidate
        .ends_with(text_after)
        .then(|| (first.to_string(), candidate.len() - text_after.len()))
}

/// How many bytes of a numeric reference belong to it, its semicolon included.
fn numeric_length(candidate: &str) -> Option<usize> {
    let rest = candidate.strip_prefix("&#")?;
    let (prefix, digits) = match rest.strip_prefix(['x', 'X']) {
        Some(digits) => (3, digits.bytes().take_while(u8::is_ascii_hexdigit).count()),
        None => (2, rest.bytes().take_while(u8::is_ascii_digit).count()),
    };
    let end = prefix + digits;
    let semicolon = candidate.as_bytes().get(end) == Some(&b';');
    (digits > 0).then_some(end + usize::from(semicolon))
}

/// What a browser reads where `text` is all of the text.
fn tokenized(text: &str) -> Option<String> {
    let mut characters = Vec::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            characters.extend_from_slice(value);
        }
        None
    });
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
    String::from_utf8(characters).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_resolved_as_browsers_do() {
        for (text, expected) in [
            ("a&amp;b", "a&b"),
            ("&lt;&gt&semi;", "<>;"),
            ("&notit;", "¬it;"),
            ("&ampamp;", "&amp;"),
            ("&amp", "&"),
            ("&foo; & &;", "&foo; & &;"),
            ("&#601;&#x259;&#X259 &#xZ;", "əəə &#xZ;"),
            ("&#65B", "AB"),
            ("&#0;", "\u{fffd}"),
            ("&#x80;", "€"),
            ("&ngE;", "\u{2267}\u{338}"),
            ("&nbsp;&ndash;", "\u{a0}–"),
            ("ə&schwa;", "ə&schwa;"),
        ] {
            let span = ByteSpan::new(0, text.len());
            assert_eq!(resolved(text, span), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn resolves_what_the_tokenizer_resolves(text in "([&#;xaltgmpnoiə1-9]|&amp|&not|&lt;){0,12}") {
            let span = ByteSpan::new(0, text.len());
            prop_assert_eq!(resolved(&text, span), tokenized(&text).unwrap());
        }
    }
}
