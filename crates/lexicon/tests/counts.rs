//! Merging, probabilities and training.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "a test fails by panicking, and counts are exact"
)]

use proptest::prelude::*;
use yaddash_language::Language;
use yaddash_lexicon::{Key, Layers, Lexicon, PairLexicon, Sample, Trainer, TrainerOptions, keys};
use yaddash_model::LanguageTag;

const AZ: &[&str] = &["qapı", "pəncərə", "ağ", "böyük", "ev", "yol", "və", "açıq"];
const EN: &[&str] = &[
    "door", "window", "white", "big", "house", "road", "and", "open",
];

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

fn key(word: &str, language: &str) -> Key {
    Key::of_word(word, Language::of(&tag(language))).unwrap()
}

/// Sentences of words by their numbers, the words of the second in reverse order.
fn sample(sentences: &[Vec<usize>]) -> Sample {
    let mut sample = Sample::new(&tag("az"), &tag("en"));
    for sentence in sentences {
        let az: Vec<&str> = sentence.iter().map(|word| AZ[*word]).collect();
        let en: Vec<&str> = sentence.iter().rev().map(|word| EN[*word]).collect();
        sample.push(&az.join(" "), &en.join(" "));
    }
    sample
}

fn learnt(sentences: &[Vec<usize>]) -> Lexicon {
    let mut trainer = Trainer::new(TrainerOptions::default());
    trainer.add(&sample(sentences));
    trainer.finish()
}

fn sentences() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..AZ.len(), 1..6), 0..12)
}

fn merged(lexicons: &[&Lexicon]) -> Lexicon {
    let mut sum = Lexicon::new();
    for lexicon in lexicons {
        sum.merge(lexicon);
    }
    sum
}

proptest! {
    #[test]
    fn merging_has_no_order(one in sentences(), two in sentences(), three in sentences()) {
        let (one, two, three) = (learnt(&one), learnt(&two), learnt(&three));
        let all = merged(&[&one, &two, &three]);
        prop_assert_eq!(&merged(&[&three, &one, &two]), &all);
        prop_assert_eq!(&merged(&[&one, &merged(&[&two, &three])]), &all);
    }

    #[test]
    fn probabilities_are_shares(one in sentences(), two in sentences()) {
        let (own, prior) = (learnt(&one), learnt(&two));
        let all = merged(&[&own, &prior]);
        for (source, target) in [("az", "en"), ("en", "az")] {
            let pair = |lexicon| Lexicon::pair(lexicon, &tag(source), &tag(target));
            let layers = Layers::new([pair(&own), pair(&prior)].into_iter().flatten());
            for word in pair(&all).into_iter().flat_map(PairLexicon::words) {
                let plain: Vec<_> = pair(&all).unwrap().translations(word).collect();
                for translations in [plain, layers.translations(word)] {
                    let sum: f64 = translations.iter().map(|one| one.forward).sum();
                    prop_assert!(sum <= 1.0 + 1e-9, "{}", sum);
                    for one in translations {
                        prop_assert!((0.0..=1.0).contains(&one.forward) && (0.0..=1.0).contains(&one.backward));
                        prop_assert!(one.evidence >= 0.0);
                    }
                }
            }
        }
    }

    #[test]
    fn many_words_are_looked_up_as_each_is(one in sentences(), two in sentences()) {
        let (own, prior) = (learnt(&one), learnt(&two));
        let all = merged(&[&own, &prior]);
        for (source, target) in [("az", "en"), ("en", "az")] {
            let pair = |lexicon| Lexicon::pair(lexicon, &tag(source), &tag(target));
            let layers = Layers::new([pair(&own), pair(&prior)].into_iter().flatten());
            let words = |pair: Option<PairLexicon<'_>>| pair.into_iter().flat_map(PairLexicon::words).collect::<Vec<_>>();
            // The words of one lexicon alone are wanted, in an order that is not that of the keys.
            let sources = words(pair(&all));
            let targets: Vec<_> = words(pair(&own).map(PairLexicon::reversed)).into_iter().rev().collect();
            let expected: Vec<_> = sources
                .iter()
                .enumerate()
                .flat_map(|(at, word)| layers.translations(*word).into_iter().map(move |found| (at, found)))
                .filter_map(|(at, found)| Some((at, targets.iter().position(|key| *key == found.key)?, found)))
                .collect();
            prop_assert_eq!(layers.translations_between(&sources, &targets), expected);
        }
    }

    #[test]
    fn both_directions_say_the_same(sentences in sentences()) {
        let lexicon = learnt(&sentences);
        let Some(pair) = lexicon.pair(&tag("az"), &tag("en")) else { return Ok(()) };
        for word in pair.words() {
            for found in pair.translations(word) {
                let back = pair.reversed().translation_by(found.key, word).unwrap();
                prop_assert_eq!((back.forward, back.backward, back.evidence), (found.backward, found.forward, found.evidence));
                prop_assert_eq!(pair.translation_by(word, found.key), Some(found));
            }
        }
    }

    #[test]
    fn limits_hold(sentences in sentences(), links in 0_usize..6, cells in 1_usize..40) {
        let mut options = TrainerOptions::default();
        options.links = links;
        options.cells = cells;
        let mut trainer = Trainer::new(options);
        trainer.add(&sample(&sentences));
        prop_assert!(trainer.finish().pairs().all(|pair| pair.links <= links));
        let mut options = TrainerOptions::default();
        options.most_links = Some(links);
        let mut trainer = Trainer::new(options);
        trainer.add(&sample(&sentences));
        prop_assert!(trainer.finish().pairs().all(|pair| pair.links <= links));
    }

    #[test]
    fn no_text_makes_it_panic(source in "\\PC{0,40}", target in "\\PC{0,40}") {
        let mut sample = Sample::new(&tag("az"), &tag("ru"));
        sample.push(&source, &target);
        let mut trainer = Trainer::new(TrainerOptions::default());
        trainer.add(&sample);
        trainer.finish();
    }
}

