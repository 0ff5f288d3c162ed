//! What README's neighbours for continuous integration promise: action.yml, the hooks and docs/ci.md.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::process::Command;

use crate::blocks::{blocks, commands, document, shell};
use crate::program::{Folder, GLOSSARY, Run, run};

/// A repository with a finding that is committed and one that is not.
fn project() -> Folder {
    let folder = Folder::with(&[
        ("glossary.csv", GLOSSARY),
        ("yaddash.toml", "[check]\nglossary = [\"glossary.csv\"]\n"),
        ("docs/old.en.md", "The ECPA met.\n"),
        ("two words.en.txt", "The milli Majlis met.\n"),
    ]);
    for arguments in [
        "init --quiet --initial-branch=main .",
        "add --all",
        "-c user.name=a -c user.email=a@b.example -c commit.gpgsign=false commit --quiet --message=x",
    ] {
        let status = Command::new("git")
            .args(arguments.split(' '))
            .current_dir(folder.path(""))
            .status();
        assert!(status.unwrap().success(), "git {arguments}");
    }
    folder.write("docs/new.en.md", "The ECPA is new.\n");
    folder
}

/// A step of action.yml: its variables, with the input that each holds, and its script.
struct Step {
    variables: BTreeMap<String, String>,
    script: String,
}

/// The inputs of action.yml with their defaults.
fn inputs(action: &str) -> BTreeMap<String, String> {
    let (_, rest) = action.split_once("\ninputs:\n").unwrap();
    let (inputs, _) = rest.split_once("\n\n").unwrap();
    let mut found = BTreeMap::new();
    let mut name = String::new();
    for line in inputs.lines() {
        if let Some(key) = line
            .strip_prefix("  ")
            .filter(|line| !line.starts_with(' '))
        {
            key.trim_end_matches(':').clone_into(&mut name);
        } else if let Some(default) = line.trim().strip_prefix("default: ") {
            found.insert(name.clone(), default.trim_matches('"').to_owned());
        }
    }
    found
}

fn steps(action: &str) -> Vec<Step> {
    let (_, steps) = action.split_once("\n  steps:\n").unwrap();
    steps
        .split("\n    - name: ")
        .map(|step| {
            let (head, script) = step.split_once("      run: |\n").unwrap();
            let variables = head
                .lines()
                .filter_map(|line| line.strip_prefix("        ")?.split_once(": ${{ inputs."))
                .map(|(name, input)| (name.to_owned(), input.trim_end_matches(" }}").to_owned()))
                .collect();
            let script = script.lines().map(|line| line.get(8..).unwrap_or_default());
            Step {
                variables,
                script: script.collect::<Vec<_>>().join("\n"),
            }
        })
        .collect()
}

/// Runs the step that checks, with these inputs and the defaults of the others; gives what it gave to later steps, too.
fn act(folder: &Folder, given: &[(&str, &str)]) -> (Run, String) {
    let action = document("action.yml");
    let mut values = inputs(&action);
    for (name, value) in given {
        let old = values.insert((*name).to_owned(), (*value).to_owned());
        assert!(old.is_some(), "{name} is no input");
    }
    let check = steps(&action).pop().unwrap();
    folder.write("outputs", "");
    let mut command = assert_cmd::Command::new("bash");
    command
        .args(["-c", &check.script])
        .current_dir(folder.path(""))
        .env("GITHUB_OUTPUT", folder.path("outputs"))
        .env("RUNNER_TEMP", folder.path(""));
    for (variable, input) in &check.variables {
        command.env(variable, values.get(input).unwrap());
    }
    (run(&mut command), folder.text("outputs"))
}

const PROGRAM: (&str, &str) = ("binary", env!("CARGO_BIN_EXE_yaddash"));

#[test]
fn the_action_uses_all_of_its_inputs() {
    let action = document("action.yml");
    let steps = steps(&action);
    for input in inputs(&action).keys() {
        assert!(action.contains(&format!("inputs.{input} ")), "{input}");
    }
    for step in &steps {
        assert!(
            !step.script.contains("${{"),
            "an input is no part of a script"
        );
        for variable in step.variables.keys() {
            assert!(
                step.script.contains(&format!("${variable}"))
                    || step.script.contains(&format!("${{{variable}")),
                "{variable}"
            );
        }
    }
    assert_eq!(steps.len(), 2);
}

#[test]
fn the_action_annotates() {
    let folder = project();
    let (done, outputs) = act(&folder, &[PROGRAM]);
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!(done.out.lines().count(), 3, "{done:?}");
    assert!(done.out.contains("file=docs/new.en.md,line=1"), "{done:?}");
    assert_eq!(outputs, "output=\nexit-code=1\n");

    let (done, _) = act(
        &folder,
        &[
            PROGRAM,
            ("paths", "docs\ntwo words.en.txt\n"),
            ("fail-on", "error"),
        ],
    );
    assert_eq!((done.code, done.out.lines().count()), (1, 3));
    let (done, _) = act(
        &folder,
        &[PROGRAM, ("paths", "two words.en.txt"), ("fail-on", "error")],
    );
    assert_eq!((done.code, done.out.lines().count()), (0, 1));
    let (done, _) = act(&folder, &[PROGRAM, ("changed-since", "HEAD")]);
    assert_eq!((done.code, done.out.lines().count()), (1, 1), "{done:?}");
    let (done, outputs) = act(&folder, &[PROGRAM, ("changed-since", "nowhere")]);
    assert_eq!((done.code, outputs.as_str()), (2, "output=\nexit-code=2\n"));
}

