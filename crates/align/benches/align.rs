//! Lines a second on the sample corpus: `cargo bench -p yaddash-align`.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use yaddash_align::{Aligner, Side};

fn main() {
    divan::main();
}

/// All gold segments of the corpus in one language, in the order of the documents.
fn text(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/segments");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let of_language = paths.iter().filter(|path| {
        path.to_str()
            .unwrap()
            .ends_with(&format!(".{language}.txt"))
    });
    of_language
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

fn bench(bencher: Bencher<'_, '_>, languages: &[&str], repetitions: usize) {
    let texts: Vec<String> = languages
        .iter()
        .map(|language| text(language).repeat(repetitions))
        .collect();
    let sides: Vec<Side<'_>> = languages
        .iter()
        .zip(&texts)
        .map(|(language, text)| {
            Side::from_lines(
                language.parse().unwrap(),
                text.lines().filter(|line| !line.is_empty()),
            )
        })
        .collect();
    let lines: usize = sides.iter().map(|side| side.segments.len()).sum();
    bencher
        .counter(ItemsCount::new(lines))
        .bench(|| Aligner::default().align(&sides).unwrap());
}

#[divan::bench(args = [1, 2, 4], sample_count = 10)]
fn two_sides(bencher: Bencher<'_, '_>, repetitions: usize) {
    bench(bencher, &["az", "en"], repetitions);
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn three_sides(bencher: Bencher<'_, '_>, repetitions: usize) {
    bench(bencher, &["az", "en", "ru"], repetitions);
}
