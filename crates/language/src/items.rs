//! Tokens cut into what numbers and dates are made of.

use yaddash_model::ByteSpan;

use crate::tokens::{Token, TokenKind, tokens};

/// A token without its suffix, or a part of one that hyphens join.
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) span: ByteSpan,
    /// What is set off behind the span, separator included; empty where nothing is.
    pub(crate) suffix: ByteSpan,
    /// How the item is joined to the one before.
    pub(crate) joined: Joined,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Digits,
    Word,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// Nothing lies between, or a hyphen inside the token.
    Touching,
    /// One space, breakable or not.
    Space,
    /// Anything else, and the beginning of the text.
    Other,
}

pub(crate) fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut end = None;
    for token in tokens(text) {
        let gap = end.and_then(|end| text.get(end..token.span.start()));
        push(&mut items, text, token, joined(gap));
        end = Some(token.span.end());
    }
    items
}

fn joined(gap: Option<&str>) -> Joined {
    match gap {
        Some("") => Joined::Touching,
        Some(" " | "\u{A0}" | "\u{2009}" | "\u{202F}") => Joined::Space,
        _ => Joined::Other,
    }
}

fn push(items: &mut Vec<Item>, text: &str, token: Token, mut joined: Joined) {
    let suffix = ByteSpan::new(token.stem_end, token.span.end());
    let kind = match token.kind {
        TokenKind::Number => ItemKind::Digits,
        TokenKind::Word => ItemKind::Word,
        _ => ItemKind::Other,
    };
    let mut start = token.span.start();
    if kind == ItemKind::Word {
        let stem = token.stem().of(text).unwrap_or_default();
        for (hyphen, sign) in stem.match_indices(['-', '\u{2010}', '\u{2011}']) {
            let end = token.span.start() + hyphen;
            items.push(Item {
                kind,
                span: ByteSpan::new(start, end),
                suffix: ByteSpan::new(end, end),
                joined,
            });
            joined = Joined::Touching;
            start = end + sign.len();
        }
    }
    items.push(Item {
        kind,
        span: ByteSpan::new(start, token.stem_end),
        suffix,
        joined,
    });
}
