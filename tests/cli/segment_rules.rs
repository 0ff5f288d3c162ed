//! Rules and abbreviations of the user in `yaddash segment` and `yaddash align`.

use insta::assert_snapshot;

use crate::program::{Folder, SITTING, json_lines};

/// Rules for Azerbaijani in one file with extensions of another program.
const RULES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:okpsrx="http://okapi.sf.net/srx-extensions" version="2.0">
  <header cascade="no"><okpsrx:options trimLeadingWhitespaces="no"/></header>
  <body>
    <languagerules><languagerule languagerulename="Azerbaijani">
      <!-- The end of a sentence. -->
      <rule break="yes"><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule>
    </languagerule></languagerules>
    <maprules><languagemap languagepattern="az" languagerulename="Azerbaijani"/></maprules>
  </body>
</srx>
"#;

const TEXT: &str = "Bu, qst. Bakı. Alma və ilax. var. Heyva və ilax. Son.\n";

#[test]
fn rules_that_cannot_be_used_are_told_with_their_place() {
    let wrong = |from: &str, to: &str| RULES.replace(from, to);
    for (rules, message) in [
        (
            wrong(r"\.<", "(a<"),
            "bad.srx:7:1: rule 1 of `Azerbaijani`: the pattern `(a` is wrong at character 3: a closing parenthesis is missing",
        ),
        (
            wrong("languagepattern=\"az\"", "languagepattern=\"[a\""),
            "bad.srx:9:1: the pattern `[a` is wrong at character 3: a closing bracket is missing",
        ),
        (
            wrong("\"Azerbaijani\"/>", "\"Turkish\"/>"),
            "bad.srx:9:1: the language map `az` names rules `Turkish` that the file does not have",
        ),
        (
            wrong("break=\"yes\"", "break=\"maybe\""),
            "the segmentation rules cannot be used: bad.srx:7:7: `break` is `maybe`, not `yes` or `no`",
        ),
        (
            wrong("</rule>", "</rules>"),
            "the segmentation rules cannot be used: bad.srx:7:",
        ),
    ] {
        // Told before any text is read, also where the language is detected.
        for options in ["--lang az", "--format text"] {
            let folder = Folder::with(&[("bad.srx", rules.as_str()), ("a.txt", TEXT)]);
            let run = folder.call(&format!("segment {options} --quiet --rules bad.srx a.txt"));
            assert_eq!(run.out, "", "{message}");
            let said = run.says(2);
            assert!(said.starts_with(&format!("error: {message}")), "{said}");
        }
    }
}

#[test]
fn rules_in_a_wrong_encoding_are_refused() {
    let mut rules = RULES.replace("UTF-8", "utf-8").into_bytes();
    let end = rules.len();
    rules.splice(end - 1..end, b"<!-- \xff -->\n".iter().copied());
    let folder = Folder::new();
    folder.write("bad.srx", rules);
    let run = folder.feed("segment --lang az --rules bad.srx", TEXT);
    assert_snapshot!(run.says(2), @"error: the segmentation rules cannot be used: bad.srx:11:12: the file is not valid UTF-8: save it as UTF-8");
}

