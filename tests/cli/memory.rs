//! `yaddash memory`.

use crate::program::Folder;

/// A memory from English into Azerbaijani; each unit is a source, a target and attributes.
pub(crate) fn tmx(units: &[(&str, &str, &str)]) -> String {
    let mut text = "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" \
                    o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body>\n"
        .to_owned();
    for (source, target, attributes) in units {
        let variant = |language: &str, text: &str| {
            [
                "<tuv xml:lang=\"",
                language,
                "\"><seg>",
                text,
                "</seg></tuv>",
            ]
            .concat()
        };
        text += &[
            "<tu ",
            attributes,
            ">",
            &variant("en", source),
            &variant("az", target),
            "</tu>\n",
        ]
        .concat();
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
            .contains("is of version 77, and this program knows versions up to 3"),
        "{}",
        run.err
    );

    let bytes = std::fs::read(&store).unwrap();
    std::fs::write(&store, &bytes[..bytes.len() / 2]).unwrap();
    let run = folder.call("memory import a.tmx");
    assert_eq!(run.code, 2, "{}", run.err);
}

/// The folder of a test with a memory of these units.
fn filled(units: &[(&str, &str, &str)]) -> Folder {
    let folder = Folder::with(&[("in.tmx", tmx(units))]);
    folder.call("memory import in.tmx --quiet").clean();
    folder
}

#[test]
fn what_is_exported_is_what_was_imported() {
    let everything = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="phrase" o-tmf="t" adminlang="en" srclang="az" datatype="xml">
<note>Başlıq</note>
<prop type="x-project">house</prop>
</header>
<body>
<tu tuid="k1" creationdate="20240101T000000Z" usagecount="3">
<note>qeyd</note>
<prop type="x-domain">law</prop>
<prop type="x-domain">court</prop>
<tuv xml:lang="AZ" changeid="anar">
<prop type="x-place">1</prop>
<seg>Milli <bpt i="1" type="bold">&lt;b&gt;</bpt>Məclis<ept i="1">&lt;/b&gt;</ept> <ph x="1">a<sub>alt</sub></ph></seg>
</tuv>
<tuv xml:lang="en-GB">
<seg>  <hi type="term">Milli Majlis</hi></seg>
</tuv>
<tuv xml:lang="ru">
<seg/>
</tuv>
</tu>
<tu srclang="*all*">
<tuv xml:lang="en-GB">
<seg>Court</seg>
</tuv>
</tu>
</body>
</tmx>
"#;
    let folder = Folder::with(&[("in.tmx", everything)]);
    folder.call("memory import in.tmx --quiet").clean();
    folder.call("memory export -o out.tmx --quiet").clean();
    folder.call("tmx convert in.tmx -o expected.jsonl").clean();
    folder.call("tmx convert out.tmx -o found.jsonl").clean();
    assert_eq!(folder.text("found.jsonl"), folder.text("expected.jsonl"));
    folder.call("memory export -o lines.jsonl --quiet").clean();
    assert_eq!(folder.text("lines.jsonl"), folder.text("expected.jsonl"));
    let head = |text: &str| {
        text.split("<body>")
            .next()
            .unwrap()
            .replace(['\n', ' '], "")
    };
    assert_eq!(head(&folder.text("out.tmx")), head(everything));
}

