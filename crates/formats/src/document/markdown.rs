//! Markdown: `CommonMark` 0.31 with the tables, strikethrough, task lists and footnotes of GitHub.
//!
//! Headings, paragraphs, items and cells are blocks; code blocks and front matter are blocks of code. Emphasis, links
//! and inline code are pairs of codes, images placeholders with the alternative text as a sub-flow. The text of inline
//! code and of autolinks is in the plain text, and listed as no text. A soft break is one space, a hard break a code
//! and one space. HTML blocks are read as HTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use yaddash_model::{
    Attributes, BlockKind, ByteSpan, CodeContent, CodeKind, Document, InlineCode, Segment,
};

use super::builder::BlockBuilder;
use super::html;

mod front_matter;
mod inline_html;

use inline_html::Tag as HtmlTag;

/// Reads Markdown. Any text is Markdown.
pub fn read(source: &str) -> Document {
    let mut reader = Reader::new(source);
    let body = front_matter::end(source);
    if body > 0 {
        reader.builder.verbatim(ByteSpan::new(0, body));
        reader.end_block(BlockKind::Code);
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let text = source.get(body..).unwrap_or_default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, ByteSpan::from(range).shifted(body));
    }
    reader.end_block(BlockKind::Paragraph);
    reader.document
}

struct Reader<'s> {
    source: &'s str,
    builder: BlockBuilder<'s>,
    document: Document,
    /// Kinds of the blocks that are open, innermost last.
    kinds: Vec<BlockKind>,
    /// The markup of inline elements that are open, innermost last.
    closings: Vec<&'static str>,
    /// The image whose alternative text is being read.
    image: Option<Image>,
    /// Where the last inline event ended, or the opening markup of the innermost element.
    inline_end: usize,
}

