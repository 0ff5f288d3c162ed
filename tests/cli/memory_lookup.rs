//! `yaddash memory lookup`.

use serde_json::Value;

use crate::memory::tmx;
use crate::program::{Folder, json_lines};

fn folder() -> Folder {
    let folder = Folder::with(&[
        (
            "ui.tmx",
            tmx(&[
                ("File not found", "Fayl tapılmadı", ""),
                ("Page 3 of 12", "Səhifə 3/12", "creationid=\"leyla\""),
                ("The folder was moved", "Qovluq köçürüldü", ""),
            ]),
        ),
        ("old.tmx", tmx(&[("File not found", "Fayl yoxdur", "")])),
    ]);
    folder.call("memory import ui.tmx --quiet").clean();
    folder
        .call("memory import --memory old.memory old.tmx --quiet")
        .clean();
    folder
}

#[test]
fn each_line_is_answered_in_its_turn() {
    let folder = folder();
    let call = "memory lookup --from en --to az --format jsonl --jobs 2";
    let found = folder
        .feed(
            call,
            "File not found\n\nfolder was moved\r\nnothing like it\n",
        )
        .clean();
    let found = json_lines(&found);
    let queries: Vec<_> = found.iter().map(|answer| answer["query"].clone()).collect();
    assert_eq!(
        queries,
        ["File not found", "", "folder was moved", "nothing like it"]
    );
    let best = &found[0]["matches"][0];
    assert_eq!(best["source"], "File not found");
    assert_eq!(best["target"], "Fayl tapılmadı");
    assert_eq!(best["score"], 100.0);
    assert_eq!(best["context"], false);
    assert_eq!(best["breakdown"]["kind"], "exact");
    assert_eq!(found[1]["matches"], Value::Array(Vec::new()));
    let score = found[2]["matches"][0]["score"].as_f64();
    assert!(
        score.is_some_and(|score| (75.0..90.0).contains(&score)),
        "{score:?}"
    );
    assert_eq!(found[3]["matches"], Value::Array(Vec::new()));
}

#[test]
fn numbers_are_repaired() {
    let found = folder()
        .feed(
            "memory lookup --from en --to az --format jsonl",
            "Page 5 of 14\n",
        )
        .clean();
    let best = &json_lines(&found)[0]["matches"][0];
    assert_eq!(best["breakdown"]["differences"][0], "numbers");
    assert_eq!(best["proposal"]["text"], "Səhifə 5/14");
    assert!(
        best["score"]
            .as_f64()
            .is_some_and(|score| (95.0..100.0).contains(&score))
    );
}

#[test]
fn memories_are_asked_in_order_and_penalties_taken_off() {
    let folder = folder();
    let call = "memory lookup --memory old.memory --memory yaddash.memory --from en --to az --format jsonl";
    let targets = |options: &str| -> Vec<(String, f64)> {
        let found = folder
            .feed(format!("{call} {options}").trim(), "File not found\n")
            .clean();
        let found = json_lines(&found);
        let matches = found[0]["matches"].as_array().cloned().unwrap_or_default();
        matches
            .iter()
            .map(|found| {
                let target = found["target"].as_str().unwrap_or_default().to_owned();
                (target, found["score"].as_f64().unwrap_or_default())
            })
            .collect()
    };
    let old = |score| ("Fayl yoxdur".to_owned(), score);
    let new = |score| ("Fayl tapılmadı".to_owned(), score);
    assert_eq!(targets(""), [old(100.0), new(100.0)]);
    assert_eq!(
        targets("--penalty memory=old.memory:10"),
        [new(100.0), old(90.0)]
    );
    assert_eq!(targets("--penalty origin=ui.tmx:40"), [old(100.0)]);
}

#[test]
fn the_index_can_be_lost() {
    let folder = folder();
    let call = "memory lookup --from en --to az";
    let before = folder.feed(call, "File not found\n").clean();
    std::fs::remove_dir_all(folder.path("yaddash.memory/index")).ok();
    assert_eq!(folder.feed(call, "File not found\n").clean(), before);
}

#[test]
fn wrong_calls_are_told() {
    let folder = folder();
    for (call, told) in [
        ("memory lookup --from en --to az --memory none x", "none"),
        ("memory lookup --from en --to az --min 300 x", "--min 300"),
        ("memory lookup --from en --to az --penalty age=3 x", "age=3"),
        (
            "memory lookup --from en --to az --penalty memory=other:3 x",
            "other",
        ),
    ] {
        let failed = folder.call(call);
        assert_eq!(failed.code, 2, "{call}");
        assert!(failed.err.contains(told), "{call}: {}", failed.err);
    }
}
