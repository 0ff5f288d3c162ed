//! What was written of the document, and what is held back.

use std::io::{Read, Write};

use super::kind;
use super::machine::Machine;
use super::report::Repaired;
use super::text::escaped;
use crate::Error;
use crate::header::REQUIRED;

/// Bytes before the document's element, and behind its end, that are held back.
pub(super) const HELD: usize = 1 << 20;

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
    pub(super) declaration: Option<String>,
    /// What stands before the document's element.
    pub(super) prolog: String,
    pub(super) has_doctype: bool,
    pub(super) written: Written,
    /// Attributes of `tmx` that become properties of the header.
    pub(super) properties: Vec<(String, String)>,
    /// What stands from the end of `body` on, not written until it is clear that no unit follows.
    pub(super) tail: Tail,
}

/// How far the document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Written {
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
pub(super) enum Closed {
    #[default]
    Nothing,
    Body,
    Tmx,
}

/// The end of a document.
#[derive(Default)]
pub(super) struct Tail {
    pub(super) text: String,
    pub(super) closed: Closed,
    /// Where in `text` the end tags stand.
    pub(super) ends: Vec<std::ops::Range<usize>>,
    /// For `<body/>` the start tag that it becomes where a unit follows.
    pub(super) empty_body: Option<String>,
    /// Whether the document has ended once, or does not need an end.
    pub(super) was_closed: bool,
    /// Whether it was told that more follows.
    pub(super) is_told: bool,
}

impl<R: Read, W: Write> Machine<'_, R, W> {
    pub(super) fn write_prolog(&mut self) -> Result<(), Error> {
        let document = &mut self.document;
        document.written = document.written.max(Written::Tmx);
        let declaration = document.declaration.take().unwrap_or_default();
        let prolog = std::mem::take(&mut document.prolog);
        self.output.markup(&declaration)?;
        self.output.markup(&prolog)
    }

    /// Makes sure that `tmx` is written.
    pub(super) fn open_tmx(&mut self) -> Result<(), Error> {
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
    pub(super) fn open_header(&mut self) -> Result<(), Error> {
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
            let property = property_of(&format!("x-tmx-{name}"), &value);
            self.output.markup(&property)?;
        }
        self.output.markup("</header>")
    }

    /// Makes sure that `body` is open.
    pub(super) fn open_body(&mut self, at: usize) -> Result<(), Error> {
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
    pub(super) fn reopen(&mut self, at: usize) -> Result<(), Error> {
        let tail = std::mem::take(&mut self.document.tail);
        self.document.written = Written::MadeBody;
        self.document.tail.was_closed =
            tail.was_closed || (tail.closed == Closed::Tmx && !tail.is_told);
        if !tail.is_told {
            let message = "what stands behind the end of `body` is kept in it";
            self.mended(kind::MISPLACED_ELEMENT, at, message);
        }
        if let Some(tag) = tail.empty_body {
            self.output.markup(&tag)?;
        }
        let mut at = 0;
        for end in tail.ends {
            self.output
                .markup(tail.text.get(at..end.start).unwrap_or_default())?;
            at = end.end;
        }
        self.output.markup(tail.text.get(at..).unwrap_or_default())
    }

    /// Holds back an end of `body` that is not in the file.
    pub(super) fn close_body(&mut self, has_body: bool) {
        let end = if has_body { "</body>" } else { "<body/>" };
        let tail = &mut self.document.tail;
        tail.closed = tail.closed.max(Closed::Body);
        tail.empty_body = (!has_body).then(|| "<body>".to_owned());
        tail.ends.push(tail.text.len()..tail.text.len() + end.len());
        tail.text.push_str(end);
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

/// A property; `value` is that of an attribute, escaped as it is there.
pub(super) fn property_of(kind: &str, value: &str) -> String {
    let value = value
        .replace("]]>", "]]&gt;")
        .replace(['\n', '\r', '\t'], " ");
    format!("<prop type=\"{}\">{value}</prop>", escaped(kind))
}

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
