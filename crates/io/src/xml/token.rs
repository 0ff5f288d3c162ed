//! The tokens that nearly all of a document is made of.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Start,
    Empty,
    End,
    Text,
    Reference,
}

/// A token of a text, by the bytes of its content: what stands between `<` and `>` or `/>`, `</` and `>`, `&` and `;`,
/// or the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The first byte behind the token.
    pub(super) behind: usize,
}

/// The token at byte `at`; `None` where it is of another kind, does not end within the text, or is not well-formed.
#[inline]
pub(super) fn common_token(text: &str, at: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..)?;
    match rest.first()? {
        b'<' => match rest.get(1)? {
            b'!' | b'?' => None,
            b'/' => {
                let content = rest.get(2..)?;
                let end = memchr::memchr(b'>', content)?;
                let is_quoted = content
                    .iter()
                    .take(end)
                    .any(|byte| matches!(byte, b'"' | b'\''));
                (!is_quoted).then_some(Token {
                    kind: TokenKind::End,
                    start: at + 2,
                    end: at + 2 + end,
                    behind: at + 3 + end,
                })
            }
            _ => {
                let end = at + tag_end(rest)?;
                let is_empty = bytes.get(end - 1) == Some(&b'/');
                Some(Token {
                    kind: if is_empty {
                        TokenKind::Empty
                    } else {
                        TokenKind::Start
                    },
                    start: at + 1,
                    end: end - usize::from(is_empty),
                    behind: end + 1,
                })
            }
        },
        b'&' => {
            let end = 1 + memchr::memchr3(b';', b'&', b'<', rest.get(1..)?)?;
            (rest.get(end) == Some(&b';')).then_some(Token {
                kind: TokenKind::Reference,
                start: at + 1,
                end: at + end,
                behind: at + end + 1,
            })
        }
        _ => {
            let end = at + memchr::memchr2(b'<', b'&', rest)?;
            Some(Token {
                kind: TokenKind::Text,
                start: at,
                end,
                behind: end,
            })
        }
    }
}

/// Where the first `>` of a tag stands that is in no value of an attribute.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', tag.get(at..)?)?;
        match tag.get(at)? {
            b'>' => return Some(at),
            quote => at += 2 + memchr::memchr(*quote, tag.get(at + 1..)?)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_one_after_the_other() {
        let text = "x<a b='>' c=\"'\">&amp; y</a ><b/>< /><!---->";
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = common_token(text, at) {
            found.push((token.kind, text.get(token.start..token.end).unwrap()));
            at = token.behind;
        }
        assert_eq!(text.get(at..), Some("<!---->"));
        assert_eq!(
            found,
            [
                (TokenKind::Text, "x"),
                (TokenKind::Start, "a b='>' c=\"'\""),
                (TokenKind::Reference, "amp"),
                (TokenKind::Text, " y"),
                (TokenKind::End, "a "),
                (TokenKind::Empty, "b"),
                (TokenKind::Empty, " "),
            ]
        );
    }

    #[test]
    fn what_is_cut_off_or_odd_is_left_alone() {
        for text in [
            "", "x", "<", "<a", "<a b='>", "</a", "</a '>'>", "&amp", "&a<b>;", "& &", "<?x?>",
        ] {
            assert_eq!(common_token(text, 0), None, "{text}");
        }
    }
}
