//! Following the document: what stands around the header and the units.

use std::io::{Read, Write};

use yaddash_io::xml::{Doctype, Entities, XmlLimits};

use super::block::Piece;
use super::kind;
use super::machine::{Machine, element_of};
use super::report::Repaired;
use super::scan::{Kind as TokenKind, Token};
use super::text::escaped;
use crate::Error;
use crate::header::REQUIRED;
use crate::schema::Element;

/// Bytes before the document's element, and behind its end, that are held back.
const HELD: usize = 1 << 20;

/// What was written of the document, and what is held back.
#[derive(Default)]
pub(super) struct Document {
    /// Whether languages are given by `lang`: TMX 1.1 and 1.2.
    pub(super) is_old: bool,
    /// The source language that the first header names, escaped.
    pub(super) source: Option<String>,
    /// The source language of the document that is read, where it is another.
    pub(super) later_source: Option<String>,
    /// The XML declaration.
    declaration: Option<String>,
    /// What stands before the document's element.
    prolog: String,
    has_doctype: bool,
    written: Written,
    /// Whether anything of TMX was met.
    pub(super) is_tmx: bool,
    /// Attributes of `tmx` that become properties of the header.
    pub(super) properties: Vec<(String, String)>,
    /// What stands from the end of `body` on, not written until it is clear that no unit follows.
    tail: Tail,
}

/// How far the document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    #[default]
    Nothing,
    /// The start tag of `tmx`.
    Tmx,
    /// The header.
    Header,
    /// A start tag of `body` that is not in the file.
    MadeBody,
    /// The start tag of `body`, or in its place what is held back.
    Body,
}

/// Which elements around the units have ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Closed {
    #[default]
    Nothing,
    Body,
    Tmx,
}

