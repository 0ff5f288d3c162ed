//! The part of a text that a finding is about, with its surroundings.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use yaddash_model::{Finding, LineColumn, Place};

/// Characters of the marked text shown.
const MARKED: usize = 2_000;

/// A text with the starts of its lines. A line ends at LF or CRLF and nowhere else.
pub(super) struct SourceText<'a> {
    text: Cow<'a, str>,
    line_starts: Vec<usize>,
    /// The column that was looked for last, and the byte at which it starts.
    last: Cell<(LineColumn, usize)>,
}

/// The marked text and what stands around it on its lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'t> {
    /// What stands before, from the start of the line unless that is far.
    pub(super) before: &'t str,
    /// The marked text; may hold line ends, may be empty.
    pub(super) marked: &'t str,
    /// What stands after, to the end of the line unless that is far.
    pub(super) after: &'t str,
    /// Whether the line starts before `before`.
    pub(super) cut_before: bool,
    /// Whether the marked text goes on after `marked`, or the line after `after`.
    pub(super) cut_after: bool,
}

impl<'a> SourceText<'a> {
    pub(super) fn new(text: Cow<'a, str>) -> Self {
        let after_line_feeds = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_line_feeds).collect();
        let start = LineColumn { line: 1, column: 1 };
        Self {
            text,
            line_starts,
            last: Cell::new((start, 0)),
        }
    }

    /// The surroundings of `place`, at most `context` characters of its line on each side, or `None` where the text has
    /// no such lines.
    ///
    /// Lines and columns decide, for they hold in the decoded text whatever the encoding of the file is. A column beyond
    /// the end of its line counts as the end.
    pub(super) fn excerpt(&self, place: &Place, context: usize) -> Option<Excerpt<'_>> {
        let first = self.line(place.start.line)?;
        let start = self.offset(place.start)?;
        let end = self.offset(place.end)?.max(start);
        let last = self.line(place.end.line.max(place.start.line))?;

        let marked = self.text.get(start..end)?;
        let shown = start_of(marked, MARKED);
        let whole = shown.len() == marked.len();
        let line_before = self.text.get(first.start..start)?;
        let before = end_of(line_before, context);
        let line_after = if whole {
            self.text.get(end..last.end.max(end))?
        } else {
            ""
        };
        let after = start_of(line_after, context);
        Some(Excerpt {
            before,
            marked: shown,
            after,
            cut_before: before.len() < line_before.len(),
            cut_after: !whole || after.len() < line_after.len(),
        })
    }

    /// The column in bytes, counted from 1, or `None` where the text has no such line.
    pub(super) fn byte_column(&self, at: LineColumn) -> Option<usize> {
        Some(self.offset(at)? - self.line(at.line)?.start + 1)
    }

    /// Whether the text of the finding stands where it says, so that a suggestion can take its place.
    pub(super) fn holds(&self, finding: &Finding) -> bool {
        let stands_there = || {
            let start = self.offset(finding.place.start)?;
            let end = self.offset(finding.place.end)?;
            Some(self.text.get(start..end)? == finding.text)
        };
        !finding.text.is_empty() && stands_there().unwrap_or(false)
    }

    /// The bytes of a line, counted from 1, without its end.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let index = number.checked_sub(1)?;
        let start = *self.line_starts.get(index)?;
        let end = self
            .line_starts
            .get(number)
            .map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end)?;
        let ended = number < self.line_starts.len();
        let line = if ended {
            line.strip_suffix('\r').unwrap_or(line)
        } else {
            line
        };
        Some(start..start + line.len())
    }

    /// The byte at which a column starts. Findings stand near each other: counting goes on from the column that was looked
    /// for last, forwards or backwards, so that many findings in one huge line do not count it anew each.
    fn offset(&self, at: LineColumn) -> Option<usize> {
        let line = self.line(at.line)?;
        let at = LineColumn {
            column: at.column.max(1),
            ..at
        };
        let (last, known) = self.last.get();
        if last.line == at.line && last.column > at.column && last.column - at.column < at.column {
            let mut back = self.text.get(line.start..known)?.char_indices().rev();
            let offset = line.start + back.nth(last.column - at.column - 1)?.0;
            self.last.set((at, offset));
            return Some(offset);
        }
        let (column, from) = if last.line == at.line && last.column <= at.column {
            (last.column, known)
        } else {
            (1, line.start)
        };
        let offset = self
            .text
            .get(from..line.end)?
            .char_indices()
            .nth(at.column - column)
            .map(|(offset, _)| from + offset);
        if let Some(offset) = offset {
            self.last.set((at, offset));
        }
        Some(offset.unwrap_or(line.end))
    }
}

