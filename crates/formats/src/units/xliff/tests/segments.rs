//! Segments of the source and of the target find each other, and matches find their segment.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use yaddash_model::TranslationUnit;

use super::super::Reader;
use crate::units::{Languages, Losses};

/// Names, texts and `x-match-of` of the units of an element, and what was lost.
fn told(version: u8, element: &str) -> (Vec<String>, Losses) {
    let file = match version {
        1 => format!(
            r#"<xliff version="1.2"><file source-language="en" target-language="az"><body>{element}</body></file></xliff>"#
        ),
        _ => format!(
            r#"<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" srcLang="en" trgLang="az"><file id="f">{element}</file></xliff>"#
        ),
    };
    let mut reader = Reader::new(file.as_bytes(), Languages::default()).unwrap();
    let units = reader.by_ref().map(|unit| line(&unit.unwrap())).collect();
    (units, reader.losses())
}

fn line(unit: &TranslationUnit) -> String {
    let mut line = format!("{}:", unit.id().unwrap_or("no name"));
    for variant in &unit.variants {
        write!(line, " {}", variant.segment.text()).unwrap();
    }
    let of = unit.properties.iter().find(|one| one.kind == "x-match-of");
    if let Some(of) = of {
        write!(line, " for {}", of.value).unwrap();
    }
    line
}

#[test]
fn marks_without_names_pair_by_their_places() {
    let (units, losses) = told(
        1,
        r#"<trans-unit id="1"><source>A B</source><seg-source><mrk mtype="seg">A</mrk> <mrk mtype="seg">B</mrk></seg-source><target><mrk mtype="seg">a</mrk> <mrk mtype="seg">b</mrk></target></trans-unit>"#,
    );
    assert_eq!(units, ["1/1: A a", "1/2: B b"]);
    assert!(losses.is_empty(), "{losses}");
}

#[test]
fn marks_of_one_name_pair_in_their_order() {
    let (units, losses) = told(
        1,
        r#"<trans-unit id="1"><source>A B</source><seg-source><mrk mtype="seg" mid="7">A</mrk> <mrk mtype="seg" mid="7">B</mrk></seg-source><target><mrk mtype="seg" mid="7">a</mrk> <mrk mtype="seg" mid="7">b</mrk></target></trans-unit>"#,
    );
    assert_eq!(units, ["1/7: A a", "1/7: B b"]);
    assert!(losses.is_empty(), "{losses}");
}

#[test]
fn segments_of_the_target_without_a_source_are_counted() {
    let (units, losses) = told(
        1,
        r#"<trans-unit id="1"><source>A</source><seg-source><mrk mtype="seg" mid="1">A</mrk></seg-source><target><mrk mtype="seg" mid="1" comment="c">a</mrk> <mrk mtype="seg" mid="2">b</mrk><mrk mtype="seg">c</mrk><mrk mtype="seg" mid="3"/></target></trans-unit>"#,
    );
    assert_eq!(units, ["1/1: A a"]);
    assert_eq!(losses.to_string(), "2 variants, 1 attribute");
}

#[test]
fn elements_without_names_make_units_without_names() {
    let (units, _) = told(
        1,
        r#"<trans-unit><source>A</source></trans-unit><trans-unit id=""><source>A</source><seg-source><mrk mtype="seg" mid="1">A</mrk></seg-source></trans-unit>"#,
    );
    assert_eq!(units, ["no name: A", "no name: A"]);
    let (units, _) = told(
        2,
        r"<unit><segment><source>A</source></segment></unit><unit><segment><source>A</source></segment><segment><source>B</source></segment></unit>",
    );
    assert_eq!(units, ["no name: A", "no name: A", "no name: B"]);
}

