//! `yaddash tmx convert` to and from XLIFF and PO.

use insta::assert_snapshot;

use crate::program::{Folder, GLOSSARY, MEMORY, json_lines, without_version};

const PO: &str = r#"msgid ""
msgstr ""
"Language: az\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: a.c:1
msgctxt "menu"
msgid "Open"
msgstr "Aç"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fayl"
msgstr[1] "%d fayl var"
"#;

/// Two languages, with codes that XLIFF can hold.
const PAIR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
<tu tuid="k1" creationdate="20240101T000000Z"><note>seen</note><prop type="x-domain">law</prop><tuv xml:lang="en"><seg>The <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>Milli Majlis<ept i="1">&lt;/b&gt;</ept> met.</seg></tuv><tuv xml:lang="az"><seg><bpt i="1" x="1" type="bold"/>Milli Məclis<ept i="1"/> toplandı.</seg></tuv></tu>
</body></tmx>
"#;

#[test]
fn a_memory_becomes_xliff() {
    let folder = Folder::with(&[("m.tmx", PAIR)]);
    assert_snapshot!(folder.call("tmx convert m.tmx --to xliff").clean(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
      <file original="unknown" source-language="en" target-language="az" datatype="plaintext">
        <body>
          <trans-unit id="k1" xml:space="preserve">
            <source>The <bpt id="1" ctype="bold">&lt;b&gt;</bpt>Milli Majlis<ept id="1">&lt;/b&gt;</ept> met.</source>
            <target><g id="1" ctype="bold">Milli Məclis</g> toplandı.</target>
            <context-group purpose="information">
              <context context-type="x-yaddash.unit.attribute.creationdate">20240101T000000Z</context>
              <context context-type="x-domain">law</context>
            </context-group>
            <note>seen</note>
          </trans-unit>
        </body>
      </file>
    </xliff>
    "#);
}

#[test]
fn a_memory_comes_back_from_xliff() {
    let folder = Folder::with(&[("m.tmx", PAIR)]);
    folder.call("tmx convert m.tmx -o m.jsonl").clean();
    folder.call("tmx convert m.tmx -o m.xliff").clean();
    folder.call("tmx convert m.xliff -o n.tmx").clean();
    folder.call("tmx validate n.tmx").clean();
    folder.call("tmx convert n.tmx -o n.jsonl").clean();
    assert_eq!(folder.text("n.jsonl"), folder.text("m.jsonl"));
    assert!(folder.text("n.tmx").contains("srclang=\"en\""));
}

#[test]
fn a_memory_comes_back_from_xliff_2() {
    let folder = Folder::with(&[("m.tmx", PAIR)]);
    let file = folder.call("tmx convert m.tmx --to xliff2").clean();
    assert_snapshot!(file, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="az">
      <file id="f1">
        <unit id="k1" xml:space="preserve">
          <mda:metadata>
            <mda:metaGroup>
              <mda:meta type="x-yaddash.unit.attribute.creationdate">20240101T000000Z</mda:meta>
              <mda:meta type="x-domain">law</mda:meta>
            </mda:metaGroup>
          </mda:metadata>
          <notes>
            <note>seen</note>
          </notes>
          <originalData>
            <data id="d1">&lt;b&gt;</data>
            <data id="d2">&lt;/b&gt;</data>
          </originalData>
          <segment id="s1">
            <source>The <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">Milli Majlis</pc> met.</source>
            <target><pc id="1" type="fmt" subType="xlf:b">Milli Məclis</pc> toplandı.</target>
          </segment>
        </unit>
      </file>
    </xliff>
    "#);
    folder.write("m.xlf", file);
    folder.call("tmx convert m.tmx -o m.jsonl").clean();
    folder.call("tmx convert m.xlf -o n.jsonl").clean();
    assert_eq!(folder.text("n.jsonl"), folder.text("m.jsonl"));
}

#[test]
fn a_package_of_memoq_is_opened() {
    let file = r#"<xliff version="1.2"><file source-language="en" target-language="az"><body><trans-unit id="1"><source>a</source><target>b</target></trans-unit></body></file></xliff>"#;
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("skeleton.xml", "<s/>"), ("document.mqxliff", file)] {
        package
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut package, text.as_bytes()).unwrap();
    }
    let folder = Folder::with(&[("m.mqxlz", package.finish().unwrap().into_inner())]);
    let table = folder.call("tmx convert m.mqxlz --to tsv").ends(0);
    assert_eq!(table, "en\taz\na\tb\n");
}

#[test]
fn languages_are_those_of_the_file_or_given() {
    let folder = Folder::with(&[("m.tmx", MEMORY), ("t.tsv", "az\ten\nBir\tOne\n")]);
    let run = folder.call("tmx convert m.tmx -o m.xliff");
    assert_snapshot!(run.says(2), @"error: m.tmx has more than one language beside en: give one with --target (it has en, az, ru)");
    assert_eq!(folder.files(), ["m.tmx", "t.tsv"]);
    assert_snapshot!(folder.call("tmx convert t.tsv --to po").says(2), @"error: t.tsv names no source language: give it with --source (it has az, en)");
    let said = folder
        .call("tmx convert m.tmx -o m.xliff --target az")
        .says(0);
    assert_snapshot!(said, @"warning: not kept, since the format has no place for them: 1 variant");
    let reversed = folder.call("tmx convert t.tsv --to po --source en").clean();
    assert!(
        reversed.ends_with("\nmsgid \"One\"\nmsgstr \"Bir\"\n"),
        "{reversed}"
    );
    let table = folder
        .call("tmx convert m.tmx --to tsv --source ru --target en")
        .ends(0);
    assert!(table.starts_with("ru\ten\n"), "{table}");
    assert_snapshot!(folder.call("tmx convert m.tmx --to jsonl --source az").says(2), @"error: --source and --target are for XLIFF and PO, and both together for tables and Moses files");
}

#[test]
fn messages_become_a_memory_and_come_back() {
    let folder = Folder::with(&[("m.po", PO)]);
    let memory = folder.call("tmx convert m.po --to tmx").clean();
    assert_snapshot!(without_version(&memory), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="yaddash" creationtoolversion="[version]" segtype="sentence" o-tmf="yaddash" adminlang="en" srclang="en" datatype="plaintext"/>
      <body>
        <tu>
          <prop type="x-context">menu</prop>
          <prop type="x-reference">a.c:1</prop>
          <tuv xml:lang="en"><seg>Open</seg></tuv>
          <tuv xml:lang="az"><seg>Aç</seg></tuv>
        </tu>
        <tu>
          <prop type="x-plural">0</prop>
          <prop type="x-msgid">%d file</prop>
          <prop type="x-msgid-plural">%d files</prop>
          <tuv xml:lang="en"><seg>%d file</seg></tuv>
          <tuv xml:lang="az"><seg>%d fayl</seg></tuv>
        </tu>
        <tu>
          <prop type="x-plural">1</prop>
          <prop type="x-msgid">%d file</prop>
          <prop type="x-msgid-plural">%d files</prop>
          <tuv xml:lang="en"><seg>%d files</seg></tuv>
          <tuv xml:lang="az"><seg>%d fayl var</seg></tuv>
        </tu>
      </body>
    </tmx>
    "#);
    folder.write("m.tmx", memory);
    let back = folder.call("tmx convert m.tmx --to po").clean();
    let body = |text: &str| text.split_once("\n\n").unwrap().1.to_owned();
    assert_eq!(body(&back), body(PO));
    assert_eq!(
        body(&folder.feed("tmx convert - --from po --to po", PO).clean()),
        body(PO)
    );
    // Through XLIFF too, but for the names that units need there.
    folder.call("tmx convert m.po -o m.xliff").clean();
    let run = folder.call("tmx convert m.xliff --to po");
    assert_snapshot!(run.err, @"warning: not kept, since the format has no place for them: 3 attributes");
    assert_eq!(body(&run.out), body(PO));
}

#[test]
fn every_bilingual_format_into_every_other() {
    let table = "en\taz\nOne \\t two\tBir iki\n\"Quoted\"\t«Dırnaq»\n";
    let folder = Folder::with(&[("t.tsv", table)]);
    for (to, there) in [
        ("xliff", "one.xlf"),
        ("xliff2", "two.xlf"),
        ("po", "there.po"),
    ] {
        folder
            .call(&format!(
                "tmx convert t.tsv --source en --to {to} -o {there}"
            ))
            .clean();
        let has_version_two = folder.text(there).contains("version=\"2.1\"");
        assert_eq!(has_version_two, to == "xliff2");
        for (back, file) in [
            ("tmx", "back.tmx"),
            ("csv", "back.csv"),
            ("jsonl", "back.jsonl"),
            ("tsv", "back.tsv"),
            ("xlsx", "back.xlsx"),
            ("xliff", "back.xlf"),
            ("xliff2", "back.xliff"),
            ("po", "back.po"),
        ] {
            folder
                .call(&format!("tmx convert {there} --to {back} -o {file}"))
                .ends(0);
            folder
                .call(&format!("tmx convert {file} -o again.tsv"))
                .ends(0);
            assert_eq!(folder.text("again.tsv"), table, "{to} {back}");
        }
    }
}

#[test]
fn mistakes_in_messages_have_their_place() {
    let folder = Folder::with(&[("m.po", "msgid \"a\"\nmsgstr \"b\n")]);
    assert_snapshot!(folder.call("tmx convert m.po -o m.tmx").says(2), @"error: cannot read m.po: line 2, column 10: the string has no closing quotation mark");
    assert_eq!(folder.files(), ["m.po"]);
}

#[test]
fn what_units_have_no_place_for_is_told() {
    let file = r#"<xliff version="1.2"><file source-language="en"><header><note>n</note></header><body><trans-unit id="1"><source>a</source></trans-unit></body></file></xliff>"#;
    let run = Folder::with(&[("m.xlf", file)]).call("tmx convert m.xlf --to jsonl");
    assert_snapshot!(run.err, @"warning: left out of the input, since units have no place for them: 1 element");
    assert_eq!(json_lines(&run.out)[0]["attributes"]["tuid"], "1");
}

#[test]
fn bilingual_files_are_checked() {
    let xliff = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"az\"><body>\n <trans-unit id=\"1\"><source>The ECPA met.</source><target>AŞPA toplandı.</target></trans-unit></body></file></xliff>";
    let po = "msgid \"\"\nmsgstr \"Language: az\\n\"\n\nmsgid \"The ECPA met.\"\nmsgstr \"AŞPA toplandı.\"\n";
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("d/m.xliff", xliff), ("d/m.po", po)]);
    let out = folder
        .call("check --glossary g.csv --format jsonl d")
        .ends(1);
    let told: Vec<String> = json_lines(&out)
        .iter()
        .map(|finding| {
            format!(
                "{}:{}:{} {}",
                finding["path"], finding["line"], finding["column"], finding["text"]
            )
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    "d/m.po":4:12 "ECPA"
    "d/m.xliff":2:33 "ECPA"
    "#);
}

/// Russian letters and ASCII in windows-1251.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |character: char| match u32::from(character) {
        code @ 0x410..=0x44F => code - 0x410 + 0xC0,
        code => code,
    };
    text.chars()
        .map(|character| u8::try_from(byte(character)).unwrap())
        .collect()
}

