//! `yaddash check` with baselines.

use crate::check::drifted;
use crate::program::{Folder, GLOSSARY, MEMORY, json_lines};

const CHECK: &str = "check -g g.csv --baseline b.json";

/// The numbers of the lines of what is found beside the baseline.
fn lines(folder: &Folder, paths: &str) -> Vec<u64> {
    let run = folder.call(&format!("{CHECK} --format jsonl {paths}"));
    let found: Vec<u64> = json_lines(&run.out)
        .iter()
        .map(|line| line["line"].as_u64().unwrap())
        .collect();
    assert_eq!(run.code, i32::from(!found.is_empty()), "{run:?}");
    found
}

#[test]
fn old_findings_are_known() {
    let folder = drifted();
    let missing = folder.call(&format!("{CHECK} a.en.txt")).says(2);
    assert!(missing.contains("--update-baseline"), "{missing}");
    let told = folder
        .call(&format!("{CHECK} --update-baseline a.en.txt"))
        .says(0);
    assert_eq!(told, "note: b.json: knows 3 findings now\n");
    folder.call(&format!("{CHECK} a.en.txt")).clean();
    folder.call(&format!("{CHECK} ./a.en.txt")).clean();

    // Lines that move stay known; what is new is reported, and what is gone can be left out.
    folder.write(
        "a.en.txt",
        "A new line.\nThe milli Majlis met.\nThe ECPA again.\n",
    );
    assert_eq!(lines(&folder, "a.en.txt"), [3]);
    let told = folder.call(&format!("{CHECK} a.en.txt")).says(1);
    assert_eq!(
        told,
        "note: b.json: 2 of its findings are no more; leave them out with --prune-baseline\n"
    );
}

#[test]
fn equal_findings_are_counted() {
    let twice = "The ECPA met.\n\nThe ECPA met.\n";
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("a.en.txt", twice)]);
    folder
        .call(&format!("{CHECK} --update-baseline a.en.txt"))
        .ends(0);
    assert_eq!(folder.text("b.json").matches("\"count\":2").count(), 1);
    folder.write("a.en.txt", format!("{twice}\nThe ECPA met.\n"));
    assert_eq!(lines(&folder, "a.en.txt"), [5], "there is one more");
}

#[test]
fn pruning_leaves_out_what_is_no_more_and_adds_nothing() {
    let folder = drifted();
    folder.write("b.en.txt", "The ECPA met.\n");
    folder.write("c.en.txt", "The ECPA met.\n");
    folder
        .call(&format!(
            "{CHECK} --update-baseline a.en.txt b.en.txt c.en.txt"
        ))
        .ends(0);
    let whole = folder.text("b.json");
    let told = folder
        .call(&format!("{CHECK} --prune-baseline a.en.txt"))
        .says(0);
    assert_eq!(
        told,
        "note: b.json: 0 of its findings were no more and are left out\n"
    );
    assert_eq!(folder.text("b.json"), whole);

    folder.write("a.en.txt", "The milli Majlis met.\nThe Milli Mejlis met.\n");
    std::fs::remove_file(folder.path("c.en.txt")).unwrap();
    let told = folder
        .call(&format!("{CHECK} --prune-baseline a.en.txt"))
        .says(1);
    assert!(
        told.starts_with("note: b.json: 3 of its findings were no more"),
        "{told}"
    );
    let pruned = folder.text("b.json");
    assert!(!pruned.contains("c.en.txt"), "its file is gone: {pruned}");
    assert!(
        pruned.contains("b.en.txt"),
        "it was not looked into: {pruned}"
    );
    assert_eq!(pruned.matches("a.en.txt").count(), 1, "{pruned}");
    assert_eq!(
        lines(&folder, "a.en.txt b.en.txt"),
        [2],
        "what is new stays new"
    );

    let told = folder
        .call("check -g g.csv --prune-baseline a.en.txt")
        .says(2);
    assert!(told.contains("--baseline"), "{told}");
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let folder = drifted();
    for (text, why) in [
        ("[]", "is not a baseline"),
        ("{\"version\":1,\"fingerprints\":[]}", "version 1, not 2"),
    ] {
        folder.write("b.json", text);
        let told = folder.call(&format!("{CHECK} a.en.txt")).says(2);
        assert!(told.contains(why), "{told}");
        assert_eq!(folder.text("b.json"), text);
    }
}

#[test]
fn files_that_cannot_be_read_leave_the_baseline_alone() {
    let folder = drifted();
    folder
        .call(&format!("{CHECK} --update-baseline a.en.txt"))
        .ends(0);
    let before = folder.text("b.json");
    folder.write("bad.tmx", "<tmx");
    let told = folder
        .call(&format!("{CHECK} --update-baseline bad.tmx a.en.txt"))
        .says(2);
    assert!(told.contains("b.json: left as it is"), "{told}");
    assert_eq!(folder.text("b.json"), before);
}

#[test]
fn findings_in_memories_are_known_when_units_move() {
    let memory = MEMORY.replace("Bakıda toplandı", "toplandı");
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("m.tmx", &memory)]);
    folder
        .call(&format!("{CHECK} --update-baseline m.tmx"))
        .ends(0);
    let unit = "<tu><tuv xml:lang=\"en\"><seg>New</seg></tuv><tuv xml:lang=\"az\"><seg>Yeni</seg></tuv></tu>\n";
    folder.write(
        "m.tmx",
        memory.replace("<body>\n", &format!("<body>\n{unit}")),
    );
    folder.call(&format!("{CHECK} m.tmx")).clean();
}

#[test]
fn exit_zero_hides_findings_and_no_errors() {
    let folder = drifted();
    let out = folder.call("check -g g.csv --exit-zero a.en.txt").clean();
    assert!(out.contains("2 errors, 1 warning"), "{out}");
    folder
        .call("check -g g.csv --exit-zero none.txt a.en.txt")
        .ends(2);
    folder
        .call("check -g g.csv --exit-zero --fail-on info a.en.txt")
        .ends(2);
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let out = drifted()
        .call("check -g g.csv a.en.txt . ./a.en.txt")
        .ends(1);
    assert!(out.contains("2 errors, 1 warning in 1 file"), "{out}");
}

#[test]
fn units_that_say_nothing_are_passed_over() {
    let memory = MEMORY.replace(
        "<body>\n",
        "<body>\n<tu><tuv><seg>no language</seg></tuv></tu>\n",
    );
    let memory = memory.replace("Bakıda toplandı", "toplandı");
    let folder = Folder::with(&[("g.csv", GLOSSARY), ("m.tmx", &memory)]);
    let run = folder.call("check -g g.csv --format jsonl m.tmx");
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(
        json_lines(&run.out).len(),
        1,
        "the others are checked: {run:?}"
    );
    assert!(
        run.err.contains("m.tmx: 1 of its units cannot be read"),
        "{run:?}"
    );
    // That a unit was not checked is no clean end.
    folder.write("m.tmx", memory.replace("toplandı", "Bakıda toplandı"));
    folder.call("check -g g.csv m.tmx").says(1);
}
