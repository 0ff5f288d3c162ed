use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

/// All events of `xml` in a short form, and the error that ended them.
fn events(xml: &str) -> (String, Option<crate::Error>) {
    let mut reader = XmlReader::new(xml.as_bytes());
    let mut seen = String::new();
    loop {
        match reader.next_event() {
            Ok(XmlEvent::Eof) => return (seen, None),
            Ok(event) => show(&event, &mut seen),
            Err(error) => return (seen, Some(error)),
        }
    }
}

fn show(event: &XmlEvent<'_>, seen: &mut String) {
    let tag = |tag: &Tag<'_>, end: &str| {
        let mut shown = format!("<{}", tag.name());
        for Attribute { name, value } in tag.attributes() {
            write!(shown, " {name}={value:?}").unwrap();
        }
        shown + end
    };
    let shown = match event {
        XmlEvent::Start(start) => tag(start, ">"),
        XmlEvent::Empty(empty) => tag(empty, "/>"),
        XmlEvent::End(end) => format!("</{}>", end.name()),
        XmlEvent::Text(text) => format!("{text:?}"),
        XmlEvent::CData(text) => format!("[{text:?}]"),
        XmlEvent::Reference { name, text } => format!("&{name}={text:?};"),
        XmlEvent::Comment(text) => format!("#{text:?}"),
        XmlEvent::ProcessingInstruction(pi) => format!("?{}={:?}", pi.target(), pi.data()),
        XmlEvent::Doctype(doctype) => format!("!{}:{:?}", doctype.name(), doctype.system_id()),
        XmlEvent::Declaration(declaration) => {
            format!("?xml {:?}", declaration.encoding().unwrap_or_default())
        }
        XmlEvent::Eof => String::new(),
    };
    seen.push_str(&shown);
    seen.push(' ');
}

fn read_all(xml: &str) -> String {
    let (seen, error) = events(xml);
    assert!(error.is_none(), "{xml}: {error:?}");
    seen.trim_end().to_owned()
}

