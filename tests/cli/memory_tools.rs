//! `yaddash memory concordance`, `analyze` and `pretranslate`.

use crate::memory::tmx;
use crate::program::Folder;

/// A folder with a memory of some units.
fn folder(files: &[(&str, String)]) -> Folder {
    let mut all = vec![(
        "memory.tmx",
        tmx(&[
            ("A session in Khankendi", "Xankəndidə iclas", ""),
            ("The IDEA of law", "Hüququn İDEYASI", ""),
            ("Page 3 of 12", "Səhifə 3 / 12", ""),
            ("Save the file now.", "Faylı indi saxlayın.", ""),
        ]),
    )];
    all.extend_from_slice(files);
    let folder = Folder::with(&all);
    folder.call("memory import memory.tmx -q").clean();
    folder
}

#[test]
fn concordance_marks_what_it_finds() {
    let folder = folder(&[]);
    assert_eq!(
        folder
            .call("memory concordance --mode stems --lang az Xankəndi")
            .clean(),
        "yaddash.memory: unit 1\n  en  A session in Khankendi\n  az  ⟦Xankəndidə⟧ iclas\n"
    );
    let line = folder
        .call("memory concordance --format jsonl --lang az ideya")
        .clean();
    assert_eq!(
        line,
        "{\"memory\":\"yaddash.memory\",\"unit\":2,\"cursor\":\"0:2\",\"origin\":\"memory.tmx\",\"variants\":\
         [{\"language\":\"en\",\"text\":\"The IDEA of law\",\"spans\":[]},\
         {\"language\":\"az\",\"text\":\"Hüququn İDEYASI\",\"spans\":[[9,15]]}]}\n"
    );
    // The dotless capital is another letter in Azerbaijani than in English.
    assert_eq!(
        folder.call("memory concordance --lang az ıdeya").clean(),
        ""
    );
    assert!(
        folder
            .call("memory concordance --from en --to az idea")
            .clean()
            .contains("⟦IDEA⟧")
    );
    assert_eq!(
        folder
            .call("memory concordance --from en --to ru idea")
            .clean(),
        ""
    );
    let empty = folder.call("memory concordance --mode words ...");
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
    assert_eq!(folder.call("memory concordance --memory none idea").code, 2);
}

#[test]
fn pages_of_several_memories_go_on() {
    let folder = folder(&[]);
    folder
        .call("memory import memory.tmx -q --memory other")
        .clean();
    let call = "memory concordance --memory yaddash.memory --memory other --limit 1 --lang en --mode words";
    let mut cursors = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = folder.call(&format!("{call}{cursor} of"));
        assert_eq!(page.code, 0);
        cursors.push(page.out.lines().next().unwrap_or_default().to_owned());
        match page.err.trim().strip_prefix("note: there is more: ") {
            Some(next) => cursor = format!(" {next}"),
            None => break,
        }
    }
    assert_eq!(
        cursors,
        [
            "yaddash.memory: unit 2",
            "yaddash.memory: unit 3",
            "other: unit 2",
            "other: unit 3"
        ]
    );
    assert_eq!(folder.call("memory concordance --cursor 7:1 of").code, 2);
}

#[test]
fn an_analysis_counts_each_segment_once() {
    let folder = folder(&[
        (
            "a.txt",
            "A session in Khankendi\nPage 4 of 12\nSomething quite different\nSomething quite different\n"
                .to_owned(),
        ),
        (
            "b.txt",
            "Something quite different\nSomething quite diferent\nSave the file.\n".to_owned(),
        ),
    ]);
    let call = "memory analyze --from en --to az a.txt b.txt --format csv";
    let csv = folder.call(call).clean();
    let rows: Vec<(String, String, String)> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (
                cells[0].to_owned(),
                cells[1].to_owned(),
                format!("{} {}", cells[3], cells[4]),
            )
        })
        .filter(|(_, _, figures)| figures != "0 0")
        .collect();
    let expected = [
        ("a.txt", "exact", "1 4"),
        ("a.txt", "repetition", "1 3"),
        ("a.txt", "95-99", "1 4"),
        ("a.txt", "new", "1 3"),
        ("b.txt", "cross-file", "1 3"),
        ("b.txt", "75-84", "1 3"),
        ("b.txt", "new", "1 3"),
    ]
    .map(|(path, band, figures)| (path.to_owned(), band.to_owned(), figures.to_owned()));
    assert_eq!(rows, expected, "{csv}");
    assert_eq!(folder.call(&format!("{call} --jobs 1")).clean(), csv);
    let internal = folder.call(&format!("{call} --internal")).clean();
    assert!(
        internal.contains("b.txt,internal-85-94,0.4,1,3,"),
        "{internal}"
    );

    let text = folder
        .call(
            "memory analyze --from en --to az a.txt --weights new=0.5,exact=0,repetition=0,95-99=0",
        )
        .clean();
    assert!(
        text.contains("\n  Total                            4          14 "),
        "{text}"
    );
    assert!(text.ends_with("         1.5\n"), "{text}");
    let json = folder
        .call("memory analyze --from en --to az b.txt --format json")
        .clean();
    assert!(
        json.starts_with("{\"from\":\"en\",\"to\":\"az\",\"files\":[{\"path\":\"b.txt\""),
        "{json}"
    );
    let page = folder
        .call("memory analyze --from en --to az a.txt --format html")
        .clean();
    assert!(page.contains("<h2>a.txt</h2>"));
}

