//! Accuracy on the sample corpus: strict F1 of beads, as in Thompson and Koehn ("Vecalign", EMNLP 2019, section 4.2).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may panic and tells its figures"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use yaddash_align::{Aligner, Ladder, Rung, Side};

const LANGUAGES: [&str; 3] = ["az", "en", "ru"];
/// The least strict F1 that a pair of languages may have over the corpus.
const LEAST_PAIR: f64 = 0.95;
/// The same for all three languages at once.
const LEAST_TRIPLE: f64 = 0.95;

/// Beads that were looked for and found.
#[derive(Default)]
struct Tally {
    predicted: usize,
    right: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    /// Precision counts segments without counterpart, recall does not.
    fn add(&mut self, gold: &Ladder, predicted: &Ladder) {
        let (gold, predicted) = (single(gold), single(predicted));
        let is_linked = |rung: &&Rung| rung.iter().filter(|side| !side.is_empty()).count() > 1;
        self.predicted += predicted.len();
        self.right += predicted.intersection(&gold).count();
        self.gold += gold.iter().filter(is_linked).count();
        self.found += gold.intersection(&predicted).filter(is_linked).count();
    }

    fn f1(&self) -> f64 {
        let precision = self.right as f64 / self.predicted.max(1) as f64;
        let recall = self.found as f64 / self.gold.max(1) as f64;
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

/// The rungs, with gaps of several segments cut into single ones.
fn single(ladder: &Ladder) -> BTreeSet<Rung> {
    let mut rungs = BTreeSet::new();
    for rung in ladder.rungs() {
        match rung
            .iter()
            .enumerate()
            .filter(|(_, side)| !side.is_empty())
            .collect::<Vec<_>>()
            .as_slice()
        {
            [(only, side)] => {
                for segment in *side {
                    let mut single = vec![Vec::new(); rung.len()];
                    single[*only] = vec![*segment];
                    rungs.insert(single);
                }
            }
            _ => {
                rungs.insert(rung.clone());
            }
        }
    }
    rungs
}

fn gold() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold")
}

fn documents() -> BTreeSet<String> {
    let name = |entry: fs::DirEntry| {
        entry
            .file_name()
            .to_str()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned()
    };
    fs::read_dir(gold().join("segments"))
        .unwrap()
        .map(|entry| name(entry.unwrap()))
        .collect()
}

/// The gold segments of a document, with the number of the block of each.
fn segments(document: &str, language: &str) -> String {
    fs::read_to_string(gold().join(format!("segments/{document}.{language}.txt"))).unwrap()
}

fn side<'a>(text: &'a str, language: &str, with_blocks: bool) -> Side<'a> {
    let mut side = Side::from_lines(language.parse().unwrap(), []);
    let mut block = 0;
    for line in text.lines() {
        if line.is_empty() {
            block += usize::from(with_blocks);
            continue;
        }
        let mut segment = yaddash_align::SideSegment::new(line);
        segment.block = block;
        side.segments.push(segment);
    }
    side
}

fn strict_f1(languages: &[&str], with_blocks: bool) -> f64 {
    let mut tally = Tally::default();
    for document in documents() {
        let texts: Vec<String> = languages
            .iter()
            .map(|language| segments(&document, language))
            .collect();
        let sides: Vec<Side<'_>> = texts
            .iter()
            .zip(languages)
            .map(|(text, language)| side(text, language, with_blocks))
            .collect();
        let path = gold().join(format!(
            "alignment/{document}.{}.ladder",
            languages.join("-")
        ));
        let gold: Ladder = fs::read_to_string(path).unwrap().parse().unwrap();
        let predicted = Aligner::default().align(&sides).unwrap().ladder();
        if std::env::var_os("SHOW_MISSES").is_some() {
            for rung in single(&gold).symmetric_difference(&single(&predicted)) {
                println!(
                    "{document} {} {rung:?}",
                    if single(&gold).contains(rung) {
                        "missed"
                    } else {
                        "wrong "
                    }
                );
            }
        }
        tally.add(&gold, &predicted);
    }
    let f1 = tally.f1();
    println!(
        "{} blocks={with_blocks} strict F1 {f1:.4} ({} gold beads)",
        languages.join("-"),
        tally.gold
    );
    f1
}

#[test]
fn pairs_of_the_corpus() {
    for pair in [["az", "en"], ["az", "ru"], ["en", "ru"]] {
        assert!(strict_f1(&pair, true) >= LEAST_PAIR);
        assert!(
            strict_f1(&pair, false) >= LEAST_PAIR - 0.01,
            "without paragraphs"
        );
    }
}

#[test]
fn the_triple_of_the_corpus() {
    assert!(strict_f1(&LANGUAGES, true) >= LEAST_TRIPLE);
    assert!(
        strict_f1(&LANGUAGES, false) >= LEAST_TRIPLE - 0.01,
        "without paragraphs"
    );
}
