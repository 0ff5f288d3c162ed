//! `yaddash lexicon`: training, and what can be seen of a lexicon.

use std::fmt::Write as _;

use crate::program::{Folder, json_lines};

const WORDS: [(&str, &str, &str); 8] = [
    ("qapı", "door", "дверь"),
    ("pəncərə", "window", "окно"),
    ("böyük", "big", "большой"),
    ("bağça", "garden", "сад"),
    ("yol", "road", "дорога"),
    ("çörək", "bread", "хлеб"),
    ("gözəl", "beautiful", "красивый"),
    ("qədim", "ancient", "древний"),
];

/// A table of units of three words each, in three languages and different orders.
fn table(rows: usize) -> String {
    let mut table = String::from("az\ten\tru\n");
    for row in 0..rows {
        let [one, two, three] = [row % 8, (row * 3 + 1) % 8, (row * 5 + row / 8) % 8]
            .map(|word| WORDS.get(word).unwrap());
        writeln!(
            table,
            "{} {} {}\t{} {} {}\t{} {} {}",
            one.0, two.0, three.0, three.1, one.1, two.1, two.2, three.2, one.2
        )
        .unwrap();
    }
    table
}

/// A folder with `units.tmx` of so many units.
fn with_units(rows: usize) -> Folder {
    let folder = Folder::new();
    folder.write("units.tsv", table(rows));
    folder.call("tmx convert -q units.tsv -o units.tmx").clean();
    folder
}

