//! Encodings and languages.

use std::io::Write;

use yaddash_io::encoding::{Encoding, EncodingWriter};
use yaddash_tmx::TmxReader;

use crate::case::{Found, shown, units};

const AZ: &str = "Milli Məclis “İçərişəhər”də, Bakıda";
const EN: &str = "It’s naïve — 5 € & R&D";
const RU: &str = "Милли Меджлис — «Баку»";
/// Azerbaijani that code pages for Turkish can hold.
const AZ_OF_LATIN_5: &str = "Şuşa, Bakı, Göygöl, İsmayıllı, çay";
const EN_OF_ASCII: &str = "It's plain";
const RU_OF_KOI8: &str = "Милли Меджлис, Баку";

/// A memory of one unit with this text, declared as `declared`.
fn memory(language: &str, text: &str, declared: Option<&str>) -> String {
    let declaration = declared.map_or(String::new(), |label| {
        format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n")
    });
    let text = text.replace('&', "&amp;");
    format!(
        "{declaration}<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" \
         o-tmf=\"t\" adminlang=\"en\" srclang=\"{language}\" datatype=\"plaintext\"/><body>\n\
         <tu tuid=\"1\"><tuv xml:lang=\"{language}\"><seg>{text}</seg></tuv></tu>\n</body></tmx>\n"
    )
}

fn encoded(text: &str, encoding: &str, has_mark: bool) -> Vec<u8> {
    let mut writer = EncodingWriter::new(Vec::new(), Encoding::for_label(encoding).unwrap());
    if has_mark {
        writer.write_all("\u{feff}".as_bytes()).unwrap();
    }
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap()
}

/// Checks that reader and repair give the text, and whether something is said of the encoding.
fn check(name: &str, file: &[u8], language: &str, text: &str, is_noticed: bool) {
    let expected = format!("{language}={text}");
    assert_eq!(shown(&units(file)), expected, "{name}");
    let reader = TmxReader::new(file).unwrap();
    assert_eq!(
        !reader.notices().is_empty(),
        is_noticed,
        "{name}: {:?}",
        reader.notices()
    );
    let found = Found::of(file);
    assert_eq!(found.saved, expected, "{name}");
    assert_eq!(
        found.list,
        if is_noticed { "encoding" } else { "" },
        "{name}"
    );
    assert_eq!(found.errors, Vec::<String>::new(), "{name}");
}

#[test]
fn unicode() {
    // Encoding, with a mark, declaration, whether that is worth a word.
    let forms = [
        ("utf-8", false, None, false),
        ("utf-8", false, Some("UTF-8"), false),
        ("utf-8", false, Some("utf-8"), false),
        ("utf-8", false, Some("utf8"), false),
        ("utf-8", true, None, false),
        ("utf-8", true, Some("UTF-8"), false),
        ("utf-16le", true, None, false),
        ("utf-16le", true, Some("UTF-16"), false),
        ("utf-16le", true, Some("utf-16le"), false),
        ("utf-16le", false, None, true),
        ("utf-16le", false, Some("UTF-16"), true),
        ("utf-16be", true, None, false),
        ("utf-16be", true, Some("UTF-16"), false),
        ("utf-16be", false, None, true),
        ("utf-16be", false, Some("UTF-16"), true),
        ("utf-32le", true, None, false),
        ("utf-32le", true, Some("UTF-32"), false),
        ("utf-32le", false, None, true),
        ("utf-32be", true, Some("UTF-32"), false),
        ("utf-32be", false, Some("UTF-32"), true),
    ];
    for (encoding, has_mark, declared, is_noticed) in forms {
        for (language, text) in [("az", AZ), ("en", EN), ("ru", RU)] {
            let file = encoded(&memory(language, text, declared), encoding, has_mark);
            let name = format!("{encoding}, mark {has_mark}, declared {declared:?}, {language}");
            check(&name, &file, language, text, is_noticed);
        }
    }
}

#[test]
fn code_pages() {
    for (label, language, text) in [
        ("windows-1251", "ru", RU),
        ("Windows-1251", "ru", RU),
        ("cp1251", "ru", RU),
        ("windows-1252", "en", EN),
        ("ISO-8859-1", "en", EN),
        ("windows-1254", "az", AZ_OF_LATIN_5),
        ("iso-8859-9", "az", AZ_OF_LATIN_5),
        ("latin5", "az", AZ_OF_LATIN_5),
        ("ISO-8859-5", "ru", RU_OF_KOI8),
        ("KOI8-R", "ru", RU_OF_KOI8),
        ("IBM866", "ru", RU_OF_KOI8),
        ("GB18030", "az", AZ),
        ("GB18030", "en", EN),
        ("gb18030", "ru", RU),
        ("us-ascii", "en", EN_OF_ASCII),
    ] {
        let file = encoded(&memory(language, text, Some(label)), label, false);
        check(label, &file, language, text, false);
    }
}

