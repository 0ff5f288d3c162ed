//! End-to-end tests: the program is run as its users run it, each time in a folder of its own.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "outside of #[test] functions too, a panic is how a test fails"
)]

mod align;
mod batch;
mod blocks;
mod check;
mod check_baseline;
mod check_changed;
mod ci;
mod determinism;
mod errors;
mod fix;
mod formats;
mod glossary;
mod help;
mod lexicon;
mod memory;
mod memory_kill;
mod memory_lookup;
mod memory_tools;
mod program;
mod proposals;
mod readme;
mod segment;
mod segment_codes;
mod segment_rules;
mod serve;
mod shell;
mod stdin;
mod tables;
mod tmx;
mod tmx_faults;
mod tmx_operations;
mod tmx_repair;
