//! Putting a unit or the header in order, and writing it.

use std::io::{Read, Write};

use super::block::{Fate, NodeKind, Piece, Start};
use super::kind;
use super::machine::Machine;
use super::text::escaped;
use crate::Error;
use crate::schema::Element;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Writes the block, whose elements are all closed.
    pub(super) fn finish_block(&mut self) -> Result<(), Error> {
        let done = match self.block.element(0) {
            Some(Element::Header) => self.finish_header(),
            Some(_) => self.finish_unit(),
            None => Ok(()),
        };
        self.block.clear();
        done
    }

    fn finish_header(&mut self) -> Result<(), Error> {
        let window = &self.scanner.window;
        let source = self
            .block
            .attribute(window, 0, "srclang")
            .map(str::to_owned);
        if std::mem::take(&mut self.is_second_header) {
            self.second_header(source);
            return Ok(());
        }
        self.document.source = source;
        for (name, value) in std::mem::take(&mut self.document.properties) {
            self.add_property(0, &format!("x-tmx-{name}"), &value);
        }
        let mut child = 1;
        while child < self.end_of(0) {
            match self.block.element(child) {
                Some(Element::Foreign) => self.foreign_child(0, child),
                Some(Element::Ude) => self.encoding(child),
                _ => {}
            }
            child = self.block.behind(child);
        }
        self.write_block().map(drop)
    }

    /// Leaves out a header that is not the first.
    fn second_header(&mut self, source: Option<String>) {
        let is_other = source.as_deref().is_some_and(|source| {
            !self
                .document
                .source
                .as_deref()
                .unwrap_or_default()
                .eq_ignore_ascii_case(source)
        });
        let mut message = "a second header is left out".to_owned();
        if let Some(source) = source.as_deref().filter(|_| is_other) {
            message = format!("{message}; the units behind it get its source language, `{source}`");
        }
        self.document.later_source = source.filter(|_| is_other);
        let raw = self.raw_block(0).to_owned();
        self.lost(kind::SECOND_HEADER, self.block_start, message, &raw);
    }

    /// Leaves out what no program can use of a `ude`: a `map` without `unicode`, and all of it where no `map` is left.
    fn encoding(&mut self, node: usize) {
        let (mut has_map, mut child) = (false, node + 1);
        while child < self.end_of(node) {
            if self.block.element(child) == Some(Element::Map) {
                let window = &self.scanner.window;
                if self.block.attribute(window, child, "unicode").is_some() {
                    has_map = true;
                } else {
                    self.leave_out(child, "a `map` without `unicode` is left out");
                }
            }
            child = self.block.behind(child);
        }
        if has_map {
            self.tell_encoding(node);
        } else {
            self.leave_out(node, "a `ude` without `map` is left out");
        }
    }

    fn leave_out(&mut self, node: usize, message: &str) {
        let raw = self.raw_block(node).to_owned();
        let at = self.at(node);
        self.block.set_fate(node, Fate::Drop);
        self.lost(kind::MISSING_ELEMENT, at, message, &raw);
    }

    fn finish_unit(&mut self) -> Result<(), Error> {
        self.later_source();
        let (mut variants, mut unnamed, mut child) = (0_usize, Vec::new(), 1);
        while child < self.end_of(0) {
            match self.block.element(child) {
                Some(Element::Tuv) => {
                    variants += 1;
                    if !self.check_variant(child) {
                        unnamed.push(child);
                    }
                }
                Some(Element::Note | Element::Prop) if variants > 0 => self.late(child, "tuv"),
                Some(Element::Foreign) => self.foreign_child(0, child),
                _ => {}
            }
            child = self.block.behind(child);
        }
        if !unnamed.is_empty() {
            self.name_languages(&unnamed);
        }
        if variants == 0 {
            let at = self.at(0);
            self.mended(
                kind::MISSING_ELEMENT,
                at,
                "a unit without variants gets an empty one in its source language",
            );
            self.block.is_changed = true;
        }
        if self.write_block()? {
            self.tell_source();
            self.report.end_unit(true);
        }
        Ok(())
    }

    /// Gives the unit the source language of the header before it, where that is not the one that is written.
    fn later_source(&mut self) {
        let Some(source) = self.document.later_source.clone() else {
            return;
        };
        let window = &self.scanner.window;
        if self.block.attribute(window, 0, "srclang").is_none() {
            let mut attributes = self.block.owned_attributes(window, 0);
            attributes.push(("srclang".to_owned(), source));
            self.block.set_attributes(0, &attributes);
            self.block.rewrite_tag(&self.scanner.window, 0);
        }
    }

    /// Checks a variant; gives whether it has a language.
    fn check_variant(&mut self, variant: usize) -> bool {
        let (mut segments, mut child) = (0_usize, variant + 1);
        while child < self.end_of(variant) {
            match self.block.element(child) {
                Some(Element::Seg) => {
                    segments += 1;
                    if segments > 1 {
                        let at = self.at(child);
                        self.mended(
                            kind::REPEATED_ELEMENT,
                            at,
                            "a second `seg` gets a variant of its own in the same language",
                        );
                        self.block.is_changed = true;
                    }
                    self.check_segment(child);
                }
                Some(Element::Note | Element::Prop) if segments > 0 => self.late(child, "seg"),
                Some(Element::Foreign) => self.foreign_child(variant, child),
                _ => {}
            }
            child = self.block.behind(child);
        }
        if segments == 0 {
            let at = self.at(variant);
            self.mended(
                kind::MISSING_ELEMENT,
                at,
                "a variant without `seg` gets an empty one",
            );
            self.block.is_changed = true;
        }
        let name = self.language_attribute();
        self.block
            .attribute(&self.scanner.window, variant, name)
            .is_some_and(|language| !language.trim().is_empty())
    }

    const fn language_attribute(&self) -> &'static str {
        if self.document.is_old {
            "lang"
        } else {
            "xml:lang"
        }
    }

    /// The source language of the unit, where it is one.
    fn source_language(&self) -> Option<&str> {
        self.block
            .attribute(&self.scanner.window, 0, "srclang")
            .filter(|source| crate::header::valid_source_language(source).is_some())
            .or(self.document.source.as_deref())
            .filter(|source| yaddash_model::LanguageTag::parse(source).is_ok())
    }

    /// Gives variants without a language one: the source language to the first, if no other has it.
    fn name_languages(&mut self, variants: &[usize]) {
        let name = self.language_attribute();
        let source = self.source_language();
        let is_taken = |source: &str| {
            let mut children = self.block.children(0);
            children.any(|child| {
                self.block
                    .attribute(&self.scanner.window, child, name)
                    .is_some_and(|language| language.eq_ignore_ascii_case(source))
            })
        };
        let mut source = source.filter(|source| !is_taken(source)).map(str::to_owned);
        for variant in variants {
            let at = self.at(*variant);
            let language = source.take();
            let message = match &language {
                Some(language) => format!(
                    "`tuv` has no language; no other is in the source language, so it gets `{language}`"
                ),
                None => "`tuv` has no language; it gets `und`, undetermined".to_owned(),
            };
            let language = language.unwrap_or_else(|| "und".to_owned());
            let mut attributes = self.block.owned_attributes(&self.scanner.window, *variant);
            attributes.retain(|(known, _)| known != name);
            attributes.push((name.to_owned(), language));
            self.block.set_attributes(*variant, &attributes);
            self.block.rewrite_tag(&self.scanner.window, *variant);
            self.mended(kind::LANGUAGE, at, message);
        }
    }

    /// Notes that an element stands behind what it must stand before.
    fn late(&mut self, node: usize, before: &str) {
        let name = self.block.element(node).map_or("", Element::name);
        let at = self.at(node);
        self.mended(
            kind::MISPLACED_ELEMENT,
            at,
            format!("`{name}` behind `{before}` is moved before it"),
        );
        self.block.set_fate(node, Fate::Move);
    }

    /// Makes a property of an element that TMX does not know.
    fn foreign_child(&mut self, owner: usize, node: usize) {
        if self.options.keep_foreign {
            return;
        }
        let Some(start) = self.block.start(node).copied() else {
            return;
        };
        let window = &self.scanner.window;
        let name = self.block.text(window, start.name).to_owned();
        let at = self.at(node);
        let inner = (node + 1..start.end).filter_map(|inner| self.block.nodes.get(inner));
        let is_plain = inner
            .clone()
            .all(|inner| matches!(inner.kind, NodeKind::Text))
            && start.attributes.0 == start.attributes.1;
        let is_blank = inner.clone().all(|inner| {
            matches!(inner.kind, NodeKind::Text)
                && self.block.text(window, inner.piece).trim().is_empty()
        });
        let raw = self.raw_block(node);
        if start.is_unclosed && is_blank {
            let raw = raw.to_owned();
            self.block.set_fate(node, Fate::Drop);
            let message = format!("`{name}` is no element of TMX; its tags are left out");
            self.lost(kind::UNKNOWN_ELEMENT, at, message, &raw);
            return;
        }
        let value = if is_plain && !is_blank {
            inner
                .map(|inner| self.block.text(window, inner.piece))
                .collect()
        } else {
            escaped(raw)
        };
        self.add_property(owner, &format!("x-{name}"), &value);
        self.block.set_fate(node, Fate::Drop);
        self.mended(
            kind::UNKNOWN_ELEMENT,
            at,
            format!("`{name}` is no element of TMX; it becomes a property"),
        );
    }

    /// An element as it stands in the file.
    fn raw_block(&self, node: usize) -> &str {
        let start = self.at(node);
        let end = self.block.start(node).map_or(node, |start| start.end);
        let end = match self.block.nodes.get(end) {
            Some(end) => match end.piece {
                Piece::Raw(_, behind) => behind,
                Piece::Made(..) if end.at > start => end.at,
                Piece::Made(..) => self.scanner.window.end().min(start + 1),
            },
            None => start,
        };
        self.scanner.window.get(start, end)
    }

    pub(super) fn at(&self, node: usize) -> usize {
        self.block
            .nodes
            .get(node)
            .map_or(self.block_start, |node| node.at)
    }

    /// The node of the end of an element.
    fn end_of(&self, node: usize) -> usize {
        self.block.start(node).map_or(node, |start| start.end)
    }

    /// Writes the unit or the header; gives whether it did. What became too large by being mended is left out, as it would
    /// be if it came so.
    fn write_block(&mut self) -> Result<bool, Error> {
        let last = self.block.nodes.last().map(|last| (last.at, last.piece));
        let Some((at, piece)) = last else {
            return Ok(true);
        };
        if self.block.is_changed {
            if self.block.longest() > self.options.unit_bytes {
                self.refuse(at);
                return Ok(false);
            }
            return self.write_container(0).map(|()| true);
        }
        let end = match piece {
            Piece::Raw(_, end) => end,
            Piece::Made(..) => at,
        };
        let xml = self.scanner.window.get(self.block_start, end);
        self.output.markup(xml).map(|()| true)
    }

    /// Writes the header, a unit or a variant in the order that TMX asks for.
    fn write_container(&mut self, node: usize) -> Result<(), Error> {
        let Some(start) = self.block.start(node).copied() else {
            return Ok(());
        };
        self.write_open(node, start)?;
        self.write_properties(node)?;
        let first = match start.element {
            Element::Tu => Some(Element::Tuv),
            Element::Tuv => Some(Element::Seg),
            _ => None,
        };
        let (mut has_first, mut child) = (false, node + 1);
        while child < self.end_of(node) {
            let element = self.block.element(child);
            let fate = self
                .block
                .nodes
                .get(child)
                .map_or(Fate::Keep, |node| node.fate);
            if element.is_some() && element == first {
                if has_first && start.element == Element::Tuv {
                    self.output.markup("</tuv>")?;
                    self.write_open(node, start)?;
                }
                if !has_first {
                    self.write_moved(node)?;
                }
                has_first = true;
            }
            match (element, fate) {
                (_, Fate::Move | Fate::Drop) => {}
                (Some(Element::Tuv), _) => self.write_container(child)?,
                _ => self.write_nodes(child, self.block.behind(child))?,
            }
            child = self.block.behind(child);
        }
        if !has_first && first.is_some() {
            self.write_moved(node)?;
            self.write_missing(start.element)?;
        }
        match self.block.nodes.get(start.end) {
            Some(end) if start.end > node => {
                let xml = self.block.text(&self.scanner.window, end.piece);
                self.output.markup(xml)
            }
            _ => {
                let name = format!("</{}>", start.element.name());
                self.output.markup(&name)
            }
        }
    }

    /// Writes a start tag that is open, whether or not it was.
    fn write_open(&mut self, node: usize, start: Start) -> Result<(), Error> {
        if start.is_empty {
            if let Some(start) = self.block.start_mut(node) {
                start.is_empty = false;
            }
            self.block.rewrite_tag(&self.scanner.window, node);
        }
        let piece = self
            .block
            .nodes
            .get(node)
            .map_or(Piece::Made(0, 0), |node| node.piece);
        self.output
            .markup(self.block.text(&self.scanner.window, piece))
    }

    fn write_properties(&mut self, node: usize) -> Result<(), Error> {
        let properties = std::mem::take(&mut self.block.properties);
        for (owner, piece) in &properties {
            if *owner == node {
                self.output
                    .markup(self.block.text(&self.scanner.window, *piece))?;
            }
        }
        self.block.properties = properties;
        Ok(())
    }

    /// Writes what stands too late in a unit, or in a variant and its segments.
    fn write_moved(&mut self, node: usize) -> Result<(), Error> {
        let is_variant = self.block.element(node) == Some(Element::Tuv);
        let mut inner = node + 1;
        while inner < self.end_of(node) {
            let fate = self
                .block
                .nodes
                .get(inner)
                .map_or(Fate::Keep, |node| node.fate);
            let behind = self.block.behind(inner);
            if fate == Fate::Move {
                self.write_element(inner, behind)?;
            }
            // What is moved out of a segment stands in it.
            let enters = fate != Fate::Move && is_variant && self.block.start(inner).is_some();
            inner = if enters { inner + 1 } else { behind };
        }
        Ok(())
    }

    fn write_missing(&mut self, element: Element) -> Result<(), Error> {
        if element == Element::Tuv {
            return self.output.markup("<seg/>");
        }
        let name = self.language_attribute();
        let source = self.source_language().unwrap_or("und").to_owned();
        self.output
            .markup(&format!("<tuv {name}=\"{source}\"><seg/></tuv>"))
    }

    /// Writes nodes one after the other, without what is moved or left out.
    fn write_nodes(&mut self, from: usize, to: usize) -> Result<(), Error> {
        let mut at = from;
        while at < to {
            let Some(node) = self.block.nodes.get(at).copied() else {
                break;
            };
            match node.fate {
                Fate::Move | Fate::Drop => {
                    at = self.block.behind(at);
                    continue;
                }
                Fate::Skip => {}
                Fate::Keep => self.write_node(node.kind, node.piece)?,
            }
            at += 1;
        }
        Ok(())
    }

    /// Writes an element that is moved.
    fn write_element(&mut self, from: usize, to: usize) -> Result<(), Error> {
        if let Some(node) = self.block.nodes.get(from).copied() {
            self.write_node(node.kind, node.piece)?;
        }
        self.write_nodes(from + 1, to)
    }

    fn write_node(&mut self, kind: NodeKind, piece: Piece) -> Result<(), Error> {
        let xml = self.block.text(&self.scanner.window, piece);
        match kind {
            NodeKind::Text => self.output.text(xml),
            _ => self.output.markup(xml),
        }
    }
}
