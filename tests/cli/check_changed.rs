//! `yaddash check --changed-since`.

use std::process::Command;

use crate::program::{Folder, GLOSSARY, MEMORY, json_lines};

/// A repository with these files in its first commit.
struct Repository {
    folder: Folder,
}

impl Repository {
    fn with(files: &[(&str, &str)]) -> Self {
        let repository = Self {
            folder: Folder::with(files),
        };
        repository.folder.write("g.csv", GLOSSARY);
        repository.git("init --quiet .");
        repository.commit();
        repository.git("tag first");
        repository
    }

    #[track_caller]
    fn git(&self, arguments: &str) {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b.example"])
            .args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"])
            .args(arguments.split(' '))
            .current_dir(self.folder.path(""))
            .output()
            .unwrap();
        assert!(done.status.success(), "git {arguments}: {done:?}");
    }

    fn commit(&self) {
        self.git("add --all");
        self.git("commit --quiet --allow-empty --message=x");
    }

    /// Files and lines of what is found since the first commit, and nothing is said.
    #[track_caller]
    fn found(&self, arguments: &str) -> Vec<String> {
        let run = self.folder.call(&format!(
            "check -g g.csv --changed-since first --format jsonl {arguments}"
        ));
        assert_eq!(run.err, "");
        let found: Vec<String> = json_lines(&run.out)
            .iter()
            .map(|line| format!("{}:{}", line["path"].as_str().unwrap(), line["line"]))
            .collect();
        assert_eq!(run.code, i32::from(!found.is_empty()), "{run:?}");
        found
    }
}

const OLD: &str = "The ECPA met.\n\nA line.\n\nThe ECPA again.\n";

#[test]
fn lines_that_changed() {
    let repository = Repository::with(&[("a.en.txt", OLD), ("same.en.txt", OLD)]);
    assert!(repository.found(".").is_empty());
    let folder = &repository.folder;
    folder.write(
        "a.en.txt",
        "The ECPA met.\n\nA line.\nThe ECPA is new.\nThe ECPA again.\n",
    );
    assert_eq!(
        repository.found("."),
        ["./a.en.txt:4"],
        "in the working tree"
    );
    repository.git("add --all");
    assert_eq!(repository.found("a.en.txt"), ["a.en.txt:4"], "in the index");
    repository.commit();
    assert_eq!(repository.found("a.en.txt"), ["a.en.txt:4"], "in a commit");
    let absolute = folder.path("a.en.txt").canonicalize().unwrap();
    let absolute = absolute.to_str().unwrap();
    assert_eq!(repository.found(absolute), [format!("{absolute}:4")]);
    // Where lines were only taken away nothing new stands.
    folder.write("a.en.txt", "The ECPA met.\n\nThe ECPA again.\n");
    assert!(repository.found(".").is_empty());
}

