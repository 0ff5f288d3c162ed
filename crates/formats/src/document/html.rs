//! HTML and XHTML.
//!
//! Elements that break the flow (paragraphs, headings, items, cells, sections and so on) make blocks; other elements
//! are inline codes. `pre` is code. What is no text of the page is skipped: scripts, styles, templates, the `<title>`
//! of the head (it names the file and stands in no paragraph), vector graphics, formulas, fallback content of frames.
//! White space is collapsed as browsers collapse it (CSS Text Module Level 3, section 4.1), and character references
//! are resolved (HTML, section 13.2.5.72).
//!
//! Markup that is not well-formed is read as browsers tokenise it; tags that are missing cost no text.

use std::collections::HashMap;

use yaddash_model::{
    Block, BlockKind, ByteSpan, CodeContent, CodeKind, Document, InlineCode, LanguageTag, Segment,
};

use super::attribute;
use super::builder::BlockBuilder;

mod element;
mod reference;
mod token;

use element::Role;
pub(super) use element::{code_type, is_void};
use token::{Markup, Token};

/// Reads an HTML document. Any text is one.
pub fn read(source: &str) -> Document {
    let mut reader = Reader::new(source);
    reader.read(ByteSpan::new(0, source.len()));
    Document {
        language: reader.language,
        blocks: reader.blocks,
    }
}

/// Reads the HTML in `span` of `source` into blocks whose source maps hold bytes of `source`.
pub(super) fn read_fragment(source: &str, span: ByteSpan) -> Vec<Block> {
    let mut reader = Reader::new(source);
    reader.read(span);
    reader.blocks
}

/// How many open elements are searched for the one that an inline end tag closes, so that hostile markup takes linear
/// time.
const SEARCHED_ELEMENTS: usize = 256;

/// An element whose end tag has not been seen, with what holds inside it.
#[derive(Clone, Debug)]
struct Open {
    name: String,
    is_block: bool,
    kind: BlockKind,
    is_skipped: bool,
    is_not_text: bool,
}

