//! Strict F1 over folders of cases: `evaluate FOLDER…` prints a row for each group of documents and pair of languages.
//!
//! A case is a folder with a text for each language, `LANG.txt`, a segment a line, and ladders `gold.LANG-LANG.txt` over
//! two or more of them. Cases in one folder are a group. Of the beads with a score of .9 and more the row tells how many
//! are right, and their share among all with two sides or more; a table of all scores follows. Lines `# exclude 0:[3, 4] 1:[4]` of a ladder name segments
//! that do not count. `--sentences az,en=FILE` trains a lexicon first, on a file of tab-separated sentences, a column a
//! language.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use yaddash_align::{Aligner, Alignment, Ladder, Rung, Side};
use yaddash_lexicon::{Lexicon, Sample, Trainer, TrainerOptions};
use yaddash_model::LanguageTag;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What is counted over a group.
#[derive(Clone, Copy, Default)]
struct Tally {
    predicted: usize,
    right: usize,
    gold: usize,
    found: usize,
    /// Of the beads with two sides or more, in tenths of the score, those that are right, and all.
    tenths: [(usize, usize); 10],
    lines: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.predicted += other.predicted;
        self.right += other.right;
        self.gold += other.gold;
        self.found += other.found;
        for (sum, more) in self.tenths.iter_mut().zip(other.tenths) {
            sum.0 += more.0;
            sum.1 += more.1;
        }
        self.lines += other.lines;
    }

    fn f1(&self) -> f64 {
        let precision = self.right as f64 / self.predicted.max(1) as f64;
        let recall = self.found as f64 / self.gold.max(1) as f64;
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

/// What is asked for.
#[derive(Default)]
struct Options {
    is_batch: bool,
    has_seed: bool,
    projects: bool,
    tiers: Vec<String>,
    cases: Vec<PathBuf>,
}

/// Beads below this score teach nothing in a batch.
const LEAST_SCORE: f64 = 0.5;

fn main() -> Result<()> {
    let mut options = Options::default();
    let mut trainer = Trainer::new(TrainerOptions::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--sentences" => {
                let value = arguments.next().ok_or("--sentences az,en=FILE")?;
                train(&value, &mut trainer)?;
            }
            "--tiers" => {
                let value = arguments.next().ok_or("--tiers clean,hard")?;
                options.tiers = value.split(',').map(str::to_owned).collect();
            }
            "--batch" => options.is_batch = true,
            "--seed" => options.has_seed = true,
            "--project" => options.projects = true,
            folder => find(Path::new(folder), &mut options.cases)?,
        }
    }
    let lexicon = trainer.finish();
    let mut groups: BTreeMap<(String, String), Vec<PathBuf>> = BTreeMap::new();
    options.cases.sort();
    for ladder in &options.cases {
        groups
            .entry(group_of(ladder)?)
            .or_default()
            .push(ladder.clone());
    }
    if !options.tiers.is_empty() {
        groups.retain(|(group, _), _| options.tiers.iter().any(|tier| group.ends_with(tier)));
    }
    let mut tallies = BTreeMap::new();
    for (group, ladders) in groups {
        let mut lexicons = vec![&lexicon];
        if options.has_seed {
            lexicons.push(Lexicon::seed());
        }
        let learnt = if options.is_batch {
            learn(&ladders, &lexicons)?
        } else {
            Lexicon::new()
        };
        lexicons.insert(0, &learnt);
        for found in in_parallel(&ladders, |ladder| evaluate(ladder, &lexicons, &options))? {
            for (languages, tally) in found {
                let key = (group.0.clone(), languages);
                tallies.entry(key).or_insert_with(Tally::default).add(tally);
            }
        }
    }
    print(&tallies);
    Ok(())
}

/// The results of `work` for each ladder, in order.
fn in_parallel<T: Send>(
    ladders: &[PathBuf],
    work: impl Fn(&Path) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| -> Result<()> {
        let work = || -> Result<()> {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(ladder) = ladders.get(at) else {
                    return Ok(());
                };
                let result = work(ladder)?;
                if let Ok(mut results) = results.lock() {
                    results.insert(at, result);
                }
            }
        };
        let workers = [scope.spawn(work), scope.spawn(work)];
        for worker in workers {
            worker.join().map_err(|_| "a worker panicked")??;
        }
        Ok(())
    })?;
    let results = results.into_inner().map_err(|_| "a worker panicked")?;
    Ok(results.into_values().collect())
}

