//! White space and punctuation at the ends, and the first capital.

use yaddash_language::casing;
use yaddash_model::ByteSpan;

use super::edit::Edit;
use super::{Readings, Repair};

/// The parts of a text.
struct Edges<'a> {
    before: &'a str,
    /// The text without outer white space and final punctuation.
    core: &'a str,
    marks: &'a str,
    after: &'a str,
}

impl<'a> Edges<'a> {
    fn of(text: &'a str) -> Self {
        let inner = text.trim();
        let start = text.len() - text.trim_start().len();
        let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
        let (_, after) = rest.split_at_checked(inner.len()).unwrap_or((rest, ""));
        let core = inner.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
        let (core, marks) = inner.split_at_checked(core.len()).unwrap_or((inner, ""));
        Self {
            before,
            core,
            marks,
            after,
        }
    }

    fn marks_span(&self) -> ByteSpan {
        let start = self.before.len() + self.core.len();
        ByteSpan::new(start, start + self.marks.len())
    }
}

/// The changes at the ends of the target.
pub(super) fn edits(readings: &Readings<'_>) -> Vec<Edit> {
    let query = Edges::of(readings.query.text);
    let source = Edges::of(readings.source.text);
    let target = Edges::of(readings.target.text);
    if target.core.is_empty() {
        return Vec::new();
    }
    let length = readings.target.text.len();
    let before = ByteSpan::new(0, target.before.len());
    let after = ByteSpan::new(length - target.after.len(), length);
    [
        white_space(before, query.before, source.before, target.before),
        capital(readings, &target),
        punctuation(&query, &source, &target),
        white_space(after, query.after, source.after, target.after),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn white_space(span: ByteSpan, query: &str, source: &str, target: &str) -> Option<Edit> {
    (query != source && query != target).then(|| Edit {
        span,
        text: query.to_owned(),
        what: Repair::WhiteSpace,
    })
}

fn punctuation(query: &Edges<'_>, source: &Edges<'_>, target: &Edges<'_>) -> Option<Edit> {
    let asks = [query, source, target]
        .iter()
        .any(|edges| edges.marks.contains('?'));
    let is_abbreviated = [source, target]
        .iter()
        .any(|edges| ends_in_abbreviation(edges));
    if query.marks == source.marks || target.marks != source.marks || asks || is_abbreviated {
        return None;
    }
    Some(Edit {
        span: target.marks_span(),
        text: query.marks.to_owned(),
        what: Repair::Punctuation {
            from: target.marks.to_owned(),
            to: query.marks.to_owned(),
        },
    })
}

/// Whether the final point may belong to the last word: `etc.`, `və s.`, `U.S.`, `5.`.
fn ends_in_abbreviation(edges: &Edges<'_>) -> bool {
    let last = edges
        .core
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    edges.marks.starts_with('.')
        && (last.contains('.')
            || last.chars().nth(3).is_none()
            || last.chars().all(char::is_numeric))
}

fn capital(readings: &Readings<'_>, target: &Edges<'_>) -> Option<Edit> {
    let is_capital = |text: &str| {
        let first = text.chars().find(|c| c.is_alphanumeric());
        first.filter(|c| casing::is_cased(*c)).map(casing::is_upper)
    };
    let (query, source) = (readings.query.text, readings.source.text);
    if is_capital(query) != Some(true) || is_capital(source) != Some(false) {
        return None;
    }
    // What looks like a placeholder or a name of a program is no beginning of a sentence.
    let word = target.core.split(char::is_whitespace).next()?;
    let opened = |c: char| matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '‘' | '\'');
    let letters = word
        .trim_start_matches(opened)
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_plain = letters
        .chars()
        .all(|c| casing::is_lower(c) || matches!(c, '-' | '’' | '\''));
    if !is_plain {
        return None;
    }
    let first = letters.chars().next()?;
    let start = readings.target.text.find(letters)?;
    let letter = ByteSpan::new(start, start + first.len_utf8());
    let raised = casing::title(letter.of(readings.target.text)?, readings.target.language);
    Some(Edit {
        span: letter,
        text: raised.into_owned(),
        what: Repair::Capital,
    })
}
