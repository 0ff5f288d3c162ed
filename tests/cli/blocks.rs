//! Blocks of commands in documents, run as their readers run them.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::Path;

use assert_cmd::Command;

use crate::program::{Folder, Run, run};

/// A command of a block and what the document says that it prints.
pub(crate) struct Shown {
    pub(crate) command: String,
    /// Empty where nothing is shown.
    pub(crate) output: String,
}

/// The text of a document of the repository.
pub(crate) fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code blocks of this language in Markdown.
pub(crate) fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let starts = markdown.split(&fence).skip(1);
    starts
        .map(|rest| rest.split("\n```").next().unwrap().to_owned() + "\n")
        .collect()
}

/// The commands of a block, which stand behind `$ `, with the lines under each.
pub(crate) fn commands(block: &str) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            shown.push(Shown {
                command: command.to_owned(),
                output: String::new(),
            });
        } else {
            let last = shown.last_mut().expect("a block starts with a command");
            last.output.push_str(line);
            last.output.push('\n');
        }
    }
    shown
}

/// Runs a line of the shell in the folder, which is its home too; `yaddash` is the program under test.
pub(crate) fn shell(folder: &Folder, line: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_yaddash"));
    let mut search = vec![program.parent().unwrap().to_owned()];
    search.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    let search: OsString = std::env::join_paths(search).unwrap();
    let mut command = Command::new("bash");
    command
        .args(["-c", line])
        .current_dir(folder.path(""))
        .env("PATH", search)
        .env("HOME", folder.path(""));
    run(&mut command)
}

/// Whether `written` is what a document shows; a line `...` there stands for any lines.
#[track_caller]
pub(crate) fn assert_shown(shown: &str, written: &str, name: &str) {
    let mut written_lines: VecDeque<&str> = written.trim_end().lines().collect();
    let mut skipping = false;
    for line in shown.trim_end().lines() {
        if line == "..." {
            skipping = true;
            continue;
        }
        while skipping && written_lines.front().is_some_and(|front| *front != line) {
            written_lines.pop_front();
        }
        assert_eq!(
            Some(line),
            written_lines.pop_front(),
            "{name}: the document shows another line"
        );
        skipping = false;
    }
    assert!(
        skipping || written_lines.is_empty(),
        "{name}: the document ends before the output: {written_lines:?}"
    );
}
