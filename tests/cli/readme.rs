//! The commands that README.md shows: they run, and print what stands there.
#![cfg(unix)]

use crate::blocks::{assert_shown, blocks, commands, document, shell};
use crate::program::{Folder, MEMORY, SITTING, corpus};

/// What the commands of README.md speak of.
fn project() -> Folder {
    let folder = Folder::new();
    for language in ["az", "en", "ru"] {
        let letter = corpus(&format!("documents/law-in-articles.{language}.docx"));
        folder.write(
            format!("letter.{language}.docx"),
            std::fs::read(letter).unwrap(),
        );
    }
    for (name, text) in SITTING {
        let (stem, rest) = name.split_once('.').unwrap();
        let (language, extension) = rest.split_once('.').unwrap();
        folder.write(format!("documents/{name}"), text);
        folder.write(format!("documents/{language}/{stem}.{extension}"), text);
    }
    folder.write("documents/drifted.en.txt", "The ECPA met.\n");
    folder.write("documents/drifted.az.txt", "AŞPA toplandı.\n");
    folder.write("documents/drifted.ru.txt", "ПАСЕ собралась.\n");
    folder.write("memory.tmx", MEMORY);
    shell(&folder, "git init --quiet . && git -c user.name=a -c user.email=a@b.example commit --quiet --allow-empty -m x").ends(0);
    folder.write(".local/share/bash-completion/completions/none", "");
    folder
}

/// With this variable set, what the commands of the demonstration print is written to README.md, where it stands in full.
const UPDATE: &str = "UPDATE_README";

#[test]
fn the_demonstration_prints_what_is_shown() {
    let readme = document("README.md");
    let demonstration = blocks(&readme, "console")
        .into_iter()
        .find(|block| block.starts_with("$ yaddash align corpus/documents"))
        .unwrap();
    let folder = Folder::new();
    std::os::unix::fs::symlink(corpus(""), folder.path("corpus")).unwrap();
    let script = corpus("../tests/demo.sh");
    let printed = shell(&folder, &format!("{} yaddash demo", script.display())).ends(0);
    let printed = printed.trim_start();
    if std::env::var_os(UPDATE).is_some() {
        let mut updated = readme.clone();
        for (shown, printed) in commands(&demonstration).iter().zip(commands(printed)) {
            if !shown.output.contains("...") {
                updated = updated.replace(&shown.output, &printed.output);
            }
        }
        std::fs::write(corpus("../README.md"), updated).unwrap();
        return;
    }
    let name = format!("make demo in README.md (with {UPDATE}=1 this test writes it anew)");
    assert_shown(&demonstration, printed, &name);
}

#[test]
fn commands_run() {
    let folder = project();
    let mut count = 0;
    let readme = document("README.md");
    for shown in blocks(&readme, "console")
        .iter()
        .filter(|block| !block.contains("corpus/documents"))
        .flat_map(|block| commands(block))
    {
        let command = shown.command.as_str();
        if command.starts_with("make ") || command.starts_with("cargo ") {
            continue;
        }
        if command.starts_with("cat ") {
            folder.write("glossary.csv", &shown.output);
        }
        if command.contains("--baseline known.json") {
            let known = "yaddash check -q --glossary glossary.csv --baseline known.json --update-baseline documents";
            shell(&folder, known).ends(0);
        }
        let run = shell(&folder, command);
        let is_fine = run.code == 0 || run.code == 1 && command.contains(" check ");
        assert!(is_fine && !run.err.contains("error:"), "{command}\n{run:?}");
        if !shown.output.is_empty() {
            assert_shown(&shown.output, &run.out, command);
        }
        count += 1;
    }
    assert!(count >= 15, "only {count} commands were found");
    for made in ["letter.tmx", "letter.html", "all.tmx", "memory.tsv"] {
        assert!(folder.path(made).exists(), "{made}");
    }
    assert!(folder.text("findings.sarif").contains("ECPA"));
}
