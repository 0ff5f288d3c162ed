//! `yaddash tmx`.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::program::{Folder, MEMORY, json_lines, without_version};

/// A folder with the memory.
fn memory() -> Folder {
    Folder::with(&[("m.tmx", MEMORY)])
}

#[test]
fn info() {
    assert_snapshot!(memory().call("tmx info m.tmx").clean(), @r"
    m.tmx
      format      TMX 1.4, UTF-8
      made by     t 1
      source      en, segments are sentences
      units       2
      variants    4
        az        1 units, 4 words, 29 characters
        en        2 units, 8 words, 41 characters
        ru        1 units, 2 words, 13 characters
      codes       bpt 1, ept 1, ph 1
      properties  x-domain 1
      notes       1
      dates       20240101 to 20240101
    ");
    assert_snapshot!(memory().call("tmx info --format json m.tmx").clean(), @r#"{"path":"m.tmx","memory":{"encoding":"UTF-8","header":{"version":"1.4","attributes":{"creationtool":"t","creationtoolversion":"1","segtype":"sentence","o-tmf":"t","adminlang":"en","srclang":"en","datatype":"plaintext"},"notes":[],"properties":[]},"units":2,"variants":4,"unreadable_units":0,"unknown_elements":0,"duplicate_units":0,"ambiguous_sources":0,"languages":{"az":{"variants":1,"units":1,"words":4,"characters":29,"empty":0,"spellings":{"az":1}},"en":{"variants":2,"units":2,"words":8,"characters":41,"empty":0,"spellings":{"en":2}},"ru":{"variants":1,"units":1,"words":2,"characters":13,"empty":0,"spellings":{"ru":1}}},"codes":{"bpt":1,"ept":1,"ph":1},"properties":{"x-domain":1},"notes":1,"tools":{},"users":{},"first_date":"20240101","last_date":"20240101"}}"#);
}

#[test]
fn info_of_packed_files_and_standard_input() {
    let folder = memory();
    let plain = folder.call("tmx info --format json m.tmx").clean();
    // The empty file packed by gzip is no memory, which is told with the name of the file.
    folder.write(
        "e.tmx.gz",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    );
    assert!(
        folder
            .call("tmx info e.tmx.gz")
            .says(2)
            .contains("e.tmx.gz")
    );
    let fed = folder.feed("tmx info --format json -", MEMORY).clean();
    assert_eq!(fed.replace("standard input", "m.tmx"), plain);
}

#[test]
fn valid_memory() {
    assert_eq!(
        memory().call("tmx validate m.tmx").clean(),
        "nothing found in 1 file\n"
    );
}

#[test]
fn validate_for_a_program_tells_only_what_it_minds() {
    let header = r#"<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext""#;
    let unit = r#"<tu><prop type="domain">d</prop><tuv xml:lang="en"><seg> One</seg></tuv><tuv xml:lang="az"><seg>Bir</seg></tuv></tu>"#;
    let memory =
        format!("<tmx version=\"1.4\">{header} gitCommit=\"1\"/><body>\n{unit}</body></tmx>\n");
    let folder = Folder::with(&[("m.tmx", &memory)]);
    let lines = |tool: &str, code: i32| {
        let said = folder
            .call(&format!("tmx validate --for {tool} --format json m.tmx"))
            .ends(code);
        let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        let findings = report["findings"].as_array().expect("findings").clone();
        findings
            .iter()
            .map(|finding| format!("{} {}", finding["severity"], finding["message"]))
            .collect::<Vec<_>>()
    };
    assert_snapshot!(lines("omegat", 1).join("\n"), @r#""error" "`header` has no attribute `gitCommit` in TMX 1.4b; OmegaT refuses the file""#);
    assert_snapshot!(lines("trados", 1).join("\n"), @r#""warning" "the type of a property is `domain`: unless it is published, write `x-domain`; Trados imports no field for it""#);
    assert!(lines("memoq", 0).is_empty());
}

#[test]
fn convert_keeps_the_encoding_where_asked() {
    let folder = Folder::new();
    let text = MEMORY.replace("UTF-8", "UTF-16");
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    folder.write("wide.tmx", &bytes);
    folder
        .call("tmx convert wide.tmx --keep-encoding -o copy.tmx")
        .clean();
    assert_eq!(folder.read("copy.tmx"), bytes);
    folder.call("tmx convert wide.tmx -o copy.tmx").clean();
    assert_eq!(folder.read("copy.tmx"), MEMORY.as_bytes());
    let said = folder
        .call("tmx convert wide.tmx --keep-encoding --to jsonl")
        .says(2);
    assert!(said.contains("written in UTF-8"), "{said}");
}

/// A memory with mistakes of several kinds.
const BROKEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="chapter" o-tmf="t" adminlang="en" srclang="en"/>
<body>
<tu tuid="a"><tuv xml:lang="en"><seg>One <bpt i="1">x</bpt></seg></tuv><tuv><seg>Bir</seg></tuv></tu>
<tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
</body></tmx>
"#;

#[test]
fn validate_tells_every_problem_in_one_run() {
    let folder = Folder::with(&[("b.tmx", BROKEN)]);
    assert_snapshot!(folder.call("tmx validate b.tmx").ends(1), @r#"
    error[tmx-attribute-value]: `segtype` is `chapter`, not one of block, paragraph, sentence, phrase
     --> b.tmx:2:20
      |
    2 | ...4"><header creationtool="t" creationtoolversion="1" segtype="chapter" o-tmf="t" adminlang="en" srclang="en"/>
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[tmx-missing-attribute]: `header` has no `datatype`, which TMX 1.4b requires
     --> b.tmx:2:20
      |
    2 | ...4"><header creationtool="t" creationtoolversion="1" segtype="chapter" o-tmf="t" adminlang="en" srclang="en"/>
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[tmx-unpaired-bpt]: `bpt` with i="1" has no `ept` behind it
     --> b.tmx:4:42
      |
    4 | <tu tuid="a"><tuv xml:lang="en"><seg>One <bpt i="1">x</bpt></seg></tuv><tuv><seg>Bir</seg></t...
      |                                          ^^^^^^^^^^^

    warning[tmx-segment-space]: a segment has white space at its end
     --> b.tmx:4:33
      |
    4 | <tu tuid="a"><tuv xml:lang="en"><seg>One <bpt i="1">x</bpt></seg></tuv><tuv><seg>Bir</seg></t...
      |                                 ^^^^^

    error[tmx-missing-attribute]: `tuv` has no `xml:lang`, which TMX 1.4b requires
     --> b.tmx:4:72
      |
    4 | <tu tuid="a"><tuv xml:lang="en"><seg>One <bpt i="1">x</bpt></seg></tuv><tuv><seg>Bir</seg></t...
      |                                                                        ^^^^^

    warning[tmx-date]: `creationdate` is `2024-01-01`, not a date such as 20240229T101500Z
     --> b.tmx:5:1
      |
    5 | <tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    warning[tmx-empty-segment]: a segment has no text
     --> b.tmx:5:59
      |
    5 | <tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
      |                                                           ^^^^^

    warning[tmx-single-variant]: a unit has one variant alone
     --> b.tmx:5:1
      |
    5 | <tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[tmx-no-source-variant]: a unit has no variant in its source language, `en`
     --> b.tmx:5:1
      |
    5 | <tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    warning[tmx-repeated-tuid]: an earlier unit has the `tuid` `a` too
     --> b.tmx:5:1
      |
    5 | <tu tuid="a" creationdate="2024-01-01"><tuv xml:lang="az"><seg></seg></tuv></tu>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    5 errors, 5 warnings in 1 file
    "#);
    let found: serde_json::Value =
        serde_json::from_str(&folder.call("tmx validate --format json b.tmx").ends(1)).unwrap();
    let lines = json_lines(&folder.call("tmx validate --format jsonl b.tmx").ends(1));
    assert_eq!(found["findings"].as_array().unwrap(), &lines);
    assert_eq!(found["summary"]["findings"], lines.len());
    let sarif: serde_json::Value =
        serde_json::from_str(&folder.call("tmx validate --format sarif b.tmx").ends(1)).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"].as_array().unwrap().len(),
        lines.len()
    );
}

/// More findings than are held in memory, in a language that is named by no tag.
#[test]
fn validate_keeps_findings_of_any_language() {
    const UNITS: usize = 5_000;
    let unit =
        "<tu><tuv xml:lang=\"C\"><seg>a</seg></tuv><tuv xml:lang=\"C\"><seg>b</seg></tuv></tu>\n";
    let header = r#"<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="*all*" datatype="xml"/>"#;
    let memory = format!(
        "<tmx version=\"1.4\">{header}<body>\n{}</body></tmx>\n",
        unit.repeat(UNITS)
    );
    let folder = Folder::with(&[("c.tmx", memory)]);
    let found = json_lines(&folder.call("tmx validate --format jsonl c.tmx").ends(1));
    let repeated = found
        .iter()
        .filter(|line| line["rule"] == "tmx-repeated-language" && line["language"] == "x-c");
    assert_eq!(repeated.count(), UNITS);
}

#[test]
fn validate_goes_on_after_a_file_that_is_not_there() {
    let folder = memory();
    folder.write("b.tmx", BROKEN);
    let run = folder.call("tmx validate --format jsonl none.tmx b.tmx m.tmx");
    assert!(run.err.starts_with("error: none.tmx: "), "{}", run.err);
    assert!(
        json_lines(&run.out)
            .iter()
            .all(|line| line["path"] == "b.tmx")
    );
    assert_eq!(run.code, 2);
}

#[test]
fn tmx_to_tmx_keeps_every_byte_of_plain_files() {
    assert_eq!(memory().call("tmx convert m.tmx").clean(), MEMORY);
    assert_eq!(Folder::new().feed("tmx convert -", MEMORY).clean(), MEMORY);
}

#[test]
fn tmx_to_level_one_leaves_text() {
    let run = memory().call("tmx convert m.tmx --level 1");
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "warning: 3 codes left out\n")
    );
    assert_snapshot!(run.out, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
      <body>
        <tu tuid="k1">
          <note>seen</note>
          <prop type="x-domain">law</prop>
          <tuv xml:lang="en" creationdate="20240101T000000Z"><seg>The Milli Majlis met	in "Baku".</seg></tuv>
          <tuv xml:lang="az"><seg>Milli Məclis Bakıda toplandı.</seg></tuv>
        </tu>
        <tu>
          <tuv xml:lang="en"><seg>R&amp;D, twice</seg></tuv>
          <tuv xml:lang="ru"><seg>НИОКР, дважды</seg></tuv>
        </tu>
      </body>
    </tmx>
    "#);
}

#[test]
fn tmx_to_tables() {
    let run = memory().call("tmx convert m.tmx --to tsv");
    assert_snapshot!(run.err, @"warning: not kept, since the format has no place for them: 3 inline codes, 2 attributes, 1 property, 1 note");
    assert_snapshot!(run.out.replace('\t', "→"), @r#"
    en→az→ru
    The Milli Majlis met\tin "Baku".→Milli Məclis Bakıda toplandı.→
    R&D, twice→→НИОКР, дважды
    "#);
    assert_snapshot!(memory().call("tmx convert m.tmx --to csv").ends(0).replace('\t', "→"), @r#"
    en,az,ru
    "The Milli Majlis met→in ""Baku"".",Milli Məclis Bakıda toplandı.,
    "R&D, twice",,"НИОКР, дважды"
    "#);
}

#[test]
fn tmx_to_jsonl_keeps_codes() {
    let out = memory().call("tmx convert m.tmx --to jsonl").clean();
    assert_snapshot!(out, @r#"
    {"attributes":{"tuid":"k1"},"properties":[{"type":"x-domain","value":"law"}],"notes":[{"text":"seen"}],"variants":[{"language":"en","attributes":{"creationdate":"20240101T000000Z"},"properties":[],"notes":[],"text":"The Milli Majlis met\tin \"Baku\".","content":["The ",{"kind":"bpt","attributes":{"i":"1"},"content":[{"native":"<b>"}]},"Milli Majlis",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</b>"}]}," met\tin \"Baku\"."]},{"language":"az","attributes":{},"properties":[],"notes":[],"text":"Milli Məclis Bakıda toplandı.","content":["Milli Məclis ",{"kind":"ph"},"Bakıda toplandı."]}]}
    {"attributes":{},"properties":[],"notes":[],"variants":[{"language":"en","attributes":{},"properties":[],"notes":[],"text":"R&D, twice","content":["R&D, twice"]},{"language":"ru","attributes":{},"properties":[],"notes":[],"text":"НИОКР, дважды","content":["НИОКР, дважды"]}]}
    "#);
}

#[test]
fn tmx_to_moses_is_a_file_a_language() {
    let folder = memory();
    folder.call("tmx convert m.tmx --to moses -o out").ends(0);
    let files: Vec<String> = folder
        .files()
        .into_iter()
        .filter(|file| file != "m.tmx")
        .collect();
    assert_eq!(files, ["out.az", "out.en", "out.ru"]);
    for file in &files {
        assert_eq!(folder.text(file).matches('\n').count(), 2, "{file}");
    }
    assert!(folder.text("out.en").ends_with("\nR&D, twice\n"));
    assert!(
        folder
            .call("tmx convert m.tmx --to moses")
            .says(2)
            .contains("-o")
    );
    assert_eq!(
        folder.call("tmx convert out.en --from moses --to tsv").code,
        2
    );
}

#[test]
fn moses_files_become_a_memory() {
    let folder = memory();
    folder.call("tmx convert m.tmx --to moses -o out").ends(0);
    let table = folder
        .call("tmx convert out.en out.az out.ru --to tsv")
        .clean();
    assert_eq!(table, folder.call("tmx convert m.tmx --to tsv -q").clean());
    folder
        .call("tmx convert out.en out.az out.ru -o back.tmx")
        .ends(0);
    folder
        .call("tmx convert back.tmx --to moses -o again")
        .ends(0);
    for language in ["az", "en", "ru"] {
        let texts = |stem: &str| folder.text(format!("{stem}.{language}"));
        assert_eq!(texts("again"), texts("out"));
    }
    folder.write("out.az", "a line too few\n");
    let said = folder
        .call("tmx convert out.en out.az --to tsv -o none.tsv")
        .says(2);
    assert!(
        said.contains("line 2") && said.contains("az has ended"),
        "{said}"
    );
    assert!(!folder.path("none.tsv").exists());
    let said = folder.call("tmx convert m.tmx out.az --from tmx").says(2);
    assert!(said.contains("merge"), "{said}");
}

#[test]
fn convert_passes_over_units_that_say_nothing() {
    let folder = Folder::with(&[("m.tmx", MEMORY.replace("<tuv xml:lang=\"ru\">", "<tuv>"))]);
    for to in [
        "jsonl",
        "tsv",
        "csv",
        "xlsx",
        "xliff",
        "xliff2",
        "po",
        "tmx --level 1",
    ] {
        let run = folder.call(&format!("tmx convert m.tmx -o out --to {to}"));
        assert_eq!(run.code, 1, "{to}: {}", run.err);
        let told = "m.tmx: 1 of its units cannot be read and are left out; the first: ";
        assert!(
            run.err.contains(told) && run.err.contains("no xml:lang"),
            "{to}: {}",
            run.err
        );
        assert!(folder.path("out").exists(), "{to}");
    }
    let lines = folder.call("tmx convert m.tmx --to jsonl -q").ends(1);
    assert_eq!(json_lines(&lines).len(), 1);
}

#[test]
fn convert_tells_languages_that_are_not_there() {
    let folder = memory();
    for to in ["tsv", "xliff", "po"] {
        let run = folder.call(&format!(
            "tmx convert m.tmx -o out --to {to} --source en --target fr"
        ));
        assert_eq!(run.code, 1, "{to}: {}", run.err);
        let told = "warning: m.tmx: no unit is in fr; it has en, az, ru\n";
        assert!(run.err.contains(told), "{to}: {}", run.err);
        let run = folder.call(&format!(
            "tmx convert m.tmx -o out --to {to} --source en --target az"
        ));
        assert!(
            run.code == 0 && !run.err.contains("no unit"),
            "{to}: {}",
            run.err
        );
    }
}

#[test]
fn convert_of_what_is_not_translated_yet_misses_no_target() {
    let template = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
        msgid \"Open\"\nmsgstr \"\"\n";
    let folder = Folder::with(&[("t.pot", template)]);
    folder
        .call("tmx convert t.pot --source en --target az -o t.xlf")
        .clean();
    folder.call("tmx convert t.pot --target az -o t.po").clean();
    folder
        .call("tmx convert t.xlf --target az -o again.po")
        .ends(0);
    let told = folder
        .call("tmx convert t.xlf --source ru --target az -o ru.po")
        .says(1);
    assert!(told.contains("no unit is in ru; it has en\n"), "{told}");
    folder.write(
        "one.po",
        format!("{template}\nmsgid \"Close\"\nmsgstr \"Bağla\"\n"),
    );
    folder
        .call("tmx convert one.po --source en --target az -o one.xlf")
        .clean();
    let told = folder
        .call("tmx convert one.xlf --source en --target fr -o fr.po")
        .says(1);
    assert!(told.contains("no unit is in fr; it has en, az\n"), "{told}");
}

/// The units of a memory without what a table cannot hold.
const PLAIN: &str = "en\taz\tru\nOne \\t two\tBir iki\t\n\"Quoted\", = 1\t\tВ «кавычках»\n";

#[test]
fn tables_and_lines_to_tmx() {
    let folder = Folder::with(&[("t.tsv", PLAIN)]);
    assert_snapshot!(without_version(&folder.call("tmx convert t.tsv").clean()), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="yaddash" creationtoolversion="[version]" segtype="sentence" o-tmf="yaddash" adminlang="en" srclang="*all*" datatype="plaintext"/>
      <body>
        <tu>
          <tuv xml:lang="en"><seg>One 	 two</seg></tuv>
          <tuv xml:lang="az"><seg>Bir iki</seg></tuv>
        </tu>
        <tu>
          <tuv xml:lang="en"><seg>"Quoted", = 1</seg></tuv>
          <tuv xml:lang="ru"><seg>В «кавычках»</seg></tuv>
        </tu>
      </body>
    </tmx>
    "#);
}

#[test]
fn every_format_into_every_other_and_back() {
    let folder = Folder::with(&[("t.tsv", PLAIN)]);
    for to in ["tmx", "csv", "jsonl", "tsv"] {
        folder
            .call(&format!("tmx convert t.tsv -o there.{to}"))
            .clean();
        for back in ["tmx", "csv", "jsonl", "tsv"] {
            folder
                .call(&format!("tmx convert there.{to} -o back.{back}"))
                .clean();
            folder
                .call(&format!("tmx convert back.{back} -o again.tsv"))
                .clean();
            assert_eq!(folder.text("again.tsv"), PLAIN, "{to} {back}");
        }
    }
}

#[test]
fn jsonl_to_tmx_and_back_is_the_same() {
    let folder = memory();
    folder.call("tmx convert m.tmx -o m.jsonl").clean();
    folder.call("tmx convert m.jsonl -o n.tmx").clean();
    folder.call("tmx validate n.tmx").clean();
    folder.call("tmx convert n.tmx -o n.jsonl").clean();
    assert_eq!(folder.text("n.jsonl"), folder.text("m.jsonl"));
}

#[test]
fn formats_are_told_by_names_or_options() {
    let folder = Folder::with(&[("t.data", PLAIN)]);
    let named = folder
        .call("tmx convert t.data --from tsv --to csv")
        .clean();
    assert!(named.starts_with("en,az,ru\r\n"), "{named}");
    assert_eq!(
        folder
            .feed("tmx convert - --from tsv --to csv", PLAIN)
            .clean(),
        named
    );
    assert!(
        folder
            .call("tmx convert t.data --from tsv -o t.xyz")
            .says(2)
            .contains("--to")
    );
    assert_eq!(folder.files(), ["t.data"]);
}

#[test]
fn lines_of_jsonl_that_are_no_units_are_told_with_their_place() {
    let folder = Folder::with(&[(
        "a.jsonl",
        "{\"variants\":[{\"language\":\"az\",\"text\":\"Bir\"}]}\n{]\n",
    )]);
    let run = folder.call("tmx convert a.jsonl -o a.tsv");
    assert_snapshot!(run.err, @"error: cannot read a.jsonl: line 2, column 2: not a translation unit: key must be a string at line 1 column 2");
    assert_eq!(run.code, 2);
    assert_eq!(folder.files(), ["a.jsonl"]);
}

#[test]
fn other_encodings_become_readable_text() {
    let utf16: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain(MEMORY.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = Folder::with(&[("w.tmx", utf16)]);
    assert_eq!(
        folder.call("tmx validate w.tmx").clean(),
        "nothing found in 1 file\n"
    );
    let lines = json_lines(&folder.call("tmx convert w.tmx --to jsonl").clean());
    assert_eq!(lines[1]["variants"][1]["text"], "НИОКР, дважды");
}

#[test]
fn findings_beyond_memory_do_not_depend_on_threads() {
    let mut tmx = String::from(
        "<tmx version='1.4'><header creationtool='t' creationtoolversion='1' segtype='sentence' o-tmf='t' adminlang='en' \
         srclang='en' datatype='xml'/><body>\n",
    );
    for unit in 0..5_000 {
        let twice = unit % 2_400;
        let _ = writeln!(
            tmx,
            "<tu tuid='u{twice}'><note>{}</note><tuv xml:lang='en' changedate='{unit}'><seg>One</seg></tuv>\
             <tuv xml:lang='az'><seg>Bir</seg></tuv></tu>",
            "Long. ".repeat(20)
        );
    }
    let folder = Folder::with(&[("big.tmx", tmx + "</body></tmx>\n")]);
    for format in [
        "human",
        "json",
        "sarif",
        "junit",
        "checkstyle",
        "html",
        "github",
    ] {
        let with = |jobs| {
            folder.run([
                "tmx", "validate", "--format", format, "--jobs", jobs, "big.tmx",
            ])
        };
        let one = with("1");
        assert_eq!(one.code, 1, "{format}: {}", one.err);
        assert!(one == with("3"), "{format}");
        if format == "json" {
            let json: serde_json::Value = serde_json::from_str(&one.out).unwrap();
            let findings = json["findings"].as_array().unwrap();
            assert_eq!(findings.len(), 7_600);
            assert_eq!(json["summary"]["rules"]["tmx-date"], 5_000);
            assert_eq!(findings[4_999]["line"], 5_001);
            // Units that are called the same come last.
            assert_eq!(findings[5_000]["rule"], "tmx-repeated-tuid");
            assert_eq!(findings[5_000]["line"], 2_402);
            assert_eq!(findings[7_599]["text"], "u199");
        }
    }
}

#[test]
fn info_tells_what_is_odd_about_an_encoding() {
    let declared = MEMORY.replacen("UTF-8", "windows-1252", 1);
    assert!(declared.contains("windows-1252"));
    let folder = Folder::with(&[("m.tmx", declared)]);
    for jobs in 1..3 {
        let run = folder.call(&format!("tmx info m.tmx --jobs {jobs}"));
        assert_eq!(
            run.err,
            "warning: m.tmx: the XML declaration says windows-1252, but the bytes are UTF-8\n"
        );
    }
}

#[test]
fn help_shows_the_names_of_parts_as_they_are_typed() {
    let help = Folder::with::<&str>(&[]).call("tmx split --help").clean();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("[default: {stem}.{number}.tmx, "), "{help}");
}
