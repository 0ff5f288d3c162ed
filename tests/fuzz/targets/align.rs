//! Alignment of small sides: every segment is in exactly one bead, beads come in the order of the first side, none is
//! empty, scores are between 0 and 1, and the same input gives the same output.
//!
//! A side of an input is a byte that chooses its language and lines, each a segment; an empty line starts another block,
//! a line `=` another side, and the bytes behind `[` are numbers of concepts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_align::{Aligner, Alignment, Side, SideSegment};
use yaddash_fuzz::{language, text_of};

/// Segments of a side at most.
const SEGMENTS: usize = 12;

fuzz_target!(|input: &[u8]| {
    let sides: Vec<Side<'_>> = text_of(input).split("\n=\n").take(4).map(side).collect();
    let aligner = Aligner::default();
    match aligner.align(&sides) {
        Ok(alignment) => {
            check(&alignment, &sides);
            assert_eq!(aligner.align(&sides).unwrap(), alignment);
        }
        Err(error) => assert!(!matches!(sides.len(), 2 | 3), "{error}"),
    }
});

fn side(text: &str) -> Side<'_> {
    let choice = text.bytes().next().unwrap_or_default();
    let mut lines = text.get(1..).unwrap_or(text).split('\n');
    let mut block = 0;
    let segments = std::iter::from_fn(|| {
        loop {
            match lines.next()? {
                "" => block += 1,
                line => {
                    // Numbers of concepts, the same on all sides.
                    let concepts = line
                        .split('[')
                        .skip(1)
                        .filter_map(|rest| rest.bytes().next())
                        .map(u64::from);
                    return Some(SideSegment {
                        block,
                        concepts: concepts.collect(),
                        ..SideSegment::new(line)
                    });
                }
            }
        }
    });
    Side {
        language: language(choice),
        segments: segments.take(SEGMENTS).collect(),
        vectors: None,
    }
}

fn check(alignment: &Alignment, sides: &[Side<'_>]) {
    let mut taken: Vec<Vec<bool>> = sides
        .iter()
        .map(|side| vec![false; side.segments.len()])
        .collect();
    let mut first = 0;
    for bead in &alignment.beads {
        assert_eq!(bead.sides.len(), sides.len());
        assert!(bead.filled() > 0, "an empty bead");
        assert!((0.0..=1.0).contains(&bead.score.value()));
        for (range, taken) in bead.sides.iter().zip(&mut taken) {
            for is_taken in &mut taken[range.clone()] {
                assert!(!std::mem::replace(is_taken, true), "taken twice");
            }
        }
        if let Some(range) = bead.sides.first().filter(|range| !range.is_empty()) {
            assert_eq!(range.start, first, "not in the order of the first side");
            first = range.end;
        }
    }
    assert!(taken.iter().flatten().all(|is_taken| *is_taken), "left out");
    assert!((0.0..=1.0).contains(&alignment.score.value()));
    assert_eq!(alignment.ladder().rungs().len(), alignment.beads.len());
}
