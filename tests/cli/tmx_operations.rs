//! Operations on whole memories: `yaddash tmx filter` and its neighbours.

use insta::assert_snapshot;

use crate::program::{Folder, MEMORY};

/// A folder with the memory of two units.
fn memory() -> Folder {
    Folder::with(&[("m.tmx", MEMORY)])
}

#[test]
fn filter_keeps_units_as_they_stand() {
    let run = memory().call("tmx filter m.tmx has_az").says(2);
    assert_snapshot!(run, @r"
    error: the expression cannot be read
      has_az
      ^ column 1: `has_az` is no field; fields are has, only, text, same, empty, tuid, user, creationid, changeid, prop, note, attr, created, changed, used, variants, languages, words, chars, codes, ratio, wordratio, usagecount
    ");
    let folder = memory();
    let run = folder.run(["tmx", "filter", "m.tmx", "has ru or tuid = none"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "note: m.tmx: kept 1 of 2 units\n")
    );
    assert_snapshot!(run.out, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- kept -->
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
    <body>
    <tu><tuv xml:lang="en"><seg>R&amp;D, twice</seg></tuv><tuv xml:lang="ru"><seg>НИОКР, дважды</seg></tuv></tu>
    </body></tmx>
    "#);
    let run = folder.run([
        "tmx", "filter", "m.tmx", "has ru", "--invert", "-o", "o.tmx", "-q",
    ]);
    assert_eq!(run.clean(), "");
    assert_snapshot!(folder.text("o.tmx"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- kept -->
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
    <body>
    <tu tuid="k1"><prop type="x-domain">law</prop><note>seen</note>
    <tuv xml:lang="en" creationdate="20240101T000000Z"><seg>The <bpt i="1">&lt;b&gt;</bpt>Milli Majlis<ept i="1">&lt;/b&gt;</ept> met	in "Baku".</seg></tuv>
    <tuv xml:lang="az"><seg>Milli Məclis <ph/>Bakıda toplandı.</seg></tuv></tu>
    </body></tmx>
    "#);
}

#[test]
fn filter_reads_standard_input_and_wide_encodings() {
    let wide: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain(MEMORY.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let run = Folder::new().feed("tmx filter - variants -q", wide);
    assert_eq!(run.clean(), MEMORY);
}

#[test]
fn filter_says_what_is_wrong() {
    let folder = memory();
    let run = folder.run([
        "tmx",
        "filter",
        "m.tmx",
        "has az and wordz > 3",
        "-o",
        "o.tmx",
    ]);
    assert_snapshot!(run.says(2), @r"
    error: the expression cannot be read
      has az and wordz > 3
                 ^ column 12: `wordz` is no field; fields are has, only, text, same, empty, tuid, user, creationid, changeid, prop, note, attr, created, changed, used, variants, languages, words, chars, codes, ratio, wordratio, usagecount
    ");
    folder.write("b.tmx", MEMORY.replace("</seg>", ""));
    let run = folder.run(["tmx", "filter", "b.tmx", "has az", "-o", "o.tmx"]);
    assert_snapshot!(run.says(2), @"error: b.tmx:6:141: `</tuv>` does not close `seg` of 6:52 (unit 1); `yaddash tmx repair` saves what can be saved");
    folder.write("c.tmx", MEMORY.replace(" xml:lang=\"az\"", ""));
    let run = folder.run(["tmx", "filter", "c.tmx", "has ru", "-o", "p.tmx"]);
    assert_snapshot!(run.says(1), @r"
    warning: c.tmx: 1 of its units cannot be read and are left out, since no expression holds for them; the first: 7:1: a `tuv` has no xml:lang: add its language (unit 1)
    note: c.tmx: kept 1 of 2 units
    ");
    assert_eq!(folder.files(), ["b.tmx", "c.tmx", "m.tmx", "p.tmx"]);
}

#[test]
fn info_counts_units_that_say_the_same() {
    let twice = MEMORY.replace(
        "</body>",
        "<tu changeid=\"aysel\"><tuv xml:lang=\"ru\"><seg>НИОКР, дважды</seg></tuv><tuv xml:lang=\"EN\"><seg>R&#38;D, twice</seg></tuv></tu>\n\
         <tu><tuv xml:lang=\"en\"><seg>R&amp;D, twice</seg></tuv><tuv xml:lang=\"ru\"><seg>Дважды НИОКР</seg></tuv></tu></body>",
    );
    let folder = Folder::with(&[("m.tmx", twice)]);
    let out = folder.call("tmx info m.tmx").clean();
    let lines: Vec<&str> = out
        .lines()
        .filter(|line| {
            ["users", "duplicates", "ambiguous"]
                .iter()
                .any(|word| line.contains(word))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "  users       aysel 1",
            "  duplicates  1",
            "  ambiguous   1"
        ]
    );
}

/// A memory with units that say the same in their own ways.
const SAME: &str = r#"<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu tuid="1" changedate="20230101T000000Z"><prop type="x-domain">law</prop><tuv xml:lang="en"><seg>Bakı, 12 May.</seg></tuv><tuv xml:lang="az"><seg>Bakı, 12 may.</seg></tuv></tu>
<tu tuid="2" changedate="20240101T000000Z"><prop type="x-domain">a/b</prop><tuv xml:lang="AZ"><seg>Bakı, 12 may.</seg></tuv><tuv xml:lang="en"><seg>Bakı, 12 May.</seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="en"><seg>BAKı,   12 MAY</seg></tuv><tuv xml:lang="az"><seg>BAKI,  12 MAY</seg></tuv></tu>
<tu tuid="4"><prop type="x-domain">a:b</prop><tuv xml:lang="en"><seg>Bakı, 12 May.</seg></tuv><tuv xml:lang="az"><seg>Bakı, 12 may.</seg></tuv>
  <tuv xml:lang="ru"><seg>Баку, 12 мая.</seg></tuv></tu>
</body></tmx>
"#;

/// The identifiers of the units.
fn tuids(tmx: &str) -> String {
    let ids = tmx.split("tuid=\"").skip(1);
    ids.filter_map(|rest| rest.chars().next()).collect()
}

#[test]
fn dedupe_leaves_out_what_is_said_already() {
    let folder = Folder::with(&[("m.tmx", SAME)]);
    let run = folder.call("tmx dedupe m.tmx");
    assert_snapshot!(run.err, @r"
    note: m.tmx: left out 1 of 4 units
    note: m.tmx: duplicates that differ from what stays, by what differs: change 1, properties 1, tuid 1
    ");
    assert_eq!(tuids(&run.out), "134");
    let ids = |options: &str| {
        tuids(
            &folder
                .call(&format!("tmx dedupe m.tmx -q {options}"))
                .clean(),
        )
    };
    assert_eq!(ids("--keep newest"), "234");
    assert_eq!(ids("--normalized"), "14");
    assert_eq!(ids("--normalized --keep longest --numbers"), "34");
    assert_eq!(ids("--normalized --subsets"), "4");
    assert_eq!(ids("--subsets"), "34");
    let fed = folder.feed("tmx dedupe - -q --keep newest", SAME).clean();
    assert_eq!(tuids(&fed), "234");
    assert_eq!(folder.call("tmx dedupe m.tmx --numbers").code, 2);
}

#[test]
fn sample_is_the_same_for_the_same_seed() {
    let folder = Folder::with(&[("m.tmx", SAME)]);
    let run = folder.call("tmx sample m.tmx --units 2");
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "note: m.tmx: kept 2 of 4 units\n")
    );
    let fed = folder.feed("tmx sample - --percent 50 -q", SAME).clean();
    assert_eq!(fed, run.out);
    let all = folder
        .call("tmx sample m.tmx --units 9 --seed 5 -q")
        .clean();
    assert_eq!(all, SAME);
    assert_eq!(folder.call("tmx sample m.tmx").code, 2);
    assert_eq!(folder.call("tmx sample m.tmx --percent 101").code, 2);
}

#[test]
fn split_by_number_and_size() {
    let folder = Folder::with(&[("m.tmx", SAME)]);
    let run = folder.call("tmx split m.tmx --units 3");
    assert_snapshot!(run.err, @r"
    note: m.1.tmx: 3 units
    note: m.2.tmx: 1 units
    note: m.tmx: 4 units, 2 parts
    ");
    assert_eq!(folder.files(), ["m.1.tmx", "m.2.tmx", "m.tmx"]);
    assert_eq!(
        tuids(&folder.text("m.1.tmx")) + &tuids(&folder.text("m.2.tmx")),
        "1234"
    );
    folder.call("tmx validate m.1.tmx m.2.tmx").ends(0);
    folder
        .call("tmx split m.tmx --size 600B -q -o s-{n}.tmx")
        .clean();
    assert!(folder.read("s-1.tmx").len() <= 600);
    assert_eq!(folder.files().len(), 3 + 2);
    assert!(
        folder
            .call("tmx split m.tmx --units 2 -o same.tmx")
            .says(2)
            .contains("{n}")
    );
    assert_eq!(folder.call("tmx split m.tmx --size 5xB").code, 2);
}

#[test]
fn split_into_another_folder() {
    let folder = Folder::new();
    folder.write("sub/m.tmx", SAME);
    folder.write("parts/other.txt", "");
    folder
        .call("tmx split sub/m.tmx --units 1 -q -o parts/{stem}-{number}.tmx")
        .clean();
    assert!(folder.text("parts/m-1.tmx").contains("<tu"));
}

#[test]
fn split_by_pair_and_property() {
    let folder = Folder::with(&[("m.tmx", SAME)]);
    folder.write("sub/m.tmx", SAME);
    let run = folder.call("tmx split sub/m.tmx --by-pair");
    assert_snapshot!(run.err, @r"
    note: sub/m.en-az.tmx: 4 units
    note: sub/m.en-ru.tmx: 1 units
    note: sub/m.az-ru.tmx: 1 units
    note: sub/m.tmx: 4 units, 3 parts
    ");
    assert_snapshot!(folder.text("sub/m.az-ru.tmx"), @r#"
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
    <tu tuid="4" srclang="az"><prop type="x-domain">a:b</prop><tuv xml:lang="az"><seg>Bakı, 12 may.</seg></tuv>
      <tuv xml:lang="ru"><seg>Баку, 12 мая.</seg></tuv></tu>
    </body></tmx>
    "#);
    assert_eq!(tuids(&folder.text("sub/m.en-az.tmx")), "1234");
    folder.call("tmx validate sub/m.az-ru.tmx").clean();
    let run = folder.call("tmx split m.tmx --by-property x-domain");
    assert_snapshot!(run.err, @r"
    note: m.law.tmx: 1 units
    note: m.a_b.tmx: 1 units
    note: m.none.tmx: 1 units
    note: m.a_b.2.tmx: 1 units
    note: m.tmx: 4 units, 4 parts
    ");
    assert_eq!(tuids(&folder.text("m.none.tmx")), "3");
    let fed = folder.feed("tmx split - --by-property x-domain -o p{n}.tmx -q", SAME);
    fed.clean();
    assert_eq!(tuids(&folder.text("p4.tmx")), "4");
}

/// Two memories that share texts: the second has another source language, an entity and a prefix of its own.
const FIRST: &str = r#"<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu tuid="1" changedate="20230101T000000Z"><tuv xml:lang="en"><seg>Yes</seg></tuv>
  <tuv xml:lang="az"><seg>Bəli</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="az"><seg>Xeyr</seg></tuv></tu>
<!-- kept --></body></tmx>
"#;
const SECOND: &str = r#"<!DOCTYPE tmx [<!ENTITY no "Нет">]>
<tmx version="1.4" xmlns:o="urn:o"><header creationtool="u" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="ru" datatype="plaintext"/><body>
<tu tuid="a" o:own="1"><tuv xml:lang="ru"><seg>&no;</seg></tuv><tuv xml:lang="en"><seg>No</seg></tuv></tu>
<tu tuid="1" srclang="en" changedate="20240101T000000Z"><tuv xml:lang="az"><seg>Hə</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
<tu tuid="c" srclang="en"><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="az"><seg>Xeyr</seg></tuv></tu>
</body></tmx>
"#;

#[test]
fn merge_brings_files_together() {
    let folder = Folder::with(&[("a.tmx", FIRST), ("b.tmx", SECOND)]);
    let run = folder.call("tmx merge a.tmx b.tmx");
    assert_snapshot!(run.err, @r"
    note: b.tmx: `creationtool` of the header is `u`, in the first file `t`
    note: b.tmx: `srclang` of the header is `ru`, in the first file `en`
    note: 5 units of 2 files, 4 written
    note: 1 units left out, which say the same as another
    ");
    assert_snapshot!(run.out, @r#"
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
    <tu tuid="1" changedate="20230101T000000Z"><tuv xml:lang="en"><seg>Yes</seg></tuv>
      <tuv xml:lang="az"><seg>Bəli</seg></tuv></tu>
    <tu tuid="2"><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="az"><seg>Xeyr</seg></tuv></tu>
    <tu tuid="a" o:own="1" xmlns:o="urn:o" srclang="ru"><tuv xml:lang="ru"><seg>Нет</seg></tuv><tuv xml:lang="en"><seg>No</seg></tuv></tu>
    <tu tuid="1" srclang="en" changedate="20240101T000000Z"><tuv xml:lang="az"><seg>Hə</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
    <!-- kept --></body></tmx>
    "#);
    folder.write("o.tmx", &run.out);
    let found = folder.call("tmx validate --format jsonl o.tmx").ends(1);
    assert!(!found.contains("tmx-no-source-variant"), "{found}");
    let fed = folder.feed("tmx merge a.tmx - -q", SECOND).clean();
    assert_eq!(fed, run.out);
    assert_eq!(folder.call("tmx merge - -").code, 2);
    assert_eq!(folder.call("tmx merge a.tmx -q").clean(), FIRST);
}

#[test]
fn merge_by_source_keeps_the_newest_and_joins() {
    let folder = Folder::with(&[("a.tmx", FIRST), ("b.tmx", SECOND)]);
    let run = folder.call("tmx merge a.tmx b.tmx --by source --join en -o o.tmx");
    assert_snapshot!(run.err, @r"
    note: b.tmx: `creationtool` of the header is `u`, in the first file `t`
    note: b.tmx: `srclang` of the header is `ru`, in the first file `en`
    note: 5 units of 2 files, 2 written
    note: 1 units left out, which say the same as another
    note: 1 units left out for another of the same identity
    note: 1 units joined with another
    ");
    assert_snapshot!(folder.text("o.tmx"), @r#"
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
    <tu tuid="2"><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="az"><seg>Xeyr</seg></tuv><tuv xml:lang="ru"><seg>Нет</seg></tuv></tu>
    <tu tuid="1" srclang="en" changedate="20240101T000000Z"><tuv xml:lang="az"><seg>Hə</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
    <!-- kept --></body></tmx>
    "#);
    folder.call("tmx validate o.tmx").clean();
    let ids = |options: &str| {
        tuids(
            &folder
                .call(&format!("tmx merge a.tmx b.tmx -q {options}"))
                .clean(),
        )
    };
    assert_eq!(ids("--by source --on-conflict prefer-first"), "12a");
    assert_eq!(ids("--by tuid"), "2a1c");
    assert_eq!(ids("--on-conflict keep-all"), "12a1c");
    assert_eq!(ids("--join en"), "121");
    folder.write("broken.tmx", SECOND.replace("</tu>", ""));
    let run = folder.call("tmx merge a.tmx broken.tmx -o p.tmx");
    assert_snapshot!(run.says(2), @"error: broken.tmx:6:1: `</body>` does not close `tu` of 5:1; `yaddash tmx repair` saves what can be saved");
}

#[test]
fn diff_tells_what_changed() {
    let folder = Folder::with(&[("old.tmx", SAME)]);
    let new = SAME
        .replace("srclang=\"en\"", "srclang=\"EN\"")
        .replace(
            "<seg>Bakı, 12 may.</seg></tuv></tu>",
            "<seg>Bakı şəhəri, 12 <ph/>may.</seg></tuv></tu>",
        )
        .replace(">law<", ">news<")
        .replace("tuid=\"3\"", "tuid=\"9\"")
        .replace("<seg>BAKı,   12 MAY</seg>", "<seg>One\ntwo</seg>");
    folder.write("new.tmx", &new);
    assert_snapshot!(folder.call("tmx diff old.tmx new.tmx").ends(1), @r"
    changed old.tmx:2:1 → new.tmx:2:1 (tuid 1)
      unit prop x-domain: law → news
      az: Bakı{+ şəhəri+}, 12 {+<ph/>+}may.

    removed old.tmx:4:1 (tuid 3)
    - en: BAKı,   12 MAY
    - az: BAKI,  12 MAY

    added new.tmx:4:1 (tuid 9)
    + en: One\ntwo
    + az: BAKI,  12 MAY

    header srclang: en → EN
    1 removed, 1 changed, 1 added, 2 the same
    ");
    let json: serde_json::Value = serde_json::from_str(
        &folder
            .call("tmx diff old.tmx new.tmx --format json")
            .ends(1),
    )
    .unwrap();
    assert_snapshot!(json["changes"][0], @r#"{"change":"changed","differences":[{"language":null,"name":"x-domain","new":"news","old":"law","what":"property"},{"language":"az","name":null,"new":"Bakı şəhəri, 12 <ph/>may.","old":"Bakı, 12 may.","what":"text"}],"new":{"column":1,"line":2,"tuid":"1","variants":[{"language":"en","text":"Bakı, 12 May."},{"language":"az","text":"Bakı şəhəri, 12 may."}]},"old":{"column":1,"line":2,"tuid":"1","variants":[{"language":"en","text":"Bakı, 12 May."},{"language":"az","text":"Bakı, 12 may."}]}}"#);
    assert_snapshot!(json["summary"], @r#"{"added":1,"changed":1,"removed":1,"unchanged":2}"#);
    assert_eq!(json["changes"].as_array().unwrap().len(), 3);
    let run = folder.call("tmx diff old.tmx old.tmx");
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "0 removed, 0 changed, 0 added, 4 the same\n")
    );
    let none: serde_json::Value = serde_json::from_str(
        &folder
            .feed("tmx diff - old.tmx --format json", SAME)
            .clean(),
    )
    .unwrap();
    assert_eq!(none["changes"].as_array().unwrap().len(), 0);
    assert_eq!(folder.call("tmx diff - -").code, 2);
    assert_eq!(folder.call("tmx diff old.tmx none.tmx").code, 2);
}

/// A memory whose last unit is in a second body, and one whose last unit is in an element that TMX does not know.
fn hidden_units() -> Folder {
    Folder::with(&[
        (
            "two.tmx",
            &MEMORY.replace("<tu><tuv", "</body>\n<body><tu><tuv"),
        ),
        (
            "group.tmx",
            &MEMORY
                .replace("<tu><tuv", "<group><tu><tuv")
                .replace("</body>", "</group></body>"),
        ),
    ])
}

#[test]
fn units_of_a_second_body_are_refused_not_lost() {
    let folder = hidden_units();
    for command in [
        "tmx convert two.tmx --to jsonl -o o",
        "tmx convert two.tmx --to tmx --level 1 -o o",
        "tmx merge two.tmx -o o",
        "tmx filter two.tmx variants -o o",
        "tmx dedupe two.tmx -o o",
        "tmx sample two.tmx --units 1 -o o",
        "tmx split two.tmx --units 1 -o o.{n}",
        "tmx info two.tmx",
    ] {
        let run = folder.call(command);
        assert_eq!(run.code, 2, "{command}: {}", run.err);
        assert_eq!(
            run.err,
            "error: two.tmx:9:1: a second `body` starts here: a file has one; `yaddash tmx repair` saves what can be saved\n",
            "{command}"
        );
        assert!(!folder.path("o").exists(), "{command}");
        assert!(!folder.path("o.1").exists(), "{command}");
    }
    let run = folder.call("tmx repair two.tmx -o o.tmx");
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(
        folder.text("o.tmx").matches("<tu").count(),
        MEMORY.matches("<tu").count()
    );
}

#[test]
fn unknown_elements_are_told() {
    let folder = hidden_units();
    for command in [
        "tmx convert group.tmx --to jsonl -o o",
        "tmx merge group.tmx -o o",
        "tmx filter group.tmx variants -o o",
        "tmx dedupe group.tmx -o o",
        "tmx sample group.tmx --units 1 -o o",
        "tmx split group.tmx --units 1 -o o.{n}",
    ] {
        let run = folder.call(command);
        assert_eq!(run.code, 0, "{command}: {}", run.err);
        assert!(
            run.err.contains(
                "warning: group.tmx: elements outside segments that are none of TMX, 1 of them; what they hold is not looked at\n"
            ),
            "{command}: {}",
            run.err
        );
    }
}

/// Each command that reads a memory, for `{}`.
const READERS: [&str; 10] = [
    "info {}",
    "convert {} --to jsonl -o o",
    "convert {} --to tmx -o o",
    "merge {} -o o",
    "split {} --units 1 -o o.{n}",
    "split {} --by-pair -o o.{n}",
    "filter {} variants -o o",
    "dedupe {} -o o",
    "sample {} --units 1 -o o",
    "diff old.tmx {}",
];

#[test]
fn errors_name_their_input_once_and_leave_nothing_behind() {
    let cut = MEMORY.replace("</body></tmx>", "");
    let folder = Folder::with(&[
        ("old.tmx", MEMORY),
        ("cut.tmx", &cut),
        ("nothing.tmx", ""),
        ("page.tmx", "<html/>"),
        ("packed.tmx.zip", "PK\u{3}\u{4}"),
    ]);
    folder.write("packed.tmx.gz", b"\x1f\x8b");
    let names = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path("."))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = names();
    for input in [
        "cut.tmx",
        "nothing.tmx",
        "page.tmx",
        "packed.tmx.gz",
        "packed.tmx.zip",
        "none.tmx",
    ] {
        for command in READERS {
            let command = format!("tmx {}", command.replace("{}", input));
            let run = folder.call(&command);
            assert_eq!(run.code, 2, "{command}: {}", run.err);
            let times = run.err.matches(input).count();
            assert_eq!(times, 1, "{command}: {}", run.err);
            let is_advised = run.err.contains("tmx repair");
            assert_eq!(is_advised, input == "cut.tmx", "{command}: {}", run.err);
        }
    }
    assert_eq!(names(), before);
}
