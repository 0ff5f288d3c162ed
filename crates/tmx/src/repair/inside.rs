//! Collecting one unit, or the header: what belongs where.

use std::io::{Read, Write};

use super::block::{Fate, NodeKind, Piece};
use super::kind;
use super::machine::{Machine, element_of};
use super::scan::{Kind as TokenKind, Token};
use super::text::escaped;
use crate::Error;
use crate::schema::Element;

/// Tags and texts that a unit may have, or the header.
pub(super) const PIECES: usize = 250_000;

pub(super) const fn is_code(element: Element) -> bool {
    matches!(
        element,
        Element::Bpt | Element::Ept | Element::It | Element::Ph | Element::Ut
    )
}

pub(super) const fn is_inline(element: Element) -> bool {
    is_code(element) || matches!(element, Element::Hi | Element::Sub)
}

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Takes a token up while a unit or the header is open.
    pub(super) fn inside(&mut self, token: Token) -> Result<(), Error> {
        let limit = self.options.unit_bytes;
        let length = token.end - self.block_start;
        if length > limit || self.block.is_larger_than(PIECES, limit) {
            return self.give_up(token);
        }
        match token.kind {
            TokenKind::Text => self.text(token)?,
            TokenKind::CData => self.cdata(token),
            TokenKind::Comment => {
                let piece = self.comment(token);
                self.push(token.start, piece, NodeKind::Other);
            }
            TokenKind::Instruction => {
                if self.is_instruction(token) {
                    let piece = Piece::Raw(token.start, token.end);
                    self.push(token.start, piece, NodeKind::Other);
                } else {
                    self.block.is_changed = true;
                }
            }
            TokenKind::Declaration | TokenKind::Doctype | TokenKind::Unclosed => {
                self.block.is_changed = true;
                self.tell_misplaced_markup(token);
            }
            TokenKind::Start => self.start(token)?,
            TokenKind::End => self.end_tag(token)?,
            TokenKind::Eof => {}
        }
        Ok(())
    }

    pub(super) fn start(&mut self, token: Token) -> Result<(), Error> {
        let spans = &self.scanner.tag;
        let base = self.scanner.tag_base;
        let name = self
            .scanner
            .window
            .get(base + spans.name.start, base + spans.name.end);
        let (element, _) = element_of(name);
        let Some((_, top)) = self.block.top() else {
            return self.outside(token);
        };
        match element {
            Element::Tmx | Element::Header | Element::Body | Element::Tu => {
                self.close_all(token.start);
                self.finish_block()?;
                return self.outside(token);
            }
            Element::Tuv => {
                self.close_to(token.start, |element| {
                    matches!(element, Element::Tu | Element::Header)
                });
                if matches!(self.block.top(), Some((_, Element::Header))) {
                    self.close_all(token.start);
                    self.finish_block()?;
                    return self.outside(token);
                }
                self.open_element(token);
            }
            Element::Seg => {
                if self
                    .block
                    .innermost(|element| element == Element::Header)
                    .is_some()
                {
                    self.close_all(token.start);
                    self.finish_block()?;
                    return self.outside(token);
                }
                self.close_to(token.start, |element| {
                    matches!(element, Element::Tu | Element::Tuv)
                });
                if matches!(self.block.top(), Some((_, Element::Tu))) {
                    self.mended(
                        kind::MISPLACED_ELEMENT,
                        token.start,
                        "a `seg` outside of a `tuv` gets one",
                    );
                    self.open_made(token.start, Element::Tuv);
                }
                self.open_element(token);
            }
            Element::Note | Element::Prop
                if matches!(
                    top,
                    Element::Note | Element::Prop | Element::Ude | Element::Map
                ) =>
            {
                self.close_innermost(token.start);
                self.start(token)?;
            }
            Element::Ude
                if matches!(
                    top,
                    Element::Ude | Element::Map | Element::Note | Element::Prop
                ) && self.has_header() =>
            {
                self.close_innermost(token.start);
                self.start(token)?;
            }
            Element::Map if top == Element::Map => {
                self.close_innermost(token.start);
                self.start(token)?;
            }
            _ if matches!(top, Element::Note | Element::Prop) => self.literal(token),
            Element::Foreign if matches!(top, Element::Ude | Element::Map) => {
                self.skip_tag(token, element);
            }
            Element::Note | Element::Prop => {
                let is_in_segment = self.block.innermost(|open| open == Element::Seg).is_some();
                let node = self.open_element(token);
                if is_in_segment {
                    self.mended(
                        kind::MISPLACED_ELEMENT,
                        token.start,
                        format!("`{}` in a segment is moved before it", element.name()),
                    );
                    self.block.set_fate(node, Fate::Move);
                }
            }
            Element::Ude | Element::Map if !top.allows(element) => self.skip_tag(token, element),
            element if is_inline(element) && top == Element::Tuv => {
                self.implied_segment(token.start);
                self.open_element(token);
            }
            element if is_inline(element) && !top.allows_text() => self.skip_tag(token, element),
            _ => {
                self.open_element(token);
            }
        }
        Ok(())
    }

    fn has_header(&self) -> bool {
        self.block
            .open
            .first()
            .is_some_and(|root| self.block.element(*root) == Some(Element::Header))
    }

    /// Leaves out a tag that may not stand here; what stands behind it is kept.
    fn skip_tag(&mut self, token: Token, element: Element) {
        self.block.is_changed = true;
        let raw = self.raw(token).to_owned();
        let message = format!(
            "`{}` does not stand here; its tags are left out",
            element.name()
        );
        self.lost(kind::MISPLACED_ELEMENT, token.start, message, &raw);
    }

    /// Makes text of a tag.
    fn literal(&mut self, token: Token) {
        let raw = self.raw(token).to_owned();
        let message = format!(
            "the tag `{}` is kept as text",
            super::report::shortened(&raw)
        );
        self.mended(kind::MISPLACED_ELEMENT, token.start, message);
        let piece = self.block.make(&escaped(&raw));
        self.push(token.start, piece, NodeKind::Text);
    }
}
