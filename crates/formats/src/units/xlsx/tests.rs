use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use yaddash_model::{
    CodeKind, InlineCode, LanguageTag, Property, Segment, TranslationUnit, Variant,
};
use zip::write::SimpleFileOptions;

use super::*;
use crate::Error;
use crate::units::Losses;

fn unit(texts: &[(&str, &str)]) -> TranslationUnit {
    TranslationUnit {
        variants: texts
            .iter()
            .map(|(language, text)| Variant::new(language.parse().unwrap(), *text))
            .collect(),
        ..TranslationUnit::default()
    }
}

fn written(units: &[TranslationUnit]) -> (Vec<u8>, Losses) {
    let languages: Vec<LanguageTag> = vec!["az".parse().unwrap(), "en".parse().unwrap()];
    let mut writer = Writer::new(Vec::new(), languages).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8]) -> Result<(Vec<TranslationUnit>, Flattened), Error> {
    let mut reader = Reader::new(Cursor::new(bytes), None)?;
    let units = reader.by_ref().collect::<Result<_, _>>()?;
    Ok((units, *reader.flattened()))
}

/// A workbook with two sheets: `rows` are those of the first one.
fn workbook(rows: &str) -> Vec<u8> {
    let header = "<row><c t=\"str\"><v>az</v></c><c t=\"str\"><v>en</v></c><c t=\"str\"><v>subject</v></c></row>";
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let parts = [
        ("_rels/.rels", include_str!("parts/package.rels").to_owned()),
        (
            "xl/workbook.xml",
            "<workbook xmlns:x='http://purl.oclc.org/ooxml/officeDocument/relationships'><workbookPr date1904='1'/>\
             <sheets><sheet name='Bir' x:id='a'/><sheet name='İki' x:id='b'/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='a' Type='x/worksheet' Target='/xl/s/1.xml'/>\
             <Relationship Id='b' Type='x/worksheet' Target='s/2.xml'/>\
             <Relationship Id='c' Type='x/sharedStrings' Target='shared.xml'/>\
             <Relationship Id='d' Type='x/styles' Target='./styles.xml'/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/shared.xml",
            "<sst><si><t>ümumi</t></si><si/><si><r><t>q</t></r><r><rPr><b/></rPr><t>alın</t></r><rPh><t>no</t></rPh></si></sst>"
                .to_owned(),
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd.mm.yyyy'/></numFmts>\
             <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>"
                .to_owned(),
        ),
        ("xl/s/1.xml", sheet(&format!("{header}{rows}"))),
        ("xl/s/2.xml", sheet("<row/><row r='3'><c t='str'><v>ru</v></c></row><row><c t='str'><v>б</v></c></row>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn texts_are_texts() {
    let texts = [
        "007",
        "=1+1",
        "1E5",
        "-5",
        "12345678901234567890",
        "2024-01-02",
        " a\n\tb\r\nc ",
        "TRUE",
        "_x0041_",
        "\u{1}",
    ];
    let units: Vec<_> = texts
        .iter()
        .map(|text| unit(&[("az", text), ("en", "x")]))
        .collect();
    let (bytes, losses) = written(&units);
    assert!(losses.is_empty());
    let (found, flattened) = read(&bytes).unwrap();
    assert_eq!(found, units);
    assert!(flattened.is_empty());
}

#[test]
fn cells_of_every_kind_are_read_as_shown() {
    let (units, flattened) = read(&workbook(
        "<row hidden='1'><c t='s'><v>0</v></c><c t='s'><v>2</v></c></row>\
         <row r='7'><c r='C7'><v>0.30000000000000004</v></c><c r='A7' s='1'><v>43830</v></c><c r='B7' t='b'><v>1</v></c></row>\
         <row><c r='B8' t='inlineStr'><is><r><rPr><i/></rPr><t>a_x000D_</t></r><r><t>b</t></r></is></c><c r='F8'><v>1</v></c></row>\
         <row><c t='str'><f>1&amp;\"x\"</f><v>1x</v></c><c t='e'><v>#REF!</v></c></row>\
         <row><c t='s'><v>1</v></c><c/></row>",
    ))
    .unwrap();
    let mut second = unit(&[("az", "2024-01-01"), ("en", "TRUE")]);
    second.properties.push(Property::new("x-subject", "0.3"));
    assert_eq!(
        units,
        [
            unit(&[("az", "ümumi"), ("en", "qalın")]),
            second,
            unit(&[("en", "a\rb")]),
            unit(&[("az", "1x")]),
        ]
    );
    assert_eq!(
        flattened.to_string(),
        "2 formatted texts, 2 numbers, 1 date or time, 1 truth value, 1 error of a formula, \
         1 cell in a column without a name"
    );
}

#[test]
fn a_sheet_is_found_by_its_name() {
    let bytes = workbook("");
    let reader = Reader::new(Cursor::new(&bytes), Some("İki")).unwrap();
    let units: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
    assert_eq!(units, [unit(&[("ru", "б")])]);
    let error = Reader::new(Cursor::new(&bytes), Some("Üç")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the workbook has no sheet `Üç`: it has `Bir`, `İki`"
    );
}

#[test]
fn what_no_sheet_can_be_is_refused() {
    for rows in [
        "<row r='1048577'><c/></row>",
        "<row r='x'/>",
        "<row><c r='XFE1'/></row>",
        "<row><c",
        "<!DOCTYPE x>",
    ] {
        assert!(read(&workbook(rows)).is_err(), "{rows}");
    }
    assert!(matches!(read(b"PK"), Err(Error::Package(_))));
    assert!(matches!(
        read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]),
        Err(Error::Encrypted { .. })
    ));
    let mut damaged = written(&[unit(&[("az", &"söz ".repeat(200))])]).0;
    let at = damaged.len() / 2;
    damaged.truncate(at);
    assert!(read(&damaged).is_err());
}

#[test]
fn what_a_cell_cannot_hold_is_counted() {
    let long = "ə".repeat(LONGEST_TEXT);
    let longer = format!("{}😀", "a".repeat(LONGEST_TEXT - 1));
    let mut coded = Segment::from("c");
    coded.push_code(InlineCode::new(CodeKind::Ph));
    let mut last = unit(&[("ru", "г")]);
    last.variants
        .push(Variant::new("az".parse().unwrap(), coded));
    let units = [
        unit(&[("az", &long), ("en", &longer)]),
        unit(&[("en", &longer)]),
        last,
    ];
    let (bytes, losses) = written(&units);
    assert_eq!(
        (losses.too_long, losses.units, losses.variants, losses.codes),
        (2, 1, 1, 1)
    );
    let (found, _) = read(&bytes).unwrap();
    assert_eq!(found, [unit(&[("az", &long)]), unit(&[("az", "c")])]);
}

#[test]
fn the_same_units_give_the_same_bytes() {
    let units = [unit(&[("az", "Salam!"), ("en", "Hello!")])];
    assert_eq!(written(&units).0, written(&units).0);
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        texts in prop::collection::vec(("([_x0-9aə<&\t\n\r\u{1}\u{fffe} =]|\\PC){1,20}", "([a-z\n]|\\PC){1,20}"), 1..5)
    ) {
        let units: Vec<_> = texts.iter().map(|(az, en)| unit(&[("az", az), ("en", en)])).collect();
        let (bytes, losses) = written(&units);
        prop_assert!(losses.is_empty());
        prop_assert_eq!(read(&bytes).unwrap().0, units);
    }

    #[test]
    fn any_change_is_read_without_panic(at in 0usize..4000, byte: u8) {
        let mut bytes = workbook("<row><c t='s'><v>0</v></c><c s='1'><v>2</v></c></row>");
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read(&bytes);
    }
}
