//! Faults inside the body: the case stands between `<body>`, which ends the second line, and `</body>`.

use crate::case::{Case, check};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"t\" \
                    creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" \
                    datatype=\"plaintext\"/><body>\n";
const TAIL: &str = "\n</body></tmx>\n";

/// A unit behind the fault, which must not be lost.
const NEXT: &str = "<tu><tuv xml:lang=\"en\"><seg>next</seg></tuv></tu>";

const fn case(
    name: &'static str,
    file: &'static str,
    strict: &'static str,
    saved: &'static str,
    list: &'static str,
) -> Case {
    Case {
        name,
        file,
        strict,
        saved,
        list,
    }
}

fn check_units(cases: &[Case]) {
    check(cases, |case| {
        format!("{HEAD}{}{TAIL}", case.file.replace("@NEXT", NEXT)).into_bytes()
    });
}

const CHARACTERS_AND_REFERENCES: &[Case] = &[
    case(
        "a bare ampersand",
        r#"<tu><tuv xml:lang="en"><seg>R&D</seg></tuv></tu>@NEXT"#,
        "3:30: `&` starts no reference",
        "en=R&D | en=next",
        "bare-ampersand",
    ),
    case(
        "ampersands in a row",
        r#"<tu><tuv xml:lang="en"><seg>a && b &</seg></tuv></tu>@NEXT"#,
        "3:31: `&` starts",
        "en=a && b & | en=next",
        "bare-ampersand",
    ),
    case(
        "less than a number",
        r#"<tu><tuv xml:lang="az"><seg>1<2 və 3 < 4</seg></tuv></tu>@NEXT"#,
        "3:30: `2` is no name",
        "az=1<2 və 3 < 4 | en=next",
        "bare-less-than",
    ),
    case(
        "less than a word",
        r#"<tu><tuv xml:lang="en"><seg>a <b and c</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=a <b and c | en=next",
        "bare-less-than",
    ),
    case(
        "an address",
        r#"<tu><tuv xml:lang="en"><seg>to <a@b.az> now</seg></tuv></tu>"#,
        "3:",
        "en=to <a@b.az> now",
        "bare-less-than",
    ),
    case(
        "a heart",
        r#"<tu><tuv xml:lang="en"><seg>I <3 you </3</seg></tuv></tu>"#,
        "3:",
        "en=I <3 you </3",
        "bare-less-than",
    ),
    case(
        "the end of CDATA in text",
        r#"<tu><tuv xml:lang="en"><seg>a]]>b</seg></tuv></tu>@NEXT"#,
        "3:30: `]]>` stands in text",
        "en=a]]>b | en=next",
        "cdata-end",
    ),
    case(
        "a control character",
        "<tu><tuv xml:lang=\"ru\"><seg>а\u{1}б</seg></tuv></tu>@NEXT",
        "3:30: character U+0001 is forbidden",
        "ru=аб | en=next",
        "forbidden-character!",
    ),
    case(
        "a line tabulation",
        "<tu><tuv xml:lang=\"ru\"><seg>а\u{B}б</seg></tuv></tu>@NEXT",
        "3:30: character U+000B",
        "ru=а б | en=next",
        "forbidden-character",
    ),
    case(
        "a noncharacter",
        "<tu><tuv xml:lang=\"ru\"><seg>а\u{FFFE}б\u{FFFF}</seg></tuv></tu>",
        "3:30: character U+FFFE",
        "ru=аб",
        "forbidden-character!",
    ),
    case(
        "a control character in a tag",
        "<tu><tuv xml:lang=\"e\u{2}n\"><seg>a</seg></tuv></tu>@NEXT",
        "3:21: character U+0002",
        "en=a | en=next",
        "forbidden-character!",
    ),
    case(
        "NUL in a name",
        "<tu><tuv xml:lang=\"en\"><s\0eg>a</seg></tuv></tu>@NEXT",
        "3:26: character U+0000",
        "en=a | en=next",
        "forbidden-character!",
    ),
    case(
        "a reference to a control character",
        r#"<tu><tuv xml:lang="en"><seg>a&#x0B;b&#1;</seg></tuv></tu>@NEXT"#,
        "3:30: `&#x0B;` refers to no character",
        "en=a b | en=next",
        "character-reference character-reference!",
    ),
    case(
        "a reference to a surrogate",
        r#"<tu><tuv xml:lang="en"><seg>a&#xD800;b</seg></tuv></tu>"#,
        "3:30: `&#xD800;` refers",
        "en=a\u{FFFD}b",
        "character-reference!",
    ),
    case(
        "a surrogate pair as references",
        r#"<tu><tuv xml:lang="en"><seg>&#xD83C;&#xDFD9; &#55356;&#57305;</seg></tuv></tu>"#,
        "3:29: `&#xD83C;` refers",
        "en=🏙 🏙",
        "character-reference",
    ),
    case(
        "a number beyond Unicode",
        r#"<tu><tuv xml:lang="en"><seg>&#x110000;&#999999999999;</seg></tuv></tu>"#,
        "3:29: `&#x110000;`",
        "en=\u{FFFD}\u{FFFD}",
        "character-reference!",
    ),
    case(
        "a reference without its end",
        r#"<tu><tuv xml:lang="az"><seg>&#601 &#X259; &#;</seg></tuv></tu>"#,
        "3:29:",
        "az=ə ə &#;",
        "character-reference bare-ampersand",
    ),
    case(
        "entities of HTML",
        r#"<tu><tuv xml:lang="en"><seg>a&nbsp;&mdash;&laquo;b&raquo; &NBSP;</seg></tuv></tu>"#,
        "3:30: entity `&nbsp;` is not defined",
        "en=a\u{A0}—«b» \u{A0}",
        "undefined-entity",
    ),
    case(
        "entities that nobody knows",
        r#"<tu><tuv xml:lang="en"><seg>&foo; &LT;b&GT;</seg></tuv></tu>"#,
        "3:29: entity `&foo;`",
        "en=&foo; <b>",
        "undefined-entity",
    ),
    case(
        "an ampersand in an attribute",
        r#"<tu tuid="R&D"><tuv xml:lang="en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:12: `&` starts",
        "en=a | en=next",
        "bare-ampersand",
    ),
    case(
        "CDATA with a control character",
        "<tu><tuv xml:lang=\"en\"><seg><![CDATA[a\u{3}<b>&c]]></seg></tuv></tu>",
        "3:39: character U+0003",
        "en=a<b>&c",
        "forbidden-character!",
    ),
];

