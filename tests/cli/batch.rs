//! `yaddash align` of a folder of documents.

use insta::assert_snapshot;

use crate::program::{Folder, SITTING, corpus, json_lines};

/// The small document under other names.
fn versions(folder: &Folder, name: impl Fn(&str) -> String) {
    for (file, text) in SITTING {
        folder.write(name(file.split('.').nth(1).unwrap()), text);
    }
}

/// Two documents, one of them in a folder below.
fn two() -> Folder {
    let folder = Folder::new();
    versions(&folder, |language| format!("in/one.{language}.txt"));
    versions(&folder, |language| format!("in/sub/two.v2.{language}.txt"));
    folder
}

/// The files below `out/`, without the manifest.
fn written(folder: &Folder) -> Vec<String> {
    let files = folder.files().into_iter();
    files
        .filter_map(|file| file.strip_prefix("out/").map(str::to_owned))
        .filter(|file| !file.starts_with('.'))
        .collect()
}

#[test]
fn whole_corpus_gives_one_valid_memory() {
    let folder = Folder::new();
    let documents = corpus("documents");
    let table = folder
        .run([
            "align".as_ref(),
            documents.as_os_str(),
            "-o".as_ref(),
            "all.tmx".as_ref(),
        ])
        .clean();
    assert!(
        table.lines().last().unwrap().starts_with("16 documents"),
        "{table}"
    );
    let info: serde_json::Value =
        serde_json::from_str(&folder.call("tmx info --format json all.tmx").clean()).unwrap();
    let units = info["memory"]["units"].as_u64().unwrap();
    assert!(units >= 200, "{units} units");
    for language in ["az", "en", "ru"] {
        assert!(
            info["memory"]["languages"][language]["units"]
                .as_u64()
                .unwrap()
                >= 200,
            "{language}"
        );
    }
    assert_eq!(
        folder.call("tmx validate all.tmx").clean(),
        "nothing found in 1 file\n"
    );
}

#[test]
fn each_document_has_a_file() {
    for (format, extension) in [
        ("tmx", "tmx"),
        ("tsv", "tsv"),
        ("jsonl", "jsonl"),
        ("ladder", "ladder"),
        ("html", "html"),
    ] {
        let folder = two();
        folder
            .call(&format!("align in -o out --format {format}"))
            .clean();
        assert_eq!(
            written(&folder),
            [
                format!("one.{extension}"),
                format!("sub/two.v2.{extension}")
            ]
        );
    }
}

#[test]
fn table_of_documents() {
    let table = two().call("align in -o out").clean();
    let columns: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        columns[0],
        [
            "document",
            "beads",
            "score",
            "aligned",
            "unaligned",
            "doubtful"
        ]
    );
    assert_eq!(columns[1][..2], ["one", "3"]);
    assert_eq!(columns[2][..2], ["sub/two.v2", "3"]);
    assert_eq!(columns[3][..3], ["2", "documents", "6"]);
}

#[test]
fn patterns_of_names() {
    for (pattern, name, stem) in [
        ("{stem}/{lang}.txt", "acts/1/{}.txt", "acts/1"),
        ("{lang}/{stem}.{ext}", "{}/acts/1.txt", "acts/1"),
        ("{stem}_{lang}.{ext}", "letter_{}.txt", "letter"),
        ("news-{lang}-{stem}.txt", "news-{}-may.txt", "may"),
    ] {
        let folder = Folder::new();
        versions(&folder, |language| {
            format!("in/{}", name.replace("{}", language))
        });
        let table = folder
            .run([
                "align",
                "in",
                "-o",
                "out",
                "--pattern",
                pattern,
                "--format",
                "ladder",
            ])
            .clean();
        assert_eq!(
            written(&folder),
            [format!("{stem}.ladder")],
            "{pattern}\n{table}"
        );
    }
    let folder = two();
    for (pattern, said) in [
        ("{foo}.{lang}", "{stem}"),
        ("{stem}", "{lang}"),
        ("{stem}{lang}{lang}", "{lang}"),
        ("{stem}_{lang}.md", "no file fits"),
    ] {
        let err = folder
            .run(["align", "in", "-o", "out", "--pattern", pattern])
            .says(2);
        assert!(err.contains(said), "{pattern}: {err}");
    }
}

#[test]
fn languages_stand_in_the_order_asked_for() {
    let folder = two();
    folder
        .call("align in -o out --langs ru,az --format tsv")
        .clean();
    assert_eq!(folder.text("out/one.tsv").lines().next(), Some("ru\taz"));
    folder.call("align in -o all.tsv --langs en,ru").clean();
    assert_eq!(folder.text("all.tsv").lines().next(), Some("en\tru"));
    assert!(
        folder
            .call("align in -o out --langs de,fr")
            .says(2)
            .contains("`de`, `fr`")
    );
}

