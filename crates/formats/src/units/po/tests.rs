//! Files read and written.

use proptest::prelude::*;
use yaddash_model::{Note, Property, TranslationUnit, Variant};

use super::{Header, Reader, Writer};
use crate::Error;
use crate::units::{Languages, Losses};

fn read(file: impl AsRef<[u8]>) -> Result<Vec<TranslationUnit>, Error> {
    Reader::new(file.as_ref(), Languages::default())?.collect()
}

fn write(units: &[TranslationUnit]) -> (String, Losses) {
    let (source, target) = ("en".parse().unwrap(), "az".parse().unwrap());
    let mut writer = Writer::new(Vec::new(), Header::default(), source, Some(target)).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    let (bytes, losses) = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

const FILE: &str = r#"# The catalogue of a game.
#, fuzzy
msgid ""
msgstr ""
"Language: az\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

# Seen by two.
# Twice.
#. The greeting.
#: src/main.c:10 src/title.c:3
#, fuzzy, c-format
#| msgid "Hello %s"
msgctxt "menu"
msgid ""
"Hello,\n"
"%s!"
msgstr "Salam, %s!"

#: src/score.c:1
msgid "%d point"
msgid_plural "%d points"
msgstr[0] "%d xal"
msgstr[1] "%d xal topladınız"

msgid "Not yet"
msgstr ""

#~| msgid "Bye"
#~ msgid "Good bye"
#~ msgstr "Sağ ol"
"#;

#[test]
fn everything_that_a_message_says_is_kept() {
    let units = read(FILE).unwrap();
    let lines: Vec<String> = units
        .iter()
        .map(|unit| {
            let properties: Vec<String> = unit
                .properties
                .iter()
                .map(|property| format!("{}={:?}", property.kind, property.value))
                .collect();
            let texts: Vec<&str> = unit.variants.iter().map(|v| v.segment.text()).collect();
            let notes: Vec<&str> = unit.notes.iter().map(|note| note.text.as_str()).collect();
            format!("{texts:?} {notes:?} {}", properties.join(" "))
                .trim_end()
                .to_owned()
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    ["Hello,\n%s!", "Salam, %s!"] ["Seen by two.\nTwice."] x-context="menu" x-extracted-comment="The greeting." x-reference="src/main.c:10" x-reference="src/title.c:3" x-flag="fuzzy" x-flag="c-format" x-previous-msgid="Hello %s"
    ["%d point", "%d xal"] [] x-reference="src/score.c:1" x-plural="0" x-msgid="%d point" x-msgid-plural="%d points"
    ["%d points", "%d xal topladınız"] [] x-reference="src/score.c:1" x-plural="1" x-msgid="%d point" x-msgid-plural="%d points"
    ["Not yet"] []
    ["Good bye", "Sağ ol"] [] x-previous-msgid="Bye" x-obsolete="yes"
    "#);
}

#[test]
fn a_file_comes_back_as_it_was() {
    let reader = Reader::new(FILE.as_bytes(), Languages::default()).unwrap();
    let header = reader.header().clone();
    let (source, target) = (reader.source().clone(), reader.target().cloned());
    let mut writer = Writer::new(Vec::new(), header, source, target).unwrap();
    for unit in reader {
        writer.write(&unit.unwrap()).unwrap();
    }
    let (bytes, losses) = writer.finish().unwrap();
    assert!(losses.is_empty(), "{losses}");
    let text = String::from_utf8(bytes).unwrap();
    let body = |text: &str| text.split_once("\n\n").unwrap().1.to_owned();
    assert_eq!(body(&text), body(FILE));
    insta::assert_snapshot!(text.split_once("\n\n").unwrap().0, @r##"
    # The catalogue of a game.
    #, fuzzy
    msgid ""
    msgstr ""
    "Language: az\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    "Project-Id-Version: \n"
    "PO-Revision-Date: \n"
    "Last-Translator: \n"
    "Language-Team: \n"
    "X-Source-Language: en\n"
    "MIME-Version: 1.0\n"
    "Content-Transfer-Encoding: 8bit\n"
    "##);
}

#[test]
fn line_ends_and_encodings() {
    let crlf = FILE.replace('\n', "\r\n");
    assert_eq!(read(&crlf).unwrap(), read(FILE).unwrap());
    let marked = format!("\u{feff}{FILE}");
    assert_eq!(read(&marked).unwrap(), read(FILE).unwrap());
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(FILE.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&wide).unwrap(), read(FILE).unwrap());
    let head =
        b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=KOI8-R\\nLanguage: ru\\n\"\n";
    let koi8 = [head, b"msgid \"Yes\"\nmsgstr \"\xe4\xc1\"\n".as_slice()].concat();
    assert_eq!(read(&koi8).unwrap()[0].variants[1].segment.text(), "Да");
}

#[test]
fn mistakes_have_their_place() {
    for (file, place) in [
        (
            "msgid \"a\"\nmsgstr \"b\n",
            "line 2, column 10: the string has no closing",
        ),
        (
            "msgid \"a\"\nmsgid \"b\"\n",
            "line 2, column 1: this stands twice",
        ),
        ("msgstr \"a\"\n", "line 1, column 1: msgid is missing"),
        ("\"a\"\n", "line 1, column 1: a string stands before"),
        (
            "msgid \"a\"\nmsgstr[x] \"a\"\n",
            "line 2, column 7: the number of a plural form",
        ),
        ("Lorem ipsum\n", "line 1, column 1: a line starts with"),
        (
            "\nmsgid \"a\"\n",
            "line 2, column 1: the message has no msgstr",
        ),
        (
            "msgid \"a\"\nmsgstr \"b\"\n",
            "line 1, column 1: the header names no Language",
        ),
    ] {
        let said = read(file).unwrap_err().to_string();
        assert!(said.starts_with(place), "{file:?}: {said}");
    }
}

#[test]
fn what_a_message_cannot_hold_is_counted() {
    let unit = |variants: &[(&str, &str)]| TranslationUnit {
        variants: variants
            .iter()
            .map(|(language, text)| Variant::new(language.parse().unwrap(), *text))
            .collect(),
        ..TranslationUnit::default()
    };
    let mut rich = unit(&[("az", "a"), ("ru", "я"), ("en", "b")]);
    rich.attributes.set("tuid", "1");
    rich.properties = vec![
        Property::new("x-domain", "law"),
        Property::new("x-flag", "a,b"),
    ];
    rich.notes = vec![Note::new("kept\r\nline")];
    let (text, losses) = write(&[
        rich.clone(),
        unit(&[("az", "c")]),
        unit(&[("en", "b"), ("az", "d")]),
    ]);
    assert!(
        text.ends_with("\n\n# kept \n# line\nmsgid \"b\"\nmsgstr \"a\"\n"),
        "{text}"
    );
    assert_eq!(
        losses.to_string(),
        "1 unit, 1 variant, 1 attribute, 2 properties, 1 line break, 1 unit whose source text is there already"
    );
}

#[test]
fn what_a_plural_form_says_more_than_the_first_is_counted() {
    let mut units = read(FILE).unwrap()[1..3].to_vec();
    let second = &mut units[1];
    second.attributes.set("tuid", "2");
    second.notes = vec![Note::new("of this form")];
    second.properties.extend([
        Property::new("x-reference", "src/other.c:2"),
        Property::new("x-flag", "c-format"),
        Property::new("x-domain", "games"),
    ]);
    let (text, losses) = write(&units);
    assert!(text.contains("msgstr[1] \"%d xal topladınız\""), "{text}");
    assert_eq!(losses.to_string(), "1 attribute, 3 properties, 1 note");
}

#[test]
fn what_a_message_does_not_say_is_counted() {
    let unit = |properties: &[(&str, &str)]| {
        let mut unit = TranslationUnit::default();
        unit.variants
            .push(Variant::new("en".parse().unwrap(), "%d points"));
        let all = properties.iter();
        unit.properties
            .extend(all.map(|(kind, value)| Property::new(*kind, *value)));
        unit
    };
    for (properties, lost, said) in [
        (&[("x-obsolete", "no")][..], 1, "\nmsgid \"%d points\""),
        (&[("x-obsolete", "yes")], 0, "\n#~ msgid \"%d points\""),
        (
            &[("x-context", "a"), ("x-context", "b")],
            1,
            "msgctxt \"a\"",
        ),
        (&[("x-plural", "1")], 1, "msgstr \"\""),
        (
            &[
                ("x-plural", "1"),
                ("x-msgid", "%d point"),
                ("x-msgid-plural", "%d dots"),
            ],
            1,
            "msgid \"%d point\"\nmsgid_plural \"%d points\"",
        ),
        (
            &[
                ("x-plural", "0"),
                ("x-msgid", "%d point"),
                ("x-msgid-plural", "%d points"),
            ],
            1,
            "msgid \"%d points\"\nmsgid_plural",
        ),
        (
            &[
                ("x-previous-msgid", "%d dot"),
                ("x-previous-msgid", "%d spot"),
            ],
            1,
            "#| msgid \"%d dot\"",
        ),
    ] {
        let (text, losses) = write(&[unit(properties)]);
        assert_eq!(losses.properties, lost, "{properties:?}");
        assert!(text.contains(said), "{properties:?}: {text}");
    }
}

#[test]
fn headers_say_what_they_said() {
    let file = "#. Extracted.\n#: a.c:1\n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"Language: az\\n\"\n\"by hand\\n\"\n";
    let reader = Reader::new(file.as_bytes(), Languages::default()).unwrap();
    let source = reader.source().clone();
    let writer = Writer::new(Vec::new(), reader.header().clone(), source, None).unwrap();
    let (bytes, losses) = writer.finish().unwrap();
    assert!(losses.is_empty(), "{losses}");
    let text = String::from_utf8(bytes).unwrap();
    let start = "#. Extracted.\n#: a.c:1\n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"Language: \\n\"\n\"by hand\\n\"\n";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn remarks_on_no_message_are_counted() {
    let file = format!("{FILE}\n# a\n#. b\n#: c.c:1 d.c:2\n#, fuzzy\n");
    let mut reader = Reader::new(file.as_bytes(), Languages::default()).unwrap();
    assert_eq!(reader.by_ref().count(), 5);
    assert_eq!(reader.losses().to_string(), "4 properties, 1 note");
}

#[test]
fn forms_without_the_others_make_whole_messages() {
    let units = read(FILE).unwrap();
    let (text, _) = write(&units[2..3]);
    assert!(
        text.ends_with(
            "msgid_plural \"%d points\"\nmsgstr[0] \"\"\nmsgstr[1] \"%d xal topladınız\"\n"
        ),
        "{text}"
    );
    let (text, _) = write(&units[1..2]);
    assert!(
        text.ends_with("msgstr[0] \"%d xal\"\nmsgstr[1] \"\"\n"),
        "{text}"
    );
}

/// Texts of any characters; a carriage return stands in a string but not in a comment.
fn text() -> impl Strategy<Value = String> {
    "([\\PC\\n\\\\\"\u{0}-\u{1f}əİ]){1,12}"
}

fn comment() -> impl Strategy<Value = String> {
    "[^\\r]{0,10}"
}

prop_compose! {
    fn message()(
        context in prop::option::of(text()),
        extracted in prop::option::of(comment()),
        references in prop::collection::vec("[a-zə.:0-9]{1,9}( [a-z]{1,5})?", 0..9),
        flags in prop::collection::vec("[a-z-]{1,9}", 0..3),
        previous in prop::array::uniform3(prop::option::of(text())),
        is_obsolete in any::<bool>(),
        note in prop::option::of(comment()),
        source in text(),
        plural in prop::option::of(text()),
        translations in prop::collection::vec("\\PC{0,9}", 2),
    ) -> Vec<TranslationUnit> {
        let mut unit = TranslationUnit::default();
        let mut add = |kind: &str, value: &str| unit.properties.push(Property::new(kind, value));
        for (kind, value) in [("x-context", &context), ("x-extracted-comment", &extracted)] {
            if let Some(value) = value { add(kind, value); }
        }
        for value in &references { add("x-reference", value); }
        for value in &flags { add("x-flag", value); }
        for (kind, value) in super::kind::PREVIOUS.iter().zip(&previous) {
            if let Some(value) = value { add(kind, value); }
        }
        if is_obsolete {
            add("x-obsolete", "yes");
        }
        unit.notes.extend(note.map(Note::new));
        let with = |mut unit: TranslationUnit, source: &str, target: &str| {
            unit.variants.push(Variant::new("en".parse().unwrap(), source));
            if !target.is_empty() {
                unit.variants.push(Variant::new("az".parse().unwrap(), target));
            }
            unit
        };
        let Some(plural) = plural else {
            return vec![with(unit, &source, &translations[0])];
        };
        let forms = translations.iter().enumerate().map(|(form, translation)| {
            let mut unit = unit.clone();
            unit.properties.push(Property::new("x-plural", form.to_string()));
            unit.properties.push(Property::new("x-msgid", source.as_str()));
            unit.properties.push(Property::new("x-msgid-plural", plural.as_str()));
            with(unit, if form == 0 { &source } else { &plural }, translation)
        });
        forms.collect()
    }
}

proptest! {
    #[test]
    fn written_messages_are_read_back(messages in prop::collection::vec(message(), 0..4)) {
        let units: Vec<TranslationUnit> = messages.into_iter().flatten().collect();
        let (text, losses) = write(&units);
        let is_unique = losses.duplicates == 0;
        prop_assume!(is_unique);
        prop_assert!(losses.is_empty(), "{}", losses);
        prop_assert_eq!(read(&text).unwrap(), units, "{}", text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = read(&bytes);
        let file = [b"msgid \"a\"\nmsgstr \"\"\n".as_slice(), &bytes].concat();
        let _ = read(&file);
    }
}
