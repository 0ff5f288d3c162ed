//! `yaddash tmx repair`.

use insta::assert_snapshot;

use crate::program::{Folder, MEMORY, json_lines};

/// A memory with faults of many kinds, cut off.
const DAMAGED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"xml\"/>
<body>
<tu tuid=a><tuv xml:lang=\"en\"><seg>R&D costs 1<2\u{1}&nbsp;<bpt i=\"1\">[</bpt>now</tuv><prop type=\"x-p\">p</prop></tu>
lost in between
<tu><tuv lang=\"az\"><seg>Bir <br/> iki";

#[test]
fn repair_lists_what_it_did_and_leaves_a_valid_file() {
    let folder = Folder::with(&[("d.tmx", DAMAGED)]);
    let run = folder.call("tmx repair d.tmx -o r.tmx");
    assert_snapshot!(run.out, @r"
    d.tmx:4:5: mended[attribute]: the quotes of an attribute of `tu` are put right (unit 1)
    d.tmx:4:37: mended[bare-ampersand]: `&` is written `&amp;` (unit 1, `a`)
    d.tmx:4:49: lost[forbidden-character]: character U+0001 is forbidden in XML; it is left out (unit 1, `a`)
    d.tmx:4:47: mended[bare-less-than]: `<` is written `&lt;` (unit 1, `a`)
    d.tmx:4:50: mended[undefined-entity]: entity `&nbsp;` is not defined; it is U+00A0 in HTML (unit 1, `a`)
    d.tmx:4:77: mended[unclosed-element]: `seg` of 4:31 is not closed; it is closed here (unit 1, `a`)
    d.tmx:4:56: mended[unpaired-code]: `bpt` has no other half; it becomes `it` (unit 1, `a`)
    d.tmx:4:83: mended[misplaced-element]: `prop` behind `tuv` is moved before it (unit 1, `a`)
    d.tmx:5:1: lost[misplaced-text]: text stands outside of units; it is left out: `lost in between`
    d.tmx:6:5: mended[language]: `lang` of `tuv` is `xml:lang` in this version of TMX (unit 2)
    d.tmx:6:38: mended[cut-off]: the file ends before its elements are closed; they are closed (unit 2)
    d.tmx:6:29: mended[unknown-element]: `br` is no element of TMX; it becomes a code (unit 2)
    d.tmx:6:1: kept[source-variant]: a unit has no variant in its source language, `en`; it is kept (unit 2)
    2 units kept, 2 of them mended; 0 units lost; 10 faults mended, 2 lost with 16 characters, 1 left as they are
    ");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(folder.text("r.tmx").replace('\u{a0}', "·"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="xml"/>
    <body>
    <tu tuid="a"><prop type="x-p">p</prop><tuv xml:lang="en"><seg>R&amp;D costs 1&lt;2·<it pos="begin">[</it>now</seg></tuv></tu>

    <tu><tuv xml:lang="az"><seg>Bir <ph>&lt;br/&gt;</ph> iki</seg></tuv></tu></body></tmx>
    "#);
    let found = folder.call("tmx validate --format jsonl r.tmx").out;
    let errors = json_lines(&found).into_iter().filter(|finding| {
        finding["severity"] == "error" && finding["rule"] != "tmx-no-source-variant"
    });
    assert_eq!(errors.count(), 0, "{found}");
    let again = folder.call("tmx repair r.tmx -o s.tmx").clean();
    assert_snapshot!(again, @r"
    r.tmx:6:1: kept[source-variant]: a unit has no variant in its source language, `en`; it is kept (unit 2)
    2 units kept, 0 of them mended; 0 units lost; 0 faults mended, 0 lost with 0 characters, 1 left as they are
    ");
    assert_eq!(folder.text("s.tmx"), folder.text("r.tmx"));
}

#[test]
fn the_list_goes_where_the_memory_does_not() {
    let folder = Folder::with(&[("m.tmx", MEMORY), ("d.tmx", DAMAGED)]);
    let run = folder.call("tmx repair m.tmx");
    assert_eq!(run.out, MEMORY);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "nothing to mend in 2 units\n")
    );
    assert_eq!(folder.call("tmx repair m.tmx --quiet").clean(), MEMORY);
    let fed = folder.feed("tmx repair - -o -", DAMAGED);
    assert!(fed.err.starts_with("standard input:4:"), "{}", fed.err);
    assert!(fed.out.ends_with("</tu></body></tmx>"), "{}", fed.out);
    folder.call("tmx repair m.tmx -o same.tmx").clean();
    assert_eq!(folder.text("same.tmx"), MEMORY);
}

#[test]
fn the_list_as_json() {
    let folder = Folder::with(&[("m.tmx", MEMORY), ("d.tmx", DAMAGED)]);
    let clean = folder
        .call("tmx repair m.tmx -o r.tmx --format json")
        .clean();
    assert_snapshot!(clean, @r#"{"list":[],"summary":{"path":"m.tmx","units":2,"mended_units":0,"lost_units":0,"mended":0,"lost":0,"kept":0,"lost_characters":0}}"#);
    let run = folder.call("tmx repair d.tmx -o r.tmx --format json");
    let found: serde_json::Value = serde_json::from_str(&run.ends(1)).unwrap();
    let list = found["list"].as_array().unwrap();
    let count = |action: &str| {
        list.iter()
            .filter(|entry| entry["action"] == action)
            .count()
    };
    assert_eq!(found["summary"]["mended"], count("mended"));
    assert_eq!(found["summary"]["lost"], count("lost"));
    let first = &list[0];
    assert_eq!(
        (&first["line"], &first["column"], &first["kind"]),
        (&4.into(), &5.into(), &"attribute".into())
    );
    let loss = list
        .iter()
        .find(|entry| entry["kind"] == "misplaced-text")
        .unwrap();
    assert_eq!(
        (&loss["line"], &loss["text"]),
        (&5.into(), &"lost in between".into())
    );
}

#[test]
fn what_tmx_does_not_know_may_stay() {
    let vendor = MEMORY.replace("<tu tuid=\"k1\">", "<tu tuid=\"k1\" t5:n=\"7\">");
    let folder = Folder::with(&[("v.tmx", vendor)]);
    let kept = folder.call("tmx repair v.tmx --keep-foreign").ends(1);
    assert!(
        kept.contains("<tu tuid=\"k1\" t5:n=\"7\" xmlns:t5=\"urn:undeclared:t5\">"),
        "{kept}"
    );
    let moved = folder.call("tmx repair v.tmx").ends(1);
    assert!(
        moved.contains("<tu tuid=\"k1\"><prop type=\"x-t5:n\">7</prop>"),
        "{moved}"
    );
}

#[test]
fn a_file_that_is_not_there_leaves_no_output() {
    let folder = Folder::new();
    assert!(
        folder
            .call("tmx repair none.tmx -o r.tmx")
            .says(2)
            .contains("none.tmx")
    );
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_no_memory_leaves_nothing() {
    let folder = Folder::with(&[
        ("empty.tmx", ""),
        ("page.tmx", "<html><header/>x & y<body>z</body></html>"),
    ]);
    for name in ["empty.tmx", "page.tmx"] {
        for output in ["", " -o r.tmx", " -o r.tmx --format json"] {
            let run = folder.call(&format!("tmx repair {name}{output}"));
            assert_eq!(
                (run.code, run.out.as_str(), run.err),
                (
                    2,
                    "",
                    format!(
                        "error: {name}: there is no `tmx`, unit or segment in it: this is no translation memory\n"
                    )
                )
            );
        }
    }
    assert_eq!(folder.files(), ["empty.tmx", "page.tmx"]);
}

#[test]
fn of_two_languages_of_a_variant_the_one_that_is_a_language_stays() {
    let memory = |variant: &str| {
        format!(
            "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" \
             adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body><tu><tuv {variant}><seg>Qanun</seg></tuv></tu>\
             </body></tmx>\n"
        )
    };
    let repaired = |variant: &str| {
        let folder = Folder::with(&[("d.tmx", memory(variant))]);
        let run = folder.call("tmx repair d.tmx -o r.tmx");
        (run.out, folder.text("r.tmx"))
    };
    for variant in ["xml:lang=\"?\" lang=\"az\"", "xml:lang=\"az\" lang=\"?\""] {
        let (told, repaired) = repaired(variant);
        assert!(
            repaired.contains(
                "<tuv xml:lang=\"az\"><prop type=\"x-lang\">?</prop><seg>Qanun</seg></tuv>"
            ),
            "{repaired}"
        );
        assert!(told.contains("`lang` stands beside `xml:lang`"), "{told}");
    }
    let both = "xml:lang=\"az\" lang=\"az\"";
    assert!(repaired(both).1.contains(&format!("<tuv {both}>")));
}
