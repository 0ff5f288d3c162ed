//! Compressed input: gzip, zip archives and whatever else a file starts with give bytes within the limit, or an error.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yaddash_io::input;

/// Bytes that may come out.
const LIMIT: u64 = 1 << 20;

/// The file that is written anew for each input.
static PATH: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("yaddash-fuzz-{}", std::process::id())));

fuzz_target!(|bytes: &[u8]| {
    std::fs::write(&*PATH, bytes).expect("the folder for temporary files can be written to");
    match input::read(&PATH, LIMIT) {
        Ok(read) => {
            assert!(read.len() as u64 <= LIMIT);
            let is_packed = bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"PK\x03\x04");
            assert!(is_packed || read == bytes);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
