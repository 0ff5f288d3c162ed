//! Quotation marks of a block in pairs.
//!
//! `«…»`, `“…”`, `„…“`, `„…”` and `"…"` are pairs; a mark that serves as either end is read by what stands beside it.
//! Single marks are left alone: an apostrophe is the same character.

use yaddash_model::ByteSpan;

/// A quotation mark in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) character: char,
    /// Its first byte.
    pub(crate) at: usize,
}

impl Mark {
    pub(crate) fn span(self) -> ByteSpan {
        ByteSpan::new(self.at, self.at + self.character.len_utf8())
    }
}

/// The quotation marks of a block.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// Opening and closing mark, in the order of the closing ones.
    pub(crate) pairs: Vec<(Mark, Mark)>,
    /// Opening marks without a closing one, in order.
    pub(crate) open: Vec<Mark>,
    /// Closing marks without an opening one, in order.
    pub(crate) closing: Vec<Mark>,
    /// The mark that the block begins with.
    pub(crate) first: Option<char>,
}

/// What a mark is by what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    Either,
}

impl Quotations {
    /// Whether `text` has a quotation mark.
    pub(crate) fn has_marks(text: &str) -> bool {
        marks(text).next().is_some()
    }

    /// The marks of `text`; those that `is_masked` are passed over.
    pub(crate) fn of(text: &str, is_masked: impl Fn(ByteSpan) -> bool) -> Self {
        let mut found = Self::default();
        let mut straight: Vec<(Mark, Side)> = Vec::new();
        for at in marks(text) {
            let Some((before, after)) = text.split_at_checked(at) else {
                continue;
            };
            let Some(character) = after.chars().next() else {
                continue;
            };
            let mark = Mark { character, at };
            if is_masked(mark.span()) {
                continue;
            }
            if found.first.is_none() && before.trim().is_empty() {
                found.first = Some(character);
            }
            let before = before.chars().next_back();
            let side = side(before, after.chars().nth(1));
            if character == '"' {
                let is_open = straight.len() % 2 == 1;
                // Behind a figure, where nothing is open: inches and seconds.
                if is_open || !before.is_some_and(|before| before.is_ascii_digit()) {
                    straight.push((mark, side));
                }
            } else {
                found.take(mark, side);
            }
        }
        found.take_straight(&straight);
        found
    }

    /// Pairs straight marks: in their order where they are even in number, since spaces beside them often stand wrong;
    /// else what stands beside them shows which one is alone.
    fn take_straight(&mut self, marks: &[(Mark, Side)]) {
        let is_even = marks.len().is_multiple_of(2);
        for (mark, side) in marks {
            let is_open = self.open.iter().any(|open| open.character == '"');
            match side {
                _ if is_even && is_open => self.close(*mark, &['"']),
                _ if is_even => self.open.push(*mark),
                Side::Closing => self.close(*mark, &['"']),
                Side::Either if is_open => self.close(*mark, &['"']),
                Side::Opening | Side::Either => self.open.push(*mark),
            }
        }
    }

    fn take(&mut self, mark: Mark, side: Side) {
        let is_closing = side == Side::Closing;
        let openers: &[char] = match mark.character {
            '»' => &['«'],
            '“' if side != Side::Opening && self.is_open(&['„']) => &['„'],
            '“' if is_closing && self.is_open(&['“', '«']) => &['“', '«'],
            // Where nothing is open, `”word”` is the writing of a keyboard.
            '”' if side == Side::Opening && !self.is_open(&['“', '„', '”']) => &[],
            '”' => &['“', '„', '”'],
            _ => &[],
        };
        if openers.is_empty() {
            self.open.push(mark);
        } else {
            self.close(mark, openers);
        }
    }

    fn is_open(&self, openers: &[char]) -> bool {
        self.open
            .iter()
            .any(|open| openers.contains(&open.character))
    }

    /// Pairs `mark` with the last of `openers` that is open.
    fn close(&mut self, mark: Mark, openers: &[char]) {
        let opener = self
            .open
            .iter()
            .rposition(|open| openers.contains(&open.character));
        match opener {
            Some(at) => {
                let open = self.open.remove(at);
                self.pairs.push((open, mark));
            }
            None => self.closing.push(mark),
        }
    }
}

/// Where the quotation marks of `text` begin.
fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    // « and » are C2 AB and C2 BB; “, ” and „ are E2 80 9C, 9D and 9E.
    memchr::memchr3_iter(b'"', 0xC2, 0xE2, bytes).filter(move |at| {
        let byte = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
        match byte(0) {
            0xC2 => matches!(byte(1), 0xAB | 0xBB),
            0xE2 => byte(1) == 0x80 && matches!(byte(2), 0x9C..=0x9E),
            _ => true,
        }
    })
}

fn side(before: Option<char>, after: Option<char>) -> Side {
    let is_outside = |c: Option<char>| {
        c.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '—' | '–' | '…' | '/' | '\u{200B}' | '\u{FEFF}')
        })
    };
    let opens = is_outside(before)
        || before.is_some_and(|c| {
            matches!(
                c,
                '(' | '[' | '{' | '«' | '“' | '„' | '‘' | '-' | '*' | '_' | '>' | '='
            )
        });
    let closes = is_outside(after)
        || after.is_some_and(|c| {
            matches!(
                c,
                ')' | ']'
                    | '}'
                    | '»'
                    | '”'
                    | '’'
                    | '-'
                    | '*'
                    | '_'
                    | '<'
                    | '.'
                    | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | '\''
            )
        });
    match (opens, closes) {
        (true, false) => Side::Opening,
        (false, true) => Side::Closing,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks without a counterpart.
    fn lonely(text: &str) -> String {
        let found = Quotations::of(text, |_| false);
        let mut all: Vec<Mark> = [found.open, found.closing].concat();
        all.sort_by_key(|mark| mark.at);
        all.iter().map(|mark| mark.character).collect()
    }

    #[test]
    fn marks_meet() {
        for (text, expected) in [
            ("“a “b” c” «d „e“ f» \"g\" „h”", ""),
            ("”a” (\"b\"), \"c\"—\"d\": \"5\" 6\" 5'7\"", ""),
            ("“Azərbaycan”ın «BP»nin \"Xəzər\"də", ""),
            ("“a", "“"),
            ("a”, b", "”"),
            ("«a «b» c", "«"),
            ("\"a \"b\"", "\""),
            ("\"a \"b", ""),
            ("«a\" b", "«\""),
            ("“a\"", "“\""),
            ("„a“ b“", "“"),
            ("“a“", ""),
        ] {
            assert_eq!(lonely(text), expected, "{text}");
        }
    }
}
