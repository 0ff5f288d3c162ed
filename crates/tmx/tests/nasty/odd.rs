//! What is odd but right: it must come out as it went in.

use yaddash_model::CodeKind;
use yaddash_tmx::repair::{RepairOptions, repair};

use crate::case::{Found, repaired, units};

const HEAD: &str = "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" \
                    adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body><tu><tuv xml:lang=\"en\"><seg>";
const TAIL: &str = "</seg></tuv></tu></body></tmx>";

/// Segments that are well-formed and valid, with the text that they hold.
const SEGMENTS: &[(&str, &str)] = &[
    ("<![CDATA[a <b> & c]]>", "a <b> & c"),
    ("a<![CDATA[]]>b", "ab"),
    ("<![CDATA[]]]]>&gt;", "]]>"),
    ("<![CDATA[<![CDATA[ ]]>", "<![CDATA[ "),
    ("a<!-- c --><?p i <tu>?>b", "ab"),
    ("<!-- <tu> </seg> -->x", "x"),
    ("<?xml-stylesheet x?>y", "y"),
    ("&lt;seg&gt; &amp;amp; &quot;&apos;", "<seg> &amp; \"'"),
    ("&#1084;&#x259;&#x1F3D9;", "мə🏙"),
    ("🏙\u{10FFFD}\u{E000}", "🏙\u{10FFFD}\u{E000}"),
    (
        "e\u{301} I\u{307} \u{200F}\u{200D}",
        "e\u{301} I\u{307} \u{200F}\u{200D}",
    ),
    ("  \t a \n b  ", "  \t a \n b  "),
    ("\u{85}\u{2028}\u{A0}", "\u{85}\u{2028}\u{A0}"),
    ("&#13;&#10;&#9;", "\r\n\t"),
    ("a > b ]] > c", "a > b ]] > c"),
    ("\u{FFFD}", "\u{FFFD}"),
    ("", ""),
    ("<hi type='t'><hi x=\"1\">a</hi></hi>", "a"),
    ("<ph><sub>a<ph>b<sub>c</sub></ph></sub></ph>d", "d"),
    (
        "<bpt i='1'><sub datatype='html'>t</sub></bpt>a<ept i='1'><sub/></ept>",
        "a",
    ),
    (
        "<bpt i=\"1\"/>a<hi><bpt i=\"1\"/>b<ept i=\"1\"/></hi><ept i=\"1\"/>",
        "ab",
    ),
    ("<ut x='1'>{0}</ut>a", "a"),
    ("<it pos=\"begin\" x='4'>&lt;b></it>a", "a"),
    ("<ph\n  x = '1'\n/>a", "a"),
    ("<ph type=\"a>b\"/>a", "a"),
];

#[test]
fn odd_segments_are_read_and_kept() {
    for (segment, text) in SEGMENTS {
        for end in ["\n", "\r\n", ""] {
            let file = format!("{HEAD}{segment}{TAIL}{end}");
            let read = units(file.as_bytes());
            assert_eq!(read[0].variants[0].segment.text(), *text, "{segment}");
            let (output, list, done) = repaired(file.as_bytes());
            assert_eq!(String::from_utf8(output).unwrap(), file, "{list:?}");
            assert!(!done.is_changed());
            assert_eq!(Found::of(file.as_bytes()).strict, "");
        }
    }
}

/// Whole files that are well-formed and valid.
const FILES: &[&str] = &[
    "<?xml version='1.0' standalone='yes' ?>\n<!DOCTYPE tmx PUBLIC '-//LISA//DTD' \"tmx14.dtd\">\n<?a b?>@<!-- end -->\n<?z?>",
    "<!DOCTYPE tmx [\n<!ENTITY who \"Bakı\">\n<!-- ]> --><!ELEMENT tmx (header,body)>\n]>@",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n@\r\n",
    "\n\n@\n\n",
];