#[test]
fn what_is_well_formed() {
    for (xml, expected) in [
        ("<a/>", "<a/>"),
        (
            "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE a SYSTEM \"a.dtd\"><a></a >\n<!--x--><?p q r?>",
            "?xml \"UTF-8\" \"\\n\" !a:Some(\"a.dtd\") <a> </a> \"\\n\" #\"x\" ?p=\"q r\"",
        ),
        (
            "<a>x&lt;&#x259;&#1103;]] ></a>",
            r#"<a> "x" &lt="<"; &#x259="ə"; &#1103="я"; "]] >" </a>"#,
        ),
        (
            "<a b='1\t2\r\n3' c=\"&#9;&amp;'>\"/>",
            r#"<a b="1 2 3" c="\t&'>"/>"#,
        ),
        (
            "<a>x\r\ny\rz<![CDATA[<&\r\n]]></a>",
            r#"<a> "x\ny\nz" ["<&\n"] </a>"#,
        ),
        (
            "<!DOCTYPE a [<!ENTITY e 'Bakı &f;'> <!ENTITY f '&#38;amp; &#x41;'><!-- ]> --> <!ELEMENT a (b)>]><a b='&e;'>&e;</a>",
            r#"!a:None <a b="Bakı & A"> &e="Bakı & A"; </a>"#,
        ),
        (
            "<!DOCTYPE a PUBLIC '-//x' \"a.dtd\" ><a/>",
            r#"!a:Some("a.dtd") <a/>"#,
        ),
        (
            "<p:a xmlns:p='u' p:b='1' xml:lang='az'><p:c/></p:a>",
            r#"<p:a xmlns:p="u" p:b="1" xml:lang="az"> <p:c/> </p:a>"#,
        ),
        ("<ə-1 я.2='x'/>", r#"<ə-1 я.2="x"/>"#),
        (
            "<!DOCTYPE a [<!ELEMENT a ((b,c?)|(d|e)*)+ ><!ELEMENT b (#PCDATA|c)*><!ELEMENT c ( #PCDATA )><!ELEMENT d EMPTY>\
             <!ATTLIST a b CDATA 'x' c (1|2 ) #FIXED \"1\" d NOTATION (n|m) #IMPLIED><!ATTLIST c><!NOTATION n PUBLIC 'p'>\
             <!NOTATION m SYSTEM 's'><!ENTITY u SYSTEM 's' NDATA n><!ENTITY % p ' '>%p;<!ENTITY v PUBLIC 'p' 's' >]><a/>",
            "!a:None <a/>",
        ),
        // What a parameter entity declares counts; what stands outside the file, or may, is not looked for.
        (
            "<!DOCTYPE a [<!ENTITY % p '<!ENTITY e \"v\"><!-- x -->&#37;q;'><!ENTITY % q ''>%p;<!ENTITY % p 'x'>]><a>&e;</a>",
            r#"!a:None <a> &e="v"; </a>"#,
        ),
        (
            "<!DOCTYPE a SYSTEM 'a.dtd' [%p;<!ENTITY % o SYSTEM 'o.dtd'>%o;%q;]><a/>",
            r#"!a:Some("a.dtd") <a/>"#,
        ),
        (
            "<!DOCTYPE a [<!ENTITY e 'x&amp;y&#601;&f;'><!ENTITY f 'z'><!ATTLIST a b CDATA '&e;&lt;'><?p -- > ?><!-- - -->]><a b='&e;'/>",
            r#"!a:None <a b="x&yəz"/>"#,
        ),
        (
            "<?xml version = '1.10'  encoding=\"x-Ab_1.2\" standalone='no' ?><a/>",
            r#"?xml "x-Ab_1.2" <a/>"#,
        ),
    ] {
        assert_eq!(read_all(xml), expected, "{xml}");
    }
}

/// XML that is not well-formed, where that shows, and a part of the message.
const NOT_WELL_FORMED: &[(&str, usize, usize, &str)] = &[
    ("", 1, 1, "there is no element"),
    ("<!-- x -->\n", 2, 1, "there is no element"),
    ("<a><b>text", 1, 11, "element `b` of 1:4"),
    ("<a>\n<b", 2, 1, "the file ends inside a tag"),
    ("<a b='1>", 1, 1, "the value of an attribute"),
    ("<a><!-- x", 1, 4, "inside a comment"),
    ("<a><![CDATA[ x", 1, 4, "inside CDATA"),
    ("<a/>\n<b/>", 2, 1, "second document starts with `b`"),
    ("<a/> ə x", 1, 6, "text stands outside"),
    ("x<a/>", 1, 1, "text stands outside"),
    ("<a/>&amp;", 1, 5, "text stands outside"),
    (
        " <?xml version='1.0'?><a/>",
        1,
        2,
        "an XML declaration stands only",
    ),
    ("<?xml encoding='utf-8'?><a/>", 1, 1, "version=\"1.0\""),
    (
        "<?xml version='1.0' standalone='maybe'?><a/>",
        1,
        1,
        "standalone is yes or no",
    ),
    ("<a/><!DOCTYPE a>", 1, 5, "DOCTYPE stands only once"),
    ("<!DOCTYPE a [<!ENTITY e 'x'>", 1, 1, "inside DOCTYPE"),
    ("<a>ə\u{1}x</a>", 1, 5, "U+0001"),
    ("<a b='ə\u{b}'/>", 1, 8, "U+000B"),
    ("<a>я\u{fffe}</a>", 1, 5, "U+FFFE"),
    ("<a>&#x0B;</a>", 1, 4, "`&#x0B;` refers to no character"),
    ("<a>&#xD800;</a>", 1, 4, "refers to no character"),
    ("<a>&#+65;</a>", 1, 4, "refers to no character"),
    ("<a>ə &yox; b</a>", 1, 6, "entity `&yox;` is not defined"),
    ("<a b='x&yox;'/>", 1, 8, "entity `&yox;` is not defined"),
    ("<a>R&D</a>", 1, 5, "`&` starts no reference"),
    ("<a>R & D; </a>", 1, 6, "`&` starts no reference"),
    ("<a>1<2</a>", 1, 5, "`2` is no name"),
    ("<a>1 < 2</a>", 1, 6, "is no name"),
    ("<a>]]></a>", 1, 4, "`]]>` stands in text"),
    ("<a><!-- x -- y --></a>", 1, 4, "`--` stands inside"),
    ("<a><!-- x ---></a>", 1, 4, "`--` stands inside"),
    ("<a b=1/>", 1, 4, "attribute `b` is not of the form"),
    ("<a b/>", 1, 4, "attribute `b` is not of the form"),
    (
        "<a b='1'c='2'/>",
        1,
        9,
        "white space is missing before attribute `c`",
    ),
    (
        "<a b='1' ə='2' b='3'/>",
        1,
        16,
        "attribute `b` stands twice",
    ),
    ("<a b='x<y'/>", 1, 8, "`<` stands in the value"),
    ("<a><b></a></b>", 1, 7, "`</a>` does not close `b` of 1:4"),
    ("</a>", 1, 1, "`</a>` closes nothing"),
    ("<a></a x='1'>", 1, 4, "does not close"),
    ("<a><t5:n/></a>", 1, 5, "prefix `t5` is not declared"),
    ("<a ə:b='1'/>", 1, 4, "prefix `ə` is not declared"),
    (
        "<a><p:b xmlns:p='u'/><p:c/></a>",
        1,
        23,
        "prefix `p` is not declared",
    ),
    ("<a><!ELEMENT x></a>", 1, 4, "`<!` starts neither"),
    ("<a><?xml?></a>", 1, 4, "an XML declaration stands only"),
    ("<a><?XML x?></a>", 1, 4, "`xml` is reserved"),
    (
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        1,
        58,
        "is outside the file",
    ),
    (
        "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>",
        1,
        53,
        "refers to itself",
    ),
    (
        "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;</a>",
        1,
        37,
        "holds markup",
    ),
    ("<!DOCTYPE a b><a/>", 1, 1, "something stands behind"),
    (
        "<!DOCTYPE a PUBLIC 'ə' 'a.dtd'><a/>",
        1,
        1,
        "the public identifier has",
    ),
    (
        "<!DOCTYPE a PUBLIC 'x''a.dtd'><a/>",
        1,
        1,
        "white space is missing",
    ),
    (
        "<!DOCTYPE a SYSTEM'a.dtd'><a/>",
        1,
        1,
        "white space is missing",
    ),
    (
        "<!DOCTYPE a [<!ENTITY e'x'>]><a/>",
        1,
        1,
        "white space is missing",
    ),
    ("<!DOCTYPE a [<!ENTITY e 'x' y>]><a/>", 1, 1, "has no end"),
    ("<!DOCTYPE a [<!ENTITY e '%x;'>]><a/>", 1, 1, "a `%`"),
    (
        "<!DOCTYPE a [<!ENTITY % e SYSTEM 'x' NDATA n>]><a/>",
        1,
        1,
        "has a notation",
    ),
    (
        "<!DOCTYPE a [<!ATTLIST a b&c; CDATA 'x'>]><a/>",
        1,
        1,
        "white space is missing",
    ),
    (
        "<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>",
        1,
        1,
        "white space is missing",
    ),
    (
        "<!DOCTYPE a [<!ATTLIST a b (x|) 'x'>]><a/>",
        1,
        1,
        "type is not in order",
    ),
    (
        "<!DOCTYPE a [<!ATTLIST a b CDATA '<'>]><a/>",
        1,
        1,
        "has a `<`",
    ),
    (
        "<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>",
        1,
        1,
        "not in order",
    ),
    ("<!DOCTYPE a [<!ELEMENT a (b>]><a/>", 1, 1, "not in order"),
    (
        "<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)>]><a/>",
        1,
        1,
        "mixed content is not closed",
    ),
    (
        "<!DOCTYPE a [<!NOTATION n 'x'>]><a/>",
        1,
        1,
        "neither a value nor",
    ),
    (
        "<!DOCTYPE a [<!ENTITY e ']]&#62;'>]><a>&e;</a>",
        1,
        40,
        "holds markup",
    ),
    ("<!doctype a><a/>", 1, 1, "`<!` starts neither"),
];

/// Declarations of the internal subset that are not well-formed, and a part of the message.
const NOT_WELL_DECLARED: &[(&str, &str)] = &[
    ("<!ENTITY e 'R&D'>", "`&` that starts no reference"),
    ("<!ENTITY e 'R & D;'>", "`&` that starts no reference"),
    ("<!ENTITY e '&#0;'>", "`&` that starts no reference"),
    ("<!ENTITY % e '&'>", "`&` that starts no reference"),
    (
        "<!ATTLIST a b CDATA '&'>",
        "default of an attribute has an `&`",
    ),
    (
        "<!ATTLIST a b CDATA '& x;'>",
        "default of an attribute has an `&`",
    ),
    (
        "<!ATTLIST a b CDATA '&e;'><!ENTITY e 'v'>",
        "not yet declared",
    ),
    (
        "<!ENTITY e '<x/>'><!ATTLIST a b CDATA '&e;'>",
        "a reference that is refused",
    ),
    ("<!-- a -- b -->", "`--` stands inside a comment"),
    ("<!-- a --->", "`--` stands inside a comment"),
    ("<?xml version='1.0'?>", "`xml` is reserved"),
    ("<?XmL x?>", "`xml` is reserved"),
    ("<? x?>", "starts with a name"),
    ("<??>", "starts with a name"),
    ("%;", "a parameter reference has no name"),
    ("% p;", "a parameter reference has no name"),
    ("%p;", "a parameter entity is not declared"),
    ("<!ENTITY % p 'x'>%p;", "is no declaration"),
    (
        "<!ENTITY % p '<!ENTITY e'>%p; 'v'>",
        "white space is missing",
    ),
    ("<!ENTITY % p '&#37;p;'>%p;", "refers to itself"),
];

#[test]
fn declarations_that_are_not_well_formed() {
    for (declared, message) in NOT_WELL_DECLARED {
        let xml = format!("<!DOCTYPE a [{declared}]><a/>");
        let (_, error) = events(&xml);
        let error = error.unwrap_or_else(|| panic!("{xml} was accepted"));
        assert!(error.to_string().contains(message), "{xml}: {error}");
    }
}

#[test]
fn parameter_entities_do_not_grow() {
    let mut declared = String::from("<!ENTITY % p0 '<!ENTITY e \"v\">'>");
    for at in 1..40 {
        let below = at - 1;
        let _ = write!(declared, "<!ENTITY % p{at} '&#37;p{below};&#37;p{below};'>");
    }
    let xml = format!("<!DOCTYPE a [{declared}%p39;]><a/>");
    let (_, error) = events(&xml);
    let error = error.unwrap();
    assert!(error.to_string().contains("grow too large"), "{error}");
}

#[test]
fn xml_declarations_that_are_not_well_formed() {
    for declaration in [
        "<?xml?>",
        "<?xml version='1.'?>",
        "<?xml version='1.a'?>",
        "<?xml version='1&#46;0'?>",
        "<?xml version='1.0' /?>",
        "<?xml version='1.0' encoding=''?>",
        "<?xml version='1.0' encoding=' utf-8'?>",
        "<?xml version='1.0' encoding='8-bit'?>",
        "<?xml version='1.0' encoding='utf&#45;8'?>",
        "<?xml version='1.0' standalone='no' encoding='utf-8'?>",
    ] {
        let (_, error) = events(&format!("{declaration}<a/>"));
        let error = error.unwrap_or_else(|| panic!("{declaration} was accepted"));
        let is_named = error.to_string().contains("declaration is wrong")
            || error.to_string().contains("is not of the form");
        assert!(is_named, "{declaration}: {error}");
    }
}

#[test]
fn what_is_not_well_formed() {
    for (xml, line, column, message) in NOT_WELL_FORMED {
        let (_, error) = events(xml);
        let error = error.unwrap_or_else(|| panic!("{xml} was accepted"));
        let position = error.position().unwrap();
        assert!(error.to_string().contains(message), "{xml}: {error}");
        assert_eq!(
            (position.line, position.column),
            (*line, *column),
            "{xml}: {error}"
        );
    }
}

#[test]
fn what_is_refused_does_not_depend_on_the_size_of_reads() {
    for (xml, ..) in NOT_WELL_FORMED {
        let problems = [1, 7, 100].map(|step| {
            let rest = xml.as_bytes();
            let mut reader = XmlReader::new(Slowly { rest, step });
            loop {
                match reader.next_event() {
                    Ok(XmlEvent::Eof) => return None,
                    Ok(_) => {}
                    Err(error) => return error.xml_problem().map(ToString::to_string),
                }
            }
        });
        assert!(problems[0].is_some(), "{xml} was accepted");
        assert!(
            problems.iter().all(|problem| *problem == problems[2]),
            "{xml}: {problems:?}"
        );
    }
}

#[test]
fn bytes_that_are_not_utf8_have_a_place() {
    for (xml, column, byte) in [
        (&b"<a>\xc9\x99\xff</a>"[..], 5, 5),
        (b"<a b='\xc9\x99\xc3'/>", 8, 8),
        (b"<a>\xe4</a>", 4, 3),
    ] {
        let mut reader = XmlReader::new(xml);
        let error = loop {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => panic!("accepted"),
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        assert_eq!(error.xml_problem(), Some(&XmlProblem::NotUtf8));
        let position = error.position().unwrap();
        assert_eq!((position.column, position.byte), (column, byte), "{error}");
    }
}

#[test]
fn reading_goes_on_behind_local_problems() {
    let mut reader = XmlReader::new("<a><b x='&no;'>R&D \u{1}</b>&no;<c/></a>".as_bytes());
    let (mut problems, mut names) = (0, Vec::new());
    loop {
        match reader.next_event() {
            Ok(XmlEvent::Eof) => break,
            Ok(XmlEvent::End(tag)) => names.push(format!("/{}", tag.name())),
            Ok(XmlEvent::Empty(tag)) => names.push(tag.name().to_owned()),
            Ok(_) => {}
            Err(error) => {
                assert!(error.xml_problem().unwrap().is_local(), "{error}");
                problems += 1;
            }
        }
    }
    assert_eq!(names, ["/b", "c", "/a"]);
    assert_eq!(problems, 3, "&no; twice, R&D with U+0001 behind it once");
}

#[test]
fn skips_to_the_next_element_behind_a_problem() {
    let xml = "<t><b><u>1 < 2</u>\n<us/><u n='2'>x</u></b></t>";
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.next_event().is_ok() {}
    assert!(matches!(reader.next_event(), Ok(XmlEvent::Eof)));
    assert!(reader.skip_to("u", 2).unwrap());
    match reader.next_event().unwrap() {
        XmlEvent::Start(tag) => assert_eq!(tag.attribute("n").as_deref(), Some("2")),
        other => panic!("{other:?}"),
    }
    assert_eq!(reader.position().line_column().to_string(), "2:6");
    while !matches!(reader.next_event().unwrap(), XmlEvent::Eof) {}
    assert!(!reader.skip_to("u", 2).unwrap());
}

#[test]
fn skipping_keeps_a_mark_behind_the_tag() {
    // The first token behind the place that does not stand in one block of 64 KiB is a text that begins with U+FEFF.
    let text = "\u{feff}".to_owned() + &"x".repeat(70_000);
    let xml = format!("<t>1 < 2</t><u>{text}</u>");
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.next_event().is_ok() {}
    assert!(reader.skip_to("u", 1).unwrap());
    reader.next_event().unwrap();
    match reader.next_event().unwrap() {
        XmlEvent::Text(found) => assert!(*found == *text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_are_right_across_blocks() {
    let mut xml = String::from("<a>");
    let mut expected = Vec::new();
    for line in 0..9_000 {
        write!(xml, "İlk sətir {line} <b/> и текст\n  ").unwrap();
        expected.push((
            line + 1,
            if line == 0 { 3 } else { 2 } + format!("İlk sətir {line} ").chars().count() + 1,
        ));
    }
    xml.push_str("</a>");
    let mut reader = XmlReader::new(xml.as_bytes());
    let mut found = Vec::new();
    loop {
        let is_empty = match reader.next_event().unwrap() {
            XmlEvent::Eof => break,
            XmlEvent::Empty(_) => true,
            _ => false,
        };
        if is_empty {
            let position = reader.position();
            assert_eq!(xml.get(position.byte..position.byte + 4), Some("<b/>"));
            found.push((position.line, position.column));
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn a_mark_below_shifts_bytes_alone() {
    let mut reader = XmlReader::new("<a/>".as_bytes()).starting_at_byte(3);
    reader.next_event().unwrap();
    assert_eq!(
        reader.position(),
        Position {
            byte: 3,
            ..Position::START
        }
    );
}

/// Attacks, each with a word of the error that must stop it.
fn attacks() -> Vec<(&'static str, String)> {
    let mut laughs = String::from("<!DOCTYPE a [<!ENTITY l0 'lol'>");
    for level in 1..12 {
        let inner = format!("&l{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY l{level} '{inner}'>").unwrap();
    }
    let many = |one: &str, count: usize| one.repeat(count);
    let each = |one: &dyn Fn(usize) -> String| (0..80_000).map(one).collect::<Vec<_>>().concat();
    let attributes = each(&|at| format!(" a{at}='x'"));
    let namespaces = each(&|at| format!(" xmlns:a{at}='x'"));
    vec![
        ("entities grow", laughs + "]><a>&l11;</a>"),
        (
            "entities grow",
            format!(
                "<!DOCTYPE a [<!ENTITY e '{}'>]><a>{}</a>",
                many("x", 80_000),
                many("&e;", 20_000)
            ),
        ),
        ("nested deeper", many("<a>", 100_000)),
        ("more attributes", format!("<a{attributes}/>")),
        ("more attributes", format!("<a{namespaces}/>")),
        (
            "longer than the limit",
            format!("<a>{}</a>", many("text ", 20 << 20)),
        ),
        (
            "longer than the limit",
            format!("<a b='{}'/>", many("text ", 20 << 20)),
        ),
        (
            "longer than the limit",
            format!("<{}", many("a", 100 << 20)),
        ),
    ]
}

/// Counts what is read of it.
struct Counted<'a> {
    rest: &'a [u8],
    read: usize,
}

impl std::io::Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.rest.read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

#[test]
fn attacks_end_soon_with_a_typed_error() {
    let limit = usize::try_from(XmlLimits::default().token_bytes).unwrap();
    for (expected, xml) in attacks() {
        let input = Counted {
            rest: xml.as_bytes(),
            read: 0,
        };
        let mut reader = XmlReader::new(input);
        let mut count = 0;
        let error = loop {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => panic!("{expected}: read to its end"),
                Ok(_) => count += 1,
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains(expected), "{error}");
        // What was done until the error came is bounded by the limits, not by the size of the attack.
        assert!(count <= 100_000, "{expected}: {count} events");
        let read = reader.input().unwrap().read;
        assert!(
            read <= xml.len().min(limit + (1 << 20)),
            "{expected}: {read} bytes"
        );
    }
}

fn xml_text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.chars().filter(|c| is_xml_character(*c)).collect())
}

/// Gives a few bytes at a time.
struct Slowly<'a> {
    rest: &'a [u8],
    step: usize,
}

impl std::io::Read for Slowly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.step.min(buffer.len());
        let mut part = self.rest.get(..count).unwrap_or(self.rest);
        let count = part.read(buffer)?;
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(count)
    }
}

proptest! {
    #[test]
    fn bytes_that_are_not_utf8_have_the_same_place_however_they_are_read(
        before in prop::collection::vec(
            prop_oneof![Just("ə 🏙\n"), Just("<b c='ı\n'/>"), Just("<!--я-->"), Just("<![CDATA[ə\n]]>"), Just("<?p я?>")],
            0..6,
        ),
        (opening, closing) in prop_oneof![
            Just(("", "")), Just(("<b c='", "'/>")), Just(("<!--", "-->")), Just(("<![CDATA[", "]]>")), Just(("<?p ", "?>")),
        ],
        inside in "[aəя🏙\n]{0,9}",
        bad in prop::sample::select(vec![&b"\xff"[..], b"\xc3", b"\xe2\x82", b"\x80"]),
        step in 1..9_usize,
    ) {
        let valid = format!("<a>{}{opening}{inside}", before.concat());
        let xml = [valid.as_bytes(), bad, closing.as_bytes(), b"</a>"].concat();
        let expected = Position::START.after(valid.as_bytes());
        for step in [step, xml.len()] {
            let mut reader = XmlReader::new(Slowly { rest: &xml, step });
            let error = loop {
                match reader.next_event() {
                    Ok(XmlEvent::Eof) => panic!("accepted"),
                    Ok(_) => {}
                    Err(error) => break error,
                }
            };
            prop_assert_eq!(error.xml_problem(), Some(&XmlProblem::NotUtf8));
            prop_assert_eq!(error.position(), Some(expected), "in steps of {}", step);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut reader = XmlReader::new(&bytes[..]);
        for _ in 0..200 {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => { let _ = error.to_string(); }
            }
        }
        prop_assert!(false, "no end");
    }

    #[test]
    fn anything_like_xml_is_read_or_refused(
        parts in prop::collection::vec(prop_oneof![
            Just("<a>"), Just("</a>"), Just("<b x='1'"), Just("/>"), Just(">"), Just("<"), Just("&"), Just("&amp;"), Just("&#1"),
            Just(";"), Just("<!"), Just("--"), Just("<!--"), Just("-->"), Just("<![CDATA["), Just("]]>"), Just("<?"), Just("?>"),
            Just("xml"), Just("<!DOCTYPE"), Just(" a"), Just("["), Just("]"), Just("<!ENTITY e 'x'>"), Just("&e;"), Just("'"),
            Just("\""), Just("="), Just("ə"), Just("\u{1}"), Just("\r\n"), Just(":"), Just("\u{fffe}"),
        ], 0..24),
        skip: bool,
    ) {
        let xml = parts.concat();
        let mut reader = XmlReader::new(xml.as_bytes());
        for _ in 0..200 {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    let position = error.position().unwrap();
                    prop_assert!(position.byte <= xml.len());
                    if skip { reader.skip_to("a", 1).unwrap(); }
                }
            }
        }
        prop_assert!(false, "no end: {}", xml);
    }

    #[test]
    fn what_is_written_is_read(text in xml_text(), value in xml_text()) {
        let mut writer = XmlWriter::new(Vec::new());
        writer.start("a").unwrap();
        writer.attribute("b", &value).unwrap();
        writer.text(&text).unwrap();
        let bytes = writer.finish().unwrap();
        let mut reader = XmlReader::new(&bytes[..]);
        let (mut read_text, mut read_value) = (String::new(), None);
        loop {
            match reader.next_event().unwrap() {
                XmlEvent::Eof => break,
                XmlEvent::Start(tag) | XmlEvent::Empty(tag) => read_value = tag.attribute("b").map(std::borrow::Cow::into_owned),
                event => read_text.push_str(event.as_text().unwrap_or_default()),
            }
        }
        prop_assert_eq!(read_text, text);
        prop_assert_eq!(read_value, Some(value));
    }

    #[test]
    fn the_writer_refuses_what_it_cannot_write(character in any::<char>()) {
        let mut writer = XmlWriter::new(Vec::new());
        writer.start("a").unwrap();
        let written = writer.text(&character.to_string());
        prop_assert_eq!(written.is_ok(), is_xml_character(character));
    }
}