/// An image and what has been read of its alternative text.
struct Image {
    /// How many images are open; an alternative text may hold another image.
    depth: usize,
    span: ByteSpan,
    alternative: String,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            builder: BlockBuilder::new(source),
            document: Document::default(),
            kinds: Vec::new(),
            closings: Vec::new(),
            image: None,
            inline_end: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, span: ByteSpan) {
        if self.image.is_some() {
            self.alternative_text(&event);
            return;
        }
        match event {
            Event::Start(tag) => return self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.builder.mapped(&text, span),
            Event::Code(text) => self.inline_code(&text, span),
            Event::InlineHtml(_) => self.inline_html(span),
            Event::FootnoteReference(_) => {
                let code = InlineCode::new(CodeKind::Ph).with_attribute("type", "fnote");
                self.builder
                    .placeholder(code.with_native(self.native(span)));
            }
            Event::SoftBreak => self.builder.space(Some(span)),
            Event::HardBreak => {
                let code = InlineCode::new(CodeKind::Ph).with_attribute("type", "lb");
                self.builder
                    .placeholder(code.with_native(self.native(span)));
                self.builder.space(Some(span));
            }
            Event::Rule => self.end_block(self.kind()),
            // HTML blocks are read at their start; a box to tick is no text; mathematics is not enabled.
            _ => {}
        }
        self.inline_end = self.inline_end.max(span.end());
    }

    fn start(&mut self, tag: &Tag<'_>, span: ByteSpan) {
        match tag {
            Tag::Emphasis => self.open("*", Some("italic"), span, 1),
            Tag::Strong => self.open("**", Some("bold"), span, 2),
            Tag::Strikethrough => {
                let tildes = self.native(span).bytes().take_while(|byte| *byte == b'~');
                self.open("~~", None, span, tildes.count().min(2));
            }
            Tag::Superscript => self.open("^", None, span, 1),
            Tag::Subscript => self.open("~", None, span, 1),
            Tag::Link { link_type, .. } => {
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.open("[", Some("link"), span, 1);
                self.builder.set_not_text(is_address);
            }
            Tag::Image { .. } => {
                self.image = Some(Image {
                    depth: 1,
                    span,
                    alternative: String::new(),
                });
            }
            Tag::HtmlBlock => {
                self.end_block(self.kind());
                self.html_block(span);
            }
            _ => {
                self.end_block(self.kind());
                self.kinds.push(kind_inside(tag, self.kind()));
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: ByteSpan) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => self.close(span),
            TagEnd::HtmlBlock | TagEnd::Image => {}
            _ => {
                self.end_block(self.kind());
                self.kinds.pop();
            }
        }
    }

    /// The opening half of an inline element, whose markup is `length` bytes.
    fn open(&mut self, key: &'static str, kind: Option<&str>, span: ByteSpan, length: usize) {
        let opening = ByteSpan::new(span.start(), (span.start() + length).min(span.end()));
        self.builder.open(key, self.native(opening), kind);
        self.closings.push(key);
        self.inline_end = opening.end();
    }

    /// The closing half: all that stands between the content and the end of the element.
    fn close(&mut self, span: ByteSpan) {
        let Some(key) = self.closings.pop() else {
            return;
        };
        self.builder.set_not_text(false);
        let start = self.inline_end.min(span.end());
        let native = self.native(ByteSpan::new(start, span.end()));
        self.builder.close(key, native);
    }

    /// Inline code: a pair of backtick strings around text that is none.
    fn inline_code(&mut self, text: &CowStr<'_>, span: ByteSpan) {
        let raw = self.native(span);
        let fence = raw.bytes().take_while(|byte| *byte == b'`').count();
        let inner = raw
            .get(fence..raw.len() - fence.min(raw.len()))
            .unwrap_or_default();
        // One space at both sides belongs to the markup (CommonMark 0.31, section 6.1).
        let padding = usize::from(inner.len() == text.len() + 2);
        let start = span.start() + fence + padding;
        let content = ByteSpan::new(start, start + inner.len().saturating_sub(2 * padding));
        self.builder
            .open("`", self.native(ByteSpan::new(span.start(), start)), None);
        self.builder.set_not_text(true);
        self.builder.similar(text, content);
        self.builder.set_not_text(false);
        self.builder
            .close("`", self.native(ByteSpan::new(content.end(), span.end())));
    }

    fn inline_html(&mut self, span: ByteSpan) {
        let native = self.native(span);
        match inline_html::tag(native) {
            HtmlTag::Start { name, kind } => self.builder.open(&name, native, kind),
            HtmlTag::End { name } => self.builder.close(&name, native),
            HtmlTag::Alone { is_break } => {
                let mut code = InlineCode::new(CodeKind::Ph);
                code.content = html::content_with_sub_flows(native);
                self.builder.placeholder(code);
                if is_break {
                    self.builder.space(Some(span));
                }
            }
        }
    }

    /// HTML at the top level is read in place; inside quotations and items, whose marks stand between its lines, it is
    /// kept as code.
    fn html_block(&mut self, span: ByteSpan) {
        if self.kinds.is_empty() {
            self.document
                .blocks
                .extend(html::read_fragment(self.source, span));
        } else {
            self.builder.verbatim(span);
            self.end_block(BlockKind::Code);
        }
    }

    fn alternative_text(&mut self, event: &Event<'_>) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => image.alternative.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alternative.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => image.depth -= 1,
            _ => {}
        }
        if image.depth == 0
            && let Some(image) = self.image.take()
        {
            self.inline_end = self.inline_end.max(image.span.end());
            let code = self.image_code(&image);
            self.builder.placeholder(code);
        }
    }

    fn image_code(&self, image: &Image) -> InlineCode {
        let native = self.native(image.span);
        let code = InlineCode::new(CodeKind::Ph).with_attribute("type", "image");
        let text = image.alternative.as_str();
        let found = (!text.trim().is_empty())
            .then(|| native.find(text))
            .flatten();
        let Some(at) = found else {
            return code.with_native(native);
        };
        let mut code = code.with_native(native.get(..at).unwrap_or_default());
        code.content.push(CodeContent::Sub {
            attributes: Attributes::new(),
            segment: Segment::from(text),
        });
        code.with_native(native.get(at + text.len()..).unwrap_or_default())
    }

    fn end_block(&mut self, kind: BlockKind) {
        self.document.blocks.extend(self.builder.finish(kind));
    }

    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(BlockKind::Paragraph)
    }

    fn native(&self, span: ByteSpan) -> &'s str {
        span.of(self.source).unwrap_or_default()
    }
}

/// The kind of the blocks inside `tag`, which stands inside blocks of the kind `outer`.
fn kind_inside(tag: &Tag<'_>, outer: BlockKind) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(heading_level(*level)),
        Tag::CodeBlock(_) | Tag::MetadataBlock(_) => BlockKind::Code,
        Tag::Item => BlockKind::Item,
        Tag::TableCell => BlockKind::Cell,
        Tag::FootnoteDefinition(_) => BlockKind::Paragraph,
        _ => outer,
    }
}

const fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use BlockKind::{Cell, Code, Heading, Item, Paragraph};

    use super::*;

    fn described(source: &str) -> Vec<(BlockKind, String)> {
        read(source)
            .blocks
            .iter()
            .map(|block| (block.kind, block.content.text().to_owned()))
            .collect()
    }

    fn natives(source: &str) -> Vec<String> {
        read(source).blocks[0]
            .content
            .codes()
            .iter()
            .map(|placed| {
                placed
                    .code
                    .content
                    .iter()
                    .map(|content| match content {
                        CodeContent::Native(native) => native.as_str(),
                        CodeContent::Sub { segment, .. } => segment.text(),
                        _ => "",
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn blocks_have_their_kinds() {
        let source = "---\ntitle: x\n---\n# Başlıq {#id}\n\nBirinci\nsətir.\n\n- bir\n- iki\n\n  abzas\n  - alt\n\n| a | b |\n|---|---|\n| c \\| d | `e` |\n\n```sh\nls\n```\n\n> Sitat\n> davamı\n\n<div>Salam <b>dünya</b></div>\n\nQeyd[^1].\n\n[^1]: İzah.\n";
        let expected = [
            (Code, "---\ntitle: x\n---"),
            (Heading(1), "Başlıq"),
            (Paragraph, "Birinci sətir."),
            (Item, "bir"),
            (Item, "iki"),
            (Item, "abzas"),
            (Item, "alt"),
            (Cell, "a"),
            (Cell, "b"),
            (Cell, "c | d"),
            (Cell, "e"),
            (Code, "ls"),
            (Paragraph, "Sitat davamı"),
            (Paragraph, "Salam dünya"),
            (Paragraph, "Qeyd."),
            (Paragraph, "İzah."),
        ];
        let expected: Vec<_> = expected
            .map(|(kind, text)| (kind, text.to_owned()))
            .to_vec();
        assert_eq!(described(source), expected);
    }

    #[test]
    fn markup_is_kept_in_codes() {
        for (source, text, codes) in [
            (
                "**a** _b_ ~~c~~",
                "a b c",
                vec!["**", "**", "_", "_", "~~", "~~"],
            ),
            (
                "[a *b*](u \"t\") c",
                "a b c",
                vec!["[", "*", "*", "](u \"t\")"],
            ),
            ("[\\*a](u)", "*a", vec!["[", "](u)"]),
            ("[](u) a", "a", vec!["[", "](u)"]),
            ("x `` a`b `` y", "x a`b y", vec!["`` ", " ``"]),
            ("a\\\nb  \nc", "a b c", vec!["\\\n", "  \n"]),
            ("a ![Şəkil](s.png) b", "a  b", vec!["![Şəkil](s.png)"]),
            (
                "a<br>b <i>c</i> <!-- d -->",
                "a b c",
                vec!["<br>", "<i>", "</i>", "<!-- d -->"],
            ),
            (
                "<https://example.org/a>",
                "https://example.org/a",
                vec!["<", ">"],
            ),
            ("a[^1] b\n\n[^1]: c", "a b", vec!["[^1]"]),
        ] {
            assert_eq!(described(source)[0].1, text, "{source}");
            assert_eq!(natives(source), codes, "{source}");
        }
    }

    #[test]
    fn code_and_addresses_are_no_text() {
        let document = read("Bax: `ls -l` və <https://example.org>, [x](y) sonra.");
        let block = &document.blocks[0];
        let found: Vec<_> = block
            .not_text
            .iter()
            .map(|span| block.content.slice(*span).unwrap())
            .collect();
        assert_eq!(found, ["ls -l", "https://example.org"]);
    }

    #[test]
    fn references_and_escapes_are_mapped() {
        let source = "> a &amp; \\*b\n> c";
        let document = read(source);
        let block = &document.blocks[0];
        assert_eq!(block.content.text(), "a & *b c");
        assert_eq!(
            block.source.to_source(ByteSpan::new(2, 6)),
            Some(ByteSpan::new(4, 13))
        );
        assert!(!block.source.is_verbatim(ByteSpan::new(2, 3)));
        assert!(
            !block.source.is_verbatim(ByteSpan::new(6, 7)),
            "a line feed is no space"
        );
    }
}
