//! What is read of a memory does not depend on the number of threads.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::fmt::Write as _;

use yaddash_io::encoding::{Encoding, EncodingWriter};
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{CopyEncoding, info, rewrite, validate};

/// A unit that nothing is wrong with, so that what is put in its place shows.
const MARKED: &str = "<tu tuid='u453'>";

/// A memory of many chunks: most units say what the validator has to say something about.
fn memory() -> String {
    let mut tmx = String::from(
        "<?xml version='1.0'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n<tmx version='1.4'>\n<header creationtool='t' \
         creationtoolversion='1' segtype='sentence' o-tmf='t' adminlang='en' srclang='en' datatype='odd'/><body>\n",
    );
    let filling = "filling ".repeat(200);
    for unit in 0..900 {
        let attributes = match unit % 9 {
            0 => " datatype='odd'",
            1 => " creationdate='today'",
            2 => " datatype='x-own'",
            _ => "",
        };
        let property = match unit % 150 {
            0 => format!("<prop type='p{unit}'>v</prop>"),
            _ => "<prop type='x-p'>v</prop>".to_owned(),
        };
        let space = if unit % 40 == 0 { " " } else { "" };
        let _ = write!(
            tmx,
            "<tu tuid='u{unit}'{attributes}><note>{filling}</note>{property}<tuv xml:lang='en'><seg>Text &amp; {unit}<bpt i='1' x='1'>&lt;b&gt;\
             </bpt>bold<ept i='1'/>{space}</seg></tuv>\n <tuv xml:lang='az'><seg>Mətn № {unit}<bpt i='1' x='1'/>qalın<ept i='1'/>\
             </seg></tuv></tu>{}",
            if unit % 3 == 0 { "" } else { "\r\n" }
        );
    }
    tmx + "</body></tmx>\n"
}

/// What the validator, the figures and a copy come to.
fn outcome(threads: usize, bytes: &[u8]) -> [String; 3] {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let scratch = Scratch::new(&tempfile::tempfile);
    pool.unwrap().install(|| {
        let mut findings = String::new();
        let mut receive = |finding| {
            let _ = writeln!(findings, "{finding:?}");
        };
        let done = validate(bytes, "a.tmx".as_ref(), scratch, &mut receive).unwrap();
        let _ = writeln!(findings, "{done:?}");
        let figures = match info(bytes, scratch) {
            Ok(info) => serde_json::to_string(&info).unwrap(),
            Err(error) => error.to_string(),
        };
        let mut copy = Vec::new();
        let copied = match rewrite(bytes, &mut copy, CopyEncoding::Utf8) {
            Ok(done) => format!("{done:?}\n{}", String::from_utf8(copy).unwrap()),
            Err(error) => error.to_string(),
        };
        [findings, figures, copied]
    })
}

#[track_caller]
fn same(what: &str, bytes: &[u8]) -> [String; 3] {
    let one = outcome(1, bytes);
    for threads in [2, 8] {
        let other = outcome(threads, bytes);
        for (one, other) in one.iter().zip(&other) {
            let differing = one
                .lines()
                .zip(other.lines())
                .find(|(one, other)| one != other);
            assert!(one == other, "{what}, {threads} threads: {differing:?}");
        }
    }
    one
}

#[test]
fn well_formed_memories() {
    let whole = memory();
    let [findings, ..] = same("whole", whole.as_bytes());
    assert!(findings.contains("units: 900"), "{}", findings.len());
    assert!(findings.lines().count() > 100);
    for (what, put) in [
        (
            "a comment",
            "<!-- <tu tuid='c'><tuv/> <tu > --><tu tuid='u1'>",
        ),
        ("CDATA", "<tu><note><![CDATA[<tu ></tu><tu><tuv>]]></note>"),
        ("a unit in a unit", "<tu><tu>"),
        ("text", "lost<tu><tuv/>"),
        ("a foreign element", "<x><tu ></tu></x><tu>"),
        ("a mark", "\u{feff}<tu>"),
        ("an instruction", "<?x <tu ?><tu>"),
    ] {
        same(what, whole.replace(MARKED, put).as_bytes());
    }
    // The mark of the first unit stands where the parts for the threads start.
    same(
        "a first mark",
        whole.replace("<body>\n", "<body>\u{feff}").as_bytes(),
    );
    same(
        "a repeated name",
        whole.replace("tuid='u890'", "tuid='u17'").as_bytes(),
    );
}

