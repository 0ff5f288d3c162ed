//! SRX files: what was read is written and read back equal; rules that compile cut a paragraph into segments that tile
//! it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{LANGUAGES, assert_tiling};
use yaddash_model::LanguageTag;
use yaddash_segment::{Segmenter, SrxDocument};

/// A paragraph with what rules are about: abbreviations, numbers, quotes, ellipses, letters outside ASCII.
const PARAGRAPH: &str = "Prof. M.Ə.Rəsulzadə 28.05.1918-ci ildə çıxış edib… \u{201c}Bəli!\u{201d} – dedi. И т. д. \
    См. п. 5.\nMr. Smith left at 5 p.m. He was late?! 😀 e\u{301}.";

fuzz_target!(|input: &[u8]| {
    let Ok(document) = SrxDocument::read(input, Some("fuzz.srx")) else {
        return;
    };
    let written = document.to_xml();
    let again = SrxDocument::parse(&written, None).expect("what was written is SRX");
    assert_eq!(again, document);
    assert_eq!(again.to_xml(), written);
    for tag in LANGUAGES {
        let language = LanguageTag::parse(tag).unwrap();
        let Ok(segmenter) = Segmenter::from_srx(&document, &language) else {
            continue;
        };
        assert_tiling(&segmenter.segments(PARAGRAPH), PARAGRAPH);
        let _ = segmenter.explain(PARAGRAPH);
    }
});
