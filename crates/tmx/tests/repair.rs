//! Whatever a file holds, what `repair` writes is well-formed and in order, and a second repair finds nothing.
#![expect(clippy::unwrap_used, reason = "a test stops where something fails")]

use proptest::prelude::*;
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::repair::{Action, Repair, RepairOptions, Repaired, repair};
use yaddash_tmx::{TmxReader, validate};

/// Errors of the validator that no repair can mend, since nobody knows what should stand there, and what a repair calls
/// them.
const OF_AUTHORS: [(&str, &str); 3] = [
    ("tmx-no-source-variant", "source-variant"),
    ("tmx-ude-base", "user-encoding"),
    ("tmx-map", "user-encoding"),
];

fn repaired(bytes: &[u8], keep_foreign: bool) -> (Vec<u8>, Vec<Repair>, Repaired) {
    saved(bytes, keep_foreign).unwrap()
}

/// What a repair leaves; `None` of a file that is no memory.
fn saved(bytes: &[u8], keep_foreign: bool) -> Option<(Vec<u8>, Vec<Repair>, Repaired)> {
    let (mut output, mut list) = (Vec::new(), Vec::new());
    let mut options = RepairOptions::default();
    options.keep_foreign = keep_foreign;
    match repair(bytes, &mut output, options, &mut |entry| list.push(entry)) {
        Ok(done) => Some((output, list, done)),
        Err(error) => {
            let is_refused = matches!(error.kind(), yaddash_tmx::ErrorKind::NothingOfTmx);
            assert!(is_refused, "{error}");
            assert!(output.is_empty() && list.is_empty(), "{list:?}");
            assert!(TmxReader::new(bytes).is_err());
            None
        }
    }
}

/// Errors that the validator finds, and the kinds of those that a repair leaves.
fn errors(bytes: &[u8]) -> (Vec<String>, Vec<&'static str>) {
    let (mut errors, mut left) = (Vec::new(), Vec::new());
    validate(
        bytes,
        "a.tmx".as_ref(),
        Scratch::new(&tempfile::tempfile),
        &mut |finding| {
            if finding.severity != yaddash_model::Severity::Error {
                return;
            }
            let rule = finding.rule.as_str();
            match OF_AUTHORS.iter().find(|(known, _)| *known == rule) {
                Some((_, kind)) => left.push(*kind),
                None => errors.push(format!(
                    "{} {rule}: {}",
                    finding.place.start, finding.message
                )),
            }
        },
    )
    .unwrap();
    left.sort_unstable();
    (errors, left)
}

/// The kinds of what a repair left as it is, but for dates, which are no errors.
fn left(list: &[Repair]) -> Vec<&'static str> {
    let kept = list.iter().filter(|entry| entry.action == Action::Kept);
    let mut kinds: Vec<_> = kept.map(|entry| entry.kind).collect();
    kinds.retain(|kind| *kind != "date");
    kinds.sort_unstable();
    kinds
}

/// What must hold of every file.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Some((output, list, done)) = saved(bytes, false) else {
        return Ok(());
    };
    let shown = || String::from_utf8_lossy(&output).into_owned();
    let (wrong, of_authors) = errors(&output);
    prop_assert_eq!(wrong, Vec::<String>::new(), "{}", shown());
    prop_assert_eq!(&of_authors, &left(&list), "{}", shown());
    let count = |action| list.iter().filter(|entry| entry.action == action).count() as u64;
    prop_assert_eq!(
        (
            count(Action::Mended),
            count(Action::Lost),
            count(Action::Kept)
        ),
        (done.mended, done.lost, done.kept)
    );
    prop_assert!(
        list.iter()
            .all(|entry| entry.line >= 1 && entry.column >= 1)
    );
    let reader = TmxReader::new(&*output).unwrap();
    prop_assert_eq!(
        reader
            .inspect(|unit| assert!(unit.is_ok(), "{unit:?}"))
            .count() as u64,
        done.units,
        "{}",
        shown()
    );
    let (again, list, redone) = repaired(&output, false);
    prop_assert_eq!(String::from_utf8_lossy(&again).into_owned(), shown());
    prop_assert!(!redone.is_changed(), "{:?} in {}", list, shown());
    prop_assert_eq!(redone.units, done.units);
    prop_assert_eq!(&of_authors, &left(&list), "{}", shown());

    let (kept, _, _) = repaired(bytes, true);
    let mut copy = Vec::new();
    yaddash_tmx::rewrite(&*kept, &mut copy, yaddash_tmx::CopyEncoding::default()).unwrap();
    let (again, _, redone) = repaired(&kept, true);
    prop_assert_eq!(
        String::from_utf8_lossy(&again).into_owned(),
        String::from_utf8_lossy(&kept).into_owned()
    );
    prop_assert!(!redone.is_changed());
    Ok(())
}

