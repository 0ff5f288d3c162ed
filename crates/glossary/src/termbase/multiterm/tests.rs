//! Tests of reading and writing XML of `MultiTerm`.

use super::super::{Detail, Gender, Status};
use super::*;

const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<mtf>
  <conceptGrp>
    <concept>12</concept>
    <system type="entryClass">1</system>
    <transacGrp>
      <transac type="origination">editor</transac>
      <date>2020-05-12T10:00:00</date>
    </transacGrp>
    <descripGrp>
      <descrip type="Subject">water</descrip>
    </descripGrp>
    <languageGrp>
      <language type="English" lang="EN-US"/>
      <termGrp>
        <term>river</term>
        <descripGrp>
          <descrip type="Status">preferred</descrip>
        </descripGrp>
        <descripGrp>
          <descrip type="Usage Status">approved</descrip>
        </descripGrp>
        <descripGrp>
          <descrip type="Definition">see <xref Tlink="stream">stream</xref></descrip>
          <descripGrp>
            <descrip type="Source">atlas</descrip>
          </descripGrp>
        </descripGrp>
      </termGrp>
    </languageGrp>
    <languageGrp>
      <language type="Russian" lang="RU"/>
      <termGrp>
        <term>река</term>
        <descripGrp>
          <descrip type="Gender">feminine</descrip>
        </descripGrp>
        <descripGrp>
          <descrip type="Note">a name</descrip>
        </descripGrp>
      </termGrp>
    </languageGrp>
  </conceptGrp>
</mtf>
"#;

#[test]
fn all_that_it_can_say_is_kept() {
    let read = read(FILE).unwrap();
    assert!(
        read.losses.is_empty() && read.problems.is_empty(),
        "{read:?}"
    );
    let concept = &read.termbase.concepts[0];
    assert_eq!(concept.id, "12");
    assert!(
        concept
            .details
            .contains(&Detail::new(DetailKind::Descrip, "subjectField", "water"))
    );
    let [english, russian] = concept.sections.as_slice() else {
        panic!("{concept:?}");
    };
    assert_eq!(english.language.normal(), "en-US");
    assert_eq!(english.terms[0].status, Status::Preferred);
    assert_eq!(russian.terms[0].gender, Some(Gender::Feminine));
    assert_eq!(russian.terms[0].note.as_deref(), Some("a name"));
    let mut written = Vec::new();
    let losses = write(&read.termbase, &mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), FILE);
    assert!(losses.is_empty(), "{losses}");
}

#[test]
fn languages_are_known_by_their_names() {
    let text = FILE.replace(" lang=\"RU\"", "");
    let read = read(&text).unwrap();
    assert_eq!(
        read.termbase.concepts[0].sections[1].language.normal(),
        "ru"
    );
    let error = super::read("<html/>").unwrap_err().to_string();
    assert_eq!(error, "1:1: the root element is `html`, not `mtf`");
}
