//! Files that go wrong elsewhere: encodings, faults of every kind, odd but right files, attacks. Each case says what the
//! strict reader must make of it and what a repair must save.
#![expect(
    clippy::unwrap_used,
    reason = "outside of #[test] functions too, a panic is how a test fails"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "all rows of a table are written in one way"
)]

mod attacks;
mod case;
mod encodings;
mod files;
mod odd;
mod units;
