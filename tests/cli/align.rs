//! `yaddash align` of one document.

use insta::assert_snapshot;

use crate::program::{Folder, SITTING, corpus, json_lines, without_version};

/// The text without what depends on the weights of the aligner and the built-in rules: scores, and hashes of rules.
fn steady(text: &str) -> String {
    let mut steady = String::new();
    for line in without_version(text).lines() {
        let line = cut(line, "\"score\":", "}", "[score]");
        let line = cut(&line, "<prop type=\"x-score\">", "<", "[score]");
        let line = match line.split_once(" builtin-") {
            Some((before, rest)) => format!("{before} builtin-{}", cut(rest, " ", "<", "[hash]")),
            None => line,
        };
        steady.push_str(&line);
        steady.push('\n');
    }
    steady
}

/// What stands between `before` and `after`, put in place of by `shown`.
fn cut(line: &str, before: &str, after: &str, shown: &str) -> String {
    let Some((start, rest)) = line.split_once(before) else {
        return line.to_owned();
    };
    let Some((_, end)) = rest.split_once(after) else {
        return line.to_owned();
    };
    format!("{start}{before}{shown}{after}{end}")
}

/// Aligns the three versions of the small document.
fn aligned(more: &str) -> String {
    Folder::with(SITTING)
        .call(&format!(
            "align az=sitting.az.txt en=sitting.en.txt ru=sitting.ru.txt {more}"
        ))
        .clean()
}

