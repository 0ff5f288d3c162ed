//! What is well-formed and what is not.

use super::*;

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
    (
        "<a xmlns:p='u' p:x='1'\n xmlns:q='u' q:x='2'/>",
        2,
        14,
        "attributes `p:x` and `q:x` are one",
    ),
    ("<a xmlns:p=''/>", 1, 4, "`xmlns:p` declares no namespace"),
    ("<a xmlns:xml='u'/>", 1, 4, "`xmlns:xml` declares no"),
    ("<a xmlns:xmlns='u'/>", 1, 4, "`xmlns:xmlns` declares no"),
    (
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
        1,
        4,
        "`xmlns:p` declares no",
    ),
    (
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        1,
        4,
        "`xmlns` declares no",
    ),
    ("<xmlns:a/>", 1, 2, "prefix `xmlns` is not declared"),
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
