//! What holds of every alignment, whatever the text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use proptest::prelude::*;
use yaddash_align::{Aligner, Alignment, Side, SideSegment};
use yaddash_lexicon::{Sample, Trainer, TrainerOptions};

/// Lines as they come: words that recur, numbers, names, empty lines, signs.
fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zəıöüşçğ]{1,9}",
        "[А-Я]?[а-я]{1,9}",
        "[0-9]{1,4}",
        Just("Bakı".to_owned()),
        Just("Баку".to_owned()),
        Just("Baku".to_owned()),
        Just("?!…".to_owned()),
    ];
    prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

/// Lines with the numbers of their blocks, which never fall.
fn lines() -> impl Strategy<Value = Vec<(String, bool)>> {
    prop::collection::vec((line(), prop::bool::weighted(0.3)), 0..14)
}

fn side<'a>(language: &str, lines: &'a [(String, bool)]) -> Side<'a> {
    let mut block = 0;
    let mut side = Side::from_lines(language.parse().unwrap(), []);
    for (text, begins_block) in lines {
        block += usize::from(*begins_block);
        let mut segment = SideSegment::new(text);
        segment.block = block;
        side.segments.push(segment);
    }
    side
}

/// Every segment of every side stands in exactly one bead, and scores lie between 0 and 1.
fn assert_covers(alignment: &Alignment, sides: &[Side<'_>]) -> Result<(), TestCaseError> {
    for (number, side) in sides.iter().enumerate() {
        let mut seen: Vec<usize> = alignment
            .beads
            .iter()
            .flat_map(|bead| bead.sides[number].clone())
            .collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..side.segments.len()).collect::<Vec<_>>());
    }
    for bead in &alignment.beads {
        prop_assert!(bead.filled() > 0);
        prop_assert!((0.0..=1.0).contains(&bead.score.value()));
    }
    prop_assert!((0.0..=1.0).contains(&alignment.score.value()));
    Ok(())
}

/// The beads with two sides, by the order of one of the sides and with the sides as given.
fn linked(alignment: &Alignment, sides: [usize; 2]) -> Vec<[std::ops::Range<usize>; 2]> {
    let mut linked: Vec<_> = alignment
        .beads
        .iter()
        .filter(|bead| bead.filled() == 2)
        .map(|bead| sides.map(|side| bead.sides[side].clone()))
        .collect();
    linked.sort_by_key(|sides| sides[0].start);
    linked
}

