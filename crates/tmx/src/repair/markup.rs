//! Declarations, comments and instructions, wherever they stand.

use std::io::{Read, Write};

use yaddash_io::encoding::Encoding;
use yaddash_io::xml::{Doctype, Entities, XmlEvent, XmlLimits, XmlReader};

use super::block::Piece;
use super::document::{Closed, HELD, Written};
use super::kind;
use super::machine::Machine;
use super::scan::{Kind as TokenKind, Token};
use crate::rewrite::declaration_in;

impl<R: Read, W: Write> Machine<'_, R, W> {
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

    pub(super) fn declaration(&mut self, token: Token) {
        let raw = self.raw(token).to_owned();
        let document = &mut self.document;
        if document.declaration.is_some() || document.written >= Written::Tmx {
            if document.tail.closed == Closed::Tmx {
                self.mended(
                    kind::SECOND_DOCUMENT,
                    token.start,
                    "another document starts here; its units are added to the first",
                );
            } else {
                self.tell_misplaced_markup(token);
            }
            return;
        }
        let mut has_before = !document.prolog.is_empty();
        if document.prolog.trim().is_empty() {
            document.prolog.clear();
        } else {
            has_before = true;
        }
        let (declaration, is_right) = utf8_declaration(&raw);
        document.declaration = Some(declaration);
        if has_before {
            self.mended(
                kind::BEFORE_DOCUMENT,
                token.start,
                "the XML declaration is moved to the start of the file",
            );
        }
        if !is_right {
            self.mended(
                kind::DECLARATION,
                token.start,
                "the XML declaration is put right",
            );
        }
    }

    pub(super) fn doctype(&mut self, token: Token) {
        let raw = self.raw(token).to_owned();
        let inner = raw.get(9..raw.len().saturating_sub(1)).unwrap_or_default();
        let is_first = !self.document.has_doctype && self.document.written < Written::Tmx;
        let mut entities = Entities::new(&XmlLimits::default());
        let is_right = raw.starts_with("<!DOCTYPE") && Doctype::parse(inner, &mut entities).is_ok();
        if is_first && is_right && self.document.prolog.len() + raw.len() <= HELD {
            self.document.has_doctype = true;
            self.entities = entities;
            self.document.prolog.push_str(&raw);
        } else {
            self.tell_misplaced_markup(token);
        }
    }
}

/// The XML declaration for UTF-8, and whether the one that stands in the file is right but for its encoding.
fn utf8_declaration(raw: &str) -> (String, bool) {
    // The end behind it is for the reader, which looks for the end of a declaration that has none.
    let document = format!("{raw}<tmx/>");
    let mut xml = XmlReader::new(document.as_bytes());
    let right = match xml.next_event() {
        Ok(XmlEvent::Declaration(declaration))
            if matches!(declaration.version().as_deref(), Some("1.0" | "1.1")) =>
        {
            let encoding = declaration.encoding();
            let is_utf8 = encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case("utf-8"));
            Some((is_utf8, declaration_in(Encoding::UTF_8, &declaration)))
        }
        _ => None,
    };
    match right {
        Some((is_utf8, _)) if is_utf8 && xml.raw() == raw.as_bytes() => (raw.to_owned(), true),
        Some((_, declaration)) if xml.raw() == raw.as_bytes() => (declaration, true),
        _ => {
            let plain = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
            (plain.to_owned(), false)
        }
    }
}
