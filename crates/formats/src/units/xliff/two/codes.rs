//! Kinds of codes and states: those of XLIFF 2, of TMX and of XLIFF 1.2.

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

/// The `type` of TMX, and a `subType` that is still to be kept.
pub(super) fn kind_of<'t>(kind: &'t str, sub: &'t str) -> (&'t str, &'t str) {
    if let Some(own) = sub.strip_prefix(OF_TMX).filter(|_| kind == "other") {
        return (own, "");
    }
    match KINDS
        .iter()
        .find(|(known, known_sub, _)| *known == kind && *known_sub == sub)
    {
        Some((_, _, tmx)) => (tmx, ""),
        None => (kind, sub),
    }
}

/// `type` and `subType` of XLIFF 2; `None` where the kind cannot be said.
pub(super) fn type_of(kind: &str, sub: Option<&str>) -> Option<(String, Option<String>)> {
    if let Some((known, known_sub, _)) = KINDS.iter().find(|(_, _, tmx)| *tmx == kind) {
        let sub = Some(*known_sub).filter(|sub| !sub.is_empty()).or(sub);
        return Some(((*known).to_owned(), sub.map(str::to_owned)));
    }
    if TYPES.contains(&kind) {
        return Some((kind.to_owned(), sub.map(str::to_owned)));
    }
    own(kind).map(|own| ("other".to_owned(), Some(own)))
}

/// The type of a mark.
pub(super) fn mark_of(kind: &str) -> Option<String> {
    if matches!(kind, "term" | "comment") {
        return Some(kind.to_owned());
    }
    own(kind)
}

/// What the type of a mark is for TMX; `None` where it says nothing.
pub(super) fn kind_of_mark(kind: &str) -> Option<&str> {
    match kind {
        "generic" | "" => None,
        _ => Some(kind.strip_prefix(OF_TMX).unwrap_or(kind)),
    }
}

fn own(kind: &str) -> Option<String> {
    let is_name = !kind.is_empty() && !kind.chars().any(char::is_whitespace);
    is_name.then(|| format!("{OF_TMX}{kind}"))
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
        for kind in ["bold", "lb", "link", "font", "x-a", "ui", "5"] {
            let (known, sub) = type_of(kind, None).unwrap();
            assert_eq!(
                kind_of(&known, sub.as_deref().unwrap_or_default()),
                (kind, "")
            );
        }
        assert_eq!(type_of("a b", None), None);
        assert_eq!(kind_of("ui", "my:x"), ("ui", "my:x"));
    }
}
