//! The lossless copy: of well-formed input it gives something that reads to the same units, and a copy of the copy is
//! the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_model::TranslationUnit;
use yaddash_tmx::{CopyEncoding, TmxReader, rewrite};

fuzz_target!(|input: &[u8]| {
    let mut copy = Vec::new();
    let Ok(rewritten) = rewrite(input, &mut copy, CopyEncoding::Utf8) else {
        return;
    };
    let mut again = Vec::new();
    let unchanged = rewrite(&*copy, &mut again, CopyEncoding::Utf8).expect("the copy is well-formed");
    assert_eq!(again, copy);
    assert_eq!(unchanged.units, rewritten.units);
    assert_eq!(units(&copy), units(input));
});

/// The units, `None` for each that cannot be read; nothing where the file as a whole cannot.
fn units(bytes: &[u8]) -> Vec<Option<TranslationUnit>> {
    TmxReader::new(bytes)
        .map(|reader| reader.map(Result::ok).collect())
        .unwrap_or_default()
}
