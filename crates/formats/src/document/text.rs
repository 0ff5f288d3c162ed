//! Plain text.
//!
//! A line is a paragraph, or with [`ReadOptions::unwrap`] the lines between two blank lines are. A line ends at LF or
//! CRLF and nowhere else.
//!
//! Where a line is a paragraph, the items of a list are told from the lines of a dialogue, which open with the same
//! dash: two or more lines with one sign are a list where most of them do not end as sentences do. The sign of an item
//! is left out of its text; the dash of a dialogue belongs to it.

use yaddash_model::{Block, BlockKind, ByteSpan, Document};

use super::ReadOptions;
use super::builder::BlockBuilder;

mod list;

/// Reads plain text. Any text is a document.
pub fn read(text: &str, options: ReadOptions) -> Document {
    let blocks = if options.unwrap {
        wrapped_paragraphs(text)
    } else {
        line_paragraphs(text)
    };
    Document {
        language: None,
        blocks,
    }
}

/// A block for each line.
fn line_paragraphs(text: &str) -> Vec<Block> {
    let lines: Vec<ByteSpan> = lines(text)
        .map(|line| trimmed(text, line))
        .filter(|line| !line.is_empty())
        .collect();
    let mut builder = BlockBuilder::new(text);
    list::told_apart(text, &lines)
        .filter_map(|(kind, line)| {
            builder.verbatim(line);
            builder.finish(kind)
        })
        .collect()
}

/// A block for the lines between two blank lines.
fn wrapped_paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut builder = BlockBuilder::new(text);
    let mut end_of_last = None;
    for line in lines(text) {
        let line = trimmed(text, line);
        if line.is_empty() {
            blocks.extend(builder.finish(BlockKind::Paragraph));
            end_of_last = None;
            continue;
        }
        if let Some(end) = end_of_last {
            builder.space(Some(ByteSpan::new(end, line.start())));
        }
        builder.verbatim(line);
        end_of_last = Some(line.end());
    }
    blocks.extend(builder.finish(BlockKind::Paragraph));
    blocks
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

    #[test]
    fn items_stand_without_their_sign() {
        let source = "Gündəlik:\n– hesabat;\n–  seçkilər.\nSon.\n";
        let document = read(source, ReadOptions::default());
        let found: Vec<(BlockKind, &str)> = document
            .blocks
            .iter()
            .map(|block| (block.kind, block.content.text()))
            .collect();
        assert_eq!(
            found,
            [
                (BlockKind::Paragraph, "Gündəlik:"),
                (BlockKind::Item, "hesabat;"),
                (BlockKind::Item, "seçkilər."),
                (BlockKind::Paragraph, "Son."),
            ]
        );
        let source_of_item = document.blocks[1].source.to_source(ByteSpan::new(0, 8));
        assert_eq!(source_of_item.unwrap().of(source), Some("hesabat;"));
    }
}