/// What the documents of a batch teach each other.
fn learn(ladders: &[PathBuf], lexicons: &[&Lexicon]) -> Result<Lexicon> {
    let samples = in_parallel(ladders, |ladder| {
        let case = Case::read(ladder)?;
        let sides = case.sides();
        let aligner = Aligner::default().with_lexicons(lexicons.iter().copied());
        let alignment = aligner.align(&sides)?;
        let text = |side: usize, range: std::ops::Range<usize>| -> Option<String> {
            let segments = sides.get(side)?.segments.get(range)?;
            let texts: Vec<&str> = segments.iter().map(|segment| segment.text).collect();
            Some(texts.join(" "))
        };
        let mut samples = Vec::new();
        for (at, one) in sides.iter().enumerate() {
            for (beside, other) in sides.iter().enumerate().skip(at + 1) {
                let mut sample = Sample::new(&one.language, &other.language);
                for bead in &alignment.beads {
                    if bead.filled() > 1
                        && bead.score.value() >= LEAST_SCORE
                        && let [Some(source), Some(target)] =
                            [at, beside].map(|side| text(side, bead.sides.get(side)?.clone()))
                    {
                        sample.push(&source, &target);
                    }
                }
                samples.push(sample);
            }
        }
        Ok(samples)
    })?;
    let mut trainer = Trainer::new(TrainerOptions::default());
    for sample in samples.iter().flatten() {
        trainer.add(sample);
    }
    Ok(trainer.finish())
}

#[allow(clippy::print_stdout, reason = "an example tells its figures")]
fn print(tallies: &BTreeMap<(String, String), Tally>) {
    let mut total = Tally::default();
    for ((group, languages), tally) in tallies {
        total.add(*tally);
        let [.., (right, sure)] = tally.tenths;
        let linked: usize = tally.tenths.iter().map(|(_, all)| all).sum();
        println!(
            "{group:28} {languages:9} {:.4}  sure {:.3} of {:.2}  {} lines",
            tally.f1(),
            right as f64 / sure.max(1) as f64,
            sure as f64 / linked.max(1) as f64,
            tally.lines
        );
    }
    println!("Beads with two sides or more by their scores:");
    for (tenth, (right, all)) in total.tenths.into_iter().enumerate() {
        println!(
            ".{tenth}  {all:6} beads, {:.3} right",
            right as f64 / all.max(1) as f64
        );
    }
}

/// Teaches the trainer the sentences of a file.
fn train(argument: &str, trainer: &mut Trainer) -> Result<()> {
    let (languages, path) = argument.split_once('=').ok_or("az,en=FILE")?;
    let languages: Vec<LanguageTag> = languages
        .split(',')
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()?;
    let text = fs::read_to_string(path)?;
    for (at, one) in languages.iter().enumerate() {
        for (beside, other) in languages.iter().enumerate().skip(at + 1) {
            let mut sample = Sample::new(one, other);
            for line in text.lines() {
                let columns: Vec<&str> = line.split('\t').collect();
                if let (Some(one), Some(other)) = (columns.get(at), columns.get(beside)) {
                    sample.push(one, other);
                }
            }
            trainer.add(&sample);
        }
    }
    Ok(())
}

/// Adds the ladders below a folder.
fn find(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_gold = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("gold."));
        if path.is_dir() {
            find(&path, found)?;
        } else if is_gold {
            found.push(path);
        }
    }
    Ok(())
}

/// The folder above that of a case, and the languages of a ladder.
fn group_of(ladder: &Path) -> Result<(String, String)> {
    let languages = ladder
        .file_stem()
        .and_then(|name| name.to_str())
        .and_then(|name| name.strip_prefix("gold."))
        .ok_or("a ladder is gold.LANG-LANG.txt")?;
    let group = ladder.parent().and_then(Path::parent).ok_or("no folder")?;
    Ok((group.display().to_string(), languages.to_owned()))
}

/// The texts beside a ladder.
struct Case {
    languages: Vec<LanguageTag>,
    texts: Vec<String>,
}

impl Case {
    fn read(ladder: &Path) -> Result<Self> {
        let (_, languages) = group_of(ladder)?;
        let mut case = Self {
            languages: Vec::new(),
            texts: Vec::new(),
        };
        for language in languages.split('-') {
            case.languages.push(language.parse()?);
            let path = ladder.with_file_name(format!("{language}.txt"));
            case.texts.push(fs::read_to_string(path)?);
        }
        Ok(case)
    }

    fn sides(&self) -> Vec<Side<'_>> {
        let sides = self.languages.iter().zip(&self.texts);
        sides
            .map(|(language, text)| {
                let text = text.strip_suffix('\n').unwrap_or(text);
                Side::from_lines(language.clone(), text.split('\n'))
            })
            .collect()
    }
}

