//! What goes wrong outside of the program: files, pipes, disks; and the exit codes.

use std::process::Stdio;

use crate::program::{Folder, GLOSSARY, MEMORY, Run, SITTING, run};

/// A folder with what every command needs.
fn workplace() -> Folder {
    let folder = Folder::with(SITTING);
    for (name, text) in SITTING {
        folder.write(format!("in/{name}"), text);
    }
    folder.write("g.csv", GLOSSARY);
    folder.write("m.tmx", MEMORY);
    folder.write("drifted.en.txt", "The ECPA met.\n");
    folder
}

/// A call of every command that writes results to standard output.
const CALLS: &[&str] = &[
    "segment sitting.az.txt",
    "segment --format jsonl sitting.az.txt",
    "segment --explain --lang ru sitting.ru.txt",
    "segment --print-rules",
    "align az=sitting.az.txt en=sitting.en.txt",
    "align az=sitting.az.txt en=sitting.en.txt --format tsv",
    "align az=sitting.az.txt en=sitting.en.txt --format jsonl",
    "align az=sitting.az.txt en=sitting.en.txt --format ladder",
    "align az=sitting.az.txt en=sitting.en.txt --format html",
    "align in -o out",
    "align in -o out.tmx",
    "tmx info m.tmx",
    "tmx validate m.tmx",
    "tmx convert m.tmx",
    "tmx convert m.tmx --level 1 --quiet",
    "tmx convert m.tmx --to tsv --quiet",
    "tmx convert m.tmx --to csv --quiet",
    "tmx convert m.tmx --to jsonl",
    "check -g g.csv drifted.en.txt",
    "check -g g.csv --format json drifted.en.txt",
    "check -g g.csv --format jsonl drifted.en.txt",
    "check -g g.csv --format sarif drifted.en.txt",
    "check -g g.csv --format github drifted.en.txt",
    "check -g g.csv --format gitlab drifted.en.txt",
    "check -g g.csv --format junit drifted.en.txt",
    "check -g g.csv --format checkstyle drifted.en.txt",
    "check -g g.csv --format html drifted.en.txt",
    "check -g g.csv --diff drifted.en.txt",
    "explain",
    "explain look-alike",
    "glossary find --lang en -g g.csv sitting.en.txt",
    "glossary forms --lang az kitab",
    "glossary validate g.csv",
    "config show",
    "completions bash",
    "man",
];

