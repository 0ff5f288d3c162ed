//! Lexicons and dictionaries: any bytes are read or refused; a lexicon that was read is written and read back equal, its
//! probabilities are shares, and merging it with itself doubles the evidence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twox_hash::XxHash3_128;
use yaddash_fuzz::{choose, parted, text_of};
use yaddash_lexicon::{Dictionary, Lexicon, PairLexicon, StarDict};
use yaddash_model::LanguageTag;

#[derive(Clone, Copy)]
enum Kind {
    /// The bytes as they are.
    File,
    /// What stands between the head and the checksum of a file.
    Content,
    Table,
    Dictd,
    StarDict,
}

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let kinds = [
        Kind::File,
        Kind::Content,
        Kind::Table,
        Kind::Dictd,
        Kind::StarDict,
    ];
    let read = match choose(choice, &kinds) {
        Kind::File => Lexicon::from_bytes(bytes).ok(),
        Kind::Content => Lexicon::from_bytes(&signed(bytes)).ok(),
        kind => dictionary(kind, bytes),
    };
    if let Some(lexicon) = read {
        check(&lexicon);
    }
});

/// A file with this content and the right checksum.
fn signed(content: &[u8]) -> Vec<u8> {
    let mut bytes = [b"YADLEX1", content].concat();
    let checksum = XxHash3_128::oneshot(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

/// A dictionary whose parts are parted by `=` on a line.
fn dictionary(kind: Kind, bytes: &[u8]) -> Option<Lexicon> {
    let [source, target] = ["en", "ru"].map(|tag| tag.parse::<LanguageTag>().expect("a tag"));
    let mut dictionary = Dictionary::new(&source, &target);
    let text = text_of(bytes);
    let (index, data) = text.split_once("\n=\n").unwrap_or((text, ""));
    match kind {
        Kind::Dictd => dictionary.add_dictd(index, data.as_bytes()).ok()?,
        Kind::StarDict => dictionary
            .add_stardict(&StarDict {
                info: "StarDict's dict ifo file\n",
                index: index.as_bytes(),
                data: data.as_bytes(),
                synonyms: Some(data.as_bytes()),
            })
            .ok()?,
        _ => dictionary.add_table(text),
    }
    Some(dictionary.finish())
}

fn check(lexicon: &Lexicon) {
    let bytes = lexicon.to_bytes();
    assert_eq!(
        &Lexicon::from_bytes(&bytes).expect("what was written is read"),
        lexicon
    );
    let mut doubled = lexicon.clone();
    doubled.merge(lexicon);
    for pair in lexicon.pairs() {
        let [first, second] = pair
            .languages
            .map(|name| name.parse::<LanguageTag>().expect("a tag"));
        let (Some(forward), Some(doubled)) =
            (lexicon.pair(&first, &second), doubled.pair(&first, &second))
        else {
            continue;
        };
        shares(forward, doubled);
        shares(forward.reversed(), doubled.reversed());
    }
}

fn shares(pair: PairLexicon<'_>, doubled: PairLexicon<'_>) {
    for source in pair.words() {
        let mut sum = 0.0;
        for found in pair.translations(source) {
            assert!((0.0..=1.0).contains(&found.forward) && (0.0..=1.0).contains(&found.backward));
            let twice = doubled
                .translation_by(source, found.key)
                .expect("what is in both is in the sum");
            assert!(twice.evidence >= found.evidence);
            sum += found.forward;
        }
        assert!(sum <= 1.0 + 1e-6, "{sum}");
    }
}
