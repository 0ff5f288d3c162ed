//! A unit or a header while it is read: its tags and texts one after the other, as they will be written.

use std::io::Read;

use super::window::Window;
use crate::schema::Element;

/// A piece of XML as it stands in the file, or as it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// From one offset of the window to another.
    Raw(usize, usize),
    /// From one offset of [`Block::made`] to another.
    Made(usize, usize),
}

/// An attribute; its value is escaped as it will be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: Piece,
    pub(super) value: Piece,
}

/// Whether a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
    /// The tag itself is left out; what stands between the tags is kept.
    Skip,
    /// The element is written elsewhere.
    Move,
    /// The element is left out with all that is in it.
    Drop,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Where it stands in the file.
    pub(super) at: usize,
    pub(super) piece: Piece,
    pub(super) fate: Fate,
    pub(super) kind: NodeKind,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum NodeKind {
    Start(Start),
    /// The end of the element that starts at this node.
    End(usize),
    Text,
    /// A comment or a processing instruction.
    Other,
}

/// What a start tag says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) element: Element,
    pub(super) name: Piece,
    /// The first attribute and the one behind the last.
    pub(super) attributes: (usize, usize),
    /// The node of its end; itself where it is empty.
    pub(super) end: usize,
    /// Whether the tag stands for the whole element.
    pub(super) is_empty: bool,
    /// Whether it is not in the file, or its end is no longer where it stood.
    pub(super) is_implied: bool,
    /// Whether its end was not there.
    pub(super) is_unclosed: bool,
}

#[derive(Default)]
pub(super) struct Block {
    pub(super) nodes: Vec<Node>,
    /// The nodes of the open elements, the outermost first.
    pub(super) open: Vec<usize>,
    pub(super) attributes: Vec<Attribute>,
    /// What was made.
    pub(super) made: String,
    /// Properties that were made of what TMX does not know: the element that gets them, and their XML.
    pub(super) properties: Vec<(usize, Piece)>,
    /// Whether it differs from what stands in the file.
    pub(super) is_changed: bool,
    /// Whether elements were left out for their depth.
    pub(super) is_too_deep: bool,
    /// How many of them are open.
    pub(super) too_deep: usize,
}

