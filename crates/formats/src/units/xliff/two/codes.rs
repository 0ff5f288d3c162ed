//! Kinds of codes and states: those of XLIFF 2, of TMX and of XLIFF 1.2.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `type` and `subType` of XLIFF 2 (section 4.3.1), and the `type` of TMX.
const KINDS: [(&str, &str, &str); 7] = [
    ("fmt", "xlf:b", "bold"),
    ("fmt", "xlf:i", "italic"),
    ("fmt", "xlf:u", "ulined"),
    ("fmt", "xlf:lb", "lb"),
    ("fmt", "xlf:pb", "pb"),
    ("link", "", "link"),
    ("image", "", "image"),
];
/// The types that XLIFF 2 knows.
const TYPES: [&str; 6] = ["fmt", "ui", "quote", "link", "image", "other"];
/// Before kinds that only TMX knows.
const OF_TMX: &str = "tmx:";

/// A mark whose text is remarked on.
pub(super) const COMMENT: &str = "comment";
/// A mark of which nothing more is said.
pub(super) const PLAIN_MARK: &str = "yaddash:hi";

/// The `type` of TMX, and a `subType` that is still to be kept.
pub(super) fn kind_of<'t>(kind: &'t str, sub: &'t str) -> (Cow<'t, str>, &'t str) {
    if let Some(own) = sub.strip_prefix(OF_TMX).filter(|_| kind == "other") {
        return (read(own), "");
    }
    match KINDS
        .iter()
        .find(|(known, known_sub, _)| *known == kind && *known_sub == sub)
    {
        Some((_, _, tmx)) => (Cow::Borrowed(tmx), ""),
        None => (Cow::Borrowed(kind), sub),
    }
}

/// `type` and `subType` of XLIFF 2; `None` where the kind is empty. A `sub` that cannot stand there is left out.
pub(super) fn type_of(kind: &str, sub: Option<&str>) -> Option<(String, Option<String>)> {
    let sub = sub.filter(|sub| is_user_defined(sub) && !sub.starts_with("xlf:"));
    if let Some((known, known_sub, _)) = KINDS.iter().find(|(_, _, tmx)| *tmx == kind) {
        let sub = Some(*known_sub).filter(|sub| !sub.is_empty()).or(sub);
        return Some(((*known).to_owned(), sub.map(str::to_owned)));
    }
    if TYPES.contains(&kind) {
        return Some((kind.to_owned(), sub.map(str::to_owned)));
    }
    (!kind.is_empty()).then(|| ("other".to_owned(), Some(own(kind))))
}

/// The type of a mark of a kind that is not empty.
pub(super) fn mark_of(kind: &str) -> String {
    if matches!(kind, "term" | COMMENT) {
        return kind.to_owned();
    }
    own(kind)
}

/// What the type of a mark is for TMX; `None` where it says nothing.
pub(super) fn kind_of_mark(kind: &str) -> Option<Cow<'_, str>> {
    match kind {
        "generic" | "" | PLAIN_MARK => None,
        _ => Some(kind.strip_prefix(OF_TMX).map_or(Cow::Borrowed(kind), read)),
    }
}

/// A value that users define: a prefix, a colon, and a name, both without colons and white space.
pub(super) fn is_user_defined(value: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && !part.contains(|one: char| one == ':' || one.is_whitespace())
    };
    value
        .split_once(':')
        .is_some_and(|(prefix, name)| is_part(prefix) && is_part(name))
}

/// A kind of TMX as a value that users define; what cannot stand in one is written as `%` and its number.
fn own(kind: &str) -> String {
    let mut own = OF_TMX.to_owned();
    for character in kind.chars() {
        if character == ':' || character == '%' || character.is_whitespace() {
            // Writing to a string never fails.
            let _ = write!(own, "%{:04X}", u32::from(character));
        } else {
            own.push(character);
        }
    }
    own
}

/// The kind of TMX that such a value stands for.
fn read(own: &str) -> Cow<'_, str> {
    if !own.contains('%') {
        return Cow::Borrowed(own);
    }
    let mut parts = own.split('%');
    let mut kind = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.get(..4);
        let character = number.and_then(|number| u32::from_str_radix(number, 16).ok());
        if let Some(character) = character.and_then(char::from_u32) {
            kind.push(character);
            kind.push_str(part.get(4..).unwrap_or_default());
        } else {
            kind.push('%');
            kind.push_str(part);
        }
    }
    Cow::Owned(kind)
}

/// States of XLIFF 2.
pub(super) const STATES: [&str; 4] = ["initial", "translated", "reviewed", "final"];
/// Before states of XLIFF 1.2 that are kept as sub-states.
pub(super) const OF_ONE: &str = "xliff1:";

/// The state of XLIFF 2 for one of XLIFF 1.2, and whether they are the same.
pub(super) fn state_of(state: &str) -> Option<(&'static str, bool)> {
    if let Some(known) = STATES.iter().find(|known| **known == state) {
        return Some((known, true));
    }
    Some(match state {
        "new" | "needs-translation" | "needs-adaptation" | "needs-l10n" => ("initial", false),
        "needs-review-translation" | "needs-review-adaptation" | "needs-review-l10n" => {
            ("translated", false)
        }
        "signed-off" => ("reviewed", false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_come_back() {
        for kind in ["bold", "lb", "link", "font", "x-a", "ui", "5", "a b:c%20"] {
            let (known, sub) = type_of(kind, None).unwrap();
            let sub = sub.unwrap_or_default();
            assert_eq!(kind_of(&known, &sub), (kind.into(), ""));
            assert!(sub.is_empty() || is_user_defined(&sub), "{sub}");
            let mark = mark_of(kind);
            assert_eq!(kind_of_mark(&mark).as_deref(), Some(kind));
        }
        assert_eq!(type_of("", None), None);
        assert_eq!(kind_of("ui", "my:x"), ("ui".into(), "my:x"));
        assert_eq!(type_of("ui", Some("my:x:y")), Some(("ui".into(), None)));
        assert_eq!(kind_of("other", "tmx:a%zz"), ("a%zz".into(), ""));
    }
}
