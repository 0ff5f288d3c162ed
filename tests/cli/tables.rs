//! `yaddash tmx convert` from and to tables: TSV, CSV, workbooks and databases.

use crate::program::{Folder, MEMORY};

/// Texts that spreadsheets like to change.
const NASTY: &str =
    "az\ten\n007\t=1+1\n1E5\t-5\n2024-01-02\t12345678901234567890\n a\\nb \tTRUE\n_x0041_\t😀\n";

fn utf_16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn a_workbook_keeps_every_text() {
    let folder = Folder::with(&[("t.tsv", NASTY)]);
    folder.call("tmx convert t.tsv -o t.xlsx").clean();
    folder.call("tmx convert t.xlsx -o back.tsv").clean();
    assert_eq!(folder.text("back.tsv"), NASTY);
    // The same from and to standard streams, and in JSON lines.
    let bytes = folder.read("t.xlsx");
    let fed = folder.feed("tmx convert - --from xlsx --to tsv", bytes.clone());
    assert_eq!(fed.clean(), NASTY);
    let program = folder
        .program()
        .args(["tmx", "convert", "t.tsv", "--to", "xlsx"])
        .output();
    assert_eq!(program.unwrap().stdout, bytes);
    assert_eq!(
        folder.call("tmx convert t.xlsx --to jsonl").clean(),
        folder.call("tmx convert t.tsv --to jsonl").clean()
    );
}

#[test]
fn a_memory_goes_to_a_workbook_and_back() {
    let folder = Folder::with(&[("m.tmx", MEMORY)]);
    let told = folder.call("tmx convert m.tmx -o m.xlsx").says(0);
    assert!(
        told.contains("not kept") && told.contains("3 inline codes"),
        "{told}"
    );
    folder.call("tmx convert m.xlsx -o m2.tmx").clean();
    let texts = |name: &str| {
        folder
            .call(&format!("tmx convert {name} --to tsv --quiet"))
            .clean()
    };
    assert_eq!(texts("m2.tmx"), texts("m.tmx"));
}

#[test]
fn a_workbook_is_checked_across_languages() {
    let glossary =
        "concept,language,term,status\nc,en,assembly,preferred\nc,en,gathering,deprecated\n";
    let folder = Folder::with(&[
        ("g.csv", glossary),
        ("t.tsv", "az\ten\nToplantı\tThe gathering met.\n"),
    ]);
    folder.call("tmx convert t.tsv -o t.xlsx").clean();
    let found = folder.call("check --glossary g.csv t.xlsx").ends(1);
    assert!(
        found.contains("gathering") && found.contains("t.xlsx"),
        "{found}"
    );
}

#[test]
fn what_is_no_workbook_is_refused() {
    let folder = Folder::with(&[("t.tsv", NASTY), ("no.xlsx", "az\ten\n")]);
    folder.call("tmx convert t.tsv -o t.xlsx").clean();
    let said = folder.call("tmx convert no.xlsx -o out.tsv").says(2);
    assert!(
        said.contains("cannot read no.xlsx: the package cannot be read"),
        "{said}"
    );
    let said = folder
        .call("tmx convert t.xlsx --sheet Second -o out.tsv")
        .says(2);
    assert!(
        said.contains("the workbook has no sheet `Second`: it has `Units`"),
        "{said}"
    );
    let said = folder
        .call("tmx convert t.tsv --sheet Second -o out.csv")
        .says(2);
    assert!(said.contains("--sheet is for input in XLSX"), "{said}");
    assert_eq!(folder.files(), ["no.xlsx", "t.tsv", "t.xlsx"]);
}

#[test]
fn tables_for_spreadsheets_are_marked_and_guarded_when_asked() {
    let folder = Folder::with(&[("t.tsv", "az\ten\n=1+1\tx;y\n")]);
    let plain = folder.call("tmx convert t.tsv --to csv").clean();
    assert_eq!(plain, "az,en\r\n=1+1,x;y\r\n");
    let run = folder.call("tmx convert t.tsv --to csv --bom --guard-formulas");
    assert_eq!(run.out, "\u{feff}az,en\r\n'=1+1,x;y\r\n");
    assert!(run.says(0).contains("1 text that looks like a formula"));
    let marked = folder.call("tmx convert t.tsv --to tsv --bom").clean();
    assert_eq!(marked, "\u{feff}az\ten\n=1+1\tx;y\n");
    let said = folder.call("tmx convert t.tsv --to jsonl --bom").says(2);
    assert!(
        said.contains("--bom and --guard-formulas are for TSV and CSV"),
        "{said}"
    );
}