#[test]
fn one_file_holds_all_documents() {
    let folder = two();
    for extension in ["tmx", "tsv", "jsonl"] {
        folder.call(&format!("align in -o all.{extension}")).clean();
    }
    assert_eq!(folder.text("all.tsv").lines().count(), 7);
    assert_eq!(folder.text("all.tmx").matches("<tu ").count(), 6);
    let documents: Vec<serde_json::Value> = json_lines(&folder.text("all.jsonl"))
        .iter()
        .map(|line| line["document"].clone())
        .collect();
    assert_eq!(
        documents,
        [
            "one",
            "one",
            "one",
            "sub/two.v2",
            "sub/two.v2",
            "sub/two.v2"
        ]
    );
    for extension in ["ladder", "html"] {
        let err = folder.call(&format!("align in -o all.{extension}")).says(2);
        assert!(err.contains("holds one document"), "{err}");
    }
    assert!(folder.call("align in").says(2).contains("give one with -o"));
}

#[test]
fn missing_version_is_told_and_the_others_are_aligned() {
    let folder = two();
    std::fs::remove_file(folder.path("in/one.ru.txt")).unwrap();
    let run = folder.call("align in -o out --format ladder");
    assert_eq!(run.err, "warning: one: there is no version in `ru`\n");
    assert_eq!(run.code, 1);
    assert_eq!(folder.text("out/one.ladder"), "[0]:[0]\n[1]:[1]\n[2]:[2]\n");
    assert_eq!(written(&folder).len(), 2);
}