/// Files name languages by locales, by names, by anything.
#[test]
fn languages_of_any_name_are_kept_and_found() {
    let long = "x".repeat(300);
    let text = tmx(&[("Court", "Məhkəmə", "srclang=\"C\"")])
        .replace("\"en\"><seg>", "\"C\"><seg>")
        .replace(
            "</tu>",
            &format!("<tuv xml:lang=\"{long}\"><seg>Mahkeme</seg></tuv></tu>"),
        )
        .replace("\"az\"", "\"az@cyrillic\"");
    let folder = Folder::with(&[("odd.tmx", text)]);
    let import = folder.call("memory import odd.tmx");
    assert_eq!(import.code, 0, "{}", import.err);
    let units = |name: &str| {
        folder
            .call(&format!("tmx convert {name} --to jsonl"))
            .clean()
    };
    folder.call("memory export -o out.tmx --quiet").clean();
    assert_eq!(units("out.tmx"), units("odd.tmx"));
    assert!(units("odd.tmx").contains(&long));
    let long = long_tag(&long);
    for (from, text) in [("x-c", "Court"), (&long, "Mahkeme")] {
        let found = folder.call(&format!(
            "memory lookup --from {from} --to az-Cyrl --limit 1 {text}"
        ));
        assert_eq!(found.code, 0, "{}", found.err);
        assert!(found.out.contains("Məhkəmə"), "{from}: {}", found.out);
    }
}

/// The tag for private use that a long word is.
fn long_tag(word: &str) -> String {
    let parts: Vec<_> = word
        .as_bytes()
        .chunks(8)
        .map(String::from_utf8_lossy)
        .collect();
    format!("x-{}", parts.join("-"))
}

#[test]
fn units_are_exported_as_they_are_asked_for() {
    let folder = filled(&[
        ("Court", "Məhkəmə", "changedate=\"20240101T000000Z\""),
        ("Law", "Qanun", "changedate=\"20250101T000000Z\""),
    ]);
    folder.write("more.tsv", "en\taz\tru\nState\tDövlət\tГосударство\n");
    folder.call("memory import more.tsv --quiet").clean();
    for (arguments, expected) in [
        (
            "",
            "en\taz\tru\nCourt\tMəhkəmə\t\nLaw\tQanun\t\nState\tDövlət\tГосударство\n",
        ),
        ("--filter changed>=2025", "en\taz\nLaw\tQanun\n"),
        (
            "--origin more.tsv",
            "en\taz\tru\nState\tDövlət\tГосударство\n",
        ),
        ("--langs ru,az", "az\tru\nDövlət\tГосударство\n"),
        ("--id 2,1", "en\taz\nLaw\tQanun\nCourt\tMəhkəmə\n"),
    ] {
        let run = folder.call(format!("memory export --quiet --to tsv {arguments}").trim_end());
        assert_eq!(
            (run.code, run.out.as_str()),
            (0, expected),
            "{arguments}: {}",
            run.err
        );
    }
    // Units of several sources name theirs.
    let text = folder.call("memory export --quiet").clean();
    assert!(text.contains("srclang=\"en\""), "{text}");
}

#[test]
fn texts_are_searched_and_replaced() {
    let folder = filled(&[("ECPA session", "ECPA sessiyası", ""), ("Law", "Qanun", "")]);
    let edit = [
        "memory",
        "edit",
        "--replace",
        "ECPA",
        "--with",
        "PACE",
        "--in",
        "en",
    ];
    let dry = folder.run(edit.iter().chain(&["--dry-run"]));
    assert_eq!(
        (dry.code, dry.out.as_str(), dry.err.as_str()),
        (
            0,
            "1\ten\tECPA session\tPACE session\n",
            "note: 1 units would be changed\n"
        )
    );
    let before = folder.call("memory export --quiet").clean();
    assert!(before.contains("ECPA session"));
    assert_eq!(folder.run(edit).err, "note: 1 units were changed\n");
    assert_eq!(folder.run(edit).err, "note: 0 units were changed\n");
    let mut set = folder.program();
    set.env("SOURCE_DATE_EPOCH", "1709251200");
    set.args([
        "memory",
        "edit",
        "--id",
        "2",
        "--text",
        "az=Hüquq",
        "--set",
        "x-domain=law",
        "--quiet",
    ]);
    crate::program::run(&mut set).clean();
    let after = folder.call("memory export --quiet").clean();
    assert!(
        after.contains("PACE session") && after.contains("ECPA sessiyası"),
        "{after}"
    );
    assert!(
        after.contains("<tu changedate=\"20240301T000000Z\">"),
        "{after}"
    );
    assert!(
        after.contains("<prop type=\"x-domain\">law</prop>") && after.contains("Hüquq"),
        "{after}"
    );
    // The memory knows the unit by what it says now.
    let again = folder.call("memory import in.tmx");
    assert_eq!(
        again.err,
        "note: in.tmx: 1 units created, 0 updated, 1 unchanged; 0 refused\n"
    );
}

