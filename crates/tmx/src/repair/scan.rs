//! The scanner: text to tokens, whatever the text.

use std::io::{self, Read};
use std::ops::Range;

use memchr::memmem;
use yaddash_io::xml::is_xml_name;

use super::tag::{self, Strict, TagFault, TagSpans, name_length, space_length};
use super::window::Window;
use crate::schema::Element;

/// How long a piece of text may be before it is given out in parts, in bytes.
const TEXT: usize = 1 << 16;
/// How far guesses look ahead, in bytes.
const AHEAD: usize = 1 << 16;
/// How far the end of a tag, a comment and the like may be, in bytes.
const MARKUP: usize = 16 << 20;

/// What stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    CData,
    Comment,
    Instruction,
    /// `<?xml …?>`.
    Declaration,
    Doctype,
    /// A start tag, in [`Scanner::tag`].
    Start,
    /// An end tag, its name in [`Scanner::end_name`].
    End,
    /// `<!--`, `<![CDATA[`, `<?` or `<!DOCTYPE` without an end.
    Unclosed,
    Eof,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What helps to guess.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    /// Text before this is no longer needed.
    pub(super) keep: usize,
    /// A `seg` should come next.
    pub(super) expects_segment: bool,
}

pub(super) struct Scanner<R> {
    pub(super) window: Window<R>,
    at: usize,
    /// The last start tag, its places from [`Scanner::tag_base`].
    pub(super) tag: TagSpans,
    pub(super) tag_base: usize,
    /// The name of the last end tag.
    pub(super) end_name: Range<usize>,
    /// Whether the last end tag is as it should be.
    pub(super) is_end_clean: bool,
    /// For each kind of markup, up to where its end is known not to stand.
    no_end: [usize; 3],
    has_doctype: bool,
}

/// Markup that ends with a fixed string.
#[derive(Clone, Copy)]
enum Delimited {
    Comment,
    CData,
    Instruction,
}

impl Delimited {
    const fn end(self) -> &'static str {
        match self {
            Self::Comment => "-->",
            Self::CData => "]]>",
            Self::Instruction => "?>",
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Comment => 0,
            Self::CData => 1,
            Self::Instruction => 2,
        }
    }
}

impl<R: Read> Scanner<R> {
    pub(super) fn new(window: Window<R>) -> Self {
        Self {
            window,
            at: 0,
            tag: TagSpans::default(),
            tag_base: 0,
            end_name: 0..0,
            is_end_clean: true,
            no_end: [0; 3],
            has_doctype: false,
        }
    }

    /// The next token.
    pub(super) fn next(&mut self, hints: Hints) -> io::Result<Token> {
        let start = self.at;
        let keep = hints.keep.min(start);
        if !self.window.reach(start + 1, keep)? {
            return Ok(self.token(Kind::Eof, start));
        }
        if !self.window.from(start).starts_with('<') {
            return self.text(start, keep);
        }
        self.window.reach(start + 10, keep)?;
        let rest = self.window.from(start + 1);
        if rest.starts_with("!--") {
            self.comment(start, keep)
        } else if rest.starts_with("![CDATA[") {
            self.delimited(Delimited::CData, Kind::CData, start, 9, keep)
        } else if starts_with_word(rest, "!DOCTYPE") {
            self.doctype(start, keep)
        } else if starts_with_word(rest, "?xml") && !rest.starts_with("?xml-") {
            self.declaration(start, keep)
        } else if rest.starts_with('?') {
            self.delimited(Delimited::Instruction, Kind::Instruction, start, 2, keep)
        } else if rest.starts_with('/') {
            self.end_tag(start, keep)
        } else {
            self.start_tag(start, hints)
        }
    }

    fn token(&mut self, kind: Kind, end: usize) -> Token {
        let start = std::mem::replace(&mut self.at, end);
        Token { kind, start, end }
    }

    /// Reads the text at `at` as a tag whose `<` is missing, where it is one of TMX.
    pub(super) fn tag_without_start(&mut self, at: usize) -> Option<Token> {
        let rest = ahead(self.window.from(at));
        let name = rest.get(..name_length(rest.as_bytes())).unwrap_or_default();
        if Element::of(name) == Element::Foreign {
            return None;
        }
        let tag = tag::tolerant(rest);
        if tag
            .faults
            .iter()
            .any(|fault| matches!(fault, TagFault::NoEnd(_) | TagFault::Junk(_)))
        {
            return None;
        }
        self.tag = tag;
        self.tag_base = at;
        let end = at + self.tag.length;
        self.at = end;
        Some(Token {
            kind: Kind::Start,
            start: at,
            end,
        })
    }

