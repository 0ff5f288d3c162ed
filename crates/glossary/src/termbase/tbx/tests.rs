//! Tests of reading and writing TBX.

use super::*;
use crate::termbase::{CaseRule, Status, read_csv};

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
    assert_eq!(concept.extra.get("subjectField"), Some("institutions"));
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
    assert_eq!(
        read.termbase.concepts[0].extra.get("subjectField"),
        Some("law")
    );
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

#[test]
fn what_was_written_is_read_back() {
    let table = "concept,language,term,status,case,pos,forms,note,context\n\
                 pace,az,AŞPA,preferred,strict,noun,,<short> & good,\n\
                 pace,az,ECPA,deprecated,,,ECPAlar|ECPA-lar,kept ,a place\n\
                 pace,en,PACE,admitted,sentence,,,,\n";
    let mut termbase = read_csv(table).unwrap().termbase;
    for (version, style) in [
        (TbxVersion::V2, TbxStyle::Attributes),
        (TbxVersion::V3, TbxStyle::Attributes),
        (TbxVersion::V3, TbxStyle::Elements),
    ] {
        let mut written = Vec::new();
        write_tbx(&termbase, version, style, &mut written).unwrap();
        let mut read = read_tbx(written.as_slice()).unwrap().termbase;
        for termbase in [&mut termbase, &mut read] {
            for concept in &mut termbase.concepts {
                for section in &mut concept.sections {
                    for term in &mut section.terms {
                        term.place = None;
                    }
                }
            }
        }
        assert_eq!(read, termbase);
    }
    assert_eq!(
        termbase.concepts[0].sections[0].terms[0].case,
        CaseRule::Strict
    );
}

#[test]
fn what_is_not_tbx_is_refused() {
    for (text, message) in [
        ("<html/>", "root element is `html`"),
        ("<tbx><text>", "not well-formed"),
        (
            "<tbx><conceptEntry><langSec><termSec/></langSec></conceptEntry></tbx>",
            "has no xml:lang",
        ),
        (
            "<tbx><conceptEntry><langSec xml:lang=\"a b\"/></conceptEntry></tbx>",
            "not a language tag",
        ),
    ] {
        let error = read_tbx(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}