#[test]
fn words_find_their_counterparts() {
    let sentences: Vec<Vec<usize>> = (0..60)
        .map(|n| vec![n % 8, (n * 3 + 1) % 8, (n * 5 + n / 8) % 8])
        .collect();
    let lexicon = learnt(&sentences);
    let pair = lexicon.pair(&tag("en"), &tag("az")).unwrap();
    for (az, en) in AZ.iter().zip(EN) {
        let best = pair
            .translations(key(en, "en"))
            .max_by(|one, other| one.forward.total_cmp(&other.forward));
        let best = best.unwrap();
        assert_eq!(best.key, key(az, "az"), "{en}");
        assert!(best.forward > 0.8, "{en}: {best:?}");
    }
}

#[test]
fn blocks_go_on_where_others_ended() {
    let sentences: Vec<Vec<usize>> = (0..200)
        .map(|n| vec![n % 8, (n * 3 + 1) % 8, (n * 5 + n / 8) % 8])
        .collect();
    let mut options = TrainerOptions::default();
    options.cells = 200;
    let mut trainer = Trainer::new(options);
    trainer.add(&sample(&sentences));
    let lexicon = trainer.finish();
    let pair = lexicon.pair(&tag("az"), &tag("en")).unwrap();
    for (az, en) in AZ.iter().zip(EN) {
        assert!(
            pair.translation_by(key(az, "az"), key(en, "en"))
                .unwrap()
                .forward
                > 0.8,
            "{az}"
        );
    }
    assert_eq!(
        pair.seen(key("qapı", "az")),
        sentences
            .iter()
            .flatten()
            .filter(|word| **word == 0)
            .count() as f64
    );
}

#[test]
fn evidence_above_overrules_what_lies_below() {
    let general = learnt(&vec![vec![0]; 50]);
    let mut own = Sample::new(&tag("az"), &tag("en"));
    (0..40).for_each(|_| own.push("qapı", "gate"));
    let mut trainer = Trainer::new(TrainerOptions::default());
    trainer.add(&own);
    let own = trainer.finish();
    let pair = |lexicon| Lexicon::pair(lexicon, &tag("az"), &tag("en"));
    let layers = Layers::new([pair(&own), pair(&general)].into_iter().flatten());
    let [gate, door] = ["gate", "door"].map(|word| {
        layers
            .translation_by(key("qapı", "az"), key(word, "en"))
            .unwrap()
    });
    assert!(
        gate.forward > 0.75 && door.forward < 0.1,
        "{gate:?} {door:?}"
    );
}

#[test]
fn lopsided_and_empty_pairs_are_skipped() {
    let mut sample = Sample::new(&tag("en"), &tag("az"));
    for (one, other) in [
        ("", "qapı"),
        ("door", "2024"),
        ("door", &"qapı ".repeat(9)),
        (&"door ".repeat(121), &"qapı ".repeat(121)),
    ] {
        sample.push(one, other);
    }
    assert_eq!((sample.len(), sample.skipped()), (0, 4));
}

#[test]
fn both_scripts_of_azerbaijani_meet() {
    let keys_of =
        |text, language: &str| keys(text, Language::of(&tag(language))).collect::<Vec<_>>();
    assert_eq!(
        keys_of("Шәһәрләр вә јоллар", "az-Cyrl"),
        keys_of("Şəhərlər və yollar", "az")
    );
}
