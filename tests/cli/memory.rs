//! `yaddash memory`.

use crate::program::Folder;

/// A memory from English into Azerbaijani; each unit is a source, a target and attributes.
pub(crate) fn tmx(units: &[(&str, &str, &str)]) -> String {
    let mut text = "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" \
                    o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body>\n"
        .to_owned();
    for (source, target, attributes) in units {
        text.push_str(&format!(
            "<tu {attributes}><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
             <tuv xml:lang=\"az\"><seg>{target}</seg></tuv></tu>\n"
        ));
    }
    text + "</body></tmx>\n"
}

#[test]
fn importing_again_changes_nothing_and_says_so() {
    let folder = Folder::with(&[(
        "law.tmx",
        tmx(&[
            ("Court", "Məhkəmə", ""),
            ("Court", "Divan", ""),
            ("Law", "Qanun", "changedate=\"20240101T000000Z\""),
            ("Law", "Hüquq", "changedate=\"20250101T000000Z\""),
        ]),
    )]);
    let first = folder.call("memory import law.tmx");
    assert_eq!(
        (first.code, first.err.as_str()),
        (
            0,
            "note: law.tmx: 3 units created, 1 updated, 0 unchanged; 0 refused\n"
        )
    );
    let info = folder.call("memory info --format json").clean();
    assert_eq!(
        info,
        "{\"units\":3,\"languages\":{\"az\":3,\"en\":3},\"changes\":1}\n"
    );
    let again = folder
        .call("memory import law.tmx --format json --quiet")
        .clean();
    assert!(
        again.starts_with("{\"created\":0,\"updated\":0,\"unchanged\":4,\"refused\":0,"),
        "{again}"
    );
    assert_eq!(folder.call("memory info --format json").clean(), info);
}

#[test]
fn folders_are_read_at_any_depth_and_units_without_a_language_refused() {
    let folder = Folder::with(&[
        ("in/a/one.tsv", "en\taz\nCourt\tMəhkəmə\n".to_owned()),
        ("in/notes.txt", "Not units.\n".to_owned()),
        (
            "in/two.tmx",
            tmx(&[("Law", "Qanun", "")]).replace(
                "</body>",
                "<tu><tuv><seg>Lost</seg></tuv></tu>\n<tu><tuv xml:lang=\"en\"><seg>Alone</seg></tuv></tu></body>",
            ),
        ),
    ]);
    let run = folder.call("memory import in --memory m");
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("in/two.tmx:3: unit 2 is refused: "),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("in/two.tmx: 2 units created, 0 updated, 0 unchanged, 1 of them with text in fewer than two languages; 1 refused"),
        "{}",
        run.err
    );
    let info = folder.call("memory info --memory m --format json").clean();
    assert_eq!(
        info,
        "{\"units\":3,\"languages\":{\"az\":2,\"en\":3},\"changes\":2}\n"
    );
}

#[test]
fn what_could_be_read_of_a_damaged_file_stays() {
    let whole = tmx(&[("Law", "Qanun", ""), ("Court", "Məhkəmə", "")]);
    let cut = whole.split("Court").next().unwrap().to_owned();
    let folder = Folder::with(&[("cut.tmx", cut), ("whole.tmx", whole)]);
    let run = folder.call("memory import cut.tmx whole.tmx");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("cut.tmx: 1 units created"), "{}", run.err);
    assert!(
        run.err
            .contains("whole.tmx: 1 units created, 0 updated, 1 unchanged"),
        "{}",
        run.err
    );
}

#[test]
fn what_is_no_memory_is_refused() {
    let folder = Folder::with(&[
        ("a.tmx", tmx(&[("Law", "Qanun", "")])),
        ("diary/day.txt", String::new()),
    ]);
    let cases = [
        (
            "memory info",
            "error: yaddash.memory: is no memory: make one by `yaddash memory import`\n",
        ),
        (
            "memory import a.tmx --memory diary",
            "error: diary: is no memory, and there are other files in it: name a new or an empty directory\n",
        ),
    ];
    for (arguments, expected) in cases {
        let run = folder.call(arguments);
        assert_eq!((run.code, run.err.as_str()), (2, expected), "{arguments}");
    }
    folder.call("memory import a.tmx --quiet").clean();
    let store = folder.path("yaddash.memory/store.sqlite");
    let newer = rusqlite::Connection::open(&store).unwrap();
    newer.execute_batch("PRAGMA user_version = 77").unwrap();
    drop(newer);
    let run = folder.call("memory info");
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("is of version 77, and this program knows versions up to 1"),
        "{}",
        run.err
    );

    let bytes = std::fs::read(&store).unwrap();
    std::fs::write(&store, &bytes[..bytes.len() / 2]).unwrap();
    let run = folder.call("memory import a.tmx");
    assert_eq!(run.code, 2, "{}", run.err);
}
