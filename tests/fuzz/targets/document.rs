//! Documents: any file is read or refused; the spans of a block lie in its text, and what its source map calls verbatim
//! stands in the file byte for byte. The XML of packages is packed here, so that the fuzzer need not guess checksums.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use yaddash_formats::document::{DocumentFormat, ReadOptions, read};
use yaddash_fuzz::{assert_in_order, choose, parted, text_of};
use yaddash_model::{Block, ByteSpan};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What an input may be.
#[derive(Clone, Copy)]
enum Kind {
    Text {
        unwrap: bool,
    },
    Markdown,
    Html,
    /// The file as it is.
    Package(DocumentFormat),
    /// The XML of the text alone.
    Part(DocumentFormat, &'static str),
}

const KINDS: [Kind; 9] = [
    Kind::Text { unwrap: false },
    Kind::Text { unwrap: true },
    Kind::Markdown,
    Kind::Html,
    Kind::Package(DocumentFormat::Docx),
    Kind::Package(DocumentFormat::Odt),
    Kind::Part(DocumentFormat::Docx, "word/document.xml"),
    Kind::Part(DocumentFormat::Docx, "word/styles.xml"),
    Kind::Part(DocumentFormat::Odt, "content.xml"),
];

/// A document for the parts that are not about its text.
const DOCX_TEXT: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr><w:rStyle w:val="b"/></w:rPr><w:t>Salam</w:t></w:r></w:p></w:body></w:document>"#;

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let options = ReadOptions::default();
    match choose(choice, &KINDS) {
        Kind::Text { unwrap } => {
            check_text(DocumentFormat::Text, bytes, options.with_unwrap(unwrap));
        }
        Kind::Markdown => check_text(DocumentFormat::Markdown, bytes, options),
        Kind::Html => check_text(DocumentFormat::Html, bytes, options),
        Kind::Package(format) => check_package(format, bytes),
        Kind::Part(format, part) => check_package(format, &packed(part, bytes)),
    }
});

fn check_text(format: DocumentFormat, bytes: &[u8], options: ReadOptions) {
    let source = text_of(bytes);
    let document = read(format, source.as_bytes(), options).expect("any text is a document");
    for block in &document.blocks {
        check_block(block);
        check_source(block, source);
    }
}

fn check_package(format: DocumentFormat, bytes: &[u8]) {
    let Ok(document) = read(format, bytes, ReadOptions::default()) else {
        return;
    };
    for block in &document.blocks {
        check_block(block);
        assert!(
            block.source.runs().is_empty(),
            "a package has no source map"
        );
    }
}

fn check_block(block: &Block) {
    let text = block.content.text();
    assert!(!text.trim().is_empty(), "a block without text: {block:?}");
    assert_in_order(block.not_text.iter().copied(), text);
    let offsets = block.content.codes().iter().map(|placed| placed.offset);
    assert!(offsets.clone().all(|offset| text.is_char_boundary(offset)));
    assert!(offsets.is_sorted());
}

fn check_source(block: &Block, source: &str) {
    let text = block.content.text();
    let runs = block.source.runs();
    assert_in_order(runs.iter().map(|run| run.plain), text);
    assert_in_order(runs.iter().map(|run| run.source), source);
    for run in runs.iter().filter(|run| run.is_verbatim()) {
        assert_eq!(
            run.plain.of(text),
            run.source.of(source),
            "{run:?} is not verbatim"
        );
    }
    if let Some(span) = block.source.to_source(ByteSpan::new(0, text.len())) {
        assert!(span.of(source).is_some());
    }
}

/// A package of which one part is `bytes`.
fn packed(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8]| {
        package.start_file(name, options).unwrap();
        package.write_all(bytes).unwrap();
    };
    add(part, bytes);
    if part == "word/styles.xml" {
        add("word/document.xml", DOCX_TEXT.as_bytes());
    }
    package.finish().unwrap().into_inner()
}