/// The first characters of `text`.
fn start_of(text: &str, characters: usize) -> &str {
    match text.char_indices().nth(characters) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// The last characters of `text`.
fn end_of(text: &str, characters: usize) -> &str {
    match text.char_indices().rev().nth(characters.saturating_sub(1)) {
        Some((start, _)) => text.get(start..).unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use yaddash_model::ByteSpan;

    fn place(start: (usize, usize), end: (usize, usize)) -> Place {
        Place {
            path: "a.txt".into(),
            start: LineColumn {
                line: start.0,
                column: start.1,
            },
            end: LineColumn {
                line: end.0,
                column: end.1,
            },
            span: ByteSpan::new(0, 0),
        }
    }

    fn parts(
        text: &str,
        start: (usize, usize),
        end: (usize, usize),
    ) -> Option<(String, String, String)> {
        let source = SourceText::new(Cow::Borrowed(text));
        let excerpt = source.excerpt(&place(start, end), 240)?;
        Some((
            excerpt.before.to_owned(),
            excerpt.marked.to_owned(),
            excerpt.after.to_owned(),
        ))
    }

    #[test]
    fn lines_and_columns_decide() {
        let text = "İlk\r\nДепутаты ECPA səs\nson";
        let expect = |before: &str, marked: &str, after: &str| {
            Some((before.to_owned(), marked.to_owned(), after.to_owned()))
        };
        assert_eq!(
            parts(text, (2, 10), (2, 14)),
            expect("Депутаты ", "ECPA", " səs")
        );
        assert_eq!(parts(text, (1, 1), (1, 99)), expect("", "İlk", ""));
        assert_eq!(
            parts(text, (1, 3), (2, 3)),
            expect("İl", "k\r\nДе", "путаты ECPA səs")
        );
        assert_eq!(parts(text, (3, 4), (3, 4)), expect("son", "", ""));
        assert_eq!(parts(text, (4, 1), (4, 2)), None);
        assert_eq!(parts(text, (0, 1), (1, 2)), None);
        assert_eq!(parts("", (1, 1), (1, 1)), expect("", "", ""));
    }

    #[test]
    fn columns_are_found_in_any_order() {
        let text = "əbc дef\nəяz";
        let source = SourceText::new(Cow::Borrowed(text));
        for (line, column, after) in [
            (1, 2, "bc дef"),
            (1, 5, "дef"),
            (1, 7, "f"),
            (1, 6, "ef"),
            (1, 5, "дef"),
            (1, 1, "əbc дef"),
            (2, 3, "z"),
            (1, 1, "əbc дef"),
            (2, 0, "əяz"),
            (2, 9, ""),
            (2, 2, "яz"),
        ] {
            let excerpt = source.excerpt(&place((line, column), (line, column)), 240);
            assert_eq!(excerpt.unwrap().after, after, "{line}:{column}");
        }
    }

    #[test]
    fn long_lines_are_cut_at_characters() {
        let text = format!("{}X{}", "ə".repeat(1_000), "я".repeat(1_000));
        let source = SourceText::new(Cow::Owned(text));
        let excerpt = source.excerpt(&place((1, 1_001), (1, 1_002)), 240).unwrap();
        assert_eq!(excerpt.marked, "X");
        assert_eq!(excerpt.before, "ə".repeat(240));
        assert_eq!(excerpt.after, "я".repeat(240));
        assert!(excerpt.cut_before && excerpt.cut_after);
    }

    #[test]
    fn long_marks_are_cut() {
        let source = SourceText::new(Cow::Owned("ə".repeat(5_000)));
        let excerpt = source.excerpt(&place((1, 1), (1, 4_000)), 240).unwrap();
        assert_eq!(excerpt.marked.chars().count(), MARKED);
        assert!(!excerpt.cut_before && excerpt.cut_after);
        assert_eq!(excerpt.after, "");
    }

    proptest! {
        #[test]
        fn excerpts_are_parts_of_the_text(
            text in "[aə\u{307}\t\r\n ]{0,40}",
            start in (0_usize..6, 0_usize..20),
            end in (0_usize..6, 0_usize..20),
        ) {
            if let Some((before, marked, after)) = parts(&text, start, end) {
                let shown = [before.as_str(), &marked, &after].concat();
                prop_assert!(text.contains(&shown));
                prop_assert!(!before.contains('\n') && !after.contains('\n'));
            }
        }
    }
}
