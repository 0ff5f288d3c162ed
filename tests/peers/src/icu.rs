//! ICU4X: UAX #29 with the data of the crate, by locale where it has any.

use std::io;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

fn main() -> io::Result<()> {
    // The crate has one set of rules for az, en and ru.
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    yaddash_peers::run(|paragraph, write| {
        let mut start = 0;
        for end in segmenter.segment_str(paragraph) {
            write(&paragraph[start..end]);
            start = end;
        }
    })
}