#[test]
fn an_analysis_says_what_it_cannot_read() {
    let folder = folder(&[("units.tsv", "en\taz\nPage 3 of 12\t\n".to_owned())]);
    let done = folder.call("memory analyze --from en --to az none.txt units.tsv --format csv");
    assert_eq!(done.code, 2);
    assert!(
        done.out.contains("units.tsv,exact,0.1,1,4,"),
        "{}",
        done.out
    );
    for wrong in ["new=x", "old=1", "new"] {
        let done = folder.call(&format!(
            "memory analyze --from en --to az --weights {wrong} units.tsv"
        ));
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{wrong}");
    }
}

#[test]
fn files_are_filled_and_nothing_else_changes() {
    let xliff = "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"az\" \
                 datatype=\"plaintext\" original=\"f\"><body>\n\
                 <trans-unit id=\"1\"><source>Page 7 of 12</source></trans-unit>\n\
                 <trans-unit id=\"2\"><source>A session in Khankendi</source><target/></trans-unit>\n\
                 <trans-unit id=\"3\"><source>A session in Khankendi</source><target>Öz</target></trans-unit>\n\
                 <trans-unit id=\"4\"><source>Wholly unknown words</source></trans-unit>\n\
                 </body></file></xliff>\n";
    let po = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
              #: a.c\nmsgid \"Save the file later.\"\nmsgstr \"\"\n";
    let folder = folder(&[
        ("a.xlf", xliff.to_owned()),
        ("a.po", po.to_owned()),
        (
            "a.txt",
            "A session in Khankendi\r\nUnknown words here\r\n".to_owned(),
        ),
    ]);
    let call = "memory pretranslate --from en --to az";
    let done = folder.call(&format!("{call} a.xlf"));
    assert_eq!(
        done.err,
        "note: a.xlf: 1 translated exactly, 1 by near and fuzzy matches, 1 left\n"
    );
    assert!(
        done.out.contains(
            "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">Səhifə 7 / 12</target>\
             <alt-trans match-quality=\""
        ),
        "{}",
        done.out
    );
    assert!(done.out.contains(
        "<target state=\"translated\" state-qualifier=\"exact-match\">Xankəndidə iclas</target>"
    ));
    assert!(done.out.contains("<source>Page 3 of 12</source>"));
    for kept in [
        "<target>Öz</target>",
        "<trans-unit id=\"4\"><source>Wholly unknown words</source></trans-unit>\n",
    ] {
        assert!(done.out.contains(kept));
    }
    assert_eq!(folder.call(&format!("{call} a.xlf -j 1")).out, done.out);

    let done = folder
        .call(&format!("{call} a.po a.txt --in-place --quiet"))
        .clean();
    assert_eq!(done, "");
    assert_eq!(
        folder.text("a.po"),
        po.replace(
            "msgid \"Save the file later.\"\nmsgstr \"\"",
            "#, fuzzy\n#| msgid \"Save the file now.\"\nmsgid \"Save the file later.\"\nmsgstr \"Faylı indi saxlayın.\""
        )
    );
    assert_eq!(
        folder.text("a.txt"),
        "Xankəndidə iclas\r\nUnknown words here\r\n"
    );

    folder
        .call(&format!("{call} a.xlf --min 100 -o out.xlf --quiet"))
        .clean();
    assert!(
        folder
            .text("out.xlf")
            .contains("<source>Page 7 of 12</source></trans-unit>")
    );
    for wrong in ["a.po a.txt", "memory.tmx", "none.xlf"] {
        let done = folder.call(&format!("{call} {wrong}"));
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{wrong}");
    }
}
