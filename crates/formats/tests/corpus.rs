//! Every sample document gives the text of its gold segments.

#![expect(
    clippy::unwrap_used,
    reason = "a sample that cannot be read fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use yaddash_formats::document::{self, DocumentFormat, ReadOptions};
use yaddash_model::{Block, BlockKind};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// The sample documents: stem with language, format, bytes.
fn documents() -> Vec<(String, DocumentFormat, Vec<u8>)> {
    let mut documents: Vec<_> = fs::read_dir(corpus().join("documents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let format = DocumentFormat::of_path(&path)?;
            let stem = path.file_stem()?.to_str()?.to_owned();
            Some((stem, format, fs::read(path).unwrap()))
        })
        .collect();
    documents.sort_by(|one, other| one.0.cmp(&other.0));
    documents
}

fn gold(stem: &str) -> String {
    fs::read_to_string(corpus().join(format!("gold/segments/{stem}.txt"))).unwrap()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of a block. Items of full sentences keep their sign in plain text, where nothing tells them from a dialogue;
/// it belongs to no gold segment, so it is left out where the gold has no such line.
fn comparable(block: &Block, gold: &str) -> String {
    let text = block.content.text();
    let item = ["- ", "– ", "— "]
        .iter()
        .find_map(|sign| text.strip_prefix(sign));
    match item {
        Some(item)
            if !gold.contains(text.split_inclusive(['.', '?', '!', '…']).next().unwrap()) =>
        {
            without_space(item)
        }
        _ => without_space(text),
    }
}

#[test]
fn blocks_are_the_gold_text() {
    let documents = documents();
    assert!(documents.len() >= 48, "only {} documents", documents.len());
    for (stem, format, bytes) in documents {
        let document = document::read(format, &bytes, ReadOptions::default()).unwrap();
        let gold = gold(&stem);
        let found: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| block.kind.is_text())
            .map(|block| comparable(block, &gold))
            .collect();
        assert_eq!(found.concat(), without_space(&gold), "{stem} ({format:?})");
    }
}

#[test]
fn blocks_are_the_gold_blocks() {
    // A row of a table is one block of the gold and a block for each cell here, so cells are compared by their text
    // alone, above.
    for (stem, format, bytes) in documents() {
        let document = document::read(format, &bytes, ReadOptions::default()).unwrap();
        let gold_text = gold(&stem);
        let gold: Vec<String> = gold_text.split("\n\n").map(without_space).collect();
        for block in &document.blocks {
            if block.kind.is_text() && block.kind != BlockKind::Cell {
                let text = comparable(block, &gold_text);
                assert!(gold.contains(&text), "{stem} ({format:?}): {text}");
            }
        }
    }
}

#[test]
fn kinds_are_those_of_the_markup() {
    for (stem, format, bytes) in documents() {
        if format == DocumentFormat::Text {
            continue;
        }
        let document = document::read(format, &bytes, ReadOptions::default()).unwrap();
        let count = |kind: fn(&BlockKind) -> bool| {
            document
                .blocks
                .iter()
                .filter(|block| kind(&block.kind))
                .count()
        };
        assert_eq!(count(|kind| *kind == BlockKind::Heading(1)), 1, "{stem}");
        assert!(count(|kind| *kind == BlockKind::Heading(2)) > 2, "{stem}");
        if format != DocumentFormat::Docx {
            assert!(count(|kind| *kind == BlockKind::Item) > 2, "{stem}");
        }
    }
}

#[test]
fn dialogues_keep_their_dashes_and_lists_lose_their_signs() {
    let mut items = 0;
    for (stem, format, bytes) in documents() {
        if format != DocumentFormat::Text {
            continue;
        }
        let gold = gold(&stem);
        let document = document::read(format, &bytes, ReadOptions::default()).unwrap();
        for block in &document.blocks {
            let text = block.content.text();
            if block.kind == BlockKind::Item {
                items += 1;
                assert!(gold.contains(text), "{stem}: {text}");
            }
        }
        for line in gold.lines().filter(|line| line.starts_with(['–', '—'])) {
            let starts = |block: &Block| block.content.text().starts_with(line);
            assert!(document.blocks.iter().any(starts), "{stem}: {line}");
        }
    }
    assert!(items > 80, "only {items} items");
}
