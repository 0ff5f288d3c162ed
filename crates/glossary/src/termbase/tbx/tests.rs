//! Tests of reading and writing TBX.

use super::*;
use crate::termbase::{CaseRule, Detail, DetailKind, Status, Termbase, read_csv};

const V2: &str = r#"<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="pace"><descrip type="subjectField">institutions</descrip>
<langSet xml:lang="az"><ntig><termGrp><term>AŞPA</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>ECPA</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote><note>wrong</note></tig>
</langSet></termEntry></body></text></martif>"#;

const V3_DCT: &str = r#"<tbx style="dct" type="TBX-Min" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="c1"><min:subjectField>law</min:subjectField>
<langSec xml:lang="ru"><termSec><term>сейм</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
<min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec></conceptEntry></body></text></tbx>"#;

#[test]
fn version_2_is_read() {
    let read = read_tbx(V2.as_bytes()).unwrap();
    let concept = &read.termbase.concepts[0];
    assert_eq!(concept.id, "pace");
    assert_eq!(
        concept.details,
        [Detail::new(
            DetailKind::Descrip,
            "subjectField",
            "institutions"
        )]
    );
    let terms = &concept.sections[0].terms;
    assert_eq!(terms[0].text, "AŞPA");
    assert_eq!(terms[1].status, Status::Deprecated);
    assert_eq!(terms[1].note.as_deref(), Some("wrong"));
    assert_eq!(terms[1].place.map(|place| place.line), Some(7));
}

#[test]
fn categories_as_elements_are_read() {
    let read = read_tbx(V3_DCT.as_bytes()).unwrap();
    let term = &read.termbase.concepts[0].sections[0].terms[0];
    assert_eq!(term.status, Status::Superseded);
    assert_eq!(term.part_of_speech.as_deref(), Some("noun"));
    let details = &read.termbase.concepts[0].details;
    assert_eq!(
        details,
        &[Detail::new(DetailKind::Descrip, "subjectField", "law")]
    );
}

