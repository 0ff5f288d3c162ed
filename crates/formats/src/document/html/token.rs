//! Tags and text of HTML with their places.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};
use yaddash_model::ByteSpan;

/// A token and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) markup: Markup,
    pub(super) span: ByteSpan,
}

/// What a token is; names of elements are in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Text,
    Start { name: String, is_empty: bool },
    End { name: String },
    Comment,
}

/// The tokens in `span` of `source`. A tag that is cut off by the end is none.
pub(super) fn tokens(
    source: &str,
    span: ByteSpan,
    is_xhtml: bool,
) -> impl Iterator<Item = Token> + use<'_> {
    let input = span.of(source).unwrap_or_default();
    let mut name_of_start = None;
    let emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, place: Span<usize>| {
        token(&event, place, &mut name_of_start, is_xhtml)
    });
    let mut tokenizer = Tokenizer::new_with_emitter(input, emitter);
    let mut end = 0;
    std::iter::from_fn(move || {
        let Ok(mut token) = tokenizer.next()?;
        if let Markup::Start {
            name,
            is_empty: false,
        } = &token.markup
            && let Some(state) = state_inside(name)
        {
            tokenizer.set_state(state);
        }
        // The tokenizer does not note where text inside raw elements begins.
        let start = token.span.start().max(end);
        end = token.span.end().max(end);
        token.span = ByteSpan::new(start, end).shifted(span.start());
        Some(token)
    })
}

fn token(
    event: &CallbackEvent<'_>,
    place: Span<usize>,
    name_of_start: &mut Option<(String, usize)>,
    is_xhtml: bool,
) -> Option<Token> {
    let (markup, start) = match event {
        CallbackEvent::OpenStartTag { name } => {
            *name_of_start = Some((String::from_utf8_lossy(name).into_owned(), place.start));
            return None;
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            let (name, start) = name_of_start.take()?;
            // In HTML the slash has no meaning but in foreign elements.
            let is_foreign = matches!(name.as_str(), "svg" | "math");
            let is_empty = *self_closing && (is_xhtml || is_foreign);
            (Markup::Start { name, is_empty }, start)
        }
        CallbackEvent::EndTag { name } => {
            let name = String::from_utf8_lossy(name).into_owned();
            (Markup::End { name }, place.start)
        }
        CallbackEvent::String { .. } => (Markup::Text, place.start),
        CallbackEvent::Comment { .. } => (Markup::Comment, place.start),
        _ => return None,
    };
    Some(Token {
        markup,
        span: ByteSpan::new(start, place.end),
    })
}

/// How the content of an element is tokenised where it is not markup (HTML, section 13.2.6.4).
fn state_inside(name: &str) -> Option<State> {
    match name {
        "title" | "textarea" => Some(State::RcData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        "script" => Some(State::ScriptData),
        "plaintext" => Some(State::PlainText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn described(source: &str) -> Vec<String> {
        tokens(source, ByteSpan::new(0, source.len()), false)
            .map(|token| token.span.of(source).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn places_are_exact() {
        let source = "a<p class='x>y'>ə&amp;\r\nb</p ><!-- c --><br/><script>1<2</script>d<";
        assert_eq!(
            described(source),
            [
                "a",
                "<p class='x>y'>",
                "ə&amp;\r\nb",
                "</p >",
                "<!-- c -->",
                "<br/>",
                "<script>",
                "1<2",
                "</script>",
                "d<"
            ]
        );
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_sound(source in "(<|>|/|!|-|\\?|&|;|\"|'|=| |\r|\n|a|p|ə|<p>|</p>|<!--|-->|<script>|</script>|<textarea>|<!\\[CDATA\\[|\\]\\]>|&amp;|&#){0,20}") {
            let mut end = 0;
            for token in tokens(&source, ByteSpan::new(0, source.len()), false) {
                prop_assert!(token.span.start() >= end, "{:?} after {}", token, end);
                end = token.span.end();
                let text = token.span.of(&source);
                prop_assert!(text.is_some(), "{:?}", token);
                let text = text.unwrap();
                match token.markup {
                    Markup::Start { .. } => prop_assert!(text.starts_with('<') && text.ends_with('>'), "{:?} {}", token, text),
                    Markup::End { .. } => prop_assert!(text.starts_with("</") && text.ends_with('>'), "{:?} {}", token, text),
                    Markup::Comment => prop_assert!(text.starts_with('<'), "{:?} {}", token, text),
                    Markup::Text => {}
                }
            }
        }
    }
}
