//! The repair of memories: whatever the bytes, what comes out is well-formed and in the order of TMX, has the units that
//! were counted, and is the same again after a second repair, which finds nothing. Errors that are left are told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::Trickle;
use yaddash_model::Severity;
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::repair::{Action, RepairOptions, Repaired, repair};
use yaddash_tmx::{CopyEncoding, ErrorKind, TmxReader, rewrite, validate};

/// Errors that no repair can mend, since nobody knows what should stand there.
const OF_AUTHORS: [&str; 3] = ["tmx-no-source-variant", "tmx-ude-base", "tmx-map"];
/// What a repair calls them.
const LEFT: [&str; 2] = ["source-variant", "user-encoding"];

fuzz_target!(|input: &[u8]| {
    let Some((output, done, left)) = repaired(input, false) else {
        assert!(TmxReader::new(input).is_err());
        return;
    };
    assert_eq!(check_valid(&output), left);
    let units = TmxReader::new(&*output).expect("the output is TMX");
    assert_eq!(units.map(Result::unwrap).count() as u64, done.units);
    check_again(&output, done, false);

    let (kept, done, _) = repaired(input, true).expect("it was one before");
    rewrite(&*kept, std::io::sink(), CopyEncoding::Utf8).expect("the output is well-formed");
    check_again(&kept, done, true);
});

/// The output, what it came to, and how many errors are left; `None` of what is no memory.
fn repaired(input: &[u8], keep_foreign: bool) -> Option<(Vec<u8>, Repaired, usize)> {
    let mut options = RepairOptions::default();
    options.keep_foreign = keep_foreign;
    options.unit_bytes = 1 << 16;
    let mut output = Vec::new();
    let (mut counts, mut left) = ([0; 3], 0);
    let mut receive = |entry: yaddash_tmx::repair::Repair| {
        assert!(entry.line >= 1 && entry.column >= 1 && !entry.message.is_empty());
        left += usize::from(LEFT.contains(&entry.kind));
        counts[match entry.action {
            Action::Mended => 0,
            Action::Lost => 1,
            _ => 2,
        }] += 1;
    };
    let done = match repair(Trickle::new(input, 7), &mut output, options, &mut receive) {
        Ok(done) => done,
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::NothingOfTmx), "{error}");
            assert!(output.is_empty());
            return None;
        }
    };
    assert_eq!(counts, [done.mended, done.lost, done.kept]);
    Some((output, done, left))
}

/// How many errors are left that only the author can mend; there must be no others.
fn check_valid(output: &[u8]) -> usize {
    let mut left = 0;
    validate(output, "repaired.tmx".as_ref(), Scratch::new(&tempfile::tempfile), &mut |finding| {
        let is_of_authors = OF_AUTHORS.contains(&finding.rule.as_str());
        left += usize::from(is_of_authors);
        assert!(
            is_of_authors || finding.severity != Severity::Error,
            "{finding:?} in {}",
            String::from_utf8_lossy(output)
        );
    })
    .expect("the input never fails");
    left
}

fn check_again(output: &[u8], first: Repaired, keep_foreign: bool) {
    let (again, second, _) = repaired(output, keep_foreign).expect("the output is TMX");
    assert_eq!(
        String::from_utf8_lossy(&again),
        String::from_utf8_lossy(output)
    );
    assert!(!second.is_changed(), "{second:?} in {}", String::from_utf8_lossy(output));
    assert_eq!(second.units, first.units);
}
