//! The slow way: a whole rule as one backtracking expression, run over the paragraph.

use std::fmt::Write as _;

use fancy_regex::{Regex, RegexBuilder};

use super::syntax::{Look, Node};

/// Steps of backtracking that one search may take.
pub(crate) const STEP_LIMIT: usize = 100_000;

/// Bytes that the matches of one rule in a text may have together, beside its length: matches are looked for inside matches.
const READ_LIMIT: usize = 20_000_000;

/// A rule that needs look-around inside, back-references or possessive repetition.
#[derive(Debug)]
pub(crate) struct Scanner {
    regex: Regex,
}

/// A search passed [`STEP_LIMIT`], or all of them together [`READ_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManySteps;

impl Scanner {
    /// Compiles the rule of these parts; the error is what `fancy-regex` says.
    pub(crate) fn new(before: &Node, after: &Node) -> Result<Self, String> {
        let mut expression = String::from("(?:");
        emit(before, &mut expression);
        expression.push_str(")(?=");
        emit(after, &mut expression);
        expression.push(')');
        RegexBuilder::new(&expression)
            .backtrack_limit(STEP_LIMIT)
            .build()
            .map(|regex| Self { regex })
            .map_err(|error| error.to_string())
    }

    /// The positions of `text` at which the rule matches, ascending. Each search starts one character behind the start
    /// of the match before, so matches inside matches are found.
    pub(crate) fn positions(&self, text: &str) -> Result<Vec<usize>, TooManySteps> {
        let mut positions = Vec::new();
        let mut from = 0;
        let mut allowed = READ_LIMIT + text.len();
        while let Some(found) = self
            .regex
            .find_from_pos(text, from)
            .map_err(|_| TooManySteps)?
        {
            positions.push(found.end());
            allowed = allowed
                .checked_sub(found.end() - found.start())
                .ok_or(TooManySteps)?;
            let Some(first) = text
                .get(found.start()..)
                .and_then(|rest| rest.chars().next())
            else {
                break;
            };
            from = found.start() + first.len_utf8();
        }
        positions.sort_unstable();
        positions.dedup();
        Ok(positions)
    }
}

/// Writes a pattern in the syntax of the `regex` crate and its kin.
pub(crate) fn emit(node: &Node, out: &mut String) {
    match node {
        Node::Empty => {}
        Node::Class(class) if class.ranges().is_empty() => out.push_str("[a&&b]"),
        Node::Class(class) => {
            out.push('[');
            for range in class.iter() {
                // Writing to a string does not fail.
                let _ = write!(
                    out,
                    r"\x{{{:X}}}-\x{{{:X}}}",
                    u32::from(range.start()),
                    u32::from(range.end())
                );
            }
            out.push(']');
        }
        Node::Concat(nodes) => {
            for node in nodes {
                emit(node, out);
            }
        }
        Node::Alternate(nodes) => {
            out.push_str("(?:");
            for (at, node) in nodes.iter().enumerate() {
                if at > 0 {
                    out.push('|');
                }
                emit(node, out);
            }
            out.push(')');
        }
        Node::Repeat {
            node,
            min,
            max,
            possessive,
        } => {
            out.push_str(if *possessive { "(?>(?:" } else { "(?:" });
            emit(node, out);
            let _ = match max {
                Some(max) => write!(out, "){{{min},{max}}}"),
                None => write!(out, "){{{min},}}"),
            };
            if *possessive {
                out.push(')');
            }
        }
        Node::Look(look) => out.push_str(match look {
            Look::Start => r"\A",
            Look::End => r"\z",
            Look::LineStart => "(?m:^)",
            Look::LineEnd => "(?m:$)",
            Look::WordBoundary => r"\b",
            Look::NotWordBoundary => r"\B",
        }),
        Node::Around {
            node,
            behind,
            negative,
        } => {
            out.push_str(match (behind, negative) {
                (false, false) => "(?=",
                (false, true) => "(?!",
                (true, false) => "(?<=",
                (true, true) => "(?<!",
            });
            emit(node, out);
            out.push(')');
        }
        Node::Atomic(node) => {
            out.push_str("(?>");
            emit(node, out);
            out.push(')');
        }
        Node::Capture(_, node) => {
            out.push('(');
            emit(node, out);
            out.push(')');
        }
        Node::Backreference(number) => {
            let _ = write!(out, r"(?:\{number})");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::parse;

    fn positions(before: &str, text: &str) -> Result<Vec<usize>, TooManySteps> {
        let scanner = Scanner::new(&parse(before).unwrap(), &Node::Empty).unwrap();
        scanner.positions(text)
    }

    #[test]
    fn look_behind_may_have_any_length() {
        assert_eq!(
            positions(r"\d\.(?<!(bir|on)\s+\d\.)", "on  1. iki 2."),
            Ok(vec![13])
        );
    }

    #[test]
    fn matches_inside_matches_are_limited() {
        let text = format!("{}.", "a".repeat(100_000));
        assert_eq!(positions(r"a+\.(?!b)", &text), Err(TooManySteps));
        assert_eq!(positions(r"a+\.(?!b)", "aa."), Ok(vec![3]));
    }
}
