//! The sample corpus: boundaries inside paragraphs against the gold segments.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use yaddash_segment::Segmenter;

/// F1 of inner boundaries that each language must reach.
const LEAST_F1: f64 = 0.98;

/// Whether the lines of a block are the cells of a table row, which are paragraphs of their own: one of them ends
/// without punctuation, and another follows.
fn is_row(block: &str) -> bool {
    let lines: Vec<&str> = block.lines().collect();
    lines.split_last().is_some_and(|(_, lines)| {
        lines.iter().any(|line| {
            line.trim_end_matches(['"', '”', '»', ')', '’'])
                .ends_with(|last: char| !".!?…".contains(last))
        })
    })
}

fn score(language: &str) {
    let segmenter = Segmenter::builtin(&language.parse().expect("a tag"));
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
    let (mut right, mut extra, mut missing) = (0_u32, Vec::new(), Vec::new());
    for file in &files {
        let text = fs::read_to_string(file).expect("text");
        for block in text
            .split("\n\n")
            .map(str::trim)
            .filter(|block| !block.is_empty() && !is_row(block))
        {
            let paragraph = block.replace('\n', " ");
            let gold: BTreeSet<usize> = block.match_indices('\n').map(|(at, _)| at + 1).collect();
            let found: BTreeSet<usize> = segmenter
                .segments(&paragraph)
                .iter()
                .skip(1)
                .map(|span| span.start())
                .collect();
            right += u32::try_from(gold.intersection(&found).count()).expect("few");
            let show = |at: &usize| {
                let (before, after) = paragraph.split_at(*at);
                format!("{before}| {after}")
            };
            extra.extend(found.difference(&gold).map(show));
            missing.extend(gold.difference(&found).map(show));
        }
    }
    let faults = u32::try_from(extra.len() + missing.len()).expect("few");
    let f1 = f64::from(2 * right) / f64::from(2 * right + faults);
    println!(
        "{language}: {} files, {right} right, F1 {f1:.4}",
        files.len()
    );
    assert!(
        right > 50,
        "only {right} boundaries in {} files",
        files.len()
    );
    assert!(
        f1 >= LEAST_F1,
        "F1 {f1:.4}\nextra:\n{}\nmissing:\n{}",
        extra.join("\n"),
        missing.join("\n")
    );
}

#[test]
fn azerbaijani() {
    score("az");
}

#[test]
fn english() {
    score("en");
}

#[test]
fn russian() {
    score("ru");
}
