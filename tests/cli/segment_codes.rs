//! Sentences that end inside markup: what is cut stays well-formed, and no markup is lost.

use std::io::{Cursor, Write as _};

use insta::assert_snapshot;

use crate::program::Folder;

/// Bold text over the end of a sentence, a code with no space beside it at the end of one, and inside a number.
fn versions(bold: [&str; 2], image: &str, document: impl Fn(&[String]) -> Vec<u8>) -> [Vec<u8>; 2] {
    let [on, off] = bold;
    [
        [
            format!("İclas {on}açıldı. Sədr{off} bütün 125 üzvə təşəkkür etdi."),
            format!("Birinci bitdi.{image}İkinci səsvermə oldu. 123.{image}456 nömrəsi boşdur."),
        ],
        [
            format!("The sitting {on}was opened. The Speaker{off} thanked all 125 members."),
            format!(
                "It ended first.{image}Second came the vote. The number 123.{image}456 is free."
            ),
        ],
    ]
    .map(|paragraphs| document(&paragraphs))
}

/// The segments of the memory that `align` makes of two versions; the memory has to be valid.
fn segments(extension: &str, [az, en]: [Vec<u8>; 2]) -> String {
    let folder = Folder::new();
    folder.write(format!("a.az.{extension}"), az);
    folder.write(format!("a.en.{extension}"), en);
    folder
        .call(&format!(
            "align az=a.az.{extension} en=a.en.{extension} -o x.tmx --quiet"
        ))
        .clean();
    folder.call("tmx validate x.tmx --quiet").ends(0);
    let memory = folder.text("x.tmx");
    let found: Vec<&str> = memory
        .split("<seg>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</seg>"))
        .map(|(segment, _)| segment)
        .collect();
    found.join("\n")
}

#[test]
fn markdown() {
    let versions = versions(["**", "**"], "![](m.png)", |paragraphs| {
        paragraphs.join("\n\n").into_bytes()
    });
    assert_snapshot!(segments("md", versions), @r#"
    İclas <it type="bold" pos="begin">**</it>açıldı.
    The sitting <it type="bold" pos="begin">**</it>was opened.
    Sədr<it pos="end">**</it> bütün 125 üzvə təşəkkür etdi.
    The Speaker<it pos="end">**</it> thanked all 125 members.
    Birinci bitdi.
    It ended first.
    <ph type="image">![](m.png)</ph>İkinci səsvermə oldu.
    <ph type="image">![](m.png)</ph>Second came the vote.
    123.<ph type="image">![](m.png)</ph>456 nömrəsi boşdur.
    The number 123.<ph type="image">![](m.png)</ph>456 is free.
    "#);
}

#[test]
fn html() {
    let versions = versions(
        ["<b>", "</b>"],
        "<img src='m' alt='One. Two.'>",
        |paragraphs| {
            format!(
                "<html><body><p>{}</p></body></html>",
                paragraphs.join("</p><p>")
            )
            .into_bytes()
        },
    );
    assert_snapshot!(segments("html", versions), @r#"
    İclas <it type="bold" pos="begin">&lt;b&gt;</it>açıldı.
    The sitting <it type="bold" pos="begin">&lt;b&gt;</it>was opened.
    Sədr<it pos="end">&lt;/b&gt;</it> bütün 125 üzvə təşəkkür etdi.
    The Speaker<it pos="end">&lt;/b&gt;</it> thanked all 125 members.
    Birinci bitdi.
    It ended first.
    <ph type="image">&lt;img src='m' alt='<sub>One. Two.</sub>'&gt;</ph>İkinci səsvermə oldu.
    <ph type="image">&lt;img src='m' alt='<sub>One. Two.</sub>'&gt;</ph>Second came the vote.
    123.<ph type="image">&lt;img src='m' alt='<sub>One. Two.</sub>'&gt;</ph>456 nömrəsi boşdur.
    The number 123.<ph type="image">&lt;img src='m' alt='<sub>One. Two.</sub>'&gt;</ph>456 is free.
    "#);
}

/// A line break is white space as well, so a number ends before it.
#[test]
fn docx() {
    let bold = [
        "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">",
        "</w:t></w:r><w:r><w:t xml:space=\"preserve\">",
    ];
    let line_break = "</w:t><w:br/><w:t xml:space=\"preserve\">";
    let versions = versions(bold, line_break, |paragraphs| {
        let runs = "</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">";
        package(&paragraphs.join(runs))
    });
    assert_snapshot!(segments("docx", versions), @r#"
    İclas <it type="bold" pos="begin">&lt;w:b/&gt;</it>açıldı.
    The sitting <it type="bold" pos="begin">&lt;w:b/&gt;</it>was opened.
    Sədr<it pos="end"></it> bütün 125 üzvə təşəkkür etdi.
    The Speaker<it pos="end"></it> thanked all 125 members.
    Birinci bitdi.
    It ended first.
    <ph type="lb">&lt;w:br/&gt;</ph>İkinci səsvermə oldu.
    <ph type="lb">&lt;w:br/&gt;</ph>Second came the vote.
    123.
    The number 123.
    <ph type="lb">&lt;w:br/&gt;</ph>456 nömrəsi boşdur.
    <ph type="lb">&lt;w:br/&gt;</ph>456 is free.
    "#);
}

/// A package with the parts that a reader needs.
fn package(text: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:body></w:document>"#
    );
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        ("word/document.xml", &document),
    ] {
        package
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        package.write_all(part.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}