#[test]
fn a_guessed_encoding_is_told_whatever_the_format() {
    let (russian, english) = (
        "Договор вступает в силу со дня его подписания сторонами.",
        "The treaty enters into force on the day of its signature by the parties.",
    );
    let seg = |language, text| format!("<tuv xml:lang=\"{language}\"><seg>{text}</seg></tuv>");
    let files = [
        (
            "m.tmx",
            format!(
                "<tmx version=\"1.4\"><header srclang=\"ru\"/><body><tu>{}{}</tu></body></tmx>",
                seg("ru", russian),
                seg("en", english)
            ),
        ),
        ("t.tsv", format!("ru\ten\n{russian}\t{english}\n")),
        ("t.csv", format!("ru,en\n{russian},{english}\n")),
        (
            "x.xlf",
            format!(
                "<xliff version=\"1.2\"><file source-language=\"ru\" target-language=\"en\"><body><trans-unit id=\"1\">\
                 <source>{russian}</source><target>{english}</target></trans-unit></body></file></xliff>"
            ),
        ),
        (
            "p.po",
            format!(
                "msgid \"\"\nmsgstr \"Language: ru\\n\"\n\nmsgid \"{english}\"\nmsgstr \"{russian}\"\n"
            ),
        ),
        ("l.ru", format!("{russian}\n")),
        ("l.en", format!("{english}\n")),
    ];
    let folder = Folder::with(&files.map(|(name, text)| (name, windows_1251(&text))));
    for input in ["m.tmx", "t.tsv", "t.csv", "x.xlf", "p.po", "l.ru l.en"] {
        for output in ["csv", "tsv", "jsonl", "tmx"] {
            let run = folder.call(&format!("tmx convert {input} -o out.{output}"));
            let told = run.err.matches("windows-1251, which is a guess").count();
            assert_eq!(
                told, 1,
                "{input} to {output}, told {told} times: {}",
                run.err
            );
            assert!(
                folder.text(format!("out.{output}")).contains(russian),
                "{input} to {output}"
            );
        }
    }
}
