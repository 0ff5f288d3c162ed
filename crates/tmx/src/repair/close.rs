//! Elements of a unit or the header that close, by their end tags or without.

use std::io::{Read, Write};

use super::block::{Fate, NodeKind, Piece};
use super::inside::{is_code, is_inline};
use super::kind;
use super::machine::{Machine, element_of};
use super::scan::Token;
use super::text::escaped;
use crate::Error;
use crate::schema::Element;

/// Open elements among which the one that an end tag of a foreign element closes is looked for.
const FOREIGN_DEPTH: usize = 64;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Takes an end tag up.
    pub(super) fn end_tag(&mut self, token: Token) -> Result<(), Error> {
        let name = self
            .scanner
            .window
            .get(self.scanner.end_name.start, self.scanner.end_name.end)
            .to_owned();
        let (element, is_other_case) = element_of(&name);
        if matches!(element, Element::Body | Element::Tmx) {
            self.close_all(token.start);
            self.finish_block()?;
            return self.outside(token);
        }
        if self.block.too_deep > 0 && (is_inline(element) || element == Element::Foreign) {
            self.block.too_deep -= 1;
            return Ok(());
        }
        let Some(node) = self.closed_by(element, &name) else {
            self.unmatched_end(token, element, &name);
            return Ok(());
        };
        while self.block.open.last().is_some_and(|top| *top != node) {
            self.close_innermost(token.start);
        }
        let is_clean =
            self.scanner.is_end_clean && !is_other_case && self.element_name(node) == name;
        if !is_clean {
            self.tell_end(token, &name);
        }
        self.close_node(
            token.start,
            is_clean.then_some(Piece::Raw(token.start, token.end)),
        );
        if self.block.open.is_empty() {
            self.finish_block()?;
        }
        Ok(())
    }

    fn tell_end(&mut self, token: Token, name: &str) {
        if self.scanner.is_end_clean {
            self.mended(
                kind::ELEMENT_CASE,
                token.start,
                format!("the end tag `</{name}>` is written as its start tag"),
            );
            return;
        }
        let junk = self
            .scanner
            .window
            .get(self.scanner.end_name.end, token.end)
            .trim_end_matches('>')
            .trim()
            .to_owned();
        let message = format!("the end tag `</{name}>` is put right");
        if junk.is_empty() {
            self.mended(kind::TAG, token.start, message);
        } else {
            self.lost(kind::TAG, token.start, message, &junk);
        }
    }

    fn element_name(&self, node: usize) -> &str {
        self.block.start(node).map_or("", |start| {
            self.block.text(&self.scanner.window, start.name)
        })
    }

    /// The open element that an end tag closes.
    fn closed_by(&self, element: Element, name: &str) -> Option<usize> {
        let (top, top_element) = self.block.top()?;
        if element == Element::Foreign {
            return self
                .block
                .open
                .iter()
                .rev()
                .take(FOREIGN_DEPTH)
                .copied()
                .find(|node| {
                    self.block.element(*node) == Some(Element::Foreign)
                        && self.element_name(*node) == name
                })
                .or_else(|| {
                    let known = top_element.name();
                    let is_near = top_element != Element::Foreign && is_near(name, known);
                    (name.is_empty() || is_near).then_some(top)
                });
        }
        let found = self.block.innermost(|open| open == element);
        if found.is_none()
            && is_inline(element)
            && (is_code(top_element) || top_element == Element::Sub)
        {
            return Some(top);
        }
        found
    }

    fn unmatched_end(&mut self, token: Token, element: Element, name: &str) {
        self.block.is_changed = true;
        let is_text = matches!(self.block.top(), Some((_, top)) if top.allows_text());
        if element == Element::Foreign && is_text {
            let message = format!("`</{name}>` closes nothing; it is kept as text");
            self.mended(kind::UNMATCHED_END, token.start, message);
            let piece = self.block.make(&escaped(&format!("</{name}>")));
            self.push(token.start, piece, NodeKind::Text);
        } else {
            let message = format!("`</{name}>` closes nothing; it is left out");
            self.mended(kind::UNMATCHED_END, token.start, message);
        }
    }

    /// Closes the innermost open element by an end tag of the file, or by one that is made.
    pub(super) fn close_node(&mut self, at: usize, end: Option<Piece>) {
        let Some(node) = self.block.open.pop() else {
            return;
        };
        let fate = self
            .block
            .nodes
            .get(node)
            .map_or(Fate::Keep, |node| node.fate);
        let piece = end.unwrap_or_else(|| {
            let name = format!("</{}>", self.element_name(node));
            self.block.make(&name)
        });
        let end = self.push(at, piece, NodeKind::End(node));
        if fate == Fate::Skip {
            self.block.set_fate(end, Fate::Skip);
        }
        if let Some(start) = self.block.start_mut(node) {
            start.end = end;
        }
    }

    /// Closes the innermost open element, whose end tag is missing.
    pub(super) fn close_innermost(&mut self, at: usize) {
        let Some((node, element)) = self.block.top() else {
            return;
        };
        self.block.too_deep = 0;
        let opened = self.block.nodes.get(node).map_or(at, |node| node.at);
        let name = self.element_name(node).to_owned();
        let is_told = self.is_cut_off
            || self.block.start(node).is_some_and(|start| start.is_implied)
            || self
                .block
                .nodes
                .get(node)
                .is_some_and(|node| node.fate == Fate::Skip);
        if !is_told {
            let opened = self.place(opened);
            self.mended(
                kind::UNCLOSED_ELEMENT,
                at,
                format!(
                    "`{name}` of {}:{} is not closed; it is closed here",
                    opened.line, opened.column
                ),
            );
        }
        self.close_node(at, None);
        if let Some(start) = self.block.start_mut(node) {
            start.is_unclosed = true;
        }
        if is_code(element) {
            // Its text may be text of the segment, which must not be hidden.
            self.block.set_fate(
                self.block.start(node).map_or(node, |start| start.end),
                Fate::Skip,
            );
            if let Some(start) = self.block.start_mut(node) {
                start.is_empty = true;
            }
            self.block.rewrite_tag(&self.scanner.window, node);
        }
    }

    pub(super) fn close_to(&mut self, at: usize, is_wanted: impl Fn(Element) -> bool) {
        while self
            .block
            .top()
            .is_some_and(|(_, element)| !is_wanted(element))
        {
            self.close_innermost(at);
        }
    }

    /// Closes everything that is open in the block.
    pub(super) fn close_all(&mut self, at: usize) {
        while !self.block.open.is_empty() {
            self.close_innermost(at);
        }
    }
}

/// Whether a name differs from another by a letter that is missing, wrong, or too much.
fn is_near(name: &str, other: &str) -> bool {
    let (short, long) = if name.len() < other.len() {
        (name, other)
    } else {
        (other, name)
    };
    if long.len() - short.len() > 1 || short.len() < 2 {
        return false;
    }
    let start = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let behind = |text: &str, from: usize| text.as_bytes().get(from..).unwrap_or_default().to_vec();
    behind(long, start + 1) == behind(short, start)
        || behind(long, start + 1) == behind(short, start + 1)
}
