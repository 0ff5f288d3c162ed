//! `yaddash segment`.

use insta::assert_snapshot;

use crate::program::{Folder, json_lines};

/// Three paragraphs in three languages, a blank line among them, white space at both ends of one.
const MIXED: &str =
    "Dr. Smith came. He left.\nMəclis toplandı. Sonra dağıldı.\n\n  Он пришёл. Т. е. ушёл.  \n";

/// Rules of our own, so that what `--explain` names does not move with the built-in ones.
const RULES: &str = r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="no"/>
  <body>
    <languagerules><languagerule languagerulename="Any">
      <!-- A title before a name. -->
      <rule break="no"><beforebreak>Dr\.</beforebreak><afterbreak>\s</afterbreak></rule>
      <!-- The end of a sentence. -->
      <rule break="yes"><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule>
    </languagerule></languagerules>
    <maprules><languagemap languagepattern=".*" languagerulename="Any"/></maprules>
  </body>
</srx>
"#;

#[test]
fn text_is_a_segment_a_line() {
    assert_snapshot!(Folder::new().feed("segment", MIXED).clean(), @r"
    Dr. Smith came.
    He left.
    Məclis toplandı.
    Sonra dağıldı.
    Он пришёл.
    Т. е. ушёл.
    ");
}

#[test]
fn jsonl_gives_bytes_of_the_paragraph() {
    let out = Folder::new().feed("segment --format jsonl", MIXED).clean();
    assert_snapshot!(out, @r#"
    {"paragraph":0,"start":0,"end":15,"text":"Dr. Smith came."}
    {"paragraph":0,"start":16,"end":24,"text":"He left."}
    {"paragraph":1,"start":0,"end":18,"text":"Məclis toplandı."}
    {"paragraph":1,"start":19,"end":36,"text":"Sonra dağıldı."}
    {"paragraph":3,"start":2,"end":20,"text":"Он пришёл."}
    {"paragraph":3,"start":21,"end":38,"text":"Т. е. ушёл."}
    "#);
    let paragraphs: Vec<&str> = MIXED.split('\n').collect();
    for line in json_lines(&out) {
        let number = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        let text = paragraphs[number("paragraph")].get(number("start")..number("end"));
        assert_eq!(text, line["text"].as_str());
    }
}

#[test]
fn json_lines_of_several_files_name_the_file() {
    let folder = Folder::with(&[("one.txt", "Bir. İki.\n"), ("two.txt", "Üç.\n")]);
    assert_snapshot!(folder.call("segment --lang az --format jsonl one.txt two.txt").clean(), @r#"
    {"file":"one.txt","paragraph":0,"start":0,"end":4,"text":"Bir."}
    {"file":"one.txt","paragraph":0,"start":5,"end":10,"text":"İki."}
    {"file":"two.txt","paragraph":0,"start":0,"end":5,"text":"Üç."}
    "#);
}

#[test]
fn explain_names_the_rule_of_each_position() {
    let folder = Folder::with(&[("own.srx", RULES), ("a.txt", MIXED)]);
    assert_snapshot!(folder.call("segment --rules own.srx --explain a.txt").clean(), @r"
    line 1, column 5: hold by own.srx:6: A title before a name.
        Dr. ⟂Smith came. He left.
    line 1, column 17: break by own.srx:8: The end of a sentence.
        Dr. Smith came. ⟂He left.
    line 2, column 18: break by own.srx:8: The end of a sentence.
        Məclis toplandı. ⟂Sonra dağıldı.
    line 4, column 14: break by own.srx:8: The end of a sentence.
          Он пришёл. ⟂Т. е. ушёл.  
    line 4, column 17: break by own.srx:8: The end of a sentence.
          Он пришёл. Т. ⟂е. ушёл.  
    line 4, column 20: break by own.srx:8: The end of a sentence.
          Он пришёл. Т. е. ⟂ушёл.
    ");
    assert_snapshot!(folder.call("segment --rules own.srx --explain --format jsonl a.txt").clean(), @r#"
    {"paragraph":0,"offset":4,"line":1,"column":5,"verdict":"hold","rule":{"file":"own.srx","line":6,"text":"A title before a name."}}
    {"paragraph":0,"offset":16,"line":1,"column":17,"verdict":"break","rule":{"file":"own.srx","line":8,"text":"The end of a sentence."}}
    {"paragraph":1,"offset":19,"line":2,"column":18,"verdict":"break","rule":{"file":"own.srx","line":8,"text":"The end of a sentence."}}
    {"paragraph":3,"offset":21,"line":4,"column":14,"verdict":"break","rule":{"file":"own.srx","line":8,"text":"The end of a sentence."}}
    {"paragraph":3,"offset":25,"line":4,"column":17,"verdict":"break","rule":{"file":"own.srx","line":8,"text":"The end of a sentence."}}
    {"paragraph":3,"offset":29,"line":4,"column":20,"verdict":"break","rule":{"file":"own.srx","line":8,"text":"The end of a sentence."}}
    "#);
}

#[test]
fn built_in_rules_explain_themselves() {
    let lines = json_lines(
        &Folder::new()
            .feed("segment --lang en --explain --format jsonl", MIXED)
            .clean(),
    );
    let title = lines
        .iter()
        .find(|line| line["paragraph"] == 0 && line["offset"] == 4)
        .unwrap();
    assert_eq!(title["verdict"], "hold");
    assert_eq!(title["rule"]["file"], "en.srx");
    assert!(title["rule"]["line"].as_u64().unwrap() > 0);
}

#[test]
fn unwrap_joins_the_lines_of_a_paragraph() {
    let wrapped = "The sitting\nwas opened. It\nlasted long.\n\n\nA new\nparagraph.\n";
    assert_eq!(
        Folder::new()
            .feed("segment --lang en --unwrap", wrapped)
            .clean(),
        "The sitting was opened.\nIt lasted long.\nA new paragraph.\n"
    );
}

#[test]
fn lines_end_at_line_feeds_alone() {
    // A lone carriage return, U+2028, U+0085, a vertical tab and a form feed are text.
    let text = "a b\rc d\u{2028}e f\u{85}g h\u{b}i\u{c}j\r\nSecond line.\n\nFourth line.";
    let lines = json_lines(
        &Folder::new()
            .feed("segment --lang en --format jsonl", text)
            .clean(),
    );
    let found: Vec<(u64, &str)> = lines
        .iter()
        .map(|line| {
            (
                line["paragraph"].as_u64().unwrap(),
                line["text"].as_str().unwrap(),
            )
        })
        .collect();
    let first = "a b\rc d\u{2028}e f\u{85}g h\u{b}i\u{c}j";
    assert_eq!(
        found,
        [(0, first), (1, "Second line."), (3, "Fourth line.")]
    );
}

#[test]
fn empty_input_has_no_segments() {
    for text in ["", "\n", "\n\n \t\r\n", "\u{feff}"] {
        assert_eq!(Folder::new().feed("segment", text).clean(), "", "{text:?}");
    }
}

#[test]
fn byte_order_mark_is_no_text() {
    let out = Folder::new()
        .feed("segment --lang en --format jsonl", "\u{feff}One. Two.\n")
        .clean();
    assert_eq!(json_lines(&out)[0]["start"], 0);
    assert_eq!(json_lines(&out)[0]["text"], "One.");
}

#[test]
fn standard_input_has_a_name() {
    let folder = Folder::with(&[("one.txt", "Bir. İki.\n")]);
    assert_eq!(
        folder.feed("segment --lang az one.txt -", "Üç.\n").clean(),
        "Bir.\nİki.\nÜç.\n"
    );
}

#[test]
fn gold_segments_of_the_corpus_stay_whole() {
    // Each line of the gold files is one segment, and stays one when it is cut again.
    let gold = crate::program::corpus("gold/segments");
    for language in ["az", "en", "ru"] {
        let text =
            std::fs::read_to_string(gold.join(format!("museum-night.{language}.txt"))).unwrap();
        let lines = text.lines().filter(|line| !line.is_empty()).count();
        let out = Folder::new()
            .feed(&format!("segment --lang {language}"), text)
            .clean();
        assert_eq!(out.lines().count(), lines, "{language}");
    }
}

#[test]
fn explained_places_are_those_of_the_file() {
    let wrapped = "Bu söz\nburada. Sonra\n\nO\nMr. Smith idi.\n";
    let found: Vec<[u64; 4]> = json_lines(
        &Folder::new()
            .feed(
                "segment --lang az --unwrap --explain --format jsonl",
                wrapped,
            )
            .clean(),
    )
    .iter()
    .map(|line| ["paragraph", "offset", "line", "column"].map(|key| line[key].as_u64().unwrap()))
    .collect();
    assert_eq!(found, [[0, 16, 2, 9], [1, 6, 5, 5]]);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let folder = Folder::new();
    for count in [1, 100_000] {
        // Damaged text is no text of another encoding, wherever the damage is.
        let mut text = "\u{feff}".as_bytes().to_vec();
        text.extend("Bu cümlədir.\n".repeat(count).into_bytes());
        let start = text.len();
        text.extend_from_slice(b"\xc4\xb0ki \xff s\xc9\x99tir.\nSon.\n");
        for mark in [0, 3] {
            folder.write("a.txt", &text[3 - mark..]);
            let run = folder.call("segment --lang az a.txt");
            let place = format!(
                "line {}, column 5, byte {}",
                count + 1,
                start - 3 + mark + 5
            );
            let said = run.says(2);
            assert_eq!(
                said,
                format!(
                    "error: cannot read a.txt: {place}: the bytes are no UTF-8, as those before are: mend them, or save the file in one encoding\n"
                )
            );
        }
    }
    // What came before in the stream was cut; text of another encoding as a whole is read.
    let run = folder.call("segment --lang az a.txt");
    assert!(run.out.starts_with("Bu cümlədir.\nBu cümlədir.\n"));
    let cyrillic = b"\xcf\xf0\xe8\xe2\xe5\xf2. \xcf\xee\xea\xe0.\n".to_vec();
    assert_eq!(folder.feed("segment", cyrillic).ends(0), "Привет.\nПока.\n");
}

#[test]
fn a_long_line_is_cut_like_any_other() {
    let sentence = "Məclis toplandı. ";
    let text = sentence.repeat(80_000);
    let out = Folder::new().feed("segment --lang az", text).clean();
    assert_eq!(out.lines().count(), 80_000);
    assert!(out.lines().all(|line| line == sentence.trim()));
}

#[test]
fn each_paragraph_has_a_language_of_its_own() {
    let text = "We met e.g. Anna on Monday. She left the house.\n\
                Məs. Anna bazar ertəsi gəldi. O, evdən getdi.\n\
                Напр. Анна пришла в понедельник. Она ушла.\n123. 456.\n";
    let lines = json_lines(
        &Folder::new()
            .feed("segment --explain --format jsonl", text)
            .clean(),
    );
    for (paragraph, file) in [(0, "en.srx"), (1, "az.srx"), (2, "ru.srx")] {
        assert!(
            lines
                .iter()
                .any(|line| line["paragraph"] == paragraph && line["rule"]["file"] == file),
            "{file}"
        );
    }
}
