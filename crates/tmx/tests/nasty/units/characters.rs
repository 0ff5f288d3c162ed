//! Characters and references that XML does not allow.

use super::check_units;
use crate::case::{Case, case};

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
        "3:34: attribute `and` is not of the form",
        "en=a <b and c | en=next",
        "bare-less-than",
    ),
    case(
        "an address",
        r#"<tu><tuv xml:lang="en"><seg>to <a@b.az> now</seg></tuv></tu>"#,
        "3:32: `a@b.az` is no name that XML allows",
        "en=to <a@b.az> now",
        "bare-less-than",
    ),
    case(
        "a heart",
        r#"<tu><tuv xml:lang="en"><seg>I <3 you </3</seg></tuv></tu>"#,
        "3:31: `3` is no name that XML allows",
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
