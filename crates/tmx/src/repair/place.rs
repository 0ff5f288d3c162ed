//! Text of a unit or the header, and a place for what stands outside of segments.

use std::io::{Read, Write};

use super::block::{Fate, NodeKind, Piece};
use super::kind;
use super::machine::Machine;
use super::scan::Token;
use super::text::Context;
use crate::Error;
use crate::schema::Element;

impl<R: Read, W: Write> Machine<'_, R, W> {
    pub(super) fn text(&mut self, token: Token) -> Result<(), Error> {
        let Some((_, top)) = self.block.top() else {
            return Ok(());
        };
        if top.allows_text() {
            self.plain_text(token);
            return Ok(());
        }
        let raw = self.raw(token);
        let trimmed = raw.trim_start_matches([' ', '\t', '\n', '\r']);
        let space = raw.len() - trimmed.len();
        let is_space = trimmed.is_empty();
        let has_letters = trimmed.contains(char::is_alphanumeric);
        if space > 0 {
            let piece = Piece::Raw(token.start, token.start + space);
            self.push(token.start, piece, NodeKind::Text);
        }
        if is_space {
            return Ok(());
        }
        let rest = Token {
            start: token.start + space,
            ..token
        };
        if let Some(tag) = self.scanner.tag_without_start(rest.start) {
            return self.start(tag);
        }
        self.misplaced_text(rest, top, has_letters);
        Ok(())
    }

    fn plain_text(&mut self, token: Token) {
        let piece = match self.mend_text(token.start, token.end, Context::Content) {
            Some(mended) => self.block.make(&mended),
            None => Piece::Raw(token.start, token.end),
        };
        self.push(token.start, piece, NodeKind::Text);
    }

    /// Finds a place for text that may not stand here.
    fn misplaced_text(&mut self, token: Token, top: Element, has_letters: bool) {
        match top {
            Element::Tuv if has_letters => {
                self.implied_segment(token.start);
                self.plain_text(token);
            }
            Element::Tu | Element::Header if has_letters => {
                self.mended(
                    kind::MISPLACED_TEXT,
                    token.start,
                    format!("text in `{}` becomes a note", top.name()),
                );
                self.open_made(token.start, Element::Note);
                self.plain_text(token);
                self.close_node(token.end, None);
            }
            _ => {
                self.block.is_changed = true;
                let raw = self.raw(token).to_owned();
                let message = format!(
                    "text stands in `{}`, where only elements may; it is left out",
                    top.name()
                );
                self.lost(kind::MISPLACED_TEXT, token.start, message, &raw);
            }
        }
    }

    pub(super) fn cdata(&mut self, token: Token) {
        let Some((_, top)) = self.block.top() else {
            return;
        };
        if top.allows_text() {
            let piece = Piece::Raw(token.start, token.end);
            self.push(token.start, piece, NodeKind::Other);
            return;
        }
        let text = self
            .scanner
            .window
            .get(token.start + 9, token.end - 3)
            .to_owned();
        let has_letters = text.contains(char::is_alphanumeric);
        if top == Element::Tuv && has_letters {
            self.implied_segment(token.start);
            let piece = Piece::Raw(token.start, token.end);
            self.push(token.start, piece, NodeKind::Other);
            self.block.is_changed = true;
        } else {
            self.block.is_changed = true;
            let message = format!(
                "text stands in `{}`, where only elements may; it is left out",
                top.name()
            );
            self.lost(kind::MISPLACED_TEXT, token.start, message, &text);
        }
    }

    /// Opens a segment for what stands in a variant outside of one, or goes on with the one before.
    pub(super) fn implied_segment(&mut self, at: usize) {
        let Some((variant, _)) = self.block.top() else {
            return;
        };
        let last = self.last_segment(variant);
        let Some(segment) = last else {
            self.mended(kind::MISSING_ELEMENT, at, "`seg` is missing; it is added");
            self.open_made(at, Element::Seg);
            return;
        };
        self.mended(
            kind::MISPLACED_TEXT,
            at,
            "what stands behind `seg` becomes a part of it",
        );
        if let Some(start) = self.block.start(segment).copied() {
            if start.end == segment {
                if let Some(start) = self.block.start_mut(segment) {
                    start.is_empty = false;
                }
                self.block.rewrite_tag(&self.scanner.window, segment);
            } else {
                self.block.set_fate(start.end, Fate::Skip);
            }
            self.move_from(start.end + 1);
            if let Some(start) = self.block.start_mut(segment) {
                start.is_implied = true;
            }
        }
        self.block.open.push(segment);
    }

    /// Moves the notes and properties from a node on out of the segment that they have come to stand in.
    fn move_from(&mut self, mut node: usize) {
        while node < self.block.nodes.len() {
            let is_moved = matches!(
                self.block.element(node),
                Some(Element::Note | Element::Prop)
            );
            if is_moved {
                self.block.set_fate(node, Fate::Move);
            }
            // What TMX does not know may hold some too.
            node = if is_moved {
                self.block.behind(node)
            } else {
                node + 1
            };
        }
    }

    /// The last segment of a variant, which is the innermost open element.
    fn last_segment(&self, variant: usize) -> Option<usize> {
        // Backwards over what stands directly in the variant, as long as it is short.
        let mut at = self.block.nodes.len();
        while at > variant + 1 {
            at -= 1;
            match self.block.nodes.get(at)?.kind {
                NodeKind::End(start) => at = start,
                NodeKind::Start(_) => {}
                NodeKind::Text | NodeKind::Other => continue,
            }
            if self.block.element(at) == Some(Element::Seg) {
                return Some(at);
            }
        }
        None
    }
}