/// A memory with something of everything.
const WHOLE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY who "Bakı">]>
<!-- before -->
<tmx version="1.4">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="xml">
    <note>N</note><prop type="x-p">v</prop><ude name="u" base="b"><map unicode="#xF8FF" code="#xF0"/></ude>
  </header>
  <body>
    <tu tuid="1" creationdate="20240229T101500Z"><note>n</note><prop type="x-d">law &amp; order</prop>
      <tuv xml:lang="en"><prop type="x-q">q</prop><seg>The <bpt i="1" x="1">&lt;b&gt;</bpt>Milli Majlis<ept i="1">&lt;/b&gt;</ept> &who; <hi type="t">met</hi></seg></tuv>
      <tuv xml:lang="az"><seg>Milli Məclis <ph x="2">a<sub>alt</sub></ph><it pos="begin" x="3"/></seg></tuv>
    </tu>
    <!-- between --><?go on?>
    <tu><tuv xml:lang="en"><seg><![CDATA[R&D <x>]]></seg></tuv><tuv xml:lang="ru"><seg>НИОКР &#x1F3D9; ]]&gt;</seg></tuv></tu>
    <tu tuid='3'>
      <tuv xml:lang="en"><seg/></tuv><tuv xml:lang="ru"><seg> ы </seg></tuv></tu>
  </body>
</tmx>
<!-- behind -->
"##;

#[test]
fn a_valid_memory_stays_as_it_is() {
    let (output, list, done) = repaired(WHOLE.as_bytes(), false);
    assert_eq!(String::from_utf8(output).unwrap(), WHOLE);
    assert_eq!((list, done.units), (Vec::new(), 3));
}

#[test]
fn a_file_that_is_no_memory_is_refused() {
    let binary: Vec<u8> = (0..60_000_u32).map(|at| (at * 7 % 251) as u8).collect();
    for file in [
        &b""[..],
        b" \n",
        b"text & more",
        b"<",
        b"\0",
        b"PK\x03\x04",
        b"<?xml version=\"1.0\"?>",
        b"<?xml version='1.0'?><!-- <tmx> -->",
        b"<html><header></header><body><note>n<sub>x</sub></note></body></html>",
        b"<xliff><file><body><trans-unit><source>a</source></trans-unit></body></file></xliff>",
        &binary,
    ] {
        assert!(
            saved(file, false).is_none(),
            "{:?}",
            String::from_utf8_lossy(file)
        );
    }
    for file in [
        "<tmx",
        "<TMX>",
        "<x><header><tu>",
        "seg>a</seg>",
        "<body/><tuv>",
    ] {
        assert!(saved(file.as_bytes(), false).is_some(), "{file}");
    }
}

#[test]
fn an_attribute_becomes_a_property_of_a_made_header() {
    let file = "<tmx version=\"1.4\" odd=\"a]]>\nb\"><body><tu><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu></body></tmx>";
    let (output, _, _) = repaired(file.as_bytes(), false);
    assert_eq!(errors(&output).1, [""; 0]);
    let output = String::from_utf8(output).unwrap();
    assert!(
        output.contains("<prop type=\"x-tmx-odd\">a]]&gt; b</prop></header>"),
        "{output}"
    );
}

#[test]
fn names_of_languages_become_tags() {
    let file = WHOLE
        .replace("xml:lang=\"az\"", "xml:lang=\"az_AZ.UTF-8@cyrillic\"")
        .replace("xml:lang=\"ru\"", "xml:lang=\"RU-01\"");
    let (output, list, _) = repaired(file.as_bytes(), false);
    let wanted = WHOLE
        .replace("xml:lang=\"az\"", "xml:lang=\"az-Cyrl-AZ\"")
        .replace("xml:lang=\"ru\"", "xml:lang=\"ru-x-01\"");
    assert_eq!(String::from_utf8(output).unwrap(), wanted);
    assert!(!list.is_empty());
    assert!(list.iter().all(|entry| entry.kind == "language"));
}

#[test]
fn what_only_the_author_can_mend_is_told() {
    let file = WHOLE
        .replace("srclang=\"en\"", "srclang='e&#110;'")
        .replace("<tuv xml:lang=\"en\"><seg/>", "<tuv xml:lang=\"az\"><seg/>")
        .replace(" base=\"b\"", "")
        .replace("#xF8FF", "U+F8FF")
        .replace("<tu>", "<tu srclang='az'>");
    let (output, list, done) = repaired(file.as_bytes(), false);
    assert_eq!(String::from_utf8(output).unwrap(), file);
    assert!(!done.is_changed());
    let shown: Vec<_> = list
        .iter()
        .map(|entry| {
            let (line, column) = (entry.line, entry.column);
            format!("{line}:{column} {} {}", entry.kind, entry.message)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "6:58 user-encoding `unicode` is `U+F8FF`, not `#x` and a hexadecimal number; it is kept",
            "6:44 user-encoding `ude` has no `base`, though a `map` has `code`; it is kept",
            "14:5 source-variant a unit has no variant in its source language, `az`; it is kept",
            "15:5 source-variant a unit has no variant in its source language, `en`; it is kept",
        ]
    );
    // A unit whose `srclang` is no tag is in that of the header.
    let (output, list, _) = repaired(
        WHOLE.replace("<tu>", "<tu srclang='*a'/><tu>").as_bytes(),
        false,
    );
    assert_eq!(errors(&output).1, [""; 0]);
    assert_eq!(left(&list), [""; 0]);
    // Another region is not another language.
    let near = WHOLE.replace("xml:lang=\"en\"", "xml:lang=\"EN-us\"");
    assert_eq!(repaired(near.as_bytes(), false).2.kept, 0);
}