impl Block {
    /// Forgets everything but the allocations.
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.open.clear();
        self.attributes.clear();
        self.made.clear();
        self.properties.clear();
        self.is_changed = false;
        self.is_too_deep = false;
        self.too_deep = 0;
        // A large unit is rare, and what it took is not held for the rest of the file.
        self.nodes.shrink_to(1 << 12);
        self.attributes.shrink_to(1 << 12);
        self.made.shrink_to(1 << 16);
    }

    /// Lets the last node go on with `piece`, where both are text and stand side by side.
    pub(super) fn extend_text(&mut self, piece: Piece) -> bool {
        let Some(last) = self.nodes.last_mut() else {
            return false;
        };
        let is_text = matches!(last.kind, NodeKind::Text) && last.fate == Fate::Keep;
        let joined = match (last.piece, piece) {
            (Piece::Raw(start, middle), Piece::Raw(next, end)) if middle == next => {
                Piece::Raw(start, end)
            }
            (Piece::Made(start, middle), Piece::Made(next, end)) if middle == next => {
                Piece::Made(start, end)
            }
            _ => return false,
        };
        if is_text {
            last.piece = joined;
        }
        is_text
    }

    /// How large it is beside the text that it stands for: nodes, attributes, and bytes that were made.
    pub(super) fn is_larger_than(&self, pieces: usize, bytes: usize) -> bool {
        self.nodes.len() + self.attributes.len() / 4 > pieces || self.made.len() > bytes
    }

    /// How many bytes it has at most when it is written.
    pub(super) fn longest(&self) -> usize {
        // What is written beside the pieces, such as `<seg></seg>` in a variant without one.
        const ADDED: usize = 16;
        let properties = self.properties.iter().map(|(_, piece)| *piece);
        let pieces = self.nodes.iter().map(|node| node.piece).chain(properties);
        let lengths = pieces.map(|piece| match piece {
            Piece::Raw(start, end) | Piece::Made(start, end) => end - start,
        });
        lengths.sum::<usize>() + ADDED * (self.nodes.len() + 1)
    }

    pub(super) fn make(&mut self, text: &str) -> Piece {
        let start = self.made.len();
        self.made.push_str(text);
        Piece::Made(start, self.made.len())
    }

    pub(super) fn text<'a, R: Read>(&'a self, window: &'a Window<R>, piece: Piece) -> &'a str {
        match piece {
            Piece::Raw(start, end) => window.get(start, end),
            Piece::Made(start, end) => self.made.get(start..end).unwrap_or_default(),
        }
    }

    pub(super) fn start(&self, node: usize) -> Option<&Start> {
        match &self.nodes.get(node)?.kind {
            NodeKind::Start(start) => Some(start),
            _ => None,
        }
    }

    pub(super) fn start_mut(&mut self, node: usize) -> Option<&mut Start> {
        match &mut self.nodes.get_mut(node)?.kind {
            NodeKind::Start(start) => Some(start),
            _ => None,
        }
    }

    pub(super) fn element(&self, node: usize) -> Option<Element> {
        self.start(node).map(|start| start.element)
    }

    /// The innermost open element and its node.
    pub(super) fn top(&self) -> Option<(usize, Element)> {
        let node = *self.open.last()?;
        Some((node, self.element(node)?))
    }

    /// The innermost open element of these.
    pub(super) fn innermost(&self, is_wanted: impl Fn(Element) -> bool) -> Option<usize> {
        self.open
            .iter()
            .rev()
            .copied()
            .find(|node| self.element(*node).is_some_and(&is_wanted))
    }

    /// The attributes of a tag.
    pub(super) fn attributes_of(&self, start: &Start) -> &[Attribute] {
        self.attributes
            .get(start.attributes.0..start.attributes.1)
            .unwrap_or_default()
    }

    /// The value of an attribute, escaped.
    pub(super) fn attribute<'a, R: Read>(
        &'a self,
        window: &'a Window<R>,
        node: usize,
        name: &str,
    ) -> Option<&'a str> {
        let start = self.start(node)?;
        let attribute = self
            .attributes_of(start)
            .iter()
            .find(|attribute| self.text(window, attribute.name) == name)?;
        Some(self.text(window, attribute.value))
    }

    /// Gives a tag other attributes.
    pub(super) fn set_attributes(&mut self, node: usize, attributes: &[(String, String)]) {
        let first = self.attributes.len();
        for (name, value) in attributes {
            let (name, value) = (self.make(name), self.make(value));
            self.attributes.push(Attribute { name, value });
        }
        let last = self.attributes.len();
        if let Some(start) = self.start_mut(node) {
            start.attributes = (first, last);
        }
        self.is_changed = true;
    }

    /// The attributes of a tag as strings.
    pub(super) fn owned_attributes<R: Read>(
        &self,
        window: &Window<R>,
        node: usize,
    ) -> Vec<(String, String)> {
        let Some(start) = self.start(node) else {
            return Vec::new();
        };
        let owned = |piece| self.text(window, piece).to_owned();
        self.attributes_of(start)
            .iter()
            .map(|attribute| (owned(attribute.name), owned(attribute.value)))
            .collect()
    }

    /// Writes the tag of a node anew.
    pub(super) fn rewrite_tag<R: Read>(&mut self, window: &Window<R>, node: usize) {
        let Some(start) = self.start(node).copied() else {
            return;
        };
        let mut tag = format!("<{}", self.text(window, start.name));
        for attribute in self.attributes_of(&start) {
            tag.push(' ');
            tag.push_str(self.text(window, attribute.name));
            tag.push_str("=\"");
            tag.push_str(&self.text(window, attribute.value).replace('"', "&quot;"));
            tag.push('"');
        }
        tag.push_str(if start.is_empty { "/>" } else { ">" });
        self.set_piece(node, &tag);
    }

    /// Replaces the XML of a node.
    pub(super) fn set_piece(&mut self, node: usize, xml: &str) {
        let piece = self.make(xml);
        if let Some(node) = self.nodes.get_mut(node) {
            node.piece = piece;
        }
        self.is_changed = true;
    }

    pub(super) fn set_fate(&mut self, node: usize, fate: Fate) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.fate = fate;
        }
        self.is_changed = true;
    }

    /// Leaves out the tags of an element.
    pub(super) fn skip_tags(&mut self, node: usize) {
        let end = self.start(node).map_or(node, |start| start.end);
        self.set_fate(node, Fate::Skip);
        self.set_fate(end, Fate::Skip);
    }

    /// The nodes that stand directly in an element, in order.
    pub(super) fn children(&self, node: usize) -> Children<'_> {
        let (next, end) = match self.start(node) {
            Some(start) if start.end > node => (node + 1, start.end),
            _ => (0, 0),
        };
        Children {
            block: self,
            next,
            end,
        }
    }

    /// The node behind an element.
    pub(super) fn behind(&self, node: usize) -> usize {
        self.start(node).map_or(node, |start| start.end.max(node)) + 1
    }
}

pub(super) struct Children<'a> {
    block: &'a Block,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.next >= self.end {
            return None;
        }
        let node = self.next;
        self.next = self.block.behind(node);
        Some(node)
    }
}