#[test]
fn learns_words_from_units() {
    let folder = with_units(300);
    let said = folder
        .call("lexicon train -o words.lexicon units.tmx")
        .says(0);
    insta::assert_snapshot!(said, @r"
    note: 300 units read
    note: az-en: learnt from 300 pairs of texts
    note: az-ru: learnt from 300 pairs of texts
    note: en-ru: learnt from 300 pairs of texts
    note: az-en: 8 translations of 8 and 8 words
    note: az-ru: 8 translations of 8 and 8 words
    note: en-ru: 8 translations of 8 and 8 words
    ");
    let rows = folder.call("lexicon export words.lexicon").clean();
    let pairs: Vec<String> = rows
        .lines()
        .skip(1)
        .filter(|row| row.starts_with("az\ten\t"))
        .map(|row| {
            row.split('\t')
                .skip(2)
                .take(2)
                .collect::<Vec<_>>()
                .join("=")
        })
        .collect();
    assert_eq!(
        pairs.join(" "),
        "bağç=garden böyük=big gözəl=beautiful pənc=window qap=door qət=ancient yol=road çörək=bread"
    );
    let info = folder
        .call("lexicon info --format json words.lexicon")
        .clean();
    assert_eq!(
        json_lines(&info)[2]["languages"],
        serde_json::json!(["en", "ru"])
    );
    insta::assert_snapshot!(folder.call("lexicon info words.lexicon").clean(), @r"
    words.lexicon
      az-en: 8 translations of 8 and 8 words
      az-ru: 8 translations of 8 and 8 words
      en-ru: 8 translations of 8 and 8 words
    ");
}

#[test]
fn languages_and_numbers_can_be_limited() {
    let folder = with_units(100);
    let said = folder
        .call("lexicon train --langs ru,az --most 3 -o words.lexicon units.tmx")
        .says(0);
    assert!(
        said.ends_with("note: az-ru: 3 translations of 3 and 3 words\n") && !said.contains("en"),
        "{said}"
    );
    let said = folder
        .call("lexicon train --langs az -o one.lexicon units.tmx")
        .says(2);
    assert!(said.contains("names one language"), "{said}");
    let said = folder
        .call("lexicon train --langs az,az -o one.lexicon units.tmx")
        .says(2);
    assert!(said.contains("names one language"), "{said}");
    let said = folder
        .call("lexicon train --most 0 -o one.lexicon units.tmx")
        .says(2);
    assert!(said.contains("keep 1 or more"), "{said}");
    assert!(!folder.files().contains(&"one.lexicon".to_owned()));
}

#[test]
fn bytes_do_not_depend_on_the_number_of_threads() {
    let folder = with_units(5_000);
    for jobs in ["1", "2", "7"] {
        folder
            .call(&format!(
                "lexicon train -q --jobs {jobs} -o words.{jobs} units.tmx units.tsv"
            ))
            .clean();
    }
    let one = folder.read("words.1");
    assert_eq!(folder.read("words.2"), one);
    assert_eq!(folder.read("words.7"), one);
}

#[test]
fn damaged_lexicons_and_units_are_refused() {
    let folder = with_units(100);
    folder
        .call("lexicon train -q -o words.lexicon units.tmx")
        .clean();
    let mut bytes = folder.read("words.lexicon");
    bytes[40] ^= 1;
    folder.write("damaged.lexicon", bytes);
    let said = folder.call("lexicon info damaged.lexicon").says(2);
    insta::assert_snapshot!(said, @"error: damaged.lexicon: is damaged, since its checksum is wrong: copy or train it again");
    let said = folder.call("lexicon export units.tmx").says(2);
    insta::assert_snapshot!(said, @"error: units.tmx: is no lexicon of Yaddash: make one by `yaddash lexicon train`");

    folder.write("broken.tmx", "<tmx version=\"1.4\"><body><tu>");
    folder
        .call("lexicon train -o never.lexicon units.tmx broken.tmx")
        .ends(2);
    assert!(!folder.files().contains(&"never.lexicon".to_owned()));
}

#[test]
fn unit_without_a_language_is_passed_over() {
    let folder = with_units(100);
    folder
        .call("lexicon train -q -o whole.lexicon units.tmx")
        .clean();
    let units = folder.text("units.tmx");
    let more = "<tu><tuv><seg>qapı</seg></tuv><tuv xml:lang=\"en\"><seg>door</seg></tuv></tu>";
    folder.write(
        "more.tmx",
        units.replacen("</body>", &format!("{more}</body>"), 1),
    );
    let said = folder
        .call("lexicon train -o more.lexicon more.tmx")
        .says(0);
    assert!(
        said.contains("more.tmx: 1 units that say nothing"),
        "{said}"
    );
    assert_eq!(folder.read("more.lexicon"), folder.read("whole.lexicon"));
}

#[test]
fn lexicons_come_from_standard_input_too() {
    let folder = with_units(100);
    folder
        .call("lexicon train -q -o words.lexicon units.tmx")
        .clean();
    let named = folder.call("lexicon export words.lexicon").clean();
    let bytes = folder.read("words.lexicon");
    assert_eq!(
        folder.feed("lexicon export -", bytes.clone()).clean(),
        named
    );
    folder
        .feed("lexicon merge -q -o copy.lexicon -", bytes.clone())
        .clean();
    assert_eq!(folder.read("copy.lexicon"), bytes);
}

#[test]
fn a_dictionary_leads_into_another_language() {
    let folder = Folder::with(&[("d.tsv", "qapı\tqapı\n")]);
    let said = folder
        .call("lexicon merge -o words.lexicon az-az-Cyrl=d.tsv")
        .says(2);
    assert!(said.contains("is one language"), "{said}");
}

#[test]
fn units_in_one_language_teach_nothing() {
    let folder = Folder::new();
    folder.write("units.tsv", "az\nqapı\n");
    let said = folder
        .call("lexicon train -o words.lexicon units.tsv")
        .says(0);
    assert!(
        said.contains("no unit has texts in two of the languages"),
        "{said}"
    );
    assert_eq!(
        folder.call("lexicon info words.lexicon").clean(),
        "words.lexicon\n"
    );
}

#[test]
fn dictionaries_become_lexicons() {
    let folder = Folder::new();
    let data = "door /dɔː/\n1. дверь, дверца (малая)\n";
    folder.write("en-ru.dict", data);
    // Place and length in base 64: 0 and 54.
    assert_eq!(data.len(), 54);
    folder.write("en-ru.index", "door\tA\t2\n");
    folder.write("words.tsv", "qapı\tdoor\npəncərə\twindow\n");
    let said = folder
        .call("lexicon merge -o all.lexicon en-ru=en-ru.index az-en=words.tsv")
        .says(0);
    insta::assert_snapshot!(said, @r"
    note: az-en: 2 translations of 2 and 2 words
    note: en-ru: 2 translations of 1 and 2 words
    ");
    let rows = folder.call("lexicon export all.lexicon").clean();
    insta::assert_snapshot!(rows.replace('\t', " | "), @r"
    source_language | target_language | source | target | evidence | forward | backward
    az | en | pənc | window | 2.00 | 0.6667 | 0.6667
    az | en | qap | door | 2.00 | 0.6667 | 0.6667
    en | ru | door | двер | 2.00 | 0.3333 | 0.6667
    en | ru | door | дверц | 2.00 | 0.3333 | 0.6667
    ");
    assert_eq!(
        folder
            .call("lexicon export en-ru=en-ru.dict")
            .clean()
            .lines()
            .count(),
        3
    );
}

#[test]
fn dictionaries_that_cannot_be_read_are_named() {
    let folder = Folder::new();
    folder.write("words.tsv", "qapı\tdoor\n");
    folder.write("alone.index", "door\tA\tB\n");
    folder.write("short.index", "door\tA\tZZ\n");
    folder.write("short.dict", "door");
    for (argument, what) in [
        (
            "words.tsv",
            "a dictionary needs its languages: write `en-ru=words.tsv`",
        ),
        ("az=words.tsv", "`az` is not two languages such as `az-en`"),
        ("az-en=none.tsv", "none.tsv: no such file"),
        (
            "en-ru=alone.index",
            "alone.dict or alone.dict.dz: no such file",
        ),
        (
            "en-ru=short.index",
            "short.index: entry 1 of the dictionary cannot be read: it points behind the end",
        ),
    ] {
        let said = folder
            .call(&format!("lexicon merge -o never.lexicon {argument}"))
            .says(2);
        assert!(said.contains(what), "{argument}: {said}");
    }
    assert!(!folder.files().contains(&"never.lexicon".to_owned()));
}