#[test]
fn a_language_without_rules_is_told_once() {
    let folder = Folder::with(&[("own.srx", RULES)]);
    let run = folder.feed(
        "segment --lang en --rules own.srx",
        "One. Two.\nThree. Four.\n",
    );
    assert_eq!(run.out, "One. Two.\nThree. Four.\n");
    assert_snapshot!(run.says(0), @"
    note: own.srx: not a part of SRX and passed over: `okpsrx:options`
    warning: own.srx: no language map fits `en`, so nothing breaks in it: add one, such as `.*`
    ");
}

#[test]
fn a_pattern_that_explodes_is_an_error() {
    let rules = RULES.replace(
        r"<beforebreak>\.<",
        r"<beforebreak>((?:a|a?)+)(a+)+\1[^ab]<",
    );
    let folder = Folder::with(&[("own.srx", rules)]);
    for options in ["", " --explain"] {
        let text = format!("{}b.\n", "a".repeat(400));
        let run = folder.feed(
            &format!("segment --lang az --quiet --rules own.srx{options}"),
            text,
        );
        let said = run.says(2);
        assert!(said.contains("steps on this text"), "{said}");
    }
}

#[test]
fn printed_rules_cut_as_the_built_in_ones() {
    let folder = Folder::new();
    let text = "Dr. Smith came. He left.\nМеджлис. Т. е. да.\nMəclis və s. Sonra dağıldı.\n";
    folder.write("all.srx", folder.call("segment --print-rules").clean());
    for language in ["az", "az-Cyrl", "en-GB", "ru", "de"] {
        let cut = |more: &str| {
            let options = format!("segment --lang {language} --format jsonl{more}");
            folder.feed(&options, text).clean()
        };
        assert_eq!(cut(" --rules all.srx"), cut(""), "{language}");
    }
}

#[test]
fn rules_of_a_file_are_printed_as_srx_2() {
    let old = r#"<srx version="1.0"><body><languagerules><languagerule languagerulename="A">
<rule><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule></languagerules>
<maprules><maprule maprulename="M"><languagemap languagepattern=".*" languagerulename="A"/></maprule></maprules></body></srx>"#;
    let folder = Folder::with(&[("old.srx", old), ("own.txt", "xyz.\n")]);
    let print = |options: &str| {
        folder
            .call(&format!("segment --print-rules {options}"))
            .clean()
    };
    let new = print("--rules old.srx");
    assert_snapshot!(new, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">
      <header segmentsubflows="yes" cascade="no">
        <formathandle type="start" include="no"/>
        <formathandle type="end" include="yes"/>
        <formathandle type="isolated" include="no"/>
      </header>
      <body>
        <languagerules>
          <languagerule languagerulename="A">
            <rule break="yes">
              <beforebreak>\.</beforebreak>
              <afterbreak>\s</afterbreak>
            </rule>
          </languagerule>
        </languagerules>
        <maprules>
          <languagemap languagepattern=".*" languagerulename="A"/>
        </maprules>
      </body>
    </srx>
    "#);
    folder.write("new.srx", &new);
    assert_eq!(print("--rules new.srx"), new);
    // With abbreviations the file cuts as the program did with both.
    for abbreviations in ["own.txt", "en=own.txt"] {
        let options = format!("--rules old.srx --abbreviations {abbreviations}");
        folder.write("more.srx", print(&options));
        for language in ["en", "az"] {
            let cut = |options: &str| {
                folder
                    .feed(
                        &format!("segment --lang {language} {options}"),
                        "See xyz. Then. End.\n",
                    )
                    .clean()
            };
            assert_eq!(cut("--rules more.srx"), cut(&options));
            let is_held = language == "en" || abbreviations == "own.txt";
            assert_eq!(cut(&options).lines().count(), if is_held { 2 } else { 3 });
        }
    }
}

#[test]
fn own_abbreviations_hold_sentences_together() {
    let folder = Folder::with(&[
        (
            "own.txt",
            "# ours\nqst.   # short for a word\n[end]\nvə ilax.\n",
        ),
        ("lists/en.txt", "bakı.\n"),
    ]);
    let cut = |options: &str| folder.feed(&format!("segment {options}"), TEXT).clean();
    assert_eq!(
        cut("--lang az"),
        "Bu, qst.\nBakı.\nAlma və ilax. var.\nHeyva və ilax.\nSon.\n"
    );
    let held = "Bu, qst. Bakı.\nAlma və ilax. var.\nHeyva və ilax.\nSon.\n";
    assert_eq!(cut("--lang az --abbreviations own.txt"), held);
    assert_eq!(cut("--lang az-Latn --abbreviations az=own.txt"), held);
    assert_eq!(cut("--abbreviations az=own.txt"), held);
    assert_eq!(
        cut("--lang az --abbreviations en=own.txt"),
        cut("--lang az")
    );
    // Those of the configuration, from its folder; options win.
    folder.write(
        "yaddash.toml",
        "[segment]\nabbreviations = [\"az=own.txt\", \"en=lists/en.txt\"]\n",
    );
    assert_eq!(cut("--lang az"), held);
    folder.write("none.txt", "\n");
    assert_eq!(cut("--lang az --abbreviations none.txt").lines().count(), 5);
    let shown = folder.call("config show").clean();
    assert!(
        shown.contains("segment.abbreviations = [\"az=own.txt\", \"en=lists/en.txt\"]  # "),
        "{shown}"
    );
}

#[test]
fn abbreviations_are_explained_by_their_line() {
    let folder = Folder::with(&[("own.txt", "# ours\nqst.\n[end]\nvə ilax.\n")]);
    assert_snapshot!(folder.feed("segment --lang az --abbreviations own.txt --explain", "Bu, qst. Bakı və ilax. var.\n").clean(), @"
    line 1, column 10: hold by own.txt:2: The abbreviation `qst.`, class never.
        Bu, qst. ⟂Bakı və ilax. var.
    line 1, column 24: hold by own.txt:4: The abbreviation `və ilax.`, class end.
        Bu, qst. Bakı və ilax. ⟂var.
    ");
}

#[test]
fn abbreviations_that_cannot_be_used_are_told_with_their_line() {
    for (list, message) in [
        (
            &b"qst.\n[titel]\n"[..],
            "own.txt:2:1: the class `[titel]` is not one of [never], [title], [number], [end], [foreign], [place], [unit]",
        ),
        (
            b"\n  ...\n",
            "own.txt:2:3: the abbreviation `...` has no letter",
        ),
        (
            b"\xef\xbb\xbfqst.\n\xff",
            "own.txt: the list is no valid UTF-8: save it as UTF-8",
        ),
    ] {
        let folder = Folder::new();
        folder.write("own.txt", list);
        let run = folder.feed("segment --lang az --quiet --abbreviations own.txt", TEXT);
        assert_eq!(run.out, "");
        assert_eq!(run.says(2), format!("error: {message}\n"));
    }
}

/// The property of the header that names the rules for Azerbaijani.
fn rules_of_header(folder: &Folder, options: &str) -> String {
    let tmx = folder
        .call(&format!(
            "align az=sitting.az.txt en=sitting.en.txt{options} --quiet"
        ))
        .clean();
    let (_, rest) = tmx
        .split_once("<prop type=\"x-segmentation-rules\">az ")
        .unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[test]
fn the_memory_names_the_rules_it_was_cut_by() {
    let folder = Folder::with(SITTING);
    folder.write("own.srx", RULES.replace("\"az\"", "\".*\""));
    folder.write("own.txt", "qst.\n");
    let built_in = rules_of_header(&folder, "");
    let own = rules_of_header(&folder, " --rules own.srx");
    let more = rules_of_header(&folder, " --abbreviations own.txt");
    let name = |rules: &str| rules.split(' ').next().unwrap().to_owned();
    let hash = |rules: &str| rules.split(' ').next_back().unwrap().to_owned();
    assert_eq!(name(&built_in), "builtin-az");
    assert_eq!(name(&own), "Azerbaijani");
    assert_eq!(name(&more), "builtin-az+abbreviations");
    assert_ne!(hash(&built_in), hash(&own));
    assert_ne!(hash(&built_in), hash(&more));
    // The same rules have the same hash, wherever they come from; other abbreviations have another.
    assert_eq!(
        rules_of_header(&folder, " --abbreviations az=own.txt"),
        more
    );
    assert_eq!(
        rules_of_header(&folder, " --abbreviations en=own.txt"),
        built_in
    );
    folder.write(
        "copy.srx",
        folder
            .call("segment --print-rules --rules own.srx --quiet")
            .clean(),
    );
    assert_eq!(
        hash(&rules_of_header(&folder, " --rules copy.srx")),
        hash(&own)
    );
    folder.write(
        "own.srx",
        RULES
            .replace("\"az\"", "\".*\"")
            .replace("The end", "An end"),
    );
    assert_eq!(rules_of_header(&folder, " --rules own.srx"), own);
    folder.write("own.txt", "qst.\nqsr.\n");
    assert_ne!(rules_of_header(&folder, " --abbreviations own.txt"), more);
    folder.write("yaddash.toml", "[segment]\nabbreviations = [\"own.txt\"]\n");
    assert_eq!(
        rules_of_header(&folder, ""),
        rules_of_header(&folder, " --abbreviations own.txt")
    );
}

#[test]
fn abbreviations_count_when_documents_are_aligned() {
    let folder = Folder::with(&[
        ("a.az.txt", "Bu, qst. Bakı. Son.\n"),
        ("a.en.txt", "This is Baku. End.\n"),
        ("own.txt", "qst.\n"),
    ]);
    let lines = json_lines(
        &folder
            .call("align az=a.az.txt en=a.en.txt --format jsonl --abbreviations az=own.txt")
            .clean(),
    );
    assert_eq!(lines[0]["segments"]["az"]["text"], "Bu, qst. Bakı.");
    assert_eq!(lines.len(), 2);
}