proptest! {
    #[test]
    fn two_sides_are_covered(one in lines(), other in lines()) {
        let sides = [side("az", &one), side("en", &other)];
        assert_covers(&Aligner::default().align(&sides).unwrap(), &sides)?;
    }

    #[test]
    fn three_sides_are_covered(one in lines(), two in lines(), three in lines()) {
        let sides = [side("az", &one), side("en", &two), side("ru", &three)];
        assert_covers(&Aligner::default().align(&sides).unwrap(), &sides)?;
    }

    #[test]
    fn four_sides_are_covered(one in lines(), two in lines(), three in lines(), four in lines()) {
        let sides = [side("az", &one), side("en", &two), side("ru", &three), side("de", &four)];
        assert_covers(&Aligner::default().align(&sides).unwrap(), &sides)?;
    }

    #[test]
    fn the_same_input_gives_the_same_output(one in lines(), two in lines(), three in lines()) {
        let sides = [side("az", &one), side("en", &two), side("ru", &three)];
        prop_assert_eq!(Aligner::default().align(&sides).unwrap(), Aligner::default().align(&sides).unwrap());
    }

    /// Swapping the sides swaps the sides of the beads, as long as the best alignment is one alone. Scores may differ a
    /// little, since what both sides have without counterpart at one place stands in the order of the sides.
    ///
    /// Of alignments that are as good as each other, such as 1-2 before 2-1 and the other way round for four equal lines, the
    /// search takes one by the order of the sides, so no more is promised of texts with equal or empty lines.
    #[test]
    fn swapped_sides_give_the_mirrored_alignment(
        passages in prop::collection::vec(("[a-z]{4,9}( [a-z]{4,9}){2,9}", "[a-z]{4,9}( [a-z]{4,9}){2,9}", 0..6_u8), 1..20),
    ) {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for (number, (text, translation, fate)) in passages.into_iter().enumerate() {
            let (text, translation) = (format!("{text} {}", 1_000 + number * 37), format!("{translation} {}", 1_000 + number * 37));
            match (fate, one.last_mut(), other.last_mut()) {
                (0, _, _) => one.push((text, false)),
                (1, _, _) => other.push((translation, false)),
                (2, Some((last, _)), _) => {
                    *last = format!("{last} {text}");
                    other.push((translation, false));
                }
                (3, _, Some((last, _))) => {
                    *last = format!("{last} {translation}");
                    one.push((text, false));
                }
                _ => {
                    one.push((text, false));
                    other.push((translation, false));
                }
            }
        }
        let (one, other) = (side("az", &one), side("en", &other));
        let there = Aligner::default().align(&[one.clone(), other.clone()]).unwrap();
        let back = Aligner::default().align(&[other, one]).unwrap();
        prop_assert_eq!(linked(&there, [0, 1]), linked(&back, [1, 0]));
    }

    #[test]
    fn a_text_and_itself_fit(lines in prop::collection::vec("[a-z]{4,9} [a-z]{4,9} [0-9]{1,3} [a-z]{3,8}", 1..12)) {
        let lines: Vec<(String, bool)> = lines.into_iter().map(|line| (line, false)).collect();
        let alignment = Aligner::default().align(&[side("en", &lines), side("en", &lines)]).unwrap();
        for bead in &alignment.beads {
            prop_assert_eq!(&bead.sides[0], &bead.sides[1]);
        }
    }
}

proptest! {
    // Unoptimised, a case takes half a second.
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Long passages that one or two versions lack make planes that are not searched in full.
    #[test]
    fn three_sides_with_long_gaps_are_covered(
        passages in prop::collection::vec((line(), 1..60_usize, [prop::bool::weighted(0.6); 3]), 2..5),
    ) {
        let lines = |number: usize| -> Vec<(String, bool)> {
            passages
                .iter()
                .filter(|(_, _, has)| has[number])
                .flat_map(|(line, count, _)| std::iter::repeat_n((line.clone(), false), *count))
                .collect()
        };
        let (one, two, three) = (lines(0), lines(1), lines(2));
        let sides = [side("az", &one), side("en", &two), side("ru", &three)];
        assert_covers(&Aligner::default().align(&sides).unwrap(), &sides)?;
    }
}

/// A long document is searched in a corridor; every line is still covered, and most beads are right.
#[test]
fn long_documents_go_through_a_corridor() {
    let lines = |word: &str| -> Vec<(String, bool)> {
        (0..1_200)
            .map(|number| {
                (
                    format!(
                        "{word} {} {}",
                        number * 7 % 1_201,
                        "sətir ".repeat(number % 9)
                    ),
                    false,
                )
            })
            .collect()
    };
    let (one, mut other) = (lines("Bakı"), lines("Baku"));
    other.drain(500..650);
    let sides = [side("az", &one), side("en", &other)];
    let alignment = Aligner::default().align(&sides).unwrap();
    assert_covers(&alignment, &sides).unwrap();
    let right = alignment
        .beads
        .iter()
        .filter(|bead| {
            let shift = if bead.sides[0].start >= 650 { 150 } else { 0 };
            bead.sides[0].len() == 1
                && bead.sides[1].len() == 1
                && bead.sides[1].start + shift == bead.sides[0].start
        })
        .count();
    assert!(right > 950, "{right} of 1050 beads are right");
}