#[test]
fn the_action_writes_sarif() {
    let folder = project();
    let (done, outputs) = act(
        &folder,
        &[PROGRAM, ("format", "sarif"), ("fail-on", "never")],
    );
    assert_eq!(
        (done.code, outputs.as_str()),
        (
            0,
            "output=yaddash.sarif\nexit-code=1\n"
                .replace('1', "0")
                .as_str()
        )
    );
    let log: serde_json::Value = serde_json::from_str(&folder.text("yaddash.sarif")).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 3);

    folder.write(
        "more.csv",
        "concept,language,term,status\nx,en,met,deprecated\nx,en,sat,preferred\n",
    );
    shell(
        &folder,
        "yaddash check -q --baseline known.json --update-baseline .",
    )
    .ends(0);
    let given = [
        PROGRAM,
        ("format", "json"),
        ("output", "out put.json"),
        ("baseline", "known.json"),
        ("glossary", "glossary.csv\nmore.csv"),
    ];
    let (done, _) = act(&folder, &given);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&folder.text("out put.json")).unwrap();
    assert_eq!(report["summary"]["findings"], 2, "{report}");
}

#[test]
fn hooks_check_the_files_that_a_commit_has() {
    let hooks = document(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: "))
        .collect();
    assert_eq!(entries, ["yaddash check", "scripts/pre-commit"]);
    let folder = project();
    let files = "docs/old.en.md 'two words.en.txt'";
    let out = shell(&folder, &format!("{} {files}", entries[0])).ends(1);
    assert!(out.contains("1 error, 1 warning in 2 files"), "{out}");

    // The program is built by a cargo that only looks whether it is asked for the right thing.
    let script = crate::program::corpus(&format!("../{}", entries[1]));
    folder.write("hook/scripts/pre-commit", std::fs::read(script).unwrap());
    folder.write(
        "bin/cargo",
        format!(
            "#!/bin/sh\n[ \"$PWD/target\" = \"${{8}}\" ] || {{ echo \"$PWD: $*\" >&2; exit 2; }}\n\
             mkdir -p target/release && cp '{}' target/release/yaddash\n",
            PROGRAM.1
        ),
    );
    shell(&folder, "chmod +x bin/cargo hook/scripts/pre-commit").ends(0);
    let out = shell(
        &folder,
        &format!("PATH=$PWD/bin:$PATH hook/scripts/pre-commit --fail-on error {files}"),
    )
    .ends(1);
    assert!(out.contains("1 error, 1 warning in 2 files"), "{out}");
}

#[test]
fn commands_of_the_document_run() {
    let page = document("docs/ci.md");
    let folder = project();
    folder.write("bin/reviewdog", "#!/bin/sh\ngrep -c ruleless >/dev/null; [ \"$*\" = \"-f=rdjson -reporter=github-pr-review\" ]\n");
    shell(&folder, "chmod +x bin/reviewdog").ends(0);
    let in_console = blocks(&page, "console");
    let in_console = in_console.iter().flat_map(|block| commands(block));
    let in_settings = ["yaml", "groovy"]
        .into_iter()
        .flat_map(|language| blocks(&page, language));
    let in_settings: Vec<String> = in_settings
        .flat_map(|block| {
            let lines = block.lines().filter_map(|line| {
                line.find("yaddash check")
                    .and_then(|at| line.get(at..))
                    .map(str::to_owned)
            });
            lines.collect::<Vec<_>>()
        })
        .map(|line| line.trim_end_matches('\'').to_owned())
        .collect();
    assert_eq!(in_settings.len(), 4, "{in_settings:?}");
    let lines: Vec<String> = in_console
        .map(|shown| shown.command)
        .chain(in_settings)
        .collect();
    assert!(lines.len() >= 12, "{lines:?}");
    for line in lines {
        let with = "export PATH=$PWD/bin:$PATH CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD;";
        let done = shell(&folder, &format!("{with} {line}"));
        assert!(
            done.code < 2 && !done.err.contains("error:"),
            "{line}\n{done:?}"
        );
    }
    for (made, part) in [
        ("gl-code-quality-report.json", "\"fingerprint\""),
        ("yaddash.xml", "<testsuites"),
        ("checkstyle.xml", "<checkstyle"),
        ("findings.html", "<!DOCTYPE html>"),
        ("findings.txt", "error[deprecated-term]"),
    ] {
        assert!(folder.text(made).contains(part), "{made}");
    }
}
