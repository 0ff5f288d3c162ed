//! The same input gives the same bytes, whatever the number of threads, the locale or the order of files in a folder.

use crate::program::{Folder, corpus, run};

/// Runs the program on the corpus; `$` in the arguments stands for its folder. Gives what it wrote to the place `OUT`.
fn output(arguments: &str, jobs: &str, locale: &str) -> (String, Vec<(String, Vec<u8>)>) {
    let folder = Folder::new();
    let root = corpus("");
    let arguments = arguments.replace('$', root.to_str().unwrap());
    let mut command = folder.program();
    command
        .args(arguments.split(' '))
        .args(["--jobs", jobs])
        .env("LC_ALL", locale)
        .env("LANG", locale);
    let run = run(&mut command);
    assert!(run.code < 2, "{run:?}");
    let files = folder
        .files()
        .into_iter()
        .map(|file| (file.clone(), folder.read(&file)))
        .collect();
    (run.out, files)
}

#[track_caller]
fn same(arguments: &str) {
    let one = output(arguments, "1", "C");
    assert!(!one.0.is_empty() || !one.1.is_empty());
    assert!(
        one == output(arguments, "8", "tr_TR.UTF-8"),
        "{arguments} depends on --jobs or the locale"
    );
}

#[test]
fn align_of_a_folder() {
    same("align $/documents -o OUT --format jsonl --langs az,en --report OUT.json");
}

#[test]
fn align_into_one_file() {
    same("align $/documents -o OUT.tmx --glossary $/glossary/institutions.csv");
}

#[test]
fn segment() {
    same(
        "segment --format jsonl $/documents/pace-session.az.txt $/documents/pace-session.en.txt $/documents/pace-session.ru.txt",
    );
}

#[test]
fn segment_of_one_large_file() {
    let text = "Birinci cümlə. İkinci cümlə!\n".repeat(4_000);
    let folder = Folder::with(&[("large.txt", text)]);
    let one = folder
        .call("segment --jobs 1 --format jsonl large.txt")
        .clean();
    assert_eq!(one.lines().count(), 8_000);
    assert!(
        one == folder
            .call("segment --jobs 8 --format jsonl large.txt")
            .clean()
    );
}

#[test]
fn check() {
    same("check -g $/glossary/institutions.csv --format json $/drifted");
}

#[test]
fn check_as_sarif() {
    same("check -g $/glossary/institutions.csv --format sarif $/drifted");
}

#[test]
fn glossary_find() {
    same(
        "glossary find --lang ru -g $/glossary/institutions.tbx $/documents/pace-session.ru.txt $/documents/book-fair.ru.html",
    );
}
