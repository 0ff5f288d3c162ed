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
fn match_refuses_what_is_no_language_tag() {
    let question = r#"{"id":1,"language":"a z","term":"x","text":"x"}"#;
    let run = Folder::new().feed("glossary match", question);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("`a z` is not a language tag"),
        "{}",
        run.err
    );
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
     --> g.csv:3:6
      |
    3 | a,az,Bakı,deprecated,strict,
      |      ^^^^
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
    let folder = Folder::with(&[("g.txt", "PACE, the assembly\n"), ("a.en.txt", "PACE\n")]);
    assert_snapshot!(folder.call("check -g g.txt a.en.txt").says(2), @"error: g.txt: neither the extension nor the content is that of a glossary: a table with the columns concept, language and term, TBX, or another format that --from of `yaddash glossary convert` names");
    assert_snapshot!(folder.call("check -g none.csv a.en.txt").says(2), @"error: none.csv: no such file: check the name and the folder");
    folder.write("g.csv", "concept,language,term,status\na,en,PACE,good\n");
    assert_snapshot!(folder.call("check -g g.csv a.en.txt").says(2), @"error: g.csv: the glossary cannot be used: 2:11: `good` is no status; use preferred, admitted, deprecated or superseded");
    folder.write("g.xml", "<html></html>");
    assert_snapshot!(folder.call("check -g g.xml a.en.txt").says(2), @"error: g.xml: the glossary cannot be read as tbx: 1:1: the root element is `html`, not `tbx` (version 3) or `martif` (version 2)");
    folder.write("g.tbx", "<tbx><conceptEntry></tbx>");
    assert_snapshot!(folder.call("check -g g.tbx a.en.txt").says(2), @"error: g.tbx: the glossary cannot be read as tbx: 1:20, byte 19: the XML is not well-formed (1:20: `</tbx>` does not close `conceptEntry` of 1:6)");
}

/// The rows of a table with their fields in alphabetical order, so that the order of columns is of no account.
fn sorted(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|row| {
        let mut fields: Vec<&str> = row.split(',').collect();
        fields.sort_unstable();
        fields
    });
    rows.collect()
}

/// Formats with what they cannot keep of the glossary below.
const FORMATS: [(&str, &str); 10] = [
    ("tsv", ""),
    ("tbx", ""),
    ("tbx-v2", ""),
    (
        "omegat",
        "1 × admitted, 3 × case rule, 1 × column `remark`, 1 × deprecated term, 1 × descrip `definition` of concepts, 1 × descrip `subjectField` of concepts, 2 × identifier of a concept, 1 × part of speech, 1 × term in ru",
    ),
    (
        "matecat",
        "5 × case rule, 2 × identifier of a concept, 1 × part of speech, 1 × status admitted, 2 × terms of a concept in a row of their own",
    ),
    (
        "memoq",
        "1 × descrip `definition` of concepts, 1 × note, 1 × part of speech, 1 × status admitted",
    ),
    (
        "utx",
        "4 × case rule, 1 × column `remark`, 1 × descrip `definition` of concepts, 1 × descrip `subjectField` of concepts, 1 × term in ru",
    ),
    (
        "skos",
        "5 × case rule, 1 × column `remark`, 1 × descrip `subjectField` of concepts, 1 × note, 1 × part of speech",
    ),
    (
        "turtle",
        "5 × case rule, 1 × column `remark`, 1 × descrip `subjectField` of concepts, 1 × note, 1 × part of speech",
    ),
    ("multiterm", ""),
];

const RICH: &str = "concept,language,term,status,case,pos,note,subject,definition,remark\n\
    pace,az,AŞPA,preferred,strict,noun,,law,an assembly,\n\
    pace,en,PACE,preferred,strict,,,law,an assembly,\n\
    pace,en,Assembly,admitted,sentence,,short,law,an assembly,seen\n\
    pace,en,ECPA,deprecated,strict,,,law,an assembly,\n\
    pace,ru,ПАСЕ,preferred,strict,,,law,an assembly,\n\
    baku,az,Bakı,preferred,,,,,,\n\
    baku,en,Baku,preferred,,,,,,\n";

#[test]
fn every_format_is_written_read_and_tells_what_it_cannot_keep() {
    let folder = Folder::with(&[("g.csv", RICH), ("a.txt", "The PACE met in Baku.\n")]);
    let mut differing = Vec::new();
    for (format, lost) in FORMATS {
        let run = folder.call(&format!(
            "glossary convert g.csv --to {format} --source az --target en -o out"
        ));
        let message =
            format!("warning: g.csv: not kept, since the format has no place for them: {lost}\n");
        let expected = if lost.is_empty() { "" } else { &message };
        if (run.code, run.err.as_str()) != (i32::from(!lost.is_empty()), expected) {
            differing.push(format!("{format}: {run:?}"));
        }
        // What was written is recognised by its content, whatever its name, and is what it says.
        let again = folder.call(&format!(
            "glossary convert out --to {format} --source az --target en -o again"
        ));
        let read = format!("{format}: {again:?}\n{}", folder.text("out"));
        assert_eq!(again.code, 0, "{read}");
        assert_eq!(folder.text("out"), folder.text("again"), "{format}");
        let found = folder.call("glossary find --lang en -g out a.txt");
        assert_eq!(found.code, 0, "{found:?}");
        assert_eq!(found.out.lines().count(), 2, "{format}: {found:?}");
        let valid = folder.call("glossary validate out");
        assert_eq!(valid.code, 0, "{format}: {valid:?}");
    }
    assert_eq!(differing, [""; 0]);
    // The formats that keep everything give the table back.
    for format in ["tsv", "tbx", "tbx-v2", "multiterm"] {
        folder.call(&format!("glossary convert g.csv --to {format} -o out"));
        let back = folder.call("glossary convert out --to csv").clean();
        assert_eq!(sorted(&back), sorted(RICH), "{format}: {back}");
    }
}

