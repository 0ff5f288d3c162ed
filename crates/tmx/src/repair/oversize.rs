//! Units that are too large.

use std::io::{Read, Write};

use super::document::Written;
use super::inside::PIECES;
use super::kind;
use super::machine::{Machine, element_of};
use super::scan::{Kind as TokenKind, Token};
use crate::Error;
use crate::schema::Element;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Leaves out a unit that is too large, with what follows of it.
    pub(super) fn give_up(&mut self, token: Token) -> Result<(), Error> {
        self.refuse(token.start);
        self.is_given_up = true;
        self.pass_over(token)
    }

    /// Leaves out a unit that is too large, and ends at `end`.
    pub(super) fn refuse(&mut self, end: usize) {
        let limit = self.options.unit_bytes;
        let is_header = self.block.element(0) == Some(Element::Header);
        let start = self.block_start;
        let text = self
            .scanner
            .window
            .from(start)
            .chars()
            .take(200)
            .collect::<String>();
        let what = if is_header { "the header" } else { "a unit" };
        let message = format!(
            "{what} is larger than the limit of {limit} bytes, or of {PIECES} tags and texts; it is left out"
        );
        self.lost(kind::UNIT_TOO_LARGE, start, message, &text);
        let count = self.scanner.window.get(start, end).chars().count();
        self.report.done.lost_characters += count.saturating_sub(200) as u64;
        if is_header {
            self.document.written = Written::Tmx;
        } else {
            self.report.end_unit(false);
        }
        self.block.clear();
    }

    /// Passes over what is left of a unit that is left out.
    pub(super) fn pass_over(&mut self, token: Token) -> Result<(), Error> {
        let name = match token.kind {
            TokenKind::Start => {
                let (name, base) = (&self.scanner.tag.name, self.scanner.tag_base);
                self.scanner.window.get(base + name.start, base + name.end)
            }
            TokenKind::End => {
                let (start, end) = (self.scanner.end_name.start, self.scanner.end_name.end);
                self.scanner.window.get(start, end)
            }
            _ => "",
        };
        let (element, _) = element_of(name);
        self.is_given_up = match (token.kind, element) {
            (TokenKind::Start, Element::Tu | Element::Body | Element::Tmx | Element::Header)
            | (TokenKind::End, Element::Body | Element::Tmx) => {
                self.is_given_up = false;
                return self.outside(token);
            }
            (TokenKind::End, Element::Tu | Element::Header) => false,
            _ => true,
        };
        if self.is_given_up {
            let count = self.raw(token).chars().count() as u64;
            self.report.done.lost_characters += count;
        }
        Ok(())
    }
}
