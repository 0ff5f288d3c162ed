//! `yaddash glossary extract` and `yaddash glossary discover`.

use insta::assert_snapshot;

use crate::program::Folder;

/// A document in three versions, and a memory.
fn texts() -> Folder {
    let memory = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
<tu><tuv xml:lang="en"><seg>Then the Venice Commission wrote to PACE.</seg></tuv><tuv xml:lang="ru"><seg>Затем Венецианская комиссия написала ПАСЕ.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>It was an opinion of the Venice Commission.</seg></tuv><tuv xml:lang="ru"><seg>Это было мнение Венецианской комиссии.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>In June PACE read it.</seg></tuv><tuv xml:lang="ru"><seg>В июне ПАСЕ рассмотрела его.</seg></tuv></tu>
</body></tmx>
"#;
    Folder::with(&[
        (
            "a.az.txt",
            "Deputatlar Milli Məclisə gəldilər.\nDünən Milli Məclisin iclası oldu.\nOnlar Şuşaya getdilər.\n",
        ),
        (
            "a.en.txt",
            "Deputies came to the Milli Majlis.\nYesterday the Milli Majlis had a sitting.\nThey went to Shusha.\n",
        ),
        (
            "a.ru.txt",
            "Депутаты пришли в Милли Меджлис.\nВчера в Милли Меджлисе было заседание.\nОни поехали в Шушу.\n",
        ),
        ("m.tmx", memory),
    ])
}

#[test]
fn extract_puts_the_terms_of_all_languages_together() {
    let folder = texts();
    assert_snapshot!(folder.run("glossary extract .".split(' ')).clean(), @r#"
    concept,language,term,status,case,note
    milli-majlis,az,Milli Məclis,preferred,,"name, 2 places, score 0.84"
    milli-majlis,en,Milli Majlis,preferred,,"name, 2 places, score 0.84"
    milli-majlis,ru,Милли Меджлис,preferred,,"name, 2 places, score 0.84"
    pace,en,PACE,preferred,,"acronym, 2 places, score 0.75"
    pace,ru,ПАСЕ,preferred,,"acronym, 2 places, score 0.75"
    venice-commission,en,Venice Commission,preferred,,"name, 2 places, score 0.68"
    venice-commission,ru,Венецианская комиссия,preferred,,"term, 2 places, score 0.68"
    "#);
    let lines = folder
        .run("glossary extract m.tmx --to jsonl".split(' '))
        .clean();
    assert_snapshot!(lines, @r#"
    {"id":"pace","terms":[{"language":"en","text":"PACE","kind":"acronym","count":2,"score":0.75},{"language":"ru","text":"ПАСЕ","kind":"acronym","count":2,"score":0.75}]}
    {"id":"venice-commission","terms":[{"language":"en","text":"Venice Commission","kind":"name","count":2,"score":0.675},{"language":"ru","text":"Венецианская комиссия","kind":"term","count":2,"score":0.675}]}
    "#);
}

#[test]
fn extract_leaves_out_what_a_glossary_has() {
    let folder = texts();
    folder.write(
        "g.csv",
        "concept,language,term\nmm,az,Milli Məclis\nmm,en,Milli Majlis\nmm,ru,Милли Меджлис\n",
    );
    let run = folder.run("glossary extract . -g g.csv --limit 1 --no-align".split(' '));
    assert_eq!(run.code, 0);
    assert_snapshot!(run.out, @r#"
    concept,language,term,status,case,note
    pace,en,PACE,preferred,,"acronym, 2 places"
    venetsianskaya-komissiya,ru,Венецианская комиссия,preferred,,"term, 2 places"
    "#);
    assert_snapshot!(run.err, @"note: 3 candidates are in the glossary and were left out");
}

#[test]
fn what_extract_writes_is_a_glossary() {
    let folder = texts();
    for name in ["g.csv", "g.tsv", "g.tbx"] {
        let run = folder.run(["glossary", "extract", "m.tmx", "-o", name]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{name}: {}", run.err);
        let run = folder.run(["glossary", "validate", name]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.out, run.err);
    }
    assert_eq!(
        folder.run("glossary extract m.tmx --jobs 1".split(' ')),
        folder.run("glossary extract m.tmx --jobs 4".split(' '))
    );
}

#[test]
fn discover_shows_which_spellings_are_one() {
    let folder = Folder::with(&[(
        "a.en.txt",
        "They left Khankendi early. He saw Khankendi. She came to Hankendi.\n\
         The Fact-finding Mission came. Of the Fact Finding Mission they said nothing. To a Fact Finding Mission.\n",
    )]);
    assert_snapshot!(folder.run("glossary discover a.en.txt".split(' ')).clean(), @r#"
    concept,language,term,status,case,note
    fact-finding-mission,en,Fact Finding Mission,preferred,,2 places
    fact-finding-mission,en,Fact-finding Mission,deprecated,,"1 place, differs by hyphen"
    khankendi,en,Khankendi,preferred,,2 places
    khankendi,en,Hankendi,deprecated,,"1 place, differs by sound"
    "#);
    let lines = folder
        .run("glossary discover a.en.txt --to jsonl".split(' '))
        .clean();
    assert_snapshot!(lines, @r#"
    {"id":"fact-finding-mission","language":"en","variants":[{"text":"Fact Finding Mission","count":2},{"text":"Fact-finding Mission","count":1,"differs":"hyphen"}]}
    {"id":"khankendi","language":"en","variants":[{"text":"Khankendi","count":2},{"text":"Hankendi","count":1,"differs":"sound"}]}
    "#);
}

#[test]
fn files_that_cannot_be_read_are_told_and_the_rest_is_read() {
    let folder = texts();
    folder.write("bad.tmx", "<tmx>");
    let run = folder.run("glossary extract bad.tmx missing.txt m.tmx --to jsonl".split(' '));
    assert_eq!(run.code, 2);
    assert!(run.out.contains("Venice Commission"), "{}", run.out);
    assert_snapshot!(run.err, @"
    error: missing.txt: no such file: check the name and the folder
    error: bad.tmx:1:6: the file ends before element `tmx` of 1:1 is closed: it may have been cut off; `yaddash tmx repair` saves what can be saved
    ");
}
