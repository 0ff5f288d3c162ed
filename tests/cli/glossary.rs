//! `yaddash glossary`.

use insta::assert_snapshot;

use crate::program::{Folder, GLOSSARY, corpus, json_lines};

#[test]
fn match_answers_each_question_in_order() {
    let questions = r#"{"id":1,"language":"az","term":"Milli Məclis","text":"Milli Məclisin iclası. Milli Məclisə."}
{"id":"b","language":"ru","term":"Милли Меджлис","text":"Он вышел."}

{"id":null,"language":"en","term":"Baku","text":"Bаku"}
{"id":[2],"language":"ru","term":"Милли Меджлис","text":"в Милли Меджлисе"}
"#;
    assert_snapshot!(Folder::new().feed("glossary match", questions).clean(), @r#"
    {"id":1,"match":true,"spans":[[0,15],[25,40]]}
    {"id":"b","match":false,"spans":[]}
    {"id":null,"match":true,"spans":[[0,5]],"lookalike":true}
    {"id":[2],"match":true,"spans":[[3,30]]}
    "#);
}

#[test]
fn match_tells_the_line_that_is_no_question() {
    let run = Folder::new().feed("glossary match", "\n{\"id\":1,\"language\":\"az\"}\n");
    assert_eq!(run.out, "");
    assert_snapshot!(run.says(2), @r#"error: standard input, line 2: is not a question such as {"id":1,"language":"az","term":"…","text":"…"}: missing field `term` at line 1 column 24"#);
}

#[test]
fn find_gives_bytes_of_the_line() {
    let folder = Folder::with(&[("g.csv", GLOSSARY)]);
    let text = "Sessiya.\r\nMilli Məclisin iclası və AŞPA-nın qərarı.\nBakıda ECPA.\n";
    let out = folder
        .feed("glossary find --lang az --glossary g.csv", text)
        .clean();
    assert_snapshot!(out, @r#"
    {"line":2,"start":0,"end":15,"text":"Milli Məclisin","concept":"majlis","term":"Milli Məclis","status":"preferred"}
    {"line":2,"start":28,"end":38,"text":"AŞPA-nın","concept":"pace","term":"AŞPA","status":"preferred"}
    {"line":3,"start":0,"end":7,"text":"Bakıda","concept":"baku","term":"Bakı","status":"preferred"}
    "#);
    let lines: Vec<&str> = text.split('\n').collect();
    for found in json_lines(&out) {
        let number = |name: &str| usize::try_from(found[name].as_u64().unwrap()).unwrap();
        assert_eq!(
            lines[number("line") - 1].get(number("start")..number("end")),
            found["text"].as_str()
        );
    }
}

#[test]
fn find_names_files_and_statuses() {
    let folder = Folder::with(&[
        ("g.csv", GLOSSARY),
        ("a.txt", "The Milli Mejlis.\n"),
        ("b.txt", "None.\nPACE met.\n"),
    ]);
    assert_snapshot!(folder.call("glossary find --lang en -g g.csv a.txt b.txt").clean(), @r#"
    {"file":"a.txt","line":1,"start":4,"end":16,"text":"Milli Mejlis","concept":"majlis","term":"Milli Mejlis","status":"deprecated"}
    {"file":"b.txt","line":2,"start":0,"end":4,"text":"PACE","concept":"pace","term":"PACE","status":"preferred"}
    "#);
}

#[test]
fn forms_hold_the_term_and_all_match() {
    let folder = Folder::new();
    for (language, term, among) in [
        ("az", "Milli Məclis", "Milli Məclisin"),
        ("en", "member state", "member states"),
        ("ru", "Меджлис", "Меджлисом"),
    ] {
        let forms = folder
            .run(["glossary", "forms", "--lang", language, term])
            .clean();
        for known in [term, among] {
            assert!(
                forms.lines().any(|form| form == known),
                "{known} is not among\n{forms}"
            );
        }
        let questions: Vec<String> = forms
            .lines()
            .map(|form| {
                serde_json::json!({"id": form, "language": language, "term": term, "text": form})
                    .to_string()
            })
            .collect();
        for answer in json_lines(&folder.feed("glossary match", questions.join("\n")).clean()) {
            assert_eq!(answer["match"], true, "{answer}");
        }
    }
}

#[test]
fn validate_accepts_the_glossaries_of_the_corpus() {
    let glossary = corpus("glossary");
    let run = Folder::new().run([
        "glossary".as_ref(),
        "validate".as_ref(),
        glossary.join("institutions.csv").as_os_str(),
        glossary.join("institutions.tbx").as_os_str(),
    ]);
    assert_eq!(run.clean(), "nothing found in 2 files\n");
}

#[test]
fn validate_finds_contradictions() {
    let glossary = "concept,language,term,status,case,note\na,az,Bakı,preferred,strict,\na,az,Bakı,deprecated,strict,\n";
    let folder = Folder::with(&[("g.csv", glossary)]);
    assert_snapshot!(folder.call("glossary validate g.csv").ends(1), @r"
    error[contradictory-status]: the term is approved in one place and deprecated in another, concept `a` (line 2)
     --> g.csv:3:1
      |
    3 | a,az,Bakı,deprecated,strict,
      | ^^^^
      |
      = note: concept `a` of the termbase

    1 error in 1 file
    ");
    let found: serde_json::Value =
        serde_json::from_str(&folder.call("glossary validate --format json g.csv").ends(1))
            .unwrap();
    assert!(!found["findings"].as_array().unwrap().is_empty());
}

#[test]
fn glossaries_of_unknown_form_are_refused() {
    let folder = Folder::with(&[("g.txt", GLOSSARY), ("a.en.txt", "PACE\n")]);
    assert_snapshot!(folder.call("check -g g.txt a.en.txt").says(2), @"error: g.txt: the extension names no format of glossaries; use .csv, .tsv or .tbx");
    assert_snapshot!(folder.call("check -g none.csv a.en.txt").says(2), @"error: none.csv: no such file: check the name and the folder");
}

#[test]
fn tbx_and_csv_of_the_corpus_find_the_same() {
    let glossary = corpus("glossary");
    let text = std::fs::read(corpus("documents/pace-session.az.txt")).unwrap();
    let folder = Folder::with(&[("a.az.txt", text)]);
    let find = |name: &str| {
        let glossary = glossary.join(name);
        folder
            .run([
                "glossary",
                "find",
                "--lang",
                "az",
                "-g",
                glossary.to_str().unwrap(),
                "a.az.txt",
            ])
            .clean()
    };
    assert_eq!(find("institutions.csv"), find("institutions.tbx"));
    assert!(find("institutions.csv").lines().count() > 10);
}