#[test]
fn a_memory_cut_anywhere_is_saved_up_to_there() {
    for end in 0..WHOLE.len() {
        let cut = &WHOLE.as_bytes()[..end];
        check(cut).unwrap_or_else(|error| panic!("cut at {end}: {error}"));
        let started = String::from_utf8_lossy(cut).matches("<tu").count()
            - String::from_utf8_lossy(cut).matches("<tuv").count();
        let (has_root, saved) = (end >= WHOLE.find("<tmx").unwrap() + 4, saved(cut, false));
        assert_eq!(saved.is_some(), has_root, "cut at {end}");
        let units = saved.map_or(0, |(_, _, done)| done.units);
        assert!(units + 1 >= started as u64, "cut at {end}");
    }
}

#[test]
fn a_memory_without_any_one_byte_is_saved() {
    for at in 0..WHOLE.len() {
        let mut bytes = WHOLE.as_bytes().to_vec();
        let byte = bytes.remove(at);
        check(&bytes).unwrap_or_else(|error| panic!("without {byte:?} at {at}: {error}"));
    }
}

/// A change to a memory.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Remove(usize, usize),
    Insert(usize, Vec<u8>),
    Swap(usize, usize),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0..WHOLE.len();
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop_oneof![
        1 => at.clone().prop_map(Damage::Cut),
        4 => (at.clone(), 1..30_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        6 => (at.clone(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => (at.clone(), at.clone()).prop_map(|(one, other)| Damage::Swap(one, other)),
        2 => (at, 1..400_usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

fn damaged(damages: &[Damage]) -> Vec<u8> {
    let mut bytes = WHOLE.as_bytes().to_vec();
    for damage in damages {
        let length = bytes.len();
        match damage {
            Damage::Cut(at) => bytes.truncate(*at),
            Damage::Remove(at, count) => {
                bytes.drain((*at).min(length)..(at + count).min(length));
            }
            Damage::Insert(at, piece) => {
                let at = (*at).min(length);
                bytes.splice(at..at, piece.iter().copied());
            }
            Damage::Swap(one, other) if *one < length && *other < length => {
                bytes.swap(*one, *other);
            }
            Damage::Swap(..) => {}
            Damage::Repeat(at, count) => {
                let piece: Vec<u8> = bytes.iter().copied().skip(*at).take(*count).collect();
                bytes.extend(piece);
            }
        }
    }
    bytes
}

/// Pieces of which damaged files are made.
const PIECES: &[&str] = &[
    "<?xml version='1.0'?>",
    "<!DOCTYPE tmx>",
    "<tmx version='1.4'>",
    "<tmx version='1.1'>",
    "</tmx>",
    "<header>",
    "<header srclang='az'/>",
    "</header>",
    "<body>",
    "<body/>",
    "</body>",
    "<tu>",
    "<tu/>",
    "<tu tuid=1>",
    "</tu>",
    "<tuv xml:lang='az'>",
    "<tuv lang=\"en\">",
    "<tuv>",
    "</tuv>",
    "<seg>",
    "<seg/>",
    "<seg",
    "</seg>",
    "seg>",
    "<bpt i='1'>",
    "<bpt/>",
    "</bpt>",
    "<ept i='1'/>",
    "<ept i='1'>",
    "</ept>",
    "<it>",
    "</it>",
    "<ph>",
    "<ph/>",
    "</ph>",
    "<hi>",
    "</hi>",
    "<sub>",
    "</sub>",
    "<ut>",
    "</ut>",
    "<g id='1'>",
    "</g>",
    "<x:y a:b='1'>",
    "</x:y>",
    "<prop type='x'>",
    "<prop>",
    "</prop>",
    "<note>",
    "</note>",
    "<ude>",
    "<map/>",
    "<map unicode='#x41' ent='ə'/>",
    "<ude name='u'><map unicode='41' code='#x1'/></ude>",
    "<header srclang='en'/>",
    "<tu srclang='ru'>",
    " srclang='az'",
    " xml:lang='tr'",
    "</ude>",
    "&",
    "&amp;",
    "&nbsp;",
    "&who;",
    "&x;",
    "&#xB;",
    "&#1",
    "<",
    ">",
    "/>",
    "</",
    "</>",
    "]]>",
    "]]",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "\"",
    "'",
    "=",
    " x=y ",
    "text",
    " \n",
    "\u{1}",
    "\u{0}",
    "ə",
    "<TU>",
    "</TU>",
    "< tu>",
    "<tu",
    "<body",
    "\u{FFFE}",
];

proptest! {
    #[test]
    fn a_damaged_memory_is_saved(damages in prop::collection::vec(damage(), 1..6)) {
        check(&damaged(&damages))?;
    }

    #[test]
    fn any_pieces_become_a_memory(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(pieces.concat().as_bytes())?;
    }

    #[test]
    fn any_bytes_become_a_memory(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes)?;
    }
}