#[test]
fn tables_are_read_in_the_encodings_and_with_the_separators_of_spreadsheets() {
    let expected = "az\ten\tru\nBir, iki; üç\tOne\\nTwo\tЁлка\n";
    let semicolons = "az;en;ru\r\n\"Bir, iki; üç\";\"One\nTwo\";Ёлка\r\n";
    let tabs = "az\ten\tru\r\nBir, iki; üç\t\"One\nTwo\"\tЁлка\r\n";
    let russian = "az;ru\r\nBir;Ёлка у дома, снег и ветер\r\n";
    let windows_1251: Vec<u8> = russian
        .chars()
        .map(|character| match u32::from(character) {
            code @ 0x410..=0x44F => u8::try_from(code - 0x410 + 0xC0).unwrap(),
            0x401 => 0xA8,
            code => u8::try_from(code).unwrap(),
        })
        .collect();
    let folder = Folder::with(&[
        ("mark.csv", format!("\u{feff}{semicolons}").into_bytes()),
        ("line.csv", format!("sep=;\r\n{semicolons}").into_bytes()),
        ("utf-16.csv", utf_16(tabs)),
        ("utf-16-line.csv", utf_16(&format!("sep=;\r\n{semicolons}"))),
        ("1251.csv", windows_1251),
    ]);
    for name in ["mark.csv", "line.csv", "utf-16.csv", "utf-16-line.csv"] {
        let table = folder.call(&format!("tmx convert {name} --to tsv")).clean();
        assert_eq!(table, expected, "{name}");
    }
    let table = folder.call("tmx convert 1251.csv --to tsv").ends(0);
    assert_eq!(table, "az\tru\nBir\tЁлка у дома, снег и ветер\n");
}

/// Makes a memory of Trados Studio.
fn trados_memory(folder: &Folder, name: &str) {
    let connection = rusqlite::Connection::open(folder.path(name)).unwrap();
    let text = |text: &str, language: &str| {
        format!(
            "<Segment><Elements><Text><Value>{text}</Value></Text><Tag><Type>Standalone</Type><Anchor>1</Anchor>\
             <TagID>7</TagID></Tag></Elements><CultureName>{language}</CultureName></Segment>"
        )
    };
    connection
        .execute_batch(&format!(
            "CREATE TABLE translation_memories(id INTEGER PRIMARY KEY, source_language, target_language);
             CREATE TABLE translation_units(id INTEGER PRIMARY KEY, translation_memory_id, source_segment, target_segment, \
             creation_date);
             INSERT INTO translation_memories VALUES (1, 'az-Latn-AZ', 'en-GB');
             INSERT INTO translation_units VALUES (1, 1, '{}', '{}', '2024-03-01 12:30:05'), (2, 1, '{}', NULL, NULL);",
            text("Salam 😀", "az-Latn-AZ"),
            text("Hello &#xD83D;&#xDE00;", "en-GB"),
            text("Yalnız", "az-Latn-AZ"),
        ))
        .unwrap();
}

#[test]
fn a_memory_of_trados_becomes_tmx_and_a_workbook() {
    let folder = Folder::new();
    trados_memory(&folder, "m.sdltm");
    let before = folder.read("m.sdltm");
    folder.call("tmx convert m.sdltm -o m.tmx").clean();
    // The unit without target is the only thing to mind.
    let said = folder.call("tmx validate m.tmx").ends(1);
    assert!(
        said.contains("tmx-single-variant") && said.contains("1 warning in 1 file"),
        "{said}"
    );
    let memory = folder.text("m.tmx");
    let unit = r#"<seg>Hello 😀<ph type="7"/></seg>"#;
    assert!(
        memory.contains(unit) && memory.contains("20240301T123005Z"),
        "{memory}"
    );
    folder.call("tmx convert m.sdltm -o m.xlsx").says(0);
    assert_eq!(
        folder.call("tmx convert m.xlsx --to tsv").clean(),
        "az-Latn-AZ\ten-GB\nSalam 😀\tHello 😀\nYalnız\t\n"
    );
    let lines = folder.call("tmx convert m.sdltm --to jsonl").clean();
    let fed = folder.feed("tmx convert - --from sdltm --to jsonl", before.clone());
    assert_eq!(fed.clean(), lines);
    assert_eq!(folder.read("m.sdltm"), before);
    assert_eq!(folder.files(), ["m.sdltm", "m.tmx", "m.xlsx"]);
}

#[test]
fn what_is_no_memory_of_trados_is_refused() {
    let folder = Folder::with(&[("no.sdltm", "az"), ("t.tsv", NASTY)]);
    let said = folder.call("tmx convert no.sdltm -o out.tmx").says(2);
    assert!(
        said.contains("cannot read no.sdltm") && said.contains("no SQLite database"),
        "{said}"
    );
    let said = folder.call("tmx convert t.tsv -o out.sdltm").says(2);
    assert!(said.contains("read, not written"), "{said}");
    assert_eq!(folder.files(), ["no.sdltm", "t.tsv"]);
}