    /// Text up to the next `<`, or a part of it. The first character counts as text whatever it is.
    fn text(&mut self, start: usize, keep: usize) -> io::Result<Token> {
        let mut searched = start + 1;
        loop {
            let rest = self.window.from(start);
            let from = rest.as_bytes().get(searched - start..).unwrap_or_default();
            if let Some(length) = memchr::memchr(b'<', from) {
                return Ok(self.token(Kind::Text, searched + length));
            }
            searched = self.window.end().max(start + 1);
            if self.window.is_ended() {
                return Ok(self.token(Kind::Text, searched));
            }
            if searched - start > TEXT {
                let end = cut(self.window.from(start));
                return Ok(self.token(Kind::Text, start + end));
            }
            self.window.fill(keep)?;
        }
    }

    /// Where the end of markup stands behind `from`: behind its last character.
    fn find_end(&mut self, what: Delimited, from: usize, keep: usize) -> io::Result<Option<usize>> {
        let end = what.end();
        loop {
            let known = self.no_end.get(what.index()).copied().unwrap_or(0);
            let searched = from.max(known);
            let found = memmem::find(self.window.from(searched).as_bytes(), end.as_bytes());
            if let Some(length) = found {
                return Ok(Some(searched + length + end.len()));
            }
            // A part of the end may stand at the end of the text that is held.
            let mut next = self
                .window
                .end()
                .saturating_sub(end.len() - 1)
                .max(searched);
            while self.window.get(next, self.window.end()).is_empty() && next < self.window.end() {
                next += 1;
            }
            if let Some(no_end) = self.no_end.get_mut(what.index()) {
                *no_end = next;
            }
            if self.window.is_ended() || self.window.end() - from > MARKUP {
                return Ok(None);
            }
            self.window.fill(keep)?;
        }
    }

    fn delimited(
        &mut self,
        what: Delimited,
        kind: Kind,
        start: usize,
        opening: usize,
        keep: usize,
    ) -> io::Result<Token> {
        Ok(match self.find_end(what, start + opening, keep)? {
            Some(end) => self.token(kind, end),
            None => self.token(Kind::Unclosed, start + opening),
        })
    }

    fn comment(&mut self, start: usize, keep: usize) -> io::Result<Token> {
        let inner = start + 4;
        let Some(end) = self.find_end(Delimited::Comment, inner, keep)? else {
            return Ok(self.token(Kind::Unclosed, inner));
        };
        // A comment that starts in a comment: the first one lost its end.
        let text = self.window.get(inner, end - 3);
        let kind = if memmem::find(text.as_bytes(), b"<!--").is_some() {
            return Ok(self.token(Kind::Unclosed, inner));
        } else {
            Kind::Comment
        };
        Ok(self.token(kind, end))
    }

    /// `<?xml …?>`, which holds no `<`; without `?>` it ends at `>` or before `<`.
    fn declaration(&mut self, start: usize, keep: usize) -> io::Result<Token> {
        self.window.reach(start + AHEAD, keep)?;
        let rest = self.window.from(start + 1);
        let length = match memchr::memchr2(b'>', b'<', rest.as_bytes()) {
            Some(length) if rest.as_bytes().get(length) == Some(&b'>') => length + 1,
            Some(length) => length,
            None => rest.len(),
        };
        Ok(self.token(Kind::Declaration, start + 1 + length))
    }

    fn doctype(&mut self, start: usize, keep: usize) -> io::Result<Token> {
        let mut wanted = start + AHEAD;
        // Later ones are left out, so that it is enough to know where they end.
        let is_first = !std::mem::replace(&mut self.has_doctype, true);
        loop {
            let is_whole = !self.window.reach(wanted, keep)?;
            if !is_first {
                let rest = self.window.from(start + 9).as_bytes();
                let bracket = memchr::memchr2(b'<', b'>', rest);
                let end = bracket.filter(|length| rest.get(*length) == Some(&b'>'));
                return Ok(match end {
                    Some(length) => self.token(Kind::Doctype, start + 10 + length),
                    None => self.token(Kind::Unclosed, start + 9),
                });
            }
            if let Some(length) = doctype_length(self.window.from(start + 1)) {
                return Ok(self.token(Kind::Doctype, start + 1 + length));
            }
            if is_whole || wanted - start > MARKUP {
                return Ok(self.token(Kind::Unclosed, start + 9));
            }
            wanted = start + 2 * (wanted - start);
        }
    }