/// The end of a document.
#[derive(Default)]
struct Tail {
    text: String,
    closed: Closed,
    /// Where in `text` the end tags stand.
    ends: Vec<std::ops::Range<usize>>,
    /// `<body/>`: what it becomes where a unit follows.
    is_body_empty: bool,
    /// Whether the document has ended once, or does not need an end.
    was_closed: bool,
    /// Whether it was told that more follows.
    is_told: bool,
}

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

    fn declaration(&mut self, token: Token) {
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

    fn doctype(&mut self, token: Token) {
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

    fn outside_start(&mut self, token: Token) -> Result<(), Error> {
        let (spans, base) = (&self.scanner.tag, self.scanner.tag_base);
        let name = self
            .scanner
            .window
            .get(base + spans.name.start, base + spans.name.end);
        let (element, _) = element_of(name);
        self.document.is_tmx |= element != Element::Foreign;
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
        let is_declared = self.declare(token.start, &tag.name, &mut tag.attributes);
        self.document.properties.append(&mut tag.moved);
        let raw = self.raw(token).to_owned();
        self.write_prolog()?;
        if tag.is_clean && !is_declared && !tag.is_empty {
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
        let raw = self.raw(token).to_owned();
        let is_clean = self.clean_tag(token).is_some();
        if !is_clean {
            let mut tag = self.mend_tag(token);
            for (name, value) in std::mem::take(&mut tag.moved) {
                let message = format!("attribute `{name}` of `body` is left out");
                self.lost(kind::UNKNOWN_ATTRIBUTE, token.start, message, &value);
            }
            self.declare(token.start, &tag.name, &mut tag.attributes);
            return self.output.markup(&tag_of("body", &tag.attributes));
        }
        if is_empty {
            let tail = &mut self.document.tail;
            tail.closed = tail.closed.max(Closed::Body);
            tail.is_body_empty = true;
            tail.ends.push(0..raw.len());
            tail.text.push_str(&raw);
            return Ok(());
        }
        self.output.markup(&raw)
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

    /// Holds back an end of `body` that is not in the file.
    fn close_body(&mut self, has_body: bool) {
        let end = if has_body { "</body>" } else { "<body/>" };
        let tail = &mut self.document.tail;
        tail.closed = tail.closed.max(Closed::Body);
        tail.is_body_empty = !has_body;
        tail.ends.push(tail.text.len()..tail.text.len() + end.len());
        tail.text.push_str(end);
    }

    fn write_prolog(&mut self) -> Result<(), Error> {
        let document = &mut self.document;
        document.written = document.written.max(Written::Tmx);
        let declaration = document.declaration.take().unwrap_or_default();
        let prolog = std::mem::take(&mut document.prolog);
        self.output.markup(&declaration)?;
        self.output.markup(&prolog)
    }

    /// Makes sure that `tmx` is written.
    fn open_tmx(&mut self) -> Result<(), Error> {
        if self.document.written >= Written::Tmx {
            return Ok(());
        }
        let place = yaddash_model::LineColumn { line: 1, column: 1 };
        self.report.mended(
            kind::MISSING_ELEMENT,
            place,
            "`tmx` is missing; it is added".to_owned(),
        );
        self.document.tail.was_closed = true;
        self.write_prolog()?;
        self.output.markup("<tmx version=\"1.4\">")
    }

    /// Makes sure that the header is written.
    fn open_header(&mut self) -> Result<(), Error> {
        self.open_tmx()?;
        if self.document.written >= Written::Header {
            return Ok(());
        }
        self.document.written = Written::Header;
        let place = yaddash_model::LineColumn { line: 1, column: 1 };
        self.report.mended(
            kind::MISSING_ELEMENT,
            place,
            "`header` is missing; it is added".to_owned(),
        );
        let attributes: Vec<(String, String)> = REQUIRED
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.output.markup(&tag_of("header", &attributes))?;
        for (name, value) in std::mem::take(&mut self.document.properties) {
            let property = format!("<prop type=\"x-tmx-{}\">{value}</prop>", escaped(&name));
            self.output.markup(&property)?;
        }
        self.output.markup("</header>")
    }

    /// Makes sure that `body` is open.
    fn open_body(&mut self, at: usize) -> Result<(), Error> {
        self.open_header()?;
        if self.document.tail.closed >= Closed::Body {
            return self.reopen(at);
        }
        if self.document.written < Written::MadeBody {
            self.document.written = Written::MadeBody;
            let place = yaddash_model::LineColumn { line: 1, column: 1 };
            self.report.mended(
                kind::MISSING_ELEMENT,
                place,
                "`body` is missing; it is added".to_owned(),
            );
            return self.output.markup("<body>");
        }
        Ok(())
    }

    /// Takes back the end of the document, since more of it comes.
    fn reopen(&mut self, at: usize) -> Result<(), Error> {
        let tail = std::mem::take(&mut self.document.tail);
        self.document.written = Written::MadeBody;
        self.document.tail.was_closed =
            tail.was_closed || (tail.closed == Closed::Tmx && !tail.is_told);
        if !tail.is_told {
            let message = "what stands behind the end of `body` is kept in it";
            self.mended(kind::MISPLACED_ELEMENT, at, message);
        }
        if tail.is_body_empty {
            self.output.markup("<body>")?;
        }
        let mut at = 0;
        for end in tail.ends {
            self.output
                .markup(tail.text.get(at..end.start).unwrap_or_default())?;
            at = end.end;
        }
        self.output.markup(tail.text.get(at..).unwrap_or_default())
    }

    /// Opens a unit that is not in the file.
    fn open_made_unit(&mut self, at: usize) {
        self.block.clear();
        self.block_start = at;
        self.report.start_unit();
        self.open_made(at, Element::Tu);
    }

    /// Leaves out a unit that is too large.
    pub(super) fn give_up(&mut self, token: Token) -> Result<(), Error> {
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
        let message = format!("{what} is larger than the limit of {limit} bytes; it is left out");
        self.lost(kind::UNIT_TOO_LARGE, start, message, &text);
        let count = self.scanner.window.get(start, token.start).chars().count();
        self.report.done.lost_characters += count.saturating_sub(200) as u64;
        if is_header {
            self.document.written = Written::Tmx;
        } else {
            self.report.end_unit(false);
        }
        self.block.clear();
        self.is_given_up = true;
        self.pass_over(token)
    }

    /// Passes over what is left of a unit that is left out.
    fn pass_over(&mut self, token: Token) -> Result<(), Error> {
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

    /// The end of the file.
    pub(super) fn end(mut self) -> Result<Repaired, Error> {
        let at = self.scanner.window.end();
        let is_open = self.is_inside()
            || (self.document.written >= Written::Tmx
                && self.document.tail.closed < Closed::Tmx
                && !self.document.tail.was_closed);
        if is_open {
            self.mended(
                kind::CUT_OFF,
                at,
                "the file ends before its elements are closed; they are closed",
            );
        }
        if self.is_inside() {
            self.is_cut_off = true;
            self.close_all(at);
            self.finish_block()?;
        }
        if !self.document.is_tmx {
            let place = yaddash_model::LineColumn { line: 1, column: 1 };
            self.report.lost(
                kind::NOT_TMX,
                place,
                "there is no element of TMX in the file; the output is an empty memory".to_owned(),
                "",
            );
        }
        self.open_header()?;
        if self.document.tail.closed < Closed::Body {
            let has_body = self.document.written >= Written::MadeBody;
            if !has_body {
                self.mended(kind::MISSING_ELEMENT, at, "`body` is missing; it is added");
            }
            self.close_body(has_body);
        }
        let tail = std::mem::take(&mut self.document.tail);
        self.output.markup(&tail.text)?;
        if tail.closed < Closed::Tmx {
            self.output.markup("</tmx>")?;
        }
        let done = self.report.done;
        self.output.finish()?;
        Ok(done)
    }
}

const OUTSIDE: &str = "text stands outside of units; it is left out";

/// A start tag with these attributes, whose values are escaped.
pub(super) fn tag_of(name: &str, attributes: &[(String, String)]) -> String {
    let mut tag = format!("<{name}");
    for (name, value) in attributes {
        tag.push(' ');
        tag.push_str(name);
        tag.push_str("=\"");
        tag.push_str(&value.replace('"', "&quot;"));
        tag.push('"');
    }
    tag.push('>');
    tag
}

/// The XML declaration for UTF-8, and whether the one that stands in the file is right but for its encoding.
fn utf8_declaration(raw: &str) -> (String, bool) {
    let mut tag = super::tag::TagSpans::default();
    let inner = raw
        .strip_prefix("<?")
        .and_then(|raw| raw.strip_suffix("?>"))
        .map(|inner| format!("{inner}>"));
    let plain = || {
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
            false,
        )
    };
    let Some(inner) = inner else {
        return plain();
    };
    if !matches!(
        super::tag::strict(&inner, &mut tag),
        super::tag::Strict::Tag
    ) || tag.length != inner.len()
    {
        return plain();
    }
    let attributes: Vec<(&str, &str)> = tag
        .attributes
        .iter()
        .map(|span| {
            let get = |range: &std::ops::Range<usize>| inner.get(range.clone()).unwrap_or_default();
            (get(&span.name), get(&span.value))
        })
        .collect();
    let (version, rest) = match attributes.as_slice() {
        [("version", version), rest @ ..] if matches!(*version, "1.0" | "1.1") => (*version, rest),
        _ => return plain(),
    };
    let (encoding, rest) = match rest {
        [("encoding", encoding), rest @ ..] => (Some(*encoding), rest),
        rest => (None, rest),
    };
    let standalone = match rest {
        [] => None,
        [("standalone", value @ ("yes" | "no"))] => Some(*value),
        _ => return plain(),
    };
    if encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case("utf-8"))
        && raw.starts_with("<?xml")
    {
        return (raw.to_owned(), true);
    }
    let standalone = standalone.map_or(String::new(), |value| format!(" standalone=\"{value}\""));
    (
        format!("<?xml version=\"{version}\" encoding=\"UTF-8\"{standalone}?>"),
        raw.starts_with("<?xml"),
    )
}
