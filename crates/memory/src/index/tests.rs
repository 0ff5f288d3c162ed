//! The index against an exhaustive search.

use std::sync::Arc;

use proptest::prelude::*;
use rustc_hash::FxHashSet;
use yaddash_language::Language;

use super::build::Builder;
use super::part::Part;
use super::search::{Live, Search, Searched};
use super::top::Hit;
use crate::score::{Comparison, Differences, Score, Scoring, Text};
use crate::store::UnitId;
use crate::words::Forms;

fn az() -> &'static Language {
    Language::of(&"az".parse().unwrap_or_else(|error| panic!("{error}")))
}

fn part(texts: &[String]) -> Part {
    let mut builder = Builder::new(az());
    for (unit, text) in (1..).zip(texts) {
        builder.push(UnitId(unit), text, "az en");
    }
    Part::read(Arc::new(builder.finish())).unwrap_or_else(|| panic!("no part"))
}

fn found(part: &Part, text: &str, scoring: Scoring, limit: usize, least: f64) -> Vec<Hit> {
    let mut forms = Forms::new(az());
    let text = Text::new(text, &mut forms);
    let dead = FxHashSet::default();
    let live = Live {
        sets: [true; 256],
        dead: &dead,
    };
    Search::new(text, forms, scoring, limit, least).run(&mut [Searched::new(part, live)], false)
}

/// The same by looking at all texts.
fn exhaustive(
    texts: &[String],
    text: &str,
    scoring: Scoring,
    limit: usize,
    least: f64,
) -> Vec<Hit> {
    let mut forms = Forms::new(az());
    let mut comparison = Comparison::new(Text::new(text, &mut forms));
    let mut hits: Vec<Hit> = (1..)
        .zip(texts)
        .filter_map(|(unit, text)| {
            let text = Text::new(text, &mut forms);
            let measures = comparison.measures(&text);
            let query = comparison.query();
            let differences =
                Differences::between((&query.text, &query.words), (&text.text, &text.words));
            let value = Score::new(&measures, differences, scoring).value;
            (value >= least).then_some(Hit {
                unit: UnitId(unit),
                value,
            })
        })
        .collect();
    hits.sort_by(|one, other| {
        other
            .value
            .total_cmp(&one.value)
            .then(other.unit.cmp(&one.unit))
    });
    if let Some(last) = limit
        .checked_sub(1)
        .and_then(|last| hits.get(last))
        .copied()
    {
        hits.retain(|hit| hit.value >= last.value);
    }
    hits
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[abə]{1,5}",
        "[шжы]{1,5}",
        "(Xankəndi|Ханкенди|house|evlər|evdə|İş|iş|12|3)",
        "[.,!]",
        "[a-zəğ]{4,12}",
    ];
    let text = prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 1..120)
}

proptest! {
    #[test]
    fn keeps_texts(texts in prop::collection::vec("\\PC{0,40}", 1..60)) {
        let part = part(&texts);
        let mut bytes = Vec::new();
        let mut kept: Vec<String> = (0..part.len())
            .map(|entry| { part.text(entry, &mut bytes); String::from_utf8_lossy(&bytes).into_owned() })
            .collect();
        let mut texts: Vec<String> = texts.iter().map(|text| crate::words::normal(text).into_owned()).collect();
        kept.sort();
        texts.sort();
        prop_assert_eq!(kept, texts);
    }

    #[test]
    fn finds_what_looking_at_all_finds(
        texts in texts(),
        edit in "[abşи ]{0,3}",
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        limit in 1_usize..8,
        least in 65.0..100.0,
    ) {
        let mut query: Vec<char> = which.get(&texts).chars().collect();
        let at = at.index(query.len() + 1);
        let end = (at + 2).min(query.len());
        query.splice(at..end, edit.chars());
        let query: String = query.into_iter().collect();
        let part = part(&texts);
        for scoring in [Scoring::Blend, Scoring::Char, Scoring::Word, Scoring::OmegaT] {
            let values = |hits: Vec<Hit>| -> Vec<_> { hits.iter().map(|hit| (hit.unit, (hit.value * 1e6).round())).collect() };
            let mut all = values(exhaustive(&texts, &query, scoring, limit, least));
            let mut mine = values(found(&part, &query, scoring, limit, least));
            all.sort_by_key(|hit| hit.0);
            mine.sort_by_key(|hit| hit.0);
            prop_assert_eq!(mine, all, "{:?} {:?}", query, scoring);
        }
    }
}

/// Texts of common words, drawn by a fixed rule; more than two blocks of them.
fn many_texts() -> Vec<String> {
    const WORDS: [&str; 24] = [
        "fayl",
        "faylı",
        "qovluq",
        "sənəd",
        "açıldı",
        "açılmadı",
        "silindi",
        "tapılmadı",
        "yeni",
        "köhnə",
        "bütün",
        "və",
        "üçün",
        "bu",
        "o",
        "1",
        "25",
        "%",
        ".",
        ",",
        "seçilmiş",
        "ad",
        "adı",
        "yaddaş",
    ];
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    (0..36_000)
        .map(|_| {
            let count = 2 + draw(8);
            let words: Vec<_> = (0..count)
                // Some words are much more frequent than others.
                .filter_map(|_| {
                    let most = 1 + draw(WORDS.len());
                    WORDS.get(draw(most)).copied()
                })
                .collect();
            words.join(" ")
        })
        .collect()
}

#[test]
fn blocks_of_entries_are_searched_whole() {
    let texts = many_texts();
    let part = part(&texts);
    assert!(part.blocks() > 2);
    for query in [
        "yeni fayl açıldı və silindi",
        "bütün qovluqlar üçün yeni ad",
        "1 % , 25 % .",
        "faylı seçilmiş sənəd köhnə yaddaş tapılmadı o adı",
    ] {
        for scoring in [Scoring::Blend, Scoring::Char, Scoring::Word] {
            let best = |hits: Vec<Hit>| hits.first().map(|hit| (hit.value * 1e6).round());
            let all = best(exhaustive(&texts, query, scoring, 1, 65.0));
            assert_eq!(
                best(found(&part, query, scoring, 1, 65.0)),
                all,
                "{query} {scoring:?}"
            );
        }
    }
}