/// Version 3 has one element for all codes that stand alone.
#[test]
fn codes_that_version_3_has_not_are_counted() {
    let note = r#"<note>see <it pos="begin">b</it> and <ph>c</ph></note>"#;
    let tbx = V2.replace("<note>wrong</note>", note);
    let termbase = read_tbx(tbx.as_bytes()).unwrap().termbase;
    let [v2, v3, _] = every_way().map(|options| written(&termbase, options));
    assert_eq!((v2.0.contains(note), v2.1.as_str()), (true, ""));
    assert!(v3.0.contains(r#"<ph pos="begin">b</ph>"#), "{}", v3.0);
    assert_eq!(v3.1, "1 × inline element `it`, written as `ph`");
}

#[test]
fn notes_keep_the_white_space_that_is_no_indentation() {
    for (written, expected) in [
        (" see above  ", " see above  "),
        ("\n   see above\n  ", "see above"),
        ("see \n above ", "see \n above "),
        (" \t", ""),
    ] {
        let tbx = V2.replace("<note>wrong</note>", &format!("<note>{written}</note>"));
        let read = read_tbx(tbx.as_bytes()).unwrap().termbase;
        let note = read.concepts[0].sections[0].terms[1].note.as_deref();
        assert_eq!(note, Some(expected));
    }
}

/// Every way of writing TBX without leaving anything out.
fn every_way() -> [TbxOptions; 3] {
    [
        (TbxVersion::V2, TbxStyle::Attributes),
        (TbxVersion::V3, TbxStyle::Attributes),
        (TbxVersion::V3, TbxStyle::Elements),
    ]
    .map(|(version, style)| TbxOptions {
        version,
        style: Some(style),
        dialect: None,
    })
}

fn written(termbase: &Termbase, options: TbxOptions) -> (String, String) {
    let mut written = Vec::new();
    let losses = write_tbx(termbase, options, &mut written).unwrap();
    (String::from_utf8(written).unwrap(), losses.to_string())
}

/// Without what a file alone has: its header and the places in it.
fn entries(mut termbase: Termbase) -> Termbase {
    termbase.details.clear();
    for concept in &mut termbase.concepts {
        for section in &mut concept.sections {
            for term in &mut section.terms {
                term.place = None;
            }
        }
    }
    termbase
}

#[test]
fn what_was_written_is_read_back() {
    let table = "concept,language,term,status,case,pos,gender,animacy,indeclinable,forms,note,context,remark\n\
                 pace,az,AŞPA,preferred,strict,noun,,,,,<short> & good,,?> \"\"\n\
                 pace,az,ECPA,deprecated,,,,,,ECPAlar|ECPA-lar,kept ,a place,\n\
                 5 %,ru,ПАСЕ,admitted,sentence,,feminine,inanimate,yes,,,,\n";
    let termbase = entries(read_csv(table).unwrap().termbase);
    for options in every_way() {
        let (text, losses) = written(&termbase, options);
        assert_eq!(losses, "", "{text}");
        let read = read_tbx(text.as_bytes()).unwrap();
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(entries(read.termbase), termbase, "{text}");
    }
    assert_eq!(
        termbase.concepts[0].sections[0].terms[0].case,
        CaseRule::Strict
    );
}

const RICH: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- names & more -->
<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en">
  <tbxHeader>
    <fileDesc>
      <titleStmt>
        <title>Names</title>
      </titleStmt>
      <sourceDesc>
        <p>written by hand</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
      <conceptEntry id="c1">
        <!-- seen -->
        <descrip type="subjectField">law</descrip>
        <transacGrp id="g1">
          <transac type="transactionType">origination</transac>
          <transacNote type="responsibility" target="p1">A. B.</transacNote>
          <date>2020-01-02</date>
        </transacGrp>
        <xref type="xGraphic" target="https://example.org/a.png">picture</xref>
        <langSec xml:lang="az">
          <descripGrp>
            <descrip type="definition" xml:lang="az">bir <hi type="entailedTerm" target="c2">qurum</hi></descrip>
            <admin type="source">lüğət</admin>
          </descripGrp>
          <note>first</note>
          <note>second</note>
          <termSec id="t1">
            <term id="x">H<hi type="subscript">2</hi>O</term>
            <termNote type="partOfSpeech">noun</termNote>
            <termNote type="normativeAuthorization">preferredTerm</termNote>
            <termNote type="termType">variant</termNote>
            <note>of a term</note>
            <note>and another</note>
            <admin type="anything">kept</admin>
          </termSec>
        </langSec>
        <langSec xml:lang="ru">
          <termSec>
            <term>вода</term>
          </termSec>
        </langSec>
      </conceptEntry>
    </body>
    <back>
      <refObjectSec type="respPerson">
        <refObject id="p1">
          <item type="fn">A. B.</item>
        </refObject>
      </refObjectSec>
    </back>
  </text>
</tbx>
"#;

#[test]
fn all_that_tbx_can_say_is_kept() {
    let read = read_tbx(RICH.as_bytes()).unwrap();
    assert!(read.losses.is_empty(), "{}", read.losses);
    let options = TbxOptions::default();
    let (text, losses) = written(&read.termbase, options);
    assert_eq!((text.as_str(), losses.as_str()), (RICH, ""));
    // To version 2 and back.
    let old = TbxOptions {
        version: TbxVersion::V2,
        ..options
    };
    let (text, losses) = written(&read.termbase, old);
    assert_eq!(losses, "");
    assert!(
        text.contains("<martifHeader>") && text.contains("<refObjectList "),
        "{text}"
    );
    let again = read_tbx(text.as_bytes()).unwrap().termbase;
    assert_eq!(entries(again), entries(read.termbase));
}

#[test]
fn a_dialect_that_is_asked_for_is_held_to() {
    let termbase = read_tbx(RICH.as_bytes()).unwrap().termbase;
    for (dialect, lost) in [
        (
            TbxDialect::Min,
            "1 × admin `anything` of terms, 1 × descrip `definition` of languages, 1 × termNote `normativeAuthorization` of terms, \
             1 × termNote `termType` of terms, 1 × transac `transactionType` of concepts, 1 × xref `xGraphic` of concepts",
        ),
        (
            TbxDialect::Linguist,
            "1 × admin `anything` of terms, 1 × termNote `normativeAuthorization` of terms",
        ),
    ] {
        for style in [TbxStyle::Attributes, TbxStyle::Elements] {
            let options = TbxOptions {
                dialect: Some(dialect),
                style: Some(style),
                ..TbxOptions::default()
            };
            let (text, losses) = written(&termbase, options);
            assert_eq!(losses, lost);
            assert!(text.contains("preferredTerm-admn-sts"), "{text}");
            assert!(text.contains(dialect.name()), "{text}");
        }
    }
}

#[test]
fn what_is_not_tbx_is_refused() {
    for (text, message) in [
        ("<html/>", "root element is `html`"),
        ("<tbx><text>", "not well-formed"),
    ] {
        let error = read_tbx(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn every_problem_of_a_file_is_told_with_its_place() {
    let read = read_tbx(
        "<tbx>\n<conceptEntry id='a'><langSec><termSec/></langSec></conceptEntry>\n\
         <conceptEntry id='a'><langSec xml:lang='a b'/></conceptEntry>\n\
         <conceptEntry><langSec xml:lang='az'><termSec><term> x</term>\n\
         <termNote type='administrativeStatus'>good</termNote></termSec></langSec></conceptEntry></tbx>"
            .as_bytes(),
    )
    .unwrap();
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "2:22: `langSec` has no xml:lang",
            "3:22: `a b` is not a language tag such as `az`, `en-GB` or `az-Cyrl` (The given language subtag is invalid)",
            "4:54: the term has white space at an end, which is left out",
            "5:39: `good` is no status that is known",
        ]
    );
}