#[test]
fn odd_files_are_kept() {
    for frame in FILES {
        let entity = if frame.contains("ENTITY") {
            "&who;"
        } else {
            "Bakı"
        };
        let file = frame.replace('@', &format!("{HEAD}{entity}{TAIL}"));
        let (output, list, _) = repaired(file.as_bytes());
        assert_eq!(String::from_utf8(output).unwrap(), file, "{list:?}");
        assert_eq!(units(file.as_bytes())[0].variants[0].segment.text(), "Bakı");
    }
}

#[test]
fn white_space_comments_and_instructions_between_elements_are_kept() {
    let file = "<tmx version=\"1.4\">\n <!--1--> <header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" \
                o-tmf=\"t\" adminlang=\"en\" srclang=\"*all*\" datatype=\"xml\"> <?h?> <note>n</note> </header>\t<!--2-->\n\
                <body> <?b?> <tu\n tuid='1'> <!--3--> <prop type=\"a\"> p </prop> <tuv xml:lang='az' > <seg >x</seg > </tuv > \
                </tu> <!--4--> </body> <!--5--> </tmx> <!--6--> ";
    let (output, list, _) = repaired(file.as_bytes());
    assert_eq!(String::from_utf8(output).unwrap(), file, "{list:?}");
}

#[test]
fn attributes_of_vendors_are_read_and_become_properties() {
    let file = format!(
        "{}{}",
        HEAD.replace("<tmx ", "<tmx xmlns:v='urn:v' ")
            .replace("<tu>", "<tu v:n='1' xml:space=\"preserve\">"),
        format_args!("a{TAIL}")
    );
    let unit = &units(file.as_bytes())[0];
    assert_eq!(unit.attributes.get("v:n"), Some("1"));
    let found = Found::of(file.as_bytes());
    assert_eq!(
        (found.strict.as_str(), found.list.as_str()),
        ("", "unknown-attribute")
    );
    assert!(
        found.output.contains(
            "<tu><prop type=\"x-v:n\">1</prop><prop type=\"x-xml:space\">preserve</prop>"
        ),
        "{}",
        found.output
    );
}

#[test]
fn codes_are_read_as_they_stand() {
    let file = format!(
        "{HEAD}a<bpt i=\"1\" type=\"b\">&lt;b></bpt>b<ept i=\"1\">&lt;/b></ept><ph assoc='p'/>{TAIL}"
    );
    let segment = &units(file.as_bytes())[0].variants[0].segment;
    let kinds: Vec<_> = segment
        .codes()
        .iter()
        .map(|placed| placed.code.kind.clone())
        .collect();
    assert_eq!(kinds, [CodeKind::Bpt, CodeKind::Ept, CodeKind::Ph]);
    assert_eq!(segment.text(), "ab");
}

/// The repaired file with what TMX does not know in it.
fn with_foreign(file: &str) -> String {
    let mut options = RepairOptions::default();
    options.keep_foreign = true;
    let mut output = Vec::new();
    repair(file.as_bytes(), &mut output, options, &mut |_| {}).unwrap();
    String::from_utf8(output).unwrap()
}

#[test]
fn prefixes_are_declared_where_they_are_used() {
    let file = format!(
        "{}a{TAIL}",
        HEAD.replace("<tmx ", "<tmx xmlns:v='urn:v' ")
            .replace("<tu>", "<tu w:a='1' x:b='2' w:c='3' v:d='4'><prop type=\"x-p\" xmlns:y='urn:y' y:e='5'>p</prop>")
            .replace("<tuv ", "<tuv y:f='6' ")
    );
    let output = with_foreign(&file);
    for declared in [
        "v:d=\"4\" xmlns:w=\"urn:undeclared:w\" xmlns:x=\"urn:undeclared:x\">",
        "<prop type=\"x-p\" xmlns:y='urn:y' y:e='5'>",
        "<tuv y:f=\"6\" xml:lang=\"en\" xmlns:y=\"urn:undeclared:y\">",
    ] {
        assert!(output.contains(declared), "{output}");
    }
    assert_eq!(Found::of(output.as_bytes()).strict, "");
}

