//! Elements of a unit or the header that open.

use std::io::{Read, Write};

use super::block::{Attribute, Fate, Node, NodeKind, Piece, Start};
use super::document::property_of;
use super::kind;
use super::machine::{Machine, MendedTag};
use super::scan::Token;
use crate::schema::Element;

/// Elements inside each other that are kept: fewer than readers take, those around the unit with them.
const DEPTH: usize = 180;

impl<R: Read, W: Write> Machine<'_, R, W> {
    pub(super) fn push(&mut self, at: usize, piece: Piece, kind: NodeKind) -> usize {
        self.block.is_changed |= matches!(piece, Piece::Made(..));
        if matches!(kind, NodeKind::Text) && self.block.extend_text(piece) {
            return self.block.nodes.len() - 1;
        }
        self.block.nodes.push(Node {
            at,
            piece,
            fate: Fate::Keep,
            kind,
        });
        self.block.nodes.len() - 1
    }

    /// Opens the block with its root.
    pub(super) fn open_block(&mut self, token: Token) {
        self.block.clear();
        self.block_start = token.start;
        self.open_element(token);
    }

    /// Adds the element of the scanner's tag.
    pub(super) fn open_element(&mut self, token: Token) -> usize {
        let node = self.block.nodes.len();
        let element = if let Some(element) = self.clean_tag(token) {
            self.push_clean(token, element);
            element
        } else {
            let tag = self.mend_tag(token);
            self.push_mended(token, tag)
        };
        if self.block.open.len() >= DEPTH {
            self.block.set_fate(node, Fate::Skip);
            let is_empty = self.block.start(node).is_some_and(|start| start.is_empty);
            self.block.too_deep += usize::from(!is_empty);
            if !std::mem::replace(&mut self.block.is_too_deep, true) {
                self.mended(
                    kind::TOO_DEEP,
                    token.start,
                    format!("elements are nested deeper than {DEPTH}; the tags of those below are left out"),
                );
            }
            return node;
        }
        if node == 0
            && element == Element::Tu
            && let Some(tuid) = self.block.attribute(&self.scanner.window, node, "tuid")
        {
            self.report.name_unit(tuid);
        }
        if self.block.start(node).is_some_and(|start| start.is_empty) && node > 0 {
            return node;
        }
        self.block.open.push(node);
        node
    }

    fn push_clean(&mut self, token: Token, element: Element) {
        let base = self.scanner.tag_base;
        let piece =
            |range: &std::ops::Range<usize>| Piece::Raw(base + range.start, base + range.end);
        let first = self.block.attributes.len();
        let tag = &self.scanner.tag;
        self.block
            .attributes
            .extend(tag.attributes.iter().map(|span| Attribute {
                name: piece(&span.name),
                value: piece(&span.value),
            }));
        let start = Start {
            element,
            name: piece(&tag.name),
            attributes: (first, self.block.attributes.len()),
            end: self.block.nodes.len(),
            is_empty: tag.is_empty,
            is_implied: false,
            is_unclosed: false,
        };
        self.push(
            token.start,
            Piece::Raw(token.start, token.end),
            NodeKind::Start(start),
        );
    }

    fn push_mended(&mut self, token: Token, tag: MendedTag) -> Element {
        let node = self.block.nodes.len();
        let mut tag = tag;
        let mut is_clean = tag.is_clean;
        if self.options.keep_foreign {
            is_clean &= !self.mend_prefixes(token.start, &mut tag);
        }
        let list = std::mem::take(&mut tag.attributes);
        let name = self.block.make(&tag.name);
        let start = Start {
            element: tag.element,
            name,
            attributes: (0, 0),
            end: node,
            is_empty: tag.is_empty,
            is_implied: false,
            is_unclosed: false,
        };
        let was_changed = self.block.is_changed;
        self.push(
            token.start,
            Piece::Raw(token.start, token.end),
            NodeKind::Start(start),
        );
        self.block.set_attributes(node, &list);
        if is_clean {
            self.block.is_changed = was_changed;
        } else {
            self.block.rewrite_tag(&self.scanner.window, node);
        }
        let is_owner = |element| matches!(element, Element::Tu | Element::Tuv | Element::Header);
        if !tag.moved.is_empty() {
            // They stand outermost, and few deep.
            let outermost = self.block.open.iter().take(8).rev().copied();
            let owner = if is_owner(tag.element) {
                Some(node)
            } else {
                outermost
                    .into_iter()
                    .find(|open| self.block.element(*open).is_some_and(is_owner))
            };
            for (name, value) in &tag.moved {
                let kind = if owner == Some(node) {
                    format!("x-{name}")
                } else {
                    format!("x-{}-{name}", tag.element.name())
                };
                self.add_property(owner.unwrap_or(0), &kind, value);
            }
        }
        tag.element
    }

    /// Adds a property to an element; `value` is escaped.
    pub(super) fn add_property(&mut self, owner: usize, kind: &str, value: &str) {
        let piece = self.block.make(&property_of(kind, value));
        self.block.properties.push((owner, piece));
        self.block.is_changed = true;
    }

    /// Opens an element that is not in the file.
    pub(super) fn open_made(&mut self, at: usize, element: Element) -> usize {
        let name = self.block.make(element.name());
        let piece = self.block.make(&format!("<{}>", element.name()));
        let node = self.block.nodes.len();
        let start = Start {
            element,
            name,
            attributes: (0, 0),
            end: node,
            is_empty: false,
            is_implied: true,
            is_unclosed: false,
        };
        self.push(at, piece, NodeKind::Start(start));
        self.block.open.push(node);
        node
    }
}
