//! Tests of reading and writing SKOS.

use super::super::{Detail, DetailKind, Status, Termbase};
use super::*;

const TURTLE: &str = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .

<https://example.org/scheme> dct:title "Rivers"@en .

<https://example.org/river> a skos:Concept ;
    skos:prefLabel "river"@en , "çay"@az ;
    skos:altLabel "stream"@en ;
    skos:hiddenLabel "rivr"@en ;
    skos:definition "water that \"runs\""@en ;
    skos:broader <https://example.org/water> ;
    skos:notation 12 ;
    skos:note [ dct:creator "me" ] .
"#;

/// Without the places, and with blank nodes of one name.
fn comparable(mut termbase: Termbase) -> Termbase {
    let mut seen: Vec<String> = Vec::new();
    let mut named = |value: &mut String| {
        if value.starts_with("_:") {
            let at = seen.iter().position(|known| known == value);
            let at = at.unwrap_or_else(|| {
                seen.push(value.clone());
                seen.len() - 1
            });
            *value = format!("_:{at}");
        }
    };
    let concepts = termbase.concepts.iter_mut();
    for detail in concepts.flat_map(|concept| &mut concept.details) {
        named(&mut detail.value);
    }
    for detail in &mut termbase.details {
        named(&mut detail.value);
        if let Some(mut subject) = detail.attributes.get("subject").map(str::to_owned) {
            named(&mut subject);
            detail.attributes.set("subject", subject);
        }
    }
    termbase
        .details
        .sort_by(|one, other| one.value.cmp(&other.value));
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
fn labels_are_terms_and_all_else_is_kept() {
    let read = read_turtle(TURTLE).unwrap();
    assert!(read.losses.is_empty() && read.problems.is_empty());
    let concept = &read.termbase.concepts[0];
    assert_eq!(concept.id, "https://example.org/river");
    let statuses: Vec<(&str, Status)> = concept
        .sections
        .iter()
        .flat_map(|section| &section.terms)
        .map(|term| (term.text.as_str(), term.status))
        .collect();
    assert_eq!(
        statuses,
        [
            ("river", Status::Preferred),
            ("stream", Status::Admitted),
            ("rivr", Status::Deprecated),
            ("çay", Status::Preferred),
        ]
    );
    let kinds: Vec<DetailKind> = concept.details.iter().map(|detail| detail.kind).collect();
    assert_eq!(
        kinds,
        [
            DetailKind::Resource,
            DetailKind::Literal,
            DetailKind::Resource
        ]
    );
    assert_eq!(
        concept.sections[0].details,
        [Detail::new(
            DetailKind::Descrip,
            "definition",
            "water that \"runs\""
        )]
    );
    for (write, read_back) in [
        (
            write_turtle as fn(&Termbase, &mut dyn Write) -> Result<Losses>,
            read_turtle as fn(&str) -> Result<ReadTermbase>,
        ),
        (write_rdf_xml, read_rdf_xml),
    ] {
        let mut written = Vec::new();
        let losses = write(&read.termbase, &mut written).unwrap();
        assert!(losses.is_empty(), "{losses}");
        let text = String::from_utf8(written).unwrap();
        let again = read_back(&text).unwrap().termbase;
        assert_eq!(
            comparable(again),
            comparable(read.termbase.clone()),
            "{text}"
        );
    }
}

#[test]
fn rdf_xml_is_read_in_its_shorter_forms() {
    let text = r##"<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#"
  xml:base="https://example.org/terms">
  <s:Concept rdf:ID="a" s:notation="1">
    <s:prefLabel xml:lang="az">dağ</s:prefLabel>
    <s:narrower><s:Concept rdf:about="#b" xml:lang="ru"><s:prefLabel>гора</s:prefLabel></s:Concept></s:narrower>
    <s:member rdf:parseType="Collection"><rdf:Description rdf:about="c"/></s:member>
  </s:Concept>
</rdf:RDF>"##;
    let read = read_rdf_xml(text).unwrap();
    let ids: Vec<&str> = read
        .termbase
        .concepts
        .iter()
        .map(|concept| concept.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["https://example.org/terms#a", "https://example.org/terms#b"]
    );
    let russian = &read.termbase.concepts[1].sections[0];
    assert_eq!(
        (russian.language.as_str(), russian.terms[0].text.as_str()),
        ("ru", "гора")
    );
    assert_eq!(russian.terms[0].place.unwrap().line, 6);
    assert_eq!(read.termbase.concepts[0].details.len(), 3);
    assert_eq!(read.termbase.details.len(), 2);
}

#[test]
fn schemes_and_what_has_no_type_stay_what_they_are() {
    let text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                <urn:x:s> a skos:ConceptScheme ; skos:prefLabel \"Names\"@en .\n\
                <urn:x:a> skos:prefLabel \"a\"@en .\n";
    let termbase = read_turtle(text).unwrap().termbase;
    assert_eq!(termbase.concepts.len(), 1);
    assert_eq!(termbase.details.len(), 2);
    let mut written = Vec::new();
    assert!(write_turtle(&termbase, &mut written).unwrap().is_empty());
    let written = String::from_utf8(written).unwrap();
    assert!(!written.contains("skos:Concept "), "{written}");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let error = read_turtle("<a> <b>\n <c> ;; .\n x")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("3:"), "{error}");
    let error = read_rdf_xml("<a:b xmlns:a='urn:x:'>\n<c/></a:b>")
        .unwrap_err()
        .to_string();
    assert_eq!(error, "2:1: the RDF cannot be read: `c` is in no namespace");
}
