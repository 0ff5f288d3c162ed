//! Kinds of codes: `ctype` and `mtype` of XLIFF 1.2, `type` of TMX.

/// Kinds of delimiters that XLIFF 1.2 names (section 2.3, `ctype`), and what TMX 1.4b calls them.
const DELIMITERS: [(&str, &str); 4] = [
    ("bold", "bold"),
    ("italic", "italic"),
    ("underlined", "ulined"),
    ("link", "link"),
];
/// Kinds of placeholders.
const PLACEHOLDERS: [&str; 3] = ["image", "pb", "lb"];
/// Further kinds that TMX 1.4b recommends; XLIFF has them with `x-` before.
const OF_TMX: [&str; 17] = [
    "color", "dulined", "font", "scap", "struct", "alt", "cb", "date", "enote", "fnote", "index",
    "inset", "time", "subs", "sups", "ulined", "bold",
];
/// Kinds of marks that XLIFF 1.2 names (`mtype`), but for `seg`, which is no mark of the user's.
const MARKS: [&str; 12] = [
    "abbreviation",
    "acronym",
    "datetime",
    "formula",
    "name",
    "number",
    "phrase",
    "protected",
    "short-form",
    "symbol",
    "term",
    "variant",
];

/// What a `ctype` is for TMX.
pub(super) fn kind_of(ctype: &str) -> &str {
    if let Some((_, kind)) = DELIMITERS.iter().find(|(known, _)| *known == ctype) {
        return kind;
    }
    match ctype.strip_prefix("x-") {
        Some(kind) if OF_TMX.contains(&kind) || is_known(kind) => kind,
        _ => ctype,
    }
}

fn is_known(kind: &str) -> bool {
    PLACEHOLDERS.contains(&kind) || DELIMITERS.iter().any(|(_, known)| *known == kind)
}

/// The `ctype` of a kind; `is_delimiter` for what wraps text.
pub(super) fn ctype_of(kind: &str, is_delimiter: bool, is_placeholder: bool) -> Option<String> {
    if is_delimiter && let Some((ctype, _)) = DELIMITERS.iter().find(|(_, known)| *known == kind) {
        return Some((*ctype).to_owned());
    }
    if is_placeholder && PLACEHOLDERS.contains(&kind) {
        return Some(kind.to_owned());
    }
    own(kind)
}

/// The `mtype` of a kind of mark.
pub(super) fn mtype_of(kind: &str) -> Option<String> {
    if MARKS.contains(&kind) {
        return Some(kind.to_owned());
    }
    own(kind)
}

/// A value of the user's: `x-` and no white space.
fn own(kind: &str) -> Option<String> {
    if kind.is_empty() || kind.chars().any(char::is_whitespace) {
        return None;
    }
    let is_own = kind.starts_with("x-") && kind.len() > 2;
    Some(if is_own {
        kind.to_owned()
    } else {
        format!("x-{kind}")
    })
}

/// Values of `assoc` in XLIFF and in TMX.
pub(super) const ASSOCIATIONS: [(&str, &str); 3] =
    [("preceding", "p"), ("following", "f"), ("both", "b")];

/// Values of `pos` in XLIFF and in TMX.
pub(super) const POSITIONS: [(&str, &str); 2] = [("open", "begin"), ("close", "end")];

/// The one of the two values that goes with the other.
pub(super) fn other<'t>(
    table: &'t [(&str, &str)],
    value: &'t str,
    to_tmx: bool,
) -> Option<&'t str> {
    table
        .iter()
        .find(|(xliff, tmx)| {
            if to_tmx {
                *xliff == value
            } else {
                *tmx == value
            }
        })
        .map(|(xliff, tmx)| if to_tmx { *tmx } else { *xliff })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_come_back() {
        for kind in ["bold", "ulined", "link", "lb", "font", "x-a", "time"] {
            for (is_delimiter, is_placeholder) in [(true, false), (false, true), (true, true)] {
                let ctype = ctype_of(kind, is_delimiter, is_placeholder).unwrap();
                assert_eq!(kind_of(&ctype), kind, "{ctype}");
            }
        }
        assert_eq!(ctype_of("a b", true, true), None);
    }
}
