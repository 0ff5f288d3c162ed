//! The TMX validator: never panics, counts what it gives, and its places lie in the file. A file without errors is read
//! to its end without one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_io::encoding::{Hint, decode};
use yaddash_model::Finding;
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{TmxReader, validate};

fuzz_target!(|input: &[u8]| {
    let decoded = decode(input, Hint::xml());
    let end = decoded.text.len() + decoded.mark;
    let mut found = 0;
    let mut receive = |finding: Finding| {
        found += 1;
        check_place(&finding, end);
    };
    let validated =
        validate(input, "fuzz.tmx".as_ref(), Scratch::new(&tempfile::tempfile), &mut receive).expect("the input never fails");
    assert_eq!(found, validated.errors + validated.warnings);
    if validated.errors > 0 {
        return;
    }
    let mut reader = TmxReader::new(input).expect("a file without errors is TMX");
    if let Some(Err(error)) = reader.by_ref().find(Result::is_err) {
        panic!("a file without errors was not read: {error}");
    }
    assert_eq!(reader.units(), validated.units);
});

fn check_place(finding: &Finding, end: usize) {
    let place = &finding.place;
    assert!(
        place.span.end() <= end,
        "{finding:?} lies outside of {end} bytes"
    );
    assert!(
        place.start <= place.end,
        "{finding:?} ends before it starts"
    );
    assert!(place.start.line >= 1 && place.start.column >= 1);
    assert!(!finding.message.is_empty());
}