#[test]
fn matches_are_for_the_segment_that_they_name() {
    let found = |reference: &str| {
        let (units, losses) = told(
            2,
            &format!(
                r#"<unit id="u1"><m:matches><m:match ref="{reference}"><source>M</source><target>m</target></m:match></m:matches><segment id="s1"><source>A</source></segment><segment id="s2"><source>B</source></segment></unit>"#
            ),
        );
        assert!(losses.is_empty(), "{losses}");
        units
            .iter()
            .find_map(|unit| Some(unit.split_once(" for ")?.1.to_owned()))
    };
    for (reference, of) in [
        ("#s2", "u1/s2"),
        ("#u=u1/s2", "u1/s2"),
        ("#f=f1/u=u1/s2", "u1/s2"),
        ("#/f=f1/u=u1/s2", "u1/s2"),
        ("#u=s2", "u1/s1"),
        ("#pc7", "u1/s1"),
    ] {
        assert_eq!(found(reference).as_deref(), Some(of), "{reference}");
    }
}

#[test]
fn matches_for_segments_that_are_not_there_are_counted() {
    let (units, losses) = told(
        1,
        r#"<trans-unit id="1"><source>A B</source><seg-source><mrk mtype="seg" mid="1">A</mrk> <mrk mtype="seg" mid="2">B</mrk></seg-source><alt-trans mid="2"><target>b</target></alt-trans><alt-trans><target>a</target></alt-trans><alt-trans mid="9"><target>c</target></alt-trans></trans-unit>"#,
    );
    assert_eq!(
        units,
        [
            "1/1: A",
            "no name: A a for 1/1",
            "1/2: B",
            "no name: B b for 1/2"
        ]
    );
    assert_eq!(losses.to_string(), "1 unit");
}

/// Elements with many parts: the time grows with them, not with their square.
#[test]
fn many_segments_and_matches_are_read_in_time() {
    let many =
        |from: usize, make: &dyn Fn(usize) -> String| -> String { (0..from).map(make).collect() };
    let marks = many(6000, &|at| {
        format!(r#"<mrk mtype="seg" mid="{at}">A</mrk> "#)
    });
    let ones = many(6000, &|at| {
        format!(r#"<alt-trans mid="{at}"><target>m</target></alt-trans>"#)
    });
    let one = format!(
        r#"<trans-unit id="1"><source>A</source><seg-source>{marks}</seg-source><target>{marks}</target>{ones}</trans-unit>"#
    );
    let segments = many(4000, &|at| {
        format!(r#"<segment id="s{at}"><source>A</source></segment>"#)
    });
    let matches = many(4000, &|at| {
        format!(r##"<m:match ref="#s{at}"><source>M</source><target>m</target></m:match>"##)
    });
    let two = format!(r#"<unit id="u"><m:matches>{matches}</m:matches>{segments}</unit>"#);
    let pairs = many(8000, &|at| format!(r#"<bx id="p{at}"/>"#))
        + &many(8000, &|at| format!(r#"<ex id="e{at}" rid="p{at}"/>"#));
    let codes = format!(r#"<trans-unit id="1"><source>{pairs}</source></trans-unit>"#);
    for (version, element, units) in [(1, one, 12000), (2, two, 8000), (1, codes, 1)] {
        let start = Instant::now();
        assert_eq!(told(version, &element).0.len(), units);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(5), "{units} units: {taken:?}");
    }
}

/// A small file that stands for a large one is refused, with its place.
#[test]
fn what_a_unit_repeats_is_limited() {
    let long = "a".repeat(1 << 20);
    let bare = "<alt-trans><target>m</target></alt-trans>".repeat(100);
    let marks = r#"<mrk mtype="seg">a</mrk>"#.repeat(100);
    for element in [
        format!(r#"<trans-unit id="1"><source>{long}</source>{bare}</trans-unit>"#),
        format!(
            r#"<trans-unit id="1" resname="{long}"><source>a</source><seg-source>{marks}</seg-source></trans-unit>"#
        ),
    ] {
        let file = format!(
            r#"<xliff version="1.2"><file source-language="en" target-language="az">{element}</file></xliff>"#
        );
        let error = super::read(file).unwrap_err().to_string();
        assert!(
            error.starts_with("line 1, column 70: segments and matches"),
            "{error}"
        );
    }
}