#[test]
fn the_writer_keeps_order() {
    let mut writer = XmlWriter::new(Vec::new());
    assert!(
        writer.text("x").is_err() && writer.end().is_err() && writer.attribute("a", "").is_err()
    );
    writer.start("a").unwrap();
    assert!(writer.start("1a").is_err() && writer.comment("a--b").is_err());
    writer.text("x").unwrap();
    assert!(writer.attribute("b", "").is_err());
    writer.end().unwrap();
    assert!(writer.start("b").is_err());
}

#[test]
fn forbidden_characters_go_by_policy() {
    for (policy, expected) in [
        (ForbiddenCharacters::Replace, "<a>x\u{fffd}y\u{fffd}</a>"),
        (ForbiddenCharacters::Remove, "<a>xy</a>"),
    ] {
        let mut writer = XmlWriter::new(Vec::new()).with_forbidden(policy);
        writer.element("a", "x\u{b}y\u{ffff}").unwrap();
        assert_eq!(writer.forbidden(), 2);
        assert_eq!(writer.finish().unwrap(), expected.as_bytes());
    }
}

#[test]
fn recorded_events_are_the_file() {
    let xml = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'>]><a b = '1' ><!-- c --><?p d?>&e;&#65;<![CDATA[<]]>\r\n<b/></a >\n";
    let mut reader = XmlReader::new(xml.as_bytes()).recording();
    let mut raw = Vec::new();
    loop {
        let is_end = matches!(reader.next_event().unwrap(), XmlEvent::Eof);
        raw.extend_from_slice(reader.raw());
        if is_end {
            break;
        }
    }
    assert_eq!(reader.recorded(), xml.as_bytes());
    assert_eq!(raw, xml.as_bytes());
    reader.forget();
    assert_eq!(reader.recorded(), b"");
}

