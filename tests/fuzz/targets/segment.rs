//! The built-in segmentation: spans tile the paragraph, each break is explained, and inline codes survive cutting and
//! joining.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{assert_in_order, assert_tiling, language, parted, text_of};
use yaddash_model::{CodeKind, InlineCode, Segment};
use yaddash_segment::{Segmenter, Verdict, unwrap_lines};

fuzz_target!(|input: &[u8]| {
    let ([choice], rest) = parted(input);
    let text = text_of(rest);
    let segmenter = Segmenter::builtin(&language(choice));
    let spans = segmenter
        .try_segments(text)
        .expect("built-in rules never backtrack");
    assert_tiling(&spans, text);
    assert_eq!(segmenter.segments(text), spans);
    assert!(
        text.trim().is_empty()
            || spans
                .iter()
                .all(|span| !text[span.range()].trim().is_empty())
    );
    assert_in_order(segmenter.trimmed_segments(text), text);
    check_explained(segmenter, text);
    check_codes(segmenter, text);
    for paragraph in unwrap_lines(text) {
        for span in segmenter.segments(paragraph.text()) {
            assert!(paragraph.source_span(span).of(text).is_some());
        }
    }
});

/// The breaks that are explained are the starts of all segments but the first.
fn check_explained(segmenter: &Segmenter, text: &str) {
    let Ok(explained) = segmenter.explain(text) else {
        // The text stays whole where a rule backtracks too much.
        assert!(segmenter.segments(text).len() < 2);
        return;
    };
    assert!(explained.is_sorted_by(|one, next| one.offset < next.offset));
    let breaks = explained
        .iter()
        .filter(|candidate| candidate.verdict == Verdict::Break);
    let starts = segmenter.segments(text).into_iter().skip(1);
    assert!(
        breaks
            .map(|candidate| candidate.offset)
            .eq(starts.map(|span| span.start()))
    );
}

/// Codes in place of some signs of the text: pairs, and elements that wrap text.
fn check_codes(segmenter: &Segmenter, text: &str) {
    let mut coded = Segment::new();
    let mut open = 0;
    for character in text.chars() {
        match character {
            '<' => {
                open += 1;
                coded.push_code(InlineCode::new(CodeKind::HiStart));
            }
            '>' if open > 0 => {
                open -= 1;
                coded.push_code(InlineCode::new(CodeKind::HiEnd));
            }
            '{' => coded.push_code(InlineCode::new(CodeKind::Bpt).with_attribute("i", "1")),
            '}' => coded.push_code(InlineCode::new(CodeKind::Ept).with_attribute("i", "1")),
            '~' => coded.push_code(InlineCode::new(CodeKind::Ph)),
            _ => coded.push_text(character.encode_utf8(&mut [0; 4])),
        }
    }
    if let Ok(pieces) = segmenter.split_segment(&coded) {
        assert_eq!(Segment::join(&pieces), coded);
    }
}