#[test]
fn characters_and_references() {
    check_units(CHARACTERS_AND_REFERENCES);
}

const TAGS_AND_ATTRIBUTES: &[Case] = &[
    case(
        "no quotes",
        r#"<tu tuid=7><tuv xml:lang=en><seg>a</seg></tuv></tu>@NEXT"#,
        "3:5: attribute `tuid` is not of the form",
        "en=a | en=next",
        "attribute",
    ),
    case(
        "no closing quote",
        r#"<tu tuid="7><tuv xml:lang="en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "attribute",
    ),
    case(
        "no opening quote",
        r#"<tu><tuv xml:lang=en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "attribute",
    ),
    case(
        "one quote between two attributes",
        r#"<tu tuid="7 changeid="me"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:",
        "en=a",
        "attribute",
    ),
    case(
        "no space between attributes",
        r#"<tu tuid="7"changeid="me"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:13: white space is missing",
        "en=a",
        "attribute",
    ),
    case(
        "no value",
        r#"<tu new><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:5: attribute `new`",
        "en=a",
        "tag!",
    ),
    case(
        "an attribute twice",
        r#"<tu tuid="7" tuid="8"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:14: attribute `tuid` stands twice",
        "en=a",
        "repeated-attribute",
    ),
    case(
        "a bad name of an attribute",
        r#"<tu 1a="x"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:5: attribute `1a",
        "en=a",
        "tag!",
    ),
    case(
        "less than in an attribute",
        r#"<tu><prop type="x-a<b">p</prop><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:20: `<` stands in the value",
        "en=a",
        "attribute bare-less-than",
    ),
    case(
        "a tag without end before text",
        r#"<tu><tuv xml:lang="en"><seg One of us</seg></tuv></tu>@NEXT"#,
        "3:",
        "en= One of us | en=next",
        "tag",
    ),
    case(
        "a name that runs into text",
        r#"<tu><tuv xml:lang="en"><segOne of us</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=One of us | en=next",
        "tag",
    ),
    case(
        "a tag without end before a tag",
        r#"<tu><tuv xml:lang="en" <seg>a</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "tag",
    ),
    case(
        "a tag without start",
        r#"<tu><tuv xml:lang="en">seg>a</seg></tuv></tu>@NEXT"#,
        "3:29: `</seg>` does not close `tuv`",
        "en=a | en=next",
        "tag",
    ),
    case(
        "a tag without start in a unit",
        r#"<tu>tuv xml:lang="en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:35: `</tuv>` does not close",
        "en=a | en=next",
        "tag",
    ),
    case(
        "an end tag without end",
        r#"<tu><tuv xml:lang="en"><seg>a</seg</tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "tag",
    ),
    case(
        "an end tag with something in it",
        r#"<tu><tuv xml:lang="en"><seg>a</seg x="1"></tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "tag!",
    ),
    case(
        "capital letters",
        r#"<TU><TUV xml:lang="en"><Seg>a</SEG></TUV></tu>@NEXT"#,
        "3:30: `</SEG>` does not close `Seg`",
        "en=a | en=next",
        "element-case",
    ),
    case(
        "space before the name",
        r#"<tu>< tuv xml:lang="en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:",
        "en=a | en=next",
        "tag",
    ),
    case(
        "a letter too few in an end tag",
        r#"<tu><tuv xml:lang="en"><seg>a</sg></tuv></tu>@NEXT"#,
        "3:30: `</sg>` does not close",
        "en=a | en=next",
        "element-case",
    ),
    case(
        "a prefix that nothing declares",
        r#"<tu t5:n="1"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:5: prefix `t5` is not declared",
        "en=a",
        "unknown-attribute",
    ),
    case(
        "an unfinished comment",
        r#"<!-- here <tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:1: the file ends inside a comment",
        "en=a",
        "unclosed-markup misplaced-text!",
    ),
    case(
        "two hyphens in a comment",
        r#"<!-- a -- b ---><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:1: `--` stands inside a comment",
        "en=a",
        "comment",
    ),
    case(
        "an unfinished CDATA section",
        r#"<tu><tuv xml:lang="en"><seg><![CDATA[a</seg></tuv></tu>@NEXT"#,
        "3:29: the file ends inside",
        "en=a | en=next",
        "unclosed-markup",
    ),
    case(
        "an instruction without a name",
        r#"<? x?><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:1: a processing instruction",
        "en=a",
        "processing-instruction!",
    ),
    case(
        "an unfinished instruction",
        r#"<tu><tuv xml:lang="en"><seg>a<?x</seg></tuv></tu>@NEXT"#,
        "3:30: the file ends inside",
        "en=ax | en=next",
        "unclosed-markup",
    ),
];

