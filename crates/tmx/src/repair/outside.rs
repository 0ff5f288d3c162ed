//! Following the document: what stands around the header and the units.

use std::io::{Read, Write};

use super::block::Piece;
use super::document::{Closed, HELD, Written, tag_of};
use super::kind;
use super::machine::{Machine, element_of};
use super::scan::{Kind as TokenKind, Token};
use crate::Error;
use crate::schema::Element;

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Takes a token up outside of units and the header.
    pub(super) fn outside(&mut self, token: Token) -> Result<(), Error> {
        if self.is_given_up {
            return self.pass_over(token);
        }
        match token.kind {
            TokenKind::Text => self.outside_text(token),
            TokenKind::CData => {
                let text = self
                    .scanner
                    .window
                    .get(token.start + 9, token.end - 3)
                    .to_owned();
                self.lost(kind::MISPLACED_TEXT, token.start, OUTSIDE, &text);
                Ok(())
            }
            TokenKind::Comment => {
                let piece = self.comment(token);
                let text = self.block.text(&self.scanner.window, piece).to_owned();
                if matches!(piece, Piece::Made(..)) {
                    self.block.clear();
                }
                self.around(&text)
            }
            TokenKind::Instruction => {
                if !self.is_instruction(token) {
                    return Ok(());
                }
                let text = self.raw(token).to_owned();
                self.around(&text)
            }
            TokenKind::Declaration => {
                self.declaration(token);
                Ok(())
            }
            TokenKind::Doctype => {
                self.doctype(token);
                Ok(())
            }
            TokenKind::Unclosed => {
                self.tell_misplaced_markup(token);
                Ok(())
            }
            TokenKind::Start => self.outside_start(token),
            TokenKind::End => {
                self.outside_end(token);
                Ok(())
            }
            TokenKind::Eof => Ok(()),
        }
    }

    /// Writes white space, a comment or a processing instruction, or holds it back.
    fn around(&mut self, text: &str) -> Result<(), Error> {
        let document = &mut self.document;
        if document.written < Written::Tmx && document.prolog.len() + text.len() <= HELD {
            document.prolog.push_str(text);
            return Ok(());
        }
        if document.tail.closed >= Closed::Body {
            let is_full = document.tail.text.len() + text.len() > HELD;
            if is_full && document.tail.closed < Closed::Tmx {
                self.document.tail.is_told = true;
                self.reopen(self.scanner.window.end())?;
                return self.output.markup(text);
            }
            if !is_full {
                document.tail.text.push_str(text);
            } else if !text.trim().is_empty() {
                let at = self.scanner.window.end();
                let message = format!(
                    "more than {HELD} bytes stand behind the document; the rest is left out"
                );
                self.lost(kind::UNIT_TOO_LARGE, at, message, text);
            }
            return Ok(());
        }
        self.open_tmx()?;
        self.output.markup(text)
    }

    fn outside_text(&mut self, token: Token) -> Result<(), Error> {
        let raw = self.raw(token);
        let trimmed = raw.trim_start_matches([' ', '\t', '\n', '\r']);
        let space = raw
            .get(..raw.len() - trimmed.len())
            .unwrap_or_default()
            .to_owned();
        let start = token.start + space.len();
        let is_space = trimmed.is_empty();
        if !space.is_empty() {
            self.around(&space)?;
        }
        if is_space {
            return Ok(());
        }
        if let Some(tag) = self.scanner.tag_without_start(start) {
            return self.outside_start(tag);
        }
        let text = self.scanner.window.get(start, token.end).to_owned();
        let bare = text.trim_end_matches([' ', '\t', '\n', '\r']);
        let (kind, message) = if self.document.written >= Written::Tmx {
            (kind::MISPLACED_TEXT, OUTSIDE)
        } else {
            (
                kind::BEFORE_DOCUMENT,
                "text before the document is left out",
            )
        };
        self.lost(kind, start, message, bare);
        let behind = text.get(bare.len()..).unwrap_or_default();
        if behind.is_empty() {
            Ok(())
        } else {
            self.around(behind)
        }
    }

    fn outside_start(&mut self, token: Token) -> Result<(), Error> {
        let (spans, base) = (&self.scanner.tag, self.scanner.tag_base);
        let name = self
            .scanner
            .window
            .get(base + spans.name.start, base + spans.name.end);
        let (element, _) = element_of(name);
        self.release(element)?;
        match element {
            Element::Tmx => self.tmx(token),
            Element::Header => self.header(token),
            Element::Body => self.body(token),
            Element::Tu => {
                self.open_body(token.start)?;
                self.unit(token)
            }
            Element::Tuv | Element::Seg => {
                self.open_body(token.start)?;
                self.mended(
                    kind::MISPLACED_ELEMENT,
                    token.start,
                    format!("a `{}` outside of a unit gets one", element.name()),
                );
                self.open_made_unit(token.start);
                self.inside(token)
            }
            _ => {
                let raw = self.raw(token).to_owned();
                let (kind, what) = if element == Element::Foreign {
                    (kind::UNKNOWN_ELEMENT, "is no element of TMX")
                } else {
                    (kind::MISPLACED_ELEMENT, "does not stand here")
                };
                let message = format!("`{}` {what}; its tags are left out", self.tag_name());
                self.lost(kind, token.start, message, &raw);
                Ok(())
            }
        }
    }

    fn tag_name(&self) -> String {
        let (name, base) = (&self.scanner.tag.name, self.scanner.tag_base);
        let name = self.scanner.window.get(base + name.start, base + name.end);
        super::report::shortened(name)
    }

    fn tmx(&mut self, token: Token) -> Result<(), Error> {
        if self.document.written >= Written::Tmx {
            if self.document.tail.closed == Closed::Tmx {
                self.mended(
                    kind::SECOND_DOCUMENT,
                    token.start,
                    "another document starts here; its units are added to the first",
                );
                self.document.tail.is_told = true;
            } else {
                self.mended(
                    kind::REPEATED_ELEMENT,
                    token.start,
                    "a second `tmx` is left out",
                );
            }
            return Ok(());
        }
        if let Some(Element::Tmx) = self.clean_tag(token)
            && !self.scanner.tag.is_empty
        {
            let raw = self.raw(token).to_owned();
            self.document.is_old = raw.contains("\"1.1\"")
                || raw.contains("\"1.2\"")
                || raw.contains("'1.1'")
                || raw.contains("'1.2'");
            self.write_prolog()?;
            return self.output.markup(&raw);
        }
        let mut tag = self.mend_tag(token);
        let version = tag.attributes.iter().find(|(name, _)| name == "version");
        self.document.is_old =
            version.is_some_and(|(_, version)| matches!(version.as_str(), "1.1" | "1.2"));
        self.know_prefixes(&tag.attributes);
        let is_mended = self.mend_prefixes(token.start, &mut tag);
        self.document.properties.append(&mut tag.moved);
        let raw = self.raw(token).to_owned();
        self.write_prolog()?;
        if tag.is_clean && !is_mended && !tag.is_empty {
            return self.output.markup(&raw);
        }
        if tag.is_empty {
            self.mended(kind::MISSING_ELEMENT, token.start, "`tmx` is empty");
            self.document.tail.was_closed = true;
        }
        self.output.markup(&tag_of("tmx", &tag.attributes))
    }

    fn header(&mut self, token: Token) -> Result<(), Error> {
        let is_second = self.document.written >= Written::Header;
        if !is_second {
            self.open_tmx()?;
            self.document.written = Written::Header;
        }
        let is_empty = self.scanner.tag.is_empty;
        self.is_second_header = is_second;
        self.open_block(token);
        if is_empty {
            self.block.open.clear();
            self.finish_block()?;
        }
        Ok(())
    }

    fn body(&mut self, token: Token) -> Result<(), Error> {
        let is_empty = self.scanner.tag.is_empty;
        if self.document.written >= Written::MadeBody || self.document.tail.closed >= Closed::Body {
            if self.document.tail.closed < Closed::Body {
                self.mended(
                    kind::REPEATED_ELEMENT,
                    token.start,
                    "a second `body` is left out",
                );
            } else if self.document.tail.closed < Closed::Tmx && !is_empty {
                self.mended(
                    kind::REPEATED_ELEMENT,
                    token.start,
                    "a second `body`; its units are added to the first",
                );
                self.document.tail.is_told = true;
            }
            return Ok(());
        }
        self.open_header()?;
        self.document.written = Written::Body;
        let (start, whole) = if self.clean_tag(token).is_some() {
            ("<body>".to_owned(), self.raw(token).to_owned())
        } else {
            let start = self.mended_body(token);
            let whole = match start.strip_suffix('>') {
                Some(open) if is_empty => format!("{open}/>"),
                _ => start.clone(),
            };
            (start, whole)
        };
        if !is_empty {
            return self.output.markup(&whole);
        }
        let tail = &mut self.document.tail;
        tail.closed = tail.closed.max(Closed::Body);
        tail.empty_body = Some(start);
        tail.ends.push(0..whole.len());
        tail.text.push_str(&whole);
        Ok(())
    }

    /// The start tag of `body`, put right.
    fn mended_body(&mut self, token: Token) -> String {
        let mut tag = self.mend_tag(token);
        self.know_prefixes(&tag.attributes);
        self.mend_prefixes(token.start, &mut tag);
        tag_of("body", &tag.attributes)
    }

    fn unit(&mut self, token: Token) -> Result<(), Error> {
        let is_empty = self.scanner.tag.is_empty;
        self.report.start_unit();
        self.open_block(token);
        if is_empty {
            self.block.open.clear();
            self.finish_block()?;
        }
        Ok(())
    }

    /// Opens a unit that is not in the file.
    fn open_made_unit(&mut self, at: usize) {
        self.block.clear();
        self.block_start = at;
        self.report.start_unit();
        self.open_made(at, Element::Tu);
    }

    fn outside_end(&mut self, token: Token) {
        let (start, end) = (self.scanner.end_name.start, self.scanner.end_name.end);
        let name = self.scanner.window.get(start, end).to_owned();
        let (element, is_other_case) = element_of(&name);
        let is_clean = self.scanner.is_end_clean && !is_other_case;
        let raw = self.raw(token).to_owned();
        let document = &mut self.document;
        let is_fitting = match element {
            Element::Body => {
                document.written >= Written::MadeBody && document.tail.closed < Closed::Body
            }
            Element::Tmx => document.written >= Written::Tmx && document.tail.closed < Closed::Tmx,
            _ => false,
        };
        if !is_fitting {
            let message = format!("`</{name}>` closes nothing; it is left out");
            self.mended(kind::UNMATCHED_END, token.start, message);
            return;
        }
        if !is_clean {
            let is_spelling = self.scanner.is_end_clean;
            self.mended(
                if is_spelling {
                    kind::ELEMENT_CASE
                } else {
                    kind::TAG
                },
                token.start,
                format!("the end tag `</{name}>` is put right"),
            );
        }
        let raw = if is_clean {
            raw
        } else {
            format!("</{}>", element.name())
        };
        if element == Element::Tmx && self.document.tail.closed < Closed::Body {
            let has_body = self.document.written >= Written::MadeBody;
            match self.document.written {
                Written::Body => {
                    let message = "`body` is not closed; it is closed here";
                    self.mended(kind::UNCLOSED_ELEMENT, token.start, message);
                }
                Written::MadeBody => {}
                _ => {
                    let message = "`body` is missing; it is added";
                    self.mended(kind::MISSING_ELEMENT, token.start, message);
                }
            }
            self.close_body(has_body);
        }
        let tail = &mut self.document.tail;
        if element == Element::Body {
            tail.closed = tail.closed.max(Closed::Body);
        } else {
            tail.closed = Closed::Tmx;
        }
        tail.ends.push(tail.text.len()..tail.text.len() + raw.len());
        tail.text.push_str(&raw);
    }
}

const OUTSIDE: &str = "text stands outside of units; it is left out";
