//! Tests of what is found wrong.

use super::*;
use crate::termbase::read_csv;

#[test]
fn what_a_dialect_forbids_is_told_with_its_place() {
    let file = r#"<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Min" xml:lang="en">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="a"><admin type="source">s</admin><descrip type="subjectField">f</descrip>
<langSec xml:lang="en"><descrip type="subjectField">f</descrip><termSec>
<note>n</note>
<term>one</term>
<termNote type="partOfSpeech">properNoun</termNote>
<termNote type="">x</termNote></termSec>
<note>late</note></langSec><note>later</note><other/></conceptEntry>
<conceptEntry id="b"><transacGrp><date>today</date></transacGrp>
<langSec xml:lang="en"><termSec id="a"><term>two</term><ref type="crossReference" target="c">three</ref>
<termNote type="administrativeStatus">fine</termNote></termSec></langSec></conceptEntry>
</body></text></tbx>"#;
    let problems = validate_text(file, TermbaseFormat::Tbx, &ReadOptions::default()).unwrap();
    let found: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} {problem}", problem.kind))
        .collect();
    assert_eq!(
        found,
        [
            "unknown-category 3:22: TBX-Min has no category `source`",
            "wrong-level 4:24: the category `subjectField` may not stand at the level of the language",
            "wrong-order 6:1: the term stands behind what is said of it; it comes first",
            "wrong-order 7:1: a note of the term stands behind other statements; notes of the term come first",
            "unknown-value 7:31: `properNoun` is no value of `partOfSpeech`; use noun, verb, adjective, adverb, other",
            "wrong-element 8:1: `termNote` has no `type`, which names its category",
            "wrong-order 8:1: a note of the term stands behind other statements; notes of the term come first",
            "wrong-order 9:1: `note` stands behind `termSec`; statements about the language come first",
            "wrong-order 9:28: `note` stands behind `langSec`; statements about the concept come first",
            "wrong-element 9:46: `other` may not stand in `conceptEntry`",
            "wrong-order 10:34: `transacGrp` begins with `date`; it begins with `transac`",
            "unknown-value 10:40: `today` is no date such as 2020-01-31",
            "duplicate-id 11:24: the identifier `a` stands before already",
            "unknown-category 11:56: TBX-Min has no category `crossReference`",
            "wrong-reference 11:56: nothing in the file has the identifier `c`",
            "wrong-order 12:1: a note of the term stands behind other statements; notes of the term come first",
            "unknown-value 12:39: `fine` is no value of `administrativeStatus`; use preferredTerm-admn-sts, \
             admittedTerm-admn-sts, deprecatedTerm-admn-sts, supersededTerm-admn-sts",
        ]
    );
    // The same file cut off.
    let (cut, _) = file.split_once("<other/>").unwrap();
    let problems = validate_text(cut, TermbaseFormat::Tbx, &ReadOptions::default()).unwrap();
    assert_eq!(problems.last().unwrap().kind, ProblemKind::NotReadable);
    assert!(validate_text("<html/>", TermbaseFormat::Tbx, &ReadOptions::default()).is_err());
}

#[test]
fn letters_that_deceive_are_told() {
    let table = "concept,language,term\na,en,РАСЕ\nb,en,PA\u{200B}CE\nc,ru,ПАСЕ\nd,fa,می\u{200C}خواهم\n\
                 e,az,x\u{AD}y\nf,ru,IT\ng,en,one\ng,az,bir\nh,en,one\nh,az,bir\n";
    let termbase = read_csv(table).unwrap().termbase;
    let found: Vec<(&str, usize)> = validate(&termbase)
        .iter()
        .map(|problem| (problem.kind.name(), problem.place.unwrap().line))
        .collect();
    assert_eq!(
        found,
        [
            ("look-alike-term", 2),
            ("invisible-character", 3),
            ("invisible-character", 6),
            ("duplicate-concept", 10),
            ("homonym", 10),
            ("homonym", 11),
        ]
    );
}

#[test]
fn every_problem_in_one_run() {
    let table = "concept,language,term,status\n\
                 a,az,AŞPA,preferred\na,az,AŞPA,preferred\na,ru,ПАСЕ,deprecated\n\
                 b,az,AŞPA,deprecated\nb,az,Xаnkəndi,preferred\nb,az,S\u{327}uşa,admitted\nb,az,-,admitted\n\
                 c,en,two  spaces,preferred\nd,en,two  spaces,preferred\n";
    let termbase = read_csv(table).unwrap().termbase;
    let found: Vec<(&str, usize)> = validate(&termbase)
        .iter()
        .map(|problem| (problem.kind.name(), problem.place.unwrap().line))
        .collect();
    assert_eq!(
        found,
        [
            ("duplicate-term", 3),
            ("several-preferred", 3),
            ("nothing-approved", 4),
            ("contradictory-status", 5),
            ("mixed-scripts", 6),
            ("not-composed", 7),
            ("empty-term", 8),
            ("stray-space", 9),
            ("stray-space", 10),
            ("homonym", 10),
        ]
    );
}
