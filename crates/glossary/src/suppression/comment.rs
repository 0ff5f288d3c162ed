//! Comments that suppress findings, as they stand in a file.

use std::ops::Range;

/// How comments of a file are written and what the next thing behind one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentStyle {
    /// `# …` at the beginning of a line; the next line.
    Text,
    /// `<!-- … -->`; the next paragraph.
    Markdown,
    /// `<!-- … -->`; the next line.
    Html,
    /// `<!-- … -->`; the next unit of a TMX or XLIFF file.
    Units,
    /// `# …` at the beginning of a line; the next entry of a PO file.
    Po,
}

/// What a comment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Here,
    Next,
    Off,
    On,
}

/// A comment that suppresses findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) verb: Verb,
    /// The rules it names; all of them where there are none.
    pub(super) rules: Vec<String>,
    pub(super) reason: String,
    /// Bytes of the file.
    pub(super) span: Range<usize>,
    /// Whether nothing else stands in its line.
    pub(super) is_alone: bool,
}

const VERBS: &[(&str, Verb)] = &[
    ("yaddash-ignore-next", Verb::Next),
    ("yaddash-ignore", Verb::Here),
    ("yaddash-off", Verb::Off),
    ("yaddash-on", Verb::On),
];

/// The comments of `text`, in order.
pub(super) fn comments(text: &str, style: CommentStyle) -> Vec<Comment> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("yaddash-") {
        found.extend(comment_at(text, at, style));
    }
    found
}

/// The comment whose verb begins at byte `at`.
fn comment_at(text: &str, at: usize, style: CommentStyle) -> Option<Comment> {
    let (before, rest) = text.split_at_checked(at)?;
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let (word, verb) = VERBS.iter().find(|(word, _)| {
        rest.strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })?;
    let (start, body, end) = match style {
        CommentStyle::Text | CommentStyle::Po => {
            let lead = text.get(line_start..at)?;
            let hashes = lead.trim_start_matches('\u{feff}').trim();
            if hashes.is_empty() || !hashes.chars().all(|c| c == '#') {
                return None;
            }
            let length = rest.find('\n').unwrap_or(rest.len());
            (line_start, rest.get(word.len()..length)?, at + length)
        }
        CommentStyle::Markdown | CommentStyle::Html | CommentStyle::Units => {
            let start = before.trim_end().strip_suffix("<!--")?.len();
            let length = rest.find("-->")?;
            (
                start,
                rest.get(word.len()..length)?,
                at + length + "-->".len(),
            )
        }
    };
    let line_end = text
        .get(end..)?
        .find('\n')
        .map_or(text.len(), |length| end + length);
    let is_alone = text.get(line_start.min(start)..start)?.trim().is_empty()
        && text.get(end..line_end)?.trim().is_empty();
    let (names, reason) = body.split_once(':').unwrap_or((body, ""));
    let rules: Vec<String> = names
        .split([',', ' ', '\t', '\n', '\r'])
        .filter(|name| !name.is_empty() && *name != "all")
        .map(str::to_owned)
        .collect();
    Some(Comment {
        verb: *verb,
        rules,
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        span: start..end,
        is_alone,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let text = "a <!-- yaddash-ignore doubled-word, letter-case: it is\n quoted --> b\n<!--yaddash-off all-->\n";
        let found = comments(text, CommentStyle::Markdown);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].rules, ["doubled-word", "letter-case"]);
        assert_eq!(found[0].reason, "it is quoted");
        assert_eq!(found[0].span, 2..text.find(" b\n").unwrap());
        assert!(!found[0].is_alone && found[1].is_alone);
        assert_eq!((found[1].verb, found[1].rules.len()), (Verb::Off, 0));
        let text = "\u{feff}# yaddash-ignore-next look-alike: a code\nsee yaddash-ignore-next here\n## yaddash-on\n";
        let found = comments(text, CommentStyle::Text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].verb, found[0].reason.as_str()),
            (Verb::Next, "a code")
        );
        assert!(comments("# yaddash-ignored\n#yaddash-on-x", CommentStyle::Po).is_empty());
    }
}
