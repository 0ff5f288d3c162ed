//! Tests of reading and writing tables.

use proptest::prelude::*;
use rustc_hash::FxHashMap;
use yaddash_model::LineColumn;

use super::super::detail::{Detail, DetailKind};
use super::super::{CaseRule, Status, Term, Termbase};
use super::*;

/// Whatever a table is parted by, its header names our columns; others may have names with commas.
#[test]
fn names_of_columns_do_not_decide_what_parts_a_table() {
    let text = "heard in (radio, film, press, web)\tconcept\tlanguage\tterm\nfilm\tc1\ten\tcourt\n";
    assert_eq!(recognise(text), Some(crate::TermbaseFormat::Tsv));
    let read = read_csv(text).unwrap();
    assert_eq!(read.termbase.concepts[0].sections[0].terms[0].text, "court");
}

#[test]
fn columns_in_any_order_are_read_and_kept() {
    let text = "\u{FEFF}term;language;source;concept;status;case;forms\nAŞPA;az;site;pace;;strict;\n\
                ECPA;az;;pace;forbidden;;ECPA-lar | ECPAlar\nBakı;az;;;;;\n";
    let read = read_csv(text).unwrap();
    let pace = &read.termbase.concepts[0];
    assert_eq!(pace.id, "pace");
    let terms = &pace.sections[0].terms;
    assert_eq!(terms[0].case, CaseRule::Strict);
    assert_eq!(
        terms[0].details,
        [Detail::new(DetailKind::Admin, "source", "site")]
    );
    assert_eq!(terms[1].status, Status::Deprecated);
    assert_eq!(terms[1].forms, ["ECPA-lar", "ECPAlar"]);
    assert_eq!(terms[1].place, Some(LineColumn { line: 3, column: 1 }));
    assert_eq!(read.termbase.concepts[1].id, "row-4");
}

#[test]
fn headers_that_are_none_are_refused() {
    for (text, message) in [
        ("concept,term\n", "column `language`"),
        ("concept,language,term,term\n", "`term` twice"),
    ] {
        let error = read_csv(text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let text = "concept,language,term,status,case\n\
                a,az,b,good,\na,az,b,,loud\na,a z,b,,\na,,b,,\na,az, b,,,x\n";
    let read = read_csv(text).unwrap();
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "2:8: `good` is no status; use preferred, admitted, deprecated or superseded",
            "3:9: `loud` is no case rule; use strict, sentence or free",
            "4:3: `a z` is not a language tag such as `az`, `en-GB` or `az-Cyrl` (The given language subtag is invalid)",
            "5:4: the row has no language: write a tag such as `az`",
            "6:11: the row has 6 fields and the header 5: put fields with the delimiter in quotation marks",
            "6:7: the term has white space at an end, which is left out",
        ]
    );
    // What is not understood is written back as it was; what has no place is counted.
    let mut written = Vec::new();
    assert!(
        write_csv(&read.termbase, Delimiter::Comma, &mut written)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "concept,language,term,status,case\na,az,b,good,\na,az,b,,loud\na,az,b,,\n"
    );
    assert_eq!(
        read.losses.to_string(),
        "1 × fields beyond the header, 2 × rows without a language"
    );
}

#[test]
fn tables_are_written_as_they_were_read() {
    for table in [
        "concept,language,term,status,case,note\na,az,b,preferred,strict,\n",
        "Term,Lang,Concept,Domain,empty\nb,az,,law,\nc,ru,x,,\n",
        "concept,language,term,status,subject,definition,language:definition,context,context (2),context/source\n\
         a,az,b,forbidden,law,a thing,bir şey,one,two,me\na,az,c,,law,a thing,bir şey,,,\n",
        "concept,language,term,@id,concept:transactionType,concept:transactionType/date,gender,indeclinable,term:note:x\n\
         a,ru,ПАСЕ,t1,origination,2020-01-02,f,yes,q\n",
        "concept,language,term,note,note (2),pos,animacy,forms\na,ru,б,x,y,noun,animate,в|г\n",
    ] {
        let read = read_csv(table).unwrap();
        let mut written = Vec::new();
        let losses = write_csv(&read.termbase, Delimiter::Comma, &mut written).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), table);
        assert!(losses.is_empty(), "{losses}");
    }
}

#[test]
fn quotation_marks_in_a_first_field_survive_tabs() {
    for id in ["c\"", "\"c\"", "a\tb", "a\nb"] {
        let mut termbase = Termbase::default();
        let concept = termbase.concept_mut(id, &mut FxHashMap::default()).unwrap();
        let term = Term {
            text: "term".to_owned(),
            ..Term::default()
        };
        concept.section_mut(&"en".parse().unwrap()).terms.push(term);
        let mut written = Vec::new();
        write_csv(&termbase, Delimiter::Tab, &mut written).unwrap();
        let read = read_csv(std::str::from_utf8(&written).unwrap()).unwrap();
        assert_eq!(read.termbase.concepts[0].id, id);
    }
}

/// Names that other formats have for fields are columns of the user's own in a table.
#[test]
fn columns_named_nearly_as_fields_stay_what_they_are() {
    for name in ["st   atus", "usage status", "case-rule", "Word class"] {
        let table = format!("concept,language,term,{name}\r\npace,en,PACE,as it was\r\n");
        let read = read_csv(&table).unwrap().termbase;
        let mut written = Vec::new();
        let losses = write_csv(&read, Delimiter::Comma, &mut written).unwrap();
        assert!(losses.is_empty(), "{name}");
        let again = read_csv(std::str::from_utf8(&written).unwrap()).unwrap();
        assert_eq!(again.termbase, read, "{name}");
    }
}

proptest! {
    #[test]
    fn written_tables_are_read_back(
        rows in prop::collection::vec(("[a-c]", "az|en|ru", "[a-zəİ,;\"\t ]{1,8}", 0..4_usize, "[ -~ə\n]{0,6}"), 0..12)
    ) {
        let mut termbase = Termbase::default();
        let mut known = FxHashMap::default();
        for (concept, language, text, status, remark) in &rows {
            let term = Term {
                text: text.trim().to_owned(),
                status: Status::ALL[*status],
                details: Some(remark).filter(|remark| !remark.is_empty()).map(|remark| Detail::new(DetailKind::Column, "remark", remark)).into_iter().collect(),
                    is_status_stated: true,
                ..Term::default()
            };
            termbase.concept_mut(concept, &mut known).unwrap().section_mut(&language.parse().unwrap()).terms.push(term);
        }
        for delimiter in [Delimiter::Comma, Delimiter::Tab, Delimiter::Semicolon] {
            let mut written = Vec::new();
            write_csv(&termbase, delimiter, &mut written).unwrap();
            let mut read = read_csv(std::str::from_utf8(&written).unwrap()).unwrap().termbase;
            read.details.clear();
            for term in read.concepts.iter_mut().flat_map(|c| &mut c.sections).flat_map(|s| &mut s.terms) {
                term.place = None;
            }
            prop_assert_eq!(&read, &termbase);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[ -~ə\n\t\"]{0,60}") {
        let _ = read_csv(&format!("concept,language,term,status\n{text}"));
        let _ = read_csv(&text);
    }
}