#[test]
fn tags_and_attributes() {
    check_units(TAGS_AND_ATTRIBUTES);
}

const STRUCTURE: &[Case] = &[
    case(
        "a segment that is not closed",
        r#"<tu><tuv xml:lang="en"><seg>a</tuv><tuv xml:lang="az"><seg>b</seg></tuv></tu>@NEXT"#,
        "3:30: `</tuv>` does not close `seg`",
        "en=a / az=b | en=next",
        "unclosed-element",
    ),
    case(
        "a variant that is not closed",
        r#"<tu><tuv xml:lang="en"><seg>a</seg><tuv xml:lang="az"><seg>b</seg></tuv></tu>@NEXT"#,
        "3:73: `</tu>` does not close `tuv`",
        "en=a / az=b | en=next",
        "unclosed-element",
    ),
    case(
        "a unit that is not closed",
        r#"<tu><tuv xml:lang="en"><seg>a</seg></tuv>@NEXT"#,
        "4:1: `</body>` does not close `tu`",
        "en=a | en=next",
        "unclosed-element",
    ),
    case(
        "nothing is closed",
        r#"<tu><tuv xml:lang="en"><seg>a<tuv xml:lang="az"><seg>b@NEXT"#,
        "4:1:",
        "en=a / az=b | en=next",
        "unclosed-element",
    ),
    case(
        "an end too many",
        r#"<tu><tuv xml:lang="en"><seg>a</seg></seg></tuv></tu></tu>@NEXT"#,
        "3:36: `</seg>` does not close `tuv`",
        "en=a | en=next",
        "unmatched-end",
    ),
    case(
        "ends the wrong way round",
        r#"<tu><tuv xml:lang="en"><seg>a</tuv></seg></tu>@NEXT"#,
        "3:30:",
        "en=a | en=next",
        "unclosed-element unmatched-end",
    ),
    case(
        "an end tag for a start tag",
        r#"<tu><tuv xml:lang="en"><seg>a<seg></tuv></tu>@NEXT"#,
        "3:35:",
        "en=a / en= | en=next",
        "unclosed-element repeated-element",
    ),
    case(
        "text between units",
        r#"lost<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>words@NEXT"#,
        "",
        "en=a | en=next",
        "misplaced-text!",
    ),
    case(
        "text in a unit",
        r#"<tu>remark<tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "",
        "en=a",
        "misplaced-text",
    ),
    case(
        "text in a variant",
        r#"<tu><tuv xml:lang="en">Bare</tuv></tu>"#,
        "",
        "en=Bare",
        "missing-element",
    ),
    case(
        "text behind a segment",
        r#"<tu><tuv xml:lang="en"><seg>a</seg> b</tuv></tu>"#,
        "",
        "en=a b",
        "misplaced-text",
    ),
    case(
        "a segment that ends early",
        r#"<tu><tuv xml:lang="en"><seg>a</seg>b <ph/>c</seg></tuv></tu>"#,
        "3:44: `</seg>` does not",
        "en=ab c",
        "misplaced-text",
    ),
    case(
        "a property behind a variant",
        r#"<tu><tuv xml:lang="en"><seg>a</seg></tuv><prop type="x-p">p</prop><note>n</note></tu>"#,
        "",
        "en=a",
        "misplaced-element",
    ),
    case(
        "a note behind a segment",
        r#"<tu><tuv xml:lang="en"><seg>a</seg><note>n</note></tuv></tu>"#,
        "",
        "en=a",
        "misplaced-element",
    ),
    case(
        "a property in a segment",
        r#"<tu><tuv xml:lang="en"><seg>a<prop type="x-p">p</prop>b</seg></tuv></tu>"#,
        "",
        "en=ab",
        "misplaced-element",
    ),
    case(
        "a property that is not closed",
        r#"<tu><prop type="x-p">p<tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:60: `</tu>` does not close `prop`",
        "en=a",
        "unclosed-element",
    ),
    case(
        "two segments",
        r#"<tu><tuv xml:lang="en"><seg>a</seg><seg>b</seg></tuv></tu>"#,
        "",
        "en=a / en=b",
        "repeated-element",
    ),
    case(
        "no segment",
        r#"<tu><tuv xml:lang="en"/><tuv xml:lang="az"></tuv></tu>@NEXT"#,
        "",
        "en= / az= | en=next",
        "missing-element",
    ),
    case(
        "no variant",
        r#"<tu tuid="1"><prop type="x-p">p</prop></tu><tu/>@NEXT"#,
        "",
        "en= | en= | en=next",
        "missing-element",
    ),
    case(
        "a variant outside of a unit",
        r#"<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="az"><seg>b</seg></tuv>@NEXT"#,
        "",
        "en=a / az=b | en=next",
        "misplaced-element",
    ),
    case(
        "a segment outside of a unit",
        r#"<seg>a</seg>@NEXT"#,
        "",
        "en=a | en=next",
        "misplaced-element language",
    ),
    case(
        "a segment outside of a variant",
        r#"<tu><seg>a</seg></tu>"#,
        "",
        "en=a",
        "misplaced-element language",
    ),
    case(
        "a unit in a unit",
        r#"<tu><tuv xml:lang="en"><seg>a</seg></tuv><tu><tuv xml:lang="en"><seg>b</seg></tuv></tu></tu>@NEXT"#,
        "",
        "en=a | en=b | en=next",
        "unclosed-element unmatched-end",
    ),
    case(
        "a unit in a segment",
        r#"<tu><tuv xml:lang="en"><seg>a@NEXT</seg></tuv></tu>"#,
        "",
        "en=a | en=next",
        "unclosed-element unmatched-end",
    ),
    case(
        "a group around units",
        r#"<group><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu></group>@NEXT"#,
        "",
        "en=a | en=next",
        "unknown-element! unmatched-end",
    ),
    case(
        "an unknown element in a unit",
        r#"<tu><extra a="1">x<b/></extra><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "",
        "en=a",
        "unknown-element",
    ),
    case(
        "unknown elements in a segment",
        r#"<tu><tuv xml:lang="en"><seg>a <g id="1">b</g> <x id="2"/></seg></tuv></tu>"#,
        "",
        "en=a b ",
        "unknown-element",
    ),
    case(
        "HTML in a segment",
        r#"<tu><tuv xml:lang="en"><seg>a<br>b <b class=x>c</b></i></seg></tuv></tu>"#,
        "3:",
        "en=a<br>b c</i>",
        "attribute unmatched-end unclosed-element unknown-element",
    ),
    case(
        "no language",
        r#"<tu><tuv><seg>a</seg></tuv><tuv xml:lang="az"><seg>b</seg></tuv><tuv><seg>c</seg></tuv></tu>"#,
        "",
        "en=a / az=b / und=c",
        "language",
    ),
    case(
        "the language of another version",
        r#"<tu><tuv lang="en"><seg>a</seg></tuv></tu>"#,
        "",
        "en=a",
        "language",
    ),
    case(
        "an underscore",
        r#"<tu><tuv xml:lang="en_GB"><seg>a</seg></tuv></tu>"#,
        "",
        "en-GB=a",
        "language",
    ),
    case(
        "no tag at all",
        r#"<tu><tuv xml:lang="e"><seg>a</seg></tuv><tuv xml:lang=""><seg>b</seg></tuv></tu>"#,
        "",
        "und=a / en=b",
        "language",
    ),
    case(
        "a wrong date",
        r#"<tu creationdate="20240230T000000Z"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "",
        "en=a",
        "date?",
    ),
    case(
        "a value that is none",
        r#"<tu segtype="chapter"><tuv xml:lang="en"><seg>a<ph assoc="x"/></seg></tuv></tu>"#,
        "",
        "en=a",
        "attribute-value",
    ),
    case(
        "a declaration inside",
        r#"<?xml version="1.0"?>@NEXT"#,
        "3:1: an XML declaration stands only",
        "en=next",
        "xml-declaration",
    ),
    case(
        "a DOCTYPE inside",
        r#"<tu><!DOCTYPE tmx><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:5: DOCTYPE stands only",
        "en=a",
        "doctype!",
    ),
];

