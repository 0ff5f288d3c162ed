//! Files that ask for too much. What matters is that an answer comes and what it is; the figures of time and memory are
//! measured elsewhere.

use yaddash_tmx::repair::{RepairOptions, repair};
use yaddash_tmx::{CopyEncoding, TmxReader, rewrite};

use crate::case::{repaired, shown, units};

const HEAD: &str = "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" \
                    adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body>\n";
const TAIL: &str = "<tu><tuv xml:lang=\"az\"><seg>son</seg></tuv></tu></body></tmx>";

fn segment(text: &str) -> String {
    format!("{HEAD}<tu><tuv xml:lang=\"en\"><seg>{text}</seg></tuv></tu>{TAIL}")
}

/// What the strict copy says of a file.
fn refusal(file: &str) -> String {
    rewrite(file.as_bytes(), std::io::sink(), CopyEncoding::Utf8)
        .err()
        .map_or(String::new(), |error| error.to_string())
}

/// What is saved, and that it is of a bounded size.
fn saved(file: &str) -> String {
    let (output, _, _) = repaired(file.as_bytes());
    assert!(
        output.len() < 8 * file.len() + 4096,
        "{} bytes from {}",
        output.len(),
        file.len()
    );
    assert_eq!(refusal(std::str::from_utf8(&output).unwrap()), "");
    shown(&units(&output))
}

#[test]
fn an_entity_bomb_is_never_expanded() {
    let entities: Vec<String> = (1..12)
        .map(|level| {
            format!(
                "<!ENTITY a{level} \"{}\">",
                format!("&a{};", level - 1).repeat(10)
            )
        })
        .collect();
    let doctype = format!(
        "<!DOCTYPE tmx [<!ENTITY a0 \"haha\">{}]>",
        entities.concat()
    );
    let file = format!("{doctype}{}", segment("&a11;"));
    assert!(
        refusal(&file).contains("grow beyond the limit"),
        "{}",
        refusal(&file)
    );
    assert_eq!(saved(&file), "en=&a11; | az=son");
}

#[test]
fn a_hundred_thousand_elements_inside_each_other() {
    let many = |tag: &str| tag.repeat(100_000);
    let closed = segment(&format!("{}deep{}", many("<hi>"), many("</hi>")));
    assert!(
        refusal(&closed).contains("nested deeper"),
        "{}",
        refusal(&closed)
    );
    assert_eq!(saved(&closed), "en=deep | az=son");
    assert_eq!(
        saved(&segment(&format!("{}deep", many("<hi>")))),
        "en=deep | az=son"
    );
    assert_eq!(
        saved(&segment(&format!("{}deep", many("<ph><sub>")))),
        "en=deep | az=son"
    );
    let foreign = segment(&format!("{}deep{}", many("<g>"), many("</g>")));
    assert_eq!(saved(&foreign), "en=deep | az=son");
    let file = format!("{HEAD}{}{TAIL}", many("<tu>"));
    assert_eq!(repaired(file.as_bytes()).2.units, 100_001);
}

#[test]
fn eighty_thousand_attributes() {
    let attributes: Vec<String> = (0..80_000).map(|at| format!(" a{at}=\"v\"")).collect();
    let attributes = attributes.concat();
    let file = format!("{HEAD}<tu{attributes}><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>{TAIL}");
    assert!(
        refusal(&file).contains("more attributes than the limit"),
        "{}",
        refusal(&file)
    );
    assert_eq!(saved(&file), "en=a | az=son");
    let file = format!(
        "{HEAD}<tu{}><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>{TAIL}",
        " a=\"v\"".repeat(80_000)
    );
    assert_eq!(saved(&file), "en=a | az=son");
}

#[test]
fn a_segment_of_a_hundred_megabytes() {
    let file = segment(&"text ".repeat(20 << 20));
    assert!(
        refusal(&file).contains("longer than the limit"),
        "{}",
        refusal(&file)
    );
    let (output, list, done) = repaired(file.as_bytes());
    assert_eq!(shown(&units(&output)), "az=son");
    assert_eq!((done.units, done.lost_units), (1, 1));
    assert_eq!(list[0].kind, "unit-too-large");
    assert!(done.lost_characters > 100 << 20);
}

/// What grows beyond the limit when it is mended is left out at once, not by the next repair.
#[test]
fn units_that_become_too_large() {
    for what in ["&", "<b>x", "\u{1}&"] {
        let unit = format!(
            "<tu><tuv xml:lang=\"en\"><seg>{}",
            what.repeat(50_000 / what.len())
        );
        let whole = format!("{HEAD}{unit}</seg></tuv></tu>{TAIL}");
        let cut = format!("{HEAD}{unit}");
        for file in [whole, cut] {
            let mut options = RepairOptions::default();
            options.unit_bytes = 1 << 16;
            let (mut output, mut again) = (Vec::new(), Vec::new());
            let done = repair(file.as_bytes(), &mut output, options, &mut |_| {}).unwrap();
            let second = repair(&*output, &mut again, options, &mut |_| {}).unwrap();
            assert_eq!(
                String::from_utf8_lossy(&again),
                String::from_utf8_lossy(&output),
                "{what}"
            );
            assert!(!second.is_changed(), "{what}");
            assert_eq!((done.lost_units, second.units), (1, done.units), "{what}");
        }
    }
}

#[test]
fn a_segment_of_twelve_megabytes_is_read_and_kept() {
    let text = "text ".repeat((12 << 20) / 5);
    let file = segment(&text);
    let first = TmxReader::new(file.as_bytes())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(first.variants[0].segment.text().len(), text.len());
    assert_eq!(repaired(file.as_bytes()).0, file.as_bytes());
}

/// What repeats one thing is saved in time that grows with its length alone; a quadratic step would take hours here.
#[test]
fn what_repeats_one_thing() {
    for what in [
        "<!--",
        "<![CDATA[",
        "<?",
        "</ph>",
        "<",
        "&",
        "<bpt i=\"",
        "<bpt i='1'/>",
        "<ept i='1'/>",
        "<seg>",
        "</seg>x",
        "<tuv>",
        "<prop>",
        "<tu ",
        "<header/>",
        "<body>",
        "</tmx><tmx>",
        "\u{1}",
        "<g>",
        "</g>",
        "]]>",
        "<!DOCTYPE [",
        "<sub>",
        "a<b ",
    ] {
        let file = segment(&what.repeat(20_000));
        let (output, _, _) = repaired(file.as_bytes());
        assert_eq!(refusal(std::str::from_utf8(&output).unwrap()), "", "{what}");
        assert!(shown(&units(&output)).contains("az=son"), "{what}");
    }
}
