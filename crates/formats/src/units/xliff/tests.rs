//! Files read and written.

mod generated;
mod passed;
mod segments;
mod writers;

use std::io::Read as _;

use yaddash_model::{TranslationUnit, Variant};

use super::one::Writer;
use super::{Reader, Version, two};
use crate::Error;
use crate::units::{Languages, Losses, jsonl};

pub(super) fn read(file: impl AsRef<[u8]>) -> Result<Vec<TranslationUnit>, Error> {
    Reader::new(file.as_ref(), Languages::default())?.collect()
}

pub(super) fn write(units: &[TranslationUnit]) -> (String, Losses) {
    let (source, target) = ("en".parse().unwrap(), "az".parse().unwrap());
    let mut writer = Writer::new(Vec::new(), source, Some(target)).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    let (bytes, losses) = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

pub(super) fn write_two(units: &[TranslationUnit]) -> (String, Losses) {
    let (source, target) = ("en".parse().unwrap(), "az".parse().unwrap());
    let mut writer = two::Writer::new(Vec::new(), source, Some(target)).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    let (bytes, losses) = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

/// Units as lines of JSON without what is empty, to be read by people.
fn told(units: &[TranslationUnit]) -> String {
    let mut writer = jsonl::Writer::new(Vec::new());
    for unit in units {
        writer.write(unit).unwrap();
    }
    let mut text = String::from_utf8(writer.finish().unwrap()).unwrap();
    for empty in ["\"attributes\":{},", "\"properties\":[],", "\"notes\":[],"] {
        text = text.replace(empty, "");
    }
    text
}

const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:other" version="1.2">
 <x:file original="menu.html" source-language="en" target-language="az" datatype="html" o:a="1">
  <x:header><x:skl><x:internal-file form="base64">AAAA</x:internal-file></x:skl><x:note>for all</x:note></x:header>
  <x:body><x:group id="g1">
   <x:trans-unit id="t1" approved="yes" resname="title">
    <x:source>A <x:g id="1" ctype="bold">bold <x:x id="b" ctype="lb" equiv-text="/"/></x:g> word</x:source>
    <x:target state="final">Bir <x:g id="1" ctype="bold">qalın <x:x id="b" ctype="lb"/></x:g> söz</x:target>
    <x:note annotates="target" priority="2">checked</x:note>
    <x:context-group purpose="location"><x:context context-type="sourcefile">menu.c</x:context></x:context-group>
    <x:alt-trans match-quality="80%" origin="tm"><x:target>Qalın söz</x:target></x:alt-trans>
   </x:trans-unit>
   <x:trans-unit id="t2">
    <x:source>One. Two.</x:source>
    <x:seg-source><x:mrk mtype="seg" mid="0">One.</x:mrk> <x:mrk mtype="seg" mid="1">Two.</x:mrk></x:seg-source>
    <x:target><x:mrk mtype="seg" mid="1">İki.</x:mrk> <x:mrk mtype="seg" mid="0">Bir.</x:mrk></x:target>
    <o:more/>
   </x:trans-unit>
   <x:trans-unit id="t3">
    <x:source><x:bpt id="1">&lt;b></x:bpt>in<x:ept id="1">&lt;/b></x:ept><x:ph id="2" assoc="both">{<x:sub>sub</x:sub>}</x:ph><x:it id="3" pos="close">&lt;/i></x:it><x:bx id="4"/><x:mrk mtype="term" comment="c">term</x:mrk></x:source>
   </x:trans-unit>
  </x:group></x:body>
 </x:file>
</x:xliff>
"#;

#[test]
fn everything_that_a_file_says_is_kept() {
    let mut reader = Reader::new(FILE.as_bytes(), Languages::default()).unwrap();
    assert_eq!(reader.version(), Version::One);
    let units: Vec<TranslationUnit> = reader.by_ref().map(Result::unwrap).collect();
    insta::assert_snapshot!(told(&units), @r#"
    {"attributes":{"tuid":"t1"},"properties":[{"type":"x-file","value":"menu.html"},{"type":"x-approved","value":"yes"},{"type":"x-resname","value":"title"},{"type":"x-context-sourcefile","value":"menu.c"}],"variants":[{"language":"en","text":"A bold  word","content":["A ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"bold"}},"bold ",{"kind":"ph","attributes":{"x":"2","id":"b","type":"lb","equiv-text":"/"}},{"kind":"ept","attributes":{"i":"1"}}," word"]},{"language":"az","properties":[{"type":"x-state","value":"final"}],"notes":[{"text":"checked","attributes":{"priority":"2"}}],"text":"Bir qalın  söz","content":["Bir ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"bold"}},"qalın ",{"kind":"ph","attributes":{"x":"2","id":"b","type":"lb"}},{"kind":"ept","attributes":{"i":"1"}}," söz"]}]}
    {"properties":[{"type":"x-match-of","value":"t1"},{"type":"x-match-quality","value":"80%"},{"type":"x-match-origin","value":"tm"}],"variants":[{"language":"en","text":"A bold  word","content":["A ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"bold"}},"bold ",{"kind":"ph","attributes":{"x":"2","id":"b","type":"lb","equiv-text":"/"}},{"kind":"ept","attributes":{"i":"1"}}," word"]},{"language":"az","text":"Qalın söz","content":["Qalın söz"]}]}
    {"attributes":{"tuid":"t2/0"},"properties":[{"type":"x-file","value":"menu.html"},{"type":"x-segment","value":"0"}],"variants":[{"language":"en","text":"One.","content":["One."]},{"language":"az","text":"Bir.","content":["Bir."]}]}
    {"attributes":{"tuid":"t2/1"},"properties":[{"type":"x-file","value":"menu.html"},{"type":"x-segment","value":"1"}],"variants":[{"language":"en","text":"Two.","content":["Two."]},{"language":"az","text":"İki.","content":["İki."]}]}
    {"attributes":{"tuid":"t3"},"properties":[{"type":"x-file","value":"menu.html"}],"variants":[{"language":"en","text":"interm","content":[{"kind":"bpt","attributes":{"i":"1","x":"1"},"content":[{"native":"<b>"}]},"in",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</b>"}]},{"kind":"ph","attributes":{"x":"2","assoc":"b"},"content":[{"native":"{"},{"sub":{"segment":["sub"]}},{"native":"}"}]},{"kind":"it","attributes":{"pos":"end","x":"3"},"content":[{"native":"</i>"}]},{"kind":"it","attributes":{"pos":"begin","x":"4"}},{"kind":"hi-start","attributes":{"type":"term","comment":"c"}},"term",{"kind":"hi-end"}]}]}
    "#);
    assert_eq!(reader.losses().to_string(), "2 attributes, 4 elements");
}

#[test]
fn a_file_is_written() {
    let (text, losses) = write(&read(FILE).unwrap());
    assert!(losses.is_empty(), "{losses}");
    insta::assert_snapshot!(text, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
      <file original="menu.html" source-language="en" target-language="az" datatype="plaintext">
        <body>
          <trans-unit id="t1" approved="yes" resname="title" xml:space="preserve">
            <source>A <g id="1" ctype="bold">bold <x id="b" ctype="lb" equiv-text="/"/></g> word</source>
            <target state="final">Bir <g id="1" ctype="bold">qalın <x id="b" ctype="lb"/></g> söz</target>
            <context-group purpose="location">
              <context context-type="sourcefile">menu.c</context>
            </context-group>
            <note priority="2" annotates="target">checked</note>
            <alt-trans match-quality="80%" origin="tm" xml:space="preserve">
              <source>A <g id="1" ctype="bold">bold <x id="b" ctype="lb" equiv-text="/"/></g> word</source>
              <target>Qalın söz</target>
            </alt-trans>
          </trans-unit>
          <trans-unit id="t2/0" xml:space="preserve">
            <source>One.</source>
            <target>Bir.</target>
            <context-group purpose="information">
              <context context-type="x-segment">0</context>
            </context-group>
          </trans-unit>
          <trans-unit id="t2/1" xml:space="preserve">
            <source>Two.</source>
            <target>İki.</target>
            <context-group purpose="information">
              <context context-type="x-segment">1</context>
            </context-group>
          </trans-unit>
          <trans-unit id="t3" xml:space="preserve">
            <source><bpt id="1">&lt;b&gt;</bpt>in<ept id="1">&lt;/b&gt;</ept><ph id="2" assoc="both">{<sub>sub</sub>}</ph><it id="3" pos="close">&lt;/i&gt;</it><bx id="4"/><mrk mtype="term" comment="c">term</mrk></source>
          </trans-unit>
        </body>
      </file>
    </xliff>
    "#);
    assert_eq!(read(&text).unwrap(), read(FILE).unwrap());
}

#[test]
fn segments_of_trados_studio_have_their_tags_and_states() {
    let file = r#"<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0">
<doc-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"/>
<file datatype="x-sdlfilterframework2" target-language="az-AZ" source-language="en-US" original="a.docx"><header>
<file-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><value key="k">v</value></file-info>
<tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="5"><bpt name="cf">&lt;cf bold="True"&gt;</bpt><bpt-props/><ept name="cf">&lt;/cf&gt;</ept></tag><tag id="6"><ph>&lt;br/&gt;</ph></tag></tag-defs>
<reference><internal-file form="base64">QUFB</internal-file></reference></header>
<body><trans-unit id="s" translate="no"><source><x id="6"/></source></trans-unit>
<group><sdl:cxts><sdl:cxt id="1"/></sdl:cxts><trans-unit id="u">
<source>One <g id="5">two</g>. Three.</source>
<seg-source><g id="9"><mrk mtype="seg" mid="1">One <g id="5">two</g>.</mrk> <mrk mid="2" mtype="seg">Three.</mrk></g></seg-source>
<target><g id="9"><mrk mtype="seg" mid="1">Bir <g id="5">iki</g><mrk mtype="x-sdl-deleted" sdl:revid="r">?</mrk>.</mrk> <mrk mid="2" mtype="seg"/></g></target>
<sdl:seg-defs><sdl:seg origin="tm" id="1" percent="99" conf="Translated"><sdl:value key="a">b</sdl:value></sdl:seg><sdl:seg id="2"/></sdl:seg-defs>
</trans-unit></group></body></file></xliff>"#;
    insta::assert_snapshot!(told(&read(file).unwrap()), @r#"
    {"attributes":{"tuid":"u/1"},"properties":[{"type":"x-file","value":"a.docx"},{"type":"x-segment","value":"1"},{"type":"x-sdl-origin","value":"tm"},{"type":"x-sdl-percent","value":"99"},{"type":"x-sdl-conf","value":"Translated"},{"type":"x-sdl-a","value":"b"}],"variants":[{"language":"en-US","text":"One two.","content":["One ",{"kind":"bpt","attributes":{"i":"1","x":"5"},"content":[{"native":"<cf bold=\"True\">"}]},"two",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</cf>"}]},"."]},{"language":"az-AZ","text":"Bir iki.","content":["Bir ",{"kind":"bpt","attributes":{"i":"1","x":"5"},"content":[{"native":"<cf bold=\"True\">"}]},"iki",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</cf>"}]},"."]}]}
    {"attributes":{"tuid":"u/2"},"properties":[{"type":"x-file","value":"a.docx"},{"type":"x-segment","value":"2"}],"variants":[{"language":"en-US","text":"Three.","content":["Three."]}]}
    "#);
}

#[test]
fn units_of_memoq_have_their_state() {
    let file = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" xmlns:mq="MQXliff"><file original="a" source-language="en" target-language="ru" datatype="x"><header/><body>
<trans-unit id="1" mq:status="ManuallyConfirmed" mq:percent="101"><source xml:space="preserve">One<ph id="1">&lt;mq:ch val=" "/&gt;</ph></source><target xml:space="preserve">Один</target><mq:minorversions/></trans-unit>
</body></file></xliff>"#;
    insta::assert_snapshot!(told(&read(file).unwrap()), @r#"{"attributes":{"tuid":"1"},"properties":[{"type":"x-file","value":"a"},{"type":"x-mq-status","value":"ManuallyConfirmed"},{"type":"x-mq-percent","value":"101"}],"variants":[{"language":"en","text":"One","content":["One",{"kind":"ph","attributes":{"x":"1"},"content":[{"native":"<mq:ch val=\" \"/>"}]}]},{"language":"ru","text":"Один","content":["Один"]}]}"#);
}

#[test]
fn mistakes_have_their_place() {
    for (file, said) in [
        (
            "<tmx/>",
            "line 1, column 1: the document's element is `tmx`, not `xliff`",
        ),
        (
            "<xliff version=\"3.0\"/>",
            "line 1, column 1: version `3.0` of XLIFF is not known",
        ),
        (
            "<xliff version=\"1.2\"><file source-language=\" \"/></xliff>",
            "line 1, column 22: ` ` is not a language tag such as `az`",
        ),
        (
            "<xliff version=\"1.2\"><file source-language=\"en\"><body><trans-unit id=\"1\"><source>a</source>\n <target>b</target></trans-unit></body></file></xliff>",
            "line 2, column 2: the file names no target language",
        ),
        (
            "<xliff version=\"1.2\"><file>",
            "1:28: the file ends before element",
        ),
        ("", "1:1: there is no element"),
    ] {
        let error = read(file).unwrap_err().to_string();
        assert!(error.starts_with(said), "{file}: {error}");
    }
}

#[test]
fn languages_of_files_without_any_may_be_given() {
    let file = "<xliff version=\"1.2\"><file original=\"a\"><body><trans-unit id=\"1\"><source>a</source><target>b</target></trans-unit></body></file></xliff>";
    let languages = Languages {
        source: Some("ru".parse().unwrap()),
        target: Some("az".parse().unwrap()),
    };
    let units: Vec<_> = Reader::new(file.as_bytes(), languages)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(units[0].variants[1].language, "az".parse().unwrap());
}

#[test]
fn documents_inside_are_passed_over_without_being_read() {
    let document = "A".repeat(100 << 20);
    let parts: [&[u8]; 3] = [
        b"<xliff version=\"1.2\"><file source-language=\"en\"><header><reference><internal-file form=\"base64\">",
        document.as_bytes(),
        b"</internal-file></reference></header><body><trans-unit id=\"1\"><source>a</source></trans-unit></body></file></xliff>",
    ];
    let input = parts[0].chain(parts[1]).chain(parts[2]);
    let units: Vec<_> = Reader::new(input, Languages::default())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(units.len(), 1);
}

#[test]
fn what_a_file_cannot_hold_is_counted() {
    let mut unit = TranslationUnit::default();
    for (language, text) in [("az", "a\u{1}"), ("ru", "я"), ("en", "b")] {
        unit.variants
            .push(Variant::new(language.parse().unwrap(), text));
    }
    unit.attributes.set("tuid", "1");
    let only = TranslationUnit {
        variants: unit.variants[..1].to_vec(),
        ..TranslationUnit::default()
    };
    let (text, losses) = write(&[unit.clone(), unit, only]);
    assert_eq!(losses.to_string(), "1 unit, 2 variants, 2 characters");
    assert!(text.contains("<target>a</target>"), "{text}");
}

const TWO: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" xmlns:d="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="az">
 <file id="f1" original="menu.html">
  <skeleton>AAAA</skeleton>
  <group id="g"><unit id="u1" name="title" translate="no">
   <m:matches><m:match ref="#s2" similarity="80.5" origin="tm" type="tm"><originalData><data id="a">{1}</data></originalData><source>Two <ph id="1" dataRef="a"/>!</source><target>İki <ph id="1" dataRef="a"/>!</target></m:match></m:matches>
   <d:metadata><d:metaGroup category="c"><d:meta type="domain">law</d:meta></d:metaGroup></d:metadata>
   <notes><note appliesTo="source" category="author" priority="2">first</note></notes>
   <originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data><data id="d3">a<cp hex="0001"/></data></originalData>
   <segment id="s1" state="final" subState="my:seen"><source>One <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">bold</pc><cp hex="0007"/></source><target>Bir <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">qalın</pc></target></segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2" state="translated" subState="xliff1:needs-review-translation"><source><sc id="2" dataRef="d3"/>Two <mrk id="m1" type="term" value="v">words</mrk><ec startRef="2"/><sm id="m2" type="comment"/> <sc id="4" isolated="yes"/>end<em startRef="m2"/></source><target>İki</target></segment>
  </unit></group>
 </file>
</xliff>
"##;

#[test]
fn everything_that_a_file_of_two_says_is_kept() {
    let mut reader = Reader::new(TWO.as_bytes(), Languages::default()).unwrap();
    assert_eq!(reader.version(), Version::Two);
    let units: Vec<TranslationUnit> = reader.by_ref().map(Result::unwrap).collect();
    insta::assert_snapshot!(told(&units), @r#"
    {"attributes":{"tuid":"u1/s1"},"properties":[{"type":"x-file","value":"menu.html"},{"type":"x-resname","value":"title"},{"type":"x-translate","value":"no"},{"type":"x-segment","value":"s1"},{"type":"x-domain","value":"law"}],"variants":[{"language":"en","notes":[{"text":"first","attributes":{"from":"author","priority":"2"}}],"text":"One bold\u0007","content":["One ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"bold"},"content":[{"native":"<b>"}]},"bold",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</b>"}]},"\u0007"]},{"language":"az","properties":[{"type":"x-state","value":"final"},{"type":"x-substate","value":"my:seen"}],"text":"Bir qalın","content":["Bir ",{"kind":"bpt","attributes":{"i":"1","x":"1","type":"bold"},"content":[{"native":"<b>"}]},"qalın",{"kind":"ept","attributes":{"i":"1"},"content":[{"native":"</b>"}]}]}]}
    {"attributes":{"tuid":"u1/s2"},"properties":[{"type":"x-file","value":"menu.html"},{"type":"x-resname","value":"title"},{"type":"x-translate","value":"no"},{"type":"x-segment","value":"s2"}],"variants":[{"language":"en","text":"Two words end","content":[{"kind":"bpt","attributes":{"i":"1","x":"2"},"content":[{"native":"a\u0001"}]},"Two ",{"kind":"hi-start","attributes":{"type":"term","comment":"v"}},"words",{"kind":"hi-end"},{"kind":"ept","attributes":{"i":"1"}},{"kind":"bpt","attributes":{"i":"2","type":"x-sm-comment"}}," ",{"kind":"it","attributes":{"pos":"begin","x":"4"}},"end",{"kind":"ept","attributes":{"i":"2"}}]},{"language":"az","properties":[{"type":"x-state","value":"needs-review-translation"}],"text":"İki","content":["İki"]}]}
    {"properties":[{"type":"x-match-of","value":"u1/s2"},{"type":"x-match-quality","value":"80.5%"},{"type":"x-match-origin","value":"tm"},{"type":"x-match-type","value":"tm"}],"variants":[{"language":"en","text":"Two !","content":["Two ",{"kind":"ph","attributes":{"x":"1"},"content":[{"native":"{1}"}]},"!"]},{"language":"az","text":"İki !","content":["İki ",{"kind":"ph","attributes":{"x":"1"},"content":[{"native":"{1}"}]},"!"]}]}
    "#);
    assert_eq!(
        reader.losses().to_string(),
        "1 attribute, 1 code that became one of another kind, 2 elements"
    );
}

#[test]
fn a_file_of_two_is_written() {
    let (text, losses) = write_two(&read(TWO).unwrap());
    assert!(losses.is_empty(), "{losses}");
    insta::assert_snapshot!(text, @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="az">
      <file id="f1" original="menu.html">
        <unit id="u1" name="title" translate="no" xml:space="preserve">
          <mda:metadata>
            <mda:metaGroup>
              <mda:meta type="x-yaddash.unit.attribute.tuid">u1/s1</mda:meta>
              <mda:meta type="x-segment">s1</mda:meta>
              <mda:meta type="x-domain">law</mda:meta>
            </mda:metaGroup>
          </mda:metadata>
          <notes>
            <note category="author" priority="2" appliesTo="source">first</note>
          </notes>
          <originalData>
            <data id="d1">&lt;b&gt;</data>
            <data id="d2">&lt;/b&gt;</data>
          </originalData>
          <segment id="s1" state="final" subState="my:seen">
            <source>One <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">bold</pc><cp hex="0007"/></source>
            <target>Bir <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">qalın</pc></target>
          </segment>
        </unit>
        <unit id="u2" name="title" translate="no" xml:space="preserve">
          <mtc:matches>
            <mtc:match ref="#s1" similarity="80.5" origin="tm" type="tm">
              <originalData>
                <data id="d1">{1}</data>
              </originalData>
              <source>Two <ph id="1" dataRef="d1"/>!</source>
              <target>İki <ph id="1" dataRef="d1"/>!</target>
            </mtc:match>
          </mtc:matches>
          <mda:metadata>
            <mda:metaGroup>
              <mda:meta type="x-yaddash.unit.attribute.tuid">u1/s2</mda:meta>
              <mda:meta type="x-segment">s2</mda:meta>
            </mda:metaGroup>
          </mda:metadata>
          <originalData>
            <data id="d1">a<cp hex="0001"/></data>
            <data id="d2"></data>
          </originalData>
          <segment id="s1" state="translated" subState="xliff1:needs-review-translation">
            <source><pc id="2" dataRefStart="d1" dataRefEnd="d2">Two <mrk id="5" type="term" value="v">words</mrk></pc><sm id="6" type="comment" value=""/> <sc id="4" isolated="yes"/>end<em startRef="6"/></source>
            <target>İki</target>
          </segment>
        </unit>
      </file>
    </xliff>
    "##);
    assert_eq!(read(&text).unwrap(), read(TWO).unwrap());
}

#[test]
fn units_go_from_one_version_to_the_other() {
    let texts = |units: &[TranslationUnit]| {
        let variants = units.iter().flat_map(|unit| unit.variants.clone());
        variants
            .map(|variant| {
                (
                    variant.segment.text().replace('\u{7}', ""),
                    variant.properties,
                )
            })
            .collect::<Vec<_>>()
    };
    let units = read(TWO).unwrap();
    let (text, losses) = write(&units);
    assert_eq!(losses.to_string(), "2 characters");
    assert_eq!(texts(&read(text).unwrap()), texts(&units));
    let units = read(FILE).unwrap();
    // What is an attribute in one and metadata in the other changes its place among the properties.
    let (text, losses) = write_two(&units[..4]);
    assert!(losses.is_empty(), "{losses}");
    assert_eq!(read(text).unwrap()[1..], units[1..4]);
}
