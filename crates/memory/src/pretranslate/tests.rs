use proptest::prelude::*;

use super::*;

fn proposal(target: &str, score: f64) -> Proposal {
    Proposal {
        target: target.into(),
        source: "An <old> text".to_owned(),
        score,
        origin: "m".to_owned(),
        is_exact: score >= 100.0,
    }
}

/// The file with the first gap filled.
fn first_filled(text: &str, form: FileForm, proposal: Proposal) -> String {
    filled(text, &gaps(text, form).unwrap(), &[Some(proposal)])
}

const ONE: &str = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"az\"><body>\r\n\
  <trans-unit id=\"a\">\r\n    <source>Save &amp; close</source>\r\n    <note>n</note>\r\n  </trans-unit>\r\n\
  <trans-unit id=\"b\"><source>Done</source><target>Hazır</target></trans-unit>\r\n\
  <trans-unit id=\"c\" translate=\"no\"><source>X</source></trans-unit>\r\n\
  <trans-unit id=\"d\"><source>Press <g id=\"1\">OK</g><x id=\"2\"/></source><target xml:lang=\"az\" state='new'> </target></trans-unit>\r\n\
  <trans-unit id=\"e\"><source>Cut. Up.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">Cut.</mrk></seg-source></trans-unit>\r\n\
</body></file></xliff>\r\n";

#[test]
fn xliff_one() {
    let found = gaps(ONE, FileForm::Xliff).unwrap();
    let sources: Vec<&str> = found.iter().map(|gap| gap.source.text()).collect();
    assert_eq!(sources, ["Save & close", "Press OK"]);
    assert_eq!(found[0].context.id.as_deref(), Some("a"));
    let done = first_filled(ONE, FileForm::Xliff, proposal("Saxla & bağla", 87.5));
    let expected = ONE.replace(
        "<source>Save &amp; close</source>",
        "<source>Save &amp; close</source>\r\n    <target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">\
         Saxla &amp; bağla</target>\r\n    <alt-trans match-quality=\"87.5%\" origin=\"m\"><source>An &lt;old&gt; text</source>\
         <target>Saxla &amp; bağla</target></alt-trans>",
    );
    assert_eq!(done, expected);
    let mut target = Segment::from("");
    target.push_code(found[1].source.codes()[0].code.clone());
    target.push_text("OK");
    target.push_code(found[1].source.codes()[1].code.clone());
    let coded = Proposal {
        target,
        ..proposal("", 100.0)
    };
    let done = filled(ONE, &found, &[None, Some(coded)]);
    assert!(
        done.contains("<target xml:lang=\"az\" state=\"translated\" state-qualifier=\"exact-match\"><g id=\"1\">OK</g></target><alt-trans match-quality=\"100%\""),
        "{done}"
    );
    assert_eq!(
        gaps(&done, FileForm::Xliff).unwrap().len(),
        1,
        "what is filled is no gap"
    );
}

#[test]
fn xliff_two() {
    let text = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" trgLang=\"az\"><file id=\"f\">\
                <unit id=\"u\"><segment id=\"s1\" state=\"initial\"><source>Save <pc id=\"1\">it</pc></source></segment>\
                <segment><source>Done</source><target>Hazır</target></segment></unit>\
                <unit id=\"v\" translate=\"no\"><segment><source>X</source></segment></unit></file></xliff>";
    let found = gaps(text, FileForm::Xliff).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].source.codes().len(), 2);
    assert_eq!(
        first_filled(text, FileForm::Xliff, proposal("Saxla", 100.0)),
        text.replace(
            " state=\"initial\">",
            " state=\"translated\" subState=\"yaddash:exact-match\">"
        )
        .replace("</pc></source>", "</pc></source><target>Saxla</target>")
    );
    assert!(gaps("<xliff><file></xliff>", FileForm::Xliff).is_err());
}

#[test]
fn po() {
    let text = "msgid \"\"\nmsgstr \"\"\n\"Language: az\\n\"\n\n#: a.c:1\n#, c-format\nmsgctxt \"menu\"\nmsgid \"\"\n\"Save\\n\"\n\"%d files\"\nmsgstr \"\"\n\n\
                msgid \"Done\"\nmsgstr \"Hazır\"\nmsgid \"Say \\\"hi\\\"\"\nmsgstr \"\"\n\n\
                msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n#~ msgid \"Old\"\n#~ msgstr \"\"\n";
    let found = gaps(text, FileForm::Po).unwrap();
    let sources: Vec<&str> = found.iter().map(|gap| gap.source.text()).collect();
    assert_eq!(sources, ["Save\n%d files", "Say \"hi\""]);
    assert_eq!(found[0].context.id.as_deref(), Some("menu"));
    let proposals = [
        Some(proposal("Saxla\n%d fayl", 80.0)),
        Some(proposal("\"Salam\" de", 100.0)),
    ];
    let expected = text
        .replace(
            "#, c-format\n",
            "#, c-format, fuzzy\n#| msgid \"An <old> text\"\n",
        )
        .replace(
            "\"%d files\"\nmsgstr \"\"\n",
            "\"%d files\"\nmsgstr \"\"\n\"Saxla\\n\"\n\"%d fayl\"\n",
        )
        .replace(
            "\\\"hi\\\"\"\nmsgstr \"\"",
            "\\\"hi\\\"\"\nmsgstr \"\\\"Salam\\\" de\"",
        );
    assert_eq!(filled(text, &found, &proposals), expected);
}

#[test]
fn plain_text() {
    let text = "One. Two.\r\n\nThree\n";
    let cut = |line: &str| match line.find(". ") {
        Some(at) => vec![ByteSpan::new(0, at + 1), ByteSpan::new(at + 2, line.len())],
        None => vec![ByteSpan::new(0, line.len())],
    };
    let found = text_gaps(text, cut);
    assert_eq!(found.len(), 3);
    assert_eq!(found[1].context.previous.as_deref(), Some("One."));
    assert_eq!(found[1].context.next.as_deref(), Some("Three"));
    let proposals = [
        Some(proposal("Bir.", 100.0)),
        None,
        Some(proposal("Üç", 100.0)),
    ];
    assert_eq!(filled(text, &found, &proposals), "Bir. Two.\r\n\nÜç\n");
}

proptest! {
    /// Without proposals a file is what it was; any text is taken; and what is filled is no gap any more.
    #[test]
    fn other_bytes_stay(text in "(msgid|msgstr|\"|a|\\\\|#,|#~| |\n|\r\n|<source>|</source>|<target/>|<trans-unit id=\"1\">|</trans-unit>|&amp;|<g>|</g>){0,24}") {
        for form in [FileForm::Po, FileForm::Xliff] {
            let Ok(found) = gaps(&text, form) else {
                continue;
            };
            prop_assert_eq!(&filled(&text, &found, &[]), &text);
            let proposals: Vec<_> = found.iter().map(|_| Some(proposal("Mətn", 90.0))).collect();
            let done = filled(&text, &found, &proposals);
            prop_assert_eq!(done.matches("Mətn").count() > 0, !found.is_empty());
            let again = gaps(&done, form);
            prop_assert!(again.is_ok_and(|again| again.is_empty()), "{}", done);
        }
    }
}
