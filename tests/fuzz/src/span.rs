//! What must hold of spans.

use yaddash_model::ByteSpan;

/// The span lies in the text and cuts no character.
pub fn assert_inside(span: ByteSpan, text: &str) {
    assert!(
        span.of(text).is_some(),
        "{span} cuts a character or lies outside of {} bytes",
        text.len()
    );
}

/// The spans lie in the text, cut no character, are not empty, and each starts where the one before it ends or later.
pub fn assert_in_order(spans: impl IntoIterator<Item = ByteSpan>, text: &str) {
    let mut end = 0;
    for span in spans {
        assert_inside(span, text);
        assert!(!span.is_empty(), "{span} is empty");
        assert!(span.start() >= end, "{span} starts before {end}");
        end = span.end();
    }
}

/// The spans are in order, and every byte of the text lies in one of them.
pub fn assert_tiling(spans: &[ByteSpan], text: &str) {
    assert_in_order(spans.iter().copied(), text);
    let covered: usize = spans.iter().map(|span| span.len()).sum();
    assert_eq!(covered, text.len(), "not all of the text is covered");
}
