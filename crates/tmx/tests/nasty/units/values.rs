//! Values of attributes that TMX does not allow, or spells otherwise.

use super::check_units;
use crate::case::{Case, case};

const VALUES: &[Case] = &[
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
];

#[test]
fn values() {
    check_units(VALUES);
}