#[test]
fn characters_beyond_the_encoding_are_references() {
    let references = "&#1084;&#601;&#x44F; &#x1F3D9;";
    let file = memory("ru", "", Some("us-ascii")).replace("<seg>", &format!("<seg>{references}"));
    check("us-ascii", file.as_bytes(), "ru", "мəя 🏙", false);
}

#[test]
fn declarations_that_contradict_the_bytes() {
    for (encoding, has_mark, declared) in [
        ("utf-16le", true, "utf-8"),
        ("utf-16be", true, "UTF-8"),
        ("utf-16le", false, "utf-8"),
        ("utf-16be", true, "windows-1251"),
        ("utf-8", false, "utf-16"),
        ("utf-8", false, "UTF-32"),
        ("utf-8", true, "utf-16"),
        ("utf-8", false, "windows-1252"),
        ("utf-8", false, "iso-8859-9"),
        ("utf-8", false, "us-ascii"),
        ("utf-8", true, "windows-1254"),
        ("utf-8", false, "no-such-encoding"),
        ("utf-32le", true, "utf-8"),
    ] {
        for (language, text) in [("az", AZ), ("ru", RU)] {
            let file = encoded(&memory(language, text, Some(declared)), encoding, has_mark);
            let name = format!("{encoding}, mark {has_mark}, declared {declared}, {language}");
            check(&name, &file, language, text, true);
        }
    }
}

#[test]
fn a_code_page_that_nothing_declares_is_guessed() {
    for (label, language, text) in [
        (
            "windows-1251",
            "ru",
            "Депутаты собрались в Баку, чтобы обсудить новый закон о бюджете.",
        ),
        (
            "koi8-r",
            "ru",
            "Депутаты собрались в Баку, чтобы обсудить новый закон о бюджете.",
        ),
    ] {
        let file = encoded(&memory(language, text, None), label, false);
        check(label, &file, language, text, true);
    }
}

/// What damage to the bytes leaves.
#[test]
fn damaged_bytes() {
    let put = |bytes: &[u8]| {
        let file = memory("az", "@", Some("UTF-8"));
        let (before, after) = file.split_once('@').unwrap();
        [before.as_bytes(), bytes, after.as_bytes()].concat()
    };
    for (name, bytes, saved, list) in [
        (
            "windows-1251 in UTF-8",
            &b"\xcc\xe8\xeb\xeb\xe8 \xcc\xe5\xe4\xe6\xeb\xe8\xf1"[..],
            "az=Милли Меджлис",
            "wrong-bytes",
        ),
        (
            "windows-1252 in UTF-8",
            b"caf\xe9, na\xefve",
            "az=café, naïve",
            "wrong-bytes",
        ),
        (
            "an apostrophe of a code page",
            b"Bak\xc4\xb1\x92n\xc4\xb1n",
            "az=Bakı’nın",
            "wrong-bytes",
        ),
        (
            "one byte between letters",
            b"M\xc9\x99c\xfflis",
            "az=Məc\u{FFFD}lis",
            "wrong-bytes!",
        ),
        (
            "a character cut in two",
            b"Bak\xc4 M\xc9\x99clis",
            "az=Bak\u{FFFD} Məclis",
            "wrong-bytes!",
        ),
        (
            "a euro sign cut",
            b"5 \xe2\x82",
            "az=5 \u{FFFD}",
            "wrong-bytes!",
        ),
        (
            "an overlong form",
            b"\xc9\x99 \xc0\xaf",
            "az=ə \u{FFFD}\u{FFFD}",
            "wrong-bytes!",
        ),
        (
            "a surrogate in UTF-8",
            b"\xc9\x99 \xed\xa0\x80",
            "az=ə \u{FFFD}\u{FFFD}\u{FFFD}",
            "wrong-bytes!",
        ),
        (
            "NUL bytes",
            b"M\0\xc9\x99\0clis",
            "az=Məclis",
            "forbidden-character!",
        ),
    ] {
        let found = Found::of(&put(bytes));
        assert_eq!(
            (found.saved.as_str(), found.list.as_str()),
            (saved, list),
            "{name}"
        );
        // The text starts at column 38 of the third line.
        let before = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 1);
        let before = String::from_utf8_lossy(bytes.get(..before).unwrap())
            .chars()
            .count();
        let place = format!("3:{}: ", 38 + before);
        assert!(found.strict.starts_with(&place), "{name}: {}", found.strict);
    }
}

#[test]
fn utf_16_with_half_a_unit_at_its_end() {
    let mut file = encoded(&memory("az", AZ, None), "utf-16le", true);
    file.push(b'x');
    let found = Found::of(&file);
    assert_eq!(found.saved, format!("az={AZ}"));
    assert_eq!(found.list, "wrong-bytes! misplaced-text!");
}
