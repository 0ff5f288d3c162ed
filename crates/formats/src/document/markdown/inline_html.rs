//! Inline HTML in Markdown.

use crate::document::html::{code_type, is_void};

/// What a piece of inline HTML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A start tag: the name of its element, and the `type` of its code.
    Start {
        name: String,
        kind: Option<&'static str>,
    },
    /// An end tag.
    End { name: String },
    /// An element without content, a comment or the like.
    Alone { is_break: bool },
}

/// The tag `html`, which begins with `<`.
pub(super) fn tag(html: &str) -> Tag {
    if let Some(rest) = html.strip_prefix("</") {
        return Tag::End { name: name(rest) };
    }
    let name = name(html.strip_prefix('<').unwrap_or(html));
    if name.is_empty() || is_void(&name) || html.ends_with("/>") {
        return Tag::Alone {
            is_break: name == "br",
        };
    }
    let kind = code_type(&name);
    Tag::Start { name, kind }
}

/// The name at the start of `text` in lower case; empty where a comment, a declaration or the like follows.
fn name(text: &str) -> String {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    text.get(..length).unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        let start = |name: &str, kind| Tag::Start {
            name: name.to_owned(),
            kind,
        };
        for (html, expected) in [
            ("<B>", start("b", Some("bold"))),
            ("<span class=\"a\">", start("span", None)),
            (
                "</B >",
                Tag::End {
                    name: "b".to_owned(),
                },
            ),
            ("<br/>", Tag::Alone { is_break: true }),
            ("<img src=a>", Tag::Alone { is_break: false }),
            ("<x/>", Tag::Alone { is_break: false }),
            ("<!-- a -->", Tag::Alone { is_break: false }),
            ("<?php ?>", Tag::Alone { is_break: false }),
        ] {
            assert_eq!(tag(html), expected, "{html}");
        }
    }
}
