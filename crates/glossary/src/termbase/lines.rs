//! Lines of text with their numbers.

use yaddash_model::LineColumn;

use super::Losses;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) text: &'t str,
}

/// The lines of `text`, which end at LF or CR LF; a byte order mark is left out.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.split('\n').enumerate().map(|(at, line)| Line {
        number: at + 1,
        text: line.strip_suffix('\r').unwrap_or(line),
    })
}

/// Where the text of a field starts that stands at byte `start` of the line, behind the white space at its front.
pub(super) fn place_of(line: &Line<'_>, start: usize, field: &str) -> LineColumn {
    let space = field.len() - field.trim_start().len();
    let before = line.text.get(..start + space).unwrap_or_default();
    LineColumn {
        line: line.number,
        column: before.chars().count() + 1,
    }
}

/// A text without tabs and line breaks, which would part fields and lines.
pub(super) fn one_line(text: &str, losses: &mut Losses) -> String {
    if text.contains(['\t', '\n', '\r']) {
        losses.add("tab or line break, written as a space");
        return text.replace(['\t', '\n', '\r'], " ");
    }
    text.to_owned()
}