struct Reader<'s> {
    source: &'s str,
    builder: BlockBuilder<'s>,
    blocks: Vec<Block>,
    language: Option<LanguageTag>,
    open: Vec<Open>,
    /// How many open elements have a name.
    counts: HashMap<String, usize>,
    is_xhtml: bool,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            builder: BlockBuilder::new(source),
            blocks: Vec::new(),
            language: None,
            open: Vec::new(),
            counts: HashMap::new(),
            is_xhtml: source.trim_start().starts_with("<?xml"),
        }
    }

    fn read(&mut self, span: ByteSpan) {
        let source = self.source;
        for token in token::tokens(source, span, self.is_xhtml) {
            self.take(&token);
        }
        self.end_block();
    }

    fn take(&mut self, token: &Token) {
        match &token.markup {
            Markup::Text => self.text(token.span),
            Markup::Start { name, is_empty } => self.start(name, token.span, *is_empty),
            Markup::End { name } => self.end(name, token.span),
            Markup::Comment => {
                if !self.is_skipped() {
                    let native = token.span.of(self.source).unwrap_or_default();
                    self.builder
                        .placeholder(InlineCode::new(CodeKind::Ph).with_native(native));
                }
            }
        }
    }

    fn start(&mut self, name: &str, span: ByteSpan, is_empty: bool) {
        let native = span.of(self.source).unwrap_or_default();
        if self.language.is_none() && matches!(name, "html" | "body") {
            self.language = ["lang", "xml:lang"]
                .iter()
                .find_map(|attribute| attribute::raw_value(native, attribute))
                .and_then(|value| LanguageTag::parse(value.trim()).ok());
        }
        let role = element::role(name);
        if let Role::Block(_) = role {
            self.end_block();
            self.close_implied(name);
        }
        if is_void(name) || is_empty {
            self.empty(name, role, span, native);
            return;
        }
        self.push(name, role, native);
        if role == Role::Inline && !self.is_skipped() {
            self.builder.open(name, native, code_type(name));
        }
    }

    /// An element without content: a code, or at most the end of a block.
    fn empty(&mut self, name: &str, role: Role, span: ByteSpan, native: &str) {
        if role != Role::Inline || self.is_skipped() {
            return;
        }
        let mut code = InlineCode::new(CodeKind::Ph);
        match name {
            "br" => code.attributes.set("type", "lb"),
            "img" => code.attributes.set("type", "image"),
            _ => {}
        }
        code.content = content_with_sub_flows(native);
        self.builder.placeholder(code);
        if name == "br" {
            self.builder.space(Some(span));
        }
    }

    fn end(&mut self, name: &str, span: ByteSpan) {
        let role = element::role(name);
        let native = span.of(self.source).unwrap_or_default();
        if role == Role::Inline {
            if is_void(name) {
                return;
            }
            if !self.is_skipped() {
                self.builder.close(name, native);
            }
            self.pop_inline(name);
            return;
        }
        if let Role::Block(_) = role {
            self.end_block();
        }
        if self.count(name) > 0 {
            while let Some(popped) = self.pop() {
                if popped == name {
                    break;
                }
            }
        }
    }

    fn text(&mut self, span: ByteSpan) {
        if self.is_skipped() {
            return;
        }
        let keeps_space = self.kind() == BlockKind::Code;
        for piece in reference::pieces(self.source, span) {
            match piece {
                reference::Piece::Text(text) if keeps_space => self.builder.verbatim(text),
                reference::Piece::Text(text) => self.collapsed(text),
                reference::Piece::Reference(text, source) => self.builder.mapped(&text, source),
            }
        }
    }

    /// Text in which a run of white space is one space.
    fn collapsed(&mut self, span: ByteSpan) {
        let text = span.of(self.source).unwrap_or_default();
        let mut at = span.start();
        for run in text
            .as_bytes()
            .chunk_by(|a, b| is_space(*a) == is_space(*b))
        {
            let piece = ByteSpan::new(at, at + run.len());
            at = piece.end();
            if run.first().copied().is_some_and(is_space) {
                self.builder.space(Some(piece));
            } else {
                self.builder.verbatim(piece);
            }
        }
    }

    fn end_block(&mut self) {
        let kind = self.kind();
        self.blocks.extend(self.builder.finish(kind));
    }

    /// Closes the elements whose end tag may be left out before a start tag of `name` (HTML, section 13.1.2.4).
    fn close_implied(&mut self, name: &str) {
        self.close_up_to(&["p"], &["table", "td", "th", "li", "dd", "dt", "body"]);
        match name {
            "li" => self.close_up_to(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_up_to(&["dt", "dd"], &["dl"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["table"]),
            "tr" => self.close_up_to(&["tr"], &["table"]),
            "tbody" | "tfoot" | "thead" => {
                self.close_up_to(&["tbody", "tfoot", "thead"], &["table"]);
            }
            "option" | "optgroup" => self.close_up_to(&["option"], &["select"]),
            _ if element::heading_level(name).is_some() => {
                self.close_up_to(&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "body"]);
            }
            _ => {}
        }
    }

    /// Closes the innermost open element of `names`, unless one of `barriers` lies inside it.
    fn close_up_to(&mut self, names: &[&str], barriers: &[&str]) {
        if names.iter().all(|name| self.count(name) == 0) {
            return;
        }
        let found = self
            .open
            .iter()
            .rev()
            .take(SEARCHED_ELEMENTS)
            .take_while(|open| !barriers.contains(&open.name.as_str()))
            .position(|open| names.contains(&open.name.as_str()));
        for _ in 0..found.map_or(0, |depth| depth + 1) {
            self.pop();
        }
    }

    fn push(&mut self, name: &str, role: Role, native: &str) {
        let outer = self.open.last();
        let outer_kind = outer.map_or(BlockKind::Paragraph, |open| open.kind);
        let is_not_text = match attribute::raw_value(native, "translate") {
            Some(value) if value.eq_ignore_ascii_case("no") => true,
            Some(value) if value.is_empty() || value.eq_ignore_ascii_case("yes") => false,
            _ => element::is_code(name) || outer.is_some_and(|open| open.is_not_text),
        };
        let open = Open {
            name: name.to_owned(),
            is_block: matches!(role, Role::Block(_)),
            kind: match role {
                Role::Block(kind) => kind.within(outer_kind),
                _ => outer_kind,
            },
            is_skipped: role == Role::Skipped || outer.is_some_and(|open| open.is_skipped),
            is_not_text,
        };
        *self.counts.entry(open.name.clone()).or_default() += 1;
        self.builder.set_not_text(open.is_not_text);
        self.open.push(open);
    }

    /// Closes the innermost open element and gives its name.
    fn pop(&mut self) -> Option<String> {
        let popped = self.open.pop()?;
        self.forget(&popped.name);
        Some(popped.name)
    }

    /// Closes the inline element `name` of this block, and leaves those open that were opened inside it.
    fn pop_inline(&mut self, name: &str) {
        if self.count(name) == 0 {
            return;
        }
        let found = self
            .open
            .iter()
            .rev()
            .take(SEARCHED_ELEMENTS)
            .take_while(|open| !open.is_block)
            .position(|open| open.name == name);
        if let Some(depth) = found {
            self.open.remove(self.open.len() - 1 - depth);
            self.forget(name);
        }
    }

    fn forget(&mut self, name: &str) {
        if let Some(count) = self.counts.get_mut(name) {
            *count -= 1;
        }
        let is_not_text = self.open.last().is_some_and(|open| open.is_not_text);
        self.builder.set_not_text(is_not_text);
    }

    fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    fn kind(&self) -> BlockKind {
        self.open
            .last()
            .map_or(BlockKind::Paragraph, |open| open.kind)
    }

    fn is_skipped(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_skipped)
    }
}

