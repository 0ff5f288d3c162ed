//! A text as it is searched, and where each of its letters stands in the text as it is written.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use yaddash_language::Language;
use yaddash_language::inflection::fold_letter;
use yaddash_model::ByteSpan;

/// Writes `text` into `out` as it is searched: composed, letters folded, without soft hyphens, with one sort of space and
/// of apostrophe.
pub(super) fn fold_into(text: &str, language: &Language, out: &mut String) {
    out.clear();
    each(text, language, |letter, _| out.push(letter));
}

/// The span of `text` whose folded form stands at the bytes `start..end` of all of it folded, which were found by
/// comparing letters; a letter with its marks is one.
pub(super) fn spans_of(text: &str, language: &Language, found: &[(usize, usize)]) -> Vec<ByteSpan> {
    let mut places: Vec<(usize, ByteSpan)> = Vec::with_capacity(text.len());
    let mut length = 0;
    each(text, language, |letter, span| {
        places.push((length, span));
        length += letter.len_utf8();
    });
    let at = |offset: usize| places.partition_point(|(start, _)| *start < offset);
    let mut spans: Vec<ByteSpan> = Vec::with_capacity(found.len());
    for &(start, end) in found {
        let first = places.get(at(start));
        let last = at(end).checked_sub(1).and_then(|last| places.get(last));
        if let (Some((_, first)), Some((_, last))) = (first, last) {
            let span = ByteSpan::new(first.start(), last.end());
            // Two halves of a letter that is composed of several are one place.
            if spans
                .last()
                .is_none_or(|before| before.end() <= span.start())
            {
                spans.push(span);
            }
        }
    }
    spans
}

/// Hands each folded letter of `text` to `take`, with the bytes of the text that it stands for.
fn each(text: &str, language: &Language, mut take: impl FnMut(char, ByteSpan)) {
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        let mut end = start + first.len_utf8();
        while let Some((at, mark)) =
            characters.next_if(|&(_, c)| c >= '\u{300}' && is_combining_mark(c))
        {
            end = at + mark.len_utf8();
        }
        let span = ByteSpan::new(start, end);
        if end == start + first.len_utf8() {
            fold(first, language, |letter| take(letter, span));
        } else {
            let letter = text.get(start..end).unwrap_or_default();
            letter
                .nfc()
                .for_each(|part| fold(part, language, |letter| take(letter, span)));
        }
    }
}

fn fold(c: char, language: &Language, take: impl FnOnce(char)) {
    match c {
        '\u{AD}' => {}
        '\u{A0}' | '\u{2009}' | '\u{202F}' => take(' '),
        '’' | 'ʼ' => take('\''),
        _ => take(fold_letter(c, language)),
    }
}
