//! Throughput of the matcher by number of concepts: reading, masking, folding, matching and span mapping.
//!
//! The text is the sample documents of each language, repeated; the terms are words and pairs of words of these texts,
//! filled up with words made of their syllables, so that about as many terms are found whatever the number of concepts.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark stops where its sample is missing; spans come from the text that they index"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use yaddash_glossary::{ConceptEntry, LanguageSection, Matcher, Term, Termbase};
use yaddash_language::inflection::words;
use yaddash_model::LanguageTag;

fn main() {
    divan::main();
}

const LANGUAGES: [&str; 3] = ["az", "en", "ru"];
const CONCEPTS: [usize; 2] = [1_000, 10_000];
/// Terms that the text has.
const KNOWN_TERMS: usize = 300;
const TEXT_BYTES: usize = 1 << 20;

/// A megabyte of sample text.
fn text(language: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/documents");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.to_string_lossy()
                .ends_with(&format!(".{language}.txt"))
        })
        .collect();
    paths.sort();
    let sample: String = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a text"))
        .collect();
    sample.repeat(TEXT_BYTES / sample.len() + 1)
}

fn termbase(language: &str, count: usize, text: &str) -> Termbase {
    let tag: LanguageTag = language.parse().expect("a tag");
    let sample = &text[..text.ceil_char_boundary(60_000)];
    let found: Vec<&str> = words(sample).map(|span| &sample[span]).collect();
    let long = |word: &&&str| word.chars().count() >= 5;
    let mut terms: Vec<String> = found
        .iter()
        .filter(long)
        .step_by(9)
        .map(|word| (*word).to_owned())
        .collect();
    terms.extend(found.windows(2).step_by(17).map(|pair| pair.join(" ")));
    terms.sort_unstable();
    terms.dedup();
    // Every so many, so that they begin with all letters.
    let step = (terms.len() / KNOWN_TERMS).max(1);
    terms = terms.into_iter().step_by(step).collect();
    terms.truncate(KNOWN_TERMS);
    let syllables: Vec<String> = found
        .iter()
        .filter(long)
        .map(|word| word.chars().take(3).collect())
        .collect();
    let mut seed = 1_usize;
    while terms.len() < count {
        let mut made = String::new();
        for _ in 0..3 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            made.push_str(&syllables[(seed >> 33) % syllables.len()]);
        }
        terms.push(made);
    }
    let entry = |(at, text)| ConceptEntry {
        id: format!("c{at}"),
        sections: vec![LanguageSection {
            language: tag.clone(),
            details: Vec::new(),
            terms: vec![Term {
                text,
                ..Term::default()
            }],
        }],
        ..ConceptEntry::default()
    };
    Termbase {
        concepts: terms.into_iter().enumerate().map(entry).collect(),
        ..Termbase::default()
    }
}

#[divan::bench(args = LANGUAGES, consts = CONCEPTS)]
fn find<const N: usize>(bencher: Bencher<'_, '_>, language: &str) {
    let text = text(language);
    let termbase = termbase(language, N, &text);
    let matcher = Matcher::new(&termbase, &language.parse().expect("a tag"));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| matcher.find(black_box(&text), &[]).len());
}

#[divan::bench(args = LANGUAGES, consts = CONCEPTS)]
fn compile<const N: usize>(bencher: Bencher<'_, '_>, language: &str) {
    let text = text(language);
    let termbase = termbase(language, N, &text);
    let tag: LanguageTag = language.parse().expect("a tag");
    bencher.bench(|| Matcher::new(black_box(&termbase), &tag).len());
}
