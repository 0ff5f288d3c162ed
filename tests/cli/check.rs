//! `yaddash check` and `yaddash explain`.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::program::{Folder, GLOSSARY, MEMORY, Run, corpus, json_lines, without_version};

/// A text with one finding of each of three rules, and characters of several bytes before the last of them.
const DRIFTED: &str = "The milli Majlis met.\nƏ — The ECPA sat in Bаku.\n";

/// A folder with the text and the glossary.
pub(crate) fn drifted() -> Folder {
    Folder::with(&[("g.csv", GLOSSARY), ("a.en.txt", DRIFTED)])
}

/// The findings of the text in a format.
fn found(format: &str) -> String {
    let out = drifted()
        .call(&format!("check -g g.csv a.en.txt --format {format}"))
        .ends(1);
    without_version(&out)
}

#[test]
fn human() {
    assert_snapshot!(found("human"), @r"
    warning[letter-case]: the letter case is not that of the term `Milli Majlis`
     --> a.en.txt:1:5
      |
    1 | The milli Majlis met.
      |     ^^^^^^^^^^^^
      |
      = help: write `Milli Majlis`
      = note: concept `majlis` of the termbase

    error[deprecated-term]: `ECPA` is deprecated: the preferred term is `PACE`
     --> a.en.txt:2:9
      |
    2 | Ə — The ECPA sat in Bаku.
      |         ^^^^
      |
      = help: write `PACE`
      = note: concept `pace` of the termbase

    error[look-alike]: `Baku` is written with letters of another script
     --> a.en.txt:2:21
      |
    2 | Ə — The ECPA sat in Bаku.
      |                     ^^^^
      |
      = help: write `Baku`
      = note: concept `baku` of the termbase

    2 errors, 1 warning in 1 file
    ");
}

#[test]
fn json_has_bytes_of_the_file() {
    let out = found("json");
    assert_snapshot!(out, @r#"
    {"findings":[
    {"rule":"letter-case","severity":"warning","path":"a.en.txt","line":1,"column":5,"end_line":1,"end_column":17,"start":4,"end":16,"language":"en","text":"milli Majlis","concept":"majlis","suggestions":["Milli Majlis"],"message":"the letter case is not that of the term `Milli Majlis`"},
    {"rule":"deprecated-term","severity":"error","path":"a.en.txt","line":2,"column":9,"end_line":2,"end_column":13,"start":33,"end":37,"language":"en","text":"ECPA","concept":"pace","suggestions":["PACE"],"message":"`ECPA` is deprecated: the preferred term is `PACE`"},
    {"rule":"look-alike","severity":"error","path":"a.en.txt","line":2,"column":21,"end_line":2,"end_column":25,"start":45,"end":50,"language":"en","text":"Bаku","concept":"baku","suggestions":["Baku"],"message":"`Baku` is written with letters of another script"}
    ],"summary":{"files_checked":1,"files_with_findings":1,"findings":3,"errors":2,"warnings":1,"infos":0,"rules":{"deprecated-term":1,"letter-case":1,"look-alike":1}}}
    "#);
    let report: Value = serde_json::from_str(&out).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        let number = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        assert_eq!(
            DRIFTED.get(number("start")..number("end")),
            finding["text"].as_str()
        );
        let line = DRIFTED.lines().nth(number("line") - 1).unwrap();
        let text: String = line
            .chars()
            .skip(number("column") - 1)
            .take(number("end_column") - number("column"))
            .collect();
        assert_eq!(Some(text.as_str()), finding["text"].as_str());
    }
}

#[test]
fn jsonl_has_the_same_findings() {
    let report: Value = serde_json::from_str(&found("json")).unwrap();
    assert_eq!(
        report["findings"].as_array().unwrap(),
        &json_lines(&found("jsonl"))
    );
}

#[test]
fn sarif() {
    let log: Value = serde_json::from_str(&found("sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(Some(rules[index]), result["ruleId"].as_str());
    }
    assert_snapshot!(serde_json::to_string_pretty(&run["results"][1]["locations"]).unwrap(), @r#"
    [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "a.en.txt",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "endColumn": 13,
            "endLine": 2,
            "snippet": {
              "text": "ECPA"
            },
            "startColumn": 9,
            "startLine": 2
          }
        }
      }
    ]
    "#);
}