#[test]
fn tmx() {
    assert_snapshot!(steady(&aligned("--format tmx")), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="yaddash" creationtoolversion="[version]" segtype="sentence" o-tmf="yaddash" adminlang="en" srclang="*all*" datatype="plaintext">
        <prop type="x-segmentation-rules">az builtin-az [hash]</prop>
        <prop type="x-segmentation-rules">en builtin-en [hash]</prop>
        <prop type="x-segmentation-rules">ru builtin-ru [hash]</prop>
      </header>
      <body>
        <tu tuid="sitting#0">
          <prop type="x-document">sitting</prop>
          <prop type="x-bead">1-1-1</prop>
          <prop type="x-score">[score]</prop>
          <tuv xml:lang="az"><seg>Milli Məclis 5 may 2024-cü ildə Bakıda toplandı.</seg></tuv>
          <tuv xml:lang="en"><seg>The Milli Majlis met in Baku on 5 May 2024.</seg></tuv>
          <tuv xml:lang="ru"><seg>Милли Меджлис собрался в Баку 5 мая 2024 года.</seg></tuv>
        </tu>
        <tu tuid="sitting#1">
          <prop type="x-document">sitting</prop>
          <prop type="x-bead">1-1-1</prop>
          <prop type="x-score">[score]</prop>
          <tuv xml:lang="az"><seg>O, 12 qanun qəbul etdi.</seg></tuv>
          <tuv xml:lang="en"><seg>It adopted 12 laws.</seg></tuv>
          <tuv xml:lang="ru"><seg>Он принял 12 законов.</seg></tuv>
        </tu>
        <tu tuid="sitting#2">
          <prop type="x-document">sitting</prop>
          <prop type="x-bead">1-1-1</prop>
          <prop type="x-score">[score]</prop>
          <tuv xml:lang="az"><seg>Sədr bütün 125 deputata təşəkkür etdi.</seg></tuv>
          <tuv xml:lang="en"><seg>The Speaker thanked all 125 members.</seg></tuv>
          <tuv xml:lang="ru"><seg>Спикер поблагодарил всех 125 депутатов.</seg></tuv>
        </tu>
      </body>
    </tmx>
    "#);
    assert_eq!(
        aligned("--jobs 2"),
        aligned("--format tmx"),
        "TMX is the default"
    );
}

#[test]
fn tmx_of_two_languages_has_a_source_language() {
    let out = Folder::with(SITTING)
        .call("align ru=sitting.ru.txt az=sitting.az.txt")
        .clean();
    assert!(out.contains("srclang=\"ru\""), "{out}");
}

#[test]
fn tsv() {
    assert_snapshot!(aligned("--format tsv"), @r"
    az	en	ru
    Milli Məclis 5 may 2024-cü ildə Bakıda toplandı.	The Milli Majlis met in Baku on 5 May 2024.	Милли Меджлис собрался в Баку 5 мая 2024 года.
    O, 12 qanun qəbul etdi.	It adopted 12 laws.	Он принял 12 законов.
    Sədr bütün 125 deputata təşəkkür etdi.	The Speaker thanked all 125 members.	Спикер поблагодарил всех 125 депутатов.
    ");
}

#[test]
fn jsonl() {
    let out = aligned("--format jsonl");
    assert_snapshot!(steady(&out), @r#"
    {"document":"sitting","segments":{"az":{"text":"Milli Məclis 5 may 2024-cü ildə Bakıda toplandı.","indices":[0]},"en":{"text":"The Milli Majlis met in Baku on 5 May 2024.","indices":[0]},"ru":{"text":"Милли Меджлис собрался в Баку 5 мая 2024 года.","indices":[0]}},"score":[score]}
    {"document":"sitting","segments":{"az":{"text":"O, 12 qanun qəbul etdi.","indices":[1]},"en":{"text":"It adopted 12 laws.","indices":[1]},"ru":{"text":"Он принял 12 законов.","indices":[1]}},"score":[score]}
    {"document":"sitting","segments":{"az":{"text":"Sədr bütün 125 deputata təşəkkür etdi.","indices":[2]},"en":{"text":"The Speaker thanked all 125 members.","indices":[2]},"ru":{"text":"Спикер поблагодарил всех 125 депутатов.","indices":[2]}},"score":[score]}
    "#);
    for line in json_lines(&out) {
        assert!(
            (0.0..=1.0).contains(&line["score"].as_f64().unwrap()),
            "{line}"
        );
    }
}

#[test]
fn ladder() {
    assert_snapshot!(aligned("--format ladder"), @r"
    [0]:[0]:[0]
    [1]:[1]:[1]
    [2]:[2]:[2]
    ");
}

#[test]
fn html() {
    let page = aligned("--format html");
    let lines: Vec<&str> = page
        .lines()
        .filter(|line| {
            ["<!DOCTYPE", "<title>", "<h1"]
                .iter()
                .any(|start| line.starts_with(start))
        })
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    <!DOCTYPE html>
    <title>sitting: alignment</title>
    <h1>sitting</h1>
    ");
    for (_, text) in SITTING {
        for sentence in text.lines().flat_map(|line| line.split_inclusive(". ")) {
            assert!(page.contains(sentence.trim()), "{sentence} is missing");
        }
    }
    assert!(!page.contains("<script"), "the page needs no script");
}

#[test]
fn html_is_escaped() {
    let folder = Folder::with(&[
        ("a.az.txt", "<script>x</script> & \"y\"\n"),
        ("a.en.txt", "<script>x</script> & \"y\"\n"),
    ]);
    let page = folder
        .call("align az=a.az.txt en=a.en.txt --segmented --format html")
        .clean();
    assert!(!page.contains("<script>x"), "{page}");
    assert!(
        page.contains("&lt;script>x") || page.contains("&lt;script&gt;x"),
        "{page}"
    );
}

#[test]
fn extension_of_the_output_tells_the_format() {
    let folder = Folder::with(SITTING);
    for (extension, start) in [
        ("tmx", "<?xml"),
        ("tsv", "az\ten"),
        ("jsonl", "{\"document\""),
        ("ladder", "[0]:[0]"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let run = folder.call(&format!(
            "align az=sitting.az.txt en=sitting.en.txt -o out.{extension}"
        ));
        assert_eq!(run.clean(), "", "{extension}");
        assert!(
            folder.text(format!("out.{extension}")).starts_with(start),
            "{extension}"
        );
    }
    folder
        .call("align az=sitting.az.txt en=sitting.en.txt -o out.tmx --format ladder")
        .clean();
    assert_eq!(
        folder.text("out.tmx"),
        folder.text("out.ladder"),
        "--format wins"
    );
    folder
        .call("align az=sitting.az.txt en=sitting.en.txt -o out.xyz")
        .says(2);
}

#[test]
fn sides_stand_in_the_order_of_the_arguments() {
    let folder = Folder::with(SITTING);
    let out = folder
        .call("align ru=sitting.ru.txt az=sitting.az.txt --format tsv")
        .clean();
    assert_eq!(out.lines().next(), Some("ru\taz"));
    assert!(out.lines().nth(1).unwrap().starts_with("Милли Меджлис"));
}

#[test]
fn segmented_lines_are_segments_even_when_blank() {
    let folder = Folder::with(&[
        (
            "a.az",
            "Bakıda 12 nəfər. Gəldi.\n\nŞəkidə 345 nəfər.\r\nSon 6789.\n",
        ),
        ("a.en", "In Baku 12. Came.\n\nIn Sheki 345.\nEnd 6789."),
    ]);
    let lines = json_lines(
        &folder
            .call("align az=a.az en=a.en --segmented --format jsonl")
            .clean(),
    );
    let indices = |side: &str| -> Vec<u64> {
        let of = |line: &serde_json::Value| {
            line["segments"][side]["indices"]
                .as_array()
                .unwrap()
                .clone()
        };
        lines
            .iter()
            .flat_map(of)
            .map(|index| index.as_u64().unwrap())
            .collect()
    };
    assert_eq!(
        (indices("az"), indices("en")),
        (vec![0, 1, 2, 3], vec![0, 1, 2, 3])
    );
    let with_text = lines
        .iter()
        .find(|line| line["segments"]["az"]["text"] == "Şəkidə 345 nəfər.")
        .unwrap();
    assert_eq!(with_text["segments"]["en"]["text"], "In Sheki 345.");
}

#[test]
fn segmented_lines_end_at_line_feeds_alone() {
    let odd = "a 11\u{2028}b\u{85}c\rd\u{b}e\u{c}f\r\ng 22\n";
    let folder = Folder::with(&[("a.az", odd), ("a.en", odd)]);
    assert_eq!(
        folder
            .call("align az=a.az en=a.en --segmented --format ladder")
            .clean(),
        "[0]:[0]\n[1]:[1]\n"
    );
    let lines = json_lines(
        &folder
            .call("align az=a.az en=a.en --segmented --format jsonl")
            .clean(),
    );
    assert_eq!(
        lines[0]["segments"]["az"]["text"],
        "a 11\u{2028}b\u{85}c\rd\u{b}e\u{c}f"
    );
}

#[test]
fn deletions_are_written_too() {
    let extra =
        "Bu barədə sabah saat 17:45-də keçiriləcək mətbuat konfransında ətraflı məlumat veriləcək.";
    let folder = Folder::with(&[
        (
            "a.az",
            format!("5 may 2024, 318 nəfər.\nŞəki, 27 ev.\n{extra}\nSon: 961 manat.\n"),
        ),
        (
            "a.en",
            "5 May 2024, 318 people.\nSheki, 27 houses.\nEnd: 961 manats.\n".to_owned(),
        ),
    ]);
    let out = folder
        .call("align az=a.az en=a.en --segmented --format ladder")
        .clean();
    assert_eq!(out, "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[2]\n");
}

#[test]
fn beads_below_the_least_score_are_taken_apart() {
    let folder = Folder::with(SITTING);
    let run =
        folder.call("align az=sitting.az.txt en=sitting.en.txt --min-score 1 --format ladder");
    assert_eq!(run.out, "[0]:[]\n[]:[0]\n[1]:[]\n[]:[1]\n[2]:[]\n[]:[2]\n");
    assert!(
        run.err
            .contains("3 beads were left out, below the score of 1"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 1);
    assert_eq!(
        folder
            .call("align az=sitting.az.txt en=sitting.en.txt --min-score 0 --format ladder")
            .clean(),
        "[0]:[0]\n[1]:[1]\n[2]:[2]\n"
    );
    for score in ["1.5", "-1", "many", "NaN"] {
        let run = folder.call(&format!(
            "align az=sitting.az.txt en=sitting.en.txt --min-score={score}"
        ));
        assert_eq!(run.code, 2, "{score}");
    }
}

#[test]
fn terms_of_a_glossary_tie_segments_together() {
    // The sentence in the middle goes as well with the one before as with the one behind; only the glossary tells.
    let folder = Folder::with(&[
        (
            "a.az",
            "Qoca usta bütün günü yorulmadan çalışdı.\n\
             Axşam hazırladığı kəməri bazarda satdı.\n\
             Sonra yavaş-yavaş evinə qayıdıb yatdı.\n",
        ),
        (
            "a.en",
            "The girdle was what he had to think about through all of that long and tiring day of work.\n\
             The bucket was what he had to carry with him on the long way back through that silent town.\n",
        ),
        (
            "girdle.csv",
            "concept,language,term,status,case,note\nk,az,kəmər,preferred,free,\nk,en,girdle,preferred,free,\n",
        ),
        (
            "bucket.csv",
            "concept,language,term,status,case,note\nk,az,kəmər,preferred,free,\nk,en,bucket,preferred,free,\n",
        ),
    ]);
    let ladder = |glossary: &str| {
        folder
            .call(&format!(
                "align az=a.az en=a.en --segmented --format ladder --quiet --glossary {glossary}"
            ))
            .out
    };
    assert_eq!(ladder("girdle.csv"), "[0, 1]:[0]\n[2]:[1]\n");
    assert_eq!(ladder("bucket.csv"), "[0]:[0]\n[1, 2]:[1]\n");
}

#[test]
fn units_of_a_memory_tie_segments_together() {
    let folder = Folder::with(&[
        (
            "a.az",
            "Qoca usta bütün günü yorulmadan çalışdı.\n\
             Axşam hazırladığı kəməri bazarda satdı.\n\
             Sonra yavaş-yavaş evinə qayıdıb yatdı.\n",
        ),
        (
            "a.en",
            "The girdle was what he had to think about through all of that long and tiring day of work.\n\
             The bucket was what he had to carry with him on the long way back through that silent town.\n",
        ),
        (
            "first.tsv",
            "az\ten\nAxşam hazırladığı kəməri bazarda satdı.\t\
             THE girdle was what he had to think about through all of that long and tiring day of work.\n",
        ),
        (
            "second.tsv",
            "az-AZ\ten-GB\nAxşam  hazırladığı kəməri bazarda satdı.\t\
             The bucket was what he had to carry with him on the long way back through that silent town.\n",
        ),
    ]);
    let ladder = |memory: &str| {
        folder
            .call(&format!(
                "align az=a.az en=a.en --segmented --format ladder --quiet --memory {memory}"
            ))
            .out
    };
    assert_eq!(ladder("first.tsv"), "[0, 1]:[0]\n[2]:[1]\n");
    assert_eq!(ladder("second.tsv"), "[0]:[0]\n[1, 2]:[1]\n");
    for (memory, said) in [
        ("none.tmx", "none.tmx"),
        ("a.az", "names no format of units"),
    ] {
        let err = folder
            .call(&format!("align az=a.az en=a.en --memory {memory}"))
            .says(2);
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn versions_of_different_documents_are_warned_about() {
    let run = Folder::new().run([
        "align".to_owned(),
        format!("az={}", corpus("documents/museum-night.az.txt").display()),
        format!(
            "en={}",
            corpus("documents/weather-bulletin.en.txt").display()
        ),
        "--format".to_owned(),
        "jsonl".to_owned(),
    ]);
    assert!(
        run.err
            .contains("the versions hardly fit: are they the same document?"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 1);
    let scores: Vec<f64> = json_lines(&run.out)
        .iter()
        .map(|line| line["score"].as_f64().unwrap())
        .collect();
    assert!(
        scores.iter().sum::<f64>() / (scores.len() as f64) < 0.5,
        "{scores:?}"
    );
}

#[test]
fn empty_version_is_warned_about() {
    let folder = Folder::with(SITTING);
    folder.write("empty.txt", "");
    let run = folder.call("align az=sitting.az.txt en=empty.txt --format ladder");
    assert_eq!(run.out, "[0]:[]\n[1]:[]\n[2]:[]\n");
    assert!(
        run.err
            .contains("warning: empty.txt: there is no text in it\n"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 1);
    let run = folder.call("align az=empty.txt en=empty.txt --format tmx");
    assert_eq!(run.code, 1);
    folder.write("empty.tmx", run.out);
    folder.call("tmx validate empty.tmx").clean();
}

#[test]
fn other_encodings_are_read_and_told() {
    // "Он принял 12 законов." in windows-1251.
    let russian = b"\xcc\xe8\xeb\xeb\xe8 \xcc\xe5\xe4\xe6\xeb\xe8\xf1 \xf1\xee\xe1\xf0\xe0\xeb\xf1\xff \xe2 \xc1\xe0\xea\xf3 5 \xec\xe0\xff 2024 \xe3\xee\xe4\xe0.\n\xce\xed \xef\xf0\xe8\xed\xff\xeb 12 \xe7\xe0\xea\xee\xed\xee\xe2.\n";
    let folder = Folder::with(&[
        ("a.ru.txt", &russian[..]),
        (
            "a.en.txt",
            b"The Milli Majlis met in Baku on 5 May 2024.\nIt adopted 12 laws.\n",
        ),
    ]);
    let run = folder.call("align ru=a.ru.txt en=a.en.txt --format tsv");
    assert!(
        run.out
            .contains("Он принял 12 законов.\tIt adopted 12 laws.\n"),
        "{}",
        run.out
    );
    assert_eq!(
        run.err,
        "note: a.ru.txt: not UTF-8; read as windows-1251, which is a guess\n"
    );
    assert_eq!(run.code, 0);
    let run = folder.call("segment --lang ru a.ru.txt");
    assert!(run.out.ends_with("Он принял 12 законов.\n"), "{}", run.out);
    assert!(run.err.contains("windows-1251"), "{}", run.err);
}

#[test]
fn wrong_calls() {
    let folder = Folder::with(SITTING);
    for (arguments, said) in [
        (
            "az=sitting.az.txt",
            "an alignment takes two language versions or more, not 1",
        ),
        ("az=sitting.az.txt az=sitting.en.txt", "`az` is named twice"),
        (
            "az=sitting.az.txt sitting.en.txt",
            "`sitting.en.txt` is not LANG=FILE",
        ),
        ("az=sitting.az.txt en=", "`en=` is not LANG=FILE"),
        ("sitting.az.txt -o out", "is a file; name its versions"),
        ("none -o out", "no such folder"),
        (
            "az=sitting.az.txt en=sitting.en.txt --langs az,en",
            "--langs is for the documents of a folder",
        ),
        (
            "az=sitting.az.txt en=sitting.en.txt --pattern {stem}.{lang}",
            "--pattern is for the documents of a folder",
        ),
        (
            "az=sitting.az.txt en=sitting.en.txt --no-batch-lexicon",
            "--no-batch-lexicon is for the documents of a folder",
        ),
        (
            "az=sitting.az.txt en=sitting.en.txt --segmented --rules r.srx",
            "cannot be used with '--rules",
        ),
        (
            "az=sitting.az.txt en=sitting.en.txt --segmented --abbreviations a",
            "cannot be used with '--abbreviations",
        ),
    ] {
        let err = folder.call(&format!("align {arguments}")).says(2);
        assert!(err.contains(said), "{arguments}: {err}");
    }
}

#[test]
fn least_score_of_the_configuration_is_a_score() {
    let folder = Folder::with(SITTING);
    folder.write("yaddash.toml", "[align]\nmin-score = 90\n");
    let err = folder
        .call("align az=sitting.az.txt en=sitting.en.txt")
        .says(2);
    assert!(err.contains("align.min-score is 90"), "{err}");
}

#[test]
fn report_of_a_single_document() {
    let folder = Folder::with(SITTING);
    folder
        .call("align az=sitting.az.txt en=sitting.en.txt -o out.tmx --report report.json")
        .clean();
    let report: serde_json::Value = serde_json::from_str(&folder.text("report.json")).unwrap();
    assert_eq!(report["summary"]["documents"], 1);
    assert_eq!(report["documents"][0]["beads"]["1-1"], 3);
}

#[test]
fn codes_that_a_table_cannot_hold_are_told() {
    let folder = Folder::with(&[
        ("a.az.md", "Bakı **paytaxtdır** 1991-ci ildən.\n"),
        ("a.en.md", "Baku has been the **capital** since 1991.\n"),
    ]);
    let run = folder.call("align az=a.az.md en=a.en.md -o a.tsv");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("4 inline codes"), "{}", run.err);
}

/// A file as `numpy.save` writes it, with numbers of 32 bits.
fn npy(rows: &[&[f32]]) -> Vec<u8> {
    let columns = rows.first().map_or(1, |row| row.len());
    let head = format!(
        "{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {columns}), }}\n",
        rows.len()
    );
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend(u16::try_from(head.len()).unwrap().to_le_bytes());
    bytes.extend(head.as_bytes());
    bytes.extend(
        rows.iter()
            .copied()
            .flatten()
            .flat_map(|value| value.to_le_bytes()),
    );
    bytes
}

/// Versions that share no word; the sentence in the middle goes as well with the one before as with the one behind.
fn versions_for_vectors(folder: &Folder, of: impl Fn(&str) -> String) {
    folder.write(
        of("az"),
        "Qoca usta bütün günü yorulmadan çalışdı.\n\
         Axşam hazırladığı kəməri bazarda satdı.\n\
         Sonra yavaş-yavaş evinə qayıdıb yatdı.\n\
         Səhər hava yenə soyuq keçdi.\n\
         Heç kim küçəyə çıxmadı.\n",
    );
    folder.write(
        of("en"),
        "The girdle was what he had to think about through all of that long and tiring day of work.\n\
         The bucket was what he had to carry with him on the long way back through that silent town.\n\
         Morning was cold again.\n\
         Nobody went out.\n",
    );
}

/// Vectors of these versions, the one in the middle with the first sentence or with the second.
fn vectors(with_first: bool) -> [Vec<u8>; 2] {
    let (one, two, three) = (
        [1.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0],
    );
    let (four, five) = ([0.0, 0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0, 1.0]);
    let (first, second) = if with_first {
        ([1.0, 1.0, 0.0, 0.0, 0.0], three)
    } else {
        (one, [0.0, 1.0, 1.0, 0.0, 0.0])
    };
    [
        npy(&[&one, &two, &three, &four, &five]),
        npy(&[&first, &second, &four, &five]),
    ]
}

#[test]
fn vectors_tie_segments_together() {
    let folder = Folder::new();
    versions_for_vectors(&folder, |language| format!("a.{language}"));
    for (with_first, ladder) in [
        (true, "[0, 1]:[0]\n[2]:[1]\n[3]:[2]\n[4]:[3]\n"),
        (false, "[0]:[0]\n[1, 2]:[1]\n[3]:[2]\n[4]:[3]\n"),
    ] {
        let [az, en] = vectors(with_first);
        folder.write("az.npy", az);
        folder.write("en.npy", en);
        let run = folder.call(
            "align az=a.az en=a.en --segmented --format ladder --quiet --vectors az=az.npy --vectors en=en.npy",
        );
        assert_eq!(run.out, ladder, "{}", run.err);
    }
}

#[test]
fn vectors_of_the_documents_of_a_folder_stand_beside_their_names() {
    let folder = Folder::new();
    for (name, with_first) in [("one", true), ("sub/two", false)] {
        versions_for_vectors(&folder, |language| format!("in/{name}.{language}.txt"));
        let [az, en] = vectors(with_first);
        folder.write(format!("v/{name}.az.npy"), az);
        folder.write(format!("v/{name}.en.npy"), en);
    }
    let call = "align in -o out --langs az,en --segmented --format ladder --no-batch-lexicon \
                --vectors az=v/{stem}.az.npy --vectors en=v/{stem}.en.npy";
    let run = folder.call(call);
    assert!(run.code < 2, "{}", run.err);
    assert!(folder.text("out/one.ladder").starts_with("[0, 1]:[0]\n"));
    assert!(folder.text("out/sub/two.ladder").starts_with("[0]:[0]\n"));
    // Other vectors make a document to be done again; a document without its file fails, and the others are done.
    let [az, en] = vectors(false);
    folder.write("v/one.az.npy", az);
    folder.write("v/one.en.npy", en);
    std::fs::remove_file(folder.path("v/sub/two.en.npy")).unwrap();
    let run = folder.call(call);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("two.en.npy"), "{}", run.err);
    assert!(folder.text("out/one.ladder").starts_with("[0]:[0]\n"));
    let err = folder
        .call("align in -o out --langs az,en --vectors az=v/one.az.npy")
        .says(2);
    assert!(err.contains("{stem}"), "{err}");
}

#[test]
fn vectors_that_do_not_fit_are_refused() {
    let folder = Folder::new();
    versions_for_vectors(&folder, |language| format!("a.{language}"));
    let [az, en] = vectors(true);
    folder.write("az.npy", &az);
    folder.write("en.npy", en);
    folder.write("cut.npy", &az[..az.len() - 1]);
    folder.write("narrow.npy", npy(&[&[1.0][..]; 4]));
    folder.write("nan.npy", npy(&[&[f32::NAN][..]; 5]));
    for (vectors, said) in [
        ("az=en.npy", "en.npy: has 4 rows, but `az` has 5 segments"),
        ("az=a.az", "a.az: is no NPY file"),
        (
            "az=cut.npy",
            "cut.npy: holds 99 bytes of numbers where its header claims 100",
        ),
        (
            "az=nan.npy",
            "nan.npy: holds a number that is not finite, in row 1, column 1",
        ),
        ("az=none.npy", "none.npy: no such file"),
        (
            "az=az.npy --vectors en=narrow.npy",
            "narrow.npy: has 1 columns, but az.npy has 5",
        ),
        (
            "az=az.npy --vectors az=az.npy",
            "--vectors names `az` twice",
        ),
        ("ru=az.npy", "there is no version in `ru`"),
        ("az.npy", "`az.npy` is not LANG=FILE"),
    ] {
        let err = folder
            .call(&format!(
                "align az=a.az en=a.en --segmented --vectors {vectors}"
            ))
            .says(2);
        assert!(err.contains(said), "{vectors}: {err}");
    }
}
