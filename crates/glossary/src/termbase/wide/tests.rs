//! Tests of tables with a column a language.

use super::super::{CaseRule, Status, read_csv};
use super::*;

fn rewritten(text: &str, flavour: Flavour) -> (String, String) {
    let read = read(text, flavour).unwrap();
    let mut written = Vec::new();
    let losses = write(&read.termbase, flavour, &mut written).unwrap();
    (String::from_utf8(written).unwrap(), losses.to_string())
}

#[test]
fn tables_are_written_as_they_were_read() {
    let matecat = "Forbidden,Domain,Subdomain,Definition,en-GB,Notes,Example of use,az-AZ,Notes,Example of use\n\
                   ,law,,a body,court,n1,e1,məhkəmə,n2,e2\nTRUE,,,,tribunal,,,,,\nFALSE,x,y,,a,,,b,,\n";
    assert_eq!(
        rewritten(matecat, Flavour::Matecat),
        (matecat.to_owned(), String::new())
    );
    let memoq = "Entry_ID,Entry_Subject,Entry_Note,English_Def,English,Term_Info,Term_Example,English,Term_Info,Azerbaijani,Term_Info\n\
                 7,law,seen,a body,court,CaseSense;Exact,here,bench,CasePermissive;HalfPrefix,məhkəmə,CaseInsense;HalfPrefix;Forbidden\n";
    assert_eq!(
        rewritten(memoq, Flavour::Memoq),
        (memoq.to_owned(), String::new())
    );
    let read = read(memoq, Flavour::Memoq).unwrap();
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let [english, azerbaijani] = read.termbase.concepts[0].sections.as_slice() else {
        panic!("{read:?}");
    };
    assert_eq!(english.terms[0].case, CaseRule::Strict);
    assert_eq!(english.terms[1].text, "bench");
    assert_eq!(azerbaijani.terms[0].status, Status::Deprecated);
}

#[test]
fn columns_that_stand_twice_or_have_no_name() {
    let error = read(
        "en,Term_Info,Term_Info\na,CaseSense,Exact\n",
        Flavour::Memoq,
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1: the header names the column `Term_Info` twice"
    );
    let unnamed = "en,az,,\ncourt,məhkəmə,x,y\n";
    let told = read(unnamed, Flavour::Matecat).unwrap().losses;
    assert_eq!(
        told.to_string(),
        "1 × fields of further columns without a name"
    );
    let (written, _) = rewritten(unnamed, Flavour::Matecat);
    assert_eq!(written, "en,az,,\ncourt,məhkəmə,x,\n");
}

/// What is said of concepts in a language is kept where no term of it stands.
#[test]
fn languages_without_terms_are_read_back() {
    let memoq = "Entry_ID,English_Def,English,Term_Info\n7,a body,,\n";
    assert_eq!(
        rewritten(memoq, Flavour::Memoq),
        (memoq.to_owned(), String::new())
    );
    let termbase = read(memoq, Flavour::Memoq).unwrap().termbase;
    let mut written = Vec::new();
    write(&termbase, Flavour::Matecat, &mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert!(read(&text, Flavour::Matecat).is_ok(), "{text}");
}

#[test]
fn codes_of_three_letters_name_a_column_with_a_region() {
    let matecat = "en,fil-PH,lez-Cyrl,pos\ncourt,hukuman,суд,noun\n";
    let termbase = read(matecat, Flavour::Matecat).unwrap().termbase;
    let languages: Vec<String> = termbase
        .languages()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(languages, ["en", "fil-PH", "lez-Cyrl"]);
}

/// What other formats call as this one calls something else would be read back as that.
#[test]
fn columns_with_the_names_of_others_are_counted() {
    let memoq = "Domain,English,Term_Info,Notes,Shelf\ncivil,court,CaseInsense;HalfPrefix,n,s\n";
    let termbase = read(memoq, Flavour::Memoq).unwrap().termbase;
    let mut written = Vec::new();
    let losses = write(&termbase, Flavour::Matecat, &mut written).unwrap();
    assert_eq!(
        losses.to_string(),
        "1 × column `Domain` of concepts, 1 × column `Notes`"
    );
    let text = String::from_utf8(written).unwrap();
    assert!(
        text.contains("Shelf") && read(&text, Flavour::Matecat).is_ok(),
        "{text}"
    );
}

/// A header that memoQ reads and `MateCat` would not is no header of `MateCat`, though it has the code of a language.
#[test]
fn headers_of_other_tables_are_not_taken_over() {
    let memoq = "English,Term_Info,English,Term_Info,az\ncourt,,bench,,məhkəmə\n";
    let termbase = read(memoq, Flavour::Memoq).unwrap().termbase;
    let mut written = Vec::new();
    write(&termbase, Flavour::Matecat, &mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert_eq!(text, "en,az\ncourt,məhkəmə\nbench,\n");
}

#[test]
fn names_of_columns_do_not_decide_what_parts_a_table() {
    let matecat = "en,az,radio;film;press;web\ncourt,məhkəmə,film\n";
    assert_eq!(recognise(matecat), Some(crate::TermbaseFormat::Matecat));
    let read = read(matecat, Flavour::Matecat).unwrap();
    assert_eq!(read.termbase.languages().len(), 2);
}

/// A row of nothing but a flag is a concept without a term, and that would be written as a blank row.
#[test]
fn concepts_that_say_nothing_are_counted() {
    let (written, losses) = rewritten("Forbidden,en,az\nTRUE,,\n,court,\n", Flavour::Matecat);
    assert_eq!(written, "Forbidden,en,az\n,court,\n");
    assert_eq!(losses, "1 × concepts that say nothing");
    let spaced = "  Forbidden,en,az\naB,court,\n";
    let (written, losses) = rewritten(spaced, Flavour::Matecat);
    assert_eq!((written.as_str(), losses.as_str()), (spaced, ""));
}

/// Words that say nothing of letter case leave it free, and are written as they were read.
#[test]
fn unknown_settings_of_memoq_are_kept() {
    let memoq = "Entry_ID,English,Term_Info,Azerbaijani,Term_Info\n\
                 7,court,CaseOdd;Exact,məhkəmə,Forbidden;Later\n";
    assert_eq!(
        rewritten(memoq, Flavour::Memoq),
        (memoq.to_owned(), String::new())
    );
}

/// A tag that is none of the shape of a code would be read as any other column.
#[test]
fn languages_that_no_column_can_name_are_refused() {
    let table = "concept,language,term\nc1,ezaac,court\n";
    let termbase = read_csv(table).unwrap().termbase;
    for flavour in [Flavour::Matecat, Flavour::Memoq] {
        let error = write(&termbase, flavour, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("`ezaac`"), "{error}");
    }
}

#[test]
fn what_matecat_would_refuse_is_told() {
    let messages = |text: &str| {
        let read = read(text, Flavour::Matecat).unwrap();
        read.problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        messages("Forbidden,it-IT\nTRUE,cavallo\n"),
        ["1:1: only one column has a language: MateCat imports tables of two languages or more"]
    );
    assert_eq!(
        messages("en,Example of use,Notes,az\na,,,b\nc,,,d,e\n"),
        [
            "1:19: MateCat wants the column for notes before that for the example of use",
            "3:7: the row has 5 fields and the header 4: put fields with the delimiter in quotation marks",
        ]
    );
    let error = read("Notes,Domain\na,b\n", Flavour::Matecat)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no column has the name of a language"),
        "{error}"
    );
}