#[test]
fn bad_document_does_not_stop_the_others() {
    let folder = two();
    folder.write("in/a-bad.az.docx", "PK\u{3}\u{4}, and no package");
    folder.write("in/a-bad.en.txt", "Text.\n");
    folder.write("in/lone.az.txt", "Tək.\n");
    let run = folder.call("align in -o out --format ladder");
    assert_eq!(written(&folder), ["one.ladder", "sub/two.v2.ladder"]);
    assert!(
        run.err
            .contains("error: a-bad: cannot read in/a-bad.az.docx: "),
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("error: lone: there is no version in `en`, `ru`"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 2);
    assert!(run.out.contains("a-bad"), "{}", run.out);
    let run = folder.call("align in -o all.tsv --report report.json");
    assert_eq!(run.code, 2);
    assert_eq!(folder.text("all.tsv").lines().count(), 7);
    let report = folder.text("report.json");
    assert!(
        report.contains("could not be aligned: cannot read in/a-bad.az.docx"),
        "{report}"
    );
}

/// A document that fails makes every run one that has something to do, but not one that learns all words again.
#[test]
fn words_that_a_batch_has_learnt_are_kept() {
    let folder = two();
    folder.write("in/lone.az.txt", "Tək.\n");
    folder.call("align in -o out").ends(2);
    let kept = folder.read("out/.yaddash-lexicon");
    let time = || {
        let file = std::fs::metadata(folder.path("out/.yaddash-lexicon"));
        file.unwrap().modified().unwrap()
    };
    let before = time();
    folder.call("align in -o out").ends(2);
    assert_eq!(time(), before, "nothing was learnt again");
    std::fs::remove_file(folder.path("out/one.tmx")).unwrap();
    folder.call("align in -o out").ends(2);
    assert_eq!(time(), before, "the same documents teach the same");
    folder.write("out/.yaddash-lexicon", "no lexicon");
    folder.call("align in -o out").ends(2);
    assert_eq!(folder.read("out/.yaddash-lexicon"), kept);
    folder.write("in/one.az.txt", "Başqa mətn.\n");
    folder.call("align in -o out").ends(2);
    assert_ne!(folder.read("out/.yaddash-lexicon"), kept);
}

#[test]
fn header_of_one_file_tells_the_rules_of_all_languages() {
    let folder = two();
    std::fs::remove_file(folder.path("in/one.ru.txt")).unwrap();
    folder.call("align in -o all.tmx").ends(1);
    let memory = folder.text("all.tmx");
    for language in ["az", "en", "ru"] {
        assert!(
            memory.contains(&format!("\"x-segmentation-rules\">{language} ")),
            "{memory}"
        );
    }
}

#[test]
fn names_with_white_space_have_units_of_their_own() {
    let folder = Folder::new();
    for stem in ["x y", "x_y", "x%20y"] {
        versions(&folder, |language| format!("in/{stem}.{language}.txt"));
    }
    folder.call("align in -o all.tmx").clean();
    let memory = folder.text("all.tmx");
    for id in ["x%20y#0", "x_y#0", "x%252520y#0"] {
        assert_eq!(memory.matches(&format!("tuid=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn a_language_named_twice_is_refused() {
    let folder = two();
    let err = folder.call("align in -o out --langs az,az,en").says(2);
    assert!(err.contains("`az` is named twice"), "{err}");
}

/// What a helper file serves as counts, not only what it holds.
#[test]
fn a_dictionary_in_the_other_direction_makes_documents_anew() {
    let folder = two();
    folder.write("d.tsv", "x\ty\n");
    let options = "align in -o out -q --no-batch-lexicon";
    folder
        .call(&format!("{options} --lexicon az-en=d.tsv"))
        .ends(0);
    std::fs::write(folder.path("out/one.tmx"), "mark").unwrap();
    folder
        .call(&format!("{options} --lexicon az-en=d.tsv"))
        .ends(0);
    assert_eq!(folder.text("out/one.tmx"), "mark", "the same again");
    folder
        .call(&format!("{options} --lexicon en-az=d.tsv"))
        .ends(0);
    assert_ne!(folder.text("out/one.tmx"), "mark");
}

#[test]
fn a_second_file_that_comes_later_is_told() {
    let folder = two();
    folder.call("align in -o out --no-batch-lexicon").clean();
    folder.write("in/one.az.md", "Başqa mətn.\n");
    let err = folder.call("align in -o out --no-batch-lexicon").says(1);
    assert!(err.contains("was passed over"), "{err}");
}

#[test]
fn second_file_of_a_language_is_told() {
    let folder = two();
    folder.write("in/one.az.md", "Başqa mətn.\n");
    let run = folder.call("align in -o out");
    assert!(
        run.err
            .contains("was passed over: its language has another file"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 1);
}

#[test]
fn resumed_run_leaves_what_is_done() {
    let folder = two();
    let first = folder.call("align in -o out").clean();
    let bytes = (
        folder.read("out/one.tmx"),
        folder.read("out/sub/two.v2.tmx"),
    );
    let second = folder.call("align in -o out");
    assert_eq!(second.err, "note: 2 of 2 documents were done already\n");
    assert_eq!(
        (second.code, second.out.as_str()),
        (0, first.as_str()),
        "the report covers all documents"
    );
    assert_eq!(
        (
            folder.read("out/one.tmx"),
            folder.read("out/sub/two.v2.tmx")
        ),
        bytes
    );
}

#[test]
fn resumed_run_does_what_changed_or_is_gone() {
    let folder = two();
    folder.call("align in -o out").clean();
    let bytes = folder.read("out/sub/two.v2.tmx");
    std::fs::remove_file(folder.path("out/sub/two.v2.tmx")).unwrap();
    assert!(
        folder
            .call("align in -o out")
            .says(0)
            .contains("1 of 2 documents were done already")
    );
    assert_eq!(folder.read("out/sub/two.v2.tmx"), bytes);

    let change = |what: &str| {
        folder.write(
            "in/one.en.txt",
            format!("The Milli Majlis met in Baku on 5 May 2024.\nIt adopted 12 {what} laws.\nThe Speaker thanked all 125 members.\n"),
        );
    };
    change("new");
    assert_eq!(
        folder.call("align in -o out").says(0),
        "",
        "a document changes what all others learn from it"
    );
    assert!(folder.text("out/one.tmx").contains("12 new laws"));

    folder.call("align in -o out --no-batch-lexicon").clean();
    change("good");
    assert!(
        folder
            .call("align in -o out --no-batch-lexicon")
            .says(0)
            .contains("1 of 2 documents were done already")
    );
    assert!(folder.text("out/one.tmx").contains("12 good laws"));

    assert_eq!(
        folder.call("align in -o out --min-score 1").code,
        1,
        "other options are other results"
    );
    assert!(!folder.text("out/one.tmx").contains("12 good laws"));
}

#[test]
fn manifest_that_cannot_be_read_is_no_hindrance() {
    let folder = two();
    folder.call("align in -o out").clean();
    let bytes = folder.read("out/one.tmx");
    folder.write("out/.yaddash-manifest.json", "{\"documents\":");
    folder.call("align in -o out").clean();
    assert_eq!(folder.read("out/one.tmx"), bytes);
}

#[test]
fn reports_in_three_forms() {
    let folder = two();
    std::fs::remove_file(folder.path("in/one.ru.txt")).unwrap();
    folder.call("align in -o out --report report.txt").ends(1);
    let text: Vec<String> = folder
        .text("report.txt")
        .lines()
        .skip(4)
        .map(str::to_owned)
        .collect();
    assert_snapshot!(text.join("\n"), @r"

    one
      segments  az 3, en 3
      beads     1-1 × 3
      note      there is no version in `ru`

    sub/two.v2
      segments  az 3, en 3, ru 3
      beads     1-1-1 × 3
    ");
    folder.call("align in -o out --report report.json").ends(1);
    let report: serde_json::Value = serde_json::from_str(&folder.text("report.json")).unwrap();
    assert_eq!(report["documents"][0]["document"], "one");
    assert_eq!(
        report["documents"][0]["notes"][0],
        "there is no version in `ru`"
    );
    assert_eq!(report["documents"][0]["languages"]["az"]["segments"], 3);
    assert_eq!(report["documents"][1]["beads"]["1-1-1"], 3);
    assert_eq!(report["summary"]["beads"], 6);
    folder.call("align in -o out --report report.html").ends(1);
    let page = folder.text("report.html");
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("sub/two.v2"),
        "{page}"
    );
}

#[test]
fn report_links_to_the_pages_of_documents() {
    let folder = two();
    versions(&folder, |language| format!("in/a & b #1.{language}.txt"));
    folder
        .call("align in -o out --format html --report out/index.html")
        .clean();
    let index = folder.text("out/index.html");
    for link in ["one.html", "sub/two.v2.html", "a%20%26%20b%20%231.html"] {
        assert!(index.contains(&format!("<a href=\"{link}\">")), "{link}");
    }
    assert!(folder.path("out/a & b #1.html").exists());
}

#[test]
fn report_names_what_is_left_over() {
    let folder = two();
    folder.write(
        "in/one.az.txt",
        "Milli Məclis 5 may 2024-cü ildə Bakıda toplandı.\nO, 12 qanun qəbul etdi.\n\
         Növbəti görüş sabah saat 17:45-də keçiriləcək, bu barədə ətraflı məlumat veriləcək.\n\
         Sədr bütün 125 deputata təşəkkür etdi.\n",
    );
    folder.call("align in -o out --report report.json").ends(0);
    let report: serde_json::Value = serde_json::from_str(&folder.text("report.json")).unwrap();
    let one = &report["documents"][0];
    assert_eq!(one["unaligned"][0]["language"], "az");
    assert_eq!(one["unaligned"][0]["index"], 2);
    assert_eq!(one["aligned"], 0.9);
    assert_eq!(one["mismatched"], false);
    assert_eq!(report["summary"]["unaligned"], 1);

    folder
        .call("align in -o out --min-score 1 --report report.json")
        .ends(1);
    let report: serde_json::Value = serde_json::from_str(&folder.text("report.json")).unwrap();
    assert_eq!(report["documents"][1]["dropped_count"], 3);
    assert_eq!(report["documents"][1]["dropped"][0]["index"], 0);
    assert_eq!(
        report["documents"][1]["dropped"][1]["texts"][1],
        "It adopted 12 laws."
    );
    assert_eq!(report["summary"]["unaligned"], 19);
}

#[test]
#[cfg(unix)]
fn names_that_are_not_unicode_stay_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    for stem in [&b"\xff"[..], b"\xfe", b"a b\tc"] {
        for (file, text) in SITTING {
            let language = file.split('.').nth(1).unwrap().as_bytes();
            let name = [b"in/", stem, b".", language, b".txt"].concat();
            folder.write(OsStr::from_bytes(&name), text);
        }
    }
    folder.call("align in -o out").clean();
    let err = folder.call("align in -o out").says(0);
    assert_eq!(err, "note: 3 of 3 documents were done already\n");
    let path = folder.path(OsStr::from_bytes(b"out/\xfe.tmx"));
    let memory = std::fs::read_to_string(path).unwrap();
    assert!(
        memory.contains(">%FE</prop>"),
        "the name is told in a form of its own: {memory}"
    );
}

#[test]
fn killed_run_is_taken_up() {
    let folder = Folder::new();
    for number in 0..200 {
        versions(&folder, |language| format!("in/{number}.{language}.txt"));
    }
    folder.call("align in -o whole").clean();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_yaddash"))
        .args(["align", "in", "-o", "out", "--jobs", "1"])
        .current_dir(folder.path(""))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Killed as soon as a part of the documents is noted as done, or has ended by then.
    while !folder.path("out/.yaddash-manifest.json").exists() {
        assert!(child.try_wait().unwrap().is_none(), "nothing was noted");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let err = folder.call("align in -o out").says(0);
    let done = err
        .strip_prefix("note: ")
        .and_then(|note| note.split(' ').next());
    let done: usize = done.and_then(|count| count.parse().ok()).unwrap_or(0);
    assert!(done >= 64, "{err}");
    for number in 0..200 {
        assert!(
            folder.read(format!("out/{number}.tmx")) == folder.read(format!("whole/{number}.tmx")),
            "{number}"
        );
    }
    assert_eq!(written(&folder).len(), 200, "nothing half done is left");
}

#[test]
fn hidden_files_are_passed_over() {
    let folder = two();
    versions(&folder, |language| format!("in/.git/three.{language}.txt"));
    versions(&folder, |language| format!("in/.hidden.{language}.txt"));
    folder.call("align in -o out").clean();
    assert_eq!(written(&folder).len(), 2);
}