#[test]
fn a_prefix_that_stands_for_nothing_gets_an_address() {
    let head = HEAD.replace("<tmx ", "<tmx xmlns:x='' ");
    let file = format!("{}a{TAIL}", head.replace("<tu>", "<tu x:b='2' xmlns:z=''>"));
    let output = with_foreign(&file);
    assert!(
        output.contains("<tmx xmlns:x=\"urn:undeclared:x\" "),
        "{output}"
    );
    assert!(
        output.contains("<tu x:b=\"2\" xmlns:z=\"urn:undeclared:z\">"),
        "{output}"
    );
    assert_eq!(Found::of(output.as_bytes()).strict, "");
}

#[test]
fn attributes_that_are_one_by_their_namespace_are_parted() {
    let head = HEAD
        .replace("<tmx ", "<tmx xmlns:a='u' xmlns:b='u' xmlns:c='v' xmlns:xmlns='u' ")
        .replace("<tu>", "<tu a:x='1' b:x='2' c:x='3' d:x='4' xmlns:d='u' xmlns:e='http://www.w3.org/2000/xmlns/'>");
    let file = format!("{head}a{TAIL}");
    assert!(
        Found::of(file.as_bytes())
            .strict
            .contains("declares no namespace")
    );
    let output = with_foreign(&file);
    for kept in [
        "<tu a:x=\"1\" c:x=\"3\" xmlns:d=\"u\">",
        "<prop type=\"x-b:x\">2</prop>",
        "<prop type=\"x-d:x\">4</prop>",
    ] {
        assert!(output.contains(kept), "{output}");
    }
    assert_eq!(Found::of(output.as_bytes()).strict, "");
}

#[test]
fn a_prolog_is_kept_where_it_is_right_and_mended_where_not() {
    const PLAIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    for (before, after, list) in [
        ("<?xml version='1.0' standalone='no'?>", None, ""),
        (
            "<?xml version=\"1.0\" encoding='US-ASCII' standalone=\"yes\" ?>",
            Some("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"),
            "",
        ),
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\" /?>",
            Some(PLAIN),
            "xml-declaration",
        ),
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\">",
            Some(PLAIN),
            "xml-declaration",
        ),
        ("<?xml version='&#49;.0'?>", Some(PLAIN), "xml-declaration"),
        (
            "<!DOCTYPE tmx [<?p it's ]> \" ?><!-- it's ]> --><!ENTITY e ']>'>]>",
            None,
            "",
        ),
        ("<!DOCTYPE tmx [<?xml it?>]>", Some(""), "doctype!"),
        ("<!DOCTYPE tmx [<!ENTITY e 'R&D'>]>", Some(""), "doctype!"),
    ] {
        let file = format!("{before}{HEAD}a{TAIL}");
        let found = Found::of(file.as_bytes());
        assert_eq!(found.list, list, "{before}");
        let after = after.unwrap_or(before);
        assert_eq!(found.output, format!("{after}{HEAD}a{TAIL}"), "{before}");
        assert_eq!(
            found.strict.is_empty(),
            list.is_empty(),
            "{before}: {}",
            found.strict
        );
    }
}

#[test]
fn an_empty_body_with_attributes_ends_where_it_ends() {
    let (head, _) = HEAD.split_once("<body>").unwrap();
    let file = format!("{head}<body x='1'/></tmx>");
    let found = Found::of(file.as_bytes());
    assert_eq!(found.list, "unknown-attribute!");
    assert_eq!(found.output, format!("{head}<body/></tmx>"));
    let (_, unit) = HEAD.split_once("<body>").unwrap();
    let file = format!("{head}<body x='1'/>{unit}a{TAIL}");
    let found = Found::of(file.as_bytes());
    assert_eq!(found.list, "unknown-attribute! misplaced-element");
    assert_eq!(found.output, format!("{HEAD}a{TAIL}"));
}
