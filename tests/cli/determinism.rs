//! The same input gives the same bytes, whatever the number of threads, the locale or the order in which the files of
//! a folder were made.

use crate::program::{Folder, corpus, run};

/// Documents of the corpus, one of each kind.
const DOCUMENTS: [&str; 4] = [
    "book-fair.@.html",
    "law-in-articles.@.docx",
    "museum-night.@.txt",
    "tourist-guide-sheki.@.md",
];

/// What the program wrote to standard output and into its folder. In the arguments `$` stands for the corpus, and `in`
/// is a folder of documents.
fn output(arguments: &str, jobs: &str, locale: &str, reverse: bool) -> Written {
    let mut names: Vec<String> = DOCUMENTS
        .iter()
        .flat_map(|name| ["az", "en", "ru"].map(|language| name.replace('@', language)))
        .collect();
    if reverse {
        names.reverse();
    }
    let folder = Folder::new();
    for name in names {
        let bytes = std::fs::read(corpus("documents").join(&name)).unwrap();
        folder.write(format!("in/{name}"), bytes);
    }

    let root = corpus("");
    let arguments = arguments
        .split(' ')
        .map(|argument| argument.replace('$', root.to_str().unwrap()));
    let mut command = folder.program();
    command
        .args(arguments)
        .args(["--jobs", jobs])
        .env("LC_ALL", locale)
        .env("LANG", locale);
    let run = run(&mut command);
    assert!(run.code < 2, "{run:?}");
    let files = folder
        .files()
        .into_iter()
        .filter(|file| !file.starts_with("in/"));
    Written {
        out: run.out,
        files: files
            .map(|file| (file.clone(), folder.read(&file)))
            .collect(),
    }
}

/// What a run wrote.
#[derive(PartialEq, Eq)]
struct Written {
    out: String,
    files: Vec<(String, Vec<u8>)>,
}

#[track_caller]
fn same(arguments: &str) {
    let one = output(arguments, "1", "C", false);
    assert!(one.out.len() + one.files.len() > 1, "nothing was written");
    assert!(
        one == output(arguments, "8", "tr_TR.UTF-8", true),
        "`{arguments}` depends on the number of threads, the locale or the order of files"
    );
}

#[test]
fn align_of_a_folder() {
    same("align in -o out --format jsonl --langs az,en --report report.json");
}

#[test]
fn align_into_one_file() {
    same("align in -o all.tmx --glossary $/glossary/institutions.csv");
}

#[test]
fn segment() {
    same(
        "segment --format jsonl in/museum-night.az.txt in/museum-night.en.txt in/museum-night.ru.txt",
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
        "glossary find --lang ru -g $/glossary/institutions.tbx in/museum-night.ru.txt in/book-fair.ru.html",
    );
}
