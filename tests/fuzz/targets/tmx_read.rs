//! The TMX reader: never panics and comes to an end; its counts agree with those of `info`; every unit is the same
//! again after a line of JSON.
#![no_main]

use std::io;

use libfuzzer_sys::fuzz_target;
use yaddash_formats::units::jsonl;
use yaddash_fuzz::Trickle;
use yaddash_model::TranslationUnit;
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{TmxReader, info};

fuzz_target!(|bytes: &[u8]| {
    let no_file = || Err(io::Error::other("inputs are too small to need files"));
    let summary = info(bytes, Scratch::new(&no_file));
    let Ok(mut reader) = TmxReader::new(Trickle::new(bytes, 7)) else {
        return;
    };
    let (mut read, mut refused) = (0, 0);
    while let Some(unit) = reader.next() {
        let place = reader.unit_position();
        assert!(place.line >= 1 && place.column >= 1);
        match unit {
            Ok(unit) => {
                read += 1;
                check_jsonl(&unit);
            }
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty());
            }
        }
    }
    assert!(reader.next().is_none(), "the stream goes on behind its end");
    assert!(read <= reader.units());
    assert!(refused <= bytes.len(), "more errors than bytes");
    if let Ok(summary) = summary {
        assert_eq!(summary.units, read);
        assert_eq!(summary.unknown_elements, reader.skipped());
    }
});

fn check_jsonl(unit: &TranslationUnit) {
    let mut writer = jsonl::Writer::new(Vec::new());
    writer.write(unit).unwrap();
    let line = writer.finish().unwrap();
    let again: Vec<_> = jsonl::Reader::new(&*line).map(Result::unwrap).collect();
    assert_eq!(again, std::slice::from_ref(unit));
}
