//! Plain text.
//!
//! A line is a paragraph, or with [`ReadOptions::unwrap`] the lines between two blank lines are. A line ends at LF or
//! CRLF and nowhere else.
//!
//! Every block is a paragraph, and the sign before an item of a list (`- `, `– `, `— `, `• `) stays in its text:
//! nothing in plain text tells a list from a dialogue, whose lines open with the same dash.

use yaddash_model::{BlockKind, ByteSpan, Document};

use super::ReadOptions;
use super::builder::BlockBuilder;

/// Reads plain text. Any text is a document.
pub fn read(text: &str, options: ReadOptions) -> Document {
    let mut document = Document::default();
    let mut builder = BlockBuilder::new(text);
    let mut line_end = None;
    for line in lines(text) {
        let is_blank = line.of(text).is_none_or(|line| line.trim().is_empty());
        if is_blank || !options.unwrap {
            document.blocks.extend(builder.finish(BlockKind::Paragraph));
        }
        if is_blank {
            line_end = None;
            continue;
        }
        let kept = trimmed(text, line);
        if let Some(end) = line_end
            && options.unwrap
        {
            builder.space(Some(ByteSpan::new(end, kept.start())));
        }
        builder.verbatim(kept);
        line_end = Some(kept.end());
    }
    document.blocks.extend(builder.finish(BlockKind::Paragraph));
    document
}

/// The lines of `text` without their ends.
fn lines(text: &str) -> impl Iterator<Item = ByteSpan> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let content = line
            .strip_suffix("\r\n")
            .or_else(|| line.strip_suffix('\n'))
            .unwrap_or(line);
        let span = ByteSpan::new(start, start + content.len());
        start += line.len();
        span
    })
}

/// The part of `span` without white space around it.
fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let whole = span.of(text).unwrap_or_default();
    let start = span.end() - whole.trim_start().len();
    ByteSpan::new(start, start + whole.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, options: ReadOptions) -> Vec<String> {
        read(source, options)
            .blocks
            .iter()
            .map(|block| block.content.text().to_owned())
            .collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        let source = "  Birinci.\r\n\r\n\tİkinci\u{2028}sətir \u{85} və\rson\n– Sual?";
        assert_eq!(
            texts(source, ReadOptions::default()),
            ["Birinci.", "İkinci\u{2028}sətir \u{85} və\rson", "– Sual?"]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let source = "Bir\n  iki \r\nüç\n \t\ndörd";
        let options = ReadOptions::default().with_unwrap(true);
        assert_eq!(texts(source, options), ["Bir iki üç", "dörd"]);
        let block = &read(source, options).blocks[0];
        assert_eq!(
            block.source.to_source(ByteSpan::new(4, 7)),
            Some(ByteSpan::new(6, 9))
        );
    }
}
