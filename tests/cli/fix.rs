//! `yaddash check --fix` and `--diff`.

use insta::assert_snapshot;

use crate::program::{Folder, GLOSSARY, corpus, json_lines};

/// A folder with the glossary and one document.
fn document(name: &str, bytes: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::with(&[("g.csv", GLOSSARY)]);
    folder.write(name, bytes);
    folder
}

#[test]
fn fix_mends_and_leaves_the_rest() {
    let text =
        "The milli Majlis  met.\t\nTrailing \u{a0}space \n\n\nThe ECPA, “ECPA’s” and Bаku; no end";
    let folder = document("a.en.txt", text);
    let run = folder.call("check -g g.csv --fix a.en.txt");
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "note: a.en.txt: 4 places mended\n")
    );
    assert_eq!(run.out, "nothing found in 1 file\n");
    let mended = text
        .replace("milli Majlis", "Milli Majlis")
        .replace("ECPA", "PACE")
        .replace("Bаku", "Baku");
    assert_eq!(folder.text("a.en.txt"), mended);
    folder.call("check -g g.csv a.en.txt").clean();
}

#[test]
fn second_fix_changes_nothing() {
    let folder = Folder::new();
    let glossary = corpus("glossary/institutions.csv");
    for entry in std::fs::read_dir(corpus("drifted")).unwrap() {
        let path = entry.unwrap().path();
        folder.write(path.file_name().unwrap(), std::fs::read(&path).unwrap());
    }
    let all = || {
        folder
            .files()
            .into_iter()
            .map(|file| (folder.text(&file), file))
            .collect::<Vec<_>>()
    };
    let check = |more: &[&str]| {
        let arguments = [
            "check",
            "--format",
            "jsonl",
            "-g",
            glossary.to_str().unwrap(),
            ".",
        ];
        json_lines(&folder.run(arguments.iter().chain(more)).out)
    };
    let before = check(&[]);
    let left = check(&["--fix"]);
    assert!(
        left.len() * 4 < before.len(),
        "{} of {} findings are left",
        left.len(),
        before.len()
    );
    let once = all();
    assert_eq!(check(&["--fix"]), left, "what is left is the same");
    assert_eq!(all(), once);
    assert_eq!(
        check(&[]),
        left,
        "findings after a fix are those of the mended files"
    );
}

#[test]
fn fix_keeps_marks_and_line_ends() {
    let text = "\u{feff}The ECPA met.\r\nOne\u{2028}line,\rstill.\r\n\r\nThe last ECPA";
    for name in ["a.en.txt", "a.en.md"] {
        let folder = document(name, text);
        folder.call(&format!("check -g g.csv --fix {name}")).ends(0);
        assert_eq!(folder.text(name), text.replace("ECPA", "PACE"), "{name}");
    }
}

#[test]
fn fix_keeps_markup() {
    let text = "<!DOCTYPE html>\n<html lang=\"en\"><body class='ECPA'>\n<p>The <b>ECPA</b> &amp; R&#38;D<br>\n<!-- ECPA -->\n</body></html>\n";
    let folder = document("a.en.html", text);
    folder.call("check -g g.csv --fix a.en.html").ends(0);
    assert_eq!(folder.text("a.en.html"), text.replace("<b>ECPA", "<b>PACE"));
    let text = "# ECPA\n\n- *ECPA*  \n\n```\nECPA\n```\n\n[x](ECPA.html)\n";
    let folder = document("a.en.md", text);
    folder.call("check -g g.csv --fix a.en.md").ends(0);
    assert_eq!(
        folder.text("a.en.md"),
        text.replace("# ECPA", "# PACE").replace("*ECPA*", "*PACE*")
    );
}

#[test]
fn clean_files_are_not_touched() {
    let folder = document("a.en.txt", "PACE met.\n");
    let path = folder.path("a.en.txt");
    let long_ago =
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    std::fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    folder.call("check -g g.csv --fix a.en.txt").clean();
    assert_eq!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        long_ago
    );
}

#[test]
fn only_utf8_is_mended() {
    // "ECPA, caf" and a byte of windows-1252.
    let bytes = b"The ECPA met in the old caf\xe9 of the town.\n";
    let folder = document("a.en.txt", bytes);
    let run = folder.call("check -g g.csv --fix a.en.txt");
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("only text in UTF-8 can be fixed"),
        "{}",
        run.err
    );
    assert_eq!(folder.read("a.en.txt"), bytes);
}

#[test]
fn diff_shows_what_fix_would_do() {
    let text = "One.\nTwo.\nThree.\nFour.\nThe ECPA met.\nSix.\nSeven.\nEight.\nNine.\nTen, ECPA";
    let folder = document("a.en.txt", text);
    let run = folder.call("check -g g.csv --diff a.en.txt");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out, @r"
    --- a.en.txt
    +++ a.en.txt
    @@ -2,9 +2,9 @@
     Two.
     Three.
     Four.
    -The ECPA met.
    +The PACE met.
     Six.
     Seven.
     Eight.
     Nine.
    -Ten, ECPA
    \ No newline at end of file
    +Ten, PACE
    \ No newline at end of file
    ");
    assert_eq!(folder.text("a.en.txt"), text, "nothing is written");
    assert_eq!(
        document("a.en.txt", "PACE.\n")
            .call("check -g g.csv --diff a.en.txt")
            .clean(),
        ""
    );
    assert_eq!(folder.call("check -g g.csv --diff --fix a.en.txt").code, 2);
}

#[cfg(unix)]
#[test]
fn diff_is_taken_by_patch() {
    if std::process::Command::new("patch")
        .arg("--version")
        .output()
        .is_err()
    {
        return;
    }
    let folder = document("a.en.txt", "The ECPA met.\r\nTwo.\n\nThe milli Majlis\n");
    let diff = folder.call("check -g g.csv --diff a.en.txt").ends(1);
    folder.write("a.patch", diff);
    let done = std::process::Command::new("patch")
        .args(["--binary", "-p0", "-i", "a.patch"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    let patched = folder.text("a.en.txt");
    folder.write("a.en.txt", "The ECPA met.\r\nTwo.\n\nThe milli Majlis\n");
    folder.call("check -g g.csv --fix a.en.txt").ends(0);
    assert_eq!(folder.text("a.en.txt"), patched);
}

#[cfg(unix)]
#[test]
fn fix_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = document("real.en.txt", "The ECPA met.\n");
    std::fs::set_permissions(
        folder.path("real.en.txt"),
        std::fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    symlink("real.en.txt", folder.path("link.en.txt")).unwrap();
    folder.call("check -g g.csv --fix link.en.txt").ends(0);
    assert!(
        std::fs::symlink_metadata(folder.path("link.en.txt"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(folder.text("real.en.txt"), "The PACE met.\n");
    assert_eq!(
        std::fs::metadata(folder.path("real.en.txt"))
            .unwrap()
            .permissions()
            .mode()
            & 0o777,
        0o640
    );
}