/// Runs the program with standard output going to `out`.
fn run_into(folder: &Folder, arguments: &str, out: impl Into<Stdio>) -> Run {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_yaddash"));
    command
        .args(arguments.split(' '))
        .current_dir(folder.path(""))
        .env_remove("NO_COLOR");
    let output = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::new(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn every_call_works() {
    for call in CALLS {
        let run = workplace().call(call);
        assert!(
            run.code < 2 && run.err.is_empty() && !run.out.is_empty(),
            "{call}: {run:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn closed_pipe_ends_every_command_quietly() {
    for call in CALLS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = run_into(&workplace(), call, writer);
        assert_eq!((run.code, run.err.as_str()), (141, ""), "{call}");
    }
}

#[cfg(unix)]
#[test]
fn reader_that_takes_one_line_is_enough() {
    use std::io::{BufRead, BufReader};
    let folder = Folder::with(&[("large.txt", "Bir cümlə bitdi.\n".repeat(20_000))]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_yaddash"))
        .args(["segment", "--lang", "az", "large.txt"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(line, "Bir cümlə bitdi.\n");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(141), &b""[..])
    );
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_an_error_of_every_command() {
    for call in CALLS {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let run = run_into(&workplace(), call, full);
        assert_eq!(run.code, 2, "{call}: {}", run.err);
        assert!(
            run.err.starts_with("error: ") && run.err.contains("No space left on device"),
            "{call}: {}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1, "{call}: {}", run.err);
    }
}

/// A call of every command with its file left open as `@`.
const READERS: &[&str] = &[
    "segment @",
    "segment --rules @ sitting.en.txt",
    "segment --abbreviations @ sitting.en.txt",
    "align az=@ en=sitting.en.txt",
    "align az=sitting.az.txt en=sitting.en.txt --glossary @",
    "tmx info @",
    "tmx validate @",
    "tmx convert @ --to jsonl",
    "tmx convert @ --to tsv",
    "tmx convert @ -o out.tmx",
    "check @",
    "check -g @ sitting.en.txt",
    "glossary find --lang en -g g.csv @",
    "glossary find --lang en -g @ sitting.en.txt",
    "glossary validate @",
];

#[test]
fn missing_files_are_named() {
    for call in READERS {
        for name in ["none.csv", "g.csv/below.csv"] {
            let run = workplace().call(&call.replace('@', name));
            assert_eq!(run.code, 2, "{call}: {run:?}");
            assert!(
                run.err.starts_with("error: ") && run.err.contains(name),
                "{call}: {}",
                run.err
            );
            assert_eq!(run.err.lines().count(), 1, "{call}: {}", run.err);
        }
    }
}

#[test]
fn folders_in_place_of_files_are_told() {
    for call in READERS.iter().filter(|call| **call != "check @") {
        let folder = workplace();
        folder.write("dir.csv/x", "");
        let run = folder.call(&call.replace('@', "dir.csv"));
        assert_eq!(run.code, 2, "{call}: {run:?}");
        assert!(
            run.err.starts_with("error: ") && run.err.contains("dir.csv"),
            "{call}: {}",
            run.err
        );
    }
}

#[test]
fn outputs_that_cannot_be_written_are_named() {
    // A path below a file cannot be written by any user, also not by root.
    for call in [
        "align az=sitting.az.txt en=sitting.en.txt -o m.tmx/out.tmx",
        "align az=sitting.az.txt en=sitting.en.txt -o none/out.tmx",
        "align in -o m.tmx/out",
        "align in -o m.tmx/out.tmx",
        "align in -o out --report m.tmx/report.txt",
        "tmx convert m.tmx -o m.tmx/out.tmx",
        "tmx convert m.tmx -o none/out.jsonl",
        "tmx convert m.tmx --to moses -o none/out",
    ] {
        let run = workplace().call(call);
        assert_eq!(run.code, 2, "{call}: {run:?}");
        assert!(
            run.err.contains("m.tmx/") || run.err.contains("none"),
            "{call}: {}",
            run.err
        );
    }
}

#[test]
fn failed_runs_leave_their_output_untouched() {
    let broken = MEMORY.replace("</body>", "</bodY>");
    for call in [
        "tmx convert bad.tmx -o out",
        "tmx convert bad.tmx --to jsonl -o out",
        "tmx convert bad.tmx --to tsv -o out",
        "tmx convert bad.tmx --level 1 -o out",
        "align az=sitting.az.txt en=none.txt --format tmx -o out",
        "align az=sitting.az.txt en=bad.docx --format tsv -o out",
    ] {
        let folder = workplace();
        folder.write("bad.tmx", &broken);
        folder.write("bad.docx", "PK no package");
        folder.write("out", "as it was");
        let call = if call.contains("--") {
            call.to_owned()
        } else {
            format!("{call} --to tmx")
        };
        let before = folder.files();
        let run = folder.call(&call);
        assert_eq!(run.code, 2, "{call}: {run:?}");
        assert_eq!(folder.text("out"), "as it was", "{call}");
        assert_eq!(folder.files(), before, "{call} leaves files behind");
    }
}

#[test]
fn output_may_be_the_input() {
    let folder = workplace();
    folder.call("tmx convert m.tmx -o m.tmx").clean();
    assert_eq!(folder.text("m.tmx"), MEMORY);
    folder.call("tmx convert m.tmx -o m.tmx --level 1").ends(0);
    assert!(folder.text("m.tmx").contains("<seg>The Milli Majlis met"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_utf8() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    let name = |language: &str| {
        OsString::from(OsStr::from_bytes(
            &[b"\xff\xfe.".as_slice(), language.as_bytes(), b".txt"].concat(),
        ))
    };
    let folder = Folder::with(&[("g.csv", GLOSSARY)]);
    for (file, text) in SITTING {
        folder.write(
            name(file.split('.').nth(1).unwrap()),
            text.replace("The Milli Majlis", "The ECPA"),
        );
    }
    let run_with = |arguments: &[&OsStr]| run(folder.program().args(arguments));
    let (az, en) = (name("az"), name("en"));
    let version = |language: &str, file: &OsStr| {
        let mut argument = OsString::from(format!("{language}="));
        argument.push(file);
        argument
    };

    assert_eq!(
        run_with(&["segment".as_ref(), &az]).clean().lines().count(),
        3
    );
    for format in ["tmx", "tsv", "jsonl", "ladder", "html"] {
        run_with(&[
            "align".as_ref(),
            &version("az", &az),
            &version("en", &en),
            "--format".as_ref(),
            format.as_ref(),
        ])
        .clean();
    }
    for format in [
        "human",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "html",
    ] {
        let run = run_with(&[
            "check".as_ref(),
            "-g".as_ref(),
            "g.csv".as_ref(),
            "--format".as_ref(),
            format.as_ref(),
            &en,
        ]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{format}");
        assert!(run.out.contains("deprecated-term"), "{format}: {}", run.out);
    }
    run_with(&[
        "align".as_ref(),
        ".".as_ref(),
        "-o".as_ref(),
        "out".as_ref(),
    ])
    .clean();
    let written: Vec<OsString> = std::fs::read_dir(folder.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        written
            .iter()
            .any(|file| file.as_bytes() == b"\xff\xfe.tmx"),
        "{written:?}"
    );
    run_with(&[
        "check".as_ref(),
        "-g".as_ref(),
        "g.csv".as_ref(),
        "--fix".as_ref(),
        &en,
    ])
    .ends(0);
    assert!(folder.text(&en).starts_with("The PACE"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_only_in_bytes_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[("g.csv", GLOSSARY)]);
    for name in [&b"\xff.en.txt"[..], b"\xfe.en.txt"] {
        folder.write(OsStr::from_bytes(name), "The ECPA met.\n");
    }
    for format in [
        "human",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "html",
    ] {
        let out = folder
            .call(&format!("check -g g.csv --format {format} ."))
            .ends(1);
        assert!(
            out.contains("FF.en.txt") && out.contains("FE.en.txt"),
            "{format}: {out}"
        );
    }
}

#[test]
fn exit_codes() {
    let folder = workplace();
    folder.write("bad.tmx", MEMORY.replace("srclang=\"en\"", ""));
    folder.write("bad.csv", "concept,language,term,status,case,note\na,az,Bakı,preferred,strict,\na,az,Bakı,deprecated,strict,\n");
    for (call, code) in [
        ("segment sitting.az.txt", 0),
        ("segment --lang", 2),
        ("segment --lang ?? sitting.az.txt", 2),
        ("segment --format xml sitting.az.txt", 2),
        ("segment --jobs 0 sitting.az.txt", 2),
        ("align az=sitting.az.txt en=sitting.en.txt", 0),
        ("align", 2),
        ("align in -o out", 0),
        ("tmx", 2),
        ("tmx info m.tmx", 0),
        ("tmx info", 2),
        ("tmx info sitting.az.txt", 2),
        ("tmx validate m.tmx", 0),
        ("tmx validate bad.tmx", 1),
        ("tmx validate sitting.az.txt", 1),
        ("tmx validate", 2),
        ("tmx convert m.tmx", 0),
        ("tmx convert sitting.az.txt", 2),
        ("tmx convert m.tmx --level 3", 2),
        ("check -g g.csv sitting.en.txt", 0),
        ("check -g g.csv drifted.en.txt", 1),
        ("check -g g.csv drifted.en.txt none.txt", 2),
        ("check", 2),
        ("explain", 0),
        ("explain nothing", 2),
        ("glossary find --lang en -g g.csv sitting.en.txt", 0),
        ("glossary find --lang en sitting.en.txt", 2),
        ("glossary forms --lang az kitab", 0),
        ("glossary forms kitab", 2),
        ("glossary validate g.csv", 0),
        ("glossary validate bad.csv", 1),
        ("glossary validate sitting.en.txt", 2),
        ("config show", 0),
        ("config", 2),
        ("completions zsh", 0),
        ("completions", 2),
        ("man", 0),
        ("nothing", 2),
        ("--nothing", 2),
        ("--version", 0),
        ("--help", 0),
    ] {
        let run = folder.call(call);
        assert_eq!(run.code, code, "{call}: {run:?}");
    }
    let alone = run(&mut folder.program());
    assert_eq!(alone.code, 2, "no command: {alone:?}");
    assert!(alone.err.contains("Usage:"), "{alone:?}");
}

#[test]
fn hostile_xml_is_refused_quickly() {
    let mut laughs = String::new();
    for n in 1..=9 {
        let text = format!("&l{};", n - 1).repeat(10);
        laughs.extend(["<!ENTITY l", &n.to_string(), " \"", &text, "\">"]);
    }
    let bomb = MEMORY
        .replace(
            "<tmx ",
            &format!("<!DOCTYPE tmx [<!ENTITY l0 \"ha\">{laughs}]><tmx "),
        )
        .replace("R&amp;D", "&l9;");
    let outside = MEMORY
        .replace(
            "<tmx ",
            "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"/etc/passwd\">]><tmx ",
        )
        .replace("R&amp;D", "&x;");
    let deep = MEMORY.replace("R&amp;D", &"<hi>".repeat(200_000));
    let folder = Folder::with(&[
        ("bomb.tmx", bomb),
        ("outside.tmx", outside),
        ("deep.tmx", deep),
    ]);
    for name in ["bomb.tmx", "outside.tmx", "deep.tmx"] {
        let start = std::time::Instant::now();
        for call in [
            "tmx convert @ --to jsonl",
            "tmx convert @ --to tsv",
            "check @",
        ] {
            let run = folder.call(&call.replace('@', name));
            assert_eq!(run.code, 2, "{call} {name}: {}", run.err);
            assert!(run.err.contains(name), "{call} {name}: {}", run.err);
            assert!(!run.out.contains("root:"), "{call} {name}");
        }
        assert!(
            !folder
                .call(&format!("tmx info {name}"))
                .out
                .contains("root:"),
            "{name}"
        );
        assert_eq!(
            folder.call(&format!("tmx validate {name}")).code,
            1,
            "{name}"
        );
        assert!(
            start.elapsed().as_secs() < 20,
            "{name} took {:?}",
            start.elapsed()
        );
    }
}