/// The tallies of a case by languages.
fn evaluate(
    ladder: &Path,
    lexicons: &[&Lexicon],
    options: &Options,
) -> Result<Vec<(String, Tally)>> {
    let case = Case::read(ladder)?;
    let sides = case.sides();
    let aligner = Aligner::default().with_lexicons(lexicons.iter().copied());
    let alignment = aligner.align(&sides)?;
    let text = fs::read_to_string(ladder)?;
    let excluded = excluded(&text);
    let gold = text.parse::<Ladder>()?;
    let lines = sides.iter().map(|side| side.segments.len()).sum();
    let (_, languages) = group_of(ladder)?;
    let golden = single(gold.rungs(), &excluded);
    let whole = Tally {
        tenths: tenths(&alignment, &golden),
        lines,
        ..tally(gold.rungs(), alignment.ladder().rungs(), &excluded)
    };
    let mut tallies = vec![(languages, whole)];
    if options.projects && sides.len() > 2 {
        for (one, first) in case.languages.iter().enumerate() {
            for (other, second) in case.languages.iter().enumerate().skip(one + 1) {
                let pair = |rungs: &[Rung]| -> Vec<Rung> {
                    let side = |rung: &Rung, side| rung.get(side).cloned().unwrap_or_default();
                    let pairs = rungs
                        .iter()
                        .map(|rung| [side(rung, one), side(rung, other)]);
                    pairs.map(Rung::from).collect()
                };
                let of_pair = [one, other].into_iter().enumerate();
                let excluded = of_pair
                    .flat_map(|(at, side)| {
                        let of_side = excluded.iter().filter(move |(known, _)| *known == side);
                        of_side.map(move |(_, segment)| (at, *segment))
                    })
                    .collect();
                let (gold, found) = (pair(gold.rungs()), pair(alignment.ladder().rungs()));
                tallies.push((
                    format!("> {first}-{second}"),
                    tally(&gold, &found, &excluded),
                ));
            }
        }
    }
    Ok(tallies)
}

/// Counts what was found beside the gold.
fn tally(gold: &[Rung], found: &[Rung], excluded: &BTreeSet<(usize, usize)>) -> Tally {
    let (gold, predicted) = (single(gold, excluded), single(found, excluded));
    let is_linked = |rung: &&Rung| rung.iter().filter(|side| !side.is_empty()).count() > 1;
    Tally {
        predicted: predicted.len(),
        right: predicted.intersection(&gold).count(),
        gold: gold.iter().filter(is_linked).count(),
        found: gold.intersection(&predicted).filter(is_linked).count(),
        ..Tally::default()
    }
}

/// Of the beads with two sides or more, in tenths of the score, those that are right, and all.
fn tenths(alignment: &Alignment, gold: &BTreeSet<Rung>) -> [(usize, usize); 10] {
    let mut tenths = [(0, 0); 10];
    for (bead, rung) in alignment.beads.iter().zip(alignment.ladder().rungs()) {
        let tenth = (1..10)
            .filter(|tenth| bead.score.value() >= f64::from(*tenth) / 10.0)
            .count();
        if let (true, Some((right, all))) = (bead.filled() > 1, tenths.get_mut(tenth)) {
            *right += usize::from(gold.contains(rung));
            *all += 1;
        }
    }
    tenths
}

/// The segments that do not count, with their sides.
fn excluded(text: &str) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for line in text
        .lines()
        .filter_map(|line| line.strip_prefix("# exclude"))
    {
        for part in line.split(']') {
            if let Some((side, segments)) = part.split_once(":[") {
                let Ok(side) = side.trim().parse() else {
                    continue;
                };
                let segments = segments.split(',').filter_map(|at| at.trim().parse().ok());
                found.extend(segments.map(|segment| (side, segment)));
            }
        }
    }
    found
}

/// The rungs, with gaps of several segments cut into single ones, and without what is excluded.
fn single(rungs: &[Rung], excluded: &BTreeSet<(usize, usize)>) -> BTreeSet<Rung> {
    let mut single = BTreeSet::new();
    for rung in rungs {
        let all: Vec<(usize, usize)> = (0..)
            .zip(rung)
            .flat_map(|(side, segments)| segments.iter().map(move |at| (side, *at)))
            .collect();
        if !all.is_empty() && all.iter().all(|at| excluded.contains(at)) {
            continue;
        }
        if rung.iter().filter(|side| !side.is_empty()).count() > 1 {
            single.insert(rung.clone());
            continue;
        }
        for (side, segment) in all {
            if !excluded.contains(&(side, segment)) {
                let mut one = vec![Vec::new(); rung.len()];
                if let Some(side) = one.get_mut(side) {
                    side.push(segment);
                }
                single.insert(one);
            }
        }
    }
    single
}