#[test]
fn units_are_removed_when_it_is_said_which() {
    let folder = filled(&[
        ("Court", "Məhkəmə", ""),
        ("Law", "Qanun", ""),
        ("State", "Dövlət", ""),
    ]);
    assert_eq!(folder.call("memory remove").code, 2);
    let dry = folder.call("memory remove --filter text:en=Law --dry-run");
    assert_eq!(
        (dry.out.as_str(), dry.err.as_str()),
        ("2\tLaw\tQanun\n", "note: 1 units would be removed\n")
    );
    assert_eq!(
        folder.call("memory remove --filter text:en=Law").err,
        "note: 1 units removed\n"
    );
    assert_eq!(
        folder.call("memory remove --id 1,2").err,
        "note: 1 units removed\n"
    );
    let info = folder.call("memory info --format json").clean();
    assert!(
        info.starts_with("{\"units\":1,\"languages\":{\"az\":1,\"en\":1},"),
        "{info}"
    );
    assert_eq!(folder.call("memory remove --all --memory none").code, 2);
    assert!(!folder.path("none").exists());
}

#[test]
fn memories_are_merged_turned_and_joined() {
    let folder = filled(&[("Court", "Məhkəmə", "")]);
    folder.write("ru.tsv", "en\tru\nCourt\tСуд\n");
    folder
        .call("memory import ru.tsv --memory other --quiet")
        .clean();
    let merged = folder.call("memory merge other");
    assert_eq!(
        merged.err,
        "note: other: 1 units created, 0 updated, 0 unchanged\n"
    );
    assert_eq!(folder.call("memory merge yaddash.memory").code, 2);
    let pivot = folder.call("memory pivot --from az --over en --to ru");
    assert_eq!(
        pivot.err,
        "note: 1 pairs of units share a text in en; 1 units created, 0 updated, 0 unchanged\n"
    );
    let joined = folder.call("memory export --id 3 --quiet").clean();
    assert!(
        joined.contains("srclang=\"az\"") && joined.contains("<prop type=\"x-pivot\">en</prop>"),
        "{joined}"
    );
    assert_eq!(
        folder.call("memory reverse --id 1").err,
        "note: 1 units were turned\n"
    );
    let turned = folder.call("memory export --id 1 --quiet").clean();
    assert!(turned.contains("<tu srclang=\"az\">"), "{turned}");
}

#[test]
fn a_segment_of_ten_megabytes_breaks_nothing() {
    let long = "Məclis ".repeat(1_250_000);
    let folder = filled(&[("Law", "Qanun", ""), (long.trim_end(), "Uzun", "")]);
    let info = folder.call("memory info --format json").clean();
    assert!(info.starts_with("{\"units\":2,"), "{info}");
    folder.call("memory export -o out.tmx --quiet").clean();
    assert!(folder.read("out.tmx").len() > 10_000_000);
}

#[test]
fn elements_that_are_none_of_tmx_are_kept_for_json_lines() {
    let foreign = tmx(&[(
        "Temperature <t5:n xmlns:t5=\"urn:x\" id=\"1\"/> °C",
        "Temperatur",
        "",
    )]);
    let folder = Folder::with(&[("in.tmx", foreign)]);
    folder.call("memory import in.tmx --quiet").clean();
    let lines = folder.call("memory export --to jsonl --quiet").clean();
    assert_eq!(lines, folder.call("tmx convert in.tmx --to jsonl").out);
    assert!(lines.contains("foreign-start"), "{lines}");
}
