use proptest::prelude::*;
use yaddash_model::TranslationUnit;

use super::*;
use crate::TmxReader;

const UNIT: &str = r#"<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="k1" creationdate="20230105T101112Z" changedate="2024-02-03T00:00:00Z" usagecount="3" x-own="1">
<note>seen</note><prop type="x-domain">law</prop><prop type="my type">a b</prop>
<tuv xml:lang="en-GB" changeid="aysel" lastusagedate="20240601T000000Z"><seg>The <bpt i="1"/>Court<ept i="1"/> met.</seg></tuv>
<tuv xml:lang="az"><seg>Məhkəmə <hi>toplandı</hi>.</seg></tuv>
<tuv xml:lang="ru"><seg> </seg></tuv>
<tuv xml:lang="de"><seg>The Court met. </seg></tuv>
</tu></body></tmx>"#;

fn unit() -> TranslationUnit {
    let mut reader = TmxReader::new(UNIT.as_bytes()).unwrap();
    reader.next().unwrap().unwrap()
}

fn holds(expression: &str) -> bool {
    let parsed: Expression = expression
        .parse()
        .unwrap_or_else(|error| panic!("{expression}: {error}"));
    parsed.holds(&unit())
}

#[test]
fn tests_that_hold() {
    for expression in [
        "has en",
        "lang:en-GB",
        "has AZ and has ru",
        "not has az-Cyrl",
        "only en,az,ru,de",
        "text:az ~ toplandı",
        "text = 'The Court met.'",
        r#"text:en ~ "(?i)\bCOURT\b""#,
        "text:en !~ Majlis",
        "text:en != Court",
        "tuid = k1",
        "tuid ~ ^k[0-9]$",
        "user = aysel",
        "changeid=aysel",
        "not creationid",
        "prop:x-domain = law",
        "prop:'my type' = \"a b\"",
        "not prop:x-none",
        "prop:x-none != law",
        "note = seen",
        "note",
        "attr:x-own = 1",
        "created = 2023",
        "created < 2023-02",
        "changed >= 2024-02-03",
        "changed = 20240203T000000Z",
        "changed > 2023 AND changed <= 2024",
        "used",
        "variants = 4",
        "languages > 3",
        "words:en = 3",
        "words >= 8",
        "chars:az <= 17",
        "codes",
        "codes:az = 1",
        "codes:ru = 0",
        "usagecount == 3",
        "ratio:az,en > 1.1",
        "wordratio:az,en < 0.7",
        "same",
        "same:en,de",
        "empty",
        "empty:ru",
        "has fr or has ru and not (has it or empty:az)",
        "not not has az",
    ] {
        assert!(holds(expression), "{expression}");
    }
}

#[test]
fn tests_that_do_not_hold() {
    for expression in [
        "has fr",
        "has en-US and has fr",
        "only en,az",
        "text:fr",
        "user = Aysel",
        "created > 2023",
        "used < 2024-06",
        "words:fr = 0",
        "ratio:en,ru > 100000",
        "ratio:en,fr > 0",
        "same:en,az",
        "same:fr,it",
        "empty:fr",
        "has az and (has fr or has it)",
    ] {
        assert!(!holds(expression), "{expression}");
    }
}

