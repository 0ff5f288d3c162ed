//! Lists of abbreviations: any list is read or refused, and one that was read compiles into rules that cut text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{assert_tiling, language, parted, text_of};
use yaddash_segment::{AbbreviationList, Segmenter};

fuzz_target!(|input: &[u8]| {
    let ([choice], rest) = parted(input);
    let text = text_of(rest);
    let Ok(list) = AbbreviationList::parse(text, Some("fuzz.txt")) else {
        return;
    };
    let segmenter = Segmenter::builtin(&language(choice))
        .with_abbreviations(&list)
        .expect("a list that was read compiles");
    assert_tiling(&segmenter.segments(text), text);
});
