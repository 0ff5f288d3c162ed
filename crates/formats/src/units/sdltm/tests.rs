use std::path::Path;

use insta::assert_snapshot;
use rusqlite::Connection;
use tempfile::TempDir;
use yaddash_model::TranslationUnit;

use super::Reader;
use crate::Error;
use crate::units::jsonl;

/// The tables of a memory with two memories, fields of every kind and contexts.
const TABLES: &str = "
CREATE TABLE translation_memories(id INTEGER PRIMARY KEY, name TEXT, source_language TEXT, target_language TEXT);
CREATE TABLE translation_units(id INTEGER PRIMARY KEY, guid, translation_memory_id INT, source_segment TEXT,
    target_segment TEXT, creation_date, creation_user, change_date, change_user, last_used_date, last_used_user,
    usage_counter INT);
CREATE TABLE attributes(id INTEGER PRIMARY KEY, name TEXT, type INT, tm_id INT);
CREATE TABLE string_attributes(translation_unit_id INT, attribute_id INT, value TEXT);
CREATE TABLE numeric_attributes(translation_unit_id INT, attribute_id INT, value INT);
CREATE TABLE picklist_values(id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
CREATE TABLE picklist_attributes(translation_unit_id INT, picklist_value_id INT);
CREATE TABLE translation_unit_contexts(translation_unit_id INT, left_source_context INT, left_target_context INT);
CREATE TABLE translation_unit_idcontexts(translation_unit_id INT, idcontext TEXT);
INSERT INTO translation_memories VALUES (1, 'A', 'az-Latn-AZ', 'en-GB'), (2, 'B', 'ru-RU', 'az');
INSERT INTO attributes VALUES (1, 'Client', 1, 1), (2, 'Year', 6, 1), (3, 'Domain', 5, 1);
INSERT INTO picklist_values VALUES (7, 3, 'law'), (8, 3, 'trade');
";

fn segment(elements: &str, language: &str) -> String {
    format!(
        "<Segment xmlns:xsi=\"x\"><Elements>{elements}</Elements><CultureName>{language}</CultureName></Segment>"
    )
}

fn plain(text: &str, language: &str) -> String {
    segment(&format!("<Text><Value>{text}</Value></Text>"), language)
}

fn tag(kind: &str, anchor: u32, id: &str, more: &str) -> String {
    format!(
        "<Tag><Type>{kind}</Type><Anchor>{anchor}</Anchor><AlignmentAnchor>{anchor}</AlignmentAnchor>\
         <TagID>{id}</TagID>{more}<CanHide>false</CanHide></Tag>"
    )
}

/// A memory with what `fill` puts into it.
fn memory(fill: impl FnOnce(&Connection)) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("50% #1?.sdltm");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(TABLES).unwrap();
    fill(&connection);
    connection.close().unwrap();
    (folder, path)
}

fn add(connection: &Connection, id: i64, memory: i64, source: &str, target: Option<&str>) {
    connection
        .execute(
            "INSERT INTO translation_units(id, guid, translation_memory_id, source_segment, target_segment) \
             VALUES (?1, 'g' || ?1, ?2, ?3, ?4)",
            (id, memory, source, target),
        )
        .unwrap();
}

fn read(path: &Path) -> Result<Vec<TranslationUnit>, Error> {
    Reader::open(path)?.collect()
}