#[test]
fn from_a_folder_below() {
    let repository = Repository::with(&[("in/a.en.txt", OLD)]);
    repository
        .folder
        .write("in/a.en.txt", format!("The ECPA.\n{OLD}"));
    let mut program = repository.folder.program();
    let out = program
        .args("check -g ../g.csv --changed-since first --format jsonl a.en.txt".split(' '))
        .current_dir(repository.folder.path("in"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(out.stdout).unwrap().lines().count(), 1);
}

#[test]
fn new_files_and_renamed_ones() {
    let repository = Repository::with(&[("a.en.txt", OLD), ("b.en.txt", OLD)]);
    let folder = &repository.folder;
    repository.git("mv a.en.txt moved.en.txt");
    folder.write("moved.en.txt", OLD.replace("A line", "The ECPA"));
    folder.write("new.en.txt", "The ECPA.\n");
    folder.write("folder/new.en.txt", "The ECPA.\n");
    folder.write(".gitignore", "ignored.en.txt\n");
    folder.write("ignored.en.txt", "The ECPA.\n");
    assert_eq!(
        repository.found("."),
        [
            "./folder/new.en.txt:1",
            "./ignored.en.txt:1",
            "./moved.en.txt:3",
            "./new.en.txt:1"
        ]
    );
}

#[test]
fn names_of_any_kind() {
    let names = [
        "two words.en.txt",
        "sənəd \"1\".en.txt",
        "-dash.en.txt",
        "b/тест\t.en.txt",
    ];
    let files = names.map(|name| (name, OLD));
    let repository = Repository::with(&files);
    for name in names {
        repository.folder.write(name, format!("The ECPA.\n{OLD}"));
    }
    // Settings of the user change nothing.
    for setting in [
        "diff.noprefix true",
        "diff.mnemonicPrefix true",
        "diff.relative true",
        "diff.interHunkContext 9",
        "color.ui always",
        "core.quotePath false",
        "diff.external false",
    ] {
        repository.git(&format!("config {setting}"));
        let found = repository.found(".");
        assert_eq!(found.len(), names.len(), "{setting}: {found:?}");
        assert!(found.iter().all(|place| place.ends_with(":1")), "{found:?}");
    }
}

#[test]
fn text_that_looks_like_a_patch() {
    let repository = Repository::with(&[("a.en.txt", "-- a/x\n\nThe ECPA.\n")]);
    repository
        .folder
        .write("a.en.txt", "++ b/x\n@@ -1 +3 @@\nThe ECPA.\n");
    assert!(repository.found(".").is_empty());
}

#[test]
fn units_whose_lines_changed() {
    let memory = MEMORY.replace("Bakıda toplandı", "toplandı");
    let po = "msgid \"\"\nmsgstr \"Language: az\\n\"\n\nmsgid \"The Milli Majlis\"\nmsgstr \"Parlament\"\n\nmsgid \"The Milli Majlis met\"\nmsgstr \"Parlament toplandı\"\n";
    let repository = Repository::with(&[("m.tmx", &memory), ("a.po", po)]);
    assert!(repository.found(".").is_empty());
    let folder = &repository.folder;
    // The finding is in the az variant, the change in the en one above.
    folder.write("m.tmx", memory.replace("in \"Baku\"", "at \"Baku\""));
    assert_eq!(repository.found("m.tmx"), ["m.tmx:7"]);
    folder.write("m.tmx", memory.replace("twice", "once"));
    assert!(repository.found("m.tmx").is_empty(), "another unit changed");
    folder.write("a.po", po.replace("Parlament toplandı", "Parlament gəldi"));
    assert_eq!(repository.found("a.po"), ["a.po:7"]);
}

#[test]
fn versions_of_a_document_go_together() {
    let repository = Repository::with(&[
        ("a.az.txt", "Bakı və AŞPA.\n"),
        ("a.en.txt", "Baku and PACE.\n"),
        ("a.ru.txt", "Баку и Ассамблея. В в зале.\n"),
    ]);
    assert!(repository.found(".").is_empty());
    // What a version lacks may be missed since another one changed; what is wrong in it alone is not.
    repository.folder.write("a.az.txt", "Bakı və AŞPA!\n");
    assert_eq!(repository.found("."), ["./a.ru.txt:1"]);
    repository
        .folder
        .write("a.ru.txt", "Баку и Ассамблея! В в зале.\n");
    assert_eq!(repository.found("."), ["./a.ru.txt:1", "./a.ru.txt:1"]);
}

#[test]
fn packages_change_as_a_whole() {
    let repository = Repository::with(&[]);
    let folder = &repository.folder;
    let document = crate::program::corpus("documents/law-in-articles.en.docx");
    folder.write("a.en.docx", std::fs::read(document).unwrap());
    folder.write(
        "g.csv",
        "concept,language,term,status\nlaw,en,Law,preferred\nlaw,en,Article,deprecated\n",
    );
    let all = json_lines(&folder.call("check -g g.csv --format jsonl a.en.docx").out).len();
    assert!(all > 3, "{all}");
    assert_eq!(repository.found("a.en.docx").len(), all, "new");
    repository.commit();
    repository.git("tag --force first");
    assert!(repository.found("a.en.docx").is_empty());
}

#[test]
fn baselines_go_with_it() {
    let repository = Repository::with(&[("a.en.txt", OLD)]);
    let folder = &repository.folder;
    folder
        .call("check -g g.csv --baseline b.json --update-baseline a.en.txt")
        .ends(0);
    folder.write("a.en.txt", format!("{OLD}The ECPA met.\nThe ECPA third.\n"));
    // The first stands in the baseline once, so the second of its kind is new.
    assert_eq!(
        repository.found("--baseline b.json a.en.txt"),
        ["a.en.txt:6", "a.en.txt:7"]
    );
    folder
        .call("check -g g.csv --baseline b.json --update-baseline --changed-since first a.en.txt")
        .says(2);
}

#[test]
fn only_changed_lines_are_mended() {
    let repository = Repository::with(&[("a.en.txt", OLD)]);
    let text = format!("{OLD}The ECPA is new.\n");
    repository.folder.write("a.en.txt", &text);
    repository
        .folder
        .call("check -g g.csv --changed-since first --fix a.en.txt")
        .ends(0);
    assert_eq!(
        repository.folder.text("a.en.txt"),
        text.replace("ECPA is new", "PACE is new")
    );
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let repository = Repository::with(&[("a.en.txt", OLD)]);
    for revision in ["no-such-branch", "", "--help", "first:a.en.txt"] {
        let told = repository
            .folder
            .run([
                "check",
                "-g",
                "g.csv",
                &format!("--changed-since={revision}"),
                "a.en.txt",
            ])
            .says(2);
        assert!(
            told.contains(&format!("there is no revision `{revision}`")),
            "{told}"
        );
    }
    let outside = Folder::with(&[("g.csv", GLOSSARY), ("a.en.txt", OLD)]);
    let mut program = outside.program();
    let out = program
        .args("check -g g.csv --changed-since HEAD a.en.txt".split(' '))
        .env(
            "GIT_CEILING_DIRECTORIES",
            outside.path("").parent().unwrap(),
        )
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    let told = String::from_utf8(out.stderr).unwrap();
    assert!(
        told.contains("--changed-since needs a git repository"),
        "{told}"
    );
}
