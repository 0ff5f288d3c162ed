//! The command line of Yaddash.
fn main() {}
