//! Configuration, completions, the manual page, colours, the version.

use insta::assert_snapshot;

use crate::program::{Folder, GLOSSARY, SITTING, run, without_version};

#[test]
fn version() {
    assert_eq!(
        without_version(&Folder::new().call("--version").clean()),
        "yaddash [version]\n"
    );
}

#[test]
fn completions_for_every_shell() {
    let folder = Folder::new();
    for (shell, sign) in [
        ("bash", "complete -F _yaddash"),
        ("elvish", "set edit:completion:arg-completer[yaddash]"),
        ("fish", "complete -c yaddash"),
        ("powershell", "Register-ArgumentCompleter"),
        ("zsh", "#compdef yaddash"),
    ] {
        let script = folder.call(&format!("completions {shell}")).clean();
        assert!(script.contains(sign), "{shell}:\n{script}");
        for word in ["segment", "align", "min-score", "glossary", "fail-on"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    assert_eq!(folder.call("completions tcsh").code, 2);
}

#[test]
fn manual_page_has_every_command() {
    let page = Folder::new().call("man").clean();
    assert!(page.contains(".TH yaddash 1"), "{page}");
    for word in [
        "segment",
        "align",
        "tmx",
        "check",
        "explain",
        "glossary",
        "config",
        "completions",
    ] {
        assert!(page.contains(word), "{word} is missing");
    }
}

#[test]
fn defaults_are_shown() {
    assert_snapshot!(Folder::new().call("config show").clean(), @r#"
    # jobs is not set
    segment.lang = "auto"  # default
    # segment.rules is not set
    segment.abbreviations = []  # default
    align.pattern = "{stem}.{lang}.{ext}"  # default
    align.langs = ["az", "en", "ru"]  # default
    align.glossary = []  # default
    align.lexicon = []  # default
    align.memory = []  # default
    align.min-score = 0.0  # default
    check.glossary = []  # default
    # check.lang is not set
    check.fail-on = "warning"  # default
    check.rules = {}  # default
    check.overrides = []  # default
    "#);
}

#[test]
fn settings_are_shown_with_their_origin() {
    let folder = Folder::with(&[(
        "yaddash.toml",
        "jobs = 2\n[align]\nmin-score = 0.5\n[check]\nfail-on = \"error\"\n",
    )]);
    let shown = folder.call("config show").clean();
    let own: Vec<&str> = shown
        .lines()
        .filter(|line| line.ends_with("yaddash.toml"))
        .collect();
    assert_eq!(own.len(), 3, "{shown}");
    for (line, start) in own.iter().zip([
        "jobs = 2",
        "align.min-score = 0.5",
        "check.fail-on = \"error\"",
    ]) {
        assert!(line.starts_with(start), "{line}");
    }
}

/// A file with a finding that is a warning.
const WARNING: &str = "The milli Majlis met.\n";

#[test]
fn configuration_is_found_upward_and_flags_win() {
    let folder = Folder::with(&[
        ("terms/g.csv", GLOSSARY),
        (
            "yaddash.toml",
            "[check]\nglossary = [\"terms/g.csv\"]\nfail-on = \"error\"\n",
        ),
        ("deep/er/a.en.txt", WARNING),
    ]);
    let below = |arguments: &[&str]| {
        run(folder
            .program()
            .current_dir(folder.path("deep/er"))
            .args(arguments))
    };
    let found = below(&["check", "a.en.txt"]);
    assert!(
        found.out.contains("letter-case"),
        "the glossary is named from the folder of the file: {found:?}"
    );
    assert_eq!(found.code, 0, "{found:?}");
    assert_eq!(
        below(&["check", "--fail-on", "warning", "a.en.txt"]).code,
        1
    );
}

#[test]
fn language_of_the_configuration() {
    let folder = Folder::with(&[("yaddash.toml", "[segment]\nlang = \"ru\"\n")]);
    let text = "г. Баку. Дом.\n";
    assert_eq!(
        folder.feed("segment", text).clean(),
        folder.feed("segment --lang ru", text).clean()
    );
    folder.write("yaddash.toml", "[segment]\nlang = \"so wrong\"\n");
    assert_snapshot!(folder.feed("segment", text).says(2), @"error: `segment.lang` in the configuration: `so wrong` is not a language tag such as `az`, `en-GB` or `az-Cyrl` (The given language subtag is invalid)");
}

#[test]
fn unknown_settings_are_warned_about() {
    let folder = Folder::with(&[("yaddash.toml", "[segment]\nlanguage = \"az\"\n")]);
    let run = folder.call("config show");
    assert!(run.err.starts_with("warning: "), "{run:?}");
    assert!(
        run.err
            .ends_with("yaddash.toml: there is no setting `segment.language`; it is ignored\n"),
        "{run:?}"
    );
    assert_eq!(run.code, 0);
    assert_eq!(folder.call("config show --quiet").err, "");
}

#[test]
fn settings_of_a_wrong_kind_are_errors() {
    let folder = Folder::with(&[("yaddash.toml", "jobs = \"many\"\n")]);
    let err = folder.call("config show").says(2);
    assert!(
        err.ends_with("yaddash.toml: `jobs` must be a number, not string\n"),
        "{err}"
    );
    folder.write("yaddash.toml", "jobs = = 2\n");
    let err = folder.call("config show").says(2);
    assert!(err.contains("yaddash.toml is not valid TOML"), "{err}");
}

#[test]
fn batch_takes_its_pattern_and_languages_from_the_configuration() {
    let folder = Folder::with(&[(
        "yaddash.toml",
        "[align]\npattern = \"{lang}/{stem}.{ext}\"\nlangs = [\"ru\", \"en\"]\n",
    )]);
    for (name, text) in SITTING {
        let language = name.split('.').nth(1).unwrap();
        folder.write(format!("in/{language}/sitting.txt"), text);
    }
    folder.call("align in -o out.tsv").ends(0);
    assert_eq!(folder.text("out.tsv").lines().next(), Some("ru\ten"));
}

/// What every sequence that sets a colour begins with.
const ESCAPE: char = '\u{1b}';

#[test]
fn colours_only_where_they_are_asked_for() {
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("a.en.txt", WARNING)]);
    let colored = |more: &str, variables: &[(&str, &str)]| {
        let mut command = folder.program();
        command.args(["check", "-g", "g.csv", "a.en.txt", "none.txt"]);
        command
            .args(more.split_whitespace())
            .envs(variables.iter().copied());
        let run = run(&mut command);
        (run.out.contains(ESCAPE), run.err.contains(ESCAPE))
    };
    // Neither standard output nor standard error is a terminal here, so that a variable must ask for colours first.
    let (no, force) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"));
    for (more, variables, expected) in [
        ("", &[][..], false),
        ("", &[force], true),
        ("", &[no, force], false),
        ("--color always", &[], true),
        ("--color always", &[no], true),
        ("--color never", &[force], false),
    ] {
        assert_eq!(
            colored(more, variables),
            (expected, expected),
            "{more:?} {variables:?}"
        );
    }
    // Formats for programs have no colours in any case.
    for format in [
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "html",
    ] {
        assert!(
            !colored(&format!("--color always --format {format}"), &[]).0,
            "{format}"
        );
    }
}

#[test]
fn quiet_leaves_errors() {
    let folder = Folder::with(SITTING);
    let run = folder.call("segment --quiet none.txt sitting.az.txt");
    assert!(run.err.starts_with("error: none.txt: "), "{run:?}");
    assert_eq!(run.code, 2);
    let run = folder
        .call("align az=sitting.az.txt en=sitting.en.txt --min-score 1 --format ladder --quiet");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
}
