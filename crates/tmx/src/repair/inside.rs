//! Collecting one unit, or the header: what belongs where, and what closes what.

use std::io::{Read, Write};

use super::attributes::is_declaration;
use super::block::{Attribute, Fate, Node, NodeKind, Piece, Start};
use super::kind;
use super::machine::{Machine, MendedTag, element_of};
use super::scan::{Kind as TokenKind, Token};
use super::text::{Context, escaped};
use crate::Error;
use crate::schema::Element;

/// Elements inside each other that are kept: fewer than readers take, those around the unit with them.
const DEPTH: usize = 180;
/// Open elements among which the one that an end tag of a foreign element closes is looked for.
const FOREIGN_DEPTH: usize = 64;

pub(super) const fn is_code(element: Element) -> bool {
    matches!(
        element,
        Element::Bpt | Element::Ept | Element::It | Element::Ph | Element::Ut
    )
}

const fn is_inline(element: Element) -> bool {
    is_code(element) || matches!(element, Element::Hi | Element::Sub)
}

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Takes a token up while a unit or the header is open.
    pub(super) fn inside(&mut self, token: Token) -> Result<(), Error> {
        if token.end - self.block_start > self.options.unit_bytes {
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

    pub(super) fn push(&mut self, at: usize, piece: Piece, kind: NodeKind) -> usize {
        self.block.is_changed |= matches!(piece, Piece::Made(..));
        self.block.nodes.push(Node {
            at,
            piece,
            fate: Fate::Keep,
            kind,
        });
        self.block.nodes.len() - 1
    }

    /// A comment as XML asks for it.
    pub(super) fn comment(&mut self, token: Token) -> Piece {
        let (start, end) = (token.start + 4, token.end - 3);
        let inner = self.scanner.window.get(start, end);
        if !inner.contains("--") && !inner.ends_with('-') {
            return Piece::Raw(token.start, token.end);
        }
        let mut mended = String::with_capacity(inner.len() + 16);
        for character in inner.chars() {
            if character == '-' && mended.ends_with('-') {
                mended.push(' ');
            }
            mended.push(character);
        }
        if mended.ends_with('-') {
            mended.push(' ');
        }
        self.mended(
            kind::COMMENT,
            token.start,
            "`--` in a comment becomes `- -`",
        );
        self.block.make(&format!("<!--{mended}-->"))
    }

    /// Whether a processing instruction is one; if not, it is told.
    pub(super) fn is_instruction(&mut self, token: Token) -> bool {
        let inner = self.scanner.window.get(token.start + 2, token.end - 2);
        let target = inner.split(|c: char| c.is_ascii_whitespace()).next();
        let is_name = target.is_some_and(|target| {
            yaddash_io::xml::is_xml_name(target) && !target.eq_ignore_ascii_case("xml")
        });
        if !is_name {
            let inner = inner.to_owned();
            let message = "a processing instruction without a name is left out";
            self.lost(kind::INSTRUCTION, token.start, message, &inner);
        }
        is_name
    }

    /// Tells of an XML declaration, a DOCTYPE or the start of markup without end that is left out.
    pub(super) fn tell_misplaced_markup(&mut self, token: Token) {
        let raw = self.raw(token).to_owned();
        match token.kind {
            TokenKind::Declaration => self.mended(
                kind::DECLARATION,
                token.start,
                "an XML declaration that is not at the start of the file is left out",
            ),
            TokenKind::Doctype => self.lost(
                kind::DOCTYPE,
                token.start,
                "a DOCTYPE that is wrong, or not at the start of the file, is left out",
                &raw,
            ),
            _ => self.mended(
                kind::UNCLOSED_MARKUP,
                token.start,
                format!("`{raw}` has no end; it is left out, and what follows is kept"),
            ),
        }
    }

    /// Opens the block with its root.
    pub(super) fn open_block(&mut self, token: Token) {
        self.block.clear();
        self.block_start = token.start;
        self.open_element(token);
    }

    fn start(&mut self, token: Token) -> Result<(), Error> {
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

    /// Adds the element of the scanner's tag.
    fn open_element(&mut self, token: Token) -> usize {
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
        let mut list = tag.attributes;
        let mut is_clean = tag.is_clean;
        if self.options.keep_foreign {
            is_clean &= !self.declare(token.start, &tag.name, &mut list);
        }
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
        let value = value
            .replace("]]>", "]]&gt;")
            .replace(['\n', '\r', '\t'], " ");
        let kind = kind
            .replace('"', "&quot;")
            .replace('<', "&lt;")
            .replace('&', "&amp;");
        let xml = format!("<prop type=\"{kind}\">{value}</prop>");
        let piece = self.block.make(&xml);
        self.block.properties.push((owner, piece));
        self.block.is_changed = true;
    }

    /// Declares prefixes that nothing declares; gives whether there are any.
    pub(super) fn declare(
        &mut self,
        at: usize,
        name: &str,
        attributes: &mut Vec<(String, String)>,
    ) -> bool {
        let declared = |prefixes: &std::collections::HashSet<String>, prefix: &str| {
            matches!(prefix, "xml" | "xmlns") || prefixes.contains(prefix)
        };
        for (name, _) in attributes.iter() {
            if let Some(prefix) = name.strip_prefix("xmlns:").filter(|_| is_declaration(name)) {
                self.prefixes.insert(prefix.to_owned());
            }
        }
        let names = std::iter::once(name).chain(attributes.iter().map(|(name, _)| name.as_str()));
        let mut missing: Vec<String> = names
            .filter_map(|name| name.split_once(':'))
            .map(|(prefix, _)| prefix.to_owned())
            .filter(|prefix| !declared(&self.prefixes, prefix))
            .collect();
        missing.dedup();
        for prefix in &missing {
            attributes.push((
                format!("xmlns:{prefix}"),
                format!("urn:undeclared:{prefix}"),
            ));
            self.mended(
                kind::UNDECLARED_PREFIX,
                at,
                format!("prefix `{prefix}` is not declared; a declaration is added"),
            );
        }
        !missing.is_empty()
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

    /// Opens a segment for what stands in a variant outside of one, or goes on with the one before.
    fn implied_segment(&mut self, at: usize) {
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
            node = self.block.behind(node);
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

    fn text(&mut self, token: Token) -> Result<(), Error> {
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

    fn cdata(&mut self, token: Token) {
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

    /// Takes an end tag up.
    fn end_tag(&mut self, token: Token) -> Result<(), Error> {
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
    fn close_node(&mut self, at: usize, end: Option<Piece>) {
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
    fn close_innermost(&mut self, at: usize) {
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

    fn close_to(&mut self, at: usize, is_wanted: impl Fn(Element) -> bool) {
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