#[test]
fn memories_that_leave_the_body_and_come_back() {
    let whole = memory();
    let declared = whole.replace("<body>", "<body xmlns:p='urn:p'>");
    for last in ["<tu tuid='u897'>", MARKED] {
        for (what, put) in [
            ("another body", "</body><body><tu p:a='b'>"),
            ("another header", "</body><header/><body><tu>"),
            (
                "a prefix",
                "</body><body xmlns:q='urn:q'><tu q:a='b' p:a='b'>",
            ),
            ("another document", "</body></tmx><tmx><body><tu>"),
            ("an empty body", "</body><body/><tu>"),
        ] {
            let (head, tail) = declared.split_once(last).unwrap();
            let tail = tail.replace("<tu tuid='u898'", "<tu q:a='b' tuid='u898'");
            for tail in [&*tail, "</tu></body></tmx>"] {
                same(what, format!("{head}{put}{tail}").as_bytes());
            }
        }
    }
    let [_, figures, _] = same(
        "two bodies",
        whole.replace(MARKED, "</body><body><tu>").as_bytes(),
    );
    assert!(figures.contains("a second `body`"), "{figures}");
    let [_, figures, _] = same(
        "an empty body first",
        whole.replace("<body>", "<body/><body>").as_bytes(),
    );
    assert!(figures.contains("a second `body`"), "{figures}");
}

#[test]
fn damaged_memories() {
    let whole = memory();
    for (what, put) in [
        ("a tag", "<tu><a b=c>"),
        ("a character", "<tu>\u{1}"),
        ("an end tag", "</tu><tu>"),
        ("an entity", "<tu><note>&none;</note>"),
        ("the end of the body", "</body></tmx><tu>"),
        ("the end alone", "</body></tmx>\n"),
        ("an open comment", "<!-- "),
        ("a prefix", "<tu a:b='c'>"),
    ] {
        same(what, whole.replace(MARKED, put).as_bytes());
    }
    for cut in [
        "<tu tuid='u452'",
        MARKED,
        "Text &amp; 700",
        "</body>",
        "</tmx>",
    ] {
        let (before, _) = whole.split_once(cut).unwrap();
        same(&format!("cut before {cut}"), before.as_bytes());
    }
    let mut wrong = whole.into_bytes();
    let middle = wrong.len() / 2;
    wrong.insert(middle, 0xFF);
    same("a wrong byte", &wrong);
}

#[test]
fn other_heads_and_encodings() {
    let whole = memory();
    let declared = whole
        .replace(
            "'tmx14.dtd'>",
            "'tmx14.dtd' [<!ENTITY who 'Aysel &#38; co'>]>",
        )
        .replace("qalın", "&who;");
    same("entities", declared.as_bytes());
    for label in ["utf-16le", "utf-16be", "windows-1251"] {
        let text = whole.replace("Mətn", "Текст").replace("qalın", "жирный");
        let text = match label {
            "windows-1251" => text.replace(
                "<?xml version='1.0'?>",
                "<?xml version='1.0' encoding='windows-1251'?>",
            ),
            _ => format!("\u{feff}{text}"),
        };
        let mut writer = EncodingWriter::new(Vec::new(), Encoding::for_label(label).unwrap());
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        let mut bytes = writer.finish().unwrap();
        let [findings, ..] = same(label, &bytes);
        assert!(findings.contains("units: 900"), "{label}");
        if label == "utf-16le" {
            // Half of a surrogate pair.
            let middle = bytes.len() / 4 * 2;
            bytes.splice(middle..middle, [0x00, 0xD8]);
            same("half a pair", &bytes);
        }
    }
    same("no body", b"<tmx version='1.4'><header/></tmx>");
    same(
        "an empty body",
        b"<tmx version='1.4'><header/><body></body></tmx>",
    );
    same(
        "no unit",
        b"<tmx version='1.4'><header/><body> \n </body></tmx>",
    );
    same("no TMX", b"<html/>");
}

#[test]
fn a_stretch_without_units_that_is_longer_than_any_chunk() {
    let whole = memory();
    let note = format!(
        "<tu><note>{}</note>",
        "<![CDATA[no unit]]> ".repeat(600_000)
    );
    same("a long unit", whole.replace(MARKED, &note).as_bytes());
}
