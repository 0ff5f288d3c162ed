//! How well a lexicon explains sentences that it was not learnt from.
//!
//! `cargo run --release -p yaddash-lexicon --example held_out -- az en FILE.tsv [TEST.tsv]`
//!
//! Each line has two columns. Without a second file every fifth line is held out. Prints which share of the words of
//! the one language have a translation in the right sentence (hit), and in the sentence three lines below (noise), by
//! how sure the lexicon is; and the pairs with most evidence.

#![expect(clippy::print_stdout, reason = "prints a table for people")]

use std::collections::HashSet;
use std::error::Error;
use std::time::Instant;

use yaddash_language::Language;
use yaddash_lexicon::{Key, Lexicon, Sample, Trainer, TrainerOptions, keys};
use yaddash_model::LanguageTag;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .ok_or("usage: held_out LANG LANG FILE.tsv [TEST.tsv]")
    };
    let (source, target): (LanguageTag, LanguageTag) = (next()?.parse()?, next()?.parse()?);
    let content = std::fs::read_to_string(next()?)?;
    let lines: Vec<(&str, &str)> = content
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let other = next().ok().map(std::fs::read_to_string).transpose()?;
    let (learning, test): (Vec<_>, Vec<_>) = if let Some(other) = &other {
        let test = other.lines().filter_map(|line| line.split_once('\t'));
        (lines, test.collect())
    } else {
        let numbered = lines.into_iter().enumerate();
        let (held, kept): (Vec<_>, Vec<_>) = numbered.partition(|(number, _)| number % 5 == 0);
        let lines = |all: Vec<(usize, _)>| all.into_iter().map(|(_, line)| line).collect();
        (lines(kept), lines(held))
    };
    let start = Instant::now();
    let mut sample = Sample::new(&source, &target);
    for (source, target) in learning {
        sample.push(source, target);
    }
    println!(
        "{} pairs, {} skipped, {:?}",
        sample.len(),
        sample.skipped(),
        start.elapsed()
    );
    let mut trainer = Trainer::new(TrainerOptions::default());
    trainer.add(&sample);
    let lexicon = trainer.finish();
    println!("learnt {:?}", start.elapsed());
    for pair in lexicon.pairs() {
        println!("{pair:?}");
    }
    measure(&lexicon, &source, &target, &test);
    measure(
        &lexicon,
        &target,
        &source,
        &test
            .iter()
            .map(|(one, two)| (*two, *one))
            .collect::<Vec<_>>(),
    );
    best(&lexicon, &source, &target);
    Ok(())
}

fn measure(lexicon: &Lexicon, source: &LanguageTag, target: &LanguageTag, test: &[(&str, &str)]) {
    let Some(pair) = lexicon.pair(source, target) else {
        return;
    };
    let [from, to] = [Language::of(source), Language::of(target)];
    for least in [0.0, 0.1, 0.3, 0.5] {
        let (mut words, mut known, mut hits, mut noise) = (0, 0, 0, 0);
        for (number, (one, two)) in test.iter().enumerate() {
            let right: HashSet<Key> = keys(two, to).collect();
            let wrong = test
                .get((number + 3) % test.len())
                .map_or("", |other| other.1);
            let wrong: HashSet<Key> = keys(wrong, to).collect();
            for key in keys(one, from).filter(|key| key.text().chars().count() > 2) {
                words += 1;
                let translations: Vec<_> = pair
                    .translations(key)
                    .filter(|one| one.forward >= least)
                    .collect();
                known += usize::from(!translations.is_empty());
                hits += usize::from(translations.iter().any(|one| right.contains(&one.key)));
                noise += usize::from(translations.iter().any(|one| wrong.contains(&one.key)));
            }
        }
        let share = |part: usize| part as f64 / f64::from(words.max(1));
        println!(
            "{source}-{target} p>={least}: known {:.3} hit {:.3} noise {:.3}",
            share(known),
            share(hits),
            share(noise)
        );
    }
}

fn best(lexicon: &Lexicon, source: &LanguageTag, target: &LanguageTag) {
    let Some(pair) = lexicon.pair(source, target) else {
        return;
    };
    let all = pair.words().flat_map(|word| {
        pair.translations(word)
            .map(move |translation| (word, translation))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by(|one, other| other.1.evidence.total_cmp(&one.1.evidence));
    for (word, translation) in all.iter().take(100) {
        print!(
            "{word}={} {:.0} {:.2} {:.2}; ",
            translation.key, translation.evidence, translation.forward, translation.backward
        );
    }
    println!();
    let all: Vec<_> = all
        .iter()
        .skip(all.len() / 2)
        .step_by(all.len() / 200 + 1)
        .collect();
    for (word, translation) in all {
        print!(
            "{word}={} {:.1} {:.2} {:.2}; ",
            translation.key, translation.evidence, translation.forward, translation.backward
        );
    }
    println!();
}