#[test]
fn github() {
    assert_snapshot!(found("github"), @r"
    ::warning title=yaddash (letter-case),file=a.en.txt,line=1,col=5,endLine=1,endColumn=17::a.en.txt:1:5: letter-case the letter case is not that of the term `Milli Majlis`
    ::error title=yaddash (deprecated-term),file=a.en.txt,line=2,col=9,endLine=2,endColumn=13::a.en.txt:2:9: deprecated-term `ECPA` is deprecated: the preferred term is `PACE`
    ::error title=yaddash (look-alike),file=a.en.txt,line=2,col=21,endLine=2,endColumn=25::a.en.txt:2:21: look-alike `Baku` is written with letters of another script
    ");
}

#[test]
fn gitlab() {
    let report: Value = serde_json::from_str(&found("gitlab")).unwrap();
    let problems = report.as_array().unwrap();
    let prints: BTreeSet<&str> = problems
        .iter()
        .map(|problem| problem["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(
        prints.len(),
        problems.len(),
        "fingerprints tell findings apart"
    );
    assert_eq!(problems[1]["check_name"], "deprecated-term");
    assert_eq!(problems[1]["location"]["path"], "a.en.txt");
    assert_eq!(problems[1]["location"]["positions"]["begin"]["line"], 2);
}

#[test]
fn junit() {
    assert_snapshot!(found("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="yaddash" tests="3" failures="3" errors="0">
      <testsuite name="a.en.txt" tests="3" failures="3" errors="0">
        <testcase name="letter-case at 1:5" classname="a.en.txt" file="a.en.txt" line="1">
          <failure type="warning" message="the letter case is not that of the term `Milli Majlis`">a.en.txt:1:5: the letter case is not that of the term `Milli Majlis`</failure>
        </testcase>
        <testcase name="deprecated-term at 2:9" classname="a.en.txt" file="a.en.txt" line="2">
          <failure type="error" message="`ECPA` is deprecated: the preferred term is `PACE`">a.en.txt:2:9: `ECPA` is deprecated: the preferred term is `PACE`</failure>
        </testcase>
        <testcase name="look-alike at 2:21" classname="a.en.txt" file="a.en.txt" line="2">
          <failure type="error" message="`Baku` is written with letters of another script">a.en.txt:2:21: `Baku` is written with letters of another script</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    assert_eq!(elements(&found("junit"), "failure"), 3);
}

#[test]
fn checkstyle() {
    assert_snapshot!(found("checkstyle"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <checkstyle version="4.3">
      <file name="a.en.txt">
        <error line="1" column="5" severity="warning" message="the letter case is not that of the term `Milli Majlis`" source="yaddash.letter-case"/>
        <error line="2" column="9" severity="error" message="`ECPA` is deprecated: the preferred term is `PACE`" source="yaddash.deprecated-term"/>
        <error line="2" column="21" severity="error" message="`Baku` is written with letters of another script" source="yaddash.look-alike"/>
      </file>
    </checkstyle>
    "#);
    assert_eq!(elements(&found("checkstyle"), "error"), 3);
}

#[test]
fn rdjson_counts_columns_in_bytes() {
    let report: Value = serde_json::from_str(&found("rdjson")).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 3);
    for diagnostic in diagnostics {
        let range = &diagnostic["location"]["range"];
        let number =
            |end: &str, name: &str| usize::try_from(range[end][name].as_u64().unwrap()).unwrap();
        let line = DRIFTED.lines().nth(number("start", "line") - 1).unwrap();
        let text = line.get(number("start", "column") - 1..number("end", "column") - 1);
        let message = diagnostic["message"].as_str().unwrap();
        assert!(
            text.is_some_and(|text| !text.contains(' ') || text == "milli Majlis"),
            "{message}"
        );
        assert_eq!(&diagnostic["suggestions"][0]["range"], range);
    }
    assert_snapshot!(diagnostics[2]["location"]["range"], @r#"{"end":{"column":29,"line":2},"start":{"column":24,"line":2}}"#);
}

/// How many elements of this name well-formed XML has.
fn elements(xml: &str, name: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                count += usize::from(start.name().as_ref() == name);
            }
            Event::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn html() {
    let page = found("html");
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert_eq!(page.matches("<article").count(), 3, "{page}");
    assert!(page.contains("<mark>ECPA</mark>"), "{page}");
}

#[test]
fn nothing_found_in_every_format() {
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("a.en.txt", "The Milli Majlis met.\n")]);
    let clean = |format: &str| {
        folder
            .call(&format!("check -g g.csv a.en.txt --format {format}"))
            .clean()
    };
    assert_eq!(clean("human"), "nothing found in 1 file\n");
    assert_eq!(
        (clean("jsonl"), clean("github")),
        (String::new(), String::new())
    );
    for format in ["json", "sarif", "gitlab", "rdjson"] {
        let _: Value = serde_json::from_str(&clean(format)).unwrap();
    }
    for format in ["junit", "checkstyle"] {
        elements(&clean(format), "x");
    }
    let unknown = folder.call("check -g g.csv a.en.txt --format yaml").says(2);
    assert!(unknown.contains("yaml"), "{unknown}");
}

#[test]
fn severity_that_fails() {
    let folder = Folder::with(&[
        ("g.csv", GLOSSARY),
        ("w.en.txt", "The milli Majlis met.\n"),
        ("e.en.txt", "The ECPA met.\n"),
    ]);
    for (file, level, code) in [
        ("w.en.txt", "info", 1),
        ("w.en.txt", "warning", 1),
        ("w.en.txt", "error", 0),
        ("e.en.txt", "error", 1),
    ] {
        assert_eq!(
            folder
                .call(&format!("check -g g.csv --fail-on {level} {file}"))
                .code,
            code,
            "{file} {level}"
        );
    }
}

#[test]
fn language_by_option_name_or_text() {
    let folder = Folder::with(&[
        ("g.csv", GLOSSARY),
        (
            "text.txt",
            "The ECPA met in the capital of the country on Monday.\n",
        ),
        ("doc.en.md", "# The ECPA\n"),
        ("en/doc.html", "<p>The ECPA</p>\n"),
    ]);
    for path in ["text.txt", "doc.en.md", "en/doc.html"] {
        let lines = json_lines(
            &folder
                .call(&format!("check -g g.csv --format jsonl {path}"))
                .ends(1),
        );
        assert_eq!(
            (lines.len(), &lines[0]["language"]),
            (1, &Value::from("en")),
            "{path}"
        );
    }
    assert_eq!(
        folder
            .call("check -g g.csv --lang ru --format jsonl text.txt")
            .ends(0),
        ""
    );
}

#[test]
fn memories_are_checked_across_languages() {
    let folder = Folder::with(&[
        ("g.csv", GLOSSARY),
        ("m.tmx", &MEMORY.replace("Bakıda toplandı", "toplandı")),
    ]);
    let lines = json_lines(&folder.call("check -g g.csv --format jsonl m.tmx").ends(1));
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(
        (&lines[0]["rule"], &lines[0]["concept"]),
        (&Value::from("missing-term"), &Value::from("baku"))
    );
    assert_eq!(
        (&lines[0]["language"], &lines[0]["line"]),
        (&Value::from("az"), &Value::from(7))
    );
    folder.call("tmx convert m.tmx -o m.tsv").ends(0);
    let lines = json_lines(&folder.call("check -g g.csv --format jsonl m.tsv").ends(1));
    assert_eq!((lines.len(), &lines[0]["line"]), (1, &Value::from(2)));
    folder.write("m.tmx", MEMORY);
    assert_eq!(
        folder.call("check -g g.csv m.tmx").clean(),
        "nothing found in 1 file\n"
    );
}

#[test]
fn folders_are_searched_and_glossaries_left_out() {
    let folder = drifted();
    folder.write("sub/b.en.md", "The ECPA.\n");
    folder.write("sub/.hidden.en.txt", "The ECPA.\n");
    folder.write("sub/image.png", b"\x89PNG\r\n\x1a\n");
    let lines = json_lines(&folder.call("check -g g.csv --format jsonl .").ends(1));
    let paths: BTreeSet<&str> = lines
        .iter()
        .map(|line| line["path"].as_str().unwrap().trim_start_matches("./"))
        .collect();
    assert_eq!(paths, BTreeSet::from(["a.en.txt", "sub/b.en.md"]));
}

#[test]
fn clean_documents_of_the_corpus_have_no_finding() {
    let run = check_corpus("documents");
    assert_eq!(run.out, "", "{}", run.err);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

/// Checks a folder of the corpus against its glossary.
fn check_corpus(folder: &str) -> Run {
    let (glossary, folder) = (corpus("glossary/institutions.csv"), corpus(folder));
    Folder::new().run([
        "check".as_ref(),
        "--format".as_ref(),
        "jsonl".as_ref(),
        "-g".as_ref(),
        glossary.as_os_str(),
        folder.as_os_str(),
    ])
}

/// A place in a drifted document: file, line, first column and the column after the last.
#[derive(Debug)]
struct Spot {
    file: String,
    line: u64,
    columns: std::ops::Range<u64>,
    rule: String,
    text: String,
}

impl Spot {
    fn of(value: &Value) -> Self {
        let text = |name: &str| value[name].as_str().unwrap().to_owned();
        let column = value["column"].as_u64().unwrap();
        let end = value["end_column"]
            .as_u64()
            .unwrap_or_else(|| column + text("text").chars().count() as u64);
        let path = text("path");
        let file = path.rsplit('/').next().unwrap().to_owned();
        Self {
            file,
            line: value["line"].as_u64().unwrap(),
            columns: column..end,
            rule: text("rule"),
            text: text("text"),
        }
    }

    fn is_met_by(&self, other: &Self) -> bool {
        let overlap =
            self.columns.start < other.columns.end && other.columns.start < self.columns.end;
        self.file == other.file && self.line == other.line && self.rule == other.rule && overlap
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "\n  {}:{}:{} {} {}",
            self.file, self.line, self.columns.start, self.rule, self.text
        )
    }
}

#[test]
fn planted_errors_are_found_and_nothing_else() {
    let expected = std::fs::read_to_string(corpus("drifted/expected.jsonl")).unwrap();
    let expected: Vec<Spot> = json_lines(&expected).iter().map(Spot::of).collect();
    let found: Vec<Spot> = json_lines(&check_corpus("drifted").ends(1))
        .iter()
        .map(Spot::of)
        .collect();
    let list = |spots: Vec<&Spot>| {
        (
            spots.len(),
            spots
                .into_iter()
                .map(ToString::to_string)
                .collect::<String>(),
        )
    };
    let (missed, missed_list) = list(
        expected
            .iter()
            .filter(|spot| !found.iter().any(|other| spot.is_met_by(other)))
            .collect(),
    );
    let (extra, extra_list) = list(
        found
            .iter()
            .filter(|spot| !expected.iter().any(|other| spot.is_met_by(other)))
            .collect(),
    );
    assert!(
        missed == 0 && extra == 0,
        "{missed} of {} planted errors missed:{missed_list}\n{extra} findings beside them:{extra_list}",
        expected.len()
    );
}

#[test]
fn explain_lists_all_rules() {
    let list = Folder::new().call("explain").clean();
    let names: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in [
        "deprecated-term",
        "letter-case",
        "look-alike",
        "missing-term",
        "name-variant",
        "tmx-not-well-formed",
        "tmx-tuid-space",
    ] {
        assert!(names.contains(&name), "{name} is not in\n{list}");
    }
    for line in list.lines() {
        let severity = line.split_whitespace().nth(1).unwrap();
        assert!(["error", "warning", "info"].contains(&severity), "{line}");
    }
}

#[test]
fn explain_has_a_page_for_every_rule() {
    let folder = Folder::new();
    let list = folder.call("explain").clean();
    for name in list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
    {
        let page = folder.call(&format!("explain {name}")).clean();
        assert!(page.starts_with(&format!("{name} (")), "{page}");
        assert!(page.lines().count() > 2, "{page}");
    }
    let page = folder.call("explain look-alike").clean();
    for heading in ["## What it does", "## Why", "## Example"] {
        assert!(page.contains(heading), "{page}");
    }
    assert_snapshot!(folder.call("explain no-such-rule").says(2), @"error: there is no rule `no-such-rule`; `yaddash explain` lists all rules");
}

/// The rules that are reported, with their severities.
fn reported(folder: &Folder, arguments: &str) -> Vec<String> {
    let out = folder
        .call(&format!("check --format jsonl {arguments}"))
        .out;
    json_lines(&out)
        .iter()
        .map(|line| {
            let text = |name: &str| line[name].as_str().unwrap().to_owned();
            format!("{} {} {}", text("path"), text("rule"), text("severity"))
        })
        .collect()
}

#[test]
fn severities_by_rule_path_and_language() {
    let folder = Folder::with(&[
        ("docs/a.en.md", "In the the hall , it is.\n"),
        ("docs/a.ru.md", "Он был в в зале.\n"),
        ("b.en.txt", "In the the hall , it is.\n"),
        (
            "yaddash.toml",
            "[check.rules.doubled-word]\nseverity = \"off\"\n\
             [check.rules]\nspace-before-punctuation = \"error\"\n\
             [[check.overrides]]\npaths = [\"docs/**\"]\nlanguages = [\"ru\"]\nrules = { doubled-word = \"info\" }\n",
        ),
    ]);
    assert_eq!(
        reported(&folder, "docs b.en.txt"),
        [
            "docs/a.en.md space-before-punctuation error",
            "docs/a.ru.md doubled-word info",
            "b.en.txt space-before-punctuation error",
        ]
    );
    let shown = folder.call("config show").clean();
    assert!(
        shown.contains("doubled-word = { severity = \"off\" }"),
        "{shown}"
    );
    assert!(shown.contains("paths = [\"docs/**\"]"), "{shown}");
    folder.write("yaddash.toml", "[check.rules]\ndoubled-words = \"off\"\n");
    let run = folder.call("check b.en.txt");
    assert!(
        run.err.contains("did you mean `doubled-word`?"),
        "{}",
        run.err
    );
    folder.write("yaddash.toml", "[check.rules]\ndoubled-word = \"loud\"\n");
    let message = folder.call("check b.en.txt").says(2);
    assert!(message.contains("\"off\", \"info\""), "{message}");
}

#[test]
fn comments_suppress_findings_with_reasons() {
    let folder = Folder::with(&[
        (
            "a.en.md",
            "<!-- yaddash-ignore-next doubled-word: a quotation -->\nIn the the hall.\n\nIn the the court.\n",
        ),
        (
            "b.en.txt",
            "# yaddash-ignore-next letter-case: no\nIn the hall.\n",
        ),
        (
            "c.en.md",
            "Of of it. <!-- yaddash-ignore doubled-word -->\n",
        ),
        (
            "m.tmx",
            "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header creationtool=\"x\" creationtoolversion=\"1\" \
             segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body>\n\
             <!-- yaddash-ignore-next doubled-word: as printed -->\n<tu>\n\
             <tuv xml:lang=\"en\"><seg>in the the hall</seg></tuv>\n</tu>\n\
             <tu>\n<tuv xml:lang=\"en\"><seg>of of it</seg></tuv>\n</tu>\n</body></tmx>\n",
        ),
    ]);
    assert_eq!(
        reported(&folder, "a.en.md b.en.txt c.en.md m.tmx"),
        [
            "a.en.md doubled-word warning",
            "b.en.txt unused-suppression warning",
            "c.en.md unused-suppression warning",
            "m.tmx doubled-word warning",
        ]
    );
    let log: Value =
        serde_json::from_str(&folder.call("check --format sarif a.en.md").out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(
        results[1]["suppressions"][0]["justification"],
        "a quotation"
    );
}

#[test]
fn versions_of_a_document_are_checked_together() {
    let folder = Folder::with(&[
        ("g.csv", GLOSSARY),
        ("a.az.txt", "Bakı və AŞPA.\n"),
        ("a.en.txt", "Baku and PACE.\n"),
        ("a.ru.txt", "Баку и Ассамблея.\n"),
        ("b.en.txt", "Baku and PACE.\n"),
    ]);
    let found = reported(&folder, "-g g.csv a.az.txt a.en.txt a.ru.txt b.en.txt");
    assert_eq!(found, ["a.ru.txt version-drift warning"]);
    assert!(reported(&folder, "-g g.csv a.az.txt a.en.txt b.en.txt").is_empty());
    folder.write(
        "a.ru.txt",
        "# yaddash-ignore-next version-drift: it is not named there\nБаку и Ассамблея.\n",
    );
    assert!(reported(&folder, "-g g.csv a.az.txt a.en.txt a.ru.txt").is_empty());
}

#[test]
fn names_of_a_memory_are_rendered_in_one_way() {
    let folder = Folder::with(&[(
        "m.tsv",
        "en\tru\nThe DTFA met.\tДТФА собралась.\nThe DTFA sat.\tДТФА заседала.\nThe DTFA left.\tДТФА ушла.\n\
         The DTFA rules.\tПравила ТДФА есть.\nThe DTFA hall.\tЗал ТДФА.\n",
    )]);
    assert_eq!(
        reported(&folder, "m.tsv"),
        [
            "m.tsv inconsistent-name info",
            "m.tsv inconsistent-name info"
        ]
    );
    folder.call("check m.tsv").ends(0);
}
