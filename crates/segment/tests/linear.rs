//! Time is linear in the length of the text with the built-in rules, whatever is repeated in it.

use std::time::{Duration, Instant};

use yaddash_segment::Segmenter;

/// What made rules read to the start or the end of the text at each of many positions.
const REPEATED: [&str; 24] = [
    "1.", "1. A ", "1. Aa b ", "15.", "IV.", "a.", "a. ", "A. ", "...", ". . . ", ".\u{a0}", "!",
    "\"", "\" a. ", "( a. ", ") ", "\n", "\r\n", "\t", ". \n", "a\n", "№ ", "məs. ", "p.m.",
];

#[test]
fn time_is_linear() {
    // Quadratic time passes the limit in a build without optimisation.
    const LENGTH: usize = 60_000;
    for language in ["az", "en", "ru"] {
        let segmenter = Segmenter::builtin(&language.parse().unwrap());
        for repeated in REPEATED {
            for start in ["", "1. A b "] {
                let text = format!("{start}{}", repeated.repeat(LENGTH / repeated.len()));
                let begin = Instant::now();
                let spans = segmenter.segments(&text);
                let time = begin.elapsed();
                assert!(
                    time < Duration::from_secs(20),
                    "{language}: {start:?} and then {repeated:?} took {time:?}"
                );
                assert_eq!(spans.last().map(|span| span.end()), Some(text.len()));
            }
        }
    }
}
