use proptest::prelude::*;
use yaddash_model::CodeKind;
use yaddash_model::InlineCode;

use super::Band::{
    Context, CrossFile, Exact, High, InternalMedium, InternalNear, Low, Near, New, Repetition,
};
use super::*;

/// A segment with the score of its match, and that of a segment before it.
type Scored<'a> = (&'a str, Option<f64>, Option<f64>);

fn english() -> LanguageTag {
    "en".parse().unwrap()
}

#[test]
fn segments_count_in_the_first_band_that_fits() {
    let mut analyzer = Analyzer::new(&english());
    let mut bands = |files: &[&[Scored<'_>]]| -> Vec<Band> {
        let mut found = Vec::new();
        for file in files {
            analyzer.begin_file();
            for (text, matched, internal) in *file {
                found.extend(analyzer.add(&(*text).into(), *matched, *internal));
            }
        }
        found
    };
    let found = bands(&[
        &[
            ("Known in context", Some(101.0), None),
            ("Known", Some(100.0), None),
            ("Known", Some(100.0), None),
            ("Like 1", Some(96.4), None),
            ("Like 1", Some(96.4), None),
            ("Almost", Some(94.99), None),
            ("So so", Some(75.0), Some(80.0)),
            ("Hardly", Some(74.9), Some(60.0)),
            ("Own", None, Some(97.0)),
            ("New", Some(49.9), None),
            ("New", Some(49.9), Some(100.0)),
            ("  ", None, None),
        ],
        &[
            ("New", None, None),
            ("New", None, None),
            ("Known", Some(100.0), None),
        ],
    ]);
    assert_eq!(
        found,
        [
            Context,
            Exact,
            Exact,
            Near,
            Repetition,
            High,
            InternalMedium,
            Low,
            InternalNear,
            New,
            Repetition,
            CrossFile,
            Repetition,
            Exact
        ]
    );
}

#[test]
fn what_is_counted() {
    let mut segment = Segment::from("AŞPA-nın 12 üzvü, ");
    segment.push_code(InlineCode::new(CodeKind::Ph));
    segment.push_text("www.example.org 5%");
    let counts = Counts::of(&segment, Language::of(&"az".parse().unwrap()));
    assert_eq!(
        (
            counts.segments,
            counts.words,
            counts.tags,
            counts.placeables
        ),
        (1, 5, 1, 4)
    );
    assert_eq!((counts.characters, counts.characters_with_spaces), (32, 36));
}

#[test]
fn other_codes_are_no_repetition() {
    let mut analyzer = Analyzer::new(&english());
    let mut coded = Segment::from("Save");
    coded.push_code(InlineCode::new(CodeKind::Ph));
    assert_eq!(analyzer.add(&"Save".into(), None, None), Some(New));
    assert_eq!(analyzer.add(&coded, None, None), Some(New));
    assert_eq!(analyzer.add(&coded, None, None), Some(Repetition));
}

#[test]
fn likeness_to_segments_before() {
    let segments: Vec<Segment> = [
        "Open the file now",
        "Close it",
        "Open the file then",
        "Open the file now",
    ]
    .map(Segment::from)
    .into();
    let internal = Internal::new(&segments, &english());
    assert_eq!((internal.best(0), internal.best(1)), (None, None));
    assert!(
        internal
            .best(2)
            .is_some_and(|score| (50.0..95.0).contains(&score))
    );
    assert_eq!(internal.best(3), Some(100.0));
    assert_eq!(internal.best(4), None);
}

proptest! {
    /// Every segment counts once: the bands add up to the whole, whatever the scores.
    #[test]
    fn bands_add_up(files in prop::collection::vec(prop::collection::vec(("[a-c 0-9]{0,6}", 0.0..103.0_f64, 0.0..100.0_f64), 0..12), 1..5)) {
        let tag = english();
        let mut analyzer = Analyzer::new(&tag);
        let mut whole = Counts::default();
        for file in &files {
            analyzer.begin_file();
            for (text, matched, internal) in file {
                let segment = Segment::from(text.as_str());
                let band = analyzer.add(&segment, Some(*matched), Some(*internal));
                prop_assert_eq!(band.is_none(), text.trim().is_empty());
                if band.is_some() {
                    whole += Counts::of(&segment, Language::of(&tag));
                }
            }
        }
        let analyses = analyzer.finish();
        prop_assert_eq!(analyses.len(), files.len());
        let mut all = Analysis::default();
        for analysis in &analyses {
            let by_bands: Counts = Band::ALL.iter().map(|band| analysis.band(*band)).sum();
            prop_assert_eq!(by_bands, analysis.total());
            all.merge(analysis);
        }
        prop_assert_eq!(all.total(), whole);
        prop_assert!(all.weighted_words(Band::default_weight) <= whole.words as f64);
        prop_assert!((all.weighted_words(|_| 1.0) - whole.words as f64).abs() < 1e-9);
    }
}