#[test]
fn structure() {
    check_units(STRUCTURE);
}

const CODES: &[Case] = &[
    case(
        "a start without end",
        r#"<tu><tuv xml:lang="en"><seg>a<bpt i="1" x="1">[</bpt>b</seg></tuv></tu>"#,
        "",
        "en=ab",
        "unpaired-code",
    ),
    case(
        "an end without start",
        r#"<tu><tuv xml:lang="en"><seg>a<ept i="1">]</ept>b</seg></tuv></tu>"#,
        "",
        "en=ab",
        "unpaired-code",
    ),
    case(
        "an end before its start",
        r#"<tu><tuv xml:lang="en"><seg><ept i="1"/>a<bpt i="1"/></seg></tuv></tu>"#,
        "",
        "en=a",
        "unpaired-code",
    ),
    case(
        "a pair across a highlight",
        r#"<tu><tuv xml:lang="en"><seg><bpt i="1"/><hi>a<ept i="1"/></hi></seg></tuv></tu>"#,
        "",
        "en=a",
        "unpaired-code",
    ),
    case(
        "the same number twice",
        r#"<tu><tuv xml:lang="en"><seg><bpt i="1"/>a<ept i="1"/><bpt i="1"/>b<ept i="1"/></seg></tuv></tu>"#,
        "",
        "en=ab",
        "pair-number",
    ),
    case(
        "the same number inside itself",
        r#"<tu><tuv xml:lang="en"><seg><bpt i="1"/><bpt i="1"/>a<ept i="1"/><ept i="1"/></seg></tuv></tu>"#,
        "",
        "en=a",
        "pair-number",
    ),
    case(
        "no numbers",
        r#"<tu><tuv xml:lang="en"><seg><bpt/>a<ept/></seg></tuv></tu>"#,
        "",
        "en=a",
        "pair-number",
    ),
    case(
        "a word for a number",
        r#"<tu><tuv xml:lang="en"><seg><bpt i="b"/>a<ept i="b"/></seg></tuv></tu>"#,
        "",
        "en=a",
        "pair-number",
    ),
    case(
        "pairs that overlap are right",
        r#"<tu><tuv xml:lang="en"><seg><bpt i="1"/>a<bpt i="2"/>b<ept i="1"/>c<ept i="2"/></seg></tuv></tu>"#,
        "",
        "en=abc",
        "",
    ),
    case(
        "half without position",
        r#"<tu><tuv xml:lang="en"><seg>a<it>[b]</it><it>&lt;/b></it></seg></tuv></tu>"#,
        "",
        "en=a",
        "missing-attribute",
    ),
    case(
        "a code that is not closed",
        r#"<tu><tuv xml:lang="en"><seg>a <ph x="1">word</seg></tuv></tu>@NEXT"#,
        "3:45: `</seg>` does not close `ph`",
        "en=a word | en=next",
        "unclosed-element",
    ),
    case(
        "a code closed by another",
        r#"<tu><tuv xml:lang="en"><seg>a <ph>[b]</it> c</seg></tuv></tu>@NEXT"#,
        "3:38: `</it>` does not close `ph`",
        "en=a  c | en=next",
        "element-case",
    ),
    case(
        "a code in a code",
        r#"<tu><tuv xml:lang="en"><seg>a <ph>[<bpt i="1">x</bpt>]</ph></seg></tuv></tu>"#,
        "",
        "en=a ",
        "misplaced-element",
    ),
    case(
        "a sub-flow outside of a code",
        r#"<tu><tuv xml:lang="en"><seg>a <sub>b</sub></seg></tuv></tu>"#,
        "",
        "en=a b",
        "misplaced-element",
    ),
    case(
        "codes outside of a segment",
        r#"<tu><tuv xml:lang="en"><ph>[x]</ph>a</tuv></tu>"#,
        "",
        "en=a",
        "missing-element",
    ),
    case(
        "a code in a property",
        r#"<tu><prop type="x-p">a<ph/>b</prop><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "",
        "en=a",
        "misplaced-element",
    ),
];

#[test]
fn codes() {
    check_units(CODES);
}
