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
fn files_stay_in_their_encoding() {
    // "ECPA, caf" and a byte of windows-1252.
    let bytes = b"The ECPA met in the old caf\xe9 of the town.\n";
    let folder = document("a.en.txt", bytes);
    folder.call("check -g g.csv --fix a.en.txt").ends(0);
    let mended = b"The PACE met in the old caf\xe9 of the town.\n";
    assert_eq!(folder.read("a.en.txt"), mended);
    // UTF-16 with its mark and CRLF.
    let wide = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let text = "The ECPA met.\r\nThe end";
    let folder = document("a.en.txt", wide(text));
    folder.call("check -g g.csv --fix a.en.txt").ends(0);
    assert_eq!(folder.read("a.en.txt"), wide(&text.replace("ECPA", "PACE")));
}

#[test]
fn bytes_that_are_no_text_are_left() {
    let bytes = b"\xef\xbb\xbfThe ECPA met \xff.\n";
    let folder = document("a.en.txt", bytes);
    let run = folder.call("check -g g.csv --fix a.en.txt");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("bytes that are no text"), "{}", run.err);
    assert_eq!(folder.read("a.en.txt"), bytes);
}

/// Fixes a file whose only mistakes are of `ECPA`, and asserts that nothing else changes and that all is mended.
#[track_caller]
fn mends(name: &str, text: &str) {
    let folder = document(name, text);
    let right = text.replace("ECPA", "PACE");
    let shown = folder.call(&format!("check -g g.csv --diff {name}")).out;
    assert!(shown.contains("+++"), "{name}: {shown}");
    folder.call(&format!("check -g g.csv --fix {name}")).ends(0);
    assert_eq!(folder.text(name), right, "{name}");
    folder.call(&format!("check -g g.csv --fix {name}")).clean();
    assert_eq!(folder.text(name), right, "{name}, again");
}

#[test]
fn units_are_mended_in_place() {
    mends(
        "m.tmx",
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- ECPX -->\r\n<tmx version=\"1.4\"><header \
         creationtool=\"x\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/><body>\r\n<tu  tuid='1'><tuv xml:lang=\"en\"><seg>The ECPA &amp; ECPA’s  hall</seg></tuv>\
         <tuv xml:lang=\"az\"><seg>AŞPA</seg></tuv></tu>\r\n</body></tmx>",
    );
    mends(
        "m.xliff",
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n<file original=\"x\" \
         source-language=\"az\" target-language=\"en\" datatype=\"plaintext\"><body>\n<trans-unit id=\"1\">\n<source>AŞPA</source>\n\
         <target>The  ECPA hall</target>\n</trans-unit>\n</body></file></xliff>\n",
    );
    mends(
        "m.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
         #: x\nmsgid \"AŞPA\"\nmsgstr \"The ECPA hall\"\n",
    );
    mends("m.tsv", "az\ten\nAŞPA\tThe ECPA hall\nEv\tA house\n");
}

#[test]
fn what_is_not_sure_in_units_is_left() {
    // The same letters in both languages: only one of them is a finding.
    let text = "de\ten\nECPA\tThe ECPA hall\n";
    let folder = document("m.tsv", text);
    folder.call("check -g g.csv --fix m.tsv").ends(1);
    assert_eq!(folder.text("m.tsv"), text);
    let run = document("m.tmx.gz", b"\x1f\x8b").call("check -g g.csv --fix m.tmx.gz");
    assert_eq!(run.code, 2, "{}", run.err);
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