    fn end_tag(&mut self, start: usize, keep: usize) -> io::Result<Token> {
        let mut wanted = start + 256;
        loop {
            let is_whole = !self.window.reach(wanted, keep)? || wanted - start > AHEAD;
            let rest = self.window.from(start + 2);
            let name_start = space_length(rest.as_bytes());
            let from_name = rest.as_bytes().get(name_start..).unwrap_or_default();
            let name_end = name_start + name_length(from_name);
            let after = rest.as_bytes().get(name_end..).unwrap_or_default();
            let next = name_end + space_length(after);
            let bracket = memchr::memchr2(b'<', b'>', after).map(|length| name_end + length);
            if bracket.is_none() && !is_whole {
                wanted = start + 2 * (wanted - start);
                continue;
            }
            let name = rest.get(name_start..name_end).unwrap_or_default();
            if !name.is_empty() && !is_xml_name(name) {
                return self.text(start, keep);
            }
            self.end_name = start + 2 + name_start..start + 2 + name_end;
            let byte = |at: usize| rest.as_bytes().get(at);
            self.is_end_clean = byte(next) == Some(&b'>') && name_start == 0 && !name.is_empty();
            let end = match bracket {
                Some(at) if byte(at) == Some(&b'>') => at + 1,
                _ => name_end,
            };
            return Ok(self.token(Kind::End, start + 2 + end));
        }
    }

    fn start_tag(&mut self, start: usize, hints: Hints) -> io::Result<Token> {
        let keep = hints.keep.min(start);
        let behind = start + 1;
        let mut wanted = behind + 1;
        loop {
            let is_whole = !self.window.reach(wanted, keep)? || wanted - behind > MARKUP;
            match tag::strict(self.window.from(behind), &mut self.tag) {
                Strict::Tag => {
                    self.tag_base = behind;
                    return Ok(self.token(Kind::Start, behind + self.tag.length));
                }
                Strict::Incomplete if !is_whole => {
                    wanted = behind + 2 * (self.window.end() - behind).max(AHEAD / 2);
                }
                _ => break,
            }
        }
        self.window.reach(behind + AHEAD, keep)?;
        let rest = ahead(self.window.from(behind));
        let Some(tag) = guessed_tag(rest, hints) else {
            return self.text(start, keep);
        };
        self.tag = tag;
        self.tag_base = behind;
        Ok(self.token(Kind::Start, behind + self.tag.length))
    }
}

/// The tag behind a `<`, where it is one and not text.
fn guessed_tag(rest: &str, hints: Hints) -> Option<TagSpans> {
    let name_start = space_length(rest.as_bytes());
    let from_name = rest.get(name_start..)?;
    let name = from_name.get(..name_length(from_name.as_bytes()))?;
    let mut tag = tag::tolerant(rest);
    if Element::of(&name.to_ascii_lowercase()) != Element::Foreign {
        let is_plain = name_start == 0 || tag.faults.is_empty();
        return is_plain.then_some(tag);
    }
    if hints.expects_segment && name_start == 0 && name.starts_with("seg") {
        // `<segText</seg>`: the `>` between is missing.
        tag = TagSpans {
            name: 0..3,
            length: 3,
            faults: vec![TagFault::NoEnd(3)],
            ..TagSpans::default()
        };
        return Some(tag);
    }
    let is_tag = name_start == 0
        && is_xml_name(name)
        && tag
            .faults
            .iter()
            .all(|fault| matches!(fault, TagFault::Quotes(_)));
    is_tag.then_some(tag)
}

/// As much of a text as guesses look at.
fn ahead(text: &str) -> &str {
    text.get(..text.floor_char_boundary(AHEAD)).unwrap_or(text)
}

/// Whether `rest` starts with `word` in any case, and something other than a name goes on.
fn starts_with_word(rest: &str, word: &str) -> bool {
    rest.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
        && rest
            .as_bytes()
            .get(word.len())
            .is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b':')
}

/// Where a long text may be cut: not in a reference.
fn cut(text: &str) -> usize {
    let tail = text.floor_char_boundary(text.len().saturating_sub(96));
    match text.get(tail..).and_then(|last| last.find('&')) {
        Some(at) if tail + at > 0 => tail + at,
        _ => text.len(),
    }
}

/// How long a DOCTYPE is that starts at the start of `rest`, with its `>`.
fn doctype_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut is_inside) = (0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => at += 1 + memchr::memchr(*byte, bytes.get(at + 1..)?)?,
            b'[' => is_inside = true,
            b']' => is_inside = false,
            b'<' if is_inside && rest.get(at..)?.starts_with("<!--") => {
                at += 4 + memmem::find(bytes.get(at + 4..)?, b"-->")? + 2;
            }
            b'<' if is_inside && rest.get(at..)?.starts_with("<?") => {
                at += 2 + memmem::find(bytes.get(at + 2..)?, b"?>")? + 1;
            }
            b'<' if !is_inside => return None,
            b'>' if !is_inside => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}
