//! Workbooks: any file is read or refused; what was read is written and read back equal. The XML of the parts is packed
//! here, so that the fuzzer need not guess checksums.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use yaddash_formats::Error;
use yaddash_formats::units::{languages_of, xlsx};
use yaddash_fuzz::{choose, parted};
use yaddash_model::{LanguageTag, TranslationUnit};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PARTS: [(&str, &str); 5] = [
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>en</t></is></c></row><row r="2"><c t="s" r="A2"><v>1</v></c><c r="B2" s="1"><v>45292</v></c></row></sheetData></worksheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        "<sst><si><t>az</t></si><si><t>b</t></si></sst>",
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="1" Type="/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="2" Type="/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="3" Type="/styles" Target="styles.xml"/></Relationships>"#,
    ),
];

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    // The last choice is the file as it is.
    let read = match choose(choice, &[Some(0), Some(1), Some(2), Some(3), Some(4), None]) {
        Some(part) => read(&packed(part, bytes)),
        None => read(bytes),
    };
    let Ok(units) = read else {
        return;
    };
    let languages = languages_of(&units);
    let mut writer = xlsx::Writer::new(Vec::new(), languages.clone()).unwrap();
    for unit in &units {
        writer.write(unit).unwrap();
    }
    let (bytes, losses) = writer.finish().unwrap();
    if languages.is_empty() || losses.too_long > 0 || losses.variants > 0 {
        return;
    }
    let again = self::read(&bytes).unwrap();
    let texts = |units: &[TranslationUnit]| -> Vec<Vec<String>> {
        let text = |unit: &TranslationUnit, language: &LanguageTag| {
            let mut variants = unit.variants.iter();
            let found = variants.find(|variant| variant.language == *language);
            found.map_or_else(String::new, |variant| variant.segment.text().to_owned())
        };
        units
            .iter()
            .map(|unit| {
                languages
                    .iter()
                    .map(|language| text(unit, language))
                    .collect()
            })
            .collect()
    };
    assert_eq!(texts(&again), texts(&units));
});

fn read(bytes: &[u8]) -> Result<Vec<TranslationUnit>, Error> {
    xlsx::Reader::new(Cursor::new(bytes), None)?.collect()
}

/// A workbook whose part with the number `chosen` is `bytes`.
fn packed(chosen: usize, bytes: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, content)) in PARTS.iter().enumerate() {
        zip.start_file(*name, options).unwrap();
        let content = if number == chosen {
            bytes
        } else {
            content.as_bytes()
        };
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
