//! DOCX and ODT files, sound and hostile.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be built fails the test"
)]

use std::io::{Cursor, Write};

use BlockKind::{Cell, Heading, Item, Paragraph};
use proptest::prelude::*;
use yaddash_formats::Error;
use yaddash_formats::document::{self, DocumentFormat, ReadOptions};
use yaddash_model::{Block, BlockKind, CodeKind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package of parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(format: DocumentFormat, bytes: &[u8]) -> Result<Vec<Block>, Error> {
    document::read(format, bytes, ReadOptions::default()).map(|document| document.blocks)
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
         xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>{body}</w:body></w:document>"
    );
    package(&[("word/document.xml", &document)])
}

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content \
         xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
         xmlns:xlink='http://www.w3.org/1999/xlink'>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ])
}

fn described(blocks: &[Block]) -> Vec<(BlockKind, &str)> {
    blocks
        .iter()
        .map(|block| (block.kind, block.content.text()))
        .collect()
}

#[test]
fn docx_runs_of_one_formatting_are_one_text() {
    let bytes = docx(
        "<w:p><w:r><w:t>Mil</w:t></w:r><w:r><w:t xml:space='preserve'>li </w:t></w:r>\
         <w:r><w:rPr><w:b/></w:rPr><w:t>Məc</w:t></w:r><w:r><w:rPr><w:b w:val='1'/></w:rPr><w:t>lis</w:t></w:r>\
         <w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>in</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>",
    );
    let blocks = read(DocumentFormat::Docx, &bytes).unwrap();
    assert_eq!(described(&blocks), [(Paragraph, "Milli Məclisin\tx y")]);
    let codes: Vec<_> = blocks
        .first()
        .unwrap()
        .content
        .codes()
        .iter()
        .map(|placed| (placed.offset, placed.code.kind.clone()))
        .collect();
    let before = "Milli ".len();
    assert_eq!(
        codes,
        [
            (before, CodeKind::Bpt),
            (before + "Məclis".len(), CodeKind::Ept),
            ("Milli Məclisin\tx".len(), CodeKind::Ph),
        ]
    );
}

#[test]
fn docx_blocks_have_their_kinds() {
    let bytes = docx(
        "<w:p><w:pPr><w:pStyle w:val='Heading2'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>\
         <w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='ListParagraph'/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='ListBullet'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>e</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>f</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p/><w:sectPr/>",
    );
    assert_eq!(
        described(&read(DocumentFormat::Docx, &bytes).unwrap()),
        [
            (Heading(2), "a"),
            (Heading(1), "b"),
            (Item, "c"),
            (Item, "d"),
            (Paragraph, "e"),
            (Cell, "f")
        ]
    );
}

#[test]
fn docx_styles_inherit() {
    let namespace = "xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'";
    let main = format!(
        "<w:document {namespace}><w:body><w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>b</w:t></w:r></w:p></w:body></w:document>"
    );
    let styles = format!(
        "<w:styles {namespace}><w:style w:type='paragraph' w:styleId='A'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
         <w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style>\
         <w:style w:type='paragraph' w:styleId='C'><w:basedOn w:val='D'/></w:style>\
         <w:style w:type='paragraph' w:styleId='D'><w:name w:val='List Number 2'/><w:basedOn w:val='C'/></w:style></w:styles>"
    );
    let relationship = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='r' Type='http://x/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let bytes = package(&[
        (
            "_rels/.rels",
            &relationship("officeDocument", "doc/main.xml"),
        ),
        ("doc/main.xml", &main),
        ("doc/_rels/main.xml.rels", &relationship("styles", "/s.xml")),
        ("s.xml", &styles),
    ]);
    assert_eq!(
        described(&read(DocumentFormat::Docx, &bytes).unwrap()),
        [(Heading(3), "a"), (Item, "b")]
    );
}

#[test]
fn docx_shows_what_a_reader_sees() {
    for (body, expected) in [
        (
            "<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:ins><w:r><w:t>b</w:t></w:r></w:ins>",
            "b",
        ),
        (
            "<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo>",
            "b",
        ),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>x</w:t></w:r>\
          <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "7",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>",
            "b",
        ),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>a</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>b</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "a",
        ),
        ("<w:r><w:t> a&amp;&#601; </w:t></w:r>", "a&ə"),
        (
            "<w:hyperlink r:id='r1'><w:r><w:t>https://example.org</w:t></w:r></w:hyperlink>",
            "https://example.org",
        ),
        (
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>",
            "a\u{2011}b",
        ),
        (
            "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>",
            "a",
        ),
    ] {
        let blocks = read(DocumentFormat::Docx, &docx(&format!("<w:p>{body}</w:p>"))).unwrap();
        assert_eq!(described(&blocks), [(Paragraph, expected)], "{body}");
    }
    let box_in_paragraph = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p>\
                            </w:txbxContent></w:pict></w:r><w:r><w:t>c</w:t></w:r></w:p>";
    let blocks = read(DocumentFormat::Docx, &docx(box_in_paragraph)).unwrap();
    assert_eq!(described(&blocks), [(Paragraph, "ac"), (Paragraph, "b")]);
}