/// The markup of a tag, the values of `alt` and `title` as sub-flows.
pub(super) fn content_with_sub_flows(tag: &str) -> Vec<CodeContent> {
    let mut values: Vec<ByteSpan> = ["alt", "title"]
        .iter()
        .filter_map(|name| attribute::value_span(tag, name))
        .filter(|value| value.of(tag).is_some_and(|text| !text.trim().is_empty()))
        .collect();
    values.sort_unstable();
    let mut content = Vec::new();
    let mut at = 0;
    for value in values {
        let before = tag.get(at..value.start()).unwrap_or_default();
        content.push(CodeContent::Native(before.to_owned()));
        content.push(CodeContent::Sub {
            attributes: yaddash_model::Attributes::new(),
            segment: Segment::from(reference::resolved(tag, value)),
        });
        at = value.end();
    }
    content.push(CodeContent::Native(
        tag.get(at..).unwrap_or_default().to_owned(),
    ));
    content
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(source: &str) -> Vec<(BlockKind, String)> {
        read(source)
            .blocks
            .iter()
            .map(|block| (block.kind, block.content.text().to_owned()))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        described(source)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    #[test]
    fn blocks_have_their_kinds() {
        use BlockKind::{Cell, Code, Heading, Item, Paragraph};
        let source = "<!DOCTYPE html><html lang='az'><head><title>t</title><style>p{}</style></head><body>\
            <h2>Başlıq</h2><p>Bir<p>iki <ul><li>üç<li><p>dörd</p><p>beş</p></ul>\
            <table><caption>Cədvəl</caption><tr><th>a<td>b</table><pre> <code>x\n  y</code></pre>\
            <dl><dt>t<dd>d</dl><div>altı<script>if(a<b){}</script></div>yeddi";
        let expected = [
            (Heading(2), "Başlıq"),
            (Paragraph, "Bir"),
            (Paragraph, "iki"),
            (Item, "üç"),
            (Item, "dörd"),
            (Item, "beş"),
            (Paragraph, "Cədvəl"),
            (Cell, "a"),
            (Cell, "b"),
            (Code, " x\n  y"),
            (Item, "t"),
            (Item, "d"),
            (Paragraph, "altı"),
            (Paragraph, "yeddi"),
        ];
        let expected: Vec<_> = expected
            .map(|(kind, text)| (kind, text.to_owned()))
            .to_vec();
        assert_eq!(described(source), expected);
        assert_eq!(read(source).language, LanguageTag::parse("az").ok());
    }

    #[test]
    fn white_space_collapses_across_tags() {
        assert_eq!(
            texts("<p> a <b> b </b>\n c<br>\n d&nbsp;e </p>"),
            ["a b c d\u{a0}e"]
        );
        assert_eq!(texts("a<!-- x -->b<wbr>c"), ["abc"]);
    }

    #[test]
    fn codes_pair_within_a_block() {
        let document = read("<p>a <b>b <i>c</b> d</i></p><p>e</b></p>");
        let codes = document.blocks[0].content.codes();
        let pairs: Vec<_> = codes
            .iter()
            .map(|placed| {
                (
                    placed.code.kind.clone(),
                    placed.code.attributes.get("i").unwrap(),
                )
            })
            .collect();
        assert_eq!(
            pairs,
            [
                (CodeKind::Bpt, "1"),
                (CodeKind::Bpt, "2"),
                (CodeKind::Ept, "1"),
                (CodeKind::Ept, "2")
            ]
        );
        assert_eq!(
            document.blocks[1].content.codes()[0].code.kind,
            CodeKind::It
        );
    }

    #[test]
    fn code_and_untranslatable_parts_are_no_text() {
        let document = read(
            "<p>a <code>ls</code> <span translate=no>Yaddaş <b>x</b></span> b</p><p translate=no>c <i translate=yes>d</i></p>",
        );
        let found: Vec<Vec<&str>> = document
            .blocks
            .iter()
            .map(|block| {
                block
                    .not_text
                    .iter()
                    .map(|span| block.content.slice(*span).unwrap())
                    .collect()
            })
            .collect();
        assert_eq!(found, [vec!["ls", "Yaddaş x"], vec!["c "]]);
    }

    #[test]
    fn alternative_texts_are_sub_flows() {
        let document = read("<p>a <img src=s alt='Gül &amp; bülbül' title=\"t\"></p>");
        let content = &document.blocks[0].content.codes()[0].code.content;
        let subs: Vec<_> = content
            .iter()
            .filter_map(|content| match content {
                CodeContent::Sub { segment, .. } => Some(segment.text()),
                _ => None,
            })
            .collect();
        assert_eq!(subs, ["Gül & bülbül", "t"]);
    }

    #[test]
    fn xhtml_elements_may_be_empty() {
        let source = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xml:lang='ru'><head><script src='a'/><title/></head><body><p>а</p></body></html>";
        assert_eq!(texts(source), ["а"]);
        assert_eq!(read(source).language, LanguageTag::parse("ru").ok());
    }

    /// With work that grows with the square of the input this test would not end in a minute.
    #[test]
    fn hostile_markup_is_read_in_linear_time() {
        for (piece, blocks_of_each) in [
            ("<b>", 0),
            ("<div>a", 1),
            ("<p><b></i>a", 1),
            ("<ul><li>a", 1),
            ("<table><td>a", 1),
            ("<li><b>a", 1),
            ("</b>", 0),
            ("<b></p>a", 1),
            ("<div><i></b>", 0),
        ] {
            let times = 40_000;
            let document = read(&piece.repeat(times));
            assert_eq!(document.blocks.len(), blocks_of_each * times, "{piece}");
        }
    }
}