#[test]
fn what_follows_is_read_in_its_context() {
    let xml = "<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns:p='u'><b>";
    let mut reader = XmlReader::new(xml.as_bytes());
    while reader.depth() < 2 {
        reader.next_event().unwrap();
    }
    let context = reader.context();
    assert!(context.has_entities());
    let start = Position {
        line: 7,
        column: 3,
        byte: 99,
    };
    let read = |xml: &str| {
        let mut inner = context.reader(xml.as_bytes(), start);
        let mut text = String::new();
        loop {
            match inner.next_event() {
                Ok(XmlEvent::Eof) => return Ok((text, inner.depth())),
                Ok(event) => text.push_str(event.as_text().unwrap_or_default()),
                Err(error) => return Err(error),
            }
        }
    };
    assert_eq!(read("<p:c>&e;</p:c>y").unwrap(), ("xy".to_owned(), 2));
    assert_eq!(read("</b></a>").unwrap(), (String::new(), 0));
    // The end may stand where it began or behind the root, and nowhere else.
    assert_eq!(read("<c>").unwrap_err().position().unwrap().byte, 102);
    let error = read("</b>").unwrap_err();
    assert_eq!(error.position().unwrap().to_string(), "7:7");
}

#[test]
fn unread_bytes_follow_the_last_event() {
    let mut reader = XmlReader::new("<a>rest".as_bytes());
    reader.next_event().unwrap();
    let (unread, _) = reader.into_unread().unwrap();
    assert_eq!(unread, b"rest");
}
