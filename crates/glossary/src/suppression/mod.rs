//! Comments in a file that suppress findings, with reasons.

mod comment;

use std::ops::RangeInclusive;
use std::path::Path;

use yaddash_model::{ByteSpan, Finding, LineIndex, Place};

use crate::rules::{self, UNUSED_SUPPRESSION};
use comment::{Comment, Verb, comments};

pub use comment::CommentStyle;

/// A finding that a comment suppresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// The reason that the comment gives; empty where it gives none.
    pub reason: String,
}

/// A comment with the lines that it is about, from 1.
#[derive(Debug)]
struct Suppression {
    comment: Comment,
    lines: RangeInclusive<usize>,
    is_used: bool,
    /// Whether it begins a block that is never ended.
    is_endless: bool,
}

/// Takes the findings of the file `text` that its comments suppress out of `findings`, and puts findings in for comments
/// that are of no use. `mark` is the length of a byte order mark before the text, which the spans of findings count.
///
/// The findings that are left keep their order; the new ones stand where their comments do.
pub fn suppress(
    text: &str,
    style: CommentStyle,
    path: &Path,
    mark: usize,
    findings: &mut Vec<Finding>,
) -> Vec<Suppressed> {
    // Most files have no comment of the kind.
    if !text.contains("yaddash-") {
        return Vec::new();
    }
    let lines = LineIndex::new(text);
    let mut suppressions = suppressions(text, style, &lines);
    let mut suppressed = Vec::new();
    findings.retain(|finding| {
        let fits = suppressions.iter_mut().find(|one| one.fits(finding));
        if let Some(one) = fits {
            one.is_used = true;
            suppressed.push(Suppressed {
                finding: finding.clone(),
                reason: one.comment.reason.clone(),
            });
            return false;
        }
        // What stands in a comment itself is no text.
        !suppressions
            .iter()
            .any(|one| one.holds(finding.place.span, mark))
    });
    for one in &suppressions {
        findings.extend(
            one.complaints()
                .into_iter()
                .map(|message| complaint(one, message, text, &lines, path, mark)),
        );
    }
    findings.sort_by_key(|finding| finding.place.start);
    suppressed
}

impl Suppression {
    fn fits(&self, finding: &Finding) -> bool {
        let rules = &self.comment.rules;
        self.lines.contains(&finding.place.start.line)
            && (rules.is_empty() || rules.iter().any(|rule| rule == finding.rule.as_str()))
    }

    fn holds(&self, span: ByteSpan, mark: usize) -> bool {
        let comment = ByteSpan::from(self.comment.span.clone()).shifted(mark);
        !span.is_empty() && comment.encloses(span)
    }

    fn complaints(&self) -> Vec<String> {
        let mut messages = Vec::new();
        for rule in &self.comment.rules {
            if rules::find(rule).is_none() {
                let meant = rules::nearest(rule)
                    .map_or_else(String::new, |near| format!("; did you mean `{}`?", near.id));
                messages.push(format!("there is no rule `{rule}`{meant}"));
            }
        }
        if self.comment.verb == Verb::On {
            return messages;
        }
        if self.is_endless {
            messages.push("nothing ends what this comment suppresses: add `yaddash-on`".to_owned());
        }
        if !self.is_used && messages.is_empty() {
            messages.push("this comment suppresses nothing".to_owned());
        }
        if self.comment.reason.is_empty() {
            messages.push("this comment gives no reason: add one behind a colon".to_owned());
        }
        messages
    }
}

fn complaint(
    one: &Suppression,
    message: String,
    text: &str,
    lines: &LineIndex,
    path: &Path,
    mark: usize,
) -> Finding {
    let span = ByteSpan::from(one.comment.span.clone());
    Finding {
        rule: UNUSED_SUPPRESSION.rule_id(),
        severity: UNUSED_SUPPRESSION.severity,
        place: Place {
            path: path.to_owned(),
            start: lines.line_column(text, span.start()),
            end: lines.line_column(text, span.end()),
            span: span.shifted(mark),
        },
        language: None,
        text: span.of(text).unwrap_or_default().to_owned(),
        concept: None,
        suggestions: Vec::new(),
        message,
    }
}

/// The comments of `text` with the lines that each is about.
fn suppressions(text: &str, style: CommentStyle, lines: &LineIndex) -> Vec<Suppression> {
    let line = |offset: usize| lines.line_column(text, offset).line;
    let all = comments(text, style);
    let mut found: Vec<Suppression> = Vec::new();
    for comment in all {
        let here = line(comment.span.start)..=line(comment.span.end);
        let lines = match comment.verb {
            Verb::Here if !comment.is_alone => here,
            Verb::Here | Verb::Next => next(text, style, comment.span.end, &line),
            Verb::Off => *here.start()..=usize::MAX,
            Verb::On => {
                end_blocks(&mut found, &comment, *here.end());
                // An end suppresses nothing itself: there is no such line.
                0..=0
            }
        };
        found.push(Suppression {
            is_endless: comment.verb == Verb::Off,
            comment,
            lines,
            is_used: false,
        });
    }
    found
}