#[test]
fn problems_have_a_column() {
    let problems: Vec<String> = [
        "",
        "has",
        "has az and",
        "has az has ru",
        "(has az",
        "has az)",
        "colour = red",
        "tuid < 3",
        "words ~ 3",
        "words = many",
        "created ~ 2024",
        "created = yesterday",
        "created = 20245",
        "text ~ \"(\"",
        "text = 'open",
        "same:az",
        "prop = law",
        "has ' '",
        "ə ! has az",
        "tuid = = 3",
        "'has' az",
    ]
    .into_iter()
    .map(|text| match text.parse::<Expression>() {
        Ok(_) => panic!("{text}"),
        Err(error) => format!("{text} | {error}"),
    })
    .collect();
    insta::assert_snapshot!(problems.join("\n"), @r#"
     | column 1: a test such as `has az` is missing here
    has | column 4: a language is missing here
    has az and | column 11: a test such as `has az` is missing here
    has az has ru | column 8: `and` or `or` is missing here
    (has az | column 1: this `(` is not closed
    has az) | column 7: `)` closes nothing
    colour = red | column 1: `colour` is no field; fields are has, only, text, same, empty, tuid, user, creationid, changeid, prop, note, attr, created, changed, used, variants, languages, words, chars, codes, ratio, wordratio, usagecount
    tuid < 3 | column 6: `tuid` is text: compare it by =, !=, ~ or !~
    words ~ 3 | column 7: `words` is a number: compare it by =, !=, <, <=, > or >=
    words = many | column 9: `many` is not a number such as 10 or 1.5
    created ~ 2024 | column 9: `created` is a date: compare it by =, !=, <, <=, > or >=
    created = yesterday | column 11: `yesterday` is not a date such as 2024, 2024-05 or 2024-05-31
    created = 20245 | column 11: `20245` is not a date such as 2024, 2024-05 or 2024-05-31
    text ~ "(" | column 8: the regular expression cannot be read: unclosed group
    text = 'open | column 8: the text that starts with ' has no end: add another '
    same:az | column 1: `same` needs two languages, as in `same:en,az`
    prop = law | column 1: `prop` needs a type behind a colon, as in `prop:x-domain`
    has ' ' | column 5: `` is not a language tag such as `az`, `en-GB` or `az-Cyrl` (A subtag should not be empty)
    ə ! has az | column 3: `!` stands before `=` or `~`; use `not` to turn a test around
    tuid = = 3 | column 8: a text is missing before `=`
    'has' az | column 1: `has` is a text and no test: compare a field with it
    "#);
}

#[test]
fn deep_expressions_are_refused() {
    let deep = format!("{}has az", "(".repeat(100_000));
    assert!(deep.parse::<Expression>().is_err());
    let negated = format!("{}has az", "not ".repeat(100_000));
    assert!(negated.parse::<Expression>().is_err());
    let long = format!("has az{}", " or has az".repeat(10_000));
    assert!(long.parse::<Expression>().is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_within_itself(text in "([a-z:,()\"'=!<>~ \\\\əİ0-9]|and|or|not|has|text|prop){0,40}") {
        match text.parse::<Expression>() {
            Ok(expression) => {
                expression.holds(&unit());
            }
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.column())),
        }
    }
}

/// What is kept and what is left out, as a filter writes it.
fn both(tmx: &str, expression: &str) -> [String; 2] {
    let expression: Expression = expression.parse().unwrap();
    [Keep::Matching, Keep::Others].map(|keep| {
        let mut out = Vec::new();
        filter(tmx.as_bytes(), &mut out, &expression, keep).unwrap();
        String::from_utf8(out).unwrap()
    })
}

#[test]
fn everything_around_the_units_stays() {
    let tmx = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<!-- a --><!DOCTYPE tmx [<!ENTITY e 'x'>]>\n\
        <tmx version='1.4' xmlns:o='u'><header/>\n<body >\n  <!-- b -->\n  <tu tuid = '1' o:p=\"2\"><tuv xml:lang='az'><seg>&e;<![CDATA[<]]></seg></tuv >\n\
        <?pi?></tu>\n  <tu><tuv><seg/></tuv></tu>\n  <o:q/>\n</body><!-- c -->\n</tmx>\n";
    let [kept, others] = both(tmx, "has az");
    let declared = tmx.replace(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    );
    assert_eq!(kept, declared.replace("\n  <tu><tuv><seg/></tuv></tu>", ""));
    let (before, behind) = declared.split_once("\n  <tu tuid").unwrap();
    let (_, behind) = behind.split_once("\n  <tu><tuv>").unwrap();
    assert_eq!(others, format!("{before}\n  <tu><tuv>{behind}"));
}
