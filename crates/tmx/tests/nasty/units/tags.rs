//! Tags, attributes and other markup that are not of the form of XML.

use super::check_units;
use crate::case::{Case, case};

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
        "3:1: the file ends inside the value",
        "en=a | en=next",
        "attribute",
    ),
    case(
        "no opening quote",
        r#"<tu><tuv xml:lang=en"><seg>a</seg></tuv></tu>@NEXT"#,
        "3:5: the file ends inside the value",
        "en=a | en=next",
        "attribute",
    ),
    case(
        "one quote between two attributes",
        r#"<tu tuid="7 changeid="me"><tuv xml:lang="en"><seg>a</seg></tuv></tu>"#,
        "3:1: the file ends inside the value",
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
        "3:29: attribute `One` is not of the form",
        "en= One of us | en=next",
        "tag",
    ),
    case(
        "a name that runs into text",
        r#"<tu><tuv xml:lang="en"><segOne of us</seg></tuv></tu>@NEXT"#,
        "3:32: attribute `of` is not of the form",
        "en=One of us | en=next",
        "tag",
    ),
    case(
        "a tag without end before a tag",
        r#"<tu><tuv xml:lang="en" <seg>a</seg></tuv></tu>@NEXT"#,
        "3:24: `<seg` is no name that XML allows",
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
        "3:30: `</seg</tuv>` does not close",
        "en=a | en=next",
        "tag",
    ),
    case(
        "an end tag with something in it",
        r#"<tu><tuv xml:lang="en"><seg>a</seg x="1"></tuv></tu>@NEXT"#,
        "3:30: `</seg x=\"1\">` does not close",
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
        "3:5: ` ` is no name that XML allows",
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