#[test]
fn odt_blocks_and_white_space() {
    let bytes = odt(
        "<text:tracked-changes><text:p>silinmiş</text:p></text:tracked-changes>\
         <text:h text:outline-level='2'>Başlıq</text:h>\
         <text:p>  Bir\n   <text:span text:style-name='T1'>iki</text:span><text:s text:c='2'/>üç<text:tab/>dörd<text:line-break/>beş\
         <text:note><text:note-citation>1</text:note-citation><text:note-body> <text:p>Qeyd</text:p> </text:note-body></text:note>.</text:p>\
         <text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>\
         <table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
         <text:p><text:a xlink:href='u'>c</text:a></text:p>",
    );
    let blocks = read(DocumentFormat::Odt, &bytes).unwrap();
    assert_eq!(
        described(&blocks),
        [
            (Heading(2), "Başlıq"),
            (Paragraph, "Bir iki  üç\tdörd beş."),
            (Paragraph, "Qeyd"),
            (Item, "a"),
            (Cell, "b"),
            (Paragraph, "c"),
        ]
    );
    let link = blocks.last().unwrap().content.codes();
    assert_eq!(link.len(), 2);
}

#[test]
fn hostile_packages_are_refused() {
    let sound = docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    let truncated = sound.get(..sound.len() - 30).unwrap();
    assert!(matches!(
        read(DocumentFormat::Docx, truncated),
        Err(Error::Package(_))
    ));
    assert!(matches!(
        read(DocumentFormat::Docx, b"PK\x03\x04"),
        Err(Error::Package(_))
    ));
    assert!(matches!(
        read(DocumentFormat::Odt, &sound),
        Err(Error::MissingPart { .. })
    ));
    let bomb = docx(&" ".repeat(20 << 20));
    assert!(bomb.len() < 200_000);
    assert!(matches!(
        read(DocumentFormat::Docx, &bomb),
        Err(Error::Limit { .. })
    ));
    assert!(matches!(
        read(DocumentFormat::Docx, &docx("<w:p>&laughs;</w:p>")),
        Err(Error::Xml { .. })
    ));
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert!(matches!(
        read(DocumentFormat::Docx, &compound),
        Err(Error::Encrypted { .. })
    ));
}

#[test]
fn encrypted_parts_are_named() {
    // Bit 0 of the general purpose flags says that an entry is encrypted (APPNOTE 4.4.4).
    let mut bytes = docx("<w:p/>");
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes
            .windows(4)
            .position(|window| window == signature)
            .unwrap();
        *bytes.get_mut(at + flags).unwrap() |= 1;
    }
    assert!(matches!(
        read(DocumentFormat::Docx, &bytes),
        Err(Error::Encrypted { part }) if part == "word/document.xml"
    ));

    let manifest = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
                    <m:file-entry m:full-path='content.xml'><m:encryption-data/></m:file-entry></m:manifest>";
    let bytes = package(&[("META-INF/manifest.xml", manifest), ("content.xml", "?")]);
    assert!(matches!(
        read(DocumentFormat::Odt, &bytes),
        Err(Error::Encrypted { part }) if part == "content.xml"
    ));
}

proptest! {
    #[test]
    fn damaged_packages_never_panic(at in 0_usize..1200, byte: u8, length in 0_usize..1200) {
        for (format, mut bytes) in [
            (DocumentFormat::Docx, docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>")),
            (DocumentFormat::Odt, odt("<text:p>a</text:p>")),
        ] {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
            let _ = read(format, &bytes);
            let _ = read(format, bytes.get(..length).unwrap_or(&bytes));
        }
    }

    #[test]
    fn any_markup_never_panics(pieces in prop::collection::vec(0_usize..20, 0..40)) {
        const PIECES: [&str; 20] = [
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a", "</w:t>", "<w:pPr>", "</w:pPr>", "<w:b/>", "<w:tc>",
            "</w:tc>", "<w:hyperlink>", "</w:hyperlink>", "<w:del>", "</w:del>", "<w:br/>", "ə", "<w:fldChar w:fldCharType='begin'/>",
            "<w:fldChar w:fldCharType='end'/>", "<w:numPr/>",
        ];
        let body: String = pieces.iter().filter_map(|at| PIECES.get(*at).copied()).collect();
        let _ = read(DocumentFormat::Docx, &docx(&body));
    }
}