#[test]
fn dialects_and_styles_of_tbx_are_written() {
    let folder = Folder::with(&[("g.csv", RICH)]);
    let run = folder.call("glossary convert g.csv -o g.tbx --dialect min --style dct");
    assert_snapshot!(run.says(1), @"warning: g.csv: not kept, since the format has no place for them: 1 × descrip `definition` of concepts");
    assert_snapshot!(folder.text("g.tbx").lines().take(22).collect::<Vec<_>>().join("\n"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dct" type="TBX-Min" xml:lang="az" xmlns:min="http://www.tbxinfo.net/ns/min">
      <tbxHeader>
        <fileDesc>
          <sourceDesc>
            <p>Written by Yaddash</p>
          </sourceDesc>
        </fileDesc>
      </tbxHeader>
      <text>
        <body>
          <conceptEntry id="pace">
            <min:subjectField>law</min:subjectField>
            <langSec xml:lang="az">
              <termSec>
                <term>AŞPA</term>
                <min:partOfSpeech>noun</min:partOfSpeech>
                <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
                <?yaddash-case "strict"?>
              </termSec>
            </langSec>
            <langSec xml:lang="en">
    "#);
    folder.call("glossary validate g.tbx").clean();
    for call in [
        "glossary convert g.csv --to csv --dialect min",
        "glossary convert g.csv --to tbx-v2 --style dct",
        "glossary convert g.csv -o out.xyz",
        "glossary convert g.csv --to utx --source az",
        "glossary convert none.csv",
    ] {
        let run = folder.call(call);
        // A second language is found in the glossary.
        let code = if call.contains("utx") { 1 } else { 2 };
        assert_eq!(run.code, code, "{call}: {run:?}");
    }
    let piped = folder.feed("glossary convert - --to tsv", RICH).clean();
    assert!(piped.starts_with("concept\tlanguage\t"), "{piped}");
}

#[test]
fn languages_of_files_that_do_not_name_them() {
    let omegat = "# terms\nсуд\tməhkəmə\tbir qeyd\nзакон\tqanun\nгород\tşəhər\n";
    let folder = Folder::with(&[
        ("g.txt", omegat),
        ("g.de-tr.txt", omegat),
        ("a.txt", "Şəhərin məhkəməsi.\n"),
    ]);
    let run = folder.call("glossary find --lang az -g g.txt a.txt");
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    assert_snapshot!(run.err, @"note: g.txt: 1:1: the file does not name its languages; by its text they are ru and az");
    let named = folder.call("glossary convert g.de-tr.txt --to csv").ends(1);
    assert_snapshot!(named, @r"
    concept,language,term,status,case,note
    line-2,de,суд,,,
    line-2,tr,məhkəmə,,,bir qeyd
    line-3,de,закон,,,
    line-3,tr,qanun,,,
    line-4,de,город,,,
    line-4,tr,şəhər,,,
    ");
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(omegat.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    folder.write("g.utf8", utf16);
    let same = folder.call("glossary convert g.utf8 --to omegat --source ru --target az");
    assert_eq!(same.clean(), omegat);
}

#[test]
fn comments_and_languages_that_are_not_known() {
    let folder = Folder::with(&[
        (
            "g.txt",
            "# names\nkde\tkoo moo\nquestion\tqqqqq\n地球\tSystem Terre\n손가락\tKorean\n",
        ),
        ("a.txt", "kde\n"),
    ]);
    // A guess that is hardly one is none.
    assert_snapshot!(folder.call("check -g g.txt a.txt").says(2), @"error: g.txt: the glossary cannot be read as omegat: two languages are needed and the file does not name them: put them into its name, as in `terms.en-az.txt`, or give both with --source and --target of `glossary convert`");
    assert_eq!(folder.call("glossary validate g.txt").code, 0);
    // Comment lines are comments of XML, and become comment lines again.
    let tbx = folder
        .call("glossary convert g.txt --source cs --target fr")
        .clean();
    assert!(tbx.contains("<!-- names-->"), "{tbx}");
    let back = folder.feed(
        "glossary convert - --to omegat --source cs --target fr",
        tbx,
    );
    assert_eq!(back.clean(), folder.text("g.txt"));
}

#[test]
fn the_tbx_of_the_corpus_is_made_from_its_table() {
    let glossary = corpus("glossary");
    let made = Folder::new().run([
        "glossary".as_ref(),
        "convert".as_ref(),
        glossary.join("institutions.csv").as_os_str(),
    ]);
    let kept = std::fs::read_to_string(glossary.join("institutions.tbx")).unwrap();
    assert_eq!(
        made.clean(),
        kept,
        "see corpus/README.md for how to make it anew"
    );
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