/// Ends the blocks that `comment` names: all where it names no rule.
fn end_blocks(found: &mut [Suppression], comment: &Comment, last: usize) {
    for one in found.iter_mut().filter(|one| one.is_endless) {
        if comment.rules.is_empty() || comment.rules == one.comment.rules {
            one.lines = *one.lines.start()..=last;
            one.is_endless = false;
        }
    }
}

/// The lines of the next thing behind byte `from`.
fn next(
    text: &str,
    style: CommentStyle,
    from: usize,
    line: &dyn Fn(usize) -> usize,
) -> RangeInclusive<usize> {
    let rest = text.get(from..).unwrap_or_default();
    let start = from + (rest.len() - rest.trim_start().len());
    let rest = text.get(start..).unwrap_or_default();
    let length = match style {
        CommentStyle::Text | CommentStyle::Html => rest.find('\n'),
        CommentStyle::Markdown | CommentStyle::Po => {
            let mut blank = rest.match_indices('\n').filter(|(at, _)| {
                let behind = rest.get(at + 1..).unwrap_or_default();
                let end = behind.find('\n').unwrap_or(behind.len());
                behind.get(..end).is_some_and(|line| line.trim().is_empty())
            });
            blank.next().map(|(at, _)| at)
        }
        // A file has one kind of unit: looking for each of the others would read the file to its end.
        CommentStyle::Units => rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let tags = ["</tu>", "</trans-unit>", "</unit>", "</segment>"];
            let tag = rest.get(*at..).unwrap_or_default();
            tags.iter().any(|end| tag.starts_with(end))
        }),
    };
    line(start)..=line(start + length.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use yaddash_model::{LineColumn, RuleId};

    use super::*;

    /// Findings of `doubled-word`, one a line, in all the lines of `text`.
    fn findings(text: &str) -> Vec<Finding> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').enumerate();
        lines
            .map(|(number, line)| {
                let place = |column| LineColumn {
                    line: number + 1,
                    column,
                };
                let span = ByteSpan::new(start, start + 1);
                start += line.len();
                Finding {
                    rule: RuleId::new("doubled-word"),
                    severity: UNUSED_SUPPRESSION.severity,
                    place: Place {
                        path: "x".into(),
                        start: place(1),
                        end: place(2),
                        span,
                    },
                    language: None,
                    text: String::new(),
                    concept: None,
                    suggestions: Vec::new(),
                    message: "found".to_owned(),
                }
            })
            .collect()
    }

    /// The lines of findings that are left, the reasons, and the complaints.
    fn run(text: &str, style: CommentStyle) -> (Vec<usize>, Vec<String>, Vec<String>) {
        let mut all = findings(text);
        let suppressed = suppress(text, style, "x".as_ref(), 0, &mut all);
        let (left, complaints): (Vec<Finding>, Vec<Finding>) =
            all.into_iter().partition(|one| one.message == "found");
        (
            left.iter()
                .map(|finding| finding.place.start.line)
                .collect(),
            suppressed.into_iter().map(|one| one.reason).collect(),
            complaints.into_iter().map(|one| one.message).collect(),
        )
    }

    #[test]
    fn next_here_and_blocks() {
        let (left, reasons, complaints) = run(
            "a\n# yaddash-ignore-next doubled-word: why\n\nb\nc\n# yaddash-ignore all: so\nd\n",
            CommentStyle::Text,
        );
        assert_eq!(left, [1, 3, 5]);
        assert_eq!(
            (reasons, complaints.len()),
            (vec!["why".to_owned(), "so".to_owned()], 0)
        );
        let text = "a <!-- yaddash-ignore doubled-word: x -->\n\n<!-- yaddash-off: y -->\n\nb\n\n<!-- yaddash-on -->\n\nc\n";
        let (left, _, complaints) = run(text, CommentStyle::Markdown);
        assert_eq!(left, [2, 8, 9]);
        assert!(complaints.is_empty(), "{complaints:?}");
        let text = "<!-- yaddash-ignore-next: x -->\na\nb\n\nc\n";
        assert_eq!(run(text, CommentStyle::Markdown).0, [4, 5]);
        assert_eq!(run(text, CommentStyle::Html).0, [3, 4, 5]);
        let text = "<!-- yaddash-ignore-next: x -->\n<tu>\n<seg/>\n</tu>\n<tu>\n";
        assert_eq!(run(text, CommentStyle::Units).0, [5]);
    }

    #[test]
    fn comments_of_no_use() {
        let complaints = |text: &str| run(text, CommentStyle::Markdown).2;
        assert_eq!(
            complaints("<!-- yaddash-ignore-next letter-case: x -->\na\n"),
            ["this comment suppresses nothing"]
        );
        assert_eq!(
            complaints("<!-- yaddash-ignore-next -->\na\n"),
            ["this comment gives no reason: add one behind a colon"]
        );
        assert_eq!(
            complaints("<!-- yaddash-ignore-next doubled-words: x -->\na\n"),
            ["there is no rule `doubled-words`; did you mean `doubled-word`?"]
        );
        assert_eq!(
            complaints("<!-- yaddash-off: x -->\na\n"),
            ["nothing ends what this comment suppresses: add `yaddash-on`"]
        );
    }
}
