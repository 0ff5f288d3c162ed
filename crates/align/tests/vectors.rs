//! Vectors of sentences: right ones align what has no words in common, noise does little harm.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]
#![allow(clippy::print_stdout, reason = "a test tells its figures")]

use std::collections::HashSet;
use std::ops::Range;

use yaddash_align::{Aligner, Error, Side, Vectors};

const DIMENSIONS: usize = 48;

/// Numbers that look random and are the same each time (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }

    /// Nearly normal, with variance 1: the sum of twelve numbers of even distribution.
    fn normal(&mut self) -> f32 {
        let sum: u64 = (0..12).map(|_| self.next(10_000)).sum();
        sum as f32 / 10_000.0 - 6.0
    }

    fn vector(&mut self, scale: f32) -> Vec<f32> {
        (0..DIMENSIONS).map(|_| self.normal() * scale).collect()
    }

    /// Words that mean nothing and sound like nothing.
    fn words(&mut self, letters: &str) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let words = (0..6).map(|_| -> String {
            (0..5)
                .map(|_| letters[usize::try_from(self.next(letters.len() as u64)).unwrap()])
                .collect()
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Two versions, with the vectors that tell the truth, and the beads that are right.
struct Case {
    lines: [Vec<String>; 2],
    vectors: [Vec<f32>; 2],
    gold: HashSet<[Range<usize>; 2]>,
}

/// A text of `count` statements of which each version leaves some out and takes some together. Vectors are those of the
/// statements, with `noise` and with what is common to all sentences of a language. Of ten statements `facts` have a
/// number that both versions keep.
fn case(count: usize, noise: f32, seed: u64, facts: u64) -> Case {
    let random = &mut Random(seed);
    let common = [random.vector(1.0), random.vector(1.0)];
    let mut case = Case {
        lines: [Vec::new(), Vec::new()],
        vectors: [Vec::new(), Vec::new()],
        gold: HashSet::new(),
    };
    for _ in 0..count {
        let sizes = match random.next(20) {
            0 => [0, 1],
            1 => [1, 0],
            2 | 3 => [1, 2],
            4 | 5 => [2, 1],
            _ => [1, 1],
        };
        let statements = sizes[0].max(sizes[1]);
        let meanings: Vec<Vec<f32>> = (0..statements).map(|_| random.vector(1.0)).collect();
        let numbers: Vec<Option<u64>> = (0..statements)
            .map(|_| (random.next(10) < facts).then(|| 10 + random.next(90)))
            .collect();
        let mut bead = [0..0, 0..0];
        for side in 0..2 {
            let first = case.lines[side].len();
            for segment in 0..sizes[side] {
                let of_segment = if sizes[side] == statements {
                    segment..segment + 1
                } else {
                    0..statements
                };
                let mut text = Vec::new();
                let mut vector = common[side].clone();
                for (meaning, number) in meanings[of_segment.clone()]
                    .iter()
                    .zip(&numbers[of_segment])
                {
                    text.push(random.words(["abcdefghij", "клмнопрсту"][side]));
                    text.extend(number.map(|number| number.to_string()));
                    let own = random.vector(noise);
                    for (at, value) in vector.iter_mut().enumerate() {
                        *value += meaning[at] + own[at];
                    }
                }
                case.lines[side].push(text.join(" "));
                case.vectors[side].extend(vector);
            }
            bead[side] = first..case.lines[side].len();
        }
        case.gold.insert(bead);
    }
    case
}

impl Case {
    fn sides(&self, vectors: Option<&[Vec<f32>; 2]>) -> [Side<'_>; 2] {
        [("en", 0), ("ru", 1)].map(|(language, side)| {
            let lines = self.lines[side].iter().map(String::as_str);
            Side {
                vectors: vectors.map(|of| Vectors::new(DIMENSIONS, of[side].clone()).unwrap()),
                ..Side::from_lines(language.parse().unwrap(), lines)
            }
        })
    }

    /// The strict F1 of the alignment with these vectors.
    fn f1(&self, vectors: Option<&[Vec<f32>; 2]>) -> f64 {
        let alignment = Aligner::default().align(&self.sides(vectors)).unwrap();
        let found: HashSet<[Range<usize>; 2]> = alignment
            .beads
            .iter()
            .map(|bead| [bead.sides[0].clone(), bead.sides[1].clone()])
            .collect();
        let is_linked = |bead: &&[Range<usize>; 2]| bead.iter().all(|side| !side.is_empty());
        let right = self.gold.intersection(&found).filter(is_linked).count() as f64;
        let precision = right / found.iter().filter(is_linked).count().max(1) as f64;
        let recall = right / self.gold.iter().filter(is_linked).count() as f64;
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }

    /// Vectors that have nothing to do with the text.
    fn nonsense(&self, seed: u64) -> [Vec<f32>; 2] {
        let mut random = Random(seed);
        [0, 1].map(|side: usize| {
            let lines = self.lines[side].iter();
            lines.flat_map(|_| random.vector(1.0)).collect()
        })
    }
}

#[test]
fn right_vectors_align_what_has_no_words_in_common() {
    for (count, noise) in [(16, 0.5), (120, 0.5), (400, 1.0), (2_000, 1.0)] {
        let case = case(count, noise, 7, 0);
        let (without, with) = (case.f1(None), case.f1(Some(&case.vectors)));
        println!("{count} statements, noise {noise}: {without:.3} without, {with:.3} with vectors");
        assert!(with >= 0.95, "{count} {noise}: {with}");
        if count > 16 {
            assert!(without < 0.8, "{count}: {without} without vectors");
        }
    }
}

#[test]
fn noise_does_little_harm() {
    for count in [16, 120, 400, 2_000] {
        let (mut without, mut with) = (0.0, 0.0);
        for seed in 1..=5 {
            let case = case(count, 1.0, seed, 5);
            without += case.f1(None) / 5.0;
            with += case.f1(Some(&case.nonsense(seed + 100))) / 5.0;
        }
        println!("{count} statements: {without:.3} without, {with:.3} with noise");
        assert!(with >= without - 0.03, "{count}: {with} after {without}");
    }
}

#[test]
fn equal_or_zero_vectors_say_nothing() {
    let case = case(60, 1.0, 3, 5);
    for value in [0.0, 1.0] {
        let equal = [0, 1].map(|side: usize| vec![value; case.vectors[side].len()]);
        let aligned = |vectors| Aligner::default().align(&case.sides(vectors)).unwrap();
        assert_eq!(aligned(Some(&equal)), aligned(None));
    }
}

#[test]
fn sides_in_the_other_order_give_the_same() {
    let case = case(150, 1.0, 5, 0);
    let [one, other] = case.sides(Some(&case.vectors));
    let there = Aligner::default().align(&[one.clone(), other.clone()]);
    let back = Aligner::default().align(&[other, one]);
    let links = |alignment: yaddash_align::Alignment, first: usize| -> HashSet<_> {
        let linked = alignment.beads.into_iter().filter(|bead| bead.filled() > 1);
        linked
            .map(|bead| (bead.sides[first].clone(), bead.sides[1 - first].clone()))
            .collect()
    };
    assert_eq!(links(there.unwrap(), 0), links(back.unwrap(), 1));
}

#[test]
fn three_versions_of_which_two_have_vectors() {
    let case = case(40, 0.5, 11, 0);
    let [one, other] = case.sides(Some(&case.vectors));
    let third = Side::from_lines(
        "az".parse().unwrap(),
        case.lines[0].iter().map(String::as_str),
    );
    let alignment = Aligner::default().align(&[third, one, other]).unwrap();
    let right = alignment
        .beads
        .iter()
        .filter(|bead| {
            case.gold
                .contains(&[bead.sides[1].clone(), bead.sides[2].clone()])
        })
        .count();
    assert!(right >= 36, "{right} of {}", case.gold.len());
}

#[test]
fn vectors_that_do_not_fit_are_refused() {
    let side = |language: &str, vectors: Option<(usize, usize)>| Side {
        vectors: vectors
            .map(|(rows, columns)| Vectors::new(columns, vec![1.0; rows * columns]).unwrap()),
        ..Side::from_lines(language.parse().unwrap(), ["a", "b"])
    };
    let refused = |one, other| {
        let sides = [side("az", one), side("en", None), side("ru", other)];
        Aligner::default().align(&sides).unwrap_err()
    };
    assert_eq!(
        refused(Some((2, 4)), Some((3, 4))),
        Error::VectorRows {
            language: "ru".parse().unwrap(),
            vectors: 3,
            segments: 2
        }
    );
    assert_eq!(
        refused(Some((2, 4)), Some((2, 5))).to_string(),
        "the vectors in `az` have 4 dimensions, those in `ru` 5"
    );
}