/// Nothing but lengths tells which lines belong together, and a long passage of one side is missing.
#[test]
fn a_long_gap_is_found_without_anchors() {
    let mut state = 7_u32;
    let lines: Vec<(String, bool)> = (0..1_600)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ("a ".repeat(10 + (state >> 24) as usize), false)
        })
        .collect();
    let mut other = lines.clone();
    other.drain(300..900);
    let sides = [side("az", &lines), side("en", &other)];
    let alignment = Aligner::default().align(&sides).unwrap();
    assert_covers(&alignment, &sides).unwrap();
    let right = alignment
        .beads
        .iter()
        .filter(|bead| {
            let shift = if bead.sides[0].start >= 900 { 600 } else { 0 };
            bead.sides[0].len() == 1
                && bead.sides[1].len() == 1
                && bead.sides[1].start + shift == bead.sides[0].start
        })
        .count();
    assert!(right > 900, "{right} of 1000 beads are right");
}

/// A line of many tokens takes time by its length, not by its square: a sign again and again, and words that are all one
/// class of sounds.
#[test]
fn one_endless_line_takes_linear_time() {
    let words: String = (0..30_000)
        .map(|number| {
            format!("Bakar{}o{number:a>9} ", number % 7).replace(|c: char| c.is_numeric(), "e")
        })
        .collect();
    for text in ["(".repeat(200_000), "Bakı ".repeat(50_000), words] {
        let lines = [(text, false)];
        let sides = [side("az", &lines), side("en", &lines)];
        let alignment = Aligner::default().align(&sides).unwrap();
        assert_eq!(alignment.beads.len(), 1);
    }
}

/// Words that share neither sound nor letters are matched by a lexicon that the caller gives.
#[test]
fn a_lexicon_decides_between_equal_lengths() {
    let words = [
        ("qapı", "door"),
        ("pəncərə", "window"),
        ("çörək", "bread"),
        ("yuxu", "sleep"),
        ("ağac", "tree"),
        ("çay", "river"),
        ("dağ", "mountain"),
        ("quş", "bird"),
        ("alma", "apple"),
        ("süd", "milk"),
    ];
    let (az, en) = ("az".parse().unwrap(), "en".parse().unwrap());
    let mut sample = Sample::new(&az, &en);
    for (one, other) in words.repeat(20) {
        sample.push(one, other);
    }
    let mut trainer = Trainer::new(TrainerOptions::default());
    trainer.add(&sample);
    let lexicon = trainer.finish();
    let text = |word: fn(&(&'static str, &'static str)) -> &'static str| -> Vec<String> {
        let two = |two: &[(&'static str, &'static str)]| {
            two.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        words.windows(2).map(two).collect()
    };
    let (one, other) = (text(|words| words.0), text(|words| words.1));
    // The last line of the one and the first line of the other have no counterpart.
    let sides = [
        Side::from_lines(az, one.iter().skip(1).map(String::as_str)),
        Side::from_lines(en, other.iter().take(8).map(String::as_str)),
    ];
    let right = |aligner: &Aligner<'_>| {
        let beads = aligner.align(&sides).unwrap().beads;
        let is_right = |bead: &&yaddash_align::Bead| {
            bead.sides[0].start + 1 == bead.sides[1].start
                && bead.sides[0].len() == 1
                && bead.sides[1].len() == 1
        };
        beads.iter().filter(is_right).count()
    };
    assert_eq!(right(&Aligner::default()), 0);
    assert!(right(&Aligner::default().with_lexicons([&lexicon])) >= 5);
}

#[test]
fn sides_that_hold_nothing() {
    let aligner = Aligner::default();
    let lines = [("Bir sətir.".to_owned(), false)];
    for sides in [
        [side("az", &[]), side("en", &[])],
        [side("az", &lines), side("en", &[])],
    ] {
        let alignment = aligner.align(&sides).unwrap();
        assert_eq!(alignment.beads.len(), sides[0].segments.len());
        assert!(alignment.score.value() < f64::EPSILON);
    }
    assert!(aligner.align(&[side("az", &lines)]).is_err());
    assert!(aligner.align(&[]).is_err());
}