fn lines(units: &[TranslationUnit]) -> String {
    let mut writer = jsonl::Writer::new(Vec::new());
    for unit in units {
        writer.write(unit).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn units_keep_tags_fields_and_contexts() {
    let (folder, path) = memory(|connection| {
        let source = segment(
            &format!(
                "<Text><Value> Bir </Value></Text>{}<Text><Value>iki &amp; üç</Value></Text>{}{}",
                tag("Start", 1, "b", ""),
                tag("End", 1, "b", ""),
                tag("Standalone", 2, "5", ""),
            ),
            "az-Latn-AZ",
        );
        let target = segment(
            &format!(
                "{}<Text><Value>&#xD83D;&#xDE00; 😀</Value></Text>{}",
                tag(
                    "TextPlaceholder",
                    1,
                    "9",
                    "<TextEquivalent>{0}</TextEquivalent>"
                ),
                tag("UnmatchedStart", 3, "i", ""),
            ),
            "",
        );
        connection
            .execute(
                "INSERT INTO translation_units VALUES (1, x'000102030405060708090a0b0c0d0e0f', 1, ?1, ?2, \
                 '2024-03-01 12:30:05', 'Leyla', '2024-04-01 00:00:00', 'Ivan', 'yesterday', 'Anna', 3)",
                (source, target),
            )
            .unwrap();
        add(connection, 2, 2, &plain("Да", "ru-RU"), None);
        add(connection, 3, 2, &plain("", "ru-RU"), None);
        connection
            .execute_batch(
                "INSERT INTO string_attributes VALUES (1, 1, 'Ədliyyə');
                 INSERT INTO numeric_attributes VALUES (1, 2, 2024);
                 INSERT INTO picklist_attributes VALUES (1, 7), (1, 8);
                 INSERT INTO translation_unit_contexts VALUES (1, -9223372036854775807, 12), (2, 0, 0);
                 INSERT INTO translation_unit_idcontexts VALUES (2, 'menu.file');",
            )
            .unwrap();
    });
    let before = std::fs::read(&path).unwrap();
    assert_snapshot!(lines(&read(&path).unwrap()), @r#"
    {"attributes":{"tuid":"03020100-0504-0706-0809-0a0b0c0d0e0f","creationdate":"20240301T123005Z","creationid":"Leyla","changedate":"20240401T000000Z","changeid":"Ivan","usagecount":"3"},"properties":[{"type":"x-lastusagedate","value":"yesterday"},{"type":"x-LastUsedBy","value":"Anna"},{"type":"x-Memory","value":"A"},{"type":"x-Client","value":"Ədliyyə"},{"type":"x-Year","value":"2024"},{"type":"x-Domain","value":"law"},{"type":"x-Domain","value":"trade"},{"type":"x-Context","value":"-9223372036854775807, 12"}],"notes":[],"variants":[{"language":"az-Latn-AZ","attributes":{},"properties":[],"notes":[],"text":" Bir iki & üç","content":[" Bir ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"b"}},"iki & üç",{"kind":"ept","attributes":{"i":"1"}},{"kind":"ph","attributes":{"x":"2","type":"5"}}]},{"language":"en-GB","attributes":{},"properties":[],"notes":[],"text":"😀 😀","content":[{"kind":"ph","attributes":{"x":"1","type":"9"},"content":[{"native":"{0}"}]},"😀 😀",{"kind":"it","attributes":{"pos":"begin","x":"3","type":"i"}}]}]}
    {"attributes":{"tuid":"g2"},"properties":[{"type":"x-Memory","value":"B"},{"type":"x-Context","value":"0, 0"},{"type":"x-IdContext","value":"menu.file"}],"notes":[],"variants":[{"language":"ru-RU","attributes":{},"properties":[],"notes":[],"text":"Да","content":["Да"]}]}
    "#);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn units_come_in_batches() {
    let (_folder, path) = memory(|connection| {
        connection.execute_batch("BEGIN").unwrap();
        for id in -3..1203 {
            let text = plain(&format!("{id}"), "az");
            add(connection, id * 5, 1, &text, Some(&plain("x", "en")));
            connection
                .execute("INSERT INTO string_attributes VALUES (?1, 1, ?1)", [id * 5])
                .unwrap();
        }
        connection.execute_batch("COMMIT").unwrap();
    });
    let units = read(&path).unwrap();
    assert_eq!(units.len(), 1206);
    for (id, unit) in (-3..).zip(&units) {
        assert_eq!(unit.variants[0].segment.text(), id.to_string());
        assert_eq!(unit.properties[0].value, "A");
        assert_eq!(unit.properties[1].value, (id * 5).to_string());
    }
}

#[test]
fn what_is_no_memory_is_refused() {
    let refusal = |path: &Path| read(path).unwrap_err().to_string();
    let (folder, path) = memory(|connection| {
        add(connection, 4, 1, "<Segment>", None);
    });
    assert_eq!(refusal(&path), "the source of unit 4 cannot be read");
    let journal = folder.path().join("50% #1?.sdltm-wal");
    std::fs::write(&journal, "x").unwrap();
    assert!(refusal(&path).contains("close the program"));
    std::fs::remove_file(journal).unwrap();

    let other = folder.path().join("other.sdltm");
    std::fs::write(&other, "PK").unwrap();
    assert!(refusal(&other).contains("no SQLite database"));
    let connection = Connection::open(folder.path().join("foreign.db")).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE translation_memories(id, source_language, target_language);
             CREATE VIEW translation_units AS WITH RECURSIVE n(id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n)
             SELECT id, '' AS source_segment, '' AS target_segment FROM n;",
        )
        .unwrap();
    assert!(refusal(&folder.path().join("foreign.db")).contains("`translation_units`"));
    assert!(matches!(
        read(&folder.path().join("none.sdltm")),
        Err(Error::Stream(_))
    ));
}

#[test]
fn a_damaged_memory_never_makes_a_panic() {
    let (folder, path) = memory(|connection| {
        for id in 0..200 {
            add(
                connection,
                id,
                1,
                &plain("Salam, dünya!", "az"),
                Some(&plain("Hello!", "en")),
            );
        }
    });
    let whole = std::fs::read(&path).unwrap();
    let damaged = folder.path().join("damaged.sdltm");
    for at in (16..whole.len()).step_by(whole.len() / 150) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        std::fs::write(&damaged, &bytes).unwrap();
        let _ = read(&damaged);
        bytes.truncate(at);
        std::fs::write(&damaged, &bytes).unwrap();
        let _ = read(&damaged);
    }
}

#[test]
fn what_is_no_text_is_counted() {
    let (_folder, path) = memory(|connection| {
        add(connection, 1, 1, &plain("a", "az"), None);
        add(connection, 2, 1, &plain("", "az"), None);
        connection
            .execute_batch(
                "UPDATE translation_units SET target_segment = x'00', creation_date = x'01', guid = x'02' WHERE id = 1;
                 INSERT INTO string_attributes VALUES (1, 1, x'FF'), (1, 1, NULL), (1, 1, 'ok');",
            )
            .unwrap();
    });
    let mut reader = Reader::open(&path).unwrap();
    let units: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(units.len(), 1);
    let properties = units[0].properties.iter();
    let values: Vec<&str> = properties.map(|one| one.value.as_str()).collect();
    assert_eq!(values, ["A", "ok"]);
    assert_eq!(
        reader.losses().to_string(),
        "1 unit, 1 variant, 2 attributes, 1 property"
    );
}
