//! Speed of the built-in rules in bytes a second on one thread, and the time to compile them.

#![allow(clippy::expect_used, reason = "a benchmark ends by panicking")]

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use yaddash_segment::{Segmenter, SrxDocument, builtin_srx};

fn main() {
    divan::main();
}

/// The paragraphs of the sample corpus in a language, repeated to about a megabyte.
fn paragraphs(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/segments");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| {
            path.to_string_lossy()
                .ends_with(&format!(".{language}.txt"))
        })
        .collect();
    files.sort();
    let mut paragraphs = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("text");
        paragraphs.extend(
            text.split("\n\n")
                .map(|block| block.trim().replace('\n', " ")),
        );
    }
    let size: usize = paragraphs.iter().map(String::len).sum();
    let wanted = paragraphs.len() * 1_000_000_usize.div_ceil(size.max(1));
    paragraphs.into_iter().cycle().take(wanted).collect()
}

#[divan::bench(args = ["az", "en", "ru"])]
fn built_in(bencher: Bencher<'_, '_>, language: &str) {
    let paragraphs = paragraphs(language);
    let segmenter = Segmenter::builtin(&language.parse().expect("a tag"));
    let size: usize = paragraphs.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(size)).bench(|| {
        paragraphs
            .iter()
            .map(|paragraph| segmenter.segments(paragraph).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = ["az", "en", "ru"])]
fn compile(bencher: Bencher<'_, '_>, language: &str) {
    let xml = builtin_srx().to_xml();
    let tag = language.parse().expect("a tag");
    bencher.bench(|| {
        let document = SrxDocument::parse(&xml, None).expect("SRX");
        Segmenter::from_srx(&document, &tag).expect("rules")
    });
}
