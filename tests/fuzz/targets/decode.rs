//! Encodings: any bytes become text, and the stream gives the same text as the whole.
#![no_main]

use std::io::Read;

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{Trickle, choose, parted, text_of};
use yaddash_io::encoding::{Decoded, DecodingReader, Encoding, Hint, decode};

/// The least input of which the stream sees the first part alone when it looks for the encoding.
const BLOCK: usize = 1 << 16;

/// The encodings that a user may have chosen.
const CHOSEN: [Option<&str>; 7] = [
    None,
    Some("utf-8"),
    Some("windows-1251"),
    Some("utf-16le"),
    Some("utf-32be"),
    Some("koi8-r"),
    Some("shift_jis"),
];

fuzz_target!(|input: &[u8]| {
    let ([xml, chosen, language, step], bytes) = parted(input);
    // The labels that the choices cannot name.
    let _ = Encoding::for_label(text_of(bytes));
    let hint = Hint {
        xml: choose(xml, &[false, true]),
        chosen: choose(chosen, &CHOSEN).map(|label| Encoding::for_label(label).unwrap()),
        language: choose(
            language,
            &[None, Some("az"), Some("en"), Some("ru"), Some("xx")],
        ),
    };
    let whole = decode(bytes, hint);
    check_replaced(&whole);
    for notice in &whole.notices {
        assert!(!notice.to_string().is_empty());
    }
    if bytes.len() >= BLOCK {
        return;
    }
    let mut stream = DecodingReader::new(Trickle::new(bytes, usize::from(step)), hint).unwrap();
    let mut read = Vec::new();
    stream.read_to_end(&mut read).unwrap();
    assert_eq!(stream.encoding(), whole.encoding);
    assert_eq!(stream.evidence(), whole.evidence);
    assert_eq!(stream.mark(), whole.mark);
    assert_eq!(stream.notices(), whole.notices);
    if whole.encoding == Encoding::UTF_8 {
        // The stream leaves UTF-8 as it is.
        assert_eq!(read, &bytes[whole.mark..]);
    } else {
        assert_eq!(read, whole.text.as_bytes());
        assert_eq!(stream.replaced(), whole.replaced);
    }
});

/// The first character that was replaced stands where it is said to, and there are as many at least as were counted.
fn check_replaced(decoded: &Decoded<'_>) {
    if decoded.replaced.count == 0 {
        return;
    }
    let first = usize::try_from(decoded.replaced.first).unwrap();
    let rest = decoded.text.get(first..).unwrap_or_default();
    assert!(rest.starts_with('\u{fffd}'), "byte {first} is no U+FFFD");
    let count = decoded.text.matches('\u{fffd}').count() as u64;
    assert!(count >= decoded.replaced.count);
}
