//! Patterns rewritten so that the engines of other programs read them alike.
//!
//! Java's `segment` library puts the parts before a position into look-behind, where Java allows no repeated group whose
//! length is not fixed: such groups are written out. In Java `\s` is a space of ASCII, and since version 19 `\b` knows
//! letters of ASCII alone: both are written as classes.

use std::iter::Peekable;
use std::str::Chars;

use super::Rule;

/// White space with that beyond ASCII; inside a class.
const SPACES: &str = r"\s\p{Z}";
/// How often a group is written out that may be repeated without end.
const REPEATED: usize = 6;

/// Rewrites a built-in rule, or one of an abbreviation list.
pub(crate) fn portable(rule: &Rule) -> Rule {
    Rule {
        before: rewritten(&rule.before, true),
        after: rewritten(&rule.after, false),
        ..rule.clone()
    }
}

fn rewritten(pattern: &str, is_before: bool) -> String {
    let mut rewriter = Rewriter {
        rest: pattern.chars().peekable(),
        is_before,
    };
    rewriter.alternatives(is_before).text
}

/// Part of a pattern.
struct Part {
    text: String,
    /// Whether all that it matches has the same length, found in one way.
    is_fixed: bool,
}

/// How often a part is repeated.
struct Repetition {
    least: usize,
    most: Option<usize>,
    text: String,
}

struct Rewriter<'a> {
    rest: Peekable<Chars<'a>>,
    /// Whether the pattern stands before the position.
    is_before: bool,
}

impl Rewriter<'_> {
    /// Rewrites up to the end of the group or pattern; `at_start` says that nothing stands before.
    fn alternatives(&mut self, at_start: bool) -> Part {
        let mut all = Part {
            text: String::new(),
            is_fixed: true,
        };
        let mut first = at_start;
        while let Some(next) = self.rest.next_if(|next| *next != ')') {
            if next == '|' {
                all.text.push('|');
                all.is_fixed = false;
                first = at_start;
                continue;
            }
            let (part, is_group) = self.part(next, first);
            first &= part.text == "^";
            let part = match self.repetition() {
                Some(repetition) => repeated(part, &repetition, is_group && self.is_before),
                None => part,
            };
            all.is_fixed &= part.is_fixed;
            all.text.push_str(&part.text);
        }
        all
    }

    /// One character, class or group, and whether it is a group.
    fn part(&mut self, next: char, at_start: bool) -> (Part, bool) {
        let fixed = |text| Part {
            text,
            is_fixed: true,
        };
        match next {
            '(' => {
                let mut text = String::from("(");
                if self.rest.next_if_eq(&'?').is_some() {
                    text.push('?');
                    text.extend(self.rest.next());
                }
                let inner = self.alternatives(at_start);
                text.push_str(&inner.text);
                text.extend(self.rest.next_if_eq(&')'));
                let part = Part {
                    text,
                    is_fixed: inner.is_fixed,
                };
                (part, true)
            }
            '[' => (fixed(self.class()), false),
            '\\' => (fixed(self.escape(at_start)), false),
            _ => (fixed(next.to_string()), false),
        }
    }

    /// A class, behind its opening bracket.
    fn class(&mut self) -> String {
        let mut text = String::from("[");
        text.extend(self.rest.next_if_eq(&'^'));
        text.extend(self.rest.next_if_eq(&']'));
        while let Some(next) = self.rest.next() {
            match next {
                '[' => text.push_str(&self.class()),
                '\\' if self.rest.next_if_eq(&'s').is_some() => text.push_str(SPACES),
                '\\' => {
                    text.push('\\');
                    text.extend(self.rest.next());
                }
                ']' => {
                    text.push(']');
                    break;
                }
                _ => text.push(next),
            }
        }
        text
    }

    /// An escape, behind its backslash.
    fn escape(&mut self, at_start: bool) -> String {
        let Some(next) = self.rest.next() else {
            return String::from("\\");
        };
        match next {
            's' => format!("[{SPACES}]"),
            'b' if at_start => r"(?:^|[^\p{L}\p{N}_])".to_owned(),
            'b' if !self.is_before && self.rest.peek().is_none() => {
                r"(?:[^\p{L}\p{N}_]|$)".to_owned()
            }
            'p' | 'P' | 'x' => {
                let mut text = format!("\\{next}");
                if self.rest.peek() == Some(&'{') {
                    for inside in self.rest.by_ref() {
                        text.push(inside);
                        if inside == '}' {
                            break;
                        }
                    }
                }
                text
            }
            _ => format!("\\{next}"),
        }
    }

    /// A quantifier, where one stands next.
    fn repetition(&mut self) -> Option<Repetition> {
        let next = self
            .rest
            .next_if(|next| matches!(next, '*' | '+' | '?' | '{'))?;
        let (least, most) = match next {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => return Some(self.counts()),
        };
        Some(Repetition {
            least,
            most,
            text: next.to_string(),
        })
    }

    /// The counts of a quantifier, behind its opening brace.
    fn counts(&mut self) -> Repetition {
        let counts: String = self.rest.by_ref().take_while(|next| *next != '}').collect();
        let (least, most) = counts.split_once(',').unwrap_or((&counts, &counts));
        Repetition {
            least: least.parse().unwrap_or(0),
            most: most.parse().ok(),
            text: format!("{{{counts}}}"),
        }
    }
}

/// The part with its quantifier, or written out as often as that says.
fn repeated(part: Part, repetition: &Repetition, is_group: bool) -> Part {
    let Repetition { least, most, text } = repetition;
    let is_fixed = part.is_fixed && *most == Some(*least);
    if !is_group || part.is_fixed || *most == Some(1) {
        return Part {
            text: part.text + text,
            is_fixed,
        };
    }
    let most = most.unwrap_or(least + REPEATED);
    let optional = most.saturating_sub(*least);
    let mut written = part.text.repeat(*least);
    for _ in 0..optional {
        written.push_str("(?:");
        written.push_str(&part.text);
    }
    written.push_str(&")?".repeat(optional));
    Part {
        text: written,
        is_fixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_engines_read_differently_is_written_out() {
        for (before, expected) in [
            (r"\bab\.\s*", r"(?:^|[^\p{L}\p{N}_])ab\.[\s\p{Z}]*"),
            (
                r"(?:^|\ba|c\b)[^\s(]",
                r"(?:^|(?:^|[^\p{L}\p{N}_])a|c\b)[^\s\p{Z}(]",
            ),
            (r"(?:\d+\.){1,3}", r"(?:\d+\.)(?:(?:\d+\.)(?:(?:\d+\.))?)?"),
            // What has a fixed length can be repeated, and what is there at most once.
            (r"(?:\d\.)*(?:a|b)?", r"(?:\d\.)*(?:a|b)?"),
            (r"\p{Lu}{2,4}[)*]{2}", r"\p{Lu}{2,4}[)*]{2}"),
        ] {
            assert_eq!(rewritten(before, true), expected);
        }
        assert_eq!(
            rewritten(r"(?:\p{Ll}+)*[IVX]+\b", false),
            r"(?:\p{Ll}+)*[IVX]+(?:[^\p{L}\p{N}_]|$)"
        );
    }
}
