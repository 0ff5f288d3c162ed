//! Inline codes without partner, number or place.

use super::check_units;
use crate::case::{Case, case};

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
