//! Faults around the units: the case is the whole file.

use crate::case::{Case, Found, case, check};

const HEADER: &str = "<header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" \
                      srclang=\"en\" datatype=\"plaintext\"/>";
const FIRST: &str = "<tu><tuv xml:lang=\"en\"><seg>first</seg></tuv></tu>";
const SECOND: &str = "<tu><tuv xml:lang=\"az\"><seg>ikinci</seg></tuv></tu>";

/// The file with `@H`, `@1`, `@2` written out.
fn whole(case: &Case) -> Vec<u8> {
    case.file
        .replace("@H", HEADER)
        .replace("@1", FIRST)
        .replace("@2", SECOND)
        .into_bytes()
}

const BOTH: &str = "en=first | az=ikinci";

const DOCUMENTS: &[Case] = &[
    case(
        "white space before the declaration",
        " \n<?xml version=\"1.0\"?><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "2:1: an XML declaration stands only",
        BOTH,
        "before-document",
    ),
    case(
        "text before the declaration",
        "junk <?xml version=\"1.0\"?><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:1: text stands outside",
        BOTH,
        "before-document! before-document",
    ),
    case(
        "a comment before the declaration",
        "<!--c--><?xml version=\"1.0\"?><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:9: an XML declaration",
        BOTH,
        "before-document",
    ),
    case(
        "a declaration without version",
        "<?xml encoding=\"UTF-8\"?><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:1: the XML declaration is wrong",
        BOTH,
        "xml-declaration",
    ),
    case(
        "a declaration without end",
        "<?xml version=\"1.0\"><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:1:",
        BOTH,
        "xml-declaration",
    ),
    case(
        "two declarations",
        "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:22: an XML declaration",
        BOTH,
        "xml-declaration",
    ),
    case(
        "junk behind the end",
        "<tmx version=\"1.4\">@H<body>@1@2</body></tmx>\njunk",
        "2:1: text stands outside",
        BOTH,
        "misplaced-text!",
    ),
    case(
        "NUL behind the end",
        "<tmx version=\"1.4\">@H<body>@1@2</body></tmx>\n\0",
        "2:1: character U+0000",
        BOTH,
        "forbidden-character!",
    ),
    case(
        "an element behind the end",
        "<tmx version=\"1.4\">@H<body>@1@2</body></tmx><x/>",
        "1:",
        BOTH,
        "unknown-element!",
    ),
    case(
        "units behind the end",
        "<tmx version=\"1.4\">@H<body>@1</body></tmx>@2",
        "1:",
        BOTH,
        "misplaced-element",
    ),
    case(
        "two documents",
        "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">@H<body>@1</body></tmx>\n<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">@H<body>@2</body></tmx>",
        "3:1: an XML declaration",
        BOTH,
        "second-document second-header!",
    ),
    case(
        "two documents without declarations",
        "<tmx version=\"1.4\">@H<body>@1</body></tmx><tmx version=\"1.4\">@H<body>@2</body></tmx>",
        "1:",
        BOTH,
        "second-document second-header!",
    ),
    case(
        "a document of which the next starts within",
        "<tmx version=\"1.4\">@H<body>@1<tmx version=\"1.4\">@H<body>@2</body></tmx>",
        "1:",
        BOTH,
        "repeated-element second-header!",
    ),
    case(
        "two bodies",
        "<tmx version=\"1.4\">@H<body>@1</body><body>@2</body></tmx>",
        "",
        BOTH,
        "repeated-element",
    ),
    case(
        "a body in a body",
        "<tmx version=\"1.4\">@H<body>@1<body>@2</body></body></tmx>",
        "",
        BOTH,
        "repeated-element unmatched-end",
    ),
    case(
        "no header",
        "<tmx version=\"1.4\"><body>@1@2</body></tmx>",
        "",
        BOTH,
        "missing-element",
    ),
    case(
        "no body",
        "<tmx version=\"1.4\">@H@1@2</tmx>",
        "",
        BOTH,
        "missing-element",
    ),
    case(
        "no units and no body",
        "<tmx version=\"1.4\">@H</tmx>",
        "",
        "",
        "missing-element",
    ),
    case(
        "an empty tmx",
        "<tmx version=\"1.4\"/>",
        "",
        "",
        "missing-element",
    ),
    case(
        "no tmx",
        "@H<body>@1@2</body>",
        "1:",
        BOTH,
        "missing-element",
    ),
    case("units alone", "@1@2", "1:", BOTH, "missing-element"),
    case(
        "another root",
        "<memory>@H<body>@1@2</body></memory>",
        "1:1: the document's element is `memory`",
        BOTH,
        "unknown-element! missing-element unmatched-end",
    ),
    case(
        "units before the header",
        "<tmx version=\"1.4\">@1@H<body>@2</body></tmx>",
        "",
        BOTH,
        "missing-element second-header! repeated-element",
    ),
    case(
        "an empty body and units",
        "<tmx version=\"1.4\">@H<body/>@1@2</tmx>",
        "",
        BOTH,
        "misplaced-element",
    ),
    case(
        "a header without its attributes",
        "<tmx><header/><body>@1@2</body></tmx>",
        "",
        BOTH,
        "missing-attribute",
    ),
    case(
        "a header that is not closed",
        "<tmx version=\"1.4\"><header srclang=\"en\"><prop type=\"x-p\">p</prop><body>@1@2</body></tmx>",
        "1:",
        BOTH,
        "missing-attribute unclosed-element",
    ),
    case(
        "attributes of others in the header",
        "<tmx version=\"1.4\" x=\"1\"><header gitCommit=\"7\" creationtool=\"t\" creationtoolversion=\"1\" segtype=\"chapter\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"xml\"/><body>@1@2</body></tmx>",
        "",
        BOTH,
        "unknown-attribute attribute-value missing-attribute",
    ),
    case(
        "capital letters",
        "<TMX version=\"1.4\">@H<BODY>@1@2</BODY></TMX>",
        "1:1: the document's element is `TMX`",
        BOTH,
        "element-case",
    ),
    case(
        "cut in a unit",
        "<tmx version=\"1.4\">@H<body>@1<tu><tuv xml:lang=\"az\"><seg>ikinci",
        "1:",
        BOTH,
        "cut-off",
    ),
    case(
        "cut in a tag",
        "<tmx version=\"1.4\">@H<body>@1@2<tu tuid=\"3",
        "1:",
        "en=first | az=ikinci | en=",
        "attribute tag cut-off missing-element",
    ),
    case(
        "cut before the body",
        "<tmx version=\"1.4\">@H",
        "1:",
        "",
        "cut-off missing-element",
    ),
    case(
        "a wrong DOCTYPE",
        "<!DOCTYPE tmx SYSTEM><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:1: DOCTYPE is wrong",
        BOTH,
        "doctype!",
    ),
    case(
        "two DOCTYPEs",
        "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><!DOCTYPE tmx><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:34: DOCTYPE stands only once",
        BOTH,
        "doctype!",
    ),
    case(
        "a DOCTYPE in small letters",
        "<!doctype tmx><tmx version=\"1.4\">@H<body>@1@2</body></tmx>",
        "1:1:",
        BOTH,
        "doctype!",
    ),
    case(
        "an external entity",
        "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><tmx version=\"1.4\">@H<body><tu><tuv xml:lang=\"en\"><seg>&x;</seg></tuv></tu></body></tmx>",
        "1:",
        "en=&x;",
        "refused-entity",
    ),
    case(
        "entities that call each other",
        "<!DOCTYPE tmx [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><tmx version=\"1.4\">@H<body><tu><tuv xml:lang=\"en\"><seg>&a;</seg></tuv></tu></body></tmx>",
        "1:",
        "en=&a;",
        "refused-entity",
    ),
    case(
        "TMX 1.1",
        "<tmx version=\"1.1\">@H<body><tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv lang=\"az\"><seg>b</seg></tuv></tu></body></tmx>",
        "",
        "en=a / az=b",
        "language",
    ),
];

#[test]
fn documents() {
    check(DOCUMENTS, whole);
}

/// Units of a document with another source language get it, so that they mean what they meant.
#[test]
fn the_source_language_of_a_second_document_is_kept() {
    let case = case(
        "",
        "<tmx version=\"1.4\">@H<body>@1</body></tmx><tmx version=\"1.4\"><header srclang=\"az\"/><body>@2</body></tmx>",
        "",
        "",
        "",
    );
    let found = Found::of(&whole(&case));
    assert_eq!(found.saved, BOTH);
    assert!(
        found.output.contains("<tu srclang=\"az\">"),
        "{}",
        found.output
    );
}
