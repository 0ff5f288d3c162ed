//! Ladders: any text is read or refused, and what was read is written and read back equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_align::Ladder;
use yaddash_fuzz::text_of;

fuzz_target!(|input: &[u8]| {
    let Ok(ladder) = text_of(input).parse::<Ladder>() else {
        return;
    };
    let again: Ladder = ladder
        .to_string()
        .parse()
        .expect("what was written is a ladder");
    assert_eq!(again, ladder);
    assert!(ladder.linked().count() <= ladder.rungs().len());
});
